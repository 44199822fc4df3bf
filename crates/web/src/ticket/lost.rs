//! The page of a link that opens nothing: the same for an unknown key and a wrong one, and another for a day that is over.

use askama::Template;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};

use super::holder::Wish;
use super::page::not_to_be_found;
use crate::pages::{Around, html};
use crate::state::AppState;
use crate::texts::CITIZEN_LANGUAGES;

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The key is none of ours.
    Unknown,
    /// The visit is of another day.
    Over,
}

#[derive(Template)]
#[template(path = "ticket/lost.html")]
struct LostPage<'a> {
    around: Around<'a>,
    text: String,
}

/// The page of a key that is none of ours.
pub(crate) fn unknown(app: &AppState, parts: &Parts) -> Response {
    page(app, &Wish::of(parts), Lost::Unknown)
}

/// The page of what is over and forgotten.
pub(crate) fn over(app: &AppState, parts: &Parts) -> Response {
    page(app, &Wish::of(parts), Lost::Over)
}

pub(super) fn page(app: &AppState, wish: &Wish, lost: Lost) -> Response {
    let language = wish.language(app, &CITIZEN_LANGUAGES, None);
    let (status, title, text) = match lost {
        Lost::Unknown => (StatusCode::NOT_FOUND, "ticket-unknown", "ticket-unknown-text"),
        Lost::Over => (StatusCode::GONE, "ticket-over", "ticket-over-text"),
    };
    let text = app.texts.get(&language, text);
    let title = app.texts.get(&language, title);
    // The address is not repeated: nobody knows what stands in it.
    let around = Around::on(app, "ticket", &CITIZEN_LANGUAGES, language, title, "");
    match html(&LostPage { around, text }) {
        Ok(response) => not_to_be_found(status, response),
        Err(problem) => problem.into_response(),
    }
}
