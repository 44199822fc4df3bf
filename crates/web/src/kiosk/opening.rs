//! When a queue, or the whole kiosk, gives tickets again.

use domain::hall::{Hall, QueueStatus};
use domain::ids::QueueId;
use domain::setup::{Hours, Setup};
use domain::time::Instant;
use jiff::civil::Date;

/// How many days ahead an opening is looked for.
const DAYS_AHEAD_MAX: usize = 21;

/// When hours open next after an instant; none within the days that are looked at.
pub(super) fn next_opening(hours: &Hours, setup: &Setup, now: Instant) -> Option<Instant> {
    let mut date = setup.civil(now).date();
    for _ in 0..=DAYS_AHEAD_MAX {
        if let Some(opens) = first_after(hours, date, setup, now) {
            return Some(opens);
        }
        date = date.tomorrow().ok()?;
    }
    None
}

fn first_after(hours: &Hours, date: Date, setup: &Setup, now: Instant) -> Option<Instant> {
    let starts =
        hours.on(date).iter().filter_map(|span| Instant::at_civil(date.to_datetime(span.from), &setup.time_zone));
    starts.filter(|start| *start > now).min()
}

/// When a queue opens again today by its hours, where it is them that closed it.
pub(super) fn again_today(queue: &QueueId, status: QueueStatus, setup: &Setup, now: Instant) -> Option<Instant> {
    let hours = &setup.queues.get(queue).filter(|_| status == QueueStatus::ClosedByHours)?.hours;
    first_after(hours, setup.civil(now).date(), setup, now)
}

/// Whether a kiosk gives tickets at all, and if not, when it does so next by the hours of its queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum House {
    /// One of its queues is not closed by its hours.
    Open,
    /// All are; the first opens then, where that is known.
    Closed(Option<Instant>),
}

/// The house as the queues of a kiosk's buttons are.
pub(super) fn house(queues: &[&QueueId], hall: &Hall, setup: &Setup) -> House {
    let closed = |queue: &QueueId| {
        let now = hall.queues.iter().find(|now| now.queue == *queue);
        now.is_none_or(|now| matches!(now.status, QueueStatus::ClosedByHours | QueueStatus::DayClosed))
    };
    if queues.is_empty() || !queues.iter().all(|queue| closed(queue)) {
        return House::Open;
    }
    let hours = queues.iter().filter_map(|queue| setup.queues.get(*queue)).map(|queue| &queue.hours);
    House::Closed(hours.filter_map(|hours| next_opening(hours, setup, hall.at)).min())
}
