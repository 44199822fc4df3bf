//! Rule 6 once more: what can be taken back, and to what.
//!
//! Part of the model: it must never ask the domain what is right.

use domain::event::Event;
use domain::ids::VisitId;
use domain::time::Instant;

use super::model::{Model, Seen, hold};

impl Model {
    pub(super) fn undone(&mut self, event: &Event, id: VisitId, other: Option<VisitId>) -> Result<(), String> {
        let seconds = i64::from(self.setup.rules.undo_seconds);
        let (version, mut back) = (self.version, Vec::new());
        for (id, partner) in std::iter::once((id, other)).chain(other.map(|o| (o, Some(id)))) {
            let seen = self.visit(id).ok_or("unknown")?;
            let before = seen.before.as_ref().ok_or("rule 6: there is no press to take back")?;
            hold(before.partner == partner, "rule 6: the other visit of the press is forgotten")?;
            hold(event.at <= before.at.plus_seconds(seconds), "rule 6: too late")?;
            hold(seen.touched == before.version, "rule 6: the visit has changed since")?;
            let now = seen;
            let mut seen = before.seen.clone();
            self.goes_back_to(now, &seen)?;
            seen.still_noticed(now);
            // The press before can be taken back now, if it could be then.
            if let Some(earlier) = seen.before.as_mut().filter(|b| b.version == seen.touched) {
                earlier.version = version;
            }
            seen.touched = version;
            back.push(seen);
        }
        for seen in back {
            let order = seen.order;
            self.visits[order] = seen;
        }
        self.undone += 1;
        self.plan.look_again();
        self.one_visit_a_desk()
    }

    /// A visit as it was before a press, with those presses before that are not too old to be taken back.
    pub(super) fn was(&self, id: VisitId, at: Instant) -> Result<Seen, String> {
        let mut was = self.visit(id).ok_or("a visit that nobody knows")?.clone();
        was.forget(at, i64::from(self.setup.rules.undo_seconds));
        Ok(was)
    }
}

impl Seen {
    /// Forgets the presses that nobody can take back any more.
    fn forget(&mut self, at: Instant, seconds: i64) {
        match &mut self.before {
            Some(before) if at <= before.at.plus_seconds(seconds) => before.seen.forget(at, seconds),
            last => *last = None,
        }
    }
}
