//! `/manage/{centre}/days/{date}`: the hall at any minute of any day that was, with a time line to drag or step.
//!
//! The address names the minute, so that a moment can be shared. Without a script one steps by links; with one, the part
//! that belongs to the minute is fetched while the knob moves.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::course::{Mark, MarkKind, Opening, marks, opening, waiting_curve};
use domain::event::Event;
use domain::ids::Language;
use domain::setup::Setup;
use domain::time::Instant;
use engine::Scene;
use jiff::civil::Date;

use super::curve::{self, Course, Line, minutes_between};
use super::floor::{Floor, Moment};
use super::moment::{NoDay, WholeDay, whole_day};
use super::now::{desks_open, length};
use super::queues::minutes;
use super::story::{self, Happening, Minute, Therefore};
use super::{Said, Tab, Top, address_time, around, fault, language_of, words};
use crate::api::hall::read_clock;
use crate::api::path::At;
use crate::api::query::Pairs;
use crate::authority::{Caller, Manager};
use crate::event_text::EventWords;
use crate::format;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::words::Words;

/// The last minute that an address can name, from the beginning of a line.
const MINUTE_MAX: u32 = 1_500;

/// What htmx, and our own script, say of their requests.
const BY_SCRIPT: &str = "hx-request";

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/manage/{centre}/days/{date}", show).does("The hall at a minute of a day.").page()]
}

#[derive(Template)]
#[template(path = "manage/replay.html")]
struct ReplayPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    date: String,
    day: String,
    line: Line,
    shown: Shown,
}

/// The part that belongs to the minute.
#[derive(Template)]
#[template(path = "manage/replay.html", block = "moment")]
struct MomentPart<'a> {
    around: Said<'a>,
    centre: String,
    date: String,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "manage/no_day.html")]
struct NoDayPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    day: String,
    message: &'static str,
}

/// What the minute shows.
struct Shown {
    /// `10:42`, as an address has it.
    at: String,
    clock: String,
    /// How many minutes the knob stands from the line's beginning.
    minute: u32,
    /// The same as a share of the line.
    place: String,
    /// Where one can step: a minute back and on, to what happened before and after; none at the ends.
    steps: Steps,
    title: String,
    summary: String,
    floors: Vec<Floor>,
    queues: Vec<Strip>,
    from_to: String,
    story: Vec<Happening>,
    therefore: Option<Therefore>,
}

#[derive(Default)]
struct Steps {
    minute_back: Option<String>,
    minute_on: Option<String>,
    event_back: Option<String>,
    event_on: Option<String>,
}

/// A queue in few figures.
struct Strip {
    letter: char,
    name: String,
    waiting: String,
    longest: String,
    over: bool,
}

/// What is asked for in the address.
struct Asked {
    language: Language,
    at: Option<String>,
    minute: Option<u32>,
}

impl Asked {
    fn of(app: &AppState, mut query: Pairs) -> Result<Self, Problem> {
        let language = language_of(app, query.take("lang")?.as_deref());
        let at = query.take("at")?;
        let minute = query.take_number("minute", 0..=MINUTE_MAX, MINUTE_MAX)?;
        query.done()?;
        Ok(Self { language, at, minute: (minute < MINUTE_MAX).then_some(minute) })
    }
}

async fn show(
    who: Manager,
    State(app): State<AppState>,
    At(date): At<Date>,
    query: Pairs,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = Asked::of(&app, query)?;
    let caller = who.0;
    let whole = match whole_day(&app, &caller.centre, &caller.setup, date).await? {
        Ok(whole) => whole,
        Err(why) => return no_day(&app, &caller, &asked.language, date, why),
    };
    let Some(day) = DayLine::of(&whole) else { return no_day(&app, &caller, &asked.language, date, NoDay::Nothing) };
    if let Some(minute) = asked.minute {
        let at = address_time(day.opening.from.plus_minutes(i64::from(minute)), &whole.scene.setup);
        return see_other(&format!("/manage/{}/days/{date}?lang={}&at={at}", caller.centre, asked.language));
    }
    let minute = day.minute(&whole, date, asked.at.as_deref())?;
    let then = app.engine.scene_at(&caller.centre, date, minute.to).await.map_err(|error| fault(&error))?;
    let shown = day.shown(&app, &asked.language, &whole, &then, minute);
    let (centre, date_name) = (caller.centre.to_string(), date.to_string());
    if headers.contains_key(BY_SCRIPT) {
        let around = Said { texts: &app.texts, language: &asked.language };
        return html(&MomentPart { around, centre, date: date_name, shown });
    }
    let day_name = format::day(date, &app.texts, &asked.language);
    let words = words(&app.texts, &asked.language, &whole.scene.setup);
    let title =
        words.with("manage-replay-title", &[("centre", words.setup.name.get(words.language)), ("date", &day_name)]);
    let path = format!("/manage/{centre}/days/{date}?at={}", shown.at);
    html(&ReplayPage {
        around: around(&app, &whole.scene.setup, &asked.language, title, &path),
        top: Top::of(&app, &caller, &asked.language, Tab::Days),
        centre,
        date: date_name,
        day: day_name,
        line: day.line(&words, &whole, minute.from),
        shown,
    })
}

fn see_other(to: &str) -> Result<Response, Problem> {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::from_str(to).map_err(|_| crate::order::fault())?;
    response.headers_mut().insert(header::LOCATION, to);
    Ok(response)
}

