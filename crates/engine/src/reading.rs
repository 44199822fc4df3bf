//! Questions about committed days.
//!
//! A day of the present is shared with the writer; a day that is over never changes again and is kept apart, so that
//! reading old days costs the writer nothing. Nothing here can change anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::Account;
use domain::answer::VisitCard;
use domain::day::Day;
use domain::hall::{Hall, Phase};
use domain::ids::{CentreId, StreamId, VisitId};
use domain::setup::Setup;
use jiff::civil::Date;
use store::Recorded;

use crate::days::SharedDay;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::live::Scene;
use crate::writer::catch_up;

/// The most events that one question gets at a time.
pub const EVENTS_PER_PAGE_MAX: usize = 10_000;

impl Engine {
    /// The stream of a centre's date; of the present one where none is named.
    ///
    /// # Errors
    /// [`EngineError::UnknownCentre`].
    pub fn stream_of(&self, centre: &CentreId, date: Option<Date>) -> Result<StreamId, EngineError> {
        let setup = self.known_setup(centre)?;
        let date = date.unwrap_or_else(|| self.now().date(&setup.time_zone));
        Ok(StreamId { centre: centre.clone(), date })
    }

    /// Asks a committed day something. The day is locked meanwhile: compute, and render elsewhere.
    ///
    /// # Errors
    /// [`EngineError::UnknownCentre`], and [`EngineError::Store`] where the day cannot be read.
    pub async fn with_day<R>(
        &self,
        stream: &StreamId,
        ask: impl FnOnce(&Day, &Setup) -> R + Send,
    ) -> Result<R, EngineError> {
        let setup = self.known_setup(&stream.centre)?;
        let day = self.shared_day(stream).await?;
        let day = day.read();
        Ok(ask(&day, &setup))
    }

    /// The hall of a centre now. The same state within the same second is computed once and shared.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn hall(&self, centre: &CentreId) -> Result<Arc<Hall>, EngineError> {
        Ok(self.scene(centre).await?.hall)
    }

    /// The hall of a centre now, with the set-up and the day behind it.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn scene(&self, centre: &CentreId) -> Result<Scene, EngineError> {
        let setup = self.known_setup(centre)?;
        let now = self.now();
        let stream = StreamId { centre: centre.clone(), date: now.date(&setup.time_zone) };
        let day = self.shared_day(&stream).await?;
        Ok(Scene {
            hall: day.hall(&setup, now),
            setup,
            day,
            clock_speed: self.clock().speed(),
            ways: self.outbox_health(),
        })
    }

    /// A visit as it stands on a date (today's where none is named); none where the date does not know it.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn card(
        &self,
        centre: &CentreId,
        date: Option<Date>,
        visit: VisitId,
    ) -> Result<Option<VisitCard>, EngineError> {
        let stream = self.stream_of(centre, date)?;
        let now = self.now();
        self.with_day(&stream, |day, setup| domain::answer::card(day, setup, visit, now)).await
    }

    /// The account of a date (today's so far where none is named).
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn account(&self, centre: &CentreId, date: Option<Date>) -> Result<Account, EngineError> {
        let stream = self.stream_of(centre, date)?;
        self.with_day(&stream, |day, _| domain::account::account(day)).await
    }

    /// The events of a date after a version, in order, at most `limit` and [`EVENTS_PER_PAGE_MAX`].
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn events(
        &self,
        centre: &CentreId,
        date: Date,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Recorded>, EngineError> {
        let stream = self.stream_of(centre, Some(date))?;
        let limit = limit.min(EVENTS_PER_PAGE_MAX);
        Ok(self.read(move |reader| reader.stream(&stream, after, limit)).await??)
    }

    /// The dates of a centre that have events, from one to another, both included.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn dates(&self, centre: &CentreId, from: Date, to: Date) -> Result<Vec<Date>, EngineError> {
        let centre = self.known_setup(centre)?.centre.clone();
        let streams = self.read(move |reader| reader.streams_of(&centre, from, to)).await??;
        Ok(streams.into_iter().map(|s| s.date).collect())
    }

    /// The page of all measures, with the gauges as they are now.
    ///
    /// # Errors
    /// Where a measure cannot be written down; not for want of memory.
    pub fn metrics_text(&self) -> Result<String, std::fmt::Error> {
        let now = self.now();
        let metrics = self.metrics();
        for centre in self.centres() {
            let Some(setup) = self.setup(&centre) else { continue };
            let stream = StreamId { centre, date: now.date(&setup.time_zone) };
            let hall = self.days().get(&stream).map(|day| day.hall(&setup, now));
            let (waiting, called) = hall.map_or((0, 0), |h| (h.waiting.len(), h.called.len()));
            metrics.centre(stream.centre.as_str(), waiting, called);
        }
        let (subscribers, topics) = self.live().count();
        metrics.subscribers.set(i64::try_from(subscribers).unwrap_or(i64::MAX));
        metrics.topics.set(i64::try_from(topics).unwrap_or(i64::MAX));
        metrics.days.set(i64::try_from(self.days().count()).unwrap_or(i64::MAX));
        metrics.encode()
    }

    pub(crate) fn known_setup(&self, centre: &CentreId) -> Result<Arc<Setup>, EngineError> {
        self.setup(centre).ok_or_else(|| EngineError::UnknownCentre(centre.clone()))
    }

    /// A committed day, from memory or from the store.
    pub(crate) async fn shared_day(&self, stream: &StreamId) -> Result<Arc<SharedDay>, EngineError> {
        let now = self.now();
        if let Some(day) = self.days().get(stream) {
            day.used(now);
            return Ok(day);
        }
        if let Some(day) = self.past().day(stream) {
            return Ok(day);
        }
        if let Some(why) = self.days().unreadable(stream) {
            return Err(EngineError::Store(why));
        }
        let (asked, page) = (stream.clone(), self.limits().page_events);
        let folded = self
            .read(move |reader| {
                let mut day = Day::new(asked);
                catch_up(reader, &mut day, page).map(|()| day)
            })
            .await?;
        let day = match folded {
            Ok(day) => day,
            Err(error) => return Err(self.cannot_read(stream, error)),
        };
        match (day.version(), day.phase()) {
            // Nothing has happened: there is nothing to share with the writer yet.
            (0, _) => Ok(SharedDay::new(day, now)),
            (_, Phase::Closed) => {
                Ok(self.past().keep_day(stream, SharedDay::new(day, now), self.limits().past_days_max))
            }
            _ => self.work(move |core| core.adopt(day, now)).await?,
        }
    }

    pub(crate) fn cannot_read(&self, stream: &StreamId, error: store::StoreError) -> EngineError {
        let error = Arc::new(error);
        if error.refuses_a_stream() {
            self.days().refuse(stream, &error);
        }
        EngineError::Store(error)
    }
}

/// A small store of what has been read; past its limit all of it is dropped and read again when it is asked for.
#[derive(Debug)]
pub(crate) struct Kept<K, V>(parking_lot::Mutex<BTreeMap<K, V>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(parking_lot::Mutex::new(BTreeMap::new()))
    }
}

impl<K: Ord, V: Clone> Kept<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.0.lock().get(key).cloned()
    }

    /// Keeps a value, unless another was kept meanwhile; gives the one that is kept.
    pub(crate) fn keep(&self, key: K, value: V, max: usize) -> V {
        let mut kept = self.0.lock();
        if kept.len() >= max.max(1) && !kept.contains_key(&key) {
            kept.clear();
        }
        kept.entry(key).or_insert(value).clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock().clear();
    }
}
