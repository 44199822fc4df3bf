//! A core whose outbox is turned by hand: the same steps that the carrying task takes, without threads or a clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::command::{Action, Mode};
use domain::event::Fact;
use domain::ids::{CapacityId, Language, StreamId};
use domain::message::{Channel, Fate, MessageKind};
use domain::setup::{Bookable, Capacity, Hours, Meeting, OpenSpan, Quiet, Setup, Texts, With};
use domain::time::Instant;
use engine::outbox::{DeliveryReport, Letter, Standing, Told, WAYS};
use engine::{Core, EngineError, Limits, Reply, Reported, Request};
use jiff::civil::Time;
use store::memory::MemoryStore;
use store::{Consent, Given, HashKind, OutboxRow, PersonChange, Secret, Store, Vault, VaultKeys};

use crate::world::*;

pub(super) const SMS: Consent = Consent { sms: true, email: false };
pub(super) const BOTH: Consent = Consent { sms: true, email: true };

fn vault() -> Vault {
    Vault::new(&VaultKeys::new(Secret::new([3; 32])))
}

/// The set-up with times in the plan for passports, reminded of a day and an hour before.
pub(crate) fn planned() -> Setup {
    let mut setup = setup_of(&borger(), 1);
    let all_day = OpenSpan { from: Time::midnight(), to: Time::midnight() };
    let hours = Hours { week: (1..=7).map(|d| (d, vec![all_day])).collect(), on_holidays: true, ..Hours::default() };
    let capacity: CapacityId = "desks".parse().unwrap();
    let with = With::AnyDesk { parallel: 200 };
    let plan = Capacity { name: Texts::default(), with, every_minutes: Some(15), hours, opens: None };
    setup.capacities.insert(capacity.clone(), plan);
    let meeting =
        Meeting { minutes: 15, buffer_minutes: 0, capacities: vec![capacity], note: Texts::default(), link: None };
    let bookable = Bookable {
        meetings: BTreeMap::from([(Mode::InPerson, meeting)]),
        notice_minutes: 0,
        days_ahead: 60,
        open_max: 9,
        bring: Vec::new(),
        words: Texts::default(),
        question: None,
        topic: false,
        sensitive: false,
        remind_minutes_before: vec![1_440, 60],
    };
    setup.appointments.insert(service("pas"), bookable);
    setup
}

/// A core on a store that lives on, and what came out of it.
pub(super) struct Post {
    pub(super) core: Core,
    pub(super) memory: MemoryStore,
    pub(super) now: Instant,
    setup: Arc<Setup>,
    keys: u32,
}

impl Post {
    pub(super) fn new() -> Self {
        Self::with(planned())
    }

    pub(super) fn quiet(from: i8, to: i8) -> Self {
        let mut setup = planned();
        let hour = |hour| jiff::civil::time(hour, 0, 0, 0);
        setup.messages.quiet = Some(Quiet { from: hour(from), to: hour(to) });
        Self::with(setup)
    }

    fn with(setup: Setup) -> Self {
        let memory = MemoryStore::new();
        let (setup, now) = (Arc::new(setup), morning());
        let core = Self::start(&memory, &setup, now);
        Self { core, memory, now, setup, keys: 0 }
    }

    fn start(memory: &MemoryStore, setup: &Arc<Setup>, now: Instant) -> Core {
        let mut core = Core::new(Store::Memory(memory.clone()), Limits::default()).unwrap();
        let mut all = setups();
        all.insert(borger(), Arc::clone(setup));
        core.set_setups(all);
        core.open_outbox(&WAYS, now).unwrap();
        core
    }

    pub(super) fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The process ends and comes again on what is durable.
    pub(super) fn restart(&mut self) {
        self.core = Self::start(&self.memory, &self.setup, self.now);
    }

    pub(super) fn later(&mut self, seconds: i64) {
        self.now = self.now.plus_seconds(seconds);
    }

    /// As an employee, on a date.
    pub(super) fn give(&mut self, date: &str, action: Action, people: Vec<PersonChange>) -> Result<Reply, EngineError> {
        self.keys += 1;
        let request = Request {
            date: Some(date.parse().unwrap()),
            people,
            ..request(&borger(), &format!("k{}", self.keys), action)
        };
        give(&mut self.core, request, self.now)
    }

    pub(super) fn put(&self, number: u128, date: &str, consent: Option<Consent>) -> PersonChange {
        let vault = vault();
        let of = |kind, text: &str| Some(vault.findable(visit(number), kind, text).unwrap());
        let given = Given {
            phone: of(HashKind::Phone, "+4520304050"),
            email: of(HashKind::Email, "borger@example.org"),
            consent,
            ..Given::default()
        };
        let date = date.parse().unwrap();
        PersonChange::Put { visit: visit(number), centre: borger(), date, given: Box::new(given), forget_after: date }
    }

