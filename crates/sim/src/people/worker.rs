//! Employees: sign on, call, start, finish, take breaks, press the wrong button, forget, go home.

use std::sync::Arc;

use domain::answer::{Answer, CardState, VisitCard};
use domain::command::{Action, Actor, TransferTo, Why};
use domain::ids::{DeskId, EmployeeId, KioskId, VisitId};
use domain::refusal::Refusal;
use domain::setup::{NextWhileServing, Role, Setup};
use domain::time::Instant;
use engine::{EngineError, Reply};
use jiff::civil::Date;

use super::own_time::OwnTime;
use super::{Look, People, Thought, Who};
use crate::town::some_of;

/// One employee.
#[derive(Debug)]
pub(super) struct Worker {
    pub(super) place: usize,
    pub(super) id: EmployeeId,
    home: DeskId,
    from: Instant,
    to: Instant,
    breaks: Vec<(Instant, i64)>,
    state: State,
    pub(super) wake: Instant,
    /// Whether an outcome is outstanding: nobody presses on before the page answers.
    asks: bool,
    /// Whether she was surprised, and looks at the hall before she goes on.
    looks: bool,
    last: Option<VisitId>,
    /// How long the service of the visit in hand takes on average, in seconds.
    service_seconds: i64,
    parked: Vec<VisitId>,
    helps: Option<KioskId>,
    alarm: Option<DeskId>,
    pub(super) times: OwnTime,
}

#[derive(Debug, Clone)]
enum State {
    Off,
    Free { desk: DeskId },
    Called { desk: DeskId, visit: VisitId, comes: Option<Instant>, recalls: u32 },
    Serving { desk: DeskId, visit: VisitId },
    Break { desk: DeskId },
}

impl People {
    /// Makes the employees of a centre; managers do not sit at a desk.
    pub(super) fn hire(&mut self, place: usize) {
        let setup = Arc::clone(&self.places[place].setup);
        let desks: Vec<&DeskId> = setup.desks.keys().collect();
        let staff = setup.employees.iter().filter(|(_, e)| e.role <= Role::Employee);
        for (i, (id, _)) in staff.enumerate() {
            let Some(home) = desks.get(i % desks.len().max(1)) else { return };
            self.workers.push(Worker {
                place,
                id: id.clone(),
                home: (*home).clone(),
                from: Instant::default(),
                to: Instant::default(),
                breaks: Vec::new(),
                state: State::Off,
                wake: Instant::default(),
                asks: false,
                looks: true,
                last: None,
                service_seconds: 0,
                parked: Vec::new(),
                helps: None,
                alarm: None,
                times: OwnTime::default(),
            });
        }
    }

    /// Who works when on a date: most from opening to closing, who has no desk of her own for a few hours.
    pub(super) fn plan_shifts(&mut self, now: Instant, place: usize, date: Date) {
        let Some((open, close)) = self.open_span(place, date) else { return };
        let desks = self.places[place].setup.desks.len();
        let mut seat = 0;
        for i in 0..self.workers.len() {
            if self.workers[i].place != place {
                continue;
            }
            seat += 1;
            let spare = seat > desks;
            let minutes = i64::try_from(close.seconds_since(open) / 60).unwrap_or(60);
            let from =
                if spare { open.plus_minutes(minutes / 3) } else { open.plus_minutes(self.random.between(-12, 5)) };
            let to =
                if spare { open.plus_minutes(minutes * 2 / 3) } else { close.plus_minutes(self.random.between(5, 40)) };
            let lunch = open.plus_minutes(minutes / 3 + self.random.between(0, (minutes / 3).max(1)));
            let coffee = open.plus_minutes(self.random.between(1, minutes.max(2)));
            let breaks = vec![(lunch, self.random.between(15, 40)), (coffee, self.random.between(3, 12))];
            let worker = &mut self.workers[i];
            (worker.from, worker.to, worker.breaks) = (from, to, breaks);
            worker.parked.clear();
            (worker.helps, worker.alarm, worker.last) = (None, None, None);
            worker.state = State::Off;
            worker.looks = true;
            self.wake(i, from.max(now));
        }
    }

