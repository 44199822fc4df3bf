//! Citizens who book a time of the plan: they look what can be had, keep a time while they think, book it or let it go, come
//! too late for it, move it, cancel it, and take that back.
//!
//! They act on the times that they were shown; now and then on one that nobody showed them.

use std::sync::Arc;

use domain::answer::Answer;
use domain::command::{Action, Actor, Given, HOLD_MINUTES_MAX, Mode};
use domain::ids::{EmployeeId, QueueId, ServiceId, VisitId};
use domain::refusal::Refusal;
use domain::setup::{Setup, With};
use domain::slots::{Asker, Slot, Wish};
use domain::time::Instant;
use engine::{EngineError, Reply};
use jiff::ToSpan;
use jiff::civil::Date;

use super::citizen::{Presence, answers};
use super::{Look, People, Thought, Who};

/// How often somebody looks for a time before she gives up.
const TRIES_MAX: u8 = 4;

/// How often somebody changes what she has booked.
const CHANGES_MAX: u8 = 4;

/// A time of the plan that somebody wants, keeps or has.
#[derive(Debug, Clone)]
pub(super) struct Booking {
    pub(super) services: Vec<ServiceId>,
    pub(super) mode: Mode,
    /// With this employee alone.
    pub(super) employee: Option<EmployeeId>,
    pub(super) answers: Vec<Given>,
    pub(super) date: Date,
    pub(super) starts_at: Instant,
    pub(super) stage: Stage,
    pub(super) tries: u8,
    pub(super) changes: u8,
}

/// How far somebody is with her time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Looks for one.
    Looks,
    /// Has seen one, and thinks about it.
    Chooses,
    /// One is kept for her.
    Keeps,
    /// It is booked.
    Has,
    /// It is booked, and another of another date is kept for her.
    Moves { date: Date, starts_at: Instant, mode: Mode },
    /// She gave it up, and may want it back.
    GaveUp,
    /// Nothing more comes of it.
    Over,
}

impl Booking {
    /// Whether she may still come on a date or later.
    pub(super) fn comes_from(&self, date: Date) -> bool {
        self.stage != Stage::Over && date <= self.date
    }

    /// Whether she comes in person on a date.
    pub(super) fn is_for(&self, date: Date) -> bool {
        self.mode == Mode::InPerson && self.date == date && matches!(self.stage, Stage::Has | Stage::Moves { .. })
    }

    pub(super) fn wish(&self, asker: Asker, except: Option<VisitId>) -> Wish<'_> {
        Wish { services: &self.services, mode: self.mode, employee: self.employee.as_ref(), asker, except }
    }
}

impl People {
    /// What somebody wants: services that can be booked in one way, mostly of a queue; now and then with one employee.
    pub(super) fn some_wish(&mut self, place: usize, queue: &QueueId, date: Date) -> Option<Booking> {
        let setup = Arc::clone(&self.places[place].setup);
        let all: Vec<&ServiceId> = setup.appointments.keys().collect();
        let of_queue: Vec<&ServiceId> =
            all.iter().copied().filter(|id| setup.services.get(*id).is_some_and(|s| s.queue == *queue)).collect();
        let first = self.random.pick(if of_queue.is_empty() { &all } else { &of_queue }).copied()?;
        let ways: Vec<Mode> = setup.appointments[first].meetings.keys().copied().collect();
        let mode = *self.random.pick(&ways)?;
        let mut services = vec![first.clone()];
        let gives = |id: &&&ServiceId| setup.appointments[**id].meetings.contains_key(&mode);
        let others: Vec<&ServiceId> = all.iter().filter(gives).copied().collect();
        while services.len() < 3 && self.random.chance(self.manner.more_services) {
            let other = self.random.pick(&others).copied()?;
            if !services.contains(other) {
                services.push(other.clone());
            }
        }
        let employee = if self.random.chance(200) { self.some_giver(&setup, first, mode) } else { None };
        let asks = |service: &ServiceId| setup.appointments.get(service).and_then(|b| b.question.clone());
        let (answers, referred) = answers(&mut self.random, &setup, &services, asks);
        if referred.is_some() && self.random.chance(700) {
            return None;
        }
        let starts_at = Instant::default();
        let (stage, tries, changes) = (Stage::Looks, 0, 0);
        Some(Booking { services, mode, employee, answers, date, starts_at, stage, tries, changes })
    }

    /// One of those who give a service, or now and then anybody.
    fn some_giver(&mut self, setup: &Setup, service: &ServiceId, mode: Mode) -> Option<EmployeeId> {
        let capacities = setup.appointments.get(service)?.meetings.get(&mode)?.capacities.iter();
        let with = capacities.filter_map(|id| setup.capacities.get(id)).map(|capacity| &capacity.with);
        let mut givers: Vec<EmployeeId> = Vec::new();
        for with in with {
            if let With::Employees(employees) = with {
                givers.extend(employees.iter().cloned());
            }
        }
        if givers.is_empty() && self.random.chance(self.manner.slips) {
            givers = setup.employees.keys().cloned().collect();
        }
        self.random.pick(&givers).cloned()
    }

