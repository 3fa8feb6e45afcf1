//! From a kept call to one on its way out.

use std::collections::BTreeMap;

use parley_domain::call::CapturedVariable;
use parley_domain::captured::{CapturedNow, CapturedValue, captured};
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{Overlaid, TurnMark};

use crate::calls::{CallRecord, SealedRecording};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::import::{CallDraft, ContentHash, RecordingRef};
use crate::ports::{LeavingCall, LeavingOverlay};
use crate::transcript::overlaid;

/// The call with its turns and captured variables as they stand corrected; of its
/// recording the name and the hash, so that a file handed out later can be told to be
/// that one.
pub(super) async fn leaving(
    workspace: &Workspace,
    call: &CallRecord,
    at: UtcMillis,
) -> AppResult<LeavingCall> {
    let transcript = overlaid(workspace, call.id()).await?;
    let corrections = workspace.store.captured_corrections(call.id()).await?;
    let variables = captured(&call.variables, &corrections);
    let overlay = LeavingOverlay {
        turn_versions: disputed(&transcript),
        turns: transcript.imported,
        variables: by_place(&variables, |now| {
            now.differs().then(|| now.imported.clone())
        }),
        variable_versions: by_place(&variables, versions),
    };
    let recording = recording(workspace, call).await?;
    let draft = CallDraft {
        external_id: call.external_id.clone(),
        part_of: None,
        started_at: Some(call.row.started_at),
        stated_duration_ms: (call.row.duration_ms > 0).then(|| call.row.duration_ms.into()),
        channel: Some(call.row.channel),
        direction: Some(call.row.direction),
        language: call.row.language.clone(),
        outcome: Some(call.row.outcome),
        ended_reason: call.ended_reason.clone(),
        caller: call.caller.clone(),
        agent: call.agent.clone(),
        turns: transcript.turns,
        events: call.events.clone(),
        summary: call.summary.clone(),
        variables: variables.iter().map(stands).collect(),
        tags: call.row.tags.clone(),
        simulated: call.row.simulated,
        recording,
        notes: Vec::new(),
    };
    Ok(LeavingCall {
        id: call.id(),
        draft,
        overlay,
        at,
    })
}

/// Which recording it is. That of two legs is hashed as it plays; where they cannot be
/// read it has no hash.
async fn recording(workspace: &Workspace, call: &CallRecord) -> AppResult<Option<RecordingRef>> {
    let Some((id, _)) = &call.recording else {
        return Ok(None);
    };
    let (file_name, sha256) = if call.agent_recording.is_some() {
        let sealed = SealedRecording::of(workspace, call).await?;
        (bare(sealed.file_name()), sealed.sha256().await.ok())
    } else {
        let Some(record) = workspace.store.media(*id).await? else {
            return Ok(None);
        };
        let name = bare(record.file_name.as_deref().unwrap_or_default());
        (name, Some(record.sha256))
    };
    Ok(Some(RecordingRef::Sidecar {
        file_name,
        caller_channel: Some(call.caller_channel),
        stated_hash: sha256.map(ContentHash::Sha256),
    }))
}

/// The texts of the turns that people disagree about.
fn disputed(transcript: &Overlaid) -> BTreeMap<u32, Vec<String>> {
    let marks = transcript.marks.iter().filter(|mark| mark.disputed);
    let texts = |mark: &TurnMark| mark.versions.iter().map(|one| one.text.clone()).collect();
    marks.map(|mark| (mark.turn, texts(mark))).collect()
}

fn by_place<T>(
    variables: &[CapturedNow<'_>],
    of: impl Fn(&CapturedNow<'_>) -> Option<T>,
) -> BTreeMap<u32, T> {
    let each = variables.iter().zip(0u32..);
    each.filter_map(|(now, place)| Some((place, of(now)?)))
        .collect()
}

fn reading(now: &CapturedNow<'_>, value: &CapturedValue) -> CapturedVariable {
    CapturedVariable {
        name: now.imported.name.clone(),
        value: value.value.clone(),
        said_at_ms: value.said_at_ms,
    }
}

/// The variable as it stands.
pub(super) fn stands(now: &CapturedNow<'_>) -> CapturedVariable {
    reading(now, &now.value)
}

fn versions(now: &CapturedNow<'_>) -> Option<Vec<CapturedVariable>> {
    let each = now.versions.iter().map(|one| reading(now, &one.after));
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then_some(each)
}

/// The file's name without the folders it lay in when it was imported.
fn bare(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() { "recording" } else { last }.to_owned()
}
