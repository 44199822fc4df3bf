//! What a cancellation has done: whether its citizen is told, and for a minute the way back.

use askama::Template;
use axum::extract::State;
use domain::command::{Action, Command};
use domain::day::Day;
use domain::decide::decide;
use domain::ids::VisitId;
use domain::message::Channel;
use serde::{Deserialize, Serialize};
use store::Purpose;

use super::here::{Here, Top, unknown};
use super::one::{seen, when};
use super::page;
use crate::api::command::Personal;
use crate::authority::Employee;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointment/cancelled", show)
            .does("What a cancellation has done, and the way back.")
            .page(),
        Route::post("/counter/{centre}/appointment/undo", undo).does("Takes a cancellation back.").page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/cancelled.html")]
struct Cancelled<'a> {
    around: Around<'a>,
    top: Top,
    number: String,
    services: String,
    when: String,
    told: String,
    visit: String,
    key: String,
    /// Where it is taken back, while it can be.
    undo: Option<String>,
    back: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    visit: VisitId,
}

/// Where it is shown.
pub(super) fn address(here: &Here, visit: VisitId) -> String {
    here.to_with("appointment/cancelled", &[("visit", &visit.to_string())])
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit: VisitId = asked.query.take("visit")?.and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
    let found = seen(&here, visit).await?;
    let (command, now) = (Command { by: here.who.actor.clone(), action: Action::Undo { visit } }, here.now);
    let can = |day: &Day, setup: &_| decide(day, setup, &command, now).is_ok();
    let can = here.app.engine.with_day(&found.stream, can).await.map_err(|error| Problem::from_engine(&error, None))?;
    html(&Cancelled {
        around: here.around(here.t("appts-done-cancelled")),
        top: here.top("appointments"),
        number: found.line.number.to_string(),
        services: here.say().services(&found.line.services),
        when: when(&here, &found.line),
        told: here.t(told(&here, visit).await?),
        visit: visit.to_string(),
        key: new_command_id()?,
        undo: can.then(|| here.to("appointment/undo")),
        back: here.back_on(found.stream.date),
    })
}

/// Whether she is told: by the ways that there are, where she agreed to it.
async fn told(here: &Here, visit: VisitId) -> Result<&'static str, Problem> {
    let looked_up = here.app.engine.look_up(visit, &here.who.sender, Purpose::BookingFor).await;
    let person = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    let agreed = person.and_then(|person| person.given.consent).unwrap_or_default();
    let ways = here.app.engine.ways_to_tell();
    let is_told = agreed.sms && ways.contains(&Channel::Sms) || agreed.email && ways.contains(&Channel::Email);
    Ok(if is_told { "appts-cancelled-told" } else { "appts-cancelled-not-told" })
}

async fn undo(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Which>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit = form.body.visit;
    let date = here.day_of(visit).await?.date;
    let order = (form.command_id, form.fingerprint);
    match here.submit(order, date, Action::Undo { visit }, Personal::default()).await {
        Ok(_) => Ok(see_other(&format!("{}&done=undone", here.back_on(date)))),
        Err(problem) if here.by_script => Err(problem),
        Err(problem) => page::refused(&here, &problem).await,
    }
}
