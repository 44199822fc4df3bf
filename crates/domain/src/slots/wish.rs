//! A wish in terms of the plan: stretches of time, each with the capacities that can give it, and the instants within which
//! it can be had.

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};

use super::{Asker, Wish};
use crate::command::SERVICES_PER_VISIT_MAX;
use crate::ids::CapacityId;
use crate::refusal::Refusal;
use crate::setup::{Bookable, Capacity, Meeting, OpenSpan, Setup, With};
use crate::time::Instant;

/// Services in a row that the same capacities give.
#[derive(Debug, Clone)]
pub(super) struct Stretch<'a> {
    /// Who gives it; the first of these that is free.
    pub(super) capacities: Vec<&'a CapacityId>,
    /// After the beginning of the visit, in minutes.
    offset_minutes: i64,
    /// How long it takes.
    pub(super) minutes: u16,
    /// How long after it whoever gives it is not to be had.
    pub(super) buffer_minutes: u16,
}

impl<'a> Stretch<'a> {
    /// What it takes where the visit begins at an instant, its buffer included.
    pub(super) fn from(&self, starts_at: Instant) -> (Instant, Instant) {
        let from = starts_at.plus_minutes(self.offset_minutes);
        (from, from.plus_minutes(i64::from(self.minutes) + i64::from(self.buffer_minutes)))
    }

    /// The capacities that give it at an instant: within their hours, and open for this asker.
    pub(super) fn usable(
        &self,
        setup: &'a Setup,
        wish: &Wish<'_>,
        from: Instant,
        now: Instant,
    ) -> impl Iterator<Item = &'a CapacityId> {
        let (ends, asker) = (from.plus_minutes(i64::from(self.minutes)), wish.asker);
        self.capacities.clone().into_iter().filter(move |id| {
            setup.capacities.get(*id).is_some_and(|capacity| {
                let date = from.date(&setup.time_zone);
                let open = asker == Asker::Employee || capacity.is_open_for(date, setup.civil(now));
                open && within(setup, capacity, from, ends)
            })
        })
    }
}

/// When acute times of a date open, where that is still to come.
pub(super) fn opens(setup: &Setup, stretches: &[Stretch<'_>], date: Date, now: Instant) -> Option<Instant> {
    let capacities = stretches.iter().flat_map(|stretch| &stretch.capacities);
    let opens = capacities.filter_map(|id| setup.capacities.get(*id)?.opens);
    let at = |time| setup.time_zone.to_ambiguous_zoned(date.to_datetime(time)).compatible().ok();
    opens.filter_map(at).map(|zoned| Instant::from_timestamp(zoned.timestamp())).filter(|at| now < *at).min()
}

/// Whether a stretch lies within one span of a capacity's hours.
pub(super) fn within(setup: &Setup, capacity: &Capacity, from: Instant, ends: Instant) -> bool {
    let date = from.date(&setup.time_zone);
    capacity.hours.on(date).iter().any(|span| {
        let (opens, closes) = instants(setup, date, *span);
        opens <= from && ends <= closes
    })
}

/// A span of a date as instants. An edge that does not exist (the spring change) is the first instant after it; one that
/// comes twice is the first.
pub(super) fn instants(setup: &Setup, date: Date, span: OpenSpan) -> (Instant, Instant) {
    let zone = &setup.time_zone;
    let at = |time: jiff::civil::Time| Instant::from_civil(date.to_datetime(time), zone);
    let closes = if span.to == jiff::civil::Time::midnight() {
        Instant::start_of(date.tomorrow().unwrap_or(date), zone)
    } else {
        at(span.to)
    };
    (at(span.from), closes)
}

/// The beginnings in a span: every so many minutes of civil time.
pub(super) fn grid(
    setup: &Setup,
    date: Date,
    span: OpenSpan,
    every_minutes: i64,
) -> impl Iterator<Item = Instant> + use<'_> {
    let first = date.to_datetime(span.from);
    let end = if span.to == jiff::civil::Time::midnight() {
        date.tomorrow().unwrap_or(date).at(0, 0, 0, 0)
    } else {
        date.to_datetime(span.to)
    };
    let step = SignedDuration::from_mins(every_minutes);
    std::iter::successors(Some(first), move |at| at.checked_add(step).ok())
        .take_while(move |at| *at < end)
        .filter_map(|at| Instant::at_civil(at, &setup.time_zone))
}

