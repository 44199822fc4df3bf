//! Booking for a citizen who stands at the desk or is on the line: what, how, with whom, when, and who she is, on one page that
//! keeps all that was typed whatever is pressed. Nothing of her stands in an address.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::answer::Answer as Told;
use domain::command::{Action, Given};
use domain::ids::VisitId;
use domain::message::Channel;
use domain::time::Instant;
use engine::identifiers;
use store::Purpose;

use super::here::{Here, Top, unknown, with_status};
use super::what::{Wanted, What};
use super::who::{Filled, Mistake};
use crate::api::command::Personal;
use crate::api::path::read_date;
use crate::authority::Employee;
use crate::booking::calendar::Looked as Shown;
use crate::booking::time::Picking;
use crate::counter::asked::Asked;
use crate::counter::people::Known;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::order::fault;
use crate::pages::{Around, html};
use crate::person::Person;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointments/new", show).does("Asks what is to be booked, and for whom.").page(),
        Route::post("/counter/{centre}/appointments/new", submit)
            .does("Books a time for a citizen, or shows other times with all that was typed.")
            .page(),
        Route::get("/counter/{centre}/appointments/booked", booked)
            .does("What was booked: its number, its link, and whether messages go out.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/new.html")]
struct NewPage<'a> {
    around: Around<'a>,
    top: Top,
    filled: Filled<'a>,
    to: String,
    back: String,
    series: String,
    command_id: String,
    notice: Option<String>,
    mistake: Option<String>,
    picking: Option<Picking>,
    day: String,
}

/// What is said on the page beside what was typed.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    mistakes: Vec<Mistake>,
    notice: Option<String>,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let wanted = from_address(&mut asked)?;
    page(&here, &wanted, None, Beside::default()).await
}

/// What an address can say beforehand: everything but the person.
pub(super) fn from_address(asked: &mut Asked) -> Result<Wanted, Problem> {
    let service = asked.query.take_all("service");
    let mut own = |name| asked.query.take(name).map(Option::unwrap_or_default);
    Ok(Wanted { service, mode: own("mode")?, employee: own("employee")?, day: own("day")?, ..Wanted::default() })
}

async fn page(here: &Here, wanted: &Wanted, command_id: Option<String>, beside: Beside) -> Result<Response, Problem> {
    let setup = &here.who.setup;
    let what = wanted.what(setup);
    let mut notice = beside.notice;
    let picking = match &what {
        Some(what) => match picking(here, wanted, what).await {
            Ok(picking) => Some(picking),
            Err(problem) if problem.status().is_client_error() => {
                notice = notice.or_else(|| Some(here.words_of(&problem)));
                None
            }
            Err(problem) => return Err(problem),
        },
        None => None,
    };
    let offer = wanted.offer(here);
    if what.is_none() && !wanted.services(setup).is_empty() {
        notice = notice.or_else(|| Some(here.t("appts-no-common-mode")));
    }
    let title = here.t("appts-new");
    let title =
        if beside.mistakes.is_empty() { title } else { format!("{}: {title}", here.t("booking-mistakes-title")) };
    let at = beside.mistakes.iter().find(|mistake| mistake.field == "at").map(|mistake| mistake.text.clone());
    let page = NewPage {
        around: here.around(title),
        top: here.top("appointments/new"),
        to: here.to("appointments/new"),
        back: here.back(),
        series: here.to_with("appointments/series", &[("employee", &wanted.employee), ("day", &wanted.day)]),
        command_id: command_id.map_or_else(new_command_id, Ok)?,
        notice,
        mistake: at,
        day: day_shown(wanted),
        picking,
        filled: Filled {
            here,
            offer,
            typed: wanted,
            mistakes: beside.mistakes,
            phone_needed: what.is_some_and(|what| what.mode == domain::command::Mode::Phone),
        },
    };
    Ok(with_status(beside.status, html(&page)?))
}

/// The day whose times are shown, as it is sent along.
fn day_shown(wanted: &Wanted) -> String {
    let pressed = read_date(&wanted.date).or_else(|| read_date(&wanted.day));
    pressed.map(|date| date.to_string()).unwrap_or_default()
}

async fn picking(here: &Here, wanted: &Wanted, what: &What) -> Result<Picking, Problem> {
    let week = read_date(&wanted.week);
    let date = read_date(&wanted.date).or_else(|| read_date(&wanted.day)).filter(|_| week.is_none());
    let shown = Shown { week, date, at: wanted.at.parse().ok() };
    let calendar = what.plan(here, None).calendar(&here.app, &here.dates(), shown).await?;
    Ok(Picking::buttons(calendar))
}

async fn submit(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Wanted>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let Form { command_id, fingerprint, body: wanted } = form;
    let turns = !wanted.week.is_empty() || !wanted.date.is_empty();
    if wanted.step == "look" || turns {
        return page(&here, &wanted, Some(command_id), Beside::default()).await;
    }
    let ready = match ready(&here, &wanted) {
        Ok(ready) => ready,
        Err(mistakes) => {
            let beside = Beside { status: StatusCode::UNPROCESSABLE_ENTITY, mistakes, notice: None };
            return page(&here, &wanted, Some(command_id), beside).await;
        }
    };
    match book(&here, &ready, None, (command_id, fingerprint)).await {
        Ok(visit) => {
            let looked = here.looked.on(ready.at.date(&here.who.setup.time_zone));
            let visit = visit.to_string();
            let to = format!("{}{}", here.links.about("appointments/booked", "visit", &visit), looked.pairs());
            Ok(see_other(&to))
        }
        Err(problem) if problem.status().is_client_error() => {
            // Another time of the same page is another wish.
            let notice = Some(here.words_of(&problem));
            let beside = Beside { status: problem.status(), mistakes: Vec::new(), notice };
            page(&here, &Wanted { at: String::new(), ..wanted }, None, beside).await
        }
        Err(problem) => Err(problem),
    }
}

