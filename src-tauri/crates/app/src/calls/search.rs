//! Searching what was said. An excerpt is a read of a transcript, so it needs
//! that permission and the search is written down.

use parley_domain::access::{Grant, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::search::{SearchQuery, SpeakerSide};
use serde::{Deserialize, Serialize};

use super::{CallFilter, SearchHit, SearchOrder};
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, SearchRequest};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SearchTurns {
    /// Words (all must occur in a turn), "a phrase", a prefix with `*`.
    pub query: String,
    /// Whose words; absent: anyone's.
    #[ts(optional)]
    pub side: Option<SpeakerSide>,
    #[serde(default)]
    pub order: SearchOrder,
    #[serde(default)]
    pub filter: CallFilter,
    /// 1 to 500.
    pub limit: u32,
    /// `next` of the page before; only in the order `newest`.
    #[ts(optional)]
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TurnSearchView {
    pub hits: Vec<SearchHit>,
    pub next: Option<String>,
    /// In the order `best`: how many of the newest hits were ranked, if not all.
    pub ranked_of: Option<u32>,
}

/// # Errors
/// `invalid_input` when there is no word to search for.
pub async fn turn_search(
    workspace: &Workspace,
    grant: Grant<TranscriptRead>,
    input: SearchTurns,
) -> AppResult<TurnSearchView> {
    let query =
        SearchQuery::parse(&input.query, input.side).map_err(|_| AppError::invalid("query"))?;
    let after = super::parse_cursor(input.cursor.as_deref())?;
    if after.is_none() {
        let act = ActDraft::by(grant.subject(), grant.at(), Act::CallsSearched)
            .for_purpose(Purpose::QualityReview)
            .detail("query", &input.query);
        workspace.store.commit(Batch::acts(vec![act])).await?;
    }
    let page = workspace
        .store
        .search(&SearchRequest {
            query,
            order: input.order,
            filter: input.filter,
            limit: super::page_limit(input.limit),
            after,
        })
        .await?;
    Ok(TurnSearchView {
        hits: page.hits,
        next: page.next.map(super::cursor_text),
        ranked_of: page.ranked_of,
    })
}