/// A page that says why there is nothing to see; not a fault of whoever asked, but there is no such day.
pub(super) fn no_day(
    app: &AppState,
    caller: &Caller,
    language: &Language,
    date: Date,
    why: NoDay,
) -> Result<Response, Problem> {
    let day = format::date(date, &app.texts, language);
    let centre = caller.centre.to_string();
    let mut response = html(&NoDayPage {
        around: around(app, &caller.setup, language, day.clone(), &format!("/manage/{centre}/days/{date}")),
        top: Top::of(app, caller, language, Tab::Days),
        centre,
        day,
        message: why.message(),
    })?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// The time line of a day.
struct DayLine {
    opening: Opening,
    marks: Vec<Mark>,
}

impl DayLine {
    /// None of a day on which nothing happened in the hall.
    fn of(whole: &WholeDay) -> Option<Self> {
        let (day, setup) = (whole.scene.day.read(), &whole.scene.setup);
        let opening = opening(&day, setup, &whole.events)?;
        Some(Self { opening, marks: marks(&day, setup, &whole.events) })
    }

    /// The last instant that can be shown.
    fn until(&self, whole: &WholeDay) -> Instant {
        whole.until.min(self.opening.to).max(self.opening.from)
    }

    /// The minute that is asked for; or else the last one today, and when most waited on another day.
    fn minute(&self, whole: &WholeDay, date: Date, at: Option<&str>) -> Result<Minute, Problem> {
        let (setup, until) = (&*whole.scene.setup, self.until(whole));
        let wanted = match at {
            Some(text) => {
                let wrong = || Problem::query("at", "why-not-a-time");
                let time = read_clock(text).ok_or_else(wrong)?;
                Instant::at_civil(date.to_datetime(time), &setup.time_zone).ok_or_else(wrong)?
            }
            None if whole.until < self.opening.to => until,
            None => self.busiest(),
        };
        let from = minute_of(wanted.clamp(self.opening.from, until), self.opening.from);
        Ok(Minute { from, to: Instant::from_millis(from.plus_minutes(1).as_millis() - 1).min(whole.until.max(from)) })
    }

    fn busiest(&self) -> Instant {
        let most = self.marks.iter().find(|mark| matches!(mark.kind, MarkKind::MostWaiting { .. }));
        most.map_or(self.opening.from, |mark| mark.at)
    }

    fn line(&self, words: &Words<'_>, whole: &WholeDay, at: Instant) -> Line {
        let until = self.until(whole);
        let points = waiting_curve(&whole.scene.day.read(), self.opening.from, until, curve::STEP_MINUTES);
        let course = Course { opening: self.opening, points: &points, marks: &self.marks, until, at };
        curve::line(words, &course)
    }

    fn shown(&self, app: &AppState, language: &Language, whole: &WholeDay, then: &Scene, minute: Minute) -> Shown {
        let words = words(&app.texts, language, &then.setup);
        let (whole_day, then_day) = (whole.scene.day.read(), then.day.read());
        let told = EventWords { words, day: &whole_day, events: &whole.events };
        let hall = &*then.hall;
        let of_minute: Vec<Event> = whole.events.iter().filter(|e| minute.has(e.at)).cloned().collect();
        let clock = words.clock(minute.from);
        let waiting = words.count("manage-waiting", length(hall.waiting.len()));
        Shown {
            at: address_time(minute.from, words.setup),
            minute: minutes_between(self.opening.from, minute.from),
            place: format!("{:.2}%", curve::share(minute.from, self.opening)),
            steps: self.steps(whole, minute),
            title: words.with("manage-hall-at", &[("time", &words.at(minute.from))]),
            summary: format!("{waiting} · {}", desks_open(&words, hall)),
            floors: Moment { words, day: &then_day, hall, minute: &of_minute }.floors(),
            queues: hall.queues.iter().map(|queue| strip(&words, queue)).collect(),
            from_to: story::span(&told, minute),
            story: story::story(&told, minute),
            therefore: story::therefore(&told, minute, &then_day, hall),
            clock,
        }
    }

    fn steps(&self, whole: &WholeDay, minute: Minute) -> Steps {
        let (setup, until) = (&*whole.scene.setup, self.until(whole));
        let address = |at: Instant| {
            let within = self.opening.from <= at && at <= until;
            within.then(|| address_time(at, setup))
        };
        let before = whole.events.iter().rev().map(|e| e.at).find(|at| *at < minute.from);
        let after = whole.events.iter().map(|e| e.at).find(|at| *at > minute.to);
        Steps {
            minute_back: address(minute.from.plus_minutes(-1)),
            minute_on: address(minute.from.plus_minutes(1)),
            event_back: before.and_then(address),
            event_on: after.and_then(address),
        }
    }
}

/// The first instant of the minute of an instant, counted from the beginning of a line, which is a whole hour.
fn minute_of(at: Instant, from: Instant) -> Instant {
    from.plus_minutes(i64::from(minutes_between(from, at)))
}

fn strip(words: &Words<'_>, queue: &domain::hall::QueueNow) -> Strip {
    let longest = u64::from(queue.longest_wait_seconds);
    Strip {
        letter: queue.letter.as_char(),
        name: words.queue(&queue.queue),
        waiting: words.number(queue.waiting),
        longest: if queue.waiting == 0 { "–".to_owned() } else { minutes(words, longest) },
        over: queue.waiting > 0 && longest > u64::from(queue.target_minutes) * 60,
    }
}

/// The address of a minute of a day.
pub(super) fn address(centre: &str, date: Date, language: &Language, at: Instant, setup: &Setup) -> String {
    format!("/manage/{centre}/days/{date}?lang={language}&at={}", address_time(at, setup))
}
