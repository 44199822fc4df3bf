//! Who waits for a time, in memory: as on disk.

use std::collections::BTreeSet;

use domain::ids::VisitId;
use domain::time::Instant;

use super::{MemoryStore, Tables, Undo, people};
use crate::Forgotten;
use crate::access::NewChange;
use crate::error::StoreError;
use crate::people::PersonChange;
use crate::watches::{WatchBounds, WatchChange, WatchEntered, WatchRow};

impl MemoryStore {
    pub(crate) fn enter_watch(
        &self,
        row: &WatchRow,
        person: &PersonChange,
        bounds: &WatchBounds,
        (by, at): (&str, Instant),
    ) -> Result<WatchEntered, StoreError> {
        self.write(|tables, undo| {
            if tables.plain.watches.contains_key(&row.visit) {
                return Ok(WatchEntered::Known);
            }
            if let Some(too_many) = tables.too_many_watches(row, bounds) {
                return Ok(too_many);
            }
            undo.note(|| Undo::Plain(Box::new(tables.plain.clone())));
            tables.plain.watches.insert(row.visit, row.clone());
            tables.plain.record(NewChange::watch(None, row), by, at);
            people::change(&mut tables.people, person, undo);
            Ok(WatchEntered::Entered)
        })
    }

    pub(crate) fn change_watches(&self, changes: &[WatchChange], by: &str, at: Instant) -> Result<(), StoreError> {
        self.write(|tables, undo| {
            undo.note(|| Undo::Plain(Box::new(tables.plain.clone())));
            for WatchChange { row, forgets } in changes {
                let Some(known) = tables.plain.watches.get_mut(&row.visit) else { continue };
                let before = std::mem::replace(known, row.clone());
                if *forgets {
                    people::change(&mut tables.people, &PersonChange::Delete { visit: row.visit }, undo);
                }
                tables.plain.record(NewChange::watch(Some(&before), row), by, at);
            }
            Ok(())
        })
    }

    pub(crate) fn forget_watches_before(&self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|tables, undo| {
            let old = tables.plain.watches.values().filter(|row| !row.state.is_active() && row.changed_at < at);
            let mut old: Vec<(Instant, VisitId)> = old.map(|row| (row.changed_at, row.visit)).collect();
            old.sort();
            old.truncate(most);
            if !old.is_empty() {
                undo.note(|| Undo::Plain(Box::new(tables.plain.clone())));
            }
            for (_, visit) in &old {
                tables.plain.watches.remove(visit);
            }
            Ok(Forgotten { count: old.len() as u64, more: old.len() >= most })
        })
    }
}

impl Tables {
    fn too_many_watches(&self, row: &WatchRow, bounds: &WatchBounds) -> Option<WatchEntered> {
        let active = || self.plain.watches.values().filter(|other| other.state.is_active());
        let is_hers = |visit: &VisitId| {
            let person = self.people.get(visit);
            person.is_some_and(|person| {
                bounds.hashes.iter().any(|(kind, hash)| person.findable(*kind).is_some_and(|f| f.hash == *hash))
            })
        };
        let same = |other: &&WatchRow| other.wish.centre == row.wish.centre && other.wish.service == row.wish.service;
        let hers: BTreeSet<VisitId> = active().filter(same).map(|other| other.visit).filter(is_hers).collect();
        if hers.len() >= bounds.person_max {
            return Some(WatchEntered::TooManyOfPerson);
        }
        if active().filter(|other| other.origin == row.origin).count() >= bounds.origin_max {
            return Some(WatchEntered::TooManyOfOrigin);
        }
        let of_centre = active().filter(|other| other.wish.centre == row.wish.centre).count();
        (of_centre >= bounds.centre_max).then_some(WatchEntered::TooManyOfCentre)
    }
}

/// Reading; the answers of [`crate::Reader`].
impl MemoryStore {
    pub(crate) fn watch(&self, visit: VisitId) -> Option<WatchRow> {
        self.state().tables.plain.watches.get(&visit).cloned()
    }

    pub(crate) fn watches_since(&self, at: Instant) -> Vec<WatchRow> {
        let state = self.state();
        let all = state.tables.plain.watches.values();
        all.filter(|row| row.state.is_active() || row.changed_at >= at).cloned().collect()
    }

    pub(crate) fn any_watches(&self) -> bool {
        self.state().tables.plain.watches.values().any(|row| row.state.is_active())
    }
}
