//! What holds for every day, whatever is pressed: days of arbitrary commands in both centres.
//!
//! A day is a list of small numbers, so that a failing one shrinks to a few presses. Some of them name things that do
//! not exist.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::account;
use domain::arrivals::arrivals_for;
use domain::codec::encode;
use domain::command::{Action, Actor, Given, Mode, QueueOrder, TransferTo, Why};
use domain::day::{Day, Origin, State, Visit};
use domain::event::{Event, Fact, Forecast, MeantFor};
use domain::forecast::{Lane, forecast};
use domain::hall::{Hall, hall};
use domain::ids::{BlockId, DeskId, Language, Letter, QueueId, ServiceId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::setup::NextWhileServing;
use domain::time::Instant;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::figures::{is_press, reconcile};
use crate::golden::every_kind;
use crate::town::{House, Place, Town};

/// One press: how long after the one before, where, what, and three numbers to choose by.
pub(crate) type Press = (u32, u8, u8, u8, u8, u8);

pub(crate) fn presses(most: usize) -> impl Strategy<Value = Vec<Press>> {
    // Often at the same instant, mostly within minutes, now and then after hours.
    let wait = prop_oneof![
        3 => Just(0_u32),
        4 => 1..20_000_u32,
        6 => 20_000..240_000_u32,
        1 => 240_000..4_000_000_u32,
    ];
    vec((wait, any::<u8>(), 0..110_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..most)
}

/// Both centres at eight, with somebody at three desks.
fn morning(asks: bool) -> (Town, Instant) {
    let mut town = Town::new(date(2026, 3, 3));
    if asks {
        town.reception.setup.rules.next_while_serving = NextWhileServing::Ask;
    }
    let now: Instant = "2026-03-03T07:00:00Z".parse().unwrap();
    for (place, employee, desk) in
        [(Place::Reception, "anna", "desk-1"), (Place::Reception, "dan", "desk-2"), (Place::Jobs, "erik", "desk-j")]
    {
        let action = sign_on(employee, desk, false);
        town.give(place, Actor::Employee(employee.parse().unwrap()), action, now).unwrap();
    }
    (town, now)
}

fn sign_on(employee: &str, desk: &str, move_here: bool) -> Action {
    Action::SignOn { employee: employee.parse().unwrap(), desk: desk.parse().unwrap(), queues: None, move_here }
}

fn pick<'a>(from: &[&'a str], by: u8) -> &'a str {
    from[usize::from(by) % from.len()]
}

const DESKS: [&str; 7] = ["desk-1", "desk-2", "desk-3", "room-12", "desk-1", "desk-2", "desk-99"];
const EMPLOYEES: [&str; 6] = ["anna", "bo", "cara", "dan", "anna", "zoe"];
const QUEUES: [&str; 6] = ["passports", "licences", "pensions", "information", "building", "lunch"];
const SERVICES: [&str; 9] =
    ["passport", "licence", "photo", "information", "pension", "passport", "moving-here", "building-permit", "lunch"];
const DESKS_NEXT_DOOR: [&str; 3] = ["desk-j", "desk-j", "desk-1"];
const SERVICES_NEXT_DOOR: [&str; 4] = ["cv-help", "cv-help", "cv-help", "job-talk"];

/// A visit of the day, mostly one of the latest that are open; now and then one that nobody knows.
fn some_visit(day: &Day, by: u8) -> VisitId {
    if by == 0 || day.visits().is_empty() {
        return VisitId(Uuid::from_u128(0xFFFF));
    }
    let open: Vec<VisitId> =
        day.visits().iter().filter(|v| !v.ended() || by.is_multiple_of(11)).map(|v| v.id).collect();
    open.get(usize::from(by) % open.len().max(1)).copied().unwrap_or(day.visits()[0].id)
}

/// A visit of which something is true, where there is one; else any.
fn one_that(day: &Day, by: u8, is: impl Fn(&Visit) -> bool) -> VisitId {
    let fitting: Vec<VisitId> = day.visits().iter().filter(|v| is(v)).map(|v| v.id).collect();
    if by % 16 == 15 {
        return some_visit(day, by);
    }
    fitting.get(usize::from(by) % fitting.len().max(1)).copied().unwrap_or_else(|| some_visit(day, by))
}

