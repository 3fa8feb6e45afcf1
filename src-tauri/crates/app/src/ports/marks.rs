//! The part of the store that holds reviews: flags, assignments, decisions, acts on
//! many calls, rules of drawing.

use async_trait::async_trait;
use parley_domain::ids::{BulkId, CallId, FlagId};
use parley_domain::review::Drawable;
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;

use crate::bulk::{BulkInverse, BulkRecord};
use crate::calls::{CallFilter, CallRow};
use crate::error::AppResult;
use crate::review::{Flag, ReviewState, SamplingRule};

/// One change of a review.
#[derive(Debug, Clone)]
pub enum MarkChange {
    /// Adds a flag. One of this id that is there already stays as it is.
    AddFlag(Flag),
    /// Takes a flag off; one that is not there is no error.
    RemoveFlag(FlagId),
    /// Replaces who is to review a call and what became of it.
    SetReview { call_id: CallId, state: ReviewState },
    /// Adds an act on many calls, or says how far it came.
    PutBulk(BulkRecord),
    /// Keeps what takes an act back on one call.
    KeepInverse {
        bulk_id: BulkId,
        call_id: CallId,
        inverse: BulkInverse,
    },
    /// The inverse was used.
    DropInverse { bulk_id: BulkId, call_id: CallId },
    /// Adds or replaces a rule of drawing.
    PutSamplingRule(SamplingRule),
}

/// Reviews, as they are read.
#[async_trait]
pub trait Marks: Send + Sync {
    /// All calls that a filter and, if given, a search leave; newest first, each once.
    async fn call_ids(
        &self,
        filter: &CallFilter,
        query: Option<&SearchQuery>,
    ) -> AppResult<Vec<CallId>>;
    /// The lines of these calls in the given order; those that are not here are left out.
    async fn call_rows(&self, ids: &[CallId]) -> AppResult<Vec<CallRow>>;

    /// In order of time in the call; those on the whole call first.
    async fn flags(&self, call: CallId) -> AppResult<Vec<Flag>>;
    async fn flag(&self, id: FlagId) -> AppResult<Option<Flag>>;
    async fn review(&self, call: CallId) -> AppResult<ReviewState>;

    async fn bulk(&self, id: BulkId) -> AppResult<Option<BulkRecord>>;
    /// Newest first.
    async fn bulks(&self, limit: u32) -> AppResult<Vec<BulkRecord>>;
    /// Some of the inverses that were not used yet.
    async fn inverses(&self, id: BulkId, limit: u32) -> AppResult<Vec<(CallId, BulkInverse)>>;

    /// In the order they were made.
    async fn sampling_rules(&self) -> AppResult<Vec<SamplingRule>>;
    /// Calls that started at or after, as the draw sees them.
    async fn drawables(&self, from: UtcMillis) -> AppResult<Vec<Drawable>>;
}
