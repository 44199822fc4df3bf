//! What of a day another set-up would leave behind: citizens in queues that it does not have, employees at desks that it
//! does not know. A set-up that leaves anybody behind waits until the day is over.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::hall::Phase;
use crate::ids::{DeskId, QueueId};
use crate::setup::Setup;

/// Who would be left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strands {
    /// Queues that are missing, with how many open visits are in them or go on to them.
    pub queues: BTreeMap<QueueId, u32>,
    /// Desks that are missing, where somebody sits or is served.
    pub desks: BTreeSet<DeskId>,
}

impl Strands {
    /// Whether nobody would be.
    pub fn is_empty(&self) -> bool {
        self.queues.is_empty() && self.desks.is_empty()
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
    }
    let used = day.desks().iter().filter(|(_, desk)| desk.employee.is_some() || desk.visit.is_some());
    strands.desks = used.map(|(id, _)| id).filter(|id| !setup.desks.contains_key(*id)).cloned().collect();
    strands
}
