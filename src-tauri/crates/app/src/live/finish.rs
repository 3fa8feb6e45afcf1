//! A call ends.

use std::sync::Arc;

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use super::keep::keep;
use super::pending::SAMPLES_A_SECOND;
use super::writer::Writer;
use crate::desk::blocking;
use crate::error::AppResult;
use crate::import::{CallDraft, ImportNote, ImportNoteCode};

pub(super) async fn finish(writer: Arc<Writer>, mut draft: CallDraft) -> AppResult<CallId> {
    let workspace = Arc::clone(&writer.workspace);
    let id = writer.id();
    if !workspace.running.has(id) {
        // The workspace was locked while the call ran.
        return Err(ErrorCode::NotSignedIn.into());
    }
    let closing = Arc::clone(&writer);
    blocking(move || {
        closing.close();
        Ok(())
    })
    .await?;
    let lost = writer.lost();
    if lost.any() {
        draft.notes.push(ImportNote {
            code: ImportNoteCode::RecordingCut,
            detail: (lost.samples > 0).then(|| lost.samples.div_ceil(SAMPLES_A_SECOND).to_string()),
        });
    }
    let kept = keep(&workspace, &writer.actor, &writer.call, draft).await;
    // Kept or not, it no longer runs: a recovery may have what is left.
    workspace.running.remove(id);
    kept
}
