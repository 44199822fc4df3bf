//! The world: one loop over what happens next, in virtual time.
//!
//! People ask, the network carries or loses, processes decide and die, the store keeps what was synced, and the judge
//! looks at every step. Everything follows from the plan: no clock, no thread, no order of a hash.

mod clients;
mod hostile;
mod machines;
mod plan;
mod sight;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use domain::account::Account;
use domain::ids::{CentreId, InvalidId, QueueId, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::{EngineError, Reply, Request};
use store::memory::MemoryStore;

use crate::arrivals::{Arrivals, evenly};
use crate::check::Watch;
use crate::people::People;
use crate::random::{Purpose, Random};
use crate::story::{Counts, Trace};
use crate::times::{with_other_times, with_times};
use crate::town::{share, town};
use clients::Client;
pub(crate) use clients::is_certain;
use machines::Machine;
pub use plan::{Faults, Plan};
use sight::Sight;

/// The most steps of a run: one that does not end is a fault too.
const STEPS_MAX: u64 = 5_000_000;

/// How long after the last midnight everybody has to know, in minutes.
const SETTLE_MINUTES: i64 = 150;

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What was counted.
    pub counts: Counts,
    /// The account of each centre's day.
    pub accounts: Vec<Account>,
    /// The account of the run, line by line, where the plan asks for it.
    pub trace: Vec<String>,
    /// The bytes of the log, where the plan asks for them.
    pub log: Vec<u8>,
}

/// Something that does not hold.
#[derive(Debug, Clone)]
pub struct Breach {
    /// The seed that shows it.
    pub seed: u64,
    /// When, in the world's time.
    pub at: Instant,
    /// What.
    pub what: String,
    /// The last lines of the account of the run, where it was kept.
    pub before: Vec<String>,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.before {
            writeln!(f, "{line}")?;
        }
        write!(f, "seed {} at {}: {}", self.seed, self.at, self.what)
    }
}

impl std::error::Error for Breach {}

/// Runs a plan to its end.
///
/// # Errors
/// The first [`Breach`] of a rule or a promise.
pub fn run(plan: &Plan) -> Result<Ran, Breach> {
    let fail = |what: String| Breach { seed: plan.seed, at: Instant::default(), what, before: Vec::new() };
    let (setups, later) = setups_of(plan).map_err(|e| fail(e.to_string()))?;
    let mut world = World::new(plan, &setups, later);
    let done = world.play();
    match done {
        Ok(accounts) => {
            let log = if plan.trace { world.log_bytes() } else { Vec::new() };
            Ok(Ran { counts: world.counts, accounts, trace: world.trace.into_lines(), log })
        }
        Err(what) => Err(Breach { seed: plan.seed, at: world.now, what, before: world.trace.into_lines() }),
    }
}

/// The set-ups of a town, and those that are published in the middle of the day.
type Published = (Vec<Arc<Setup>>, Vec<Arc<Setup>>);

fn setups_of(plan: &Plan) -> Result<Published, InvalidId> {
    let town = town(&mut Random::new(plan.seed, Purpose::Town), plan.size)?;
    let mut random = Random::new(plan.seed, Purpose::Times);
    let setups = with_times(&mut random, town, plan.size, plan.date)?;
    let later = match plan.other_times_after {
        Some(_) => with_other_times(&mut random, &setups, plan.size, plan.date)?,
        None => Vec::new(),
    };
    let shared = |setups: Vec<Setup>| setups.into_iter().map(Arc::new).collect();
    Ok((shared(setups), shared(later)))
}

/// A stream with its set-up and its events.
#[cfg(test)]
pub(crate) type Lived = (StreamId, Arc<Setup>, Vec<domain::event::Event>);

/// Runs a plan and gives each stream of it with its set-up and its events.
#[cfg(test)]
pub(crate) fn streams_of(plan: &Plan) -> Result<Vec<Lived>, String> {
    let (setups, later) = setups_of(plan).map_err(|e| e.to_string())?;
    let mut world = World::new(plan, &setups, later);
    world.play()?;
    let reader = store::Store::Memory(world.memory.clone()).reader();
    let mut streams: BTreeMap<StreamId, Vec<domain::event::Event>> = BTreeMap::new();
    for (_, stream, recorded) in reader.log(0, usize::MAX).map_err(|e| e.to_string())? {
        streams.entry(stream).or_default().push(recorded.event);
    }
    let with_setup =
        |(stream, events): (StreamId, _)| (stream.clone(), Arc::clone(&world.setups[&stream.centre]), events);
    Ok(streams.into_iter().map(with_setup).collect())
}

