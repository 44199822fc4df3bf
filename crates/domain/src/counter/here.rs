//! Who is at a desk, whom it would call, and what it can take back. Each press is judged by deciding it and looking at
//! what would come of it; a judgement of its own would sooner or later be another.

use super::{Here, Next, NextPress, UndoLast, Undoable, seconds, services_here, usual_range};
use crate::command::{Action, Actor, Command};
use crate::day::{Day, Press, State, Visit};
use crate::decide::decide;
use crate::event::{Fact, Reason};
use crate::forecast::usual_seconds;
use crate::hall::overlong;
use crate::ids::{DeskId, VisitId};
use crate::next::{Asking, next_visit};
use crate::setup::Setup;
use crate::time::Instant;

/// The visit at a desk.
pub(super) fn here(day: &Day, setup: &Setup, desk: &DeskId, now: Instant) -> Option<Here> {
    let visit = day.desk(desk)?.visit.and_then(|o| day.at(o))?;
    let (called_at, last_called_at, calls, started_at) = match &visit.state {
        State::Called { at, last_at, calls, .. } => (*at, *last_at, *calls, None),
        State::Serving { since, called_at, calls, .. } => (*called_at, *called_at, *calls, Some(*since)),
        _ => return None,
    };
    let most = u32::from(setup.rules.recalls_max) + 1;
    let recalls_left = if started_at.is_some() { 0 } else { most.saturating_sub(calls) };
    let pause = i64::from(setup.rules.recall_pause_seconds);
    let lasted = started_at.map_or(0, |since| now.seconds_since(since));
    Some(Here {
        visit: visit.id,
        number: visit.number,
        state: visit.card_state(),
        queue: visit.queue.clone(),
        stops: visit.stops.to_vec(),
        at_stop: visit.at_stop,
        language: visit.language.clone(),
        answers: visit.answers.to_vec(),
        mode: visit.mode(),
        came_by: visit.came_by.clone(),
        reason: visit.reason.as_deref().cloned(),
        waited_seconds: seconds(visit.waited_seconds(now)),
        called_at,
        last_called_at,
        calls,
        recall_at: (recalls_left > 0).then(|| last_called_at.plus_seconds(pause)),
        recalls_left,
        started_at,
        walked_seconds: started_at.map(|since| seconds(since.seconds_since(called_at))),
        goes_on_to: visit.next_stop().and_then(|s| visit.stops.get(usize::from(s))).map(|s| s.queue.clone()),
        usual: usual_range(day, setup, visit),
        overlong: overlong(usual_seconds(day, setup, &visit.queue), lasted),
        undo: undoable(day, setup, desk, visit, now),
    })
}

/// What next would do at a desk, and whom it would call.
pub(super) fn next(day: &Day, setup: &Setup, desk: &DeskId, now: Instant) -> (NextPress, Option<Next>) {
    let command = Command { by: by(day, desk), action: Action::Next { desk: desk.clone() } };
    match decide(day, setup, &command, now) {
        Err(refusal) => (NextPress::Refused(refusal), who_is_next(day, setup, desk, now)),
        Ok(decision) => {
            let called = decision.events.iter().find_map(|e| match &e.fact {
                Fact::Called { visit, reason, .. } => Some((*visit, reason)),
                _ => None,
            });
            let finishes = decision.events.iter().any(|e| matches!(e.fact, Fact::Finished { .. }));
            let press = match (called.is_some(), finishes) {
                (true, false) => NextPress::CallNext,
                (true, true) => NextPress::FinishAndCallNext,
                (false, true) => NextPress::Finish,
                (false, false) => NextPress::NoOneWaits,
            };
            (press, called.and_then(|(visit, reason)| preview(day, setup, visit, reason)))
        }
    }
}

/// Whom the desk would call, were it not refused.
fn who_is_next(day: &Day, setup: &Setup, desk: &DeskId, now: Instant) -> Option<Next> {
    let seat = day.desk(desk)?;
    let asking = Asking { desk, employee: seat.employee.as_ref()?, queues: &seat.queues };
    let (visit, reason) = next_visit(day, setup, asking, now)?;
    preview(day, setup, visit.id, &reason)
}

fn preview(day: &Day, setup: &Setup, visit: VisitId, reason: &Reason) -> Option<Next> {
    let visit = day.visit(visit)?;
    // The service under way at this desk may go on to one that is served here too: then its next stop is the one.
    let onward = visit.next_stop().filter(|_| visit.desk().is_some());
    let onward = onward.map(|stop| {
        let queue = visit.stops.get(usize::from(stop)).map_or_else(|| visit.queue.clone(), |s| s.queue.clone());
        Visit { at_stop: stop, queue, meant_for: None, ..visit.clone() }
    });
    let visit = onward.as_ref().unwrap_or(visit);
    Some(Next {
        visit: visit.id,
        number: visit.number,
        queue: visit.queue.clone(),
        reason: reason.clone(),
        services: services_here(visit).to_vec(),
        language: visit.language.clone(),
        meant_for: visit.meant_for.clone(),
        usual: usual_range(day, setup, visit),
    })
}

/// The last press at a desk that can be taken back: on a visit that was there before it, or was called there by it.
pub(super) fn undo_last(day: &Day, setup: &Setup, desk: &DeskId, now: Instant) -> Option<UndoLast> {
    let mut pressed: Vec<&Visit> = day.visits().iter().filter(|v| pressed_at(v, setup, desk, now)).collect();
    // Of the two visits of one press, the one that was called by it.
    pressed.sort_by_key(|v| (v.undo.as_ref().map(|p| p.at), v.desk() == Some(desk), v.order));
    pressed.into_iter().rev().find_map(|visit| {
        let can = undoable(day, setup, desk, visit, now)?;
        let ended = visit.undo.as_deref().and_then(|point| day.visit(point.other?)).map(|other| other.number);
        Some(UndoLast { visit: visit.id, number: visit.number, ended, can })
    })
}

/// Whether a visit's last press was lately, and at this desk. What the citizen pressed herself is not the desk's.
fn pressed_at(visit: &Visit, setup: &Setup, desk: &DeskId, now: Instant) -> bool {
    let Some(point) = visit.undo.as_deref() else { return false };
    point.press != Press::GiveUp
        && now <= point.at.plus_seconds(i64::from(setup.rules.undo_seconds))
        && (point.before.desk() == Some(desk) || visit.desk() == Some(desk))
}

/// What can be taken back of a visit by who sits at a desk.
fn undoable(day: &Day, setup: &Setup, desk: &DeskId, visit: &Visit, now: Instant) -> Option<Undoable> {
    day.desk(desk)?.employee.as_ref()?;
    let point = visit.undo.as_deref()?;
    let command = Command { by: by(day, desk), action: Action::Undo { visit: visit.id } };
    decide(day, setup, &command, now).ok()?;
    Some(Undoable { press: point.press, until: point.at.plus_seconds(i64::from(setup.rules.undo_seconds)) })
}

/// Who would press at a desk. With nobody there the rules refuse whoever does.
fn by(day: &Day, desk: &DeskId) -> Actor {
    day.desk(desk).and_then(|d| d.employee.clone()).map_or(Actor::Clock, Actor::Employee)
}
