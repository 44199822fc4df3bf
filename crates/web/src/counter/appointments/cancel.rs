//! Cancelling for a citizen: asked first; of a series this one, or all that are still to come. Each is a command of its own, and
//! what could not be cancelled is said.

use askama::Template;
use axum::extract::State;
use domain::command::Action;
use domain::counter::{AppointmentLine, Stands, appointment};
use domain::day::Day;
use domain::ids::{SeriesId, VisitId};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cancelled;
use super::here::{Here, part_of, unknown};
use super::one::{can_be_cancelled, seen, when};
use super::page;
use crate::api::command::Personal;
use crate::authority::Employee;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointment/cancel", ask).does("Asks whether a booked time is cancelled.").page(),
        Route::post("/counter/{centre}/appointment/cancel", submit)
            .does("Cancels a booked time for its citizen, or all later ones of its series.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/cancel.html")]
struct Asking<'a> {
    here: &'a Here,
    number: String,
    services: String,
    when: String,
    visit: String,
    key: String,
    keep: String,
    to: String,
    /// The later ones of its series, in words.
    later: Vec<String>,
}

impl Asking<'_> {
    fn t(&self, message: &str) -> String {
        self.here.t(message)
    }
}

/// What is to be cancelled.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    visit: VisitId,
    /// `later` where all later ones of the series go, too.
    #[serde(default)]
    scope: String,
}

async fn ask(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit: VisitId = asked.query.take("visit")?.and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
    let found = seen(&here, visit).await?;
    if !can_be_cancelled(&found.line) {
        return Ok(see_other(&here.back_on(found.stream.date)));
    }
    let later = later(&here, &found.line, found.stream.date).await?;
    let number = visit.to_string();
    let asking = Asking {
        number: found.line.number.to_string(),
        services: here.say().services(&found.line.services),
        when: when(&here, &found.line),
        key: new_command_id()?,
        keep: here.to_with("appointment", &[("visit", &number)]),
        to: here.to("appointment/cancel"),
        visit: number,
        later: later.iter().map(|(_, line)| when(&here, line)).collect(),
        here: &here,
    };
    here.sheet(&asking, &here.t("appts-cancel-title"))
}

/// Those of the same series that are still to come after this one.
async fn later(here: &Here, line: &AppointmentLine, from: Date) -> Result<Vec<(Date, AppointmentLine)>, Problem> {
    let Some(series) = line.series else { return Ok(Vec::new()) };
    let until = here.today().checked_add(engine::BOOKED_AHEAD_DAYS_MAX.days()).unwrap_or(Date::MAX);
    let dates = here.app.engine.dates(&here.who.centre, from, until).await;
    let mut all = Vec::new();
    for date in dates.map_err(|error| Problem::from_engine(&error, None))? {
        let of_series = |day: &Day, _: &_| lines_of(day, series);
        let found = here.app.engine.with_day(&here.stream(date), of_series).await;
        let found = found.map_err(|error| Problem::from_engine(&error, None))?;
        all.extend(found.into_iter().filter(|other| other.starts_at > line.starts_at).map(|other| (date, other)));
    }
    Ok(all)
}

fn lines_of(day: &Day, series: SeriesId) -> Vec<AppointmentLine> {
    let lines = day.appointments().filter_map(|visit| appointment(day, visit.id));
    lines.filter(|line| line.series == Some(series) && line.stands == Stands::Ahead).collect()
}

async fn submit(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Which>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let Which { visit, scope } = form.body;
    let found = seen(&here, visit).await?;
    let others = if scope == "later" { later(&here, &found.line, found.stream.date).await? } else { Vec::new() };
    let all = std::iter::once((found.stream.date, visit)).chain(others.iter().map(|(date, line)| (*date, line.visit)));
    let mut refused = None;
    for (date, visit) in all {
        let order = (part_of(&form.command_id, &visit.to_string()), form.fingerprint);
        if let Err(problem) = here.submit(order, date, Action::Cancel { visit }, Personal::default()).await {
            refused = refused.or(Some(problem));
        }
    }
    match refused {
        None if others.is_empty() => Ok(see_other(&cancelled::address(&here, visit))),
        None => Ok(see_other(&format!("{}&done=cancelled", here.back_on(found.stream.date)))),
        Some(problem) if here.by_script => Err(problem),
        Some(problem) => page::refused(&here, &problem).await,
    }
}
