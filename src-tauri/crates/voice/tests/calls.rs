//! Whole calls on a virtual clock: what callers do, and what must hold whatever they do.

use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};
use parley_voice::core::{Action, CallCore, Plan, Replayed, Sentences, Turn, replay};
use parley_voice::dialogue::{
    AskId, Dialogue, Effect, Expecting, Facts, Found, Input, Move, Settled, Tongue,
};
use parley_voice::hearing::words::barge_in;
use parley_voice::simulate::caller::{Caller, Does, Step, When};
use parley_voice::simulate::run::{Outcome, Run, Setting};
use parley_voice::simulate::world::World;
use parley_voice::time::At;
use proptest::prelude::*;

/// Asks for a name, looks for a free hour, proposes to book it.
#[derive(Debug, Default)]
struct Desk {
    asks: u32,
    name: String,
}

fn say(text: &str, expecting: Option<Expecting>) -> Move {
    let text = text.to_owned();
    Move::Say {
        text,
        tongue: Tongue::En,
        expecting,
    }
}

impl Dialogue for Desk {
    fn on(&mut self, _now: At, input: Input) -> Vec<Move> {
        match input {
            Input::Begin => vec![say("What is your name, please?", Some(Expecting::Name))],
            Input::Said(said) if self.name.is_empty() => {
                self.name.clone_from(&said.text);
                self.asks += 1;
                let at = said.words.first().map(|word| word.from);
                vec![
                    Move::Capture {
                        name: "name".to_owned(),
                        value: said.text,
                        at,
                    },
                    Move::Ask {
                        ask: AskId(self.asks),
                        tool: "free_hours".to_owned(),
                        facts: Facts::new(),
                    },
                ]
            }
            Input::Found {
                found: Found::Facts(_),
                ..
            } => vec![Move::Propose {
                effect: Effect {
                    kind: "book".to_owned(),
                    facts: Facts::from([("name".to_owned(), self.name.clone())]),
                },
                read_back: "That is Tuesday at three. Shall I book it?".to_owned(),
                tongue: Tongue::En,
            }],
            Input::Found { .. } => vec![
                say("I cannot see the calendar.", None),
                Move::Transfer {
                    reason: "no_calendar".to_owned(),
                },
            ],
            Input::Settled(Settled::Done) => vec![
                say("It is booked. Goodbye.", None),
                Move::HangUp {
                    outcome: "booked".to_owned(),
                },
            ],
            Input::Settled(_) => vec![
                say("Then it stays free. Goodbye.", None),
                Move::HangUp {
                    outcome: "not_booked".to_owned(),
                },
            ],
            Input::Keys(keys) => vec![say(&format!("You pressed {keys}."), None)],
            Input::Silence { .. } | Input::Said(_) => {
                vec![say("Are you still there?", None)]
            }
        }
    }

    fn summary(&self, _tongue: Tongue, _ended: Option<&str>) -> String {
        String::new()
    }
}

#[derive(Debug, Clone, Copy)]
struct Hours {
    /// Until the calendar answers; `None`: never.
    ask_ms: Option<u64>,
    commit_ms: Option<u64>,
}

impl World for Hours {
    fn ask(&mut self, _tool: &str, _facts: &Facts) -> Option<(u64, Found)> {
        Some((self.ask_ms?, Found::Facts(Facts::new())))
    }

    fn commit(&mut self, _effect: &Effect) -> Option<(u64, bool)> {
        Some((self.commit_ms?, true))
    }
}

const QUICK: Hours = Hours {
    ask_ms: Some(300),
    commit_ms: Some(200),
};

/// It never answers.
const HANGS: Hours = Hours {
    ask_ms: None,
    commit_ms: None,
};

fn agrees(text: &str) -> Option<bool> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => None,
        words if words.contains(&"no") => Some(false),
        words if words.contains(&"yes") => Some(true),
        _ => None,
    }
}

fn plan(region: &str) -> Plan {
    let place = |role, value: &str| Party {
        role,
        evidence: vec![Evidence {
            kind: EvidenceKind::Site,
            value: value.to_owned(),
        }],
    };
    let parties = [place(Role::Business, "US-NY"), place(Role::Caller, region)];
    let recording = recording_decision(&parties);
    let sentences =
        Sentences::of_house(Tongue::En, "Hill Dental", "I answer the phone", &recording);
    let mut sentences = sentences.expect("the sheet is whole");
    let own = [
        (
            &mut sentences.disclosure,
            "This is the assistant of Hill Dental, an AI. The call is recorded.",
        ),
        (
            &mut sentences.consent_again,
            "May it be recorded, yes or no?",
        ),
        (&mut sentences.unrecorded, "It is not recorded."),
        (&mut sentences.robot, "Yes, I am an AI assistant."),
        (
            &mut sentences.opted_out,
            "You will not be contacted any more. Goodbye.",
        ),
    ];
    for (sentence, text) in own {
        text.clone_into(sentence);
    }
    Plan {
        call: "call-1".to_owned(),
        tongue: Tongue::En,
        recording,
        sentences,
        longest_ms: 600_000,
        cut_in: barge_in::classify,
        agrees,
    }
}

