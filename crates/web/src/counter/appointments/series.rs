//! A series: every so many weeks at the same time, so many times. First it is shown which of the days can be had, why the others
//! cannot, and what is near; then each that was chosen is booked by a command of its own, all under one name, and it is said
//! which are booked and which somebody else had first. The same page sent again books nothing twice.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Mode;
use domain::ids::SeriesId;
use domain::refusal::Refusal;
use domain::setup::{Holiday, holiday};
use domain::slots::{Asker, Wish, place};
use domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::book::{Ready, book, from_address, what_and_whom};
use super::here::{Here, Top, made_of, part_of, with_status};
use super::what::{Choice, Wanted, What};
use super::who::{Filled, Mistake};
use crate::api::path::read_date;
use crate::authority::Employee;
use crate::booking::calendar::is_planned;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The most times of one series.
pub(super) const TIMES_MAX: u32 = 30;

/// The most weeks between two of them.
const WEEKS_MAX: u32 = 8;

/// How many days before and after are looked at for another time.
const NEAR_DAYS: i64 = 3;

/// How many other times are offered for each.
const NEAR_MAX: usize = 4;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointments/series", show).does("Asks for a series of booked times.").page(),
        Route::post("/counter/{centre}/appointments/series", submit)
            .does("Shows which days of a series can be had, or books those that were chosen.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/series.html")]
struct SeriesPage<'a> {
    around: Around<'a>,
    top: Top,
    filled: Filled<'a>,
    to: String,
    back: String,
    command_id: String,
    notice: Option<String>,
    rhythm: Rhythm,
    rows: Vec<Row>,
    /// How many can be had as wished, in words.
    can: String,
}

/// When it is, as it is typed.
struct Rhythm {
    first: String,
    time: String,
    every: Vec<Choice>,
    times: String,
    times_max: u32,
}

/// A day of the series.
struct Row {
    name: String,
    /// Why the wished time cannot be had.
    why: Option<String>,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "counter/appointments/series_done.html")]
struct DonePage<'a> {
    around: Around<'a>,
    top: Top,
    booked: Vec<(String, String, String)>,
    refused: Vec<(String, String)>,
    said: String,
    back: String,
    again: String,
}

/// What is wished, as far as it can be read.
struct Days {
    days: Vec<Date>,
    time: Time,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let mut wanted = from_address(&mut asked)?;
    let tomorrow = || here.today().tomorrow().unwrap_or(here.today());
    wanted.first = read_date(&wanted.day).filter(|day| *day >= here.today()).unwrap_or_else(tomorrow).to_string();
    "1".clone_into(&mut wanted.every);
    "10".clone_into(&mut wanted.times);
    page(&here, &wanted, None, StatusCode::OK, (Vec::new(), None)).await
}

async fn page(
    here: &Here,
    wanted: &Wanted,
    command_id: Option<String>,
    status: StatusCode,
    (mut mistakes, notice): (Vec<Mistake>, Option<String>),
) -> Result<Response, Problem> {
    let what = wanted.what(&here.who.setup);
    let days = days(here, wanted).ok();
    let mut refused = None;
    let rows = match (&what, days.filter(|_| !wanted.step.is_empty() && wanted.step != "look")) {
        (Some(what), Some(days)) => match rows(here, wanted, what, &days).await {
            Ok(rows) => rows,
            Err(problem) if problem.status().is_client_error() => {
                refused = Some(here.words_of(&problem));
                Vec::new()
            }
            Err(problem) => return Err(problem),
        },
        _ => Vec::new(),
    };
    if rows.is_empty() {
        // Who she is is not asked yet.
        mistakes
            .retain(|mistake| !["name", "phone", "email", "birth", "cpr", "topic"].contains(&mistake.field.as_str()));
    }
    let title = here.t("appts-series");
    let title = if mistakes.is_empty() { title } else { format!("{}: {title}", here.t("booking-mistakes-title")) };
    let every = (1..=WEEKS_MAX).map(|weeks| Choice {
        text: here.dates().count("appts-every", usize::try_from(weeks).unwrap_or(1)),
        chosen: wanted.every == weeks.to_string(),
        value: weeks.to_string(),
    });
    let can = rows.iter().filter(|row| row.why.is_none()).count();
    let page = SeriesPage {
        around: here.around(title),
        top: here.top("appointments/series"),
        to: here.to("appointments/series"),
        back: here.back(),
        command_id: command_id.map_or_else(new_command_id, Ok)?,
        notice: notice.or(refused),
        rhythm: Rhythm {
            first: wanted.first.clone(),
            time: wanted.time.clone(),
            every: every.collect(),
            times: wanted.times.clone(),
            times_max: TIMES_MAX,
        },
        can: here.dates().with("appts-series-can", &[("can", &can.to_string()), ("all", &rows.len().to_string())]),
        filled: Filled {
            here,
            offer: wanted.offer(here),
            typed: wanted,
            mistakes,
            phone_needed: what.is_some_and(|what| what.mode == Mode::Phone),
        },
        rows,
    };
    Ok(with_status(status, html(&page)?))
}

