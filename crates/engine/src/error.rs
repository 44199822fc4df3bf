//! What goes wrong around a command, apart from what the hall's rules refuse.
//!
//! A refusal is a value that a person reads; the others are told apart because a caller does different things about
//! each: try again later, use another key, call somebody. None of them carries personal data.

use std::fmt;
use std::sync::Arc;

use domain::ids::CentreId;
use domain::refusal::Refusal;
use domain::strands::Strands;
use store::StoreError;

/// Why a command was not done, or a question not answered.
#[derive(Debug, Clone)]
pub enum EngineError {
    /// The hall's rules say no.
    Refused(Refusal),
    /// The command identifier was used before for something else.
    CommandIdReused,
    /// The command identifier is not 1 to 64 visible ASCII characters.
    CommandIdInvalid,
    /// There is no such centre here.
    UnknownCentre(CentreId),
    /// Too many commands wait for the writer ([`crate::Limits::queue_max`]). Nothing was done; try again shortly.
    Busy,
    /// Others wrote to the same stream again and again ([`crate::Limits::retries_max`]). Nothing was done; try again.
    Conflict,
    /// The store cannot do it. For a command: it is not acknowledged; the same command again is safe.
    Store(Arc<StoreError>),
    /// Too many watch already ([`crate::Limits::subscribers_max`], [`crate::Limits::topics_max`]).
    TooManySubscribers,
    /// The set-up of that time cannot be read any more.
    SetupUnreadable(String),
    /// A set-up would leave behind who is in the hall now. Nothing was done; once the day is over it can be published.
    SetupStrands(CentreId, Strands),
    /// The program is stopping. Nothing was done.
    ShuttingDown,
    /// A fault of the program, which is in the log. For a command: it is not acknowledged.
    Fault,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.code()),
            Self::CommandIdReused => f.write_str("the command identifier was used before for another command"),
            Self::CommandIdInvalid => f.write_str("a command identifier is 1 to 64 visible ASCII characters"),
            Self::UnknownCentre(centre) => write!(f, "there is no centre `{centre}`"),
            Self::Busy => f.write_str("too many commands wait; try again shortly"),
            Self::Conflict => f.write_str("others wrote to the same day again and again; try again"),
            Self::Store(error) => write!(f, "the store failed: {error}"),
            Self::TooManySubscribers => f.write_str("too many watch already"),
            Self::SetupUnreadable(why) => write!(f, "the set-up of that time cannot be read: {why}"),
            Self::SetupStrands(centre, strands) => {
                write!(f, "the set-up of `{centre}` lacks what is in use today or booked for later: {strands:?}")
            }
            Self::ShuttingDown => f.write_str("the program is stopping"),
            Self::Fault => f.write_str("a fault of the program; the log has it"),
        }
    }
}

impl std::error::Error for EngineError {}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}