/// A booking that has all that it needs.
pub(super) struct Ready {
    pub(super) what: What,
    pub(super) given: Vec<Given>,
    pub(super) person: Person,
    pub(super) at: Instant,
}

/// Everything that is wrong, in the order of the page.
fn ready(here: &Here, wanted: &Wanted) -> Result<Ready, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let at = wanted.at.parse::<Instant>().ok();
    let checked = what_and_whom(here, wanted, &mut mistakes);
    if at.is_none() && checked.as_ref().is_none_or(|(what, ..)| !what.services.is_empty()) {
        let before = mistakes.iter().take_while(|mistake| mistake.field == "service").count();
        mistakes.insert(before, Mistake::of("at", here.t("booking-mistake-time")));
    }
    match (checked, at) {
        (Some((what, given, person)), Some(at)) if mistakes.is_empty() => Ok(Ready { what, given, person, at }),
        _ => Err(mistakes),
    }
}

/// What is to be booked and for whom, without when; what is wrong is added to the mistakes.
pub(super) fn what_and_whom(
    here: &Here,
    wanted: &Wanted,
    mistakes: &mut Vec<Mistake>,
) -> Option<(What, Vec<Given>, Person)> {
    let setup = &here.who.setup;
    let what = wanted.what(setup);
    if what.is_none() {
        mistakes.push(Mistake::of("service", here.t("appts-mistake-service")));
    }
    let services = what.as_ref().map(|what| what.services.clone()).unwrap_or_default();
    let given = wanted.given(here, &services).map_err(|wrong| mistakes.extend(wrong)).ok();
    let asks_topic = services.iter().any(|id| setup.appointments.get(id).is_some_and(|bookable| bookable.topic));
    let mode = what.as_ref().map_or(domain::command::Mode::InPerson, |what| what.mode);
    let person = wanted.person(here, mode, asks_topic).map_err(|wrong| mistakes.extend(wrong)).ok();
    Some((what?, given?, person?))
}

/// Books one time. The same command again is the same booking.
pub(super) async fn book(
    here: &Here,
    ready: &Ready,
    series: Option<domain::ids::SeriesId>,
    (command_id, body_hash): (String, [u8; 32]),
) -> Result<VisitId, Problem> {
    let Ready { what, given, person, at } = ready;
    let visit = identifiers::new_visit_id(here.app.engine.now()).map_err(|_| fault())?;
    let date = at.date(&here.who.setup.time_zone);
    let people = vec![person.change(&here.app.vault, visit, &here.who.centre, date)?];
    let action = Action::Book {
        visit,
        services: what.services.clone(),
        starts_at: *at,
        mode: what.mode,
        employee: what.employee.clone(),
        language: what.language.clone(),
        answers: given.clone(),
        interpreter: what.interpreter,
        series,
    };
    // Employees book for whom they see fit: no limit of open bookings binds them.
    let personal = Personal { people, limits: Vec::new() };
    let reply = here.submit((command_id, body_hash), date, action, personal).await?;
    match reply.answer {
        Told::Visit(card) => Ok(card.id),
        _ => Err(fault()),
    }
}

#[derive(Template)]
#[template(path = "counter/appointments/booked.html")]
struct BookedPage<'a> {
    around: Around<'a>,
    top: Top,
    number: String,
    when: String,
    how: String,
    services: String,
    with: Option<String>,
    link: String,
    messages: String,
    sheet: String,
    back: String,
    another: String,
}

async fn booked(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let visit: VisitId = asked.query.take("visit")?.and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
    let stream = here.day_of(visit).await?;
    let line = here.app.engine.with_day(&stream, |day, _| domain::counter::appointment(day, visit)).await;
    let line = line.map_err(|error| Problem::from_engine(&error, None))?.ok_or_else(unknown)?;
    let looked_up = here.app.engine.look_up(visit, &here.who.sender, Purpose::BookingFor).await;
    let person = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    let (say, dates) = (here.say(), here.dates());
    let known = Known::of(&here.app, person.as_ref(), say);
    let agreed = person.as_ref().and_then(|person| person.given.consent).unwrap_or_default();
    let ways = here.app.engine.ways_to_tell();
    let reached = match (agreed.sms && ways.contains(&Channel::Sms), agreed.email && ways.contains(&Channel::Email)) {
        (false, false) if known.phone.is_some() || known.email.is_some() => "appts-messages-not-wanted",
        (false, false) => "appts-messages-none",
        (true, false) => "appts-messages-phone",
        (false, true) => "appts-messages-email",
        (true, true) => "appts-messages-both",
    };
    let link = format!("{}/ticket/{}", here.app.public_url, here.app.links.key(visit));
    let at = visit.to_string();
    html(&BookedPage {
        around: here.around(here.t("appts-booked")),
        top: here.top("appointments"),
        number: line.number.to_string(),
        when: crate::ticket::capitalised(&dates.moment(line.starts_at)),
        how: say.mode(line.mode),
        services: say.services(&line.services),
        with: line.employee.as_ref().map(|employee| say.employee(employee)),
        link,
        messages: here.t(reached),
        sheet: format!("{}{}", here.links.about("appointment", "visit", &at), here.looked.pairs()),
        back: here.back(),
        another: here.to("appointments/new"),
    })
}
