//! When a visit will be called, as a range: simple and honest, behind one shape so that a better one can replace it.
//!
//! From the desks that serve, the recent service times, and who is ahead: the work before a place divided by the desks
//! that do it. Desks shared with other queues count the work of those queues that is due earlier, by the share of their
//! desks. The range is 80 per cent of a sum of service times with the spread below (a normal approximation); it says how
//! sure we are, and is never one promise. What cannot come true by the rules is not told: nothing of a paused queue or
//! beyond the day's end, and no time before a delay is over or before anybody may take whom is meant for one. Pure.

use std::collections::BTreeMap;

use crate::day::{Day, DeskDay, Place, State, Visit};
use crate::decide::closes_at;
use crate::event::{Forecast, MeantFor};
use crate::hall::overlong;
use crate::ids::{DeskId, QueueId};
use crate::next::paused;
use crate::setup::Setup;
use crate::time::Instant;

/// The time from a call to the start of service that a forecast reckons with, in seconds.
const WALK_SECONDS: f64 = 40.0;
/// The spread of one service time as a part of its mean. Measured service times in town halls lie near 0.6 to 0.8.
const SPREAD: f64 = 0.7;
/// The normal quantile of 90 per cent: one in ten earlier, one in ten later.
const Z: f64 = 1.28;
/// How many services the set-up's typical time weighs, against those of today.
const PRIOR_WEIGHT: u32 = 4;
/// Without a typical time, in seconds.
const UNKNOWN_SERVICE_SECONDS: u32 = 480;

/// When a visit with this due in this queue would be called; `None` where no desk serves the queue, where it is paused,
/// and where that would be after the day's end.
pub fn forecast(day: &Day, setup: &Setup, queue: &QueueId, due: Instant, now: Instant) -> Option<Forecast> {
    let place = Place { due, order: u32::try_from(day.visits().len()).unwrap_or(u32::MAX) };
    Lane::of(day, setup, queue, now)?.at(day, place, None, now)
}

/// When a waiting visit will be called; `None` as for [`forecast`].
pub fn forecast_of(day: &Day, setup: &Setup, visit: &Visit, now: Instant) -> Option<Forecast> {
    forecast_in(Lane::of(day, setup, &visit.queue, now).as_ref(), day, setup, visit, now)
}

/// The same, with the lane of its queue at hand. Rule 5: whom a visit is meant for takes it, from her own desk, while
/// she serves; else nobody does before it opens to its queue. Rule 10: nobody before its delay is over.
pub fn forecast_in(lane: Option<&Lane>, day: &Day, setup: &Setup, visit: &Visit, now: Instant) -> Option<Forecast> {
    let minutes = setup.rules.meant_for_minutes;
    let by_queue = lane.is_some() && visit.open_to_queue(minutes, now);
    let hers = if by_queue { None } else { Lane::of_seat(day, setup, visit, now) };
    let opens = if hers.is_some() { None } else { visit.opens_to_queue_at(minutes) };
    let place = Place { due: visit.due, order: visit.order };
    hers.as_ref().or(lane)?.at(day, place, visit.not_before.max(opens), now)
}

/// How long a service of a queue usually takes, in seconds: today's latest, with the set-up's typical time as a start.
pub fn usual_seconds(day: &Day, setup: &Setup, queue: &QueueId) -> u32 {
    let typical = typical_seconds(setup, queue);
    let Some(recent) = day.queue(queue).map(|q| &q.recent).filter(|r| !r.is_empty()) else { return typical };
    // A forgotten service says nothing about how long services take.
    let (sum, count) = recent
        .iter()
        .map(|(_, s)| *s)
        .filter(|s| !overlong(typical, u64::from(*s)))
        .fold((0_u64, 0_u64), |(sum, count), s| (sum + u64::from(s), count + 1));
    let weight = u64::from(PRIOR_WEIGHT);
    u32::try_from((sum + u64::from(typical) * weight) / (count + weight)).unwrap_or(typical).max(20)
}

fn typical_seconds(setup: &Setup, queue: &QueueId) -> u32 {
    let (sum, count) = setup
        .services
        .values()
        .filter(|s| s.choices.is_empty() && s.queue == *queue)
        .fold((0_u32, 0_u32), |(sum, count), s| (sum + u32::from(s.typical_minutes) * 60, count + 1));
    sum.checked_div(count).filter(|s| *s > 0).unwrap_or(UNKNOWN_SERVICE_SECONDS)
}

