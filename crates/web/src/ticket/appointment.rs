//! A booked time as its holder sees it: when, what about, how, what to bring, the way, and what she may do with it; and,
//! once it is over, what became of it, in kind words.
//!
//! On its own day the page watches the hall: once she has checked in, or it is time to ring her, it is a ticket like any.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::{Action, Actor, Command, Mode};
use domain::day::{Origin, State, Visit};
use domain::decide::decide;
use domain::event::Outcome;
use domain::message::Channel;
use domain::time::Instant;

use super::cancel::Cancelling;
use super::holder::Ticket;
use super::page::not_to_be_found;
use crate::booking::say::{Say, sign, word};
use crate::booking::shell::{CallUs, Shell, Whereabouts};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, qr, tile};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "booking/appointment.html")]
struct AppointmentPage<'a> {
    around: Around<'a>,
    shell: Shell,
    head: Head,
    time: Card,
    code: Option<Code>,
    before: Vec<String>,
    way: Option<Way>,
    video: Option<String>,
    acts: Acts,
    notice: Option<String>,
    /// Whether, and how, we write to her.
    told: Option<String>,
    /// Where its own day is watched, and the state that is shown.
    watch: Option<(String, &'static str)>,
}

/// What is said first.
pub(super) struct Head {
    good: bool,
    heading: String,
    text: Option<String>,
}

/// When, what about, and how.
pub(crate) struct Card {
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) tile: Markup,
    pub(crate) errand: String,
    pub(crate) sign: Markup,
    pub(crate) how: String,
    pub(crate) interpreter: Option<String>,
}

/// What the kiosk reads.
struct Code {
    drawn: Markup,
    heading: String,
}

/// How to find us.
struct Way {
    heading: String,
    text: String,
    sign: Option<String>,
    other_floor: bool,
}

/// What she may do.
#[derive(Default)]
struct Acts {
    calendar: Option<String>,
    change: Option<String>,
    cancel: Option<String>,
    /// Where a cancelled time is taken back, and the command's identifier.
    undo: Option<(String, String)>,
    again: Option<String>,
}

#[derive(Template)]
#[template(path = "booking/cancel.html")]
struct CancelPage<'a> {
    around: Around<'a>,
    shell: Shell,
    time: Card,
    to: String,
    keep: String,
    command_id: String,
}

/// Her visit, where it is shown as a booked time: before she waits, and once it is over.
pub(super) async fn booked(app: &AppState, ticket: &Ticket) -> Result<Option<Visit>, Problem> {
    let asked = app.engine.with_day(&ticket.stream, |day, _| day.visit(ticket.visit).cloned());
    let visit = asked.await.map_err(|error| Problem::from_engine(&error, None))?;
    let shown = |visit: &Visit| {
        let is_booked = matches!(visit.origin, Origin::Appointment { .. });
        is_booked && matches!(visit.state, State::Booked | State::Ended { .. })
    };
    Ok(visit.filter(shown))
}

pub(super) fn say<'a>(app: &'a AppState, ticket: &'a Ticket) -> Say<'a> {
    Say { texts: &app.texts, language: &ticket.language, setup: &ticket.caller.setup }
}

/// What stands around a page of a booked time.
pub(super) fn shell(app: &AppState, ticket: &Ticket, path: &str, back: Option<String>) -> Shell {
    let visitor = &ticket.visitor;
    Shell {
        municipality: ticket.caller.setup.municipality.get(&ticket.language).to_owned(),
        call_us: CallUs::of(&app.texts, &ticket.caller.setup, &ticket.language),
        ..Shell::new(app, visitor, &Whereabouts { path, pairs: &[] }, 0, back)
    }
}

pub(super) fn around<'a>(app: &'a AppState, ticket: &Ticket, title: String) -> Around<'a> {
    let surface = ticket.visitor.aids.surface();
    Around::on(app, surface, &[], ticket.language.clone(), title, "").of(&ticket.caller.setup)
}

/// When it begins and how it is held.
pub(super) fn agreed(visit: &Visit) -> (Instant, Mode) {
    match &visit.origin {
        Origin::Appointment { starts_at, mode, .. } => (*starts_at, *mode),
        Origin::Ticket | Origin::Centre(_) => (visit.due, Mode::InPerson),
    }
}

