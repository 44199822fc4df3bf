//! What the clock brings about, with a clock that is moved by hand.

use domain::answer::CardState;
use domain::command::Action;
use domain::event::Outcome;
use domain::hall::Phase;
use engine::{Engine, Limits};
use store::{SqliteOptions, Store};

use crate::world::*;

async fn phase(engine: &Engine, stream: &domain::ids::StreamId) -> Phase {
    engine.with_day(stream, |day, _| day.phase()).await.unwrap()
}

#[tokio::test]
async fn a_missed_visit_ends_when_its_time_is_over() {
    let running = run_on(Store::memory(), quick_limits());
    let engine = &running.engine;
    engine.submit(request(&borger(), "on", sign_on(0))).await.unwrap();
    engine.submit(request(&borger(), "t", take(1))).await.unwrap();
    engine.submit(request(&borger(), "n", next(0))).await.unwrap();
    running.clock.advance_seconds(90);
    engine.submit(request(&borger(), "m", Action::NoShow { visit: visit(1) })).await.unwrap();
    running.clock.advance_seconds(14 * 60);
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    let card = engine.card(&borger(), None, visit(1)).await.unwrap().unwrap();
    assert_eq!(card.state, CardState::Missed);
    running.clock.advance_seconds(61);
    until("the end of the missed visit", async || {
        engine.card(&borger(), None, visit(1)).await.unwrap().unwrap().outcome == Some(Outcome::NoShow)
    })
    .await;
    let page = engine.metrics_text().unwrap();
    assert!(!page.contains("result=\"conflict\"} 1"));
    engine.shutdown().await;
}

#[tokio::test]
async fn a_day_closes_at_civil_midnight_once() {
    let running = run_on(Store::memory(), quick_limits());
    let engine = &running.engine;
    engine.submit(request(&borger(), "t", take(1))).await.unwrap();
    running.clock.set(at("2026-03-02T22:59:59Z"));
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    assert_eq!(phase(engine, &today(&borger())).await, Phase::Open);
    running.clock.set(at("2026-03-02T23:00:00Z"));
    until("the end of the day", async || phase(engine, &today(&borger())).await == Phase::Closed).await;
    let account = engine
        .with_day(&today(&borger()), |day, _| domain::account::account(day).outcomes.left_unserved)
        .await
        .unwrap();
    assert_eq!(account, 1);
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    let events = engine.events(&borger(), today(&borger()).date, 0, 100).await.unwrap();
    let closed = events.iter().filter(|r| matches!(r.event.fact, domain::event::Fact::DayClosed {})).count();
    assert_eq!(closed, 1);
    assert_eq!(engine.hall(&borger()).await.unwrap().phase, Phase::NotOpened, "the new day");
    engine.shutdown().await;
}

#[tokio::test]
async fn a_day_that_left_memory_is_closed_all_the_same() {
    let running = run_on(Store::memory(), quick_limits());
    let engine = &running.engine;
    engine.submit(request(&borger(), "t", take(1))).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    running.clock.advance_seconds(700);
    until("the day's leaving memory", async || engine.metrics_text().unwrap().contains("days_in_memory 0")).await;
    running.clock.set(at("2026-03-02T23:00:01Z"));
    until("the end of the day", async || phase(engine, &today(&borger())).await == Phase::Closed).await;
    engine.shutdown().await;
}

#[tokio::test]
async fn days_that_a_stopped_installation_left_open_are_closed_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
    let mut core = core_on(open());
    for (id, days) in [(1, -3), (2, -2), (3, 0)] {
        let then = morning().plus_minutes(days * 24 * 60);
        give(&mut core, request(&borger(), &format!("t{id}"), take(id)), then).unwrap();
    }
    drop(core);
    let running = run_on(open(), quick_limits());
    let engine = &running.engine;
    for date in ["2026-02-27", "2026-02-28"] {
        until("the end of a day left open", async || phase(engine, &stream(&borger(), date)).await == Phase::Closed)
            .await;
    }
    assert_eq!(phase(engine, &today(&borger())).await, Phase::Open);
    engine.shutdown().await;
}

#[tokio::test]
async fn what_has_to_be_forgotten_is_forgotten() {
    let store = Store::memory();
    let reader = store.reader();
    let remembered = || reader.command_keys_since(at("2020-01-01T00:00:00Z")).unwrap().len();
    let running = run_on(store, Limits { retention_seconds: 60, forget_max: 1, ..quick_limits() });
    let engine = &running.engine;
    for (command_id, number) in [("t", 1), ("u", 2), ("v", 3)] {
        engine.submit(request(&borger(), command_id, take(number))).await.unwrap();
    }
    let date = today(&borger()).date;
    running.clock.advance_seconds(47 * 3_600);
    tokio::time::sleep(std::time::Duration::from_millis(80)).await;
    assert!(engine.submit(request(&borger(), "t", take(1))).await.unwrap().repeated);
    // One in a pass, all in an hour's turn; the clock's own commands of the next two days stay.
    let before = remembered();
    running.clock.advance_seconds(2 * 3_600);
    until("the commands' deletion", async || remembered() + 3 <= before).await;
    running.clock.set(at("2028-04-03T09:00:00Z"));
    until("the stream's deletion", async || engine.dates(&borger(), date, date).await.unwrap().is_empty()).await;
    engine.shutdown().await;
}
