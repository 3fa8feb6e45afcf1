//! The calls that go on.

use parley_domain::access::{Grant, kinds};
use parley_domain::ids::CallId;
use serde::{Deserialize, Serialize};

use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{LiveCallRow, RingingCallRow};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListLiveCalls {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LiveCallListView {
    /// The longest first.
    pub calls: Vec<LiveCallRow>,
    /// Those that were placed and that nobody has answered yet, the longest first.
    pub ringing: Vec<RingingCallRow>,
    /// The one that is listened to at this machine.
    pub listening: Option<CallId>,
}

/// # Errors
/// None of its own.
pub async fn live_calls(
    workspace: &Workspace,
    _grant: Grant<kinds::LiveCallWatch>,
    _input: ListLiveCalls,
) -> AppResult<LiveCallListView> {
    let floor = &workspace.deps.floor;
    Ok(LiveCallListView {
        calls: floor.calls(),
        ringing: workspace.deps.outbound_line.ringing(),
        listening: floor.listening(),
    })
}
