//! Booked times: what is offered can be had, nothing is overbooked whatever the plan, and the two nights of the year.
//!
//! Field faults 20 to 27 and 30 of other systems are here or in `cases/15-appointments.txt`.

use std::collections::BTreeMap;

use domain::command::{Action, Actor, Command, Mode};
use domain::day::{Day, evolve};
use domain::decide::decide;
use domain::ids::{CapacityId, EmployeeId, Language, ServiceId, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::setup::{Bookable, Capacity, Hours, Meeting, OpenSpan, Setup, Texts, WeekPeriod, With};
use domain::slots::{Asker, Slot, Why, Wish, free, misfits, overbooked, place, slots};
use domain::strands::strands;
use domain::time::Instant;
use jiff::civil::{Date, Time, date, time};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::centre::{reception, zone};

fn day_of(date: Date) -> Day {
    Day::new(StreamId { centre: "reception".parse().unwrap(), date })
}

fn at(date: Date, hour: i8, minute: i8) -> Instant {
    Instant::at_civil(date.at(hour, minute, 0, 0), &zone()).unwrap()
}

fn service(id: &str) -> Vec<ServiceId> {
    id.split('+').map(|id| id.parse().unwrap()).collect()
}

fn wish(services: &[ServiceId], mode: Mode) -> Wish<'_> {
    Wish { services, mode, employee: None, asker: Asker::Citizen, except: None }
}

/// Gives a command to a day and folds what comes of it.
fn give(day: &mut Day, setup: &Setup, by: Actor, action: Action, now: Instant) -> Result<(), Refusal> {
    let decision = decide(day, setup, &Command { by, action }, now)?;
    for event in &decision.events {
        evolve(day, event);
    }
    overbooked(day).unwrap();
    domain::invariants::check(day).unwrap();
    Ok(())
}

