//! What is forgotten, and when.

use domain::time::Instant;
use jiff::ToSpan;
use jiff::civil::Date;
use store::StoreError;

use super::Core;

/// How much was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retained {
    /// Commands whose result is no longer remembered.
    pub commands: u64,
    /// People whose date has come.
    pub people: u64,
    /// Streams whose time is over.
    pub streams: u64,
}

impl Core {
    /// Forgets the results of commands after [`crate::Limits::remember_hours`], people on their date, and streams after
    /// [`crate::Limits::keep_months`].
    ///
    /// # Errors
    /// What the store says; what was forgotten until then stays forgotten.
    pub fn retain(&mut self, now: Instant) -> Result<Retained, StoreError> {
        let commands = self.store.forget_commands_before(now.plus_minutes(-60 * self.limits.remember_hours))?;
        let people = self.store.forget_people_due(now)?;
        let today = now.date(&jiff::tz::TimeZone::UTC);
        let keep_from = today.checked_sub(self.limits.keep_months.months()).unwrap_or(Date::MIN);
        let streams = self.store.forget_streams_before(keep_from, now)?;
        Ok(Retained { commands, people, streams })
    }
}
