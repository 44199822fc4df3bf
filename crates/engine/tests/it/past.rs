//! A past minute of the day.

use domain::hall::Phase;
use engine::{EngineError, Limits};
use store::{NewSetup, SqliteOptions, Store, StoreError};

use crate::faults::make_unknown;
use crate::world::*;

#[tokio::test]
async fn the_hall_is_shown_as_it_was_under_the_set_up_of_then() {
    let running = run_on(Store::memory(), Limits::default());
    let engine = &running.engine;
    let new = |minutes: &str| NewSetup { centre: borger(), content: minutes.to_owned() };
    engine.publish_setup(new("20"), "owner").await.unwrap();
    engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    running.clock.advance_seconds(600);
    engine.submit(request(&borger(), "b", take(2))).await.unwrap();
    running.clock.advance_seconds(600);
    engine.publish_setup(new("40"), "owner").await.unwrap();
    running.clock.advance_seconds(600);
    engine.submit(request(&borger(), "c", take(3))).await.unwrap();

    let date = today(&borger()).date;
    let at = async |seconds| engine.hall_at(&borger(), date, morning().plus_seconds(seconds)).await.unwrap();
    let before = at(-1).await;
    assert_eq!((before.phase, before.waiting.len()), (Phase::NotOpened, 0));
    let first = at(599).await;
    assert_eq!((first.waiting.len(), first.setup.0, first.queues[0].target_minutes), (1, 1, 20));
    let second = at(600).await;
    assert_eq!((second.waiting.len(), second.setup.0), (2, 1));
    let published = at(1_200).await;
    assert_eq!((published.waiting.len(), published.setup.0, published.queues[0].target_minutes), (2, 2, 40));
    assert_eq!(at(1_800).await.waiting.len(), 3);
    assert_eq!(at(1_800).await.version, engine.hall(&borger()).await.unwrap().version);
    engine.shutdown().await;
}

#[tokio::test]
async fn a_day_that_is_over_is_read_without_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(&folder.path().join("day.sqlite"), SqliteOptions::default()).unwrap();
    let mut core = core_on(store);
    let yesterday = morning().plus_minutes(-24 * 60);
    give(&mut core, request(&borger(), "t", take(1)), yesterday).unwrap();
    let close = domain::command::Action::CloseDay { confirmed: true };
    give(&mut core, request(&borger(), "c", close), yesterday).unwrap();
    let running = run_on(core.into_store(), quick_limits());
    let date = stream(&borger(), "2026-03-01").date;
    let account = running.engine.account(&borger(), Some(date)).await.unwrap();
    assert_eq!((account.visits, account.outcomes.left_unserved), (1, 1));
    assert!(running.engine.metrics_text().unwrap().contains("days_in_memory 0"));
    running.engine.shutdown().await;
}

#[tokio::test]
async fn a_day_that_cannot_be_read_is_refused_everywhere_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let mut core = core_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap());
    give(&mut core, request(&borger(), "a", take(1)), morning()).unwrap();
    drop(core);
    make_unknown(&path, &borger());
    let running = run_on(Store::open_sqlite(&path, SqliteOptions::default()).unwrap(), quick_limits());
    let engine = &running.engine;
    let is_unknown =
        |error: EngineError| matches!(&error, EngineError::Store(e) if matches!(**e, StoreError::UnknownFact { .. }));
    assert!(is_unknown(engine.hall(&borger()).await.unwrap_err()));
    assert!(is_unknown(engine.hall_at(&borger(), today(&borger()).date, morning()).await.unwrap_err()));
    assert!(is_unknown(engine.submit(request(&borger(), "b", take(2))).await.unwrap_err()));
    engine.submit(request(&job(), "c", take(3))).await.unwrap();
    engine.ready().await.unwrap();
    engine.shutdown().await;
}
