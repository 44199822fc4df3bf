//! Plays a recorded day over HTTP: a heap of moments, each of which is one request.
//!
//! Citizens come at their minute. Counters open and close as recorded; each counter's employee presses next, start after the
//! citizen has walked, finish after the service, and next again. The player knows only what the server answered: it
//! never looks into the hall. What was acknowledged it writes down ([`Told`]), to be compared with the log at the end.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

use domain::ids::{DeskId, Letter, Number, VisitId};
use domain::time::Instant;
use tokio::task::JoinSet;

use super::chance::{Chance, Purpose};
use super::client::{Card, Client, Trouble};
use super::office::{Counter, Office};
use super::pace::Pace;
use super::service_times::{TURN_SECONDS, WALK_SECONDS};

/// The most requests in flight.
const IN_FLIGHT_MAX: usize = 64;

/// An employee who heard "no one waits" while somebody came presses again after this, in seconds.
const AGAIN_SECONDS: i64 = 2;

/// What the server acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// A ticket.
    Ticket { visit: VisitId, number: Number },
    /// A call.
    Called { visit: VisitId, desk: DeskId },
    /// The begin of a service.
    Started { visit: VisitId },
    /// The end of a service.
    Finished { visit: VisitId },
    /// An employee at a desk.
    SignedOn { desk: DeskId },
    /// An employee no longer at a desk.
    SignedOff { desk: DeskId },
}

/// A request to be sent at an instant of the hall.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// A citizen takes a ticket.
    Come(Letter),
    /// A queue has so many counters from now on; no request.
    Open(Letter, u8),
    /// The employee of a counter (by its place in the office) does something.
    SignOn(usize),
    Next(usize),
    /// With the citizen's key to her share of chance.
    Start(usize, VisitId, u64),
    Finish(usize, VisitId),
    SignOff(usize),
}

/// What an employee does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Away,
    /// At the desk, and no one waits.
    Idle,
    /// At the desk, with a request sent or planned.
    Busy,
    /// On her way out.
    Leaving,
}

struct Employee {
    counter: Counter,
    state: State,
    /// Whether her counter is to close when her citizen is done.
    closes: bool,
}

/// A queue as far as the player knows it.
#[derive(Debug, Default)]
struct Known {
    /// Tickets less calls, as acknowledged. Below zero for a moment where a call is heard of before its ticket.
    waiting: i32,
    /// Citizens of the recording who have not come yet.
    to_come: u32,
    /// Counters as recorded.
    open: u8,
}

/// An answer that came: the place of the move in the plan, the move, its instant, and what was said.
type Heard = (u64, Move, Instant, Result<Option<Card>, Trouble>);

/// Somebody to be told how far the day is.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(Instant, usize);

/// The player of one day.
pub(crate) struct Player {
    client: Arc<Client>,
    pace: Pace,
    chance: Chance,
    office: Office,
    employees: Vec<Employee>,
    queues: BTreeMap<Letter, Known>,
    moments: BinaryHeap<Reverse<(Instant, u64)>>,
    moves: BTreeMap<u64, Move>,
    planned: u64,
    in_flight: JoinSet<Heard>,
    unanswered: BTreeSet<(Instant, u64)>,
    told: Vec<Told>,
}

impl Player {
    /// A player with the whole recording planned.
    pub(crate) fn new(client: Arc<Client>, pace: Pace, office: Office, chance: Chance) -> Self {
        let employees =
            office.counters().into_iter().map(|counter| Employee { counter, state: State::Away, closes: false });
        let mut player = Self {
            client,
            pace,
            chance,
            employees: employees.collect(),
            office,
            queues: BTreeMap::new(),
            moments: BinaryHeap::new(),
            moves: BTreeMap::new(),
            planned: 0,
            in_flight: JoinSet::new(),
            unanswered: BTreeSet::new(),
            told: Vec::new(),
        };
        player.plan_recording();
        player
    }

    /// Plays to the end: until nobody comes, waits or is served, and every employee has gone.
    pub(crate) async fn play(mut self, progress: Progress<'_>) -> Result<Vec<Told>, Trouble> {
        let mut last_told = 0;
        loop {
            let due = self.moments.peek().map(|Reverse((at, _))| *at).filter(|at| self.may_send(*at));
            if due.is_none() && self.in_flight.is_empty() && !self.everybody_goes() {
                return Ok(self.told);
            }
            let pause = due.map(|at| self.pace.until(at));
            tokio::select! {
                biased;
                Some(done) = self.in_flight.join_next(), if !self.in_flight.is_empty() => {
                    let (place, moved, at, answer) = done.map_err(|error| Trouble::caused("cli-fault", error))?;
                    self.unanswered.remove(&(at, place));
                    self.hear(moved, at, answer?);
                }
                () = sleep(pause), if due.is_some() => self.send_first(),
                else => {}
            }
            let tickets = self.told.iter().skip(last_told).filter(|told| matches!(told, Told::Ticket { .. })).count();
            last_told = self.told.len();
            progress(self.pace.now(), tickets);
        }
    }

