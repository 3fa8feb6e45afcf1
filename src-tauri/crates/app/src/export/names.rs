//! The names of the files in an exported folder: they sort by time and tell who.

use crate::calls::CallRow;

/// Longer names are cut: file systems end at 255 bytes, and a Devanagari letter has
/// three of them.
const LONGEST_CHARS: usize = 60;

/// `2026-05-12 0512Z Priya S`, without an ending. The time is UTC, and says so.
pub(super) fn stem(row: &CallRow) -> String {
    let at = row.started_at.to_rfc3339();
    let (date, hour, minute) = (at.get(..10), at.get(11..13), at.get(14..16));
    let time = match (date, hour, minute) {
        (Some(date), Some(hour), Some(minute)) => format!("{date} {hour}{minute}Z"),
        _ => at,
    };
    let who = plain(row.caller.as_deref().unwrap_or_default());
    let name: String = format!("{time} {who}")
        .chars()
        .take(LONGEST_CHARS)
        .collect();
    name.trim_end_matches([' ', '.']).to_owned()
}

/// Only what every file system takes in a name.
fn plain(text: &str) -> String {
    let kept = |c: char| !c.is_control() && !r#"<>:"/\|?*"#.contains(c);
    let text: String = text
        .chars()
        .map(|c| if kept(c) { c } else { ' ' })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `number`th file of a name: `x.txt`, `x (2).txt`.
pub(super) fn numbered(stem: &str, number: u32, ending: &str) -> String {
    match number {
        0 | 1 => format!("{stem}.{ending}"),
        n => format!("{stem} ({n}).{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_nothing_that_leads_elsewhere() {
        assert_eq!(plain("../../etc/\0pass\nwd"), ".. .. etc pass wd");
        assert_eq!(plain("C:\\x \"y\" <z>?"), "C x y z");
        assert_eq!(numbered("a", 1, "txt"), "a.txt");
        assert_eq!(numbered("a", 2, "txt"), "a (2).txt");
    }
}
