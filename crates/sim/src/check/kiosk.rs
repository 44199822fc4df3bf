//! Rules 9 and 12 once more: what a kiosk asks, and calls for somebody from kiosks and desks.
//!
//! Part of the model: it must never ask the domain what is right.

use std::collections::BTreeSet;

use domain::account::CallPlace;
use domain::command::Given;
use domain::event::{Event, Fact, Stop};
use domain::setup::{Setup, Then};

use super::model::{Model, Somebody, hold};

/// Rule 9: whether the answers are those to the questions of each service, and lead to a ticket.
pub(super) fn answered(setup: &Setup, stops: &[Stop], answers: &[Given]) -> bool {
    let mut asked = BTreeSet::new();
    for service in stops.iter().flat_map(|stop| &stop.services) {
        let mut question = setup.services.get(service).and_then(|s| s.question.clone());
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
