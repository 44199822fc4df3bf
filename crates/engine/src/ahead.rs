//! The booked times of coming days against a plan or a set-up: which no longer fit, and which a new set-up would leave
//! behind. Nothing is decided here, and nothing that is booked is changed.

use domain::ids::{CentreId, StreamId};
use domain::setup::Setup;
use domain::slots::{Misfit, misfits};
use domain::strands::{Strands, strands};
use domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::{Reader, StoreError};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::limits::Limits;
use crate::writer::read_day;

/// As far as anybody can book, in days: a booking beyond cannot be.
pub const BOOKED_AHEAD_DAYS_MAX: i64 = 366;

/// How many days, from today on, are looked through for bookings that no longer fit.
pub const MISFIT_DAYS_MAX: i64 = 92;

/// The most of those that are listed; the rest are counted.
pub const MISFITS_MAX: usize = 200;

/// Bookings that no longer fit the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfits {
    /// In the order of their times.
    pub found: Vec<Misfit>,
    /// How many more there are than are listed.
    pub more: usize,
    /// The last day that was looked at.
    pub until: Date,
}

/// Who of today and of the days to come would be left behind by a set-up. A day that cannot be read tells nothing: it is refused
/// when it is used.
///
/// # Errors
/// What the store says where it cannot tell which days there are, or does not answer.
pub fn strands_ahead(reader: &Reader, setup: &Setup, now: Instant, limits: &Limits) -> Result<Strands, StoreError> {
    let today = now.date(&setup.time_zone);
    let mut all = Strands::default();
    for stream in reader.streams_of(&setup.centre, today, later(today, BOOKED_AHEAD_DAYS_MAX))? {
        match read_day(reader, stream, limits) {
            Ok(day) => all.add(strands(&day, setup)),
            Err(error) if error.refuses_a_stream() => {
                tracing::warn!(%error, "A day that cannot be read was not compared with the new set-up.");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

impl Engine {
    /// The bookings of a centre's coming days that have not begun and do not fit the plan as it is now: today and
    /// [`MISFIT_DAYS_MAX`] days on, the first [`MISFITS_MAX`] of them.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn misfits(&self, centre: &CentreId) -> Result<Misfits, EngineError> {
        let now = self.now();
        let today = self.stream_of(centre, None)?.date;
        let until = later(today, MISFIT_DAYS_MAX);
        let (mut found, mut more) = (Vec::new(), 0);
        for date in self.dates(centre, today, until).await? {
            let stream = StreamId { centre: centre.clone(), date };
            let of_day = self.with_day(&stream, |day, setup| misfits(setup, day, now)).await?;
            let room = MISFITS_MAX - found.len();
            more += of_day.len().saturating_sub(room);
            found.extend(of_day.into_iter().take(room));
        }
        Ok(Misfits { found, more, until })
    }
}

fn later(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(Date::MAX)
}
