//! How many calls a filter leaves.

use parley_domain::access::{Grant, kinds};
use serde::{Deserialize, Serialize};

use super::CallFilter;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct CountCalls {
    #[serde(default)]
    pub filter: CallFilter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallCountView {
    pub count: u32,
}

/// # Errors
/// Those of the store.
pub async fn call_count(
    workspace: &Workspace,
    _grant: Grant<kinds::CallList>,
    input: CountCalls,
) -> AppResult<CallCountView> {
    Ok(CallCountView {
        count: workspace.store.call_count(&input.filter).await?,
    })
}
