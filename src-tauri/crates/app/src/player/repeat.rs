//! A stretch of the recording, round and round.

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::listening::Span;
use serde::Deserialize;

use super::control::begin_span;
use super::tick::announce;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetPlayerLoop {
    /// Absent: no loop.
    pub span: Option<Span>,
}

/// Until another call is opened.
///
/// # Errors
/// `no_recording` when nothing is open, `invalid_input` for what is too short.
pub async fn player_loop_set(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: SetPlayerLoop,
) -> AppResult<Done> {
    if input.span.is_some_and(|span| !span.is_loop()) {
        return Err(AppError::invalid("span"));
    }
    workspace.deps.player.set_loop(input.span)?;
    workspace.with_playing(|playing| {
        if let Some(p) = playing {
            p.listening.set_loop(input.span);
        }
    });
    begin_span(workspace);
    announce(workspace);
    Ok(Done::YES)
}
