//! How many flags wait for somebody, and since when.

use parley_domain::access::{Grant, kinds::ReportRead};
use parley_domain::report::{OpenFlags, open_flags};
use serde::Deserialize;

use crate::calls::CallFilter;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetOpenFlags {
    /// On which calls; what it says of reviews is not asked.
    #[serde(default)]
    #[ts(optional, as = "Option<CallFilter>")]
    pub filter: CallFilter,
}

/// # Errors
/// Those of the store.
pub async fn open_flags_get(
    workspace: &Workspace,
    _grant: Grant<ReportRead>,
    input: GetOpenFlags,
) -> AppResult<OpenFlags> {
    let facts = workspace.store.open_flags(&input.filter).await?;
    Ok(open_flags(&facts))
}
