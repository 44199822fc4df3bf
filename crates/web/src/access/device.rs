//! `/device`: what a kiosk, screen or printer opens first. It shows a code until somebody confirms it, and then goes to its
//! place.
//!
//! A small script asks quietly whether the code was confirmed; without it the page loads itself again. The device's secret
//! is in a cookie that no script reads, from the beginning; confirming the code makes it good.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::Language;
use store::{Role, TokenRow};

use super::guesses::{Allowed, Key};
use super::{Peer, around, cookies, page};
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::frame::see_other;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// What a device opens first.
pub(crate) const PATH: &str = "/device";

/// Seconds after which the page loads itself again.
const REFRESH_SECONDS: u16 = 3;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, show).does("The code by which a kiosk, screen or printer is let in.").page()]
}

#[derive(Template)]
#[template(path = "device.html")]
struct DevicePage<'a> {
    around: Around<'a>,
    refresh_seconds: u16,
    /// The halves of the code.
    code: (String, String),
}

async fn show(
    _: Anyone,
    State(app): State<AppState>,
    Peer { address, .. }: Peer,
    headers: HeaderMap,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    let of_engine = |error| Problem::from_engine(&error, None);
    for secret in [cookies::PAIRING.of(&headers), cookies::DEVICE.of(&headers)].into_iter().flatten() {
        let token = app.engine.authenticate(secret).await.map_err(of_engine)?;
        if let Some(place) = token.filter(|row| row.role == Role::Device).and_then(|row| place_of(&app, &row)) {
            let cookies = [cookies::DEVICE.set(secret), cookies::PAIRING.clear()];
            return Ok((axum::response::AppendHeaders(cookies), see_other(&place)).into_response());
        }
    }
    if let Some(secret) = cookies::PAIRING.of(&headers)
        && let Some(pairing) = app.engine.pairing(secret).await.map_err(of_engine)?
    {
        return render(&app, &language, &pairing.code);
    }
    let allowed = Allowed { tries: app.limits.device_codes_per_peer_max, seconds: app.limits.sign_in_seconds };
    let counted = app.guesses.count(Key::Pairings(address), allowed, app.engine.now());
    counted.map_err(|seconds| Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests").retry_after(seconds))?;
    let new = app.engine.ask_pairing().await.map_err(of_engine)?.ok_or_else(|| Problem::later("too_many_devices"))?;
    Ok(([cookies::PAIRING.set(&new.secret.text)], render(&app, &language, &new.code)?).into_response())
}

fn render(app: &AppState, language: &Language, code: &str) -> Result<Response, Problem> {
    let (left, right) = code.split_at_checked(code.len() / 2).unwrap_or((code, ""));
    let code = (left.to_owned(), right.to_owned());
    let around = around(app, language, "device-title", PATH);
    page(StatusCode::OK, &DevicePage { around, refresh_seconds: REFRESH_SECONDS, code })
}

/// The page of a device; none where its set-up no longer knows it.
fn place_of(app: &AppState, row: &TokenRow) -> Option<String> {
    let (centre, subject) = (row.centres.first()?, row.subject.as_deref()?);
    let setup = app.engine.setup(centre)?;
    if setup.kiosks.keys().any(|kiosk| kiosk.as_str() == subject) {
        return Some(format!("/kiosk/{centre}/{subject}"));
    }
    let is_screen = setup.screens.keys().any(|screen| screen.as_str() == subject);
    is_screen.then(|| format!("/screen/{centre}/{subject}"))
}
