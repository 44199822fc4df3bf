//! Calling and serving: next, out of turn, again, start, finish, missed, resume.

use super::{Draft, is_a_reason_for, refuse_state};
use crate::answer::Tell;
use crate::command::Why;
use crate::day::{Origin, State, Visit};
use crate::event::{CallRule, Fact, Reason};
use crate::ids::{DeskId, EmployeeId, QueueId, VisitId};
use crate::next::{Asking, next_visit, paused, reason};
use crate::refusal::Refusal;
use crate::setup::NextWhileServing;

/// Rule 2, and rule 4: the service under way ends with the same press.
pub(super) fn next(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Tell, Refusal> {
    let seat = seat(draft, desk)?;
    let ended = end_service_under_way(draft, desk)?;
    let asking = Asking { desk, employee: &seat.employee, queues: &seat.queues };
    let Some((visit, reason)) = next_visit(&draft.day, draft.setup, asking, draft.at) else {
        return Ok(Tell::NoOneWaits);
    };
    let id = visit.id;
    call(draft, id, desk, seat.employee, reason, ended);
    Ok(Tell::Visit(id))
}

/// Rule 3: by an employee, with a reason from the list. That it is an appointment is a reason only where it is one; one by
/// phone or video that is rung before its time waits from then on.
pub(super) fn out_of_turn(draft: &mut Draft<'_>, desk: &DeskId, id: VisitId, why: Why) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    let rings = visit.is_rung() && why == Why::Appointment;
    if visit.state != State::Waiting && !(rings && visit.state == State::Booked) {
        return Err(refuse_state(visit));
    }
    is_a_reason_for(visit, why)?;
    not_paused(draft, visit)?;
    let (waits, due) = (visit.state == State::Waiting, visit.due);
    let seat = seat(draft, desk)?;
    if !waits {
        draft.add(Fact::CheckedIn { visit: id, due, on_time: true });
    }
    let ended = end_service_under_way(draft, desk)?;
    let reason = match in_turn(draft, desk, &seat, id).filter(|_| waits && why == Why::Appointment) {
        Some(reason) => reason,
        None => reason(draft.visit(id)?, CallRule::OutOfTurn(why), &[], draft.at),
    };
    call(draft, id, desk, seat.employee, reason, ended);
    Ok(Tell::Visit(id))
}

/// Why a visit is called that rule 2 would call now: whoever presses on an appointment whose turn it is calls nobody out of turn.
fn in_turn(draft: &Draft<'_>, desk: &DeskId, seat: &Seat, id: VisitId) -> Option<Reason> {
    let asking = Asking { desk, employee: &seat.employee, queues: &seat.queues };
    let (next, reason) = next_visit(&draft.day, draft.setup, asking, draft.at)?;
    (next.id == id).then_some(reason)
}

/// A parked or missed visit is taken up again, only ever by this press.
pub(super) fn resume(draft: &mut Draft<'_>, id: VisitId, desk: &DeskId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if !matches!(visit.state, State::Parked { .. } | State::Missed { .. }) {
        return Err(refuse_state(visit));
    }
    not_paused(draft, visit)?;
    let seat = seat(draft, desk)?;
    let ended = end_service_under_way(draft, desk)?;
    let reason = reason(draft.visit(id)?, CallRule::Resumed, &[], draft.at);
    call(draft, id, desk, seat.employee, reason, ended);
    Ok(Tell::Visit(id))
}

/// Rule 6: again after a short pause, and a set number of times.
pub(super) fn recall(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    let State::Called { last_at, calls, .. } = &visit.state else { return Err(refuse_state(visit)) };
    let rules = &draft.setup.rules;
    if *calls > u32::from(rules.recalls_max) {
        return Err(Refusal::RecallsUsedUp { max: u32::from(rules.recalls_max) });
    }
    let since = draft.at.millis_since(*last_at);
    let pause = u64::from(rules.recall_pause_seconds) * 1_000;
    if since < pause {
        let seconds = u32::try_from((pause - since).div_ceil(1_000)).unwrap_or(u32::MAX);
        return Err(Refusal::RecallTooSoon { seconds });
    }
    draft.add(Fact::CalledAgain { visit: id });
    Ok(Tell::Visit(id))
}

