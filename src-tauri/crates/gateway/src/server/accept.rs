//! Connections, bounded in number, in the size of their heads, and in the time these
//! take. Must not know: what is asked on them.

use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::OwnedSemaphorePermit;

use super::shared::{Shared, count};
use super::webhooks;

/// A request's head must be there within.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// And be no larger, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// Before it is tried again when the system has no more sockets.
const BREATHER: Duration = Duration::from_millis(50);

pub async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let router = webhooks::router(Arc::clone(&shared));
    while let Some(accepted) = shared.over.run_until_cancelled(listener.accept()).await {
        let Ok((connection, _)) = accepted else {
            tokio::time::sleep(BREATHER).await;
            continue;
        };
        let Ok(permit) = Arc::clone(&shared.sockets).try_acquire_owned() else {
            count(&shared.counters.dropped_connections);
            continue;
        };
        // Frames are small and must not wait for one another.
        if connection.set_nodelay(true).is_err() {
            continue;
        }
        let served = serve(connection, router.clone(), Arc::clone(&shared), permit);
        shared.tracker.spawn(served);
    }
}

async fn serve(
    connection: TcpStream,
    router: axum::Router,
    shared: Arc<Shared>,
    permit: OwnedSemaphorePermit,
) {
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(connection), TowerToHyperService::new(router))
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    // What goes wrong on a connection is its peer's affair.
    let done = shared.over.run_until_cancelled(connection.as_mut()).await;
    if done.is_none() {
        connection.as_mut().graceful_shutdown();
        let limit = shared.config.limits.wind_up;
        let ended = tokio::time::timeout(limit, connection).await;
        tracing::debug!(in_time = ended.is_ok(), "connection closed");
    }
    drop(permit);
}
