//! What a plan of booked times gives, written once more from its words: every minute of a date is walked, every time that
//! could begin is tried, everybody is tried with everybody.
//!
//! Part of the model: it must never ask the domain which hours hold, what is on the grid or what is free.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::command::Mode;
use domain::ids::{CapacityId, EmployeeId, ServiceId, VisitId};
use domain::setup::{Capacity, Holiday, Hours, Setup, With};
use domain::slots::Taken;
use domain::time::Instant;
use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;

use super::model::Model;

/// Easter Sundays, from the calendars of these years.
const EASTERS: [Date; 4] = [date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2029, 4, 1)];

/// Public holidays by their days after Easter Sunday: from Maundy Thursday to Whit Monday.
const AFTER_EASTER: [i32; 7] = [-3, -2, 0, 1, 39, 49, 50];

/// Public holidays that are always on the same day: month and day.
const FIXED: [(i8, i8); 3] = [(1, 1), (12, 25), (12, 26)];

/// The minutes of a day that clocks show.
const DAY_MINUTES: usize = 24 * 60;

/// What somebody wants of the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Want<'a> {
    pub(crate) services: &'a [ServiceId],
    pub(crate) mode: Mode,
    pub(crate) employee: Option<&'a EmployeeId>,
    /// Whether notice, days ahead and the opening of acute times hold for whoever asks.
    pub(crate) bound: bool,
    /// A visit whose own time counts as free.
    pub(crate) except: Option<VisitId>,
}

/// Whether a time can be had; the first of these that keeps it from being had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Had {
    TooSoon,
    TooFar,
    /// The plan has no such time.
    Unknown,
    Gone,
    Yes,
}

/// Services in a row that the same people or desks give.
#[derive(Debug)]
struct Part {
    capacities: Vec<CapacityId>,
    after: i64,
    minutes: i64,
    buffer: i64,
}

impl Part {
    /// When it begins, ends for the citizen, and ends with its buffer.
    fn at(&self, starts_at: Instant) -> (Instant, Instant, Instant) {
        let from = starts_at.plus_minutes(self.after);
        let ends = from.plus_minutes(self.minutes);
        (from, ends, ends.plus_minutes(self.buffer))
    }
}

/// The minutes of one date, as clocks show them.
#[derive(Debug)]
pub(super) struct Minutes {
    /// When clocks first show each minute; none where they pass over it.
    pub(super) shown: Vec<Option<Instant>>,
    /// When clocks first show each minute or one after it; at last the end of the date.
    pub(super) from: Vec<Instant>,
}

impl Minutes {
    fn of(day: Date, zone: &TimeZone) -> Self {
        let mut shown = vec![None; DAY_MINUTES];
        let mut at = Instant::start_of(day, zone);
        while at.date(zone) == day {
            let first = &mut shown[minute_of(at.civil(zone).time())];
            *first = first.or(Some(at));
            at = at.plus_minutes(1);
        }
        let mut from = vec![at; DAY_MINUTES + 1];
        for minute in (0..DAY_MINUTES).rev() {
            from[minute] = shown[minute].unwrap_or(from[minute + 1]).min(from[minute + 1]);
        }
        Self { shown, from }
    }
}

/// The minutes of the dates that were looked at.
#[derive(Debug)]
pub(super) struct Calendar {
    zone: TimeZone,
    dates: RefCell<BTreeMap<Date, Rc<Minutes>>>,
}

impl Calendar {
    pub(super) fn new(zone: TimeZone) -> Self {
        Self { zone, dates: RefCell::default() }
    }

    pub(super) fn on(&self, day: Date) -> Rc<Minutes> {
        let mut dates = self.dates.borrow_mut();
        Rc::clone(dates.entry(day).or_insert_with(|| Rc::new(Minutes::of(day, &self.zone))))
    }
}

fn minute_of(time: Time) -> usize {
    usize::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
}

