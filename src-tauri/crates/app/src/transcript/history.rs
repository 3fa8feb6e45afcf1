//! How a turn came to say what it says. Its former texts are personal data, so reading
//! them is written down.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{DiffPiece, diff, standing};
use serde::{Deserialize, Serialize};

use super::name_of;
use crate::audit::ActDraft;
use crate::calls::{about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetTurnHistory {
    pub call_id: CallId,
    /// The turn's place in the transcript.
    pub turn: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TurnHistoryView {
    /// The text as it was imported.
    pub imported: String,
    pub disputed: bool,
    /// Newest first.
    pub corrections: Vec<CorrectionView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CorrectionView {
    pub id: CorrectionId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    /// What it changed, word by word.
    pub diff: Vec<DiffPiece>,
    /// Whether it is a choice among texts in dispute.
    pub is_choice: bool,
    /// Whether nothing that stands was made on it: it can be undone and, in a dispute,
    /// chosen.
    pub is_head: bool,
    pub withdrawn: Option<WithdrawalView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WithdrawalView {
    /// The person's name.
    pub by: String,
    pub at: UtcMillis,
}

/// # Errors
/// `not_found`.
pub async fn turn_history(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: GetTurnHistory,
) -> AppResult<TurnHistoryView> {
    let call = existing(workspace, input.call_id).await?;
    let turns = workspace.store.turns(call.id()).await?;
    let turn = turns
        .into_iter()
        .nth(input.turn as usize)
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::TurnHistoryRead)
        .for_purpose(Purpose::QualityReview)
        .detail("turn", input.turn + 1);
    let batch = Batch::acts(vec![about(act, &call)]);
    workspace.store.commit(batch).await?;
    let mut all = workspace.store.corrections(call.id()).await?;
    all.retain(|one| one.turn == input.turn);
    let people = workspace.store.users().await?;
    let now = standing(&all);
    let view = all.iter().rev().map(|one| CorrectionView {
        id: one.id,
        by: name_of(&people, one.by),
        at: one.at,
        diff: diff(&one.before, &one.after),
        is_choice: one.choice_of.is_some(),
        is_head: now.is_head(one.id),
        withdrawn: one.withdrawn.map(|withdrawal| WithdrawalView {
            by: name_of(&people, withdrawal.by),
            at: withdrawal.at,
        }),
    });
    Ok(TurnHistoryView {
        imported: turn.text,
        disputed: now.is_disputed(),
        corrections: view.collect(),
    })
}
