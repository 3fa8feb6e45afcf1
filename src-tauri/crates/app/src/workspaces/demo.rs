//! Making the demo workspace, for whoever wants to look before they begin.

use parley_domain::ids::{CommandId, WorkspaceId};
use serde::{Deserialize, Serialize};

use super::{OpenWorkspaceView, lock_because};
use crate::desk::Desk;
use crate::error::AppResult;
use crate::ports::{Event, LockReason};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct MakeDemo {
    pub command_id: CommandId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MadeDemo {
    pub open: OpenWorkspaceView,
    /// Everyone in the demo signs in with it.
    pub passphrase: String,
}

/// Makes it and signs its owner in; tells how far it is as `bulk_progress`.
///
/// # Errors
/// Those of [`crate::ports::Demo::make`]. What was made until then is closed and taken
/// off the list.
pub async fn demo_make(desk: &Desk, input: MakeDemo) -> AppResult<MadeDemo> {
    let command_id = input.command_id;
    let how_far = |done, total| {
        desk.deps.events.send(Event::BulkProgress {
            command_id,
            done,
            total,
        });
    };
    match desk.deps.demo.make(desk, command_id, &how_far).await {
        Ok(passphrase) => Ok(MadeDemo {
            open: OpenWorkspaceView::of(&*desk.workspace()?),
            passphrase: passphrase.to_string(),
        }),
        Err(error) => {
            lock_because(desk, LockReason::Demand).await?;
            desk.deps
                .workspaces
                .forget(WorkspaceId(command_id.0))
                .await?;
            Err(error)
        }
    }
}
