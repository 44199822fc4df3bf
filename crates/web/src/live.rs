//! A live view on its way to a browser: server-sent events, the newest state first.
//!
//! Every client of a topic is handed the same bytes, which were rendered once; nothing is copied or formatted per client,
//! and a slow one skips states rather than queueing them. A quiet stream shows a sign of life.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use engine::Topic;
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep};
use tokio_stream::Stream;
use tokio_stream::wrappers::WatchStream;

use crate::limits::StreamPlace;
use crate::problem::Problem;
use crate::state::AppState;

/// The media type of server-sent events.
pub(crate) const MEDIA_TYPE: &str = "text/event-stream";

/// A comment, which clients pass over.
const SIGN_OF_LIFE: Bytes = Bytes::from_static(b": here\n\n");

/// Proxies that would hold the stream back are told not to.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

impl FromRequestParts<AppState> for StreamPlace {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        app.gates.stream(&parts.headers, &parts.extensions)
    }
}

/// Answers with the states of a topic, from the newest on. What a client last saw makes no difference: a state is whole.
///
/// # Errors
/// A [`Problem`] where too many watch, or the program is stopping.
pub(crate) fn stream(app: &AppState, topic: &Topic, place: StreamPlace) -> Result<Response, Problem> {
    stream_until(app, topic, place, std::future::pending())
}

/// The same, until something ends it.
///
/// # Errors
/// As [`stream`].
pub(crate) fn stream_until(
    app: &AppState,
    topic: &Topic,
    place: StreamPlace,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<Response, Problem> {
    let states = app.engine.subscribe(topic).map_err(|error| Problem::from_engine(&error, None))?;
    Ok(frames(app, states, place, end))
}

/// States as they come, until something ends them.
pub(crate) fn frames(
    app: &AppState,
    states: watch::Receiver<Bytes>,
    place: StreamPlace,
    end: impl Future<Output = ()> + Send + 'static,
) -> Response {
    let keep_alive = Duration::from_secs(app.limits.keep_alive_seconds.max(1));
    let mut response = Response::new(Body::from_stream(Frames::new(states, keep_alive, place, Box::pin(end))));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    headers.insert(UNBUFFERED, HeaderValue::from_static("no"));
    response
}

/// The frames of one client.
struct Frames {
    states: WatchStream<Bytes>,
    quiet: Pin<Box<Sleep>>,
    keep_alive: Duration,
    end: Pin<Box<dyn Future<Output = ()> + Send>>,
    _place: StreamPlace,
}

impl Frames {
    fn new(
        states: watch::Receiver<Bytes>,
        keep_alive: Duration,
        place: StreamPlace,
        end: Pin<Box<dyn Future<Output = ()> + Send>>,
    ) -> Self {
        Self {
            states: WatchStream::from_changes(states),
            quiet: Box::pin(sleep(keep_alive)),
            keep_alive,
            end,
            _place: place,
        }
    }

    fn rest(&mut self) {
        let until = Instant::now() + self.keep_alive;
        self.quiet.as_mut().reset(until);
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.end.as_mut().poll(context).is_ready() {
            return Poll::Ready(None);
        }
        loop {
            match Pin::new(&mut this.states).poll_next(context) {
                // Empty bytes: the topic is new, its first state is being rendered.
                Poll::Ready(Some(state)) if state.is_empty() => {}
                Poll::Ready(Some(state)) => {
                    this.rest();
                    return Poll::Ready(Some(Ok(state)));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => break,
            }
        }
        if this.quiet.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        this.rest();
        Poll::Ready(Some(Ok(SIGN_OF_LIFE)))
    }
}
