//! Reading what was said.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::call::{AgentEvent, CallNumbers, Turn, numbers, with_barge_ins};
use parley_domain::claims::{Claim, compare};
use parley_domain::ids::CallId;
use parley_domain::transcript::{Overlaid, Voice};
use serde::{Deserialize, Serialize};

use super::CallRecord;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;
use crate::transcript::{TurnMarkView, mark_views, overlaid};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetTranscript {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TranscriptView {
    /// In the source's order, as they stand corrected; a turn's place here is its index.
    pub turns: Vec<Turn>,
    pub numbers: CallNumbers,
    /// What the agent did besides speaking, as imported; where the source tells of no
    /// barge-ins, those that the times show.
    pub events: Vec<AgentEvent>,
    /// What the agent promised, beside what its tools did.
    pub claims: Vec<Claim>,
    /// The turns that were ever corrected.
    pub marks: Vec<TurnMarkView>,
    /// The voices that people named, not the source.
    pub named: Vec<Voice>,
    /// The call's: trackers may set others when the transcript reads otherwise.
    pub tags: Vec<String>,
}

impl TranscriptView {
    pub(crate) async fn of(
        workspace: &Workspace,
        transcript: Overlaid,
        call: CallRecord,
    ) -> AppResult<Self> {
        let turns = transcript.turns;
        Ok(Self {
            numbers: numbers(&turns, call.row.duration_ms),
            events: with_barge_ins(call.events.clone(), &turns),
            claims: compare(&turns, &call.events),
            marks: mark_views(workspace, transcript.marks).await?,
            named: transcript.named,
            turns,
            tags: call.row.tags,
        })
    }
}

/// # Errors
/// `not_found`.
pub async fn transcript_get(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: GetTranscript,
) -> AppResult<TranscriptView> {
    let call = super::existing(workspace, input.call_id).await?;
    let act = ActDraft::by(grant.subject(), grant.at(), Act::TranscriptOpened)
        .for_purpose(Purpose::QualityReview);
    workspace
        .store
        .commit(Batch::acts(vec![super::about(act, &call)]))
        .await?;
    let transcript = overlaid(workspace, input.call_id).await?;
    TranscriptView::of(workspace, transcript, call).await
}
