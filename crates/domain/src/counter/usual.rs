//! How long a service usually takes, as a range that an employee can read at a glance: the middle half of the queue's
//! latest services.
//!
//! The rule is this project's own: the quartiles of what the day remembers of the queue
//! ([`crate::day::RECENT_SERVICES_MAX`]), once that is [`KNOWN_FROM`] services at least; before that, three quarters to
//! five quarters of what the set-up names as typical. Half of all services lie outside it: it must never be shown as a
//! limit.

use crate::day::{Day, Visit};
use crate::forecast::usual_seconds;
use crate::hall::overlong;
use crate::ids::QueueId;
use crate::setup::Setup;

use super::services_here;

/// From how many remembered services on they count for more than the set-up.
pub const KNOWN_FROM: usize = 5;

/// How long a service usually takes: the middle half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualRange {
    /// A quarter of them are shorter, in whole minutes; 1 at least.
    pub from_minutes: u16,
    /// A quarter of them are longer, in whole minutes; later than `from_minutes`.
    pub to_minutes: u16,
}

impl UsualRange {
    /// From seconds: whole minutes, the nearest, at least one apart.
    fn of_seconds(from: u32, to: u32) -> Self {
        let minutes = |seconds: u32| u16::try_from(seconds.saturating_add(30) / 60).unwrap_or(u16::MAX - 1);
        let from_minutes = minutes(from).clamp(1, u16::MAX - 1);
        Self { from_minutes, to_minutes: minutes(to).max(from_minutes + 1) }
    }
}

/// How long a visit's service usually takes where it is now; `None` where neither the day nor the set-up tells.
pub fn usual_range(day: &Day, setup: &Setup, visit: &Visit) -> Option<UsualRange> {
    remembered(day, setup, &visit.queue).or_else(|| typical(setup, visit))
}

/// Of the queue's latest services, but for those that were forgotten.
fn remembered(day: &Day, setup: &Setup, queue: &QueueId) -> Option<UsualRange> {
    let usual = usual_seconds(day, setup, queue);
    let recent = &day.queue(queue)?.recent;
    let mut known: Vec<u32> = recent.iter().map(|(_, s)| *s).filter(|s| !overlong(usual, u64::from(*s))).collect();
    if known.len() < KNOWN_FROM {
        return None;
    }
    known.sort_unstable();
    // The nearest rank: the smallest of which so many quarters are no longer.
    let quartile = |quarters: usize| known.get((known.len() * quarters).div_ceil(4).saturating_sub(1)).copied();
    Some(UsualRange::of_seconds(quartile(1)?, quartile(3)?))
}

/// Of the services of the stop, all together.
fn typical(setup: &Setup, visit: &Visit) -> Option<UsualRange> {
    let known = services_here(visit).iter().filter_map(|s| setup.services.get(s));
    let seconds: u32 = known.map(|s| u32::from(s.typical_minutes) * 60).sum();
    (seconds > 0).then(|| UsualRange::of_seconds(seconds * 3 / 4, seconds * 5 / 4))
}