/// A desk where somebody sits, mostly.
fn some_desk(day: &Day, desks: &[&str], a: u8) -> DeskId {
    let taken: Vec<&DeskId> = day.desks().iter().filter(|(_, d)| d.employee.is_some()).map(|(id, _)| id).collect();
    match taken.get(usize::from(a) % taken.len().max(1)) {
        Some(desk) if a % 8 != 7 => (*desk).clone(),
        _ => pick(desks, a / 8).parse().unwrap(),
    }
}

fn command(town: &mut Town, press: Press, now: Instant) -> (Place, Actor, Action) {
    let (_, place, what, a, b, c) = press;
    let place = if place % 5 == 0 { Place::Jobs } else { Place::Reception };
    let (desks, services): (&[&str], &[&str]) = match place {
        Place::Reception | Place::Tomorrow => (&DESKS, &SERVICES),
        Place::Jobs => (&DESKS_NEXT_DOOR, &SERVICES_NEXT_DOOR),
    };
    let by = match c % 32 {
        0 => Actor::Citizen,
        1 => Actor::Kiosk("kiosk-1".parse().unwrap()),
        2 => Actor::Program("counter".to_owned()),
        _ => Actor::Employee(pick(&EMPLOYEES, b).parse().unwrap()),
    };
    let new_visit = town.new_visit();
    let day = &town.house(place).day;
    let desk = some_desk(day, desks, a);
    let called = || one_that(day, b, |v| matches!(v.state, State::Called { .. }));
    let serving = || one_that(day, b, |v| matches!(v.state, State::Serving { .. }));
    let waiting = || one_that(day, b, |v| v.state == State::Waiting);
    let aside = || one_that(day, b, |v| matches!(v.state, State::Parked { .. } | State::Missed { .. }));
    let either = || if c % 3 == 0 { waiting() } else { one_that(day, b, |v| v.desk().is_some()) };
    let why = Why::ALL[usize::from(c) % Why::ALL.len()];
    let action = match what {
        0..=14 => ticket(new_visit, services, a, b),
        15 => Action::SeeArrival {
            visit: one_that(day, b, |v| v.arrived.is_some()),
            employee: pick(&EMPLOYEES, a).parse().unwrap(),
            again_at: (c % 2 == 0).then(|| now.plus_minutes(i64::from(c % 70) - 2)),
        },
        16..=18 => book(new_visit, pick(services, a), b, c, now),
        19..=20 => Action::CheckIn { visit: one_that(day, b, |v| v.state == State::Booked) },
        21..=42 => Action::Next { desk },
        43..=44 => Action::CallOutOfTurn { desk, visit: waiting(), why },
        45..=46 => Action::Recall { visit: called() },
        47..=58 => Action::Start { visit: called() },
        59..=63 => Action::Finish { visit: serving() },
        64..=66 => Action::NoShow { visit: called() },
        67 => Action::Here { visit: aside() },
        68 => Action::Here { visit: one_that(day, b, |v| v.not_before.is_some()) },
        69..=70 => Action::Park { visit: either() },
        71..=73 => Action::Resume { visit: aside(), desk },
        74..=77 => Action::Transfer { visit: either(), to: somewhere(place, a, c) },
        78..=79 => Action::Return { visit: if c % 2 == 0 { aside() } else { either() } },
        80..=81 => Action::Delay { visit: waiting(), until: now.plus_minutes(i64::from(c) - 20) },
        82 => Action::MoveForward { visit: waiting(), why },
        83 => Action::Cancel { visit: some_visit(day, b) },
        84..=88 => Action::Undo { visit: one_that(day, b, |v| v.undo.is_some()) },
        100..=109 => {
            let action = of_the_plan(&town.reception, new_visit, [a, b, c], now);
            let by = if matches!(action, Action::NoteMessage { .. }) { Actor::Clock } else { by };
            return (Place::Reception, by, action);
        }
        _ => of_the_house(what, desk, [a, b, c], now),
    };
    (place, by, action)
}

