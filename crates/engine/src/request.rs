//! A command on its way in, and what comes back.

use domain::answer::Answer;
use domain::command::Command;
use domain::ids::{CentreId, StreamId};
use store::{PersonChange, PersonLimit};

use crate::error::EngineError;

/// A command with what makes it count once.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who sends it, as the sender of command identifiers: a token's name, a kiosk, a visit's link.
    pub sender: String,
    /// The sender's name for this command, 1 to 64 visible ASCII characters.
    pub command_id: String,
    /// A hash of all that was asked for, so that the same identifier with something else is found.
    pub body_hash: [u8; 32],
    /// Whose hall.
    pub centre: CentreId,
    /// Which date; none for the civil date of its receipt.
    pub date: Option<jiff::civil::Date>,
    /// What is asked.
    pub command: Command,
    /// What changes in the people vault with it, all or nothing. What follows from its events (a booking that opens, moves or
    /// is over, notes that go) is not for the caller to say.
    pub people: Vec<PersonChange>,
    /// What one person may have of open bookings, for each service that is booked with it; none where nobody is to be held to
    /// a limit. Past one it is refused with [`domain::refusal::Refusal::TooManyBookings`], and not remembered.
    pub limits: Vec<PersonLimit>,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What is told.
    pub answer: Answer,
    /// Whether it had been done before, and this is what was told then.
    pub repeated: bool,
    /// The stream that it was decided on.
    pub stream: StreamId,
    /// How many events that stream had after it.
    pub version: u64,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Handled {
    /// One for each request, in the same order.
    pub results: Vec<Result<Reply, EngineError>>,
    /// The streams that have new events, in order, each once.
    pub changed: Vec<StreamId>,
}
