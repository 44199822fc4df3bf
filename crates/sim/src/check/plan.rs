//! The plan's time as the rules have it: what is kept for citizens and by employees, and that nothing is taken twice.
//!
//! Every pair is compared with every other; it must never ask the domain what is free.

use std::collections::BTreeMap;

use domain::command::{Actor, Mode};
use domain::event::{Event, Fact, MeantFor, Outcome};
use domain::ids::{BlockId, EmployeeId, VisitId};
use domain::slots::Taken;
use domain::time::Instant;

use super::model::{Before, Model, St, hold};

/// A booked time as the rules have it.
#[derive(Debug, Clone)]
pub(crate) struct Appointment {
    pub(crate) starts_at: Instant,
    pub(crate) mode: Mode,
    pub(crate) employee: Option<EmployeeId>,
    /// Whether it keeps its time.
    pub(crate) kept: bool,
    /// How often nobody answered.
    pub(crate) unanswered: u32,
    /// What it takes of the plan.
    pub(crate) taken: Vec<Taken>,
}

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

    /// Another time of the same day; a press where an employee pressed it.
    pub(super) fn rebooked(&mut self, id: VisitId, event: &Event) -> Result<(), String> {
        let Fact::Rebooked { starts_at, mode, employee, taken, .. } = &event.fact else { return Ok(()) };
        let (at, version) = (event.at, self.version);
        hold(starts_at.date(&self.setup.time_zone) == self.stream.date, "a time of another day")?;
        let was = self.was(id, at)?;
        let seen = self.change(id)?;
        let own = seen.appointment.as_mut().ok_or("who has no appointment is moved")?;
        hold(own.starts_at > at && *starts_at > at, "what has begun is not moved, and nothing is moved there")?;
        (own.starts_at, own.mode) = (*starts_at, *mode);
        own.employee.clone_from(employee);
        own.taken.clone_from(taken);
        seen.due = *starts_at;
        if matches!(event.by, Actor::Employee(_) | Actor::Program(_)) {
            seen.before = Some(Box::new(Before { seen: was, at, version, partner: None }));
        }
        Ok(())
    }

    /// Nobody answered: it waits, for the same employee, for a second try.
    pub(super) fn unanswered(&mut self, id: VisitId, at: Instant, again_at: Instant) -> Result<(), String> {
        let pause = i64::from(self.setup.rules.ring_again_minutes);
        hold(again_at == at.plus_minutes(pause), "when it is tried once more")?;
        let own = self.visit(id).and_then(|v| v.appointment.as_ref()).ok_or("who has no appointment is rung")?;
        hold(own.mode != Mode::InPerson && own.unanswered == 0, "a second try, not a third")?;
        self.press(id, at, None, |v| {
            v.enter(at, St::Waiting);
            v.not_before = Some(again_at);
            let whom = v.appointment.as_mut().and_then(|own| {
                own.unanswered += 1;
                own.employee.clone()
            });
            v.mean(whom.map(MeantFor::Employee), at);
        })
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
