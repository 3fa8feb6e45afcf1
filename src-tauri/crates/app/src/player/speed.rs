//! Faster or slower, at the same pitch.

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::listening::Speed;
use serde::Deserialize;

use super::tick::announce;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetPlayerSpeed {
    /// Times as fast as it was spoken, 0.5 to 3.
    pub speed: f64,
}

/// # Errors
/// `invalid_input` outside of 0.5 to 3.
pub async fn player_speed_set(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: SetPlayerSpeed,
) -> AppResult<Done> {
    let speed = Speed::new(input.speed).ok_or(AppError::invalid("speed"))?;
    workspace.deps.player.set_speed(speed);
    announce(workspace);
    Ok(Done::YES)
}
