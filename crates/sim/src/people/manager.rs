//! Managers, and kiosks at which somebody needs help.

use std::sync::Arc;

use domain::command::{Action, Actor, QueueOrder, Why};
use domain::ids::{EmployeeId, QueueId};
use domain::refusal::Refusal;
use domain::setup::Role;
use domain::time::Instant;
use engine::{EngineError, Reply};
use jiff::civil::Date;

use super::{People, Thought, Who};

impl People {
    /// When managers walk through the hall, and kiosks call for help, on a date.
    pub(super) fn plan_walks(&mut self, now: Instant, place: usize, date: Date) {
        let Some((from, to)) = self.open_span(place, date) else { return };
        let start = from.max(now);
        if start >= to {
            return;
        }
        for (thought, minutes) in
            [(Thought::Manager(place), self.manner.manager_minutes), (Thought::Kiosk(place), self.manner.help_minutes)]
        {
            let mut at = start.plus_minutes(self.random.between(1, minutes * 2));
            while at < to.plus_minutes(60) {
                self.think(at, thought.clone());
                at = at.plus_minutes(self.random.between(1, minutes * 2));
            }
        }
    }

    pub(super) fn kiosk_calls(&mut self, _now: Instant, place: usize) {
        let setup = Arc::clone(&self.places[place].setup);
        let kiosks: Vec<_> = setup.kiosks.keys().cloned().collect();
        let Some(kiosk) = self.random.pick(&kiosks).cloned() else { return };
        let sender = format!("kiosk/{}/{kiosk}", setup.centre);
        self.ask(place, Who::Kiosk(place), sender, Actor::Kiosk(kiosk.clone()), Action::CallForHelp { kiosk });
    }

    pub(super) fn manager_walks(&mut self, now: Instant, place: usize) {
        let Some(action) = self.manager_wants(now, place) else { return };
        self.manager_asks(place, action);
    }

    fn manager_wants(&mut self, now: Instant, place: usize) -> Option<Action> {
        if self.random.chance(self.manner.closes_early) {
            return Some(Action::CloseDay { confirmed: false });
        }
        if self.random.chance(400) {
            let visit = self.somebody_waiting(place)?;
            let why = self.random.pick(&Why::ALL).copied()?;
            return Some(Action::MoveForward { visit, why });
        }
        let queues: Vec<QueueId> = self.places[place].setup.queues.keys().cloned().collect();
        let queue = self.random.pick(&queues)?.clone();
        let minutes = self.random.between(3, 20);
        self.think(now.plus_minutes(minutes), Thought::QueueBack(place, queue.clone()));
        let to = self.random.pick(&[QueueOrder::Open, QueueOrder::Closed, QueueOrder::Paused]).copied()?;
        Some(Action::SetQueue { queue, to })
    }

    pub(super) fn manager_restores(&mut self, _now: Instant, place: usize, queue: QueueId) {
        self.manager_asks(place, Action::SetQueue { queue, to: QueueOrder::ByHours });
    }

    pub(super) fn manager_told(
        &mut self,
        _now: Instant,
        place: usize,
        action: &Action,
        outcome: &Result<Reply, EngineError>,
    ) {
        match (action, outcome) {
            (Action::CloseDay { .. }, Err(EngineError::Refused(refusal))) => self.manager_may_not_close(place, refusal),
            // Who went there to be able to close now tries again.
            (Action::TakeHelp { .. } | Action::TakeAlarm { .. }, Ok(_)) => {
                self.manager_asks(place, Action::CloseDay { confirmed: false });
            }
            _ => {}
        }
    }

    /// Told how many visits it ends, or who still waits for somebody, one manager in two goes through with it.
    fn manager_may_not_close(&mut self, place: usize, refusal: &Refusal) {
        let Some(employee) = self.manager_of(place).filter(|_| self.random.chance(500)) else { return };
        let action = match refusal {
            Refusal::CloseDayUnconfirmed { .. } => Action::CloseDay { confirmed: true },
            Refusal::AlarmUntaken { desk } => Action::TakeAlarm { desk: desk.clone(), employee },
            Refusal::HelpUntaken { kiosk } => Action::TakeHelp { kiosk: kiosk.clone(), employee },
            _ => return,
        };
        self.manager_asks(place, action);
    }

    fn manager_asks(&mut self, place: usize, action: Action) {
        let Some(manager) = self.manager_of(place) else { return };
        let sender = format!("employee/{}/{manager}", self.places[place].setup.centre);
        self.ask(place, Who::Manager(place), sender, Actor::Employee(manager), action);
    }

    fn manager_of(&self, place: usize) -> Option<EmployeeId> {
        let employees = &self.places[place].setup.employees;
        let manager = employees.iter().find(|(_, e)| e.role >= Role::Manager).or_else(|| employees.iter().next());
        manager.map(|(id, _)| id.clone())
    }
}