    fn wake(&mut self, i: usize, at: Instant) {
        self.workers[i].wake = at;
        self.think(at, Thought::Worker(i));
    }

    fn wake_in(&mut self, now: Instant, i: usize, low: i64, high: i64) {
        let seconds = self.random.between(low, high);
        self.wake(i, now.plus_seconds(seconds));
    }

    pub(super) fn worker_wakes(&mut self, now: Instant, i: usize, look: Look<'_>) {
        if self.workers[i].asks {
            return;
        }
        if self.workers[i].looks && !self.worker_looks(i, look) {
            return self.wake_in(now, i, 5, 20);
        }
        let wanted = match self.workers[i].state.clone() {
            State::Off => self.when_off(now, i),
            State::Free { desk } => self.when_free(now, i, desk, look),
            State::Called { desk, visit, comes, recalls } => self.when_called(now, i, desk, visit, comes, recalls),
            State::Serving { desk, visit } => self.when_serving(now, i, &desk, visit),
            State::Break { desk } => Some(Action::EndPause { desk }),
        };
        if let Some(action) = wanted {
            self.worker_asks(i, action);
        }
    }

    fn worker_asks(&mut self, i: usize, action: Action) {
        let worker = &mut self.workers[i];
        worker.asks = true;
        let (place, id, on) = (worker.place, worker.id.clone(), worker.times.on.take());
        let sender = format!("employee/{}/{id}", self.places[place].setup.centre);
        self.ask_on(on, place, Who::Worker(i), (sender, Actor::Employee(id)), action);
    }

    /// Looks at the hall: where do I sit, and who is there? `false` where it cannot be seen.
    fn worker_looks(&mut self, i: usize, look: Look<'_>) -> bool {
        let place = self.workers[i].place;
        let Some(hall) = look.hall(&self.places[place].setup.centre) else { return false };
        let nobody = hall.desks.iter().filter(|d| d.employee.is_none());
        self.places[place].free_desks = nobody.map(|d| d.desk.clone()).collect();
        let worker = &mut self.workers[i];
        worker.looks = false;
        let seat = hall.desks.iter().find(|d| d.employee.as_ref() == Some(&worker.id));
        let Some(seat) = seat else {
            worker.state = State::Off;
            return true;
        };
        let desk = seat.desk.clone();
        let at_desk = hall.called.iter().find(|c| c.desk == desk);
        worker.state = match at_desk {
            Some(call) if call.state == CardState::Serving => State::Serving { desk, visit: call.visit },
            Some(call) => State::Called { desk, visit: call.visit, comes: None, recalls: 9 },
            None if seat.paused => State::Break { desk },
            None => State::Free { desk },
        };
        true
    }

    fn when_off(&mut self, now: Instant, i: usize) -> Option<Action> {
        let worker = &self.workers[i];
        if now >= worker.to {
            return None;
        }
        if now < worker.from {
            let from = worker.from;
            self.wake(i, from);
            return None;
        }
        let (employee, mut desk, place) = (worker.id.clone(), worker.home.clone(), worker.place);
        let move_here = self.random.chance(self.manner.takes_over);
        if !move_here && !self.places[place].free_desks.contains(&desk) {
            let free = self.places[place].free_desks.clone();
            let Some(other) = self.random.pick(&free) else {
                // No desk is free: she comes back later, and looks again.
                self.workers[i].looks = true;
                self.wake_in(now, i, 240, 1_200);
                return None;
            };
            desk = other.clone();
        }
        let queues = self.random.chance(self.manner.moves).then(|| self.any_queues(i));
        Some(Action::SignOn { employee, desk, queues, move_here })
    }

    fn any_desk(&mut self, place: usize) -> Option<DeskId> {
        let desks: Vec<DeskId> = self.places[place].setup.desks.keys().cloned().collect();
        self.random.pick(&desks).cloned()
    }

    fn any_queues(&mut self, i: usize) -> Vec<domain::ids::QueueId> {
        let all: Vec<_> = self.places[self.workers[i].place].setup.queues.keys().cloned().collect();
        some_of(&mut self.random, &all)
    }

