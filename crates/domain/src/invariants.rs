//! What is always true of a day; checked after every step of a simulation.
//!
//! Every list kept beside the visits agrees with them, rules 4 and 7 hold, what is over stays over, time does not run
//! backwards. Nothing here changes anything.

use std::collections::BTreeSet;

use crate::day::{Day, Origin, PeriodKind, Place, State, Visit};
use crate::event::Outcome;
use crate::hall::Phase;

/// The cheap invariants of a day.
///
/// # Errors
/// A sentence that says what does not hold.
pub fn check(day: &Day) -> Result<(), String> {
    numbers_unique(day)?;
    queues_agree(day)?;
    desks_agree(day)?;
    lists_agree(day)?;
    crate::slots::overbooked(day)?;
    for visit in day.visits() {
        periods_sound(visit)
            .and_then(|()| arrival_sound(visit))
            .map_err(|what| format!("{} ({}): {what}", visit.number, visit.id))?;
    }
    if day.phase() == Phase::Closed && day.visits().iter().any(|v| !v.ended()) {
        return Err("the day is closed and a visit is open".to_owned());
    }
    Ok(())
}

/// Rule 7.
fn numbers_unique(day: &Day) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for visit in day.visits() {
        if !seen.insert(visit.number) {
            return Err(format!("the number {} was given twice", visit.number));
        }
        if visit.number.count > day.highest_number(visit.number.letter) {
            return Err(format!("the number {} is above the highest", visit.number));
        }
        if day.visit(visit.id).is_none_or(|v| v.order != visit.order) {
            return Err(format!("{} is not found by its name", visit.number));
        }
    }
    Ok(())
}

fn queues_agree(day: &Day) -> Result<(), String> {
    let mut listed = 0;
    for (id, queue) in day.queues() {
        let in_order = queue.waiting.iter().zip(queue.waiting.iter().skip(1)).all(|(a, b)| a < b);
        if !in_order {
            return Err(format!("the queue {id} is out of order"));
        }
        let mut appointments = 0;
        for place in &queue.waiting {
            let fits = |v: &&Visit| {
                v.state == State::Waiting && v.queue == *id && *place == Place { due: v.due, order: v.order }
            };
            let visit =
                day.at(place.order).filter(fits).ok_or_else(|| format!("the queue {id} lists who does not wait"))?;
            appointments += u32::from(matches!(visit.origin, Origin::Appointment { .. }));
        }
        if appointments != queue.appointments_waiting {
            return Err(format!("the queue {id} miscounts its appointments"));
        }
        listed += queue.waiting.len();
    }
    let waiting = day.visits().iter().filter(|v| v.state == State::Waiting).count();
    if listed == waiting { Ok(()) } else { Err(format!("{waiting} wait, {listed} are in queues")) }
}

/// Rule 4: one desk has one visit at most, a visit one desk, an employee one desk.
fn desks_agree(day: &Day) -> Result<(), String> {
    let mut employees = BTreeSet::new();
    let mut at_desks = 0;
    for (id, desk) in day.desks() {
        if let Some(employee) = &desk.employee
            && !employees.insert(employee)
        {
            return Err(format!("{employee} sits at two desks"));
        }
        if let Some(order) = desk.visit {
            at_desks += 1;
            if day.at(order).and_then(Visit::desk) != Some(id) {
                return Err(format!("the desk {id} has a visit that is not there"));
            }
            if day.phase() == Phase::Open && desk.employee.is_none() {
                return Err(format!("the desk {id} has a visit and nobody sits there"));
            }
        }
    }
    let visits = day.visits().iter().filter(|v| v.desk().is_some()).count();
    if visits == at_desks { Ok(()) } else { Err(format!("{visits} visits are at desks, {at_desks} desks have one")) }
}

/// The short lists beside the visits hold whom they should, and nobody is missing from them.
fn lists_agree(day: &Day) -> Result<(), String> {
    type Belongs = fn(&Visit) -> bool;
    let timed: Belongs = |v| matches!(v.state, State::Booked | State::Missed { .. });
    let parked: Belongs = |v| matches!(v.state, State::Parked { .. });
    let meant: Belongs = |v| v.state == State::Waiting && v.meant_for.is_some();
    let booked: Belongs = |v| matches!(v.origin, Origin::Appointment { .. });
    let agrees = |listed: usize, all: bool, belongs: Belongs| {
        all && listed == day.visits().iter().filter(|v| belongs(v)).count()
    };
    if !agrees(day.timed().count(), day.timed().all(timed), timed) {
        return Err("the list that the clock looks at is wrong".to_owned());
    }
    if !agrees(day.appointments().count(), day.appointments().all(booked), booked) {
        return Err("the list of the appointments is wrong".to_owned());
    }
    if !agrees(day.parked().count(), day.parked().all(parked), parked) {
        return Err("the list of the parked is wrong".to_owned());
    }
    if !agrees(day.meant().count(), day.meant().all(meant), meant) {
        return Err("the list of those meant for somebody is wrong".to_owned());
    }
    let arrived: Belongs = |v| v.arrived.is_some();
    if !agrees(day.arrived().count(), day.arrived().all(arrived), arrived) {
        return Err("the list of those who have come is wrong".to_owned());
    }
    Ok(())
}

/// Rule 11: whoever waits for somebody has come for them, no sooner than to this hall; beside them only those who came to an
/// appointment.
fn arrival_sound(visit: &Visit) -> Result<(), String> {
    let (has_come, waits) = (visit.arrived.is_some(), visit.state == State::Waiting);
    let is_owed = waits && visit.meant_for.is_some();
    if is_owed && !has_come || has_come && !is_owed && !(waits && visit.is_met()) {
        return Err("whom it is meant for and its arrival differ".to_owned());
    }
    let began = visit.periods.last().map(|p| p.from);
    if visit.arrived.as_ref().is_some_and(|a| began.is_none_or(|began| a.since < began)) {
        return Err("its arrival is from before it waited".to_owned());
    }
    Ok(())
}

/// Periods follow one another; the last is open unless the visit ended.
fn periods_sound(visit: &Visit) -> Result<(), String> {
    let mut end = None;
    for (i, period) in visit.periods.iter().enumerate() {
        let last = i + 1 == visit.periods.len();
        if end.is_some_and(|end| period.from < end) {
            return Err("its periods overlap".to_owned());
        }
        if period.to.is_none() && !last {
            return Err("a period within its way is open".to_owned());
        }
        if period.to.is_some_and(|to| to < period.from) {
            return Err("a period ends before it begins".to_owned());
        }
        end = period.to;
    }
    let open = visit.periods.last().filter(|p| p.to.is_none()).map(|p| p.kind);
    let expected = match &visit.state {
        State::Waiting => Some(PeriodKind::Waiting),
        State::Called { .. } => Some(PeriodKind::Walking),
        State::Serving { .. } | State::Ended { outcome: Outcome::ServedEndUnknown, .. } => Some(PeriodKind::Serving),
        State::Parked { .. } => Some(PeriodKind::Parked),
        State::Missed { .. } => Some(PeriodKind::Missed),
        State::Booked | State::Ended { .. } => None,
    };
    if open == expected {
        Ok(())
    } else {
        Err(format!("its state and its open period differ: {:?}, {open:?}", visit.state))
    }
}
