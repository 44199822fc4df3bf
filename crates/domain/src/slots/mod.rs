//! Booked times: what a plan gives on a day, what is still free, and where one booking goes.
//!
//! Everything is a function of the set-up's plan, the day and the instant. A time is offered only where [`place`] would take
//! it: a list of times and the taking of one cannot disagree. What a booking takes is written into its event ([`Taken`]), so
//! that a later plan changes no booking; [`misfits`] says which no longer fit.
//!
//! - Times begin every so many minutes from the start of each span of opening hours, in civil time. A civil time that does
//!   not exist is not offered; one that comes twice means the first (rule 15).
//! - Several services in one visit take the sum of their minutes; services with the same capacities are one stretch with the
//!   same employee, others follow on it without a gap.
//! - An employee has one appointment at a time, whatever capacity it is of, its buffer included. The meeting lies within
//!   the hours; its buffer may run past them.

mod free;
mod misfits;
mod occupied;
mod wish;

use jiff::civil::Date;

use crate::command::Mode;
use crate::day::Day;
use crate::ids::{CapacityId, EmployeeId, ServiceId, VisitId};
use crate::refusal::Refusal;
use crate::setup::Setup;
use crate::time::Instant;

pub use free::free;
pub use misfits::{Misfit, Why, misfits};
pub use occupied::overbooked;

use occupied::Occupied;
use wish::Stretch;

/// What is wanted, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What for, in order; 1 to [`crate::command::SERVICES_PER_VISIT_MAX`].
    pub services: &'a [ServiceId],
    /// How it is held.
    pub mode: Mode,
    /// With this employee alone.
    pub employee: Option<&'a EmployeeId>,
    /// Who asks: notice, days ahead and the opening of acute times bind citizens.
    pub asker: Asker,
    /// A visit whose own time counts as free: it is to be moved, or its hold becomes its booking.
    pub except: Option<VisitId>,
}

/// Who asks for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// A citizen, or somebody for whom her rules hold.
    Citizen,
    /// An employee on a citizen's behalf.
    Employee,
}

/// A time that can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// How many could be booked at it, at least 1.
    pub free: u16,
}

/// What a booking takes of a capacity.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Taken {
    /// Of which capacity.
    pub capacity: CapacityId,
    /// Whose time it is; none where anybody at a desk serves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<EmployeeId>,
    /// How many the capacity could have at once when it was taken.
    pub parallel: u16,
    /// From (included).
    pub from: Instant,
    /// To (not included), the buffer included.
    pub to: Instant,
}

/// Where a booking goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// When it ends for the citizen.
    pub ends_at: Instant,
    /// With whom, where it is with somebody; the one of the first stretch where there are several.
    pub employee: Option<EmployeeId>,
    /// What it takes.
    pub taken: Vec<Taken>,
}

/// The times of a day that can be had, in order.
///
/// # Errors
/// What is wrong with the wish itself: [`Refusal::NotBookable`], [`Refusal::ModeNotOffered`] and their like. That nothing is
/// free is no error.
pub fn slots(setup: &Setup, day: &Day, wish: &Wish<'_>, now: Instant) -> Result<Vec<Slot>, Refusal> {
    let offer = offer(setup, day, wish, now)?;
    Ok(within_notice(setup, wish, day.stream().date, &offer.slots, now).to_vec())
}

/// The times of a day that are free, whatever notice is asked for, and how long that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// In order.
    pub slots: Vec<Slot>,
    /// The instant from which the clock alone changes them: a time that is kept is let go, acute times open.
    pub until: Option<Instant>,
}

/// The times of a day that are free, whatever notice is asked for. The same day, plan and wish give the same offer until
/// [`Offer::until`]: it can be kept and [`within_notice`] cut from it for each who asks.
///
/// # Errors
/// As for [`slots`].
pub fn offer(setup: &Setup, day: &Day, wish: &Wish<'_>, now: Instant) -> Result<Offer, Refusal> {
    let stretches = wish::stretches(setup, wish)?;
    let date = day.stream().date;
    let mut occupied = Occupied::of(day, wish.except, now);
    let mut slots = Vec::new();
    for starts_at in candidates(setup, &stretches, date) {
        let free = free_at(setup, &occupied, &stretches, wish, starts_at, now);
        if free > 0 && give(setup, &mut occupied, &stretches, wish, (starts_at, now)).is_some() {
            slots.push(Slot { starts_at, ends_at: wish::ends_at(&stretches, starts_at), free });
        }
    }
    let let_go = day.holds().values().map(|held| held.until).filter(|until| now < *until).min();
    let opens = wish::opens(setup, &stretches, date, now);
    Ok(Offer { slots, until: let_go.into_iter().chain(opens).min() })
}

/// Of the free times of a date those that can be had from now: not too near, not too far ahead.
pub fn within_notice<'s>(setup: &Setup, wish: &Wish<'_>, date: Date, free: &'s [Slot], now: Instant) -> &'s [Slot] {
    let bounds = wish::bounds(setup, wish, now);
    if !bounds.holds_date(date) {
        return &[];
    }
    let near = free.partition_point(|slot| !bounds.holds(slot.starts_at));
    free.get(near..).unwrap_or_default()
}

