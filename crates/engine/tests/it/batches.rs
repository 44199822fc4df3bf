//! Many commands at once through the writer's thread.

use std::collections::BTreeSet;

use domain::answer::Answer;
use engine::{EngineError, Limits};
use store::memory::MemoryStore;
use store::{SqliteOptions, Store, StoreError};

use crate::world::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn group_commit_really_batches() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(&folder.path().join("day.sqlite"), SqliteOptions::default()).unwrap();
    let running = run_on(store, Limits::default());
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..64_u128 {
        let engine = running.engine.clone();
        clients.spawn(async move {
            for n in 0..20_u128 {
                let id = client * 1_000 + n;
                engine.submit(request(&borger(), &format!("t{id}"), take(id))).await.unwrap();
            }
        });
    }
    while let Some(done) = clients.join_next().await {
        done.unwrap();
    }
    let metrics = running.engine.metrics();
    assert!(metrics.commands() >= 64 * 20);
    assert!(metrics.batches() * 2 < metrics.commands(), "{} batches", metrics.batches());
    let numbers: BTreeSet<_> = running
        .engine
        .with_day(&today(&borger()), |day, _| day.visits().iter().map(|v| v.number).collect())
        .await
        .unwrap();
    assert_eq!(numbers.len(), 64 * 20);
    running.engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn field_fault_01_fifty_desks_press_next_at_once() {
    let running = run_on(Store::memory(), Limits::default());
    for n in 0..DESKS {
        running.engine.submit(request(&borger(), &format!("on{n}"), sign_on(n))).await.unwrap();
    }
    for n in 0..200 {
        running.engine.submit(request(&borger(), &format!("t{n}"), take(n))).await.unwrap();
    }
    let mut desks = tokio::task::JoinSet::new();
    for n in 0..DESKS {
        let engine = running.engine.clone();
        desks.spawn(async move {
            let mut called = Vec::new();
            for press in 0..4 {
                let reply = engine.submit(request(&borger(), &format!("n{n}-{press}"), next(n))).await.unwrap();
                let id = card(&reply).id;
                called.push(id);
                let start = domain::command::Action::Start { visit: id };
                engine.submit(request(&borger(), &format!("s{n}-{press}"), start)).await.unwrap();
            }
            called
        });
    }
    let mut all = BTreeSet::new();
    while let Some(called) = desks.join_next().await {
        for id in called.unwrap() {
            assert!(all.insert(id), "{id} was called twice");
        }
    }
    assert_eq!(all.len(), 200);
    let more = running.engine.submit(request(&borger(), "more", next(0))).await.unwrap();
    assert_eq!(more.answer, Answer::NoOneWaits);
    running.engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_it_goes_on_without_a_restart() {
    let memory = MemoryStore::new();
    let running = run_on(Store::Memory(memory.clone()), Limits::default());
    running.engine.submit(request(&borger(), "a", take(1))).await.unwrap();
    // The tidying up at the start writes too, and may meet the full disk before the ticket does.
    let mut next = 2;
    let failed = loop {
        memory.fail_next(StoreError::Full);
        match running.engine.submit(request(&borger(), &format!("t{next}"), take(next))).await {
            Err(error) => break error,
            Ok(_) => next += 1,
        }
        assert!(next < 10, "the disk is full");
    };
    assert!(matches!(failed, EngineError::Store(e) if *e == StoreError::Full));
    let reply = running.engine.submit(request(&borger(), &format!("t{next}"), take(next))).await.unwrap();
    assert_eq!(card(&reply).number.to_string(), format!("A {next}"));
    assert!(running.engine.metrics_text().unwrap().contains("result=\"store_failed\"} 1"));
    running.engine.shutdown().await;
}

#[tokio::test]
async fn a_full_queue_is_told() {
    let limits = Limits { queue_max: 2, ..Limits::default() };
    let running = run_on(Store::memory(), limits);
    let submissions = (0..200).map(|n| running.engine.submit(request(&borger(), &format!("t{n}"), take(n))));
    let results = join_all(submissions).await;
    assert!(results.iter().any(|r| matches!(r, Err(EngineError::Busy))));
    assert!(results.iter().any(Result::is_ok));
    for result in results {
        assert!(matches!(result, Ok(_) | Err(EngineError::Busy)), "{result:?}");
    }
    running.engine.shutdown().await;
}

/// Begins all before any is waited for.
async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
            }
        }
        if outputs.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    outputs.into_iter().map(Option::unwrap).collect()
}
