use crate::call::Channel;
use crate::refusal::{
    Answer, Asked, FaultKind, Hearing, Hit, Intent, Language, Listening, News, Rules, Scope,
    Verdict, classify,
};

fn heard(channel: Channel, text: &str) -> Verdict {
    classify(Rules::of_house(), Listening::on(channel, None), text)
}

fn spoken(text: &str) -> Verdict {
    heard(Channel::Phone, text)
}

/// The words of a text that decided.
fn words(text: &str, hit: Option<Hit>) -> String {
    let hit = hit.expect("something decided");
    text.chars()
        .skip(hit.at as usize)
        .take(hit.len as usize)
        .collect()
}

#[test]
fn every_line_of_every_sheet_is_read() {
    let (rules, faults) = Rules::with(&[]);
    assert_eq!(faults, Vec::new());
    assert!(rules.len() > 900);
}

#[test]
fn a_line_that_cannot_be_read_is_left_out_and_told() {
    let sheet = "stray\n[opt_out]\ndesist !at once\n@nobody\nno\n[nonsense]\na\n[guard 99]\n[help]\n..2 a\na?\n";
    let (rules, faults) = Rules::read(&[(Language::En, sheet)]);
    let told: Vec<_> = faults.iter().map(|f| (f.line, f.kind)).collect();
    assert_eq!(
        told,
        [
            (1, FaultKind::UnknownSection),
            (6, FaultKind::UnknownSection),
            (7, FaultKind::UnknownSection),
            (8, FaultKind::UnknownSection),
            (3, FaultKind::OutOfPlace),
            (4, FaultKind::UnknownClass),
            (10, FaultKind::OutOfPlace),
            (11, FaultKind::Empty),
        ]
    );
    assert_eq!(rules.len(), 1, "`no` alone was kept");
}

#[test]
fn a_tenants_own_words_stand_beside_those_of_the_house() {
    let (rules, faults) = Rules::with(&[(Language::En, "[opt_out bare text]\nschluss jetzt\n")]);
    assert_eq!(faults, Vec::new());
    let sms = Listening::on(Channel::Sms, Some(Language::En));
    assert_eq!(
        classify(&rules, sms, "Schluss jetzt!").answer,
        Answer::OptOut
    );
    assert_eq!(classify(&rules, sms, "stop").answer, Answer::OptOut);
}

#[test]
fn the_words_that_decided_are_told() {
    for (text, decided) in [
        (
            "Hello? Yes, please stop calling me, okay?",
            "stop calling me",
        ),
        ("नमस्ते जी, मुझे फोन मत करना दोबारा", "फोन मत करना"),
        ("Look, I said: ne m'appelez plus!", "ne m'appelez plus"),
        ("Ｓ Ｔ Ｏ Ｐ", "Ｓ Ｔ Ｏ Ｐ"),
    ] {
        let verdict = heard(Channel::Sms, text);
        assert_eq!(verdict.answer, Answer::OptOut, "{text}");
        assert_eq!(words(text, verdict.decided_by), decided);
    }
}

#[test]
fn what_is_named_is_the_scope() {
    for (text, scope) in [
        ("stop calling me", Scope::Calls),
        ("stop texting me", Scope::Texts),
        ("don't call or text me anymore", Scope::All),
        ("do not contact me again", Scope::All),
        ("whatsapp mat bhejo", Scope::Whatsapp),
        ("take me off your list", Scope::ThisChannel),
        ("stop calling me. and stop texting me", Scope::All),
        ("keine SMS mehr", Scope::Texts),
    ] {
        let hit = spoken(text).decided_by;
        assert_eq!(hit.map(|hit| hit.scope), Some(scope), "{text}");
    }
}

#[test]
fn cancel_and_end_are_a_refusal_and_a_task() {
    for text in [
        "CANCEL",
        "End.",
        "cancel please",
        "cancelar",
        "annuler",
        "रद्द",
    ] {
        let verdict = heard(Channel::Sms, text);
        assert_eq!(
            (verdict.answer, verdict.human_task),
            (Answer::OptOut, true),
            "{text}"
        );
    }
    for text in [
        "can you cancel my Tuesday appointment",
        "cancel my 3pm",
        "the end of May",
    ] {
        assert_eq!(heard(Channel::Sms, text).answer, Answer::None, "{text}");
    }
    let plain = heard(Channel::Sms, "STOP");
    assert_eq!((plain.answer, plain.human_task), (Answer::OptOut, false));
}

#[test]
fn yes_means_something_only_where_it_was_asked() {
    let rules = Rules::of_house();
    for text in ["YES", "Yes please", "sí, claro", "हाँ जी", "ja gerne", "oui"] {
        let sms = Listening::on(Channel::Sms, None);
        assert_eq!(classify(rules, sms, text).answer, Answer::None, "{text}");
        for asked in [Asked::OptIn, Asked::OptedOut] {
            let verdict = classify(rules, Listening { asked, ..sms }, text);
            assert_eq!(verdict.answer, Answer::OptIn, "{text}");
        }
    }
    let asked = Listening {
        asked: Asked::OptIn,
        ..Listening::on(Channel::Phone, None)
    };
    let both = classify(rules, asked, "yes but stop calling me");
    assert_eq!((both.answer, both.human_task), (Answer::OptOut, true));
    assert_eq!(classify(rules, asked, "maybe").answer, Answer::Ambiguous);
}

#[test]
fn a_person_reads_what_is_unclear() {
    for text in [
        "I'm not interested",
        "you keep calling me",
        "kein Interesse",
        "no me interesa",
    ] {
        let verdict = spoken(text);
        assert_eq!(
            (verdict.answer, verdict.human_task),
            (Answer::Ambiguous, true),
            "{text}"
        );
    }
}

#[test]
fn negated_reported_and_other_stops_are_none() {
    for text in [
        "I did not say stop",
        "please don't stop calling",
        "my sister wanted to stop",
        "stop by tomorrow",
        "bus stop",
        "can you cancel my Tuesday appointment",
        "एक मिनट रुकिए",
        "he told me to stop calling him",
        "no dejen de llamarme",
        "n'arrêtez pas de m'appeler",
    ] {
        assert_eq!(spoken(text).answer, Answer::None, "{text}");
    }
}

#[test]
fn it_is_known_as_soon_as_it_is_certain_and_not_before() {
    let mut hearing = Hearing::new(Rules::of_house(), Listening::on(Channel::Phone, None));
    for not_yet in [
        "please stop",
        "please stop call",
        "please stop calling",
        "please stop calling ",
    ] {
        assert_eq!(hearing.partial(not_yet), [], "{not_yet}");
    }
    // "Stop calling people" would be somebody else's business; "me" might become "Mexico".
    assert_eq!(hearing.partial("please stop calling me"), []);
    let news = hearing.partial("please stop calling me and");
    assert!(matches!(news[..], [News::Certain(hit)] if hit.intent == Intent::OptOut));
    assert_eq!(hearing.partial("please stop calling me and take"), []);
    // The recogniser thought better of it.
    assert_eq!(
        hearing.partial("please stop by and take"),
        [News::Withdrawn(Intent::OptOut)]
    );
    assert_eq!(
        hearing.finish("please stop by and take a look").answer,
        Answer::None
    );
    // A stop by itself is only known for one when nothing follows.
    assert_eq!(hearing.partial("stop "), []);
    assert_eq!(hearing.finish("stop").answer, Answer::OptOut);
}
