//! When citizens come: by a rate that changes through the day, or from a recorded list.
//!
//! Pure but for the stream of chance that is handed in.

use std::collections::BTreeMap;

use domain::ids::{CentreId, QueueId};
use domain::setup::Setup;
use domain::time::Instant;
use jiff::civil::Date;

use crate::random::Random;

/// The length of a step of the rate, in minutes.
const STEP_MINUTES: i64 = 15;

/// Where arrivals come from.
#[derive(Debug, Clone)]
pub enum Arrivals {
    /// By a rate: so many a day in each centre, most after opening and after work.
    Rate(BTreeMap<CentreId, u32>),
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
            Self::Rate(counts) => by_rate(random, setup, date, counts.get(&setup.centre).copied().unwrap_or(0)),
            Self::Recorded { centre, list } if *centre == setup.centre => recorded(setup, date, list),
            Self::Recorded { .. } => Vec::new(),
        }
    }
}

/// How many citizens a centre can receive on a usual day with the desks that it has: three quarters of their time.
pub fn usual_count(setup: &Setup, date: Date) -> u32 {
    let walk_in: Vec<u16> = setup
        .services
        .values()
        .filter(|s| s.choices.is_empty() && !s.appointment_only)
        .map(|s| s.typical_minutes)
        .collect();
    let Some((from, to)) = open_span(setup, date).filter(|_| !walk_in.is_empty()) else { return 0 };
    let minutes: u64 = walk_in.iter().map(|m| u64::from(*m)).sum::<u64>() / walk_in.len() as u64 + 1;
    let desks = setup.desks.len().min(setup.employees.len()) as u64;
    u32::try_from(to.seconds_since(from) / 60 * desks * 6 / 10 / minutes.max(1)).unwrap_or(0)
}

/// From the first opening to the last closing of a centre's queues on a date.
pub fn open_span(setup: &Setup, date: Date) -> Option<(Instant, Instant)> {
    let spans = setup.queues.values().flat_map(|q| open_spans(setup, &q.hours, date));
    spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

fn open_spans(setup: &Setup, hours: &domain::setup::Hours, date: Date) -> Vec<(Instant, Instant)> {
    let day_end = date.tomorrow().map_or(Instant::start_of(date, &setup.time_zone), |next| {
        Instant::start_of(next, &setup.time_zone)
    });
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

fn by_rate(random: &mut Random, setup: &Setup, date: Date, count: u32) -> Vec<Coming> {
    let queues: Vec<&QueueId> = walk_in_queues(setup);
    let mut steps: BTreeMap<&QueueId, (Vec<Instant>, Vec<u32>)> = BTreeMap::new();
    for queue in &queues {
        let spans = setup.queues.get(*queue).map(|q| open_spans(setup, &q.hours, date)).unwrap_or_default();
        steps.insert(queue, rate(setup, &spans));
    }
    let mut coming = Vec::new();
    for _ in 0..count {
        let Some(queue) = random.pick(&queues) else { break };
        let Some((starts, weights)) = steps.get(queue) else { continue };
        let Some(step) = random.weighted(weights) else { continue };
        let at = starts[step].plus_seconds(random.between(0, STEP_MINUTES * 60 - 1));
        coming.push(Coming { at, queue: (*queue).clone() });
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
    known.map(|(minute, queue)| Coming { at: midnight.plus_minutes(i64::from(*minute)), queue: queue.clone() }).collect()
}
