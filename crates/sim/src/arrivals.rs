//! When citizens come: by a rate that changes through the day, or from a recorded list.
//!
//! Pure but for the stream of chance that is handed in.

use std::collections::BTreeMap;

use domain::ids::{CentreId, QueueId};
use domain::setup::{Employee, Role, Setup};
use domain::time::Instant;
use jiff::civil::Date;

use crate::random::Random;

/// The length of a step of the rate, in minutes.
const STEP_MINUTES: i64 = 15;

/// Where arrivals come from.
#[derive(Debug, Clone)]
pub enum Arrivals {
    /// By a rate: so many a day in each centre's queues, most after opening and after work.
    Rate(BTreeMap<CentreId, BTreeMap<QueueId, u32>>),
    /// By the same rate, as many as each centre's desks can receive on that date: see [`usual_counts`].
    Usual,
    /// The same list every day: the minute after civil midnight, and the queue; a queue that the centre does not have
    /// is passed over.
    Recorded {
        /// The centre.
        centre: CentreId,
        /// Minute of the day (0 to 1,439) and queue.
        list: Vec<(u16, QueueId)>,
    },
}

/// One citizen on the way to a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When.
    pub at: Instant,
    /// For which queue.
    pub queue: QueueId,
}

impl Arrivals {
    /// Who comes to a centre on a date, in no order.
    pub fn of_day(&self, random: &mut Random, setup: &Setup, date: Date) -> Vec<Coming> {
        match self {
            Self::Rate(counts) => {
                let counts = counts.get(&setup.centre).into_iter().flatten();
                counts.flat_map(|(queue, count)| by_rate(random, setup, date, queue, *count)).collect()
            }
            Self::Usual => {
                let counts = usual_counts(setup, date).into_iter();
                counts.flat_map(|(queue, count)| by_rate(random, setup, date, &queue, count)).collect()
            }
            Self::Recorded { centre, list } if *centre == setup.centre => recorded(setup, date, list),
            Self::Recorded { .. } => Vec::new(),
        }
    }
}

/// Of 100 minutes that a desk is open, how many are filled on a usual day: the rest are breaks, paperwork and quiet.
const FILLED_PERCENT: u64 = 58;

/// Minutes from the call to the start of a service, and from its end to the next call.
const BETWEEN_MINUTES: u64 = 2;

/// So many citizens in all, the same number in each queue that takes walk-ins.
pub fn evenly(setup: &Setup, count: u32) -> BTreeMap<QueueId, u32> {
    let queues = walk_in_queues(setup);
    let all = u32::try_from(queues.len()).unwrap_or(1).max(1);
    let extra = |place: usize| u32::from(u32::try_from(place).is_ok_and(|p| p < count % all));
    queues.into_iter().enumerate().map(|(place, queue)| (queue.clone(), count / all + extra(place))).collect()
}

/// How many citizens come to each queue on a usual day: as many as the desks that serve it can receive. A desk's time
/// goes to its queues in equal parts; who sits there first in the day decides which those are.
pub fn usual_counts(setup: &Setup, date: Date) -> BTreeMap<QueueId, u32> {
    let walk_in = walk_in_queues(setup);
    let staff: Vec<&Employee> = setup.employees.values().filter(|e| e.role <= Role::Employee).collect();
    let mut counts = BTreeMap::new();
    for queue in &walk_in {
        let mut filled = 0;
        for (desk, employee) in setup.desks.values().zip(&staff) {
            let served = if employee.queues.is_empty() { &desk.queues } else { &employee.queues };
            let of_these = served.iter().filter(|q| walk_in.contains(q)).count() as u64;
            if served.contains(queue) {
                filled += open_minutes(setup, queue, date) * FILLED_PERCENT / 100 / of_these.max(1);
            }
        }
        let count = filled / (mean_minutes(setup, queue) + BETWEEN_MINUTES);
        counts.insert((*queue).clone(), u32::try_from(count).unwrap_or(0));
    }
    counts
}

