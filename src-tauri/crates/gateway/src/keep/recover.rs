//! Calls that a process left behind become calls of the list, from the lines that are there.

use std::sync::Arc;

use parley_app::desk::Workspace;
use parley_app::error::AppResult;
use parley_app::import::CallDraft;
use parley_domain::ids::CallId;

use super::draft::{About, draft};
use super::line::Line;

/// To be called once, before the first call is taken.
///
/// # Errors
/// Those of the store.
pub async fn recover(workspace: &Arc<Workspace>) -> AppResult<Vec<CallId>> {
    parley_app::live::recover(workspace, &rebuild).await
}

/// A line that cannot be read is left out; who the parties are stands beside the log.
fn rebuild(lines: &[Vec<u8>]) -> CallDraft {
    let read = lines.iter().map(|line| serde_json::from_slice(line));
    let lines: Vec<Line> = read.filter_map(Result::ok).collect();
    draft(About::default(), &lines)
}
