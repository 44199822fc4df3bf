//! Connections: accepted, limited, given up when they say nothing, ended in order.
//!
//! A connection that sends no request within [`REQUEST_BEGINS_WITHIN`] is closed, at its start and between requests; a
//! live view is one long answer and stays. Past the limit a connection is told so and closed: nobody waits unheard.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use web::OverTls;

use crate::tls::Tls;

/// The most connections at once; fewer where the system allows fewer open files.
pub(crate) const CONNECTIONS_MAX: usize = 16_384;

/// Open files that are kept for the database and the program itself.
const FILES_KEPT: u64 = 128;

/// How long a connection may take until the head of its next request is whole.
const REQUEST_BEGINS_WITHIN: Duration = Duration::from_secs(30);

/// The pause after the system could not give a connection.
const AFTER_A_FAILURE: Duration = Duration::from_millis(50);

/// What a connection past the limit is told.
const TOO_MANY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// What somebody is told who comes by plain HTTP and may not.
const NOT_IN_PLAIN: &[u8] = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// How the server is reached.
#[derive(Default)]
pub(crate) struct Door {
    /// TLS, where it is spoken.
    pub(crate) tls: Option<Tls>,
    /// Where it is not: the networks that may come, beside this machine itself. Nothing said is everybody.
    pub(crate) plain_from: Option<Vec<IpNet>>,
}

impl Door {
    /// The scheme of its addresses.
    pub(crate) fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }

    fn lets_in(&self, peer: SocketAddr) -> bool {
        let (ip, plain_from) = (peer.ip().to_canonical(), self.plain_from.as_ref().filter(|_| self.tls.is_none()));
        ip.is_loopback() || plain_from.is_none_or(|networks| networks.iter().any(|network| network.contains(&ip)))
    }
}

/// Serves until `ending`, then lets every connection finish what it is doing.
pub(crate) async fn serve(listener: TcpListener, door: Arc<Door>, router: Router, ending: CancellationToken) {
    let places = Arc::new(Semaphore::new(most()));
    let graceful = GracefulShutdown::new();
    let mut full = false;
    loop {
        let accepted = tokio::select! {
            biased;
            () = ending.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "The system could not give a connection.");
                tokio::time::sleep(AFTER_A_FAILURE).await;
                continue;
            }
        };
        if !door.lets_in(peer) {
            let _gone = stream.try_write(NOT_IN_PLAIN);
            continue;
        }
        if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
            full = false;
            tokio::spawn(talk(stream, peer, Arc::clone(&door), router.clone(), place, graceful.watcher()));
        } else {
            if !full {
                tracing::warn!(most = most(), "All connections are taken; new ones are told to come back.");
            }
            full = true;
            let _gone = stream.try_write(TOO_MANY);
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

/// The limit: ours, or what the system's open files leave.
fn most() -> usize {
    let files = rlimit::Resource::NOFILE.get_soft().unwrap_or(1_024);
    CONNECTIONS_MAX.min(usize::try_from(files.saturating_sub(FILES_KEPT)).unwrap_or(CONNECTIONS_MAX)).max(16)
}

async fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    door: Arc<Door>,
    router: Router,
    place: OwnedSemaphorePermit,
    watcher: Watcher,
) {
    // Without it the last packet of an answer waits for the client's acknowledgement of the one before.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "A connection keeps the system's way of sending.");
    }
    match &door.tls {
        None => answer(stream, peer, false, router, watcher).await,
        Some(tls) => {
            if let Ok(Some(stream)) = tokio::time::timeout(REQUEST_BEGINS_WITHIN, tls.greet(stream)).await {
                answer(stream, peer, true, router, watcher).await;
            }
        }
    }
    drop(place);
}

async fn answer<S>(stream: S, peer: SocketAddr, is_secure: bool, router: Router, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        if is_secure {
            request.extensions_mut().insert(OverTls);
        }
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_BEGINS_WITHIN)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "A connection ended in the middle.");
    }
}
