//! The internal note on a visit: read and kept by the page's script, one at a time.
//!
//! It lies sealed in the people vault until the day closes. Only who has or had the visit at her desk reads it, or anybody
//! who could take it up while it is set aside. It is text and is sent as text; it never stands in a page or in an address.
//!
//! Several may write it, and one employee in two windows. A save says from which text it started; where another was kept in
//! between it is not kept, and that other one is the answer, so that the page puts both together.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::day::{Day, State as VisitState, Visit};
use domain::hall::Phase;
use domain::ids::{EmployeeId, VisitId};
use domain::refusal::Refusal;
use engine::Note;
use serde::{Deserialize, Serialize};
use store::vault::Field;
use store::{Purpose, SealedText};
use tokio::sync::Mutex;

use super::asked::Asked;
use super::press::Answer;
use crate::authority::{Caller, Employee};
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The longest note, in characters.
pub(super) const NOTE_CHARS_MAX: usize = 2_000;

/// Says who reads, and on which day: what a tab keeps until it is saved is hers alone, and that day's.
const WRITER_HEADER: &str = "x-frontdesk-writer";

/// Held from looking at the note that is there until the new one is kept.
static SAVING: Mutex<()> = Mutex::const_new(());

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/note", show).does("The note on a visit, as plain text.").page(),
        Route::post("/counter/{centre}/note", submit).does("Keeps a note until the day closes.").page(),
    ]
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    visit: VisitId,
    text: String,
    /// The text that the writing started from.
    base: String,
}

/// The note; without a visit in the address, who asks alone.
async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let text = match asked.query.take("visit")? {
        Some(visit) => {
            let visit = visit.parse().map_err(|_| Problem::refused(&Refusal::UnknownVisit, None))?;
            may_see(&app, &who.0, visit, false).await?;
            read(&app, &who.0, visit).await?
        }
        None => String::new(),
    };
    let stream = app.engine.stream_of(&who.0.centre, None).map_err(|error| Problem::from_engine(&error, None))?;
    let writer = format!("{} {}", who.0.employee(None)?, stream.date);
    Ok(([(WRITER_HEADER, writer)], plain(text)).into_response())
}

async fn submit(who: Employee, State(app): State<AppState>, form: Form<Written>) -> Answer {
    let Written { visit, text, base } = form.body;
    let (text, base) = (with_plain_ends(&text), with_plain_ends(&base));
    if text.chars().count() > NOTE_CHARS_MAX {
        return Err(too_long());
    }
    may_see(&app, &who.0, visit, true).await?;
    let _saving = SAVING.lock().await;
    // The program compares; nobody is shown anything by it.
    let there = app.engine.note(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    let there = opened(&app, visit, there)?;
    // An answer that was lost on its way is asked for again.
    if there == text {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if there != base {
        // What somebody else wrote since is shown now, so this too is on record first.
        return Ok((StatusCode::CONFLICT, plain(read(&app, &who.0, visit).await?)).into_response());
    }
    let sealed = app.vault.seal(visit, Field::Note, &text).map_err(|_| too_long())?;
    let note = Note { centre: who.0.centre.clone(), visit, text: sealed };
    app.engine.keep_note(note).await.map_err(|error| Problem::from_engine(&error, Some(who.0.setup)))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The note for somebody who is shown it: that she looked at it is on record before.
async fn read(app: &AppState, who: &Caller, visit: VisitId) -> Result<String, Problem> {
    let looked_up = app.engine.look_up(visit, &who.sender, Purpose::Serves).await;
    let person = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    opened(app, visit, person.and_then(|person| person.given.note))
}

/// A note's text; none is an empty one.
fn opened(app: &AppState, visit: VisitId, sealed: Option<SealedText>) -> Result<String, Problem> {
    let Some(sealed) = sealed else { return Ok(String::new()) };
    app.vault.open(visit, Field::Note, &sealed).map_err(|error| {
        tracing::error!(%error, "A note does not open.");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")
    })
}

fn plain(text: String) -> Response {
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, plain)], Body::from(text)).into_response()
}

fn too_long() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "note_too_long").detail("max", NOTE_CHARS_MAX as u64)
}

/// A browser writes the end of a line in two characters and counts it as one.
fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whether the note is hers to read, and where it is to be written, whether its day is still open.
pub(super) async fn may_see(app: &AppState, who: &Caller, visit: VisitId, to_write: bool) -> Result<(), Problem> {
    let employee = who.employee(None)?;
    let of_engine = |error| Problem::from_engine(&error, None);
    let stream = app.engine.stream_of(&who.centre, None).map_err(of_engine)?;
    let look = |day: &Day, _: &_| (is_hers(day, visit, &employee), day.phase() == Phase::Closed);
    match app.engine.with_day(&stream, look).await.map_err(of_engine)? {
        (false, _) => Err(Problem::refused(&Refusal::UnknownVisit, None)),
        (true, true) if to_write => Err(Problem::refused(&Refusal::DayClosed, Some(who.setup.clone()))),
        _ => Ok(()),
    }
}

/// Whether a visit is or was at her desk, or is set aside for whoever takes it up.
fn is_hers(day: &Day, visit: VisitId, employee: &EmployeeId) -> bool {
    let Some(visit) = day.visit(visit) else { return false };
    let at_hers = |visit: &Visit| visit.desk().is_some_and(|desk| day.desk_of(employee) == Some(desk));
    matches!(visit.state, VisitState::Parked { .. } | VisitState::Missed { .. })
        || at_hers(visit)
        || visit.periods.iter().any(|period| period.employee.as_ref() == Some(employee))
}
