//! Who has an appointment: what the vault knows follows the visit, and nobody has more of them than one may have.

use domain::command::{Action, Actor, Command, Mode, TransferTo};
use domain::ids::{Language, StreamId};
use domain::refusal::Refusal;
use domain::time::Instant;
use engine::{Core, EngineError, Limits, Reply, Request};
use jiff::civil::Date;
use store::memory::MemoryStore;
use store::{Given, HashKind, Person, PersonChange, PersonLimit, Secret, SqliteOptions, Store, Vault, VaultKeys};

use crate::world::*;

fn vault() -> Vault {
    Vault::new(&VaultKeys::new(Secret::new([3; 32])))
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Ten in the morning in Denmark.
fn ten_on(day: &str) -> Instant {
    at(&format!("{day}T09:00:00Z"))
}

fn book(number: u128, day: &str) -> Action {
    Action::Book {
        visit: visit(number),
        services: vec![service("pas"), service("skat")],
        starts_at: ten_on(day).plus_minutes(60),
        mode: Mode::InPerson,
        employee: None,
        language: Language::danish(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
    }
}

fn put(number: u128, phone: &str, day: &str, forget_after: &str) -> PersonChange {
    let phone = vault().findable(visit(number), HashKind::Phone, phone).unwrap();
    let given = Box::new(Given { phone: Some(phone), ..Given::default() });
    let (day, forget_after) = (date(day), date(forget_after));
    PersonChange::Put { visit: visit(number), centre: borger(), date: day, given, forget_after }
}

fn limit(number: u128, phone: &str, most: u32) -> PersonLimit {
    PersonLimit {
        service: service("pas"),
        most,
        hashes: vec![(HashKind::Phone, vault().hash(HashKind::Phone, phone))],
        from: date("2026-03-02"),
        except: visit(number),
    }
}

/// A booking of somebody by her number, who may have so many.
fn booking(number: u128, phone: &str, day: &str, most: u32) -> Request {
    Request {
        date: Some(date(day)),
        people: vec![put(number, phone, day, "2026-04-30")],
        limits: vec![limit(number, phone, most)],
        ..request(&borger(), &format!("book-{number}"), book(number, day))
    }
}

fn on(day: &str, id: &str, action: Action) -> Request {
    Request { date: Some(date(day)), ..request(&borger(), id, action) }
}

fn person(core: &Core, number: u128) -> Person {
    core.reader().person(visit(number)).unwrap().unwrap()
}

fn is_open(core: &Core, number: u128) -> bool {
    !person(core, number).open_for().is_empty()
}

fn is_too_many(result: &Result<Reply, EngineError>, most: u32) -> bool {
    matches!(result, Err(EngineError::Refused(Refusal::TooManyBookings { max })) if *max == most)
}

const ANNA: &str = "+4520304050";
const BO: &str = "+4520304051";
const DAY: &str = "2026-03-09";

#[test]
fn field_fault_29_nobody_books_more_than_one_may_have() {
    let (mut core, _) = core_in_memory();
    give(&mut core, booking(1, ANNA, DAY, 2), morning()).unwrap();
    give(&mut core, booking(2, ANNA, "2026-03-10", 2), morning()).unwrap();
    assert!(is_too_many(&give(&mut core, booking(3, ANNA, "2026-03-11", 2), morning()), 2));
    assert_eq!(core.reader().person(visit(3)).unwrap(), None);
    assert_eq!(core.reader().day_of(visit(3)).unwrap(), None);
    give(&mut core, booking(4, BO, DAY, 2), morning()).unwrap();

    // It is asked, not remembered: the same press goes through once there is room.
    assert_eq!(core.reader().remembered("test", "book-3").unwrap(), None);
    give(&mut core, on(DAY, "cancel", Action::Cancel { visit: visit(1) }), morning()).unwrap();
    give(&mut core, booking(3, ANNA, "2026-03-11", 2), morning()).unwrap();
    assert!(give(&mut core, booking(3, ANNA, "2026-03-11", 2), morning()).unwrap().repeated);
}

/// More of them than a command may collide, and others behind them: each is told what is so, and nobody waits for a way out.
#[test]
fn past_the_limit_within_one_batch_is_no_collision() {
    let (mut core, _) = core_in_memory();
    let many = 2 * u128::from(Limits::default().retries_max);
    let mut batch = Vec::new();
    for n in 1..=many {
        let phone = format!("+45203040{n:02}");
        batch.push(booking(10 * n, &phone, DAY, 1));
        batch.push(booking(10 * n + 1, &phone, DAY, 1));
    }
    batch.push(booking(9_000, BO, DAY, 1));
    batch.push(on(DAY, "cancel", Action::Cancel { visit: visit(9_000) }));
    let handled = core.handle(&batch, morning());
    for (n, result) in handled.results.iter().enumerate() {
        let second = n % 2 == 1 && n < 2 * usize::try_from(many).unwrap();
        assert!(if second { is_too_many(result, 1) } else { result.is_ok() }, "{n}: {result:?}");
    }
    let stream = stream(&borger(), DAY);
    assert_eq!(seen(&core, &stream), core.reader().head(&stream).unwrap());
}

#[test]
fn the_same_press_twice_past_the_limit_is_told_the_same() {
    let (mut core, _) = core_in_memory();
    let first = booking(1, ANNA, DAY, 1);
    let handled = core.handle(&[first, booking(2, ANNA, DAY, 1), booking(2, ANNA, DAY, 1)], morning());
    assert!(handled.results[0].is_ok());
    assert!(handled.results[1..].iter().all(|result| is_too_many(result, 1)), "{:?}", handled.results);
}

#[test]
fn a_limit_holds_against_another_process_on_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    let (mut one, mut two) = (open(), open());
    give(&mut one, booking(1, ANNA, DAY, 1), morning()).unwrap();
    assert!(is_too_many(&give(&mut two, booking(2, ANNA, "2026-03-10", 1), morning()), 1));
}

#[test]
fn a_booking_is_open_until_the_visit_is_over_however_it_ends() {
    let (mut core, _) = core_in_memory();
    let now = ten_on(DAY);
    for n in 1..=4 {
        give(&mut core, booking(n, ANNA, DAY, 9), morning()).unwrap();
        assert_eq!(person(&core, n).open_for(), [service("pas"), service("skat")], "each service of the visit");
    }
    let mut on_day = |id: &str, action, at| give(&mut core, on(DAY, id, action), at).unwrap();
    on_day("on", sign_on(0), now);
    on_day("cancel", Action::Cancel { visit: visit(1) }, now);
    on_day("in", Action::CheckIn { visit: visit(2) }, now.plus_minutes(60));
    on_day("next", next(0), now.plus_minutes(61));
    on_day("start", Action::Start { visit: visit(2) }, now.plus_minutes(61));
    on_day("finish", Action::Finish { visit: visit(2) }, now.plus_minutes(70));
    assert!(!is_open(&core, 1) && is_open(&core, 2), "it goes on to its next queue");
    let mut on_day = |id: &str, action, at| give(&mut core, on(DAY, id, action), at).unwrap();
    on_day("next2", next(0), now.plus_minutes(71));
    on_day("start2", Action::Start { visit: visit(2) }, now.plus_minutes(71));
    on_day("finish2", Action::Finish { visit: visit(2) }, now.plus_minutes(80));
    assert!(!is_open(&core, 2) && is_open(&core, 3) && is_open(&core, 4));
    // Nobody came: the clock ends it, with whatever happens next.
    let late = Command { by: Actor::Clock, action: Action::Clock };
    let clock = Request { command: late, ..on(DAY, "clock", Action::Clock) };
    give(&mut core, clock, now.plus_minutes(300)).unwrap();
    assert!(!is_open(&core, 3) && !is_open(&core, 4));
}

#[test]
fn the_end_of_a_day_is_the_end_of_its_bookings() {
    let (mut core, _) = core_in_memory();
    give(&mut core, booking(1, ANNA, DAY, 1), morning()).unwrap();
    give(&mut core, on(DAY, "close", Action::CloseDay { confirmed: true }), ten_on(DAY)).unwrap();
    assert!(!is_open(&core, 1));
    assert_eq!(person(&core, 1).booked_for.len(), 2, "what it was for is known as long as she is");
}

#[test]
fn what_is_taken_back_opens_a_booking_again() {
    let (mut core, _) = core_in_memory();
    let now = ten_on(DAY).plus_minutes(60);
    give(&mut core, booking(1, ANNA, DAY, 1), morning()).unwrap();
    give(&mut core, on(DAY, "cancel", Action::Cancel { visit: visit(1) }), now).unwrap();
    assert!(!is_open(&core, 1));
    give(&mut core, on(DAY, "undo", Action::Undo { visit: visit(1) }), now.plus_seconds(20)).unwrap();
    assert!(is_open(&core, 1));

    // A press that ended one visit and called another is taken back for both.
    give(&mut core, booking(2, BO, DAY, 1), morning()).unwrap();
    give(&mut core, on(DAY, "on", sign_on(0)), now).unwrap();
    for n in [1, 2] {
        give(&mut core, on(DAY, &format!("in-{n}"), Action::CheckIn { visit: visit(n) }), now).unwrap();
    }
    let minutes = |minutes| now.plus_minutes(minutes);
    for (stop, at) in [(0, minutes(1)), (1, minutes(5))] {
        give(&mut core, on(DAY, &format!("next-{stop}"), next(0)), at).unwrap();
        give(&mut core, on(DAY, &format!("start-{stop}"), Action::Start { visit: visit(1) }), at).unwrap();
        if stop == 0 {
            give(&mut core, on(DAY, "finish", Action::Finish { visit: visit(1) }), at.plus_minutes(1)).unwrap();
        }
    }
    let called = give(&mut core, on(DAY, "next", next(0)), minutes(9)).unwrap();
    assert_eq!(card(&called).id, visit(2));
    assert!(!is_open(&core, 1));
    give(&mut core, on(DAY, "undo-next", Action::Undo { visit: visit(2) }), minutes(9).plus_seconds(10)).unwrap();
    assert!(is_open(&core, 1) && is_open(&core, 2));
}

#[test]
fn who_is_moved_to_another_day_is_known_there_and_as_much_longer() {
    let (mut core, _) = core_in_memory();
    give(&mut core, booking(1, ANNA, DAY, 1), morning()).unwrap();
    let moved = |id: &str, from: &str, to: &str| {
        let starts_at = ten_on(to).plus_minutes(60);
        on(from, id, Action::Rebook { visit: visit(1), date: date(to), starts_at, mode: Mode::Phone, employee: None })
    };
    let stands = |core: &Core| {
        let person = person(core, 1);
        let day = core.reader().day_of(visit(1)).unwrap().map(|stream: StreamId| stream.date);
        assert_eq!(day, Some(person.date));
        assert!(is_open(core, 1));
        (person.date, person.forget_after)
    };
    give(&mut core, moved("there", DAY, "2026-03-19"), morning()).unwrap();
    assert_eq!(stands(&core), (date("2026-03-19"), date("2026-05-10")));
    // Her own booking does not stand in her way.
    let back = Request { limits: vec![limit(1, ANNA, 1)], ..moved("back", "2026-03-19", DAY) };
    give(&mut core, back, morning()).unwrap();
    assert_eq!(stands(&core), (date(DAY), date("2026-04-30")));
}

#[test]
fn who_goes_on_in_another_centre_is_known_there() {
    let (mut core, _) = core_in_memory();
    let now = ten_on(DAY).plus_minutes(60);
    give(&mut core, booking(1, ANNA, DAY, 1), morning()).unwrap();
    give(&mut core, on(DAY, "in", Action::CheckIn { visit: visit(1) }), now).unwrap();
    let to = TransferTo::Centre { centre: job(), service: service("skat") };
    give(&mut core, on(DAY, "transfer", Action::Transfer { visit: visit(1), to }), now).unwrap();
    assert_eq!((person(&core, 1).centre, is_open(&core, 1)), (job(), true));
    let close = Request { date: Some(date(DAY)), ..request(&job(), "close", Action::CloseDay { confirmed: true }) };
    give(&mut core, close, now).unwrap();
    assert!(!is_open(&core, 1));
}

#[test]
fn who_is_written_down_later_is_held_to_the_booking_that_she_has() {
    let (mut core, _) = core_in_memory();
    give(&mut core, on(DAY, "book", book(1, DAY)), morning()).unwrap();
    assert_eq!(core.reader().person(visit(1)).unwrap(), None);
    let starts_at = ten_on(DAY).plus_minutes(90);
    let again = Action::Rebook { visit: visit(1), date: date(DAY), starts_at, mode: Mode::InPerson, employee: None };
    let told = Request { people: vec![put(1, ANNA, DAY, "2026-04-30")], ..on(DAY, "later", again) };
    give(&mut core, told, morning()).unwrap();
    assert!(is_open(&core, 1));
    assert!(is_too_many(&give(&mut core, booking(2, ANNA, DAY, 1), morning()), 1));
}

#[test]
fn a_ticket_is_no_booking_and_what_follows_is_all_or_nothing() {
    let (mut core, memory) = core_in_memory();
    let ticket = Request { people: vec![put(1, ANNA, "2026-03-02", "2026-03-02")], ..request(&borger(), "t", take(1)) };
    give(&mut core, ticket, morning()).unwrap();
    assert!(!is_open(&core, 1));
    give(&mut core, booking(2, BO, DAY, 1), morning()).unwrap();
    memory.fail_next(store::StoreError::Full);
    let cancel = on(DAY, "cancel", Action::Cancel { visit: visit(2) });
    assert!(give(&mut core, cancel.clone(), morning()).is_err());
    assert!(is_open(&core, 2));
    give(&mut core, cancel, morning()).unwrap();
    assert!(!is_open(&core, 2));
}

#[test]
fn field_fault_36_a_person_who_is_forgotten_changes_no_figure() {
    let memory = MemoryStore::new();
    let mut core = core_on(Store::Memory(memory.clone()));
    let now = ten_on(DAY).plus_minutes(60);
    for (n, phone) in [(1, ANNA), (2, BO)] {
        give(&mut core, booking(n, phone, DAY, 1), morning()).unwrap();
    }
    give(&mut core, on(DAY, "cancel", Action::Cancel { visit: visit(1) }), morning()).unwrap();
    give(&mut core, on(DAY, "in", Action::CheckIn { visit: visit(2) }), now).unwrap();
    give(&mut core, on(DAY, "close", Action::CloseDay { confirmed: true }), now).unwrap();
    let account = || {
        let reader = Store::Memory(memory.clone()).reader();
        let day = engine::read_day(&reader, stream(&borger(), DAY), &Limits::default()).unwrap();
        format!("{:?}", domain::account::account(&day))
    };
    let before = account();
    let retained = core.retain(at("2026-05-01T12:00:00Z")).unwrap();
    assert_eq!(retained.people, 2);
    assert_eq!(core.reader().person(visit(2)).unwrap(), None);
    assert_eq!(account(), before);
}
