//! Employees at desks: sign on, sign off, pause, choose queues.

use super::Draft;
use super::calls::in_hand;
use crate::answer::Tell;
use crate::day::Pause;
use crate::event::Fact;
use crate::ids::{DeskId, EmployeeId, QueueId};
use crate::refusal::Refusal;
use crate::time::Instant;

/// Rule 4: an employee has one desk in a centre, a desk one employee; signing on elsewhere asks, then moves.
pub(super) fn sign_on(
    draft: &mut Draft<'_>,
    employee: &EmployeeId,
    desk: &DeskId,
    queues: Option<&[QueueId]>,
    move_here: bool,
) -> Result<Tell, Refusal> {
    draft.known_desk(desk)?;
    draft.known_employee(employee)?;
    let queues = queues_for(draft, employee, desk, queues)?;
    let sitting = draft.day.desk(desk).and_then(|d| d.employee.clone());
    if sitting.as_ref() == Some(employee) {
        if draft.day.desk(desk).is_some_and(|d| d.queues != queues) {
            draft.add(Fact::QueuesChosen { desk: desk.clone(), queues });
        }
        return Ok(Tell::Done);
    }
    if let Some(elsewhere) = draft.day.desk_of(employee).cloned() {
        in_hand(draft, &elsewhere)?;
        if !move_here {
            return Err(Refusal::SignedOnElsewhere { desk: elsewhere });
        }
    }
    if let Some(colleague) = sitting {
        if !move_here {
            return Err(Refusal::DeskTaken { desk: desk.clone(), employee: colleague });
        }
        draft.add(Fact::SignedOff { employee: colleague, desk: desk.clone() });
    }
    draft.add(Fact::SignedOn { employee: employee.clone(), desk: desk.clone(), queues });
    Ok(Tell::Done)
}

/// The queues named, or else the employee's, or else the desk's.
fn queues_for(
    draft: &Draft<'_>,
    employee: &EmployeeId,
    desk: &DeskId,
    named: Option<&[QueueId]>,
) -> Result<Vec<QueueId>, Refusal> {
    let own = draft.setup.employees.get(employee).map(|e| e.queues.as_slice()).filter(|q| !q.is_empty());
    let usual = draft.setup.desks.get(desk).map(|d| d.queues.as_slice());
    known_queues(draft, named.or(own).or(usual).unwrap_or_default())
}

fn known_queues(draft: &Draft<'_>, queues: &[QueueId]) -> Result<Vec<QueueId>, Refusal> {
    let mut known: Vec<QueueId> = Vec::with_capacity(queues.len());
    for queue in queues {
        draft.known_queue(queue)?;
        if !known.contains(queue) {
            known.push(queue.clone());
        }
    }
    if known.is_empty() { Err(Refusal::NoQueue) } else { Ok(known) }
}

/// A desk is left only with empty hands; leaving an empty one again changes nothing.
pub(super) fn sign_off(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Tell, Refusal> {
    draft.known_desk(desk)?;
    if let Some(employee) = draft.day.desk(desk).and_then(|d| d.employee.clone()) {
        in_hand(draft, desk)?;
        draft.add(Fact::SignedOff { employee, desk: desk.clone() });
    }
    Ok(Tell::Done)
}

pub(super) fn pause(draft: &mut Draft<'_>, desk: &DeskId, until: Option<Instant>) -> Result<Tell, Refusal> {
    seated(draft, desk)?;
    if until.is_some_and(|t| t <= draft.at) {
        return Err(Refusal::PauseNotLater);
    }
    let wanted = until.map_or(Pause::Open, Pause::Until);
    if draft.day.desk(desk).is_some_and(|d| d.pause != wanted) {
        draft.add(Fact::Paused { desk: desk.clone(), until });
    }
    Ok(Tell::Done)
}

pub(super) fn end_pause(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Tell, Refusal> {
    seated(draft, desk)?;
    if draft.day.desk(desk).is_some_and(|d| d.pause != Pause::None) {
        draft.add(Fact::PauseEnded { desk: desk.clone() });
    }
    Ok(Tell::Done)
}

pub(super) fn choose_queues(draft: &mut Draft<'_>, desk: &DeskId, queues: &[QueueId]) -> Result<Tell, Refusal> {
    seated(draft, desk)?;
    let queues = known_queues(draft, queues)?;
    if draft.day.desk(desk).is_some_and(|d| d.queues != queues) {
        draft.add(Fact::QueuesChosen { desk: desk.clone(), queues });
    }
    Ok(Tell::Done)
}

fn seated(draft: &Draft<'_>, desk: &DeskId) -> Result<(), Refusal> {
    draft.known_desk(desk)?;
    let seated = draft.day.desk(desk).is_some_and(|d| d.employee.is_some());
    seated.then_some(()).ok_or_else(|| Refusal::NobodyAtDesk { desk: desk.clone() })
}
