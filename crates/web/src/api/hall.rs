//! `/api/v1/centres/{centre}/hall`: the state of the hall, now, as it changes, and at a past minute.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::Language;
use domain::setup::Setup;
use domain::time::Instant;
use engine::Topic;
use jiff::civil::{Date, Time};

use super::command::json;
use super::path::{Here, read_date, within_dates};
use super::query::{NoPairs, Pairs};
use super::shapes::{HallShape, View};
use crate::authority::{Anyone, Either, Employee};
use crate::limits::StreamPlace;
use crate::live;
use crate::openapi::forms;
use crate::problem::Problem;
use crate::renderer::HALL_VIEW;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/centres/{centre}/hall", show)
            .does("The state of the hall now, or at a past minute. With an employee's token also what is not public.")
            .asks::<forms::MomentOrClock>("at", "A past instant, or a time of the date (today unless `date` says else).")
            .asks::<forms::CivilDate>("date", "The date whose hall to show, with `at` as a time of the day.")
            .gives::<HallShape>(200, "The hall."),
        Route::get("/api/v1/centres/{centre}/hall/events", events)
            .does("The public state of the hall as server-sent events named `hall`: the newest state first, then each change.")
            .gives_events::<forms::HallEvent>("A stream that does not end. Each `data` is a Hall; a newer one replaces all before."),
    ]
}

async fn show(
    looker: Either<Employee, Anyone>,
    State(app): State<AppState>,
    Here(place): Here,
    query: Pairs,
) -> Result<Response, Problem> {
    let view = match looker {
        Either::One(_) => View::Staff,
        Either::Other(_) => View::Public,
    };
    let fault = |error| Problem::from_engine(&error, None);
    let now = app.engine.now();
    let shape = match asked_moment(query, &place.setup, now)? {
        None => HallShape::of(&*app.engine.hall(&place.centre).await.map_err(fault)?, view),
        Some((_, at)) if at > now => return Err(Problem::new(StatusCode::NOT_FOUND, "not_yet")),
        Some((date, at)) => HallShape::of(&*app.engine.hall_at(&place.centre, date, at).await.map_err(fault)?, view),
    };
    Ok(json(StatusCode::OK, &shape))
}

async fn events(
    _: Anyone,
    State(app): State<AppState>,
    Here(place): Here,
    _: NoPairs,
    free: StreamPlace,
) -> Result<Response, Problem> {
    // The same for everybody and without words, so there is one topic for all languages.
    let topic = Topic { view: HALL_VIEW, centre: place.centre, language: Language::danish(), subject: None };
    live::stream(&app, &topic, free)
}

/// The moment that was asked for, with its date; none for now.
fn asked_moment(mut query: Pairs, setup: &Setup, now: Instant) -> Result<Option<(Date, Instant)>, Problem> {
    let (at, date) = (query.take("at")?, query.take("date")?);
    query.done()?;
    let date = match date {
        None => None,
        Some(text) => {
            let date = read_date(&text).ok_or_else(|| Problem::query("date", "why-not-a-date"))?;
            Some(within_dates(date, "date")?)
        }
    };
    let Some(at) = at else {
        // A date alone is its end, or now where it is today.
        let today = now.date(&setup.time_zone);
        return Ok(date.filter(|d| *d != today).map(|d| (d, end_of(d, setup))));
    };
    let wrong = || Problem::query("at", "why-not-a-time");
    if let Some(time) = read_clock(&at) {
        let date = date.unwrap_or_else(|| now.date(&setup.time_zone));
        // A time that the spring change leaves out is a wrong one.
        let instant = Instant::at_civil(date.to_datetime(time), &setup.time_zone).ok_or_else(wrong)?;
        return Ok(Some((date, instant)));
    }
    let instant: Instant = at.parse().map_err(|_| wrong())?;
    let its_date = within_dates(instant.date(&setup.time_zone), "at")?;
    if date.is_some_and(|d| d != its_date) {
        return Err(Problem::new(StatusCode::NOT_FOUND, "unknown_date"));
    }
    Ok(Some((its_date, instant)))
}

fn end_of(date: Date, setup: &Setup) -> Instant {
    match date.tomorrow() {
        Ok(next) => Instant::from_millis(Instant::start_of(next, &setup.time_zone).as_millis() - 1),
        Err(_) => Instant::from_millis(i64::MAX),
    }
}

/// `10:42`, and nothing else.
pub(crate) fn read_clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':').filter(|_| text.len() == 5)?;
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_is_read_strictly() {
        assert_eq!(read_clock("09:05"), Some(Time::constant(9, 5, 0, 0)));
        for wrong in ["9:05", "24:00", "09:60", "+9:05", "0905", "09:5", "", "æ9:05"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
    }
}
