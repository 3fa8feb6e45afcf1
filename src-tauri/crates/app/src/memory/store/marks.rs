//! Reviews: flags, assignments, decisions, acts on many calls.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::ids::{BulkId, CallId, FlagId, SamplingRuleId};
use parley_domain::review::{Drawable, FlagReason};
use parley_domain::search::{SearchQuery, Words};
use parley_domain::time::UtcMillis;

use super::MemoryStore;
use super::calls::left;
use super::commit::existing;
use super::search::readable;
use super::tables::{KeptCall, Tables};
use crate::bulk::{BulkInverse, BulkRecord};
use crate::calls::{CallFilter, CallRow};
use crate::error::AppResult;
use crate::ports::{MarkChange, Marks};
use crate::review::{Flag, ReviewState, SamplingRule};

#[derive(Debug, Clone, Default)]
pub(super) struct MarkTables {
    flags: BTreeMap<FlagId, Flag>,
    reviews: BTreeMap<CallId, ReviewState>,
    bulks: BTreeMap<BulkId, BulkRecord>,
    inverses: BTreeMap<(BulkId, CallId), BulkInverse>,
    rules: BTreeMap<SamplingRuleId, SamplingRule>,
}

pub(super) fn apply(tables: &mut Tables, change: MarkChange) -> AppResult<()> {
    match change {
        MarkChange::AddFlag(flag) => {
            let call = flag.call_id;
            existing(tables, call)?;
            tables.marks.flags.entry(flag.id).or_insert(flag);
            count_flags(tables, call)?;
        }
        MarkChange::RemoveFlag(id) => {
            if let Some(flag) = tables.marks.flags.remove(&id) {
                count_flags(tables, flag.call_id)?;
            }
        }
        MarkChange::SetReview { call_id, state } => {
            let marks = &mut existing(tables, call_id)?.record.row.marks;
            marks.assigned_to = state.assignment.map(|a| a.to);
            marks.reviewed = state.decision.is_some();
            tables.marks.reviews.insert(call_id, state);
        }
        MarkChange::PutBulk(bulk) => {
            tables.marks.bulks.insert(bulk.id, bulk);
        }
        MarkChange::KeepInverse {
            bulk_id,
            call_id,
            inverse,
        } => {
            tables.marks.inverses.insert((bulk_id, call_id), inverse);
        }
        MarkChange::DropInverse { bulk_id, call_id } => {
            tables.marks.inverses.remove(&(bulk_id, call_id));
        }
        MarkChange::PutSamplingRule(rule) => {
            tables.marks.rules.insert(rule.id, rule);
        }
    }
    Ok(())
}

fn count_flags(tables: &mut Tables, call: CallId) -> AppResult<()> {
    let flags = tables.marks.flags.values();
    let count = flags.filter(|flag| flag.call_id == call).count();
    existing(tables, call)?.record.row.marks.flags = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(())
}

/// The flags of a call.
pub(super) fn flags_of(tables: &Tables, call: CallId) -> impl Iterator<Item = &Flag> {
    let flags = tables.marks.flags.values();
    flags.filter(move |flag| flag.call_id == call)
}

/// Whether a call has a flag for that reason.
pub(super) fn has_flag(tables: &Tables, call: CallId, reason: FlagReason) -> bool {
    flags_of(tables, call).any(|flag| flag.reason == reason)
}

fn holds(call: &KeptCall, query: &SearchQuery) -> bool {
    call.turns
        .iter()
        .any(|(_, turn)| query.find(turn.side, &Words::of(&readable(turn))).is_some())
}

#[async_trait]
impl Marks for MemoryStore {
    async fn call_ids(
        &self,
        filter: &CallFilter,
        query: Option<&SearchQuery>,
    ) -> AppResult<Vec<CallId>> {
        self.read(|t| {
            let calls = left(t, filter).into_iter();
            let found = calls.filter(|call| query.is_none_or(|query| holds(call, query)));
            found.map(|call| call.record.id()).collect()
        })
    }

    async fn call_rows(&self, ids: &[CallId]) -> AppResult<Vec<CallRow>> {
        self.read(|t| {
            let calls = ids.iter().filter_map(|id| t.calls.get(id));
            calls.map(|call| call.record.row.clone()).collect()
        })
    }

    async fn flags(&self, call: CallId) -> AppResult<Vec<Flag>> {
        let flags = self.read(|t| t.marks.flags.values().cloned().collect::<Vec<Flag>>())?;
        let mut flags: Vec<Flag> = flags.into_iter().filter(|f| f.call_id == call).collect();
        flags.sort_by_key(|flag| (flag.span.map(|s| s.from_ms), flag.at, flag.id));
        Ok(flags)
    }

    async fn flag(&self, id: FlagId) -> AppResult<Option<Flag>> {
        self.read(|t| t.marks.flags.get(&id).cloned())
    }

    async fn review(&self, call: CallId) -> AppResult<ReviewState> {
        self.read(|t| t.marks.reviews.get(&call).cloned().unwrap_or_default())
    }

    async fn bulk(&self, id: BulkId) -> AppResult<Option<BulkRecord>> {
        self.read(|t| t.marks.bulks.get(&id).cloned())
    }

    async fn bulks(&self, limit: u32) -> AppResult<Vec<BulkRecord>> {
        let mut bulks = self.read(|t| t.marks.bulks.values().cloned().collect::<Vec<_>>())?;
        bulks.sort_by_key(|bulk| std::cmp::Reverse((bulk.at, bulk.id)));
        bulks.truncate(limit as usize);
        Ok(bulks)
    }

    async fn inverses(&self, id: BulkId, limit: u32) -> AppResult<Vec<(CallId, BulkInverse)>> {
        self.read(|t| {
            let all = t.marks.inverses.iter().filter(|((bulk, _), _)| *bulk == id);
            let some = all.take(limit as usize);
            some.map(|((_, call), inverse)| (*call, inverse.clone()))
                .collect()
        })
    }

    async fn sampling_rules(&self) -> AppResult<Vec<SamplingRule>> {
        let mut rules = self.read(|t| t.marks.rules.values().cloned().collect::<Vec<_>>())?;
        rules.sort_by_key(|rule| (rule.made_at, rule.id));
        Ok(rules)
    }

    async fn drawables(&self, from: UtcMillis) -> AppResult<Vec<Drawable>> {
        self.read(|t| {
            let filter = CallFilter {
                from: Some(from),
                ..CallFilter::default()
            };
            left(t, &filter)
                .into_iter()
                .map(|call| Drawable {
                    id: call.record.id(),
                    agent: call.record.row.agent.clone(),
                    started_at: call.record.row.started_at,
                })
                .collect()
        })
    }
}