/// A command about the plan's times: some that it has, some that it has not, today and tomorrow.
fn of_the_plan(house: &House, new_visit: VisitId, [a, b, c]: [u8; 3], now: Instant) -> Action {
    let day = &house.day;
    let today = day.stream().date;
    let date = if b.is_multiple_of(7) { today.tomorrow().unwrap() } else { today };
    let minutes = i64::from(c % 60) * 10 + i64::from(b.is_multiple_of(9));
    let starts_at = Instant::at_civil(date.at(8, 0, 0, 0), &house.setup.time_zone).unwrap().plus_minutes(minutes);
    let mode = if a.is_multiple_of(3) { Mode::Phone } else { Mode::InPerson };
    let employee = b.is_multiple_of(5).then(|| pick(&EMPLOYEES, a).parse().unwrap());
    let services = vec![pick(&["renewal", "advice", "grant", "advice"], a).parse().unwrap()];
    let held = day.holds().keys().nth(usize::from(b) % day.holds().len().max(1)).copied();
    match a % 10 {
        0..=1 => Action::Hold { visit: new_visit, services, starts_at, mode, employee, minutes: u16::from(c % 34) },
        2 => Action::EndHold { visit: held.unwrap_or(new_visit) },
        3..=5 => Action::Book {
            visit: held.filter(|_| c.is_multiple_of(2)).unwrap_or(new_visit),
            services,
            starts_at,
            mode,
            employee,
            language: Language::danish(),
            answers: if b.is_multiple_of(2) { vec![given("papers", "yes")] } else { Vec::new() },
            interpreter: false,
            series: None,
        },
        6..=7 => {
            let visit = one_that(day, b, |v| v.state == State::Booked);
            Action::Rebook { visit, date, starts_at, mode, employee }
        }
        8 if c.is_multiple_of(4) => Action::NoteMessage {
            visit: one_that(day, b, |v| v.state == State::Booked),
            kind: MessageKind::Reminder,
            channel: Channel::Email,
            fate: Fate::Sent,
        },
        8 => Action::Block {
            block: BlockId(new_visit.0),
            employee: pick(&EMPLOYEES, b).parse().unwrap(),
            from: now.plus_minutes(i64::from(c)),
            to: now.plus_minutes(i64::from(c) + i64::from(b % 90)),
            kind: domain::command::BlockKind::ALL[usize::from(c % 3)],
        },
        _ => Action::Unblock { block: day.blocks().keys().next().copied().unwrap_or(BlockId(new_visit.0)) },
    }
}

fn ticket(visit: VisitId, services: &[&str], a: u8, b: u8) -> Action {
    let mut wanted: Vec<ServiceId> = vec![pick(services, a).parse().unwrap()];
    if b.is_multiple_of(4) {
        wanted.push(pick(services, b / 4).parse().unwrap());
    }
    let answers = if wanted.iter().any(|s| s.as_str() == "pension") {
        vec![given("age", "yes"), given("papers", if b % 8 == 1 { "no" } else { "yes" })]
    } else {
        Vec::new()
    };
    Action::TakeTicket { visit, services: wanted, language: Language::danish(), answers }
}

fn given(question: &str, answer: &str) -> Given {
    Given { question: question.parse().unwrap(), answer: answer.parse().unwrap() }
}

fn book(visit: VisitId, service: &str, b: u8, c: u8, now: Instant) -> Action {
    Action::Book {
        visit,
        services: vec![service.parse().unwrap()],
        starts_at: now.plus_minutes(i64::from(b)),
        mode: [Mode::InPerson, Mode::Phone, Mode::Video][usize::from(c % 3)],
        employee: c.is_multiple_of(4).then(|| pick(&EMPLOYEES, b).parse().unwrap()),
        language: Language::english(),
        answers: Vec::new(),
        interpreter: c.is_multiple_of(5),
        series: None,
    }
}

fn somewhere(place: Place, a: u8, c: u8) -> TransferTo {
    match c % 4 {
        0 => TransferTo::Queue { queue: pick(&QUEUES, a).parse().unwrap() },
        1 => TransferTo::Desk { desk: pick(&DESKS, a).parse().unwrap() },
        2 => TransferTo::Employee { employee: pick(&EMPLOYEES, a).parse().unwrap() },
        _ => match place {
            Place::Reception | Place::Tomorrow => TransferTo::Centre {
                centre: pick(&["jobs", "jobs", "jobs", "moon"], a).parse().unwrap(),
                service: pick(&SERVICES_NEXT_DOOR, a).parse().unwrap(),
            },
            Place::Jobs => TransferTo::Centre {
                centre: "reception".parse().unwrap(),
                service: pick(&SERVICES, a).parse().unwrap(),
            },
        },
    }
}

