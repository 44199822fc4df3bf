//! What a run is like: a seed becomes a town, a date, a manner and faults.
//!
//! Everything that a run depends on is in its [`Plan`]; it must never look anywhere else.

use domain::ids::QueueId;
use jiff::civil::{Date, date};

use crate::people::Manner;
use crate::random::{Purpose, Random};
use crate::town::Size;

/// Dates on which runs play: usual ones, a leap day, both changes of the clock and the days before them, and the days
/// before Easter and New Year.
const DATES: [Date; 9] = [
    date(2026, 3, 4),
    date(2026, 3, 28),
    date(2026, 3, 29),
    date(2026, 4, 1),
    date(2026, 7, 1),
    date(2026, 10, 24),
    date(2026, 10, 25),
    date(2026, 12, 31),
    date(2028, 2, 29),
];

/// Everything that a run depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The seed of all chance in the run.
    pub seed: u64,
    /// The first date.
    pub date: Date,
    /// How many dates, at least 1.
    pub days: u16,
    /// The town.
    pub size: Size,
    /// How people behave.
    pub manner: Manner,
    /// What goes wrong around them.
    pub faults: Faults,
    /// How many minutes after its beginning the plan of booked times becomes another, where it does.
    pub other_times_after: Option<u16>,
    /// A recorded list of arrivals at the first centre instead of a rate: minute of the day and queue.
    pub recorded: Option<Vec<(u16, QueueId)>>,
    /// Whether to keep the account of the run and the bytes of its log.
    pub trace: bool,
}

/// What goes wrong; rates are out of 1,000 messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faults {
    /// Requests that never arrive.
    pub requests_lost: u32,
    /// Replies that never arrive.
    pub replies_lost: u32,
    /// Requests that arrive twice.
    pub duplicated: u32,
    /// Buttons that are pressed twice: the same command at once again.
    pub pressed_twice: u32,
    /// Messages that take seconds instead of milliseconds, so that later ones overtake them.
    pub slow: u32,
    /// How often a process is killed, in all.
    pub kills: u32,
    /// How often the power fails, in all: what the store has not synced is gone.
    pub power_cuts: u32,
    /// Spells in which the store refuses every write.
    pub store_spells: u32,
    /// Writes that are done and whose reply is lost inside the machine.
    pub writes_unanswered: u32,
    /// How many processes share the store, 1 or 2.
    pub nodes: usize,
    /// How far a process's clock may be off, in milliseconds.
    pub skew_ms_max: i64,
    /// Seconds between two commands of somebody who means harm; 0 for nobody.
    pub hostile_seconds: i64,
}

impl Faults {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self {
            requests_lost: 0,
            replies_lost: 0,
            duplicated: 0,
            pressed_twice: 0,
            slow: 0,
            kills: 0,
            power_cuts: 0,
            store_spells: 0,
            writes_unanswered: 0,
            nodes: 1,
            skew_ms_max: 0,
            hostile_seconds: 0,
        }
    }

    fn drawn(random: &mut Random) -> Self {
        let mut rate = |most: i64| u32::try_from(random.between(-most / 3, most).max(0)).unwrap_or(0);
        Self {
            requests_lost: rate(150),
            replies_lost: rate(150),
            duplicated: rate(150),
            pressed_twice: rate(150),
            slow: rate(100),
            kills: rate(8),
            power_cuts: rate(5),
            store_spells: rate(4),
            writes_unanswered: rate(6),
            nodes: if random.chance(250) { 2 } else { 1 },
            skew_ms_max: if random.chance(500) { random.between(0, 3_000) } else { 0 },
            hostile_seconds: if random.chance(600) { random.between(5, 200) } else { 0 },
        }
    }
}

impl Plan {
    /// A short run with many faults: one to three hours, 20 to 90 citizens in two or three centres.
    pub fn short(seed: u64) -> Self {
        let mut random = Random::new(seed, Purpose::Plan);
        let opens = i8::try_from(random.between(5, 20)).unwrap_or(8);
        let hours = i8::try_from(random.between(1, 3)).unwrap_or(1);
        let size = Size {
            centres: random.count(2, 3),
            citizens: u32::try_from(random.between(20, 90)).unwrap_or(40),
            opens,
            closes: (opens + hours).min(23),
        };
        Self {
            seed,
            date: random.pick(&DATES).copied().unwrap_or(DATES[0]),
            days: if random.chance(80) { 2 } else { 1 },
            size,
            manner: Manner::wild(&mut random),
            faults: Faults::drawn(&mut random),
            other_times_after: other_times(&mut random),
            recorded: None,
            trace: false,
        }
    }

    /// A whole day of 1,000 citizens, from eight to five, with a few faults.
    pub fn whole_day(seed: u64) -> Self {
        let mut random = Random::new(seed.wrapping_add(1 << 40), Purpose::Plan);
        let size = Size { centres: random.count(2, 3), citizens: 1_000, opens: 8, closes: 17 };
        let mut faults = Faults::drawn(&mut random);
        faults.requests_lost /= 10;
        faults.replies_lost /= 10;
        faults.hostile_seconds *= 10;
        let mut manner = if random.chance(250) { Manner::wild(&mut random) } else { Manner::usual() };
        manner.appointments = manner.appointments.max(60);
        manner.books = manner.books.max(60);
        manner.blocks = manner.blocks.max(5);
        manner.for_others = manner.for_others.max(5);
        manner.closes_early = 0;
        Self {
            seed,
            date: random.pick(&DATES).copied().unwrap_or(DATES[0]),
            days: 1,
            size,
            manner,
            faults,
            other_times_after: other_times(&mut random),
            recorded: None,
            trace: false,
        }
    }

    /// The same with the account of the run kept.
    #[must_use]
    pub fn traced(mut self) -> Self {
        self.trace = true;
        self
    }
}

/// In the first hours of the day, when times are booked.
fn other_times(random: &mut Random) -> Option<u16> {
    let minutes = u16::try_from(random.between(30, 240)).unwrap_or(60);
    random.chance(250).then_some(minutes)
}
