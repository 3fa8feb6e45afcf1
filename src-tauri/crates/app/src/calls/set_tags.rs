//! Tagging a call.

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::audit::Act;
use parley_domain::ids::{CallId, CommandId};
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetCallTags {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// All tags the call has from now on; at most 20 of at most 40 characters.
    pub tags: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TagsView {
    pub tags: Vec<String>,
}

/// A call has no more.
pub(crate) const MOST_TAGS: usize = 20;

/// Trimmed, lower case, sorted, each once.
pub(crate) fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut tidy: Vec<String> = tags
        .iter()
        .map(|t| t.trim().to_lowercase())
        .filter(|t| !t.is_empty())
        .collect();
    tidy.sort();
    tidy.dedup();
    tidy
}

/// # Errors
/// `not_found`, `invalid_input`.
pub async fn call_tags_set(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: SetCallTags,
) -> AppResult<TagsView> {
    let call = super::existing(workspace, input.call_id).await?;
    let tags = tidy_tags(&input.tags);
    if tags.len() > MOST_TAGS || tags.iter().any(|t| t.chars().count() > 40) {
        return Err(AppError::invalid("tags"));
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::TagsChanged)
        .detail("from", call.row.tags.join(", "))
        .detail("to", tags.join(", "));
    let change = Change::SetTags {
        call_id: call.row.id,
        tags: tags.clone(),
    };
    workspace
        .store
        .commit(Batch::one(
            input.command_id,
            change,
            super::about(act, &call),
        ))
        .await?;
    workspace.deps.events.send(Event::CallsChanged);
    Ok(TagsView { tags })
}
