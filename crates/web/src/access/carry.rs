//! A form whose session had ended is not lost: it is carried through the sign-in and sent again by whoever sent it.
//!
//! What was filled in stands in the pages that its own sender gets back, and nowhere else; no script and no storage is
//! needed. A form with a password is not carried: what was typed as a password is shown in no page.

use askama::Template;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::ids::Language;
use serde::{Deserialize, Serialize};

use super::{around, next, page};
use crate::authority::has_bearer;
use crate::form::MEDIA_TYPE;
use crate::order::{is_of_type, whole};
use crate::pages::Around;
use crate::problem::Problem;
use crate::state::AppState;

/// The longest form that is carried, in bytes.
const BYTES_MAX: usize = 16 * 1024;

/// A form that was sent: where to, and what, as it was encoded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Carried {
    pub(crate) to: String,
    pub(crate) fields: String,
}

/// Keeps a form that a browser sends, until it is known whether it was taken.
///
/// # Errors
/// A [`Problem`] where it does not come to its end.
pub(crate) async fn keep(request: Request) -> Result<(Request, Option<Bytes>), Problem> {
    let is_form = *request.method() == Method::POST
        && is_of_type(request.headers(), MEDIA_TYPE)
        && !request.uri().path().starts_with("/api/")
        && !has_bearer(request.headers());
    let fits = request.body().size_hint().upper().is_some_and(|bytes| bytes <= BYTES_MAX as u64);
    if !is_form || !fits || request.headers().contains_key("hx-request") {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = Bytes::from(whole(body, BYTES_MAX).await?);
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), Some(bytes)))
}

impl Carried {
    /// A form that was kept, if it may be carried.
    pub(crate) fn of(path: &str, kept: &Bytes) -> Option<Self> {
        let fields = std::str::from_utf8(kept).ok()?;
        Self { to: path.to_owned(), fields: fields.to_owned() }.checked()
    }

    /// The same, if it goes to a page of ours and shows no secret.
    pub(crate) fn checked(self) -> Option<Self> {
        let goes =
            next::own(&self.to).is_some() && !self.to.starts_with("/sign-") && !self.to.starts_with("/invitation/");
        let pairs = self.pairs();
        let shows_no_secret = pairs.iter().all(|(name, _)| !name.contains("password"));
        (goes && !pairs.is_empty() && shows_no_secret).then_some(self)
    }

    fn pairs(&self) -> Vec<(String, String)> {
        serde_html_form::from_str(&self.fields).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "carry_on.html")]
struct CarryOnPage<'a> {
    around: Around<'a>,
    to: String,
    pairs: Vec<(String, String)>,
}

/// The page after the sign-in: what was filled in, to be sent with one press.
pub(super) fn carry_on(app: &AppState, language: &Language, carried: &Carried) -> Result<Response, Problem> {
    let around = around(app, language, "carry-title", super::sign_in::PATH);
    page(StatusCode::OK, &CarryOnPage { around, to: carried.to.clone(), pairs: carried.pairs() })
}

/// Whether an answer is one that a form is carried past: it was refused for want of a session.
pub(crate) fn is_for_want_of_a_session(problem: &Problem) -> bool {
    matches!(problem.code(), "session_ended" | "session_missing")
}
