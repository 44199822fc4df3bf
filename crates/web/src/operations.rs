//! For whoever runs the installation: is it alive, can it write, what does it measure.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::authority::{Anyone, Operator};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// Says which build answers, so that a page that has been open for days sees that there is another.
const BUILD_HEADER: HeaderName = HeaderName::from_static("x-frontdesk-build");

/// The media type of measures.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/healthz", alive).does("Whether the program answers at all.").gives_text(
            200,
            "text/plain; charset=utf-8",
            "It does.",
        ),
        Route::get("/readyz", ready).does("Whether the program can do its work: the store can be reached.").gives_text(
            200,
            "text/plain; charset=utf-8",
            "It can.",
        ),
        Route::get("/metrics", metrics)
            .open_to_this_machine()
            .does("The hall's own measures, in the OpenMetrics form. Open to this machine itself without a token.")
            .gives_text(200, OPENMETRICS, "The measures."),
    ]
}

async fn alive(_: Anyone) -> Response {
    let mut response = text("text/plain; charset=utf-8", "ok\n".to_owned());
    response.headers_mut().insert(BUILD_HEADER, HeaderValue::from_static(crate::assets::build()));
    response
}

async fn ready(_: Anyone, State(app): State<AppState>) -> Result<Response, Problem> {
    app.engine.ready().await.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(text("text/plain; charset=utf-8", "ready\n".to_owned()))
}

async fn metrics(_: Operator, State(app): State<AppState>) -> Result<Response, Problem> {
    let page = app.engine.metrics_text();
    let page = page.map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
    Ok(text(OPENMETRICS, page))
}

fn text(media_type: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], text).into_response()
}
