//! A small municipality for the tests: two centres with two queues and fifty desks each, open all day.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use domain::answer::{Answer, VisitCard};
use domain::command::{Action, Actor, Command};
use domain::ids::{
    CentreId, DeskId, EmployeeId, Language, Letter, QueueId, ServiceId, SetupVersion, StreamId, VisitId,
};
use domain::setup::{Colour, Desk, DeskKind, Employee, Hours, OpenSpan, Queue, Role, Rules, Service, Setup, Texts};
use domain::time::Instant;
use engine::{Core, Engine, EngineError, Limits, ManualClock, Render, Reply, Request, Scene, SetupSource, Topic};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use store::memory::MemoryStore;
use store::{SetupRow, Store};

pub(crate) const DESKS: usize = 50;

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Monday, ten in the morning in Denmark.
pub(crate) fn morning() -> Instant {
    at("2026-03-02T09:00:00Z")
}

pub(crate) fn centre(name: &str) -> CentreId {
    CentreId::new(name).unwrap()
}

pub(crate) fn borger() -> CentreId {
    centre("borger")
}

pub(crate) fn job() -> CentreId {
    centre("job")
}

pub(crate) fn stream(centre: &CentreId, date: &str) -> StreamId {
    StreamId { centre: centre.clone(), date: date.parse().unwrap() }
}

pub(crate) fn today(centre: &CentreId) -> StreamId {
    stream(centre, "2026-03-02")
}

pub(crate) fn desk(number: usize) -> DeskId {
    DeskId::new(&format!("desk-{number}")).unwrap()
}

pub(crate) fn employee(number: usize) -> EmployeeId {
    EmployeeId::new(&format!("employee-{number}")).unwrap()
}

pub(crate) fn service(name: &str) -> ServiceId {
    ServiceId::new(name).unwrap()
}

pub(crate) fn visit(number: u128) -> VisitId {
    VisitId(uuid::Uuid::from_u128(number))
}

fn texts(text: &str) -> Texts {
    Texts(BTreeMap::from([(Language::danish(), text.to_owned()), (Language::english(), text.to_owned())]))
}

pub(crate) fn setup_of(centre: &CentreId, version: u32) -> Setup {
    let all_day = OpenSpan { from: Time::midnight(), to: Time::midnight() };
    let hours = Hours { week: (1..=7).map(|d| (d, vec![all_day])).collect(), on_holidays: true, ..Hours::default() };
    let queue_ids = [QueueId::new("pas").unwrap(), QueueId::new("skat").unwrap()];
    let queue = |letter| Queue {
        letter: Letter::new(letter).unwrap(),
        name: texts("Kø"),
        target_minutes: Some(10),
        waiting_max: None,
        tickets_max: None,
        hours: hours.clone(),
        area: None,
        instead: Texts::default(),
    };
    let service_in = |queue: &QueueId| Service {
        name: texts("Ærinde"),
        help: Texts::default(),
        parent: None,
        choices: Vec::new(),
        queue: queue.clone(),
        typical_minutes: 5,
        appointment_only: false,
        question: None,
        remember: Texts::default(),
    };
    let desk_of = |_| Desk {
        name: texts("Skranke"),
        kind: DeskKind::Counter,
        floor: 0,
        at: None,
        way: Texts::default(),
        queues: queue_ids.to_vec(),
    };
    let employee_of = |number: usize| Employee {
        name: format!("Employee {number}"),
        initials: "EE".to_owned(),
        role: Role::Manager,
        queues: Vec::new(),
    };
    Setup {
        version: SetupVersion(version),
        centre: centre.clone(),
        name: texts(centre.as_str()),
        municipality: texts("Nordvig"),
        address: String::new(),
        time_zone: TimeZone::get("Europe/Copenhagen").unwrap(),
        languages: vec![Language::danish(), Language::english()],
        colour: Colour::default(),
        rules: Rules::default(),
        services: BTreeMap::from([
            (service("pas"), service_in(&queue_ids[0])),
            (service("skat"), service_in(&queue_ids[1])),
        ]),
        questions: BTreeMap::new(),
        referrals: BTreeMap::new(),
        queues: BTreeMap::from([(queue_ids[0].clone(), queue('A')), (queue_ids[1].clone(), queue('B'))]),
        areas: BTreeMap::new(),
        lifts: BTreeMap::new(),
        desks: (0..DESKS).map(|n| (desk(n), desk_of(n))).collect(),
        kiosks: BTreeMap::new(),
        screens: BTreeMap::new(),
        messages: domain::setup::Messages::default(),
        capacities: BTreeMap::new(),
        appointments: BTreeMap::new(),
        employees: (0..DESKS).map(|n| (employee(n), employee_of(n))).collect(),
    }
}

