//! An endpoint that takes a command and does nothing: what the HTTP stack and the load itself cost.
//!
//! The same framework, runtime and number of threads as the real one; it reads the whole body and answers 201, with
//! nothing, or (to see what JSON costs) with a ticket that is always the same. Started by the benchmark as a process of
//! its own, and over when its input ends.

use std::io::{Read as _, Write as _};

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::cli::NullServer;

use crate::failure::Failure;

/// Serves on a free loopback port, says on the first line of its output where, and ends with its input.
///
/// # Errors
/// Where no port is free.
pub async fn run(options: NullServer) -> Result<(), Failure> {
    let (ended, end) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        drop(ended);
    });
    let serving = std::thread::spawn(move || serve(options));
    let _ = end.await;
    // The thread serves for ever; the end of the process ends it.
    if serving.is_finished() { Err(Failure::new("the empty endpoint could not serve")) } else { Ok(()) }
}

/// On a runtime of its own with several threads, as the real server.
fn serve(options: NullServer) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let visits = if options.json { post(same_ticket) } else { post(nothing) };
        let plain = Bytes::from(vec![b'x'; options.bytes]);
        let router = Router::new()
            .route("/plain", get(move || std::future::ready(plain.clone())))
            .route("/api/v1/centres/{centre}/visits", visits)
            .route("/api/v1/centres/{centre}/desks/{desk}/next", post(nothing))
            .route("/healthz", get(|| async { "ok" }));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let mut output = std::io::stdout().lock();
        writeln!(output, "{address}")?;
        output.flush()?;
        drop(output);
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn nothing(body: Bytes) -> StatusCode {
    drop(body);
    StatusCode::CREATED
}

/// Reads the command, and writes a ticket: as long as a real one, and of nobody.
async fn same_ticket(body: Bytes) -> Response {
    let Ok(wish) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let at = "2026-03-04T09:15:00.000Z";
    let ticket = json!({
        "id": "0195600a-0000-7000-8000-000000000000",
        "number": "A 47",
        "state": "waiting",
        "queue": "queue-1",
        "services": wish.get("services"),
        "taken_at": at,
        "due_at": at,
        "forecast": { "earliest": at, "expected": at, "latest": at },
        "position": 47,
        "token": "v_aaaaaaaaaaaaaaaaaaaaaaaa",
    });
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], ticket.to_string()).into_response()
}
