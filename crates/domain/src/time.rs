//! Instants and spans of the hall, to the millisecond.
//!
//! Nothing here reads a clock: time is an argument everywhere.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first date that can be asked for. No hall was kept before it, and every zone has it.
pub const DATE_FIRST: Date = date(1970, 1, 1);

/// The last date that can be asked for: it and its midnight lie within an [`Instant`]'s years in every zone, and its year
/// has the four digits by which stored dates sort.
pub const DATE_LAST: Date = date(9997, 12, 31);

/// A point in time, in whole milliseconds since 1970-01-01T00:00Z. Written as RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds since 1970-01-01T00:00Z; what lies outside the years 1 to 9998 is moved to that border.
    pub fn from_millis(ms: i64) -> Self {
        const MIN: i64 = -62_135_596_800_000;
        const MAX: i64 = 253_370_764_799_999;
        Self(ms.clamp(MIN, MAX))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn as_millis(self) -> i64 {
        self.0
    }

    /// From jiff's instant, cut to the millisecond.
    pub fn from_timestamp(t: Timestamp) -> Self {
        Self::from_millis(t.as_millisecond())
    }

    /// As jiff's instant.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The civil date and time in a zone.
    pub fn civil(self, zone: &TimeZone) -> DateTime {
        zone.to_datetime(self.timestamp())
    }

    /// The civil date in a zone.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.civil(zone).date()
    }

    /// How many seconds civil time in a zone is ahead of UTC; negative west of it.
    pub fn offset_seconds(self, zone: &TimeZone) -> i32 {
        zone.to_offset(self.timestamp()).seconds()
    }

    /// `seconds` later (earlier where negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_millis(self.0.saturating_add(seconds.saturating_mul(1_000)))
    }

    /// `minutes` later (earlier where negative).
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// Whole milliseconds since `earlier`, never negative.
    pub fn millis_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    /// Whole seconds since `earlier`, never negative.
    pub fn seconds_since(self, earlier: Self) -> u64 {
        self.millis_since(earlier) / 1_000
    }

    /// The instant at which `date` begins in a zone. A midnight that does not exist begins with the first instant after it.
    pub fn start_of(date: Date, zone: &TimeZone) -> Self {
        zone.to_ambiguous_zoned(date.at(0, 0, 0, 0))
            .compatible()
            .map_or(Self(0), |z| Self::from_timestamp(z.timestamp()))
    }

    /// A civil time in a zone: `None` where it does not exist (the spring change), the first of two where it comes twice.
    pub fn at_civil(at: DateTime, zone: &TimeZone) -> Option<Self> {
        let ambiguous = zone.to_ambiguous_zoned(at);
        if matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
            return None;
        }
        ambiguous.earlier().ok().map(|z| Self::from_timestamp(z.timestamp()))
    }

    /// The instant at which clocks in a zone first show a civil time or a later one: where it does not exist, the change of
    /// the clock that passes over it.
    pub fn from_civil(at: DateTime, zone: &TimeZone) -> Self {
        let ambiguous = zone.to_ambiguous_zoned(at);
        if matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. })
            && let Ok(before) = ambiguous.clone().earlier()
            && let Some(change) = zone.following(before.timestamp()).next()
        {
            return Self::from_timestamp(change.timestamp());
        }
        ambiguous.compatible().map_or_else(|_| Self::start_of(at.date(), zone), |z| Self::from_timestamp(z.timestamp()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<Timestamp>().map(Self::from_timestamp)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Timestamp::deserialize(d).map(Self::from_timestamp)
    }
}
