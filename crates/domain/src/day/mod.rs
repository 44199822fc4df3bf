//! The state of a day: the fold of its events, and nothing else.
//!
//! [`evolve`] is total: it never fails and never asks the set-up or the clock. Every list kept beside the visits (who
//! waits in a queue, who is at a desk) is taken out and put back around each change of a visit, so that it cannot drift;
//! [`crate::invariants::check`] compares them.

mod evolve;
mod lists;
mod visit;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::account::{OutOfTurn, Untaken};
use crate::command::{BlockKind, QueueOrder};
use crate::event::Event;
use crate::hall::{CallForSomebody, Phase};
use crate::ids::{
    BlockId, CentreId, DeskId, EmployeeId, KioskId, Letter, QueueId, ReferralId, SetupVersion, StreamId, VisitId,
};
use crate::slots::Taken;
use crate::time::Instant;

pub use evolve::evolve;
pub use visit::{Agreed, Ends, Origin, Period, PeriodKind, Press, State, UndoPoint, Visit};

/// The most visits of one day in one centre. A busy centre has 2,000.
pub const VISITS_PER_DAY_MAX: usize = 20_000;

/// How many of a queue's latest service times are remembered for forecasts.
pub const RECENT_SERVICES_MAX: usize = 20;

/// How many presses on one visit can be taken back one after the other, each within its own minute.
pub const UNDO_PRESSES_MAX: usize = 3;

/// One centre's one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    stream: StreamId,
    version: u64,
    last_at: Option<Instant>,
    phase: Phase,
    setup: Option<SetupVersion>,
    visits: Vec<Visit>,
    by_id: BTreeMap<VisitId, u32>,
    numbers: BTreeMap<Letter, u16>,
    queues: BTreeMap<QueueId, QueueDay>,
    desks: BTreeMap<DeskId, DeskDay>,
    /// Waiting visits that are meant for somebody, by order.
    arrived: BTreeSet<u32>,
    /// Visits that the clock may change: booked and missed, by order.
    timed: BTreeSet<u32>,
    /// Visits that are parked by an employee, by order.
    parked: BTreeSet<u32>,
    /// Booked times, whatever has become of them, by order.
    appointments: BTreeSet<u32>,
    holds: BTreeMap<VisitId, Hold>,
    blocks: BTreeMap<BlockId, Block>,
    help: BTreeMap<KioskId, CallForSomebody>,
    alarms: BTreeMap<DeskId, CallForSomebody>,
    referrals: BTreeMap<ReferralId, u32>,
    out_of_turn: Vec<OutOfTurn>,
    undone: u32,
    untaken: Vec<Untaken>,
}

/// The most times of one day that are kept for somebody at once: more are a program's.
pub const HOLDS_PER_DAY_MAX: usize = 500;

/// The most stretches of one day that employees keep free.
pub const BLOCKS_PER_DAY_MAX: usize = 2_000;

/// A time that is kept for somebody who is about to book it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// When it begins.
    pub starts_at: Instant,
    /// What it takes of the plan.
    pub taken: Vec<Taken>,
    /// Until when it is kept (not included).
    pub until: Instant,
}

/// Time that an employee keeps free of appointments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Whose.
    pub employee: EmployeeId,
    /// From (included).
    pub from: Instant,
    /// To (not included).
    pub to: Instant,
    /// What for.
    pub kind: BlockKind,
}

/// A queue's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueDay {
    /// What a manager said about it.
    pub order: QueueOrder,
    /// Who waits: due, then order.
    pub waiting: VecDeque<Place>,
    /// How many of those are appointments.
    pub appointments_waiting: u32,
    /// Tickets taken, moves from other centres included.
    pub taken: u32,
    /// The latest service times, in seconds, with the visit that each belongs to.
    pub recent: VecDeque<(u32, u32)>,
}

impl Default for QueueDay {
    fn default() -> Self {
        Self {
            order: QueueOrder::ByHours,
            waiting: VecDeque::new(),
            appointments_waiting: 0,
            taken: 0,
            recent: VecDeque::new(),
        }
    }
}

/// A place in a queue: earlier due first, ties by the order in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it should be called.
    pub due: Instant,
    /// The visit, by its order.
    pub order: u32,
}

/// A desk's day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskDay {
    /// Who sits there.
    pub employee: Option<EmployeeId>,
    /// Which queues it serves.
    pub queues: Vec<QueueId>,
    /// Whether it is on a pause.
    pub pause: Pause,
    /// Who is there or called there, by order.
    pub visit: Option<u32>,
}

/// Whether a desk is on a pause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pause {
    /// It is not.
    #[default]
    None,
    /// Until somebody ends it.
    Open,
    /// Until an instant.
    Until(Instant),
}

impl DeskDay {
    /// Whether it is on a pause at an instant.
    pub fn paused(&self, now: Instant) -> bool {
        match self.pause {
            Pause::None => false,
            Pause::Open => true,
            Pause::Until(until) => now < until,
        }
    }

    /// Whether somebody sits there and calls.
    pub fn serves(&self, now: Instant) -> bool {
        self.employee.is_some() && !self.paused(now)
    }
}

