//! The page of somebody who waits for a time: what for, and, when one is kept for her, how long; she takes it with one press, lets
//! it pass, or waits no more. Once she has booked, her link leads to her ticket.

use askama::Template;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use domain::command::{Action, Actor, Command, Given as Answer};
use domain::ids::{StreamId, VisitId};
use domain::setup::Bookable;
use domain::time::Instant;
use domain::watch::Watched;
use engine::Request;
use store::{Given, PersonChange, WatchRow, WatchState};

use super::choice::{ANSWERS, INTERPRETER, YES};
use super::say::{Say, sign, word};
use super::shell::{Shell, Whereabouts};
use super::visitor::{Visitor, offered};
use super::watch::BY;
use crate::answers::read_answers;
use crate::authority::{Authority, Holder, Holders, Place, Shown};
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::order::Nothing;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::tile;
use crate::state::AppState;
use crate::ticket::{Card, lost};

/// The identifier of the command: an offer becomes one booking, however often it is pressed.
const COMMAND_ID: &str = "take";

/// Whoever has the link of a wish.
#[derive(Debug)]
pub(super) struct Watcher {
    row: WatchRow,
    key: String,
    place: Place,
    visitor: Visitor,
}

impl Authority for Watcher {
    const MAY: Holders = Holders::of(&[Holder::VisitLink]);

    /// Never by a token: the key stands in the address.
    fn admit(_: &Shown, _: &Place) -> Option<Self> {
        None
    }
}

impl FromRequestParts<AppState> for Watcher {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        app.gates.peer(&parts.headers, &parts.extensions).map_err(axum::response::IntoResponse::into_response)?;
        let key = parts.uri.path().split('/').nth(2).unwrap_or_default().to_owned();
        let Some(visit) = app.links.visit_of(&key) else { return Err(lost::unknown(app, parts)) };
        let row =
            app.engine.watch_of(visit).await.map_err(|error| Problem::from_engine(&error, None).into_response())?;
        let Some(row) = row else { return Err(lost::over(app, parts)) };
        let Some(setup) = app.engine.setup(&row.wish.centre) else { return Err(lost::over(app, parts)) };
        let place = Place { centre: row.wish.centre.clone(), setup };
        let visitor = Visitor::of(parts, app, offered(app, &place), Some(&row.wish.language));
        Ok(Self { row, key, place, visitor })
    }
}

impl Watcher {
    fn say<'a>(&'a self, app: &'a AppState) -> Say<'a> {
        Say { texts: &app.texts, language: &self.visitor.language, setup: &self.place.setup }
    }

    fn address(&self) -> String {
        format!("/watch/{}", self.key)
    }

    fn to(&self, what: &str) -> String {
        self.visitor.address(&format!("{}/{what}", self.address()), &[])
    }

    fn stream(&self, starts_at: Instant) -> StreamId {
        StreamId { centre: self.place.centre.clone(), date: starts_at.date(&self.place.setup.time_zone) }
    }

    /// What is kept for her now: when it begins, and until when.
    async fn kept(&self, app: &AppState) -> Result<Option<(Instant, Instant)>, Problem> {
        let Some(offer) = self.row.offers.last().filter(|_| self.row.state == WatchState::Offered) else {
            return Ok(None);
        };
        let (visit, now) = (self.row.visit, app.engine.now());
        let stream = self.stream(offer.starts_at);
        let asked = app.engine.with_day(&stream, |day, _| {
            let held = day.holds().get(&visit).filter(|held| now < held.until);
            held.map(|held| (held.starts_at, held.until))
        });
        asked.await.map_err(|error| Problem::from_engine(&error, None))
    }

    /// Whether she has booked, by whatever way.
    async fn booked(&self, app: &AppState) -> Result<bool, Problem> {
        let day = app.engine.booked_on(self.row.visit).await;
        Ok(day.map_err(|error| Problem::from_engine(&error, None))?.is_some())
    }

    fn ticket(&self) -> Response {
        see_other(&self.visitor.address(&format!("/ticket/{}", self.key), &[]))
    }

    fn bookable(&self) -> Option<&Bookable> {
        self.place.setup.appointments.get(&self.row.wish.service)
    }
}

