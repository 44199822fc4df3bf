//! What people see through the first machine that is up: the hall, and the times that can be had. What they were offered is
//! kept for the judge.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use domain::hall::Hall;
use domain::ids::{CentreId, StreamId};
use domain::setup::Setup;
use domain::slots::{Asker, Slot, Wish, slots};
use domain::time::Instant;
use jiff::civil::Date;

use super::machines::Machine;
use crate::check::Offered;
use crate::people::Eyes;

/// What can be seen at an instant.
pub(super) struct Sight<'a> {
    now: Instant,
    setups: &'a BTreeMap<CentreId, Arc<Setup>>,
    machine: RefCell<Option<&'a mut Machine>>,
    offered: RefCell<Vec<Offered>>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(now: Instant, setups: &'a BTreeMap<CentreId, Arc<Setup>>, machines: &'a mut [Machine]) -> Self {
        let machine = RefCell::new(machines.iter_mut().find(|m| m.core.is_some()));
        Self { now, setups, machine, offered: RefCell::default() }
    }

    /// What was offered to those who looked.
    pub(super) fn into_offered(self) -> Vec<Offered> {
        self.offered.into_inner()
    }

    /// The day of a stream, for as long as `f` looks at it.
    fn day<T>(&self, stream: &StreamId, f: impl FnOnce(&domain::day::Day) -> T) -> Option<T> {
        let mut machine = self.machine.borrow_mut();
        let day = machine.as_mut()?.core.as_mut()?.day(stream, self.now).ok()?;
        let day = day.read();
        Some(f(&day))
    }
}

impl Eyes for Sight<'_> {
    fn hall(&self, centre: &CentreId) -> Option<Hall> {
        let setup = self.setups.get(centre)?;
        let stream = StreamId { centre: centre.clone(), date: self.now.date(&setup.time_zone) };
        self.day(&stream, |day| domain::hall::hall(day, setup, self.now))
    }

    fn times(&self, centre: &CentreId, date: Date, wish: &Wish<'_>) -> Vec<Slot> {
        let Some(setup) = self.setups.get(centre) else { return Vec::new() };
        let stream = StreamId { centre: centre.clone(), date };
        let look = |day: &domain::day::Day| (day.version(), slots(setup, day, wish, self.now));
        let Some((version, Ok(slots))) = self.day(&stream, look) else { return Vec::new() };
        self.offered.borrow_mut().push(Offered {
            stream,
            version,
            services: wish.services.to_vec(),
            mode: wish.mode,
            employee: wish.employee.cloned(),
            bound: wish.asker == Asker::Citizen,
            except: wish.except,
            at: self.now,
            slots: slots.clone(),
        });
        slots
    }
}
