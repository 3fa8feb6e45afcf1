//! Sheets of phrases as tenants write them, and what is said, in pieces. The first byte
//! picks where and how; the first NUL ends the sheet, the rest is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_domain::call::Channel;
use parley_domain::refusal::{Asked, Hearing, Language, Listening, Rules, classify};

fn listen(rules: &Rules, listening: Listening, text: &str, step: usize) {
    let verdict = classify(rules, listening, text);
    let length = text.chars().count() as u32;
    for hit in verdict.hits.iter().flatten() {
        assert!(hit.len > 0 && hit.at + hit.len <= length, "a hit outside its text");
    }
    let mut hearing = Hearing::new(rules, listening);
    for (at, _) in text.char_indices().step_by(step) {
        let _ = hearing.partial(&text[..at]);
    }
    assert_eq!(hearing.finish(text), verdict, "pieces say something else");
}

fuzz_target!(|data: (u8, &str)| {
    let (how, typed) = data;
    let listening = Listening {
        channel: Channel::ALL[usize::from(how & 3)],
        language: None,
        asked: Asked::ALL[usize::from(how >> 2) % Asked::ALL.len()],
    };
    let step = usize::from(how >> 5) + 1;
    let (sheet, text) = typed.split_once('\0').unwrap_or(("", typed));
    listen(Rules::of_house(), listening, text, step);
    if !sheet.is_empty() {
        let (rules, _) = Rules::read(&[(Language::En, sheet)]);
        listen(&rules, listening, text, step);
    }
});
