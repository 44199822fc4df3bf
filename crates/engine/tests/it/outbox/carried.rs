//! The outbox with its task: from a command to the courier and back into the log.

use std::sync::Arc;

use domain::event::Fact;
use domain::message::{Channel, Fate, MessageKind};
use engine::outbox::{Became, Courier, Letter, Telling, Told};
use engine::{Engine, Limits, Request};
use parking_lot::Mutex;
use store::memory::MemoryStore;
use store::{Given, HashKind, PersonChange, Secret, SqliteOptions, Store, StoreError, Vault};

use super::post::SMS;
use crate::world::*;

/// Answers as it is told, and keeps what it was given.
#[derive(Default)]
struct Counted {
    letters: Mutex<Vec<Letter>>,
    says: Mutex<Option<Told>>,
    panics: Mutex<bool>,
}

struct Hand(Arc<Counted>);

impl Courier for Hand {
    fn ways(&self) -> Vec<Channel> {
        vec![Channel::Sms]
    }

    fn tell(&self, letter: Letter) -> Telling {
        let counted = Arc::clone(&self.0);
        Box::pin(async move {
            counted.letters.lock().push(letter);
            assert!(!*counted.panics.lock(), "a fault, on purpose");
            let says = counted.says.lock().clone();
            says.unwrap_or(Told::Taken(None))
        })
    }
}

/// A ticket of somebody who wants to be told.
fn ticket(number: u128) -> Request {
    let phone = Vault::new(&Secret::new([3; 32])).findable(visit(number), HashKind::Phone, "+4520304050").unwrap();
    let given = Given { phone: Some(phone), consent: Some(SMS), ..Given::default() };
    let date = today(&borger()).date;
    let put =
        PersonChange::Put { visit: visit(number), centre: borger(), date, given: Box::new(given), forget_after: date };
    Request { people: vec![put], ..request(&borger(), &format!("t{number}"), take(number)) }
}

async fn fates(engine: &Engine) -> Vec<(MessageKind, Fate)> {
    let events = engine.events(&borger(), today(&borger()).date, 0, 1_000).await.unwrap();
    let noted = events.into_iter().filter_map(|recorded| match recorded.event.fact {
        Fact::Messaged { kind, fate, .. } => Some((kind, fate)),
        _ => None,
    });
    noted.collect()
}

fn start(store: Store) -> (Running, Arc<Counted>) {
    let (running, counted) = (run_on(store, quick_limits()), Arc::<Counted>::default());
    running.engine.carry(Arc::new(Hand(Arc::clone(&counted))));
    (running, counted)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_reaches_the_courier_and_what_came_of_it_the_log() {
    let (running, counted) = start(Store::memory());
    let engine = &running.engine;
    assert_eq!(engine.ways_to_tell(), [Channel::Sms]);
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    engine.submit(ticket(1)).await.unwrap();
    engine.submit(request(&borger(), "on", sign_on(0))).await.unwrap();
    until("the turn", async || !counted.letters.lock().is_empty()).await;
    engine.submit(request(&borger(), "next", next(0))).await.unwrap();
    until("the call", async || counted.letters.lock().len() == 2).await;
    let kinds: Vec<MessageKind> = counted.letters.lock().iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, [MessageKind::TurnNear, MessageKind::Called]);
    until("the notes", async || fates(engine).await.len() == 2).await;
    assert_eq!(engine.metrics().messages(Channel::Sms, Became::Sent), 2);
    assert!(engine.metrics_text().unwrap().contains("frontdesk_messages_total{way=\"sms\",result=\"sent\"} 2"));
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_provider_is_told_and_its_return_too() {
    let (running, counted) = start(Store::memory());
    let engine = &running.engine;
    *counted.says.lock() = Some(Told::Later(None));
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    for number in 1..=5 {
        engine.submit(ticket(number)).await.unwrap();
        engine.submit(request(&borger(), &format!("on{number}"), sign_on(0))).await.unwrap();
        let _called = engine.submit(request(&borger(), &format!("next{number}"), next(0))).await;
    }
    until("the alarm", async || {
        running.clock.advance_seconds(20);
        for number in 1..=5 {
            // Somebody is called again and again, so that there is always something to tell.
            let _ = engine.submit(request(&borger(), &format!("a{number}{}", engine.now().as_millis()), next(0))).await;
            let fresh = ticket(u128::from(engine.now().as_millis().unsigned_abs()));
            let _ = engine.submit(fresh).await;
        }
        engine.outbox_health().iter().any(|way| way.dead)
    })
    .await;
    engine.ready().await.expect("the hall does not depend on it");
    *counted.says.lock() = None;
    until("the end of the alarm", async || {
        running.clock.advance_seconds(60);
        let fresh = ticket(u128::from(engine.now().as_millis().unsigned_abs()));
        let _ = engine.submit(fresh).await;
        !engine.outbox_health().iter().any(|way| way.dead)
    })
    .await;
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_of_the_courier_and_of_the_store_lose_nothing() {
    let memory = MemoryStore::new();
    let (running, counted) = start(Store::Memory(memory.clone()));
    let engine = &running.engine;
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    *counted.panics.lock() = true;
    engine.submit(ticket(1)).await.unwrap();
    until("the fault", async || engine.metrics().messages(Channel::Sms, Became::Unknown) == 1).await;
    *counted.panics.lock() = false;
    until("the second time", async || {
        running.clock.advance_seconds(10);
        memory.fail_next(StoreError::Busy);
        counted.letters.lock().len() == 2 || fates(engine).await.contains(&(MessageKind::TurnNear, Fate::Sent))
    })
    .await;
    until("its note", async || fates(engine).await == [(MessageKind::TurnNear, Fate::Sent)]).await;
    assert_eq!(engine.metrics().messages(Channel::Sms, Became::SentAgain), 1);
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_end_waits_for_what_is_on_its_way() {
    struct Slow(Arc<Mutex<u32>>);
    impl Courier for Slow {
        fn ways(&self) -> Vec<Channel> {
            vec![Channel::Sms]
        }
        fn tell(&self, _: Letter) -> Telling {
            let begun = Arc::clone(&self.0);
            Box::pin(async move {
                *begun.lock() += 1;
                tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                Told::Taken(None)
            })
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.sqlite");
    let open = || Store::open_sqlite(&path, SqliteOptions::default()).unwrap();
    let (running, begun) = (run_on(open(), Limits::default()), Arc::new(Mutex::new(0)));
    running.engine.carry(Arc::new(Slow(Arc::clone(&begun))));
    let engine = &running.engine;
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    engine.submit(ticket(1)).await.unwrap();
    until("the letter", async || *begun.lock() == 1).await;
    engine.shutdown().await;
    let rows = open().reader().messages_of(visit(1)).unwrap();
    assert_eq!(rows.iter().map(|row| row.state.as_str()).collect::<Vec<_>>(), ["sent"]);
    let (running, counted) = start(open());
    until("the note", async || fates(&running.engine).await == [(MessageKind::TurnNear, Fate::Sent)]).await;
    assert!(counted.letters.lock().is_empty());
    running.engine.shutdown().await;
}
