//! `/api/v1/openapi.json`: the interface for programs, described for programs.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;
use bytes::Bytes;

use super::command::json_bytes;
use super::query::NoPairs;
use crate::authority::Anyone;
use crate::openapi::{self, forms};
use crate::route::Route;

/// Made once: it depends on nothing but the program.
static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| openapi::document().to_json().map(Bytes::from).unwrap_or_default());

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", show)
            .does("This document.")
            .gives::<forms::Details>(200, "An OpenAPI 3.1 document."),
    ]
}

async fn show(_: Anyone, _: NoPairs) -> Response {
    json_bytes(StatusCode::OK, DOCUMENT.clone())
}