pub(super) async fn page(
    app: &AppState,
    ticket: &Ticket,
    visit: &Visit,
    status: StatusCode,
    refused: Option<String>,
) -> Result<Response, Problem> {
    let say = say(app, ticket);
    let now = app.engine.now();
    let may_undo = may_undo(app, ticket).await?;
    let (starts_at, mode) = agreed(visit);
    let link = ticket.address();
    let booked = visit.state == State::Booked;
    let to_come = booked && starts_at > now;
    let today = ticket.stream.date == say.day_of(now);
    let head = head(&say, visit, now, may_undo);
    let told = told(app, &say, visit).await?;
    let tab = say.with("booked-tab", &[("when", &say.moment(starts_at))]);
    let title = if booked { tab } else { head.heading.clone() };
    let page = AppointmentPage {
        told,
        around: around(app, ticket, title),
        shell: shell(app, ticket, &link, Some(ticket.visitor.address("/book", &[]))),
        head,
        time: card(&say, visit),
        code: if booked { code(&say, ticket, mode) } else { None },
        before: if booked { before(&say, visit, mode) } else { Vec::new() },
        way: (booked && mode == Mode::InPerson).then(|| way(&say, ticket, visit)),
        video: video(&say, visit, mode).filter(|_| booked),
        acts: acts(&say, ticket, visit, to_come, may_undo),
        notice: refused,
        watch: (booked && today).then(|| (ticket.visitor.address(&format!("{link}/events"), &[]), "booked")),
    };
    html(&page).map(|response| not_to_be_found(status, response))
}

/// Asks whether she gives it up.
pub(super) fn ask(
    app: &AppState,
    ticket: &Ticket,
    visit: &Visit,
    cancelling: &Cancelling,
) -> Result<Response, Problem> {
    let say = say(app, ticket);
    let link = ticket.address();
    let path = format!("{link}/cancel");
    let keep = ticket.visitor.address(&link, &[]);
    let page = CancelPage {
        around: around(app, ticket, say.t("booked-cancel-title")),
        shell: shell(app, ticket, &path, Some(keep.clone())),
        time: card(&say, visit),
        to: ticket.visitor.address(&path, &[]),
        keep,
        command_id: cancelling.command_id.clone(),
    };
    html(&page).map(|response| not_to_be_found(StatusCode::OK, response))
}

fn head(say: &Say<'_>, visit: &Visit, now: Instant, may_undo: bool) -> Head {
    let (starts_at, mode) = agreed(visit);
    let plain = |good, heading: &str, text: Option<&str>| Head {
        good,
        heading: say.t(heading),
        text: text.map(|text| say.t(text)),
    };
    let outcome = match &visit.state {
        State::Ended { outcome, .. } => outcome,
        _ if starts_at <= now && mode == Mode::InPerson => {
            return plain(false, "booked-begun", Some("booked-begun-text"));
        }
        _ if was_moved(visit) => return plain(true, "booked-title-moved", None),
        _ => return plain(true, "booked-title", None),
    };
    match outcome {
        Outcome::Served | Outcome::ServedEndUnknown => plain(true, "booked-served", Some("booked-served-text")),
        Outcome::NoShow => plain(false, "booked-no-show", Some("booked-no-show-text")),
        Outcome::Cancelled if may_undo => plain(false, "booked-cancelled", Some("booked-cancelled-undo")),
        Outcome::Cancelled if visit.given_up => plain(false, "booked-cancelled", Some("booked-cancelled-text")),
        Outcome::Cancelled => plain(false, "booked-cancelled", Some("booked-cancelled-by-us")),
        Outcome::LeftUnserved | Outcome::MovedTo(_) | Outcome::MovedToDay(_) => {
            plain(false, "booked-unserved", Some("booked-unserved-text"))
        }
    }
}

/// Whether, and how, we write to her; what she does not know she waits for in vain.
async fn told(app: &AppState, say: &Say<'_>, visit: &Visit) -> Result<Option<String>, Problem> {
    if visit.state != State::Booked {
        return Ok(None);
    }
    let ways = app.engine.told_by(visit.id).await.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(Some(say.t(match ways.as_slice() {
        [] => "booked-told-not",
        [Channel::Sms] => "booked-told-sms",
        [Channel::Email] => "booked-told-email",
        _ => "booked-told-both",
    })))
}

fn was_moved(visit: &Visit) -> bool {
    matches!(&visit.origin, Origin::Appointment { agreed, .. } if agreed.moves > 0)
}

/// Whether she can take back now that she gave it up: within the rule's time, and while nobody else has taken hers. Decided as the
/// press itself would be, so that nothing is offered that is refused.
async fn may_undo(app: &AppState, ticket: &Ticket) -> Result<bool, Problem> {
    let (now, visit) = (app.engine.now(), ticket.visit);
    let command = Command { by: Actor::Citizen, action: Action::Undo { visit } };
    let asked = app.engine.with_day(&ticket.stream, |day, setup| decide(day, setup, &command, now).is_ok());
    asked.await.map_err(|error| Problem::from_engine(&error, None))
}

/// What a refusal means to whoever holds a booked time; the rest as of any ticket.
pub(super) fn refusal(code: &str) -> &'static str {
    match super::page::refusal(code) {
        "ticket-refused-undo" => "booked-refused-undo",
        "ticket-refused-changed" => "booked-refused-changed",
        message => message,
    }
}

