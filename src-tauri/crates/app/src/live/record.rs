//! A running call as it is kept.

use parley_domain::call::{Direction, Party, Side};
use parley_domain::ids::{CallId, MediaId, PersonId};
use parley_domain::time::UtcMillis;

use crate::import::CallDraft;

/// What is known of a call when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCallStart {
    pub call_id: CallId,
    pub started_at: UtcMillis,
    pub direction: Direction,
    pub caller: Party,
    pub agent: Party,
    /// A practice call: nobody outside was on the line.
    pub simulated: bool,
    /// The carrier's own id.
    pub external_id: Option<String>,
    /// Lower-case BCP 47 language, where it is known before somebody speaks.
    pub language: Option<String>,
}

impl LiveCallStart {
    /// Fills in what `draft` leaves empty.
    pub(super) fn complete(&self, draft: &mut CallDraft) {
        fn party(known: &mut Party, from: &Party) {
            known.name = known.name.take().or_else(|| from.name.clone());
            known.phone = known.phone.take().or_else(|| from.phone.clone());
            known.email = known.email.take().or_else(|| from.email.clone());
        }
        party(&mut draft.caller, &self.caller);
        party(&mut draft.agent, &self.agent);
        draft.started_at.get_or_insert(self.started_at);
        draft.direction.get_or_insert(self.direction);
        draft.simulated |= self.simulated;
        draft.external_id = draft
            .external_id
            .take()
            .or_else(|| self.external_id.clone());
        draft.language = draft.language.take().or_else(|| self.language.clone());
    }
}

/// What one log of a running call holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiveStream {
    /// The caller's sound.
    Caller,
    /// The agent's sound.
    Agent,
    /// The call's log, an entry a record.
    Lines,
}

impl LiveStream {
    /// Every stream.
    pub const ALL: [Self; 3] = [Self::Caller, Self::Agent, Self::Lines];

    /// The name that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Agent => "agent",
            Self::Lines => "lines",
        }
    }

    /// The stream of a stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stream| stream.as_str() == text)
    }

    /// Where a side's sound goes. Who is neither caller nor agent came on the business's
    /// side: a colleague that the call was handed to.
    #[must_use]
    pub const fn of(side: Side) -> Self {
        match side {
            Side::Caller => Self::Caller,
            Side::Agent | Side::Other => Self::Agent,
        }
    }
}

/// The row of one sealed log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveLog {
    pub id: MediaId,
    pub stream: LiveStream,
    /// Whose key wraps its key; `None` as for files that mix people.
    pub person_id: Option<PersonId>,
    pub wrapped_key: Vec<u8>,
}

/// The row of a running call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCallRecord {
    pub start: LiveCallStart,
    pub person_id: PersonId,
    /// One for each stream.
    pub logs: Vec<LiveLog>,
}

impl LiveCallRecord {
    pub(super) fn log(&self, stream: LiveStream) -> Option<&LiveLog> {
        self.logs.iter().find(|log| log.stream == stream)
    }
}
