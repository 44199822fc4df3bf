//! The beginning, the end and a fault in between.

use std::sync::Arc;
use std::time::Duration;

use domain::event::Fact;
use engine::{EngineError, Limits};
use store::memory::MemoryStore;
use store::{Append, NewSetup, SqliteOptions, Store, StoreError, StreamPart};

use crate::world::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shutdown_finishes_what_was_taken_and_takes_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let running = run_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap(), Limits::default());
    let watching = running.engine.subscribe(&topic(&borger())).unwrap();
    let mut clients = tokio::task::JoinSet::new();
    for n in 0..300_u128 {
        let engine = running.engine.clone();
        clients.spawn(async move { engine.submit(request(&borger(), &format!("t{n}"), take(n))).await });
    }
    tokio::time::sleep(Duration::from_millis(2)).await;
    tokio::time::timeout(Duration::from_secs(10), running.engine.shutdown()).await.unwrap();
    running.engine.shutdown().await;
    let mut acknowledged = 0;
    while let Some(result) = clients.join_next().await {
        match result.unwrap() {
            Ok(_) => acknowledged += 1,
            Err(EngineError::ShuttingDown) => {}
            Err(error) => panic!("{error}"),
        }
    }
    let late = running.engine.submit(request(&borger(), "late", take(999))).await;
    assert!(matches!(late, Err(EngineError::ShuttingDown)));
    assert!(watching.has_changed().is_err(), "who watches is told of the end");
    assert!(running.engine.ready().await.is_err());

    let mut core = core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    let day = core.day(&today(&borger()), morning()).unwrap();
    assert_eq!(day.read().visits().len(), acknowledged);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
    let running = run_on(open(), Limits::default());
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    running.engine.shutdown().await;
    let running = run_on(open(), Limits::default());
    assert_eq!(running.engine.hall(&borger()).await.unwrap().waiting.len(), 1);
    assert!(running.engine.submit(request(&borger(), "a", take(1))).await.unwrap().repeated);
    let second = running.engine.submit(request(&borger(), "b", take(2))).await.unwrap();
    assert_eq!(card(&second).number.to_string(), "A 2");
    running.engine.shutdown().await;
}

#[tokio::test]
async fn a_set_up_is_published_while_it_runs() {
    let running = run_on(Store::memory(), Limits::default());
    let new = |minutes: &str| NewSetup { centre: borger(), content: minutes.to_owned() };
    let version = running.engine.publish_setup(new("30"), "owner").await.unwrap();
    assert_eq!(running.engine.setup(&borger()).unwrap().version, version);
    assert_eq!(running.engine.publish_setup(new("30"), "owner").await.unwrap(), version);
    let reply = running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    assert_eq!(card(&reply).due, morning().plus_minutes(30));
    let wrong = running.engine.publish_setup(new("no set-up"), "owner").await;
    assert!(matches!(wrong, Err(EngineError::SetupUnreadable(_))));
    running.engine.shutdown().await;
}

#[tokio::test]
async fn questions_are_answered_from_committed_days() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    engine.ready().await.unwrap();
    assert_eq!(engine.centres(), [borger(), job()]);
    assert_eq!(engine.hall(&borger()).await.unwrap().version, 0);
    engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    assert_eq!(engine.card(&borger(), None, visit(1)).await.unwrap().unwrap().number.to_string(), "A 1");
    assert_eq!(engine.card(&borger(), None, visit(2)).await.unwrap(), None);
    assert_eq!(engine.account(&borger(), None).await.unwrap().visits, 1);
    let date = today(&borger()).date;
    let events = engine.events(&borger(), date, 0, 100).await.unwrap();
    assert_eq!(engine.events(&borger(), date, 1, 100).await.unwrap()[..], events[1..]);
    assert_eq!(engine.dates(&borger(), date, date).await.unwrap(), [date]);
    let unknown = engine.hall(&centre("mars")).await;
    assert!(matches!(unknown, Err(EngineError::UnknownCentre(_))));
    let page = engine.metrics_text().unwrap();
    assert!(page.contains("frontdesk_waiting{centre=\"borger\"} 1"), "{page}");
    let (one, two) = (engine.hall(&borger()).await.unwrap(), engine.hall(&borger()).await.unwrap());
    assert!(Arc::ptr_eq(&one, &two), "the same state is computed once");
    engine.shutdown().await;
}

#[tokio::test]
async fn nobody_is_told_that_it_is_ready_while_nothing_can_be_kept() {
    let memory = MemoryStore::new();
    let running = run_on(Store::Memory(memory.clone()), Limits::default());
    let engine = &running.engine;
    memory.fail_next(StoreError::Full);
    assert!(engine.submit(request(&borger(), "a", take(1))).await.is_err());
    assert!(matches!(engine.ready().await, Err(EngineError::Store(why)) if *why == StoreError::Full));
    engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    engine.ready().await.unwrap();
    engine.shutdown().await;
}

/// Two tickets with the same number, as only a fault of the program could have written them.
fn break_day(memory: &MemoryStore) {
    let mut store = Store::Memory(memory.clone());
    let recorded = store.reader().stream(&today(&borger()), 0, 100).unwrap();
    let mut event = recorded.iter().map(|r| &r.event).find(|e| e.fact.visit().is_some()).unwrap().clone();
    if let Fact::TicketTaken { visit: id, .. } = &mut event.fact {
        *id = visit(77);
    }
    let part = StreamPart { stream: today(&borger()), expected: recorded.len() as u64, events: vec![event] };
    store.append(&[Append { parts: vec![part], ..Append::default() }]).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_in_one_command_does_not_take_the_others_with_it() {
    let memory = MemoryStore::new();
    let mut core = core_on(Store::Memory(memory.clone()));
    give(&mut core, request(&borger(), "t", take(1)), morning()).unwrap();
    drop(core);
    break_day(&memory);

    let running = run_on(Store::Memory(memory), Limits { check_invariants: true, ..Limits::default() });
    let engine = &running.engine;
    let (faulty, sound) = (request(&borger(), "a", take(2)), request(&job(), "b", take(3)));
    let (faulty, sound) = tokio::join!(engine.submit(faulty), engine.submit(sound));
    assert!(matches!(faulty, Err(EngineError::Fault)), "{faulty:?}");
    assert_eq!(card(&sound.unwrap()).number.to_string(), "A 1");
    let next = engine.submit(request(&job(), "c", take(4))).await.unwrap();
    assert_eq!(card(&next).number.to_string(), "A 2");
    engine.shutdown().await;
}
