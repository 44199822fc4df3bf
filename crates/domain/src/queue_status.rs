//! Whether a queue gives tickets, as a function of the day, the set-up and the instant.

use crate::command::QueueOrder;
use crate::day::Day;
use crate::hall::{Phase, QueueStatus};
use crate::ids::QueueId;
use crate::setup::Setup;
use crate::time::Instant;

/// Whether a queue gives tickets now, and if not, why. A manager's word goes before hours and limits.
pub fn queue_status(day: &Day, setup: &Setup, queue: &QueueId, now: Instant) -> QueueStatus {
    if day.phase() == Phase::Closed {
        return QueueStatus::DayClosed;
    }
    let order = day.queue(queue).map_or(QueueOrder::ByHours, |q| q.order);
    match order {
        QueueOrder::Paused => QueueStatus::Paused,
        QueueOrder::Closed => QueueStatus::ClosedByManager,
        QueueOrder::Open => QueueStatus::Open,
        QueueOrder::ByHours => by_hours_and_limits(day, setup, queue, now),
    }
}

fn by_hours_and_limits(day: &Day, setup: &Setup, queue: &QueueId, now: Instant) -> QueueStatus {
    let Some(config) = setup.queues.get(queue) else { return QueueStatus::ClosedByHours };
    if !config.hours.open_at(setup.civil(now)) {
        return QueueStatus::ClosedByHours;
    }
    let (waiting, taken) = day.queue(queue).map_or((0, 0), |q| (q.waiting.len(), q.taken));
    let full = config.waiting_max.is_some_and(|max| waiting >= usize::from(max))
        || config.tickets_max.is_some_and(|max| taken >= u32::from(max));
    if full { QueueStatus::Full } else { QueueStatus::Open }
}
