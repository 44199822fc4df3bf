//! How much of everything, and for how long: every bound of the benchmark in one place.

use std::time::Duration;

/// How much of everything.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Rounds of the ticket measure, each with a new server and a new file.
    pub ticket_rounds: usize,
    /// How long each ticket load lasts.
    pub ticket_time: Duration,
    /// The most tickets of one load; a centre's day stays below 2,000 visits.
    pub tickets_max: u64,
    /// The most appends of one row at a time.
    pub single_appends_max: usize,
    /// Rounds of `next`, each in a centre that was not used before.
    pub next_rounds: usize,
    /// Past visits in the second file of `next`.
    pub past_visits: usize,
    /// How many watch in the live measure.
    pub watchers: usize,
    /// Calls whose way to the last watcher is timed.
    pub live_calls: usize,
    /// Live clients in the memory measure.
    pub live_clients: usize,
    /// Rounds of tickets without and with live clients.
    pub memory_rounds: usize,
    /// How long each of these loads lasts.
    pub memory_time: Duration,
    /// Process starts.
    pub starts: usize,
    /// How long events are folded and days simulated.
    pub compute_time: Duration,
}

impl Scale {
    /// The whole benchmark, about five minutes.
    pub fn full() -> Self {
        Self {
            ticket_rounds: 7,
            ticket_time: Duration::from_millis(1_500),
            tickets_max: 90_000,
            single_appends_max: 20_000,
            next_rounds: 14,
            past_visits: 200_000,
            watchers: 1_000,
            live_calls: 60,
            live_clients: 5_000,
            memory_rounds: 3,
            memory_time: Duration::from_secs(5),
            starts: 15,
            compute_time: Duration::from_secs(3),
        }
    }

    /// Only to see that everything runs.
    pub fn quick() -> Self {
        Self {
            ticket_rounds: 1,
            ticket_time: Duration::from_millis(800),
            tickets_max: 40_000,
            single_appends_max: 4_000,
            next_rounds: 2,
            past_visits: 10_000,
            watchers: 200,
            live_calls: 6,
            live_clients: 500,
            memory_rounds: 1,
            memory_time: Duration::from_millis(1_500),
            starts: 3,
            compute_time: Duration::from_millis(500),
        }
    }
}
