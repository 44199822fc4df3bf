//! The internal note on a visit: read and kept by the page's script, one at a time.
//!
//! It lies sealed in the people vault until the day closes. Only who has or had the visit at her desk reads it, or anybody
//! who could take it up while it is set aside. It is text and is sent as text; it never stands in a page or in an address.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::day::{Day, State as VisitState, Visit};
use domain::ids::{EmployeeId, VisitId};
use domain::refusal::Refusal;
use engine::Note;
use serde::{Deserialize, Serialize};
use store::vault::Field;

use super::asked::Asked;
use super::press::Answer;
use super::sheet::Seen;
use crate::authority::{Caller, Employee};
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The longest note, in characters.
pub(super) const NOTE_CHARS_MAX: usize = 2_000;

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
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let visit = Seen::visit(&mut asked.query)?;
    may_see(&app, &who.0, visit).await?;
    let person = app.engine.person(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    let text = match person.and_then(|person| person.note) {
        Some(sealed) => app.vault.open(visit, Field::Note, &sealed).map_err(|error| {
            tracing::error!(%error, "A note does not open.");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")
        })?,
        None => String::new(),
    };
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, plain)], text).into_response())
}

async fn submit(who: Employee, State(app): State<AppState>, form: Form<Written>) -> Answer {
    let Written { visit, text } = form.body;
    // A browser writes the end of a line in two characters and counts it as one.
    let text = text.replace("\r\n", "\n");
    if text.chars().count() > NOTE_CHARS_MAX {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "note_too_long");
        return Err(problem.detail("max", NOTE_CHARS_MAX as u64));
    }
    may_see(&app, &who.0, visit).await?;
    let sealed = app.vault.seal(visit, Field::Note, &text);
    let sealed = sealed.map_err(|_| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "note_too_long").detail("max", NOTE_CHARS_MAX as u64)
    })?;
    let note = Note { centre: who.0.centre.clone(), visit, text: sealed };
    app.engine.keep_note(note).await.map_err(|error| Problem::from_engine(&error, Some(who.0.setup)))?;
    Ok(Response::new(axum::body::Body::empty())).map(|mut response| {
        *response.status_mut() = StatusCode::NO_CONTENT;
        response
    })
}

async fn may_see(app: &AppState, who: &Caller, visit: VisitId) -> Result<(), Problem> {
    let employee = who.employee(None)?;
    let of_engine = |error| Problem::from_engine(&error, None);
    let stream = app.engine.stream_of(&who.centre, None).map_err(of_engine)?;
    let may = app.engine.with_day(&stream, |day, _| is_hers(day, visit, &employee)).await.map_err(of_engine)?;
    if may { Ok(()) } else { Err(Problem::refused(&Refusal::UnknownVisit, None)) }
}

/// Whether a visit is or was at her desk, or is set aside for whoever takes it up.
fn is_hers(day: &Day, visit: VisitId, employee: &EmployeeId) -> bool {
    let Some(visit) = day.visit(visit) else { return false };
    let at_hers = |visit: &Visit| visit.desk().is_some_and(|desk| day.desk_of(employee) == Some(desk));
    matches!(visit.state, VisitState::Parked { .. } | VisitState::Missed { .. })
        || at_hers(visit)
        || visit.periods.iter().any(|period| period.employee.as_ref() == Some(employee))
}
