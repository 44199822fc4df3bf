//! A person's data from outside: looked at with a name and a purpose, which are on record before anything is given.

use domain::ids::{CentreId, VisitId};
use domain::message::Channel;
use jiff::civil::Date;
use store::{HashKind, LookUp, Person, Purpose, SealedText};

use crate::engine::Engine;
use crate::error::EngineError;

impl Engine {
    /// What is known of a visit's citizen, sealed. That `by` (`user:` and an account's login, a device's or a token's name) looked
    /// at it, and what for, is durable before it is given; where nothing is known, nothing is recorded.
    ///
    /// # Errors
    /// [`EngineError::Store`] where it cannot be recorded: it is not given then.
    pub async fn look_up(&self, visit: VisitId, by: &str, purpose: Purpose) -> Result<Option<Person>, EngineError> {
        let mut found = self.look_up_all(vec![visit], by, purpose).await?;
        Ok(found.pop())
    }

    /// The same for several visits, in one write: a list shows no more people than it names. Those of whom nothing is known are
    /// left out.
    ///
    /// # Errors
    /// As [`Engine::look_up`].
    pub async fn look_up_all(
        &self,
        visits: Vec<VisitId>,
        by: &str,
        purpose: Purpose,
    ) -> Result<Vec<Person>, EngineError> {
        let (now, by) = (self.now(), by.to_owned());
        Ok(self.work(move |core| core.look_up(&visits, (&by, purpose), now)).await??)
    }

    /// The same for all citizens of a centre's day, each of whom is on record: at most [`crate::Limits::day_list_max`].
    ///
    /// # Errors
    /// As [`Engine::look_up`].
    pub async fn look_up_day(
        &self,
        centre: &CentreId,
        date: Date,
        by: &str,
        purpose: Purpose,
    ) -> Result<Vec<Person>, EngineError> {
        let (now, by, centre) = (self.now(), by.to_owned(), centre.clone());
        Ok(self.work(move |core| core.look_up_day(&centre, date, (&by, purpose), now)).await??)
    }

    /// Who looked at the data of the person with any of these hashes ([`store::Vault::hashes`]), the newest first, each look-up
    /// once, at most `most`: for that person, who may know it.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn look_ups_of(
        &self,
        hashes: Vec<(HashKind, [u8; 32])>,
        most: usize,
    ) -> Result<Vec<LookUp>, EngineError> {
        Ok(self.read(move |reader| reader.look_ups_of(&hashes, most)).await??)
    }

    /// The same for who left nothing that she is found by: by her visit.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn look_ups_of_visit(&self, visit: VisitId, most: usize) -> Result<Vec<LookUp>, EngineError> {
        Ok(self.read(move |reader| reader.look_ups_of_visit(visit, most)).await??)
    }

    /// The note on a visit, sealed, for the program itself: to see whether what is written now was written on top of it. Whoever
    /// is shown a note looks it up.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn note(&self, visit: VisitId) -> Result<Option<SealedText>, EngineError> {
        let person = self.read(move |reader| reader.person(visit)).await??;
        Ok(person.and_then(|person| person.given.note))
    }

    /// By which ways the citizen of a visit is told things: those that she agreed to, can be reached by, and that somebody carries.
    /// Nothing of her is given.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn told_by(&self, visit: VisitId) -> Result<Vec<Channel>, EngineError> {
        let person = self.read(move |reader| reader.person(visit)).await??;
        let wants = |way: &Channel| person.as_ref().is_some_and(|person| crate::writer::wants(person, *way));
        Ok(self.ways_to_tell().into_iter().filter(wants).collect())
    }

    /// The visits of the person with any of these hashes, in the order of their identifiers. Nothing of her is given.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn visits_of(&self, hashes: Vec<(HashKind, [u8; 32])>) -> Result<Vec<VisitId>, EngineError> {
        let found = self.read(move |reader| {
            let of_each = hashes.iter().map(|(kind, hash)| reader.people_by_hash(*kind, hash));
            of_each.collect::<Result<Vec<_>, _>>()
        });
        let mut all = found.await??.concat();
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// The day that a booked visit is on; none where it was never booked, or that day is forgotten.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn day_of(&self, visit: VisitId) -> Result<Option<domain::ids::StreamId>, EngineError> {
        Ok(self.read(move |reader| reader.day_of(visit)).await??)
    }
}
