//! The virtual time that a call's tasks wait by. It stands still while something outside
//! works, so that how fast this machine is changes nothing. Must not know: what is waited
//! for.

use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use parley_voice::time::At;
use tokio::sync::oneshot;

/// Tasks that wait for each other are through after so many turns.
const TURNS: usize = 8;
/// Between two looks at whatever works outside.
const LOOK: Duration = Duration::from_micros(200);

#[derive(Debug, Default)]
pub struct Clockwork {
    time: Mutex<Time>,
    working: AtomicUsize,
}

#[derive(Debug, Default)]
struct Time {
    now: At,
    waiting: Vec<(At, oneshot::Sender<()>)>,
}

/// The clock stands still as long as this lives.
#[derive(Debug)]
pub struct Works<'a>(&'a Clockwork);

impl Drop for Works<'_> {
    fn drop(&mut self) {
        self.0.working.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Clockwork {
    fn time(&self) -> MutexGuard<'_, Time> {
        // Whoever panicked with it left a whole list behind.
        self.time
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }

    pub fn work(&self) -> Works<'_> {
        self.working.fetch_add(1, Ordering::AcqRel);
        Works(self)
    }

    /// Waits so long; for ever without a number.
    pub async fn after(&self, ms: Option<u64>) {
        let Some(ms) = ms else { return pending().await };
        let (wake, woken) = oneshot::channel();
        {
            let mut time = self.time();
            let due = time.now.plus_ms(ms);
            time.waiting.push((due, wake));
        }
        // It goes only with the call.
        let _ = woken.await;
    }

    /// It is `now`: whoever waited for it goes on, until all of them wait again.
    pub async fn turn(&self, now: At) {
        let due: Vec<oneshot::Sender<()>> = {
            let mut time = self.time();
            time.now = now;
            let (due, waiting) = std::mem::take(&mut time.waiting)
                .into_iter()
                .partition(|(at, _)| *at <= now);
            time.waiting = waiting;
            due.into_iter().map(|(_, wake)| wake).collect()
        };
        for wake in due {
            // Whoever waited may have been given up.
            let _ = wake.send(());
        }
        self.settle().await;
    }

    /// Lets tasks run until they wait.
    pub async fn settle(&self) {
        loop {
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
            if self.working.load(Ordering::Acquire) == 0 {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
