//! The page says that somebody is there, reading.

use parley_domain::access::{Grant, kinds::SelfManage};
use serde::Deserialize;

use super::Done;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct TouchSession {}

/// # Errors
/// None of its own: the check before it has already moved the idle clock.
pub async fn session_touch(
    _workspace: &Workspace,
    _grant: Grant<SelfManage>,
    _input: TouchSession,
) -> AppResult<Done> {
    Ok(Done::YES)
}
