//! How the agent takes calls: read, and set.

use parley_domain::access::{Grant, kinds::AgentRun};
use parley_domain::audit::{Act, SubjectKind};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{AgentLineFault, AgentLineSetup, AgentLineState, Batch, Change};

const SETTING: &str = "agent_line";

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetAgentLine {}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SetAgentLine {
    pub command_id: CommandId,
    pub listen: String,
    pub public_url: String,
    pub agent: String,
    /// Left out, the one there is stays.
    pub token: Option<String>,
    /// The account's SID, for calls out; empty, nobody is called.
    #[serde(default)]
    pub account: String,
    /// The business's own number, which whoever is called sees.
    #[serde(default)]
    pub number: String,
    /// Where the carrier's API is; left out, the one there is stays.
    #[serde(default)]
    #[ts(optional)]
    pub carrier_url: Option<String>,
}

/// The set-up without its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgentLineView {
    pub listen: String,
    pub public_url: String,
    pub agent: String,
    pub has_token: bool,
    pub account: String,
    pub number: String,
    /// Nothing was saved, because of this.
    pub fault: Option<AgentLineFault>,
    pub state: AgentLineState,
}

/// Nothing set up yet: empty.
///
/// # Errors
/// Those of the store.
pub async fn agent_line_get(
    workspace: &Workspace,
    _grant: Grant<AgentRun>,
    _input: GetAgentLine,
) -> AppResult<AgentLineView> {
    let setup = read(workspace).await?;
    Ok(view(workspace, setup.as_ref(), None))
}

/// Takes effect when the agent is started the next time. A set-up with a fault is not
/// saved, and comes back as it was given.
///
/// # Errors
/// Those of the store.
pub async fn agent_line_set(
    workspace: &Workspace,
    grant: Grant<AgentRun>,
    input: SetAgentLine,
) -> AppResult<AgentLineView> {
    let before = read(workspace).await?;
    let (token, carrier_url) = before
        .map(|setup| (setup.token, setup.carrier_url))
        .unwrap_or_default();
    let setup = AgentLineSetup {
        listen: input.listen,
        public_url: input.public_url,
        agent: input.agent,
        token: input.token.unwrap_or(token),
        account: input.account,
        number: input.number,
        carrier_url: input.carrier_url.unwrap_or(carrier_url),
    };
    if let Some(fault) = workspace.deps.agent_line.fault(&setup) {
        return Ok(view(workspace, Some(&setup), Some(fault)));
    }
    let value = serde_json::to_string(&setup)
        .map_err(|error| AppError::because(ErrorCode::Internal, error))?;
    let change = Change::SetSetting {
        name: SETTING,
        value,
    };
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::AgentSet);
    act.subject = Some((SubjectKind::Workspace, workspace.id.0));
    let batch = Batch::one(input.command_id, change, act);
    workspace.store.commit(batch).await?;
    Ok(view(workspace, Some(&setup), None))
}

/// # Errors
/// Those of the store.
pub(super) async fn read(workspace: &Workspace) -> AppResult<Option<AgentLineSetup>> {
    let kept = workspace.store.setting(SETTING).await?;
    kept.map(|kept| serde_json::from_str(&kept))
        .transpose()
        .map_err(|error| AppError::because(ErrorCode::Internal, error))
}

pub(super) fn view(
    workspace: &Workspace,
    setup: Option<&AgentLineSetup>,
    fault: Option<AgentLineFault>,
) -> AgentLineView {
    let part = |part: fn(&AgentLineSetup) -> &String| setup.map(part).cloned().unwrap_or_default();
    AgentLineView {
        listen: part(|setup| &setup.listen),
        public_url: part(|setup| &setup.public_url),
        agent: part(|setup| &setup.agent),
        has_token: setup.is_some_and(|setup| !setup.token.is_empty()),
        account: part(|setup| &setup.account),
        number: part(|setup| &setup.number),
        fault,
        state: workspace.deps.agent_line.state(),
    }
}
