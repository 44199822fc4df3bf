//! Who watches sees the latest state, rendered once.

use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use domain::command::{Action, TransferTo};
use domain::setup::Rules;
use engine::{EngineError, Limits, Topic};
use store::Store;
use tokio::sync::watch;

use crate::world::*;

async fn state(watching: &mut watch::Receiver<Bytes>) -> Bytes {
    let shown = tokio::time::timeout(Duration::from_secs(5), watching.wait_for(|b| !b.is_empty()));
    shown.await.unwrap().unwrap().clone()
}

async fn wait_for(watching: &mut watch::Receiver<Bytes>, text: &str) -> Bytes {
    let shown = watching.wait_for(|b| String::from_utf8_lossy(b).contains(text));
    tokio::time::timeout(Duration::from_secs(5), shown).await.unwrap().unwrap().clone()
}

#[tokio::test]
async fn the_first_state_comes_by_itself_and_changes_follow() {
    let running = run_on(Store::memory(), Limits::default());
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    assert_eq!(state(&mut watching).await, "hall 2026-03-02 v0 w0 c0 p0");
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    wait_for(&mut watching, "w1").await;
    running.engine.shutdown().await;
}

#[tokio::test]
async fn all_who_watch_are_given_the_same_bytes() {
    let running = run_on(Store::memory(), Limits::default());
    let mut all: Vec<_> = (0..20).map(|_| running.engine.subscribe(&topic(&borger())).unwrap()).collect();
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    let mut pointers = Vec::new();
    for watching in &mut all {
        pointers.push(wait_for(watching, "w1").await.as_ptr());
    }
    pointers.dedup();
    assert_eq!(pointers.len(), 1, "one rendering, shared");
    running.engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_latest_state_wins_and_renders_are_few() {
    let running = run_on(Store::memory(), Limits::default());
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut watching).await;
    let began = std::time::Instant::now();
    for n in 0..500 {
        running.engine.submit(request(&borger(), &format!("t{n}"), take(n))).await.unwrap();
    }
    wait_for(&mut watching, "w500").await;
    let pauses = began.elapsed().as_millis() / 100;
    let renders = u128::from(running.renderer.renders.load(Ordering::SeqCst));
    assert!(renders <= pauses + 4, "{renders} renders in {pauses} pauses");
    running.engine.shutdown().await;
}

#[tokio::test]
async fn the_first_change_after_a_quiet_time_is_shown_at_once() {
    let limits = Limits { render_pause: Duration::from_secs(3), ..Limits::default() };
    let running = run_on(Store::memory(), limits);
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut watching).await;
    tokio::time::sleep(Duration::from_millis(3_200)).await;
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    let shown = tokio::time::timeout(Duration::from_secs(1), wait_for(&mut watching, "w1")).await;
    assert!(shown.is_ok());
    running.engine.shutdown().await;
}

#[tokio::test]
async fn a_state_that_only_time_asked_for_holds_no_change_back() {
    let limits = Limits {
        render_pause: Duration::from_secs(3),
        refresh_pause: Duration::from_hours(1),
        fresh_within: Duration::from_millis(100),
        ..Limits::default()
    };
    let running = run_on(Store::memory(), limits);
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut watching).await;
    // Its first state is of nobody's change, nor is the one for whoever begins to watch.
    for (id, key, seen) in [(1, "a", "w1"), (2, "b", "w2")] {
        running.engine.submit(request(&borger(), key, take(id))).await.unwrap();
        let shown = tokio::time::timeout(Duration::from_secs(1), wait_for(&mut watching, seen)).await;
        assert!(shown.is_ok(), "{seen}");
        tokio::time::sleep(Duration::from_millis(3_200)).await;
        drop(running.engine.subscribe(&topic(&borger())).unwrap());
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    running.engine.shutdown().await;
}

#[tokio::test]
async fn nothing_is_rendered_when_nobody_watches() {
    let running = run_on(Store::memory(), Limits::default());
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(running.renderer.renders.load(Ordering::SeqCst), 0);

    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut watching).await;
    drop(watching);
    until("the topic's end", async || running.engine.metrics_text().unwrap().contains("live_topics 0")).await;
    let renders = running.renderer.renders.load(Ordering::SeqCst);
    for n in 2..30 {
        running.engine.submit(request(&borger(), &format!("t{n}"), take(n))).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(running.renderer.renders.load(Ordering::SeqCst), renders);

    let mut again = running.engine.subscribe(&topic(&borger())).unwrap();
    wait_for(&mut again, "w29").await;
    running.engine.shutdown().await;
}