    fn when_free(&mut self, now: Instant, i: usize, desk: DeskId, look: Look<'_>) -> Option<Action> {
        if let Some(kiosk) = self.workers[i].helps.take() {
            return Some(Action::EndHelp { kiosk });
        }
        if let Some(desk) = self.workers[i].alarm.take() {
            return Some(Action::EndAlarm { desk });
        }
        if now >= self.workers[i].to {
            if self.random.chance(self.manner.stays_on) {
                self.workers[i].state = State::Off;
                return None;
            }
            return Some(Action::SignOff { desk });
        }
        if let Some(place) = self.workers[i].breaks.iter().position(|(at, _)| *at <= now) {
            let (_, minutes) = self.workers[i].breaks.remove(place);
            let until = self.random.chance(600).then(|| now.plus_minutes(minutes));
            return Some(Action::Pause { desk, until });
        }
        self.somebody_calls(now, i)
            .or_else(|| self.something_rare(i, &desk))
            .or_else(|| self.with_times(now, i, look))
            .or(Some(Action::Next { desk }))
    }

    /// Goes where somebody called for help; sees who has come for somebody, now and then not right away.
    fn somebody_calls(&mut self, now: Instant, i: usize) -> Option<Action> {
        let (place, employee) = (self.workers[i].place, self.workers[i].id.clone());
        if let Some(desk) = self.places[place].alarms.pop() {
            self.workers[i].alarm = Some(desk.clone());
            return Some(Action::TakeAlarm { desk, employee });
        }
        if let Some(visit) = self.places[place].come.pop() {
            let again_at = self.random.chance(300).then(|| now.plus_minutes(5));
            return Some(Action::SeeArrival { visit, employee, again_at });
        }
        let kiosk = self.places[place].help.pop()?;
        self.workers[i].helps = Some(kiosk.clone());
        Some(Action::TakeHelp { kiosk, employee })
    }

    /// What is pressed now and then instead of `next`.
    fn something_rare(&mut self, i: usize, desk: &DeskId) -> Option<Action> {
        let place = self.workers[i].place;
        if self.workers[i].last.is_some() && self.random.chance(self.manner.undoes) {
            return self.workers[i].last.map(|visit| Action::Undo { visit });
        }
        if !self.workers[i].parked.is_empty() && self.random.chance(250) {
            let visit = self.workers[i].parked.remove(0);
            return Some(Action::Resume { visit, desk: desk.clone() });
        }
        if self.random.chance(self.manner.out_of_turn) {
            let visit = self.somebody_waiting(place)?;
            let why = self.random.pick(&Why::ALL).copied()?;
            return Some(Action::CallOutOfTurn { desk: desk.clone(), visit, why });
        }
        if self.random.chance(self.manner.moves) {
            if self.random.chance(500) {
                return Some(Action::ChooseQueues { desk: desk.clone(), queues: self.any_queues(i) });
            }
            let employee = self.workers[i].id.clone();
            return Some(Action::SignOn { employee, desk: self.any_desk(place)?, queues: None, move_here: true });
        }
        None
    }

    fn when_called(
        &mut self,
        now: Instant,
        i: usize,
        desk: DeskId,
        visit: VisitId,
        comes: Option<Instant>,
        recalls: u32,
    ) -> Option<Action> {
        if self.random.chance(self.manner.slips) {
            return Some(Action::Next { desk });
        }
        if self.random.chance(self.manner.undoes) {
            return Some(Action::Undo { visit });
        }
        if comes.is_some_and(|at| at <= now) {
            return Some(Action::Start { visit });
        }
        if recalls < 2 && self.random.chance(800) {
            return Some(Action::Recall { visit });
        }
        Some(match self.random.below(20) {
            0 => Action::Park { visit },
            1 => Action::Return { visit },
            2 => self.transfer(i, visit)?,
            _ => Action::NoShow { visit },
        })
    }

