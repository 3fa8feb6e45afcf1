//! Calls that are running.

use async_trait::async_trait;
use parley_domain::error_code::ErrorCode;

use super::MemoryStore;
use super::commit::put_person;
use super::tables::Tables;
use crate::error::AppResult;
use crate::live::LiveCallRecord;
use crate::ports::{LiveCalls, LiveChange};

pub(super) fn apply(tables: &mut Tables, change: LiveChange) -> AppResult<()> {
    match change {
        LiveChange::Begin(call) => {
            put_person(tables, call.person_id, &call.start.caller);
            if tables.live.insert(call.start.call_id, *call).is_some() {
                return Err(ErrorCode::Conflict.into());
            }
        }
        LiveChange::End(call) => {
            tables.live.remove(&call);
        }
    }
    Ok(())
}

#[async_trait]
impl LiveCalls for MemoryStore {
    async fn live_calls(&self) -> AppResult<Vec<LiveCallRecord>> {
        let mut calls: Vec<_> = self.read(|t| t.live.values().cloned().collect())?;
        calls.sort_by_key(|call: &LiveCallRecord| (call.start.started_at, call.start.call_id));
        Ok(calls)
    }
}
