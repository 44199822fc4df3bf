//! Bookings that the plan, as it is now, would not have given: found by asking each of them anew.
//!
//! Part of the model: it must never ask the domain what fits.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::ids::{CapacityId, VisitId};
use domain::setup::{Setup, With};
use domain::slots::{Taken, Why, misfits};
use domain::time::Instant;

use super::model::{Model, St};
use super::plan::Appointment;
use super::plan::let_go;
use super::{Verdict, Watch};

impl Watch {
    /// What no longer fits is told, with its reason, and nothing else is.
    pub(super) fn misfits_are_told(&self, model: &Model, day: &Day, now: Instant) -> Verdict {
        let Some(plan) = self.setups.get(&model.stream.centre) else { return Ok(()) };
        let told = misfits(plan, day, now);
        let count = told.len();
        let theirs: BTreeMap<VisitId, Why> = told.into_iter().map(|m| (m.visit, m.why)).collect();
        let ours = model.misfits(plan, now);
        if ours == theirs && theirs.len() == count {
            return Ok(());
        }
        Err(format!("{} at {now}: {ours:?} do not fit the plan, {theirs:?} are told", model.stream))
    }
}

impl Model {
    /// The bookings to come that do not fit a plan, each with the first reason.
    pub(super) fn misfits(&self, plan: &Setup, now: Instant) -> BTreeMap<VisitId, Why> {
        let mut found = BTreeMap::new();
        let open: Vec<(VisitId, &Appointment)> = self
            .visits
            .iter()
            .filter(|seen| seen.state == St::Booked)
            .filter_map(|seen| Some((seen.id, seen.appointment.as_ref()?)))
            .filter(|(_, own)| own.starts_at > now)
            .collect();
        for (id, own) in &open {
            // A part ends where the next begins; its buffer, and the last's, may run past the hours.
            let ends = own.taken.iter().skip(1).map(|next| Some(next.from)).chain([own.ends_at]);
            let why = own.taken.iter().zip(ends).find_map(|(taken, ends)| self.why_not(plan, taken, ends));
            found.extend(why.map(|why| (*id, why)));
        }
        for id in plan.capacities.keys() {
            for visit in self.too_many(plan, id) {
                if open.iter().any(|(open, _)| *open == visit) {
                    found.entry(visit).or_insert_with(|| Why::TooMany(id.clone()));
                }
            }
        }
        found
    }

    fn why_not(&self, plan: &Setup, taken: &Taken, ends: Option<Instant>) -> Option<Why> {
        let Some(capacity) = plan.capacities.get(&taken.capacity) else {
            return Some(Why::CapacityGone(taken.capacity.clone()));
        };
        if let Some(employee) = &taken.employee {
            if !matches!(&capacity.with, With::Employees(all) if all.contains(employee)) {
                return Some(Why::EmployeeGone(employee.clone()));
            }
            if self.plan.is_blocked(employee, taken.from, taken.to) {
                return Some(Why::Blocked(employee.clone()));
            }
        }
        let closed = !self.is_within(plan, capacity, taken.from, ends.unwrap_or(taken.to));
        closed.then(|| Why::Closed(taken.capacity.clone()))
    }

    /// Whoever finds the desks of a capacity taken, where all come in the order in which they booked.
    fn too_many(&self, plan: &Setup, id: &CapacityId) -> Vec<VisitId> {
        let Some(With::AnyDesk { parallel }) = plan.capacities.get(id).map(|capacity| &capacity.with) else {
            return Vec::new();
        };
        let (mut there, mut over): (Vec<&Taken>, Vec<VisitId>) = (Vec::new(), Vec::new());
        for seen in self.visits.iter().filter(|seen| !let_go(&seen.state)) {
            let own = seen.appointment.iter().flat_map(|own| &own.taken);
            for taken in own.filter(|taken| taken.capacity == *id && taken.employee.is_none()) {
                let (mut minute, mut full) = (taken.from, false);
                while minute < taken.to {
                    let now = there.iter().filter(|other| other.from <= minute && minute < other.to).count();
                    full |= now >= usize::from(*parallel);
                    minute = minute.plus_minutes(1);
                }
                if full { over.push(seen.id) } else { there.push(taken) }
            }
        }
        over
    }
}