fn book(visit: u128, services: &[ServiceId], mode: Mode, starts_at: Instant) -> Action {
    Action::Book {
        visit: VisitId(Uuid::from_u128(visit)),
        services: services.to_vec(),
        starts_at,
        mode,
        employee: None,
        language: Language::danish(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
    }
}

fn clocks(slots: &[Slot]) -> Vec<String> {
    slots.iter().map(|slot| slot.starts_at.civil(&zone()).time().strftime("%H:%M").to_string()).collect()
}

const TUESDAY: Date = date(2026, 3, 3);

#[test]
fn a_day_has_the_times_of_its_plan() {
    let setup = reception();
    let advice = service("advice");
    let now = at(TUESDAY, 7, 0);
    let day = day_of(TUESDAY);
    let all = slots(&setup, &day, &wish(&advice, Mode::InPerson), now).unwrap();
    assert_eq!(all.len(), 29, "from 8:00 to 17:20, every 20 minutes");
    assert_eq!((clocks(&all)[0].as_str(), clocks(&all)[28].as_str()), ("08:00", "17:20"));
    assert!(all.iter().all(|slot| slot.free == 2 && slot.ends_at == slot.starts_at.plus_minutes(30)));
    let weekend = day_of(date(2026, 3, 7));
    assert_eq!(slots(&setup, &weekend, &wish(&advice, Mode::InPerson), now).unwrap(), []);
}

/// What is offered is exactly what can be had: the same rule makes the list and takes the time.
#[test]
fn field_fault_25_a_time_that_is_shown_can_be_had_and_a_free_day_is_not_hidden() {
    let setup = reception();
    let mut day = day_of(TUESDAY);
    let now = at(TUESDAY, 8, 30);
    for (visit, (hour, minute)) in [(9, 40), (9, 40), (11, 0)].into_iter().enumerate() {
        let action = book(visit as u128, &service("advice"), Mode::InPerson, at(TUESDAY, hour, minute));
        give(&mut day, &setup, Actor::Citizen, action, now).unwrap();
    }
    for (services, mode) in [
        ("advice", Mode::InPerson),
        ("advice", Mode::Phone),
        ("renewal", Mode::InPerson),
        ("advice+grant", Mode::InPerson),
    ] {
        let services = service(services);
        let offered = slots(&setup, &day, &wish(&services, mode), now).unwrap();
        assert!(!offered.is_empty());
        for minute in 0..24 * 60 {
            let starts_at = at(TUESDAY, 0, 0).plus_minutes(minute);
            let shown = offered.iter().find(|slot| slot.starts_at == starts_at);
            let placed = place(&setup, &day, &wish(&services, mode), starts_at, now);
            assert_eq!(shown.is_some(), placed.is_ok(), "{services:?} at {starts_at}: {placed:?}");
            if let (Some(slot), Ok(placed)) = (shown, placed) {
                assert_eq!(slot.ends_at, placed.ends_at);
            }
        }
    }
}

#[test]
fn field_fault_30_notice_is_counted_in_instants_wherever_the_hall_is() {
    for zone in ["Europe/Copenhagen", "America/Nuuk", "Atlantic/Faroe", "Pacific/Kiritimati"] {
        let mut setup = reception();
        setup.time_zone = jiff::tz::TimeZone::get(zone).unwrap();
        let starts_at = Instant::at_civil(TUESDAY.at(10, 0, 0, 0), &setup.time_zone).unwrap();
        let renewal = service("renewal");
        let wish = wish(&renewal, Mode::InPerson);
        let day = day_of(TUESDAY);
        assert!(place(&setup, &day, &wish, starts_at, starts_at.plus_minutes(-60)).is_ok(), "{zone}");
        let late = place(&setup, &day, &wish, starts_at, starts_at.plus_seconds(-60 * 60 + 1));
        assert_eq!(late, Err(Refusal::SlotTooSoon { minutes: 60 }), "{zone}");
    }
}

#[test]
fn services_in_one_visit_take_the_sum_of_their_times() {
    let setup = reception();
    let day = day_of(TUESDAY);
    let now = at(TUESDAY, 7, 0);
    // Of the same capacity: one stretch with one employee, its buffer the longest of them.
    let both = service("advice+grant");
    let placed = place(&setup, &day, &wish(&both, Mode::InPerson), at(TUESDAY, 10, 0), now).unwrap();
    assert_eq!(placed.ends_at, at(TUESDAY, 10, 50));
    assert_eq!(placed.taken.len(), 1);
    assert_eq!(placed.taken[0].to, at(TUESDAY, 11, 0));
    // Of another: the second follows on the first without a gap.
    let two = service("renewal+advice");
    let placed = place(&setup, &day, &wish(&two, Mode::InPerson), at(TUESDAY, 10, 0), now).unwrap();
    assert_eq!(placed.ends_at, at(TUESDAY, 10, 45));
    assert_eq!(placed.employee, None, "the first stretch is at a counter");
    assert_eq!((placed.taken[1].from, placed.taken[1].to), (at(TUESDAY, 10, 15), at(TUESDAY, 10, 55)));
    // The last beginning leaves room for both.
    let last = slots(&setup, &day, &wish(&two, Mode::InPerson), now).unwrap();
    assert_eq!(clocks(&last).last().unwrap(), "17:15");
}

/// Two services in a row of one employee, who is in two capacities: her buffer after the first keeps her from the second, so
/// somebody else gives the first, and alone she gives neither.
#[test]
fn one_employee_of_two_capacities_is_not_offered_for_both_in_a_row() {
    let mut setup = reception();
    let mut others = setup.capacities[&"officers".parse().unwrap()].clone();
    others.with = With::Employees(vec!["anna".parse().unwrap()]);
    setup.capacities.insert("others".parse().unwrap(), others);
    let grant = setup.appointments.get_mut(&"grant".parse().unwrap()).unwrap();
    grant.meetings.get_mut(&Mode::InPerson).unwrap().capacities = vec!["others".parse().unwrap()];
    let (both, now, anna) = (service("advice+grant"), at(TUESDAY, 7, 0), EmployeeId::new("anna").unwrap());
    let day = day_of(TUESDAY);
    let placed = place(&setup, &day, &wish(&both, Mode::InPerson), at(TUESDAY, 10, 0), now).unwrap();
    let with: Vec<&str> = placed.taken.iter().filter_map(|t| t.employee.as_ref()).map(EmployeeId::as_str).collect();
    assert_eq!(with, ["bo", "anna"]);
    let alone = Wish { employee: Some(&anna), ..wish(&both, Mode::InPerson) };
    assert_eq!(slots(&setup, &day, &alone, now).unwrap(), []);
    assert_eq!(place(&setup, &day, &alone, at(TUESDAY, 10, 0), now), Err(Refusal::SlotGone));
}

/// 29 March 2026: 02:00 to 03:00 does not exist. 25 October 2026: it comes twice.
#[test]
fn the_two_nights_of_the_year() {
    let mut setup = reception();
    let night = OpenSpan { from: time(0, 0, 0, 0), to: time(6, 0, 0, 0) };
    for capacity in setup.capacities.values_mut() {
        capacity.hours = Hours { week: (1..=7).map(|day| (day, vec![night])).collect(), ..Hours::default() };
        capacity.opens = None;
    }
    let renewal = service("renewal");
    let on = |date: Date| {
        let now = at(date.yesterday().unwrap(), 12, 0);
        let found = slots(&setup, &day_of(date), &wish(&renewal, Mode::InPerson), now).unwrap();
        assert!(found.iter().zip(&found[1..]).all(|(a, b)| a.starts_at < b.starts_at));
        found
    };
    let spring = on(date(2026, 3, 29));
    let shown = clocks(&spring);
    assert!(!shown.iter().any(|clock| clock.starts_with("02:")), "{shown:?}");
    assert!(shown.contains(&"01:45".to_owned()) && shown.contains(&"03:00".to_owned()));
    assert_eq!(shown.len(), 20);
    let autumn = on(date(2026, 10, 25));
    assert_eq!(autumn.len(), 24, "each civil time once: the first of the two");
    let twice = autumn.iter().find(|slot| clocks(std::slice::from_ref(*slot)) == ["02:30"]).unwrap();
    assert_eq!(twice.starts_at, "2026-10-25T00:30:00Z".parse().unwrap());
}

/// Hours that end within the hour that does not exist end with the change of the clock.
#[test]
fn nobody_is_met_after_hours_that_end_while_the_clock_goes_forward() {
    let mut setup = reception();
    let night = OpenSpan { from: time(1, 30, 0, 0), to: time(2, 30, 0, 0) };
    for capacity in setup.capacities.values_mut() {
        capacity.hours = Hours { week: (1..=7).map(|day| (day, vec![night])).collect(), ..Hours::default() };
    }
    let now = at(date(2026, 3, 27), 12, 0);
    let on = |day: Date| {
        let advice = service("advice");
        clocks(&slots(&setup, &day_of(day), &wish(&advice, Mode::InPerson), now).unwrap())
    };
    assert_eq!(on(date(2026, 3, 28)), ["01:30", "01:50"]);
    assert_eq!(on(date(2026, 3, 29)), ["01:30"], "from 01:50 it would last until 03:20");
}

#[test]
fn field_fault_22_a_public_holiday_is_closed_whatever_week_it_is_in() {
    let mut setup = reception();
    let renewal = service("renewal");
    let span = OpenSpan { from: time(8, 0, 0, 0), to: time(12, 0, 0, 0) };
    let week: BTreeMap<u8, Vec<OpenSpan>> = (1..=7).map(|day| (day, vec![span])).collect();
    for capacity in setup.capacities.values_mut() {
        capacity.hours = Hours {
            week: week.clone(),
            periods: vec![WeekPeriod { from: Some(date(2026, 4, 1)), until: None, week: week.clone() }],
            dates: BTreeMap::from([(date(2026, 4, 3), vec![span]), (date(2026, 4, 8), Vec::new())]),
            ..Hours::default()
        };
    }
    let free = |setup: &Setup, day: Date| {
        let now = at(day.yesterday().unwrap(), 12, 0);
        slots(setup, &day_of(day), &wish(&renewal, Mode::InPerson), now).unwrap().len()
    };
    assert_eq!(free(&setup, date(2026, 4, 2)), 0, "Maundy Thursday");
    assert_eq!(free(&setup, date(2026, 4, 3)), 16, "Good Friday, which the plan opens by its date");
    assert_eq!(free(&setup, date(2026, 4, 6)), 0, "Easter Monday");
    assert_eq!(free(&setup, date(2026, 4, 7)), 16);
    assert_eq!(free(&setup, date(2026, 4, 8)), 0, "a date that the plan closes");
    for capacity in setup.capacities.values_mut() {
        capacity.hours.on_holidays = true;
    }
    assert_eq!(free(&setup, date(2026, 4, 6)), 16);
}

/// Field fault 24: a plan that changes never changes what is booked; it says what no longer fits.
#[test]
fn field_fault_24_a_plan_that_changes_leaves_bookings_alone_and_names_those_that_no_longer_fit() {
    let setup = reception();
    let mut day = day_of(TUESDAY);
    let now = at(TUESDAY, 7, 30);
    let (advice, renewal) = (service("advice"), service("renewal"));
    for (visit, (services, mode, hour)) in [
        (&advice, Mode::InPerson, 10),
        (&advice, Mode::InPerson, 10),
        (&advice, Mode::Phone, 17),
        (&renewal, Mode::InPerson, 12),
        (&renewal, Mode::InPerson, 12),
    ]
    .into_iter()
    .enumerate()
    {
        let action = book(visit as u128, services, mode, at(TUESDAY, hour, 0));
        give(&mut day, &setup, Actor::Employee("cara".parse().unwrap()), action, now).unwrap();
    }
    assert_eq!(misfits(&setup, &day, now), []);
    let before = day.clone();
    let whys = |setup: &Setup| -> Vec<(u128, Why)> {
        misfits(setup, &day, now).into_iter().map(|m| (m.visit.0.as_u128(), m.why)).collect()
    };
    let officers: CapacityId = "officers".parse().unwrap();
    let mut shorter = setup.clone();
    let morning = OpenSpan { from: time(8, 0, 0, 0), to: time(12, 0, 0, 0) };
    shorter.capacities.get_mut(&officers).unwrap().hours.week.insert(2, vec![morning]);
    assert_eq!(whys(&shorter), [(2, Why::Closed(officers.clone()))]);
    let mut gone = setup.clone();
    let anna: EmployeeId = "anna".parse().unwrap();
    gone.capacities.get_mut(&officers).unwrap().with = With::Employees(vec!["bo".parse().unwrap()]);
    assert_eq!(whys(&gone), [(0, Why::EmployeeGone(anna.clone())), (2, Why::EmployeeGone(anna))]);
    let mut fewer = setup.clone();
    let counters: CapacityId = "counters".parse().unwrap();
    fewer.capacities.get_mut(&counters).unwrap().with = With::AnyDesk { parallel: 1 };
    assert_eq!(whys(&fewer), [(4, Why::TooMany(counters.clone()))]);
    let mut without = setup.clone();
    without.capacities.remove(&counters);
    let expected = [(3, Why::CapacityGone(counters.clone())), (4, Why::CapacityGone(counters))];
    assert_eq!(whys(&without), expected);
    assert_eq!(day, before);
    // Lengths are those that were agreed, whatever the plan says of them now.
    let mut longer = setup.clone();
    for bookable in longer.appointments.values_mut() {
        bookable.meetings.values_mut().for_each(|meeting| meeting.minutes = 120);
    }
    let ends: Vec<Option<Instant>> = day.appointments().map(domain::day::Visit::ends_at).collect();
    assert_eq!(ends[0], Some(at(TUESDAY, 10, 30)));
    assert_eq!(misfits(&longer, &day, now), []);
}

/// Two short ones one after the other leave the second counter to a long one; a part's buffer runs past the hours.
#[test]
fn what_the_plan_gave_fits_it() {
    let mut setup = reception();
    let meeting = |setup: &mut Setup, id: &str, change: fn(&mut Meeting)| {
        let bookable = setup.appointments.get_mut(&id.parse().unwrap()).unwrap();
        change(bookable.meetings.get_mut(&Mode::InPerson).unwrap());
    };
    let morning = OpenSpan { from: time(8, 0, 0, 0), to: time(10, 30, 0, 0) };
    setup.capacities.get_mut(&"officers".parse().unwrap()).unwrap().hours.week.insert(2, vec![morning]);
    meeting(&mut setup, "grant", |grant| {
        (grant.minutes, grant.capacities) = (30, vec!["counters".parse().unwrap()]);
    });
    let now = at(TUESDAY, 7, 30);
    let mut day = day_of(TUESDAY);
    let by = || Actor::Employee("cara".parse().unwrap());
    for (visit, (services, minute)) in [("renewal", 0), ("renewal", 15), ("grant", 0)].into_iter().enumerate() {
        let action = book(visit as u128, &service(services), Mode::InPerson, at(TUESDAY, 9, minute));
        give(&mut day, &setup, by(), action, now).unwrap();
    }
    let action = book(9, &service("advice+renewal"), Mode::InPerson, at(TUESDAY, 10, 0));
    give(&mut day, &setup, by(), action, now).unwrap();
    assert_eq!(misfits(&setup, &day, now), []);
}

/// One step of an arbitrary day of bookings: how long after the one before, what, and three numbers to choose by.
type Step = (u32, u8, u8, u8, u8);

/// A plan of arbitrary hours, capacities and lengths.
#[derive(Debug, Clone)]
struct Plan {
    spans: Vec<(u8, u8)>,
    every: Option<u16>,
    parallel: u16,
    minutes: [u16; 3],
    buffer: u16,
    shared: bool,
}

fn plan() -> impl Strategy<Value = Plan> {
    let spans = vec((0..96_u8, 1..40_u8), 1..4);
    let every = proptest::option::of(prop_oneof![Just(5_u16), Just(10), Just(15), Just(25), Just(60)]);
    (spans, every, 1..4_u16, [5..90_u16, 5..90, 5..90], 0..30_u16, any::<bool>()).prop_map(
        |(spans, every, parallel, minutes, buffer, shared)| Plan { spans, every, parallel, minutes, buffer, shared },
    )
}

fn quarter(quarter: u16) -> Time {
    let quarter = i8::try_from(quarter % 96).unwrap();
    time(quarter / 4, quarter % 4 * 15, 0, 0)
}

impl Plan {
    fn hours(&self) -> Hours {
        let mut free_from = 0;
        let mut spans = Vec::new();
        let mut given = self.spans.clone();
        given.sort_unstable();
        for (from, length) in given {
            let (from, to) = (u16::from(from), (u16::from(from) + u16::from(length)).min(96));
            if from >= free_from && from < to {
                spans.push(OpenSpan { from: quarter(from), to: quarter(to) });
                free_from = to;
            }
        }
        Hours { week: (1..=7).map(|day| (day, spans.clone())).collect(), on_holidays: true, ..Hours::default() }
    }

    /// The plan over the usual centre: employees who are in two capacities, desks, and services of both.
    fn over(&self, mut setup: Setup) -> Setup {
        let capacity = |with| Capacity {
            name: Texts::default(),
            with,
            every_minutes: self.every,
            hours: self.hours(),
            opens: None,
        };
        let people = |names: &[&str]| With::Employees(names.iter().map(|name| name.parse().unwrap()).collect());
        let officers = people(&["anna", "bo", "cara"]);
        let others = people(if self.shared { &["bo", "dan"] } else { &["dan"] });
        setup.capacities = BTreeMap::from([
            ("officers".parse().unwrap(), capacity(officers)),
            ("others".parse().unwrap(), capacity(others)),
            ("counters".parse().unwrap(), capacity(With::AnyDesk { parallel: self.parallel })),
        ]);
        let meeting = |minutes, capacities: &[&str]| Meeting {
            minutes,
            buffer_minutes: self.buffer,
            capacities: capacities.iter().map(|id| id.parse().unwrap()).collect(),
            note: Texts::default(),
            link: None,
        };
        let bookable = |meeting: Meeting| Bookable {
            meetings: BTreeMap::from([(Mode::InPerson, meeting)]),
            notice_minutes: 0,
            ..setup.appointments.values().next().unwrap().clone()
        };
        setup.appointments = BTreeMap::from([
            ("advice".parse().unwrap(), bookable(meeting(self.minutes[0], &["officers"]))),
            ("grant".parse().unwrap(), bookable(meeting(self.minutes[1], &["others", "officers", "counters"]))),
            ("renewal".parse().unwrap(), bookable(meeting(self.minutes[2], &["counters", "officers"]))),
        ]);
        setup
    }
}

/// What is done in a step. Mostly a time that is offered, now and then any.
fn step(day: &Day, setup: &Setup, (_, what, a, b, c): Step, now: Instant, fresh: u128) -> Option<(Actor, Action)> {
    let names = ["advice", "grant", "renewal", "advice+renewal", "grant+advice", "renewal+grant+advice"];
    let services = service(names[usize::from(a) % names.len()]);
    let employee = EmployeeId::new(["anna", "bo", "cara", "dan"][usize::from(b) % 4]).unwrap();
    let only = c.is_multiple_of(4).then(|| employee.clone());
    let wanted = Wish { employee: only.as_ref(), ..wish(&services, Mode::InPerson) };
    let offered = slots(setup, day, &wanted, now).unwrap_or_default();
    let any = at(day.stream().date, 0, 0).plus_minutes(i64::from(b) * 5);
    let starts_at = offered.get(usize::from(b) % offered.len().max(1)).map_or(any, |slot| slot.starts_at);
    let known: Vec<VisitId> = day.appointments().map(|visit| visit.id).chain(day.holds().keys().copied()).collect();
    let visit = known.get(usize::from(c) % known.len().max(1)).copied();
    let by = if c.is_multiple_of(3) { Actor::Employee(employee.clone()) } else { Actor::Citizen };
    let mode = Mode::InPerson;
    let (fresh, id) = (VisitId(Uuid::from_u128(fresh)), visit);
    let action = match what % 12 {
        0..=3 => {
            let Action::Book { starts_at, mode, language, answers, interpreter, series, .. } =
                book(0, &services, mode, starts_at)
            else {
                return None;
            };
            let visit = id.filter(|id| day.holds().contains_key(id) && a.is_multiple_of(2)).unwrap_or(fresh);
            Action::Book { visit, services, starts_at, mode, employee: only, language, answers, interpreter, series }
        }
        4..=5 => {
            Action::Hold { visit: fresh, services, starts_at, mode, employee: only, minutes: 1 + u16::from(c % 15) }
        }
        6 => Action::EndHold { visit: id? },
        7..=8 => Action::Rebook { visit: id?, date: day.stream().date, starts_at, mode, employee: only },
        9 => Action::Cancel { visit: id? },
        10 => Action::Undo { visit: id? },
        _ => Action::Block {
            block: domain::ids::BlockId(fresh.0),
            employee,
            from: starts_at,
            to: starts_at.plus_minutes(1 + i64::from(c)),
            kind: domain::command::BlockKind::ALL[usize::from(c % 3)],
        },
    };
    Some((by, action))
}

fn nights() -> impl Strategy<Value = Date> {
    prop_oneof![Just(TUESDAY), Just(date(2026, 3, 29)), Just(date(2026, 10, 25)), Just(date(2026, 12, 25))]
}

/// How many plans are tried; `TEST_LONG=1` tries many more.
fn plans() -> u32 {
    if std::env::var_os("TEST_LONG").is_some() { 20_000 } else { 400 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(plans()))]

    /// Whatever the plan, the day and the order of presses: no employee has two appointments at once, no capacity more
    /// than it has, also where the plan changes in between and on the nights when the clock does.
    #[test]
    fn never_overbooked(
        date in nights(),
        first in plan(),
        second in plan(),
        changes_at in 0..80_usize,
        steps in vec((0..600_u32, any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 1..80),
    ) {
        let mut setup = first.over(reception());
        let mut day = day_of(date);
        let mut now = at(date, 0, 0).plus_minutes(-60);
        for (index, step_now) in steps.into_iter().enumerate() {
            if index == changes_at {
                setup = second.over(reception());
                setup.version.0 += 1;
            }
            now = now.plus_seconds(i64::from(step_now.0));
            let booked: Vec<_> = day.appointments().map(|v| (v.id, v.starts_at(), v.taken().to_vec())).collect();
            let Some((by, action)) = step(&day, &setup, step_now, now, 1 + index as u128) else { continue };
            let changes = matches!(action, Action::Rebook { .. } | Action::Undo { .. });
            // Accepted or refused: the invariants are checked after each.
            let _ = give(&mut day, &setup, by, action, now);
            for (id, starts_at, taken) in booked {
                let visit = day.visit(id).unwrap();
                prop_assert!(changes || (visit.starts_at() == starts_at && visit.taken() == taken));
            }
        }
        // A plan that changes lists what no longer fits; under the plan of a booking it fits, unless somebody keeps the
        // time free.
        let found = misfits(&setup, &day, now);
        prop_assert!(found.len() <= day.appointments().count());
        let blocked = |why: &Why| matches!(why, Why::Blocked(_));
        prop_assert!(setup.version.0 > 1 || found.iter().all(|misfit| blocked(&misfit.why)), "{:?}", found);
    }

    /// A time is offered exactly where it can be taken, whatever the services, whoever has what.
    #[test]
    fn what_is_offered_is_what_can_be_had(
        first in plan(),
        steps in vec((0..60_u32, any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 0..20),
    ) {
        let setup = first.over(reception());
        let (mut day, now) = (day_of(TUESDAY), at(TUESDAY, 0, 0).plus_minutes(-60));
        for (index, step_now) in steps.into_iter().enumerate() {
            if let Some((by, action)) = step(&day, &setup, step_now, now, 1 + index as u128) {
                let _ = give(&mut day, &setup, by, action, now);
            }
        }
        for services in ["grant", "advice+grant", "grant+advice", "renewal+grant+advice"] {
            let services = service(services);
            let wish = wish(&services, Mode::InPerson);
            let offered = slots(&setup, &day, &wish, now).unwrap();
            for five in 0..24 * 12 {
                let starts_at = at(TUESDAY, 0, 0).plus_minutes(five * 5);
                let shown = offered.iter().any(|slot| slot.starts_at == starts_at);
                let placed = place(&setup, &day, &wish, starts_at, now);
                prop_assert_eq!(shown, placed.is_ok(), "{:?} at {}: {:?}", services, starts_at, placed);
            }
        }
    }

    /// Each offered time can be taken as often as it says, and not once more.
    #[test]
    fn a_time_can_be_had_as_often_as_is_said(first in plan(), a in any::<u8>(), b in any::<u8>()) {
        let setup = first.over(reception());
        let names = ["advice", "grant", "renewal"];
        let services = service(names[usize::from(a) % names.len()]);
        let now = at(TUESDAY, 0, 0).plus_minutes(-60);
        let mut day = day_of(TUESDAY);
        let wish = wish(&services, Mode::InPerson);
        let offered = slots(&setup, &day, &wish, now).unwrap();
        prop_assume!(!offered.is_empty());
        let slot = offered[usize::from(b) % offered.len()];
        for visit in 0..u128::from(slot.free) {
            let action = book(visit, &services, Mode::InPerson, slot.starts_at);
            prop_assert_eq!(give(&mut day, &setup, Actor::Clock, action, now), Ok(()));
        }
        let action = book(999, &services, Mode::InPerson, slot.starts_at);
        prop_assert_eq!(give(&mut day, &setup, Actor::Clock, action, now), Err(Refusal::SlotGone));
    }
}

fn spans(stretches: &[(Instant, Instant)]) -> Vec<String> {
    let clock = |at: &Instant| at.civil(&zone()).time().strftime("%H:%M").to_string();
    stretches.iter().map(|(from, to)| format!("{}-{}", clock(from), clock(to))).collect()
}

#[test]
fn what_is_free_of_an_employees_day_is_what_is_neither_booked_with_its_buffer_nor_blocked() {
    let setup = reception();
    let mut day = day_of(TUESDAY);
    let now = at(TUESDAY, 7, 0);
    let (anna, bo): (EmployeeId, EmployeeId) = ("anna".parse().unwrap(), "bo".parse().unwrap());
    assert_eq!(spans(&free(&setup, &day, Some(&anna), now)), ["08:00-18:00"]);
    let mut action = book(1, &service("advice"), Mode::InPerson, at(TUESDAY, 10, 0));
    if let Action::Book { employee, .. } = &mut action {
        *employee = Some(anna.clone());
    }
    give(&mut day, &setup, Actor::Employee(anna.clone()), action, now).unwrap();
    for (id, hour) in [(1, 12), (2, 13)] {
        let action = Action::Block {
            block: domain::ids::BlockId(Uuid::from_u128(id)),
            employee: anna.clone(),
            from: at(TUESDAY, hour, 0),
            to: at(TUESDAY, hour + 1, 0),
            kind: domain::command::BlockKind::Meeting,
        };
        give(&mut day, &setup, Actor::Employee(anna.clone()), action, now).unwrap();
    }
    assert_eq!(spans(&free(&setup, &day, Some(&anna), now)), ["08:00-10:00", "10:40-12:00", "14:00-18:00"]);
    assert_eq!(spans(&free(&setup, &day, Some(&bo), now)), ["08:00-18:00"]);
    // From now on; of anybody where nobody is named.
    assert_eq!(spans(&free(&setup, &day, Some(&anna), at(TUESDAY, 11, 5))), ["11:05-12:00", "14:00-18:00"]);
    assert_eq!(spans(&free(&setup, &day, None, now)), ["08:00-18:00"]);
    // A time that can be had begins in a stretch that is free, and its meeting ends there.
    let wished = service("advice");
    let wish = Wish { employee: Some(&anna), ..wish(&wished, Mode::InPerson) };
    let stretches = free(&setup, &day, Some(&anna), now);
    for slot in slots(&setup, &day, &wish, now).unwrap() {
        assert!(stretches.iter().any(|(from, to)| *from <= slot.starts_at && slot.ends_at <= *to), "{slot:?}");
    }
}

/// What a booked time of a coming day needs is missed by a set-up that lacks it; that it does not fit the hours is no reason.
#[test]
fn a_set_up_that_lacks_what_a_booking_needs_would_leave_its_citizen_behind() {
    let setup = reception();
    let mut day = day_of(TUESDAY);
    let now = at(date(2026, 2, 26), 9, 0);
    let anna: EmployeeId = "anna".parse().unwrap();
    give(&mut day, &setup, Actor::Citizen, book(1, &service("advice"), Mode::InPerson, at(TUESDAY, 10, 0)), now)
        .unwrap();
    assert!(strands(&day, &setup).is_empty());
    let mut shut = setup.clone();
    shut.capacities.clear();
    shut.appointments.clear();
    assert!(strands(&day, &shut).is_empty(), "it stays booked, and is listed");
    let mut lacking = setup.clone();
    lacking.services.remove(&service("advice")[0]);
    lacking.queues.remove(&"building".parse().unwrap());
    lacking.employees.remove(&anna);
    let found = strands(&day, &lacking);
    assert_eq!(found.services.into_iter().collect::<Vec<_>>(), [(service("advice")[0].clone(), 1)]);
    assert_eq!(found.queues.into_values().collect::<Vec<_>>(), [1]);
    assert_eq!(found.employees.into_iter().collect::<Vec<_>>(), [(anna, 1)]);
    give(&mut day, &setup, Actor::Citizen, Action::Cancel { visit: VisitId(Uuid::from_u128(1)) }, now).unwrap();
    assert!(strands(&day, &lacking).is_empty());
}
