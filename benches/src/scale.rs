//! How much of everything, and for how long: every bound of the benchmark in one place.

use std::time::Duration;

/// How much of everything.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Rounds of the ticket measure, each with a new server and a new file.
    pub ticket_rounds: usize,
    /// How many more rounds of a measure there may be where some are not quiet.
    pub extra_rounds: usize,
    /// After this time a measure begins no more rounds, once it has the least that it needs.
    pub rounds_time_max: Duration,
    /// How long the benchmark waits in all for a machine that is quiet.
    pub quiet_wait_max: Duration,
    /// How long each ticket load lasts.
    pub ticket_time: Duration,
    /// The most tickets of one load; a centre's day stays below 2,000 visits.
    pub tickets_max: u64,
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
            extra_rounds: 4,
            rounds_time_max: Duration::from_secs(75),
            quiet_wait_max: Duration::from_mins(1),
            ticket_time: Duration::from_millis(1_500),
            tickets_max: 90_000,
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
            extra_rounds: 0,
            rounds_time_max: Duration::from_secs(10),
            quiet_wait_max: Duration::from_secs(2),
            ticket_time: Duration::from_millis(800),
            tickets_max: 40_000,
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
