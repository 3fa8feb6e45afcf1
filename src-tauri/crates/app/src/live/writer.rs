//! Writing down what waits, several times a second, and what becomes of it when the disk
//! refuses. Must not know: what is in it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use parley_domain::access::AccessSubject;
use parley_domain::ids::CallId;

use super::pending::{Lost, Pending};
use super::{LiveCallRecord, LiveStream};
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::ports::{Event, LogAppender};

/// At most so old is what a process that is killed loses, and the time a write takes.
const EVERY: Duration = Duration::from_millis(250);

/// One running call.
pub(super) struct Writer {
    pub workspace: Arc<Workspace>,
    pub actor: AccessSubject,
    pub call: LiveCallRecord,
    pending: Mutex<Pending>,
    logs: Mutex<Logs>,
    /// Something was refused; the page was told.
    refused: AtomicBool,
}

/// The logs that were begun: one is when it has something to hold.
#[derive(Default)]
struct Logs {
    caller: Option<Box<dyn LogAppender>>,
    agent: Option<Box<dyn LogAppender>>,
    lines: Option<Box<dyn LogAppender>>,
}

/// What panicked while it held the lock left whole records or none.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writer {
    pub(super) fn new(
        workspace: Arc<Workspace>,
        actor: AccessSubject,
        call: LiveCallRecord,
    ) -> Self {
        Self {
            workspace,
            actor,
            call,
            pending: Mutex::default(),
            logs: Mutex::default(),
            refused: AtomicBool::new(false),
        }
    }

    pub(super) const fn id(&self) -> CallId {
        self.call.start.call_id
    }

    /// Held for as long as a few bytes are copied.
    pub(super) fn pending(&self) -> MutexGuard<'_, Pending> {
        held(&self.pending)
    }

    pub(super) fn lost(&self) -> Lost {
        self.pending().lost
    }

    /// Writes down what waits. Blocking. What the disk refuses waits on.
    pub(super) fn flush(&self) {
        let mut logs = held(&self.logs);
        for stream in LiveStream::ALL {
            let mut records = self.pending().take(stream);
            if records.is_empty() {
                continue;
            }
            if let Err(error) = self.write(&mut logs, stream, &mut records) {
                self.pending().give_back(stream, records);
                self.refuse(&error);
            }
        }
    }

    /// Appends `records` and takes each away that is written.
    fn write(
        &self,
        logs: &mut Logs,
        stream: LiveStream,
        records: &mut VecDeque<Vec<u8>>,
    ) -> AppResult<()> {
        let slot = match stream {
            LiveStream::Caller => &mut logs.caller,
            LiveStream::Agent => &mut logs.agent,
            LiveStream::Lines => &mut logs.lines,
        };
        let appender = match slot {
            Some(appender) => appender,
            None => {
                let Some(log) = self.call.log(stream) else {
                    return Ok(());
                };
                slot.insert(self.workspace.media.begin_log(log)?)
            }
        };
        while let Some(record) = records.front() {
            appender.append(record)?;
            records.pop_front();
        }
        Ok(())
    }

    fn refuse(&self, error: &crate::error::AppError) {
        if !self.refused.swap(true, Ordering::Relaxed) {
            tracing::error!(call = %self.id(), %error, "a running call cannot be written down");
            let call_id = self.id();
            let events = &self.workspace.deps.events;
            events.send(Event::LiveCallUnwritten { call_id });
        }
    }

    /// Takes nothing more and writes down what waits; what is refused now is lost.
    /// Blocking.
    pub(super) fn close(&self) {
        self.pending().closed = true;
        self.flush();
        for stream in LiveStream::ALL {
            let mut pending = self.pending();
            let records = pending.take(stream);
            pending.lose(stream, &records);
        }
        *held(&self.logs) = Logs::default();
    }
}

/// Somebody let go of the call without finishing it: what came is written, and the next
/// recovery makes a call of it.
impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

/// Flushes until the call is over.
pub(super) async fn run(writer: Weak<Writer>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(writer) = writer.upgrade() else {
            return;
        };
        if writer.pending().closed {
            return;
        }
        // Ends with an error only where the runtime does.
        let flushed = blocking(move || {
            writer.flush();
            Ok(())
        });
        if flushed.await.is_err() {
            return;
        }
    }
}