/// What is going to happen at an instant.
#[derive(Debug)]
enum Happening {
    /// A request reaches a machine.
    Arrives {
        machine: usize,
        parcel: Parcel,
    },
    /// A machine takes what has reached it.
    Batch(usize),
    /// A reply reaches a client.
    Answered {
        client: u64,
        request: Arc<Request>,
        result: Result<Reply, EngineError>,
    },
    /// A client has waited long enough.
    Again(u64),
    /// The clock owes a stream something.
    Clock(StreamId),
    Kill(usize),
    Start(usize),
    PowerCut,
    /// The power is gone at the latest now.
    Dark,
    Spell {
        seconds: i64,
    },
    SpellEnds,
    WriteUnanswered,
    /// A machine hears of the set-ups with other plans.
    OtherTimes(usize),
    Hostile,
}

/// A request on its way.
#[derive(Debug, Clone)]
struct Parcel {
    client: Option<u64>,
    request: Arc<Request>,
}

struct World {
    plan: Plan,
    /// The newest set-ups that are published.
    setups: BTreeMap<CentreId, Arc<Setup>>,
    later: Vec<Arc<Setup>>,
    network: Random,
    chance: Random,
    harm: Random,
    now: Instant,
    begins: Instant,
    ends: Instant,
    ahead: BTreeMap<(Instant, u64), Happening>,
    happened: u64,
    memory: MemoryStore,
    machines: Vec<Machine>,
    /// While the power is failing: how many batches are still written that nobody will hear of.
    failing: Option<u32>,
    /// Whether the store refuses every write.
    spell: bool,
    clocks: BTreeMap<StreamId, Instant>,
    people: People,
    clients: BTreeMap<u64, Client>,
    numbers: u64,
    recent: Vec<Arc<Request>>,
    watch: Watch,
    trace: Trace,
    counts: Counts,
}

impl World {
    fn new(plan: &Plan, setups: &[Arc<Setup>], later: Vec<Arc<Setup>>) -> Self {
        let zone = crate::town::zone();
        let midnight = Instant::start_of(plan.date, &zone);
        let begins = midnight.plus_minutes(i64::from(plan.size.opens) * 60 - 70);
        let end = plan.date.saturating_add(jiff::Span::new().days(i64::from(plan.days.max(1))));
        let ends = Instant::start_of(end, &zone);
        let by_centre: BTreeMap<CentreId, Arc<Setup>> =
            setups.iter().map(|s| (s.centre.clone(), Arc::clone(s))).collect();
        let memory = MemoryStore::new();
        let reader = store::Store::Memory(memory.clone()).reader();
        let arrivals = match (&plan.recorded, setups.first()) {
            (Some(recorded), Some(first)) => {
                Arrivals::Recorded { centre: first.centre.clone(), list: recorded.clone() }
            }
            _ => Arrivals::Rate(counts_by_centre(plan, setups)),
        };
        Self {
            plan: plan.clone(),
            network: Random::new(plan.seed, Purpose::Network),
            chance: Random::new(plan.seed, Purpose::Faults),
            harm: Random::new(plan.seed, Purpose::Hostile),
            now: begins,
            begins,
            ends,
            ahead: BTreeMap::new(),
            happened: 0,
            memory,
            machines: Vec::new(),
            failing: None,
            spell: false,
            clocks: BTreeMap::new(),
            people: People::new(plan.seed, setups, plan.manner, arrivals, begins),
            clients: BTreeMap::new(),
            numbers: 0,
            recent: Vec::new(),
            watch: Watch::new(reader, by_centre.clone(), &later, plan.faults.nodes > 1),
            later,
            trace: Trace::new(plan.trace, zone),
            counts: Counts::default(),
            setups: by_centre,
        }
    }

