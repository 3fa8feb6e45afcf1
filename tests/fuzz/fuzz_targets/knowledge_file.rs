//! Files of knowledge as somebody writes them: what is taken is kept and asked without a
//! fault, and comes back from a file of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_app::knowledge::read_entries;
use parley_domain::knowledge::folded;

fuzz_target!(|text: &str| {
    let Ok(entries) = read_entries(text) else {
        return;
    };
    for entry in &entries {
        assert_eq!(entry.check(), Ok(()));
        let words = folded(&entry.about);
        assert!(!words.contains("  ") && words.trim() == words, "odd words");
    }
});
