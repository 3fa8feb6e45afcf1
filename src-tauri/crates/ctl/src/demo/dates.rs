//! The calls that the runtime had speak of weekdays, and write down dates: these move with
//! the call, so that a Monday stays the Monday that was meant. Must not know: when that is.

use chrono::{Days, NaiveDate, TimeDelta};
use parley_app::import::CallDraft;
use parley_domain::call::AgentDeed;

/// `2026-11-23` is so long.
const LENGTH: usize = 10;

/// Every date of what was captured, and of what the tools were asked and answered, so much
/// later.
pub(super) fn moved(draft: &mut CallDraft, by: TimeDelta) {
    for variable in &mut draft.variables {
        variable.value = text(&variable.value, by);
    }
    for event in &mut draft.events {
        if let AgentDeed::ToolCall(call) = &mut event.what {
            for told in [&mut call.arguments, &mut call.result]
                .into_iter()
                .flatten()
            {
                *told = text(told, by);
            }
        }
    }
}

fn text(text: &str, by: TimeDelta) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let date = rest.get(..LENGTH).and_then(|date| later(date, by));
        if let Some(date) = date {
            moved.push_str(&date);
            rest = &rest[LENGTH..];
        } else {
            moved.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    moved
}

fn later(date: &str, by: TimeDelta) -> Option<String> {
    let is_date = date.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let date: NaiveDate = date.parse().ok().filter(|_| is_date)?;
    let days = by.num_days();
    let away = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        date.checked_sub_days(away)
    } else {
        date.checked_add_days(away)
    };
    moved.map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_and_all_else_stays() {
        let by = TimeDelta::days(9);
        let told = r#"{"day":"2026-11-23","offers":"2026-11-30T09:00,2026-12-01T10:00","phone":"6145550112"}"#;
        let moved = r#"{"day":"2026-12-02","offers":"2026-12-09T09:00,2026-12-10T10:00","phone":"6145550112"}"#;
        assert_eq!(text(told, by), moved);
        assert_eq!(text("रेखा 2026-11-23", -by), "रेखा 2026-11-14");
        assert_eq!(text("2026-13-40 2026-1", by), "2026-13-40 2026-1");
    }
}
