//! Who is heard, and how loud.

use parley_domain::access::{Grant, kinds::RecordingListen};
use parley_domain::error_code::ErrorCode;
use parley_domain::listening::{SideMix, mix};
use serde::Deserialize;

use crate::calls::{existing, side_of};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::workspaces::Done;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetPlayerMix {
    /// A side that is left out is heard as recorded.
    pub sides: Vec<SideMix>,
}

/// Until another call is opened.
///
/// # Errors
/// `no_recording` when nothing is open, `invalid_input` for a volume outside of 0 to 2.
pub async fn player_mix_set(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: SetPlayerMix,
) -> AppResult<Done> {
    if !input.sides.iter().all(SideMix::is_valid) {
        return Err(AppError::invalid("sides"));
    }
    let open = workspace.with_playing(|playing| playing.as_ref().map(|p| p.call.row.id));
    let id = open.ok_or(AppError::new(ErrorCode::NoRecording))?;
    // Read anew: the sides may have been swapped since the call was opened.
    let call = existing(workspace, id).await?;
    let Some((_, facts)) = call.recording else {
        return Err(ErrorCode::NoRecording.into());
    };
    let sides: Vec<_> = (0u8..2)
        .take(usize::from(facts.channels))
        .map(|channel| side_of(channel, facts.channels, call.caller_channel))
        .collect();
    workspace.deps.player.set_mix(mix(&input.sides, &sides));
    Ok(Done::YES)
}