    fn when_serving(&mut self, now: Instant, i: usize, desk: &DeskId, visit: VisitId) -> Option<Action> {
        if self.random.chance(self.manner.alarms) {
            return Some(Action::RaiseAlarm { desk: desk.clone() });
        }
        if self.random.chance(self.manner.forgets) {
            self.wake_in(now, i, 1_200, 7_200);
            return None;
        }
        if self.random.chance(self.manner.undoes) {
            return Some(Action::Undo { visit });
        }
        if self.random.chance(self.manner.transfers) {
            return self.transfer(i, visit);
        }
        if self.random.chance(self.manner.parks) {
            return Some(Action::Park { visit });
        }
        if self.random.chance(self.manner.returns) {
            return Some(Action::Return { visit });
        }
        let asks = self.places[self.workers[i].place].setup.rules.next_while_serving == NextWhileServing::Ask;
        let goes_on = now < self.workers[i].to && self.workers[i].breaks.iter().all(|(at, _)| *at > now);
        let next = goes_on && self.random.chance(if asks { self.manner.slips } else { 450 });
        Some(if next { Action::Next { desk: desk.clone() } } else { Action::Finish { visit } })
    }

    fn transfer(&mut self, i: usize, visit: VisitId) -> Option<Action> {
        let place = self.workers[i].place;
        let setup = Arc::clone(&self.places[place].setup);
        let to = match self.random.below(10) {
            0..5 => {
                let queues: Vec<_> = setup.queues.keys().cloned().collect();
                TransferTo::Queue { queue: self.random.pick(&queues)?.clone() }
            }
            5 | 6 => TransferTo::Desk { desk: self.any_desk(place)? },
            7 => {
                let employees: Vec<_> = setup.employees.keys().cloned().collect();
                TransferTo::Employee { employee: self.random.pick(&employees)?.clone() }
            }
            _ => self.elsewhere()?,
        };
        Some(Action::Transfer { visit, to })
    }

    /// A service of any centre, now and then the same one.
    fn elsewhere(&mut self) -> Option<TransferTo> {
        let centres: Vec<Arc<Setup>> = self.places.iter().map(|p| Arc::clone(&p.setup)).collect();
        let setup = self.random.pick(&centres)?;
        let services: Vec<_> =
            setup.services.iter().filter(|(_, s)| s.choices.is_empty()).map(|(id, _)| id.clone()).collect();
        let service = self.random.pick(&services)?.clone();
        Some(TransferTo::Centre { centre: setup.centre.clone(), service })
    }

    pub(super) fn worker_told(
        &mut self,
        now: Instant,
        i: usize,
        action: &Action,
        outcome: &Result<Reply, EngineError>,
    ) {
        self.workers[i].asks = false;
        let reply = match outcome {
            Ok(reply) => reply,
            Err(error) => return self.worker_refused(now, i, action, error),
        };
        self.did_with_times(now, i, action);
        let desk = match &self.workers[i].state {
            State::Off => self.workers[i].home.clone(),
            State::Free { desk } | State::Called { desk, .. } | State::Serving { desk, .. } | State::Break { desk } => {
                desk.clone()
            }
        };
        match (action, &reply.answer) {
            (Action::Next { desk } | Action::CallOutOfTurn { desk, .. } | Action::Resume { desk, .. }, answer) => {
                self.told_of_call(now, i, desk, answer);
            }
            (Action::SignOn { desk, .. }, _) => {
                // Whoever takes over a desk takes over its visit: look.
                self.workers[i].looks = true;
                self.free(now, i, desk.clone(), 3, 40);
            }
            (Action::SignOff { .. }, _) => self.told_off(now, i),
            (Action::Pause { until, .. }, _) => {
                let until = until.unwrap_or_else(|| now.plus_minutes(10));
                self.workers[i].state = State::Break { desk };
                self.wake(i, until);
            }
            (Action::RaiseAlarm { desk }, _) => {
                let place = self.workers[i].place;
                self.places[place].alarms.push(desk.clone());
                self.wake_in(now, i, 30, 200);
            }
            (Action::TakeHelp { .. } | Action::TakeAlarm { .. }, _) => self.wake_in(now, i, 40, 240),
            _ => self.told_of_visit(now, i, desk, action),
        }
    }

