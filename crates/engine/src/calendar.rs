//! Booked times over many days: what is free, from a store of offers that is made anew where a day has changed.
//!
//! A day's offer is a pure function of its events, the plan and the wish ([`domain::slots::offer`]). It is kept under the
//! versions of both, until the clock alone changes it. Nothing is decided here: whoever takes a time is decided on the
//! day itself, so that an offer that is old by a moment can only lead to a refusal, never to a time given twice.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use domain::command::Mode;
use domain::day::Day;
use domain::ids::{CentreId, EmployeeId, ServiceId, SetupVersion, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use domain::slots::{Asker, Offer, Slot, Wish, offer, within_notice};
use domain::time::Instant;
use jiff::civil::Date;
use parking_lot::Mutex;
use serde_json::value::RawValue;

use crate::engine::Engine;
use crate::error::EngineError;

/// The most days that one question is about: three months.
pub const SLOT_DAYS_MAX: usize = 92;

/// The most offers that are kept; past it all are dropped and made again when they are asked for.
const OFFERS_MAX: usize = 20_000;

/// What times are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlotsWish {
    /// What for, in order.
    pub services: Vec<ServiceId>,
    /// How it is held.
    pub mode: Mode,
    /// With this employee alone.
    pub employee: Option<EmployeeId>,
    /// Whether an employee asks, whom no notice binds.
    pub for_employee: bool,
    /// A visit whose own time counts as free: it is to be moved.
    pub except: Option<VisitId>,
}

impl SlotsWish {
    fn wish(&self) -> Wish<'_> {
        Wish {
            services: &self.services,
            mode: self.mode,
            employee: self.employee.as_ref(),
            asker: if self.for_employee { Asker::Employee } else { Asker::Citizen },
            except: self.except,
        }
    }
}

/// The free times of one day that can be had from now, in order.
#[derive(Debug, Clone)]
pub struct DaySlots {
    /// Which day.
    pub date: Date,
    offer: Arc<Written>,
    /// Which of the offer's times can be had from now.
    within: Range<usize>,
}

impl DaySlots {
    /// Its times; none where nothing can be had.
    pub fn slots(&self) -> &[Slot] {
        self.offer.offer.slots.get(self.within.clone()).unwrap_or_default()
    }

    /// Its times as `write` writes them. What is asked for often is written once, as long as the offer holds: there is one form.
    pub fn written(&self, write: impl FnOnce(&[Slot]) -> Box<RawValue>) -> Arc<RawValue> {
        let write = || Arc::from(write(self.slots()));
        let is_whole = self.within.len() == self.offer.offer.slots.len();
        if is_whole { Arc::clone(self.offer.written.get_or_init(write)) } else { write() }
    }
}

/// An offer, and how it was written for whoever asked first.
#[derive(Debug)]
struct Written {
    offer: Offer,
    written: OnceLock<Arc<RawValue>>,
}

/// Offers that are kept.
#[derive(Debug, Default)]
pub(crate) struct Offers(Mutex<HashMap<Key, Kept>>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    stream: StreamId,
    wish: Arc<SlotsWish>,
}

#[derive(Debug)]
struct Kept {
    version: u64,
    setup: SetupVersion,
    made_at: Instant,
    offer: Arc<Written>,
}

impl Kept {
    fn holds(&self, version: u64, setup: SetupVersion, now: Instant) -> bool {
        let same = self.version == version && self.setup == setup;
        same && self.made_at <= now && self.offer.offer.until.is_none_or(|until| now < until)
    }
}

impl Offers {
    fn find(&self, key: &Key, version: u64, setup: SetupVersion, now: Instant) -> Option<Arc<Written>> {
        let offers = self.0.lock();
        offers.get(key).filter(|kept| kept.holds(version, setup, now)).map(|kept| Arc::clone(&kept.offer))
    }

    fn keep(&self, key: Key, kept: Kept) {
        let mut offers = self.0.lock();
        if offers.len() >= OFFERS_MAX {
            offers.clear();
        }
        offers.insert(key, kept);
    }
}

impl Engine {
    /// The times that can be had in a centre from one date to another, both included, day by day; at most
    /// [`SLOT_DAYS_MAX`] days, the rest is left out.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where the wish itself is wrong, else as [`Engine::with_day`].
    pub async fn slots(
        &self,
        centre: &CentreId,
        wish: SlotsWish,
        from: Date,
        to: Date,
    ) -> Result<Vec<DaySlots>, EngineError> {
        let setup = self.known_setup(centre)?;
        let (now, wish) = (self.now(), Arc::new(wish));
        // What is wrong with the wish is said also where no day is asked for.
        let nowhere = Day::new(StreamId { centre: centre.clone(), date: from });
        offer(&setup, &nowhere, &wish.wish(), now).map_err(EngineError::Refused)?;
        let dates: Vec<Date> = std::iter::successors(Some(from), |date| date.tomorrow().ok())
            .take_while(|date| *date <= to)
            .take(SLOT_DAYS_MAX)
            .collect();
        let begun = self.begun(centre, &dates).await?;
        let mut days = Vec::with_capacity(dates.len());
        for date in dates {
            let stream = StreamId { centre: centre.clone(), date };
            let offer = self.offer_of(&setup, stream, &wish, &begun, now).await?;
            let within = within_notice(&setup, &wish.wish(), date, &offer.offer.slots, now);
            // What is within the notice is a stretch of the offer.
            let first = within.first().and_then(|slot| offer.offer.slots.iter().position(|other| other == slot));
            let first = first.unwrap_or(0);
            let within = first..first + within.len();
            days.push(DaySlots { date, offer, within });
        }
        Ok(days)
    }

    /// The day on which a visit has or had its time, whatever became of it there; none where it never was a booked one, or
    /// that day is forgotten.
    ///
    /// # Errors
    /// As [`Engine::with_day`].
    pub async fn booked_on(&self, visit: VisitId) -> Result<Option<StreamId>, EngineError> {
        Ok(self.read(move |reader| reader.day_of(visit)).await??)
    }

    /// The versions of those of these days on which anything has happened.
    async fn begun(&self, centre: &CentreId, dates: &[Date]) -> Result<BTreeMap<Date, u64>, EngineError> {
        let (Some(first), Some(last)) = (dates.first().copied(), dates.last().copied()) else {
            return Ok(BTreeMap::new());
        };
        let centre = centre.clone();
        Ok(self.read(move |reader| reader.heads_of(&centre, first, last)).await??)
    }

    async fn offer_of(
        &self,
        setup: &Setup,
        stream: StreamId,
        wish: &Arc<SlotsWish>,
        begun: &BTreeMap<Date, u64>,
        now: Instant,
    ) -> Result<Arc<Written>, EngineError> {
        let head = begun.get(&stream.date).copied().unwrap_or(0);
        let key = Key { stream: stream.clone(), wish: Arc::clone(wish) };
        if let Some(kept) = self.offers().find(&key, head, setup.version, now) {
            return Ok(kept);
        }
        let make = |day: &Day| -> Result<(u64, Offer), Refusal> {
            offer(setup, day, &wish.wish(), now).map(|offer| (day.version(), offer))
        };
        let (version, offer) = if head == 0 {
            make(&Day::new(stream))
        } else {
            let day = self.shared_day(&stream).await?;
            let day = day.read();
            make(&day)
        }
        .map_err(EngineError::Refused)?;
        let offer = Arc::new(Written { offer, written: OnceLock::new() });
        self.offers().keep(key, Kept { version, setup: setup.version, made_at: now, offer: Arc::clone(&offer) });
        Ok(offer)
    }
}
