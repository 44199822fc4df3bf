//! What another set-up would leave behind: today's citizens in queues that it does not have and employees at desks that it
//! does not know; and of today and the days to come, booked times whose service, queue or employee it lacks. A set-up that
//! leaves anybody behind waits. That a booked time does not fit its hours any more is no such thing: it stays booked, and
//! [`crate::slots::misfits`] lists it.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::{Day, Origin, State, Visit};
use crate::hall::Phase;
use crate::ids::{DeskId, EmployeeId, QueueId, ServiceId};
use crate::setup::Setup;

/// Who would be left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strands {
    /// Queues that are missing, with how many open visits are in them or go on to them.
    pub queues: BTreeMap<QueueId, u32>,
    /// Desks that are missing, where somebody sits or is served.
    pub desks: BTreeSet<DeskId>,
    /// Services that are missing, with how many booked times are for them.
    pub services: BTreeMap<ServiceId, u32>,
    /// Employees that are missing, with how many booked times are with them.
    pub employees: BTreeMap<EmployeeId, u32>,
}

impl Strands {
    /// Whether nobody would be.
    pub fn is_empty(&self) -> bool {
        self.queues.is_empty() && self.desks.is_empty() && self.services.is_empty() && self.employees.is_empty()
    }

    /// Adds those of another day.
    pub fn add(&mut self, other: Self) {
        sum(&mut self.queues, other.queues);
        sum(&mut self.services, other.services);
        sum(&mut self.employees, other.employees);
        self.desks.extend(other.desks);
    }
}

fn sum<Id: Ord>(all: &mut BTreeMap<Id, u32>, more: BTreeMap<Id, u32>) {
    for (id, count) in more {
        *all.entry(id).or_default() += count;
    }
}

/// Who of a day would be left behind by a set-up; nobody of a day that is over.
pub fn strands(day: &Day, setup: &Setup) -> Strands {
    let mut strands = Strands::default();
    if day.phase() == Phase::Closed {
        return strands;
    }
    for visit in day.visits().iter().filter(|visit| !visit.ended()) {
        let to_come = visit.stops.iter().skip(usize::from(visit.at_stop) + 1).map(|stop| &stop.queue);
        let all: BTreeSet<&QueueId> = to_come.chain([&visit.queue]).collect();
        for queue in all.into_iter().filter(|queue| !setup.queues.contains_key(*queue)) {
            *strands.queues.entry(queue.clone()).or_default() += 1;
        }
        if visit.state == State::Booked {
            booked(visit, setup, &mut strands);
        }
    }
    let used = day.desks().iter().filter(|(_, desk)| desk.employee.is_some() || desk.visit.is_some());
    strands.desks = used.map(|(id, _)| id).filter(|id| !setup.desks.contains_key(*id)).cloned().collect();
    strands
}

/// What a booked time needs that is missing.
fn booked(visit: &Visit, setup: &Setup, strands: &mut Strands) {
    let services: BTreeSet<&ServiceId> = visit.stops.iter().flat_map(|stop| &stop.services).collect();
    for service in services.into_iter().filter(|service| !setup.services.contains_key(*service)) {
        *strands.services.entry(service.clone()).or_default() += 1;
    }
    let named = match &visit.origin {
        Origin::Appointment { employee, .. } => employee.as_ref(),
        Origin::Ticket | Origin::Centre(_) => None,
    };
    let with: BTreeSet<&EmployeeId> =
        visit.taken().iter().filter_map(|taken| taken.employee.as_ref()).chain(named).collect();
    for employee in with.into_iter().filter(|employee| !setup.employees.contains_key(*employee)) {
        *strands.employees.entry(employee.clone()).or_default() += 1;
    }
}
