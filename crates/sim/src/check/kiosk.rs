//! Rules 9 and 12 once more: what is asked before a ticket or a time, and calls for somebody from kiosks and desks.
//!
//! Part of the model: it must never ask the domain what is right.

use std::collections::BTreeSet;

use domain::account::CallPlace;
use domain::command::{Actor, Given};
use domain::event::{Event, Fact, Stop};
use domain::ids::QuestionId;
use domain::setup::{Setup, Then};

use super::model::{Model, Somebody, hold};

/// Rule 9: whether the answers are those to the questions of each service, and lead to a ticket.
pub(super) fn answered(setup: &Setup, stops: &[Stop], answers: &[Given]) -> bool {
    let services = stops.iter().flat_map(|stop| &stop.services);
    lead_on(setup, services.map(|id| setup.services.get(id).and_then(|s| s.question.clone())), answers)
}

/// Whether what is asked before a time is answered. Who enters it for a citizen may ask nothing, and a visit that is moved
/// is asked no more.
pub(super) fn asked_before_a_time(plan: &Setup, event: &Event) -> bool {
    let Fact::Booked { stops, answers, moves, .. } = &event.fact else { return false };
    let may_skip = answers.is_empty() && !matches!(event.by, Actor::Kiosk(_) | Actor::Citizen);
    let services = stops.iter().flat_map(|stop| &stop.services);
    let questions = services.map(|id| plan.appointments.get(id).and_then(|bookable| bookable.question.clone()));
    may_skip || *moves > 0 || lead_on(plan, questions, answers)
}

/// Whether the answers are those to these first questions and the ones that they lead to, and none leads elsewhere.
fn lead_on(setup: &Setup, questions: impl Iterator<Item = Option<QuestionId>>, answers: &[Given]) -> bool {
    let mut asked = BTreeSet::new();
    for mut question in questions {
        while let Some(now) = question.take() {
            let answer = answers.iter().find(|given| given.question == now).map(|given| &given.answer);
            let choices = setup.questions.get(&now).map(|q| q.answers.as_slice()).unwrap_or_default();
            match choices.iter().find(|c| Some(&c.id) == answer).map(|c| &c.then) {
                Some(Then::Ask(next)) => question = Some(next.clone()),
                Some(Then::Ticket) => {}
                Some(Then::Refer(_)) | None => return false,
            }
            asked.insert(now);
        }
    }
    asked.len() == answers.len()
}

impl Model {
    /// Rule 12, as far as the log goes: what is on is called once, taken once and ended once.
    pub(super) fn for_somebody(&mut self, event: &Event) -> Result<(), String> {
        let place = match &event.fact {
            Fact::HelpCalled { kiosk } | Fact::HelpTaken { kiosk, .. } | Fact::HelpEnded { kiosk } => {
                CallPlace::Kiosk(kiosk.clone())
            }
            Fact::AlarmRaised { desk } | Fact::AlarmTaken { desk, .. } | Fact::AlarmEnded { desk } => {
                CallPlace::Desk(desk.clone())
            }
            _ => return Err("a fact that the model does not know".to_owned()),
        };
        let on = self.somebody.iter().position(|call| call.place == place);
        match (&event.fact, on) {
            (Fact::HelpCalled { .. } | Fact::AlarmRaised { .. }, None) => {
                self.somebody.push(Somebody { place, since: event.at, taken: false });
                Ok(())
            }
            (Fact::HelpTaken { .. } | Fact::AlarmTaken { .. }, Some(on)) => {
                let before = std::mem::replace(&mut self.somebody[on].taken, true);
                hold(!before, "rule 12: two went to the same call")
            }
            (Fact::HelpEnded { .. } | Fact::AlarmEnded { .. }, Some(on)) => {
                self.somebody.remove(on);
                Ok(())
            }
            _ => Err("rule 12: a call that is on is called again, or one that is off is taken or ended".to_owned()),
        }
    }
}
