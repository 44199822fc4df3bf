//! What of a day is taken already: bookings, holds that have not ended, and what employees have blocked.

use std::collections::{BTreeMap, BTreeSet};

use super::Taken;
use crate::day::Day;
use crate::ids::{CapacityId, EmployeeId, VisitId};
use crate::setup::{Setup, With};
use crate::time::Instant;

/// From (included) to (not included).
type Stretch = (Instant, Instant);

/// What is taken, by employee and by capacity of desks.
#[derive(Debug, Default)]
pub(super) struct Occupied<'d> {
    employees: BTreeMap<&'d EmployeeId, Vec<Stretch>>,
    desks: BTreeMap<&'d CapacityId, Vec<Stretch>>,
    added: Vec<Taken>,
}

fn overlap((from, to): Stretch, (other_from, other_to): Stretch) -> bool {
    from < other_to && other_from < to
}

impl<'d> Occupied<'d> {
    /// What is taken at an instant, without what one visit takes.
    pub(super) fn of(day: &'d Day, except: Option<VisitId>, now: Instant) -> Self {
        let mut occupied = Self::default();
        for taken in all(day, except, now) {
            match &taken.employee {
                Some(employee) => occupied.employees.entry(employee).or_default().push((taken.from, taken.to)),
                None => occupied.desks.entry(&taken.capacity).or_default().push((taken.from, taken.to)),
            }
        }
        for block in day.blocks().values() {
            occupied.employees.entry(&block.employee).or_default().push((block.from, block.to));
        }
        occupied
    }

    /// What the same booking has taken so far.
    pub(super) fn add(&mut self, taken: &Taken) {
        self.added.push(taken.clone());
    }

    /// What it took last it does not take.
    pub(super) fn take_back(&mut self) {
        self.added.pop();
    }

    pub(super) fn is_employee_free(&self, employee: &EmployeeId, from: Instant, to: Instant) -> bool {
        let before = self.employees.get(employee).map_or(&[][..], Vec::as_slice);
        let own = self.added.iter().filter(|taken| taken.employee.as_ref() == Some(employee));
        !before.iter().copied().chain(own.map(|taken| (taken.from, taken.to))).any(|one| overlap(one, (from, to)))
    }

    /// The most that a capacity of desks has at once within a stretch.
    pub(super) fn depth(&self, capacity: &CapacityId, from: Instant, to: Instant) -> usize {
        let before = self.desks.get(capacity).map_or(&[][..], Vec::as_slice).iter().copied();
        let own = self.added.iter().filter(|taken| taken.employee.is_none() && taken.capacity == *capacity);
        let all = before.chain(own.map(|taken| (taken.from, taken.to)));
        depth(all.filter(|one| overlap(*one, (from, to))).collect())
    }

    /// How many more some capacities can take in a stretch: the desks that are left, and each employee once who is free,
    /// in however many of them she is.
    pub(super) fn free<'s>(
        &self,
        setup: &'s Setup,
        capacities: impl Iterator<Item = &'s CapacityId>,
        only: Option<&EmployeeId>,
        from: Instant,
        to: Instant,
    ) -> u16 {
        let (mut desks, mut free) = (0, BTreeSet::new());
        for id in capacities {
            match setup.capacities.get(id).map(|capacity| &capacity.with) {
                Some(With::AnyDesk { parallel }) => {
                    desks += usize::from(*parallel).saturating_sub(self.depth(id, from, to));
                }
                Some(With::Employees(employees)) => {
                    let wanted = employees.iter().filter(|e| only.is_none_or(|only| only == *e));
                    free.extend(wanted.filter(|employee| self.is_employee_free(employee, from, to)));
                }
                None => {}
            }
        }
        u16::try_from(desks + free.len()).unwrap_or(u16::MAX)
    }

    /// What can be taken of a capacity in a stretch, the best first: of employees the one who has least to do that day, and
    /// of these the first in the plan.
    pub(super) fn choices(
        &self,
        setup: &Setup,
        id: &CapacityId,
        only: Option<&EmployeeId>,
        from: Instant,
        to: Instant,
    ) -> Vec<Taken> {
        let own = |employee, parallel| Taken { capacity: id.clone(), employee, parallel, from, to };
        match setup.capacities.get(id).map(|capacity| &capacity.with) {
            Some(With::AnyDesk { parallel }) if self.depth(id, from, to) < usize::from(*parallel) => {
                vec![own(None, *parallel)]
            }
            Some(With::Employees(employees)) => {
                let wanted = employees.iter().filter(|e| only.is_none_or(|only| only == *e));
                let mut free: Vec<&EmployeeId> = wanted.filter(|e| self.is_employee_free(e, from, to)).collect();
                free.sort_by_key(|employee| self.millis_of(employee));
                free.into_iter().map(|employee| own(Some(employee.clone()), 1)).collect()
            }
            Some(With::AnyDesk { .. }) | None => Vec::new(),
        }
    }

    fn millis_of(&self, employee: &EmployeeId) -> u64 {
        let taken = self.employees.get(employee).map_or(&[][..], Vec::as_slice);
        taken.iter().map(|(from, to)| to.millis_since(*from)).sum()
    }
}

/// What all visits and holds take that count at an instant.
pub(super) fn all(day: &Day, except: Option<VisitId>, now: Instant) -> impl Iterator<Item = &Taken> {
    let booked = day.appointments().filter(move |visit| Some(visit.id) != except && visit.occupies());
    let held = day.holds().iter().filter(move |(id, held)| Some(**id) != except && now < held.until);
    booked.flat_map(|visit| visit.taken().iter()).chain(held.flat_map(|(_, held)| held.taken.iter()))
}

/// The most of these that are at once.
pub(super) fn depth(stretches: Vec<Stretch>) -> usize {
    let mut edges: Vec<(Instant, i32)> = Vec::with_capacity(stretches.len() * 2);
    for (from, to) in stretches {
        edges.extend([(from, 1), (to, -1)]);
    }
    // Where one ends and another begins at one instant, they are not at once: ends first.
    edges.sort_unstable();
    let (mut now, mut most) = (0_i32, 0_i32);
    for (_, edge) in edges {
        now += edge;
        most = most.max(now);
    }
    usize::try_from(most).unwrap_or(0)
}

/// Whether a day's bookings and holds take more than there is: an employee twice at once, or more desks of a capacity than
/// any of those at once knew of. What does not hold is said.
///
/// # Errors
/// A sentence that says what is overbooked.
pub fn overbooked(day: &Day) -> Result<(), String> {
    let now = day.last_at().unwrap_or_default();
    let mut employees: BTreeMap<&EmployeeId, Vec<Stretch>> = BTreeMap::new();
    let mut desks: BTreeMap<&CapacityId, (u16, Vec<Stretch>)> = BTreeMap::new();
    for taken in all(day, None, now) {
        if let Some(employee) = &taken.employee {
            employees.entry(employee).or_default().push((taken.from, taken.to));
        } else {
            let (most, stretches) = desks.entry(&taken.capacity).or_default();
            *most = (*most).max(taken.parallel);
            stretches.push((taken.from, taken.to));
        }
    }
    if let Some((employee, _)) = employees.into_iter().find(|(_, stretches)| depth(stretches.clone()) > 1) {
        return Err(format!("{employee} has two appointments at once"));
    }
    match desks.into_iter().find(|(_, (most, stretches))| depth(stretches.clone()) > usize::from(*most)) {
        Some((capacity, _)) => Err(format!("the capacity {capacity} is overbooked")),
        None => Ok(()),
    }
}
