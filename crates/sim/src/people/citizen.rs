//! Citizens: they take a ticket at a kiosk, wait, come when called, or do not.

use std::sync::Arc;

use domain::answer::Answer;
use domain::command::{Action, Actor, Given, Mode};
use domain::ids::{KioskId, Language, QuestionId, QueueId, ServiceId, VisitId};
use domain::refusal::Refusal;
use domain::setup::{AnswerChoice, Setup, Then};
use domain::time::Instant;
use engine::{EngineError, Reply};
use jiff::civil::Date;

use super::booker::Booking;
use super::{People, Thought, Who};
use crate::random::Random;

/// One citizen on one day.
#[derive(Debug)]
pub(super) struct Citizen {
    pub(super) place: usize,
    pub(super) queue: QueueId,
    /// When she means to come.
    pub(super) comes_at: Instant,
    pub(super) visit: Option<VisitId>,
    /// The time of the plan that she wants or has.
    pub(super) booking: Option<Booking>,
    pub(super) presence: Presence,
    /// Whether she has her ticket and was not called since.
    pub(super) waits: bool,
    tries: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Comes when she is called.
    Here,
    /// Does not answer so often, and then does.
    Rings(u8),
    /// Does not hear the call, and comes back later.
    Out,
    /// Left for good.
    Gone,
}

impl Citizen {
    pub(super) fn new(place: usize, queue: QueueId, comes_at: Instant) -> Self {
        let (visit, booking, presence) = (None, None, Presence::Here);
        Self { place, queue, comes_at, visit, booking, presence, waits: false, tries: 0 }
    }

    /// Whether she has a time on a date or later.
    pub(super) fn comes_from(&self, date: Date) -> bool {
        self.booking.as_ref().is_some_and(|booking| booking.comes_from(date))
    }
}

impl People {
    pub(super) fn citizen_arrives(&mut self, now: Instant, id: u64) {
        let Some(citizen) = self.citizens.get(&id) else { return };
        let (place, queue) = (citizen.place, citizen.queue.clone());
        let setup = Arc::clone(&self.places[place].setup);
        let Some(services) = self.errands(&setup, &queue) else { return };
        let kiosks: Vec<KioskId> = setup.kiosks.keys().cloned().collect();
        let Some(kiosk) = self.random.pick(&kiosks).cloned() else { return };
        let asks = |service: &ServiceId| setup.services.get(service).and_then(|s| s.question.clone());
        let (answers, referred) = answers(&mut self.random, &setup, &services, asks);
        let language = self.random.pick(&setup.languages).cloned().unwrap_or_else(Language::danish);
        let action = if let Some(service) = referred {
            Action::Refer { service, answers }
        } else {
            let visit = self.random.visit(now);
            if let Some(citizen) = self.citizens.get_mut(&id) {
                citizen.visit = Some(visit);
            }
            self.by_visit.insert(visit, id);
            Action::TakeTicket { visit, services, language, answers }
        };
        let sender = format!("kiosk/{}/{kiosk}", setup.centre);
        self.ask(place, Who::Citizen(id), sender, Actor::Kiosk(kiosk), action);
    }

    /// An appointment for about the time at which she means to come, entered by a booking that knows nothing of the plan:
    /// mostly for what has no times in it.
    pub(super) fn citizen_books(&mut self, now: Instant, id: u64) {
        let Some(citizen) = self.citizens.get_mut(&id) else { return };
        let (place, queue, comes_at) = (citizen.place, citizen.queue.clone(), citizen.comes_at);
        let visit = self.random.visit(now);
        citizen.visit = Some(visit);
        self.by_visit.insert(visit, id);
        let setup = Arc::clone(&self.places[place].setup);
        let Some(mut services) = self.errands(&setup, &queue) else { return };
        if self.random.chance(900) {
            services.retain(|service| !setup.appointments.contains_key(service));
            let other =
                setup.services.iter().find(|(id, s)| s.choices.is_empty() && !setup.appointments.contains_key(*id));
            if services.is_empty() {
                services.extend(other.map(|(id, _)| id.clone()));
            }
        }
        let employees: Vec<_> = setup.employees.keys().cloned().collect();
        let employee = if self.random.chance(200) { self.random.pick(&employees).cloned() } else { None };
        let mode = [Mode::InPerson, Mode::InPerson, Mode::InPerson, Mode::Phone, Mode::Video][self.random.count(0, 4)];
        let starts_at = comes_at.plus_seconds(self.random.between(-900, 1_200));
        let language = Language::danish();
        let action = Action::Book {
            visit,
            services,
            starts_at,
            mode,
            employee,
            language,
            answers: Vec::new(),
            interpreter: false,
            series: None,
        };
        self.ask(place, Who::Citizen(id), "booking".to_owned(), Actor::Program("booking".to_owned()), action);
    }