pub(crate) fn setups() -> BTreeMap<CentreId, Arc<Setup>> {
    [borger(), job()].into_iter().map(|c| (c.clone(), Arc::new(setup_of(&c, 1)))).collect()
}

/// Reads a set-up of the tests: its text is a target in minutes.
pub(crate) fn source() -> SetupSource {
    Arc::new(|row: &SetupRow| {
        let minutes: u16 = row.content.parse().map_err(|_| format!("`{}` is no number of minutes", row.content))?;
        let mut setup = setup_of(&row.centre, row.version.0);
        for queue in setup.queues.values_mut() {
            queue.target_minutes = Some(minutes);
        }
        Ok(setup)
    })
}

pub(crate) fn core_on(store: Store) -> Core {
    let mut core = Core::new(store, Limits::default()).unwrap();
    core.set_setups(setups());
    core
}

pub(crate) fn core_in_memory() -> (Core, MemoryStore) {
    let memory = MemoryStore::new();
    (core_on(Store::Memory(memory.clone())), memory)
}

pub(crate) fn hash(id: &str) -> [u8; 32] {
    engine::identifiers::hash_of(id)
}

pub(crate) fn request(centre: &CentreId, id: &str, action: Action) -> Request {
    let body_hash = hash(&format!("{centre} {action:?}"));
    let command = Command { by: Actor::Employee(employee(0)), action };
    let (sender, command_id) = ("test".to_owned(), id.to_owned());
    Request {
        sender,
        command_id,
        body_hash,
        centre: centre.clone(),
        date: None,
        command,
        people: Vec::new(),
        limits: Vec::new(),
    }
}

pub(crate) fn take(id: u128) -> Action {
    Action::TakeTicket {
        visit: visit(id),
        services: vec![service("pas")],
        language: Language::danish(),
        answers: Vec::new(),
    }
}

pub(crate) fn sign_on(number: usize) -> Action {
    Action::SignOn { employee: employee(number), desk: desk(number), queues: None, move_here: false }
}

pub(crate) fn next(number: usize) -> Action {
    Action::Next { desk: desk(number) }
}

/// Gives a core one command.
pub(crate) fn give(core: &mut Core, request: Request, now: Instant) -> Result<Reply, EngineError> {
    let mut handled = core.handle(&[request], now);
    assert_eq!(handled.results.len(), 1);
    handled.results.remove(0)
}

pub(crate) fn card(reply: &Reply) -> &VisitCard {
    match &reply.answer {
        Answer::Visit(card) => card,
        other => panic!("a visit was expected, not {other:?}"),
    }
}

/// How many events readers see.
pub(crate) fn seen(core: &Core, stream: &StreamId) -> u64 {
    core.days().get(stream).map_or(0, |day| day.read().version())
}

/// Renders the number of events, who waits, who is called and whose arrival was passed on; counts how often.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    pub(crate) renders: AtomicU64,
}

impl Render for Plain {
    fn render(&self, topic: &Topic, scene: &Scene) -> Bytes {
        let hall = &scene.hall;
        self.renders.fetch_add(1, Ordering::SeqCst);
        let (waiting, called) = (hall.waiting.len(), hall.called.len());
        let passed_on = hall.arrivals.iter().filter(|arrival| arrival.passed_on).count();
        Bytes::from(format!("{} {} v{} w{waiting} c{called} p{passed_on}", topic.view, hall.date, hall.version))
    }
}

/// An engine that runs, with its parts at hand.
pub(crate) struct Running {
    pub(crate) engine: Engine,
    pub(crate) clock: ManualClock,
    pub(crate) renderer: Arc<Plain>,
}

pub(crate) fn quick_limits() -> Limits {
    Limits { timer_pause: Duration::from_millis(10), timer_retry_pause: Duration::from_millis(30), ..Limits::default() }
}

pub(crate) fn run_on(store: Store, limits: Limits) -> Running {
    run_with(store, setups(), limits)
}

pub(crate) fn run_with(store: Store, setups: BTreeMap<CentreId, Arc<Setup>>, limits: Limits) -> Running {
    let clock = ManualClock::new(morning());
    let renderer = Arc::new(Plain::default());
    let engine = Engine::start(
        store,
        setups,
        source(),
        Arc::new(clock.clone()),
        tokio::runtime::Handle::current(),
        Arc::clone(&renderer) as Arc<dyn Render>,
        limits,
    )
    .unwrap();
    Running { engine, clock, renderer }
}

pub(crate) fn topic(centre: &CentreId) -> Topic {
    Topic { view: "hall", centre: centre.clone(), language: Language::danish(), subject: None }
}

/// Waits until something holds, and fails after ten seconds.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..1_000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not come about");
}
