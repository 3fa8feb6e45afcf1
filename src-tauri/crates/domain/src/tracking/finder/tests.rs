use super::*;
use crate::call::Word;
use crate::tracking::Pattern;
use proptest::prelude::*;

fn turn(text: &str) -> Turn {
    Turn {
        side: Side::Caller,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(1_000),
        end_ms: Some(9_000),
        words: Vec::new(),
    }
}

fn rule(pattern: Pattern) -> TrackerRule {
    TrackerRule {
        pattern,
        side: None,
    }
}

fn phrases(any_of: &[&str]) -> Pattern {
    Pattern::Phrase {
        any_of: any_of.iter().map(|p| (*p).to_owned()).collect(),
    }
}

fn found(pattern: Pattern, text: &str) -> Vec<String> {
    let hits = Finder::new(&rule(pattern)).unwrap().find(&turn(text));
    hits.iter()
        .map(|hit| {
            let chars = text.chars().skip(hit.at as usize);
            chars.take(hit.len as usize).collect()
        })
        .collect()
}

fn near(first: &str, second: &str, within: u8) -> Pattern {
    Pattern::Near {
        first: first.to_owned(),
        second: second.to_owned(),
        within,
    }
}

#[test]
fn phrases_are_found_as_the_search_finds_them() {
    let pattern = || phrases(&["charged twice", "Refund*", "double"]);
    assert_eq!(
        found(pattern(), "I was CHARGED, twice! Refunds? A double refund."),
        ["CHARGED, twice", "Refunds", "double", "refund"]
    );
    // The longer one where two begin at the same word.
    assert_eq!(found(phrases(&["no", "no heat"]), "no heat"), ["no heat"]);
    assert_eq!(found(phrases(&["zoe"]), "Zoë"), ["Zoë"]);
}

#[test]
fn hindi_words_are_whole_words() {
    assert_eq!(found(phrases(&["की"]), "कि यह की"), ["की"]);
    assert_eq!(
        found(phrases(&["पैसे वापस"]), "मुझे पैसे वापस चाहिए।"),
        ["पैसे वापस"]
    );
    assert_eq!(found(phrases(&["शिकाय*"]), "शिकायत है"), ["शिकायत"]);
}

#[test]
fn near_words_are_found_in_either_order() {
    let text = "cancel my visit, I said cancel it please and visit no more";
    assert_eq!(found(near("cancel", "visit", 1), text), ["cancel my visit"]);
    assert_eq!(
        found(near("visit", "cancel", 2), text),
        ["cancel my visit"],
        "the second begins inside what was found"
    );
    assert_eq!(found(near("a", "b", 0), "a b"), ["a b"]);
    assert!(found(near("a", "b", 0), "a x b").is_empty());
    // One word is not near itself.
    assert!(found(near("a", "a", 3), "a").is_empty());
    assert_eq!(found(near("a", "a", 3), "a x a"), ["a x a"]);
}

#[test]
fn expressions_match_either_case_and_count_characters() {
    let pattern = Pattern::Regex {
        pattern: r"\b\d{2,}\s*rupees".to_owned(),
    };
    assert_eq!(found(pattern, "₹ 500 Rupees, 5 rupees"), ["500 Rupees"]);
    let refused = |pattern: &str| {
        let pattern = Pattern::Regex {
            pattern: pattern.to_owned(),
        };
        Finder::new(&rule(pattern)).map(|_| ()).unwrap_err()
    };
    assert_eq!(refused("("), RuleError::Regex);
    assert_eq!(refused("x*"), RuleError::Regex);
    assert_eq!(refused("  "), RuleError::Empty);
    assert_eq!(refused(r"(\w{1000}){1000}"), RuleError::Regex);
    assert_eq!(refused(&"x".repeat(301)), RuleError::TooLong);
}

#[test]
fn what_finds_nothing_is_refused() {
    let refused = |pattern| Finder::new(&rule(pattern)).map(|_| ()).unwrap_err();
    assert_eq!(refused(phrases(&["", " - "])), RuleError::Empty);
    assert_eq!(refused(phrases(&[])), RuleError::Empty);
    assert_eq!(refused(near("a", "", 3)), RuleError::Empty);
    assert_eq!(refused(near("a", "b c", 3)), RuleError::TooLong);
    assert_eq!(refused(near("a", "b", 31)), RuleError::TooLong);
    assert_eq!(refused(phrases(&["x"; 51])), RuleError::TooLong);
}

#[test]
fn a_side_and_the_times_of_its_words() {
    let mut agent = turn("we will refund you");
    agent.side = Side::Agent;
    agent.words = vec![
        Word {
            at: 0,
            len: 2,
            start_ms: 1_000,
            end_ms: 1_200,
            confidence: 90,
        },
        Word {
            at: 8,
            len: 6,
            start_ms: 2_000,
            end_ms: 2_500,
            confidence: 90,
        },
        Word {
            at: 15,
            len: 3,
            start_ms: 2_600,
            end_ms: 2_600,
            confidence: 90,
        },
    ];
    let of = |side| {
        let rule = TrackerRule {
            side,
            ..rule(phrases(&["refund you"]))
        };
        Finder::new(&rule).unwrap().find(&agent)
    };
    let span = Some(Span {
        from_ms: 2_000,
        to_ms: 2_600,
    });
    assert_eq!(
        of(Some(SpeakerSide::Agent)),
        [TurnHit {
            at: 8,
            len: 10,
            span
        }]
    );
    assert!(of(Some(SpeakerSide::Caller)).is_empty());
    agent.words.clear();
    let hits = Finder::new(&rule(phrases(&["refund"])))
        .unwrap()
        .find(&agent);
    assert_eq!(
        hits[0].span,
        Some(Span {
            from_ms: 1_000,
            to_ms: 9_000
        })
    );
}

proptest! {
    #[test]
    fn hits_stand_inside_the_text_and_apart(
        text in "\\PC{0,80}", any_of in prop::collection::vec("\\PC{0,12}", 0..4),
        pattern in "\\PC{0,20}", within in 0u8..5,
    ) {
        let first = any_of.first().cloned().unwrap_or_default();
        let patterns = [
            near(&first, &pattern, within),
            Pattern::Phrase { any_of },
            Pattern::Regex { pattern },
        ];
        let length = text.chars().count();
        for pattern in patterns {
            let Ok(finder) = Finder::new(&rule(pattern)) else { continue };
            let mut end = 0;
            for hit in finder.find(&turn(&text)) {
                prop_assert!(hit.at >= end && hit.len > 0);
                end = hit.at + hit.len;
                prop_assert!(end as usize <= length);
            }
        }
    }
}
