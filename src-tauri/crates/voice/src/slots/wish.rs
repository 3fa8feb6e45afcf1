//! What may be wished anywhere in a call. Whether one asks for a person, asks if one
//! speaks with a machine, or wants no more calls is decided by the rules of the domain
//! first. Must not know: how a wish is met.

use parley_domain::call::Channel;
use parley_domain::refusal::{Answer, Intent, Listening, Rules, classify};

use super::Words;
use super::phrases::{first, is_whole};
use crate::dialogue::Tongue;

/// A wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    OptOut,
    Human,
    /// "Are you a robot?"
    AsksIfRobot,
    Repeat,
    StartOver,
    Goodbye,
    Speak(Tongue),
}

/// The first wish that is said, the gravest before the others.
#[must_use]
pub fn wish(words: &Words<'_>) -> Option<Wish> {
    let listening = Listening::on(Channel::Phone, None);
    let verdict = classify(Rules::of_house(), listening, words.text);
    let says = |name| first(words, name).is_some();
    if verdict.answer == Answer::OptOut {
        return Some(Wish::OptOut);
    }
    if verdict.hit(Intent::AsksIfRobot).is_some() {
        return Some(Wish::AsksIfRobot);
    }
    let asks_person = says("human") && says("human_verb");
    if verdict.hit(Intent::WantsHuman).is_some() || asks_person || is_whole(words, "human_alone") {
        return Some(Wish::Human);
    }
    let rest = [
        ("start_over", Wish::StartOver),
        ("repeat", Wish::Repeat),
        ("hindi", Wish::Speak(Tongue::Hi)),
        ("english", Wish::Speak(Tongue::En)),
        ("goodbye", Wish::Goodbye),
    ];
    let said = rest.into_iter().find(|(name, _)| says(name));
    said.map(|(_, wish)| wish)
}

/// Whether something is asked.
#[must_use]
pub fn is_question(words: &Words<'_>) -> bool {
    words.text.contains('?') || first(words, "question").is_some()
}

/// Whether the words themselves ask, without regard to a question mark: "can I get a
/// cleaning?" asks for it rather than about it.
#[must_use]
pub fn asks_about(words: &Words<'_>) -> bool {
    first(words, "question").is_some()
}

/// Whether something said before is taken back.
#[must_use]
pub fn is_correction(words: &Words<'_>) -> bool {
    first(words, "correction").is_some()
}
