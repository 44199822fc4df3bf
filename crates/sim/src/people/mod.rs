//! Citizens, employees and managers: what they do next, from what they were told and nothing else.
//!
//! The same people walk through the simulated world and through the demo. They know no clock, no store and no network:
//! [`People::step`] says what they ask for now, [`People::told`] gives them the outcome. An employee who was refused
//! looks at the hall before she goes on, as a person would. They must never act on anything that a person in their
//! place could not know, apart from one thing: a citizen knows at once that she was called.

mod booker;
mod citizen;
mod manager;
mod manner;
mod own_time;
mod worker;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use domain::command::{Action, Actor, Command};
use domain::hall::Hall;
use domain::ids::{CentreId, DeskId, KioskId, QueueId, VisitId};
use domain::setup::Setup;
use domain::slots::{Slot, Wish};
use domain::time::Instant;
use engine::{EngineError, Reply, Request};
use jiff::civil::Date;

use crate::arrivals::Arrivals;
use crate::random::{Purpose, Random};
use citizen::Citizen;
pub use manner::Manner;
use worker::Worker;

/// What people can look at.
pub trait Eyes {
    /// The hall of a centre as it is now; `None` where it cannot be seen.
    fn hall(&self, centre: &CentreId) -> Option<Hall>;

    /// The times of a date that can be had; none where they cannot be seen.
    fn times(&self, centre: &CentreId, date: Date, wish: &Wish<'_>) -> Vec<Slot>;
}

/// Who sees the hall alone.
impl<F: Fn(&CentreId) -> Option<Hall>> Eyes for F {
    fn hall(&self, centre: &CentreId) -> Option<Hall> {
        self(centre)
    }

    fn times(&self, _: &CentreId, _: Date, _: &Wish<'_>) -> Vec<Slot> {
        Vec::new()
    }
}

/// How somebody looks.
pub type Look<'a> = &'a dyn Eyes;

/// Something that was asked for.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The name under which the outcome is to be told; never used twice.
    pub number: u64,
    /// What was asked for.
    pub request: Request,
}

/// All people of a municipality.
#[derive(Debug)]
pub struct People {
    random: Random,
    manner: Manner,
    run: String,
    arrivals: Arrivals,
    places: Vec<Spot>,
    citizens: BTreeMap<u64, Citizen>,
    by_visit: BTreeMap<VisitId, u64>,
    workers: Vec<Worker>,
    agenda: BinaryHeap<Reverse<(Instant, u64, Thought)>>,
    asked: BTreeMap<u64, Asked>,
    numbers: u64,
    thoughts: u64,
    out: Vec<Sent>,
}

/// One centre as its people know it.
#[derive(Debug)]
struct Spot {
    setup: Arc<Setup>,
    /// Kiosks where somebody called for help and nobody goes yet.
    help: Vec<KioskId>,
    /// Desks whose alarm is on and nobody goes yet.
    alarms: Vec<DeskId>,
    /// Visits that a colleague was told to look out for, and nobody has said that they are seen.
    come: Vec<VisitId>,
    /// Desks where nobody sat when somebody last looked.
    free_desks: Vec<DeskId>,
}

/// What somebody does at an instant of her own choosing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Thought {
    /// A date begins in a centre.
    Plan(usize),
    Book(u64),
    /// A citizen goes on with the time that she wants, keeps or has.
    Times(u64),
    CheckIn(u64),
    Arrive(u64),
    Delay(u64),
    Patience(u64),
    Here(u64),
    Worker(usize),
    Manager(usize),
    QueueBack(usize, QueueId),
    Kiosk(usize),
}

/// Who waits for the outcome of which action.
#[derive(Debug)]
struct Asked {
    who: Who,
    action: Action,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Citizen(u64),
    Worker(usize),
    Manager(usize),
    Kiosk(usize),
}

