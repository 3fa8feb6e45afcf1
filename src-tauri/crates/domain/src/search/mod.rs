//! What a person may type into the search field, and what it asks of the index.
//! Must not know: the database; the index syntax is FTS5's, which every store
//! that speaks it can take.

mod query;
mod words;

pub(crate) use query::is_word_char;
pub use query::{SearchQuery, SearchQueryError, SpeakerSide};
pub use words::{Found, Words};
