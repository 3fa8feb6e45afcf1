//! Why someone may or may not do something, asked of the engine itself.

use parley_domain::access::{Explanation, Grant, Permission, explain, kinds::PermissionRead};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExplainPermission {
    pub user_id: UserId,
    pub permission: Permission,
}

/// # Errors
/// `not_found`.
pub async fn permission_explain(
    workspace: &Workspace,
    grant: Grant<PermissionRead>,
    input: ExplainPermission,
) -> AppResult<Explanation> {
    let user = workspace
        .store
        .user(input.user_id)
        .await?
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    Ok(explain(
        &user.access_subject(),
        input.permission,
        grant.at(),
    ))
}
