//! Taking a desk and leaving it. A desk where a colleague sits, and moving from another desk, are asked about first.

use askama::Template;
use axum::extract::State;
use domain::command::Action;
use domain::hall::{DeskNow, Hall, Phase};
use domain::ids::{DeskId, EmployeeId, QueueId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Links};
use super::press::{Answer, Area, AtDesk, Presser};
use super::queues::{self, Choice};
use super::say::Say;
use super::sheet::{self, Sheet};
use crate::authority::Employee;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/desks", list).does("The desks, and who sits there.").page(),
        Route::get("/counter/{centre}/sign-on", show).does("What taking a desk means now.").page(),
        Route::post("/counter/{centre}/sign-on", sign_on).does("She takes a desk.").page(),
        Route::post("/counter/{centre}/sign-off", sign_off).does("She leaves her desk.").page(),
    ]
}

/// The desks to choose from.
pub(super) struct Choose {
    /// Whether the day is over, so that there is nothing to choose.
    pub(super) closed: bool,
    pub(super) free: Vec<Line>,
    pub(super) taken: Vec<Line>,
}

/// A desk in the list.
pub(super) struct Line {
    pub(super) desk: String,
    pub(super) name: String,
    /// The letters of the queues that she would serve there, or that it serves now.
    pub(super) letters: Vec<char>,
    /// Who sits there, in words.
    pub(super) by: String,
    /// What to tell somebody who sat there and was followed by a colleague.
    pub(super) taken_over: String,
    /// The sheet that takes it.
    pub(super) sheet: String,
}

impl Choose {
    pub(super) fn of(hall: &Hall, employee: &EmployeeId, say: Say<'_>, links: &Links) -> Self {
        let others = hall.desks.iter().filter(|desk| desk.employee.as_ref() != Some(employee));
        let (taken, free): (Vec<_>, Vec<_>) = others.partition(|desk| desk.employee.is_some());
        let line = |desk: &DeskNow| line(desk, employee, say, links);
        Self {
            closed: hall.phase == Phase::Closed,
            free: free.into_iter().map(line).collect(),
            taken: taken.into_iter().map(line).collect(),
        }
    }
}

fn line(desk: &DeskNow, employee: &EmployeeId, say: Say<'_>, links: &Links) -> Line {
    let queues = if desk.employee.is_some() { desk.queues.clone() } else { preset(say.setup, employee, &desk.desk) };
    let (name, by) = (say.desk(&desk.desk), desk.employee.as_ref().map(|e| say.employee(e)));
    let said = |message: &str| match &by {
        Some(by) => say.tell(message, [("name", by.clone().into()), ("desk", name.clone().into())]),
        None => String::new(),
    };
    Line {
        desk: desk.desk.to_string(),
        letters: queues.iter().filter_map(|queue| say.queue_letter(queue)).collect(),
        by: said("counter-desk-by"),
        taken_over: said("counter-desk-taken-over"),
        sheet: links.about("sign-on", "desk", desk.desk.as_str()),
        name,
    }
}

#[derive(Template)]
#[template(path = "counter/desks.html")]
struct Desks<'a> {
    sheet: Sheet<'a>,
    choose: Choose,
}

async fn list(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let choose = Choose::of(&seen.scene.hall, &seen.employee, seen.say(), &seen.links);
    seen.answer(&Desks { sheet: seen.sheet(), choose }, "counter-desk-change")
}

#[derive(Template)]
#[template(path = "counter/sign_on.html")]
struct Take<'a> {
    sheet: Sheet<'a>,
    desk: DeskId,
    name: String,
    /// Who would be followed, and from where she would move.
    asks: Vec<String>,
    queues: Vec<Choice>,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let named = asked.query.take("desk")?.unwrap_or_default();
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let known = named.parse::<DeskId>().ok().filter(|desk| seen.scene.setup.desks.contains_key(desk));
    let desk = known.ok_or_else(Problem::not_found)?;
    let (say, hall) = (seen.say(), &seen.scene.hall);
    let mut asks = Vec::new();
    let sits = hall.desks.iter().find(|d| d.desk == desk).and_then(|d| d.employee.as_ref());
    if let Some(colleague) = sits.filter(|colleague| **colleague != seen.employee) {
        asks.push(say.tell("counter-desk-takes-over", [("name", say.employee(colleague).into())]));
    }
    if let Some(own) = hall.desks.iter().find(|d| d.employee.as_ref() == Some(&seen.employee)) {
        asks.push(say.tell("counter-desk-moves", [("desk", say.desk(&own.desk).into())]));
    }
    let queues = queues::choices(&seen, &preset(&seen.scene.setup, &seen.employee, &desk));
    let name = say.desk(&desk);
    seen.answer(&Take { sheet: seen.sheet(), desk, name, asks, queues }, "counter-desk-take")
}

/// The queues that she would serve: her own, or the desk's.
fn preset(setup: &Setup, employee: &EmployeeId, desk: &DeskId) -> Vec<QueueId> {
    let own = setup.employees.get(employee).map(|e| e.queues.clone()).filter(|queues| !queues.is_empty());
    own.or_else(|| setup.desks.get(desk).map(|d| d.queues.clone())).unwrap_or_default()
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    desk: DeskId,
    #[serde(default)]
    queues: Vec<QueueId>,
    /// Whether she was told whom she follows and what she leaves.
    #[serde(default)]
    move_here: bool,
}

async fn sign_on(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<Wish>) -> Answer {
    let presser = Presser::new(app, who, asked);
    let employee = presser.employee()?;
    let Wish { desk, queues, move_here } = &form.body;
    let action = Action::SignOn { employee, desk: desk.clone(), queues: Some(queues.clone()), move_here: *move_here };
    if form.body.queues.is_empty() {
        return presser.answer(Area::Top, Err(Problem::refused(&Refusal::NoQueue, None))).await;
    }
    presser.anywhere(Area::Top, form, action).await
}

async fn sign_off(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<AtDesk>) -> Answer {
    let desk = form.body.desk.clone();
    Presser::new(app, who, asked).at(&desk.clone(), Area::Top, form, Action::SignOff { desk }).await
}
