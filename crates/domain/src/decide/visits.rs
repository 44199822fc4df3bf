//! What else can become of a visit: here, parked, transferred, returned, delayed, moved forward, cancelled.

use super::tickets::{Walk, number_there, stops_of};
use super::{Draft, closes_at, is_a_reason_for, refuse_state, tickets};
use crate::answer::Tell;
use crate::command::{TransferTo, Why};
use crate::day::{State, Visit};
use crate::event::{Fact, MeantFor};
use crate::ids::{CentreId, ServiceId, VisitId};
use crate::refusal::Refusal;
use crate::time::Instant;

/// "I am here": a missed visit waits again, due now; a delayed one may be called; who waits or is called is told so.
pub(super) fn here(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    match visit.state {
        State::Missed { .. } => {
            let due = draft.at;
            draft.add(Fact::SaidHere { visit: id, due });
        }
        State::Waiting if visit.not_before.is_some() => {
            let due = visit.due;
            draft.add(Fact::SaidHere { visit: id, due });
        }
        State::Waiting | State::Called { .. } => {}
        State::Booked => return tickets::check_in(draft, id),
        State::Serving { .. } | State::Parked { .. } | State::Ended { .. } => return Err(refuse_state(visit)),
    }
    Ok(Tell::Visit(id))
}

pub(super) fn park(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if !matches!(visit.state, State::Called { .. } | State::Serving { .. }) {
        return Err(refuse_state(visit));
    }
    draft.add(Fact::Parked { visit: id });
    Ok(Tell::Visit(id))
}

/// Rule 5: keeps number and due; a call is withdrawn by it.
pub(super) fn transfer(draft: &mut Draft<'_>, id: VisitId, to: &TransferTo) -> Result<Tell, Refusal> {
    let visit = transferable(draft.visit(id)?)?;
    let waits = visit.state == State::Waiting;
    let (queue, meant_for) = match to {
        TransferTo::Queue { queue } => {
            draft.known_queue(queue)?;
            (queue.clone(), None)
        }
        TransferTo::Desk { desk } => {
            draft.known_desk(desk)?;
            if visit.desk() == Some(desk) {
                return Err(Refusal::AlreadyThere);
            }
            (visit.queue.clone(), Some(MeantFor::Desk(desk.clone())))
        }
        TransferTo::Employee { employee } => {
            draft.known_employee(employee)?;
            let sits_with = visit.desk().and_then(|d| draft.day.desk(d)).and_then(|d| d.employee.as_ref());
            if sits_with == Some(employee) {
                return Err(Refusal::AlreadyThere);
            }
            (visit.queue.clone(), Some(MeantFor::Employee(employee.clone())))
        }
        TransferTo::Centre { centre, .. } if centre == draft.day.centre() => return Err(Refusal::AlreadyThere),
        TransferTo::Centre { centre, .. } => return Err(Refusal::UnknownCentre { centre: centre.clone() }),
    };
    if waits && queue == visit.queue && meant_for == visit.meant_for {
        return Err(Refusal::AlreadyThere);
    }
    draft.add(Fact::Transferred { visit: id, queue, meant_for });
    Ok(Tell::Visit(id))
}

/// The other half of rule 5: in another centre the visit gets that centre's number and keeps its due.
pub(super) fn transfer_across(
    leaving: &mut Draft<'_>,
    arriving: &mut Draft<'_>,
    id: VisitId,
    centre: &CentreId,
    service: &ServiceId,
) -> Result<Tell, Refusal> {
    if leaving.day.centre() == centre {
        return Err(Refusal::AlreadyThere);
    }
    let visit = transferable(leaving.visit(id)?)?;
    let stops = stops_of(arriving.setup, std::slice::from_ref(service), Walk::In)?;
    let moved_in = Fact::MovedIn {
        visit: id,
        centre: leaving.day.centre().clone(),
        number: number_there(arriving, id, &stops)?,
        stops,
        due: visit.due,
        taken_at: visit.taken_at,
        language: visit.language.clone(),
    };
    leaving.add(Fact::MovedAway { visit: id, centre: centre.clone() });
    arriving.add(moved_in);
    Ok(Tell::Visit(id))
}

fn transferable(visit: &Visit) -> Result<&Visit, Refusal> {
    match visit.state {
        State::Waiting | State::Called { .. } | State::Serving { .. } | State::Parked { .. } => Ok(visit),
        State::Booked | State::Missed { .. } | State::Ended { .. } => Err(refuse_state(visit)),
    }
}

/// Back to its queue with its due kept; a waiting visit that is meant for somebody opens to its queue.
pub(super) fn give_back(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    match visit.state {
        State::Called { .. } | State::Serving { .. } | State::Parked { .. } => {}
        State::Waiting if visit.meant_for.is_some() => {}
        State::Waiting | State::Booked | State::Missed { .. } | State::Ended { .. } => {
            return Err(refuse_state(visit));
        }
    }
    draft.add(Fact::Returned { visit: id });
    Ok(Tell::Visit(id))
}

/// Rule 10: a delay moves one's own due back, never forward.
pub(super) fn delay(draft: &mut Draft<'_>, id: VisitId, until: Instant) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if visit.state != State::Waiting {
        return Err(refuse_state(visit));
    }
    if until <= draft.at || visit.not_before.is_some_and(|t| until <= t) {
        return Err(Refusal::DelayNotLater);
    }
    if until >= closes_at(&draft.day, draft.setup) {
        return Err(Refusal::DelayTooLong);
    }
    let due = visit.due.max(until);
    draft.add(Fact::Delayed { visit: id, due, not_before: until });
    Ok(Tell::Visit(id))
}

/// Rule 3: to the front of its queue, with a reason from the list.
pub(super) fn move_forward(draft: &mut Draft<'_>, id: VisitId, why: Why) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if visit.state != State::Waiting {
        return Err(refuse_state(visit));
    }
    is_a_reason_for(visit, why)?;
    let first = draft.day.queue(&visit.queue).and_then(|q| q.waiting.front()).copied();
    match first {
        Some(first) if first.order == visit.order && visit.not_before.is_none() => {}
        first => {
            let before = first.filter(|f| f.order != visit.order);
            let due = before.map_or(visit.due, |f| Instant::from_millis(f.due.as_millis() - 1)).min(visit.due);
            draft.add(Fact::MovedForward { visit: id, due, why });
        }
    }
    Ok(Tell::Visit(id))
}

pub(super) fn cancel(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    match visit.state {
        State::Serving { .. } | State::Ended { .. } => return Err(refuse_state(visit)),
        State::Booked | State::Waiting | State::Called { .. } | State::Parked { .. } | State::Missed { .. } => {}
    }
    draft.add(Fact::Cancelled { visit: id });
    Ok(Tell::Visit(id))
}
