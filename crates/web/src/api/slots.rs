//! `/api/v1/centres/{centre}/slots` and `…/holds`: the times that can be had, and one that is kept for a while.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::answer::Answer;
use domain::command::{Action, Mode};
use domain::ids::{EmployeeId, ServiceId};
use domain::time::Instant;
use engine::{SLOT_DAYS_MAX, SlotsWish, identifiers};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Personal, json, marked, submit_on};
use super::path::{Here, read_date, within_dates};
use super::query::Pairs;
use super::shapes::{HeldShape, ModeShape, SlotsShape};
use crate::authority::{Anyone, Employee};
use crate::openapi::forms;
use crate::order::{Asked, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// How many days are shown where no last one is named.
const DAYS: i64 = 28;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/centres/{centre}/slots", slots)
            .does("The times that a citizen can book, day by day.")
            .needs::<forms::NameList>("service", "What for; several with commas between them.")
            .asks::<ModeShape>("mode", "How it is held; in person unless said else.")
            .asks::<forms::CivilDate>("from", "The first day; today unless said else.")
            .asks::<forms::CivilDate>(
                "to",
                "The last day; four weeks after the first unless said else. Not before the first, and no more than 92 days with it.",
            )
            .asks::<forms::Name>("employee", "With this employee alone.")
            .gives::<SlotsShape>(200, "The times."),
        Route::post("/api/v1/centres/{centre}/holds", hold)
            .does("Keeps a time for somebody who is about to book it. It ends by itself.")
            .takes::<HoldWish>()
            .gives::<HeldShape>(201, "The time is kept."),
    ]
}

/// A time that is to be kept.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldWish {
    /// What for, one to five, in order.
    #[schema(value_type = forms::ServiceList)]
    services: Vec<ServiceId>,
    /// How it is held.
    mode: ModeShape,
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    starts_at: Instant,
    /// With this employee alone.
    #[serde(default)]
    #[schema(value_type = Option<forms::Name>)]
    employee: Option<EmployeeId>,
}

impl Asked for HoldWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

async fn slots(
    _: Anyone,
    State(app): State<AppState>,
    Here(place): Here,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let today = app.engine.now().date(&place.setup.time_zone);
    let services = services(query.take("service")?)?;
    let mode = mode(query.take("mode")?)?;
    let from = date(query.take("from")?, "from")?.unwrap_or(today);
    let to = date(query.take("to")?, "to")?;
    let to = to.unwrap_or_else(|| from.checked_add(DAYS.days()).unwrap_or(from));
    in_reach(from, to)?;
    let employee = query.take("employee")?.map(|name| EmployeeId::new(&name)).transpose();
    let employee = employee.map_err(|_| Problem::query("employee", "why-wrong-form"))?;
    query.done()?;
    let wish = SlotsWish { services, mode, employee, for_employee: false, except: None };
    let days = app.engine.slots(&place.centre, wish, from, to).await;
    let days = days.map_err(|error| Problem::from_engine(&error, Some(place.setup.clone())))?;
    Ok(json(StatusCode::OK, &SlotsShape { days: days.iter().map(Into::into).collect() }))
}

fn services(given: Option<String>) -> Result<Vec<ServiceId>, Problem> {
    let given = given.ok_or_else(|| Problem::query("service", "why-missing"))?;
    let read = |name: &str| ServiceId::new(name).map_err(|_| Problem::query("service", "why-wrong-form"));
    given.split(',').map(read).collect()
}

fn mode(given: Option<String>) -> Result<Mode, Problem> {
    let Some(given) = given else { return Ok(Mode::InPerson) };
    let read: Result<ModeShape, _> = serde_json::from_value(serde_json::Value::String(given));
    read.map(Mode::from).map_err(|_| Problem::query("mode", "why-wrong-form"))
}

fn date(given: Option<String>, name: &str) -> Result<Option<Date>, Problem> {
    let Some(given) = given else { return Ok(None) };
    let read = read_date(&given).ok_or_else(|| Problem::query(name, "why-wrong-form"))?;
    within_dates(read, name).map(Some)
}

/// What was asked for is answered whole, or refused: each of the two is a date that can be asked for, and only together they are not.
fn in_reach(from: Date, to: Date) -> Result<(), Problem> {
    if to < from {
        return Err(not_together("why-before-from"));
    }
    let days = usize::try_from((to - from).get_days()).unwrap_or(usize::MAX).saturating_add(1);
    if days > SLOT_DAYS_MAX {
        return Err(not_together("why-too-many-days").detail("max", SLOT_DAYS_MAX));
    }
    Ok(())
}

fn not_together(why: &'static str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "query_invalid").detail("parameter", "to").shows("why", why)
}

async fn hold(who: Employee, State(app): State<AppState>, order: Order<HoldWish>) -> Result<Response, Problem> {
    let caller = who.0;
    let (order, wish) = order.split();
    let fault = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault");
    let visit = identifiers::new_visit_id(app.engine.now()).map_err(|_| fault())?;
    let minutes = caller.setup.rules.hold_minutes;
    let date = wish.starts_at.date(&caller.setup.time_zone);
    let HoldWish { services, mode, starts_at, employee } = wish;
    let action = Action::Hold { visit, services, starts_at, mode: mode.into(), employee, minutes };
    let reply = submit_on(&app, caller, order, action, Some(date), Personal::default()).await?;
    let Answer::Held { visit, starts_at, until } = reply.answer else { return Err(fault()) };
    Ok(marked(&reply, json(StatusCode::CREATED, &HeldShape { id: visit, starts_at, until })))
}
