//! Sending what waits. Each message is marked as handed over before it is: so one that was
//! handed over when the power went is never sent a second time.

use parley_domain::audit::{Act, SubjectKind};
use parley_domain::error_code::ErrorCode;
use parley_domain::message::{MOST_ATTEMPTS, Message, MessageState, again_after_ms};
use parley_domain::permit::{Permit, Rule};
use parley_domain::time::UtcMillis;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::permits::permit_to_send;
use crate::ports::{Batch, Change, DeskChange, MessageCarrier, NotCarried};
use crate::suppressions::unsubscribed;

/// So many are looked at in one go, those that wait longest first.
const AT_ONCE: u32 = 10_000;

/// What became of those that waited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sending {
    pub sent: u32,
    pub withdrawn: u32,
    pub failed: u32,
    /// They wait for the hours, or for a carrier.
    pub waits: u32,
}

/// Sends what waits and may be sent now. What the carrier did not take waits longer each
/// time.
///
/// # Errors
/// Those of the store.
pub async fn send_waiting(
    workspace: &Workspace,
    carrier: &dyn MessageCarrier,
) -> AppResult<Sending> {
    let mut all = Sending::default();
    let queued = workspace
        .store
        .messages(Some(MessageState::Queued), AT_ONCE);
    for message in queued.await?.into_iter().rev() {
        let state = send(workspace, carrier, &message).await?;
        let count = match state {
            MessageState::Sent => &mut all.sent,
            MessageState::Withdrawn => &mut all.withdrawn,
            MessageState::Failed | MessageState::Sending => &mut all.failed,
            MessageState::Queued => &mut all.waits,
        };
        *count += 1;
    }
    Ok(all)
}

async fn send(
    workspace: &Workspace,
    carrier: &dyn MessageCarrier,
    message: &Message,
) -> AppResult<MessageState> {
    use MessageState::{Failed, Queued, Sending, Sent, Withdrawn};
    let decision = permit_to_send(workspace, &message.to).await?;
    if decision.refused_by() == Some(Rule::NotSuppressed) {
        return set(workspace, message, (Queued, Withdrawn)).await;
    }
    let now = workspace.deps.clock.now();
    let is_due = now >= message.changed_at.plus(again_after_ms(message.attempts));
    let permit = decision.into_permit();
    let Some(permit) = permit.filter(|_| is_due && carrier.is_there()) else {
        return Ok(Queued);
    };
    if set(workspace, message, (Queued, Sending)).await? != Sending {
        // Somebody else has it.
        return Ok(Queued);
    }
    let to = match carried(workspace, carrier, message, permit).await? {
        Ok(()) => Sent,
        Err(NotCarried::NotTaken | NotCarried::NoCarrier)
            if message.attempts + 1 < MOST_ATTEMPTS =>
        {
            Queued
        }
        Err(NotCarried::Unknown) => Sending,
        Err(NotCarried::Unsubscribed) => {
            unsubscribed(workspace, message).await?;
            Failed
        }
        Err(_) => Failed,
    };
    if to == Sending {
        return Ok(Sending);
    }
    Ok(match set(workspace, message, (Sending, to)).await? {
        // Its receipt was quicker than the carrier's own answer.
        Sending => Sent,
        settled => settled,
    })
}

/// Hands it over. A refusal may have come since the permit was made, so it is asked anew
/// behind the mark, which such a refusal no longer finds waiting.
async fn carried(
    workspace: &Workspace,
    carrier: &dyn MessageCarrier,
    message: &Message,
    permit: Permit,
) -> AppResult<Result<(), NotCarried>> {
    if workspace.store.suppressed(&message.to).await?.is_some() {
        return Ok(Err(NotCarried::Refused));
    }
    Ok(carrier.carry(permit, message.id, &message.text).await)
}

/// An act that nobody does: it is done to a message.
pub(super) fn about(message: &Message, now: UtcMillis, act: Act) -> ActDraft {
    let mut act = ActDraft::by_nobody(now, act).detail("call", message.to.as_str());
    act.subject = Some((SubjectKind::Call, message.call_id.0));
    act.person_id = message.person_id;
    act
}

/// Takes it from one state to another; the state it is in then.
async fn set(
    workspace: &Workspace,
    message: &Message,
    (from, to): (MessageState, MessageState),
) -> AppResult<MessageState> {
    let now = workspace.deps.clock.now();
    let mut acts = Vec::new();
    if !to.is_open() {
        acts.push(about(message, now, Act::MessageSettled).detail("state", to.as_str()));
    }
    let change = DeskChange::SetMessage {
        id: message.id,
        from,
        to,
        at: now,
    };
    let batch = Batch {
        command_id: None,
        changes: vec![Change::Desk(change)],
        acts,
    };
    match workspace.store.commit(batch).await {
        Ok(_) => Ok(to),
        Err(error) if error.code == ErrorCode::Conflict => Ok(from),
        Err(error) => Err(error),
    }
}
