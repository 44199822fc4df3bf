//! What exists only in the demo: the newcomer's tour, stepping in as one of its people or devices, moving its clock on.
//!
//! In a real installation none of these addresses leads anywhere: every handler here asks for [`Demo`], which cannot be had
//! where [`crate::state::Context::demo`] is not set.

pub(crate) mod messages;
mod people;
mod step_in;
pub(crate) mod tour;

use axum::extract::{FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::Language;
use serde::{Deserialize, Serialize};

use crate::authority::Anyone;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub use messages::{Sent, Shown};
pub use people::{DemoPerson, demo_people, is_played};
pub(crate) use step_in::DemoDevices;

/// The longest that the clock is moved on at once, in minutes.
const MINUTES_MAX: u16 = 24 * 60;

pub(crate) fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::post("/demo/clock", move_clock).does("Moves the demo's clock on. Only in the demo.").page(),
        Route::post("/demo/step-in", step_in::submit)
            .does("Steps in as somebody of the demo. Only in the demo.")
            .page(),
        Route::post("/demo/ticket", step_in::ticket)
            .does("Takes a ticket to follow on the phone. Only in the demo.")
            .page(),
    ];
    all.extend(messages::routes());
    all
}

/// The demo, for handlers that only it has.
#[derive(Debug)]
pub(crate) struct Demo;

impl FromRequestParts<AppState> for Demo {
    type Rejection = Problem;

    async fn from_request_parts(_: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        if app.demo { Ok(Self) } else { Err(Problem::not_found()) }
    }
}

/// How far the clock is moved.
#[derive(Debug, Serialize, Deserialize)]
struct Forward {
    /// At most a day.
    minutes: u16,
    /// Whether a person pressed the tour's button, and wants to see the tour again.
    #[serde(default)]
    tour: bool,
    /// In which language.
    lang: Option<Language>,
}

async fn move_clock(_: Anyone, _: Demo, State(app): State<AppState>, form: Form<Forward>) -> Result<Response, Problem> {
    let Forward { minutes, tour, lang } = form.body;
    let to = app.engine.now().plus_minutes(i64::from(minutes.min(MINUTES_MAX)));
    if !app.engine.clock().move_on_to(to) {
        return Err(Problem::not_found());
    }
    let again = in_language("/", &lang.unwrap_or_else(Language::danish));
    Ok(if tour { see_other(&again) } else { StatusCode::NO_CONTENT.into_response() })
}

/// A page in a language; Danish is what every page has where nothing is said.
fn in_language(path: &str, language: &Language) -> String {
    if *language == Language::danish() { path.to_owned() } else { format!("{path}?lang={language}") }
}

/// Leads on to one of our own pages.
fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}
