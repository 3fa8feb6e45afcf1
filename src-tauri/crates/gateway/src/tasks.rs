//! What else runs for a call: the driver's own tasks, and the way to wake it. Both end
//! with the call. Must not know: what they are for.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::task::AtomicWaker;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Where tasks of one call run. What is still running when the call ends is dropped at
/// its next await.
#[derive(Debug, Clone, Default)]
pub struct CallTasks {
    tracker: TaskTracker,
    over: CancellationToken,
}

impl CallTasks {
    /// Runs `work` until it is done or the call ends; after the call it does not begin.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        if self.over.is_cancelled() {
            return;
        }
        let over = self.over.clone();
        self.tracker.spawn(async move {
            over.run_until_cancelled(work).await;
        });
    }

    /// How many run.
    #[must_use]
    pub fn running(&self) -> usize {
        self.tracker.len()
    }

    /// Ends them all. False if some do not come back within `limit`: they block.
    pub(crate) async fn end(&self, limit: Duration) -> bool {
        self.over.cancel();
        self.tracker.close();
        tokio::time::timeout(limit, self.tracker.wait())
            .await
            .is_ok()
    }

    /// Ends them without waiting, for a call that is dropped half-way.
    pub(crate) fn cancel(&self) {
        self.over.cancel();
    }
}

/// Wakes a call's driver with [`crate::switchboard::Event::Nudged`]. Nudges between two
/// of these are one.
#[derive(Debug, Clone, Default)]
pub struct Nudge(Arc<Bell>);

#[derive(Debug, Default)]
struct Bell {
    rung: AtomicBool,
    waker: AtomicWaker,
}

impl Nudge {
    pub fn nudge(&self) {
        self.0.rung.store(true, Ordering::Release);
        self.0.waker.wake();
    }

    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        self.0.waker.register(context.waker());
        if self.0.rung.swap(false, Ordering::AcqRel) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_end_with_their_call() {
        let tasks = CallTasks::default();
        tasks.spawn(std::future::pending());
        assert_eq!(tasks.running(), 1);
        assert!(tasks.end(Duration::from_secs(1)).await);
        assert_eq!(tasks.running(), 0);
        tasks.spawn(std::future::pending());
        assert_eq!(tasks.running(), 0);
    }

    #[tokio::test]
    async fn nudges_in_between_are_one() {
        let nudge = Nudge::default();
        nudge.nudge();
        nudge.clone().nudge();
        std::future::poll_fn(|context| nudge.poll(context)).await;
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert_eq!(nudge.poll(&mut context), Poll::Pending);
    }
}
