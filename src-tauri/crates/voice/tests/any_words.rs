//! Whatever is said, keyed, found and settled, in any order: a flow answers within bounds,
//! ends once, and never proposes in the middle of its moves.

use std::sync::Arc;

use chrono::NaiveDate;
use parley_voice::dialogue::{
    AskId, Dialogue, Facts, Found, Input, Move, Settled, Tongue, Utterance,
};
use parley_voice::flow::{Flow, FlowContext, Script};
use parley_voice::time::At;
use proptest::prelude::*;

fn context(tongue: Tongue) -> FlowContext {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21);
    let now = day.and_then(|day| day.and_hms_opt(10, 0, 0));
    FlowContext {
        now: now.unwrap_or_default(),
        tongue,
        facts: Facts::new(),
    }
}

/// Turns that lead somewhere, and noise.
const TURNS: &[&str] = &[
    "yes",
    "no",
    "haan ji",
    "नहीं",
    "a cleaning please",
    "dard hai",
    "my name is Asha",
    "asha",
    "9876543210",
    "nine eight seven",
    "no, five not nine",
    "tuesday at four",
    "at five",
    "kal shaam paanch baje",
    "the second one",
    "in the morning",
    "no, Thursday",
    "monday or friday",
    "how much is a cleaning?",
    "are you a robot",
    "repeat that",
    "start over",
    "hindi mein boliye",
    "english please",
    "goodbye",
    "talk to a human",
    "the 31st",
    "february 30",
    "25/13",
    "99:99",
    "",
    "asha dot k at gmail dot com",
    "not",
    "or",
    "double",
    "{day}",
    "at",
    "hundred hundred",
    "half past",
];

fn input() -> impl Strategy<Value = Input> {
    let said = |text: String| {
        Input::Said(Utterance {
            text,
            words: Vec::new(),
        })
    };
    let fact = prop::sample::select(vec![
        "yes",
        "no",
        "closed",
        "2026-11-24T16:00,2026-11-25T10:00",
        "x",
    ]);
    let name = prop::sample::select(vec!["free", "why", "offers", "text"]);
    prop_oneof![
        8 => prop::sample::select(TURNS).prop_map(move |text| said(text.to_owned())),
        2 => "\\PC{0,40}".prop_map(said),
        1 => "[0-9]{1,11}".prop_map(Input::Keys),
        1 => Just(Input::Silence { ms: 7_000 }),
        4 => (0u32..6, prop::collection::btree_map(name, fact, 0..4)).prop_map(|(ask, facts)| {
            let facts = facts.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            Input::Found { ask: AskId(ask), found: Found::Facts(facts.collect()) }
        }),
        2 => prop::sample::select(vec![Settled::Done, Settled::Declined, Settled::Failed]).prop_map(Input::Settled),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    #[test]
    fn a_flow_keeps_its_word(inputs in prop::collection::vec(input(), 0..40), hindi: bool) {
        let script = Arc::new(Script::read(include_str!("../scripts/appointment.toml")).unwrap());
        let tongue = if hindi { Tongue::Hi } else { Tongue::En };
        let mut flow = Flow::new(script, context(tongue));
        let mut over = false;
        for (at, input) in std::iter::once(Input::Begin).chain(inputs).enumerate() {
            let moves = flow.on(At(at as u64 * 1_000), input);
            prop_assert!(!over || moves.is_empty());
            prop_assert!(moves.len() < 200);
            let binds = |one: &Move| matches!(one, Move::Propose { .. } | Move::Transfer { .. } | Move::HangUp { .. });
            let before_last = moves.len().saturating_sub(1);
            prop_assert!(!moves.iter().take(before_last).any(binds));
            over |= moves.iter().any(|one| matches!(one, Move::Transfer { .. } | Move::HangUp { .. }));
            for one in &moves {
                if let Move::Propose { effect, read_back, .. } = one {
                    // Nothing is proposed before all of it is known.
                    prop_assert!(effect.facts.values().all(|value| !value.is_empty()), "{:?}", effect);
                    prop_assert!(!read_back.is_empty());
                }
            }
            let _ = (flow.summary(Tongue::En, None), flow.summary(Tongue::Hi, Some("opted_out")));
        }
    }
}
