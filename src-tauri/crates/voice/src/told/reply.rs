//! A reply as it is written, in TOML. Must not know: when it is given.

use serde::Deserialize;

use crate::dialogue::{Expecting, Facts, Tongue};

/// What a reply is given upon.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Upon {
    /// The disclosure was heard.
    Begin,
    /// The caller has said what it answers.
    #[default]
    Said,
    /// The caller says nothing.
    Silence,
    /// What the reply before proposed was done.
    Done,
    /// It was agreed to, and could not be done.
    NotDone,
    /// It was not agreed to.
    Declined,
}

/// A value that the caller gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Captured {
    pub name: String,
    pub value: String,
    /// Words of the caller's that it is found at; none where the reply itself says it.
    #[serde(default)]
    pub at: String,
}

/// Something that is looked up before the reply is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    pub tool: String,
    #[serde(default)]
    pub facts: Facts,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reply {
    pub upon: Upon,
    /// Words of the caller's that it answers; the reply waits until they were said. Any
    /// words, where there are none here.
    pub answers: String,
    pub say: String,
    /// Where the conversation is with it, for those who watch.
    pub step: Option<String>,
    pub tongue: Option<Tongue>,
    /// What the caller is asked for, so that it is not cut apart.
    pub expecting: Option<Expecting>,
    pub captured: Vec<Captured>,
    pub look: Vec<LookUp>,
    /// The kind of what is proposed: `say` reads it back.
    pub propose: Option<String>,
    /// Of what is proposed.
    pub facts: Facts,
    /// After it, the call is given to a person.
    pub transfer: Option<String>,
    /// After it, the call is over.
    pub hang_up: Option<String>,
}
