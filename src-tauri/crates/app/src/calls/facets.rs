//! What can be chosen in the filters, with counts.

use parley_domain::access::{Grant, kinds};
use serde::Deserialize;

use super::CallFacets;
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListFacets {}

/// # Errors
/// Those of the store.
pub async fn call_facets(
    workspace: &Workspace,
    _grant: Grant<kinds::CallList>,
    _input: ListFacets,
) -> AppResult<CallFacets> {
    workspace.store.call_facets().await
}
