//! The stored form of facts, and the one place where old versions are brought up to date.
//!
//! A fact is stored as its type, the version of that type's form, and a JSON object. Facts never change their meaning;
//! when a type needs another form, its number in `form_of` goes up and `upcast` learns to read the old one. A golden
//! file of every form that was ever written stands in `tests/it/golden/`.

use std::fmt;

use crate::event::Fact;

/// A fact in its stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFact {
    /// The type: `ticket_taken`.
    pub kind: &'static str,
    /// The version of the type's form, from 1.
    pub form: u16,
    /// The fact as a JSON object, its type included.
    pub body: String,
}

/// A stored fact that this program does not know. Its stream is refused: a guess would be a wrong hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFact {
    /// The type.
    pub kind: String,
    /// The version of its form.
    pub form: u16,
    /// What was wrong with it.
    pub why: String,
}

impl fmt::Display for UnknownFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fact `{}` in form {} is not known to this version: {}", self.kind, self.form, self.why)
    }
}

impl std::error::Error for UnknownFact {}

/// Puts a fact into its stored form.
pub fn encode(fact: &Fact) -> StoredFact {
    // A fact holds texts, numbers and lists with text keys only: turning it into JSON cannot fail. Were it to, the empty
    // body would be refused on reading rather than misread.
    let body = serde_json::to_string(fact).unwrap_or_default();
    StoredFact { kind: kind_of(fact), form: form_of(kind_of(fact)), body }
}

/// Reads a stored fact, of whatever form was ever written.
///
/// # Errors
/// [`UnknownFact`] where the type, its form or its fields are not known.
pub fn decode(kind: &str, form: u16, body: &str) -> Result<Fact, UnknownFact> {
    let unknown = |why: String| UnknownFact { kind: kind.chars().take(60).collect(), form, why };
    let known = form_of(kind);
    if form == 0 || form > known {
        return Err(unknown("a newer version of FrontDesk wrote it".to_owned()));
    }
    let fact: Fact = upcast(kind, form, body).map_err(|e| unknown(e.to_string()))?;
    if kind_of(&fact) == kind { Ok(fact) } else { Err(unknown("its type and its body differ".to_owned())) }
}

/// Brings an old form up to date. The first form of `booked` had none of the plan: what it does not say is none, and it is
/// read as it is; nor had that of `blocked` what the time is kept free for. The second form of `called` and `moved_forward`
/// knows one reason more.
fn upcast(_kind: &str, _form: u16, body: &str) -> Result<Fact, serde_json::Error> {
    serde_json::from_str(body)
}

/// The form that this version writes.
fn form_of(kind: &str) -> u16 {
    match kind {
        "booked" | "blocked" | "called" | "moved_forward" => 2,
        _ => 1,
    }
}

/// The stored name of a fact's type; the same as the tag in its body.
fn kind_of(fact: &Fact) -> &'static str {
    match fact {
        Fact::DayOpened { .. } => "day_opened",
        Fact::DayClosed {} => "day_closed",
        Fact::TicketTaken { .. } => "ticket_taken",
        Fact::Referred { .. } => "referred",
        Fact::Booked { .. } => "booked",
        Fact::Held { .. } => "held",
        Fact::HoldEnded { .. } => "hold_ended",
        Fact::Rebooked { .. } => "rebooked",
        Fact::MovedToDay { .. } => "moved_to_day",
        Fact::Unanswered { .. } => "unanswered",
        Fact::Messaged { .. } => "messaged",
        Fact::Blocked { .. } => "blocked",
        Fact::Unblocked { .. } => "unblocked",
        Fact::CheckedIn { .. } => "checked_in",
        Fact::Called { .. } => "called",
        Fact::CalledAgain { .. } => "called_again",
        Fact::Started { .. } => "started",
        Fact::Finished { .. } => "finished",
        Fact::Missed { .. } => "missed",
        Fact::SaidHere { .. } => "said_here",
        Fact::Parked { .. } => "parked",
        Fact::Transferred { .. } => "transferred",
        Fact::Returned { .. } => "returned",
        Fact::Delayed { .. } => "delayed",
        Fact::MovedForward { .. } => "moved_forward",
        Fact::Cancelled { .. } => "cancelled",
        Fact::Undone { .. } => "undone",
        Fact::ArrivalSeen { .. } => "arrival_seen",
        Fact::Ended { .. } => "ended",
        Fact::MovedAway { .. } => "moved_away",
        Fact::MovedIn { .. } => "moved_in",
        Fact::SignedOn { .. } => "signed_on",
        Fact::SignedOff { .. } => "signed_off",
        Fact::Paused { .. } => "paused",
        Fact::PauseEnded { .. } => "pause_ended",
        Fact::QueuesChosen { .. } => "queues_chosen",
        Fact::QueueSet { .. } => "queue_set",
        Fact::HelpCalled { .. } => "help_called",
        Fact::HelpTaken { .. } => "help_taken",
        Fact::HelpEnded { .. } => "help_ended",
        Fact::AlarmRaised { .. } => "alarm_raised",
        Fact::AlarmTaken { .. } => "alarm_taken",
        Fact::AlarmEnded { .. } => "alarm_ended",
    }
}
