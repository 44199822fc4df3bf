//! An employee's note on a visit: personal, so it goes into the people vault and never into the log.
//!
//! It is no command, because nothing of the day changes by it. It is kept only while its day is open: the append holds the
//! day to the version that was looked at, and the append that closes a day takes its notes away. No note is ever opened
//! here.

use domain::hall::Phase;
use domain::ids::{CentreId, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::time::Instant;
use store::{Append, Appended, PersonChange, SealedText, StreamPart};

use super::Core;
use crate::error::EngineError;

/// A note that is to be kept in the place of the one before.
#[derive(Debug, Clone)]
pub struct Note {
    /// In which centre.
    pub centre: CentreId,
    /// On which visit of today.
    pub visit: VisitId,
    /// What it says, sealed.
    pub text: SealedText,
}

impl Core {
    /// Keeps a note until its day closes.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where the day is closed or has no such visit, [`EngineError::Conflict`] where somebody else
    /// wrote to the day again and again, and what the store says.
    pub fn keep_note(&mut self, note: &Note, now: Instant) -> Result<(), EngineError> {
        let setup = self.setups.get(&note.centre).ok_or_else(|| EngineError::UnknownCentre(note.centre.clone()))?;
        let stream = StreamId { centre: note.centre.clone(), date: now.date(&setup.time_zone) };
        for _ in 0..=self.limits.retries_max {
            self.ensure(&stream, now)?;
            let append = Append { parts: vec![self.open_day_of(&stream, note.visit)?], ..Append::default() };
            let kept = PersonChange::Note {
                visit: note.visit,
                centre: note.centre.clone(),
                date: stream.date,
                text: note.text.clone(),
                forget_after: stream.date,
            };
            match self.store.append(&[Append { people: vec![kept], ..append }])?.first() {
                Some(Appended::Committed) => return Ok(()),
                _ => self.read_again(&stream),
            }
        }
        Err(EngineError::Conflict)
    }

    /// The day of a visit as it must still be when the note is written.
    fn open_day_of(&self, stream: &StreamId, visit: VisitId) -> Result<StreamPart, EngineError> {
        let day = self.ahead.get(stream).ok_or(EngineError::Fault)?.shared.read();
        if day.phase() == Phase::Closed {
            return Err(EngineError::Refused(Refusal::DayClosed));
        }
        if day.visit(visit).is_none() {
            return Err(EngineError::Refused(Refusal::UnknownVisit));
        }
        Ok(StreamPart { stream: stream.clone(), expected: day.version(), events: Vec::new() })
    }

    fn read_again(&mut self, stream: &StreamId) {
        if let Some(ahead) = self.ahead.get_mut(stream) {
            ahead.stale = true;
        }
    }
}
