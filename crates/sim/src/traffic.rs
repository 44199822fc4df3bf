//! The demo's traffic: the citizens and employees of a municipality, to be played through the real engine.
//!
//! Whoever drives it asks for the next instant, waits for it on whatever clock, submits what [`Traffic::step`] gives, and
//! says what came of it. Nothing here waits, sleeps or submits. It works on over any number of days.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::setup::Setup;
use domain::time::Instant;
use engine::{EngineError, Reply, Request};

use crate::arrivals::Arrivals;
use crate::people::{Look, Manner, People, Sent};

/// How long it waits before it asks again where the outcome is not known, in seconds.
const AGAIN_SECONDS: i64 = 3;

/// The citizens and employees of a municipality.
#[derive(Debug)]
pub struct Traffic {
    people: People,
    waiting: BTreeMap<u64, Request>,
    again: BTreeMap<(Instant, u64), Request>,
}

impl Traffic {
    /// The people of some centres, from an instant on. The set-ups' hours and desks decide how many come.
    ///
    /// `seed` has to differ for each start on the same store where `from` does not: both are part of the command ids.
    pub fn new(seed: u64, setups: &[Arc<Setup>], from: Instant) -> Self {
        let people = People::new(seed, setups, Manner::usual(), Arrivals::Usual, from);
        Self { people, waiting: BTreeMap::new(), again: BTreeMap::new() }
    }

    /// When somebody next does something.
    pub fn next_at(&self) -> Option<Instant> {
        let again = self.again.first_key_value().map(|((at, _), _)| *at);
        match (self.people.next_at(), again) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// What is asked for by `now`, in order. Each outcome is to be told under its number.
    pub fn step(&mut self, now: Instant, look: Look<'_>) -> Vec<Sent> {
        let mut sent = self.people.step(now, look);
        while let Some((at, number)) = self.again.first_key_value().map(|(key, _)| *key)
            && at <= now
            && let Some(request) = self.again.remove(&(at, number))
        {
            sent.push(Sent { number, request });
        }
        for one in &sent {
            self.waiting.insert(one.number, one.request.clone());
        }
        sent
    }

    /// What came of something that was asked for. Where that is not known it is asked again with the same command id.
    pub fn told(&mut self, now: Instant, number: u64, outcome: &Result<Reply, EngineError>) {
        let request = self.waiting.remove(&number);
        let certain = outcome.as_ref().err().is_none_or(crate::world::is_certain);
        match request {
            Some(request) if !certain => {
                self.again.insert((now.plus_seconds(AGAIN_SECONDS), number), request);
            }
            _ => self.people.told(now, number, outcome),
        }
    }
}