    /// Surprised: she looks before she goes on. Where the day is over she goes home.
    fn worker_refused(&mut self, now: Instant, i: usize, action: &Action, error: &EngineError) {
        if matches!(error, EngineError::Refused(Refusal::DayClosed)) {
            self.workers[i].state = State::Off;
            return;
        }
        self.workers[i].looks = true;
        match action {
            Action::SignOn { .. } => self.wake_in(now, i, 20, 200),
            _ => self.wake_in(now, i, 2, 25),
        }
    }

    fn told_of_call(&mut self, now: Instant, i: usize, desk: &DeskId, answer: &Answer) {
        if let Answer::Visit(card) = answer {
            self.called(now, i, desk, card);
        } else {
            self.free(now, i, desk.clone(), 20, 90);
        }
    }

    fn told_off(&mut self, now: Instant, i: usize) {
        self.workers[i].state = State::Off;
        if now < self.workers[i].to {
            self.wake_in(now, i, 60, 600);
        }
    }

    fn told_of_visit(&mut self, now: Instant, i: usize, desk: DeskId, action: &Action) {
        match action {
            Action::Recall { .. } => {
                if let State::Called { recalls, .. } = &mut self.workers[i].state {
                    *recalls += 1;
                }
                self.wake_in(now, i, 15, 60);
            }
            Action::Start { visit } => {
                self.workers[i].last = Some(*visit);
                self.workers[i].state = State::Serving { desk, visit: *visit };
                let seconds = self.workers[i].service_seconds.max(60);
                let length = self.random.around(seconds);
                self.wake(i, now.plus_seconds(length));
            }
            Action::Park { visit } => {
                self.workers[i].parked.push(*visit);
                self.workers[i].last = Some(*visit);
                self.free(now, i, desk, 5, 60);
            }
            Action::Finish { visit } | Action::NoShow { visit } => {
                self.workers[i].last = Some(*visit);
                self.free(now, i, desk, 3, 90);
            }
            Action::Transfer { visit, .. } | Action::Return { visit } => {
                self.somebody_comes(i, action);
                self.citizen_waits_again(*visit);
                self.free(now, i, desk, 5, 60);
            }
            Action::Undo { visit } => {
                self.citizen_waits_again(*visit);
                self.workers[i].last = None;
                self.workers[i].looks = true;
                self.wake_in(now, i, 2, 20);
            }
            _ => self.free(now, i, desk, 5, 40),
        }
    }

    /// A visit that is meant for one desk or employee now.
    fn somebody_comes(&mut self, i: usize, action: &Action) {
        if let Action::Transfer { visit, to: TransferTo::Desk { .. } | TransferTo::Employee { .. } } = action {
            let place = self.workers[i].place;
            self.places[place].come.push(*visit);
        }
    }

    fn free(&mut self, now: Instant, i: usize, desk: DeskId, low: i64, high: i64) {
        self.workers[i].state = State::Free { desk };
        self.wake_in(now, i, low, high);
    }

    fn called(&mut self, now: Instant, i: usize, desk: &DeskId, card: &VisitCard) {
        let comes = self.citizen_walks(now, card.id).map(|walk| now.plus_seconds(walk));
        self.workers[i].state = State::Called { desk: desk.clone(), visit: card.id, comes, recalls: 0 };
        self.workers[i].last = Some(card.id);
        self.workers[i].service_seconds = self.service_seconds(i, card);
        let wait = self.random.between(21, 60);
        self.wake(i, comes.unwrap_or_else(|| now.plus_seconds(wait)));
    }

    /// How long the services of a visit at this stop take on average, in seconds.
    fn service_seconds(&self, i: usize, card: &VisitCard) -> i64 {
        let services = &self.places[self.workers[i].place].setup.services;
        let known = || card.services.iter().filter_map(|id| services.get(id));
        let here: i64 = known().filter(|s| s.queue == card.queue).map(|s| i64::from(s.typical_minutes)).sum();
        let any = known().map(|s| i64::from(s.typical_minutes)).next();
        if here > 0 { here * 60 } else { any.unwrap_or(5) * 60 }
    }
}
