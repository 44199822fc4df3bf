//! The client's side of the wire: requests are lost, come twice or late; whoever does not know asks again with the same
//! command id until she knows.

use std::sync::Arc;

use domain::time::Instant;
use engine::{EngineError, Reply, Request};

use super::{Happening, Parcel, World};
use crate::people::Sent;

/// The longest a client waits before it asks again, in milliseconds.
const PATIENCE_MS_MAX: i64 = 60_000;

/// Somebody who waits for an answer.
#[derive(Debug)]
pub(super) struct Client {
    request: Arc<Request>,
    /// The name under which people asked; none for those who mean harm.
    person: Option<u64>,
    tries: u32,
    knows: bool,
}

impl Client {
    pub(super) fn knows(&self) -> bool {
        self.knows
    }

    pub(super) fn request(&self) -> &Request {
        &self.request
    }
}

impl World {
    pub(super) fn client_asks(&mut self, sent: Sent) {
        let request = Arc::new(sent.request);
        let number = self.new_client(Arc::clone(&request), Some(sent.number));
        self.recent.push(request);
        if self.recent.len() > 64 {
            self.recent.remove(0);
        }
        self.send(number);
    }

    pub(super) fn new_client(&mut self, request: Arc<Request>, person: Option<u64>) -> u64 {
        self.numbers += 1;
        // Who means harm does not wait for an answer.
        let knows = person.is_none();
        self.clients.insert(self.numbers, Client { request, person, tries: 0, knows });
        self.numbers
    }

    /// Sends a request, once more perhaps than was meant, and sets the time to ask again.
    pub(super) fn send(&mut self, number: u64) {
        let Some(client) = self.clients.get_mut(&number) else { return };
        client.tries += 1;
        let (tries, waits) = (client.tries, !client.knows);
        let request = Arc::clone(&client.request);
        let parcel = Parcel { client: Some(number), request };
        self.carry(&parcel, 0);
        if self.troubled() && self.network.chance(self.plan.faults.pressed_twice) {
            let later = self.network.between(30, 700);
            self.counts.pressed_twice += 1;
            self.carry(&parcel, later);
        }
        if waits {
            let patience = (2_000_i64 << tries.min(6)).min(PATIENCE_MS_MAX);
            let at = plus_millis(self.now, patience + self.network.between(0, 500));
            self.later(at, Happening::Again(number));
        }
    }

    /// One journey of a request over the network.
    fn carry(&mut self, parcel: &Parcel, after_ms: i64) {
        let faults = self.plan.faults;
        if self.troubled() && self.network.chance(faults.requests_lost) {
            self.counts.lost += 1;
            return;
        }
        let journeys = 1 + usize::from(self.troubled() && self.network.chance(faults.duplicated));
        for _ in 0..journeys {
            let machine = self.network.count(0, self.machines.len().saturating_sub(1));
            let at = plus_millis(self.now, after_ms + self.journey_ms());
            self.later(at, Happening::Arrives { machine, parcel: parcel.clone() });
        }
    }

    /// How long a message travels, in milliseconds: a few, or seconds.
    pub(super) fn journey_ms(&mut self) -> i64 {
        if self.troubled() && self.network.chance(self.plan.faults.slow) {
            self.network.between(200, 15_000)
        } else {
            self.network.between(1, 30)
        }
    }

    pub(super) fn again(&mut self, number: u64) {
        if self.clients.get(&number).is_some_and(|c| !c.knows) {
            self.counts.sent_again += 1;
            self.send(number);
        }
    }

    /// A reply reaches its client.
    pub(super) fn answered(
        &mut self,
        number: u64,
        request: &Request,
        result: &Result<Reply, EngineError>,
    ) -> Result<(), String> {
        if let Ok(reply) = result {
            self.watch.told(request, reply)?;
        }
        let certain = match result {
            Ok(_) => true,
            Err(error) => is_certain(error),
        };
        let Some(client) = self.clients.get_mut(&number) else { return Ok(()) };
        if client.knows || !certain {
            return Ok(());
        }
        client.knows = true;
        if let Some(person) = client.person {
            self.people.told(self.now, person, result);
        }
        Ok(())
    }
}

/// Whether a client need not ask again.
pub(crate) fn is_certain(error: &EngineError) -> bool {
    matches!(
        error,
        EngineError::Refused(_)
            | EngineError::CommandIdReused
            | EngineError::CommandIdInvalid
            | EngineError::UnknownCentre(_)
    )
}

/// `millis` later.
pub(super) fn plus_millis(at: Instant, millis: i64) -> Instant {
    Instant::from_millis(at.as_millis() + millis)
}