    fn play(&mut self) -> Result<Vec<Account>, String> {
        self.start_all()?;
        self.plan_faults();
        self.plan_harm();
        while let Some(at) = self.next_at() {
            self.happened += 1;
            if self.happened > STEPS_MAX || at > self.ends.plus_minutes(SETTLE_MINUTES) {
                return Err("the run does not come to rest".to_owned());
            }
            self.now = at;
            match self.ahead.first_key_value().map(|(key, _)| key.0) {
                Some(first) if first <= at => {
                    if let Some((_, happening)) = self.ahead.pop_first() {
                        self.happen(happening)?;
                    }
                }
                _ => self.people_act()?,
            }
        }
        self.finish()
    }

    fn next_at(&self) -> Option<Instant> {
        let people = self.people.next_at().map(|at| at.max(self.now)).filter(|at| *at < self.ends);
        let other = self.ahead.first_key_value().map(|((at, _), _)| *at);
        match (people, other) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    fn people_act(&mut self) -> Result<(), String> {
        let sight = Sight::new(self.now, &self.setups, &mut self.machines);
        let sent = self.people.step(self.now, &sight);
        for offered in sight.into_offered() {
            self.watch.offered(&offered)?;
        }
        for sent in sent {
            self.counts.commands += 1;
            self.client_asks(sent);
        }
        Ok(())
    }

    fn happen(&mut self, happening: Happening) -> Result<(), String> {
        match happening {
            Happening::Arrives { machine, parcel } => self.arrives(machine, parcel),
            Happening::Batch(machine) => self.batch(machine)?,
            Happening::Answered { client, request, result } => self.answered(client, &request, &result)?,
            Happening::Again(client) => self.again(client),
            Happening::Clock(stream) => self.clock(stream),
            Happening::Kill(machine) => self.kill(machine)?,
            Happening::Start(machine) => self.start(machine)?,
            Happening::PowerCut => self.power_fails(),
            Happening::Dark => self.dark()?,
            Happening::Spell { seconds } => self.spell_begins(seconds),
            Happening::SpellEnds => self.spell_ends(),
            Happening::WriteUnanswered => {
                self.memory.lose_next_reply(store::StoreError::Io("the reply of a write was lost".to_owned()));
            }
            Happening::OtherTimes(machine) => self.other_times(machine),
            Happening::Hostile => self.harm(),
        }
        Ok(())
    }

    fn later(&mut self, at: Instant, happening: Happening) {
        self.happened += 1;
        self.ahead.insert((at, self.happened), happening);
    }

    /// Whether anything may still go wrong; after the last midnight everybody gets to know.
    fn troubled(&self) -> bool {
        self.now < self.ends
    }

    fn finish(&mut self) -> Result<Vec<Account>, String> {
        if let Some(client) = self.clients.values().find(|c| !c.knows()) {
            return Err(format!("a client never got to know: {:?}", client.request()));
        }
        let now = self.now.max(self.ends.plus_seconds(1));
        let mut machines = std::mem::take(&mut self.machines);
        let core = machines.iter_mut().find_map(|m| m.core.as_mut()).ok_or("no machine is up at the end")?;
        let accounts = self.watch.end(core, now)?;
        self.counts.events = self.watch.events;
        self.counts.compared = self.watch.compared;
        for account in &accounts {
            self.counts.visits += u64::from(account.visits);
        }
        Ok(accounts)
    }

    /// The log as bytes: stream, version, instant, who, and the fact as it is stored.
    fn log_bytes(&self) -> Vec<u8> {
        let reader = store::Store::Memory(self.memory.clone()).reader();
        let (mut bytes, mut after) = (Vec::new(), 0);
        while let Ok(page) = reader.log(after, 1_000)
            && let Some((last, _, _)) = page.last()
        {
            after = *last;
            for (position, stream, recorded) in &page {
                let fact = domain::codec::encode(&recorded.event.fact);
                let (at, by) = (recorded.event.at, &recorded.event.by);
                let version = recorded.version;
                let line =
                    format!("{position} {stream} {version} {at} {by:?} {} {} {}\n", fact.kind, fact.form, fact.body);
                bytes.extend_from_slice(line.as_bytes());
            }
        }
        bytes
    }
}

fn counts_by_centre(plan: &Plan, setups: &[Arc<Setup>]) -> BTreeMap<CentreId, BTreeMap<QueueId, u32>> {
    let count = |place: usize| plan.size.citizens * share(setups.len(), place) / 1_000;
    setups.iter().enumerate().map(|(place, s)| (s.centre.clone(), evenly(s, count(place)))).collect()
}
