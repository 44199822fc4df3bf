//! Clients that send one request after the other, and the time each answer took.
//!
//! A closed loop on one thread: a client asks again once it is answered (and has paused). Every load has an end in time
//! and in count. An answer other than the expected one ends the load with that answer's text: there are no figures of
//! refused requests.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use crate::failure::Failure;
use crate::http::Connection;
use crate::statistics::{Latencies, per_second};

/// A load.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Where to.
    pub address: SocketAddr,
    /// How many clients.
    pub clients: usize,
    /// How long each pauses between an answer and its next request.
    pub pause: Duration,
    /// How long no more than this.
    pub time_max: Duration,
    /// How many requests no more than this.
    pub requests_max: u64,
    /// The status that is expected of every answer.
    pub status: u16,
}

/// What a load brought.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How many were answered.
    pub answered: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// How long each took.
    pub latencies: Latencies,
}

impl Outcome {
    /// Answers per second.
    pub fn rate(&self) -> f64 {
        per_second(self.answered, self.elapsed)
    }
}

/// Runs a load. `make` writes the request of a client (from 0) and a number that no other request of this load has.
///
/// # Errors
/// [`Failure`] with the first answer that was not the expected one.
pub async fn run(load: Load, make: impl Fn(usize, u64, &mut Vec<u8>) + 'static) -> Result<Outcome, Failure> {
    let mut connections = Vec::with_capacity(load.clients);
    for _ in 0..load.clients {
        connections.push(Connection::open(load.address).await?);
    }
    let shared = Rc::new(Shared { make, next: Cell::new(0), latencies: RefCell::new(Latencies::new()?) });
    let local = LocalSet::new();
    let begun = Instant::now();
    let work = async {
        let mut clients = JoinSet::new();
        for (client, connection) in connections.into_iter().enumerate() {
            clients.spawn_local(one_client(load, client, connection, begun, Rc::clone(&shared)));
        }
        while let Some(done) = clients.join_next().await {
            done??;
        }
        Ok::<_, Failure>(begun.elapsed())
    };
    let elapsed = local.run_until(work).await?;
    let latencies = shared.latencies.borrow().clone();
    Ok(Outcome { answered: latencies.count(), elapsed, latencies })
}

struct Shared<F> {
    make: F,
    next: Cell<u64>,
    latencies: RefCell<Latencies>,
}

async fn one_client<F: Fn(usize, u64, &mut Vec<u8>)>(
    load: Load,
    client: usize,
    mut connection: Connection,
    begun: Instant,
    shared: Rc<Shared<F>>,
) -> Result<(), Failure> {
    let mut request = Vec::with_capacity(1_024);
    loop {
        let number = shared.next.get();
        if number >= load.requests_max || begun.elapsed() >= load.time_max {
            return Ok(());
        }
        shared.next.set(number + 1);
        request.clear();
        (shared.make)(client, number, &mut request);
        let sent = Instant::now();
        let answer = connection.exchange(&request).await?;
        let took = sent.elapsed();
        expect(load.status, answer.status, answer.body)?;
        shared.latencies.borrow_mut().record(took);
        if !load.pause.is_zero() {
            tokio::time::sleep(load.pause).await;
        }
    }
}

/// Takes no other status than the expected one.
///
/// # Errors
/// [`Failure`] with the answer's text.
pub fn expect(expected: u16, status: u16, body: &[u8]) -> Result<(), Failure> {
    if status == expected {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&body[..body.len().min(600)]).into_owned();
    Err(Failure::new(format!("an answer has status {status}, not {expected}: {text}")))
}
