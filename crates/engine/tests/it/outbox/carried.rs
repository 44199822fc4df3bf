//! The outbox with its task: from a command to the courier and back into the log.

use std::sync::Arc;

use domain::command::{Action, Mode};
use domain::event::Fact;
use domain::ids::Language;
use domain::message::{Channel, Fate, MessageKind};
use engine::outbox::{Became, Courier, Letter, Telling, Told};
use engine::{Engine, Limits, Request};
use parking_lot::Mutex;
use store::memory::MemoryStore;
use store::{Given, HashKind, PersonChange, Secret, SqliteOptions, Store, StoreError, Vault, VaultKeys};

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
    let phone = Vault::new(&VaultKeys::new(Secret::new([3; 32])))
        .findable(visit(number), HashKind::Phone, "+4520304050")
        .unwrap();
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

/// A booked time a week ahead of somebody who wants to be told.
fn booking(number: u128) -> Request {
    let date = "2026-03-09".parse().unwrap();
    let phone = Vault::new(&VaultKeys::new(Secret::new([3; 32])))
        .findable(visit(number), HashKind::Phone, "+4520304050")
        .unwrap();
    let given = Given { phone: Some(phone), consent: Some(SMS), ..Given::default() };
    let put =
        PersonChange::Put { visit: visit(number), centre: borger(), date, given: Box::new(given), forget_after: date };
    let action = Action::Book {
        visit: visit(number),
        services: vec![service("pas")],
        starts_at: at("2026-03-09T10:00:00Z"),
        mode: Mode::InPerson,
        employee: None,
        language: Language::danish(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
    };
    Request { date: Some(date), people: vec![put], ..request(&borger(), &format!("b{number}"), action) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_provider_is_told_loses_nothing_and_its_return_is_told_too() {
    let (running, counted) = start(Store::memory());
    let engine = &running.engine;
    *counted.says.lock() = Some(Told::Later(None));
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    for number in 1..=12 {
        engine.submit(booking(number)).await.unwrap();
    }
    let failing = async || engine.outbox_health().iter().any(|way| way.failing_since.is_some());
    until("the first failure", failing).await;
    running.clock.advance_seconds(601);
    until("the alarm", async || engine.outbox_health().iter().any(|way| way.dead)).await;
    engine.ready().await.expect("the hall does not depend on it");
    *counted.says.lock() = None;
    until("the end of the alarm, with all that waited", async || {
        running.clock.advance_seconds(30);
        let none_waits = engine.outbox_health().iter().all(|way| !way.dead && way.waiting == 0);
        none_waits && engine.metrics().messages(Channel::Sms, Became::Sent) == 12
    })
    .await;
    assert_eq!(engine.metrics().messages(Channel::Sms, Became::Unknown), 0);
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_of_the_courier_and_of_the_store_lose_nothing() {
    let memory = MemoryStore::new();
    let (running, counted) = start(Store::Memory(memory.clone()));
    let engine = &running.engine;
    until("the outbox", async || !engine.outbox_health().is_empty()).await;
    *counted.panics.lock() = true;
    engine.submit(booking(1)).await.unwrap();
    until("the fault", async || engine.metrics().messages(Channel::Sms, Became::Unknown) == 1).await;
    *counted.panics.lock() = false;
    memory.fail_next(StoreError::Busy);
    running.clock.advance_seconds(61);
    until("the second time", async || engine.metrics().messages(Channel::Sms, Became::SentAgain) == 1).await;
    let events = async || engine.events(&borger(), "2026-03-09".parse().unwrap(), 0, 1_000).await.unwrap();
    let noted = async || {
        events().await.iter().any(|recorded| matches!(recorded.event.fact, Fact::Messaged { fate: Fate::Sent, .. }))
    };
    until("its note", noted).await;
    assert_eq!(counted.letters.lock().len(), 2);
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
