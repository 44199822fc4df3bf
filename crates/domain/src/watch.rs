//! What somebody waits for who found no time that suits her: on which dates, weekdays and times of day. Pure; who waits, and who
//! is offered what, is not known here.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// How long a time is kept for whoever it is offered to, in minutes.
pub const OFFER_MINUTES: u16 = 15;

/// How long before it begins a time is offered at the latest, in minutes: the quarter of an hour for which it is kept, and the
/// way.
pub const OFFER_LEAD_MINUTES: i64 = 60;

/// After so many offers that were let pass one waits no more.
pub const OFFERS_MAX: usize = 3;

/// The longest stretch of dates that one waits for, in days.
pub const WATCH_DAYS_MAX: i32 = 92;

/// Which times somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
    /// The weekdays.
    pub weekdays: Weekdays,
    /// The earliest time of day at which it may begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Time>,
    /// The time of day before which it must begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Time>,
}

impl Watched {
    /// Whether a time that begins then is one of them.
    pub fn wants(&self, starts_at: Instant, zone: &TimeZone) -> bool {
        let civil = starts_at.civil(zone);
        let (date, time) = (civil.date(), civil.time());
        (self.from..=self.to).contains(&date)
            && self.weekdays.has(date.weekday())
            && self.earliest.is_none_or(|earliest| earliest <= time)
            && self.before.is_none_or(|before| time < before)
    }
}

/// Some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Every day, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Whether a day is among them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.days().next().is_none()
    }

    /// They, Monday first.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        Self::ALL.into_iter().filter(move |day| self.has(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(days.into_iter().map(bit).fold(0, |all, day| all | day))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    /// "Any Tuesday before the 20th", in the morning.
    fn tuesdays() -> Watched {
        Watched {
            from: date(2026, 3, 2),
            to: date(2026, 3, 19),
            weekdays: [Weekday::Tuesday].into_iter().collect(),
            earliest: Some(time(8, 0, 0, 0)),
            before: Some(time(12, 0, 0, 0)),
        }
    }

    #[test]
    fn a_time_is_wanted_by_its_civil_date_weekday_and_time_of_day() {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let wants = |text: &str| tuesdays().wants(text.parse().unwrap(), &zone);
        assert!(wants("2026-03-03T07:00:00Z"), "08.00 in Copenhagen");
        assert!(wants("2026-03-17T10:59:00Z"));
        assert!(!wants("2026-03-03T06:59:00Z"), "too early in the day");
        assert!(!wants("2026-03-03T11:00:00Z"), "noon is not before noon");
        assert!(!wants("2026-03-04T09:00:00Z"), "a Wednesday");
        assert!(!wants("2026-03-24T09:00:00Z"), "too late");
        assert!(!wants("2026-02-24T09:00:00Z"), "too early");
        let at_night = Watched { earliest: None, before: None, ..tuesdays() };
        assert!(at_night.wants("2026-03-02T23:30:00Z".parse().unwrap(), &zone), "Tuesday by the centre's clock");
        assert!(!at_night.wants("2026-03-03T23:30:00Z".parse().unwrap(), &zone), "Wednesday by the centre's clock");
    }

    #[test]
    fn weekdays_are_told_in_the_order_of_the_week() {
        let some: Weekdays = [Weekday::Sunday, Weekday::Monday, Weekday::Monday].into_iter().collect();
        assert_eq!(some.days().collect::<Vec<_>>(), [Weekday::Monday, Weekday::Sunday]);
        assert!(!some.is_empty() && Weekdays::default().is_empty());
        assert_eq!(Weekdays::from_iter(Weekdays::ALL).days().count(), 7);
    }
}
