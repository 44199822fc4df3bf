//! Those who wait for a time: what is offered, to whom, once, and what is left of it when machines fail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::command::{Action, Mode};
use domain::event::Fact;
use domain::ids::{CentreId, Language, StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::setup::{Quiet, Setup, With};
use domain::time::Instant;
use domain::watch::Watched;
use engine::outbox::{Courier, Letter, Telling, Told};
use engine::watches::NewWatch;
use engine::watches::lottery::draw;
use engine::{Engine, EngineError, Limits, Request};
use jiff::civil::{Date, Weekday, date};
use parking_lot::Mutex;
use store::memory::MemoryStore;
use store::{
    Consent, Given, HashKind, PersonChange, Secret, Store, StoreError, Vault, VaultKeys, WatchEntered, WatchOffer,
    WatchRow, WatchState, WatchWish,
};

use crate::outbox::post::planned;
use crate::world::*;

const SECRET: [u8; 32] = [5; 32];

/// A day a week ahead, a Monday, on which there are four times: at 9.00, 9.15, 9.30 and 9.45 in Copenhagen.
const DAY: Date = date(2026, 3, 9);

fn nine(minutes: i64) -> Instant {
    at("2026-03-09T08:00:00Z").plus_minutes(minutes)
}

/// The set-up: one desk, an hour each Monday.
fn plan() -> Setup {
    let mut setup = planned();
    let hour = |hour| jiff::civil::time(hour, 0, 0, 0);
    for capacity in setup.capacities.values_mut() {
        capacity.with = With::AnyDesk { parallel: 1 };
        capacity.hours.week = BTreeMap::from([(1, vec![domain::setup::OpenSpan { from: hour(9), to: hour(10) }])]);
    }
    setup
}

#[derive(Default)]
struct Kept {
    letters: Mutex<Vec<Letter>>,
    /// Whether the provider refuses all of them.
    refuses: Mutex<bool>,
}

struct Hand(Arc<Kept>);

impl Courier for Hand {
    fn ways(&self) -> Vec<Channel> {
        vec![Channel::Sms]
    }

    fn tell(&self, letter: Letter) -> Telling {
        self.0.letters.lock().push(letter);
        let told = if *self.0.refuses.lock() { Told::Refused } else { Told::Taken(None) };
        Box::pin(async { told })
    }
}

struct Hall {
    running: Running,
    kept: Arc<Kept>,
    commands: std::sync::atomic::AtomicU32,
}

impl Hall {
    async fn on(store: Store, setup: Setup, limits: Limits) -> Self {
        let setups: BTreeMap<CentreId, Arc<Setup>> = [(borger(), Arc::new(setup))].into_iter().collect();
        let (running, kept) = (run_with(store, setups, limits), Arc::<Kept>::default());
        running.engine.carry(Arc::new(Hand(Arc::clone(&kept))));
        let hall = Self { running, kept, commands: std::sync::atomic::AtomicU32::new(0) };
        until("the outbox", async || !hall.engine().outbox_health().is_empty()).await;
        hall
    }

    /// A hall in which all times of the Monday are booked, by visits 9,000 and on.
    async fn full() -> Self {
        let hall = Self::on(Store::memory(), plan(), quick_limits()).await;
        hall.fill().await;
        hall
    }

    async fn fill(&self) {
        for (number, minutes) in (9_000..).zip([0, 15, 30, 45]) {
            self.book(number, nine(minutes)).await.unwrap();
        }
    }

    fn engine(&self) -> &Engine {
        &self.running.engine
    }

    async fn submit(&self, action: Action) -> Result<engine::Reply, EngineError> {
        let number = self.commands.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let id = format!("c{number}");
        self.engine().submit(Request { date: Some(DAY), ..request(&borger(), &id, action) }).await
    }

    async fn book(&self, number: u128, starts_at: Instant) -> Result<engine::Reply, EngineError> {
        self.submit(booking_of(number, starts_at)).await
    }

    async fn cancel(&self, number: u128) {
        self.submit(Action::Cancel { visit: visit(number) }).await.unwrap();
    }

    async fn watch(&self, number: u128, origin: u8) -> WatchEntered {
        self.engine().watch(new(number, origin, wish()), "citizen").await.unwrap()
    }

    async fn look(&self) -> Option<Instant> {
        self.engine().look_for_times(&SECRET).await.unwrap()
    }

    async fn row(&self, number: u128) -> WatchRow {
        self.engine().watch_of(visit(number)).await.unwrap().unwrap()
    }

    async fn states(&self, numbers: std::ops::RangeInclusive<u128>) -> Vec<WatchState> {
        let mut all = Vec::new();
        for number in numbers {
            all.push(self.row(number).await.state);
        }
        all
    }

    /// Who has which time kept now.
    async fn held(&self) -> BTreeMap<VisitId, Instant> {
        let now = self.engine().now();
        let stream = StreamId { centre: borger(), date: DAY };
        let held = self.engine().with_day(&stream, |day, _| {
            let kept = day.holds().iter().filter(|(_, held)| now < held.until);
            kept.map(|(visit, held)| (*visit, held.starts_at)).collect()
        });
        held.await.unwrap()
    }

    fn told(&self) -> Vec<(VisitId, Option<Instant>)> {
        let kept = self.kept.letters.lock();
        let offers = kept.iter().filter(|letter| letter.kind == MessageKind::TimeFree);
        offers.map(|letter| (letter.visit.id, letter.visit.starts_at)).collect()
    }

    fn advance(&self, minutes: i64) {
        self.running.clock.advance_seconds(minutes * 60);
    }
}

fn booking_of(number: u128, starts_at: Instant) -> Action {
    Action::Book {
        visit: visit(number),
        services: vec![service("pas")],
        starts_at,
        mode: Mode::InPerson,
        employee: None,
        language: Language::danish(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
    }
}

/// Any Monday before the 13th; there is one.
fn wish() -> WatchWish {
    let when = Watched {
        from: date(2026, 3, 3),
        to: date(2026, 3, 12),
        weekdays: [Weekday::Monday].into_iter().collect(),
        earliest: None,
        before: None,
    };
    WatchWish {
        centre: borger(),
        service: service("pas"),
        mode: Mode::InPerson,
        when,
        language: Language::english(),
        chosen: String::new(),
        ways: vec![Channel::Sms],
        made_at: morning(),
    }
}

fn new(number: u128, origin: u8, wish: WatchWish) -> NewWatch {
    let vault = Vault::new(&VaultKeys::new(Secret::new([3; 32])));
    let phone = vault.findable(visit(number), HashKind::Phone, &format!("+45203{:05}", number % 100_000)).unwrap();
    let hashes = vec![(HashKind::Phone, phone.hash)];
    let given = Given { phone: Some(phone), consent: Some(Consent { sms: true, email: false }), ..Given::default() };
    let (date, forget_after) = (wish.when.to, wish.when.to);
    let person =
        PersonChange::Put { visit: visit(number), centre: borger(), date, given: Box::new(given), forget_after };
    NewWatch { visit: visit(number), origin: [origin; 32], wish, person, hashes }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_that_comes_free_is_kept_a_quarter_of_an_hour_and_told() {
    let hall = Hall::full().await;
    assert_eq!(hall.watch(1, 1).await, WatchEntered::Entered);
    assert_eq!(hall.look().await, None);
    assert_eq!(hall.row(1).await.state, WatchState::Open, "there is nothing to offer");
    hall.cancel(9_001).await;
    let next = hall.look().await;
    assert_eq!(next, Some(morning().plus_minutes(15)), "it looks again when the offer ends");
    let row = hall.row(1).await;
    assert_eq!(row.state, WatchState::Offered);
    assert_eq!(row.offers, [WatchOffer { starts_at: nine(15), until: morning().plus_minutes(15) }]);
    assert_eq!(hall.held().await, BTreeMap::from([(visit(1), nine(15))]));
    until("the message", async || !hall.told().is_empty()).await;
    assert_eq!(hall.told(), [(visit(1), Some(nine(15)))]);
    {
        let kept = hall.kept.letters.lock();
        let letter = kept.iter().find(|letter| letter.kind == MessageKind::TimeFree).unwrap();
        assert_eq!((letter.visit.language.clone(), letter.visit.number), (Language::english(), None));
        assert_eq!(letter.visit.services, [service("pas")]);
    }
    let noted = async || {
        let events = hall.engine().events(&borger(), DAY, 0, 1_000).await.unwrap();
        events.iter().any(|recorded| {
            matches!(&recorded.event.fact, Fact::Messaged { visit: to, kind: MessageKind::TimeFree, fate: Fate::Sent, .. }
                if *to == visit(1))
        })
    };
    until("the note", noted).await;
    // Nobody else can have it.
    assert!(matches!(hall.book(2, nine(15)).await, Err(EngineError::Refused(_))));
    hall.book(1, nine(15)).await.expect("she can");
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Booked);
    assert!(hall.engine().look_up(visit(1), "test", store::Purpose::Message).await.unwrap().is_some());
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_that_is_let_pass_goes_to_the_next_and_to_nobody_twice() {
    let hall = Hall::full().await;
    for number in 1..=3 {
        hall.watch(number, u8::try_from(number).unwrap()).await;
    }
    hall.cancel(9_000).await;
    let mut drawn = BTreeSet::new();
    for round in 1..=3 {
        hall.look().await;
        let held = hall.held().await;
        assert_eq!(held.len(), 1, "round {round}");
        assert!(drawn.insert(*held.keys().next().unwrap()), "round {round}: offered twice to the same");
        hall.look().await;
        assert_eq!(hall.held().await, held, "another look changes nothing");
        hall.advance(15);
    }
    hall.look().await;
    assert_eq!(hall.held().await, BTreeMap::new(), "all of them let it pass; it is everybody's now");
    assert_eq!(hall.states(1..=3).await, [WatchState::Open; 3]);
    assert_eq!(drawn.len(), 3);
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_times_go_to_two_people_and_no_one_has_two() {
    let hall = Hall::full().await;
    for number in 1..=4 {
        hall.watch(number, u8::try_from(number).unwrap()).await;
    }
    hall.cancel(9_000).await;
    hall.cancel(9_003).await;
    hall.look().await;
    let held = hall.held().await;
    assert_eq!(held.values().copied().collect::<BTreeSet<_>>(), BTreeSet::from([nine(0), nine(45)]));
    assert_eq!(held.len(), 2);
    let offered = hall.states(1..=4).await.into_iter().filter(|state| *state == WatchState::Offered).count();
    assert_eq!(offered, 2);
    until("the messages", async || hall.told().len() == 2).await;
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_three_offers_that_were_let_pass_one_waits_no_more_and_is_forgotten() {
    let hall = Hall::full().await;
    hall.watch(1, 1).await;
    for number in 9_000..9_004 {
        hall.cancel(number).await;
    }
    for offers in 1..=3 {
        hall.look().await;
        assert_eq!(hall.row(1).await.offers.len(), offers);
        hall.engine().pass_offer(visit(1)).await.unwrap();
    }
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Over);
    assert_eq!(hall.held().await, BTreeMap::new());
    assert!(hall.engine().look_up(visit(1), "test", store::Purpose::Message).await.unwrap().is_none());
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_stops_is_forgotten_and_the_next_has_her_time_at_once() {
    let hall = Hall::full().await;
    hall.watch(1, 1).await;
    hall.cancel(9_002).await;
    hall.look().await;
    hall.watch(2, 2).await;
    assert!(hall.engine().stop_watching(visit(1), "citizen").await.unwrap());
    assert!(!hall.engine().stop_watching(visit(1), "citizen").await.unwrap(), "once");
    hall.look().await;
    assert_eq!(hall.states(1..=2).await, [WatchState::Stopped, WatchState::Offered]);
    assert_eq!(hall.held().await, BTreeMap::from([(visit(2), nine(30))]));
    assert!(hall.engine().look_up(visit(1), "test", store::Purpose::Message).await.unwrap().is_none());
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_only_waits_is_on_no_list_of_a_day_and_is_not_said_to_be_looked_up() {
    let hall = Hall::full().await;
    let until_then = Watched { to: DAY, ..wish().when };
    hall.engine().watch(new(1, 1, WatchWish { when: until_then, ..wish() }), "citizen").await.unwrap();
    let listed = async || {
        let all = hall.engine().look_up_day(&borger(), DAY, "user:bo", store::Purpose::DayList).await.unwrap();
        all.iter().map(|person| person.visit).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, []);
    assert_eq!(hall.engine().look_ups_of_visit(visit(1), 9).await.unwrap().len(), 0);
    hall.cancel(9_002).await;
    hall.look().await;
    hall.book(1, nine(30)).await.unwrap();
    assert_eq!(listed().await, [visit(1)]);
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_booked_is_not_stopped() {
    let hall = Hall::full().await;
    hall.watch(1, 1).await;
    hall.cancel(9_002).await;
    hall.look().await;
    hall.book(1, nine(30)).await.unwrap();
    assert!(!hall.engine().stop_watching(visit(1), "citizen").await.unwrap());
    assert!(hall.engine().look_up(visit(1), "test", store::Purpose::Message).await.unwrap().is_some());
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_woken_at_night_and_what_came_free_is_offered_in_the_morning() {
    let hour = |hour| jiff::civil::time(hour, 0, 0, 0);
    let setup = Setup {
        messages: domain::setup::Messages {
            quiet: Some(Quiet { from: hour(21), to: hour(8) }),
            ..domain::setup::Messages::default()
        },
        ..plan()
    };
    let hall = Hall::on(Store::memory(), setup, quick_limits()).await;
    hall.fill().await;
    hall.watch(1, 1).await;
    hall.running.clock.set(at("2026-03-02T21:30:00Z"));
    hall.cancel(9_000).await;
    assert_eq!(hall.look().await, Some(at("2026-03-03T07:00:00Z")));
    assert_eq!(hall.row(1).await.state, WatchState::Open);
    hall.running.clock.set(at("2026-03-03T07:00:00Z"));
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Offered);
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_watch_ends_with_its_dates_and_offers_nothing_that_is_too_near() {
    let hall = Hall::full().await;
    hall.watch(1, 1).await;
    hall.running.clock.set(nine(-30));
    hall.cancel(9_003).await;
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Offered, "in an hour and a quarter");
    hall.engine().pass_offer(visit(1)).await.unwrap();
    hall.running.clock.set(nine(-29));
    hall.cancel(9_002).await;
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Open, "in 59 minutes nobody comes");
    hall.running.clock.set(at("2026-03-12T22:59:00Z"));
    hall.look().await;
    assert_ne!(hall.row(1).await.state, WatchState::Over);
    hall.running.clock.set(at("2026-03-12T23:01:00Z"));
    hall.engine().pass_offer(visit(1)).await.unwrap();
    hall.running.clock.advance_seconds(16 * 60);
    hall.look().await;
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Over);
    hall.engine().shutdown().await;
}

/// The machine stops between any two steps of an offer: what was written down is kept and told after the start, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_that_was_broken_off_is_taken_up_again_once() {
    let memory = MemoryStore::new();
    let hall = Hall::on(Store::Memory(memory.clone()), plan(), quick_limits()).await;
    hall.fill().await;
    hall.watch(1, 1).await;
    hall.watch(2, 2).await;
    hall.cancel(9_000).await;
    // It is written down that she is offered it, and then the store fails: it is not kept.
    memory.lose_next_reply(StoreError::Io("the reply is lost".to_owned()));
    let first = hall.engine().look_for_times(&SECRET).await;
    assert!(first.is_err(), "the writing down failed");
    assert!(hall.states(1..=2).await.contains(&WatchState::Offered), "it is written down");
    assert_eq!(hall.held().await, BTreeMap::new(), "nothing is kept yet");
    hall.look().await;
    let held = hall.held().await;
    assert_eq!(held.len(), 1, "it is offered after all");
    assert_eq!(hall.states(1..=2).await.into_iter().filter(|state| *state == WatchState::Offered).count(), 1);
    until("the message", async || hall.told().len() == 1).await;
    assert_eq!(hall.told()[0].0, *held.keys().next().unwrap());
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_task_offers_by_itself_what_a_commit_makes_free() {
    let hall = Hall::full().await;
    hall.engine().offer_times(SECRET);
    hall.watch(1, 1).await;
    hall.cancel(9_000).await;
    until("the offer", async || hall.row(1).await.state == WatchState::Offered).await;
    until("the message", async || hall.told().len() == 1).await;
    hall.engine().shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_past_a_limit_is_not_entered() {
    let limits = Limits { watches_per_origin_max: 2, watches_per_centre_max: 3, ..quick_limits() };
    let hall = Hall::on(Store::memory(), plan(), limits).await;
    assert_eq!(hall.watch(1, 1).await, WatchEntered::Entered);
    assert_eq!(hall.watch(2, 1).await, WatchEntered::Entered);
    assert_eq!(hall.watch(3, 1).await, WatchEntered::TooManyOfOrigin);
    assert_eq!(hall.watch(3, 2).await, WatchEntered::Entered);
    assert_eq!(hall.watch(4, 3).await, WatchEntered::TooManyOfCentre);
    let nowhere = WatchWish { centre: "nowhere".parse().unwrap(), ..wish() };
    let unknown = hall.engine().watch(new(5, 5, nowhere), "citizen").await;
    assert!(matches!(unknown, Err(EngineError::UnknownCentre(_))));
    hall.engine().shutdown().await;
}

fn waiting(number: u128, origin: [u8; 32]) -> WatchRow {
    let state = WatchState::Open;
    WatchRow { visit: visit(number), origin, state, wish: wish(), offers: Vec::new(), changed_at: morning() }
}

/// Ten people, each at home, and a thousand scripted wishes from one address, and four hundred times that come free one after
/// another: the address is drawn about as often as one person is, and the ten have about what they had without it.
#[test]
fn a_thousand_scripted_watchers_of_one_address_gain_nothing() {
    let home = |number: u8| [number; 32];
    let mut all: Vec<WatchRow> = (0..10).map(|n| waiting(u128::from(n) + 1, home(n))).collect();
    all.extend((0..1_000).map(|n| waiting(10_000 + n, [200; 32])));
    let everybody: Vec<usize> = (0..all.len()).collect();
    let times: Vec<Instant> = (0..400).map(|n| nine(n * 15)).collect();
    let mut won: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    for starts_at in &times {
        let place = draw(&SECRET, *starts_at, &all, &everybody).unwrap();
        *won.entry(all[place].origin).or_default() += 1;
    }
    let of_address = won[&[200; 32]];
    // One of eleven lots: 36 of 400 on average; the secret and the times are fixed, so it is the same at every run.
    assert!((20..=55).contains(&of_address), "{of_address} of 400");
    for number in 0..10 {
        assert!((15..=60).contains(&won[&home(number)]), "person {number}: {won:?}");
    }
    // One person at the address shares its lot with all the scripts.
    let hers = times.iter().filter(|at| draw(&SECRET, **at, &all, &everybody) == Some(10)).count();
    assert!(hers <= 3, "{hers}");
}

/// The address lets a time pass: it is not asked again, neither before the others nor after them, when the time is everybody's.
#[test]
fn an_address_that_lets_a_time_pass_is_not_offered_it_again() {
    let mut all: Vec<WatchRow> = (0..10).map(|n| waiting(n + 1, [u8::try_from(n).unwrap(); 32])).collect();
    all.extend((0..1_000).map(|n| waiting(10_000 + n, [200; 32])));
    let mut order = Vec::new();
    loop {
        let candidates: Vec<usize> = (0..all.len()).filter(|place| all[*place].offers.is_empty()).collect();
        let Some(place) = draw(&SECRET, nine(0), &all, &candidates) else { break };
        order.push(all[place].origin);
        all[place].offers.push(WatchOffer { starts_at: nine(0), until: morning() });
    }
    assert_eq!(order.len(), 11, "each lot once");
    assert_eq!(order.into_iter().collect::<BTreeSet<_>>().len(), 11);
    let candidates: Vec<usize> = (0..all.len()).filter(|place| all[*place].offers.is_empty()).collect();
    assert!(draw(&SECRET, nine(15), &all, &candidates).is_some(), "another time is another draw");
}

/// While it has a time kept for it, an address comes after all others, also for other times.
#[test]
fn an_address_with_an_offer_out_comes_after_the_others() {
    let mut all: Vec<WatchRow> = (0..20).map(|n| waiting(10_000 + n, [200; 32])).collect();
    all[0].state = WatchState::Offered;
    all[0].offers.push(WatchOffer { starts_at: nine(0), until: morning().plus_minutes(15) });
    all.push(waiting(1, [1; 32]));
    let candidates: Vec<usize> = (1..all.len()).collect();
    for n in 0..50 {
        assert_eq!(draw(&SECRET, nine(n * 15), &all, &candidates), Some(20));
    }
    assert_eq!(draw(&SECRET, nine(0), &all, &[]), None);
    // Alone it has another, and no third.
    let of_address: Vec<usize> = (1..20).collect();
    let second = draw(&SECRET, nine(15), &all, &of_address).unwrap();
    all[second].state = WatchState::Offered;
    assert_eq!(draw(&SECRET, nine(30), &all, &of_address), None);
}

/// Whoever has booked under the name of her wish, however she came to, keeps no time from the others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_booked_by_herself_is_passed_over_and_the_time_goes_to_another() {
    let hall = Hall::full().await;
    for number in 1..=4 {
        hall.watch(number, u8::try_from(number).unwrap()).await;
    }
    // Three of the four have booked meanwhile, under the names of their wishes, one of them on another day.
    for (number, minutes) in [(1, 0), (2, 15)] {
        hall.cancel(9_000 + u128::try_from(minutes / 15).unwrap()).await;
        hall.book(number, nine(minutes)).await.unwrap();
    }
    let other =
        Request { date: Some(date(2026, 3, 16)), ..request(&borger(), "other", booking_of(3, nine(7 * 24 * 60))) };
    hall.engine().submit(other).await.unwrap();
    hall.cancel(9_003).await;
    hall.look().await;
    assert_eq!(hall.held().await, BTreeMap::from([(visit(4), nine(45))]));
    assert!(hall.states(1..=3).await.iter().all(|state| matches!(state, WatchState::Open | WatchState::Booked)));
    let changes = async || hall.engine().watch_of(visit(4)).await.unwrap().unwrap().changed_at;
    let before = changes().await;
    hall.look().await;
    assert_eq!(changes().await, before, "another look writes nothing");
    hall.engine().shutdown().await;
}

/// Whoever was forgotten, or whose number is none, has no time kept that she is not told of.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_be_told_waits_no_more_and_her_time_goes_on() {
    let hall = Hall::full().await;
    *hall.kept.refuses.lock() = true;
    hall.watch(1, 1).await;
    hall.cancel(9_000).await;
    hall.look().await;
    assert_eq!(hall.row(1).await.state, WatchState::Offered);
    until("the end of it", async || {
        hall.look().await;
        hall.row(1).await.state == WatchState::Over
    })
    .await;
    assert_eq!(hall.held().await, BTreeMap::new(), "it is let go at once");
    hall.engine().shutdown().await;
}

/// While no provider takes messages nothing is offered, and nobody is drawn whose way nobody carries.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_drawn_who_could_not_be_told() {
    let hall = Hall::full().await;
    let by_mail = WatchWish { ways: vec![Channel::Email], ..wish() };
    hall.engine().watch(new(1, 1, by_mail), "citizen").await.unwrap();
    hall.cancel(9_000).await;
    hall.look().await;
    assert_eq!((hall.row(1).await.state, hall.held().await.len()), (WatchState::Open, 0));
    hall.engine().shutdown().await;
}

/// After a start the offers that are out are what they were.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_changes_nothing_of_an_offer_that_is_out() {
    let memory = MemoryStore::new();
    let hall = Hall::on(Store::Memory(memory.clone()), plan(), quick_limits()).await;
    hall.fill().await;
    hall.watch(1, 1).await;
    hall.cancel(9_000).await;
    hall.look().await;
    let (row, held) = (hall.row(1).await, hall.held().await);
    hall.engine().shutdown().await;
    let again = Hall::on(Store::Memory(memory), plan(), quick_limits()).await;
    again.look().await;
    assert_eq!((again.row(1).await, again.held().await), (row, held));
    again.advance(15);
    again.look().await;
    assert_eq!(again.row(1).await.state, WatchState::Open);
    again.engine().shutdown().await;
}

#[test]
fn every_lot_has_the_same_chance() {
    let all: Vec<WatchRow> = (0..5).map(|n| waiting(n + 1, [u8::try_from(n).unwrap(); 32])).collect();
    let everybody: Vec<usize> = (0..5).collect();
    let mut won = [0_u32; 5];
    for n in 0..1_000 {
        won[draw(&SECRET, nine(n), &all, &everybody).unwrap()] += 1;
    }
    // 200 on average, with a standard deviation of 12.6 (binomial, one of five).
    assert!(won.iter().all(|count| (150..=250).contains(count)), "{won:?}");
}