fn core(region: &str) -> CallCore {
    CallCore::new(plan(region), Box::new(Desk::default()))
}

fn step(when: When, does: Does) -> Step {
    Step { when, does }
}

fn says(text: &str) -> Step {
    step(When::AfterAgent(600), Does::Say(text.to_owned()))
}

fn call(region: &str, steps: Vec<Step>, world: Hours, setting: Setting) -> (Outcome, CallCore) {
    let run = Run::new(core(region), Caller::new(steps), world, setting);
    let (outcome, core, _) = run.whole();
    (outcome, core)
}

fn heard(outcome: &Outcome) -> String {
    let turns = outcome.turns.iter().map(|(_, turn)| match turn {
        Turn::Agent { heard, .. } => format!("A {heard}"),
        Turn::Caller(said) => format!("C {}", said.text),
    });
    turns.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_appointment_is_booked_once_and_recorded_from_the_disclosure_on() {
    let (outcome, core) = call(
        "US-NY",
        vec![says("Asha Rao"), says("yes please")],
        QUICK,
        Setting::default(),
    );
    assert_eq!(
        heard(&outcome),
        "A This is the assistant of Hill Dental, an AI. The call is recorded.\n\
         A What is your name, please?\n\
         C Asha Rao\n\
         A That is Tuesday at three. Shall I book it?\n\
         C yes please\n\
         A It is booked. Goodbye."
    );
    assert_eq!(outcome.hung_up.as_deref(), Some("booked"));
    assert_eq!(outcome.deeds.iter().count(), 1);
    assert_eq!(outcome.recorded.len(), 1);
    assert_eq!(outcome.captured["name"], "Asha Rao");
    let events = core.log().entries.len();
    let again = replay(core.log(), self::core("US-NY"));
    assert_eq!(again, Replayed::Same { events });
}

#[test]
fn where_a_yes_is_needed_nothing_is_recorded_before_it_and_without_it() {
    let consents = vec![says("yes"), says("Asha Rao"), says("yes")];
    let (outcome, _) = call("DE", consents, QUICK, Setting::default());
    let (from, _) = outcome.recorded[0];
    let (name_at, _) = &outcome.turns[1];
    assert!(from > At(3_000) && from < *name_at, "{from:?}");

    let refuses = vec![says("no"), says("Asha Rao"), says("yes")];
    let (outcome, core) = call("DE", refuses, QUICK, Setting::default());
    assert_eq!(outcome.recorded, []);
    assert_eq!(outcome.hung_up.as_deref(), Some("booked"));
    assert!(heard(&outcome).contains("A It is not recorded. What is your name, please?"));
    let log = serde_json::to_string(core.log()).expect("a log is plain");
    assert!(!log.contains(r#""said":{"text":"Asha"#), "{log}");
    assert!(!heard(&outcome).contains("C Asha"));
}

#[test]
fn a_disclosure_that_was_cut_in_on_is_finished() {
    let steps = vec![
        step(
            When::Into(1_500),
            Does::Say("I want to book a visit".to_owned()),
        ),
        says("Asha Rao"),
        says("yes"),
    ];
    let (outcome, _) = call("US-NY", steps, QUICK, Setting::default());
    let said = heard(&outcome);
    let (first, rest) = said.split_once('\n').expect("several turns");
    let second = rest.lines().next().unwrap_or_default();
    let whole = format!("{first} {}", second.trim_start_matches("A "));
    assert_eq!(
        whole,
        "A This is the assistant of Hill Dental, an AI. The call is recorded."
    );
    assert_eq!(outcome.hung_up.as_deref(), Some("booked"), "{said}");
}

#[test]
fn a_refusal_is_written_down_before_the_call_ends() {
    let steps = vec![says("please stop calling me and take me off your list")];
    let (outcome, _) = call("US-NY", steps, QUICK, Setting::default());
    assert_eq!(outcome.hung_up.as_deref(), Some("opted_out"));
    assert!(
        outcome
            .suppressed_at
            .is_some_and(|at| at < outcome.ended_at)
    );
    assert!(heard(&outcome).ends_with("A You will not be contacted any more. Goodbye."));
    assert_eq!(outcome.deeds.asked, 0);
}

#[test]
fn a_yes_under_a_read_back_that_was_not_heard_books_nothing() {
    let steps = vec![
        says("Asha Rao"),
        step(When::Into(700), Does::Say("yes".to_owned())),
        says("no"),
    ];
    let (outcome, _) = call("US-NY", steps, QUICK, Setting::default());
    assert_eq!(outcome.deeds.asked, 0, "{}", heard(&outcome));
    assert_eq!(outcome.hung_up.as_deref(), Some("not_booked"));
}

#[test]
fn dont_record_stops_at_the_word() {
    let steps = vec![says("please do not record this call"), says("Asha Rao")];
    let (outcome, core) = call("US-NY", steps, QUICK, Setting::default());
    let (_, to) = outcome.recorded[0];
    let to = to.expect("stopped");
    // The recogniser told of "call" 150 ms after it was said.
    assert!(to < outcome.turns[2].0, "{to:?} {}", heard(&outcome));
    assert!(matches!(
        replay(core.log(), self::core("US-NY")),
        Replayed::Withheld { .. }
    ));
}

#[test]
fn a_robot_says_so_and_a_cough_changes_nothing() {
    let steps = vec![
        step(When::Into(800), Does::Noise { ms: 120, db: 25 }),
        says("are you a robot"),
        says("Asha Rao"),
        says("yes"),
    ];
    let (outcome, _) = call("US-NY", steps, QUICK, Setting::default());
    let said = heard(&outcome);
    assert!(
        said.contains("A Yes, I am an AI assistant. What is your name"),
        "{said}"
    );
    assert_eq!(
        outcome
            .turns
            .iter()
            .filter(|(_, t)| matches!(t, Turn::Agent { cut, .. } if !cut.is_empty()))
            .count(),
        0
    );
    assert_eq!(outcome.hung_up.as_deref(), Some("booked"));
}

#[test]
fn whoever_says_nothing_is_asked_and_then_let_go() {
    let (outcome, _) = call("US-NY", Vec::new(), QUICK, Setting::default());
    assert_eq!(outcome.hung_up.as_deref(), Some("silent"));
    assert!(outcome.silence.0 <= 4_000, "{:?}", outcome.silence);
}

#[test]
fn keys_wait_for_a_reply_that_is_being_made() {
    let slow = Setting {
        speech_ms: Some(700),
        ..Setting::default()
    };
    let pressed = |keys: &str| step(When::Wait(200), Does::Keys(keys.to_owned()));
    let steps = vec![says("no"), pressed("1"), pressed("2")];
    let (outcome, _) = call("DE", steps, QUICK, slow);
    // What was being made is said to its end; then they are told, together.
    let told = "A It is not recorded. What is your name, please?\nA You pressed 12.";
    assert!(heard(&outcome).contains(told), "{}", heard(&outcome));
    assert!(outcome.silence.0 <= 4_000, "{:?}", outcome.silence);
}

#[test]
fn keys_over_a_reply_cut_it() {
    // The disclosure is some 3.2 s long; the question after it is cut.
    let keys = step(When::Wait(3_900), Does::Keys("5".to_owned()));
    let (outcome, _) = call("US-NY", vec![keys], QUICK, Setting::default());
    let turns = outcome.turns.iter().map(|(_, turn)| turn);
    let agent: Vec<(&str, bool)> = turns
        .filter_map(|turn| match turn {
            Turn::Agent { heard, cut } => Some((heard.as_str(), cut.is_empty())),
            Turn::Caller(_) => None,
        })
        .collect();
    assert!(agent[1].0.starts_with("What") && !agent[1].1, "{agent:?}");
    assert_eq!(agent[2], ("You pressed 5.", true));
}

#[test]
fn a_calendar_that_hangs_is_bridged_and_then_given_up() {
    let (outcome, _) = call("US-NY", vec![says("Asha Rao")], HANGS, Setting::default());
    assert_eq!(outcome.transferred.as_deref(), Some("no_calendar"));
    assert!(heard(&outcome).contains("A One moment, please."));
    assert!(outcome.silence.0 <= 4_000, "{:?}", outcome.silence);
}

#[test]
fn without_a_voice_a_person_gets_the_call() {
    let mute = Setting {
        speech_ms: None,
        ..Setting::default()
    };
    let (outcome, _) = call("US-NY", Vec::new(), QUICK, mute);
    assert_eq!(outcome.transferred.as_deref(), Some("no_speech"));
    assert!(outcome.ended_at < At(11_000));
}

fn whens() -> impl Strategy<Value = When> {
    prop_oneof![
        (0u64..3_000).prop_map(When::AfterAgent),
        (0u64..2_500).prop_map(When::Into),
        (0u64..2_000).prop_map(When::Wait),
    ]
}

fn deeds() -> impl Strategy<Value = Does> {
    let words = prop::sample::select(vec![
        "yes",
        "no",
        "yes yes",
        "okay",
        "mm hm",
        "stop",
        "wait",
        "Asha Rao",
        "what was that",
        "operator",
        "are you a robot",
        "do not record me",
        "stop calling me",
        "on Thursday",
        "my card is four one one one one one one one one one one one one one one one",
    ]);
    prop_oneof![
        8 => words.prop_map(|text| Does::Say(text.to_owned())),
        2 => (40u64..1_500, 0u8..40).prop_map(|(ms, db)| Does::Noise { ms, db }),
        1 => Just(Does::Keys("1".to_owned())),
        1 => Just(Does::Keys("4111111111111111".to_owned())),
    ]
}

fn settings() -> impl Strategy<Value = (Setting, Hours, &'static str)> {
    let late = || prop_oneof![8 => (0u64..3_000).prop_map(Some), 1 => Just(None)];
    let region = prop::sample::select(vec!["US-NY", "US-CA", "DE", "ZZ"]);
    (0u64..150, 0u64..700, late(), late(), region).prop_map(
        |(network_ms, speech, ask_ms, commit_ms, region)| {
            let setting = Setting {
                network_ms,
                speech_ms: Some(speech),
                suppress_ms: 50,
            };
            (setting, Hours { ask_ms, commit_ms }, region)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn whatever_a_caller_does(
        steps in proptest::collection::vec((whens(), deeds()), 0..14),
        (setting, hours, region) in settings(),
    ) {
        let steps = steps.into_iter().map(|(when, does)| step(when, does)).collect();
        let (outcome, core) = call(region, steps, hours, setting);
        let said = heard(&outcome);
        // It ends, one way.
        prop_assert!(outcome.hung_up.is_some() != outcome.transferred.is_some(), "{said}");
        // No action is done twice, none without a yes that followed its read-back.
        prop_assert!(outcome.deeds.iter().count() <= 1);
        if outcome.deeds.asked > 0 {
            let agent = said.lines().filter_map(|line| line.strip_prefix("A "));
            let words: Vec<&str> = agent.flat_map(str::split_whitespace).collect();
            let read_back = "That is Tuesday at three. Shall I book it?";
            prop_assert!(read_back.split(' ').all(|word| words.contains(&word)), "{said}");
        }
        // Nobody waits in silence.
        prop_assert!(outcome.silence.0 <= 4_000, "{:?}\n{said}", outcome.silence);
        // Nothing is kept before the disclosure was heard, or after it was refused.
        if let Some((from, _)) = outcome.recorded.first() {
            let disclosed = outcome.turns.iter().find(|(_, turn)| matches!(turn, Turn::Agent { heard, .. } if heard.ends_with("recorded.")));
            prop_assert!(disclosed.is_some_and(|(at, _)| at <= from), "{said}");
        }
        prop_assert!(outcome.recorded.len() <= 1);
        // A refusal is bound before the end.
        if outcome.hung_up.as_deref() == Some("opted_out") {
            prop_assert!(outcome.suppressed_at.is_some_and(|at| at < outcome.ended_at));
        }
        // A card number is nowhere.
        let log = serde_json::to_string(&(core.log(), &outcome.turns)).unwrap_or_default();
        prop_assert!(!said.contains("one one one one one one one one"), "{said}");
        prop_assert!(!log.contains("one one one one one one one one"), "{log}");
        prop_assert!(!log.contains("4111111111111111"), "{log}");
        // Wherever one was taken out of a turn, it is taken out of the sound.
        let masked = |turn: &Turn| matches!(turn, Turn::Caller(said) if said.text.contains('['));
        let turns = outcome.turns.iter().filter(|(_, turn)| masked(turn)).count();
        let actions = core.log().entries.iter().flat_map(|entry| &entry.actions);
        let silences = actions.filter(|action| matches!(action, Action::Silence { .. })).count();
        prop_assert!(silences >= turns, "{said}");
        // It runs again as it ran, wherever its words were kept.
        let again = replay(core.log(), self::core(region));
        prop_assert!(!matches!(again, Replayed::Differs { .. }), "{again:?} {log}");
    }
}
