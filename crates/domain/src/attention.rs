//! What a manager should look at now, the most urgent first.
//!
//! A function of the day, the set-up, the hall as it is shown, and an instant; each warning is data, and a page adds
//! words. It names desks whose alarm is on, so it is never public. It proposes nothing and decides nothing.

use std::cmp::Reverse;

use crate::day::{Day, State};
use crate::event::{Forecast, MeantFor};
use crate::forecast::usual_seconds;
use crate::hall::{CallForSomebody, Hall, QueueNow, QueueStatus, WaitNow};
use crate::ids::{DeskId, KioskId, Number, QueueId, VisitId};
use crate::setup::Setup;
use crate::time::Instant;

/// The most warnings at a time: a manager can look at no more.
pub const ATTENTION_MAX: usize = 8;

/// How long a kiosk's call for help may be on before nobody going there is a warning, in seconds.
pub const HELP_PATIENCE_SECONDS: u64 = 60;

/// Something that a manager should look at. The variants are in order of urgency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attention {
    /// A desk's alarm is on and nobody goes there yet: told at once.
    AlarmUntaken {
        /// Which desk.
        desk: DeskId,
        /// Since when.
        since: Instant,
    },
    /// A citizen at a kiosk called for help and nobody goes there.
    HelpUntaken {
        /// Which kiosk.
        kiosk: KioskId,
        /// Since when.
        since: Instant,
    },
    /// Somebody waits, and nobody who serves may call her: no desk serves the queue, and she is meant for none that does.
    NobodyServes {
        /// Which queue; not one that is paused.
        queue: QueueId,
        /// How many wait so.
        waiting: u32,
        /// How long the longest of the queue has waited, in seconds.
        longest_wait_seconds: u32,
    },
    /// A queue's longest wait is over its target.
    OverTarget {
        /// Which queue.
        queue: QueueId,
        /// How many wait.
        waiting: u32,
        /// How long the longest has waited, in seconds.
        longest_wait_seconds: u32,
        /// Its target, in minutes.
        target_minutes: u16,
        /// The desks that serve it now.
        desks: Vec<DeskId>,
    },
    /// A service has lasted far longer than usual: was it forgotten?
    Overlong {
        /// At which desk.
        desk: DeskId,
        /// Which visit.
        visit: VisitId,
        /// Its number.
        number: Number,
        /// How long it has lasted, in seconds.
        lasted_seconds: u32,
        /// How long one usually takes, in seconds.
        usual_seconds: u32,
    },
    /// A queue is full and gives no tickets.
    QueueFull {
        /// Which queue.
        queue: QueueId,
        /// How many wait.
        waiting: u32,
        /// How many tickets it has given today.
        taken: u32,
    },
    /// Who took a ticket now would wait longer than the target, and nobody does yet.
    ForecastOverTarget {
        /// Which queue.
        queue: QueueId,
        /// When the next ticket would be called.
        forecast: Forecast,
        /// How long it would wait until then, in seconds.
        expected_wait_seconds: u32,
        /// The target, in minutes.
        target_minutes: u16,
    },
    /// A manager closed or paused a queue; why is nowhere told.
    QueueHeld {
        /// Which queue.
        queue: QueueId,
        /// `closed_by_manager`, or `paused`.
        status: QueueStatus,
        /// How many wait.
        waiting: u32,
    },
}

/// What a manager should look at, the most urgent first, [`ATTENTION_MAX`] at most. `hall` is that of the same day and
/// instant.
pub fn attention(day: &Day, setup: &Setup, hall: &Hall, now: Instant) -> Vec<Attention> {
    let mut all: Vec<Attention> = Vec::new();
    all.extend(calls(hall, now));
    for queue in &hall.queues {
        all.extend(about_wait(day, hall, queue, now));
        all.extend(about_tickets(queue));
    }
    all.extend(overlong(day, setup, hall, now));
    // Stable: among equals the order of the letters stays.
    all.sort_by_key(|a| (class(a), Reverse(weight(a, now))));
    all.truncate(ATTENTION_MAX);
    all
}

fn calls(hall: &Hall, now: Instant) -> impl Iterator<Item = Attention> {
    let untaken = move |call: &CallForSomebody| call.taken_by.is_none();
    let alarms = hall.desks.iter().filter_map(move |d| {
        let call = d.alarm.as_ref().filter(|call| untaken(call))?;
        Some(Attention::AlarmUntaken { desk: d.desk.clone(), since: call.since })
    });
    let help = hall
        .help
        .iter()
        .filter(move |h| untaken(&h.call) && now.seconds_since(h.call.since) >= HELP_PATIENCE_SECONDS)
        .map(|h| Attention::HelpUntaken { kiosk: h.kiosk.clone(), since: h.call.since });
    alarms.chain(help)
}

