use proptest::prelude::*;

use super::phrases::tuned;
use crate::call::Channel;
use crate::refusal::{Answer, Hearing, Intent, Listening, News, Rules, classify};

/// Whatever comes behind it, and however it is cut: what was certain stays so.
#[test]
fn what_is_certain_is_never_unsaid_by_what_follows() {
    let rules = Rules::of_house();
    let phrases = tuned();
    let (mut early, mut refusals) = (0, 0);
    for (at, phrase) in phrases.iter().enumerate() {
        // A stride that shares nothing with the set's length visits all kinds.
        let next = &phrases[(at * 911 + 13) % phrases.len()].text;
        let text = format!("{} {next}", phrase.text);
        let mut hearing = Hearing::new(rules, phrase.listening);
        let mut certain: Vec<Intent> = Vec::new();
        for (end, _) in text.char_indices() {
            for news in hearing.partial(&text[..end]) {
                match news {
                    News::Certain(hit) => certain.push(hit.intent),
                    News::Withdrawn(intent) => panic!("{text}: {intent:?} unsaid"),
                }
            }
            if end == phrase.text.len() + 1 && phrase.label == "opt_out" {
                refusals += 1;
                early += usize::from(certain.contains(&Intent::OptOut));
            }
        }
        let verdict = hearing.finish(&text);
        for intent in certain {
            assert!(verdict.hit(intent).is_some(), "{text}");
        }
        assert_eq!(verdict, classify(rules, phrase.listening, &text), "{text}");
    }
    // Few have to wait for the end of the turn: bare words, and what may be limited yet.
    assert!(early * 100 >= refusals * 90, "{early} of {refusals}");
}

fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "stop",
        "calling",
        "me",
        "don't",
        "call",
        "not",
        "please",
        "cancel",
        "list",
        "my",
        "off",
        "take",
        "no",
        "me",
        "llamen",
        "más",
        "ne",
        "m'appelez",
        "plus",
        "फोन",
        "मत",
        "करो",
        "mat",
        "karo",
        "but",
        "record",
        "human",
        "s",
        "t",
        "o",
        "p",
        "STOP",
        "🛑",
        "I",
        "didn't",
        "say",
        "nicht",
        "mehr",
        "anrufen",
        "yes",
        ".",
        "!",
        ",",
        "…",
        "robot",
        "are",
        "you",
        "a",
    ]);
    prop_oneof![
        3 => prop::collection::vec(word, 0..14).prop_map(|words| words.join(" ")),
        1 => "\\PC{0,60}",
    ]
}

proptest! {
    /// Partials that grow, shrink and change: the last word is the batch's.
    #[test]
    fn the_verdict_on_the_final_text_is_the_batchs(
        heard in prop::collection::vec(texts(), 0..4),
        last in texts(),
        cuts in prop::collection::vec(0_usize..80, 0..6),
        voice in any::<bool>(),
    ) {
        let channel = if voice { Channel::Phone } else { Channel::Chat };
        let listening = Listening::on(channel, None);
        let rules = Rules::of_house();
        let mut hearing = Hearing::new(rules, listening);
        for text in &heard {
            hearing.partial(text);
        }
        let mut cuts = cuts;
        cuts.sort_unstable();
        for cut in cuts {
            let part: String = last.chars().take(cut).collect();
            hearing.partial(&part);
        }
        prop_assert_eq!(hearing.finish(&last), classify(rules, listening, &last));
        // And the next turn begins with nothing heard.
        prop_assert_eq!(hearing.finish("").answer, Answer::None);
    }

    /// A refusal stands whatever was said before it, a sentence apart.
    #[test]
    fn a_refusal_after_a_full_stop_counts(before in texts()) {
        let text = format!("{before}. Stop calling me.");
        let verdict = classify(Rules::of_house(), Listening::on(Channel::Phone, None), &text);
        prop_assert_eq!(verdict.answer, Answer::OptOut);
    }

    /// Places are inside the text, and say the same in other letters.
    #[test]
    fn places_are_inside_and_case_does_not_matter(text in texts()) {
        let listening = Listening::on(Channel::Sms, None);
        let rules = Rules::of_house();
        let verdict = classify(rules, listening, &text);
        let length = text.chars().count() as u32;
        for hit in verdict.hits.iter().flatten() {
            prop_assert!(hit.len > 0 && hit.at + hit.len <= length);
        }
        if text.is_ascii() {
            let loud = classify(rules, listening, &text.to_uppercase());
            prop_assert_eq!(loud, verdict);
        }
    }
}
