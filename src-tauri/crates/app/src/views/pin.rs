//! Which views stand above a person's list. It is how they like it, and changes nothing
//! for anybody else: no entry in the log.

use parley_domain::access::{Grant, kinds::CallList};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, ViewId};
use serde::Deserialize;

use super::ViewListView;
use super::list::seen;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ViewChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PinView {
    pub command_id: CommandId,
    pub view_id: ViewId,
    pub pinned: bool,
}

/// # Errors
/// `not_found` for a view that this person does not see.
pub async fn view_pin(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: PinView,
) -> AppResult<ViewListView> {
    let subject = grant.subject();
    let view = workspace.store.view(input.view_id).await?;
    view.filter(|view| view.is_seen_by(subject.user_id, subject.role))
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let change = Change::View(ViewChange::Pin {
        user_id: subject.user_id,
        view_id: input.view_id,
        pinned: input.pinned,
    });
    workspace
        .store
        .commit(Batch {
            command_id: Some(input.command_id),
            changes: vec![change],
            acts: Vec::new(),
        })
        .await?;
    seen(workspace, subject).await
}
