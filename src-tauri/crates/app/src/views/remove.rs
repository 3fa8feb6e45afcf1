//! Removing a view, and taking that back.

use parley_domain::access::{Grant, kinds::CallList};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, ViewId};
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use super::ViewListView;
use super::list::seen;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{Batch, Change, ViewChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RemoveView {
    pub command_id: CommandId,
    pub view_id: ViewId,
}

/// # Errors
/// `not_found` for a view that is not one's own.
pub async fn view_remove(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: RemoveView,
) -> AppResult<ViewListView> {
    let at = Some(grant.at());
    set_removed(
        workspace,
        &grant,
        (input.command_id, input.view_id),
        at,
        Act::ViewRemoved,
    )
    .await
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RestoreView {
    pub command_id: CommandId,
    pub view_id: ViewId,
}

/// # Errors
/// `not_found` for a view that was never one's own.
pub async fn view_restore(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: RestoreView,
) -> AppResult<ViewListView> {
    set_removed(
        workspace,
        &grant,
        (input.command_id, input.view_id),
        None,
        Act::ViewRestored,
    )
    .await
}

async fn set_removed(
    workspace: &Workspace,
    grant: &Grant<CallList>,
    (command_id, view_id): (CommandId, ViewId),
    removed_at: Option<UtcMillis>,
    act: Act,
) -> AppResult<ViewListView> {
    let subject = grant.subject();
    let mut view = super::own(workspace, view_id, subject.user_id).await?;
    if view.removed_at.is_some() != removed_at.is_some() {
        view.removed_at = removed_at;
        let act = ActDraft::by(subject, grant.at(), act).detail("name", &view.name);
        let change = Change::View(ViewChange::Put(Box::new(view)));
        let batch = Batch::one(command_id, change, act);
        workspace.store.commit(batch).await?;
    }
    seen(workspace, subject).await
}
