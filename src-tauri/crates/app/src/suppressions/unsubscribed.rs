//! Somebody told the carrier that they want no more messages: here they want none either,
//! and no calls.

use parley_domain::audit::{Act, SubjectKind};
use parley_domain::ids::{CommandId, SuppressionId};
use parley_domain::message::Message;
use parley_domain::suppression::{RefusedBy, Suppression};

use super::putting;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;

/// Puts whom `message` is for on the list, once.
///
/// # Errors
/// Those of the store: nothing is kept then.
pub(crate) async fn unsubscribed(workspace: &Workspace, message: &Message) -> AppResult<()> {
    let now = workspace.deps.clock.now();
    let command_id = CommandId::of_key(message.call_id, "unsubscribed");
    let mut act = ActDraft::by_nobody(now, Act::ContactSuppressed)
        .detail("name", message.to.as_str())
        .detail("refused_by", RefusedBy::Text.as_str());
    act.subject = Some((SubjectKind::Call, message.call_id.0));
    act.person_id = message.person_id;
    let entry = Suppression {
        id: SuppressionId(command_id.0),
        contact: message.to.clone(),
        person_id: message.person_id,
        refused_by: RefusedBy::Text,
        words: None,
        call_id: Some(message.call_id),
        added_by: None,
        since: now,
        lifted: None,
    };
    let batch = putting(command_id, entry, act);
    workspace.store.commit(batch).await.map(drop)
}
