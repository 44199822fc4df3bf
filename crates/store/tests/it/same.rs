//! Random sequences read the same from a file and from memory.

use domain::ids::ServiceId;
use proptest::prelude::*;
use store::{
    Append, Appended, Findable, Given, HashKind, NewLookUp, PersonChange, PersonLimit, Purpose, Reader, SealedText,
    Store,
};

use crate::samples::{Open, booked, closed, command, date, minute, part, stream, taken, ticket, visit};

const CENTRES: [&str; 2] = ["citizen-service", "job-centre"];
const DATES: [&str; 3] = ["2026-03-01", "2026-03-02", "2026-03-03"];

/// Something that a writer does.
#[derive(Debug, Clone)]
enum Step {
    Append(Vec<Wish>),
    ForgetCommands(i64),
    ForgetPeople(usize),
    ForgetStreams(usize),
    /// Of which visits' people, and at which minute.
    LookUp(Vec<u8>, i64),
    ForgetLookUps(i64),
    /// For the file alone: it is closed and opened again.
    Reopen,
}

/// An append before it knows the heads; `off` is how wrong its expectation is.
#[derive(Debug, Clone)]
struct Wish {
    parts: Vec<(usize, usize, u64, u8, bool)>,
    command: Option<u8>,
    people: Vec<(u8, u8)>,
    limit: Option<u8>,
}

fn wish() -> impl Strategy<Value = Wish> {
    let off = prop_oneof![8 => Just(0u64), 1 => Just(1), 1 => Just(u64::MAX)];
    let part = (0..CENTRES.len(), 0..DATES.len(), off, 0u8..4, prop::bool::weighted(0.1));
    let command = prop::option::weighted(0.7, 0u8..30);
    let people = prop::collection::vec((0u8..6, 0u8..8), 0..3);
    (prop::collection::vec(part, 0..3), command, people, prop::option::weighted(0.3, 0u8..12))
        .prop_map(|(parts, command, people, limit)| Wish { parts, command, people, limit })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        16 => prop::collection::vec(wish(), 0..6).prop_map(Step::Append),
        1 => (0i64..30).prop_map(Step::ForgetCommands),
        1 => (0..DATES.len()).prop_map(Step::ForgetPeople),
        1 => (0..DATES.len()).prop_map(Step::ForgetStreams),
        2 => (prop::collection::vec(0u8..6, 0..3), 0i64..30).prop_map(|(of, at)| Step::LookUp(of, at)),
        1 => (0i64..30).prop_map(Step::ForgetLookUps),
        1 => Just(Step::Reopen),
    ]
}

/// The wish as an append, against what the reader sees.
fn granted(wish: &Wish, reader: &Reader, counter: &mut u16) -> Append {
    let mut parts = Vec::new();
    for (centre, day, off, tickets, close) in &wish.parts {
        let stream = stream(CENTRES[*centre], DATES[*day]);
        let mut events: Vec<_> = (0..*tickets).map(|_| next_arrival(counter)).collect();
        events.extend(close.then(closed));
        let expected = reader.head(&stream).unwrap().wrapping_add(*off) & 0xffff;
        parts.push(part(&stream, expected, events));
    }
    let first = stream(CENTRES[0], DATES[wish.people.len() % 3]);
    let command = wish.command.map(|n| {
        let mut command = command(&format!("c{n}"), &format!("answer {counter}"), &first, (*counter).into());
        command.at = minute(i64::from(n));
        command
    });
    let people = wish.people.iter().map(|(n, what)| person(*n, *what)).collect();
    Append { parts, command, people, limits: wish.limit.map(limit).into_iter().collect() }
}

/// A ticket, and every third time a booking of one of a few visits, which so goes from day to day.
fn next_arrival(counter: &mut u16) -> domain::event::Event {
    *counter += 1;
    if counter.is_multiple_of(3) { booked(u128::from(*counter / 3 % 6)) } else { ticket(*counter) }
}

fn person(n: u8, what: u8) -> PersonChange {
    let (centre, day) = (CENTRES[0].parse().unwrap(), date(DATES[usize::from(n % 3)]));
    let text = SealedText::from_bytes(vec![what; 5]);
    match what {
        0 => PersonChange::Delete { visit: visit(n.into()) },
        1 => PersonChange::Note { visit: visit(n.into()), centre, date: day, text, forget_after: date(DATES[1]) },
        2 => PersonChange::BookingOpen { visit: visit(n.into()), services: vec![service(n % 2)] },
        3 => PersonChange::BookingOver { visit: visit(n.into()) },
        4 => PersonChange::Moved { visit: visit(n.into()), centre: CENTRES[1].parse().unwrap(), date: day },
        _ => {
            let findable = Findable { text, hash: [n % 2; 32] };
            let email = (what == 6).then(|| findable.clone());
            let given = Given { phone: (what > 5).then_some(findable), email, ..Given::default() };
            let forget_after = date(DATES[usize::from(what) - 5]);
            PersonChange::Put { visit: visit(n.into()), centre, date: day, given: Box::new(given), forget_after }
        }
    }
}

fn service(n: u8) -> ServiceId {
    ["passport", "licence"][usize::from(n)].parse().unwrap()
}

fn limit(n: u8) -> PersonLimit {
    PersonLimit {
        service: service(n % 2),
        most: u32::from(n % 3),
        hashes: vec![(HashKind::Phone, [n % 2; 32]), (HashKind::Email, [1; 32])],
        from: date(DATES[usize::from(n % 3)]),
        except: visit(u128::from(n % 6)),
    }
}

/// More than there are.
const ALL: usize = 1_000;

