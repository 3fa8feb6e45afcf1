//! Calls: the list, the search, and what a review shows of one call.

mod filter;
mod record;
mod view;

pub use filter::CallFilter;
pub use record::{CallRecord, MediaKind, MediaRecord, NewCall, SourceRecord};
pub use view::{CallFacets, CallRow, FacetCount, SearchHit, SearchOrder, TextPiece};
