//! `/api/v1/openapi.json`: the interface for programs, described for programs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;

use super::command::json_bytes;
use super::query::NoPairs;
use crate::authority::Anyone;
use crate::openapi::{self, forms};
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", show)
            .does("This document.")
            .gives::<forms::Details>(200, "An OpenAPI 3.1 document."),
    ]
}

async fn show(_: Anyone, State(app): State<AppState>, _: NoPairs) -> Response {
    json_bytes(StatusCode::OK, openapi::json(app.engine.now().date(&TimeZone::UTC)))
}
