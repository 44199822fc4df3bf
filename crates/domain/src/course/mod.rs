//! The course of a day: how many waited when, how long, and the landmarks of its time line.
//!
//! Curves are counted from the visits' periods, so that what was taken back is in none, and a curve that ends at a moment
//! agrees with the hall of that moment. Only [`marks`] and [`opening`] ask the events too, for what no period tells.
//! Nothing here guesses why something was so; times of open periods end where the asker ends.

mod marks;

use jiff::civil::Time;

use crate::command::Actor;
use crate::day::{Day, Period, PeriodKind};
use crate::decide::closes_at;
use crate::event::{Event, Fact};
use crate::ids::QueueId;
use crate::setup::Setup;
use crate::time::Instant;

pub use marks::{DIP_MINUTES_MIN, MARKED_ORDERS_MAX, MARKS_MAX, Mark, MarkKind, marks};

/// The most points of a curve: every minute of a day of twenty-five hours, both ends included.
pub const CURVE_POINTS_MAX: usize = 1_501;

/// The earliest hour that a time line begins with.
const FIRST_HOUR: Time = Time::constant(6, 0, 0, 0);

/// How many waited at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurvePoint {
    /// When.
    pub at: Instant,
    /// How many.
    pub waiting: u32,
}

/// How long the longest had waited at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitPoint {
    /// When.
    pub at: Instant,
    /// How long, over all its queues, in seconds; 0 where no one waited.
    pub longest_seconds: u32,
}

/// What a time line of a day shows, in whole hours of civil time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The first instant.
    pub from: Instant,
    /// The last; later than `from`.
    pub to: Instant,
}

/// How many waited in the whole centre, every `step_minutes` (1 at least) from `from` on, and not after `to`. Where that
/// were more than [`CURVE_POINTS_MAX`] points the step is longer. None where `to` is before `from`.
pub fn waiting_curve(day: &Day, from: Instant, to: Instant, step_minutes: u16) -> Vec<CurvePoint> {
    curve(day, None, from, to, step_minutes)
}

/// The same of one queue.
pub fn waiting_curve_of(day: &Day, queue: &QueueId, from: Instant, to: Instant, step_minutes: u16) -> Vec<CurvePoint> {
    curve(day, Some(queue), from, to, step_minutes)
}

fn curve(day: &Day, queue: Option<&QueueId>, from: Instant, to: Instant, step_minutes: u16) -> Vec<CurvePoint> {
    let grid = Grid::new(from, to, step_minutes);
    // How many more, or fewer, wait from a point on.
    let mut changes = vec![0_i64; grid.points + 1];
    for period in day.visits().iter().flat_map(|v| &v.periods) {
        if period.kind == PeriodKind::Waiting && queue.is_none_or(|q| *q == period.queue) {
            let covered = grid.covered(period);
            changes[covered.start] += 1;
            changes[covered.end] -= 1;
        }
    }
    let mut waiting = 0_i64;
    (0..grid.points)
        .zip(changes)
        .map(|(i, change)| {
            waiting += change;
            CurvePoint { at: grid.at(i), waiting: u32::try_from(waiting).unwrap_or(0) }
        })
        .collect()
}

/// How long the longest of a queue had waited, every `step_minutes` (1 at least) over the last `minutes`; the last point
/// is `now`, and agrees with the hall. The step is longer as in [`waiting_curve`].
pub fn wait_history(day: &Day, queue: &QueueId, now: Instant, minutes: u16, step_minutes: u16) -> Vec<WaitPoint> {
    let step = i64::from(step_minutes.max(1));
    let steps = i64::from(minutes) / step;
    let grid = Grid::new(now.plus_minutes(-steps * step), now, step_minutes);
    let mut longest = vec![0_u64; grid.points];
    for visit in day.visits() {
        let mut before = 0;
        for period in visit.periods.iter().filter(|p| p.kind == PeriodKind::Waiting) {
            if period.queue == *queue {
                for i in grid.covered(period) {
                    longest[i] = longest[i].max(before + grid.at(i).millis_since(period.from));
                }
            }
            before += period.to.map_or(0, |to| to.millis_since(period.from));
        }
    }
    let seconds = |millis: u64| u32::try_from(millis / 1_000).unwrap_or(u32::MAX);
    (0..grid.points)
        .zip(longest)
        .map(|(i, millis)| WaitPoint { at: grid.at(i), longest_seconds: seconds(millis) })
        .collect()
}