fn of_the_house(what: u8, desk: DeskId, [a, b, c]: [u8; 3], now: Instant) -> Action {
    let employee = pick(&EMPLOYEES, b);
    let queue: QueueId = pick(&QUEUES, a).parse().unwrap();
    let kiosk = pick(&["kiosk-1", "kiosk-1", "kiosk-9"], a).parse().unwrap();
    let alarmed: DeskId = pick(&["room-12", "room-12", "desk-99"], a).parse().unwrap();
    match what {
        89..=90 => sign_on(employee, pick(&DESKS, a), c % 2 == 0),
        91 => Action::SignOff { desk },
        92 => Action::Pause { desk, until: (c % 2 == 0).then(|| now.plus_minutes(i64::from(c) - 10)) },
        93 => Action::EndPause { desk },
        94 => Action::ChooseQueues { desk, queues: vec![queue, pick(&QUEUES, c).parse().unwrap()] },
        95 => {
            let orders = [QueueOrder::ByHours, QueueOrder::Open, QueueOrder::Closed, QueueOrder::Paused];
            Action::SetQueue { queue, to: orders[usize::from(c % 4)] }
        }
        96 => match c % 3 {
            0 => Action::CallForHelp { kiosk },
            1 => Action::TakeHelp { kiosk, employee: employee.parse().unwrap() },
            _ => Action::EndHelp { kiosk },
        },
        97 => match c % 3 {
            0 => Action::RaiseAlarm { desk: alarmed },
            1 => Action::TakeAlarm { desk: alarmed, employee: employee.parse().unwrap() },
            _ => Action::EndAlarm { desk: alarmed },
        },
        98 => Action::Refer { service: "pension".parse().unwrap(), answers: vec![given("age", "no")] },
        _ if c % 40 == 7 => Action::CloseDay { confirmed: true },
        _ => Action::Clock,
    }
}

/// Plays a day; after each press, accepted or not, `look` is shown what was before, the press, and what is now.
pub(crate) fn play(
    presses: &[Press],
    asks: bool,
    mut look: impl FnMut(&Town, &Town, (Place, Action), Result<&[(Place, Event)], String>, Instant),
) -> Town {
    let (mut town, mut now) = morning(asks);
    for press in presses {
        now = Instant::from_millis(now.as_millis() + i64::from(press.0));
        // What the clock owes comes first, so that what is left is the press alone.
        for place in [Place::Reception, Place::Jobs] {
            town.give(place, Actor::Clock, Action::Clock, now).unwrap();
        }
        let (place, by, action) = command(&mut town, *press, now);
        let before = town.clone();
        let outcome = town.give(place, by, action.clone(), now);
        let events = outcome.as_ref().map(|d| d.events.as_slice()).map_err(domain::refusal::Refusal::code);
        look(&before, &town, (place, action), events, now);
    }
    town
}

/// Rule 2, as simply as it can be said: everybody who waits is looked at.
fn who_is_next(house: &House, desk: &DeskId, now: Instant) -> Option<VisitId> {
    let seat = house.day.desk(desk)?;
    let employee = seat.employee.as_ref()?;
    let paused = |queue: &QueueId| house.day.queue(queue).is_some_and(|q| q.order == QueueOrder::Paused);
    let may_be_called = |v: &&Visit| {
        let for_this_desk = match &v.meant_for {
            Some(MeantFor::Employee(e)) => e == employee,
            Some(MeantFor::Desk(d)) => d == desk,
            None => false,
        };
        let open_to_all = v.meant_for.is_none() || now >= v.due.plus_minutes(10);
        v.state == State::Waiting
            && v.not_before.is_none_or(|t| now >= t)
            && !paused(&v.queue)
            && (for_this_desk || (open_to_all && seat.queues.contains(&v.queue)))
    };
    let before_all_others = |v: &&Visit| match v.origin {
        Origin::Appointment { starts_at, on_time: true, .. } if now >= starts_at => (0, starts_at, v.order),
        _ => (1, v.due, v.order),
    };
    house.day.visits().iter().filter(may_be_called).min_by_key(before_all_others).map(|v| v.id)
}

/// The visits of a day but for what an undo itself leaves behind.
fn plain(day: &Day) -> Vec<Visit> {
    let plain = |v: &Visit| Visit { revision: 0, undo: None, ..v.clone() };
    day.visits().iter().map(plain).collect()
}

