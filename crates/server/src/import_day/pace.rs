//! The hall's clock while a day is played, and when the next moment's turn has come.
//!
//! Three ways: as fast as it goes (the player moves the clock by hand), faster than real time by a factor (the clock of an
//! own server runs), and on somebody else's server, whose clock is its own affair: there the recording only sets the pace.

use std::time::Duration;

use domain::time::Instant;
use engine::clock::{Clock as _, ManualClock, ScaledClock};

/// While moments are sent as fast as it goes, how far one may run ahead of the oldest that is not answered, in seconds of
/// the hall. Within it requests are in flight together, as they are in a real hall.
const AHEAD_SECONDS: i64 = 10;

/// How the hall's time passes.
#[derive(Debug, Clone)]
pub(crate) enum Pace {
    /// The player moves the clock.
    Max(ManualClock),
    /// The clock runs.
    Scaled(ScaledClock),
    /// The pace alone, for a server with a clock of its own.
    Elsewhere(ScaledClock),
}

impl Pace {
    /// The hall's instant.
    pub(crate) fn now(&self) -> Instant {
        match self {
            Self::Max(clock) => clock.now(),
            Self::Scaled(clock) | Self::Elsewhere(clock) => clock.now(),
        }
    }

    /// Whether a moment may be sent while the oldest unanswered one is of that instant.
    pub(crate) fn may_send(&self, at: Instant, oldest_unanswered: Option<Instant>) -> bool {
        match self {
            Self::Max(_) => oldest_unanswered.is_none_or(|oldest| at <= oldest.plus_seconds(AHEAD_SECONDS)),
            Self::Scaled(_) | Self::Elsewhere(_) => true,
        }
    }

    /// How long to sleep until a moment's turn.
    pub(crate) fn until(&self, at: Instant) -> Duration {
        match self {
            Self::Max(_) => Duration::ZERO,
            Self::Scaled(clock) | Self::Elsewhere(clock) => clock.until(at),
        }
    }

    /// A moment is being sent: a clock that is moved by hand shows it from now on. It never goes back.
    pub(crate) fn reached(&self, at: Instant) {
        if let Self::Max(clock) = self
            && clock.now() < at
        {
            clock.set(at);
        }
    }
}
