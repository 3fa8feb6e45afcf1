//! What lies over captured variables.

use async_trait::async_trait;
use parley_domain::captured::CapturedCorrection;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use super::MemoryStore;
use super::commit::existing;
use super::tables::Tables;
use crate::error::{AppError, AppResult};
use crate::ports::{Captured, CapturedChange};

pub(super) fn apply(tables: &mut Tables, change: CapturedChange) -> AppResult<()> {
    match change {
        CapturedChange::Correct {
            call_id,
            correction,
        } => {
            existing(tables, call_id)?;
            let all = tables.captured.entry(call_id).or_default();
            all.push(*correction);
            all.sort_by_key(|one| (one.at, one.id));
            Ok(())
        }
        CapturedChange::Withdraw {
            call_id,
            id,
            withdrawal,
        } => {
            let all = tables.captured.get_mut(&call_id);
            let one = all.and_then(|all| all.iter_mut().find(|one| one.id == id));
            let one = one.ok_or(AppError::new(ErrorCode::NotFound))?;
            match one.withdrawn.replace(withdrawal) {
                None => Ok(()),
                Some(_) => Err(ErrorCode::Conflict.into()),
            }
        }
    }
}

#[async_trait]
impl Captured for MemoryStore {
    async fn captured_corrections(&self, call: CallId) -> AppResult<Vec<CapturedCorrection>> {
        self.read(|t| t.captured.get(&call).cloned().unwrap_or_default())
    }
}
