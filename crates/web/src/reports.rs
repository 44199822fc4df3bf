//! What providers report of messages: taken from whoever proves to be that provider, and from nobody else.
//!
//! A report is answered fast and may come again, late, twice, or about a message that nobody knows; what it changes is the
//! engine's to say. Where the provider is not configured the address leads nowhere. Nothing of a report is logged: it holds a
//! phone number.

use std::sync::Arc;

use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::message::Channel;
use engine::outbox::DeliveryReport;

use crate::authority::Anyone;
use crate::order::whole;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The longest report, in bytes; theirs have some hundred.
const REPORT_BYTES_MAX: usize = 16 * 1_024;

/// A provider that reports over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// GatewayAPI: signs a JSON web token.
    GatewayApi,
    /// LINK Mobility: logs in.
    Link,
}

/// What a report is to whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// It is that provider's, and about a message.
    Report(DeliveryReport),
    /// It is that provider's, and about something else.
    Other,
    /// It is not proved to be that provider's.
    NotTheirs,
    /// No such provider is configured.
    Nobody,
}

/// Reads and verifies reports. Whoever sends messages knows how.
pub trait ReadReports: Send + Sync + 'static {
    /// Reads a report from its headers and body.
    fn read(&self, provider: Provider, headers: &HeaderMap, body: &[u8]) -> Read;
}

impl std::fmt::Debug for dyn ReadReports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReadReports")
    }
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/reports/gatewayapi", gatewayapi)
            .does("A report of GatewayAPI on a text message. Signed by it.")
            .page(),
        Route::post("/reports/link", link).does("A report of LINK Mobility on a text message. With its login.").page(),
    ]
}

/// A report on its way in: its headers, and its body within the limit.
pub(crate) struct Sent {
    headers: HeaderMap,
    body: Vec<u8>,
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sent(..)")
    }
}

impl FromRequest<AppState> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        Ok(Self { headers: parts.headers, body: whole(body, REPORT_BYTES_MAX).await?.to_vec() })
    }
}

async fn gatewayapi(_: Anyone, State(app): State<AppState>, sent: Sent) -> Result<Response, Problem> {
    take(&app, Provider::GatewayApi, sent).await
}

async fn link(_: Anyone, State(app): State<AppState>, sent: Sent) -> Result<Response, Problem> {
    take(&app, Provider::Link, sent).await
}

async fn take(app: &AppState, provider: Provider, sent: Sent) -> Result<Response, Problem> {
    let reader = app.reports.as_ref().map(Arc::clone).ok_or_else(Problem::not_found)?;
    match reader.read(provider, &sent.headers, &sent.body) {
        Read::Nobody => Err(Problem::not_found()),
        Read::NotTheirs => Err(Problem::new(StatusCode::UNAUTHORIZED, "report_unproved")),
        Read::Other => Ok(StatusCode::NO_CONTENT.into_response()),
        Read::Report(report) => match app.engine.report_message(Channel::Sms, report).await {
            Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
            Err(error) => Err(Problem::from_engine(&error, None)),
        },
    }
}
