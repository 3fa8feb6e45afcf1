//! Somebody lets the agent take calls.

use parley_domain::access::{Grant, kinds::AgentRun};
use parley_domain::audit::{Act, SubjectKind};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

/// Written down before the first call is taken.
///
/// # Errors
/// Those of the store.
pub async fn agent_start(workspace: &Workspace, grant: Grant<AgentRun>) -> AppResult<()> {
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::AgentStarted);
    act.subject = Some((SubjectKind::Workspace, workspace.id.0));
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(())
}
