//! What all of a server's tasks share. Must not know: what each does with it.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::lateness::Lateness;
use super::registry::Registry;
use crate::config::Config;
use crate::switchboard::Switchboard;
use crate::twilio::signature::Verifier;
use crate::twilio::token::Tokens;

/// How often what is over is forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// So many sweeps make a window of lateness.
const WINDOW_SWEEPS: u32 = 5;

pub struct Shared {
    pub config: Config,
    pub calls: Arc<dyn Switchboard>,
    pub verifier: Verifier,
    pub tokens: Tokens,
    pub registry: Arc<Registry>,
    pub lateness: Lateness,
    pub sockets: Arc<Semaphore>,
    pub tracker: TaskTracker,
    pub over: CancellationToken,
    pub is_draining: AtomicBool,
    pub counters: Counters,
}

/// Since the gateway began.
#[derive(Debug, Default)]
pub struct Counters {
    pub accepted: AtomicU64,
    pub refused_full: AtomicU64,
    pub bad_signatures: AtomicU64,
    pub failed_answers: AtomicU64,
    pub streams: AtomicU64,
    pub refused_streams: AtomicU64,
    pub dropped_connections: AtomicU64,
    pub left_behind: AtomicU64,
}

/// What was counted since the gateway began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub accepted: u64,
    /// New calls refused for lack of room or time.
    pub refused_full: u64,
    pub bad_signatures: u64,
    /// Questions the switchboard did not answer in time, or panicked over.
    pub failed_answers: u64,
    /// Streams that began.
    pub streams: u64,
    /// Streams that were not let begin: no `start`, a bad token, a second one.
    pub refused_streams: u64,
    /// Connections beyond what there may be.
    pub dropped_connections: u64,
    /// Calls whose driver's tasks did not end in time.
    pub left_behind: u64,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shared")
            .field("config", &self.config)
            .field("counters", &self.counters)
            .finish_non_exhaustive()
    }
}

impl Shared {
    pub fn new(config: Config, calls: Arc<dyn Switchboard>) -> Self {
        Self {
            verifier: Verifier::new(&config.auth_token),
            tokens: Tokens::new(&config.stream_key),
            registry: Registry::new(config.limits.calls),
            lateness: Lateness::default(),
            sockets: Arc::new(Semaphore::new(config.limits.sockets)),
            tracker: TaskTracker::new(),
            over: CancellationToken::new(),
            is_draining: AtomicBool::new(false),
            counters: Counters::default(),
            config,
            calls,
        }
    }

    /// ms since 1970.
    pub fn now_ms(&self) -> u64 {
        u64::try_from(self.config.clock.now().0).unwrap_or(0)
    }

    /// New calls would only make it worse for those that are live.
    pub fn is_overloaded(&self) -> bool {
        self.is_draining.load(Ordering::Relaxed)
            || self.lateness.exceeds(self.config.limits.frame_late)
    }

    /// The switchboard's answer, if there is one in time.
    pub async fn asked<T>(&self, limit: Duration, answer: impl Future<Output = T>) -> Option<T> {
        let answer = tokio::time::timeout(limit, AssertUnwindSafe(answer).catch_unwind()).await;
        if let Ok(Ok(answer)) = answer {
            return Some(answer);
        }
        count(&self.counters.failed_answers);
        tracing::error!(panicked = answer.is_ok(), "the switchboard does not answer");
        None
    }

    pub fn totals(&self) -> Totals {
        let counters = &self.counters;
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Totals {
            accepted: read(&counters.accepted),
            refused_full: read(&counters.refused_full),
            bad_signatures: read(&counters.bad_signatures),
            failed_answers: read(&counters.failed_answers),
            streams: read(&counters.streams),
            refused_streams: read(&counters.refused_streams),
            dropped_connections: read(&counters.dropped_connections),
            left_behind: read(&counters.left_behind),
        }
    }
}

/// One more.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Forgets what is over, as long as the gateway runs.
pub async fn keep_house(shared: Arc<Shared>) {
    let mut sweeps = tokio::time::interval(SWEEP_EVERY);
    let mut since_window = 0;
    while shared
        .over
        .run_until_cancelled(sweeps.tick())
        .await
        .is_some()
    {
        since_window += 1;
        if since_window == WINDOW_SWEEPS {
            since_window = 0;
            shared.lateness.turn();
        }
        for call in shared.registry.sweep(Instant::now(), shared.now_ms()) {
            tracing::warn!(%call, "the stream of an accepted call never came");
            let shared = Arc::clone(&shared);
            shared.clone().tracker.spawn(async move {
                let limit = shared.config.limits.decide;
                shared.asked(limit, shared.calls.missed(&call)).await;
            });
        }
    }
}