/// The spans of a date, in minutes of the day.
fn spans(hours: &Hours, day: Date) -> Vec<(usize, usize)> {
    let mut week = &hours.week;
    for period in &hours.periods {
        let after_its_first = period.from.is_none_or(|first| day >= first);
        let before_its_last = period.until.is_none_or(|last| day <= last);
        if after_its_first && before_its_last {
            week = &period.week;
        }
    }
    let weekday = u8::try_from(day.weekday().to_monday_one_offset()).unwrap_or(0);
    let own = match hours.dates.get(&day) {
        Some(own) => own.clone(),
        None if is_closed(hours, day) => Vec::new(),
        None => week.get(&weekday).cloned().unwrap_or_default(),
    };
    let end = |time| if minute_of(time) == 0 { DAY_MINUTES } else { minute_of(time) };
    own.iter().map(|span| (minute_of(span.from), end(span.to))).collect()
}

fn is_closed(hours: &Hours, day: Date) -> bool {
    let movable = |easter: &Date| AFTER_EASTER.iter().any(|days| easter.saturating_add(days.days()) == day);
    let public = FIXED.contains(&(day.month(), day.day())) || EASTERS.iter().any(movable);
    let named = match (day.month(), day.day()) {
        (5, 1) => Some(Holiday::MayDay),
        (6, 5) => Some(Holiday::ConstitutionDay),
        (12, 24) => Some(Holiday::ChristmasEve),
        (12, 31) => Some(Holiday::NewYearsEve),
        _ => None,
    };
    (public && !hours.on_holidays) || named.is_some_and(|named| hours.also_closed.contains(&named))
}

/// What one visit takes of the plan; `None` where the plan does not give it at all.
fn parts(plan: &Setup, want: &Want<'_>) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut after = 0;
    for service in want.services {
        let meeting = plan.appointments.get(service)?.meetings.get(&want.mode)?;
        let mut capacities = meeting.capacities.clone();
        capacities.retain(|id| match (plan.capacities.get(id).map(|c| &c.with), want.employee) {
            (Some(With::Employees(all)), Some(her)) => all.contains(her),
            (Some(_), None) => true,
            _ => false,
        });
        if capacities.is_empty() {
            return None;
        }
        let (minutes, buffer) = (i64::from(meeting.minutes), i64::from(meeting.buffer_minutes));
        match parts.last_mut() {
            Some(last) if last.capacities == capacities => {
                last.minutes += minutes;
                last.buffer = last.buffer.max(buffer);
            }
            _ => parts.push(Part { capacities, after, minutes, buffer }),
        }
        after += minutes;
    }
    (!parts.is_empty()).then_some(parts)
}

