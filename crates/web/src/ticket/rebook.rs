//! Moving a booked time: the calendar again, with her own time free for herself, and one press.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use domain::day::{State as Stands, Visit};
use domain::ids::ServiceId;
use domain::time::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::appointment::{self, Card, agreed};
use super::holder::Ticket;
use super::page::{self, not_to_be_found};
use crate::api::path::read_date;
use crate::booking::calendar::{Looked, Plan};
use crate::booking::shell::Shell;
use crate::booking::time::Picking;
use crate::form::{Form, new_command_id};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::Markup;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "booking/move.html")]
struct MovePage<'a> {
    around: Around<'a>,
    shell: Shell,
    time: Card,
    line: String,
    picking: Picking,
    form_to: String,
    command_id: String,
    notice: Option<String>,
    mistake: Option<String>,
    how: (Markup, String),
    go_with: String,
    cancel: String,
    keep: String,
}

/// The new time.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct NewTime {
    at: Option<String>,
}

/// What is said beside the calendar, as messages.
#[derive(Default)]
struct Told {
    status: StatusCode,
    notice: Option<&'static str>,
    mistake: Option<&'static str>,
    looked: Looked,
}

pub(super) async fn show(mut ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    let looked = looked(&mut ticket)?;
    calendar(&app, &ticket, Told { looked, ..Told::default() }).await
}

fn looked(ticket: &mut Ticket) -> Result<Looked, Problem> {
    let mut date =
        |name: &str| -> Result<Option<Date>, Problem> { Ok(ticket.visitor.take(name)?.as_deref().and_then(read_date)) };
    Ok(Looked { week: date("week")?, date: date("date")?, at: None })
}

/// A visit that can still be moved, with its service.
async fn movable(app: &AppState, ticket: &Ticket) -> Result<Option<(Visit, ServiceId)>, Problem> {
    let now = app.engine.now();
    let visit = appointment::booked(app, ticket).await?;
    let visit = visit.filter(|visit| visit.state == Stands::Booked && agreed(visit).0 > now);
    Ok(visit.and_then(|visit| {
        let service = visit.stops.iter().flat_map(|stop| stop.services.iter()).next()?.clone();
        Some((visit, service))
    }))
}

async fn calendar(app: &AppState, ticket: &Ticket, told: Told) -> Result<Response, Problem> {
    let Some((visit, service)) = movable(app, ticket).await? else { return Ok(page::done(ticket)) };
    let say = appointment::say(app, ticket);
    let (starts_at, mode) = agreed(&visit);
    let link = ticket.address();
    let to = |rest: &str| ticket.visitor.address(&format!("{link}{rest}"), &[]);
    let services: Vec<ServiceId> = visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect();
    let Some(bookable) = say.setup.appointments.get(&service).filter(|b| b.meetings.contains_key(&mode)) else {
        // The plan has no such times any more: it can be kept or cancelled.
        let refused = Some(say.t("booked-cannot-move"));
        return appointment::page(app, ticket, &visit, StatusCode::CONFLICT, refused).await;
    };
    let plan = Plan { services, ..Plan::of(&ticket.caller.centre, &service, mode, bookable, Some(visit.id)) };
    // One begins at the day that one has.
    let own = Some(say.day_of(starts_at)).filter(|_| told.looked.week.is_none());
    let looked = Looked { date: told.looked.date.or(own), ..told.looked };
    let drawn = plan.calendar(app, &say, looked).await?;
    let path = format!("{link}/move");
    let pairs = [("lang", ticket.language.as_str()), ("adapted", ticket.visitor.aids.words())];
    let card = appointment::card(&say, &visit);
    let page = MovePage {
        around: appointment::around(app, ticket, say.t("booked-move-title")),
        shell: appointment::shell(app, ticket, &path, Some(to(""))),
        line: say.with("booked-move-line", &[("when", &say.moment(starts_at))]),
        how: (card.sign.clone(), card.how.clone()),
        time: card,
        picking: Picking::links(drawn, &path, &pairs),
        form_to: to("/move"),
        command_id: new_command_id()?,
        notice: told.notice.map(|message| say.t(message)),
        mistake: told.mistake.map(|message| say.t(message)),
        go_with: say.with("booked-move-to", &[("time", "{}")]),
        cancel: to("/cancel"),
        keep: to(""),
    };
    html(&page).map(|response| not_to_be_found(told.status, response))
}

pub(super) async fn submit(
    mut ticket: Ticket,
    State(app): State<AppState>,
    form: Form<NewTime>,
) -> Result<Response, Problem> {
    let looked = looked(&mut ticket)?;
    let Some((visit, _)) = movable(&app, &ticket).await? else {
        return page::refused(&app, &ticket, &Problem::new(StatusCode::CONFLICT, "appointment_begun")).await;
    };
    let Some(at) = form.body.at.as_deref().and_then(|at| at.parse::<Instant>().ok()) else {
        let (status, mistake) = (StatusCode::UNPROCESSABLE_ENTITY, Some("booking-mistake-time"));
        return calendar(&app, &ticket, Told { status, mistake, looked, notice: None }).await;
    };
    let date = at.date(&ticket.caller.setup.time_zone);
    let action = Action::Rebook { visit: visit.id, date, starts_at: at, mode: agreed(&visit).1, employee: None };
    match ticket.perform(&app, form.into_order(), action).await {
        Ok(_) => Ok(page::done(&ticket)),
        Err(problem) if problem.code().starts_with("slot_") => {
            let looked = Looked { date: Some(date), ..Looked::default() };
            let notice = Some("booked-moved-refused");
            calendar(&app, &ticket, Told { status: problem.status(), notice, looked, mistake: None }).await
        }
        Err(problem) => page::refused(&app, &ticket, &problem).await,
    }
}
