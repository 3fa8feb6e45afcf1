use super::*;
use crate::dialogue::{Facts, Utterance};

fn said(text: &str) -> Input {
    let words = text.split(' ').zip((0..).step_by(300));
    let words = words.map(|(word, at)| HeardWord {
        text: word.to_owned(),
        from: At(at),
        to: At(at + 200),
        ..HeardWord::default()
    });
    Input::Said(Utterance {
        text: text.to_owned(),
        words: words.collect(),
    })
}

fn told(replies: Vec<Reply>) -> Told {
    let summary = "All of it.".to_owned();
    Told::new(Telling { replies, summary }, Tongue::En)
}

fn reply(upon: Upon, answers: &str, say: &str) -> Reply {
    Reply {
        upon,
        answers: answers.to_owned(),
        say: say.to_owned(),
        ..Reply::default()
    }
}

fn spoken(moves: &[Move]) -> Vec<&str> {
    let spoken = moves.iter().filter_map(|each| match each {
        Move::Say { text, .. } => Some(text.as_str()),
        _ => None,
    });
    spoken.collect()
}

#[test]
fn a_reply_waits_for_what_it_answers() {
    let mut told = told(vec![
        reply(Upon::Begin, "", "How can I help?"),
        reply(Upon::Silence, "", "Take your time."),
        reply(Upon::Said, "still swollen", "I am sorry."),
    ]);
    assert_eq!(spoken(&told.on(At(0), Input::Begin)), ["How can I help?"]);
    assert!(told.on(At(1), said("I slipped on Sunday")).is_empty());
    // No silence came: its words are left out.
    let moves = told.on(At(2), said("and it is STILL swollen."));
    assert_eq!(spoken(&moves), ["I am sorry."]);
    assert_eq!(told.summary(Tongue::En, None), "All of it.");
}

#[test]
fn silence_has_words_of_its_own_or_the_core_s() {
    let mut told = told(vec![
        reply(Upon::Silence, "", "I am right here."),
        reply(Upon::Said, "", "Good."),
    ]);
    let silence = || Input::Silence { ms: 2_700 };
    assert_eq!(spoken(&told.on(At(0), silence())), ["I am right here."]);
    assert!(told.on(At(1), silence()).is_empty());
    assert_ne!(told.summary(Tongue::En, None), "All of it.");
    assert_eq!(spoken(&told.on(At(2), said("yes"))), ["Good."]);
}

#[test]
fn what_is_looked_up_comes_before_the_words() {
    let look = |tool: &str| LookUp {
        tool: tool.to_owned(),
        facts: Facts::new(),
    };
    let mut told = told(vec![Reply {
        look: vec![look("slots"), look("prices")],
        captured: vec![Captured {
            name: "caller_name".to_owned(),
            value: "Kavita Kulkarni".to_owned(),
            at: "Kulkarni".to_owned(),
        }],
        ..reply(Upon::Said, "", "On Thursday.")
    }]);
    let moves = told.on(At(0), said("not Colony: Kulkarni! Kulkarni."));
    assert!(
        matches!(
            &moves[0],
            Move::Capture {
                at: Some(At(900)),
                ..
            }
        ),
        "{moves:?}"
    );
    assert!(matches!(
        moves[1..],
        [
            Move::Ask { ask: AskId(1), .. },
            Move::Ask { ask: AskId(2), .. }
        ]
    ));
    let found = |ask| Input::Found {
        ask: AskId(ask),
        found: crate::dialogue::Found::Nothing,
    };
    assert!(told.on(At(1), found(2)).is_empty());
    assert!(told.on(At(2), said("hello?")).is_empty());
    assert_eq!(spoken(&told.on(At(3), found(1))), ["On Thursday."]);
}

#[test]
fn what_was_proposed_goes_one_way_or_the_other() {
    let book = Reply {
        propose: Some("book".to_owned()),
        ..reply(Upon::Said, "", "Thursday. Shall I book it?")
    };
    let done = Reply {
        hang_up: Some("booked".to_owned()),
        ..reply(Upon::Done, "", "Booked.")
    };
    for (settled, says) in [
        (Settled::Done, 1),
        (Settled::Declined, 0),
        (Settled::Failed, 0),
    ] {
        let mut told = told(vec![book.clone(), done.clone()]);
        let moves = told.on(At(0), said("Thursday"));
        assert!(matches!(&moves[..], [Move::Propose { .. }]), "{moves:?}");
        let moves = told.on(At(1), Input::Settled(settled));
        assert_eq!(spoken(&moves).len(), says, "{settled:?}");
        let ends = matches!(moves.last(), Some(Move::HangUp { outcome }) if outcome == "booked");
        assert_eq!(ends, says == 1);
    }
}
