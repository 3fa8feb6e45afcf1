//! The port behind which the workspace's records live. Changes are plain values
//! committed together with the acts that explain them: either all of a batch is
//! kept, or nothing.

use async_trait::async_trait;
use parley_domain::audit::{Frontier, Link};
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, CommandId, ImportId, MediaId, UserId};

use super::{
    Captured, CapturedChange, CommentChange, Comments, DeskChange, DeskRecords, LiveCalls,
    LiveChange, MarkChange, Marks, OverlayChange, Overlays, Reports, ScorecardChange, Scorecards,
    TrackerChange, Trackers, ViewChange, Views,
};
use crate::audit::{ActDraft, AuditEntry, AuditFilter};
use crate::calls::{
    CallFacets, CallFilter, CallRecord, CallRow, MediaKind, MediaRecord, NewCall, SearchHit,
    SearchOrder,
};
use crate::error::AppResult;
use crate::import::ImportRecord;
use crate::users::User;
use parley_domain::search::SearchQuery;

/// One change.
#[derive(Debug, Clone)]
pub enum Change {
    /// Adds or replaces a person.
    PutUser(User),
    /// Adds a call with its turns, sealed files and sources. A call whose sources
    /// are already known is refused with `conflict`.
    AddCall(Box<NewCall>),
    /// Replaces a call's tags.
    SetTags { call_id: CallId, tags: Vec<String> },
    /// Says which channel the caller is on.
    SetCallerChannel { call_id: CallId, channel: u8 },
    /// Adds what was derived from a sealed file. Added by somebody else in the
    /// meantime, it is there twice, and either serves.
    AddDerivative(MediaRecord),
    /// Adds or replaces an import's report.
    PutImport(ImportRecord),
    /// A call's review: flags, assignment, decision; acts on many calls.
    Mark(MarkChange),
    /// A saved view.
    View(ViewChange),
    /// A tracker, or what it found.
    Tracker(TrackerChange),
    /// Changes what lies over a transcript.
    Overlay(OverlayChange),
    /// Changes what lies over captured variables.
    Captured(CapturedChange),
    /// Changes what people wrote beside a call.
    Comment(CommentChange),
    /// Sets a workspace setting.
    SetSetting { name: &'static str, value: String },
    /// What an agent's calls find: refusals, appointments, messages, knowledge.
    Desk(DeskChange),
    /// Of forms, scores and calibrations.
    Scorecard(ScorecardChange),
    /// Of calls that are running.
    Live(LiveChange),
}

/// Changes and acts that belong together.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// When given, a second batch with the same id changes nothing.
    pub command_id: Option<CommandId>,
    pub changes: Vec<Change>,
    /// Written in this order, after the changes, in the same transaction.
    pub acts: Vec<ActDraft>,
}

impl Batch {
    /// Acts alone: a read that is written down.
    #[must_use]
    pub fn acts(acts: Vec<ActDraft>) -> Self {
        Self {
            acts,
            ..Self::default()
        }
    }

    /// One change, one act.
    #[must_use]
    pub fn one(command_id: CommandId, change: Change, act: ActDraft) -> Self {
        Self {
            command_id: Some(command_id),
            changes: vec![change],
            acts: vec![act],
        }
    }
}

/// Whether a batch was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    Applied,
    /// The command id was seen before; nothing was changed.
    AlreadyDone,
}

/// A place in the list of calls; opaque to everyone but the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallCursor(pub i64);

/// A page and where the next one starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T, C> {
    pub rows: Vec<T>,
    pub next: Option<C>,
}

/// What is searched.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    pub query: SearchQuery,
    pub order: SearchOrder,
    pub filter: CallFilter,
    pub limit: u32,
    /// From the page before; only for [`SearchOrder::Newest`].
    pub after: Option<CallCursor>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    pub hits: Vec<SearchHit>,
    pub next: Option<CallCursor>,
    /// For [`SearchOrder::Best`]: how many of the newest hits were ranked, when
    /// there were more.
    pub ranked_of: Option<u32>,
}

/// The records of one workspace.
#[async_trait]
pub trait Store:
    Reports
    + Scorecards
    + Marks
    + Views
    + Trackers
    + Overlays
    + Captured
    + Comments
    + LiveCalls
    + DeskRecords
    + Send
    + Sync
{
    /// Applies a batch in one transaction.
    async fn commit(&self, batch: Batch) -> AppResult<Committed>;

    async fn users(&self) -> AppResult<Vec<User>>;
    async fn user(&self, id: UserId) -> AppResult<Option<User>>;
    async fn setting(&self, name: &str) -> AppResult<Option<String>>;

    /// Newest first.
    async fn calls(
        &self,
        filter: &CallFilter,
        after: Option<CallCursor>,
        limit: u32,
    ) -> AppResult<Page<CallRow, CallCursor>>;
    async fn call_count(&self, filter: &CallFilter) -> AppResult<u32>;
    async fn call_facets(&self) -> AppResult<CallFacets>;
    async fn call(&self, id: CallId) -> AppResult<Option<CallRecord>>;
    /// In the source's order, as imported; see [`Overlays`] for what lies over them.
    async fn turns(&self, id: CallId) -> AppResult<Vec<Turn>>;
    async fn search(&self, request: &SearchRequest) -> AppResult<SearchPage>;

    async fn media(&self, id: MediaId) -> AppResult<Option<MediaRecord>>;
    /// What of a kind was derived from a sealed file, if anything.
    async fn derivative(
        &self,
        original: MediaId,
        kind: MediaKind,
    ) -> AppResult<Option<MediaRecord>>;
    /// The ids of all sealed files that rows name, the logs of running calls among them.
    async fn media_ids(&self) -> AppResult<Vec<MediaId>>;
    /// The originals that a call came from.
    async fn call_originals(&self, id: CallId) -> AppResult<Vec<MediaId>>;
    /// The call that came from this source entry.
    async fn call_by_source(&self, item_hash: &[u8; 32]) -> AppResult<Option<CallId>>;
    /// The original with these bytes.
    async fn media_by_hash(&self, sha256: &[u8; 32]) -> AppResult<Option<MediaId>>;
    /// The person with this phone number or e-mail, if one is known.
    async fn person_by_contact(
        &self,
        contact: &str,
    ) -> AppResult<Option<parley_domain::ids::PersonId>>;

    /// Newest first.
    async fn imports(&self) -> AppResult<Vec<ImportRecord>>;
    async fn import(&self, id: ImportId) -> AppResult<Option<ImportRecord>>;

    /// Newest first; `before` is exclusive.
    async fn audit_entries(
        &self,
        filter: &AuditFilter,
        before: Option<u64>,
        limit: u32,
    ) -> AppResult<Page<AuditEntry, u64>>;
    /// Entries `from..from + limit` as the chain check sees them, each with
    /// whether its payload still gives the payload hash in its leaf.
    async fn audit_links(&self, from: u64, limit: u32) -> AppResult<Vec<(Link, bool)>>;
    /// The Merkle tree over all entries as they were written. It is kept beside them,
    /// so what is done to an entry later does not change it.
    async fn audit_tree(&self) -> AppResult<Frontier>;

    /// Makes everything committed durable and lets go of the files.
    async fn close(&self);
}
