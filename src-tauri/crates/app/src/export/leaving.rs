//! From a kept call to one on its way out.

use parley_domain::time::UtcMillis;

use crate::calls::CallRecord;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::import::{CallDraft, ContentHash, RecordingRef};
use crate::ports::LeavingCall;
use crate::transcript::overlaid;

/// The call with its turns as they stand corrected; of its recording the name and the hash, so that a file
/// handed out later can be told to be that one.
pub(super) async fn leaving(
    workspace: &Workspace,
    call: &CallRecord,
    at: UtcMillis,
) -> AppResult<LeavingCall> {
    let transcript = overlaid(workspace, call.id()).await?;
    let recording = match &call.recording {
        None => None,
        Some((id, _)) => workspace.store.media(*id).await?,
    };
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
        variables: call.variables.clone(),
        tags: call.row.tags.clone(),
        simulated: call.row.simulated,
        recording: recording.map(|record| RecordingRef::Sidecar {
            file_name: bare(record.file_name.as_deref().unwrap_or_default()),
            caller_channel: Some(call.caller_channel),
            stated_hash: Some(ContentHash::Sha256(record.sha256)),
        }),
        notes: Vec::new(),
    };
    Ok(LeavingCall {
        id: call.id(),
        draft,
        imported: transcript.imported,
        at,
    })
}

/// The file's name without the folders it lay in when it was imported.
fn bare(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() { "recording" } else { last }.to_owned()
}
