//! Putting a call's recording into the player.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, MediaId};
use parley_domain::listening::Listening;
use serde::{Deserialize, Serialize};

use super::NowPlaying;
use crate::calls::existing;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::PlayableRecording;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct OpenPlayer {
    pub call_id: CallId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct PlayerView {
    pub duration_ms: f64,
}

/// # Errors
/// `not_found`, `no_recording`, `media_missing`, `media_damaged`, `recording_undecodable`.
pub async fn player_open(
    workspace: &Workspace,
    grant: Grant<RecordingListen>,
    input: OpenPlayer,
) -> AppResult<PlayerView> {
    super::stop(workspace).await?;
    let call = existing(workspace, input.call_id).await?;
    let Some((media_id, facts)) = call.recording.clone() else {
        return Err(ErrorCode::NoRecording.into());
    };
    let seek_index = match call.seek_index {
        Some(id) => read_whole(workspace, id).await?,
        None => Vec::new(),
    };
    let record = media(workspace, media_id).await?;
    let file_name = record.file_name.clone().unwrap_or_default();
    let vault = Arc::clone(&workspace.media);
    let player = Arc::clone(&workspace.deps.player);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a recording is shorter than 2^53 ms"
    )]
    let duration_ms = facts.duration_ms() as f64;
    blocking(move || {
        let stream = vault.open(&record)?;
        player.load(PlayableRecording {
            stream,
            file_name,
            facts,
            seek_index,
        })?;
        Ok(())
    })
    .await?;
    workspace.with_playing(|playing| {
        *playing = Some(NowPlaying {
            call,
            listening: Listening::default(),
            start_written: false,
            was_playing: false,
            written_at_ms: grant.at().0,
        });
    });
    Ok(PlayerView { duration_ms })
}

async fn media(workspace: &Workspace, id: MediaId) -> AppResult<crate::calls::MediaRecord> {
    workspace
        .store
        .media(id)
        .await?
        .ok_or(AppError::new(ErrorCode::MediaMissing))
}

/// A small sealed file, whole.
async fn read_whole(workspace: &Workspace, id: MediaId) -> AppResult<Vec<u8>> {
    let record = media(workspace, id).await?;
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
