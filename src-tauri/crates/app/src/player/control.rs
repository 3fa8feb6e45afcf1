//! Play, pause, seek, close.

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use serde::Deserialize;

use super::tick::{announce, whole_ms};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PlayPlayer {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PausePlayer {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SeekPlayer {
    /// From the start; outside the recording is cut.
    pub position_ms: f64,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ClosePlayer {}

/// Starts or goes on. The first time for a call, that somebody is going to
/// listen is written down before the first sound.
///
/// # Errors
/// `no_recording` when nothing is open, `no_audio_device`, `recording_undecodable`.
pub async fn player_play(
    workspace: &Workspace,
    grant: Grant<RecordingListen>,
    _input: PlayPlayer,
) -> AppResult<Done> {
    let call = workspace.with_playing(|playing| {
        playing
            .as_ref()
            .map(|p| (!p.start_written).then(|| p.call.clone()))
    });
    let call = call.ok_or(AppError::new(ErrorCode::NoRecording))?;
    if let Some(call) = call {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::RecordingPlayStarted)
            .for_purpose(Purpose::QualityReview);
        workspace
            .store
            .commit(Batch::acts(vec![crate::calls::about(act, &call)]))
            .await?;
        workspace.with_playing(|playing| {
            if let Some(p) = playing {
                p.start_written = true;
            }
        });
    }
    workspace.deps.player.play()?;
    begin_span(workspace);
    announce(workspace);
    Ok(Done::YES)
}

/// A span begins where the sound begins, not at the first beat after it.
pub(super) fn begin_span(workspace: &Workspace) {
    let Some(position) = workspace.deps.player.position() else {
        return;
    };
    if position.playing {
        workspace.with_playing(|playing| {
            if let Some(p) = playing {
                p.listening.heard(whole_ms(&position), position.speed);
            }
        });
    }
}

/// # Errors
/// None.
pub async fn player_pause(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    _input: PausePlayer,
) -> AppResult<Done> {
    workspace.deps.player.pause();
    workspace.with_playing(|playing| {
        if let Some(p) = playing {
            p.listening.pause();
        }
    });
    announce(workspace);
    Ok(Done::YES)
}

/// # Errors
/// `no_recording`, `invalid_input`.
pub async fn player_seek(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: SeekPlayer,
) -> AppResult<Done> {
    if !input.position_ms.is_finite() {
        return Err(AppError::invalid("position_ms"));
    }
    workspace.with_playing(|playing| {
        if let Some(p) = playing {
            p.listening.pause();
        }
    });
    workspace.deps.player.seek(input.position_ms.max(0.0))?;
    begin_span(workspace);
    announce(workspace);
    Ok(Done::YES)
}

/// # Errors
/// Those of the store, while writing down what was heard.
pub async fn player_close(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    _input: ClosePlayer,
) -> AppResult<Done> {
    super::stop(workspace).await?;
    Ok(Done::YES)
}
