//! The hall's own measures, in the `OpenMetrics` form.
//!
//! Counting must cost nothing that a citizen could feel: plain atomic counters per command, histograms per batch. No
//! label holds anything of a person; a centre's name is the finest.

use std::fmt;
use std::time::Duration;

use domain::answer::Answer;
use domain::message::Channel;
use parking_lot::RwLock;
use prometheus_client::encoding::text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::error::EngineError;
use crate::outbox::{Became, WayHealth};
use crate::request::Reply;
use crate::writer::Reported;

type Labels = Vec<(&'static str, String)>;

/// All measures of an engine, and the registry to which other parts of the program add theirs.
pub struct Metrics {
    registry: RwLock<Registry>,
    results: [Counter; Outcome::ALL.len()],
    batches: Counter,
    batch_commands: Histogram,
    commit_seconds: Histogram,
    publish_seconds: Histogram,
    renders: Counter,
    /// Who watches, in all topics.
    pub(crate) subscribers: Gauge,
    /// How many topics are live.
    pub(crate) topics: Gauge,
    /// How many days are in memory.
    pub(crate) days: Gauge,
    waiting: Family<Labels, Gauge>,
    called: Family<Labels, Gauge>,
    messages: Family<Labels, Counter>,
    reports: Family<Labels, Counter>,
    messages_waiting: Family<Labels, Gauge>,
    provider_dead: Family<Labels, Gauge>,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// What came of a command, as a label.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    Done,
    NoOneWaits,
    Repeated,
    Refused,
    Invalid,
    Conflict,
    Store,
    Other,
}

impl Outcome {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Done, "done"),
        (Self::NoOneWaits, "no_one_waits"),
        (Self::Repeated, "repeated"),
        (Self::Refused, "refused"),
        (Self::Invalid, "invalid"),
        (Self::Conflict, "conflict"),
        (Self::Store, "store_failed"),
        (Self::Other, "other"),
    ];

    fn of(result: &Result<Reply, EngineError>) -> Self {
        match result {
            Ok(Reply { repeated: true, .. }) => Self::Repeated,
            Ok(Reply { answer: Answer::NoOneWaits, .. }) => Self::NoOneWaits,
            Ok(_) => Self::Done,
            Err(EngineError::Refused(_)) => Self::Refused,
            Err(EngineError::CommandIdReused | EngineError::CommandIdInvalid | EngineError::UnknownCentre(_)) => {
                Self::Invalid
            }
            Err(EngineError::Conflict) => Self::Conflict,
            Err(EngineError::Store(_)) => Self::Store,
            Err(_) => Self::Other,
        }
    }
}

