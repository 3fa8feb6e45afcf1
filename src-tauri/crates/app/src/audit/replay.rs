//! Proving a call: it is run again from its sealed log, and must do what it did. So what
//! review shows of it, words, consent, what was done, is what the runtime decided.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::AuditVerify};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use serde::{Deserialize, Serialize};

use super::ActDraft;
use crate::calls::about;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::live::LINES;
use crate::ports::{Batch, LogReplay};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ReplayCall {
    pub call_id: CallId,
}

/// How running it again went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ReplayVerdict {
    /// Everything was done again, and as it was.
    Same,
    /// As it was, up to words that nobody kept: from there it cannot be run.
    Withheld,
    /// Something else came of it: the log, or Parley, is not what it was.
    Differs,
    /// The call is not of Parley's own runtime, or another Parley wrote what it began with.
    NotReplayable,
}

impl ReplayVerdict {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Withheld => "withheld",
            Self::Differs => "differs",
            Self::NotReplayable => "not_replayable",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReplayView {
    pub verdict: ReplayVerdict,
    /// How many events led to what they led to before.
    pub events: u32,
    /// Where it stopped being so, ms after the call was answered.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<u32>,
}

/// # Errors
/// `not_found`; `media_missing` and `media_damaged` where its log is.
pub async fn call_replay(
    workspace: &Workspace,
    grant: Grant<AuditVerify>,
    input: ReplayCall,
) -> AppResult<ReplayView> {
    let record = workspace.store.call(input.call_id).await?;
    let record = record.ok_or(ErrorCode::NotFound)?;
    let view = match lines(workspace, input.call_id).await? {
        Some(lines) => {
            let reader = Arc::clone(&workspace.deps.call_logs);
            view(blocking(move || Ok(reader.replay(&lines))).await?)
        }
        None => view(LogReplay::NoPlan),
    };
    let act = ActDraft::by(grant.subject(), grant.at(), Act::CallReplayed)
        .for_purpose(Purpose::Security)
        .detail("verdict", view.verdict.as_str())
        .detail("events", view.events);
    workspace
        .store
        .commit(Batch::acts(vec![about(act, &record)]))
        .await?;
    Ok(view)
}

/// The lines of the call's log; `None` for a call that has none.
async fn lines(workspace: &Workspace, call: CallId) -> AppResult<Option<Vec<Vec<u8>>>> {
    for id in workspace.store.call_originals(call).await? {
        let Some(media) = workspace.store.media(id).await? else {
            continue;
        };
        if media.file_name.as_deref() != Some(LINES) {
            continue;
        }
        let vault = Arc::clone(&workspace.media);
        let read = blocking(move || {
            let mut bytes = Vec::new();
            let read = vault.open(&media)?.read_to_end(&mut bytes);
            read.map_err(|_| ErrorCode::MediaDamaged)?;
            Ok(bytes)
        });
        let bytes = read.await?;
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.filter(|line| !line.is_empty());
        return Ok(Some(lines.map(<[u8]>::to_vec).collect()));
    }
    Ok(None)
}

fn view(replay: LogReplay) -> ReplayView {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let at = |ms: u64| Some(u32::try_from(ms).unwrap_or(u32::MAX));
    let (verdict, events, at_ms) = match replay {
        LogReplay::Same { events } => (ReplayVerdict::Same, events, None),
        LogReplay::Withheld { events, at_ms } => (ReplayVerdict::Withheld, events, at(at_ms)),
        LogReplay::Differs { events, at_ms } => (ReplayVerdict::Differs, events, at(at_ms)),
        LogReplay::NoPlan => (ReplayVerdict::NotReplayable, 0, None),
    };
    ReplayView {
        verdict,
        events: small(events),
        at_ms,
    }
}
