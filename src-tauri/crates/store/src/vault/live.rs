//! The sealed logs of running calls, beside the sealed files.
//!
//! The caller's leg is sealed under the caller's own key: destroying that key makes all
//! that they said unreadable. The agent's leg and the call's log are sealed as files that
//! mix people: what the business had said is its own and must outlive the erasure of
//! whom it was said to, and in the log stand the words of both.

use std::fs::File;

use parley_app::error::{AppError, AppResult};
use parley_app::live::{LiveLog, LiveStream};
use parley_app::ports::{LiveVault, LogAppender, LogRecords};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{MediaId, PersonId};

use super::{SealedVault, sealed_code};
use crate::records::RecordKeys;
use crate::sealed::{LogSealer, SealedError, create_log, open_log, remove_log};
use std::sync::Arc;

struct Appender {
    sealer: LogSealer<File>,
    keys: Arc<RecordKeys>,
}

impl LogAppender for Appender {
    fn append(&mut self, record: &[u8]) -> AppResult<()> {
        let appended = self.sealer.append(record, &*self.keys.rng);
        appended.map_err(sealed_code)
    }
}

impl LiveVault for SealedVault {
    fn prepare_log(
        &self,
        id: MediaId,
        stream: LiveStream,
        person_id: Option<PersonId>,
    ) -> AppResult<LiveLog> {
        let (_, wrapped_key) = self.new_key(id, person_id)?;
        Ok(LiveLog {
            id,
            stream,
            person_id,
            wrapped_key,
        })
    }

    fn begin_log(&self, log: &LiveLog) -> AppResult<Box<dyn LogAppender>> {
        let key = self.data_key(log.id, log.person_id, &log.wrapped_key)?;
        let sealer = create_log(&self.folder, log.id, log.stream, &key).map_err(sealed_code)?;
        Ok(Box::new(Appender {
            sealer,
            keys: Arc::clone(self.records.keys()),
        }))
    }

    fn log_records(&self, log: &LiveLog) -> AppResult<LogRecords> {
        let key = self.data_key(log.id, log.person_id, &log.wrapped_key)?;
        let reader = open_log(&self.folder, log.id, log.stream, &key).map_err(sealed_code)?;
        let records = reader.into_iter().flatten();
        Ok(Box::new(records.map(|record| record.map_err(sealed_code))))
    }

    fn remove_log(&self, id: MediaId) -> AppResult<()> {
        match remove_log(&self.folder, id) {
            Ok(()) | Err(SealedError::MediaMissing) => Ok(()),
            Err(error) => Err(AppError::because(ErrorCode::Internal, error)),
        }
    }
}
