//! Which calls are meant: those named, or all that a filter and a search leave but some.

use std::collections::HashSet;

use parley_domain::access::{AccessSubject, kinds::TranscriptRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::ids::CallId;
use parley_domain::search::{SearchQuery, SpeakerSide};
use parley_domain::time::UtcMillis;
use serde::Deserialize;

use crate::audit::ActDraft;
use crate::calls::CallFilter;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;

/// More cannot be named one by one.
const MOST_NAMED: usize = 5_000;

#[derive(Debug, Clone, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CallSelection {
    /// At most 5,000.
    Calls { ids: Vec<CallId> },
    /// All that are left, whether a page has loaded them or not.
    Matching {
        #[serde(default)]
        filter: CallFilter,
        /// As in the search; absent: no search.
        #[ts(optional)]
        query: Option<String>,
        #[ts(optional)]
        side: Option<SpeakerSide>,
        /// Those that were taken out again.
        #[serde(default)]
        except: Vec<CallId>,
    },
}

/// The chosen calls. Choosing by words is a search, and written down as one.
///
/// # Errors
/// `invalid_input`; `permission_denied` for a search by a role that may not read
/// transcripts.
pub(crate) async fn chosen(
    workspace: &Workspace,
    subject: &AccessSubject,
    at: UtcMillis,
    selection: &CallSelection,
) -> AppResult<Vec<CallId>> {
    match selection {
        CallSelection::Calls { ids } => {
            if ids.len() > MOST_NAMED {
                return Err(AppError::invalid("selection"));
            }
            let mut seen = HashSet::with_capacity(ids.len());
            Ok(ids.iter().copied().filter(|id| seen.insert(*id)).collect())
        }
        CallSelection::Matching {
            filter,
            query,
            side,
            except,
        } => {
            let query = match query.as_deref().filter(|q| !q.trim().is_empty()) {
                None => None,
                Some(typed) => {
                    workspace.check::<TranscriptRead>(subject, at).await?;
                    let query =
                        SearchQuery::parse(typed, *side).map_err(|_| AppError::invalid("query"))?;
                    let act = ActDraft::by(subject, at, Act::CallsSearched)
                        .for_purpose(Purpose::QualityReview)
                        .detail("query", typed);
                    workspace.store.commit(Batch::acts(vec![act])).await?;
                    Some(query)
                }
            };
            let except: HashSet<CallId> = except.iter().copied().collect();
            let mut ids = workspace.store.call_ids(filter, query.as_ref()).await?;
            ids.retain(|id| !except.contains(id));
            Ok(ids)
        }
    }
}
