//! Who waits, and what can be done about one of them beside the rule: call her now or move her forward, with a reason that
//! is recorded; enter that she will be late; that she gave up; that she is here.

use askama::Template;
use axum::extract::State;
use domain::command::{Action, Why};
use domain::counter::{Counter, WaitingLine, counter};
use domain::day::{Day, State as VisitState};
use domain::delay::{DELAY_MINUTES, DelayChoice, delay_choices};
use domain::ids::{DeskId, Number, VisitId};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::press::{Answer, Area, Presser};
use super::say::Say;
use super::sheet::{self, Seen, Sheet};
use crate::authority::Employee;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/waiting", list).does("Who waits in her queues.").page(),
        Route::get("/counter/{centre}/visit", show).does("What can be done about one visit.").page(),
        Route::post("/counter/{centre}/call", call).does("Calls a visit out of turn, with a reason.").page(),
        Route::post("/counter/{centre}/move-forward", move_forward)
            .does("Moves a visit to the front of its queue, with a reason.")
            .page(),
        Route::post("/counter/{centre}/delay", delay).does("A citizen will be late.").page(),
    ]
}

struct Line {
    visit: VisitId,
    letter: char,
    count: u16,
    services: String,
    waited: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "counter/waiting.html")]
struct List<'a> {
    sheet: Sheet<'a>,
    about: Vec<(String, Line)>,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "counter/visit.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one press that the sheet offers or not")]
struct One<'a> {
    sheet: Sheet<'a>,
    desk: DeskId,
    visit: VisitId,
    number: Number,
    services: String,
    state: String,
    /// Whether it waits: then it can be called, moved forward, delayed and sent on.
    waits: bool,
    /// Whether it was set aside or missed: then it can be taken up.
    aside: bool,
    /// Whether it can be said to be here.
    here: bool,
    /// Whether it can be given up.
    cancel: bool,
    whys: Vec<(&'static str, String)>,
    delays: Vec<(u16, String)>,
    transfer: String,
    /// Whose service ends when she is called.
    ends: Option<String>,
}

async fn list(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let (desk, say) = (seen.desk()?, seen.say());
    let unknown = || Problem::refused(&Refusal::UnknownDesk { desk: desk.clone() }, None);
    let board: Counter = counter(&seen.scene.day.read(), &seen.scene.setup, &desk, seen.now()).ok_or_else(unknown)?;
    let mut lines: Vec<&WaitingLine> = board.for_me.iter().collect();
    lines.extend(board.waiting.iter().filter(|w| board.for_me.iter().all(|m| m.visit != w.visit)));
    let about = |line: &WaitingLine| (seen.links.about("visit", "visit", &line.visit.to_string()), row(line, say));
    let about = lines.into_iter().map(about).collect();
    let more = (board.waiting_more > 0).then(|| say.tell("counter-more", [("count", board.waiting_more.into())]));
    seen.answer(&List { sheet: seen.sheet(), about, more }, "counter-waiting")
}

fn row(line: &WaitingLine, say: Say<'_>) -> Line {
    let hint = if line.held {
        say.t("counter-queue-held")
    } else if let Some(until) = line.not_before {
        say.tell("counter-not-before", [("time", say.clock(until).into())])
    } else {
        String::new()
    };
    Line {
        visit: line.visit,
        letter: line.number.letter.as_char(),
        count: line.number.count,
        services: say.services(&line.services),
        waited: say.span(line.waited_seconds),
        hint,
    }
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let visit = Seen::visit(&mut asked.query)?;
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let (desk, say, now) = (seen.desk()?, seen.say(), seen.now());
    let (known, choices, served) = {
        let day = seen.scene.day.read();
        (facts(&day, visit), delay_choices(&day, &seen.scene.setup, visit, now), served(&day, &desk))
    };
    let known = known.ok_or_else(|| Problem::refused(&Refusal::UnknownVisit, None))?;
    let waits = known.state == VisitState::Waiting;
    let aside = matches!(known.state, VisitState::Parked { .. } | VisitState::Missed { .. });
    let missed = matches!(known.state, VisitState::Missed { .. });
    let state = match known.state {
        VisitState::Waiting => say.t("counter-state-waiting"),
        VisitState::Parked { .. } => say.t("counter-state-parked"),
        VisitState::Missed { .. } => say.t("counter-state-missed"),
        VisitState::Called { .. } => say.t("counter-state-called"),
        VisitState::Serving { .. } => say.t("counter-state-serving"),
        VisitState::Booked => say.t("counter-state-booked"),
        VisitState::Ended { .. } => say.t("counter-state-ended"),
    };
    let one = One {
        sheet: seen.sheet(),
        desk,
        visit,
        number: known.number,
        services: say.services(&known.services),
        state,
        waits,
        aside,
        here: missed || (waits && known.delayed),
        cancel: waits || aside,
        whys: Why::ALL
            .into_iter()
            .filter(|why| *why != Why::Appointment)
            .map(|why| (why_name(why), say.t(why_message(why))))
            .collect(),
        delays: choices.iter().map(|choice| said_delay(choice, say)).collect(),
        transfer: seen.links.about("transfer", "visit", &visit.to_string()),
        ends: served
            .filter(|_| waits || aside)
            .map(|number| say.tell("counter-call-ends", [("number", number.to_string().into())])),
    };
    seen.answer(&one, "counter-visit")
}

