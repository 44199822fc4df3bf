//! A past minute of a day: the stream folded up to an instant, under the set-up that was in force then.
//!
//! Days that are over and set-ups of the past never change, so they are kept for the next question, within limits.

use std::sync::Arc;

use domain::day::{Day, evolve};
use domain::hall::Hall;
use domain::ids::{CentreId, SetupVersion, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use jiff::civil::Date;
use store::{Reader, SetupRow, StoreError};

use crate::days::SharedDay;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::live::Scene;
use crate::reading::Kept;

/// What has been read of the past.
#[derive(Debug, Default)]
pub(crate) struct Past {
    days: Kept<StreamId, Arc<SharedDay>>,
    setups: Kept<(CentreId, SetupVersion), Arc<Setup>>,
}

impl Past {
    pub(crate) fn day(&self, stream: &StreamId) -> Option<Arc<SharedDay>> {
        self.days.get(stream)
    }

    pub(crate) fn keep_day(&self, stream: &StreamId, day: Arc<SharedDay>, max: usize) -> Arc<SharedDay> {
        self.days.keep(stream.clone(), day, max)
    }

    /// After retention has deleted streams.
    pub(crate) fn forget_days(&self) {
        self.days.clear();
    }
}

/// What the store knows of a past minute.
struct Then {
    day: Day,
    version: SetupVersion,
    row: Option<SetupRow>,
}

impl Engine {
    /// The hall of a centre at an instant of a date: what it was then, under the set-up that was in force then.
    ///
    /// # Errors
    /// [`EngineError::UnknownCentre`], [`EngineError::Store`] where the day cannot be read, and
    /// [`EngineError::SetupUnreadable`].
    pub async fn hall_at(&self, centre: &CentreId, date: Date, at: Instant) -> Result<Arc<Hall>, EngineError> {
        Ok(self.scene_at(centre, date, at).await?.hall)
    }

    /// The same, with the set-up of then and the day as it was then.
    ///
    /// # Errors
    /// As [`Engine::hall_at`].
    pub async fn scene_at(&self, centre: &CentreId, date: Date, at: Instant) -> Result<Scene, EngineError> {
        let present = self.known_setup(centre)?;
        let stream = self.stream_of(centre, Some(date))?;
        if let Some(why) = self.days().unreadable(&stream) {
            return Err(EngineError::Store(why));
        }
        let (asked, page) = (stream.clone(), self.limits().page_events);
        let then = match self.read(move |reader| then(reader, &asked, at, page)).await? {
            Ok(then) => then,
            Err(error) => return Err(self.cannot_read(&stream, error)),
        };
        let setup = self.setup_then(&present, &then)?;
        let day = SharedDay::new(then.day, at);
        Ok(Scene { hall: day.hall(&setup, at), setup, day, clock_speed: self.clock().speed(), ways: Vec::new() })
    }

    fn setup_then(&self, present: &Arc<Setup>, then: &Then) -> Result<Arc<Setup>, EngineError> {
        if then.version == present.version {
            return Ok(Arc::clone(present));
        }
        let key = (present.centre.clone(), then.version);
        if let Some(setup) = self.past().setups.get(&key) {
            return Ok(setup);
        }
        let Some(row) = &then.row else {
            return match then.day.setup_version() {
                // Nothing was decided yet, and nothing was ever published: any set-up is as good as the present one.
                None => Ok(Arc::clone(present)),
                Some(version) => Err(EngineError::SetupUnreadable(format!("version {} is not stored", version.0))),
            };
        };
        let setup = self.source()(row).map_err(EngineError::SetupUnreadable)?;
        Ok(self.past().setups.keep(key, Arc::new(setup), self.limits().past_setups_max))
    }
}

/// Folds a stream up to an instant, and finds the set-up of that instant.
fn then(reader: &Reader, stream: &StreamId, at: Instant, page_events: usize) -> Result<Then, StoreError> {
    let centre = stream.centre.clone();
    let day = fold_until(reader, stream, at, page_events)?;
    let mut version = day.setup_version().unwrap_or(SetupVersion(1));
    let mut row = reader.setup(&centre, version)?;
    // Published before that instant, but after the last event.
    while let Some(next) = reader.setup(&centre, SetupVersion(version.0.saturating_add(1)))? {
        if next.published_at > at || next.version == version {
            break;
        }
        version = next.version;
        row = Some(next);
    }
    Ok(Then { day, version, row })
}

fn fold_until(reader: &Reader, stream: &StreamId, at: Instant, page_events: usize) -> Result<Day, StoreError> {
    let mut day = Day::new(stream.clone());
    loop {
        let page = reader.stream(stream, day.version(), page_events)?;
        for recorded in &page {
            if recorded.event.at > at {
                return Ok(day);
            }
            evolve(&mut day, &recorded.event);
        }
        if page.len() < page_events {
            return Ok(day);
        }
    }
}
