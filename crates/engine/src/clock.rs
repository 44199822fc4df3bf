//! The one clock of the program.
//!
//! Everything else takes an instant as an argument. The rules never see a clock; the shell asks this one once per
//! batch of commands, once per rendered state. Nothing here decides anything.

use std::sync::Arc;
use std::time::Duration;

use domain::time::Instant;
use parking_lot::Mutex;

/// Says what time it is in the hall.
pub trait Clock: Send + Sync + 'static {
    /// The instant now.
    fn now(&self) -> Instant;

    /// How long to sleep, in real time, until this clock shows `at`; zero where it has passed. A clock that is moved by
    /// hand gives a short step, after which one asks again.
    fn until(&self, at: Instant) -> Duration {
        Duration::from_millis(at.millis_since(self.now()))
    }

    /// Moves it on to an instant, where it is a clock that can be moved; no real hall has one. Whether it was.
    fn move_on_to(&self, _to: Instant) -> bool {
        false
    }

    /// How many times faster than real time it runs, so that a browser can let time go on between two states.
    fn speed(&self) -> f64 {
        1.0
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    fn now(&self) -> Instant {
        Instant::from_timestamp(jiff::Timestamp::now())
    }
}

/// A clock that stands still until it is moved: for tests and the simulation. Clones show the same time.
#[derive(Debug, Clone)]
pub struct ManualClock {
    now: Arc<Mutex<Instant>>,
}

impl ManualClock {
    /// How long a sleeper waits before it asks again.
    const STEP: Duration = Duration::from_millis(5);

    /// A clock that shows `now`.
    pub fn new(now: Instant) -> Self {
        Self { now: Arc::new(Mutex::new(now)) }
    }

    /// Moves it to `to`; it may go back, as clocks of machines do.
    pub fn set(&self, to: Instant) {
        *self.now.lock() = to;
    }

    /// Moves it on by whole seconds (back where negative).
    pub fn advance_seconds(&self, seconds: i64) {
        let mut now = self.now.lock();
        *now = now.plus_seconds(seconds);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.now.lock()
    }

    fn until(&self, at: Instant) -> Duration {
        if at <= self.now() { Duration::ZERO } else { Self::STEP }
    }
}

/// A clock that starts at an instant and runs faster than the machine's: for the demo and recorded days.
#[derive(Debug, Clone, Copy)]
pub struct ScaledClock {
    from: Instant,
    started: std::time::Instant,
    speed: f64,
}

impl ScaledClock {
    /// The highest speed; above it a day lasts less than ten seconds and sleeping has no meaning.
    pub const SPEED_MAX: f64 = 10_000.0;

    /// A clock that shows `from` now and then runs `speed` times as fast as the machine's; `speed` is moved into
    /// 0.001 to [`Self::SPEED_MAX`].
    pub fn new(from: Instant, speed: f64) -> Self {
        let speed = if speed.is_finite() { speed.clamp(0.001, Self::SPEED_MAX) } else { 1.0 };
        Self { from, started: std::time::Instant::now(), speed }
    }
}

impl Clock for ScaledClock {
    fn now(&self) -> Instant {
        let shown = self.started.elapsed().mul_f64(self.speed).as_millis();
        Instant::from_millis(self.from.as_millis().saturating_add(i64::try_from(shown).unwrap_or(i64::MAX)))
    }

    fn until(&self, at: Instant) -> Duration {
        Duration::from_millis(at.millis_since(self.now())).div_f64(self.speed)
    }

    fn speed(&self) -> f64 {
        self.speed
    }
}
