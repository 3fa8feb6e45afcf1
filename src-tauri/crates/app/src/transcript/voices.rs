//! What was changed about the speakers of a call, and how often a voice is heard.

use parley_domain::access::{
    Grant,
    kinds::{CallAnnotate, TranscriptRead},
};
use parley_domain::ids::{CallId, SpeakerChangeId};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{SpeakerEdit, Voice};
use serde::{Deserialize, Serialize};

use super::{WithdrawalView, name_of};
use crate::calls::existing;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CountVoice {
    pub voice: Voice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VoiceCountView {
    /// In how many calls the source has it.
    pub calls: u32,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListSpeakerChanges {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SpeakerChangesView {
    /// Those of the call and those of all calls, newest first.
    pub changes: Vec<SpeakerChangeView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SpeakerChangeView {
    pub id: SpeakerChangeId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    pub everywhere: bool,
    pub edit: SpeakerEdit,
    pub withdrawn: Option<WithdrawalView>,
}

/// # Errors
/// Those of the store.
pub async fn voice_count(
    workspace: &Workspace,
    _grant: Grant<CallAnnotate>,
    input: CountVoice,
) -> AppResult<VoiceCountView> {
    let calls = workspace.store.calls_with_voice(&input.voice).await?;
    Ok(VoiceCountView { calls })
}

/// # Errors
/// `not_found`.
pub async fn speaker_changes(
    workspace: &Workspace,
    _grant: Grant<TranscriptRead>,
    input: ListSpeakerChanges,
) -> AppResult<SpeakerChangesView> {
    let call = existing(workspace, input.call_id).await?;
    let turns = workspace.store.turns(call.id()).await?;
    let mut changes = workspace.store.speaker_changes(call.id()).await?;
    // Of those about all calls, the ones that are about this one.
    changes.retain(|one| match &one.edit {
        SpeakerEdit::Rename { voice, .. } if one.everywhere => {
            turns.iter().any(|turn| Voice::of(turn) == *voice)
        }
        _ => true,
    });
    let people = workspace.store.users().await?;
    let view = changes.into_iter().rev().map(|one| SpeakerChangeView {
        id: one.id,
        by: name_of(&people, one.by),
        at: one.at,
        everywhere: one.everywhere,
        edit: one.edit,
        withdrawn: one.withdrawn.map(|withdrawal| WithdrawalView {
            by: name_of(&people, withdrawal.by),
            at: withdrawal.at,
        }),
    });
    Ok(SpeakerChangesView {
        changes: view.collect(),
    })
}