    fn plan_recording(&mut self) {
        let arrivals = self.office.recorded.arrivals.clone();
        for (minute, letter) in arrivals {
            self.queues.entry(letter).or_default().to_come += 1;
            self.plan(self.office.at_minute(minute), Move::Come(letter));
        }
        for (letter, steps) in self.office.recorded.counters.clone() {
            for (minute, open) in steps {
                self.plan(self.office.at_minute(minute), Move::Open(letter, open));
            }
        }
        // Who came to a queue of which no counter was recorded is served by one that opens with the first of them.
        for letter in self.office.recorded.letters() {
            if !self.office.recorded.counters.contains_key(&letter)
                && let Some(first) = self.office.recorded.arrivals_of(letter).first()
            {
                self.plan(self.office.at_minute(*first), Move::Open(letter, 1));
            }
        }
    }

    /// Plans a move; one whose time has passed is next.
    fn plan(&mut self, at: Instant, moved: Move) {
        let at = at.max(self.pace.now());
        self.planned += 1;
        self.moves.insert(self.planned, moved);
        self.moments.push(Reverse((at, self.planned)));
    }

    fn may_send(&self, at: Instant) -> bool {
        let oldest = self.unanswered.first().map(|(at, _)| *at);
        self.in_flight.len() < IN_FLIGHT_MAX && self.pace.may_send(at, oldest)
    }

    /// Sends the first moment's request.
    fn send_first(&mut self) {
        let Some(Reverse((at, place))) = self.moments.pop() else { return };
        let Some(moved) = self.moves.remove(&place) else { return };
        self.pace.reached(at);
        if let Move::Open(letter, open) = moved {
            self.queues.entry(letter).or_default().open = open;
            self.staff(letter, at);
            return;
        }
        self.unanswered.insert((at, place));
        let client = Arc::clone(&self.client);
        let counter = |index: usize| self.employees[index].counter.clone();
        match moved {
            Move::Come(letter) => {
                self.in_flight.spawn(async move {
                    let card = match Office::service(letter) {
                        Ok(service) => client.take_ticket(&service).await.map(Some),
                        Err(error) => Err(Trouble::caused("cli-fault", error)),
                    };
                    (place, moved, at, card)
                });
            }
            Move::SignOn(index) => {
                let counter = counter(index);
                self.in_flight.spawn(async move { (place, moved, at, client.sign_on(&counter).await.map(|()| None)) });
            }
            Move::SignOff(index) => {
                let counter = counter(index);
                self.in_flight.spawn(async move { (place, moved, at, client.sign_off(&counter).await.map(|()| None)) });
            }
            Move::Next(index) => {
                let counter = counter(index);
                self.in_flight.spawn(async move { (place, moved, at, client.next(&counter).await) });
            }
            Move::Start(_, visit, _) | Move::Finish(_, visit) => {
                let action = if matches!(moved, Move::Start(..)) { "start" } else { "finish" };
                self.in_flight.spawn(async move { (place, moved, at, client.act(visit, action).await.map(|()| None)) });
            }
            Move::Open(..) => {}
        }
    }

    /// Takes in an answer, and plans what follows from it.
    fn hear(&mut self, moved: Move, at: Instant, answer: Option<Card>) {
        match (moved, answer) {
            (Move::Come(letter), Some(card)) => {
                self.told.push(Told::Ticket { visit: card.id, number: card.number });
                let queue = self.queues.entry(letter).or_default();
                queue.waiting += 1;
                queue.to_come = queue.to_come.saturating_sub(1);
                self.wake(letter, at);
            }
            (Move::SignOn(index), _) => {
                self.told.push(Told::SignedOn { desk: self.employees[index].counter.desk.clone() });
                self.plan(seconds_after(at, TURN_SECONDS), Move::Next(index));
            }
            (Move::Next(index), Some(card)) => self.hear_call(index, at, &card),
            (Move::Next(index), None) => {
                let letter = self.employees[index].counter.letter;
                if self.queues.entry(letter).or_default().waiting > 0 {
                    self.plan(at.plus_seconds(AGAIN_SECONDS), Move::Next(index));
                } else {
                    self.employees[index].state = State::Idle;
                    self.leave_if_closing(index, at);
                }
            }
            (Move::Start(index, visit, citizen), _) => {
                self.told.push(Told::Started { visit });
                let minutes = self.office.service_minutes(self.employees[index].counter.letter);
                let factor = self.chance.service_factor(citizen);
                self.plan(seconds_after(at, minutes * 60.0 * factor), Move::Finish(index, visit));
            }
            (Move::Finish(index, visit), _) => {
                self.told.push(Told::Finished { visit });
                if !self.leave_if_closing(index, at) {
                    self.plan(seconds_after(at, TURN_SECONDS), Move::Next(index));
                }
            }
            (Move::SignOff(index), _) => {
                let employee = &mut self.employees[index];
                self.told.push(Told::SignedOff { desk: employee.counter.desk.clone() });
                employee.state = State::Away;
                employee.closes = false;
                self.staff(self.employees[index].counter.letter, at);
            }
            (Move::Open(..), _) | (Move::Come(_), None) => {}
        }
    }