/// Where the link of a visit leads that is none yet: to the page of the wish, where there is one.
pub(crate) async fn instead(app: &AppState, visit: VisitId, parts: &Parts) -> Option<Response> {
    let watch = app.engine.watch_of(visit).await.ok()??;
    let key = app.links.key(watch.visit);
    let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(see_other(&format!("/watch/{key}{query}")))
}

#[derive(Template)]
#[template(path = "booking/watching.html")]
struct WatchingPage<'a> {
    around: Around<'a>,
    shell: Shell,
    good: bool,
    text: String,
    /// What is kept for her.
    time: Option<Card>,
    /// Until when.
    until: Option<String>,
    /// What she waits for, a line each.
    facts: Vec<(crate::signs::Markup, String)>,
    notice: Option<String>,
    take: Option<(String, String)>,
    pass: Option<(String, String)>,
    stop: Option<(String, String)>,
    again: Option<String>,
}

pub(super) async fn show(watcher: Watcher, State(app): State<AppState>) -> Result<Response, Problem> {
    page(&app, &watcher, StatusCode::OK, None).await
}

async fn page(
    app: &AppState,
    watcher: &Watcher,
    status: StatusCode,
    notice: Option<&'static str>,
) -> Result<Response, Problem> {
    if watcher.booked(app).await? {
        return Ok(watcher.ticket());
    }
    let (say, wish) = (watcher.say(app), &watcher.row.wish);
    let kept = watcher.kept(app).await?;
    let active = watcher.row.state.is_active();
    let (title, text) = match (kept, active) {
        (Some((_, until)), _) => ("watch-offered", say.with("watch-offered-text", &[("time", &say.clock(until))])),
        (None, true) => ("watch-waiting", say.t("watch-waiting-text")),
        (None, false) => ("watch-ended", say.t("watch-ended-text")),
    };
    let errand = say.errand(&wish.service);
    let button = |what: &str, on: bool| -> Result<Option<(String, String)>, Problem> {
        if on { Ok(Some((watcher.to(what), new_command_id()?))) } else { Ok(None) }
    };
    let again = format!("/book/{}/{}/{}", wish.centre, wish.service, word(wish.mode));
    let path = watcher.address();
    let shell = Shell {
        municipality: watcher.place.setup.municipality.get(&watcher.visitor.language).to_owned(),
        ..Shell::new(app, &watcher.visitor, &Whereabouts { path: &path, pairs: &[] }, 0, None)
    };
    let surface = watcher.visitor.aids.surface();
    let around = Around::on(app, surface, &[], watcher.visitor.language.clone(), say.t(title), "");
    let shown = WatchingPage {
        around: around.of(&watcher.place.setup),
        shell,
        good: active,
        text,
        time: kept.map(|(at, _)| card(&say, watcher, at)),
        until: kept.map(|(_, until)| say.with("booking-held", &[("time", &say.clock(until))])),
        facts: vec![
            (tile(errand.letter), errand.line()),
            (sign(wish.mode), say.mode(wish.mode)),
            (crate::signs::icon("calendar"), dates(&say, &wish.when)),
            (crate::signs::icon("clock"), weekdays(&say, &wish.when)),
        ],
        notice: notice.map(|message| say.t(message)),
        take: button("take", kept.is_some())?,
        pass: button("pass", kept.is_some())?,
        stop: button("stop", active)?,
        again: (!active).then(|| watcher.visitor.address(&again, &[])),
    };
    html(&shown).map(|response| crate::ticket::not_to_be_found(status, response))
}

fn card(say: &Say<'_>, watcher: &Watcher, at: Instant) -> Card {
    let wish = &watcher.row.wish;
    let errand = say.errand(&wish.service);
    let meeting = watcher.bookable().and_then(|bookable| bookable.meetings.get(&wish.mode));
    Card {
        day: say.date(say.day_of(at)),
        time: say.clock(at),
        tile: tile(errand.letter),
        errand: errand.line(),
        sign: sign(wish.mode),
        how: meeting.map_or_else(|| say.mode(wish.mode), |meeting| say.mode_and_minutes(wish.mode, meeting)),
        interpreter: None,
    }
}

fn dates(say: &Say<'_>, when: &Watched) -> String {
    let (from, to) = (say.date_within(when.from), say.date_within(when.to));
    if when.from == when.to { from } else { say.with("watch-dates", &[("from", &from), ("to", &to)]) }
}

