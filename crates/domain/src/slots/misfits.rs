//! Bookings that a plan, as it is now, would not have given: a plan that changes never changes what is booked.

use jiff::civil::Date;

use super::occupied::depth;
use super::{Taken, wish};
use crate::day::{Day, Origin, State, Visit};
use crate::ids::{CapacityId, EmployeeId, VisitId};
use crate::setup::{Setup, With};
use crate::time::Instant;

/// A booking that no longer fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Which.
    pub visit: VisitId,
    /// On which date.
    pub date: Date,
    /// When it begins.
    pub starts_at: Instant,
    /// What of the plan it does not fit.
    pub why: Why,
}

/// Why a booking no longer fits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its capacity is in the plan no more.
    CapacityGone(CapacityId),
    /// The capacity is closed then.
    Closed(CapacityId),
    /// The employee gives appointments of this capacity no more.
    EmployeeGone(EmployeeId),
    /// The employee has blocked the time.
    Blocked(EmployeeId),
    /// More are booked at once than the capacity has now.
    TooMany(CapacityId),
}

/// The bookings of a day that have not begun and do not fit the plan, in the order of their time.
pub fn misfits(setup: &Setup, day: &Day, now: Instant) -> Vec<Misfit> {
    let mut found: Vec<Misfit> = Vec::new();
    let open = |visit: &&Visit| visit.state == State::Booked;
    for visit in day.appointments().filter(open) {
        let Origin::Appointment { starts_at, .. } = visit.origin else { continue };
        if starts_at <= now {
            continue;
        }
        // A stretch ends where the next begins; its buffer may run past the hours, as it may when a time is given.
        let taken = visit.taken();
        let ends = taken.iter().skip(1).map(|next| next.from).chain([visit.ends_at().unwrap_or(starts_at)]);
        if let Some(why) = taken.iter().zip(ends).find_map(|(taken, ends_at)| why_not(setup, day, taken, ends_at)) {
            found.push(Misfit { visit: visit.id, date: day.stream().date, starts_at, why });
        }
    }
    found.extend(too_many(setup, day, now, &found));
    found.sort_by_key(|misfit| misfit.starts_at);
    found
}

fn why_not(setup: &Setup, day: &Day, taken: &Taken, ends_at: Instant) -> Option<Why> {
    let Some(capacity) = setup.capacities.get(&taken.capacity) else {
        return Some(Why::CapacityGone(taken.capacity.clone()));
    };
    if let Some(employee) = &taken.employee {
        let gives = matches!(&capacity.with, With::Employees(employees) if employees.contains(employee));
        if !gives {
            return Some(Why::EmployeeGone(employee.clone()));
        }
        let blocks = |from: Instant, to: Instant| from < taken.to && taken.from < to;
        if day.blocks().values().any(|block| block.employee == *employee && blocks(block.from, block.to)) {
            return Some(Why::Blocked(employee.clone()));
        }
    }
    let fits = wish::within(setup, capacity, taken.from, ends_at);
    (!fits).then(|| Why::Closed(taken.capacity.clone()))
}

/// Of those that are booked at once beyond what a capacity of desks has now, the ones that were booked last.
fn too_many(setup: &Setup, day: &Day, now: Instant, found: &[Misfit]) -> Vec<Misfit> {
    let mut over = Vec::new();
    for (id, capacity) in &setup.capacities {
        let With::AnyDesk { parallel } = capacity.with else { continue };
        let mut kept: Vec<&Taken> = Vec::new();
        for visit in day.appointments().filter(|visit| visit.occupies()) {
            let Origin::Appointment { starts_at, .. } = visit.origin else { continue };
            for taken in visit.taken().iter().filter(|taken| taken.capacity == *id && taken.employee.is_none()) {
                let beside = kept.iter().filter(|other| other.from < taken.to && taken.from < other.to);
                let within = |other: &&Taken| (other.from.max(taken.from), other.to.min(taken.to));
                let at_once = depth(beside.map(within).collect());
                let told = found.iter().chain(&over).any(|misfit| misfit.visit == visit.id);
                if at_once < usize::from(parallel) {
                    kept.push(taken);
                } else if starts_at > now && visit.state == State::Booked && !told {
                    let why = Why::TooMany(id.clone());
                    over.push(Misfit { visit: visit.id, date: day.stream().date, starts_at, why });
                }
            }
        }
    }
    over
}
