//! Transcripts that are one long text.

use parley_domain::call::Side;

use super::Spoken;
use crate::roles;

/// Turns of a text whose lines start with a role and a colon, as in
/// `AI: Hello` or `User: Hi`. A line without one continues the turn before it;
/// text before the first has no known side.
pub(crate) fn labelled_lines(text: &str) -> Vec<Spoken> {
    let mut turns: Vec<Spoken> = Vec::new();
    for line in text.lines() {
        match labelled(line) {
            Some((side, label, rest)) => turns.push(Spoken {
                side: Some(side),
                speaker: Some(label.to_owned()),
                text: Some(rest.to_owned()),
                ..Spoken::default()
            }),
            None => match turns.last_mut().and_then(|turn| turn.text.as_mut()) {
                Some(text) => {
                    text.push('\n');
                    text.push_str(line.trim());
                }
                None => turns.push(Spoken {
                    text: Some(line.trim().to_owned()),
                    ..Spoken::default()
                }),
            },
        }
    }
    for turn in &mut turns {
        turn.text = turn.text.take().map(|text| text.trim().to_owned());
    }
    turns
}

fn labelled(line: &str) -> Option<(Side, &str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim();
    Some((roles::side_of(label)?, label, rest.trim()))
}

/// Turns of a text whose paragraphs are set apart by blank lines and name nobody.
pub(crate) fn paragraphs(text: &str) -> Vec<Spoken> {
    let mut turns: Vec<Spoken> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            open = false;
            continue;
        }
        match turns.last_mut().and_then(|turn| turn.text.as_mut()) {
            Some(text) if open => {
                text.push('\n');
                text.push_str(line);
            }
            _ => turns.push(Spoken {
                text: Some(line.to_owned()),
                ..Spoken::default()
            }),
        }
        open = true;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_open_turns_and_lines_continue_them() {
        let turns = labelled_lines("AI: Hello.\nUser: Hi: it is me\nagain\nNote: x\n");
        let texts: Vec<&str> = turns
            .iter()
            .filter_map(|turn| turn.text.as_deref())
            .collect();
        assert_eq!(texts, ["Hello.", "Hi: it is me\nagain\nNote: x"]);
        assert_eq!(turns[0].side, Some(Side::Agent));
        assert_eq!(turns[1].side, Some(Side::Caller));
    }

    #[test]
    fn blank_lines_end_paragraphs() {
        let turns = paragraphs("a\nb\n\n\n c \n");
        let texts: Vec<&str> = turns
            .iter()
            .filter_map(|turn| turn.text.as_deref())
            .collect();
        assert_eq!(texts, ["a\nb", "c"]);
    }
}