/// Who is served at a desk: a call from there ends it.
fn served(day: &Day, desk: &DeskId) -> Option<Number> {
    let visit = day.at(day.desk(desk)?.visit?)?;
    matches!(visit.state, VisitState::Serving { .. }).then_some(visit.number)
}

/// What a sheet says of a visit.
struct Facts {
    number: Number,
    services: Vec<domain::ids::ServiceId>,
    state: VisitState,
    delayed: bool,
}

fn facts(day: &Day, visit: VisitId) -> Option<Facts> {
    let visit = day.visit(visit)?;
    let services = visit.stops.get(usize::from(visit.at_stop)).map(|s| s.services.clone()).unwrap_or_default();
    Some(Facts { number: visit.number, services, state: visit.state.clone(), delayed: visit.not_before.is_some() })
}

fn said_delay(choice: &DelayChoice, say: Say<'_>) -> (u16, String) {
    let (minutes, time) = (u32::from(choice.minutes), say.clock(choice.until));
    (choice.minutes, say.tell("counter-delay-by", [("minutes", minutes.into()), ("time", time.into())]))
}

/// A reason's name in a form.
fn why_name(why: Why) -> &'static str {
    match why {
        Why::ComesBack => "comes_back",
        Why::WrongQueue => "wrong_queue",
        Why::ShortQuestion => "short_question",
        Why::CannotWait => "cannot_wait",
        Why::Companion => "companion",
        Why::OurMistake => "our_mistake",
        Why::Appointment => "appointment",
    }
}

/// A reason's text.
pub(super) fn why_message(why: Why) -> &'static str {
    match why {
        Why::ComesBack => "counter-reason-comes-back",
        Why::WrongQueue => "counter-reason-wrong-queue",
        Why::ShortQuestion => "counter-reason-short-question",
        Why::CannotWait => "counter-reason-cannot-wait",
        Why::Companion => "counter-reason-companion",
        Why::OurMistake => "counter-reason-our-mistake",
        Why::Appointment => "counter-reason-appointment",
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithReason {
    desk: DeskId,
    visit: VisitId,
    why: Why,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Late {
    desk: DeskId,
    visit: VisitId,
    /// One of [`DELAY_MINUTES`].
    minutes: u16,
}

async fn call(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<WithReason>) -> Answer {
    let WithReason { desk, visit, why } = &form.body;
    let (desk, visit, why) = (desk.clone(), *visit, *why);
    let presser = Presser::new(app, who, asked);
    let area = if why == Why::Appointment { Area::Booked } else { Area::Next };
    presser.at(&desk.clone(), area, form, Action::CallOutOfTurn { desk, visit, why }).await
}

async fn move_forward(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<WithReason>) -> Answer {
    let (desk, visit, why) = (form.body.desk.clone(), form.body.visit, form.body.why);
    Presser::new(app, who, asked).at(&desk, Area::Next, form, Action::MoveForward { visit, why }).await
}

/// The times are those that the citizen herself is offered.
async fn delay(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<Late>) -> Answer {
    let (desk, visit, minutes) = (form.body.desk.clone(), form.body.visit, form.body.minutes);
    if !DELAY_MINUTES.contains(&minutes) {
        return Err(Problem::field("minutes", "why-unknown-choice"));
    }
    let presser = Presser::new(app, who, asked);
    let engine = &presser.app.engine;
    let (of_engine, now) = (|error| Problem::from_engine(&error, None), engine.now());
    let stream = engine.stream_of(&presser.who.centre, None).map_err(of_engine)?;
    let choices = engine.with_day(&stream, |day, setup| delay_choices(day, setup, visit, now)).await;
    let choice = choices.map_err(of_engine)?.into_iter().find(|choice| choice.minutes == minutes);
    // Where the rules offer none, they say why.
    let until = choice.map_or_else(|| now.plus_minutes(i64::from(minutes)), |choice| choice.until);
    presser.at(&desk, Area::Next, form, Action::Delay { visit, until }).await
}
