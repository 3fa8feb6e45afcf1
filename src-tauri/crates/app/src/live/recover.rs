//! Calls that a process left behind.

use std::sync::Arc;

use parley_domain::ids::CallId;

use super::keep::keep;
use super::survey::lines;
use super::{LiveCallRecord, LiveStream};
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::import::{CallDraft, ImportNote, ImportNoteCode};

/// Makes calls of what earlier processes left when they ended, or could not keep; those
/// that run in this one are not touched. `rebuild` tells from the lines of a call's log
/// what is known of it. To be called by a shell after a workspace was opened, once it
/// can tell what a log means; again is harmless. A call that cannot be kept now stays for
/// the next time.
///
/// # Errors
/// Those of the store, reading what there is.
pub async fn recover(
    workspace: &Arc<Workspace>,
    rebuild: &(dyn Fn(&[Vec<u8>]) -> CallDraft + Send + Sync),
) -> AppResult<Vec<CallId>> {
    let _one_at_a_time = workspace.running.recovering.lock().await;
    let mut kept = Vec::new();
    for call in workspace.store.live_calls().await? {
        let id = call.start.call_id;
        if workspace.running.has(id) {
            continue;
        }
        match one(workspace, &call, rebuild).await {
            Ok(()) => kept.push(id),
            Err(error) => tracing::warn!(call = %id, %error, "a call was not recovered"),
        }
    }
    Ok(kept)
}

async fn one(
    workspace: &Arc<Workspace>,
    call: &LiveCallRecord,
    rebuild: &(dyn Fn(&[Vec<u8>]) -> CallDraft + Send + Sync),
) -> AppResult<()> {
    let log = call.log(LiveStream::Lines).cloned();
    let vault = Arc::clone(&workspace.media);
    let found = blocking(move || lines(&*vault, log.as_ref())).await?;
    let mut draft = rebuild(&found.lines);
    draft.notes.push(ImportNote {
        code: ImportNoteCode::CallCutShort,
        detail: None,
    });
    keep(workspace, &workspace.subject(), call, draft)
        .await
        .map(|_| ())
}