/// The visit whose last press can be taken back, where there is one.
fn taken_back_by(events: &[(Place, Event)]) -> Option<(Place, VisitId)> {
    events.iter().rev().filter(|(_, e)| is_press(e)).find_map(|(place, e)| Some((*place, e.fact.visit()?)))
}

fn honest(told: &Forecast, now: Instant, midnight: Instant) -> bool {
    let in_order = [now, told.earliest, told.expected, told.latest, midnight];
    in_order.is_sorted()
}

/// How many days each property is tried on; `TEST_LONG=1` tries many more.
pub(crate) fn days() -> u32 {
    if std::env::var_os("TEST_LONG").is_some() { 10_000 } else { 256 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(days()))]

    #[test]
    fn whatever_is_pressed_the_invariants_hold(presses in presses(120), asks in any::<bool>()) {
        let mut town = play(&presses, asks, |before, after, (_, action), events, _| {
            for house in [&after.reception, &after.tomorrow, &after.jobs] {
                domain::invariants::check(&house.day).unwrap();
            }
            match events {
                // A refusal has no effect.
                Err(_) => {
                    assert_eq!(before.reception.day, after.reception.day, "{action:?}");
                    assert_eq!(before.tomorrow.day, after.tomorrow.day, "{action:?}");
                    assert_eq!(before.jobs.day, after.jobs.day, "{action:?}");
                }
                Ok(events) => {
                    let houses = |town: &Town| [&town.reception, &town.tomorrow, &town.jobs].map(|h| h.day.version());
                    let version = |town: &Town| houses(town).iter().sum::<u64>();
                    assert_eq!(version(after), version(before) + events.len() as u64);
                }
            }
        });
        town.check().unwrap();
        // The day ends, and every visit in exactly one way.
        let midnight: Instant = "2026-03-03T23:00:00Z".parse().unwrap();
        for place in [Place::Reception, Place::Jobs] {
            town.give(place, Actor::Clock, Action::CloseDay { confirmed: false }, midnight).unwrap();
            prop_assert!(town.house(place).day.visits().iter().all(Visit::ended));
        }
        town.check().unwrap();
    }

    #[test]
    fn numbers_follow_one_another(presses in presses(120)) {
        let town = play(&presses, false, |_, _, _, _, _| {});
        for house in [&town.reception, &town.tomorrow, &town.jobs] {
            for letter in ('A'..='Z').filter_map(Letter::new) {
                let taken: Vec<u16> = house
                    .day
                    .visits()
                    .iter()
                    .filter(|v| v.number.letter == letter)
                    .map(|v| v.number.count)
                    .collect();
                let expected: Vec<u16> = (1..).take(taken.len()).collect();
                prop_assert_eq!(taken, expected);
            }
        }
    }

    #[test]
    fn next_is_who_the_rule_says(presses in presses(120), asks in any::<bool>()) {
        play(&presses, asks, |before, _, (place, action), events, now| {
            let (Action::Next { desk }, Ok(events)) = (&action, events) else { return };
            // What the press ends goes on first: it may be the next itself.
            let mut town = before.clone();
            let in_hand = town.house(place).day.desk(desk).and_then(|d| d.visit);
            if let Some(visit) = in_hand.and_then(|o| town.house(place).day.at(o)).map(|v| v.id) {
                town.give(place, Actor::Clock, Action::Finish { visit }, now).unwrap();
            }
            let called = events.iter().find_map(|(_, e)| match &e.fact {
                Fact::Called { visit, .. } => Some(*visit),
                _ => None,
            });
            assert_eq!(called, who_is_next(town.house(place), desk, now));
        });
    }

    #[test]
    fn an_undo_restores_exactly_what_was(presses in presses(100), asks in any::<bool>()) {
        play(&presses, asks, |before, after, (_, action), events, now| {
            if matches!(action, Action::Undo { .. }) {
                return;
            }
            let Some((place, visit)) = taken_back_by(events.unwrap_or_default()) else { return };
            let mut town = after.clone();
            let by = Actor::Program("counter".to_owned());
            town.give(place, by, Action::Undo { visit }, now)
                .unwrap_or_else(|e| panic!("{action:?} is not taken back: {e:?}"));
            town.check().unwrap();
            let (was, is) = (&before.house(place).day, &town.house(place).day);
            assert_eq!(plain(was), plain(is), "{action:?}");
            assert_eq!(was.desks(), is.desks(), "{action:?}");
            for (id, queue) in is.queues() {
                let waited = was.queue(id).map(|q| q.waiting.clone()).unwrap_or_default();
                assert_eq!(queue.waiting, waited, "{action:?}");
            }
        });
    }

    #[test]
    fn the_account_is_a_count_of_the_events(presses in presses(150)) {
        let mut town = play(&presses, false, |_, _, _, _, _| {});
        let midnight: Instant = "2026-03-03T23:00:00Z".parse().unwrap();
        for closed in [false, true] {
            if closed {
                for place in [Place::Reception, Place::Jobs] {
                    town.give(place, Actor::Clock, Action::CloseDay { confirmed: false }, midnight).unwrap();
                }
            }
            for house in [&town.reception, &town.jobs] {
                if let Err(what) = reconcile(&account(&house.day), &house.events) {
                    return Err(TestCaseError::fail(what));
                }
            }
        }
    }

    #[test]
    fn forecasts_are_ranges_that_nobody_need_argue_with(presses in presses(120)) {
        play(&presses, false, |_, after, _, _, now| {
            let house = &after.reception;
            let (day, setup) = (&house.day, &house.setup);
            let midnight: Instant = "2026-03-03T23:00:00Z".parse().unwrap();
            let paused = |queue: &QueueId| day.queue(queue).is_some_and(|q| q.order == QueueOrder::Paused);
            for queue in setup.queues.keys() {
                let serves = |d: &&domain::day::DeskDay| d.serves(now) && d.queues.contains(queue);
                let served = day.desks().values().any(|d| serves(&d)) && !paused(queue);
                let told = forecast(day, setup, queue, now, now);
                assert!(served || told.is_none(), "{queue}: a forecast, and nobody is called");
                // So few people as come here are all called within half a day.
                assert!(!served || told.is_some() || now.plus_minutes(720) > midnight, "{queue}: no forecast");
                assert!(told.is_none_or(|f| honest(&f, now, midnight)), "{told:?}");
                // A later place is never told an earlier time.
                let Some(lane) = Lane::of(day, setup, queue, now) else { continue };
                let places = day.queue(queue).map(|q| q.waiting.clone()).unwrap_or_default();
                let line: Vec<Forecast> = places.iter().filter_map(|p| lane.at(day, *p, None, now)).collect();
                for pair in line.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    assert!(a.earliest <= b.earliest && a.expected <= b.expected && a.latest <= b.latest, "{pair:?}");
                }
            }
            for waiting in hall(day, setup, now).waiting {
                let Some(told) = waiting.forecast else { continue };
                assert!(!paused(&waiting.queue) && honest(&told, now, midnight), "{waiting:?}");
                assert!(waiting.not_before.is_none_or(|t| told.earliest >= t), "{waiting:?}");
                let taken = day.desks().iter().any(|(id, d)| d.serves(now) && match &waiting.meant_for {
                    Some(MeantFor::Employee(e)) => d.employee.as_ref() == Some(e),
                    Some(MeantFor::Desk(meant)) => id == meant,
                    None => true,
                });
                assert!(taken || told.earliest >= waiting.due.plus_minutes(10), "{waiting:?}");
            }
        });
    }

    #[test]
    fn the_hall_shows_what_the_day_holds(presses in presses(80)) {
        play(&presses, false, |_, after, _, _, now| {
            for house in [&after.reception, &after.jobs] {
                let (day, shown) = (&house.day, hall(&house.day, &house.setup, now));
                let count = |f: fn(&Visit) -> bool| day.visits().iter().filter(|v| f(v)).count();
                assert_eq!(shown.version, day.version());
                assert_eq!(shown.waiting.len(), count(|v| v.state == State::Waiting));
                assert_eq!(shown.called.len(), count(|v| v.desk().is_some()));
                let set_aside = count(|v| matches!(v.state, State::Parked { .. } | State::Missed { .. }));
                assert_eq!(shown.parked.len(), set_aside);
                let waiting: u32 = shown.queues.iter().map(|q| q.waiting).sum();
                assert_eq!(waiting as usize, shown.waiting.len());
                arrivals_are_who_waits_for_somebody(day, &shown, now);
            }
        });
    }
}

