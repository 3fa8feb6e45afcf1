//! Writing down what agents may answer, and taking it away.

use parley_domain::access::{Grant, kinds::DeskManage};
use parley_domain::audit::Act;
use parley_domain::ids::CommandId;
use parley_domain::knowledge::{Entry, MOST_ENTRIES};
use serde::Deserialize;

use super::KnowledgeView;
use super::list::listed;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, DeskChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PutKnowledge {
    pub command_id: CommandId,
    /// One of this name is replaced.
    pub entry: Entry,
}

/// # Errors
/// `invalid_input` with the member: `name`, `about`, `en`, `hi`; `entry` where there are
/// too many.
pub async fn knowledge_put(
    workspace: &Workspace,
    grant: Grant<DeskManage>,
    input: PutKnowledge,
) -> AppResult<KnowledgeView> {
    let entry = super::tidy(input.entry)?;
    let kept = workspace.store.knowledge().await?;
    let is_new = kept.iter().all(|kept| kept.name != entry.name);
    if is_new && kept.len() >= MOST_ENTRIES {
        return Err(AppError::invalid("entry"));
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::KnowledgeChanged)
        .detail("name", &entry.name);
    let change = Change::Desk(DeskChange::PutEntry(Box::new(entry)));
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    listed(workspace).await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RemoveKnowledge {
    pub command_id: CommandId,
    pub name: String,
}

/// # Errors
/// Those of the store.
pub async fn knowledge_remove(
    workspace: &Workspace,
    grant: Grant<DeskManage>,
    input: RemoveKnowledge,
) -> AppResult<KnowledgeView> {
    let kept = workspace.store.knowledge().await?;
    if kept.iter().any(|kept| kept.name == input.name) {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::KnowledgeRemoved)
            .detail("name", &input.name);
        let change = Change::Desk(DeskChange::RemoveEntry(input.name));
        let batch = Batch::one(input.command_id, change, act);
        workspace.store.commit(batch).await?;
    }
    listed(workspace).await
}
