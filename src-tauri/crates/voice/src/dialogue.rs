//! What leads a conversation, and what it may ask of the core: a flow, later a model. It
//! proposes; the core says, proves and commits. Must not know: sound, the line, who was
//! interrupted when, how anything is carried out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::At;

/// The language of a call.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    #[default]
    En,
    Hi,
}

impl Tongue {
    /// As BCP 47.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
        }
    }
}

/// What the agent waits to be told, so that its digits are not cut apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expecting {
    YesNo,
    Name,
    Phone,
    Email,
    Digits,
    Date,
    Time,
    DateTime,
    Choice,
    Free,
}

impl Expecting {
    /// Whether the answer is made of digits.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Phone | Self::Digits)
    }
}

/// A word as it was recognised, with the moments it was said between.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardWord {
    pub text: String,
    pub from: At,
    pub to: At,
    /// How sure the recogniser is, percent, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// Which of the voices on the caller's side, where the recogniser tells them apart: 0
    /// and `None` are the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<u8>,
}

/// A finished turn of the caller, masked already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterance {
    pub text: String,
    /// In order; joined by single spaces they are `text`.
    pub words: Vec<HeardWord>,
}

/// Something that is looked up and changes nothing, one for each in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AskId(pub u32);

/// Arguments and results by name, as text.
pub type Facts = BTreeMap<String, String>;

/// What a look-up found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    Facts(Facts),
    /// It is not known.
    Nothing,
    /// It could not be looked up.
    Failed,
}

/// What happened to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// Read back, heard, agreed to, done.
    Done,
    /// The caller did not agree.
    Declined,
    /// Agreed to, and it could not be done.
    Failed,
}

/// What the conversation is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// The disclosure was heard: begin.
    Begin,
    Said(Utterance),
    /// Keys that were pressed, without the one that ends them.
    Keys(String),
    /// The caller has said nothing for so long after the agent ended.
    Silence {
        ms: u64,
    },
    Found {
        ask: AskId,
        found: Found,
    },
    Settled(Settled),
}

/// A side effect. It happens once, after its read-back was heard and agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// `book`, `cancel`, `message`, …: what carries it out knows them.
    pub kind: String,
    pub facts: Facts,
}

/// What the conversation wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Say it; the caller's answer may begin before it is over.
    Say {
        text: String,
        tongue: Tongue,
        expecting: Option<Expecting>,
    },
    /// Look something up; the answer comes as [`Input::Found`].
    Ask {
        ask: AskId,
        tool: String,
        facts: Facts,
    },
    /// Read it back, and do it if the caller agrees; answered by [`Input::Settled`].
    Propose {
        effect: Effect,
        read_back: String,
        tongue: Tongue,
    },
    /// A value the caller gave, and the word it begins at.
    Capture {
        name: String,
        value: String,
        at: Option<At>,
    },
    /// Give the call to a person.
    Transfer { reason: String },
    /// Say goodbye is done; end once the last word was heard.
    HangUp { outcome: String },
    /// Where the flow is now, for those who watch.
    Reached { node: String },
}

/// What leads a conversation.
pub trait Dialogue: Send {
    /// The moves to make now, in order. One [`Move::Propose`], [`Move::Transfer`] or
    /// [`Move::HangUp`] at most, and it is the last.
    fn on(&mut self, now: At, input: Input) -> Vec<Move>;

    /// What may be kept of the call: one sentence for each language, by rule. `ended`: how
    /// the core ended it, `transferred` where it was handed over, `None` where it broke off.
    fn summary(&self, tongue: Tongue, ended: Option<&str>) -> String;
}
