//! What is known of where parties are, as it is typed: any text is a number, a place or
//! nothing, and nothing is asked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, joined, recording_decision};

fuzz_target!(|data: &str| {
    let mut parties: Vec<Party> = data
        .split('\n')
        .enumerate()
        .map(|(at, line)| Party {
            role: Role::ALL[at % Role::ALL.len()],
            evidence: line
                .split(',')
                .enumerate()
                .map(|(at, value)| Evidence {
                    kind: EvidenceKind::ALL[at % EvidenceKind::ALL.len()],
                    value: value.to_owned(),
                })
                .collect(),
        })
        .collect();
    let before = recording_decision(&parties);
    let nowhere = parties
        .iter()
        .any(|party| party.evidence.iter().all(|e| e.place().is_none()));
    assert!(!nowhere || before.ask_affirmative, "nothing known, nothing asked");
    // Of nobody at all a yes is asked, so only then may the first who comes make it laxer.
    let Some(last) = parties.pop().filter(|_| !parties.is_empty()) else {
        return;
    };
    assert!(joined(&parties, last).is_at_least(&recording_decision(&parties)));
});
