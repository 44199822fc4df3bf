//! Who is next: the one published rule, the same for everyone, explained for every call.
//!
//! Among the waiting visits of the queues that a desk serves, and those meant for its employee or itself: first an
//! appointment that keeps its time and whose time has come, by its time; then the earliest due; ties by the order in
//! the stream. Nothing else decides, and nothing here changes anything.

use crate::command::QueueOrder;
use crate::day::{Day, Origin, State, Visit};
use crate::event::{CallRule, Compared, MeantFor, Reason};
use crate::ids::{DeskId, EmployeeId, QueueId};
use crate::setup::Setup;
use crate::time::Instant;

/// The most visits a call is explained by.
pub const COMPARED_MAX: usize = 8;

/// A visit's rank: appointments whose time has come, then the due, then the order in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// 0 for an appointment whose time has come, 1 for all others.
    class: u8,
    /// Its time, or its due.
    time: Instant,
    /// Its order in the stream.
    order: u32,
}

/// A desk that asks for the next visit.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Which desk.
    pub desk: &'a DeskId,
    /// Who sits there.
    pub employee: &'a EmployeeId,
    /// Which queues it serves.
    pub queues: &'a [QueueId],
}

/// The next visit of a desk, and why; `None` if no one waits for it.
pub fn next_visit<'a>(day: &'a Day, setup: &Setup, asking: Asking<'_>, now: Instant) -> Option<(&'a Visit, Reason)> {
    let mut best: Vec<&Visit> =
        asking.queues.iter().filter_map(|q| best_of_queue(day, setup, q, asking, now)).collect();
    best.extend(day.meant().filter(|v| is_meant_for(v, asking) && callable(day, v, now)).min_by_key(|v| rank(v, now)));
    best.sort_by_key(|v| rank(v, now));
    best.dedup_by_key(|v| v.id);
    let (chosen, others) = best.split_first()?;
    let rule = if rank(chosen, now).class == 0 { CallRule::AppointmentTime } else { CallRule::EarliestDue };
    Some((chosen, reason(chosen, rule, others, now)))
}

/// Why a visit is called, as data.
pub fn reason(visit: &Visit, rule: CallRule, others: &[&Visit], now: Instant) -> Reason {
    Reason {
        rule,
        waited_seconds: u32::try_from(visit.waited_seconds(now)).unwrap_or(u32::MAX),
        target_minutes: visit.target_minutes(),
        due: visit.due,
        compared: others
            .iter()
            .take(COMPARED_MAX)
            .map(|v| Compared { number: v.number, queue: v.queue.clone(), due: v.due })
            .collect(),
    }
}

/// A visit's rank among those that wait.
pub fn rank(visit: &Visit, now: Instant) -> Rank {
    match visit.origin {
        Origin::Appointment { starts_at, on_time: true, .. } if starts_at <= now => {
            Rank { class: 0, time: starts_at, order: visit.order }
        }
        _ => Rank { class: 1, time: visit.due, order: visit.order },
    }
}

/// Whether a visit may be called by anybody at all at an instant: it waits, its delay is over, its queue is not paused.
pub fn callable(day: &Day, visit: &Visit, now: Instant) -> bool {
    visit.state == State::Waiting && visit.not_before.is_none_or(|t| t <= now) && !paused(day, &visit.queue)
}

/// Rule 8: whether a queue has no calls now, of no kind.
pub fn paused(day: &Day, queue: &QueueId) -> bool {
    day.queue(queue).is_some_and(|q| q.order == QueueOrder::Paused)
}

fn is_meant_for(visit: &Visit, asking: Asking<'_>) -> bool {
    match &visit.meant_for {
        Some(MeantFor::Employee(employee)) => employee == asking.employee,
        Some(MeantFor::Desk(desk)) => desk == asking.desk,
        None => false,
    }
}

/// The best of a queue that this desk may call. The queue is in order of due, so that without appointments the first
/// callable one is the best.
fn best_of_queue<'a>(
    day: &'a Day,
    setup: &Setup,
    queue: &QueueId,
    asking: Asking<'_>,
    now: Instant,
) -> Option<&'a Visit> {
    let line = day.queue(queue)?;
    if line.order == QueueOrder::Paused {
        return None;
    }
    let minutes = setup.rules.meant_for_minutes;
    let mut candidates = line
        .waiting
        .iter()
        .filter_map(|place| day.at(place.order))
        .filter(|v| callable(day, v, now) && (v.open_to_queue(minutes, now) || is_meant_for(v, asking)));
    if line.appointments_waiting == 0 { candidates.next() } else { candidates.min_by_key(|v| rank(v, now)) }
}
