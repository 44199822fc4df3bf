#![doc = include_str!("../README.md")]

pub(crate) mod access;
pub mod account_text;
mod answers;
mod api;
mod assets;
pub mod authority;
mod booking;
mod counter;
pub mod demo;
pub mod event_text;
mod form;
pub mod format;
mod frame;
pub mod ics;
mod kiosk;
pub mod letters;
pub mod limits;
mod link;
mod live;
mod manage;
mod open_holds;
pub mod openapi;
mod operations;
mod order;
mod pages;
mod person;
pub mod problem;
mod refusals;
mod renderer;
pub mod reports;
pub mod route;
mod screen;
mod signs;
pub mod speech;
pub mod state;
pub mod texts;
mod ticket;
mod views;
pub mod words;

use axum::Router;
use axum::middleware::from_fn_with_state;

pub use account_text::account_text;
pub use authority::Holder;
pub use frame::CONTENT_SECURITY_POLICY;
pub use limits::{Limits, OverTls};
pub use problem::Problem;
pub use renderer::Renderer;
pub use route::Route;
pub use speech::{Speech, SpeechError};
pub use state::AppState;
pub use texts::{Texts, TextsError};

/// All that is served.
///
/// Serve it with the peer's address (`into_make_service_with_connect_info::<SocketAddr>()`): limits per peer and the
/// measures rest on it.
pub fn router(app: AppState) -> Router {
    let around = from_fn_with_state(app.clone(), frame::frame);
    route::into_router(routes()).fallback(nothing_here).layer(around).with_state(app)
}

/// Every route, in the order of the docs.
pub fn routes() -> Vec<Route> {
    let all = [
        operations::routes(),
        api::routes(),
        access::routes(),
        pages::routes(),
        kiosk::routes(),
        screen::routes(),
        booking::routes(),
        ticket::routes(),
        counter::routes(),
        manage::routes(),
        assets::routes(),
        demo::routes(),
        reports::routes(),
    ];
    all.into_iter().flatten().collect()
}

/// The table of routes by who may use them, as it stands in the docs.
pub fn roles_table() -> String {
    let row = |first: &str, cells: [&str; Holder::ALL.len()]| format!("| {first} | {} |\n", cells.join(" | "));
    let mut table = row("route", Holder::ALL.map(Holder::as_str));
    table.push_str("|---|");
    table.push_str(&"---|".repeat(Holder::ALL.len()));
    table.push('\n');
    for route in routes() {
        let name = format!("`{} {}`", route.method.as_str(), route.path);
        table.push_str(&row(&name, Holder::ALL.map(|holder| if route.may.include(holder) { "yes" } else { "–" })));
    }
    table
}

async fn nothing_here() -> Problem {
    Problem::not_found()
}
