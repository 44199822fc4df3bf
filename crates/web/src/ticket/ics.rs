//! A booked time for the citizen's own calendar (RFC 5545): one event, in UTC, the same again after every move.
//!
//! Calendars are shared with families and offices: nothing in it says who she is or opens her page, and where the service
//! is a matter that messages must not name, it is not named here either.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::command::Mode;
use domain::day::{Origin, State as Stands, Visit};

use super::appointment::{self, agreed};
use super::holder::Ticket;
use super::page;
use crate::booking::say::Say;
use crate::ics::{self, Event, MINUTES_UNSAID};
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn show(ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    let visit = appointment::booked(&app, &ticket).await?;
    let Some(visit) = visit.filter(|visit| visit.state == Stands::Booked) else { return Ok(page::done(&ticket)) };
    let say = appointment::say(&app, &ticket);
    let text = ics::file(&event(&app, &say, &visit));
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ics::MEDIA_TYPE));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"tid.ics\""));
    Ok(page::not_to_be_found(axum::http::StatusCode::OK, response))
}

fn event(app: &AppState, say: &Say<'_>, visit: &Visit) -> Event {
    let (starts_at, mode) = agreed(visit);
    let moves = if let Origin::Appointment { agreed, .. } = &visit.origin { agreed.moves } else { 0 };
    let services: Vec<_> = visit.stops.iter().flat_map(|stop| &stop.services).collect();
    let sensitive = services.iter().any(|id| say.setup.appointments.get(*id).is_none_or(|bookable| bookable.sensitive));
    let municipality = say.setup.municipality.get(say.language);
    let errands = services.iter().map(|service| say.errand(service).line());
    let what = if sensitive { say.t("booked-summary") } else { say.texts.commas(say.language, errands) };
    let card = appointment::card(say, visit);
    let bring = || appointment::before(say, visit, mode).join("\n");
    Event {
        uid: ics::uid(app, &visit.id.to_string()),
        made_at: app.engine.now(),
        sequence: ics::sequence(moves, false),
        starts_at,
        ends_at: visit.ends_at().unwrap_or_else(|| starts_at.plus_minutes(MINUTES_UNSAID)),
        summary: say.with("booking-and", &[("first", &what), ("second", municipality)]),
        location: if mode == Mode::InPerson { say.setup.address.clone() } else { say.mode(mode) },
        description: if sensitive { card.how } else { format!("{}\n{}", card.how, bring()).trim().to_owned() },
    }
}