fn run(step: &Step, store: &mut Store, appends: &[Append]) -> (Vec<Appended>, u64) {
    let at = minute(5);
    match step {
        Step::Append(_) => (store.append(appends).unwrap(), 0),
        Step::ForgetCommands(minutes) => (vec![], store.forget_commands_before(minute(*minutes), ALL).unwrap().count),
        Step::ForgetPeople(day) => {
            let at = format!("{}T12:00:00Z", DATES[*day]).parse().unwrap();
            (vec![], store.forget_people_due(at, ALL).unwrap().count)
        }
        Step::ForgetStreams(day) => (vec![], store.forget_streams_before(date(DATES[*day]), at, ALL).unwrap().count),
        Step::LookUp(of, minutes) => {
            let people = of.iter().filter_map(|n| store.reader().person(visit((*n).into())).unwrap());
            let look_up = |person| NewLookUp::of(&person, "mette", Purpose::Serves, minute(*minutes));
            store.record_look_ups(&people.map(look_up).collect::<Vec<_>>()).unwrap();
            (vec![], 0)
        }
        Step::ForgetLookUps(minutes) => (vec![], store.forget_look_ups_before(minute(*minutes), at, 2).unwrap().count),
        Step::Reopen => (vec![], 0),
    }
}

fn assert_same(a: &Reader, b: &Reader) {
    assert_eq!(a.log(0, usize::MAX).unwrap(), b.log(0, usize::MAX).unwrap());
    assert_eq!(a.newest_position().unwrap(), b.newest_position().unwrap());
    for stream in CENTRES.iter().flat_map(|centre| DATES.iter().map(|day| stream(centre, day))) {
        assert_eq!(a.stream(&stream, 0, usize::MAX).unwrap(), b.stream(&stream, 0, usize::MAX).unwrap());
        assert_eq!(a.head(&stream).unwrap(), b.head(&stream).unwrap());
    }
    let keys = a.command_keys_since(minute(0)).unwrap();
    assert_eq!(keys, b.command_keys_since(minute(0)).unwrap());
    for (sender, id) in keys {
        assert_eq!(a.remembered(&sender, &id).unwrap(), b.remembered(&sender, &id).unwrap());
    }
    for n in 0..6 {
        assert_eq!(a.person(visit(n)).unwrap(), b.person(visit(n)).unwrap());
        assert_eq!(a.day_of(visit(n)).unwrap(), b.day_of(visit(n)).unwrap());
    }
    for (kind, hash) in HashKind::ALL.into_iter().flat_map(|kind| [(kind, [0; 32]), (kind, [1; 32])]) {
        assert_eq!(a.people_by_hash(kind, &hash).unwrap(), b.people_by_hash(kind, &hash).unwrap());
        let look_ups = |reader: &Reader| reader.look_ups_by_hash(kind, &hash, 3).unwrap();
        assert_eq!(look_ups(a), look_ups(b));
    }
    for stream in CENTRES.iter().flat_map(|centre| DATES.iter().map(|day| stream(centre, day))) {
        let of_day = |reader: &Reader| reader.people_of_day(&stream.centre, stream.date, 2).unwrap();
        assert_eq!(of_day(a), of_day(b));
    }
    let late = date("9000-01-01");
    assert_eq!(a.open_streams_before(late).unwrap(), b.open_streams_before(late).unwrap());
    assert_eq!(a.changes(0, usize::MAX).unwrap(), b.changes(0, usize::MAX).unwrap());
}

/// Takes the steps in both stores, and looks at both.
fn reads_the_same(steps: &[Step]) {
    let (mut sqlite, mut memory) = (Open::sqlite(), Open::memory());
    let mut counter = 0;
    for step in steps {
        let appends: Vec<_> = match step {
            Step::Append(wishes) => wishes.iter().map(|wish| granted(wish, &memory.reader, &mut counter)).collect(),
            _ => vec![],
        };
        if matches!(step, Step::Reopen) {
            sqlite.store = Store::open_sqlite(&sqlite.path(), store::SqliteOptions::default()).unwrap();
            sqlite.reader = sqlite.store.reader();
        }
        assert_eq!(run(step, &mut sqlite.store, &appends), run(step, &mut memory.store, &appends));
    }
    assert_same(&sqlite.reader, &memory.reader);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_reads_the_same_from_every_store(steps in prop::collection::vec(step(), 1..24)) {
        reads_the_same(&steps);
    }
}

/// A stream of one remembered command is none any more once that is forgotten: there is nothing of it to forget.
#[test]
fn what_was_forgotten_command_by_command_is_not_forgotten_once_more() {
    let with_a_command = Wish { parts: vec![], command: Some(0), people: vec![(0, 0)], limit: None };
    let steps = [Step::Append(vec![with_a_command]), Step::ForgetCommands(5), Step::ForgetStreams(2)];
    reads_the_same(&steps);
    let later = Wish { parts: vec![(0, 0, 0, 1, false)], command: None, people: vec![], limit: None };
    reads_the_same(&[&steps[..2], &[Step::Append(vec![later]), Step::ForgetStreams(2)]].concat());
}

#[test]
fn a_long_day_reads_the_same() {
    let (mut sqlite, mut memory) = (Open::sqlite(), Open::memory());
    let stream = stream(CENTRES[0], DATES[0]);
    for first in (0..3_000u16).step_by(100) {
        let batch: Vec<_> = (first..first + 100).map(|n| taken(&stream, n.into(), n + 1)).collect();
        assert_eq!(sqlite.store.append(&batch).unwrap(), memory.store.append(&batch).unwrap());
    }
    assert_same(&sqlite.reader, &memory.reader);
}
