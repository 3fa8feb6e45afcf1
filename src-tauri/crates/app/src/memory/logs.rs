//! The logs of running calls, in the clear, and a disk that can be filled.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{MediaId, PersonId};

use super::{MemoryVault, held};
use crate::error::{AppError, AppResult};
use crate::live::{LiveLog, LiveStream};
use crate::ports::{LiveVault, LogAppender, LogRecord, LogRecords};

type Logs = BTreeMap<MediaId, Vec<LogRecord>>;

/// The logs of one workspace.
#[derive(Debug, Clone, Default)]
pub struct MemoryLogs {
    logs: Arc<Mutex<Logs>>,
    full: Arc<AtomicBool>,
}

impl MemoryLogs {
    pub(super) fn sweep(&self, known: &[MediaId]) -> usize {
        let mut logs = held(&self.logs);
        let before = logs.len();
        logs.retain(|id, _| known.contains(id));
        before - logs.len()
    }
}

impl MemoryVault {
    /// From now on the disk has no room for logs, or has room again.
    pub fn fill(&self, full: bool) {
        self.logs.full.store(full, Ordering::Relaxed);
    }

    /// How many logs there are.
    #[must_use]
    pub fn log_count(&self) -> usize {
        held(&self.logs.logs).len()
    }

    /// Changes a record of a log behind Parley's back.
    pub fn damage_record(&self, log: MediaId, number: usize) {
        if let Some(records) = held(&self.logs.logs).get_mut(&log)
            && let Some(record) = records.get_mut(number)
        {
            *record = LogRecord::Damaged;
        }
    }
}

struct Appender {
    logs: MemoryLogs,
    id: MediaId,
}

impl LogAppender for Appender {
    fn append(&mut self, record: &[u8]) -> AppResult<()> {
        if self.logs.full.load(Ordering::Relaxed) {
            return Err(ErrorCode::DiskFull.into());
        }
        if record.len() > 1 << 20 {
            return Err(ErrorCode::Internal.into());
        }
        let record = LogRecord::Bytes(record.to_vec());
        held(&self.logs.logs)
            .entry(self.id)
            .or_default()
            .push(record);
        Ok(())
    }
}

impl LiveVault for MemoryVault {
    fn prepare_log(
        &self,
        id: MediaId,
        stream: LiveStream,
        person_id: Option<PersonId>,
    ) -> AppResult<LiveLog> {
        Ok(LiveLog {
            id,
            stream,
            person_id,
            wrapped_key: id.0.into_bytes().to_vec(),
        })
    }

    fn begin_log(&self, log: &LiveLog) -> AppResult<Box<dyn LogAppender>> {
        if self.logs.full.load(Ordering::Relaxed) {
            return Err(ErrorCode::DiskFull.into());
        }
        let before = held(&self.logs.logs).insert(log.id, Vec::new());
        if before.is_some() {
            return Err(AppError::new(ErrorCode::Internal));
        }
        Ok(Box::new(Appender {
            logs: self.logs.clone(),
            id: log.id,
        }))
    }

    fn log_records(&self, log: &LiveLog) -> AppResult<LogRecords> {
        let records = held(&self.logs.logs)
            .get(&log.id)
            .cloned()
            .unwrap_or_default();
        Ok(Box::new(records.into_iter().map(Ok)))
    }

    fn remove_log(&self, id: MediaId) -> AppResult<()> {
        held(&self.logs.logs).remove(&id);
        Ok(())
    }
}
