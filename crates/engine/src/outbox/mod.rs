//! Messages to citizens: what the log gives to tell goes out, once.
//!
//! [`crate::Core`] decides, synchronously and without chance: it makes rows of events, takes those that are due, looks whether
//! each is so yet, and records what became of it. The task here only carries: it hands letters to the [`Courier`] and brings
//! back the answers. That a message is on its way is durable before it is handed over, so that after a crash it is known which
//! ones may have gone out.
//!
//! Nothing here may know a text, an address or a provider; those are the courier's.

mod carry;
mod health;
pub mod reports;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use domain::command::Mode;
use domain::ids::{DeskId, Language, Number, ServiceId, StreamId, VisitId};
use domain::message::{Channel, MessageKind};
use domain::setup::Setup;
use domain::time::Instant;
use store::Person;

pub(crate) use carry::Carrying;
pub(crate) use health::Line;
pub use health::WayHealth;
pub use reports::{DeliveryReport, Standing};

/// The ways, in the order in which they are looked at.
pub const WAYS: [Channel; 2] = [Channel::Sms, Channel::Email];

/// How many letters of one way are on their way at once.
pub const OUT_MAX: usize = 8;

/// How often a message goes out whose answer is lost, the first time included. Then it rests as failed: most likely its reader
/// has it several times already.
pub const UNKNOWN_MAX: u32 = 5;

/// The pause before a message is tried again that the provider did not take, in seconds; twice as long each time.
pub const PAUSE_SECONDS: i64 = 30;

/// The longest such pause, in seconds.
pub const PAUSE_SECONDS_MAX: i64 = 15 * 60;

/// The pause before a message goes out again whose answer was lost, in seconds; twice as long each time. Longer than the other
/// one, because a report may yet tell that it arrived.
pub const UNKNOWN_PAUSE_SECONDS: i64 = 60;

/// The longest such pause, in seconds.
pub const UNKNOWN_PAUSE_SECONDS_MAX: i64 = 3_600;

/// After so many tries in a row that a provider did not take, it counts as dead.
pub const DEAD_FAILURES: u32 = 5;

/// A provider that has taken nothing for so long counts as dead, in seconds, where something was tried.
pub const DEAD_SECONDS: u64 = 600;

/// After so many in a row, one try at a time is made until one goes through.
pub const CAUTIOUS_FAILURES: u32 = 3;

/// The longest pause between two such tries, in seconds.
pub const PROBE_SECONDS_MAX: i64 = 300;

/// How long a message is kept after its end, in days: so long a provider may report on it.
pub const KEEP_DAYS: i64 = 30;

/// How long a report waits for the message that it is about: some providers report before they answer. In seconds.
pub const EARLY_SECONDS: u64 = 300;

/// The most reports that wait so.
pub const EARLY_MAX: usize = 1_000;

/// Something that is to be told, for whoever puts it into words and sends it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its name, 32 hexadecimal digits: the same at every try.
    pub id: String,
    /// What it tells.
    pub kind: MessageKind,
    /// By which way.
    pub channel: Channel,
    /// When it was made.
    pub made_at: Instant,
    /// The day of the visit.
    pub stream: StreamId,
    /// The centre's set-up.
    pub setup: Arc<Setup>,
    /// The visit as it stands.
    pub visit: LetterVisit,
    /// Whom it is for; sealed.
    pub person: Person,
}

/// What a letter tells of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterVisit {
    /// Which one.
    pub id: VisitId,
    /// Its public name; none where it is no visit yet, but a time that is kept for somebody who waited for one.
    pub number: Option<Number>,
    /// What for, in order.
    pub services: Vec<ServiceId>,
    /// The language that was chosen.
    pub language: Language,
    /// The booked time, where it is one.
    pub starts_at: Option<Instant>,
    /// Its end, where that is known.
    pub ends_at: Option<Instant>,
    /// How the appointment is held.
    pub mode: Option<Mode>,
    /// How often it was moved.
    pub moves: u32,
    /// Where it is called to.
    pub desk: Option<DeskId>,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The provider has it and answers for it; its name for it, where it gave one.
    Taken(Option<String>),
    /// It will never be taken as it is.
    Refused,
    /// It surely was not taken; to be tried again, after this pause where one was asked for.
    Later(Option<Duration>),
    /// Nothing is known of it: it may have been taken.
    Unknown,
}

/// What a courier's try gives.
pub type Telling = Pin<Box<dyn Future<Output = Told> + Send>>;

/// Puts letters into words and hands them to providers. The one door out of the house.
pub trait Courier: Send + Sync + 'static {
    /// The ways that it has a provider for.
    fn ways(&self) -> Vec<Channel>;

    /// Tries to send a letter, once. It ends by itself within the limits of its provider.
    fn tell(&self, letter: Letter) -> Telling;
}

/// What became of a message by an answer or a report; for figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// It went out.
    Sent,
    /// It went out once more, because an answer was lost.
    SentAgain,
    /// It arrived.
    Delivered,
    /// It will not arrive.
    Failed,
    /// It was not so any more, or it was too late.
    Dropped,
    /// The provider did not take it; it is tried again.
    Later,
    /// The answer was lost; it goes out again.
    Unknown,
}

impl Became {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Sent, "sent"),
        (Self::SentAgain, "sent_again"),
        (Self::Delivered, "delivered"),
        (Self::Failed, "failed"),
        (Self::Dropped, "dropped"),
        (Self::Later, "later"),
        (Self::Unknown, "unknown"),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(became, _)| *became == self).map_or("", |(_, name)| name)
    }
}

/// What the messages of one look are, and what is over with them.
#[derive(Debug, Default)]
pub struct Taken {
    /// What goes out now. Each is settled by [`crate::Core::settle_message`].
    pub letters: Vec<Letter>,
    /// How many were not to be told any more, by way.
    pub dropped: Vec<Channel>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Taken(_) => "taken",
            Self::Refused => "refused",
            Self::Later(_) => "not taken",
            Self::Unknown => "unknown",
        })
    }
}
