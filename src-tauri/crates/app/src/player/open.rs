//! Putting a call's recording into the player.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::ids::CallId;
use parley_domain::listening::Listening;
use serde::{Deserialize, Serialize};

use super::NowPlaying;
use crate::calls::{SealedRecording, existing};
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;

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
    let recording = SealedRecording::of(workspace, &call).await?;
    let player = Arc::clone(&workspace.deps.player);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a recording is shorter than 2^53 ms"
    )]
    let duration_ms = recording.facts().duration_ms() as f64;
    blocking(move || Ok(player.load(recording.open()?)?)).await?;
    workspace.with_playing(|playing| {
        *playing = Some(NowPlaying {
            call,
            listening: Listening::default(),
            start_written: false,
            was_playing: false,
            told: None,
            written_at_ms: grant.at().0,
        });
    });
    Ok(PlayerView { duration_ms })
}
