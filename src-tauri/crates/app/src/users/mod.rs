//! People: who works here, in which role, and support guests.

mod add;
mod deactivate;
mod list;
mod record;
mod set_role;
mod support;

pub use add::{AddUser, user_add};
pub use deactivate::{DeactivateUser, ReactivateUser, user_deactivate, user_reactivate};
pub use list::{ListUsers, SupportView, UserListView, UserView, user_list};
pub use record::{SupportVisit, User};
pub use set_role::{SetUserRole, user_role_set};
pub use support::{
    ApproveSupportGuest, EndSupportGuest, RequestSupportGuest, support_guest_approve,
    support_guest_end, support_guest_request,
};

use parley_domain::access::Role;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

async fn existing(workspace: &Workspace, id: UserId) -> AppResult<User> {
    workspace
        .store
        .user(id)
        .await?
        .ok_or(AppError::new(ErrorCode::NotFound))
}

/// Refuses what would leave the workspace without an active owner.
async fn keep_an_owner(workspace: &Workspace, leaving: &User) -> AppResult<()> {
    let others = workspace.store.users().await?;
    let remains = others
        .iter()
        .any(|u| u.id != leaving.id && u.active && u.role == Role::Owner);
    if leaving.role == Role::Owner && leaving.active && !remains {
        return Err(ErrorCode::LastOwner.into());
    }
    Ok(())
}

/// Refuses a name that someone else signs in with.
async fn unused_name(workspace: &Workspace, name: &str) -> AppResult<()> {
    let wanted = name.to_lowercase();
    let taken = workspace
        .store
        .users()
        .await?
        .iter()
        .any(|u| u.name.to_lowercase() == wanted);
    if taken {
        return Err(AppError {
            field: Some("name"),
            ..AppError::new(ErrorCode::Conflict)
        });
    }
    Ok(())
}
