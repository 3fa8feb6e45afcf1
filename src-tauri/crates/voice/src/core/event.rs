//! What happens to a call, and what is to be done about it. Plain values: whoever runs a
//! core turns the network, a recogniser and a disk into the former and the latter into
//! them. Must not know: any of these.

use serde::{Deserialize, Serialize};

use crate::dialogue::{AskId, Effect, Facts, Found, Tongue, Utterance};
use crate::hearing::answerer::Greeting;
use crate::ledger::SpokenWord;
use crate::line::MarkId;
use crate::pause::Words;
use crate::reply::ReplyId;
use crate::time::{At, Samples};

/// Makes doing something twice the same as doing it once: one for each side effect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IdempotencyKey(pub String);

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The line is open both ways.
    Answered,
    /// The caller's voice began or ended.
    Voice {
        on: bool,
    },
    /// How loud the caller is, dB above the line's own noise.
    Level {
        db: f32,
    },
    /// The caller's turn as far as it is recognised; words may be taken back.
    Partial {
        text: String,
    },
    /// The caller's turn is over, and this was it.
    Said(Utterance),
    /// A single tone began or ended: a mailbox's beep.
    Beep {
        on: bool,
    },
    /// The network's three tones: nobody can be reached.
    Sit,
    /// Keys that belong together were pressed.
    Keys(String),
    /// A mark came back.
    Marked(MarkId),
    /// Sound of a reply was made, with the words that end in it.
    Sound {
        reply: ReplyId,
        length: Samples,
        words: Vec<SpokenWord>,
        last: bool,
    },
    /// A reply cannot be made into sound.
    Speechless(ReplyId),
    Found {
        ask: AskId,
        found: Found,
    },
    Committed {
        key: IdempotencyKey,
        done: bool,
    },
    Suppressed {
        key: IdempotencyKey,
        done: bool,
    },
    /// A person takes over, or ends it.
    TakenOver,
    EndAsked,
    /// The carrier says it is over.
    Stopped,
    /// Nothing but time went by.
    Tick,
    /// What words came to. The core makes it of [`Event::Partial`], and of
    /// [`Event::Said`] before the conversation begins: the words are kept nowhere.
    Sensed(Sensed),
    /// [`Event::Said`] in the conversation, as it may be kept. The core makes it.
    Understood {
        sensed: Sensed,
        said: Utterance,
        /// When what nobody may keep was said, from and to.
        silenced: Vec<(At, At)>,
    },
}

/// What words came to, without the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sensed {
    pub agrees: Option<bool>,
    /// To a caller who cuts in.
    pub cut_in: Words,
    pub opt_out: bool,
    pub no_recording: bool,
    pub asks_if_robot: bool,
    pub wants_human: bool,
    /// A number is being read out that may be one that nobody may keep.
    pub number: bool,
    /// They say that they are not grown up, or that nobody is there who is.
    #[serde(default)]
    pub under_age: bool,
    /// Before it is known who answered: what all words so far come to.
    #[serde(default)]
    pub greeting: Option<Greeting>,
    /// The turn is over.
    pub whole: bool,
}

/// Whose words, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    Caller(Utterance),
    /// Only what was heard, and what was cut off behind it.
    Agent {
        heard: String,
        cut: String,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Make it into sound: answered by [`Event::Sound`] or [`Event::Speechless`].
    Synthesize {
        reply: ReplyId,
        text: String,
        tongue: Tongue,
    },
    /// No more sound of it is wanted.
    Discard(ReplyId),
    /// Send this stretch of its sound.
    Play {
        reply: ReplyId,
        from: Samples,
        length: Samples,
    },
    Mark(MarkId),
    Clear,
    /// Send the tones of these keys.
    Press(String),
    /// The gate of the recording: both directions, at once.
    Record(bool),
    /// Whether the caller's sound waits until it is known what a number comes to.
    Withhold(bool),
    /// What the caller said between these moments may not be kept.
    Silence {
        from: At,
        to: At,
    },
    /// No more calls or messages to the caller on any channel: in one transaction.
    Suppress {
        key: IdempotencyKey,
        words: String,
    },
    Ask {
        ask: AskId,
        tool: String,
        facts: Facts,
    },
    /// Do it, once.
    Commit {
        key: IdempotencyKey,
        effect: Effect,
    },
    Capture {
        name: String,
        value: String,
        at: Option<At>,
    },
    Turn(Turn),
    Reached {
        node: String,
    },
    Transfer {
        reason: String,
    },
    HangUp {
        outcome: String,
    },
}
