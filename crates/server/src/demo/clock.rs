//! The demo's clock: runs faster than the machine's, and passes over hours in which nothing happens.
//!
//! It never goes back. Nobody but the demo has it; an installation that serves people runs by the machine's clock.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::time::Instant;
use engine::clock::{Clock, ScaledClock};

/// The longest that a sleeper waits in real time before it asks again: the clock may have passed over hours in between.
const STEP: Duration = Duration::from_millis(250);

/// A scaled clock that can be moved forward.
#[derive(Debug)]
pub(super) struct DemoClock {
    running: ScaledClock,
    passed_over_ms: AtomicI64,
}

impl DemoClock {
    pub(super) fn new(from: Instant, speed: f64) -> Self {
        Self { running: ScaledClock::new(from, speed), passed_over_ms: AtomicI64::new(0) }
    }

    /// Moves on to an instant; one that has passed changes nothing.
    pub(super) fn pass_over_to(&self, to: Instant) {
        let ahead = i64::try_from(to.millis_since(self.now())).unwrap_or(0);
        self.passed_over_ms.fetch_add(ahead, Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Instant {
        let passed_over = self.passed_over_ms.load(Ordering::SeqCst);
        Instant::from_millis(self.running.now().as_millis().saturating_add(passed_over))
    }

    fn until(&self, at: Instant) -> Duration {
        let passed_over = self.passed_over_ms.load(Ordering::SeqCst);
        self.running.until(Instant::from_millis(at.as_millis().saturating_sub(passed_over))).min(STEP)
    }

    fn move_on_to(&self, to: Instant) -> bool {
        self.pass_over_to(to);
        true
    }

    fn speed(&self) -> f64 {
        self.running.speed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_passes_over_the_night_and_never_goes_back() {
        let evening = Instant::from_millis(1_000_000);
        let clock = DemoClock::new(evening, 60.0);
        let morning = evening.plus_minutes(12 * 60);
        clock.pass_over_to(morning);
        assert!(clock.now() >= morning);
        clock.pass_over_to(evening);
        assert!(clock.now() >= morning);
        assert!(clock.until(morning).is_zero());
        assert!(clock.until(morning.plus_minutes(600)) <= STEP);
    }
}
