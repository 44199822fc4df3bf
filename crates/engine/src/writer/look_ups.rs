//! Looking at a person's data: it is recorded first, durably, and only then given.
//!
//! No text is opened here. There is no other way to a person's data from outside of the engine.

use domain::ids::{CentreId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use store::{NewLookUp, Person, Purpose, StoreError};

use super::Core;

impl Core {
    /// Looks at what is known of the citizens of visits, in their order; those of whom nothing is known are left out, and there
    /// is nothing to record of them. All of a list is one write.
    ///
    /// # Errors
    /// What the store says. Nothing is given then.
    pub fn look_up(
        &mut self,
        visits: &[VisitId],
        (by, purpose): (&str, Purpose),
        now: Instant,
    ) -> Result<Vec<Person>, StoreError> {
        let mut people = Vec::with_capacity(visits.len());
        for visit in visits {
            people.extend(self.reader.person(*visit)?);
        }
        self.recorded(people, by, purpose, now)
    }

    /// Looks at what is known of the citizens of a centre's day, in the order of their visits' identifiers, no more of them than
    /// [`crate::Limits::day_list_max`].
    ///
    /// # Errors
    /// What the store says. Nothing is given then.
    pub fn look_up_day(
        &mut self,
        centre: &CentreId,
        date: Date,
        (by, purpose): (&str, Purpose),
        now: Instant,
    ) -> Result<Vec<Person>, StoreError> {
        let mut people = self.reader.people_of_day(centre, date, self.limits.day_list_max)?;
        if self.reader.any_watches()? {
            let mut of_day = Vec::with_capacity(people.len());
            for person in people {
                if !self.only_waits(&person)? {
                    of_day.push(person);
                }
            }
            people = of_day;
        }
        self.recorded(people, by, purpose, now)
    }

    /// Whether somebody has no visit yet, but waits for a time until that day: no list of the day shows her.
    fn only_waits(&self, person: &Person) -> Result<bool, StoreError> {
        let waits = self.reader.watch(person.visit)?.is_some_and(|row| row.state.is_active());
        Ok(waits && self.reader.day_of(person.visit)?.is_none())
    }

    /// Nobody else writes meanwhile, so what is recorded is what is given.
    fn recorded(
        &mut self,
        people: Vec<Person>,
        by: &str,
        purpose: Purpose,
        now: Instant,
    ) -> Result<Vec<Person>, StoreError> {
        let look_ups: Vec<_> = people.iter().map(|person| NewLookUp::of(person, by, purpose, now)).collect();
        if !look_ups.is_empty() {
            self.store.record_look_ups(&look_ups)?;
        }
        Ok(people)
    }
}
