//! Facts of calls.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::report::{CallFact, CallFacts, FlagFact};

use super::{MemoryStore, calls, marks};
use crate::calls::CallFilter;
use crate::error::AppResult;
use crate::ports::Reports;

#[async_trait]
impl Reports for MemoryStore {
    async fn call_facts(&self, filter: &CallFilter) -> AppResult<CallFacts> {
        self.read(|t| {
            let mut facts = CallFacts::default();
            let mut people = BTreeMap::new();
            for call in calls::left(t, filter) {
                let row = &call.record.row;
                let next = people.len() as u64;
                let person = *people.entry(call.record.person_id).or_insert(next);
                let agent = row.agent.as_ref().map(|name| {
                    let known = facts.agents.iter().position(|known| known == name);
                    let place = known.unwrap_or_else(|| {
                        facts.agents.push(name.clone());
                        facts.agents.len() - 1
                    });
                    u32::try_from(place).unwrap_or(u32::MAX)
                });
                facts.calls.push(CallFact {
                    started_at: row.started_at,
                    duration_ms: row.duration_ms,
                    channel: row.channel,
                    direction: row.direction,
                    outcome: row.outcome,
                    agent,
                    person,
                });
            }
            facts
        })
    }

    async fn open_flags(&self, filter: &CallFilter) -> AppResult<Vec<FlagFact>> {
        let filter = CallFilter {
            reviewed: Some(false),
            ..filter.clone()
        };
        self.read(|t| {
            let mut facts = Vec::new();
            let mut people = BTreeMap::new();
            for (call, number) in calls::left(t, &filter).into_iter().zip(0u64..) {
                let next = people.len() as u64;
                let person = *people.entry(call.record.person_id).or_insert(next);
                facts.extend(marks::flags_of(t, call.record.id()).map(|flag| FlagFact {
                    reason: flag.reason,
                    at: flag.at,
                    call: number,
                    person,
                }));
            }
            facts
        })
    }
}
