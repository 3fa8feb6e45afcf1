//! The carrier tells what became of a message. Its first last word is kept; whoever tells
//! it again, or of a message that nobody knows, changes nothing. Must not know: how it is
//! told, or who may tell.

use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MessageId;
use parley_domain::message::{MessageState, Receipt};

use super::send::about;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, DeskChange};
use crate::suppressions::unsubscribed;

/// The carrier's number for: they wrote to it that they want no more (Twilio, error 21610).
const UNSUBSCRIBED: u32 = 21_610;

/// The carrier's own answer may settle the message in the same moment, once.
const TRIES: u32 = 3;

/// Keeps a receipt. One of a message whose handing over has no answer proves that it was
/// taken: it counts as sent from then on.
///
/// # Errors
/// Those of the store: it was not kept, and may be told again.
pub async fn keep_receipt(workspace: &Workspace, id: MessageId, receipt: Receipt) -> AppResult<()> {
    let mut tries = 1;
    loop {
        match keep(workspace, id, receipt.clone()).await {
            // It changed under our hands: it is looked at anew.
            Err(error) if error.code == ErrorCode::Conflict && tries < TRIES => tries += 1,
            kept => return kept,
        }
    }
}

async fn keep(workspace: &Workspace, id: MessageId, receipt: Receipt) -> AppResult<()> {
    let message = workspace.store.message(id).await?;
    // What was never handed over has no receipt, and the first one stays.
    let Some(message) = message.filter(|one| one.attempts > 0 && one.receipt.is_none()) else {
        return Ok(());
    };
    let now = workspace.deps.clock.now();
    if receipt.code == Some(UNSUBSCRIBED) {
        // First, and as often as it is told: behind the receipt nobody would ask again.
        unsubscribed(workspace, &message).await?;
    }
    let mut act =
        about(&message, now, Act::MessageReceipt).detail("delivery", receipt.delivery.as_str());
    if let Some(code) = receipt.code {
        act = act.detail("code", code);
    }
    let mut batch = Batch::acts(vec![act]);
    if message.state.is_open() {
        let to = MessageState::Sent;
        let settled = about(&message, now, Act::MessageSettled).detail("state", to.as_str());
        batch.acts.insert(0, settled);
        batch.changes.push(Change::Desk(DeskChange::SetMessage {
            id,
            from: message.state,
            to,
            at: now,
        }));
    }
    batch
        .changes
        .push(Change::Desk(DeskChange::KeepReceipt { id, receipt }));
    workspace.store.commit(batch).await.map(drop)
}