/// One warning for a queue's wait, the worst: nobody comes for them, or they wait too long, or they will.
fn about_wait(day: &Day, hall: &Hall, queue: &QueueNow, now: Instant) -> Option<Attention> {
    let alone = hall.waiting.iter().filter(|w| w.queue == queue.queue && !has_taker(day, queue, w, now)).count();
    if alone > 0 && queue.status != QueueStatus::Paused {
        return Some(Attention::NobodyServes {
            queue: queue.queue.clone(),
            waiting: u32::try_from(alone).unwrap_or(u32::MAX),
            longest_wait_seconds: queue.longest_wait_seconds,
        });
    }
    let target = u32::from(queue.target_minutes) * 60;
    if queue.waiting > 0 && queue.longest_wait_seconds > target {
        let serving = day.desks().iter().filter(|(_, d)| d.serves(now) && d.queues.contains(&queue.queue));
        return Some(Attention::OverTarget {
            queue: queue.queue.clone(),
            waiting: queue.waiting,
            longest_wait_seconds: queue.longest_wait_seconds,
            target_minutes: queue.target_minutes,
            desks: serving.map(|(id, _)| id.clone()).collect(),
        });
    }
    let forecast = queue.forecast.filter(|_| queue.status == QueueStatus::Open)?;
    let wait = u32::try_from(forecast.expected.seconds_since(now)).unwrap_or(u32::MAX);
    (wait > target).then(|| Attention::ForecastOverTarget {
        queue: queue.queue.clone(),
        forecast,
        expected_wait_seconds: wait,
        target_minutes: queue.target_minutes,
    })
}

/// Whether anybody who serves may call a waiting visit, now or once it opens to its queue.
fn has_taker(day: &Day, queue: &QueueNow, waiting: &WaitNow, now: Instant) -> bool {
    let serves = |desk: &DeskId| day.desk(desk).is_some_and(|d| d.serves(now));
    queue.desks > 0
        || match &waiting.meant_for {
            Some(MeantFor::Desk(desk)) => serves(desk),
            Some(MeantFor::Employee(employee)) => day.desk_of(employee).is_some_and(serves),
            None => false,
        }
}

fn about_tickets(queue: &QueueNow) -> Option<Attention> {
    let (id, waiting) = (queue.queue.clone(), queue.waiting);
    match queue.status {
        QueueStatus::Full => Some(Attention::QueueFull { queue: id, waiting, taken: queue.taken }),
        QueueStatus::ClosedByManager | QueueStatus::Paused => {
            Some(Attention::QueueHeld { queue: id, status: queue.status, waiting })
        }
        QueueStatus::Open | QueueStatus::ClosedByHours | QueueStatus::DayClosed => None,
    }
}

fn overlong(day: &Day, setup: &Setup, hall: &Hall, now: Instant) -> impl Iterator<Item = Attention> {
    hall.desks.iter().filter(|d| d.overlong).filter_map(move |d| {
        let visit = d.visit.and_then(|id| day.visit(id))?;
        let State::Serving { since, .. } = visit.state else { return None };
        Some(Attention::Overlong {
            desk: d.desk.clone(),
            visit: visit.id,
            number: visit.number,
            lasted_seconds: u32::try_from(now.seconds_since(since)).unwrap_or(u32::MAX),
            usual_seconds: usual_seconds(day, setup, &visit.queue),
        })
    })
}

/// The order of the kinds.
fn class(attention: &Attention) -> u8 {
    match attention {
        Attention::AlarmUntaken { .. } => 0,
        Attention::HelpUntaken { .. } => 1,
        Attention::NobodyServes { .. } => 2,
        Attention::OverTarget { .. } => 3,
        Attention::Overlong { .. } => 4,
        Attention::QueueFull { .. } => 5,
        Attention::ForecastOverTarget { .. } => 6,
        Attention::QueueHeld { .. } => 7,
    }
}

/// The order within a kind: how long somebody has waited, or how far over the target it is, in thousandths.
fn weight(attention: &Attention, now: Instant) -> u64 {
    let of_target = |seconds: u32, minutes: u16| u64::from(seconds) * 1_000 / (u64::from(minutes.max(1)) * 60);
    match attention {
        Attention::AlarmUntaken { since, .. } | Attention::HelpUntaken { since, .. } => now.seconds_since(*since),
        Attention::NobodyServes { longest_wait_seconds, .. } => u64::from(*longest_wait_seconds),
        Attention::OverTarget { longest_wait_seconds, target_minutes, .. } => {
            of_target(*longest_wait_seconds, *target_minutes)
        }
        Attention::Overlong { lasted_seconds, usual_seconds, .. } => {
            u64::from(*lasted_seconds) * 1_000 / u64::from((*usual_seconds).max(1))
        }
        Attention::ForecastOverTarget { expected_wait_seconds, target_minutes, .. } => {
            of_target(*expected_wait_seconds, *target_minutes)
        }
        Attention::QueueFull { waiting, .. } | Attention::QueueHeld { waiting, .. } => u64::from(*waiting),
    }
}
