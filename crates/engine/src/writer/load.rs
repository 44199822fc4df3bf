//! Days into memory, and out of it.
//!
//! A day is read when it is used, caught up when somebody else wrote to its stream or an append failed, and dropped when
//! nobody has used it for a while. A stream with a fact that this program does not know, or without one that should be there,
//! is refused for good.

use std::sync::Arc;

use domain::day::{Day, evolve};
use domain::ids::StreamId;
use domain::time::Instant;
use store::{Reader, StoreError};

use super::{Ahead, Core};
use crate::days::SharedDay;
use crate::error::EngineError;
use crate::limits::Limits;

impl Core {
    /// Has the day in memory and up to date.
    pub(super) fn ensure(&mut self, stream: &StreamId, now: Instant) -> Result<(), EngineError> {
        match self.ahead.get(stream) {
            Some(ahead) if !ahead.stale => {
                ahead.shared.used(now);
                Ok(())
            }
            Some(ahead) => {
                let shared = Arc::clone(&ahead.shared);
                let committed = shared.read().clone();
                self.take_in(stream, committed, shared, now)
            }
            None => {
                let day = Day::new(stream.clone());
                let shared = SharedDay::new(day.clone(), now);
                self.take_in(stream, day, shared, now)
            }
        }
    }

    /// Takes over a day that a reader has folded, unless it is in memory already.
    ///
    /// # Errors
    /// [`EngineError::Store`] where what was written since cannot be read.
    pub fn adopt(&mut self, day: Day, now: Instant) -> Result<Arc<SharedDay>, EngineError> {
        let stream = day.stream().clone();
        if !self.ahead.contains_key(&stream) {
            let shared = SharedDay::new(day.clone(), now);
            self.take_in(&stream, day, shared, now)?;
        }
        self.day(&stream, now)
    }

    /// Catches a committed day up with the store and puts it into memory.
    fn take_in(
        &mut self,
        stream: &StreamId,
        mut day: Day,
        shared: Arc<SharedDay>,
        now: Instant,
    ) -> Result<(), EngineError> {
        if let Some(why) = self.days.unreadable(stream) {
            return Err(EngineError::Store(why));
        }
        if let Err(error) = catch_up(&self.reader, &mut day, self.limits.page_events) {
            return Err(self.cannot_read(stream, error));
        }
        let seen = std::mem::replace(&mut *shared.write(), day.clone()).version();
        if self.ahead.contains_key(stream) && seen < day.version() {
            self.caught_up.insert(stream.clone());
        }
        shared.used(now);
        self.days.insert(stream.clone(), Arc::clone(&shared));
        self.ahead.insert(stream.clone(), Ahead { day, shared, stale: false });
        Ok(())
    }

    fn cannot_read(&mut self, stream: &StreamId, error: StoreError) -> EngineError {
        let error = Arc::new(error);
        if error.refuses_a_stream() {
            self.ahead.remove(stream);
            self.days.refuse(stream, &error);
        }
        EngineError::Store(error)
    }

    /// Drops the days that nobody has used for [`crate::Limits::idle_seconds`], and says which.
    pub fn drop_idle(&mut self, now: Instant) -> Vec<StreamId> {
        let seconds = u64::try_from(self.limits.idle_seconds).unwrap_or(0);
        let dropped = self.days.drop_idle(now, seconds);
        for stream in &dropped {
            self.ahead.remove(stream);
        }
        dropped
    }

    /// Drops all days: after a fault of the program, what is in memory cannot be trusted.
    pub fn drop_all(&mut self) {
        self.ahead.clear();
        self.days.clear();
    }
}

/// The day of a stream as the store has it, without an engine.
///
/// # Errors
/// What the store says.
pub fn read_day(reader: &Reader, stream: StreamId, limits: &Limits) -> Result<Day, StoreError> {
    let mut day = Day::new(stream);
    catch_up(reader, &mut day, limits.page_events)?;
    Ok(day)
}

/// Folds what the store has beyond a day's version into it.
///
/// # Errors
/// What the store says.
pub(crate) fn catch_up(reader: &Reader, day: &mut Day, page_events: usize) -> Result<(), StoreError> {
    let stream = day.stream().clone();
    loop {
        let page = reader.stream(&stream, day.version(), page_events)?;
        for recorded in &page {
            evolve(day, &recorded.event);
        }
        if page.len() < page_events {
            return Ok(());
        }
    }
}
