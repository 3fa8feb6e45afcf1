//! What a caller's words into the agent's mean: a reason to stop at once, a sign of
//! listening, speech, or nothing yet. English and Hindi in both scripts; the data is
//! `barge_in.txt`. When in doubt it is speech: to be silent too often is a fault, to talk
//! over somebody is a worse one. Must not know: loudness, time, the reply that is cut into.

use std::sync::LazyLock;

use crate::hearing::words::table::{Phrases, Table};
use crate::hearing::words::text::Text;
use crate::pause::Words;

/// More words than these are no sign of listening, whatever they are.
const LISTENING: usize = 6;
/// In so few words a "no" is most of what is said.
const FEW: usize = 3;

struct Lists {
    filler: Phrases,
    vocative: Phrases,
    not_stop: Phrases,
    stop: Phrases,
    no: Phrases,
    listening: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let table = Table::read(include_str!("barge_in.txt"));
    Lists {
        filler: table.section("filler"),
        vocative: table.section("vocative"),
        not_stop: table.section("not_stop"),
        stop: table.section("stop"),
        no: table.section("no"),
        listening: table.section("listening"),
    }
});

/// What a recogniser's text so far is, partial or not.
#[must_use]
pub fn classify(text: &str) -> Words {
    let lists = &*LISTS;
    let text = Text::of(text);
    let words = text.words();
    if is_listening(words) {
        return Words::Backchannel;
    }
    let said = lists.filler.without(words);
    if said.is_empty() {
        return Words::None;
    }
    let said = lists.not_stop.without(&said);
    if lists.stop.anywhere(&said) {
        return Words::Stop;
    }
    // "Yeah, no": what listening begins with does not count.
    let rest = after_listening(&said);
    let few = rest.len() <= FEW && lists.no.anywhere(rest);
    if few || lists.no.at_start(rest) > 0 || lists.no.at_end(rest) {
        return Words::Stop;
    }
    Words::Speech
}

/// Whether it is nothing but signs of listening.
fn is_listening(words: &[String]) -> bool {
    words.len() <= LISTENING && LISTS.listening.anywhere(words) && after_listening(words).is_empty()
}

/// What follows on signs of listening, fillers and whom they are said to.
fn after_listening(words: &[String]) -> &[String] {
    let lists = &*LISTS;
    let mut rest = words;
    loop {
        // "Uh huh" is one, "uh" alone is not.
        let known = [&lists.listening, &lists.filler, &lists.vocative];
        match known
            .iter()
            .map(|phrases| phrases.at_start(rest))
            .find(|length| *length > 0)
        {
            None => return rest,
            Some(length) => rest = &rest[length..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD_OUT: &str = include_str!("../../../tests/fixtures/hearing/barge_in_held_out.tsv");
    const LATER: &str = include_str!("../../../tests/fixtures/hearing/barge_in_later.tsv");

    fn cases() -> impl Iterator<Item = (Words, &'static str)> {
        of(HELD_OUT)
    }

    /// What it is, what it was taken for.
    fn mistakes(table: &'static str) -> Vec<(Words, Words, &'static str)> {
        let found = of(table).map(|(what, text)| (what, classify(text), text));
        found.filter(|(what, found, _)| what != found).collect()
    }

    fn of(table: &'static str) -> impl Iterator<Item = (Words, &'static str)> {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let (what, text) = row.split_once('\t')?;
            let what = match what {
                "stop" => Words::Stop,
                "backchannel" => Words::Backchannel,
                "speech" => Words::Speech,
                _ => Words::None,
            };
            Some((what, text))
        })
    }

    #[test]
    fn words_written_down_before_are_understood() {
        for table in [HELD_OUT, LATER] {
            let wrong = mistakes(table);
            assert!(wrong.len() <= 1, "{wrong:#?}");
        }
    }

    #[test]
    fn words_no_rule_was_made_for_are_mostly_understood() {
        let table = include_str!("../../../tests/fixtures/hearing/barge_in_unseen.tsv");
        let wrong = mistakes(table);
        assert!(wrong.len() <= 8, "{wrong:#?}");
        // Taken for listening, the agent would go on over somebody: the worse fault.
        let over = |(what, found, _): &(Words, Words, _)| {
            *what != Words::Backchannel && matches!(found, Words::Backchannel | Words::None)
        };
        assert!(!wrong.iter().any(over), "{wrong:#?}");
    }

    #[test]
    fn what_must_always_stop_the_agent_does() {
        for word in [
            "stop",
            "wait",
            "no",
            "operator",
            "ruko",
            "nahi",
            "रुको",
            "नहीं",
            "ऑपरेटर",
        ] {
            let forms = [
                word.to_owned(),
                word.to_uppercase(),
                format!("{word}."),
                format!("{word}, {word}"),
                format!("um {word}"),
                format!("okay {word}"),
                format!("haan {word}"),
                format!("{word} please"),
                format!("yeah yeah yeah yeah {word}"),
                format!("{word} that is not what I asked you for"),
                format!("I do not think so, {word}"),
            ];
            for form in forms {
                assert_eq!(classify(&form), Words::Stop, "{form}");
            }
        }
    }

    #[test]
    fn a_growing_text_never_falls_back_to_listening() {
        for (what, text) in cases().filter(|(what, _)| *what == Words::Speech) {
            let words: Vec<&str> = text.split(' ').collect();
            let mut spoke = false;
            for length in 1..=words.len() {
                let now = classify(&words[..length].join(" "));
                spoke |= matches!(now, Words::Speech | Words::Stop);
                assert!(
                    !spoke || !matches!(now, Words::Backchannel | Words::None),
                    "{what:?} {text}"
                );
            }
        }
    }
}