pub(super) fn start(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if !matches!(visit.state, State::Called { .. }) {
        return Err(refuse_state(visit));
    }
    draft.add(Fact::Started { visit: id });
    Ok(Tell::Visit(id))
}

pub(super) fn finish(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if !matches!(visit.state, State::Serving { .. }) {
        return Err(refuse_state(visit));
    }
    let goes_on = visit.next_stop();
    draft.add(Fact::Finished { visit: id, goes_on });
    Ok(Tell::Visit(id))
}

/// Rule 5: parked as missed; ends as a no-show unless somebody says "I am here" or resumes it.
pub(super) fn no_show(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    if !matches!(visit.state, State::Called { .. }) {
        return Err(refuse_state(visit));
    }
    if visit.is_rung() && matches!(visit.origin, Origin::Appointment { unanswered: 0, .. }) {
        let again_at = draft.at.plus_minutes(i64::from(draft.setup.rules.ring_again_minutes));
        draft.add(Fact::Unanswered { visit: id, again_at });
        return Ok(Tell::Visit(id));
    }
    let ends_at = draft.at.plus_minutes(i64::from(draft.setup.rules.missed_minutes));
    draft.add(Fact::Missed { visit: id, ends_at });
    Ok(Tell::Visit(id))
}

/// Rule 8: a paused queue has no calls, of no kind. Calling again whoever is called already is none.
fn not_paused(draft: &Draft<'_>, visit: &Visit) -> Result<(), Refusal> {
    if paused(&draft.day, &visit.queue) {
        return Err(Refusal::QueuePaused { queue: visit.queue.clone() });
    }
    Ok(())
}

/// A desk from which somebody can be called.
struct Seat {
    employee: EmployeeId,
    queues: Vec<QueueId>,
}

/// A call without an employee at the desk would send the citizen to an empty place.
fn seat(draft: &Draft<'_>, desk: &DeskId) -> Result<Seat, Refusal> {
    draft.known_desk(desk)?;
    let nobody = || Refusal::NobodyAtDesk { desk: desk.clone() };
    let now = draft.day.desk(desk).ok_or_else(nobody)?;
    let employee = now.employee.clone().ok_or_else(nobody)?;
    if now.paused(draft.at) {
        return Err(Refusal::DeskPaused { desk: desk.clone() });
    }
    Ok(Seat { employee, queues: now.queues.clone() })
}

/// Rule 4: `next` ends the current service as served, unless the centre says ask; a visit that is only called must
/// first have come or be missed.
fn end_service_under_way(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Option<VisitId>, Refusal> {
    let Some(visit) = draft.day.desk(desk).and_then(|d| d.visit).and_then(|o| draft.day.at(o)) else {
        return Ok(None);
    };
    let (desk, number, id) = (desk.clone(), visit.number, visit.id);
    if matches!(visit.state, State::Called { .. }) {
        return Err(Refusal::CallOpen { desk, number });
    }
    if draft.setup.rules.next_while_serving == NextWhileServing::Ask {
        return Err(Refusal::ServiceOpen { desk, number });
    }
    let goes_on = visit.next_stop();
    let finished = Fact::Finished { visit: id, goes_on };
    // What it goes on to may be served at this very desk: then it is compared like everybody else.
    if goes_on.is_some() {
        draft.settle(finished, draft.by);
    } else {
        draft.add(finished);
    }
    Ok(Some(id))
}

fn call(
    draft: &mut Draft<'_>,
    visit: VisitId,
    desk: &DeskId,
    employee: EmployeeId,
    reason: Reason,
    ended: Option<VisitId>,
) {
    draft.add(Fact::Called { visit, desk: desk.clone(), employee, reason, ended });
}

/// The refusal that names the visit in hand at a desk, where there is one.
pub(super) fn in_hand(draft: &Draft<'_>, desk: &DeskId) -> Result<(), Refusal> {
    let visit: Option<&Visit> = draft.day.desk(desk).and_then(|d| d.visit).and_then(|o| draft.day.at(o));
    match visit {
        None => Ok(()),
        Some(v) if matches!(v.state, State::Called { .. }) => {
            Err(Refusal::CallOpen { desk: desk.clone(), number: v.number })
        }
        Some(v) => Err(Refusal::ServiceOpen { desk: desk.clone(), number: v.number }),
    }
}
