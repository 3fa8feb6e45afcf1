//! Whole conversations in text, in both languages: the caller's turns, and what the agent
//! says, looks up and proposes.

#[cfg(test)]
mod call;

use call::{Call, clinic, now};
use chrono::NaiveDate;
use parley_voice::dialogue::{Dialogue, Found, Input, Move, Settled, Tongue, Utterance};
use parley_voice::time::At;

#[test]
fn an_appointment_in_english() {
    let mut call = Call::begin(Tongue::En);
    assert!(
        call.said
            .starts_with("Thank you for calling Smile Dental. What can we do"),
        "{}",
        call.said
    );
    assert_eq!(call.says("I need a cleaning"), "May I have your name? ");
    assert_eq!(call.says("it's Asha Kapoor"), "And your telephone number? ");
    assert_eq!(call.says("nine eight seven six five"), "Go on. ");
    assert!(call.says("four three two one oh").starts_with("Which day"));
    let said = call.says("Tuesday at half past four");
    assert_eq!(
        said,
        "One moment. A cleaning for Asha Kapoor, on Tuesday the twenty-fourth of November at half past \
         four in the afternoon, and your number is nine eight seven six five, four three two one zero. \
         Shall I book it?"
    );
    assert_eq!(
        (call.fact("phone"), call.fact("day"), call.fact("time")),
        ("9876543210", "2026-11-24", "16:30")
    );
    assert!(call.settles(Settled::Done).contains("You are booked"));
    assert!(call.says("no that's all").starts_with("Goodbye"));
    assert_eq!(call.end.as_deref(), Some("booked"));
    let summary = call.flow.summary(Tongue::En, None);
    assert!(
        summary.starts_with("Asha Kapoor booked a cleaning for Tuesday"),
        "{summary}"
    );
    assert!(
        call.flow
            .summary(Tongue::Hi, None)
            .contains("मंगलवार, चौबीस नवंबर को शाम साढ़े चार बजे")
    );
}

#[test]
fn an_appointment_in_hindi_in_both_scripts() {
    let mut call = Call::begin(Tongue::Hi);
    assert!(call.says("दाँत में दर्द है").contains("आपका नाम"));
    assert!(call.says("mera naam Sunita Devi hai").contains("फ़ोन नंबर"));
    assert!(
        call.says("नौ आठ सात छह पाँच चार तीन दो एक शून्य")
            .contains("किस दिन")
    );
    let said = call.says("parso shaam paanch baje");
    assert!(said.contains("सोमवार, तेईस नवंबर को शाम पाँच बजे"), "{said}");
    assert_eq!(call.fact("name"), "Sunita Devi");
    assert!(call.settles(Settled::Done).contains("पक्का"));
    call.says("नहीं");
    assert_eq!(call.end.as_deref(), Some("booked"));
}

#[test]
fn all_at_once() {
    let mut call = Call::begin(Tongue::En);
    call.says("my name is Ravi Kumar, I have a toothache and my number is 98765 43210, can I come tomorrow or on Monday at ten in the morning");
    let said = call.says("Monday");
    assert!(
        said.contains("A painful tooth for Ravi Kumar, on Monday the twenty-third"),
        "{said}"
    );
    let at: Vec<_> = call
        .captured
        .iter()
        .find(|(name, ..)| name == "phone")
        .into_iter()
        .collect();
    // Thirteen words stand before "98765" in the turn that began at 1 s.
    assert_eq!(at[0].2, Some(At(1_000 + 13 * 100)));
}

#[test]
fn a_taken_time_is_offered_otherwise_and_picked() {
    let mut call = Call::begin(Tongue::En);
    let taken = NaiveDate::from_ymd_opt(2026, 11, 24)
        .unwrap()
        .and_hms_opt(16, 0, 0)
        .unwrap();
    call.bookings.book(&clinic(), taken, now()).unwrap();
    for turn in ["cleaning", "Asha", "9876543210"] {
        call.says(turn);
    }
    let said = call.says("tuesday four pm");
    assert!(
        said.contains("taken")
            && said.contains("half past three in the afternoon, or half past four"),
        "{said}"
    );
    let said = call.says("the second one");
    assert!(
        said.contains("at half past four in the afternoon"),
        "{said}"
    );
    // What is wrong may stand in the turn that declines, so nothing is asked before it.
    let mut again = call.flow.clone();
    let moves = again.on(At(99_000), Input::Settled(Settled::Declined));
    assert!(
        moves.iter().all(|one| matches!(one, Move::Reached { .. })),
        "{moves:?}"
    );
}

#[test]
fn corrections_go_back() {
    let mut call = Call::begin(Tongue::En);
    for turn in ["cleaning", "Asha", "9876543210", "tuesday four pm"] {
        call.says(turn);
    }
    let said = call.declines("no, Thursday");
    assert!(
        said.contains("Thursday the twenty-sixth of November at four"),
        "{said}"
    );
    assert!(call.declines("no").contains("What shall I change?"));
    let said = call.says("my name is Aasha Rao");
    assert!(said.contains("for Aasha Rao"), "{said}");
    // In the middle of another question.
    let mut call = Call::begin(Tongue::En);
    for turn in ["cleaning", "Asha"] {
        call.says(turn);
    }
    assert!(
        call.says("sorry, not a cleaning, a check up actually")
            .contains("telephone number")
    );
    assert_eq!(
        call.flow.captured().get("service").map(|one| &*one.value),
        Some("checkup")
    );
}

