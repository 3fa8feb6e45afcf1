//! A call's recording in its sealed file, found and ready to be opened.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;

use super::{CallRecord, MediaRecord};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, MediaVault, PlayableRecording, RecordingFacts};

pub(crate) struct SealedRecording {
    record: MediaRecord,
    facts: RecordingFacts,
    seek_index: Vec<u8>,
    vault: Arc<dyn MediaVault>,
}

impl SealedRecording {
    /// # Errors
    /// `no_recording`, `media_missing`, `media_damaged`.
    pub(crate) async fn of(workspace: &Workspace, call: &CallRecord) -> AppResult<Self> {
        let Some((media_id, facts)) = call.recording.clone() else {
            return Err(ErrorCode::NoRecording.into());
        };
        let seek_index = match call.seek_index {
            Some(id) => read_whole(workspace, id).await?,
            None => Vec::new(),
        };
        Ok(Self {
            record: media(workspace, media_id).await?,
            facts,
            seek_index,
            vault: Arc::clone(&workspace.media),
        })
    }

    pub(crate) fn facts(&self) -> &RecordingFacts {
        &self.facts
    }

    pub(crate) fn record(&self) -> &MediaRecord {
        &self.record
    }

    /// The original bytes. Blocking.
    ///
    /// # Errors
    /// `media_missing`, `media_damaged`.
    pub(crate) fn bytes(&self) -> AppResult<Box<dyn MediaStream>> {
        self.vault.open(&self.record)
    }

    /// For decoding. Blocking.
    ///
    /// # Errors
    /// Those of [`SealedRecording::bytes`].
    pub(crate) fn open(self) -> AppResult<PlayableRecording> {
        Ok(PlayableRecording {
            stream: self.bytes()?,
            file_name: self.record.file_name.unwrap_or_default(),
            facts: self.facts,
            seek_index: self.seek_index,
        })
    }
}

async fn media(workspace: &Workspace, id: MediaId) -> AppResult<MediaRecord> {
    workspace
        .store
        .media(id)
        .await?
        .ok_or(AppError::new(ErrorCode::MediaMissing))
}

/// A small sealed file, whole.
async fn read_whole(workspace: &Workspace, id: MediaId) -> AppResult<Vec<u8>> {
    read_sealed(workspace, media(workspace, id).await?).await
}

/// The same, where its row is known.
///
/// # Errors
/// `media_missing`, `media_damaged`.
pub(super) async fn read_sealed(workspace: &Workspace, record: MediaRecord) -> AppResult<Vec<u8>> {
    let vault = Arc::clone(&workspace.media);
    blocking(move || {
        let mut bytes = Vec::new();
        vault
            .open(&record)?
            .read_to_end(&mut bytes)
            .map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))?;
        Ok(bytes)
    })
    .await
}
