//! A new recovery code. The old one stops working.

use parley_domain::access::{Grant, kinds::WorkspaceManage};
use parley_domain::audit::Act;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RenewRecoveryCode {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RecoveryCodeView {
    /// Shown once, never kept.
    pub recovery_code: String,
}

/// # Errors
/// Those of the header.
pub async fn recovery_code_renew(
    workspace: &Workspace,
    grant: Grant<WorkspaceManage>,
    _input: RenewRecoveryCode,
) -> AppResult<RecoveryCodeView> {
    let act = ActDraft::by(grant.subject(), grant.at(), Act::RecoveryRenewed);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let code = workspace.keys.renew_recovery_code().await?;
    Ok(RecoveryCodeView {
        recovery_code: code.to_string(),
    })
}
