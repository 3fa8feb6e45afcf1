//! The whole matrix.

use parley_domain::access::{Area, Grant, Permission, Role, kinds::PermissionRead, roles_with};
use serde::{Deserialize, Serialize};

use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PermissionMatrix {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PermissionMatrixView {
    pub roles: Vec<Role>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MatrixRow {
    pub permission: Permission,
    pub area: Area,
    pub allowed: Vec<Role>,
}

/// # Errors
/// None.
pub async fn permission_matrix(
    _workspace: &Workspace,
    _grant: Grant<PermissionRead>,
    _input: PermissionMatrix,
) -> AppResult<PermissionMatrixView> {
    Ok(PermissionMatrixView {
        roles: Role::ALL.to_vec(),
        rows: Permission::ALL
            .iter()
            .map(|&permission| MatrixRow {
                permission,
                area: permission.area(),
                allowed: roles_with(permission).to_vec(),
            })
            .collect(),
    })
}