#[test]
fn wishes_are_met_anywhere() {
    let mut call = Call::begin(Tongue::En);
    call.says("a check up please");
    assert!(
        call.says("are you a robot")
            .starts_with("I am an automated assistant of Smile Dental, not a person. May I have")
    );
    assert_eq!(
        call.says("can you repeat that"),
        "I am an automated assistant of Smile Dental, not a person. May I have your name? "
    );
    assert_eq!(call.says("hindi mein boliye"), "आपका नाम क्या है? ");
    assert!(call.says("English please").contains("name"));
    assert!(call.says("start over").contains("Thank you for calling"));
    call.says("can I talk to a human");
    assert_eq!(call.end.as_deref(), Some("asked_for_person"));
    for (turn, end) in [("goodbye", "ended"), ("stop calling me", "opt_out")] {
        let mut call = Call::begin(Tongue::En);
        call.says(turn);
        assert_eq!(call.end.as_deref(), Some(end), "{turn}");
    }
}

#[test]
fn who_is_not_understood_is_called_back() {
    let mut call = Call::begin(Tongue::En);
    assert!(call.says("the weather").contains("I can book"));
    assert!(call.says("purple elephants").contains("press one"));
    call.says("la la la");
    assert_eq!(call.end.as_deref(), Some("callback"));
    let mut call = Call::begin(Tongue::En);
    call.put(Input::Keys("2".to_owned()));
    assert_eq!(
        call.captured,
        [("service".to_owned(), "cleaning".to_owned(), None)]
    );
}

#[test]
fn questions_are_answered_and_then_it_goes_on() {
    let mut call = Call::begin(Tongue::En);
    call.says("a check up please");
    assert_eq!(
        call.says("how much is a cleaning?"),
        "A cleaning costs one thousand five hundred rupees. May I have your name? "
    );
    assert!(
        call.says("who won the match")
            .starts_with("I am sorry, I do not know that.")
    );
    assert!(call.says("Asha").contains("telephone"));
    let mut call = Call::begin(Tongue::Hi);
    let said = call.says("आप कब खुलते हैं");
    assert!(said.contains("सुबह नौ बजे"), "{said}");
}

fn reminder(tongue: Tongue) -> Call {
    let facts = [
        ("clinic", "Smile Dental"),
        ("name", "Asha"),
        ("day", "2026-11-24"),
        ("time", "16:30"),
    ];
    Call::of(include_str!("../scripts/reminder.toml"), tongue, &facts)
}

#[test]
fn a_reminder_is_confirmed_moved_or_cancelled() {
    let mut call = reminder(Tongue::En);
    assert_eq!(call.said, "Am I speaking with Asha? ");
    assert_eq!(
        call.says("yes this is she"),
        "Smile Dental expects you on Tuesday the twenty-fourth of November at half past four in the \
         afternoon. Will you come?"
    );
    call.settles(Settled::Done);
    assert_eq!(call.end.as_deref(), Some("confirmed"));

    let mut call = reminder(Tongue::Hi);
    call.says("haan ji");
    let said = call.declines("nahi, parso subah das baje");
    assert!(said.contains("सोमवार, तेईस नवंबर को सुबह दस बजे"), "{said}");
    call.settles(Settled::Done);
    assert!(
        call.flow
            .summary(Tongue::En, None)
            .starts_with("Asha's appointment was moved to Monday")
    );

    let mut call = reminder(Tongue::En);
    call.says("yes");
    assert!(call.declines("no").contains("say no, and I cancel"));
    assert!(call.says("no").contains("I cancel your appointment"));
    call.settles(Settled::Done);
    assert_eq!(call.end.as_deref(), Some("cancelled"));

    let mut call = reminder(Tongue::En);
    call.says("no, wrong number");
    assert_eq!(call.end.as_deref(), Some("wrong_person"));
}

#[test]
fn what_is_given_while_something_is_looked_up_is_not_asked_again() {
    let mut call = Call::begin(Tongue::En);
    call.says("a check up please");
    let mut flow = call.flow.clone();
    let said = |text: &str| {
        Input::Said(Utterance {
            text: text.to_owned(),
            words: Vec::new(),
        })
    };
    let moves = flow.on(At(50_000), said("when are you open"));
    let ask = moves.iter().find_map(|one| match one {
        Move::Ask { ask, .. } => Some(*ask),
        _ => None,
    });
    flow.on(At(51_000), said("my name is Asha"));
    let found = Found::Nothing;
    let moves = flow.on(
        At(52_000),
        Input::Found {
            ask: ask.unwrap(),
            found,
        },
    );
    let spoken = moves
        .iter()
        .any(|one| matches!(one, Move::Say { text, .. } if text.contains("telephone")));
    assert!(spoken, "{moves:?}");
}
