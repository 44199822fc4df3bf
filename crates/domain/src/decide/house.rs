//! The house: queues that a manager sets, calls for somebody, and the end of the day.

use super::{Draft, closes_at};
use crate::answer::Tell;
use crate::command::{Actor, QueueOrder};
use crate::day::{Day, State, Visit};
use crate::event::{Fact, Outcome};
use crate::hall::CallForSomebody;
use crate::ids::{DeskId, EmployeeId, KioskId, QueueId};
use crate::refusal::Refusal;

pub(super) fn set_queue(draft: &mut Draft<'_>, queue: &QueueId, to: QueueOrder) -> Result<Tell, Refusal> {
    draft.known_queue(queue)?;
    let now = draft.day.queue(queue).map_or(QueueOrder::ByHours, |q| q.order);
    if now != to {
        draft.add(Fact::QueueSet { queue: queue.clone(), to });
    }
    Ok(Tell::Done)
}

/// Rule 15: every open visit ends, and every call for somebody. Before midnight nobody who called is left alone, and a
/// manager is told first how many visits end.
pub(super) fn close_day(draft: &mut Draft<'_>, confirmed: bool) -> Result<Tell, Refusal> {
    if *draft.by != Actor::Clock {
        may_close_early(&draft.day, confirmed)?;
    }
    // However late the clock is: the day ended at midnight.
    let at = draft.at.min(closes_at(&draft.day, draft.setup));
    let ends: Vec<Fact> = draft
        .day
        .visits()
        .iter()
        .filter_map(|v| outcome_at_close(v).map(|outcome| Fact::Ended { visit: v.id, outcome, ended_at: at }))
        .collect();
    for fact in ends {
        draft.add(fact);
    }
    draft.add(Fact::DayClosed {});
    Ok(Tell::Done)
}

/// What only midnight may pass over. No word confirms away a call that nobody has taken: it can be taken or switched
/// off, and after the day it could be neither.
fn may_close_early(day: &Day, confirmed: bool) -> Result<(), Refusal> {
    let untaken = |call: &CallForSomebody| call.taken_by.is_none();
    if let Some((desk, _)) = day.alarms().iter().find(|(_, call)| untaken(call)) {
        return Err(Refusal::AlarmUntaken { desk: desk.clone() });
    }
    if let Some((kiosk, _)) = day.help().iter().find(|(_, call)| untaken(call)) {
        return Err(Refusal::HelpUntaken { kiosk: kiosk.clone() });
    }
    let (waiting, at_desks) = open_visits(day);
    if !confirmed && waiting + at_desks > 0 {
        return Err(Refusal::CloseDayUnconfirmed { waiting, at_desks });
    }
    Ok(())
}

fn open_visits(day: &Day) -> (u32, u32) {
    let count =
        |f: fn(&State) -> bool| u32::try_from(day.visits().iter().filter(|v| f(&v.state)).count()).unwrap_or(u32::MAX);
    let waiting = count(|s| matches!(s, State::Booked | State::Waiting | State::Parked { .. } | State::Missed { .. }));
    let at_desks = count(|s| matches!(s, State::Called { .. } | State::Serving { .. }));
    (waiting, at_desks)
}

fn outcome_at_close(visit: &Visit) -> Option<Outcome> {
    match visit.state {
        State::Waiting | State::Parked { .. } | State::Missed { .. } => Some(Outcome::LeftUnserved),
        State::Booked | State::Called { .. } => Some(Outcome::NoShow),
        State::Serving { .. } => Some(Outcome::ServedEndUnknown),
        State::Ended { .. } => None,
    }
}

pub(super) fn call_for_help(draft: &mut Draft<'_>, kiosk: &KioskId) -> Result<Tell, Refusal> {
    known_kiosk(draft, kiosk)?;
    if !draft.day.help().contains_key(kiosk) {
        draft.add(Fact::HelpCalled { kiosk: kiosk.clone() });
    }
    Ok(Tell::Done)
}

pub(super) fn take_help(draft: &mut Draft<'_>, kiosk: &KioskId, employee: &EmployeeId) -> Result<Tell, Refusal> {
    known_kiosk(draft, kiosk)?;
    draft.known_employee(employee)?;
    if draft.day.help().get(kiosk).is_some_and(|c| c.taken_by.is_none()) {
        draft.add(Fact::HelpTaken { kiosk: kiosk.clone(), employee: employee.clone() });
    }
    Ok(Tell::Done)
}

/// A call for help can always be switched off, by whatever name the kiosk has and however often.
pub(super) fn end_help(draft: &mut Draft<'_>, kiosk: &KioskId) -> Result<Tell, Refusal> {
    if draft.day.help().contains_key(kiosk) {
        draft.add(Fact::HelpEnded { kiosk: kiosk.clone() });
        return Ok(Tell::Done);
    }
    known_kiosk(draft, kiosk).map(|()| Tell::Done)
}

pub(super) fn raise_alarm(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Tell, Refusal> {
    draft.known_desk(desk)?;
    if !draft.day.alarms().contains_key(desk) {
        draft.add(Fact::AlarmRaised { desk: desk.clone() });
    }
    Ok(Tell::Done)
}

pub(super) fn take_alarm(draft: &mut Draft<'_>, desk: &DeskId, employee: &EmployeeId) -> Result<Tell, Refusal> {
    draft.known_desk(desk)?;
    draft.known_employee(employee)?;
    if draft.day.alarms().get(desk).is_some_and(|c| c.taken_by.is_none()) {
        draft.add(Fact::AlarmTaken { desk: desk.clone(), employee: employee.clone() });
    }
    Ok(Tell::Done)
}

/// An alarm can always be switched off, by whatever name the desk has and however often.
pub(super) fn end_alarm(draft: &mut Draft<'_>, desk: &DeskId) -> Result<Tell, Refusal> {
    if draft.day.alarms().contains_key(desk) {
        draft.add(Fact::AlarmEnded { desk: desk.clone() });
        return Ok(Tell::Done);
    }
    draft.known_desk(desk).map(|()| Tell::Done)
}

fn known_kiosk(draft: &Draft<'_>, kiosk: &KioskId) -> Result<(), Refusal> {
    let known = draft.setup.kiosks.contains_key(kiosk);
    known.then_some(()).ok_or_else(|| Refusal::UnknownKiosk { kiosk: kiosk.clone() })
}