/// Takes a time: with whom, and what of which capacity.
///
/// # Errors
/// As for [`slots`], and [`Refusal::SlotGone`] where somebody else has it, [`Refusal::SlotUnknown`] where the plan has no such
/// time, [`Refusal::SlotTooSoon`] and [`Refusal::SlotTooFar`] where it cannot be had from now.
pub fn place(setup: &Setup, day: &Day, wish: &Wish<'_>, starts_at: Instant, now: Instant) -> Result<Placed, Refusal> {
    let stretches = wish::stretches(setup, wish)?;
    wish::bounds(setup, wish, now).check(setup, starts_at)?;
    if candidates(setup, &stretches, day.stream().date).binary_search(&starts_at).is_err() {
        return Err(Refusal::SlotUnknown);
    }
    let mut occupied = Occupied::of(day, wish.except, now);
    if free_at(setup, &occupied, &stretches, wish, starts_at, now) == 0 {
        return Err(Refusal::SlotGone);
    }
    let taken = give(setup, &mut occupied, &stretches, wish, (starts_at, now)).ok_or(Refusal::SlotGone)?;
    let employee = taken.first().and_then(|first| first.employee.clone());
    Ok(Placed { ends_at: wish::ends_at(&stretches, starts_at), employee, taken })
}

/// Whether what a visit took is free again for it: a cancellation can be taken back only then.
pub fn is_free(day: &Day, taken: &[Taken], except: VisitId, now: Instant) -> bool {
    let occupied = Occupied::of(day, Some(except), now);
    taken.iter().all(|own| match &own.employee {
        Some(employee) => occupied.is_employee_free(employee, own.from, own.to),
        None => occupied.depth(&own.capacity, own.from, own.to) < usize::from(own.parallel),
    })
}

/// The beginnings that the plan has on a date, whether free or not, in order, each once.
fn candidates(setup: &Setup, stretches: &[Stretch<'_>], date: Date) -> Vec<Instant> {
    let Some(first) = stretches.first() else { return Vec::new() };
    let mut all: Vec<Instant> = Vec::new();
    for capacity in first.capacities.iter().filter_map(|id| setup.capacities.get(*id)) {
        let every = i64::from(capacity.every_minutes.unwrap_or(first.minutes + first.buffer_minutes)).max(1);
        for span in capacity.hours.on(date) {
            all.extend(wish::grid(setup, date, *span, every));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether what is kept for a visit is what a wish would take: the same stretches of time, of capacities that give them.
pub fn is_kept(setup: &Setup, wish: &Wish<'_>, starts_at: Instant, kept: &[Taken]) -> bool {
    let Ok(stretches) = wish::stretches(setup, wish) else { return false };
    let same = |(stretch, kept): (&Stretch<'_>, &Taken)| {
        stretch.from(starts_at) == (kept.from, kept.to) && stretch.capacities.contains(&&kept.capacity)
    };
    stretches.len() == kept.len() && stretches.iter().zip(kept).all(same)
}

/// How many could be booked at a time: the fewest of its stretches, each looked at alone.
fn free_at(
    setup: &Setup,
    occupied: &Occupied<'_>,
    stretches: &[Stretch<'_>],
    wish: &Wish<'_>,
    starts_at: Instant,
    now: Instant,
) -> u16 {
    let of = |stretch: &Stretch<'_>| {
        let (from, to) = stretch.from(starts_at);
        occupied.free(setup, stretch.usable(setup, wish, from, now), wish.employee, from, to)
    };
    stretches.iter().map(of).min().unwrap_or(0)
}

/// The most ways that are tried of giving the stretches of one time.
const WAYS_MAX: usize = 2_000;

/// Gives each stretch to the first capacity that is free, and of its employees to the one who has least to do that day. Where
/// that leaves a later stretch to nobody (her own buffer before it, say), the next way is tried: what can be had is had.
fn give(
    setup: &Setup,
    occupied: &mut Occupied<'_>,
    stretches: &[Stretch<'_>],
    wish: &Wish<'_>,
    (starts_at, now): (Instant, Instant),
) -> Option<Vec<Taken>> {
    let mut ways = Ways { setup, wish, starts_at, now, left: WAYS_MAX };
    ways.give(occupied, stretches)
}

/// The ways of giving one time, as far as they are tried.
struct Ways<'a> {
    setup: &'a Setup,
    wish: &'a Wish<'a>,
    starts_at: Instant,
    now: Instant,
    left: usize,
}

impl Ways<'_> {
    fn give(&mut self, occupied: &mut Occupied<'_>, stretches: &[Stretch<'_>]) -> Option<Vec<Taken>> {
        let Some((stretch, rest)) = stretches.split_first() else { return Some(Vec::new()) };
        let (from, to) = stretch.from(self.starts_at);
        let capacities: Vec<&CapacityId> = stretch.usable(self.setup, self.wish, from, self.now).collect();
        for id in capacities {
            for own in occupied.choices(self.setup, id, self.wish.employee, from, to) {
                self.left = self.left.checked_sub(1)?;
                occupied.add(&own);
                let later = self.give(occupied, rest);
                occupied.take_back();
                if let Some(later) = later {
                    return Some(std::iter::once(own).chain(later).collect());
                }
            }
        }
        None
    }
}