impl Day {
    /// A day on which nothing has happened.
    pub fn new(stream: StreamId) -> Self {
        Self {
            stream,
            version: 0,
            last_at: None,
            phase: Phase::NotOpened,
            setup: None,
            visits: Vec::new(),
            by_id: BTreeMap::new(),
            numbers: BTreeMap::new(),
            queues: BTreeMap::new(),
            desks: BTreeMap::new(),
            arrived: BTreeSet::new(),
            timed: BTreeSet::new(),
            parked: BTreeSet::new(),
            appointments: BTreeSet::new(),
            holds: BTreeMap::new(),
            blocks: BTreeMap::new(),
            help: BTreeMap::new(),
            alarms: BTreeMap::new(),
            referrals: BTreeMap::new(),
            out_of_turn: Vec::new(),
            undone: 0,
            untaken: Vec::new(),
        }
    }

    /// Which centre, which date.
    pub fn stream(&self) -> &StreamId {
        &self.stream
    }

    /// Which centre.
    pub fn centre(&self) -> &CentreId {
        &self.stream.centre
    }

    /// How many events it is made of.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The instant of its last event.
    pub fn last_at(&self) -> Option<Instant> {
        self.last_at
    }

    /// Whether it is open.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The set-up version of its last event.
    pub fn setup_version(&self) -> Option<SetupVersion> {
        self.setup
    }

    /// All visits, in the order of the stream.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// One visit.
    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.by_id.get(&id).and_then(|order| self.at(*order))
    }

    /// The visit of an order.
    pub fn at(&self, order: u32) -> Option<&Visit> {
        self.visits.get(order as usize)
    }

    /// A queue's day, where anything has happened in it.
    pub fn queue(&self, queue: &QueueId) -> Option<&QueueDay> {
        self.queues.get(queue)
    }

    /// All queues in which anything has happened.
    pub fn queues(&self) -> &BTreeMap<QueueId, QueueDay> {
        &self.queues
    }

    /// A desk's day, where anybody has sat there.
    pub fn desk(&self, desk: &DeskId) -> Option<&DeskDay> {
        self.desks.get(desk)
    }

    /// All desks where anybody has sat.
    pub fn desks(&self) -> &BTreeMap<DeskId, DeskDay> {
        &self.desks
    }

    /// The desk where an employee sits.
    pub fn desk_of(&self, employee: &EmployeeId) -> Option<&DeskId> {
        self.desks.iter().find(|(_, d)| d.employee.as_ref() == Some(employee)).map(|(id, _)| id)
    }

    /// The highest number given of a letter.
    pub fn highest_number(&self, letter: Letter) -> u16 {
        self.numbers.get(&letter).copied().unwrap_or(0)
    }

    /// Waiting visits that are meant for somebody, in the order of the stream.
    pub fn meant(&self) -> impl Iterator<Item = &Visit> {
        self.arrived().filter(|visit| visit.meant_for.is_some())
    }

    /// Waiting visits that somebody is to be told of ([`Visit::arrival`]), in the order of the stream.
    pub fn arrived(&self) -> impl Iterator<Item = &Visit> {
        self.arrived.iter().filter_map(|o| self.at(*o))
    }

    /// Visits that are booked or missed, in the order of the stream.
    pub fn timed(&self) -> impl Iterator<Item = &Visit> {
        self.timed.iter().filter_map(|o| self.at(*o))
    }

    /// Visits that an employee set aside, in the order of the stream.
    pub fn parked(&self) -> impl Iterator<Item = &Visit> {
        self.parked.iter().filter_map(|o| self.at(*o))
    }

    /// Booked times, whatever has become of them, in the order of the stream.
    pub fn appointments(&self) -> impl Iterator<Item = &Visit> {
        self.appointments.iter().filter_map(|o| self.at(*o))
    }

    /// Times that are kept for somebody, by the visit that it will be. Those whose end has come are among them until the
    /// next event.
    pub fn holds(&self) -> &BTreeMap<VisitId, Hold> {
        &self.holds
    }

    /// What employees keep free of appointments.
    pub fn blocks(&self) -> &BTreeMap<BlockId, Block> {
        &self.blocks
    }

    /// Kiosks where help is called.
    pub fn help(&self) -> &BTreeMap<KioskId, CallForSomebody> {
        &self.help
    }

    /// Desks whose alarm is on.
    pub fn alarms(&self) -> &BTreeMap<DeskId, CallForSomebody> {
        &self.alarms
    }

    /// How often each referral was given.
    pub fn referrals(&self) -> &BTreeMap<ReferralId, u32> {
        &self.referrals
    }

    /// Who was called out of turn or moved forward.
    pub fn out_of_turn(&self) -> &[OutOfTurn] {
        &self.out_of_turn
    }

    /// How many presses were taken back.
    pub fn undone(&self) -> u32 {
        self.undone
    }

    /// Calls for help and alarms that nobody had taken when the day closed, the earliest first.
    pub fn untaken(&self) -> &[Untaken] {
        &self.untaken
    }
}

/// Folds a whole stream.
pub fn fold<'a>(stream: StreamId, events: impl IntoIterator<Item = &'a Event>) -> Day {
    let mut day = Day::new(stream);
    for event in events {
        evolve(&mut day, event);
    }
    day
}
