//! The access matrix, shown and explained by the engine that decides.

mod explain;
mod matrix;

pub use explain::{ExplainPermission, permission_explain};
pub use matrix::{MatrixRow, PermissionMatrix, PermissionMatrixView, permission_matrix};
