//! Correcting what a turn says.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::call::{CallNumbers, Turn, numbers};
use parley_domain::claims::{Claim, compare};
use parley_domain::digest::sha256;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, CorrectionId};
use parley_domain::transcript::{Correction, standing, tidy};
use serde::{Deserialize, Serialize};

use super::{TurnMarkView, keep_standing, mark_views, overlaid, overlaid_with};
use crate::audit::ActDraft;
use crate::calls::{CallRecord, about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, OverlayChange};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CorrectTurn {
    pub command_id: CommandId,
    pub call_id: CallId,
    /// The turn's place in the transcript.
    pub turn: u32,
    /// The revision that was seen: the `heads` of the turn's mark, or none.
    #[serde(default)]
    pub made_on: Vec<CorrectionId>,
    /// The whole text from now on; empty when nothing was said. At most 500 000
    /// characters.
    pub text: String,
}

/// A turn after a change of its text, and what of the call hangs on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CorrectedTurnView {
    pub turn: Turn,
    /// `null` for a turn that was never corrected.
    pub mark: Option<TurnMarkView>,
    pub numbers: CallNumbers,
    /// As they read now: what the agent promised, beside what its tools did.
    pub claims: Vec<Claim>,
    /// The call's: trackers may set others when the transcript reads otherwise.
    pub tags: Vec<String>,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `invalid_input`.
pub async fn turn_correct(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: CorrectTurn,
) -> AppResult<CorrectedTurnView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let mut call = existing(workspace, input.call_id).await?;
    let after = tidy(&input.text).ok_or(AppError::invalid("text"))?;
    let imported = workspace.store.turns(call.id()).await?;
    let imported = imported
        .into_iter()
        .nth(input.turn as usize)
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let all = workspace.store.corrections(call.id()).await?;
    let of_turn = || all.iter().filter(|one| one.turn == input.turn);
    let seen = |id: &CorrectionId| of_turn().find(|one| one.id == *id);
    if input.made_on.iter().any(|id| seen(id).is_none()) {
        return Err(AppError::invalid("made_on"));
    }
    let before = input.made_on.first().and_then(seen);
    let before = before.map_or(imported.text.as_str(), |one| one.after.as_str());
    let now = standing(of_turn());
    let stands = !now.is_disputed() && now.text().unwrap_or(&imported.text) == after;
    if !stands && before != after {
        let correction = Correction {
            id: CorrectionId(input.command_id.0),
            turn: input.turn,
            by: subject.user_id,
            at,
            before: before.to_owned(),
            made_on: input.made_on.clone(),
            after,
            choice_of: None,
            withdrawn: None,
        };
        keep(workspace, &grant, input.command_id, &mut call, correction).await?;
    }
    view(workspace, &call, input.turn).await
}

/// Keeps a correction, or a choice, and writes it down. The log proves the text by its
/// hash and does not repeat it.
pub(super) async fn keep(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    command_id: CommandId,
    call: &mut CallRecord,
    correction: Correction,
) -> AppResult<()> {
    let act = match correction.choice_of {
        None => Act::TurnCorrected,
        Some(_) => Act::CorrectionChosen,
    };
    let hash: String = sha256(&[correction.after.as_bytes()])
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let act = ActDraft::by(grant.subject(), grant.at(), act)
        .detail("turn", correction.turn + 1)
        .detail("sha256", hash);
    let mut all = workspace.store.corrections(call.id()).await?;
    all.push(correction.clone());
    let turns = overlaid_with(workspace, call.id(), &all).await?.turns;
    let change = Change::Overlay(OverlayChange::Correct {
        call_id: call.id(),
        correction,
    });
    let batch = Batch::one(command_id, change, about(act, call));
    keep_standing(workspace, grant, call, &turns, batch).await
}

/// The turn as it stands now.
pub(super) async fn view(
    workspace: &Workspace,
    call: &CallRecord,
    turn: u32,
) -> AppResult<CorrectedTurnView> {
    let transcript = overlaid(workspace, call.id()).await?;
    let numbers = numbers(&transcript.turns, call.row.duration_ms);
    let claims = compare(&transcript.turns, &call.events);
    let mut marks = transcript.marks;
    marks.retain(|mark| mark.turn == turn);
    let mark = mark_views(workspace, marks).await?.pop();
    let turn = transcript.turns.into_iter().nth(turn as usize);
    Ok(CorrectedTurnView {
        turn: turn.ok_or(AppError::new(ErrorCode::NotFound))?,
        mark,
        numbers,
        claims,
        tags: call.row.tags.clone(),
    })
}
