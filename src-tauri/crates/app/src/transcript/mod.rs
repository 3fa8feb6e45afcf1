//! What people lay over a transcript: corrections of its text, and who spoke. The
//! imported turns are never changed. Must not know: how the overlay is kept.

mod choose;
mod correct;
mod history;
mod marks;
mod speakers;
mod voices;
mod withdraw;

pub use choose::{ChooseCorrection, correction_choose};
pub use correct::{CorrectTurn, CorrectedTurnView, turn_correct};
pub use history::{CorrectionView, GetTurnHistory, TurnHistoryView, WithdrawalView, turn_history};
pub(crate) use marks::mark_views;
pub use marks::{TurnMarkView, TurnVersionView};
pub use speakers::{ChangeSpeakers, RestoreSpeakers, speakers_change, speakers_restore};
pub use voices::{
    CountVoice, ListSpeakerChanges, SpeakerChangeView, SpeakerChangesView, VoiceCountView,
    speaker_changes, voice_count,
};
pub use withdraw::{WithdrawCorrection, correction_withdraw};

use parley_domain::access::{Grant, kinds::CallAnnotate};
use parley_domain::call::Turn;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId, UserId};
use parley_domain::transcript::{Correction, Overlaid, SpeakerChange};

use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Event};
use crate::trackers::track_changed;
use crate::users::User;

/// A call's transcript as it stands.
pub(crate) async fn overlaid(workspace: &Workspace, call: CallId) -> AppResult<Overlaid> {
    let turns = workspace.store.turns(call).await?;
    let corrections = workspace.store.corrections(call).await?;
    let changes = workspace.store.speaker_changes(call).await?;
    Ok(parley_domain::transcript::overlaid(
        turns,
        &corrections,
        &changes,
    ))
}

/// A call's transcript as it will stand with these corrections.
async fn overlaid_with(
    workspace: &Workspace,
    call: CallId,
    corrections: &[Correction],
) -> AppResult<Overlaid> {
    let turns = workspace.store.turns(call).await?;
    let changes = workspace.store.speaker_changes(call).await?;
    Ok(parley_domain::transcript::overlaid(
        turns,
        corrections,
        &changes,
    ))
}

/// A call's transcript as it will stand with these changes of who spoke.
async fn overlaid_by(
    workspace: &Workspace,
    call: CallId,
    changes: &[SpeakerChange],
) -> AppResult<Overlaid> {
    let turns = workspace.store.turns(call).await?;
    let corrections = workspace.store.corrections(call).await?;
    Ok(parley_domain::transcript::overlaid(
        turns,
        &corrections,
        changes,
    ))
}

/// Commits a change of what lies over a transcript, together with what the trackers
/// make of the turns that will stand. The call's tags are those after it.
async fn keep_standing(
    workspace: &Workspace,
    grant: &Grant<CallAnnotate>,
    call: &mut CallRecord,
    turns: &[Turn],
    mut batch: Batch,
) -> AppResult<()> {
    let by = (grant.subject(), grant.at());
    let marked = track_changed(workspace, by, call, turns, &mut batch).await?;
    workspace.store.commit(batch).await?;
    if marked {
        workspace.deps.events.send(Event::CallsChanged);
    }
    Ok(())
}

/// A correction with all others of its turn.
async fn among_its_own(
    workspace: &Workspace,
    call: CallId,
    id: CorrectionId,
) -> AppResult<(Correction, Vec<Correction>)> {
    let all = workspace.store.corrections(call).await?;
    let one = all
        .iter()
        .find(|one| one.id == id)
        .cloned()
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    let same = all.into_iter().filter(|other| other.turn == one.turn);
    let same = same.collect();
    Ok((one, same))
}

/// A person's name, for whoever reads a history; empty for one who is not known.
pub(crate) fn name_of(people: &[User], id: UserId) -> String {
    let found = people.iter().find(|person| person.id == id);
    found.map(|person| person.name.clone()).unwrap_or_default()
}
