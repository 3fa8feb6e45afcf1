//! Locking: sound stops, what was heard is written down, the log's state is
//! signed, and the keys are dropped.

use parley_domain::audit::Act;
use serde::Deserialize;

use super::Done;
use crate::audit::{ActDraft, checkpoint_now};
use crate::desk::Desk;
use crate::error::AppResult;
use crate::ports::{Batch, Event, LockReason};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct LockWorkspace {}

/// # Errors
/// Those of the store, while writing down.
pub async fn workspace_lock(desk: &Desk, _input: LockWorkspace) -> AppResult<Done> {
    lock_because(desk, LockReason::Demand).await?;
    Ok(Done::YES)
}

/// Locks if nobody was here for too long. The shell asks every few seconds.
///
/// # Errors
/// Those of the store, while writing down.
pub async fn lock_if_idle(desk: &Desk) -> AppResult<()> {
    match desk.workspace() {
        // A caller on the line is somebody who is here.
        Ok(workspace)
            if workspace.is_idle(desk.deps.clock.now())
                && !desk.deps.agent_line.state().is_busy() =>
        {
            lock_because(desk, LockReason::Idle).await
        }
        _ => Ok(()),
    }
}

/// Locks what is open, if anything is.
///
/// # Errors
/// Those of the store, while writing down; the workspace is locked all the same.
pub async fn lock_because(desk: &Desk, reason: LockReason) -> AppResult<()> {
    // Without keys no call can be kept, so none is taken.
    desk.deps.agent_line.close().await;
    let Some(workspace) = desk.leave() else {
        return Ok(());
    };
    workspace.imports.cancel_all();
    workspace.exports.cancel_all();
    workspace.jobs.cancel_all();
    workspace.deps.practice.forget();
    let written = async {
        workspace.running.stop().await?;
        crate::floor::stop(&workspace).await?;
        crate::player::stop(&workspace).await?;
        let act = ActDraft::by(&workspace.subject(), desk.deps.clock.now(), Act::Locked).detail(
            "reason",
            match reason {
                LockReason::Idle => "idle",
                LockReason::Demand => "demand",
            },
        );
        workspace.store.commit(Batch::acts(vec![act])).await?;
        checkpoint_now(&workspace).await
    }
    .await;
    workspace.store.close().await;
    desk.deps.events.send(Event::Locked { reason });
    written.map(|_| ())
}
