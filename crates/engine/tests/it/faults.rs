//! What a store can do to the engine, and what nobody may ever see of it.

use domain::command::{Action, TransferTo};
use domain::ids::{CentreId, VisitId};
use engine::{Core, EngineError};
use store::{SqliteOptions, Store, StoreError};

use crate::world::*;

fn to_job(id: VisitId) -> Action {
    Action::Transfer { visit: id, to: TransferTo::Centre { centre: job(), service: service("skat") } }
}

/// How many open visits a centre's committed day has.
fn open_visits(core: &Core, centre: &CentreId) -> usize {
    core.days().get(&today(centre)).map_or(0, |d| d.read().visits().iter().filter(|v| !v.ended()).count())
}

#[test]
fn transfer_across_centres_moves_the_visit() {
    let (mut core, _) = core_in_memory();
    give(&mut core, request(&borger(), "t", take(1)), morning()).unwrap();
    let handled = core.handle(&[request(&borger(), "x", to_job(visit(1)))], morning());
    let moved = handled.results[0].as_ref().unwrap();
    assert_eq!(moved.stream, today(&borger()));
    assert_eq!(card(moved).number.to_string(), "B 1");
    assert_eq!(handled.changed, [today(&borger()), today(&job())]);
    assert_eq!((open_visits(&core, &borger()), open_visits(&core, &job())), (0, 1));
}

#[test]
fn field_fault_06_transfer_across_centres_is_all_or_nothing_under_store_failure() {
    for failure in [StoreError::Full, StoreError::Busy, StoreError::Io("gone".to_owned())] {
        let (mut core, memory) = core_in_memory();
        give(&mut core, request(&borger(), "t", take(1)), morning()).unwrap();
        memory.fail_next(failure.clone());
        let failed = give(&mut core, request(&borger(), "x", to_job(visit(1))), morning());
        assert!(matches!(failed, Err(EngineError::Store(e)) if *e == failure));
        assert_eq!((open_visits(&core, &borger()), open_visits(&core, &job())), (1, 0));

        give(&mut core, request(&borger(), "x", to_job(visit(1))), morning()).unwrap();
        assert_eq!((open_visits(&core, &borger()), open_visits(&core, &job())), (0, 1));

        let mut restarted = core_on(Store::Memory(memory));
        restarted.day(&today(&borger()), morning()).unwrap();
        restarted.day(&today(&job()), morning()).unwrap();
        assert_eq!((open_visits(&restarted, &borger()), open_visits(&restarted, &job())), (0, 1));
    }
}

#[test]
fn nothing_is_visible_or_acknowledged_when_the_append_fails_and_it_goes_on_afterwards() {
    let (mut core, memory) = core_in_memory();
    give(&mut core, request(&borger(), "t1", take(1)), morning()).unwrap();
    let before = seen(&core, &today(&borger()));
    memory.fail_next(StoreError::Full);
    let batch = [
        request(&borger(), "on", sign_on(0)),
        request(&borger(), "n", next(0)),
        // Refused on a state that never became durable: this refusal may not be told.
        request(&borger(), "n2", next(0)),
        request(&borger(), "n", next(0)),
        request(&job(), "j", take(2)),
    ];
    let handled = core.handle(&batch, morning());
    for result in &handled.results {
        assert!(matches!(result, Err(EngineError::Store(e)) if **e == StoreError::Full), "{result:?}");
    }
    assert!(handled.changed.is_empty());
    assert_eq!(seen(&core, &today(&borger())), before);

    let handled = core.handle(&batch, morning());
    assert!(handled.results[0].is_ok() && handled.results[1].is_ok() && handled.results[4].is_ok());
    assert!(matches!(handled.results[2], Err(EngineError::Refused(_))));
    assert!(handled.results[3].as_ref().unwrap().repeated);
    assert_eq!(seen(&core, &today(&borger())), core.reader().head(&today(&borger())).unwrap());
}

#[test]
fn a_reply_that_the_store_lost_is_found_again() {
    let (mut core, memory) = core_in_memory();
    give(&mut core, request(&borger(), "t1", take(1)), morning()).unwrap();
    memory.lose_next_reply(StoreError::Io("no answer".to_owned()));
    assert!(give(&mut core, request(&borger(), "t2", take(2)), morning()).is_err());
    let again = core.handle(&[request(&borger(), "t2", take(2))], morning());
    let again = again.results[0].as_ref().unwrap();
    assert!(again.repeated);
    assert_eq!(card(again).number.to_string(), "A 2");
    let other = core.handle(&[request(&borger(), "t3", take(3))], morning());
    assert_eq!(card(other.results[0].as_ref().unwrap()).number.to_string(), "A 3");
    assert_eq!(seen(&core, &today(&borger())), core.reader().head(&today(&borger())).unwrap());
}

