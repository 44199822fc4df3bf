//! What of a day is free, as stretches of time: for those who look at a day and book or keep free by hand. Whether a meeting
//! can begin in one of them is said by [`super::offer`] alone: it knows how long it takes and when it may begin.

use std::collections::BTreeSet;

use super::occupied::{Occupied, all};
use super::wish::instants;
use crate::day::Day;
use crate::ids::{CapacityId, EmployeeId};
use crate::setup::{Setup, With};
use crate::time::Instant;

/// The stretches of a day in which one employee is free for appointments, or (where none is named) anybody who gives them; in
/// order, from now on. Two that touch are one.
pub fn free(setup: &Setup, day: &Day, employee: Option<&EmployeeId>, now: Instant) -> Vec<(Instant, Instant)> {
    let open = open(setup, day, employee);
    let occupied = Occupied::of(day, None, now);
    let mut edges: BTreeSet<Instant> = open.iter().flat_map(|(_, from, to)| [*from, *to]).collect();
    edges.extend(all(day, None, now).flat_map(|taken| [taken.from, taken.to]));
    edges.extend(day.blocks().values().flat_map(|block| [block.from, block.to]));
    edges.insert(now);
    let edges: Vec<Instant> = edges.into_iter().filter(|edge| *edge >= now).collect();
    let is_free = |from: Instant, to: Instant| {
        let then = open.iter().filter(|(_, opens, closes)| *opens <= from && to <= *closes).map(|(id, _, _)| *id);
        occupied.free(setup, then, employee, from, to) > 0
    };
    let mut stretches: Vec<(Instant, Instant)> = Vec::new();
    for (from, to) in edges.iter().copied().zip(edges.iter().copied().skip(1)) {
        if !is_free(from, to) {
            continue;
        }
        match stretches.last_mut().filter(|last| last.1 == from) {
            Some(last) => last.1 = to,
            None => stretches.push((from, to)),
        }
    }
    stretches
}

/// When which capacity is open that day; with an employee named, of those that are hers.
fn open<'s>(setup: &'s Setup, day: &Day, employee: Option<&EmployeeId>) -> Vec<(&'s CapacityId, Instant, Instant)> {
    let date = day.stream().date;
    let gives = |with: &With| match (with, employee) {
        (_, None) => true,
        (With::Employees(employees), Some(wanted)) => employees.contains(wanted),
        (With::AnyDesk { .. }, Some(_)) => false,
    };
    let hers = setup.capacities.iter().filter(|(_, capacity)| gives(&capacity.with));
    let spans = hers.flat_map(|(id, capacity)| capacity.hours.on(date).iter().map(move |span| (id, *span)));
    let stretch = |(id, span)| {
        let (from, to) = instants(setup, date, span);
        (id, from, to)
    };
    spans.map(stretch).collect()
}