/// What a queue's forecasts have in common at an instant: its desks, when each is free, and whose work they share.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Seconds until each desk is free, in order.
    free_in: Vec<f64>,
    /// The queues whose visits are served at these desks: the share of their work, and their usual seconds.
    feeds: Vec<Feed>,
    /// Who is meant for somebody who serves: work of her desk, and of no other.
    meant: Vec<Meant>,
    usual: f64,
    /// When the day ends: nobody is called after that.
    ends: Instant,
}

#[derive(Debug, Clone)]
struct Feed {
    queue: QueueId,
    share: f64,
    seconds: f64,
}

#[derive(Debug, Clone)]
struct Meant {
    place: Place,
    queue: QueueId,
    /// Whether it is one of these desks that takes it.
    here: bool,
    seconds: f64,
}

impl Lane {
    /// The lane of a queue; `None` where no desk serves it, or while it is paused.
    pub fn of(day: &Day, setup: &Setup, queue: &QueueId, now: Instant) -> Option<Self> {
        let serving = day.desks().iter().filter(|(_, d)| d.serves(now) && d.queues.contains(queue)).collect();
        Self::of_desks(day, setup, serving, queue, now)
    }

    /// The lane of the one desk that takes a visit; `None` where it is meant for nobody who serves.
    fn of_seat(day: &Day, setup: &Setup, visit: &Visit, now: Instant) -> Option<Self> {
        let seat = seat_of(day, visit, now)?;
        Self::of_desks(day, setup, vec![seat], &visit.queue, now)
    }

    fn of_desks(
        day: &Day,
        setup: &Setup,
        serving: Vec<(&DeskId, &DeskDay)>,
        queue: &QueueId,
        now: Instant,
    ) -> Option<Self> {
        if serving.is_empty() || paused(day, queue) {
            return None;
        }
        let (ids, desks): (Vec<&DeskId>, Vec<&DeskDay>) = serving.into_iter().unzip();
        let mut usual: BTreeMap<&QueueId, f64> = BTreeMap::new();
        for other in desks.iter().flat_map(|d| d.queues.iter()).chain([queue]) {
            usual.entry(other).or_insert_with(|| f64::from(usual_seconds(day, setup, other)));
        }
        let free_in = free_in(day, &desks, &usual, now);
        let feeds = usual
            .iter()
            .map(|(other, seconds)| Feed {
                queue: (*other).clone(),
                share: share(day, other, &desks, now),
                seconds: *seconds,
            })
            .collect();
        let usual = usual.get(queue).copied().unwrap_or_default();
        Some(Self { free_in, feeds, meant: meant(day, setup, &ids, now), usual, ends: closes_at(day, setup) })
    }

    /// The forecast of a place in the queue, and not before `from`; `None` where that is after the day's end.
    pub fn at(&self, day: &Day, place: Place, from: Option<Instant>, now: Instant) -> Option<Forecast> {
        let (before, work) = self.ahead(day, place);
        let desks = to_f64(self.free_in.len());
        let seconds = self.expected_seconds(before, work, desks);
        let spread = self.spread_seconds(seconds, desks);
        let at = |seconds: f64| from.map_or(after(now, seconds), |from| after(now, seconds).max(from));
        let expected = at(seconds);
        (expected <= self.ends).then(|| Forecast {
            earliest: at(seconds - Z * spread),
            expected,
            latest: at(seconds + Z * spread + 30.0).min(self.ends),
        })
    }

    /// How many are before a place, and the seconds of their work, as far as both fall to these desks.
    fn ahead(&self, day: &Day, place: Place) -> (f64, f64) {
        let (mut before, mut work) = (0.0, 0.0);
        let earlier = || self.meant.iter().filter(|m| m.place < place);
        for feed in &self.feeds {
            let ahead = day.queue(&feed.queue).map_or(0, |q| q.waiting.partition_point(|p| *p < place));
            let ahead = ahead.saturating_sub(earlier().filter(|m| m.queue == feed.queue).count());
            let ahead = to_f64(ahead) * feed.share;
            before += ahead;
            work += ahead * (feed.seconds + WALK_SECONDS);
        }
        for meant in earlier().filter(|m| m.here) {
            before += 1.0;
            work += meant.seconds + WALK_SECONDS;
        }
        (before, work)
    }