/// The stretches of a wish.
pub(super) fn stretches<'a>(setup: &'a Setup, wish: &Wish<'_>) -> Result<Vec<Stretch<'a>>, Refusal> {
    if wish.services.is_empty() {
        return Err(Refusal::NoService);
    }
    if wish.services.len() > SERVICES_PER_VISIT_MAX {
        return Err(Refusal::too_many_services());
    }
    let mut stretches: Vec<Stretch<'a>> = Vec::with_capacity(1);
    let mut offset_minutes = 0;
    for (meeting, capacities) in meetings(setup, wish)? {
        match stretches.last_mut().filter(|last| last.capacities == capacities) {
            Some(last) => {
                last.minutes = last.minutes.saturating_add(meeting.minutes);
                last.buffer_minutes = last.buffer_minutes.max(meeting.buffer_minutes);
            }
            None => stretches.push(Stretch {
                capacities,
                offset_minutes,
                minutes: meeting.minutes,
                buffer_minutes: meeting.buffer_minutes,
            }),
        }
        offset_minutes += i64::from(meeting.minutes);
    }
    Ok(stretches)
}

/// How each service is held in the mode that is wanted, with the capacities that can give it to this wish.
fn meetings<'a>(setup: &'a Setup, wish: &Wish<'_>) -> Result<Vec<(&'a Meeting, Vec<&'a CapacityId>)>, Refusal> {
    let of = |service| {
        if !setup.services.contains_key(service) {
            return Err(Refusal::UnknownService { service: service.clone() });
        }
        let bookable: &Bookable =
            setup.appointments.get(service).ok_or_else(|| Refusal::NotBookable { service: service.clone() })?;
        let meeting =
            bookable.meetings.get(&wish.mode).ok_or_else(|| Refusal::ModeNotOffered { service: service.clone() })?;
        let capacities: Vec<&CapacityId> =
            meeting.capacities.iter().filter(|id| gives(setup, id, wish.employee)).collect();
        match (capacities.is_empty(), wish.employee) {
            (true, Some(employee)) => Err(Refusal::NotWithEmployee { employee: employee.clone() }),
            _ => Ok((meeting, capacities)),
        }
    };
    wish.services.iter().map(of).collect()
}

/// Whether a capacity can give what is wanted with one employee; without one, any can.
fn gives(setup: &Setup, id: &CapacityId, employee: Option<&crate::ids::EmployeeId>) -> bool {
    let with = setup.capacities.get(id).map(|capacity| &capacity.with);
    match (with, employee) {
        (Some(With::Employees(employees)), Some(wanted)) => employees.contains(wanted),
        (Some(_), None) => true,
        (Some(With::AnyDesk { .. }), Some(_)) | (None, _) => false,
    }
}

/// When a visit ends for the citizen.
pub(super) fn ends_at(stretches: &[Stretch<'_>], starts_at: Instant) -> Instant {
    stretches.last().map_or(starts_at, |last| starts_at.plus_minutes(last.offset_minutes + i64::from(last.minutes)))
}

/// The instants and dates within which a wish can be had from now.
pub(super) struct Bounds {
    earliest: Instant,
    notice_minutes: u32,
    last_date: Date,
    days_ahead: u16,
}

impl Bounds {
    pub(super) fn holds_date(&self, date: Date) -> bool {
        date <= self.last_date
    }

    pub(super) fn holds(&self, starts_at: Instant) -> bool {
        starts_at >= self.earliest
    }

    /// The exact refusal of a time that is out of bounds.
    pub(super) fn check(&self, setup: &Setup, starts_at: Instant) -> Result<(), Refusal> {
        if !self.holds(starts_at) {
            return Err(Refusal::SlotTooSoon { minutes: self.notice_minutes });
        }
        if !self.holds_date(starts_at.date(&setup.time_zone)) {
            return Err(Refusal::SlotTooFar { days: u32::from(self.days_ahead) });
        }
        Ok(())
    }
}

/// How many days ahead an employee can book: as far as any plan goes.
const DAYS_AHEAD_EMPLOYEE: u16 = 366;

/// The strictest notice and the nearest last date of its services. An employee books until the time begins.
pub(super) fn bounds(setup: &Setup, wish: &Wish<'_>, now: Instant) -> Bounds {
    let bookable = || wish.services.iter().filter_map(|service| setup.appointments.get(service));
    let (notice_minutes, days_ahead) = match wish.asker {
        Asker::Citizen => (
            bookable().map(|b| b.notice_minutes).max().unwrap_or(0),
            bookable().map(|b| b.days_ahead).min().unwrap_or(0),
        ),
        Asker::Employee => (0, DAYS_AHEAD_EMPLOYEE),
    };
    let today = now.date(&setup.time_zone);
    let last_date = today.checked_add(i64::from(days_ahead).days()).unwrap_or(Date::MAX);
    // What begins at this very instant has begun.
    let earliest = now.plus_minutes(i64::from(notice_minutes)).max(Instant::from_millis(now.as_millis() + 1));
    Bounds { earliest, notice_minutes, last_date, days_ahead }
}
