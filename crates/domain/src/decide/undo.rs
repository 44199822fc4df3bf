//! Rule 6: nothing an employee presses by accident is final at once.
//!
//! A press can be taken back for a minute, unless the visit, its partner in the same press, or the desk that it would
//! go back to has changed since.

use super::Draft;
use crate::answer::Tell;
use crate::command::Actor;
use crate::day::{Press, State, UndoPoint, Visit};
use crate::event::Fact;
use crate::ids::VisitId;
use crate::refusal::Refusal;
use crate::slots::is_free;

pub(super) fn undo(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    let point = visit.undo.as_deref().ok_or(Refusal::NothingToUndo)?;
    // A citizen takes back what she pressed herself; a desk's press is the desk's.
    if matches!(draft.by, Actor::Citizen | Actor::Kiosk(_)) && point.press != Press::GiveUp {
        return Err(Refusal::NothingToUndo);
    }
    let partner = partner_of(draft, id, point)?;
    let seconds = draft.setup.rules.undo_seconds;
    if draft.at > point.at.plus_seconds(i64::from(seconds)) {
        return Err(Refusal::UndoTooLate { seconds: u32::from(seconds) });
    }
    let mut both = vec![(visit, point)];
    both.extend(partner);
    for (visit, point) in &both {
        can_go_back(draft, visit, point, &both)?;
    }
    let other = partner.map(|(v, _)| v.id);
    draft.add(Fact::Undone { visit: id, other });
    Ok(Tell::Visit(id))
}

/// The other visit of the same press, with its own way back.
fn partner_of<'d>(
    draft: &'d Draft<'_>,
    id: VisitId,
    point: &UndoPoint,
) -> Result<Option<(&'d Visit, &'d UndoPoint)>, Refusal> {
    let Some(other) = point.other else { return Ok(None) };
    let other = draft.visit(other)?;
    let back = other.undo.as_deref().filter(|p| p.other == Some(id)).ok_or(Refusal::UndoChanged)?;
    Ok(Some((other, back)))
}

fn can_go_back(
    draft: &Draft<'_>,
    visit: &Visit,
    point: &UndoPoint,
    both: &[(&Visit, &UndoPoint)],
) -> Result<(), Refusal> {
    if visit.revision != point.revision {
        return Err(Refusal::UndoChanged);
    }
    // Back to a time that was let go: it must still be free.
    let before = &point.before;
    let has_it = visit.occupies() && visit.taken() == before.taken();
    if before.occupies() && !has_it && !is_free(&draft.day, before.taken(), visit.id, draft.at) {
        return Err(Refusal::UndoChanged);
    }
    let (State::Called { desk, .. } | State::Serving { desk, .. }) = &point.before.state else {
        return Ok(());
    };
    // Back to a desk: it must be free, but for the visits of this very press, and have the same employee.
    let now = draft.day.desk(desk).ok_or(Refusal::UndoChanged)?;
    let free = now.visit.is_none_or(|o| both.iter().any(|(v, _)| v.order == o));
    let employee = point.before.periods.last().and_then(|p| p.employee.as_ref());
    if free && now.employee.is_some() && now.employee.as_ref() == employee { Ok(()) } else { Err(Refusal::UndoChanged) }
}
