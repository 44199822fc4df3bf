//! What is around every answer: a name for the request, a time limit, headers that protect, problems in words, the log.
//!
//! One layer, and no more work for each request than that takes. The log names the method, the route's pattern, the
//! status and the time; never an address, a visit, a token or a body.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::Language;

use crate::access::carry::{self, Carried};
use crate::access::{cross_site, sign_in};
use crate::authority::is_of_a_device;
use crate::pages;
use crate::problem::{MEDIA_TYPE, Problem};
use crate::state::AppState;
use crate::texts::Texts;

/// The header that names a request, in its answer and in the log.
pub(crate) const REQUEST_ID_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The policy of every page: our own files, nothing written into a page runs.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// For a year a browser comes back by TLS alone.
const TLS_ALONE: &str = "max-age=31536000";

/// What no page of ours may ask a browser for.
const PERMISSIONS_POLICY: &str = "camera=(), microphone=(), geolocation=()";

/// The name of a request, for a handler that logs something about it.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

static NEXT_REQUEST: AtomicU64 = AtomicU64::new(1);

/// The layer around every route.
pub(crate) async fn frame(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let request_id = request_id(&app);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let asked = Asked::of(&request);

    if method == Method::POST {
        request.extensions_mut().insert(RequestId(request_id.clone()));
    }
    let mut kept = None;
    let is_secure = app.gates.is_secure(request.headers(), request.extensions());

    let mut response = if !headers_fit(&request, &app) {
        Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large").into_response()
    } else if cross_site::is_cross_site(&request, is_secure, &app.public_url) {
        Problem::new(StatusCode::FORBIDDEN, "cross_site").into_response()
    } else {
        let limit = Duration::from_secs(app.limits.request_seconds_max);
        let answer = tokio::time::timeout(limit, answer(request, next, &mut kept)).await;
        answer.unwrap_or_else(|_| Problem::later("too_slow").into_response())
    };

    carry_past(&app, &asked, kept.as_ref(), &mut response);
    write_problem(&app, &asked, &request_id, &mut response);
    protect(response.headers_mut(), is_secure);
    if is_refused_unread(response.status()) {
        // What was sent with it is not read, so the connection cannot go on; who keeps it should know.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID_HEADER, value);
    }
    log(&request_id, &method, route.as_ref(), response.status(), began.elapsed());
    response
}

/// The handler's answer; a form that a browser sends is kept beside it.
async fn answer(request: Request, next: Next, kept: &mut Option<Bytes>) -> Response {
    match carry::keep(request).await {
        Ok((request, form)) => {
            *kept = form;
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// A form that was refused for want of a session is not lost: it goes on after the sign-in.
fn carry_past(app: &AppState, asked: &Asked, kept: Option<&Bytes>, response: &mut Response) {
    let refused = response.extensions().get::<Problem>().is_some_and(carry::is_for_want_of_a_session);
    // At a kiosk it goes on after nobody's sign-in: the device is let in anew.
    if !refused || !asked.wants_page() || is_of_a_device(&asked.path) {
        return;
    }
    let Some(carried) = kept.and_then(|form| Carried::of(&asked.path, form)) else { return };
    let language = asked.language(&app.texts);
    if let Ok(page) = sign_in::carrying(app, &language, carried) {
        *response = page;
    }
}

/// Whether a request is refused before its body is read.
fn is_refused_unread(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
    )
}

/// What is known of a request when its answer is written.
///
/// Only a problem needs it, so it is not looked into before there is one.
struct Asked {
    accept_language: Option<HeaderValue>,
    accept: Option<HeaderValue>,
    for_people: bool,
    by_script: bool,
    path: String,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let header = |name| request.headers().get(name).cloned();
        Self {
            accept_language: header(header::ACCEPT_LANGUAGE),
            accept: header(header::ACCEPT),
            // Only a form is ever carried on; a look costs no copy.
            path: if *request.method() == Method::POST { request.uri().path().to_owned() } else { String::new() },
            by_script: request.headers().contains_key("hx-request"),
            for_people: !request.uri().path().starts_with("/api/"),
        }
    }

    fn language(&self, texts: &Texts) -> Language {
        texts.negotiate(self.accept_language.as_ref().and_then(|v| v.to_str().ok()))
    }

    fn wants_page(&self) -> bool {
        let accept = self.accept.as_ref().and_then(|v| v.to_str().ok());
        self.for_people && accept.is_some_and(|accept| accept.contains("text/html"))
    }
}

fn write_problem(app: &AppState, asked: &Asked, request_id: &str, response: &mut Response) {
    let carried = response.extensions_mut().remove::<Problem>();
    let problem = match (carried, response.status()) {
        (Some(problem), _) => problem,
        (None, status @ StatusCode::METHOD_NOT_ALLOWED) => Problem::new(status, "method_not_allowed"),
        (None, _) => return,
    };
    if let (Some(address), true) = (problem.destination(), asked.wants_page() && !asked.by_script) {
        *response = see_other(address);
        return;
    }
    let language = asked.language(&app.texts);
    let document = problem.document(&app.texts, &language, format!("urn:frontdesk:request:{request_id}"));
    let (media_type, body) = if asked.wants_page() {
        ("text/html; charset=utf-8", pages::problem(app, &language, &document))
    } else {
        (MEDIA_TYPE, serde_json::to_string(&document).unwrap_or_default())
    };
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LANGUAGE, language_value(&language));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

fn language_value(language: &Language) -> HeaderValue {
    HeaderValue::from_str(language.as_str()).unwrap_or(HeaderValue::from_static("da"))
}

/// Sends a browser to another address of ours.
pub(crate) fn see_other(address: &str) -> Response {
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

fn protect(headers: &mut HeaderMap, is_secure: bool) {
    if is_secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TLS_ALONE));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static(PERMISSIONS_POLICY));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn headers_fit(request: &Request, app: &AppState) -> bool {
    let address = request.uri().path().len() + request.uri().query().map_or(0, str::len);
    let headers = request.headers();
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    headers.len() <= app.limits.headers_max && address + bytes <= app.limits.header_bytes_max
}

/// The start of the program and a count: enough to find the line in the log.
fn request_id(app: &AppState) -> String {
    let count = NEXT_REQUEST.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}", app.run_name)
}

fn log(request_id: &str, method: &Method, route: Option<&MatchedPath>, status: StatusCode, took: Duration) {
    let route = route.map_or("(no route)", MatchedPath::as_str);
    let (status, micros) = (status.as_u16(), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    if status >= 500 {
        tracing::warn!(request_id, %method, route, status, micros, "a request could not be answered");
    } else {
        tracing::debug!(request_id, %method, route, status, micros, "answered a request");
    }
}