fn way_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All measures at nought.
    pub fn new() -> Self {
        let commands = Family::<Labels, Counter>::default();
        let results = Outcome::ALL.map(|(_, name)| commands.get_or_create(&vec![("result", name.to_owned())]).clone());
        let metrics = Self {
            registry: RwLock::new(Registry::with_prefix("frontdesk")),
            results,
            batches: Counter::default(),
            batch_commands: Histogram::new(exponential_buckets(1.0, 2.0, 10)),
            commit_seconds: Histogram::new(exponential_buckets(0.000_1, 2.0, 16)),
            publish_seconds: Histogram::new(exponential_buckets(0.000_1, 2.0, 16)),
            renders: Counter::default(),
            subscribers: Gauge::default(),
            topics: Gauge::default(),
            days: Gauge::default(),
            waiting: Family::default(),
            called: Family::default(),
            messages: Family::default(),
            reports: Family::default(),
            messages_waiting: Family::default(),
            provider_dead: Family::default(),
        };
        metrics.register_all(commands);
        metrics
    }

    fn register_all(&self, commands: Family<Labels, Counter>) {
        let mut registry = self.registry.write();
        registry.register("commands", "Commands, by what came of them", commands);
        registry.register("batches", "Transactions of commands", self.batches.clone());
        registry.register("batch_commands", "Commands in one transaction", self.batch_commands.clone());
        let help = "From the taking of a batch to its being durable and acknowledged, in seconds";
        registry.register("commit_seconds", help, self.commit_seconds.clone());
        let help = "From a durable call, or any change, to the new state in the hands of all who watch, in seconds";
        registry.register("publish_seconds", help, self.publish_seconds.clone());
        registry.register("renders", "Live states rendered", self.renders.clone());
        registry.register("live_subscribers", "Who watches live", self.subscribers.clone());
        registry.register("live_topics", "Live topics", self.topics.clone());
        registry.register("days_in_memory", "Days in memory", self.days.clone());
        registry.register("waiting", "Visits that wait now, by centre", self.waiting.clone());
        registry.register("called", "Visits that are called or at a desk now, by centre", self.called.clone());
        registry.register("messages", "Messages to citizens, by way and by what became of them", self.messages.clone());
        let help = "Reports of providers on messages, by way and by whether the message is known";
        registry.register("message_reports", help, self.reports.clone());
        let help = "Messages that are due and have not gone out, by way";
        registry.register("messages_waiting", help, self.messages_waiting.clone());
        let help = "Whether the provider of a way takes nothing, by way";
        registry.register("message_provider_dead", help, self.provider_dead.clone());
    }

    /// Adds measures of another part of the program to the same page.
    pub fn register(&self, add: impl FnOnce(&mut Registry)) {
        add(&mut self.registry.write());
    }

    /// The page of all measures, as text.
    ///
    /// # Errors
    /// Where a measure cannot be written down; not for want of memory.
    pub fn encode(&self) -> Result<String, fmt::Error> {
        let mut page = String::new();
        text::encode(&mut page, &self.registry.read())?;
        Ok(page)
    }

    /// How many transactions there were.
    pub fn batches(&self) -> u64 {
        self.batches.get()
    }

    /// How many commands there were, whatever came of them.
    pub fn commands(&self) -> u64 {
        self.results.iter().map(Counter::get).sum()
    }

    /// How many live states were rendered.
    pub fn renders(&self) -> u64 {
        self.renders.get()
    }

    pub(crate) fn batch(&self, results: &[Result<Reply, EngineError>], took: Duration) {
        self.batches.inc();
        self.batch_commands.observe(f64::from(u32::try_from(results.len()).unwrap_or(u32::MAX)));
        self.commit_seconds.observe(took.as_secs_f64());
        for result in results {
            if let Some(counter) = self.results.get(Outcome::of(result) as usize) {
                counter.inc();
            }
        }
    }

    /// What became of a message.
    pub(crate) fn message(&self, channel: Channel, became: Became) {
        let labels = vec![("way", way_name(channel).to_owned()), ("result", became.as_str().to_owned())];
        self.messages.get_or_create(&labels).inc();
    }

    /// A provider's report, and what became of its message.
    pub(crate) fn report(&self, channel: Channel, reported: Reported) {
        let known = if matches!(reported, Reported::Known(_)) { "yes" } else { "no" };
        let labels = vec![("way", way_name(channel).to_owned()), ("known", known.to_owned())];
        self.reports.get_or_create(&labels).inc();
        if let Reported::Known(Some(became)) = reported {
            self.message(channel, became);
        }
    }

    /// How a way stands.
    pub(crate) fn way(&self, way: &WayHealth) {
        let labels = vec![("way", way_name(way.channel).to_owned())];
        self.messages_waiting.get_or_create(&labels).set(i64::try_from(way.waiting).unwrap_or(i64::MAX));
        self.provider_dead.get_or_create(&labels).set(i64::from(way.dead));
    }

    /// How many messages came to something, by one way.
    pub fn messages(&self, channel: Channel, became: Became) -> u64 {
        let labels = vec![("way", way_name(channel).to_owned()), ("result", became.as_str().to_owned())];
        self.messages.get_or_create(&labels).get()
    }

    pub(crate) fn published(&self, since_change: Option<Duration>) {
        if let Some(took) = since_change {
            self.publish_seconds.observe(took.as_secs_f64());
        }
    }

    pub(crate) fn rendered(&self) {
        self.renders.inc();
    }

    pub(crate) fn centre(&self, centre: &str, waiting: usize, called: usize) {
        let labels = vec![("centre", centre.to_owned())];
        self.waiting.get_or_create(&labels).set(i64::try_from(waiting).unwrap_or(i64::MAX));
        self.called.get_or_create(&labels).set(i64::try_from(called).unwrap_or(i64::MAX));
    }
}
