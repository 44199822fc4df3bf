//! Who gets in: signing in and out, invitations, the own account, devices. Plain pages that need no script.
//!
//! What decides is elsewhere: the engine knows who is signed in, `authority` what that allows, `frame` refuses what another
//! site sends. Nothing here says whether a login exists, and nothing that was typed as a password is shown again.

mod account;
pub(crate) mod carry;
pub(crate) mod cookies;
pub(crate) mod cross_site;
pub(crate) mod device;
mod devices;
pub(crate) mod feed;
pub(crate) mod guesses;
mod invitation;
pub(crate) mod next;
mod password;
pub(crate) mod sign_in;

use std::net::IpAddr;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::ids::Language;

use crate::frame::RequestId;
use crate::pages::Around;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(crate) fn routes() -> Vec<Route> {
    [sign_in::routes(), invitation::routes(), account::routes(), device::routes(), devices::routes(), feed::routes()]
        .into_iter()
        .flatten()
        .collect()
}

/// From where a request comes, and its name in the log.
pub(crate) struct Peer {
    address: IpAddr,
    request_id: String,
}

impl FromRequestParts<AppState> for Peer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let request_id = parts.extensions.get::<RequestId>().map(|RequestId(id)| id.clone()).unwrap_or_default();
        Ok(Self { address: app.gates.peer_of(&parts.headers, &parts.extensions), request_id })
    }
}

/// A mistake in a form: beside its field, and in the summary above.
struct Mistake {
    /// The identifier of the field; empty where it is about the whole form.
    field: &'static str,
    text: String,
}

/// What is wrong with a form; nothing where it is shown for the first time.
#[derive(Default)]
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// One, of a field, or of the whole form where none is named.
    fn one(field: &'static str, text: String) -> Self {
        Self(vec![Mistake { field, text }])
    }

    /// The mistake of a field, where it has one.
    fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }
}

fn around<'a>(app: &'a AppState, language: &Language, title: &str, path: &str) -> Around<'a> {
    Around::plain(app, language.clone(), app.texts.get(language, title), path)
}

fn page(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let html = page.render().map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
    Ok((status, Html(html)).into_response())
}
