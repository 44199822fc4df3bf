//! Two centres on one date: gives commands to the rules, folds what comes of them, and keeps the streams.
//!
//! The same path as the engine's (decide, then fold), without store, threads or clock.

use domain::answer::{Answer, Tell, answer};
use domain::command::{Action, Actor, Command};
use domain::day::{Day, evolve, fold};
use domain::decide::{Side, decide, decide_across};
use domain::event::Event;
use domain::ids::{StreamId, VisitId};
use domain::invariants;
use domain::refusal::Refusal;
use domain::setup::Setup;
use domain::time::Instant;
use jiff::civil::Date;
use uuid::Uuid;

use crate::centre;

/// One of the two centres, of the reception one of two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Reception,
    /// The reception's next day.
    Tomorrow,
    Jobs,
}

/// One centre's day with its whole stream.
#[derive(Debug, Clone)]
pub(crate) struct House {
    pub(crate) setup: Setup,
    pub(crate) day: Day,
    pub(crate) events: Vec<Event>,
}

/// Both centres.
#[derive(Debug, Clone)]
pub(crate) struct Town {
    pub(crate) reception: House,
    pub(crate) tomorrow: House,
    pub(crate) jobs: House,
    visits: u128,
}

/// What a command brought about.
#[derive(Debug, Clone)]
pub(crate) struct Done {
    pub(crate) events: Vec<(Place, Event)>,
    pub(crate) answer: Answer,
}

impl Town {
    pub(crate) fn new(date: Date) -> Self {
        Self {
            reception: House::new(centre::reception(), date),
            tomorrow: House::new(centre::reception(), date.tomorrow().unwrap()),
            jobs: House::new(centre::jobs(), date),
            visits: 0,
        }
    }

    pub(crate) fn house(&self, place: Place) -> &House {
        match place {
            Place::Reception => &self.reception,
            Place::Tomorrow => &self.tomorrow,
            Place::Jobs => &self.jobs,
        }
    }

    fn house_mut(&mut self, place: Place) -> &mut House {
        match place {
            Place::Reception => &mut self.reception,
            Place::Tomorrow => &mut self.tomorrow,
            Place::Jobs => &mut self.jobs,
        }
    }

    /// A visit that nobody has seen before.
    pub(crate) fn new_visit(&mut self) -> VisitId {
        self.visits += 1;
        VisitId(Uuid::from_u128(self.visits))
    }

    /// Decides and folds. A refusal changes nothing.
    pub(crate) fn give(&mut self, place: Place, by: Actor, action: Action, now: Instant) -> Result<Done, Refusal> {
        let command = Command { by, action };
        let here = place;
        if let Some(there) = self.there(here, &command.action) {
            let sides = (self.house(here).side(), self.house(there).side());
            let decision = decide_across(sides.0, sides.1, &command, now)?;
            let mut events = self.house_mut(here).take_in(here, decision.here);
            events.extend(self.house_mut(there).take_in(there, decision.there));
            return Ok(self.done(there, events, &decision.tell, now));
        }
        let house = self.house(here);
        let decision = decide(&house.day, &house.setup, &command, now)?;
        let events = self.house_mut(here).take_in(here, decision.events);
        Ok(self.done(here, events, &decision.tell, now))
    }

    /// The second stream of an action, where it is one of the town's.
    fn there(&self, here: Place, action: &Action) -> Option<Place> {
        let stream = self.house(here).day.stream();
        let other = match (action.other_centre(), action.other_date(stream.date)) {
            (Some(centre), _) => StreamId { centre: centre.clone(), date: self.jobs.day.stream().date },
            (None, Some(date)) => StreamId { centre: stream.centre.clone(), date },
            (None, None) => return None,
        };
        let all = [Place::Reception, Place::Tomorrow, Place::Jobs];
        all.into_iter().find(|place| *place != here && *self.house(*place).day.stream() == other)
    }

    fn done(&self, told_by: Place, events: Vec<(Place, Event)>, tell: &Tell, now: Instant) -> Done {
        let at = events.last().map_or(now, |(_, e)| e.at);
        let house = self.house(told_by);
        let answer = answer(&house.day, &house.setup, tell, at);
        Done { events, answer }
    }

    /// Everything that must hold of both centres.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.reception.check()?;
        self.tomorrow.check()?;
        self.jobs.check()
    }
}

impl House {
    fn new(setup: Setup, date: Date) -> Self {
        let day = Day::new(StreamId { centre: setup.centre.clone(), date });
        Self { setup, day, events: Vec::new() }
    }

    fn side(&self) -> Side<'_> {
        Side { day: &self.day, setup: &self.setup }
    }

    fn take_in(&mut self, place: Place, events: Vec<Event>) -> Vec<(Place, Event)> {
        for event in &events {
            evolve(&mut self.day, event);
        }
        self.events.extend(events.iter().cloned());
        events.into_iter().map(|e| (place, e)).collect()
    }

    /// The invariants, fold(events) = state, and time that only goes on.
    pub(crate) fn check(&self) -> Result<(), String> {
        invariants::check(&self.day)?;
        if fold(self.day.stream().clone(), &self.events) != self.day {
            return Err("the fold of the events is another day".to_owned());
        }
        if self.events.iter().zip(self.events.iter().skip(1)).any(|(a, b)| a.at > b.at) {
            return Err("an event is earlier than the one before it".to_owned());
        }
        Ok(())
    }
}
