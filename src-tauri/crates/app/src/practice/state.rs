//! How the practice call stands.

use parley_domain::access::{Grant, kinds::PracticeRun};
use parley_domain::live::{Kept, PracticeBy};
use serde::{Deserialize, Serialize};

use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::{LiveCallView, PracticeNow};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetPractice {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct PracticeView {
    /// The one that goes on, or the last since the sign-in.
    pub now: Option<PracticeCallView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct PracticeCallView {
    pub view: LiveCallView,
    pub by: PracticeBy,
    /// Whether the agent comes out of an output device.
    pub audible: bool,
    pub over: bool,
    pub kept: Kept,
}

/// # Errors
/// None of its own.
pub async fn practice_state(
    workspace: &Workspace,
    _grant: Grant<PracticeRun>,
    _input: GetPractice,
) -> AppResult<PracticeView> {
    Ok(view(workspace.deps.practice.now()))
}

pub(super) fn view(now: Option<PracticeNow>) -> PracticeView {
    let now = now.map(|now| PracticeCallView {
        view: now.view,
        by: now.by,
        audible: now.audible,
        over: now.over,
        kept: match now.kept {
            None => Kept::Keeping,
            Some(true) => Kept::InReview,
            Some(false) => Kept::Nothing,
        },
    });
    PracticeView { now }
}
