//! Messages on their way out of the house: one row for each message and way.
//!
//! A row says what is to be told to whom and when, and what became of it; never the text or the address, which are made when
//! it goes out. The rows belong to the engine, which is the only one to write them: what may follow on what is its rule, and
//! not the store's. The one thing that is told here is the order, because it is asked for with every message that is due.

use domain::ids::{StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::time::Instant;

/// A message on its way, or past it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its name for good, made of what it is about: the same again is the same row. 1 to 36 of `a–z 0–9 -`.
    pub id: String,
    /// The day of the visit that it is about.
    pub stream: StreamId,
    /// Whose visit.
    pub visit: VisitId,
    /// What it tells.
    pub kind: MessageKind,
    /// By which way.
    pub channel: Channel,
    /// Its place among the messages of its visit.
    pub place: u64,
    /// Whether those of its visit and way that have a later place wait for it.
    pub leads: bool,
    /// The time that it is about, where it is about one.
    pub starts_at: Option<Instant>,
    /// When it was made.
    pub made_at: Instant,
    /// When it should go out.
    pub due_at: Instant,
    /// Not to be tried before.
    pub next_try_at: Instant,
    /// How often it was tried.
    pub tries: u32,
    /// How often the answer to a try was lost.
    pub unknown: u32,
    /// Where it stands.
    pub state: OutboxState,
    /// The provider's name for it, where it gave one.
    pub provider_id: Option<String>,
    /// What the provider reported of its parts, in the form of whoever reads it; empty of nothing.
    pub reports: String,
    /// What is to be noted of it in its day yet.
    pub to_note: Option<Fate>,
    /// When it changed last.
    pub changed_at: Instant,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutboxState {
    /// For its time, or for another try.
    Waiting,
    /// Handed to the provider; nothing is known of it.
    Sending,
    /// The provider has it.
    Sent,
    /// It arrived.
    Delivered,
    /// It will not arrive.
    Failed,
    /// It was not to be told any more.
    Dropped,
}

impl OutboxState {
    /// All, with the names that they are stored by.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Waiting, "waiting"),
        (Self::Sending, "sending"),
        (Self::Sent, "sent"),
        (Self::Delivered, "delivered"),
        (Self::Failed, "failed"),
        (Self::Dropped, "dropped"),
    ];

    /// Whether it may still go out.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, name)| name)
    }
}

/// One write of the outbox, as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutboxWrite {
    /// How far the log was read for it; unchanged where it is none.
    pub cursor: Option<u64>,
    /// New rows. One whose name is there already is left as it is.
    pub new: Vec<OutboxRow>,
    /// Rows in the place of those of the same name. One that is not there any more stays away.
    pub changed: Vec<OutboxRow>,
}

/// What waits of one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// How many are due and have not gone out.
    pub count: u64,
    /// Since when the first of them is due.
    pub since: Option<Instant>,
}

/// The columns of a way, a fate and a kind.
pub(crate) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    }
}

pub(crate) fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Sent => "sent",
        Fate::Delivered => "delivered",
        Fate::Failed => "failed",
        Fate::Dropped => "dropped",
    }
}
