//! What goes into the log, and what comes out of it.
//!
//! An append is the unit of all or nothing: the events of one or several streams, the memory of the command that
//! brought them about, and what it tells the people vault. These are plain values; they must never know a database.

use std::collections::BTreeSet;

use domain::event::Event;
use domain::ids::StreamId;
use domain::time::Instant;

use crate::people::{PersonChange, PersonLimit};

/// Something to be written as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Append {
    /// The events, by stream.
    pub parts: Vec<StreamPart>,
    /// The command to remember, so that the same again changes nothing.
    pub command: Option<RememberCommand>,
    /// What the people vault is told.
    pub people: Vec<PersonChange>,
    /// What one person may have of open bookings, for each service that is booked. Looked at before anything is written,
    /// with all that earlier appends of the batch brought about.
    pub limits: Vec<PersonLimit>,
}

/// The next events of one stream. A part without events holds the stream to its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamPart {
    /// Which stream.
    pub stream: StreamId,
    /// The version that the events were decided against: how many events the stream had.
    pub expected: u64,
    /// The events, in order; the first gets the version `expected + 1`.
    pub events: Vec<Event>,
}

/// A command that is kept with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RememberCommand {
    /// Who sent it; ids are counted per sender.
    pub sender: String,
    /// The sender's id of it.
    pub id: String,
    /// The hash of its body: the same id with another body is another command.
    pub body_hash: [u8; 32],
    /// Its answer, as JSON. Never a secret.
    pub answer: String,
    /// When it was done.
    pub at: Instant,
    /// The stream that it was given to.
    pub stream: StreamId,
    /// The version of that stream after it.
    pub version: u64,
}

/// A command that was done before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The hash of its body.
    pub body_hash: [u8; 32],
    /// Its answer, as JSON.
    pub answer: String,
    /// When it was done.
    pub at: Instant,
    /// The stream that it was given to.
    pub stream: StreamId,
    /// The version of that stream after it.
    pub version: u64,
}

/// What became of one append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// It is durable.
    Committed,
    /// A stream had another version than expected; nothing of it was written.
    Conflict,
    /// It would give a person more open bookings than she may have; nothing of it was written.
    OverLimit {
        /// The most that she may have.
        most: u32,
    },
    /// Its command was done before, with this answer; nothing of it was written.
    AlreadyDone(Remembered),
}

/// An event with its place in its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its place, from 1, without gaps.
    pub version: u64,
    /// What happened.
    pub event: Event,
}

/// The streams of the appends of a batch that were left out. What follows on one of them in the same batch was decided
/// on events that are not there; that another writer's events give it the version it expects is chance.
#[derive(Debug, Default)]
pub(crate) struct LeftOut<'a>(BTreeSet<&'a StreamId>);

impl<'a> LeftOut<'a> {
    /// Whether an append follows on one that was left out.
    pub(crate) fn concerns(&self, append: &Append) -> bool {
        append.parts.iter().any(|part| self.0.contains(&part.stream))
    }

    /// Takes note of what became of an append.
    pub(crate) fn note(&mut self, append: &'a Append, outcome: &Appended) {
        if *outcome != Appended::Committed {
            self.0.extend(append.parts.iter().map(|part| &part.stream));
        }
    }
}