impl People {
    /// The people of some centres from an instant on. `seed` has to differ for each start on the same store: it is
    /// part of every command id.
    pub fn new(seed: u64, setups: &[Arc<Setup>], manner: Manner, arrivals: Arrivals, from: Instant) -> Self {
        let mut people = Self {
            random: Random::new(seed, Purpose::People),
            manner,
            run: format!("{seed:x}-{:x}", from.as_millis()),
            arrivals,
            places: Vec::new(),
            citizens: BTreeMap::new(),
            by_visit: BTreeMap::new(),
            workers: Vec::new(),
            agenda: BinaryHeap::new(),
            asked: BTreeMap::new(),
            numbers: 0,
            thoughts: 0,
            out: Vec::new(),
        };
        for setup in setups {
            let place = people.places.len();
            let setup = Arc::clone(setup);
            let (help, alarms, come, free_desks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            people.places.push(Spot { setup, help, alarms, come, free_desks });
            people.hire(place);
            people.think(from, Thought::Plan(place));
        }
        people
    }

    /// When somebody next does something; `None` where nobody ever will.
    pub fn next_at(&self) -> Option<Instant> {
        self.agenda.peek().map(|Reverse((at, _, _))| *at)
    }

    /// What everybody does who does something by `now`, in order.
    pub fn step(&mut self, now: Instant, look: Look<'_>) -> Vec<Sent> {
        while let Some(Reverse((at, _, _))) = self.agenda.peek()
            && *at <= now
            && let Some(Reverse((at, _, thought))) = self.agenda.pop()
        {
            self.act(at, now, thought, look);
        }
        std::mem::take(&mut self.out)
    }

    /// The outcome of something that was asked for; what is not known any more is passed over.
    pub fn told(&mut self, now: Instant, number: u64, outcome: &Result<Reply, EngineError>) {
        let Some(asked) = self.asked.remove(&number) else { return };
        match asked.who {
            Who::Citizen(citizen) => self.citizen_told(now, citizen, &asked.action, outcome),
            Who::Worker(worker) => self.worker_told(now, worker, &asked.action, outcome),
            Who::Manager(place) => self.manager_told(now, place, &asked.action, outcome),
            Who::Kiosk(place) => {
                if let (Ok(_), Action::CallForHelp { kiosk }) = (outcome, &asked.action) {
                    self.places[place].help.push(kiosk.clone());
                }
            }
        }
    }

    fn act(&mut self, at: Instant, now: Instant, thought: Thought, look: Look<'_>) {
        match thought {
            Thought::Plan(place) => self.plan_day(now, place),
            Thought::Book(citizen) => self.citizen_books(now, citizen),
            Thought::Times(citizen) => self.booker_acts(now, citizen, look),
            Thought::CheckIn(citizen) => self.citizen_checks_in(now, citizen),
            Thought::Arrive(citizen) => self.citizen_arrives(now, citizen),
            Thought::Delay(citizen) => self.citizen_delays(now, citizen),
            Thought::Patience(citizen) => self.citizen_has_waited(now, citizen),
            Thought::Here(citizen) => self.citizen_is_here(now, citizen),
            Thought::Worker(worker) => {
                // A worker who made up her mind in between has another wake.
                if self.workers[worker].wake == at {
                    self.worker_wakes(now, worker, look);
                }
            }
            Thought::Manager(place) => self.manager_walks(now, place),
            Thought::QueueBack(place, queue) => self.manager_restores(now, place, queue),
            Thought::Kiosk(place) => self.kiosk_calls(now, place),
        }
    }

    /// Everything of a date: who comes when, who works when.
    fn plan_day(&mut self, now: Instant, place: usize) {
        let setup = Arc::clone(&self.places[place].setup);
        let date = now.date(&setup.time_zone);
        // Who came on another date has gone home by now, whatever she was told; who has a time still comes.
        self.citizens.retain(|_, c| c.place != place || c.comes_from(date));
        let citizens = &self.citizens;
        self.by_visit.retain(|_, c| citizens.contains_key(c));
        self.places[place].help.clear();
        self.places[place].alarms.clear();
        self.places[place].come.clear();
        for coming in self.arrivals.of_day(&mut self.random, &setup, date) {
            if coming.at >= now {
                let citizen = self.citizens_next();
                let at = coming.at;
                self.citizens.insert(citizen, Citizen::new(place, coming.queue, at));
                if self.random.chance(self.manner.appointments) {
                    let seconds = self.random.between(1, 1_800);
                    self.think(now.plus_seconds(seconds), Thought::Book(citizen));
                } else if self.random.chance(self.manner.books) {
                    let later = if self.random.chance(500) { at } else { now.plus_minutes(40).min(at) };
                    let seconds = i64::try_from(later.seconds_since(now)).unwrap_or(0);
                    let seconds = self.random.between(1, seconds.max(1));
                    self.think(now.plus_seconds(seconds), Thought::Times(citizen));
                } else {
                    self.think(at, Thought::Arrive(citizen));
                }
            }
        }
        self.plan_shifts(now, place, date);
        self.plan_walks(now, place, date);
        if let Ok(tomorrow) = date.tomorrow() {
            // A little after midnight: the old day is closed by then.
            self.think(Instant::start_of(tomorrow, &setup.time_zone).plus_seconds(90), Thought::Plan(place));
        }
    }

    fn citizens_next(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn think(&mut self, at: Instant, thought: Thought) {
        self.thoughts += 1;
        self.agenda.push(Reverse((at, self.thoughts, thought)));
    }

    /// Other times can be booked from now on; everything else of the centres is as it was.
    pub(crate) fn other_times(&mut self, setups: &[Arc<Setup>]) {
        for place in &mut self.places {
            if let Some(setup) = setups.iter().find(|setup| setup.centre == place.setup.centre) {
                place.setup = Arc::clone(setup);
            }
        }
    }

    fn ask(&mut self, place: usize, who: Who, sender: String, by: Actor, action: Action) {
        self.ask_on(None, place, who, (sender, by), action);
    }

    /// Asks for something on a date; none for the date of its receipt.
    fn ask_on(&mut self, date: Option<Date>, place: usize, who: Who, (sender, by): (String, Actor), action: Action) {
        self.numbers += 1;
        let number = self.numbers;
        let request = Request {
            sender,
            command_id: format!("{}-{number}", self.run),
            body_hash: hash_of(number),
            centre: self.places[place].setup.centre.clone(),
            date,
            command: Command { by, action: action.clone() },
            people: Vec::new(),
            limits: Vec::new(),
        };
        self.asked.insert(number, Asked { who, action });
        self.out.push(Sent { number, request });
    }

    /// From the first opening to the last closing of a centre's queues on a date.
    fn open_span(&self, place: usize, date: Date) -> Option<(Instant, Instant)> {
        crate::arrivals::open_span(&self.places[place].setup, date)
    }
}

/// Stands for the hash of a body: each command has a body of its own.
fn hash_of(number: u64) -> [u8; 32] {
    let mut hash = [0; 32];
    hash[..8].copy_from_slice(&number.to_le_bytes());
    hash
}
