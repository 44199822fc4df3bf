//! The lists beside a desk's visit: queues, who waits, who was set aside, and the colleagues.

use super::{
    ASIDE_LINES_MAX, Colleague, ParkedLine, QueueLine, WAITING_LINES_MAX, WaitingLine, seconds, services_here,
};
use crate::day::{Day, Ends, Origin, PeriodKind, State, Visit};
use crate::event::MeantFor;
use crate::ids::{CentreId, DeskId, EmployeeId, QueueId};
use crate::next::{paused, rank};
use crate::queue_status::queue_status;
use crate::setup::Setup;
use crate::time::Instant;

/// All queues of the set-up, in the order of their letters.
pub(super) fn queues(day: &Day, setup: &Setup, now: Instant) -> Vec<QueueLine> {
    let mut lines: Vec<QueueLine> = setup
        .queues
        .iter()
        .map(|(id, config)| QueueLine {
            queue: id.clone(),
            letter: config.letter,
            waiting: u32::try_from(waits_in(day, id).count()).unwrap_or(u32::MAX),
            longest_wait_seconds: seconds(waits_in(day, id).map(|v| v.waited_seconds(now)).max().unwrap_or(0)),
            target_minutes: setup.target_minutes(id),
            status: queue_status(day, setup, id, now),
        })
        .collect();
    lines.sort_by(|a, b| (a.letter, &a.queue).cmp(&(b.letter, &b.queue)));
    lines
}

/// Who waits in a desk's queues, in the order of rule 2, and how many more.
pub(super) fn waiting(day: &Day, queues: &[QueueId], now: Instant) -> (Vec<WaitingLine>, u32) {
    let mut waiting: Vec<&Visit> =
        day.queues().keys().filter(|q| queues.contains(*q)).flat_map(|q| waits_in(day, q)).collect();
    waiting.sort_by_key(|v| rank(v, now));
    first_of(waiting, WAITING_LINES_MAX, |v| waiting_line(day, v, now))
}

/// Who is meant for a desk or its employee, in the order of rule 2, and how many more.
pub(super) fn meant_for(
    day: &Day,
    desk: &DeskId,
    employee: Option<&EmployeeId>,
    now: Instant,
) -> (Vec<WaitingLine>, u32) {
    let hers = |v: &&Visit| match &v.meant_for {
        Some(MeantFor::Desk(d)) => d == desk,
        Some(MeantFor::Employee(e)) => Some(e) == employee,
        None => false,
    };
    let mut meant: Vec<&Visit> = day.meant().filter(hers).collect();
    meant.sort_by_key(|v| rank(v, now));
    first_of(meant, ASIDE_LINES_MAX, |v| waiting_line(day, v, now))
}

/// Who was set aside or missed, first those of a desk's queues, and how many more.
pub(super) fn parked(day: &Day, queues: &[QueueId]) -> (Vec<ParkedLine>, u32) {
    let aside = |v: &&Visit| matches!(v.state, State::Parked { .. } | State::Missed { .. });
    let since = |v: &Visit| v.periods.last().map(|p| p.from);
    let mut parked: Vec<&Visit> = day.parked().chain(day.timed()).filter(aside).collect();
    parked.sort_by_key(|v| (!queues.contains(&v.queue), since(v), v.order));
    let (lines, more) = first_of(parked, ASIDE_LINES_MAX, parked_line);
    (lines.into_iter().flatten().collect(), more)
}

/// The other desks where somebody sits.
pub(super) fn colleagues(day: &Day, desk: &DeskId, now: Instant) -> Vec<Colleague> {
    day.desks()
        .iter()
        .filter(|(id, _)| *id != desk)
        .filter_map(|(id, seat)| {
            Some(Colleague {
                desk: id.clone(),
                employee: seat.employee.clone()?,
                queues: seat.queues.clone(),
                paused: seat.paused(now),
                busy: seat.visit.is_some(),
            })
        })
        .collect()
}

fn waits_in<'a>(day: &'a Day, queue: &QueueId) -> impl Iterator<Item = &'a Visit> {
    day.queue(queue).into_iter().flat_map(|q| q.waiting.iter()).filter_map(|place| day.at(place.order))
}

fn first_of<'a, T>(visits: Vec<&'a Visit>, most: usize, line: impl Fn(&'a Visit) -> T) -> (Vec<T>, u32) {
    let more = u32::try_from(visits.len().saturating_sub(most)).unwrap_or(u32::MAX);
    (visits.into_iter().take(most).map(line).collect(), more)
}

fn waiting_line(day: &Day, visit: &Visit, now: Instant) -> WaitingLine {
    WaitingLine {
        visit: visit.id,
        number: visit.number,
        queue: visit.queue.clone(),
        services: services_here(visit).to_vec(),
        language: visit.language.clone(),
        waited_seconds: seconds(visit.waited_seconds(now)),
        since: visit.periods.last().map_or(visit.taken_at, |p| p.from),
        not_before: visit.not_before,
        held: paused(day, &visit.queue),
        meant_for: visit.meant_for.clone(),
        from_employee: came_from(visit),
        from_centre: centre_of(visit),
    }
}

/// Whose desk a visit came from, where it was not finished there: the seat of the period before it waited. Who sent on
/// a visit that waited already is in no period, and is not guessed. Whoever did not answer waits on, and came from nobody.
fn came_from(visit: &Visit) -> Option<EmployeeId> {
    if matches!(&visit.origin, Origin::Appointment { unanswered: 1.., .. }) && visit.not_before.is_some() {
        return None;
    }
    let mut before = visit.periods.iter().rev();
    let _waits = before.next().filter(|p| p.kind == PeriodKind::Waiting)?;
    before.next().filter(|p| p.ends == Ends::Itself)?.employee.clone()
}

fn centre_of(visit: &Visit) -> Option<CentreId> {
    match &visit.origin {
        Origin::Centre(centre) => Some(centre.clone()),
        Origin::Ticket | Origin::Appointment { .. } => None,
    }
}

fn parked_line(visit: &Visit) -> Option<ParkedLine> {
    let (since, ends_at) = match visit.state {
        State::Parked { since } => (since, None),
        State::Missed { since, ends_at } => (since, Some(ends_at)),
        _ => return None,
    };
    Some(ParkedLine {
        visit: visit.id,
        number: visit.number,
        queue: visit.queue.clone(),
        state: visit.card_state(),
        since,
        ends_at,
        services: services_here(visit).to_vec(),
        meant_for: visit.meant_for.clone(),
        parked_by: visit.periods.iter().rev().nth(1).and_then(|p| p.employee.clone()),
    })
}
