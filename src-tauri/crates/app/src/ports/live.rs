//! The ports behind which a running call is kept: its row, and its sealed logs.

use async_trait::async_trait;
use parley_domain::ids::{CallId, MediaId, PersonId};

use crate::error::AppResult;
use crate::live::{LiveCallRecord, LiveLog, LiveStream};

/// One change of what is running.
#[derive(Debug, Clone)]
pub enum LiveChange {
    /// Adds a running call with its logs and, if they are not known yet, its person
    /// with a key of their own. A call that is there already is refused with `conflict`.
    Begin(Box<LiveCallRecord>),
    /// Forgets a running call and the rows of its logs. One that is not there is none.
    End(CallId),
}

/// Running calls, as they are read.
#[async_trait]
pub trait LiveCalls: Send + Sync {
    /// Those whose rows are there, oldest first: running now, or left by a process that
    /// ended.
    async fn live_calls(&self) -> AppResult<Vec<LiveCallRecord>>;
}

/// One record of a log, or that there was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogRecord {
    /// As it was appended.
    Bytes(Vec<u8>),
    /// It cannot be read; those after it are read where its length still can be.
    Damaged,
    /// The last one was not written whole. Nothing follows.
    Torn,
}

/// The records of a log in the order they were appended; an error is the disk's.
pub type LogRecords = Box<dyn Iterator<Item = AppResult<LogRecord>> + Send>;

/// Appends to one log. Blocking.
pub trait LogAppender: Send {
    /// Seals `record` behind those before it and hands it to the system, so that it
    /// outlives this process. What could not be appended whole is taken back, and the
    /// next one may be tried.
    ///
    /// # Errors
    /// `disk_full`, `internal`; also for a record of more than 1 MiB.
    fn append(&mut self, record: &[u8]) -> AppResult<()>;
}

/// Sealed logs of one workspace, which grow while their call runs. Blocking: call it off
/// the async threads.
pub trait LiveVault: Send + Sync {
    /// A fresh key for a log to be, wrapped under the key of `person`, or as for files
    /// that mix people. Nothing is on the disk yet: the row comes first.
    ///
    /// # Errors
    /// `internal`.
    fn prepare_log(
        &self,
        id: MediaId,
        stream: LiveStream,
        person: Option<PersonId>,
    ) -> AppResult<LiveLog>;

    /// Makes the log's file, which must not be there.
    ///
    /// # Errors
    /// `disk_full`, `internal`.
    fn begin_log(&self, log: &LiveLog) -> AppResult<Box<dyn LogAppender>>;

    /// Reads a log from its beginning; one whose file was never made is empty.
    ///
    /// # Errors
    /// `media_missing` when its key was destroyed, `media_damaged`.
    fn log_records(&self, log: &LiveLog) -> AppResult<LogRecords>;

    /// Deletes the log's file, if it is there.
    ///
    /// # Errors
    /// `internal`.
    fn remove_log(&self, id: MediaId) -> AppResult<()>;
}
