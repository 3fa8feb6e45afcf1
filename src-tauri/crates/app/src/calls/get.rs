//! Opening a call.

use parley_domain::access::{Grant, kinds::CallRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::call::{LocalCopy, Party};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::{CallRecord, CallRow};
use crate::audit::ActDraft;
use crate::captured::{CapturedView, views};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::import::ImportNote;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetCall {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallView {
    pub row: CallRow,
    pub caller: Party,
    pub agent: Party,
    /// The source's own words for how it ended.
    pub ended_reason: Option<String>,
    pub summary: Option<String>,
    /// What the agent noted down, as it stands corrected, each at its place.
    pub variables: Vec<CapturedView>,
    pub recording: Option<RecordingView>,
    /// What of it can be worked with offline.
    pub local_copy: LocalCopy,
    pub external_id: Option<String>,
    pub source_format: String,
    pub source_name: String,
    pub notes: Vec<ImportNote>,
    pub imported_at: UtcMillis,
}

/// Whether a recording can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    Playable,
    /// Of a call whose sides are two files one is not there; the other can be heard.
    OneSided,
    /// The sealed file is not there, or shorter than it was.
    Missing,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RecordingView {
    pub codec: String,
    pub container: String,
    pub rate_hz: u32,
    pub channels: u16,
    #[ts(as = "f64")]
    pub duration_ms: u64,
    /// Which channel is the caller.
    pub caller_channel: u8,
    pub state: RecordingState,
}

/// # Errors
/// `not_found`.
pub async fn call_get(
    workspace: &Workspace,
    grant: Grant<CallRead>,
    input: GetCall,
) -> AppResult<CallView> {
    let call = super::existing(workspace, input.call_id).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::CallOpened)
        .for_purpose(Purpose::QualityReview);
    workspace
        .store
        .commit(Batch::acts(vec![super::about(act, &call)]))
        .await?;
    view(workspace, call).await
}

pub(super) async fn view(workspace: &Workspace, call: CallRecord) -> AppResult<CallView> {
    let recording = match &call.recording {
        None => None,
        Some((media_id, facts)) => {
            let mut present = Vec::with_capacity(2);
            for id in [Some(*media_id), call.agent_recording]
                .into_iter()
                .flatten()
            {
                let record = workspace.store.media(id).await?;
                present.push(record.is_some_and(|record| workspace.media.is_present(&record)));
            }
            Some(RecordingView {
                codec: facts.codec.clone(),
                container: facts.container.clone(),
                rate_hz: facts.rate_hz,
                channels: facts.channels,
                duration_ms: facts.duration_ms(),
                caller_channel: call.caller_channel,
                state: match (present.contains(&true), present.contains(&false)) {
                    (true, false) => RecordingState::Playable,
                    (true, true) => RecordingState::OneSided,
                    (false, _) => RecordingState::Missing,
                },
            })
        }
    };
    let variables = views(workspace, &call).await?;
    let there = recording
        .as_ref()
        .map(|view| view.state != RecordingState::Missing);
    Ok(CallView {
        local_copy: LocalCopy::of(there),
        row: call.row,
        caller: call.caller,
        agent: call.agent,
        ended_reason: call.ended_reason,
        summary: call.summary,
        variables,
        recording,
        external_id: call.external_id,
        source_format: call.source_format,
        source_name: call.source_name,
        notes: call.notes,
        imported_at: call.imported_at,
    })
}
