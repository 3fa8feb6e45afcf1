//! Which device sound comes out of. It is the machine's, not a person's: a headset
//! belongs to a desk.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::RecordingListen};
use serde::{Deserialize, Serialize};

use super::tick::announce;
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Deps, OutputDevice};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListOutputs {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ChooseOutput {
    /// Absent: the system's choice.
    #[ts(optional)]
    pub id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OutputsView {
    /// What is connected now.
    pub devices: Vec<OutputDevice>,
    /// `null`: the system's choice. It may be missing among the devices.
    pub chosen: Option<OutputDevice>,
}

async fn look(deps: &Deps) -> AppResult<OutputsView> {
    let (player, choice) = (Arc::clone(&deps.player), Arc::clone(&deps.output_choice));
    blocking(move || {
        Ok(OutputsView {
            devices: player.outputs(),
            chosen: choice.chosen()?,
        })
    })
    .await
}

/// # Errors
/// Those of reading what was chosen.
pub async fn output_list(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    _input: ListOutputs,
) -> AppResult<OutputsView> {
    look(&workspace.deps).await
}

/// What plays goes on from the same place on the other device.
///
/// # Errors
/// `invalid_input` for a device that is neither connected nor chosen already; those of
/// keeping the choice.
pub async fn output_choose(
    workspace: &Workspace,
    _grant: Grant<RecordingListen>,
    input: ChooseOutput,
) -> AppResult<OutputsView> {
    let OutputsView { devices, chosen } = look(&workspace.deps).await?;
    let next = input
        .id
        .map(|id| {
            let mut known = devices.iter().chain(&chosen);
            let found = known.find(|device| device.id == id);
            found.cloned().ok_or(AppError::invalid("id"))
        })
        .transpose()?;
    let (player, choice) = (
        Arc::clone(&workspace.deps.player),
        Arc::clone(&workspace.deps.output_choice),
    );
    let view = OutputsView {
        devices,
        chosen: next.clone(),
    };
    blocking(move || {
        choice.keep(next.as_ref())?;
        player.choose_output(next.as_ref().map(|device| device.id.as_str()));
        Ok(())
    })
    .await?;
    announce(workspace);
    Ok(view)
}

/// Tells the player what was chosen before this start. Nobody needs to be signed in.
///
/// # Errors
/// Those of reading what was chosen.
pub fn restore_output(deps: &Deps) -> AppResult<()> {
    let chosen = deps.output_choice.chosen()?;
    deps.player
        .choose_output(chosen.as_ref().map(|device| device.id.as_str()));
    Ok(())
}
