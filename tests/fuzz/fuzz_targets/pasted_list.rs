//! Lists of contacts as somebody pastes them: each line comes to at most one, and what is
//! read is read so again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_domain::call::Contact;
use parley_domain::suppression::read_list;

fuzz_target!(|text: &str| {
    let Some(lines) = read_list(text) else {
        return;
    };
    assert!(lines.len() <= text.lines().count(), "more than was pasted");
    for pasted in &lines {
        if let Some(contact) = &pasted.contact {
            assert_eq!(Contact::parse(contact.as_str()).as_ref(), Some(contact));
        }
    }
});