/// When a visit could begin on a date by the grid of its first part, in order.
fn beginnings(plan: &Setup, first: &Part, minutes: &Minutes, day: Date) -> Vec<Instant> {
    let mut all = Vec::new();
    for capacity in first.capacities.iter().filter_map(|id| plan.capacities.get(id)) {
        let usual = first.minutes + first.buffer;
        let every = capacity.every_minutes.map_or(usual, i64::from);
        for (from, to) in spans(&capacity.hours, day) {
            for minute in (from..to).step_by(usize::try_from(every).unwrap_or(1).max(1)) {
                all.extend(minutes.shown[minute]);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn overlap(one: &Taken, from: Instant, to: Instant) -> bool {
    one.from < to && from < one.to
}

/// What is nobody else's: of visits and holds, and what the same visit has taken so far.
struct Busy<'a> {
    others: Vec<&'a Taken>,
    own: Vec<Taken>,
}

impl Busy<'_> {
    fn all(&self) -> impl Iterator<Item = &Taken> {
        self.others.iter().copied().chain(&self.own)
    }

    /// The most that a capacity of desks has in any minute.
    fn at_once(&self, capacity: &CapacityId, from: Instant, to: Instant) -> usize {
        let of_it = |t: &&Taken| t.employee.is_none() && t.capacity == *capacity && overlap(t, from, to);
        let there: Vec<&Taken> = self.all().filter(of_it).collect();
        let (mut minute, mut most) = (from, 0);
        while minute < to && !there.is_empty() {
            let next = minute.plus_minutes(1);
            most = most.max(there.iter().filter(|t| overlap(t, minute, next)).count());
            minute = next;
        }
        most
    }
}

impl Model {
    /// Whether a time can be had, tried with everybody who could give it.
    pub(super) fn can_have(&self, plan: &Setup, want: &Want<'_>, starts_at: Instant, at: Instant) -> Had {
        let bounds = Self::bounds(plan, want, starts_at, at);
        if bounds != Had::Yes {
            return bounds;
        }
        let Some(parts) = parts(plan, want) else { return Had::Unknown };
        if !self.begins(plan, &parts, starts_at) {
            return Had::Unknown;
        }
        let mut busy = self.busy(want, at);
        if self.tried(plan, want, &parts, (starts_at, at), &mut busy) { Had::Yes } else { Had::Gone }
    }

    /// All times that can be had, with their ends.
    pub(super) fn can_be_had(&self, plan: &Setup, want: &Want<'_>, at: Instant) -> Vec<(Instant, Instant)> {
        let Some(parts) = parts(plan, want) else { return Vec::new() };
        let mut busy = self.busy(want, at);
        let mut all = Vec::new();
        for starts_at in beginnings(plan, &parts[0], &self.minutes(), self.stream.date) {
            if Self::bounds(plan, want, starts_at, at) == Had::Yes
                && self.tried(plan, want, &parts, (starts_at, at), &mut busy)
            {
                all.extend(parts.last().map(|last| (starts_at, last.at(starts_at).1)));
            }
        }
        all
    }

    /// How many could be booked at a time of one part: desks that are left, and everybody once who is free.
    pub(super) fn left(&self, plan: &Setup, want: &Want<'_>, starts_at: Instant, at: Instant) -> Option<usize> {
        let parts = parts(plan, want)?;
        let [part] = parts.as_slice() else { return None };
        let busy = self.busy(want, at);
        let (from, ends, to) = part.at(starts_at);
        let (mut desks, mut people): (usize, Vec<&EmployeeId>) = (0, Vec::new());
        for id in &part.capacities {
            let Some(capacity) = plan.capacities.get(id).filter(|c| self.gives(plan, want, c, (from, ends), at)) else {
                continue;
            };
            match &capacity.with {
                With::AnyDesk { parallel } => {
                    desks += usize::from(*parallel).saturating_sub(busy.at_once(id, from, to));
                }
                With::Employees(all) => {
                    let wanted = all.iter().filter(|e| want.employee.is_none_or(|her| her == *e));
                    people.extend(wanted.filter(|e| self.is_free(&busy, e, from, to)));
                }
            }
        }
        people.sort();
        people.dedup();
        Some(desks + people.len())
    }

    /// Whether what was taken is what the plan gives for it, whoever else has what: the parts, the grid, the hours, with
    /// whom, how many at once.
    pub(super) fn is_of_the_plan(
        &self,
        plan: &Setup,
        want: &Want<'_>,
        starts_at: Instant,
        ends_at: Option<Instant>,
        taken: &[Taken],
    ) -> bool {
        let Some(parts) = parts(plan, want) else { return false };
        let ends = parts.last().map(|last| last.at(starts_at).1);
        let fits = |(part, taken): (&Part, &Taken)| {
            let (from, ends, to) = part.at(starts_at);
            let known = plan.capacities.get(&taken.capacity).filter(|_| part.capacities.contains(&taken.capacity));
            let with = |capacity: &Capacity| match (&capacity.with, &taken.employee) {
                (With::AnyDesk { parallel }, None) => taken.parallel == *parallel,
                (With::Employees(all), Some(her)) => {
                    taken.parallel == 1 && all.contains(her) && want.employee.is_none_or(|only| only == her)
                }
                _ => false,
            };
            (taken.from, taken.to) == (from, to)
                && known.is_some_and(|capacity| with(capacity) && self.is_within(plan, capacity, from, ends))
        };
        parts.len() == taken.len()
            && (ends_at.is_none() || ends_at == ends)
            && self.begins(plan, &parts, starts_at)
            && parts.iter().zip(taken).all(fits)
    }

    /// Whether just this is what a time would take, whoever of those who give it.
    pub(super) fn would_take(plan: &Setup, want: &Want<'_>, starts_at: Instant, taken: &[Taken]) -> bool {
        let Some(parts) = parts(plan, want) else { return false };
        let same = |(part, taken): (&Part, &Taken)| {
            let (from, _, to) = part.at(starts_at);
            (from, to) == (taken.from, taken.to) && part.capacities.contains(&taken.capacity)
        };
        parts.len() == taken.len() && parts.iter().zip(taken).all(same)
    }

    /// Notice and days ahead. Nobody books what has begun.
    pub(super) fn bounds(plan: &Setup, want: &Want<'_>, starts_at: Instant, at: Instant) -> Had {
        let bookable = || want.services.iter().filter_map(|service| plan.appointments.get(service));
        let (notice, days) = if want.bound {
            (bookable().map(|b| b.notice_minutes).max(), bookable().map(|b| b.days_ahead).min())
        } else {
            // As far as any plan goes.
            (None, Some(366))
        };
        let today = at.date(&plan.time_zone);
        let last = today.saturating_add(i64::from(days.unwrap_or(0)).days());
        if starts_at <= at || starts_at < at.plus_minutes(i64::from(notice.unwrap_or(0))) {
            Had::TooSoon
        } else if starts_at.date(&plan.time_zone) > last {
            Had::TooFar
        } else {
            Had::Yes
        }
    }

    /// Whether an acute time is open for whoever asks: on its own day, from its hour on.
    pub(super) fn is_open_for(plan: &Setup, capacity: &Capacity, from: Instant, at: Instant) -> bool {
        let now = at.civil(&plan.time_zone);
        capacity.opens.is_none_or(|opens| now.date() == from.date(&plan.time_zone) && opens <= now.time())
    }

    fn begins(&self, plan: &Setup, parts: &[Part], starts_at: Instant) -> bool {
        parts.first().is_some_and(|first| {
            beginnings(plan, first, &self.minutes(), self.stream.date).binary_search(&starts_at).is_ok()
        })
    }

    /// Whether a meeting lies within one span of a capacity's hours.
    pub(super) fn is_within(&self, plan: &Setup, capacity: &Capacity, from: Instant, ends: Instant) -> bool {
        // What follows on a part that runs up to midnight is of the next date.
        let day = from.date(&plan.time_zone);
        let minutes = self.calendar.on(day);
        let within = |(opens, closes): (usize, usize)| minutes.from[opens] <= from && ends <= minutes.from[closes];
        spans(&capacity.hours, day).into_iter().any(within)
    }

    fn gives(
        &self,
        plan: &Setup,
        want: &Want<'_>,
        capacity: &Capacity,
        meeting: (Instant, Instant),
        at: Instant,
    ) -> bool {
        let open = !want.bound || Self::is_open_for(plan, capacity, meeting.0, at);
        open && self.is_within(plan, capacity, meeting.0, meeting.1)
    }

    fn is_free(&self, busy: &Busy<'_>, employee: &EmployeeId, from: Instant, to: Instant) -> bool {
        let has = |t: &Taken| t.employee.as_ref() == Some(employee) && overlap(t, from, to);
        !busy.all().any(has) && !self.plan.is_blocked(employee, from, to)
    }

    fn busy(&self, want: &Want<'_>, at: Instant) -> Busy<'_> {
        Busy { others: self.taken_at(want.except, at), own: Vec::new() }
    }

    /// Tries every way to give the parts that are left, one after the other.
    fn tried(
        &self,
        plan: &Setup,
        want: &Want<'_>,
        parts: &[Part],
        (starts_at, at): (Instant, Instant),
        busy: &mut Busy<'_>,
    ) -> bool {
        let Some((part, rest)) = parts.split_first() else { return true };
        let (from, ends, to) = part.at(starts_at);
        for id in &part.capacities {
            let Some(capacity) = plan.capacities.get(id).filter(|c| self.gives(plan, want, c, (from, ends), at)) else {
                continue;
            };
            let givers: Vec<Option<&EmployeeId>> = match &capacity.with {
                With::AnyDesk { parallel } if busy.at_once(id, from, to) < usize::from(*parallel) => vec![None],
                With::AnyDesk { .. } => Vec::new(),
                With::Employees(all) => all.iter().map(Some).collect(),
            };
            for employee in givers {
                let wanted = want.employee.is_none() || want.employee == employee;
                if !wanted || employee.is_some_and(|her| !self.is_free(busy, her, from, to)) {
                    continue;
                }
                busy.own.push(Taken { capacity: id.clone(), employee: employee.cloned(), parallel: 1, from, to });
                let all = self.tried(plan, want, rest, (starts_at, at), busy);
                busy.own.pop();
                if all {
                    return true;
                }
            }
        }
        false
    }
}