    /// A date to look at: mostly today and tomorrow.
    pub(super) fn some_date(&mut self, now: Instant, place: usize) -> Date {
        let today = now.date(&self.places[place].setup.time_zone);
        let days = match self.random.below(20) {
            0..11 => 0,
            11..18 => 1,
            _ => self.random.between(2, 9),
        };
        today.saturating_add(days.days())
    }

    /// One of the times that can be had; now and then one that nobody has shown.
    pub(super) fn some_time(
        &mut self,
        place: usize,
        date: Date,
        booking: &Booking,
        (asker, except): (Asker, Option<VisitId>),
        look: Look<'_>,
    ) -> Option<Slot> {
        let centre = self.places[place].setup.centre.clone();
        let slots = look.times(&centre, date, &booking.wish(asker, except));
        // Everybody wants the early ones.
        let early = &slots[..slots.len().min(2)];
        let slot = if self.random.chance(650) { self.random.pick(early) } else { self.random.pick(&slots) }.copied();
        if !self.random.chance(self.manner.slips) {
            return slot;
        }
        let midnight = Instant::start_of(date, &self.places[place].setup.time_zone);
        let any = slot.map_or_else(|| midnight.plus_minutes(5 * self.random.between(-2, 287)), |slot| slot.starts_at);
        let starts_at = any.plus_minutes(self.random.between(0, 3));
        Some(Slot { starts_at, ends_at: starts_at, free: 1 })
    }

    pub(super) fn booker_acts(&mut self, now: Instant, id: u64, look: Look<'_>) {
        let Some(citizen) = self.citizens.get(&id) else { return };
        let Some(booking) = citizen.booking.clone() else {
            let (place, queue) = (citizen.place, citizen.queue.clone());
            let date = self.some_date(now, place);
            let visit = self.random.visit(now);
            let wish = self.some_wish(place, &queue, date);
            let Some(citizen) = self.citizens.get_mut(&id).filter(|_| wish.is_some()) else { return };
            (citizen.booking, citizen.visit) = (wish, Some(visit));
            self.by_visit.insert(visit, id);
            return self.think(now, Thought::Times(id));
        };
        let Some(visit) = citizen.visit else { return };
        match booking.stage {
            Stage::Looks => self.chooses(now, id, visit, &booking, look),
            Stage::Chooses => self.keeps_a_time(id, visit, &booking),
            Stage::Keeps => self.decides(now, id, visit, booking, look),
            Stage::Has => self.wants_another(now, id, visit, &booking, look),
            Stage::Moves { date, starts_at, mode } => {
                let employee = booking.employee.clone();
                let action = Action::Rebook { visit, date, starts_at, mode, employee };
                self.booker_asks(id, booking.date, action);
            }
            Stage::GaveUp => self.booker_asks(id, booking.date, Action::Undo { visit }),
            Stage::Over => {}
        }
    }

    fn booker_asks(&mut self, id: u64, date: Date, action: Action) {
        let Some(citizen) = self.citizens.get(&id) else { return };
        let (place, Some(visit)) = (citizen.place, citizen.visit) else { return };
        self.ask_on(Some(date), place, Who::Citizen(id), (format!("visit/{visit}"), Actor::Citizen), action);
    }

    /// Looks for a time, and for a while at what she has found.
    fn chooses(&mut self, now: Instant, id: u64, visit: VisitId, booking: &Booking, look: Look<'_>) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        let found = self.some_time(place, booking.date, booking, (Asker::Citizen, Some(visit)), look);
        let Some(Slot { starts_at, .. }) = found else { return self.looks_again(now, id) };
        let date = starts_at.date(&self.places[place].setup.time_zone);
        self.has(id, |own| (own.starts_at, own.date, own.stage) = (starts_at, date, Stage::Chooses));
        let seconds = self.random.between(1, 150);
        self.think(now.plus_seconds(seconds), Thought::Times(id));
    }

