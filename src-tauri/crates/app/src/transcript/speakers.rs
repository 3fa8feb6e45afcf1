//! Saying who spoke: naming, putting together, splitting, swapping; and taking it back.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::audit::Act;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CommandId, SpeakerChangeId};
use parley_domain::transcript::{Overlaid, SpeakerChange, SpeakerEdit, Voice, Withdrawal};
use serde::Deserialize;

use super::{keep_standing, overlaid, overlaid_by};
use crate::audit::ActDraft;
use crate::calls::{TranscriptView, about, existing};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, Event, OverlayChange};

/// The longest name of a speaker, in characters.
const LONGEST_NAME: usize = 80;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ChangeSpeakers {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub edit: SpeakerEdit,
    /// Also in every other call in which the source has the voice; only to give another
    /// name to one that has a name, on the same side.
    #[serde(default)]
    pub everywhere: bool,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct RestoreSpeakers {
    pub command_id: CommandId,
    pub call_id: CallId,
    pub change_id: SpeakerChangeId,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `not_found`,
/// `invalid_input`, `conflict` when a voice that is named is not heard in the call.
pub async fn speakers_change(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: ChangeSpeakers,
) -> AppResult<TranscriptView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let mut call = existing(workspace, input.call_id).await?;
    let edit = tidied(input.edit)?;
    let id = SpeakerChangeId(input.command_id.0);
    let mut known = workspace.store.speaker_changes(call.id()).await?;
    // The same command again: it was done.
    if !known.iter().any(|one| one.id == id) {
        heard(&edit, &overlaid(workspace, call.id()).await?)?;
        if input.everywhere && !is_other_name(&edit) {
            return Err(AppError::invalid("everywhere"));
        }
        let mut act = ActDraft::by(subject, at, Act::SpeakersChanged).detail("edit", kind(&edit));
        if let (true, SpeakerEdit::Rename { voice, .. }) = (input.everywhere, &edit) {
            let count = workspace.store.calls_with_voice(voice).await?;
            act = act.detail("calls", count);
        }
        let change = SpeakerChange {
            id,
            everywhere: input.everywhere,
            by: subject.user_id,
            at,
            edit,
            withdrawn: None,
        };
        known.push(change.clone());
        let change = Change::Overlay(OverlayChange::ChangeSpeakers {
            call_id: (!input.everywhere).then_some(call.id()),
            change,
        });
        let batch = Batch::one(input.command_id, change, about(act, &call));
        let turns = overlaid_by(workspace, call.id(), &known).await?.turns;
        keep_standing(workspace, &grant, &mut call, &turns, batch).await?;
        workspace.deps.events.send(Event::CallsChanged);
    }
    let transcript = overlaid(workspace, call.id()).await?;
    TranscriptView::of(workspace, transcript, call).await
}

/// # Errors
/// `permission_denied`, `not_found`.
pub async fn speakers_restore(
    workspace: &Workspace,
    grant: Grant<CallAnnotate>,
    input: RestoreSpeakers,
) -> AppResult<TranscriptView> {
    let (subject, at) = (grant.subject(), grant.at());
    workspace.check::<TranscriptRead>(subject, at).await?;
    let mut call = existing(workspace, input.call_id).await?;
    let mut known = workspace.store.speaker_changes(call.id()).await?;
    let one = known
        .iter_mut()
        .find(|one| one.id == input.change_id)
        .ok_or(AppError::new(ErrorCode::NotFound))?;
    if one.withdrawn.is_none() {
        let act = ActDraft::by(subject, at, Act::SpeakersRestored).detail("edit", kind(&one.edit));
        let withdrawal = Withdrawal {
            by: subject.user_id,
            at,
        };
        let change = Change::Overlay(OverlayChange::WithdrawSpeakers {
            id: one.id,
            withdrawal,
        });
        one.withdrawn = Some(withdrawal);
        let batch = Batch::one(input.command_id, change, about(act, &call));
        let turns = overlaid_by(workspace, call.id(), &known).await?.turns;
        keep_standing(workspace, &grant, &mut call, &turns, batch).await?;
        workspace.deps.events.send(Event::CallsChanged);
    }
    let transcript = overlaid(workspace, call.id()).await?;
    TranscriptView::of(workspace, transcript, call).await
}

const fn kind(edit: &SpeakerEdit) -> &'static str {
    match edit {
        SpeakerEdit::Rename { .. } => "rename",
        SpeakerEdit::Move { .. } => "move",
        SpeakerEdit::Swap { .. } => "swap",
    }
}

/// Names without space around them, turns each once; nothing that would change nothing.
fn tidied(edit: SpeakerEdit) -> AppResult<SpeakerEdit> {
    let edit = match edit {
        SpeakerEdit::Rename { voice, to } => SpeakerEdit::Rename {
            voice,
            to: named(to)?,
        },
        SpeakerEdit::Move { mut turns, to } => {
            turns.sort_unstable();
            turns.dedup();
            SpeakerEdit::Move {
                turns,
                to: named(to)?,
            }
        }
        swap @ SpeakerEdit::Swap { .. } => swap,
    };
    let is_nothing = match &edit {
        SpeakerEdit::Rename { voice: a, to: b } | SpeakerEdit::Swap { a, b } => a == b,
        SpeakerEdit::Move { turns, .. } => turns.is_empty(),
    };
    if is_nothing {
        return Err(AppError::invalid("edit"));
    }
    Ok(edit)
}

fn named(voice: Voice) -> AppResult<Voice> {
    let name = voice.speaker.as_deref().map(str::trim).unwrap_or_default();
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(AppError::invalid("speaker"));
    }
    Ok(Voice {
        side: voice.side,
        speaker: (!name.is_empty()).then(|| name.to_owned()),
    })
}

/// Refuses what is about a voice or a turn that is not there (any more).
fn heard(edit: &SpeakerEdit, transcript: &Overlaid) -> AppResult<()> {
    let speaks = |voice: &Voice| {
        transcript
            .turns
            .iter()
            .any(|turn| Voice::of(turn) == *voice)
    };
    let is_there = match edit {
        SpeakerEdit::Rename { voice, .. } => speaks(voice),
        SpeakerEdit::Swap { a, b } => speaks(a) && speaks(b),
        SpeakerEdit::Move { turns, .. } => turns
            .last()
            .is_some_and(|last| (*last as usize) < transcript.turns.len()),
    };
    is_there.then_some(()).ok_or(ErrorCode::Conflict.into())
}

fn is_other_name(edit: &SpeakerEdit) -> bool {
    match edit {
        SpeakerEdit::Rename { voice, to } => {
            voice.side == to.side && voice.speaker.is_some() && to.speaker.is_some()
        }
        SpeakerEdit::Move { .. } | SpeakerEdit::Swap { .. } => false,
    }
}
