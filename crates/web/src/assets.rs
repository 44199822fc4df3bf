//! The files that pages load: a style sheet, a custom element, a sign. All from the program itself.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::authority::Anyone;
use crate::route::Route;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/assets/frontdesk.css", style).does("The style of every page.").page(),
        Route::get("/assets/live-hall.js", live_hall).does("Keeps a live page up to date.").page(),
        Route::get("/assets/icon.svg", icon).does("The sign of the program.").page(),
    ]
}

async fn style(_: Anyone) -> Response {
    file("text/css; charset=utf-8", include_str!("../assets/frontdesk.css"))
}

async fn live_hall(_: Anyone) -> Response {
    file("text/javascript; charset=utf-8", include_str!("../assets/live-hall.js"))
}

async fn icon(_: Anyone) -> Response {
    file("image/svg+xml", include_str!("../assets/icon.svg"))
}

fn file(media_type: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
    ];
    (headers, text).into_response()
}
