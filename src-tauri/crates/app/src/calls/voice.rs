//! Where somebody is heard in a call's recording. Found when it is first asked for,
//! then kept, sealed, beside the recording.

use std::io::Cursor;
use std::sync::Arc;

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;
use parley_domain::listening::Span;

use super::recording::read_sealed;
use super::{CallRecord, MediaKind, MediaRecord, SealedRecording};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Change, NewMedia};

/// Spans of voice, for each channel of the recording.
type Lanes = Vec<Vec<Span>>;

/// # Errors
/// `no_recording`, `media_missing`, `media_damaged`, `recording_undecodable`, `disk_full`.
pub(crate) async fn voice(workspace: &Workspace, call: &CallRecord) -> AppResult<Lanes> {
    let recording = SealedRecording::of(workspace, call).await?;
    let original = recording.id();
    if let Some(kept) = workspace
        .store
        .derivative(original, MediaKind::Voice)
        .await?
    {
        match read(workspace, kept).await {
            Ok(lanes) => return Ok(lanes),
            // It can be made again; the original is what counts.
            Err(error) => tracing::warn!(%error, "what was derived from a recording is unreadable"),
        }
    }
    let recordings = Arc::clone(&workspace.deps.recordings);
    let lanes = blocking(move || recordings.voice(recording.open()?)).await?;
    keep(workspace, original, &lanes).await?;
    Ok(lanes)
}

async fn read(workspace: &Workspace, record: MediaRecord) -> AppResult<Lanes> {
    let bytes = read_sealed(workspace, record).await?;
    serde_json::from_slice(&bytes).map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))
}

async fn keep(workspace: &Workspace, original: MediaId, lanes: &Lanes) -> AppResult<()> {
    let internal = |e| AppError::because(ErrorCode::Internal, e);
    let bytes = serde_json::to_vec(lanes).map_err(internal)?;
    let new = NewMedia {
        id: MediaId::new(workspace.deps.clock.now(), &*workspace.deps.rng),
        kind: MediaKind::Voice,
        // As the recording: both sides are in it.
        person_id: None,
        file_name: None,
        derived_from: Some(original),
    };
    let vault = Arc::clone(&workspace.media);
    let sealed = blocking(move || vault.seal(new, &mut Cursor::new(bytes))).await?;
    let batch = Batch {
        changes: vec![Change::AddDerivative(sealed)],
        ..Batch::default()
    };
    workspace.store.commit(batch).await.map(|_| ())
}