    pub(super) fn citizen_checks_in(&mut self, now: Instant, id: u64) {
        let Some(citizen) = self.citizens.get(&id) else { return };
        let place = citizen.place;
        let setup = Arc::clone(&self.places[place].setup);
        if citizen.booking.as_ref().is_some_and(|booking| !booking.is_for(now.date(&setup.time_zone))) {
            return;
        }
        let kiosks: Vec<KioskId> = setup.kiosks.keys().cloned().collect();
        let Some(kiosk) = self.random.pick(&kiosks).cloned() else { return };
        let Some(visit) = self.citizens.get(&id).and_then(|c| c.visit) else { return };
        let sender = format!("kiosk/{}/{kiosk}", setup.centre);
        self.ask(place, Who::Citizen(id), sender, Actor::Kiosk(kiosk), Action::CheckIn { visit });
    }

    /// What she comes for: a service of the queue, and now and then more.
    fn errands(&mut self, setup: &Setup, queue: &QueueId) -> Option<Vec<ServiceId>> {
        let choosable = |only: Option<&QueueId>| -> Vec<ServiceId> {
            let fits = setup.services.iter().filter(|(_, s)| s.choices.is_empty() && !s.appointment_only);
            fits.filter(|(_, s)| only.is_none_or(|q| s.queue == *q)).map(|(id, _)| id.clone()).collect()
        };
        let mut services = vec![self.random.pick(&choosable(Some(queue)))?.clone()];
        while services.len() < 3 && self.random.chance(self.manner.more_services) {
            let more = self.random.pick(&choosable(None))?.clone();
            if !services.contains(&more) {
                services.push(more);
            }
        }
        if self.random.chance(self.manner.slips / 4) {
            // A button that should not be there: a heading, a booked service, something else altogether.
            let all: Vec<ServiceId> = setup.services.keys().cloned().collect();
            services.extend(self.random.pick(&all).cloned());
        }
        Some(services)
    }

    pub(super) fn citizen_told(
        &mut self,
        now: Instant,
        id: u64,
        action: &Action,
        outcome: &Result<Reply, EngineError>,
    ) {
        if self.booker_told(now, id, action, outcome) {
            return;
        }
        match (action, outcome) {
            (Action::TakeTicket { .. } | Action::CheckIn { .. }, Ok(Reply { answer: Answer::Visit(_), .. })) => {
                self.citizen_waits(now, id);
            }
            (Action::TakeTicket { .. }, Err(EngineError::Refused(refusal))) => {
                self.citizen_refused(now, id, refusal);
            }
            (Action::Book { mode, .. }, Ok(_)) => {
                let Some(comes_at) = self.citizens.get(&id).map(|c| c.comes_at) else { return };
                if *mode == Mode::InPerson && !self.random.chance(self.manner.leaves) {
                    self.think(comes_at, Thought::CheckIn(id));
                } else if *mode != Mode::InPerson {
                    let presence = self.presence(*mode);
                    if let Some(citizen) = self.citizens.get_mut(&id) {
                        citizen.presence = presence;
                    }
                }
            }
            (Action::Here { .. } | Action::Delay { .. }, Ok(_)) => {
                if let Some(citizen) = self.citizens.get_mut(&id) {
                    citizen.presence = Presence::Here;
                    citizen.waits = true;
                }
            }
            (Action::Cancel { .. }, Ok(_)) => {
                if let Some(citizen) = self.citizens.get_mut(&id) {
                    citizen.presence = Presence::Gone;
                    citizen.waits = false;
                }
            }
            _ => {}
        }
    }

    fn citizen_waits(&mut self, now: Instant, id: u64) {
        let Some(citizen) = self.citizens.get_mut(&id) else { return };
        citizen.waits = true;
        let draw = self.random.below(1_000);
        let (leaves, late) = (u64::from(self.manner.leaves), u64::from(self.manner.late));
        citizen.presence = match draw {
            d if d < leaves => Presence::Gone,
            d if d < leaves + late => Presence::Out,
            _ => Presence::Here,
        };
        if self.random.chance(self.manner.gives_up) {
            let minutes = self.random.between(3, 50);
            self.think(now.plus_minutes(minutes), Thought::Patience(id));
        }
        if self.random.chance(self.manner.delays) {
            let minutes = self.random.between(1, 12);
            self.think(now.plus_minutes(minutes), Thought::Delay(id));
        }
    }

    /// A queue that is closed or full: some try another, most go home.
    fn citizen_refused(&mut self, now: Instant, id: u64, refusal: &Refusal) {
        let again = matches!(
            refusal,
            Refusal::QueueFull { .. } | Refusal::QueuePaused { .. } | Refusal::QueueClosedByManager { .. }
        );
        let Some(citizen) = self.citizens.get_mut(&id) else { return };
        if let Some(visit) = citizen.visit.take() {
            self.by_visit.remove(&visit);
        }
        citizen.tries += 1;
        if again && citizen.tries < 3 && self.random.chance(400) {
            let queues: Vec<QueueId> = self.places[citizen.place].setup.queues.keys().cloned().collect();
            if let Some(other) = self.random.pick(&queues) {
                citizen.queue = other.clone();
            }
            let seconds = self.random.between(10, 400);
            self.think(now.plus_seconds(seconds), Thought::Arrive(id));
        }
    }

