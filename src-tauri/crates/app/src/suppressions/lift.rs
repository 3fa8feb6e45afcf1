//! Taking somebody off the list. The entry stays, with who lifted it and why.

use parley_domain::access::{Grant, kinds::SuppressionLift};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CommandId, SuppressionId};
use parley_domain::suppression::{Lifted, kept_words};
use serde::Deserialize;

use super::SuppressionView;
use super::list::shown;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, DeskChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct LiftSuppression {
    pub command_id: CommandId,
    pub suppression_id: SuppressionId,
    /// Why they may be called again; the first 500 characters are kept.
    pub reason: String,
}

/// # Errors
/// `invalid_input` for `reason`; `not_found`; `conflict` when it is lifted already.
pub async fn suppression_lift(
    workspace: &Workspace,
    grant: Grant<SuppressionLift>,
    input: LiftSuppression,
) -> AppResult<SuppressionView> {
    let store = &workspace.store;
    let reason = kept_words(&input.reason).ok_or(AppError::invalid("reason"))?;
    let id = input.suppression_id;
    let entry = store.suppression(id).await?;
    let entry = entry.ok_or(AppError::new(ErrorCode::NotFound))?;
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::SuppressionLifted)
        .detail("name", entry.contact.as_str())
        .detail("reason", &reason);
    act.person_id = entry.person_id;
    let lifted = Lifted {
        at: grant.at(),
        by: grant.subject().user_id,
        reason,
    };
    let change = Change::Desk(DeskChange::LiftSuppression { id, lifted });
    store
        .commit(Batch::one(input.command_id, change, act))
        .await?;
    let entry = store.suppression(id).await?;
    let entry = entry.ok_or(AppError::new(ErrorCode::NotFound))?;
    Ok(shown(&store.users().await?, entry))
}
