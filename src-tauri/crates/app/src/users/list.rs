//! Who works here.

use parley_domain::access::{Grant, Role, kinds::UserRead};
use parley_domain::ids::UserId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::User;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListUsers {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct UserListView {
    pub users: Vec<UserView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct UserView {
    pub id: UserId,
    pub name: String,
    pub role: Role,
    pub active: bool,
    pub created_at: UtcMillis,
    pub last_sign_in_at: Option<UtcMillis>,
    pub support: Option<SupportView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SupportView {
    pub reason: String,
    pub requested_at: UtcMillis,
    pub minutes: u32,
    /// The approving owner's name; `None` while nobody approved.
    pub approved_by: Option<String>,
    /// When the visit ends or ended.
    pub until: Option<UtcMillis>,
    pub running: bool,
}

impl UserView {
    /// `people` is asked for the approver's name.
    pub(super) fn of(user: &User, people: &[User], now: UtcMillis) -> Self {
        let name_of = |id: UserId| people.iter().find(|u| u.id == id).map(|u| u.name.clone());
        Self {
            id: user.id,
            name: user.name.clone(),
            role: user.role,
            active: user.active,
            created_at: user.created_at,
            last_sign_in_at: user.last_sign_in_at,
            support: user.support.as_ref().map(|visit| SupportView {
                reason: visit.reason.clone(),
                requested_at: visit.requested_at,
                minutes: visit.minutes,
                approved_by: visit.approved_by.and_then(name_of),
                until: visit.until(),
                running: user.active && visit.until().is_some_and(|until| now < until),
            }),
        }
    }
}

/// # Errors
/// Those of the store.
pub async fn user_list(
    workspace: &Workspace,
    grant: Grant<UserRead>,
    _input: ListUsers,
) -> AppResult<UserListView> {
    let people = workspace.store.users().await?;
    Ok(UserListView {
        users: people
            .iter()
            .map(|u| UserView::of(u, &people, grant.at()))
            .collect(),
    })
}
