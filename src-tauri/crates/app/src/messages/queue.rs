//! An agent leaves a message for the caller.

use parley_domain::audit::Act;
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MessageId;
use parley_domain::message::{LONGEST_TEXT, Message, MessageState};

use crate::agent_call::AgentCall;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, DeskChange};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queued {
    /// Now, or before by the same key.
    Waits,
    /// The call has its message.
    HasOne,
    /// They want none, or it is to somebody else than whoever is on the line, or there
    /// is nothing in it.
    Refused,
}

/// Queues `text` for whoever is on the line; `to`, where the caller named a number, must be
/// theirs.
///
/// # Errors
/// Those of the store.
pub async fn queue(
    workspace: &Workspace,
    call: &AgentCall,
    key: &str,
    to: Option<&Contact>,
    text: &str,
) -> AppResult<Queued> {
    let store = &workspace.store;
    let command_id = call.command_id(key);
    if store.is_done(command_id).await? {
        return Ok(Queued::Waits);
    }
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_TEXT;
    let caller = call.caller.as_ref().filter(|_| fits);
    let Some(caller) = caller.filter(|caller| to.is_none_or(|to| to == *caller)) else {
        return Ok(Queued::Refused);
    };
    if store.suppressed(caller).await?.is_some() {
        return Ok(Queued::Refused);
    }
    let now = workspace.deps.clock.now();
    let person_id = call.person(workspace).await?;
    let message = Message {
        id: MessageId(command_id.0),
        call_id: call.call_id,
        to: caller.clone(),
        person_id,
        text: text.to_owned(),
        state: MessageState::Queued,
        attempts: 0,
        queued_at: now,
        changed_at: now,
        receipt: None,
    };
    let act = call
        .act(now, Act::MessageQueued, person_id)
        .detail("text", text);
    let change = Change::Desk(DeskChange::QueueMessage(Box::new(message)));
    match store.commit(Batch::one(command_id, change, act)).await {
        Ok(_) => Ok(Queued::Waits),
        Err(error) if error.code == ErrorCode::Conflict => Ok(Queued::HasOne),
        Err(error) => Err(error),
    }
}
