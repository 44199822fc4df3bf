//! Rule 11: somebody has seen who came for whom, or puts it off for a while.

use super::{Draft, closes_at, refuse_state};
use crate::answer::Tell;
use crate::arrivals::AGAIN_MINUTES_MAX;
use crate::day::State;
use crate::event::Fact;
use crate::ids::{EmployeeId, VisitId};
use crate::refusal::Refusal;
use crate::time::Instant;

/// Any employee may say so, also for a colleague; saying it once more counts from then on.
pub(super) fn see(
    draft: &mut Draft<'_>,
    id: VisitId,
    employee: &EmployeeId,
    again_at: Option<Instant>,
) -> Result<Tell, Refusal> {
    draft.known_employee(employee)?;
    let visit = draft.visit(id)?;
    if visit.state != State::Waiting {
        return Err(refuse_state(visit));
    }
    let Some((_, seen)) = visit.arrival(draft.at) else {
        return Err(Refusal::NotAnArrival { number: visit.number });
    };
    if let Some(again_at) = again_at {
        may_be_shown_again(draft, again_at)?;
    }
    if seen.is_none_or(|seen| seen.employee != *employee || seen.again_at != again_at) {
        draft.add(Fact::ArrivalSeen { visit: id, employee: employee.clone(), again_at });
    }
    Ok(Tell::Visit(id))
}

fn may_be_shown_again(draft: &Draft<'_>, again_at: Instant) -> Result<(), Refusal> {
    if again_at <= draft.at {
        return Err(Refusal::AgainNotLater);
    }
    let latest = draft.at.plus_minutes(i64::from(AGAIN_MINUTES_MAX));
    if again_at > latest || again_at >= closes_at(&draft.day, draft.setup) {
        return Err(Refusal::AgainTooLate { minutes: u32::from(AGAIN_MINUTES_MAX) });
    }
    Ok(())
}
