//! The stored form of facts: a golden file for every type in every form that was ever written, and arbitrary facts.
//!
//! `tests/it/golden/<type>.<form>.json` holds a list of facts as they stand in the store. Such a file never changes: a
//! new form gets a new file, and the old one is still read. With `BLESS=1` files that are missing are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use domain::codec::{decode, encode};
use domain::command::{BlockKind, Given, Mode, QueueOrder, Why};
use domain::event::{CallRule, Compared, Fact, Forecast, MeantFor, Outcome, Reason, Stop};
use domain::ids::{BlockId, Language, SeriesId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::slots::Taken;
use domain::time::Instant;
use uuid::Uuid;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden")
}

/// The types of all facts.
pub(crate) fn every_kind() -> BTreeSet<String> {
    crate::refusals::variants::<Fact>("fact")
}

fn at(text: &str) -> Instant {
    format!("2026-03-03T{text}Z").parse().unwrap()
}

fn visit() -> VisitId {
    VisitId(Uuid::from_u128(0x0197_5bbd_7c00_7000_8000_0000_0000_0001))
}

fn other() -> VisitId {
    VisitId(Uuid::from_u128(0x0197_5bbd_7c00_7000_8000_0000_0000_0002))
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

fn stops() -> Vec<Stop> {
    vec![
        Stop { queue: id("passports"), services: vec![id("passport"), id("photo")], target_minutes: 15 },
        Stop { queue: id("licences"), services: vec![id("licence")], target_minutes: 20 },
    ]
}

fn answers() -> Vec<Given> {
    vec![Given { question: id("age"), answer: id("yes") }, Given { question: id("papers"), answer: id("no") }]
}

fn reason(rule: CallRule, compared: Vec<Compared>) -> Reason {
    Reason { rule, waited_seconds: 312, target_minutes: 15, due: at("08:15:00"), compared }
}

/// A time that another system gave: as the first form had it.
fn entered(mode: Mode) -> Fact {
    Fact::Booked {
        visit: visit(),
        number: id("B 2"),
        stops: stops(),
        starts_at: at("08:15:00"),
        mode,
        employee: None,
        language: Language::danish(),
        ends_at: None,
        taken: Vec::new(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
        moves: 0,
        remind_at: Vec::new(),
    }
}

/// What a booking takes, of an employee and of a desk.
fn taken() -> Vec<Taken> {
    let of = |capacity: &str, employee, parallel| Taken {
        capacity: id(capacity),
        employee,
        parallel,
        from: at("08:15:00"),
        to: at("08:45:00"),
    };
    vec![of("officers", Some(id("anna")), 1), of("counters", None, 2)]
}

/// Facts about visits: each type with everything that it can hold, and with as little as it can.
fn of_visits() -> Vec<Fact> {
    let (visit, other) = (visit(), other());
    let told = Forecast { earliest: at("08:05:00"), expected: at("08:08:30"), latest: at("08:12:30.500") };
    let (due, language) = (at("08:15:00"), Language::danish());
    vec![
        Fact::TicketTaken {
            visit,
            number: id("A 47"),
            stops: stops(),
            due,
            language: language.clone(),
            answers: answers(),
            forecast: Some(told),
        },
        Fact::TicketTaken {
            visit,
            number: id("Z 9999"),
            stops: stops()[..1].to_vec(),
            due,
            language: id("ukr"),
            answers: Vec::new(),
            forecast: None,
        },
        Fact::Referred { service: id("pension"), referral: id("self-service"), answers: answers() },
        Fact::Booked {
            visit,
            number: id("B 1"),
            stops: stops(),
            starts_at: due,
            mode: Mode::InPerson,
            employee: Some(id("anna")),
            language: language.clone(),
            ends_at: Some(at("08:45:00")),
            taken: taken(),
            answers: answers(),
            interpreter: true,
            series: Some(SeriesId(visit.0)),
            moves: 3,
            remind_at: vec![at("07:15:00")],
        },
        entered(Mode::InPerson),
        entered(Mode::Phone),
        entered(Mode::Video),
        Fact::Held { visit, starts_at: due, taken: taken(), until: at("08:10:00") },
        Fact::HoldEnded { visit },
        Fact::Rebooked {
            visit,
            starts_at: due,
            ends_at: at("08:45:00"),
            mode: Mode::Phone,
            employee: Some(id("anna")),
            taken: taken(),
            remind_at: vec![at("07:15:00")],
        },
        Fact::Rebooked {
            visit,
            starts_at: due,
            ends_at: at("08:45:00"),
            mode: Mode::InPerson,
            employee: None,
            taken: Vec::new(),
            remind_at: Vec::new(),
        },
        Fact::Messaged { visit, kind: MessageKind::Reminder, channel: Channel::Sms, fate: Fate::Delivered },
        Fact::MovedToDay { visit, date: jiff::civil::date(2026, 3, 10) },
        Fact::Unanswered { visit, again_at: at("08:25:00") },
        Fact::Blocked {
            block: BlockId(visit.0),
            employee: id("anna"),
            from: due,
            to: at("09:00:00"),
            kind: BlockKind::Leave,
        },
        Fact::Blocked {
            block: BlockId(visit.0),
            employee: id("anna"),
            from: due,
            to: at("09:00:00"),
            kind: BlockKind::Other,
        },
        Fact::Unblocked { block: BlockId(visit.0) },
        Fact::CheckedIn { visit, due, on_time: true },
        Fact::CalledAgain { visit },
        Fact::Started { visit },
        Fact::Finished { visit, goes_on: None },
        Fact::Finished { visit, goes_on: Some(1) },
        Fact::Missed { visit, ends_at: at("08:30:00") },
        Fact::SaidHere { visit, due },
        Fact::Parked { visit },
        Fact::Transferred { visit, queue: id("licences"), meant_for: None },
        Fact::Transferred { visit, queue: id("licences"), meant_for: Some(MeantFor::Employee(id("anna"))) },
        Fact::Transferred { visit, queue: id("licences"), meant_for: Some(MeantFor::Desk(id("room-12"))) },
        Fact::Returned { visit },
        Fact::Delayed { visit, due, not_before: at("08:20:00") },
        Fact::ArrivalSeen { visit, employee: id("anna"), again_at: Some(at("08:20:00")) },
        Fact::ArrivalSeen { visit, employee: id("anna"), again_at: None },
        Fact::Cancelled { visit },
        Fact::Undone { visit, other: None },
        Fact::Undone { visit, other: Some(other) },
        Fact::MovedAway { visit, centre: id("jobs") },
        Fact::MovedIn {
            visit,
            centre: id("reception"),
            number: id("J 12"),
            stops: stops(),
            due,
            taken_at: at("08:00:00"),
            language,
        },
    ]
}

/// Calls by every rule and for every reason, and every end.
fn calls_and_ends() -> Vec<Fact> {
    let (visit, desk, employee) = (visit(), || id("desk-1"), || id("anna"));
    let compared = vec![Compared { number: id("B 3"), queue: id("licences"), due: at("08:20:00") }];
    let call = |reason, ended| Fact::Called { visit, desk: desk(), employee: employee(), reason, ended };
    let mut facts = vec![
        call(reason(CallRule::EarliestDue, compared), Some(other())),
        call(reason(CallRule::AppointmentTime, Vec::new()), None),
        call(reason(CallRule::Resumed, Vec::new()), None),
    ];
    for why in Why::ALL {
        facts.push(call(reason(CallRule::OutOfTurn(why), Vec::new()), None));
        facts.push(Fact::MovedForward { visit, due: at("08:14:59.999"), why });
    }
    let outcomes = [
        Outcome::Served,
        Outcome::ServedEndUnknown,
        Outcome::NoShow,
        Outcome::Cancelled,
        Outcome::LeftUnserved,
        Outcome::MovedTo(id("jobs")),
    ];
    facts.extend(outcomes.map(|outcome| Fact::Ended { visit, outcome, ended_at: at("08:30:00") }));
    facts
}

/// Facts about desks, queues, kiosks and the day.
fn of_the_house() -> Vec<Fact> {
    let (employee, desk, kiosk) = (|| id("anna"), || id("desk-1"), || id("kiosk-1"));
    let queues = vec![id("passports"), id("licences")];
    let mut facts = vec![
        Fact::DayOpened { centre: id("reception"), date: jiff::civil::date(2026, 3, 3) },
        Fact::DayClosed {},
        Fact::SignedOn { employee: employee(), desk: desk(), queues: queues.clone() },
        Fact::SignedOff { employee: employee(), desk: desk() },
        Fact::Paused { desk: desk(), until: None },
        Fact::Paused { desk: desk(), until: Some(at("08:30:00")) },
        Fact::PauseEnded { desk: desk() },
        Fact::QueuesChosen { desk: desk(), queues },
        Fact::HelpCalled { kiosk: kiosk() },
        Fact::HelpTaken { kiosk: kiosk(), employee: employee() },
        Fact::HelpEnded { kiosk: kiosk() },
        Fact::AlarmRaised { desk: desk() },
        Fact::AlarmTaken { desk: desk(), employee: employee() },
        Fact::AlarmEnded { desk: desk() },
    ];
    let orders = [QueueOrder::ByHours, QueueOrder::Open, QueueOrder::Closed, QueueOrder::Paused];
    facts.extend(orders.map(|to| Fact::QueueSet { queue: id("passports"), to }));
    facts
}

/// Every type of fact in its present form, by the name of its file.
fn samples() -> BTreeMap<String, Vec<Fact>> {
    let mut files: BTreeMap<String, Vec<Fact>> = BTreeMap::new();
    for fact in of_visits().into_iter().chain(calls_and_ends()).chain(of_the_house()) {
        let stored = encode(&fact);
        files.entry(format!("{}.{}.json", stored.kind, stored.form)).or_default().push(fact);
    }
    files
}

fn as_stored(facts: &[Fact]) -> String {
    let lines: Vec<String> = facts.iter().map(|f| format!("  {}", encode(f).body)).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn every_type_of_fact_is_written_as_it_always_was() {
    for (name, facts) in samples() {
        let path = folder().join(&name);
        if std::env::var_os("BLESS").is_some() && !path.exists() {
            fs::write(&path, as_stored(&facts)).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}: BLESS=1 writes it"));
        assert_eq!(as_stored(&facts), golden, "{name}: a form never changes; give the type a new one in the codec");
    }
}

#[test]
fn every_type_of_fact_has_a_golden_file_in_every_form() {
    let mut forms: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for file in fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let (kind, form) =
            name.strip_suffix(".json").and_then(|n| n.split_once('.')).unwrap_or_else(|| panic!("{name}"));
        forms.entry(kind.to_owned()).or_default().insert(form.parse().unwrap());
    }
    assert_eq!(forms.keys().cloned().collect::<BTreeSet<_>>(), every_kind());
    for (name, facts) in samples() {
        let stored = encode(&facts[0]);
        let known: Vec<u16> = forms[stored.kind].iter().copied().collect();
        assert_eq!(known, (1..=stored.form).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn every_golden_file_is_read() {
    let samples = samples();
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (kind, form) = name.strip_suffix(".json").and_then(|n| n.split_once('.')).unwrap();
        let bodies: Vec<serde_json::Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let read: Vec<Fact> =
            bodies.iter().map(|b| decode(kind, form.parse().unwrap(), &b.to_string()).unwrap()).collect();
        assert!(!read.is_empty(), "{name}");
        if let Some(facts) = samples.get(&name) {
            assert_eq!(&read, facts, "{name}");
        }
    }
}

#[test]
fn what_is_not_known_is_refused_loudly() {
    let body = encode(&Fact::Started { visit: visit() }).body;
    assert!(decode("started", 1, &body).is_ok());
    for (kind, form, body, why) in [
        ("started", 2, body.as_str(), "newer version"),
        ("started", 0, body.as_str(), "newer version"),
        ("parked", 1, body.as_str(), "differ"),
        ("flew_away", 1, r#"{"fact":"flew_away"}"#, "unknown variant"),
        ("started", 1, r#"{"fact":"started"}"#, "missing field"),
        ("started", 1, "", "EOF"),
    ] {
        let unknown = decode(kind, form, body).unwrap_err();
        assert!(unknown.to_string().contains(why), "{unknown}");
        assert!(unknown.to_string().contains(kind), "{unknown}");
    }
    let long = decode(&"x".repeat(10_000), 1, "{}").unwrap_err();
    assert!(long.to_string().len() < 400, "a message stays readable");
}

mod arbitrary {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    fn slug<T: std::str::FromStr + std::fmt::Debug>() -> impl Strategy<Value = T>
    where
        T::Err: std::fmt::Debug,
    {
        "[a-z0-9][a-z0-9-]{0,39}".prop_map(|text| text.parse().unwrap())
    }

    fn instant() -> impl Strategy<Value = Instant> {
        prop_oneof![any::<i64>(), 0..4_102_444_800_000_i64].prop_map(Instant::from_millis)
    }

    fn visit_id() -> impl Strategy<Value = VisitId> {
        any::<u128>().prop_map(|n| VisitId(Uuid::from_u128(n)))
    }

    fn number() -> impl Strategy<Value = domain::ids::Number> {
        "[A-Z] [1-9][0-9]{0,3}".prop_map(|text| text.parse().unwrap())
    }

    fn way() -> impl Strategy<Value = Vec<Stop>> {
        let stop = (slug(), vec(slug(), 0..4), any::<u16>()).prop_map(|(queue, services, target_minutes)| Stop {
            queue,
            services,
            target_minutes,
        });
        vec(stop, 0..4)
    }

    fn given() -> impl Strategy<Value = Vec<Given>> {
        vec((slug(), slug()).prop_map(|(question, answer)| Given { question, answer }), 0..4)
    }

    fn forecast() -> impl Strategy<Value = Forecast> {
        (instant(), instant(), instant()).prop_map(|(earliest, expected, latest)| Forecast {
            earliest,
            expected,
            latest,
        })
    }

    fn why() -> impl Strategy<Value = Why> {
        (0..Why::ALL.len()).prop_map(|i| Why::ALL[i])
    }

    fn reason() -> impl Strategy<Value = Reason> {
        let rule = prop_oneof![
            Just(CallRule::AppointmentTime),
            Just(CallRule::EarliestDue),
            Just(CallRule::Resumed),
            why().prop_map(CallRule::OutOfTurn),
        ];
        let compared = (number(), slug(), instant()).prop_map(|(number, queue, due)| Compared { number, queue, due });
        (rule, any::<u32>(), any::<u16>(), instant(), vec(compared, 0..4)).prop_map(
            |(rule, waited_seconds, target_minutes, due, compared)| Reason {
                rule,
                waited_seconds,
                target_minutes,
                due,
                compared,
            },
        )
    }

    fn outcome() -> impl Strategy<Value = Outcome> {
        prop_oneof![
            Just(Outcome::Served),
            Just(Outcome::ServedEndUnknown),
            Just(Outcome::NoShow),
            Just(Outcome::Cancelled),
            Just(Outcome::LeftUnserved),
            slug().prop_map(Outcome::MovedTo),
            (1..=9_998_i16).prop_map(|year| Outcome::MovedToDay(jiff::civil::date(year, 2, 28))),
        ]
    }

    fn arrivals() -> impl Strategy<Value = Fact> {
        let language = || "[a-z]{2,3}".prop_map(|l| Language::new(&l).unwrap());
        let mode = prop_oneof![Just(Mode::InPerson), Just(Mode::Phone), Just(Mode::Video)];
        prop_oneof![
            (visit_id(), number(), way(), instant(), language(), given(), option::of(forecast())).prop_map(
                |(visit, number, stops, due, language, answers, forecast)| Fact::TicketTaken {
                    visit,
                    number,
                    stops,
                    due,
                    language,
                    answers,
                    forecast
                }
            ),
            (visit_id(), number(), way(), instant(), mode, option::of(slug()), language()).prop_map(
                |(visit, number, stops, starts_at, mode, employee, language)| Fact::Booked {
                    visit,
                    number,
                    stops,
                    starts_at,
                    mode,
                    employee: employee.clone(),
                    language,
                    ends_at: employee.is_some().then_some(starts_at),
                    taken: employee.map_or_else(Vec::new, |_| super::taken()),
                    answers: Vec::new(),
                    interpreter: number.count.is_multiple_of(2),
                    series: None,
                    moves: u32::from(number.count),
                    remind_at: Vec::new(),
                }
            ),
            (visit_id(), slug(), number(), way(), instant(), instant(), language()).prop_map(
                |(visit, centre, number, stops, due, taken_at, language)| Fact::MovedIn {
                    visit,
                    centre,
                    number,
                    stops,
                    due,
                    taken_at,
                    language
                }
            ),
            (slug(), slug(), given()).prop_map(|(service, referral, answers)| Fact::Referred {
                service,
                referral,
                answers
            }),
            (slug(), -9_999..9_999_i16)
                .prop_map(|(centre, year)| Fact::DayOpened { centre, date: jiff::civil::date(year, 2, 28) }),
        ]
    }

    fn presses() -> impl Strategy<Value = Fact> {
        let meant = prop_oneof![slug().prop_map(MeantFor::Employee), slug().prop_map(MeantFor::Desk)];
        prop_oneof![
            (visit_id(), slug(), slug(), reason(), option::of(visit_id())).prop_map(
                |(visit, desk, employee, reason, ended)| Fact::Called { visit, desk, employee, reason, ended }
            ),
            (visit_id(), option::of(any::<u8>())).prop_map(|(visit, goes_on)| Fact::Finished { visit, goes_on }),
            (visit_id(), instant()).prop_map(|(visit, ends_at)| Fact::Missed { visit, ends_at }),
            (visit_id(), instant()).prop_map(|(visit, due)| Fact::SaidHere { visit, due }),
            (visit_id(), slug(), option::of(meant)).prop_map(|(visit, queue, meant_for)| Fact::Transferred {
                visit,
                queue,
                meant_for
            }),
            (visit_id(), instant(), instant()).prop_map(|(visit, due, not_before)| Fact::Delayed {
                visit,
                due,
                not_before
            }),
            (visit_id(), instant(), why()).prop_map(|(visit, due, why)| Fact::MovedForward { visit, due, why }),
            (visit_id(), option::of(visit_id())).prop_map(|(visit, other)| Fact::Undone { visit, other }),
            (visit_id(), slug(), option::of(instant())).prop_map(|(visit, employee, again_at)| Fact::ArrivalSeen {
                visit,
                employee,
                again_at
            }),
            (visit_id(), outcome(), instant()).prop_map(|(visit, outcome, ended_at)| Fact::Ended {
                visit,
                outcome,
                ended_at
            }),
            (visit_id(), slug()).prop_map(|(visit, centre)| Fact::MovedAway { visit, centre }),
            (visit_id(), instant(), any::<bool>()).prop_map(|(visit, due, on_time)| Fact::CheckedIn {
                visit,
                due,
                on_time
            }),
            (slug(), slug(), vec(slug(), 0..5)).prop_map(|(employee, desk, queues)| Fact::SignedOn {
                employee,
                desk,
                queues
            }),
            (slug(), option::of(instant())).prop_map(|(desk, until)| Fact::Paused { desk, until }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn a_fact_that_is_written_is_read_as_it_was(fact in prop_oneof![arrivals(), presses()]) {
            let stored = encode(&fact);
            prop_assert_eq!(decode(stored.kind, stored.form, &stored.body), Ok(fact));
        }

        #[test]
        fn whatever_is_read_nothing_panics(kind in "\\PC{0,20}", form in any::<u16>(), body in "\\PC{0,200}") {
            prop_assert!(decode(&kind, form, &body).is_err());
        }

        #[test]
        fn a_damaged_fact_is_refused_or_is_another_fact(
            fact in prop_oneof![arrivals(), presses()],
            place in any::<proptest::sample::Index>(),
            with in any::<char>(),
        ) {
            let stored = encode(&fact);
            let mut letters: Vec<char> = stored.body.chars().collect();
            let i = place.index(letters.len());
            letters[i] = with;
            // It may still be a fact (another digit of an instant); it never is one that cannot be written again.
            if let Ok(read) = decode(stored.kind, stored.form, &letters.into_iter().collect::<String>()) {
                let again = encode(&read);
                prop_assert_eq!(decode(again.kind, again.form, &again.body), Ok(read));
            }
        }
    }
}
