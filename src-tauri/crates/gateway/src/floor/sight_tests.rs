use std::time::Duration;

use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Utterance};

use super::*;

fn sight() -> Sight {
    Sight::new(About {
        id: "0199aaaa-0000-7000-8000-000000000001"
            .parse()
            .expect("an id"),
        since: UtcMillis(1),
        direction: Direction::Inbound,
        caller: None,
        agent: None,
        can_take_over: false,
    })
}

fn entry(at: u64, event: Event, actions: Vec<Action>) -> Entry {
    Entry {
        at: At(at),
        event: Some(event),
        actions,
    }
}

fn key() -> IdempotencyKey {
    IdempotencyKey("call:1".to_owned())
}

#[test]
fn an_effect_is_asked_done_and_told() {
    let mut sight = sight();
    sight.phase(PhaseName::Dialogue);
    assert_eq!(sight.view().call.effect, None);
    sight.phase(PhaseName::Commit);
    let state = |sight: &Sight| {
        sight
            .view()
            .call
            .effect
            .map(|effect| (effect.what, effect.state))
    };
    assert_eq!(state(&sight), Some((None, EffectState::Asked)));
    // Not agreed to.
    sight.phase(PhaseName::Dialogue);
    assert_eq!(state(&sight), None);
    sight.phase(PhaseName::Commit);
    let effect = Effect {
        kind: "book".to_owned(),
        facts: Facts::new(),
    };
    let does = Action::Commit { key: key(), effect };
    assert!(sight.entry(&entry(1, Event::Tick, vec![does])));
    let book = Some("book".to_owned());
    assert_eq!(state(&sight), Some((book.clone(), EffectState::Doing)));
    let done = Event::Committed {
        key: key(),
        done: true,
    };
    assert!(sight.entry(&entry(2, done, Vec::new())));
    sight.phase(PhaseName::Dialogue);
    assert_eq!(state(&sight), Some((book, EffectState::Done)));
}

#[test]
fn turns_come_with_what_was_cut_and_how_long_they_took() {
    let mut sight = sight();
    let said = Utterance {
        text: "hello".to_owned(),
        words: Vec::new(),
    };
    let turn = Action::Turn(Turn::Caller(said));
    sight.entry(&entry(1_000, Event::Tick, vec![turn]));
    sight.turn(&TurnTimes {
        voice_ended: At(900),
        due: At(1_000),
        recognised: At(950),
        decided: Duration::from_millis(1_000),
        answered: Duration::from_millis(1_500),
    });
    let agent = |cut: &str| {
        Action::Turn(Turn::Agent {
            heard: "Good day".to_owned(),
            cut: cut.to_owned(),
        })
    };
    sight.entry(&entry(3_000, Event::Tick, vec![agent("to you")]));
    sight.entry(&entry(5_000, Event::Tick, vec![agent("")]));
    let turns = sight.view().turns;
    let seen: Vec<_> = turns
        .iter()
        .map(|turn| (turn.at_ms, turn.side, turn.cut.as_str(), turn.latency_ms))
        .collect();
    let expected = [
        (1_000, Side::Caller, "", None),
        (3_000, Side::Agent, "to you", Some(600)),
        (5_000, Side::Agent, "", None),
    ];
    assert_eq!(seen, expected);
    assert!(!sight.entry(&entry(6_000, Event::Tick, vec![Action::Clear])));
}

#[test]
fn a_conversation_whose_gate_did_not_open_is_not_recorded() {
    let mut refused = sight();
    refused.phase(PhaseName::Disclose);
    assert_eq!(refused.view().call.tape, TapeGate::Shut);
    refused.phase(PhaseName::Dialogue);
    assert_eq!(refused.view().call.tape, TapeGate::Refused);
    let mut open = sight();
    open.entry(&entry(1, Event::Tick, vec![Action::Record(true)]));
    open.phase(PhaseName::Dialogue);
    assert!(open.is_recorded());
    open.entry(&entry(2, Event::Tick, vec![Action::Record(false)]));
    assert_eq!(open.view().call.tape, TapeGate::Refused);
}
