//! Tracker rules as they are typed, on texts of any kind. The first byte picks the
//! kind of rule, the first line is the rule, the rest the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_domain::call::{Side, Turn};
use parley_domain::tracking::{Finder, Pattern, TrackerRule};

fuzz_target!(|data: (u8, &str)| {
    let (kind, typed) = data;
    let (rule, text) = typed.split_once('\n').unwrap_or((typed, ""));
    let pattern = match kind % 3 {
        0 => Pattern::Phrase {
            any_of: rule.split('|').map(str::to_owned).collect(),
        },
        1 => {
            let (first, second) = rule.split_once('|').unwrap_or((rule, rule));
            Pattern::Near {
                first: first.to_owned(),
                second: second.to_owned(),
                within: kind,
            }
        }
        _ => Pattern::Regex {
            pattern: rule.to_owned(),
        },
    };
    let Ok(finder) = Finder::new(&TrackerRule {
        pattern,
        side: None,
    }) else {
        return;
    };
    let turn = Turn {
        side: Side::Caller,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(1),
        end_ms: Some(2),
        words: Vec::new(),
    };
    let mut end = 0;
    for hit in finder.find(&turn) {
        assert!(hit.len > 0, "a hit of nothing");
        assert!(hit.at >= end, "hits overlap");
        end = hit.at + hit.len;
    }
    assert!(end as usize <= text.chars().count(), "a hit outside its text");
});
