//! A call's recording in its sealed file, found and ready to be opened.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::digest;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;

use super::legs::{legs_len, open_legs};
use super::{CallRecord, MediaRecord};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{MediaStream, MediaVault, PlayableRecording, RecordingFacts};

pub(crate) struct SealedRecording {
    record: MediaRecord,
    /// The other leg, where the call has two.
    agent: Option<MediaRecord>,
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
        let agent = match call.agent_recording {
            Some(id) => Some(media(workspace, id).await?),
            None => None,
        };
        Ok(Self {
            agent,
            record: media(workspace, media_id).await?,
            facts,
            seek_index,
            vault: Arc::clone(&workspace.media),
        })
    }

    pub(crate) fn facts(&self) -> &RecordingFacts {
        &self.facts
    }

    /// What was derived from the recording is derived from this file: that with both
    /// sides, or the caller's leg, so that it goes when the caller is forgotten.
    pub(crate) fn id(&self) -> MediaId {
        self.record.id
    }

    /// Length of [`Self::bytes`].
    pub(crate) fn byte_len(&self) -> u64 {
        match &self.agent {
            None => self.record.byte_len,
            Some(_) => legs_len(self.facts.frames),
        }
    }

    /// The name the file had; of two legs, one for both.
    pub(crate) fn file_name(&self) -> &str {
        match &self.agent {
            None => self.record.file_name.as_deref().unwrap_or_default(),
            Some(_) => "call.wav",
        }
    }

    /// SHA-256 of [`Self::bytes`]. Two legs are read whole for it.
    ///
    /// # Errors
    /// `media_missing`, `media_damaged`.
    pub(crate) async fn sha256(&self) -> AppResult<[u8; 32]> {
        let Some(agent) = self.agent.clone() else {
            return Ok(self.record.sha256);
        };
        let (vault, caller) = (Arc::clone(&self.vault), self.record.clone());
        blocking(move || {
            let mut both = open_legs(&*vault, &caller, &agent)?;
            digest::of_stream(&mut both)
                .map(|found| found.sha256)
                .map_err(|e| AppError::because(ErrorCode::MediaDamaged, e))
        })
        .await
    }

    /// The original bytes, or both legs as a file of two channels. Blocking.
    ///
    /// # Errors
    /// `media_missing`, `media_damaged`.
    pub(crate) fn bytes(&self) -> AppResult<Box<dyn MediaStream>> {
        match &self.agent {
            None => self.vault.open(&self.record),
            Some(agent) => Ok(Box::new(open_legs(&*self.vault, &self.record, agent)?)),
        }
    }

    /// For decoding. Blocking.
    ///
    /// # Errors
    /// Those of [`SealedRecording::bytes`].
    pub(crate) fn open(self) -> AppResult<PlayableRecording> {
        Ok(PlayableRecording {
            stream: self.bytes()?,
            file_name: self.file_name().to_owned(),
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
