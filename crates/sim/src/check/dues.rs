//! Rules 1, 3, 5 and 10 once more: when somebody is due, after checking in, saying that she is here, a delay, or being moved
//! forward.
//!
//! Part of the model: it must never ask the domain what is right.

use domain::command::{Actor, Mode, Why};
use domain::event::{Event, Fact, MeantFor};
use domain::ids::VisitId;

use super::Verdict;
use super::model::{Before, Model, St, hold};

impl Model {
    pub(super) fn due_changes(&mut self, id: VisitId, event: &Event) -> Verdict {
        let at = event.at;
        let grace = i64::from(self.setup.rules.grace_minutes);
        if let Fact::MovedForward { why, .. } = event.fact {
            let booked = self.visit(id).is_some_and(|seen| seen.appointment.is_some());
            hold(why != Why::Appointment || booked, "moved forward as the appointment that it is not")?;
            hold(!matches!(event.by, Actor::Kiosk(_) | Actor::Citizen), "rule 3: by an employee only")?;
            self.out_of_turn += 1;
        }
        let version = self.version;
        let was = self.was(id, at)?;
        let seen = self.change(id)?;
        match &event.fact {
            Fact::CheckedIn { due, on_time, .. } => {
                let own = seen.appointment.as_mut().ok_or("who has no appointment checks in")?;
                let in_time = own.mode != Mode::InPerson || at <= own.starts_at.plus_minutes(grace);
                hold(*on_time == in_time, "rule 1: whether it came in time")?;
                hold(!*on_time || *due == own.starts_at, "rule 1: an appointment is due at its time")?;
                own.kept = *on_time;
                let whom = own.employee.clone().map(MeantFor::Employee);
                seen.mean(whom, at);
                seen.come_to_queue(at);
                seen.due = *due;
                seen.enter(at, St::Waiting);
            }
            Fact::SaidHere { due, .. } => {
                let missed = matches!(seen.state, St::Missed { .. });
                hold(
                    *due == if missed { at } else { seen.due },
                    "rule 5: who was missed is due now, others as before",
                )?;
                seen.due = *due;
                seen.late_no_more(at);
                if missed {
                    seen.enter(at, St::Waiting);
                }
            }
            Fact::Delayed { due, not_before, .. } => {
                hold(*due >= seen.due && *not_before > at, "rule 10: a delay moves the due back, never forward")?;
                seen.due = *due;
                seen.not_before = Some(*not_before);
            }
            Fact::MovedForward { due, .. } => {
                hold(*due <= seen.due, "rule 3: forward is earlier")?;
                seen.due = *due;
                seen.late_no_more(at);
            }
            _ => {}
        }
        // What a citizen says of herself, or the clock brought about, no employee pressed, and none takes back.
        if matches!(event.by, Actor::Employee(_) | Actor::Program(_)) {
            seen.before = Some(Box::new(Before { seen: was, at, version, partner: None }));
        }
        Ok(())
    }
}
