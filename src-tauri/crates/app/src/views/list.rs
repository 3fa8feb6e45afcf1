//! The views that a person sees.

use parley_domain::access::{AccessSubject, Grant, Role, kinds::CallList};
use parley_domain::ids::ViewId;
use serde::{Deserialize, Serialize};

use super::ViewQuery;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListViews {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ViewView {
    pub id: ViewId,
    pub name: String,
    /// Made by whoever asks: only they change it.
    pub own: bool,
    pub owner: Option<String>,
    pub shared_with: Vec<Role>,
    pub query: ViewQuery,
    /// Stands above this person's list.
    pub pinned: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ViewListView {
    /// In the order they were made.
    pub views: Vec<ViewView>,
}

/// # Errors
/// Those of the store.
pub async fn view_list(
    workspace: &Workspace,
    grant: Grant<CallList>,
    _input: ListViews,
) -> AppResult<ViewListView> {
    seen(workspace, grant.subject()).await
}

pub(super) async fn seen(
    workspace: &Workspace,
    subject: &AccessSubject,
) -> AppResult<ViewListView> {
    let people = workspace.store.users().await?;
    let pins = workspace.store.view_pins(subject.user_id).await?;
    let views = workspace.store.views().await?;
    let views = views
        .into_iter()
        .filter(|view| view.is_seen_by(subject.user_id, subject.role))
        .map(|view| ViewView {
            own: view.owner_id == subject.user_id,
            owner: people
                .iter()
                .find(|u| u.id == view.owner_id)
                .map(|u| u.name.clone()),
            pinned: pins.contains(&view.id),
            id: view.id,
            name: view.name,
            shared_with: view.shared_with,
            query: view.query,
        })
        .collect();
    Ok(ViewListView { views })
}
