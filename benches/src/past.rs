//! Many past visits in a file: a real day's events again and again, on earlier dates and in all centres.
//!
//! Written by the store itself while no server runs, so that the file is what it would be after months of such days.
//! The day that is repeated was played over HTTP; it is closed by the rules before it becomes a past one.

use std::path::Path;

use domain::command::{Action, Actor, Command};
use domain::day::fold;
use domain::decide::decide;
use domain::event::{Event, Fact};
use domain::ids::{CentreId, StreamId};
use domain::time::Instant;
use jiff::Span;
use jiff::civil::Date;
use store::{Append, SqliteOptions, Store, StreamPart};

use crate::failure::{Doing as _, Failure};
use crate::municipality;

/// The most events that are read of a day.
const EVENTS_MAX: usize = 100_000;
const DAY_MILLIS: i64 = 86_400_000;

/// What was written.
#[derive(Debug, Clone, Copy)]
pub struct Past {
    /// How many visits.
    pub visits: usize,
    /// With how many events.
    pub events: usize,
    /// On how many days of a centre.
    pub days: usize,
}

/// A recorded day: the events of a centre's one stream.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Which stream.
    pub stream: StreamId,
    /// All its events, in order.
    pub events: Vec<Event>,
    /// How many visits they tell of.
    pub visits: usize,
}

/// Reads the only day of a centre (its place among the municipality's) from a file that no server uses.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn recording(database: &Path, centre: usize) -> Result<Recording, Failure> {
    let id = CentreId::new(&municipality::centre(centre))?;
    let store = Store::open_sqlite(database, SqliteOptions::default())?;
    let streams = store.reader().streams_of(&id, Date::MIN, Date::MAX)?;
    let stream = streams.into_iter().next().ok_or_else(|| Failure::new(format!("there is no day of {id}")))?;
    let recorded = store.reader().stream(&stream, 0, EVENTS_MAX)?;
    let events: Vec<Event> = recorded.into_iter().map(|recorded| recorded.event).collect();
    let visits = events.iter().filter(|event| matches!(event.fact, Fact::TicketTaken { .. })).count();
    Ok(Recording { stream, events, visits })
}

/// Writes days like the recorded one until there are so many past visits.
///
/// # Errors
/// Where the recording has no visits, or the disk refuses.
pub fn fill(database: &Path, recording: &Recording, centre: usize, visits: usize) -> Result<Past, Failure> {
    if recording.visits == 0 {
        return Err(Failure::new("the recorded day has no visits"));
    }
    let events = closed(recording, centre)?;
    let days = visits.div_ceil(recording.visits);
    let mut store = Store::open_sqlite(database, SqliteOptions::default())?;
    for day in 0..days {
        let back = i64::try_from(day / municipality::CENTRES)? + 1;
        let centre = CentreId::new(&municipality::centre(day % municipality::CENTRES))?;
        let stream = StreamId { centre, date: recording.stream.date.checked_sub(Span::new().days(back))? };
        let events = events.iter().map(|event| on_another_day(event, &stream, back)).collect();
        let append = Append { parts: vec![StreamPart { stream, expected: 0, events }], ..Append::default() };
        store.append(&[append]).doing(|| "writing past visits".to_owned())?;
    }
    store.checkpoint()?;
    Ok(Past { visits: days * recording.visits, events: days * events.len(), days })
}

/// The events of the day with its end.
fn closed(recording: &Recording, centre: usize) -> Result<Vec<Event>, Failure> {
    let day = fold(recording.stream.clone(), &recording.events);
    let now = recording.events.last().map_or_else(Instant::default, |event| event.at.plus_minutes(1));
    let command = Command { by: Actor::Clock, action: Action::CloseDay { confirmed: true } };
    let end = decide(&day, &municipality::setup(centre)?, &command, now)
        .map_err(|refusal| Failure::new(format!("the recorded day does not close: {refusal:?}")))?;
    Ok(recording.events.iter().cloned().chain(end.events).collect())
}

fn on_another_day(event: &Event, stream: &StreamId, back: i64) -> Event {
    let at = Instant::from_millis(event.at.as_millis() - back * DAY_MILLIS);
    let fact = match &event.fact {
        Fact::DayOpened { .. } => Fact::DayOpened { centre: stream.centre.clone(), date: stream.date },
        other => other.clone(),
    };
    Event { at, fact, ..event.clone() }
}
