//! Who waits for a time to come free: plain rows, each change of which stands in the record of changes in its own transaction.
//!
//! A watch is named by the visit that it may become. Who she is lies in the people vault under that name and nowhere here; what
//! is offered to whom is the engine's rule, and not the store's.

use domain::command::Mode;
use domain::ids::{CentreId, Language, ServiceId, VisitId};
use domain::message::Channel;
use domain::time::Instant;
use domain::watch::Watched;
use serde::{Deserialize, Serialize};

use crate::access::NewChange;
use crate::people::HashKind;

/// Somebody who waits for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchRow {
    /// The visit that it may become.
    pub visit: VisitId,
    /// From where she asked: a keyed hash, the same for all who asked from there.
    pub origin: [u8; 32],
    /// Where it stands.
    pub state: WatchState,
    /// What she waits for.
    pub wish: WatchWish,
    /// What she was offered, the last one last.
    pub offers: Vec<WatchOffer>,
    /// When it changed last.
    pub changed_at: Instant,
}

/// What somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchWish {
    /// In which centre.
    pub centre: CentreId,
    /// What for.
    pub service: ServiceId,
    /// How it is held.
    pub mode: Mode,
    /// On which dates, weekdays and times of day.
    pub when: Watched,
    /// The language that she chose.
    pub language: Language,
    /// What else she chose on her way, in the form of whoever asked it; nothing personal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chosen: String,
    /// By which ways she is told.
    pub ways: Vec<Channel>,
    /// Since when she waits.
    pub made_at: Instant,
}

/// A time that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchOffer {
    /// When it begins.
    pub starts_at: Instant,
    /// Until when it was to be kept for her (not included).
    pub until: Instant,
}

/// Where a watch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WatchState {
    /// She waits.
    Open,
    /// A time is kept for her, the last of her offers.
    Offered,
    /// She has booked.
    Booked,
    /// She waits no more, because she said so.
    Stopped,
    /// She waits no more: the dates are over, or she let too many offers pass.
    Over,
}

impl WatchState {
    /// All, with the names that they are stored by.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Open, "open"),
        (Self::Offered, "offered"),
        (Self::Booked, "booked"),
        (Self::Stopped, "stopped"),
        (Self::Over, "over"),
    ];

    /// Whether she may still be offered something, or is just being.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Open | Self::Offered)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, name)| name)
    }
}

/// How many may wait at once.
#[derive(Clone, PartialEq, Eq)]
pub struct WatchBounds {
    /// Who it is: whoever has any of these is that person.
    pub hashes: Vec<(HashKind, [u8; 32])>,
    /// The most active watches of one person for the same service, the new one included.
    pub person_max: usize,
    /// The most active watches from one origin, the new one included.
    pub origin_max: usize,
    /// The most active watches of one centre, the new one included.
    pub centre_max: usize,
}

impl std::fmt::Debug for WatchBounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { hashes, person_max, origin_max, centre_max } = self;
        let kinds: Vec<HashKind> = hashes.iter().map(|(kind, _)| *kind).collect();
        f.debug_struct("WatchBounds")
            .field("kinds", &kinds)
            .field("person_max", person_max)
            .field("origin_max", origin_max)
            .field("centre_max", centre_max)
            .finish()
    }
}

/// What became of a watch that was to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchEntered {
    /// It is durable.
    Entered,
    /// One with its name is there already; nothing was changed.
    Known,
    /// The person waits too often for this service.
    TooManyOfPerson,
    /// Too many wait who asked from there.
    TooManyOfOrigin,
    /// Too many wait in this centre.
    TooManyOfCentre,
}

/// A watch in its new state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchChange {
    /// The row in the place of the one before. One that is not there any more stays away.
    pub row: WatchRow,
    /// Whether what the vault knows of her goes with it.
    pub forgets: bool,
}

impl NewChange {
    /// What is on record of a watch: where it stands and how many times were offered, never when or whose.
    pub(crate) fn watch(before: Option<&WatchRow>, after: &WatchRow) -> Self {
        let json = |row: &WatchRow| {
            serde_json::json!({
                "state": row.state.as_str(), "offers": row.offers.len(),
                "centre": row.wish.centre, "service": row.wish.service,
            })
            .to_string()
        };
        let what = if before.is_none() { "watch_entered" } else { "watch_changed" };
        Self { what, subject: after.visit.to_string(), before: before.map(json), after: Some(json(after)) }
    }
}