#[tokio::test]
async fn other_centres_are_left_alone() {
    let running = run_on(Store::memory(), Limits::default());
    let mut watching = running.engine.subscribe(&topic(&job())).unwrap();
    state(&mut watching).await;
    let renders = running.renderer.renders.load(Ordering::SeqCst);
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(running.renderer.renders.load(Ordering::SeqCst), renders);
    running.engine.shutdown().await;
}

#[tokio::test]
async fn forecasts_and_waits_are_refreshed_without_events() {
    let limits = Limits { refresh_pause: Duration::from_millis(150), ..Limits::default() };
    let running = run_on(Store::memory(), limits);
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut watching).await;
    running.clock.advance_seconds(24 * 3_600);
    wait_for(&mut watching, "2026-03-03").await;
    running.engine.shutdown().await;
}

#[tokio::test]
async fn whoever_begins_to_watch_is_shown_no_old_state() {
    let limits = Limits {
        refresh_pause: Duration::from_hours(1),
        fresh_within: Duration::from_millis(500),
        ..Limits::default()
    };
    let running = run_on(Store::memory(), limits);
    let mut first = running.engine.subscribe(&topic(&borger())).unwrap();
    state(&mut first).await;
    first.mark_unchanged();
    let fresh = running.engine.subscribe(&topic(&borger())).unwrap();
    assert!(fresh.has_changed().unwrap(), "the last state is fresh: it is shown at once");

    tokio::time::sleep(Duration::from_millis(600)).await;
    running.clock.advance_seconds(24 * 3_600);
    for view in ["hall", "another view of the centre"] {
        let mut topic = topic(&borger());
        topic.view = view;
        let mut late = running.engine.subscribe(&topic).unwrap();
        tokio::time::timeout(Duration::from_secs(5), late.changed()).await.unwrap().unwrap();
        assert!(String::from_utf8_lossy(&late.borrow_and_update()).contains("2026-03-03"), "{view}");
        tokio::time::sleep(Duration::from_millis(600)).await;
    }

    // Also where time stands still, so that what is new is equal.
    let mut equal = running.engine.subscribe(&topic(&borger())).unwrap();
    assert!(!equal.has_changed().unwrap());
    tokio::time::timeout(Duration::from_secs(5), equal.changed()).await.unwrap().unwrap();
    running.engine.shutdown().await;
}

#[tokio::test]
async fn an_arrival_that_nobody_sees_is_passed_on_at_its_instant_and_not_at_the_next_refresh() {
    let running = run_on(Store::memory(), Limits { refresh_pause: Duration::from_hours(1), ..Limits::default() });
    let to = TransferTo::Employee { employee: employee(1) };
    for (id, action) in [("a", sign_on(0)), ("b", take(1)), ("c", Action::Transfer { visit: visit(1), to })] {
        running.engine.submit(request(&borger(), id, action)).await.unwrap();
    }
    let mut watching = running.engine.subscribe(&topic(&borger())).unwrap();
    wait_for(&mut watching, "p0").await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    let renders = running.renderer.renders.load(Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(running.renderer.renders.load(Ordering::SeqCst), renders, "waiting for it computes nothing");
    running.clock.advance_seconds(i64::from(Rules::default().arrival_pass_on_seconds));
    wait_for(&mut watching, "p1").await;
    running.engine.shutdown().await;
}

#[tokio::test]
async fn there_is_a_limit_to_who_can_watch() {
    let limits = Limits { subscribers_max: 3, topics_max: 2, ..Limits::default() };
    let running = run_on(Store::memory(), limits);
    let engine = &running.engine;
    let mut kept: Vec<_> = (0..3).map(|_| engine.subscribe(&topic(&borger())).unwrap()).collect();
    assert!(matches!(engine.subscribe(&topic(&borger())), Err(EngineError::TooManySubscribers)));
    kept.pop();
    kept.push(engine.subscribe(&topic(&job())).unwrap());
    kept.remove(0);
    let third = Topic { view: "screen", ..topic(&borger()) };
    assert!(matches!(engine.subscribe(&third), Err(EngineError::TooManySubscribers)), "topics are limited too");
    let mars = Topic { centre: centre("mars"), ..topic(&borger()) };
    assert!(matches!(engine.subscribe(&mars), Err(EngineError::UnknownCentre(_))));
    engine.shutdown().await;
}
