//! The sounds of a call, piece by piece: the chime, a letter, a digit, a desk's name. The browser plays them in order.
//!
//! Only letters, digits and desks of the centre can be asked for, never a text: nobody can have the wall say something.
//! Where the server has no speech engine a piece is not found, and the call is shown and chimed without words.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::ids::{DeskId, Letter};

use super::asked::Asked;
use super::chime::chime;
use crate::authority::Anyone;
use crate::problem::Problem;
use crate::route::Route;
use crate::speech::SpeechError;
use crate::state::AppState;

/// How long a browser may keep what never changes: a day.
const KEPT: &str = "public, max-age=86400";

/// How long a browser may keep a desk's name: an hour.
const KEPT_BRIEFLY: &str = "public, max-age=3600";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/screen/chime.wav", chimed).does("The sound before a call.").page(),
        Route::get("/screen/{centre}/{screen}/speech/letter/{letter}", letter).does("A queue's letter, spoken.").page(),
        Route::get("/screen/{centre}/{screen}/speech/digit/{digit}", digit).does("A digit, spoken.").page(),
        Route::get("/screen/{centre}/{screen}/speech/desk/{desk}", desk).does("A desk's name, spoken.").page(),
    ]
}

async fn chimed(_: Anyone, State(_): State<AppState>) -> Response {
    wave(chime(), KEPT)
}

async fn letter(_: Anyone, State(app): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    let letter = single(&asked).and_then(Letter::new);
    let known = letter.filter(|letter| asked.place.setup.queues.values().any(|queue| queue.letter == *letter));
    let letter = known.ok_or_else(Problem::not_found)?;
    say(&app, &asked, &letter.to_string(), KEPT).await
}

async fn digit(_: Anyone, State(app): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    let digit = single(&asked).filter(char::is_ascii_digit).ok_or_else(Problem::not_found)?;
    say(&app, &asked, &digit.to_string(), KEPT).await
}

async fn desk(_: Anyone, State(app): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    let desk = DeskId::new(asked.piece()).ok().and_then(|id| asked.place.setup.desks.get(&id));
    let name = desk.ok_or_else(Problem::not_found)?.name.get(&asked.language).to_owned();
    say(&app, &asked, &name, KEPT_BRIEFLY).await
}

fn single(asked: &Asked) -> Option<char> {
    let mut chars = asked.piece().chars();
    chars.next().filter(|_| chars.next().is_none())
}

async fn say(app: &AppState, asked: &Asked, text: &str, kept: &'static str) -> Result<Response, Problem> {
    match app.speech.say(&asked.language, text).await {
        Ok(sound) => Ok(wave(sound, kept)),
        Err(SpeechError::TooSlow) => Err(Problem::later("busy")),
        // There is no such sound here; the log has why.
        Err(_) => Err(Problem::not_found()),
    }
}

fn wave(sound: Bytes, kept: &'static str) -> Response {
    let mut response = sound.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("audio/wav"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}
