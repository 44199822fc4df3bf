//! Rule 2 once more, in the plainest way: everybody who may be called, sorted.
//!
//! It must never use an index or an order that somebody else keeps.

use domain::event::MeantFor;
use domain::ids::DeskId;
use domain::time::Instant;

use super::model::{Model, Seat, Seen, St};

/// Whom a desk has to call at an instant.
pub(crate) fn next<'a>(model: &'a Model, desk: &DeskId, at: Instant) -> Option<&'a Seen> {
    let seat = model.seats.get(desk)?;
    let mut may: Vec<&Seen> = model.visits.iter().filter(|v| may_be_called(model, v, desk, seat, at)).collect();
    may.sort_by_key(|v| {
        let time = v.appointment.as_ref().map(|a| a.starts_at).filter(|_| comes_first(v, at));
        (time.is_none(), time.unwrap_or(v.due), v.order)
    });
    may.first().copied()
}

/// Whether an appointment keeps its time, and that has come.
pub(crate) fn comes_first(seen: &Seen, at: Instant) -> bool {
    seen.appointment.as_ref().is_some_and(|a| a.kept && a.starts_at <= at)
}

fn may_be_called(model: &Model, seen: &Seen, desk: &DeskId, seat: &Seat, at: Instant) -> bool {
    let waits = seen.state == St::Waiting;
    let delayed = seen.not_before.is_some_and(|until| at < until);
    if !waits || delayed || model.paused(&seen.queue) {
        return false;
    }
    let serves = seat.queues.contains(&seen.queue);
    let opened = at >= seen.due.plus_minutes(i64::from(model.setup.rules.meant_for_minutes));
    match &seen.meant_for {
        None => serves,
        Some(MeantFor::Employee(employee)) => seat.employee.as_ref() == Some(employee) || (serves && opened),
        Some(MeantFor::Desk(meant)) => meant == desk || (serves && opened),
    }
}
