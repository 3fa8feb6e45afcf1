//! How a captured variable came to read as it does. Its former values are personal
//! data, so reading them is written down.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::captured::CapturedValue;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId};
use parley_domain::revision::standing;
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{DiffPiece, diff};
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;
use crate::transcript::{WithdrawalView, name_of};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCapturedHistory {
    pub call_id: CallId,
    /// The variable's place in the import.
    pub variable: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedHistoryView {
    pub imported: CapturedValue,
    pub disputed: bool,
    /// Newest first.
    pub corrections: Vec<CapturedChangeView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CapturedChangeView {
    pub id: CorrectionId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    /// What it changed of the value, word by word.
    pub diff: Vec<DiffPiece>,
    /// Whether it says where it was said otherwise than before.
    pub moved: bool,
    pub after: CapturedValue,
    pub reason: Option<String>,
    /// Whether it is a choice among values in dispute.
    pub is_choice: bool,
    /// Whether nothing that stands was made on it: it can be undone and, in a dispute,
    /// chosen.
    pub is_head: bool,
    pub withdrawn: Option<WithdrawalView>,
}

/// # Errors
/// `not_found`.
pub async fn captured_history(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: GetCapturedHistory,
) -> AppResult<CapturedHistoryView> {
    let call = existing(workspace, input.call_id).await?;
    let imported = call.variables.get(input.variable as usize);
    let imported = imported.ok_or(AppError::new(ErrorCode::NotFound))?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::CapturedHistoryRead)
        .for_purpose(Purpose::QualityReview);
    let act = super::on_variable(act, &call, input.variable);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let mut all = workspace.store.captured_corrections(call.id()).await?;
    all.retain(|one| one.variable == input.variable);
    let people = workspace.store.users().await?;
    let now = standing(&all);
    let place = |value: &CapturedValue| (value.said_at_ms, value.said_in);
    let view = all.iter().rev().map(|one| CapturedChangeView {
        id: one.id,
        by: name_of(&people, one.by),
        at: one.at,
        diff: diff(&one.before.value, &one.after.value),
        moved: place(&one.before) != place(&one.after),
        after: one.after.clone(),
        reason: one.reason.clone(),
        is_choice: one.choice_of.is_some(),
        is_head: now.is_head(one.id),
        withdrawn: one.withdrawn.map(|withdrawal| WithdrawalView {
            by: name_of(&people, withdrawal.by),
            at: withdrawal.at,
        }),
    });
    Ok(CapturedHistoryView {
        imported: CapturedValue::from(imported),
        disputed: now.is_disputed(),
        corrections: view.collect(),
    })
}