/// On which weekdays, and in which part of the day.
fn weekdays(say: &Say<'_>, when: &Watched) -> String {
    let name = |day: jiff::civil::Weekday| say.t(&format!("weekday-{}", day.to_monday_one_offset()));
    let all: Vec<String> = when.weekdays.days().map(name).collect();
    let days = if all.len() == 7 { say.t("watch-every-day") } else { say.list(&all) };
    let part = match (when.earliest, when.before) {
        (None, None) => return crate::ticket::capitalised(&days),
        (None, Some(_)) => say.t("watch-part-morning"),
        (Some(_), _) => say.t("watch-part-afternoon"),
    };
    let part = crate::ticket::continued(&part, say.language);
    say.with("booking-and", &[("first", &crate::ticket::capitalised(&days)), ("second", &part)])
}

pub(super) async fn take(watcher: Watcher, State(app): State<AppState>, _: Form<Nothing>) -> Result<Response, Problem> {
    let Some((starts_at, _)) = watcher.kept(&app).await? else {
        return page(&app, &watcher, StatusCode::CONFLICT, Some("watch-gone")).await;
    };
    let done = app.engine.submit(booking(&app, &watcher, starts_at).await?).await;
    let setup = std::sync::Arc::clone(&watcher.place.setup);
    let Err(problem) = done.map_err(|error| Problem::from_engine(&error, Some(setup))) else {
        return Ok(watcher.ticket());
    };
    let notice = match problem.code() {
        "visit_exists" | "command_id_reused" => return Ok(watcher.ticket()),
        "slot_gone" | "slot_unknown" | "slot_too_soon" | "slot_too_far" => "watch-gone",
        "too_many_bookings" => "booking-too-many",
        "busy" | "storage_failed" | "shutting_down" | "too_slow" => "booking-later",
        // The plan, its questions or its languages changed since she wished for it.
        _ if problem.status().is_client_error() => "watch-cannot",
        _ => return Err(problem),
    };
    page(&app, &watcher, problem.status(), Some(notice)).await
}

/// The booking of what she was offered, as she wished for it.
async fn booking(app: &AppState, watcher: &Watcher, starts_at: Instant) -> Result<Request, Problem> {
    let (wish, visit, stream) = (&watcher.row.wish, watcher.row.visit, watcher.stream(starts_at));
    let (answers, interpreter) = chosen(&wish.chosen);
    let today = app.engine.now().date(&watcher.place.setup.time_zone);
    let most = watcher.bookable().map_or(1, |bookable| bookable.open_max);
    let limit = app.engine.limit_of(visit, &wish.service, most, today).await;
    // Who she is is known; what changes is the date of her visit.
    let (centre, date) = (stream.centre.clone(), stream.date);
    let moved = PersonChange::Put { visit, centre, date, given: Box::<Given>::default(), forget_after: date };
    let action = Action::Book {
        visit,
        services: vec![wish.service.clone()],
        starts_at,
        mode: wish.mode,
        employee: None,
        language: wish.language.clone(),
        answers,
        interpreter,
        series: None,
    };
    Ok(Request {
        sender: format!("visit:{visit}"),
        command_id: COMMAND_ID.to_owned(),
        body_hash: *blake3::hash(starts_at.to_string().as_bytes()).as_bytes(),
        centre: stream.centre,
        date: Some(date),
        command: Command { by: Actor::Citizen, action },
        people: vec![moved],
        limits: vec![limit.map_err(|error| Problem::from_engine(&error, None))?],
    })
}

/// What else she chose on her way; what cannot be read any more is passed over.
fn chosen(text: &str) -> (Vec<Answer>, bool) {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(text).unwrap_or_default();
    let of = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    (read_answers(of(ANSWERS).unwrap_or_default()).unwrap_or_default(), of(INTERPRETER) == Some(YES))
}

pub(super) async fn pass(watcher: Watcher, State(app): State<AppState>, _: Form<Nothing>) -> Result<Response, Problem> {
    app.engine.pass_offer(watcher.row.visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(see_other(&watcher.visitor.address(&watcher.address(), &[])))
}

pub(super) async fn stop(watcher: Watcher, State(app): State<AppState>, _: Form<Nothing>) -> Result<Response, Problem> {
    app.engine.stop_watching(watcher.row.visit, BY).await.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(see_other(&watcher.visitor.address(&watcher.address(), &[])))
}
