//! Calls: the list, the search, and what a review shows of one call.

mod count;
mod excerpt;
mod facets;
mod filter;
mod get;
mod legs;
mod list;
mod peaks;
mod record;
mod recording;
mod search;
mod set_tags;
mod swap_sides;
mod transcript;
mod view;
mod voice;

pub use count::{CallCountView, CountCalls, call_count};
pub use excerpt::{EXCERPT_CHARS, excerpt};
pub use facets::{ListFacets, call_facets};
pub use filter::CallFilter;
pub use get::{CallView, GetCall, RecordingState, RecordingView, call_get};
pub(crate) use legs::{SILENCE, WAV_HEADER, open_legs, wav_header};
pub use list::{CallListView, ListCalls, call_list};
pub(crate) use peaks::side_of;
pub use peaks::{GetPeaks, PeakLane, PeaksLanesView, peaks_get};
pub use record::{CallRecord, MediaKind, MediaRecord, NewCall, SourceRecord};
pub(crate) use recording::SealedRecording;
pub use search::{SearchTurns, TurnSearchView, turn_search};
pub(crate) use set_tags::{MOST_TAGS, tidy_tags};
pub use set_tags::{SetCallTags, TagsView, call_tags_set};
pub use swap_sides::{SwapSides, call_sides_swap};
pub use transcript::{GetTranscript, TranscriptView, transcript_get};
pub use view::{CallFacets, CallRow, FacetCount, SearchHit, SearchOrder, TextPiece};
pub(crate) use voice::voice;

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::CallCursor;

pub(crate) async fn existing(workspace: &Workspace, id: CallId) -> AppResult<CallRecord> {
    workspace
        .store
        .call(id)
        .await?
        .ok_or(AppError::new(ErrorCode::NotFound))
}

/// Names the call in an act, as the audit screen will show it.
pub(crate) fn about(act: ActDraft, call: &CallRecord) -> ActDraft {
    let act = act
        .on_call(call.row.id, call.person_id)
        .detail("started_at", call.row.started_at.0);
    match &call.row.caller {
        Some(caller) => act.detail("call", caller),
        None => act,
    }
}

/// A cursor as the page holds it: opaque text.
pub(crate) fn cursor_text(cursor: CallCursor) -> String {
    format!("{:x}", cursor.0)
}

pub(crate) fn parse_cursor(text: Option<&str>) -> AppResult<Option<CallCursor>> {
    text.map(|t| {
        i64::from_str_radix(t, 16)
            .map(CallCursor)
            .map_err(|_| AppError::invalid("cursor"))
    })
    .transpose()
}

/// A page size between 1 and 500.
pub(crate) fn page_limit(asked: u32) -> u32 {
    asked.clamp(1, 500)
}
