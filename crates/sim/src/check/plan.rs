//! The plan's time as the rules have it: what is kept for citizens and by employees, and that nothing is taken twice.
//!
//! Every pair is compared with every other; it must never ask the domain what is free.

use std::collections::BTreeMap;

use domain::event::{Event, Fact, Outcome};
use domain::ids::{BlockId, VisitId};
use domain::slots::Taken;
use domain::time::Instant;

use super::model::{Model, St, hold};

/// What is kept of a day's time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    /// Times kept for somebody who is about to book, with their ends.
    pub(super) holds: BTreeMap<VisitId, (Vec<Taken>, Instant)>,
    blocks: BTreeMap<BlockId, (Instant, Instant)>,
}

impl Model {
    /// Follows what is kept.
    pub(super) fn keeps(&mut self, event: &Event) -> Result<(), String> {
        match &event.fact {
            Fact::Held { visit, starts_at, taken, until } => {
                hold(self.visit(*visit).is_none(), "a time is kept for a visit that there is")?;
                hold(*until > event.at, "a time is kept until before now")?;
                hold(starts_at.date(&self.setup.time_zone) == self.stream.date, "a time of another day is kept")?;
                self.plan.holds.insert(*visit, (taken.clone(), *until));
            }
            Fact::HoldEnded { visit } => {
                let held = self.plan.holds.remove(visit).ok_or("nothing was kept")?;
                hold(event.at < held.1, "what was let go had ended")?;
            }
            Fact::Blocked { block, from, to, .. } => {
                hold(from < to, "a block without an end")?;
                self.plan.blocks.insert(*block, (*from, *to));
            }
            Fact::Unblocked { block } => {
                self.plan.blocks.remove(block).ok_or("nothing was blocked")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// No employee has two appointments at once, and no capacity more than any of those at once knew of.
    pub(crate) fn nothing_taken_twice(&self) -> Result<(), String> {
        let now = self.last_at.unwrap_or_default();
        let let_go = |state: &St| matches!(state, St::Ended(Outcome::Cancelled | Outcome::MovedToDay(_)));
        let booked = self.visits.iter().filter(|v| !let_go(&v.state)).filter_map(|v| v.appointment.as_ref());
        let held = self.plan.holds.values().filter(|(_, until)| now < *until);
        let all: Vec<&Taken> = booked.flat_map(|own| &own.taken).chain(held.flat_map(|(taken, _)| taken)).collect();
        for one in &all {
            let same = |other: &&&Taken| match (&one.employee, &other.employee) {
                (Some(a), Some(b)) => a == b,
                (None, None) => one.capacity == other.capacity,
                _ => false,
            };
            // Those that go on at the instant when this one begins, itself among them.
            let at_once = all.iter().filter(same).filter(|other| other.from <= one.from && one.from < other.to);
            let most = at_once.clone().map(|other| usize::from(other.parallel)).max().unwrap_or(1);
            hold(at_once.count() <= most, "more is booked at once than there is")?;
        }
        Ok(())
    }
}