    pub(super) fn citizen_has_waited(&mut self, _now: Instant, id: u64) {
        let Some(citizen) = self.citizens.get_mut(&id).filter(|c| c.waits) else { return };
        citizen.presence = Presence::Gone;
        if self.random.chance(self.manner.cancels) {
            self.citizen_asks(id, |visit| Action::Cancel { visit });
        }
    }

    pub(super) fn citizen_delays(&mut self, now: Instant, id: u64) {
        if self.citizens.get(&id).is_some_and(|c| c.waits) {
            let until = now.plus_minutes(self.random.between(2, 40));
            self.citizen_asks(id, |visit| Action::Delay { visit, until });
        }
    }

    pub(super) fn citizen_is_here(&mut self, _now: Instant, id: u64) {
        self.citizen_asks(id, |visit| Action::Here { visit });
    }

    fn citizen_asks(&mut self, id: u64, action: impl FnOnce(VisitId) -> Action) {
        let Some(citizen) = self.citizens.get(&id) else { return };
        let (place, Some(visit)) = (citizen.place, citizen.visit) else { return };
        self.ask(place, Who::Citizen(id), format!("visit/{visit}"), Actor::Citizen, action(visit));
    }

    /// How many seconds a called citizen walks; `None` where she does not come. Of a citizen that we do not know (a
    /// person tries the demo by hand) most come.
    pub(super) fn citizen_walks(&mut self, now: Instant, visit: VisitId) -> Option<i64> {
        let walk = self.random.between(8, 60);
        let Some(id) = self.by_visit.get(&visit).copied() else {
            return self.random.chance(850).then_some(walk);
        };
        let citizen = self.citizens.get_mut(&id)?;
        citizen.waits = false;
        match citizen.presence {
            Presence::Here => Some(walk),
            Presence::Gone => None,
            Presence::Rings(0) => Some(5),
            Presence::Rings(times) => {
                citizen.presence = Presence::Rings(times - 1);
                None
            }
            Presence::Out => {
                let minutes = self.random.between(1, 22);
                self.think(now.plus_minutes(minutes), Thought::Here(id));
                None
            }
        }
    }

    /// A visit that was called waits again (undone, returned, transferred).
    pub(super) fn citizen_waits_again(&mut self, visit: VisitId) {
        if let Some(citizen) = self.by_visit.get(&visit).and_then(|id| self.citizens.get_mut(id)) {
            citizen.waits = true;
        }
    }

    /// Somebody who waits in a centre, as far as people know.
    pub(super) fn somebody_waiting(&mut self, place: usize) -> Option<VisitId> {
        let waiting: Vec<VisitId> =
            self.citizens.values().filter(|c| c.place == place && c.waits).filter_map(|c| c.visit).collect();
        self.random.pick(&waiting).copied()
    }
}

/// Answers on the way through the questions of each service, what was asked before not again; or those of the first
/// service that ends in a referral, with its name. About a fifth do. `asks` gives each service's first question.
pub(super) fn answers(
    random: &mut Random,
    setup: &Setup,
    services: &[ServiceId],
    asks: impl Fn(&ServiceId) -> Option<QuestionId>,
) -> (Vec<Given>, Option<ServiceId>) {
    let mut given: Vec<Given> = Vec::new();
    for id in services {
        let mut way = Vec::new();
        let mut ask = asks(id);
        while let Some(question) = ask.take() {
            let Some(choices) = setup.questions.get(&question).map(|q| &q.answers) else { break };
            let known = given.iter().find(|g| g.question == question).map(|g| &g.answer);
            let choice = match known {
                Some(answer) => choices.iter().find(|c| c.id == *answer),
                None => some_answer(random, choices),
            };
            let Some(choice) = choice else { break };
            way.push(Given { question, answer: choice.id.clone() });
            match &choice.then {
                Then::Ticket => {}
                Then::Ask(next) => ask = Some(next.clone()),
                Then::Refer(_) => return (way, Some(id.clone())),
            }
        }
        let new = way.into_iter().filter(|g| !given.iter().any(|known| known.question == g.question));
        given.extend(new.collect::<Vec<_>>());
    }
    (given, None)
}

fn some_answer<'a>(random: &mut Random, choices: &'a [AnswerChoice]) -> Option<&'a AnswerChoice> {
    let kind: Vec<_> = choices.iter().filter(|a| !matches!(a.then, Then::Refer(_))).collect();
    if kind.is_empty() || random.chance(120) { random.pick(choices) } else { random.pick(&kind).copied() }
}
