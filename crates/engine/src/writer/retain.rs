//! What is forgotten, and when.

use domain::time::Instant;
use jiff::ToSpan;
use jiff::civil::Date;
use store::StoreError;

use super::Core;
use crate::outbox::KEEP_DAYS;
use crate::watches::WATCH_KEEP_DAYS;

/// The most streams that are deleted in one pass: a busy day has some ten thousand events.
const STREAMS_AT_ONCE: usize = 1;

/// How much was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retained {
    /// Commands whose result is no longer remembered.
    pub commands: u64,
    /// People whose date has come.
    pub people: u64,
    /// Streams whose time is over.
    pub streams: u64,
    /// Sessions that are over.
    pub sessions: u64,
    /// Devices that asked and were not let in.
    pub pairings: u64,
    /// Messages that came to their end a while ago.
    pub messages: u64,
    /// Watches that came to their end a while ago.
    pub watches: u64,
    /// Look-ups whose time is over.
    pub look_ups: u64,
    /// Whether there may be more: another pass finds out.
    pub more: bool,
}

impl Retained {
    /// With what a later pass forgot.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        Self {
            commands: self.commands + later.commands,
            people: self.people + later.people,
            streams: self.streams + later.streams,
            sessions: self.sessions + later.sessions,
            pairings: self.pairings + later.pairings,
            messages: self.messages + later.messages,
            watches: self.watches + later.watches,
            look_ups: self.look_ups + later.look_ups,
            more: later.more,
        }
    }
}

impl Core {
    /// Forgets the results of commands after [`crate::Limits::remember_hours`], people on their date, streams after
    /// [`crate::Limits::keep_months`], look-ups after [`crate::Limits::look_up_months`], and sessions and devices' codes that are
    /// over: one pass, no more than [`crate::Limits::forget_max`] of each, so that commands come in between.
    ///
    /// # Errors
    /// What the store says; what was forgotten until then stays forgotten.
    pub fn retain(&mut self, now: Instant) -> Result<Retained, StoreError> {
        let most = self.limits.forget_max;
        let remember_from = now.plus_minutes(-60 * self.limits.remember_hours);
        let commands = self.store.forget_commands_before(remember_from, most)?;
        let people = self.store.forget_people_due(now, most)?;
        let today = now.date(&jiff::tz::TimeZone::UTC);
        let months_ago = |months: i32| today.checked_sub(months.months()).unwrap_or(Date::MIN);
        let keep_from = months_ago(self.limits.keep_months);
        let streams = self.store.forget_streams_before(keep_from, now, STREAMS_AT_ONCE)?;
        let began = now.plus_seconds(-self.limits.session_seconds_max);
        let used = now.plus_seconds(-self.limits.session_idle_seconds);
        let sessions = self.store.forget_sessions(began, used, most)?;
        let asked = now.plus_seconds(-self.limits.pairing_seconds);
        let pairings = self.store.forget_pairings_before(asked, most)?;
        let messages = self.store.forget_messages_before(now.plus_minutes(-KEEP_DAYS * 24 * 60), most)?;
        let watches = self.store.forget_watches_before(now.plus_minutes(-WATCH_KEEP_DAYS * 24 * 60), most)?;
        let looked_up = Instant::start_of(months_ago(self.limits.look_up_months), &jiff::tz::TimeZone::UTC);
        let look_ups = self.store.forget_look_ups_before(looked_up, now, most)?;
        Ok(Retained {
            commands: commands.count,
            people: people.count,
            streams: streams.count,
            sessions: sessions.count,
            pairings: pairings.count,
            messages: messages.count,
            watches: watches.count,
            look_ups: look_ups.count,
            more: [commands, people, streams, sessions, pairings, messages, watches, look_ups]
                .iter()
                .any(|pass| pass.more),
        })
    }
}
