//! Saving a view, new or changed.

use parley_domain::access::{
    Grant, Role,
    kinds::{CallList, ViewShare},
};
use parley_domain::audit::Act;
use parley_domain::ids::{CommandId, ViewId};
use serde::Deserialize;

use super::list::seen;
use super::{SavedView, ViewListView, ViewQuery};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, ViewChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SaveView {
    /// Also the id of a new view.
    pub command_id: CommandId,
    /// Absent: a new one.
    #[ts(optional)]
    pub view_id: Option<ViewId>,
    /// At most 60 characters.
    pub name: String,
    pub query: ViewQuery,
    /// Empty: only for whoever saves it. Sharing needs its own permission.
    pub shared_with: Vec<Role>,
}

/// # Errors
/// `invalid_input`; `not_found` for a view of somebody else's; `permission_denied` for
/// sharing without the permission for it.
pub async fn view_save(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: SaveView,
) -> AppResult<ViewListView> {
    let subject = grant.subject();
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(AppError::invalid("name"));
    }
    let mut query = input.query;
    // A view's days are told in its dates alone.
    query.filter.from = None;
    query.filter.to = None;
    if query.words.chars().count() > 500 {
        return Err(AppError::invalid("query"));
    }
    let mut shared_with = input.shared_with;
    shared_with.sort_unstable_by_key(|role| Role::ALL.iter().position(|r| r == role));
    shared_with.dedup();
    let kept = match input.view_id {
        Some(id) => Some(super::own(workspace, id, subject.user_id).await?),
        None => None,
    };
    let was_shared = kept.as_ref().map(|view| view.shared_with.clone());
    if shared_with != was_shared.unwrap_or_default() {
        workspace.check::<ViewShare>(subject, grant.at()).await?;
    }
    let new = kept.is_none();
    let view = SavedView {
        id: kept.as_ref().map_or(ViewId(input.command_id.0), |v| v.id),
        owner_id: subject.user_id,
        name,
        shared_with,
        query,
        made_at: kept.as_ref().map_or(grant.at(), |v| v.made_at),
        removed_at: None,
    };
    let roles: Vec<&str> = view.shared_with.iter().map(|r| r.as_str()).collect();
    let act = ActDraft::by(subject, grant.at(), Act::ViewSaved)
        .detail("name", &view.name)
        .detail("shared_with", roles.join(", "));
    let mut changes = vec![Change::View(ViewChange::Put(Box::new(view.clone())))];
    if new {
        changes.push(Change::View(ViewChange::Pin {
            user_id: subject.user_id,
            view_id: view.id,
            pinned: true,
        }));
    }
    workspace
        .store
        .commit(Batch {
            command_id: Some(input.command_id),
            changes,
            acts: vec![act],
        })
        .await?;
    seen(workspace, subject).await
}
