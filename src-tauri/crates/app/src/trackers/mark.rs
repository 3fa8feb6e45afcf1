//! What a tracker's look at a call changes on it. What it put there before and does not
//! find any more is taken away; what people put there stays.

use parley_domain::call::Turn;
use parley_domain::ids::{CallId, FlagId};
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use parley_domain::tracking::Finder;

use super::{CallHit, Held, Tracker};
use crate::calls::MOST_TAGS;
use crate::ports::{Change, MarkChange, TrackerChange};
use crate::review::{Flag, FlaggedBy};

/// One call is not flagged more often by one tracker.
const MOST_FLAGS: usize = 30;

/// What a look comes to.
pub(super) struct Marked {
    pub changes: Vec<Change>,
    /// The call's tags, if they change.
    pub tags: Option<Vec<String>>,
    pub flags_added: usize,
    pub flags_removed: usize,
}

pub(super) fn hits(finder: &Finder, turns: &[Turn]) -> Vec<CallHit> {
    let each = turns.iter().zip(0u32..);
    each.flat_map(|(turn, turn_index)| {
        let found = finder.find(turn).into_iter();
        found.map(move |hit| CallHit {
            turn_index,
            at: hit.at,
            len: hit.len,
            span: hit.span,
        })
    })
    .collect()
}

/// The call as the tracker finds it.
pub(super) struct Looked<'a> {
    pub call_id: CallId,
    pub tags: &'a [String],
    pub held: Option<&'a Held>,
    /// Flags this tracker set.
    pub flags: &'a [Flag],
    pub hits: Vec<CallHit>,
}

/// `None` when all is as this version would have it.
pub(super) fn mark(
    tracker: &Tracker,
    call: Looked<'_>,
    at: UtcMillis,
    rng: &dyn Rng,
) -> Option<Marked> {
    match call.held {
        None if call.hits.is_empty() => return None,
        Some(held) if held.version == tracker.version && held.hits == call.hits => return None,
        _ => {}
    }
    let mut marked = Marked {
        changes: Vec::new(),
        tags: None,
        flags_added: 0,
        flags_removed: call.flags.len(),
    };
    for flag in call.flags {
        let change = MarkChange::RemoveFlag(flag.id);
        marked.changes.push(Change::Mark(change));
    }
    if tracker.flag {
        for hit in call.hits.iter().take(MOST_FLAGS) {
            marked.flags_added += 1;
            marked.changes.push(Change::Mark(MarkChange::AddFlag(Flag {
                id: FlagId::new(at, rng),
                call_id: call.call_id,
                span: hit.span,
                turn_index: Some(hit.turn_index),
                reason: parley_domain::review::FlagReason::Tracker,
                note: None,
                by: FlaggedBy::Tracker(tracker.id),
                at,
            })));
        }
    }
    let (tags, own) = tags(tracker, &call);
    if tags != call.tags {
        marked.tags = Some(tags);
    }
    marked.changes.push(Change::Tracker(TrackerChange::SetHits {
        tracker_id: tracker.id,
        call_id: call.call_id,
        held: Held {
            version: tracker.version,
            tag: own,
            hits: call.hits,
        },
        at,
    }));
    Some(marked)
}

/// The call's tags from now on, and which of them is the tracker's.
fn tags(tracker: &Tracker, call: &Looked<'_>) -> (Vec<String>, Option<String>) {
    let wanted = tracker.tag.as_ref().filter(|_| !call.hits.is_empty());
    let put = call.held.and_then(|held| held.tag.as_ref());
    let mut tags = call.tags.to_vec();
    if let Some(put) = put.filter(|put| Some(*put) != wanted) {
        tags.retain(|tag| tag != put);
    }
    let Some(wanted) = wanted else {
        return (tags, None);
    };
    if tags.contains(wanted) {
        let own = put.filter(|put| *put == wanted).cloned();
        return (tags, own);
    }
    if tags.len() >= MOST_TAGS {
        return (tags, None);
    }
    tags.push(wanted.clone());
    tags.sort();
    (tags, Some(wanted.clone()))
}
