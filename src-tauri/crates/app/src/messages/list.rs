//! The messages that follow calls, and where they are. Reading them is an act.

use parley_domain::access::{Grant, kinds::BookingRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::{CallId, MessageId};
use parley_domain::message::{MessageState, Receipt};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListMessages {
    /// Only those in this state.
    pub state: Option<MessageState>,
    /// 1 to 500.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MessageView {
    pub id: MessageId,
    pub call_id: CallId,
    pub to: String,
    pub text: String,
    /// `sending`: handed over, and nobody said what became of it.
    pub state: MessageState,
    pub attempts: u32,
    pub queued_at: UtcMillis,
    /// When it came into its state.
    pub changed_at: UtcMillis,
    /// What the carrier said became of it, once it has.
    pub receipt: Option<Receipt>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MessageListView {
    /// The latest first.
    pub messages: Vec<MessageView>,
}

/// # Errors
/// Those of the store.
pub async fn message_list(
    workspace: &Workspace,
    grant: Grant<BookingRead>,
    input: ListMessages,
) -> AppResult<MessageListView> {
    let act = ActDraft::by(grant.subject(), grant.at(), Act::MessagesRead)
        .for_purpose(Purpose::Administration);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let limit = input.limit.clamp(1, 500);
    let messages = workspace.store.messages(input.state, limit).await?;
    let shown = messages.into_iter().map(|message| MessageView {
        id: message.id,
        call_id: message.call_id,
        to: message.to.as_str().to_owned(),
        text: message.text,
        state: message.state,
        attempts: message.attempts,
        queued_at: message.queued_at,
        changed_at: message.changed_at,
        receipt: message.receipt,
    });
    Ok(MessageListView {
        messages: shown.collect(),
    })
}
