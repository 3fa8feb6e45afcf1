//! What is told of an act on many calls.

use parley_domain::ids::BulkId;
use serde::{Deserialize, Serialize};

use super::BulkRecord;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BulkView {
    pub bulk_id: BulkId,
    /// Calls that were chosen.
    pub total: u32,
    pub changed: u32,
    /// Calls that were already as they should be.
    pub same: u32,
    pub cancelled: bool,
    pub undone: bool,
    /// Of an undo: how many calls were put back.
    pub put_back: u32,
    /// Of an undo: how many were changed since and stay as they are.
    pub kept: u32,
}

impl BulkView {
    pub(super) fn of(bulk: &BulkRecord, undo: Option<(u32, u32)>) -> Self {
        let (put_back, kept) = undo.unwrap_or_default();
        Self {
            bulk_id: bulk.id,
            total: bulk.total,
            changed: bulk.changed,
            same: bulk.same,
            cancelled: bulk.cancelled,
            undone: bulk.undone_at.is_some(),
            put_back,
            kept,
        }
    }
}
