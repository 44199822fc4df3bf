//! The landmarks of a day: few, and only what the events and the periods tell.

use std::collections::BTreeMap;

use super::PeriodKind;
use crate::account::waits_until_called;
use crate::command::QueueOrder;
use crate::day::Day;
use crate::event::{Event, Fact};
use crate::ids::{DeskId, EmployeeId, Number, QueueId};
use crate::setup::Setup;
use crate::time::Instant;

/// The most landmarks of a day.
pub const MARKS_MAX: usize = 6;

/// The most landmarks that are a manager's orders; the first of the day count.
pub const MARKED_ORDERS_MAX: usize = 3;

/// How long fewer desks must be open to be a landmark, in minutes: who changes desks is none.
pub const DIP_MINUTES_MIN: u16 = 5;

/// A landmark of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: MarkKind,
}

/// What a landmark is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// The day began.
    Opened,
    /// The most that waited at once, when it was first so.
    MostWaiting {
        /// How many.
        waiting: u32,
    },
    /// The longest wait of all until a first call, when that call came.
    LongestWait {
        /// Whose.
        number: Number,
        /// In which queue.
        queue: QueueId,
        /// How long, in seconds.
        seconds: u32,
        /// The target that it had, in minutes.
        target_minutes: u16,
    },
    /// A manager opened, closed or paused a queue, or left it to its hours again.
    QueueSet {
        /// Which.
        queue: QueueId,
        /// To what.
        to: QueueOrder,
    },
    /// The most desks with somebody at them, when it was first so.
    MostDesks {
        /// How many.
        desks: u32,
    },
    /// The fewest desks with somebody at them between two times with more, when that began; it lasted
    /// [`DIP_MINUTES_MIN`] at least.
    FewestDesks {
        /// How many.
        desks: u32,
    },
}

/// The landmarks of a day, [`MARKS_MAX`] at most, in the order of time. `events` are the day's, in their order; a queue
/// that the set-up has no more is left out.
pub fn marks(day: &Day, setup: &Setup, events: &[Event]) -> Vec<Mark> {
    let orders = events.iter().filter_map(|e| match &e.fact {
        Fact::QueueSet { queue, to } if setup.queues.contains_key(queue) => {
            Some(Mark { at: e.at, kind: MarkKind::QueueSet { queue: queue.clone(), to: *to } })
        }
        _ => None,
    });
    let opened = events.iter().find(|e| matches!(e.fact, Fact::DayOpened { .. }));
    let desks = desks_over_time(events);
    // What tells most comes first: what is over the limit goes from the end.
    let mut marks: Vec<Mark> = most_waiting(day).into_iter().collect();
    marks.extend(longest_wait(day, setup));
    marks.extend(orders.take(MARKED_ORDERS_MAX));
    marks.extend(fewest_desks(&desks));
    marks.extend(most_desks(&desks));
    marks.extend(opened.map(|e| Mark { at: e.at, kind: MarkKind::Opened }));
    marks.truncate(MARKS_MAX);
    marks.sort_by_key(|m| (m.at, m.kind != MarkKind::Opened));
    marks
}

fn most_waiting(day: &Day) -> Option<Mark> {
    let mut changes: BTreeMap<Instant, i64> = BTreeMap::new();
    for period in day.visits().iter().flat_map(|v| &v.periods).filter(|p| p.kind == PeriodKind::Waiting) {
        *changes.entry(period.from).or_default() += 1;
        if let Some(to) = period.to {
            *changes.entry(to).or_default() -= 1;
        }
    }
    let (mut waiting, mut most): (i64, Option<(i64, Instant)>) = (0, None);
    for (at, change) in changes {
        waiting += change;
        if waiting > most.map_or(0, |(most, _)| most) {
            most = Some((waiting, at));
        }
    }
    let (waiting, at) = most?;
    Some(Mark { at, kind: MarkKind::MostWaiting { waiting: u32::try_from(waiting).ok()? } })
}

/// The same waits as in the day's account; of equal ones the first.
fn longest_wait(day: &Day, setup: &Setup) -> Option<Mark> {
    let waits = day.visits().iter().flat_map(|v| waits_until_called(v).into_iter().map(|w| (v.number, w)));
    let known = waits.filter(|(_, w)| w.millis > 0 && setup.queues.contains_key(w.queue));
    let (number, wait) = known.min_by_key(|(_, w)| (std::cmp::Reverse(w.millis), w.called_at))?;
    let seconds = u32::try_from(wait.millis / 1_000).unwrap_or(u32::MAX);
    let (queue, target_minutes) = (wait.queue.clone(), wait.target_minutes);
    Some(Mark { at: wait.called_at, kind: MarkKind::LongestWait { number, queue, seconds, target_minutes } })
}

/// From an instant on so many desks had somebody at them.
#[derive(Debug, Clone, Copy)]
struct DesksFrom {
    at: Instant,
    desks: u32,
}

/// How many desks had somebody at them over time: one entry for each change, in order.
fn desks_over_time(events: &[Event]) -> Vec<DesksFrom> {
    let mut seats: BTreeMap<&DeskId, &EmployeeId> = BTreeMap::new();
    let mut steps: Vec<DesksFrom> = Vec::new();
    for event in events {
        match &event.fact {
            Fact::SignedOn { employee, desk, .. } => {
                // An employee sits at one desk: who signs on at another has left the first.
                seats.retain(|_, sits| *sits != employee);
                seats.insert(desk, employee);
            }
            Fact::SignedOff { desk, .. } => {
                seats.remove(desk);
            }
            Fact::DayClosed {} => seats.clear(),
            _ => continue,
        }
        let desks = u32::try_from(seats.len()).unwrap_or(u32::MAX);
        match steps.last_mut() {
            Some(last) if last.at == event.at => last.desks = desks,
            Some(last) if last.desks == desks => {}
            _ => steps.push(DesksFrom { at: event.at, desks }),
        }
    }
    steps.dedup_by_key(|step| step.desks);
    steps
}

fn most_desks(steps: &[DesksFrom]) -> Option<Mark> {
    let most = steps.iter().filter(|s| s.desks > 0).min_by_key(|s| (std::cmp::Reverse(s.desks), s.at))?;
    Some(Mark { at: most.at, kind: MarkKind::MostDesks { desks: most.desks } })
}

fn fewest_desks(steps: &[DesksFrom]) -> Option<Mark> {
    let most_after: Vec<u32> = steps
        .iter()
        .rev()
        .scan(0, |most, step| {
            let after = *most;
            *most = after.max(step.desks);
            Some(after)
        })
        .collect();
    let mut most_before = 0;
    let mut dips: Vec<DesksFrom> = Vec::new();
    for (i, (step, after)) in steps.iter().zip(most_after.iter().rev()).enumerate() {
        let until = steps.get(i + 1).map_or(step.at, |next| next.at);
        let long = until >= step.at.plus_minutes(i64::from(DIP_MINUTES_MIN));
        if long && most_before > step.desks && *after > step.desks {
            dips.push(*step);
        }
        most_before = most_before.max(step.desks);
    }
    let fewest = dips.into_iter().min_by_key(|dip| (dip.desks, dip.at))?;
    Some(Mark { at: fewest.at, kind: MarkKind::FewestDesks { desks: fewest.desks } })
}
