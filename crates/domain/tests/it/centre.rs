//! The centre that all cases play in, written by hand: it must not depend on how set-up files are read.
//!
//! `reception` has a queue for everything that a rule speaks of, and `jobs` is the centre next door. Keep it small: who
//! reads a case should know the whole set-up by heart (it is told in the crate's README).

use std::collections::BTreeMap;

use domain::command::Mode;
use domain::ids::{
    AnswerId, CapacityId, CentreId, DeskId, EmployeeId, KioskId, Language, Letter, QueueId, ServiceId, SetupVersion,
};
use domain::setup::{
    AnswerChoice, Bookable, Capacity, Colour, Desk, DeskKind, Employee, Hours, Kiosk, Meeting, OpenSpan, Question,
    Queue, Referral, Role, Rules, Service, Setup, Texts, Then, With,
};
use jiff::civil::time;
use jiff::tz::TimeZone;

/// The zone of every example.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap()
}

/// The centre of the cases.
pub(crate) fn reception() -> Setup {
    Setup {
        queues: BTreeMap::from([
            queue("passports", 'A', Some(15), office_hours()),
            with(queue("licences", 'B', Some(20), office_hours()), |q| q.waiting_max = Some(3)),
            with(queue("pensions", 'C', None, office_hours()), |q| q.tickets_max = Some(4)),
            queue("information", 'A', Some(5), always()),
            queue("building", 'D', Some(15), office_hours()),
        ]),
        services: BTreeMap::from([
            service("passport", "passports", 8),
            service("photo", "passports", 4),
            service("licence", "licences", 10),
            with(service("pension", "pensions", 20), |s| s.question = Some("age".parse().unwrap())),
            with(service("allowance", "pensions", 20), |s| s.question = Some("alone".parse().unwrap())),
            with(service("moving", "information", 6), |s| {
                s.choices = vec!["moving-here".parse().unwrap(), "moving-abroad".parse().unwrap()];
            }),
            with(service("moving-here", "information", 6), |s| s.parent = Some("moving".parse().unwrap())),
            with(service("moving-abroad", "information", 9), |s| s.parent = Some("moving".parse().unwrap())),
            service("information", "information", 3),
            with(service("building-permit", "building", 30), |s| s.appointment_only = true),
            service("renewal", "building", 30),
            with(service("advice", "building", 30), |s| s.appointment_only = true),
            service("grant", "pensions", 20),
        ]),
        capacities: capacities(),
        appointments: appointments(),
        questions: BTreeMap::from([
            (
                "age".parse().unwrap(),
                Question {
                    text: text("Er du fyldt 65?"),
                    answers: vec![
                        answer("yes", Then::Ask("papers".parse().unwrap())),
                        answer("no", Then::Refer("self-service".parse().unwrap())),
                    ],
                },
            ),
            (
                "alone".parse().unwrap(),
                Question {
                    text: text("Bor du alene?"),
                    answers: vec![
                        answer("yes", Then::Ask("papers".parse().unwrap())),
                        answer("no", Then::Refer("self-service".parse().unwrap())),
                    ],
                },
            ),
            (
                "papers".parse().unwrap(),
                Question {
                    text: text("Har du dine papirer med?"),
                    answers: vec![
                        answer("yes", Then::Ticket),
                        answer("no", Then::Refer("fetch-papers".parse().unwrap())),
                    ],
                },
            ),
        ]),
        referrals: BTreeMap::from([referral("self-service"), referral("fetch-papers")]),
        desks: BTreeMap::from([
            desk("desk-1", DeskKind::Counter, &["passports", "licences"]),
            desk("desk-2", DeskKind::Counter, &["passports"]),
            desk("desk-3", DeskKind::Counter, &["licences", "pensions"]),
            desk("room-12", DeskKind::Room, &["building", "passports"]),
        ]),
        kiosks: BTreeMap::from([kiosk("kiosk-1"), kiosk("kiosk-2")]),
        employees: BTreeMap::from([
            employee("anna", Role::Employee, &[]),
            employee("bo", Role::Employee, &["licences"]),
            employee("cara", Role::Manager, &[]),
            employee("dan", Role::Employee, &[]),
        ]),
        ..bare("reception")
    }
}

/// Two counters, one acute time, and two officers.
fn capacities() -> BTreeMap<CapacityId, Capacity> {
    BTreeMap::from([
        ("counters".parse().unwrap(), Capacity { every_minutes: Some(15), ..capacity(With::AnyDesk { parallel: 2 }) }),
        (
            "acute".parse().unwrap(),
            Capacity {
                opens: Some(time(8, 0, 0, 0)),
                every_minutes: Some(15),
                ..capacity(With::AnyDesk { parallel: 1 })
            },
        ),
        (
            "officers".parse().unwrap(),
            Capacity {
                every_minutes: Some(20),
                ..capacity(With::Employees(vec!["anna".parse().unwrap(), "bo".parse().unwrap()]))
            },
        ),
    ])
}

/// What times are booked for.
fn appointments() -> BTreeMap<ServiceId, Bookable> {
    BTreeMap::from([
        ("renewal".parse().unwrap(), bookable(&[(Mode::InPerson, meeting(15, 0, &["counters", "acute"]))])),
        (
            "advice".parse().unwrap(),
            bookable(&[(Mode::InPerson, meeting(30, 10, &["officers"])), (Mode::Phone, meeting(20, 0, &["officers"]))]),
        ),
        (
            "grant".parse().unwrap(),
            Bookable {
                question: Some("papers".parse().unwrap()),
                ..bookable(&[(Mode::InPerson, meeting(20, 0, &["officers"]))])
            },
        ),
    ])
}

