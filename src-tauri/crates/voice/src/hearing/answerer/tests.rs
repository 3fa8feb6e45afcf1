use super::*;

struct Case {
    who: Who,
    /// ms from the first sound to the last, and of silence before.
    length: u64,
    silence: u64,
    beep: bool,
    text: &'static str,
}

fn cases() -> Vec<Case> {
    of(include_str!(
        "../../../tests/fixtures/hearing/greetings_held_out.tsv"
    ))
}

fn of(table: &'static str) -> Vec<Case> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.splitn(5, '\t');
        let mut column = || columns.next().expect("five columns");
        let who = match column() {
            "human" => Who::Human,
            "voicemail" => Who::Voicemail,
            "ivr" => Who::Ivr,
            "screener" => Who::Screener,
            "full" => Who::Full,
            "unavailable" => Who::Unavailable,
            _ => Who::Uncertain,
        };
        let mut number = || column().parse().expect("a number");
        let (length, silence) = (number(), number());
        Case {
            who,
            length,
            silence,
            beep: column() == "beep",
            text: column(),
        }
    })
    .collect()
}

/// What came of a call.
struct Outcome {
    who: Who,
    /// ms from the end of the greeting to the agent's turn; nothing if it never comes.
    spoke: Option<u64>,
    over_beep: bool,
}

/// Runs a call in steps of 20 ms: the ear tells of an end 220 ms later, the recogniser of
/// a word 300 ms later, of a beep 120 ms after it began. The beep follows 700 ms after the
/// words and lasts 400.
fn run(case: &Case) -> Outcome {
    let mut answerer = Answerer::new(At(0));
    let words: Vec<&str> = case.text.split_whitespace().collect();
    let end = case.silence + case.length;
    let beep = end + 700..end + 1_100;
    let mut spoke = None;
    for now in (0..end + 6_000).step_by(20) {
        if now == (case.silence + 80).next_multiple_of(20) {
            answerer.on(At(case.silence), Sign::VoiceBegan);
        }
        if now == (end + 220).next_multiple_of(20) {
            answerer.on(At(end), Sign::VoiceEnded);
        }
        let heard = now.saturating_sub(case.silence + 300) as usize * words.len();
        let heard = (heard / case.length as usize).min(words.len());
        answerer.on(At(now), Sign::Words(&words[..heard].join(" ")));
        if case.beep && now == (beep.start + 120).next_multiple_of(20) {
            answerer.on(At(beep.start), Sign::BeepBegan);
        }
        if case.beep && now == (beep.end + 40).next_multiple_of(20) {
            answerer.on(At(beep.end), Sign::BeepEnded);
        }
        if answerer.may_speak(At(now)) {
            spoke = Some(now);
            break;
        }
    }
    let last = At(spoke.unwrap_or(end + 6_000));
    Outcome {
        who: answerer.who(last).unwrap_or(Who::Uncertain),
        spoke: spoke.map(|at| at.saturating_sub(end)),
        over_beep: case.beep && spoke.is_some_and(|at| at < beep.end),
    }
}

/// Who it is, who it was taken for, when it was spoken to, what was heard.
type Mistake = (Who, Who, Option<u64>, &'static str);

fn mistakes(all: &[Case]) -> Vec<Mistake> {
    let outcomes = all.iter().map(|case| (case, run(case)));
    let wrong = outcomes.filter(|(case, outcome)| outcome.who != case.who);
    wrong
        .map(|(case, outcome)| (case.who, outcome.who, outcome.spoke, case.text))
        .collect()
}

#[test]
fn greetings_written_down_before_are_told_apart() {
    let later = of(include_str!(
        "../../../tests/fixtures/hearing/greetings_later.tsv"
    ));
    for all in [cases(), later] {
        let wrong = mistakes(&all);
        assert!(wrong.len() <= 1, "{wrong:#?}");
    }
}

#[test]
fn greetings_no_rule_was_made_for_are_mostly_told_apart() {
    let all = of(include_str!(
        "../../../tests/fixtures/hearing/greetings_unseen.tsv"
    ));
    let wrong = mistakes(&all);
    assert!(wrong.len() <= 6, "{wrong:#?}");
    // Nobody speaks to a human who is taken for a machine: the worst fault.
    assert!(
        wrong.iter().all(|(who, ..)| *who != Who::Human),
        "{wrong:#?}"
    );
}

#[test]
fn humans_are_spoken_to_soon_and_beeps_never_over() {
    for case in cases() {
        let outcome = run(&case);
        assert!(!outcome.over_beep, "{}", case.text);
        match case.who {
            Who::Human => assert!(outcome.spoke.is_some_and(|ms| ms <= 1_200), "{}", case.text),
            Who::Unavailable => assert_eq!(outcome.spoke, None, "{}", case.text),
            _ => {}
        }
    }
}

#[test]
fn a_silent_line_is_spoken_to_in_the_end() {
    let answerer = Answerer::new(At(500));
    assert_eq!(answerer.who(At(3_000)), None);
    assert_eq!(answerer.speak_at(), Some(At(3_500)));
    assert_eq!(answerer.who(At(3_500)), Some(Who::Uncertain));
}

#[test]
fn a_human_s_hello_may_turn_into_a_mailbox() {
    let mut answerer = Answerer::new(At(0));
    answerer.on(At(500), Sign::VoiceBegan);
    answerer.on(At(900), Sign::VoiceEnded);
    answerer.on(At(1_000), Sign::Words("Hello,"));
    assert_eq!(answerer.who(At(1_400)), Some(Who::Human));
    answerer.on(At(1_450), Sign::VoiceBegan);
    assert_eq!(answerer.speak_at(), None);
    answerer.on(At(3_000), Sign::Words("Hello, you've reached Peter."));
    assert_eq!(answerer.who(At(3_000)), Some(Who::Voicemail));
    answerer.on(At(3_100), Sign::VoiceEnded);
    answerer.on(At(3_700), Sign::BeepBegan);
    assert_eq!(answerer.speak_at(), None);
    answerer.on(At(4_000), Sign::BeepEnded);
    assert_eq!(answerer.speak_at(), Some(At(4_200)));
}