#[test]
fn a_refusal_beside_a_failing_append_is_told_where_it_saw_nothing_of_it() {
    let (mut core, memory) = core_in_memory();
    memory.fail_next(StoreError::Full);
    let handled = core.handle(&[request(&borger(), "t", take(1)), request(&job(), "n", next(0))], morning());
    assert!(matches!(handled.results[0], Err(EngineError::Store(_))));
    assert!(matches!(handled.results[1], Err(EngineError::Refused(_))));
}

#[test]
fn a_conflict_with_a_second_writer_on_the_same_file_resolves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    let (mut one, mut two) = (open(), open());
    let mut numbers = Vec::new();
    for n in 0..20_u128 {
        let writer = if n % 3 == 0 { &mut one } else { &mut two };
        let reply = give(writer, request(&borger(), &format!("t{n}"), take(n)), morning()).unwrap();
        numbers.push(card(&reply).number.count);
    }
    assert_eq!(numbers, (1..=20).collect::<Vec<u16>>());

    let repeated = give(&mut one, request(&borger(), "t19", take(19)), morning()).unwrap();
    assert_eq!(card(&repeated).number.count, 20);
    assert!(repeated.repeated, "the store knows what the other writer did");
    let reused = give(&mut one, request(&borger(), "t1", take(77)), morning());
    assert!(matches!(reused, Err(EngineError::CommandIdReused)));
}

#[test]
fn whole_batches_of_two_writers_keep_every_number_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    let (mut one, mut two) = (open(), open());
    let mut numbers = Vec::new();
    for round in 0..6_u128 {
        let writer = if round % 2 == 0 { &mut one } else { &mut two };
        let batch: Vec<_> =
            (0..=round).map(|n| 100 * round + n).map(|n| request(&borger(), &format!("t{n}"), take(n))).collect();
        let handled = writer.handle(&batch, morning());
        numbers.extend(handled.results.iter().map(|r| card(r.as_ref().unwrap()).number.count));
    }
    assert_eq!(numbers, (1..=21).collect::<Vec<u16>>());
    let day = domain::day::fold(
        today(&borger()),
        one.reader().stream(&today(&borger()), 0, 1_000).unwrap().iter().map(|r| &r.event),
    );
    assert_eq!(domain::invariants::check(&day), Ok(()));
}

#[test]
fn a_crash_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    let mut core = open();
    let batch: Vec<_> = (0..50).map(|n| request(&borger(), &format!("t{n}"), take(n))).collect();
    let first: Vec<_> = core.handle(&batch, morning()).results.into_iter().map(Result::unwrap).collect();
    std::mem::forget(core);

    let mut core = open();
    let second: Vec<_> = core.handle(&batch, morning()).results.into_iter().map(Result::unwrap).collect();
    assert!(second.iter().all(|r| r.repeated));
    assert!(first.iter().zip(&second).all(|(a, b)| a.answer == b.answer));
    core.day(&today(&borger()), morning()).unwrap();
    assert_eq!(core.days().get(&today(&borger())).unwrap().read().visits().len(), 50);
}

#[test]
fn a_stream_with_an_unknown_fact_is_refused_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let mut core = core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    give(&mut core, request(&job(), "b", take(2)), morning()).unwrap();
    drop(core);
    make_unknown(&path, &borger());

    let mut core = core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    for id in ["c", "d"] {
        let refused = give(&mut core, request(&borger(), id, take(3)), morning());
        assert!(
            matches!(&refused, Err(EngineError::Store(e)) if matches!(**e, StoreError::UnknownFact { .. })),
            "{refused:?}"
        );
    }
    assert!(give(&mut core, request(&job(), "e", take(4)), morning()).is_ok());
    let tomorrow = morning().plus_minutes(24 * 60);
    assert!(give(&mut core, request(&borger(), "f", take(5)), tomorrow).is_ok(), "another day of the centre");
}

/// As a later version of the program would have written it.
pub(crate) fn make_unknown(path: &std::path::Path, centre: &CentreId) {
    let file = rusqlite::Connection::open(path).unwrap();
    let changed = file
        .execute(
            "UPDATE events SET kind = 'levitated' WHERE version = 2 AND stream_id IN (SELECT id FROM streams WHERE centre = ?1)",
            [centre.as_str()],
        )
        .unwrap();
    assert_eq!(changed, 1);
}
