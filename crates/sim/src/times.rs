//! The plan of booked times of a simulated centre, another for each seed: who gives times, when, for how long, with what
//! notice.
//!
//! It is odd on purpose (grids of seven minutes, hours through the night when the clock changes, one employee in two
//! capacities, a date that differs), so that few seeds reach many corners. It must stay a valid plan: every name in it is
//! known, and what is held by video has a link.

use std::collections::BTreeMap;

use domain::command::{HOLD_MINUTES_MAX, Mode};
use domain::ids::{CapacityId, EmployeeId, InvalidId, QuestionId, ServiceId};
use domain::setup::{
    Bookable, Capacity, Holiday, Hours, Meeting, OpenSpan, Role, Setup, Texts, Week, WeekPeriod, With,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

use crate::random::Random;
use crate::town::Size;

/// The capacities of every centre: at desks, of employees, of some of these and others, and for the day itself.
const CAPACITIES: [&str; 4] = ["counters", "officers", "specialists", "acute"];

/// Which of them give a meeting, in order: the first that is free does.
const GIVERS: [&[&str]; 7] = [
    &["counters"],
    &["officers"],
    &["counters", "acute"],
    &["officers", "specialists"],
    &["specialists", "counters"],
    &["specialists"],
    &["acute", "officers"],
];

/// Every so many minutes a time begins; none: as often as the meeting is long.
const GRIDS: [Option<u16>; 8] = [None, None, None, Some(5), Some(7), Some(10), Some(15), Some(25)];

const MINUTES: [u16; 8] = [5, 8, 10, 10, 15, 20, 30, 45];
const BUFFERS: [u16; 6] = [0, 0, 0, 5, 10, 13];
const NOTICE_MINUTES: [u32; 6] = [0, 0, 10, 30, 60, 24 * 60];
const DAYS_AHEAD: [u16; 5] = [1, 1, 2, 7, 60];

/// Gives each centre of a town a plan, around the date on which a run begins.
///
/// # Errors
/// [`InvalidId`] is a mistake in this file.
pub(crate) fn with_times(
    random: &mut Random,
    setups: Vec<Setup>,
    size: Size,
    date: Date,
) -> Result<Vec<Setup>, InvalidId> {
    let planned = |mut setup: Setup| {
        setup.rules.hold_minutes = short(random.between(1, i64::from(HOLD_MINUTES_MAX) / 2));
        setup.rules.ring_again_minutes = short(random.between(1, 12));
        plan(random, &mut setup, size, date)?;
        Ok(setup)
    };
    setups.into_iter().map(planned).collect()
}

/// The same centres with other plans, under the next version.
///
/// # Errors
/// [`InvalidId`] is a mistake in this file.
pub(crate) fn with_other_times(
    random: &mut Random,
    setups: &[Setup],
    size: Size,
    date: Date,
) -> Result<Vec<Setup>, InvalidId> {
    let other = |setup: &Setup| {
        let mut other = setup.clone();
        other.version.0 += 1;
        plan(random, &mut other, size, date)?;
        Ok(other)
    };
    setups.iter().map(other).collect()
}

fn plan(random: &mut Random, setup: &mut Setup, size: Size, date: Date) -> Result<(), InvalidId> {
    setup.capacities = capacities(random, setup, size, date)?;
    setup.appointments = BTreeMap::new();
    let leaves: Vec<ServiceId> =
        setup.services.iter().filter(|(_, s)| s.choices.is_empty()).map(|(id, _)| id.clone()).collect();
    for service in leaves {
        let always = setup.appointments.is_empty() || setup.services[&service].appointment_only;
        if always || random.chance(550) {
            let bookable = bookable(random, setup)?;
            setup.appointments.insert(service, bookable);
        }
    }
    Ok(())
}

fn capacities(
    random: &mut Random,
    setup: &Setup,
    size: Size,
    date: Date,
) -> Result<BTreeMap<CapacityId, Capacity>, InvalidId> {
    let mut staff: Vec<EmployeeId> =
        setup.employees.iter().filter(|(_, e)| e.role <= Role::Employee).map(|(id, _)| id.clone()).collect();
    let first = random.count(0, staff.len().saturating_sub(1));
    staff.rotate_left(first);
    let officers: Vec<EmployeeId> = staff.iter().take(random.count(1, 3)).cloned().collect();
    // Now and then one of the officers is a specialist too; she has one appointment at a time all the same.
    let shared = officers.iter().take(usize::from(random.chance(500)));
    let others = staff.iter().filter(|e| !officers.contains(e)).take(random.count(0, 2));
    let mut specialists: Vec<EmployeeId> = shared.chain(others).cloned().collect();
    if specialists.is_empty() {
        specialists.clone_from(&officers);
    }
    let at_desks = |parallel: i64| With::AnyDesk { parallel: short(parallel) };
    let opens = Time::constant(size.opens, 0, 0, 0).saturating_add(random.between(-30, 45).minutes());
    let mut all = BTreeMap::new();
    for (name, with, opens) in [
        (CAPACITIES[0], at_desks(random.between(1, 3)), None),
        (CAPACITIES[1], With::Employees(officers), None),
        (CAPACITIES[2], With::Employees(specialists), None),
        (CAPACITIES[3], at_desks(1), Some(opens)),
    ] {
        let every_minutes = random.pick(&GRIDS).copied().flatten();
        let hours = hours(random, size, date);
        all.insert(CapacityId::new(name)?, Capacity { name: Texts::default(), with, every_minutes, hours, opens });
    }
    Ok(all)
}

/// Usually a week; now and then another for a few days, and a date that differs.
fn hours(random: &mut Random, size: Size, date: Date) -> Hours {
    let mut periods = Vec::new();
    if random.chance(250) {
        let (from, until) = (near(random, date, -3), near(random, date, 0));
        let until = random.chance(700).then_some(until);
        periods.push(WeekPeriod { from: random.chance(700).then_some(from), until, week: week(random, size) });
    }
    let mut dates = BTreeMap::new();
    if random.chance(250) {
        let spans = if random.chance(300) { Vec::new() } else { spans(random, size) };
        dates.insert(near(random, date, 0), spans);
    }
    Hours {
        week: week(random, size),
        periods,
        on_holidays: random.chance(600),
        also_closed: if random.chance(200) { vec![Holiday::NewYearsEve] } else { Vec::new() },
        dates,
    }
}

/// A date within three days from `days` after `date` on.
fn near(random: &mut Random, date: Date, days: i64) -> Date {
    date.saturating_add((days + random.between(0, 3)).days())
}

/// The same spans every day, but for a few days that are others or closed.
fn week(random: &mut Random, size: Size) -> Week {
    let usual = spans(random, size);
    let mut week = Week::new();
    for day in 1..=7 {
        match random.below(10) {
            0 => {}
            1 => {
                week.insert(day, spans(random, size));
            }
            _ => {
                week.insert(day, usual.clone());
            }
        }
    }
    week
}

/// About the hours of the queues, with a break or without; or in the night.
fn spans(random: &mut Random, size: Size) -> Vec<OpenSpan> {
    let night = |from: i64, to: i64| vec![span(from, to)];
    match random.below(10) {
        0 => return night(0, 6 * 60),
        1 => return night(20 * 60 + 7, 24 * 60),
        2 => return night(60 + 30, 2 * 60 + 30),
        _ => {}
    }
    let from = (i64::from(size.opens) * 60 + 5 * random.between(-9, 9)).max(0);
    let to = (i64::from(size.closes) * 60 + 5 * random.between(-9, 18)).clamp(from + 30, 24 * 60);
    let middle = from + (to - from) / 2;
    let pause = random.between(1, 25);
    if to - from > 90 && random.chance(350) {
        vec![span(from, middle), span(middle + pause, to)]
    } else {
        vec![span(from, to)]
    }
}

/// From a minute of the day to another; the day's last is its midnight.
fn span(from: i64, to: i64) -> OpenSpan {
    let time = |minute: i64| Time::midnight().wrapping_add(minute.minutes());
    OpenSpan { from: time(from), to: time(to) }
}

fn bookable(random: &mut Random, setup: &Setup) -> Result<Bookable, InvalidId> {
    let mut meetings = BTreeMap::new();
    for (mode, chance) in [(Mode::InPerson, 800), (Mode::Phone, 600), (Mode::Video, 300)] {
        if random.chance(chance) {
            meetings.insert(mode, meeting(random, mode)?);
        }
    }
    if meetings.is_empty() {
        meetings.insert(Mode::InPerson, meeting(random, Mode::InPerson)?);
    }
    let asks: Vec<QuestionId> = setup.questions.keys().cloned().collect();
    Ok(Bookable {
        meetings,
        notice_minutes: random.pick(&NOTICE_MINUTES).copied().unwrap_or(0),
        days_ahead: random.pick(&DAYS_AHEAD).copied().unwrap_or(1),
        open_max: 50,
        bring: Vec::new(),
        words: Texts::default(),
        question: random.pick(&asks).cloned().filter(|_| random.chance(300)),
        topic: false,
        sensitive: random.chance(100),
        remind_minutes_before: Vec::new(),
    })
}

fn meeting(random: &mut Random, mode: Mode) -> Result<Meeting, InvalidId> {
    let givers = random.pick(&GIVERS).copied().unwrap_or(&["counters"]);
    Ok(Meeting {
        minutes: random.pick(&MINUTES).copied().unwrap_or(10),
        buffer_minutes: random.pick(&BUFFERS).copied().unwrap_or(0),
        capacities: givers.iter().map(|id| CapacityId::new(id)).collect::<Result<_, _>>()?,
        note: Texts::default(),
        link: (mode == Mode::Video).then(|| "https://video.example/room".to_owned()),
    })
}

fn short(n: i64) -> u16 {
    u16::try_from(n).unwrap_or(1)
}