/// How long the walk-in services of a queue take on average, in minutes.
fn mean_minutes(setup: &Setup, queue: &QueueId) -> u64 {
    let of_queue = setup.services.values().filter(|s| s.queue == *queue && s.choices.is_empty() && !s.appointment_only);
    let minutes: Vec<u64> = of_queue.map(|s| u64::from(s.typical_minutes)).collect();
    minutes.iter().sum::<u64>().checked_div(minutes.len() as u64).unwrap_or(1)
}

fn open_minutes(setup: &Setup, queue: &QueueId, date: Date) -> u64 {
    let spans = setup.queues.get(queue).map(|q| open_spans(setup, &q.hours, date)).unwrap_or_default();
    spans.iter().map(|(from, to)| to.seconds_since(*from) / 60).sum()
}

/// From the first opening to the last closing of a centre's queues on a date.
pub fn open_span(setup: &Setup, date: Date) -> Option<(Instant, Instant)> {
    let spans = setup.queues.values().flat_map(|q| open_spans(setup, &q.hours, date));
    spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

fn open_spans(setup: &Setup, hours: &domain::setup::Hours, date: Date) -> Vec<(Instant, Instant)> {
    let day_end = date
        .tomorrow()
        .map_or(Instant::start_of(date, &setup.time_zone), |next| Instant::start_of(next, &setup.time_zone));
    let spans = hours.on(date).iter().filter_map(|span| {
        let from = Instant::at_civil(date.to_datetime(span.from), &setup.time_zone)?;
        let to = if span.to == jiff::civil::Time::midnight() {
            day_end
        } else {
            Instant::at_civil(date.to_datetime(span.to), &setup.time_zone)?
        };
        (from < to).then_some((from, to))
    });
    spans.collect()
}

fn by_rate(random: &mut Random, setup: &Setup, date: Date, queue: &QueueId, count: u32) -> Vec<Coming> {
    let spans = setup.queues.get(queue).map(|q| open_spans(setup, &q.hours, date)).unwrap_or_default();
    let (starts, weights) = rate(setup, &spans);
    let mut coming = Vec::new();
    for _ in 0..count {
        let Some(step) = random.weighted(&weights) else { break };
        let at = starts[step].plus_seconds(random.between(0, STEP_MINUTES * 60 - 1));
        coming.push(Coming { at, queue: queue.clone() });
    }
    coming
}

/// The steps of a day and what each weighs.
fn rate(setup: &Setup, spans: &[(Instant, Instant)]) -> (Vec<Instant>, Vec<u32>) {
    let (mut starts, mut weights) = (Vec::new(), Vec::new());
    for (from, to) in spans {
        // A few stand at the door before it opens, and a few come when it has closed.
        starts.push(from.plus_minutes(-STEP_MINUTES));
        weights.push(1);
        let mut at = *from;
        while at < *to {
            let left = to.seconds_since(at) / 60;
            let hour = setup.civil(at).hour();
            let weight = match (at.seconds_since(*from) / 60, hour) {
                _ if left <= 15 => 6,
                (0..45, _) => 18,
                (_, 12) => 7,
                (_, 15..=16) => 14,
                _ => 10,
            };
            starts.push(at);
            weights.push(weight);
            at = at.plus_minutes(STEP_MINUTES);
        }
        starts.push(*to);
        weights.push(1);
    }
    (starts, weights)
}

fn walk_in_queues(setup: &Setup) -> Vec<&QueueId> {
    let has = |queue: &QueueId| {
        setup.services.values().any(|s| s.queue == *queue && s.choices.is_empty() && !s.appointment_only)
    };
    setup.queues.keys().filter(|q| has(q)).collect()
}

fn recorded(setup: &Setup, date: Date, list: &[(u16, QueueId)]) -> Vec<Coming> {
    let midnight = Instant::start_of(date, &setup.time_zone);
    let known = list.iter().filter(|(_, queue)| setup.queues.contains_key(queue));
    known
        .map(|(minute, queue)| Coming { at: midnight.plus_minutes(i64::from(*minute)), queue: queue.clone() })
        .collect()
}
