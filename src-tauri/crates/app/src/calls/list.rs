//! A page of the list of calls, newest first.

use parley_domain::access::{Grant, kinds};
use serde::{Deserialize, Serialize};

use super::{CallFilter, CallRow};
use crate::desk::Workspace;
use crate::error::AppResult;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListCalls {
    #[serde(default)]
    pub filter: CallFilter,
    /// `next` of the page before.
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 500.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CallListView {
    pub rows: Vec<CallRow>,
    /// `null` at the end.
    pub next: Option<String>,
}

/// # Errors
/// `invalid_input` for a cursor that is not ours.
pub async fn call_list(
    workspace: &Workspace,
    _grant: Grant<kinds::CallList>,
    input: ListCalls,
) -> AppResult<CallListView> {
    let after = super::parse_cursor(input.cursor.as_deref())?;
    let page = workspace
        .store
        .calls(&input.filter, after, super::page_limit(input.limit))
        .await?;
    Ok(CallListView {
        rows: page.rows,
        next: page.next.map(super::cursor_text),
    })
}
