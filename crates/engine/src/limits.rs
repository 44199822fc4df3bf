//! Every limit of the engine, with its name.
//!
//! Past a limit comes a clear refusal, never a slow death. The values fit a machine of two cores and 2,000 visits a day
//! in each of some dozens of centres; a test or the simulation sets its own.

use std::time::Duration;

/// The limits of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most commands in one transaction.
    pub batch_max: usize,
    /// The most commands that wait for the writer; one more is told [`crate::EngineError::Busy`].
    pub queue_max: usize,
    /// How many times a command is decided again because somebody else wrote to its stream in between.
    pub retries_max: u32,
    /// How many events are read from the store at a time.
    pub page_events: usize,
    /// How long a day that nobody uses stays in memory, in seconds of the hall's clock.
    pub idle_seconds: i64,
    /// How long the result of a command is remembered for a repetition, in hours.
    pub remember_hours: i64,
    /// How long streams are kept, in months.
    pub keep_months: i32,
    /// How long look-ups of people's data are kept, in months.
    pub look_up_months: i32,
    /// The most people that a list of a day is given, each of whom is recorded as looked up.
    pub day_list_max: usize,
    /// How often old commands, people and streams are looked for, in seconds of the hall's clock.
    pub retention_seconds: i64,
    /// The most commands, and the most people, that are forgotten in one pass, between two batches.
    pub forget_max: usize,
    /// The most live subscribers in all.
    pub subscribers_max: usize,
    /// The most topics that are live at once.
    pub topics_max: usize,
    /// The shortest time between two states of a topic under load; the first change after a quiet time is sent at once.
    pub render_pause: Duration,
    /// The longest time between two states of a topic that somebody watches: forecasts and waits change without events.
    pub refresh_pause: Duration,
    /// The oldest state that somebody who begins to watch is shown; where it is older, the first state is made for them.
    pub fresh_within: Duration,
    /// The longest sleep of the timer, in real time.
    pub timer_pause: Duration,
    /// How long the timer waits after a failure before it sends the same command again, in real time.
    pub timer_retry_pause: Duration,
    /// The most days over that are kept in memory for reading.
    pub past_days_max: usize,
    /// The most set-ups of the past that are kept in memory for reading.
    pub past_setups_max: usize,
    /// The oldest that the known tokens may be, in real time: so long works a token that another process revoked.
    pub tokens_fresh: Duration,
    /// The most unknown tokens that are looked up in the store at once; more wait.
    pub token_lookups_max: usize,
    /// How long a session lasts that is not used, in seconds of the hall's clock. A use is noted up to
    /// [`Self::session_noted_seconds`] late, and the session ends as much early.
    pub session_idle_seconds: i64,
    /// How long a session lasts at most, in seconds of the hall's clock.
    pub session_seconds_max: i64,
    /// How often the use of a session is noted at most, in seconds of the hall's clock.
    pub session_noted_seconds: i64,
    /// The most passwords that are hashed at once; more wait.
    pub password_hashes_max: usize,
    /// How long the code of a device can be confirmed, in seconds of the hall's clock.
    pub pairing_seconds: i64,
    /// The most devices that ask to be let in at once.
    pub pairings_max: usize,
    /// The most times that one person may wait for at once, for the same service.
    pub watches_per_person_max: usize,
    /// The most that may wait at once who asked from one address: a library has one for all its readers.
    pub watches_per_origin_max: usize,
    /// The most that may wait at once in one centre.
    pub watches_per_centre_max: usize,
    /// The most reads from the store at once; more wait.
    pub reads_max: usize,
    /// Whether a day's invariants are checked after every decision. The simulation checks them itself.
    pub check_invariants: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            batch_max: 512,
            queue_max: 4_096,
            retries_max: 5,
            page_events: 2_000,
            idle_seconds: 600,
            remember_hours: 48,
            keep_months: 25,
            look_up_months: 24,
            day_list_max: 1_000,
            retention_seconds: 3_600,
            forget_max: 1_000,
            subscribers_max: 20_000,
            topics_max: 10_000,
            render_pause: Duration::from_millis(100),
            refresh_pause: Duration::from_secs(15),
            fresh_within: Duration::from_secs(1),
            timer_pause: Duration::from_secs(1),
            timer_retry_pause: Duration::from_secs(5),
            past_days_max: 32,
            past_setups_max: 64,
            tokens_fresh: Duration::from_secs(5),
            token_lookups_max: 2,
            session_idle_seconds: 4 * 3_600,
            session_seconds_max: 14 * 3_600,
            session_noted_seconds: 600,
            password_hashes_max: 2,
            pairing_seconds: 600,
            pairings_max: 100,
            watches_per_person_max: 3,
            watches_per_origin_max: 50,
            watches_per_centre_max: 5_000,
            reads_max: 8,
            check_invariants: cfg!(debug_assertions),
        }
    }
}
