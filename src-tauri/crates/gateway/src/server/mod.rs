//! The server: it listens, answers webhooks, carries streams, and goes down in order.
//! Must not know: what calls are about.

mod accept;
mod call;
mod lateness;
mod registry;
mod shared;
mod stream;
mod webhooks;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio_util::sync::DropGuard;

use crate::config::Config;
use crate::switchboard::Switchboard;
pub use lateness::Late;
use shared::Shared;
pub use shared::Totals;

/// The gateway cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot listen")]
    Listen(#[source] std::io::Error),
}

/// A gateway that runs. Dropped, it ends at once.
#[derive(Debug)]
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    _ends: DropGuard,
}

/// What it is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Accepted, their streams still to come.
    pub awaited: usize,
    pub live: usize,
    /// Tasks: connections, calls, and what tells the switchboard. The drivers' own are
    /// not counted.
    pub tasks: usize,
    pub totals: Totals,
    /// Of the last seconds.
    pub late: Late,
}

/// Begins to listen, and to ask `calls`.
///
/// # Errors
/// [`ServeError`] if the address cannot be had.
pub async fn serve(config: Config, calls: Arc<dyn Switchboard>) -> Result<Server, ServeError> {
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(ServeError::Listen)?;
    let address = listener.local_addr().map_err(ServeError::Listen)?;
    let shared = Arc::new(Shared::new(config, calls));
    shared
        .tracker
        .spawn(accept::accept(listener, Arc::clone(&shared)));
    shared
        .tracker
        .spawn(shared::keep_house(Arc::clone(&shared)));
    tracing::info!(%address, "gateway listens");
    Ok(Server {
        _ends: shared.over.clone().drop_guard(),
        shared,
        address,
    })
}

impl Server {
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    #[must_use]
    pub fn stats(&self) -> Stats {
        let (awaited, live) = self.shared.registry.counts();
        Stats {
            awaited,
            live,
            tasks: self.shared.tracker.len(),
            totals: self.shared.totals(),
            late: self.shared.lateness.late(),
        }
    }

    /// Goes down: new calls are refused at once; live ones have until `drain` to end and
    /// are ended then. False if something did not come back within its time.
    pub async fn shut_down(self, drain: Duration) -> bool {
        self.shared.is_draining.store(true, Ordering::Relaxed);
        let quiet = async {
            while self.shared.registry.counts() != (0, 0) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let drained = tokio::time::timeout(drain, quiet).await;
        tracing::info!(drained = drained.is_ok(), "gateway goes down");
        self.shared.over.cancel();
        self.shared.tracker.close();
        let limit = self.shared.config.limits.wind_up * 4;
        tokio::time::timeout(limit, self.shared.tracker.wait())
            .await
            .is_ok()
    }
}
