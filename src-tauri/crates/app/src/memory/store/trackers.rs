//! Trackers and what they found.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::call::Turn;
use parley_domain::ids::{CallId, TrackerId};

use super::{MemoryStore, overlay};
use crate::error::AppResult;
use crate::ports::{TrackerChange, Trackers};
use crate::trackers::{Held, Tracker, TrackerCounts};

#[derive(Debug, Clone, Default)]
pub(super) struct TrackerTables {
    trackers: BTreeMap<TrackerId, Tracker>,
    held: BTreeMap<(TrackerId, CallId), Held>,
    past: BTreeMap<(TrackerId, CallId), Vec<Held>>,
}

pub(super) fn apply(tables: &mut TrackerTables, change: TrackerChange) {
    match change {
        TrackerChange::Put(tracker) => {
            tables.trackers.insert(tracker.id, tracker);
        }
        TrackerChange::SetHits {
            tracker_id,
            call_id,
            held,
            ..
        } => {
            let key = (tracker_id, call_id);
            let before = if held.hits.is_empty() {
                tables.held.remove(&key)
            } else {
                tables.held.insert(key, held)
            };
            if let Some(before) = before {
                tables.past.entry(key).or_default().push(before);
            }
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[async_trait]
impl Trackers for MemoryStore {
    async fn trackers(&self) -> AppResult<Vec<Tracker>> {
        let all = self.read(|t| t.trackers.trackers.values().cloned().collect::<Vec<_>>());
        let mut all = all?;
        all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(all)
    }

    async fn tracker(&self, id: TrackerId) -> AppResult<Option<Tracker>> {
        self.read(|t| t.trackers.trackers.get(&id).cloned())
    }

    async fn held(&self, id: TrackerId, calls: &[CallId]) -> AppResult<BTreeMap<CallId, Held>> {
        self.read(|t| {
            let each = calls.iter().filter_map(|call| {
                let held = t.trackers.held.get(&(id, *call))?;
                Some((*call, held.clone()))
            });
            each.collect()
        })
    }

    async fn past(&self, id: TrackerId, call: CallId) -> AppResult<Vec<Held>> {
        self.read(|t| {
            let past = t.trackers.past.get(&(id, call));
            past.cloned().unwrap_or_default()
        })
    }

    async fn tracker_counts(&self, id: TrackerId, version: u32) -> AppResult<(TrackerCounts, u32)> {
        self.read(|t| {
            let all = t.trackers.held.iter();
            let own: Vec<&Held> = all
                .filter(|((of, _), _)| *of == id)
                .map(|(_, held)| held)
                .collect();
            let counts = TrackerCounts {
                calls: count(own.len()),
                hits: count(own.iter().map(|held| held.hits.len()).sum()),
            };
            let old = own.iter().filter(|held| held.version < version);
            (counts, count(old.count()))
        })
    }

    async fn turns_of(&self, calls: &[CallId]) -> AppResult<Vec<(CallId, Vec<Turn>)>> {
        self.read(|t| {
            let known = calls.iter().filter_map(|id| t.calls.get(id));
            let each = known.map(|call| {
                let turns: Vec<Turn> = overlay::standing(t, call);
                (call.record.id(), turns)
            });
            each.filter(|(_, turns)| !turns.is_empty()).collect()
        })
    }
}
