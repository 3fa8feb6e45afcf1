//! The phases of a call and what each of them holds. One leads to the next by handing on
//! what it proved: nothing but a disclosure that was heard makes a [`Disclosed`], and
//! there is no conversation and no side effect without one.

use crate::core::event::IdempotencyKey;
use crate::core::speaker::Ended;
use crate::dialogue::Effect;
use crate::reply::ReplyId;
use crate::time::At;

/// Proof that the last word of the disclosure was played.
#[derive(Debug)]
pub(super) struct Disclosed(());

/// What is being told before anything else may be.
#[derive(Debug)]
pub(super) struct Disclose {
    pub(super) reply: Option<ReplyId>,
    /// What of it is still to be said.
    pub(super) left: String,
    /// It was heard, and a yes or no is waited for.
    pub(super) asked: Option<Disclosed>,
    pub(super) times: u8,
}

impl Disclose {
    pub(super) fn proven(&self, ended: Ended) -> Option<Disclosed> {
        (ended == Ended::Heard(self.reply?)).then_some(Disclosed(()))
    }
}

/// How far a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It is being read back.
    Reading,
    /// It was heard; a yes or no is waited for.
    Asked,
    /// It was agreed to, and is being done since.
    Doing(At),
}

#[derive(Debug)]
pub(super) struct Commit {
    pub(super) effect: Effect,
    pub(super) key: IdempotencyKey,
    pub(super) reply: Option<ReplyId>,
    pub(super) left: String,
    pub(super) step: Step,
    pub(super) times: u8,
}

/// How it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Then {
    HangUp(String),
    Transfer(String),
}

#[derive(Debug)]
pub(super) struct Wrap {
    pub(super) then: Then,
    pub(super) reply: Option<ReplyId>,
    /// The suppression is not written yet: the call does not end before.
    pub(super) suppressing: bool,
    /// When to end, once the last word is out.
    pub(super) at: Option<At>,
    pub(super) since: At,
}

/// What a machine is being told. It leads to no conversation.
#[derive(Debug)]
pub(super) struct Leave {
    pub(super) what: Left,
    pub(super) reply: ReplyId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Who calls, and why.
    Introduction,
    /// On a mailbox.
    Message,
}

#[derive(Debug)]
pub(super) enum Phase {
    /// Nobody has answered.
    Gate,
    /// Somebody or something has: it is listened to.
    Greet,
    Leave(Leave),
    Disclose(Disclose),
    Talk(Disclosed),
    Commit(Disclosed, Commit),
    Wrap(Wrap),
    Over,
}

/// A phase by name, for those who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseName {
    Gate,
    /// Who has answered is not known yet.
    Greet,
    /// A machine is told something.
    Leave,
    Disclose,
    Dialogue,
    Commit,
    Wrap,
    Over,
}

impl Phase {
    /// What is said now is nobody's to keep.
    pub(super) const fn is_before_talk(&self) -> bool {
        matches!(
            self,
            Self::Gate | Self::Greet | Self::Leave(_) | Self::Disclose(_)
        )
    }

    pub(super) const fn name(&self) -> PhaseName {
        match self {
            Self::Gate => PhaseName::Gate,
            Self::Greet => PhaseName::Greet,
            Self::Leave(_) => PhaseName::Leave,
            Self::Disclose(_) => PhaseName::Disclose,
            Self::Talk(_) => PhaseName::Dialogue,
            Self::Commit(..) => PhaseName::Commit,
            Self::Wrap(_) => PhaseName::Wrap,
            Self::Over => PhaseName::Over,
        }
    }
}
