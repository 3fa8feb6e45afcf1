//! Sends what waits, while the line is open: every few seconds, and as soon as a call has
//! ended. Must not know: what waits, or what carries it.

use std::sync::Arc;
use std::time::Duration;

use parley_app::desk::Workspace;
use parley_app::messages::send_waiting;
use parley_app::ports::MessageCarrier;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// What waits for its hours, or for another attempt, is looked at so often.
const EVERY: Duration = Duration::from_secs(5);

/// Messages of an open line.
pub struct Messenger {
    over: CancellationToken,
    task: JoinHandle<()>,
}

impl Messenger {
    /// Begins; `ended` is told of each call that is over. `over` ends it, and its carrier.
    pub fn begin(
        workspace: Arc<Workspace>,
        carrier: impl MessageCarrier + 'static,
        ended: Arc<Notify>,
        over: CancellationToken,
    ) -> Self {
        let until = over.clone();
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = send_waiting(&workspace, &carrier).await {
                    tracing::error!(code = ?error.code, "messages wait");
                }
                tokio::select! {
                    () = until.cancelled() => return,
                    () = ended.notified() => {}
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        });
        Self { over, task }
    }

    /// Hands over nothing more, and waits for what is being handed over: cut off, nobody
    /// would ever know whether it was sent.
    pub async fn end(self) {
        self.over.cancel();
        if self.task.await.is_err() {
            tracing::error!("the messages of a line did not end in order");
        }
    }
}
