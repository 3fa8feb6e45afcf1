use super::*;

struct Case {
    expects: Option<Expecting>,
    /// ms until the caller went on; nothing at the end of a turn.
    pause: Option<u64>,
    text: &'static str,
}

fn cases() -> Vec<Case> {
    of(include_str!(
        "../../../tests/fixtures/hearing/pauses_held_out.tsv"
    ))
}

fn of(table: &'static str) -> Vec<Case> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.splitn(4, '\t');
        let mut column = || columns.next().expect("four columns");
        let (expects, _, pause, text) = (column(), column(), column(), column());
        let expects = match expects {
            "yes_no" => Some(Expecting::YesNo),
            "digits:10" => Some(Expecting::Phone),
            "digits" => Some(Expecting::Digits),
            "email" => Some(Expecting::Email),
            "date" => Some(Expecting::Date),
            "time" => Some(Expecting::Time),
            "name" | "spelling" => Some(Expecting::Name),
            _ => None,
        };
        Case {
            expects,
            pause: pause.parse().ok(),
            text,
        }
    })
    .collect()
}

/// The silence after which a turn that began at 0 and ended at 2 s is over; the recogniser
/// is sure 350 ms after it ended.
fn silence(case: &Case) -> u64 {
    let mut turn = TurnEnd::default();
    turn.expects(case.expects);
    turn.on(At(0), Sign::VoiceBegan);
    turn.on(At(1_500), Sign::Partial(case.text));
    turn.on(At(2_000), Sign::VoiceEnded);
    let unsure = turn.deadline().expect("it ended");
    if unsure <= At(2_350) {
        return unsure.ms_since(At(2_000));
    }
    turn.on(At(2_350), Sign::Final(case.text));
    let sure = turn.deadline().expect("it ended").max(At(2_350));
    sure.ms_since(At(2_000))
}

/// Of a table: pauses that were cut, how many there are, the mean wait at ends, all of it.
fn figures(all: &[Case]) -> (usize, usize, u64, String) {
    let (holds, ends): (Vec<&Case>, Vec<&Case>) = all.iter().partition(|case| case.pause.is_some());
    let cut: Vec<_> = holds
        .iter()
        .filter(|case| case.pause.is_some_and(|pause| silence(case) < pause))
        .map(|case| (silence(case), case.pause, case.text))
        .collect();
    let mut waits: Vec<_> = ends.iter().map(|case| (silence(case), case.text)).collect();
    waits.sort_unstable();
    let mean = waits.iter().map(|(wait, _)| wait).sum::<u64>() / waits.len() as u64;
    let told = format!("cut {cut:?}\nmean {mean} of {waits:?}");
    (cut.len(), holds.len(), mean, told)
}

#[test]
fn few_turns_are_cut_and_few_are_waited_for() {
    let (cut, holds, mean, told) = figures(&cases());
    assert!(cut * 10 <= holds && mean <= 600, "{told}");
    let later = of(include_str!(
        "../../../tests/fixtures/hearing/pauses_later.tsv"
    ));
    let (cut, holds, mean, told) = figures(&later);
    assert!(cut * 8 <= holds && mean <= 600, "{told}");
}

#[test]
fn pauses_no_rule_was_made_for_are_mostly_kept() {
    let all = of(include_str!(
        "../../../tests/fixtures/hearing/pauses_unseen.tsv"
    ));
    let (cut, holds, mean, told) = figures(&all);
    assert!(cut * 5 <= holds && mean <= 600, "{told}");
}

#[test]
fn an_incomplete_slot_is_never_cut_within_a_second_and_a_half() {
    for case in cases().iter().filter(|case| case.expects.is_some()) {
        let text = Text::of(case.text);
        let complete = case.expects.map(|asked| completeness(asked, &text));
        if complete == Some(Completeness::Incomplete) {
            assert!(silence(case) >= 1_500, "{}", case.text);
        }
    }
}

#[test]
fn a_caller_who_pauses_long_is_given_longer() {
    let mut turn = TurnEnd::default();
    let mut now = 0;
    for _ in 0..6 {
        turn.on(At(now), Sign::VoiceBegan);
        turn.on(At(now + 500), Sign::VoiceEnded);
        now += 1_500;
    }
    assert!(turn.pause_ms() > 800.0);
    turn.on(At(now), Sign::VoiceBegan);
    turn.on(At(now + 500), Sign::VoiceEnded);
    turn.on(At(now + 600), Sign::Final("That is all."));
    let deadline = turn.deadline().expect("it ended");
    assert!(deadline.ms_since(At(now + 500)) > wait::SENTENCE * 14 / 10);
    assert!(!turn.is_over(At(now + 600)));
    assert!(turn.is_over(deadline));
    assert_eq!(turn.take(), "That is all.");
}

#[test]
fn nobody_s_turn_ends_while_they_speak() {
    let mut turn = TurnEnd::default();
    assert_eq!(turn.deadline(), None);
    turn.on(At(0), Sign::VoiceBegan);
    turn.on(At(0), Sign::Final("Yes."));
    assert_eq!(turn.deadline(), None);
    turn.on(At(900), Sign::VoiceEnded);
    assert!(turn.deadline().is_some());
    turn.on(At(1_000), Sign::VoiceBegan);
    assert_eq!(turn.deadline(), None);
}

#[test]
fn what_was_taken_is_not_said_again() {
    let mut turn = TurnEnd::default();
    turn.expects(Some(Expecting::YesNo));
    turn.on(At(0), Sign::VoiceBegan);
    turn.on(At(400), Sign::Partial("yes please"));
    turn.on(At(500), Sign::VoiceEnded);
    assert!(turn.is_over(At(900)));
    assert_eq!(turn.take(), "yes please");
    assert_eq!(turn.deadline(), None);
    turn.on(At(950), Sign::Final("Yes, please."));
    assert_eq!(turn.deadline(), None);
    turn.on(At(2_000), Sign::VoiceBegan);
    turn.on(At(2_400), Sign::Partial("on"));
    turn.on(At(2_500), Sign::VoiceEnded);
    assert_eq!(turn.take(), "on");
    // The recogniser was behind: what it adds is not lost.
    turn.on(At(4_000), Sign::Final("On Thursday."));
    assert!(turn.deadline().is_some());
    assert_eq!(turn.take(), "Thursday.");
}

#[test]
fn a_pause_that_was_cut_counts_and_an_answer_to_the_agent_does_not() {
    let after = |silence: u64| {
        let mut turn = TurnEnd::default();
        turn.on(At(0), Sign::VoiceBegan);
        turn.on(At(500), Sign::VoiceEnded);
        turn.on(At(600), Sign::Final("I called yesterday."));
        turn.take();
        turn.on(At(500 + silence), Sign::VoiceBegan);
        turn.pause_ms()
    };
    assert!(after(900) > USUAL);
    assert_eq!(after(2_000), USUAL);
}
