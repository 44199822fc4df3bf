//! Whether a provider takes what it is given: what its last tries came to, and how many are made now.
//!
//! A provider that takes nothing is asked more and more rarely, one message at a time, so that the others keep their turn and go
//! out at once when it is back. None of it is stored: a start asks anew.

use std::time::Duration;

use domain::message::Channel;
use domain::time::Instant;

use super::{CAUTIOUS_FAILURES, DEAD_FAILURES, DEAD_SECONDS, OUT_MAX, PAUSE_SECONDS, PROBE_SECONDS_MAX, Told};

/// How one way stands, for the manager and for figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayHealth {
    /// Which way.
    pub channel: Channel,
    /// Whether its provider counts as dead.
    pub dead: bool,
    /// Since when it has taken nothing, where it has not.
    pub failing_since: Option<Instant>,
    /// How many messages are due and have not gone out.
    pub waiting: u64,
    /// Since when the first of them is due.
    pub waiting_since: Option<Instant>,
}

/// What is known of the provider of one way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    failures: u32,
    failing_since: Option<Instant>,
    try_from: Option<Instant>,
    out: usize,
}

impl Line {
    /// How many more may go out now.
    pub(crate) fn room(&self, now: Instant) -> usize {
        if self.try_from.is_some_and(|from| now < from) {
            return 0;
        }
        let most = if self.failures >= CAUTIOUS_FAILURES { 1 } else { OUT_MAX };
        most.saturating_sub(self.out)
    }

    /// When it is asked again, where it is not asked now.
    pub(crate) fn opens(&self, now: Instant) -> Option<Instant> {
        self.try_from.filter(|from| now < *from)
    }

    /// One went out.
    pub(crate) fn take(&mut self) {
        self.out += 1;
    }

    /// One came back.
    pub(crate) fn settle(&mut self, told: &Told, now: Instant) {
        self.out = self.out.saturating_sub(1);
        match told {
            Told::Taken(_) | Told::Refused => *self = Self { out: self.out, ..Self::default() },
            Told::Later(asked) => self.fail(*asked, now),
            Told::Unknown => self.fail(None, now),
        }
    }

    fn fail(&mut self, asked: Option<Duration>, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        self.failing_since.get_or_insert(now);
        if self.failures < CAUTIOUS_FAILURES {
            return;
        }
        let doubled = PAUSE_SECONDS << (self.failures - CAUTIOUS_FAILURES).min(10);
        let asked = asked.and_then(|pause| i64::try_from(pause.as_secs()).ok()).unwrap_or(0);
        self.try_from = Some(now.plus_seconds(doubled.max(asked).min(PROBE_SECONDS_MAX)));
    }

    /// Whether its provider counts as dead.
    pub(crate) fn is_dead(&self, now: Instant) -> bool {
        let long = self.failing_since.is_some_and(|since| now.seconds_since(since) >= DEAD_SECONDS);
        self.failures >= DEAD_FAILURES || long
    }

    pub(crate) fn failing_since(&self) -> Option<Instant> {
        self.failing_since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_millis(1_772_528_400_000).plus_seconds(seconds)
    }

    #[test]
    fn a_provider_that_takes_nothing_is_asked_one_at_a_time_and_counts_as_dead() {
        let mut line = Line::default();
        assert_eq!(line.room(at(0)), OUT_MAX);
        for n in 1..=2 {
            line.take();
            line.settle(&Told::Later(None), at(n));
            assert_eq!(line.room(at(n)), OUT_MAX, "twice may be chance");
        }
        line.take();
        line.settle(&Told::Later(None), at(3));
        assert_eq!((line.room(at(3)), line.room(at(32)), line.room(at(33))), (0, 0, 1));
        line.take();
        assert_eq!(line.room(at(33)), 0, "one at a time");
        line.settle(&Told::Unknown, at(40));
        assert!(!line.is_dead(at(40)));
        assert_eq!(line.opens(at(40)), Some(at(100)));
        line.take();
        line.settle(&Told::Later(Some(Duration::from_hours(9))), at(100));
        assert!(line.is_dead(at(100)));
        assert_eq!(line.opens(at(100)), Some(at(100 + PROBE_SECONDS_MAX)), "a pause has its end");
        line.take();
        line.settle(&Told::Taken(None), at(500));
        assert!(!line.is_dead(at(500)) && line.failing_since().is_none());
        assert_eq!(line.room(at(500)), OUT_MAX);
    }

    #[test]
    fn one_that_fails_rarely_but_always_is_dead_after_a_while() {
        let mut line = Line::default();
        line.take();
        line.settle(&Told::Later(None), at(0));
        assert!(!line.is_dead(at(599)));
        assert!(line.is_dead(at(600)));
        line.settle(&Told::Refused, at(601));
        assert!(!line.is_dead(at(601)), "who refuses is there");
    }
}
