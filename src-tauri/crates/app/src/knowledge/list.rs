//! What the business knows, as it is read.

use parley_domain::access::{Grant, kinds::CallList};
use parley_domain::knowledge::Entry;
use serde::{Deserialize, Serialize};

use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListKnowledge {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KnowledgeView {
    /// By name.
    pub entries: Vec<Entry>,
}

/// # Errors
/// Those of the store.
pub async fn knowledge_list(
    workspace: &Workspace,
    _grant: Grant<CallList>,
    _input: ListKnowledge,
) -> AppResult<KnowledgeView> {
    listed(workspace).await
}

pub(super) async fn listed(workspace: &Workspace) -> AppResult<KnowledgeView> {
    let entries = workspace.store.knowledge().await?;
    Ok(KnowledgeView { entries })
}
