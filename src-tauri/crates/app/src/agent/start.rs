//! Somebody lets the agent take calls, or no longer.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::AgentRun};
use parley_domain::audit::{Act, SubjectKind};
use serde::Deserialize;

use super::setup::{AgentLineView, read, view};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{AgentLineSetup, Batch};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct StartAgent {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct StopAgent {}

/// Takes calls as it is set up.
///
/// # Errors
/// `invalid_input` on what is missing or wrong in the set-up.
pub async fn agent_start(
    workspace: &Arc<Workspace>,
    grant: Grant<AgentRun>,
    _input: StartAgent,
) -> AppResult<AgentLineView> {
    let Some(setup) = read(workspace).await? else {
        return Err(AppError::invalid("agent"));
    };
    agent_open(workspace, grant, &setup).await?;
    Ok(view(workspace, Some(&setup), None))
}

/// Takes calls by a set-up that a shell was given. Written down before the first one.
///
/// # Errors
/// Those of [`agent_start`].
pub async fn agent_open(
    workspace: &Arc<Workspace>,
    grant: Grant<AgentRun>,
    setup: &AgentLineSetup,
) -> AppResult<()> {
    if let Some(fault) = workspace.deps.agent_line.fault(setup) {
        return Err(match fault.part.as_str() {
            "listen" => AppError::invalid("listen"),
            "public_url" => AppError::invalid("public_url"),
            "token" => AppError::invalid("token"),
            "account" => AppError::invalid("account"),
            "number" => AppError::invalid("number"),
            "carrier_url" => AppError::invalid("carrier_url"),
            _ => AppError::invalid("agent"),
        });
    }
    let act = |act| {
        let mut act = ActDraft::by(grant.subject(), grant.at(), act);
        act.subject = Some((SubjectKind::Workspace, workspace.id.0));
        Batch::acts(vec![act])
    };
    workspace.store.commit(act(Act::AgentStarted)).await?;
    let opened = workspace.deps.agent_line.open(workspace, setup).await;
    if opened.is_err() {
        workspace.store.commit(act(Act::AgentStopped)).await?;
    }
    opened
}

/// Takes no more calls; those that are live have a moment.
///
/// # Errors
/// Those of the store.
pub async fn agent_stop(
    workspace: &Workspace,
    grant: Grant<AgentRun>,
    _input: StopAgent,
) -> AppResult<AgentLineView> {
    workspace.deps.agent_line.close().await;
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::AgentStopped);
    act.subject = Some((SubjectKind::Workspace, workspace.id.0));
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let setup = read(workspace).await?;
    Ok(view(workspace, setup.as_ref(), None))
}