/// The days of the series.
///
/// # Errors
/// What cannot be read, by its field.
fn days(here: &Here, wanted: &Wanted) -> Result<Days, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut wrong = |field: &str, message: &str| mistakes.push(Mistake::of(field, here.t(message)));
    let first = read_date(&wanted.first).filter(|first| *first >= here.today());
    if first.is_none() {
        wrong("first", "appts-mistake-first");
    }
    let time = read_time(&wanted.time);
    if time.is_none() {
        wrong("time", "appts-mistake-time");
    }
    let number = |text: &str, most: u32| text.trim().parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    let (every, times) = (number(&wanted.every, WEEKS_MAX).unwrap_or(1), number(&wanted.times, TIMES_MAX));
    if times.is_none() {
        wrong("times", "appts-mistake-times");
    }
    let (Some(first), Some(time), Some(times)) = (first, time, times) else { return Err(mistakes) };
    let nth = |n: u32| first.checked_add((i64::from(n) * i64::from(every) * 7).days()).ok();
    Ok(Days { days: (0..times).filter_map(nth).collect(), time })
}

/// `10:00`, `10.00`, `9:05`.
pub(super) fn read_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let plain = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(hour) || !plain(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

async fn rows(here: &Here, wanted: &Wanted, what: &What, days: &Days) -> Result<Vec<Row>, Problem> {
    let mut rows = Vec::with_capacity(days.days.len());
    for (at, date) in days.days.iter().enumerate() {
        let chosen = wanted.book.get(at).map(String::as_str);
        rows.push(row(here, what, date.to_datetime(days.time), chosen).await?);
    }
    Ok(rows)
}

/// One day: its time, or why not, and what is near.
async fn row(here: &Here, what: &What, wished: DateTime, chosen: Option<&str>) -> Result<Row, Problem> {
    let (date, dates) = (wished.date(), here.dates());
    let away = |days: i64| date.checked_add(days.days()).unwrap_or(date);
    let found = what.plan(here, None).days(&here.app, away(-NEAR_DAYS), away(NEAR_DAYS)).await?;
    let at = Instant::at_civil(wished, &here.who.setup.time_zone);
    let mut slots: Vec<Instant> = found.iter().flat_map(engine::DaySlots::slots).map(|slot| slot.starts_at).collect();
    let has = at.filter(|at| slots.contains(at));
    let why = match (has, at) {
        (Some(_), _) => None,
        (None, None) => Some("appts-why-no-such-time"),
        (None, Some(at)) => Some(why_not(here, what, date, at).await?),
    };
    let near = at.unwrap_or_else(|| Instant::from_civil(wished, &here.who.setup.time_zone));
    slots.retain(|slot| Some(*slot) != has);
    slots.sort_by_key(|slot| slot.millis_since(near).max(near.millis_since(*slot)));
    slots.truncate(NEAR_MAX);
    let choice = |slot: Instant, text: String| {
        let value = slot.to_string();
        Choice { chosen: chosen.map_or(Some(slot) == has, |chosen| chosen == value), text, value }
    };
    let wished = has.map(|at| choice(at, dates.at(at)));
    let others = slots.into_iter().map(|slot| choice(slot, dates.moment(slot)));
    let none = Choice { value: String::new(), text: here.t("appts-series-leave-out"), chosen: false };
    let choices = wished.into_iter().chain([none]).chain(others).collect();
    Ok(Row { name: dates.date(date), why: why.map(|message| here.t(message)), choices })
}

/// Why a time cannot be had, as a message.
async fn why_not(here: &Here, what: &What, date: Date, at: Instant) -> Result<&'static str, Problem> {
    let setup = &here.who.setup;
    let planned = what.services.iter().all(|service| is_planned(setup, service, what.mode, date));
    if !planned {
        let is_holiday = holiday(date).is_some_and(Holiday::is_public);
        return Ok(if is_holiday { "appts-why-holiday" } else { "appts-why-closed" });
    }
    let wish = Wish {
        services: &what.services,
        mode: what.mode,
        employee: what.employee.as_ref(),
        asker: Asker::Employee,
        except: None,
    };
    let now = here.now;
    let tried =
        here.app.engine.with_day(&here.stream(date), |day, setup| place(setup, day, &wish, at, now).err()).await;
    Ok(match tried.map_err(|error| Problem::from_engine(&error, None))? {
        Some(Refusal::SlotUnknown) => "appts-why-no-such-time",
        Some(Refusal::SlotTooSoon { .. }) => "appts-why-past",
        Some(Refusal::SlotTooFar { .. }) => "appts-why-too-far",
        _ => "appts-why-taken",
    })
}

