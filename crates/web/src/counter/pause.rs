//! The pause of her desk: for how long, and its end.

use askama::Template;
use axum::extract::State;
use domain::command::Action;
use domain::ids::DeskId;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::press::{Answer, Area, AtDesk, Presser};
use super::sheet::{self, Sheet};
use crate::authority::Employee;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The pauses that are offered, in minutes; one without an end is offered beside them.
const MINUTES: [u16; 4] = [5, 10, 15, 30];

/// The longest pause that is taken, in minutes.
const MINUTES_MAX: u16 = 240;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/pause", show).does("The pauses that can be had.").page(),
        Route::post("/counter/{centre}/pause", submit).does("Her desk calls nobody for a while.").page(),
        Route::post("/counter/{centre}/end-pause", end).does("The pause is over.").page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/pause.html")]
struct Choices<'a> {
    sheet: Sheet<'a>,
    desk: DeskId,
    /// How many minutes, and until when.
    pauses: Vec<(u16, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    desk: DeskId,
    /// None without an end.
    #[serde(default)]
    minutes: Option<u16>,
}

async fn show(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let desk = seen.desk()?;
    let (say, now) = (seen.say(), seen.now());
    let until = |minutes: u16| {
        let time = say.clock(now.plus_minutes(i64::from(minutes)));
        (minutes, say.tell("counter-pause-for", [("minutes", u32::from(minutes).into()), ("time", time.into())]))
    };
    let pauses = MINUTES.into_iter().map(until).collect();
    seen.answer(&Choices { sheet: seen.sheet(), desk, pauses }, "counter-pause")
}

async fn submit(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<Wish>) -> Answer {
    if form.body.minutes.is_some_and(|minutes| !(1..=MINUTES_MAX).contains(&minutes)) {
        return Err(Problem::field("minutes", "why-not-a-number-in-range"));
    }
    let desk = form.body.desk.clone();
    let until = form.body.minutes.map(|minutes| app.engine.now().plus_minutes(i64::from(minutes)));
    Presser::new(app, who, asked).at(&desk.clone(), Area::Top, form, Action::Pause { desk, until }).await
}

async fn end(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<AtDesk>) -> Answer {
    let desk = form.body.desk.clone();
    Presser::new(app, who, asked).at(&desk.clone(), Area::Next, form, Action::EndPause { desk }).await
}