/// The centre next door.
pub(crate) fn jobs() -> Setup {
    Setup {
        queues: BTreeMap::from([queue("cv", 'J', Some(10), office_hours())]),
        services: BTreeMap::from([
            service("cv-help", "cv", 15),
            with(service("job-talk", "cv", 30), |s| s.appointment_only = true),
        ]),
        desks: BTreeMap::from([desk("desk-j", DeskKind::Counter, &["cv"])]),
        kiosks: BTreeMap::from([kiosk("kiosk-j")]),
        employees: BTreeMap::from([employee("erik", Role::Employee, &[])]),
        ..bare("jobs")
    }
}

fn bare(centre: &str) -> Setup {
    Setup {
        version: SetupVersion(1),
        centre: CentreId::new(centre).unwrap(),
        name: text(centre),
        municipality: text("Nordvig Kommune"),
        address: "Torvet 1".to_owned(),
        time_zone: zone(),
        languages: vec![Language::danish(), Language::english()],
        colour: Colour::default(),
        rules: Rules::default(),
        services: BTreeMap::new(),
        questions: BTreeMap::new(),
        referrals: BTreeMap::new(),
        queues: BTreeMap::new(),
        areas: BTreeMap::new(),
        lifts: BTreeMap::new(),
        desks: BTreeMap::new(),
        kiosks: BTreeMap::new(),
        screens: BTreeMap::new(),
        employees: BTreeMap::new(),
        messages: domain::setup::Messages::default(),
        capacities: BTreeMap::new(),
        appointments: BTreeMap::new(),
    }
}

fn with<K, V>((key, mut value): (K, V), change: impl FnOnce(&mut V)) -> (K, V) {
    change(&mut value);
    (key, value)
}

fn text(danish: &str) -> Texts {
    Texts(BTreeMap::from([(Language::danish(), danish.to_owned())]))
}

/// 08:00 to 18:00 from Monday to Friday; closed on 24 December.
fn office_hours() -> Hours {
    let span = OpenSpan { from: time(8, 0, 0, 0), to: time(18, 0, 0, 0) };
    Hours {
        week: (1..=5).map(|day| (day, vec![span])).collect(),
        dates: BTreeMap::from([(jiff::civil::date(2026, 12, 24), Vec::new())]),
        ..Hours::default()
    }
}

fn capacity(with: With) -> Capacity {
    Capacity { name: text("Aftaler"), with, every_minutes: None, hours: office_hours(), opens: None }
}

/// An hour's notice, a week ahead.
fn bookable(meetings: &[(Mode, Meeting)]) -> Bookable {
    Bookable {
        meetings: meetings.iter().cloned().collect(),
        notice_minutes: 60,
        days_ahead: 7,
        open_max: 2,
        bring: Vec::new(),
        words: Texts::default(),
        question: None,
        topic: true,
        sensitive: false,
        remind_minutes_before: vec![24 * 60, 60],
    }
}

fn meeting(minutes: u16, buffer_minutes: u16, capacities: &[&str]) -> Meeting {
    Meeting {
        minutes,
        buffer_minutes,
        capacities: capacities.iter().map(|id| id.parse().unwrap()).collect(),
        note: Texts::default(),
        link: None,
    }
}

/// Day and night, every day.
fn always() -> Hours {
    let span = OpenSpan { from: time(0, 0, 0, 0), to: time(0, 0, 0, 0) };
    Hours { week: (1..=7).map(|day| (day, vec![span])).collect(), on_holidays: true, ..Hours::default() }
}

fn queue(id: &str, letter: char, target_minutes: Option<u16>, hours: Hours) -> (QueueId, Queue) {
    let queue = Queue {
        letter: Letter::new(letter).unwrap(),
        name: text(id),
        target_minutes,
        waiting_max: None,
        tickets_max: None,
        hours,
        area: None,
        instead: text("Bestil en tid."),
    };
    (id.parse().unwrap(), queue)
}

fn service(id: &str, queue: &str, typical_minutes: u16) -> (ServiceId, Service) {
    let service = Service {
        name: text(id),
        help: Texts::default(),
        parent: None,
        choices: Vec::new(),
        queue: queue.parse().unwrap(),
        typical_minutes,
        appointment_only: false,
        question: None,
        remember: Texts::default(),
    };
    (id.parse().unwrap(), service)
}

fn answer(id: &str, then: Then) -> AnswerChoice {
    AnswerChoice { id: AnswerId::new(id).unwrap(), text: text(id), then }
}

fn referral(id: &str) -> (domain::ids::ReferralId, Referral) {
    (id.parse().unwrap(), Referral { name: text(id), text: text(id), link: None })
}

fn desk(id: &str, kind: DeskKind, queues: &[&str]) -> (DeskId, Desk) {
    let queues = queues.iter().map(|q| q.parse().unwrap()).collect();
    (id.parse().unwrap(), Desk { name: text(id), kind, floor: 0, at: None, way: text("ligeud"), queues })
}

fn kiosk(id: &str) -> (KioskId, Kiosk) {
    (
        id.parse().unwrap(),
        Kiosk {
            name: text(id),
            floor: 0,
            at: None,
            buttons: Vec::new(),
            check_in: Vec::new(),
            scan_prefixes: Vec::new(),
        },
    )
}

fn employee(id: &str, role: Role, queues: &[&str]) -> (EmployeeId, Employee) {
    let queues = queues.iter().map(|q| q.parse().unwrap()).collect();
    let initials = id.chars().take(2).collect::<String>().to_uppercase();
    (id.parse().unwrap(), Employee { name: id.to_owned(), initials, role, queues })
}