    /// The spread of the services that end until then. It follows from the expected time alone, and grows slower than
    /// that: a later place is never told an earlier time. Who is called at once has nothing to be unsure of.
    fn spread_seconds(&self, expected: f64, desks: f64) -> f64 {
        if expected <= 0.0 {
            return 0.0;
        }
        let services = expected * desks / self.usual.max(1.0) + 1.0;
        self.usual * SPREAD * services.sqrt() / desks
    }

    /// Fewer before it than desks: the desk that is free next after those. Else all work shared by all desks.
    fn expected_seconds(&self, before: f64, work: f64, desks: f64) -> f64 {
        let whole = self.free_in.iter().zip(1_u32..).find(|(_, i)| before < f64::from(*i)).map(|(seconds, _)| *seconds);
        let shared = (work + self.free_in.iter().sum::<f64>() - (desks - 1.0) * self.usual / 2.0) / desks;
        whole.unwrap_or_else(|| shared.max(self.free_in.last().copied().unwrap_or(0.0)))
    }
}

/// Seconds until each desk is free, in order. A desk whose service was forgotten is left out where others serve.
fn free_in(day: &Day, serving: &[&DeskDay], usual: &BTreeMap<&QueueId, f64>, now: Instant) -> Vec<f64> {
    let mut known = Vec::with_capacity(serving.len());
    let mut forgotten = Vec::new();
    for desk in serving {
        let Some(visit) = desk.visit.and_then(|o| day.at(o)) else {
            known.push(0.0);
            continue;
        };
        let usual = usual.get(&visit.queue).copied().unwrap_or_else(|| f64::from(UNKNOWN_SERVICE_SECONDS));
        match &visit.state {
            State::Serving { since, .. } => {
                let lasted = now.seconds_since(*since);
                let seconds = f64::from(u32::try_from(lasted).unwrap_or(u32::MAX));
                if overlong(to_seconds(usual), lasted) {
                    forgotten.push(usual);
                } else {
                    known.push((usual - seconds).max(usual / 4.0));
                }
            }
            _ => known.push(usual + WALK_SECONDS),
        }
    }
    if known.is_empty() {
        known = forgotten;
    }
    known.sort_by(f64::total_cmp);
    known
}

/// The desk that takes a visit which is meant for somebody, where it serves.
fn seat_of<'d>(day: &'d Day, visit: &Visit, now: Instant) -> Option<(&'d DeskId, &'d DeskDay)> {
    let desk = match visit.meant_for.as_ref()? {
        MeantFor::Desk(desk) => desk,
        MeantFor::Employee(employee) => day.desk_of(employee)?,
    };
    day.desks().get_key_value(desk).filter(|(_, d)| d.serves(now))
}

/// Those whom only one desk takes for now, and whether it is one of these.
fn meant(day: &Day, setup: &Setup, desks: &[&DeskId], now: Instant) -> Vec<Meant> {
    let minutes = setup.rules.meant_for_minutes;
    day.meant()
        .filter(|v| !v.open_to_queue(minutes, now) && !paused(day, &v.queue))
        .filter_map(|v| {
            let (seat, _) = seat_of(day, v, now)?;
            Some(Meant {
                place: Place { due: v.due, order: v.order },
                queue: v.queue.clone(),
                here: desks.contains(&seat),
                seconds: f64::from(usual_seconds(day, setup, &v.queue)),
            })
        })
        .collect()
}

/// The part of a queue's work that falls to some desks; none of one that is paused.
fn share(day: &Day, queue: &QueueId, desks: &[&DeskDay], now: Instant) -> f64 {
    let all = day.desks().values().filter(|d| d.serves(now) && d.queues.contains(queue)).count();
    let these = desks.iter().filter(|d| d.queues.contains(queue)).count();
    if all == 0 || paused(day, queue) { 0.0 } else { to_f64(these) / to_f64(all) }
}

fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn after(now: Instant, seconds: f64) -> Instant {
    now.plus_seconds(i64::from(to_seconds(seconds)))
}

/// Whole seconds of a span, from none to a day.
fn to_seconds(seconds: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value lies between 0 and 86,400 after the clamp; NaN becomes 0"
    )]
    let whole = seconds.clamp(0.0, 86_400.0) as u32;
    whole
}
