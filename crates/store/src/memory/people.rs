//! The people vault in memory: as on disk.

use std::collections::BTreeMap;

use domain::ids::{CentreId, VisitId};
use jiff::civil::Date;

use super::{Journal, MemoryStore, Undo};
use crate::people::{HashKind, Person, PersonChange, PersonLimit, RowChange};

type People = BTreeMap<VisitId, Person>;

/// Whether one more open booking would be more than a person may have.
pub(super) fn is_over(people: &People, limit: &PersonLimit) -> bool {
    let most = usize::try_from(limit.most).unwrap_or(usize::MAX);
    let open = people.values().filter(|person| person.counts_for(limit)).take(most).count();
    !limit.hashes.is_empty() && open >= most
}

/// Does what an append tells the vault.
pub(super) fn change(people: &mut People, change: &PersonChange, undo: &mut Journal) {
    match change.clone().into_row() {
        RowChange::Over(person) => {
            let before = people.get(&person.visit).cloned();
            undo.note(|| Undo::Person(person.visit, before.clone().map(Box::new)));
            let person = before.map_or_else(|| (*person).clone(), |before| before.overlaid_with(&person));
            people.insert(person.visit, person);
        }
        RowChange::Gone(visit) => {
            if let Some(before) = people.remove(&visit) {
                undo.note(|| Undo::Person(visit, Some(Box::new(before))));
            }
        }
        RowChange::NotesGone(centre, date) => {
            let noted = |p: &&mut Person| p.centre == centre && p.date == date && p.given.note.is_some();
            for person in people.values_mut().filter(noted) {
                let before = person.clone();
                undo.note(|| Undo::Person(before.visit, Some(Box::new(before))));
                person.given.note = None;
            }
        }
        RowChange::Moved(visit, centre, date) => {
            alter(people, visit, undo, |person| *person = person.clone().moved(&centre, date));
        }
        RowChange::Open(visit, services) => alter(people, visit, undo, |person| person.open(&services)),
        RowChange::Closed(visit) => alter(people, visit, undo, |person| person.is_open = false),
    }
}

/// Changes a row that is there.
fn alter(people: &mut People, visit: VisitId, undo: &mut Journal, change: impl FnOnce(&mut Person)) {
    if let Some(person) = people.get_mut(&visit) {
        undo.note(|| Undo::Person(visit, Some(Box::new(person.clone()))));
        change(person);
    }
}

/// Reading; the answers of [`crate::Reader`].
impl MemoryStore {
    pub(crate) fn person(&self, visit: VisitId) -> Option<Person> {
        self.state().tables.people.get(&visit).cloned()
    }

    pub(crate) fn people_by_hash(&self, kind: HashKind, hash: &[u8; 32]) -> Vec<VisitId> {
        let state = self.state();
        let found = state.tables.people.values().filter(|p| p.findable(kind).is_some_and(|f| f.hash == *hash));
        found.map(|person| person.visit).collect()
    }

    pub(crate) fn people_of_day(&self, centre: &CentreId, date: Date, most: usize) -> Vec<Person> {
        let state = self.state();
        let of_day = state.tables.people.values().filter(|p| p.centre == *centre && p.date == date);
        of_day.take(most).cloned().collect()
    }

    pub(crate) fn is_over(&self, limit: &PersonLimit) -> bool {
        is_over(&self.state().tables.people, limit)
    }
}
