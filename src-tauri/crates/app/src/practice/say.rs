//! What whoever practises says and presses.

use parley_domain::access::{Grant, kinds::PracticeRun};
use serde::Deserialize;

use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::workspaces::Done;

/// Nobody says more in a turn.
const LONGEST: usize = 500;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SayInPractice {
    /// The turn as far as it is typed, at most 500 characters.
    pub text: String,
    /// That was all of it.
    pub whole: bool,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PressKey {
    /// `0`-`9`, `*`, `#`.
    pub key: char,
}

/// # Errors
/// `invalid_input`, `not_found`: no call goes on.
pub async fn practice_say(
    workspace: &Workspace,
    _grant: Grant<PracticeRun>,
    input: SayInPractice,
) -> AppResult<Done> {
    if input.text.chars().count() > LONGEST {
        return Err(AppError::invalid("text"));
    }
    workspace.deps.practice.say(&input.text, input.whole)?;
    Ok(Done::YES)
}

/// # Errors
/// `invalid_input`, `not_found`: no call goes on.
pub async fn practice_key(
    workspace: &Workspace,
    _grant: Grant<PracticeRun>,
    input: PressKey,
) -> AppResult<Done> {
    if !input.key.is_ascii_digit() && !matches!(input.key, '*' | '#') {
        return Err(AppError::invalid("key"));
    }
    workspace.deps.practice.key(input.key)?;
    Ok(Done::YES)
}