    /// Has it kept; who is in a hurry books it at once.
    fn keeps_a_time(&mut self, id: u64, visit: VisitId, booking: &Booking) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        let starts_at = booking.starts_at;
        let action =
            if self.random.chance(150) { book(visit, booking) } else { self.hold(place, visit, booking, starts_at) };
        self.booker_asks(id, booking.date, action);
    }

    fn hold(&mut self, place: usize, visit: VisitId, booking: &Booking, starts_at: Instant) -> Action {
        let Booking { services, mode, employee, .. } = booking.clone();
        let minutes = if self.random.chance(self.manner.slips / 4) {
            [0, HOLD_MINUTES_MAX + 1][self.random.count(0, 1)]
        } else {
            self.places[place].setup.rules.hold_minutes
        };
        Action::Hold { visit, services, starts_at, mode, employee, minutes }
    }

    /// What she does with a time that is kept for her.
    fn decides(&mut self, now: Instant, id: u64, visit: VisitId, booking: Booking, look: Look<'_>) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        if self.random.chance(self.manner.lets_go) {
            return self.booker_asks(id, booking.date, Action::EndHold { visit });
        }
        match self.random.below(20) {
            // Clicks once more on the same time, or on another.
            0 => {
                let again = self.hold(place, visit, &booking, booking.starts_at);
                self.booker_asks(id, booking.date, again);
            }
            1 | 2 => self.chooses(now, id, visit, &booking, look),
            // Meanwhile wants something else as well.
            3 => {
                let other = self.citizens.get(&id).map(|c| c.queue.clone());
                let other = other.and_then(|queue| self.some_wish(place, &queue, booking.date));
                let Booking { services, mode, answers, .. } = other.unwrap_or_else(|| booking.clone());
                self.booker_asks(id, booking.date, book(visit, &Booking { services, mode, answers, ..booking }));
            }
            _ => self.booker_asks(id, booking.date, book(visit, &booking)),
        }
    }

    /// Another time of the day or of another, where one is kept first; or none at all.
    fn wants_another(&mut self, now: Instant, id: u64, visit: VisitId, booking: &Booking, look: Look<'_>) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        if self.random.chance(300) {
            return self.booker_asks(id, booking.date, Action::Cancel { visit });
        }
        let date = if self.random.chance(500) { booking.date } else { self.some_date(now, place) };
        let mode = if self.random.chance(150) { Mode::Phone } else { booking.mode };
        let wanted = Booking { mode, ..booking.clone() };
        let Some(slot) = self.some_time(place, date, &wanted, (Asker::Citizen, Some(visit)), look) else { return };
        let starts_at = slot.starts_at;
        if date != booking.date && self.random.chance(500) {
            self.has(id, |own| own.stage = Stage::Moves { date, starts_at, mode });
            let hold = self.hold(place, visit, &wanted, starts_at);
            return self.booker_asks(id, date, hold);
        }
        let employee = booking.employee.clone();
        self.booker_asks(id, booking.date, Action::Rebook { visit, date, starts_at, mode, employee });
    }

    /// Looks once more, at another date perhaps; in the end she stays away.
    fn looks_again(&mut self, now: Instant, id: u64) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        let date = self.some_date(now, place);
        self.has(id, |own| {
            own.tries += 1;
            own.date = date;
            own.stage = if own.tries < TRIES_MAX { Stage::Looks } else { Stage::Over };
        });
        let seconds = self.random.between(3, 90);
        self.think(now.plus_seconds(seconds), Thought::Times(id));
    }

    fn has(&mut self, id: u64, change: impl FnOnce(&mut Booking)) {
        if let Some(booking) = self.citizens.get_mut(&id).and_then(|c| c.booking.as_mut()) {
            change(booking);
        }
    }

    /// Takes in what came of her time; `false` where it is about something else.
    pub(super) fn booker_told(
        &mut self,
        now: Instant,
        id: u64,
        action: &Action,
        outcome: &Result<Reply, EngineError>,
    ) -> bool {
        let Some(booking) = self.citizens.get(&id).and_then(|c| c.booking.clone()) else { return false };
        match (action, outcome) {
            (Action::Hold { starts_at, .. }, Ok(Reply { answer: Answer::Held { until, .. }, .. })) => {
                self.is_kept(now, id, &booking, *starts_at, *until);
            }
            (Action::Hold { .. } | Action::Book { .. }, Err(_)) if !matches!(booking.stage, Stage::Moves { .. }) => {
                self.looks_again(now, id);
            }
            // None is kept for a visit that was on that date before: it is moved at once.
            (Action::Hold { .. }, Err(EngineError::Refused(Refusal::VisitExists))) => {
                self.think(now, Thought::Times(id));
            }
            (Action::EndHold { .. }, _) => self.looks_again(now, id),
            (Action::Book { starts_at, mode, services, .. }, Ok(_)) => {
                self.has(id, |own| own.services.clone_from(services));
                self.is_booked(now, id, *starts_at, *mode);
            }
            (Action::Rebook { starts_at, mode, .. }, Ok(_)) => self.is_booked(now, id, *starts_at, *mode),
            (Action::Hold { .. } | Action::Rebook { .. }, _) => self.keeps_what_she_has(now, id),
            (Action::Cancel { .. }, Ok(_)) => self.is_cancelled(now, id),
            (Action::Undo { .. }, Ok(_)) => self.is_booked(now, id, booking.starts_at, booking.mode),
            (Action::Undo { .. }, Err(_)) => self.has(id, |own| own.stage = Stage::Over),
            _ => return false,
        }
        true
    }

    /// She types for some minutes, mostly no longer than it is kept.
    fn is_kept(&mut self, now: Instant, id: u64, booking: &Booking, starts_at: Instant, until: Instant) {
        if !matches!(booking.stage, Stage::Moves { .. }) {
            self.has(id, |own| (own.starts_at, own.stage) = (starts_at, Stage::Keeps));
        }
        let left = i64::try_from(until.seconds_since(now)).unwrap_or(0);
        let low = if self.random.chance(self.manner.dawdles) { left } else { 5.min(left) };
        let high = if low == left { left + 120 } else { left };
        let seconds = self.random.between(low, high);
        self.think(now.plus_seconds(seconds), Thought::Times(id));
    }

    /// A time is hers: she comes for it, or is rung; now and then she wants another.
    pub(super) fn is_booked(&mut self, now: Instant, id: u64, starts_at: Instant, mode: Mode) {
        let Some(place) = self.citizens.get(&id).map(|c| c.place) else { return };
        let date = starts_at.date(&self.places[place].setup.time_zone);
        let presence = self.presence(mode);
        let Some(citizen) = self.citizens.get_mut(&id) else { return };
        citizen.presence = presence;
        let Some(booking) = citizen.booking.as_mut() else { return };
        (booking.starts_at, booking.date, booking.mode, booking.stage) = (starts_at, date, mode, Stage::Has);
        booking.changes += 1;
        let may_change = booking.changes < CHANGES_MAX;
        if presence != Presence::Gone {
            let comes_at = starts_at.plus_seconds(self.random.between(-1_200, 900));
            self.think(comes_at.max(now), Thought::CheckIn(id));
        }
        if may_change && self.random.chance(self.manner.changes_mind) {
            let left = i64::try_from(starts_at.seconds_since(now)).unwrap_or(0);
            let seconds = self.random.between(5, left.clamp(10, 7_200) + 60);
            self.think(now.plus_seconds(seconds), Thought::Times(id));
        }
    }

    /// Whether she comes, or answers the phone.
    pub(super) fn presence(&mut self, mode: Mode) -> Presence {
        if self.random.chance(self.manner.leaves) {
            Presence::Gone
        } else if mode != Mode::InPerson && self.random.chance(self.manner.unanswered) {
            Presence::Rings(if self.random.chance(700) { 1 } else { 2 })
        } else if mode != Mode::InPerson {
            Presence::Rings(0)
        } else {
            Presence::Here
        }
    }

    fn keeps_what_she_has(&mut self, now: Instant, id: u64) {
        self.has(id, |own| {
            own.stage = Stage::Has;
            own.changes += 1;
        });
        let again = self.citizens.get(&id).and_then(|c| c.booking.as_ref()).is_some_and(|b| b.changes < CHANGES_MAX);
        if again && self.random.chance(self.manner.changes_mind) {
            let seconds = self.random.between(5, 600);
            self.think(now.plus_seconds(seconds), Thought::Times(id));
        }
    }

    /// She gave it up; one in three presses "undo", most of them soon enough.
    pub(super) fn is_cancelled(&mut self, now: Instant, id: u64) {
        let back = self.random.chance(330);
        let Some(citizen) = self.citizens.get_mut(&id) else { return };
        citizen.waits = false;
        let place = citizen.place;
        self.has(id, |own| own.stage = if back { Stage::GaveUp } else { Stage::Over });
        if back {
            let limit = i64::from(self.places[place].setup.rules.undo_seconds);
            let seconds = self.random.between(1, limit + limit / 4);
            self.think(now.plus_seconds(seconds), Thought::Times(id));
        }
    }

    /// Somebody of a centre who has a time.
    pub(super) fn somebody_with_a_time(&mut self, place: usize) -> Option<(u64, VisitId, Booking)> {
        let has = |b: &&Booking| b.stage == Stage::Has;
        let all: Vec<(u64, VisitId, Booking)> = self
            .citizens
            .iter()
            .filter(|(_, c)| c.place == place)
            .filter_map(|(id, c)| Some((*id, c.visit?, c.booking.as_ref().filter(has)?.clone())))
            .collect();
        self.random.pick(&all).cloned()
    }
}

/// The command that books what somebody wants.
pub(super) fn book(visit: VisitId, booking: &Booking) -> Action {
    let Booking { services, mode, employee, answers, starts_at, .. } = booking.clone();
    Action::Book {
        visit,
        services,
        starts_at,
        mode,
        employee,
        language: domain::ids::Language::danish(),
        answers,
        interpreter: false,
        series: None,
    }
}
