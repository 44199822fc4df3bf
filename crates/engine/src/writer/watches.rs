//! Changes of who waits for a time, where they are in order with all that is booked: on the writer's thread, against the row as it
//! is at that moment.

use domain::ids::VisitId;
use domain::time::Instant;
use store::{CLOCK, WatchBounds, WatchChange, WatchEntered, WatchRow, WatchState};

use super::Core;
use crate::error::EngineError;
use crate::watches::NewWatch;

impl Core {
    /// Enters somebody who waits, within the limits.
    ///
    /// # Errors
    /// What the store says.
    pub fn enter_watch(&mut self, new: NewWatch, by: &str, now: Instant) -> Result<WatchEntered, EngineError> {
        let bounds = WatchBounds {
            hashes: new.hashes,
            person_max: self.limits.watches_per_person_max,
            origin_max: self.limits.watches_per_origin_max,
            centre_max: self.limits.watches_per_centre_max,
        };
        let row = WatchRow {
            visit: new.visit,
            origin: new.origin,
            state: WatchState::Open,
            wish: new.wish,
            offers: Vec::new(),
            changed_at: now,
        };
        Ok(self.store.enter_watch(&row, &new.person, &bounds, (by, now))?)
    }

    /// Ends a watch because she says so, and gives it as it was; none where she waits no more, or has booked.
    ///
    /// # Errors
    /// What the store says.
    pub fn stop_watch(&mut self, visit: VisitId, by: &str, now: Instant) -> Result<Option<WatchRow>, EngineError> {
        let Some(before) = self.reader.watch(visit)?.filter(|row| row.state.is_active()) else { return Ok(None) };
        if self.reader.day_of(visit)?.is_some() {
            return Ok(None);
        }
        let row = WatchRow { state: WatchState::Stopped, changed_at: now, ..before.clone() };
        self.store.change_watches(&[WatchChange { row, forgets: true }], by, now)?;
        Ok(Some(before))
    }

    /// Brings a watch from the state that was looked at to another one; `false` where it is not in that state any more. Whoever
    /// waits no more and has not booked is forgotten with it.
    ///
    /// # Errors
    /// What the store says.
    pub fn settle_watch(&mut self, before: &WatchRow, after: WatchRow, now: Instant) -> Result<bool, EngineError> {
        if self.reader.watch(before.visit)?.as_ref() != Some(before) {
            return Ok(false);
        }
        let forgets = after.state == WatchState::Over && self.reader.day_of(before.visit)?.is_none();
        let row = WatchRow { changed_at: now, ..after };
        self.store.change_watches(&[WatchChange { row, forgets }], CLOCK, now)?;
        Ok(true)
    }
}