/// Rule 11: every arrival is there and pops up in front of whom it is for, until somebody has seen it; beside those who are
/// meant for somebody only who came to an appointment.
fn arrivals_are_who_waits_for_somebody(day: &Day, shown: &Hall, now: Instant) {
    let here = |v: &&Visit| v.state == State::Waiting && v.not_before.is_none_or(|t| t <= now);
    let expected: BTreeSet<VisitId> =
        day.visits().iter().filter(here).filter(|v| v.meant_for.is_some()).map(|v| v.id).collect();
    let meant = shown.arrivals.iter().filter(|a| a.meant_for.is_some());
    assert_eq!(meant.map(|a| a.visit).collect::<BTreeSet<_>>(), expected);
    let met = |id| day.visit(id).is_some_and(|v: &Visit| here(&v) && v.is_met());
    assert!(shown.arrivals.iter().filter(|a| a.meant_for.is_none()).all(|a| met(a.visit)));
    for arrival in &shown.arrivals {
        let minute_ago = Instant::from_millis(now.as_millis() - 60_000);
        if arrival.meant_for.is_none() {
            assert!(!arrival.passed_on);
            continue;
        }
        let open = arrival.seen.as_ref().map_or(Some(arrival.since), |seen| seen.again_at);
        assert_eq!(arrival.passed_on, open.is_some_and(|t| t <= minute_ago), "{arrival:?}");
        let Some(MeantFor::Employee(employee)) = &arrival.meant_for else { continue };
        let pops_up = arrivals_for(shown, employee, now).iter().any(|p| p.arrival.visit == arrival.visit);
        assert_eq!(pops_up, open.is_some_and(|t| t <= now), "{arrival:?}");
    }
}

