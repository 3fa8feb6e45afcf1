//! What is kept. A commit works on a copy, which takes the place of the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parley_domain::audit::{Digest, Frontier, GENESIS};
use parley_domain::call::Turn;
use parley_domain::captured::CapturedCorrection;
use parley_domain::comment::{Comment, PastText};
use parley_domain::ids::{
    CallId, CommandId, CommentId, ImportId, MediaId, PersonId, TenantId, UserId,
};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use parley_domain::transcript::{Correction, SpeakerChange};

use super::audit::Entry;
use super::desk::DeskTables;
use super::marks::MarkTables;
use super::scorecards::KeptScorecards;
use super::trackers::TrackerTables;
use super::views::ViewTables;
use crate::calls::{CallRecord, MediaRecord};
use crate::import::ImportRecord;
use crate::live::LiveCallRecord;
use crate::users::User;

/// A call and its turns, each with its place in the order of time.
#[derive(Debug, Clone)]
pub(super) struct KeptCall {
    pub place: i64,
    pub record: CallRecord,
    pub turns: Arc<[(i64, Turn)]>,
}

/// What a person is found by.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Tables {
    pub tenant_id: TenantId,
    pub audit_key: [u8; 32],
    pub commands: BTreeSet<CommandId>,
    pub users: BTreeMap<UserId, User>,
    pub settings: BTreeMap<&'static str, String>,
    pub calls: BTreeMap<CallId, KeptCall>,
    pub people: BTreeMap<PersonId, Person>,
    pub media: BTreeMap<MediaId, MediaRecord>,
    /// The call that came from an entry of an original.
    pub sources: BTreeMap<[u8; 32], (CallId, MediaId)>,
    pub imports: BTreeMap<ImportId, ImportRecord>,
    pub scorecards: KeptScorecards,
    pub marks: MarkTables,
    pub views: ViewTables,
    pub trackers: TrackerTables,
    pub desk: DeskTables,
    pub corrections: BTreeMap<CallId, Vec<Correction>>,
    pub captured: BTreeMap<CallId, Vec<CapturedCorrection>>,
    /// Those without a call are about all of them.
    pub speaker_changes: Vec<(Option<CallId>, SpeakerChange)>,
    pub comments: Vec<(CallId, Comment)>,
    pub past_texts: BTreeMap<CommentId, Vec<PastText>>,
    /// Whom a comment mentions, and when that person saw it.
    pub seen_mentions: BTreeMap<(UserId, CommentId), Option<UtcMillis>>,
    pub live: BTreeMap<CallId, LiveCallRecord>,
    pub log: Vec<Arc<Entry>>,
    pub head: Digest,
    pub tree: Frontier,
    placed: i64,
}

impl Tables {
    pub(super) fn new(tenant_id: TenantId, rng: &dyn Rng) -> Self {
        let mut audit_key = [0; 32];
        rng.fill(&mut audit_key);
        Self {
            tenant_id,
            audit_key,
            commands: BTreeSet::new(),
            users: BTreeMap::new(),
            settings: BTreeMap::new(),
            calls: BTreeMap::new(),
            people: BTreeMap::new(),
            media: BTreeMap::new(),
            sources: BTreeMap::new(),
            imports: BTreeMap::new(),
            scorecards: KeptScorecards::default(),
            marks: MarkTables::default(),
            views: ViewTables::default(),
            trackers: TrackerTables::default(),
            desk: DeskTables::default(),
            corrections: BTreeMap::new(),
            captured: BTreeMap::new(),
            speaker_changes: Vec::new(),
            comments: Vec::new(),
            past_texts: BTreeMap::new(),
            seen_mentions: BTreeMap::new(),
            live: BTreeMap::new(),
            log: Vec::new(),
            head: GENESIS,
            tree: Frontier::default(),
            placed: 0,
        }
    }

    /// A place in the order of time; what has the same instant stands in the order
    /// it came.
    pub(super) fn place(&mut self, at: UtcMillis) -> i64 {
        self.placed += 1;
        first_place(at).saturating_add(self.placed)
    }
}

/// The place before all others of an instant.
pub(super) const fn first_place(at: UtcMillis) -> i64 {
    at.0.saturating_mul(1 << 20)
}
