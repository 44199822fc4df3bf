//! What is told to citizens who are not in the hall: which messages there are, and when one is reminded.
//!
//! No text and no address is here: those are the set-up's, the locales' and the vault's. When a reminder goes out is decided
//! with the booking and stands in its event, so that nobody has to guess later what was meant.

use serde::{Deserialize, Serialize};

use crate::ids::ServiceId;
use crate::setup::{Quiet, Setup};
use crate::time::Instant;

/// The kinds of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The time is booked.
    Confirmed,
    /// The time is near.
    Reminder,
    /// The time was moved.
    Moved,
    /// The time was cancelled.
    Cancelled,
    /// It is soon her turn.
    TurnNear,
    /// She is called.
    Called,
    /// A time that she waited for can be had.
    TimeFree,
}

impl MessageKind {
    /// All, with the names that a set-up uses.
    pub const ALL: [(&'static str, Self); 7] = [
        ("confirmed", Self::Confirmed),
        ("reminder", Self::Reminder),
        ("moved", Self::Moved),
        ("cancelled", Self::Cancelled),
        ("turn_near", Self::TurnNear),
        ("called", Self::Called),
        ("time_free", Self::TimeFree),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether it waits out quiet hours: what concerns a hall that is open does not.
    pub fn is_quiet(self) -> bool {
        !matches!(self, Self::TurnNear | Self::Called | Self::TimeFree)
    }
}

/// By which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A text message.
    Sms,
    /// An e-mail.
    Email,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// The provider has taken it.
    Sent,
    /// It has reached the phone, or the mail server.
    Delivered,
    /// It cannot be delivered.
    Failed,
    /// It was not sent: what it would have told is not so any more, or it is too late for it.
    Dropped,
}

/// A reminder goes out no later than this before the time it reminds of, in minutes.
const REMIND_LATEST_MINUTES: i64 = 30;

/// When one is reminded of a time that is booked now: as each service says, the earliest first, quiet hours waited out.
/// What would go out now or earlier is left out: the confirmation says it.
pub fn reminders(setup: &Setup, services: &[ServiceId], starts_at: Instant, now: Instant) -> Vec<Instant> {
    let bookable = services.iter().filter_map(|service| setup.appointments.get(service));
    let mut all: Vec<Instant> = bookable
        .flat_map(|bookable| &bookable.remind_minutes_before)
        .map(|minutes| starts_at.plus_minutes(-i64::from(*minutes)))
        .map(|at| outside_quiet_hours(setup, at, starts_at))
        .filter(|at| now < *at)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A reminder in quiet hours goes out at their end, where that is early enough before the time; else at their beginning.
fn outside_quiet_hours(setup: &Setup, at: Instant, starts_at: Instant) -> Instant {
    let Some(quiet) = setup.messages.quiet else { return at };
    let Some((from, to)) = quiet.around(at, setup) else { return at };
    if to.plus_minutes(REMIND_LATEST_MINUTES) <= starts_at { to } else { from }
}

impl Quiet {
    /// The quiet hours that an instant lies in, as instants: from (included) to (not included).
    pub fn around(&self, at: Instant, setup: &Setup) -> Option<(Instant, Instant)> {
        let civil = setup.civil(at);
        let begins = if self.from <= self.to || civil.time() >= self.from {
            civil.date()
        } else {
            civil.date().yesterday().ok()?
        };
        let ends = if self.from <= self.to { begins } else { begins.tomorrow().ok()? };
        let zone = &setup.time_zone;
        let at_civil = |date: jiff::civil::Date, time| {
            let zoned = zone.to_ambiguous_zoned(date.to_datetime(time)).compatible().ok()?;
            Some(Instant::from_timestamp(zoned.timestamp()))
        };
        let (from, to) = (at_civil(begins, self.from)?, at_civil(ends, self.to)?);
        (from <= at && at < to).then_some((from, to))
    }
}