/// What a time line of a day shows: from the start of the opening hours or the first that happened, whichever is earlier
/// but not before six, to the end of the hours or the last that happened. `None` of a day without hours on which
/// nothing happened.
///
/// What the clock brought about, and what was booked beforehand, is not counted: it happens with nobody there.
pub fn opening(day: &Day, setup: &Setup, events: &[Event]) -> Option<Opening> {
    let date = day.stream().date;
    let (starts, ends) = (Instant::start_of(date, &setup.time_zone), closes_at(day, setup));
    let civil = |time: Time| Instant::at_civil(date.to_datetime(time), &setup.time_zone).unwrap_or(starts);
    let hours = || setup.queues.values().map(|q| &q.hours);
    let opens = hours().filter_map(|h| h.on(date).first()).map(|span| civil(span.from)).min();
    let closes = hours().filter_map(|h| h.last_close(date)).map(civil).max();
    let in_hall = |e: &&Event| e.by != Actor::Clock && !matches!(e.fact, Fact::Booked { .. });
    let first = events.iter().find(in_hall).map(|e| e.at);
    let last = events.iter().rfind(in_hall).map(|e| e.at);
    let earliest = opens.into_iter().chain(first).min()?.clamp(civil(FIRST_HOUR), ends);
    let latest = closes.into_iter().chain(last).max()?.min(ends);
    let from = hour_of(earliest, setup).min(ends.plus_minutes(-60));
    let to = hour_after(latest, setup).min(ends);
    Some(Opening { from, to: to.max(from.plus_minutes(60)) })
}

/// The beginning of the civil hour of an instant.
fn hour_of(at: Instant, setup: &Setup) -> Instant {
    let time = setup.civil(at).time();
    let minutes = i64::from(time.minute());
    let whole = at.plus_seconds(-(minutes * 60 + i64::from(time.second())));
    Instant::from_millis(whole.as_millis() - i64::from(time.millisecond()))
}

/// The end of the civil hour of an instant; itself where it is a whole hour.
fn hour_after(at: Instant, setup: &Setup) -> Instant {
    let hour = hour_of(at, setup);
    if hour == at { at } else { hour.plus_minutes(60) }
}

/// The instants of a curve.
#[derive(Debug, Clone, Copy)]
struct Grid {
    from: Instant,
    step_millis: u64,
    points: usize,
}

impl Grid {
    fn new(from: Instant, to: Instant, step_minutes: u16) -> Self {
        let most = CURVE_POINTS_MAX as u64 - 1;
        let span = to.millis_since(from);
        let step_millis = (u64::from(step_minutes.max(1)) * 60_000).max(span.div_ceil(most));
        let points = usize::try_from(span / step_millis + 1).unwrap_or(CURVE_POINTS_MAX);
        Self { from, step_millis, points: if to < from { 0 } else { points } }
    }

    fn at(&self, point: usize) -> Instant {
        let millis = i64::try_from(self.step_millis.saturating_mul(point as u64)).unwrap_or(i64::MAX);
        Instant::from_millis(self.from.as_millis().saturating_add(millis))
    }

    /// The points at which a period has begun and is not over.
    fn covered(&self, period: &Period) -> std::ops::Range<usize> {
        let first_from = |at: Instant| {
            let steps = at.millis_since(self.from).div_ceil(self.step_millis);
            usize::try_from(steps).unwrap_or(self.points).min(self.points)
        };
        let start = first_from(period.from);
        start..period.to.map_or(self.points, first_from).max(start)
    }
}
