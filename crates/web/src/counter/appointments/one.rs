//! One booked time: who, what, when and how, what was sent, and what can be done with it now. What is known of its citizen is
//! on record as looked at before it is shown.

use askama::Template;
use axum::extract::State;
use domain::command::{Action, Mode};
use domain::counter::{AppointmentLine, Stands, appointment};
use domain::day::Day;
use domain::event::{Event, Fact};
use domain::ids::{StreamId, VisitId};
use serde::{Deserialize, Serialize};
use store::Purpose;

use super::here::{Here, unknown};
use super::page;
use crate::api::command::Personal;
use crate::authority::Employee;
use crate::counter::asked::Asked;
use crate::counter::board::{mode_icon, stands};
use crate::counter::people::Known;
use crate::counter::press::Answer;
use crate::event_text::EventWords;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::problem::Problem;
use crate::route::Route;
use crate::signs::Markup;
use crate::state::AppState;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointment", show).does("One booked time, and what can be done with it.").page(),
        Route::post("/counter/{centre}/appointment/check-in", check_in)
            .does("A citizen with a booked time has come.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/one.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one press that the sheet offers or not")]
struct One<'a> {
    here: &'a Here,
    number: String,
    services: String,
    state: String,
    when: String,
    sign: Markup,
    how: String,
    with: Option<String>,
    language: String,
    interpreter: bool,
    series: bool,
    answers: Vec<(String, String)>,
    sent: Vec<String>,
    person: Known<'a>,
    key: String,
    visit: String,
    /// Where she sits, where it can be called or rung from there.
    desk: Option<String>,
    call: String,
    can_check_in: bool,
    can_move: bool,
    can_cancel: bool,
    link: String,
}

impl One<'_> {
    fn t(&self, message: &str) -> String {
        self.here.t(message)
    }

    /// A page about this one.
    fn to(&self, action: &str) -> String {
        self.here.to_with(action, &[("visit", &self.visit)])
    }
}

/// A visit's line, with what else its sheet says of it.
pub(super) struct Seen {
    pub(super) stream: StreamId,
    pub(super) line: AppointmentLine,
    desk: Option<String>,
    language: domain::ids::Language,
    answers: Vec<domain::command::Given>,
}

/// One booked time of the centre, whatever day it is on.
///
/// # Errors
/// 404 where there is none.
pub(super) async fn seen(here: &Here, visit: VisitId) -> Result<Seen, Problem> {
    let stream = here.day_of(visit).await?;
    let own = here.own();
    let look = |day: &Day, _: &_| {
        let known = day.visit(visit)?;
        let desk = own.as_ref().and_then(|own| day.desk_of(own)).map(ToString::to_string);
        Some((appointment(day, visit)?, desk, known.language.clone(), known.answers.to_vec()))
    };
    let asked = here.app.engine.with_day(&stream, look).await;
    let (line, desk, language, answers) =
        asked.map_err(|error| Problem::from_engine(&error, None))?.ok_or_else(unknown)?;
    Ok(Seen { stream, line, desk, language, answers })
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit: VisitId = asked.query.take("visit")?.and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
    let Seen { stream, line, desk, language, answers } = seen(&here, visit).await?;
    let sent = sent(&here, &stream, visit).await?;
    let looked_up = here.app.engine.look_up(visit, &here.who.sender, Purpose::BookingFor).await;
    let person = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    let (say, today) = (here.say(), stream.date == here.today());
    let ahead = line.stands == Stands::Ahead;
    let one = One {
        number: line.number.to_string(),
        services: say.services(&line.services),
        state: stands(&line, here.now, say).0,
        when: when(&here, &line),
        sign: mode_icon(line.mode),
        how: say.mode(line.mode),
        with: line.employee.as_ref().map(|employee| say.employee(employee)),
        language: say.language_in_words(&language),
        interpreter: line.interpreter,
        series: line.series.is_some(),
        answers: said(&here, &answers),
        sent,
        person: Known::of(&here.app, person.as_ref(), say),
        key: new_command_id()?,
        visit: visit.to_string(),
        desk: desk.filter(|_| today && line.can_be_called()),
        call: here.t(if line.mode == Mode::InPerson { "counter-call-in" } else { "counter-ring" }),
        can_check_in: today && ahead && line.mode == Mode::InPerson,
        can_move: ahead && line.starts_at > here.now,
        can_cancel: can_be_cancelled(&line),
        link: format!("{}/ticket/{}", here.app.public_url, here.app.links.key(visit)),
        here: &here,
    };
    here.sheet(&one, &format!("{} · {}", one.number, one.services))
}

/// Whether it can still be given up.
pub(super) fn can_be_cancelled(line: &AppointmentLine) -> bool {
    !matches!(line.stands, Stands::Serving(_) | Stands::Ended(_))
}

/// `Tirsdag 1. december kl. 10.40–11.00`
pub(super) fn when(here: &Here, line: &AppointmentLine) -> String {
    let moment = crate::ticket::capitalised(&here.dates().moment(line.starts_at));
    match line.ends_at {
        Some(end) => format!("{moment}–{}", here.dates().clock(end)),
        None => moment,
    }
}

/// What was asked before the time was given, and what was answered; a question that the set-up has no more is left out.
fn said(here: &Here, given: &[domain::command::Given]) -> Vec<(String, String)> {
    let text = |given: &domain::command::Given| {
        let question = here.who.setup.questions.get(&given.question)?;
        let answer = question.answers.iter().find(|answer| answer.id == given.answer)?;
        Some((question.text.get(&here.language).to_owned(), answer.text.get(&here.language).to_owned()))
    };
    given.iter().filter_map(text).collect()
}

/// The messages that the day knows of.
async fn sent(here: &Here, stream: &StreamId, visit: VisitId) -> Result<Vec<String>, Problem> {
    let events = here.app.engine.events(&stream.centre, stream.date, 0, engine::EVENTS_PER_PAGE_MAX).await;
    let events = events.map_err(|error| Problem::from_engine(&error, None))?;
    let about = |event: &Event| matches!(&event.fact, Fact::Messaged { visit: to, .. } if *to == visit);
    let events: Vec<Event> = events.into_iter().map(|recorded| recorded.event).filter(about).collect();
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let words = Words { texts: &here.app.texts, language: &here.language, setup: &here.who.setup };
    let say = |day: &Day, _: &_| {
        let told = EventWords { words, day, events: &events };
        let sentence = |event: &Event| {
            let said = told.sentence(event);
            format!("{} · {} {}", here.dates().clock(event.at), said.before_more(), said.more).trim().to_owned()
        };
        events.iter().map(sentence).collect()
    };
    here.app.engine.with_day(stream, say).await.map_err(|error| Problem::from_engine(&error, None))
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    visit: VisitId,
}

async fn check_in(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Which>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit = form.body.visit;
    let stream = here.day_of(visit).await?;
    let order = (form.command_id, form.fingerprint);
    let done = here.submit(order, stream.date, Action::CheckIn { visit }, Personal::default()).await;
    match done {
        Ok(_) => Ok(see_other(&format!("{}&done=checked-in", here.back_on(stream.date)))),
        Err(problem) if here.by_script => Err(problem),
        Err(problem) => page::refused(&here, &problem).await,
    }
}
