//! What the page needs to draw its first screen.

use parley_domain::access::{Permission, Role, explain};
use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::desk::{Desk, Workspace};
use crate::error::AppResult;
use crate::ports::{AgentLineState, DeviceSecretPlace, KnownWorkspace};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ShellState {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ShellStateView {
    pub workspaces: Vec<KnownWorkspace>,
    pub open: Option<OpenWorkspaceView>,
    pub version: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenWorkspaceView {
    pub id: WorkspaceId,
    pub name: String,
    pub session: SessionView,
    pub device_secret: DeviceSecretPlace,
    /// 0: never.
    pub idle_lock_minutes: u32,
    pub carrier: CarrierUse,
}

/// Whether what is said in calls goes to a carrier and comes from it: all that ever leaves
/// this machine unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CarrierUse {
    /// Not since Parley was started.
    None,
    /// The agent's line is open.
    Open,
    /// It was, and had calls.
    Before,
}

impl CarrierUse {
    fn of(state: &AgentLineState) -> Self {
        match state.listening {
            Some(_) => Self::Open,
            None if state.accepted > 0 => Self::Before,
            None => Self::None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SessionView {
    pub user_id: UserId,
    pub name: String,
    pub role: Role,
    /// What this person may do now: the page shows and explains, the core decides.
    pub permissions: Vec<Permission>,
    /// When a support guest's visit ends.
    pub support_until: Option<UtcMillis>,
}

impl OpenWorkspaceView {
    /// The open workspace as the page sees it.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let subject = workspace.subject();
        let now = workspace.deps.clock.now();
        Self {
            id: workspace.id,
            name: workspace.name.clone(),
            session: SessionView {
                user_id: subject.user_id,
                name: workspace.user_name.clone(),
                role: subject.role,
                permissions: Permission::ALL
                    .iter()
                    .copied()
                    .filter(|&p| explain(&subject, p, now).allowed)
                    .collect(),
                support_until: subject.support.map(|window| window.until),
            },
            device_secret: workspace.device_secret,
            idle_lock_minutes: workspace.idle_lock_minutes(),
            carrier: CarrierUse::of(&workspace.deps.agent_line.state()),
        }
    }
}

/// Known workspaces, and the open one if any.
///
/// # Errors
/// Those of the registry.
pub async fn shell_state(desk: &Desk, _input: ShellState) -> AppResult<ShellStateView> {
    Ok(ShellStateView {
        workspaces: desk.deps.workspaces.known().await?,
        open: desk.workspace().ok().map(|w| OpenWorkspaceView::of(&w)),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