    pub(super) fn book(
        &mut self,
        number: u128,
        starts_at: Instant,
        consent: Option<Consent>,
    ) -> Result<Reply, EngineError> {
        let date = self.date(starts_at);
        let action = Action::Book {
            visit: visit(number),
            services: vec![service("pas")],
            starts_at,
            mode: Mode::InPerson,
            employee: None,
            language: Language::danish(),
            answers: Vec::new(),
            interpreter: false,
            series: None,
        };
        let put = self.put(number, &date, consent);
        self.give(&date, action, vec![put])
    }

    pub(super) fn rebook(&mut self, number: u128, from: Instant, to: Instant) -> Result<Reply, EngineError> {
        let (here, there) = (self.date(from), self.date(to));
        let (mode, date) = (Mode::InPerson, there.parse().unwrap());
        let action = Action::Rebook { visit: visit(number), date, starts_at: to, mode, employee: None };
        self.give(&here, action, Vec::new())
    }

    pub(super) fn cancel(&mut self, number: u128, starts_at: Instant) -> Result<Reply, EngineError> {
        let date = self.date(starts_at);
        self.give(&date, Action::Cancel { visit: visit(number) }, Vec::new())
    }

    pub(super) fn ticket(&mut self, number: u128, consent: Option<Consent>) -> Result<Reply, EngineError> {
        let date = self.date(self.now);
        let put = self.put(number, &date, consent);
        self.give(&date, take(number), vec![put])
    }

    pub(super) fn date(&self, at: Instant) -> String {
        at.date(&self.setup.time_zone).to_string()
    }

    /// Everything up to what goes out now.
    pub(super) fn letters(&mut self) -> Vec<Letter> {
        while self.core.feed_outbox(self.now).unwrap() {}
        self.core.watch_turns(self.now).unwrap();
        self.core.take_messages(self.now).unwrap().letters
    }

    pub(super) fn settle(&mut self, letter: &Letter, told: Told) {
        self.core.settle_message(&letter.id, letter.channel, &told, self.now).unwrap();
    }

    /// Sends all that goes out now by providers that are well, and notes it.
    pub(super) fn send(&mut self) -> Vec<Letter> {
        let mut all = Vec::new();
        loop {
            let letters = self.letters();
            if letters.is_empty() {
                break;
            }
            for letter in &letters {
                self.settle(letter, Told::Taken(Some(format!("p-{}", letter.id))));
            }
            all.extend(letters);
        }
        self.note();
        all
    }

    /// The kinds of what goes out now.
    pub(super) fn kinds(&mut self) -> Vec<MessageKind> {
        self.send().into_iter().map(|letter| letter.kind).collect()
    }

    pub(super) fn note(&mut self) {
        for (id, request) in self.core.notes_of_messages(1_000).unwrap() {
            let Action::NoteMessage { fate, .. } = request.command.action else { panic!("a note") };
            match give(&mut self.core, request, self.now) {
                Ok(_) | Err(EngineError::Refused(_)) => {}
                Err(error) => panic!("{error}"),
            }
            self.core.noted_message(&id, fate).unwrap();
        }
    }

    pub(super) fn report(&mut self, letter: &Letter, standing: Standing) -> Reported {
        let report =
            DeliveryReport { our_id: None, provider_id: Some(format!("p-{}", letter.id)), part: 0, parts: 1, standing };
        self.core.report_message(letter.channel, &report, self.now).unwrap()
    }

    pub(super) fn rows(&self, number: u128) -> Vec<OutboxRow> {
        self.core.reader().messages_of(visit(number)).unwrap()
    }

    /// What its days say of a visit's messages.
    pub(super) fn noted(&self, number: u128) -> Vec<(MessageKind, Channel, Fate)> {
        let log = self.core.reader().log(0, usize::MAX).unwrap();
        let noted = log.into_iter().filter_map(|(_, _, recorded)| match recorded.event.fact {
            Fact::Messaged { visit: of, kind, channel, fate } if of == visit(number) => Some((kind, channel, fate)),
            _ => None,
        });
        noted.collect()
    }

    pub(super) fn stream(&self, at: Instant) -> StreamId {
        stream(&borger(), &self.date(at))
    }
}

/// Some time of 5 March, three days from the tests' morning.
pub(super) fn thursday(hour: i8) -> Instant {
    at(&format!("2026-03-05T{hour:02}:00:00Z"))
}
