//! A call that an agent holds: in whose name it acts, and about whom. Nobody is signed in
//! for it, so it needs no permission; what an agent may do is what is written here for it.
//! Must not know: what is said, how the call came about.

use parley_domain::audit::{Act, SubjectKind};
use parley_domain::call::Contact;
use parley_domain::ids::{BookingId, CallId, CommandId, PersonId};
use parley_domain::time::UtcMillis;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;

/// Whose call it is. Made by whoever answers or places it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentCall {
    pub call_id: CallId,
    /// The agent's name, as people see it.
    pub agent: String,
    /// Where the other side can be called again; `None` where that is not known.
    pub caller: Option<Contact>,
    /// The appointment it is about, where it was made for one.
    pub booking: Option<BookingId>,
}

impl AgentCall {
    /// The id of what is done in it under `key`.
    #[must_use]
    pub fn command_id(&self, key: &str) -> CommandId {
        CommandId::of_key(self.call_id, key)
    }

    /// An act of the agent, about the person if one is known.
    pub(crate) fn act(&self, at: UtcMillis, act: Act, person: Option<PersonId>) -> ActDraft {
        let mut draft = ActDraft::by_nobody(at, act).detail("agent", &self.agent);
        draft.subject = Some((SubjectKind::Call, self.call_id.0));
        draft.person_id = person;
        match &self.caller {
            Some(caller) => draft.detail("call", caller.as_str()),
            None => draft,
        }
    }

    /// The person whose contact the caller's is.
    pub(crate) async fn person(&self, workspace: &Workspace) -> AppResult<Option<PersonId>> {
        match &self.caller {
            Some(caller) => workspace.store.person_by_contact(caller.as_str()).await,
            None => Ok(None),
        }
    }
}
