//! The calls that go on, for those who watch: each call's journal passes by here on its
//! way ([`tee`]), orders go the other way, and one call at a time is heard ([`listener`]).
//! Must not know: who may watch, where journals are kept.

mod listener;
mod seat;
pub mod sight;
mod tee;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Floor, LiveCallRow, LiveCallView, Monitor};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::listening::{Listening, Span};

use self::listener::Listener;
use self::seat::Seat;
pub use self::sight::About;
use self::tee::Tee;
use crate::live::journal::Journal;
use crate::live::order::{Inbox, Order, orders};
use crate::tasks::Nudge;

/// Every call that goes on in this process.
pub struct LiveFloor {
    seats: Mutex<Vec<Arc<Seat>>>,
    monitor: Arc<dyn Monitor>,
    listener: Mutex<Option<Listener>>,
    /// What came out and was not asked for yet.
    heard: Mutex<Option<(CallId, Listening)>>,
    revision: AtomicU64,
}

impl std::fmt::Debug for LiveFloor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveFloor")
            .field("calls", &lock(&self.seats).len())
            .finish_non_exhaustive()
    }
}

/// What a lock guards here is whole whenever it is let go.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl LiveFloor {
    /// No calls yet; `monitor` is where one is heard.
    #[must_use]
    pub fn new(monitor: Arc<dyn Monitor>) -> Arc<Self> {
        Arc::new(Self {
            seats: Mutex::default(),
            monitor,
            listener: Mutex::default(),
            heard: Mutex::default(),
            revision: AtomicU64::new(0),
        })
    }

    /// A call begins: the journal it is to write, which passes everything on to `journal`,
    /// and the inbox it is to obey. `nudge` wakes it. It leaves when the journal is
    /// dropped.
    #[must_use]
    pub fn enter(
        self: &Arc<Self>,
        about: About,
        nudge: Nudge,
        journal: Box<dyn Journal>,
    ) -> (Box<dyn Journal>, Inbox) {
        let (orders, inbox) = orders(nudge);
        let seat = Arc::new(Seat::new(about, orders));
        lock(&self.seats).push(Arc::clone(&seat));
        self.changed();
        let tee = Tee::new(Arc::clone(self), seat, journal);
        (Box::new(tee), inbox)
    }

    /// Something is to be looked at anew: also which calls ring, which are not here.
    pub(crate) fn changed(&self) {
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    fn seat(&self, id: CallId) -> AppResult<Arc<Seat>> {
        let seats = lock(&self.seats);
        let seat = seats.iter().find(|seat| seat.id() == id);
        seat.cloned().ok_or(AppError::new(ErrorCode::NotFound))
    }

    fn leave(&self, seat: &Arc<Seat>) {
        lock(&self.seats).retain(|other| !Arc::ptr_eq(other, seat));
        if seat.is_heard() {
            self.silence();
        }
        self.changed();
    }

    /// Ends the listening. The device is closed outside of the lock: that may take a while,
    /// and calls must not wait for it.
    fn silence(&self) {
        let listener = lock(&self.listener).take();
        if let Some(listener) = &listener {
            listener.seat.hear(false);
        }
        drop(listener);
    }
}

impl Floor for LiveFloor {
    fn calls(&self) -> Vec<LiveCallRow> {
        let seats = lock(&self.seats);
        let mut rows: Vec<LiveCallRow> = seats.iter().map(|seat| seat.view().call).collect();
        rows.sort_by_key(|row| (row.since, row.id));
        rows
    }

    fn call(&self, id: CallId) -> Option<LiveCallView> {
        self.seat(id).ok().map(|seat| seat.view())
    }

    fn revision(&self) -> u64 {
        self.revision.load(Ordering::Relaxed)
    }

    fn end(&self, id: CallId) -> AppResult<()> {
        self.seat(id)?.give(Order::End)
    }

    fn take_over(&self, id: CallId) -> AppResult<()> {
        let seat = self.seat(id)?;
        if !seat.can_be_taken_over() {
            return Err(ErrorCode::NoTransfer.into());
        }
        seat.give(Order::TakeOver)
    }

    fn listen(&self, id: CallId) -> AppResult<()> {
        let seat = self.seat(id)?;
        self.silence();
        let line = self.monitor.open()?;
        seat.hear(true);
        *lock(&self.heard) = Some((id, Listening::default()));
        *lock(&self.listener) = Some(Listener::new(Arc::clone(&seat), line));
        // It may have ended in the meantime.
        if self.seat(id).is_err() {
            self.silence();
            return Err(ErrorCode::NotFound.into());
        }
        self.changed();
        Ok(())
    }

    fn hush(&self) {
        self.silence();
        self.changed();
    }

    fn listening(&self) -> Option<CallId> {
        lock(&self.listener)
            .as_ref()
            .map(|listener| listener.seat.id())
    }

    fn take_heard(&self) -> Option<(CallId, Vec<Span>)> {
        let mut heard = lock(&self.heard);
        let (id, listening) = heard.as_mut()?;
        let (id, spans) = (*id, listening.take());
        (!spans.is_empty()).then_some((id, spans))
    }
}