async fn submit(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Wanted>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let Form { command_id, body: wanted, .. } = form;
    let (wrong, ok) = (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::OK);
    if wanted.step == "look" {
        return page(&here, &wanted, Some(command_id), ok, (Vec::new(), None)).await;
    }
    let mut mistakes = Vec::new();
    let checked = what_and_whom(&here, &wanted, &mut mistakes);
    let days = days(&here, &wanted).map_err(|wrong| mistakes.extend(wrong));
    if wanted.step != "book" {
        let of_person = ["name", "phone", "email", "birth", "cpr", "topic"];
        mistakes.retain(|mistake| !of_person.contains(&mistake.field.as_str()));
        // Other days are another series.
        let status = if mistakes.is_empty() { ok } else { wrong };
        let wanted = Wanted { book: Vec::new(), ..wanted };
        return page(&here, &wanted, None, status, (mistakes, None)).await;
    }
    let mut chosen: Vec<Instant> = wanted.book.iter().filter_map(|at| at.parse().ok()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.truncate(usize::try_from(TIMES_MAX).unwrap_or(usize::MAX));
    if chosen.is_empty() && mistakes.is_empty() {
        mistakes.push(Mistake::of("book", here.t("appts-mistake-none-chosen")));
    }
    let (Some((what, given, person)), Ok(_), true) = (checked, days, mistakes.is_empty()) else {
        return page(&here, &wanted, Some(command_id), wrong, (mistakes, None)).await;
    };
    let mut ready = Ready { what, given, person, at: here.now };
    let order = Order { series: SeriesId(made_of(&command_id, &here.who.sender)), command_id, wanted: &wanted };
    order.book(&here, &mut ready, &chosen).await
}

/// A series that is being booked.
struct Order<'a> {
    series: SeriesId,
    command_id: String,
    wanted: &'a Wanted,
}

impl Order<'_> {
    /// Books each, and says what became of it.
    async fn book(&self, here: &Here, ready: &mut Ready, chosen: &[Instant]) -> Answer {
        let (mut booked, mut refused) = (Vec::new(), Vec::new());
        for at in chosen {
            ready.at = *at;
            let when = crate::ticket::capitalised(&here.dates().moment(*at));
            let order = (part_of(&self.command_id, &at.to_string()), self.hash(here, *at)?);
            match book(here, ready, Some(self.series), order).await {
                Ok(visit) => {
                    let visit = visit.to_string();
                    let sheet = here.links.about("appointment", "visit", &visit);
                    let looked = here.looked.on(at.date(&here.who.setup.time_zone));
                    booked.push((visit, when, format!("{sheet}{}", looked.pairs())));
                }
                Err(problem) if problem.status().is_client_error() => refused.push((when, here.words_of(&problem))),
                // What is booked is booked, and is said: a fault of one is no reason to hide the others.
                Err(_) => refused.push((when, here.t("appts-series-fault"))),
            }
        }
        let status = if booked.is_empty() { StatusCode::CONFLICT } else { StatusCode::OK };
        let count = booked.len();
        let page = DonePage {
            around: here.around(here.t("appts-series-done")),
            top: here.top("appointments"),
            said: here
                .dates()
                .with("appts-series-said", &[("booked", &count.to_string()), ("all", &chosen.len().to_string())]),
            booked,
            refused,
            back: here.back(),
            again: here.to("appointments/series"),
        };
        Ok(with_status(status, html(&page)?))
    }

    /// What one of them is, as a keyed hash: the same page and time with another citizen is refused, not passed over.
    fn hash(&self, here: &Here, at: Instant) -> Result<[u8; 32], Problem> {
        let same = Wanted {
            book: Vec::new(),
            step: String::new(),
            first: String::new(),
            time: String::new(),
            every: String::new(),
            times: String::new(),
            ..self.wanted.clone()
        };
        let mut hasher = blake3::Hasher::new_keyed(&here.app.body_key);
        serde_json::to_writer(&mut hasher, &(same, at.to_string())).map_err(|_| crate::order::fault())?;
        Ok(*hasher.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_with_a_point_or_a_colon() {
        for (text, expected) in [("10:00", Some((10, 0))), ("9.05", Some((9, 5))), (" 23:59 ", Some((23, 59)))] {
            assert_eq!(read_time(text).map(|time| (time.hour(), time.minute())), expected, "{text}");
        }
        for text in ["", "10", "24:00", "10:60", "10:5", "+1:00", "10:00:00"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }
}