/// Instants come from clocks, and clocks can be wrong by any amount.
#[test]
fn no_instant_is_too_far() {
    let far = [i64::MIN, -1, 0, i64::MAX].map(Instant::from_millis);
    for now in far {
        for then in far {
            let (mut town, _) = morning(false);
            let visit = town.new_visit();
            let anna = || Actor::Employee("anna".parse().unwrap());
            let desk = || -> DeskId { "desk-1".parse().unwrap() };
            let actions = [
                ticket(visit, &["information"], 0, 1),
                Action::Delay { visit, until: then },
                Action::MoveForward { visit, why: Why::Companion },
                Action::ChooseQueues { desk: desk(), queues: vec!["information".parse().unwrap()] },
                Action::Pause { desk: desk(), until: Some(then) },
                Action::Next { desk: desk() },
                Action::NoShow { visit },
                Action::Here { visit },
                Action::Transfer { visit, to: TransferTo::Employee { employee: "bo".parse().unwrap() } },
                Action::SeeArrival { visit, employee: "bo".parse().unwrap(), again_at: Some(then) },
                Action::CloseDay { confirmed: true },
            ];
            for action in actions {
                // Accepted or refused, either is an answer.
                let _ = town.give(Place::Reception, anna(), action, now);
                town.check().unwrap();
                hall(&town.reception.day, &town.reception.setup, then);
                account(&town.reception.day);
            }
        }
    }
}

/// The days above are worth something only if what is pressed is often possible, and everything comes to pass.
#[test]
fn the_arbitrary_days_show_every_fact() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&'static str, u32> = BTreeMap::new();
    let (mut accepted, mut refused) = (0_u32, BTreeMap::<String, u32>::new());
    for _ in 0..300 {
        let presses = presses(150).new_tree(&mut runner).unwrap().current();
        play(&presses, false, |_, _, _, events, _| match events {
            Ok(events) => {
                accepted += 1;
                for (_, event) in events {
                    *seen.entry(encode(&event.fact).kind).or_default() += 1;
                }
            }
            Err(code) => *refused.entry(code).or_default() += 1,
        });
    }
    let missing: Vec<String> = every_kind().into_iter().filter(|k| !seen.contains_key(k.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?} of {seen:?}");
    let all_refused: u32 = refused.values().sum();
    assert!(accepted * 6 > all_refused * 4, "{accepted} accepted, {all_refused} refused: {refused:?}");
    for (kind, least) in [("called", 500), ("undone", 25), ("moved_in", 50), ("finished", 150), ("said_here", 10)] {
        assert!(seen[kind] >= least, "{kind}: {seen:?}");
    }
    assert!(refused.len() >= 25, "{refused:?}");
}
