//! Moving for a citizen: the calendar of booking, with her own time free for herself, with the same employee or another.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use domain::counter::Stands;
use domain::ids::VisitId;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use super::here::{Here, Top, unknown, with_status};
use super::one::{Seen, seen, when};
use super::what::{Choice, Wanted};
use crate::api::command::Personal;
use crate::api::path::read_date;
use crate::authority::Employee;
use crate::booking::calendar::Looked as Shown;
use crate::booking::say::word;
use crate::booking::time::Picking;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::signs::Markup;
use crate::state::AppState;

/// The employee of a form, where anybody is meant.
const ANYBODY: &str = "any";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointment/move", show)
            .does("The days and times that a booked time can be moved to.")
            .page(),
        Route::post("/counter/{centre}/appointment/move", submit).does("Moves a booked time for its citizen.").page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/move.html")]
struct MovePage<'a> {
    around: Around<'a>,
    top: Top,
    number: String,
    services: String,
    when: String,
    sign: Markup,
    how: String,
    visit: String,
    to: String,
    keep: String,
    command_id: String,
    notice: Option<String>,
    mistake: Option<String>,
    picking: Option<Picking>,
    employees: Vec<Choice>,
    day: String,
    go_with: String,
}

/// What the form sends.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
struct Move {
    visit: String,
    /// Nobody: as before.
    employee: String,
    day: String,
    date: String,
    week: String,
    at: String,
    step: String,
}

/// What is said beside the calendar.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    notice: Option<String>,
    mistake: Option<String>,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let mut own = |name| asked.query.take(name).map(Option::unwrap_or_default);
    let wish = Move { visit: own("visit")?, employee: own("employee")?, ..Move::default() };
    page(&here, &wish, Beside::default()).await
}

async fn page(here: &Here, wish: &Move, beside: Beside) -> Result<Response, Problem> {
    let visit: VisitId = wish.visit.parse().map_err(|_| unknown())?;
    let found = seen(here, visit).await?;
    let (line, say) = (&found.line, here.say());
    if line.stands != Stands::Ahead || line.starts_at <= here.now {
        return Ok(see_other(&here.back_on(found.stream.date)));
    }
    let wanted = wanted(wish, &found);
    let (picking, refused) = match picking(here, wish, &wanted, &found).await {
        Ok(picking) => (Some(picking), None),
        Err(problem) if problem.status().is_client_error() => (None, Some(here.words_of(&problem))),
        Err(problem) => return Err(problem),
    };
    let page = MovePage {
        around: here.around(here.t("appts-move-title")),
        top: here.top("appointments"),
        number: line.number.to_string(),
        services: say.services(&line.services),
        when: when(here, line),
        sign: crate::booking::say::sign(line.mode),
        how: say.mode(line.mode),
        visit: wish.visit.clone(),
        to: here.to("appointment/move"),
        keep: here.back_on(found.stream.date),
        command_id: new_command_id()?,
        notice: beside.notice.or(refused),
        mistake: beside.mistake,
        employees: wanted.offer(here).employees,
        day: read_date(&wish.date).or_else(|| read_date(&wish.day)).map(|day| day.to_string()).unwrap_or_default(),
        picking,
        go_with: here.dates().with("booked-move-to", &[("time", "{}")]),
    };
    Ok(with_status(beside.status, html(&page)?))
}

/// The same services and way of meeting, with whom it is unless somebody else is wanted.
fn wanted(wish: &Move, found: &Seen) -> Wanted {
    let line = &found.line;
    let with = || line.employee.as_ref().map(ToString::to_string).unwrap_or_default();
    Wanted {
        service: line.services.iter().map(ToString::to_string).collect(),
        mode: word(line.mode).to_owned(),
        employee: match wish.employee.as_str() {
            "" => with(),
            ANYBODY => String::new(),
            named => named.to_owned(),
        },
        ..Wanted::default()
    }
}

async fn picking(here: &Here, wish: &Move, wanted: &Wanted, found: &Seen) -> Result<Picking, Problem> {
    let line = &found.line;
    let what = wanted.what(&here.who.setup);
    // What is in the plan no more can be kept or cancelled.
    let what = what.filter(|what| what.mode == line.mode && what.services == line.services);
    let what = what.ok_or_else(|| Problem::new(StatusCode::CONFLICT, "appointment_fixed"))?;
    let week = read_date(&wish.week);
    let own = || Some(found.stream.date);
    let date = read_date(&wish.date).or_else(|| read_date(&wish.day)).or_else(own).filter(|_| week.is_none());
    let shown = Shown { week, date, at: wish.at.parse().ok() };
    let calendar = what.plan(here, Some(line.visit)).calendar(&here.app, &here.dates(), shown).await?;
    Ok(Picking::buttons(calendar))
}

async fn submit(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Move>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let wish = form.body;
    if wish.step == "look" || !wish.week.is_empty() || !wish.date.is_empty() {
        return page(&here, &wish, Beside::default()).await;
    }
    let Ok(at) = wish.at.parse::<Instant>() else {
        let mistake = Some(here.t("booking-mistake-time"));
        let beside = Beside { status: StatusCode::UNPROCESSABLE_ENTITY, mistake, notice: None };
        return page(&here, &wish, beside).await;
    };
    let visit: VisitId = wish.visit.parse().map_err(|_| unknown())?;
    let found = seen(&here, visit).await?;
    let date = at.date(&here.who.setup.time_zone);
    let employee = wanted(&wish, &found).what(&here.who.setup).and_then(|what| what.employee);
    let action = Action::Rebook { visit, date, starts_at: at, mode: found.line.mode, employee };
    let order = (form.command_id, form.fingerprint);
    match here.submit(order, found.stream.date, action, Personal::default()).await {
        Ok(_) => Ok(see_other(&format!("{}&done=moved", here.back_on(date)))),
        Err(problem) if problem.status().is_client_error() => {
            let beside = Beside { status: problem.status(), notice: Some(here.words_of(&problem)), mistake: None };
            page(&here, &Move { at: String::new(), ..wish }, beside).await
        }
        Err(problem) => Err(problem),
    }
}