    fn hear_call(&mut self, index: usize, at: Instant, card: &Card) {
        let counter = &self.employees[index].counter;
        self.told.push(Told::Called { visit: card.id, desk: counter.desk.clone() });
        let queue = self.queues.entry(counter.letter).or_default();
        queue.waiting -= 1;
        let citizen = u64::from(u32::from(card.number.letter.as_char())) << 16 | u64::from(card.number.count);
        let walk = WALK_SECONDS * (0.5 + self.chance.part(Purpose::Walk, citizen));
        self.plan(seconds_after(at, walk), Move::Start(index, card.id, citizen));
    }

    /// Somebody came: an employee of the queue who has nobody presses next.
    fn wake(&mut self, letter: Letter, at: Instant) {
        let idle = |employee: &Employee| employee.counter.letter == letter && employee.state == State::Idle;
        if let Some(index) = self.employees.iter().position(idle) {
            self.employees[index].state = State::Busy;
            self.plan(at.plus_seconds(AGAIN_SECONDS), Move::Next(index));
        }
    }

    /// Opens or closes counters of a queue until as many are staffed as were recorded.
    fn staff(&mut self, letter: Letter, at: Instant) {
        let wanted = usize::from(self.queues.entry(letter).or_default().open);
        let of_queue: Vec<usize> =
            (0..self.employees.len()).filter(|index| self.employees[*index].counter.letter == letter).collect();
        let is_staffed = |employee: &Employee| matches!(employee.state, State::Idle | State::Busy) && !employee.closes;
        let mut staffed = of_queue.iter().filter(|index| is_staffed(&self.employees[**index])).count();
        for index in &of_queue {
            let employee = &mut self.employees[*index];
            if staffed < wanted && matches!(employee.state, State::Idle | State::Busy) && employee.closes {
                employee.closes = false;
                staffed += 1;
            } else if staffed < wanted && employee.state == State::Away {
                employee.state = State::Busy;
                staffed += 1;
                self.plan(at, Move::SignOn(*index));
            }
        }
        for index in of_queue.iter().rev() {
            if staffed > wanted && is_staffed(&self.employees[*index]) {
                self.employees[*index].closes = true;
                staffed -= 1;
                if self.employees[*index].state == State::Idle {
                    self.leave_if_closing(*index, at);
                }
            }
        }
    }

    /// Sends an employee off whose counter closes. The last of a queue stays as long as somebody waits or will come.
    fn leave_if_closing(&mut self, index: usize, at: Instant) -> bool {
        let letter = self.employees[index].counter.letter;
        let others = self.employees.iter().enumerate().any(|(other, employee)| {
            other != index && employee.counter.letter == letter && matches!(employee.state, State::Idle | State::Busy)
        });
        let queue = self.queues.entry(letter).or_default();
        let needed = !others && (queue.waiting > 0 || queue.to_come > 0);
        if !self.employees[index].closes || needed {
            return false;
        }
        self.employees[index].state = State::Leaving;
        self.plan(at.plus_seconds(AGAIN_SECONDS), Move::SignOff(index));
        true
    }

    /// When nothing is left to do: whoever is still at a desk signs off. Whether somebody was.
    fn everybody_goes(&mut self) -> bool {
        let now = self.pace.now();
        self.queues.values_mut().for_each(|queue| queue.open = 0);
        let present: Vec<usize> =
            (0..self.employees.len()).filter(|index| self.employees[*index].state == State::Idle).collect();
        for index in &present {
            self.employees[*index].state = State::Leaving;
            self.plan(now.plus_seconds(AGAIN_SECONDS), Move::SignOff(*index));
        }
        !present.is_empty()
    }
}

async fn sleep(pause: Option<std::time::Duration>) {
    if let Some(pause) = pause.filter(|pause| !pause.is_zero()) {
        tokio::time::sleep(pause).await;
    }
}

fn seconds_after(at: Instant, seconds: f64) -> Instant {
    let millis = std::time::Duration::from_secs_f64(seconds.clamp(0.0, 86_400.0)).as_millis();
    Instant::from_millis(at.as_millis().saturating_add(i64::try_from(millis).unwrap_or(0)))
}