/// When, what about, and how.
pub(super) fn card(say: &Say<'_>, visit: &Visit) -> Card {
    let (starts_at, mode) = agreed(visit);
    let minutes = visit.ends_at().map(|end| end.seconds_since(starts_at) / 60).and_then(|m| u16::try_from(m).ok());
    let how = match minutes.filter(|minutes| *minutes > 0) {
        Some(minutes) => say.with(&format!("booked-how-{}", word(mode)), &[("minutes", &say.minutes(minutes))]),
        None => say.t(&format!("booked-how-plain-{}", word(mode))),
    };
    let services: Vec<_> = visit.stops.iter().flat_map(|stop| &stop.services).collect();
    let errands = services.iter().map(|service| say.errand(service).line());
    let interpreter = match &visit.origin {
        Origin::Appointment { agreed, .. } => agreed.interpreter,
        Origin::Ticket | Origin::Centre(_) => false,
    };
    Card {
        day: say.date(say.day_of(starts_at)),
        time: say.at(starts_at),
        tile: tile(visit.number.letter.as_char()),
        errand: say.texts.commas(say.language, errands),
        sign: sign(mode),
        how,
        interpreter: interpreter.then(|| say.t("booked-interpreter")),
    }
}

/// Nobody comes by who is met on a screen.
fn code(say: &Say<'_>, ticket: &Ticket, mode: Mode) -> Option<Code> {
    let heading = match mode {
        Mode::InPerson => "booked-code-in-person",
        Mode::Phone => "booked-code-by",
        Mode::Video => return None,
    };
    Some(Code { drawn: qr(&ticket.key, &say.t("booked-code-label"))?, heading: say.t(heading) })
}

/// What to bring or have at hand, and what one should know of how it is held.
pub(super) fn before(say: &Say<'_>, visit: &Visit, mode: Mode) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for service in visit.stops.iter().flat_map(|stop| &stop.services) {
        let Some(bookable) = say.setup.appointments.get(service) else { continue };
        let note = bookable.meetings.get(&mode).map(|meeting| &meeting.note);
        for text in bookable.bring.iter().chain(note).map(|texts| texts.get(say.language)) {
            if !text.is_empty() && !all.iter().any(|known| known == text) {
                all.push(text.to_owned());
            }
        }
    }
    all
}

fn video(say: &Say<'_>, visit: &Visit, mode: Mode) -> Option<String> {
    let mut services = visit.stops.iter().flat_map(|stop| &stop.services).filter(|_| mode == Mode::Video);
    services.find_map(|service| say.setup.appointments.get(service)?.meetings.get(&mode)?.link.clone())
}

/// Where to be: the house, and in it the waiting area.
fn way(say: &Say<'_>, ticket: &Ticket, visit: &Visit) -> Way {
    let ticket_say = super::say::Say { texts: say.texts, language: say.language, setup: &ticket.caller.setup };
    let area = say.setup.queues.get(&visit.queue).and_then(|queue| queue.area.as_ref());
    let known = area.and_then(|area| say.setup.areas.get(area));
    let named = area.map(|area| ticket_say.area(area)).unwrap_or_default();
    let way = known.map(|area| ticket_say.way(area.floor, &area.way)).unwrap_or_default();
    let text = if way.is_empty() { named.name } else { format!("{}. {way}", named.name) };
    Way {
        heading: say.setup.address.clone(),
        text,
        sign: named.sign,
        other_floor: known.is_some_and(|area| area.floor != 0),
    }
}

fn acts(say: &Say<'_>, ticket: &Ticket, visit: &Visit, to_come: bool, may_undo: bool) -> Acts {
    let link = ticket.address();
    let to = |rest: &str| ticket.visitor.address(&format!("{link}{rest}"), &[]);
    if visit.state == State::Booked {
        return Acts {
            calendar: to_come.then(|| to("/calendar.ics")),
            change: to_come.then(|| to("/move")),
            cancel: (!to_come).then(|| to("/cancel")),
            ..Acts::default()
        };
    }
    let cancelled = matches!(visit.state, State::Ended { outcome: Outcome::Cancelled, .. });
    let undo = (cancelled && may_undo).then(|| (to("/undo"), format!("undo-{}", visit.revision)));
    let planned = |service| say.setup.appointments.contains_key(service);
    let service = visit.stops.iter().flat_map(|stop| &stop.services).find(|service| planned(*service));
    let again = service.map(|service| format!("/book/{}/{service}", ticket.caller.centre));
    let again = again.unwrap_or_else(|| "/book".to_owned());
    Acts { undo, again: Some(ticket.visitor.address(&again, &[])), ..Acts::default() }
}
