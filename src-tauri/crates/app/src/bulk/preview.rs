//! How many calls an act would touch, before it is done.

use parley_domain::access::{Grant, kinds::CallList};
use serde::{Deserialize, Serialize};

use super::CallSelection;
use super::choose::chosen;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CountChosen {
    pub selection: CallSelection,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChosenView {
    pub calls: u32,
    /// Of these, calls that have flags.
    pub flagged: u32,
    /// Of these, calls that are given to somebody.
    pub assigned: u32,
    pub with_recording: u32,
}

/// Rows that are looked at in one go.
const AT_ONCE: usize = 1_000;

/// # Errors
/// `invalid_input`; `permission_denied` for a search by a role that may not read
/// transcripts.
pub async fn calls_chosen_count(
    workspace: &Workspace,
    grant: Grant<CallList>,
    input: CountChosen,
) -> AppResult<ChosenView> {
    let ids = chosen(workspace, grant.subject(), grant.at(), &input.selection).await?;
    let mut view = ChosenView {
        calls: 0,
        flagged: 0,
        assigned: 0,
        with_recording: 0,
    };
    for some in ids.chunks(AT_ONCE) {
        for row in workspace.store.call_rows(some).await? {
            view.calls += 1;
            view.flagged += u32::from(row.marks.flags > 0);
            view.assigned += u32::from(row.marks.assigned_to.is_some());
            view.with_recording += u32::from(row.has_recording);
        }
    }
    Ok(view)
}
