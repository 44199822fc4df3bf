//! Look-ups and the keys of the vault in memory: as on disk.

use std::collections::BTreeMap;

use domain::ids::VisitId;
use domain::time::Instant;

use super::{Journal, MemoryStore, Undo};
use crate::access::NewChange;
use crate::error::StoreError;
use crate::look_ups::{Disclosure, LookUp, LookUpHash, NewLookUp};
use crate::people::{HashKind, Person};
use crate::vault::{Fingerprint, HandedDown, VaultKey};
use crate::{CLOCK, Forgotten};

/// The record, by place.
pub(super) type LookUps = BTreeMap<u64, NewLookUp>;

impl MemoryStore {
    pub(crate) fn record_look_ups(&self, look_ups: &[NewLookUp]) -> Result<(), StoreError> {
        self.write(|tables, undo| {
            for look_up in look_ups {
                let id = place_of_next(&tables.look_ups);
                undo.note(|| Undo::LookUp(id));
                tables.look_ups.insert(id, look_up.clone());
            }
            Ok(())
        })
    }

    pub(crate) fn record_disclosure(&self, disclosure: &Disclosure) -> Result<(), StoreError> {
        let Disclosure { at, by, found_by, count, look_up } = disclosure;
        self.write(|tables, undo| {
            undo.note(|| Undo::Everything(Box::new(tables.clone())));
            if let Some(look_up) = look_up {
                tables.look_ups.insert(place_of_next(&tables.look_ups), look_up.clone());
            }
            tables.plain.record(NewChange::look_ups_told(found_by, *count), by, *at);
            Ok(())
        })
    }

    pub(crate) fn renew_look_ups(&self, hashes: &[LookUpHash]) -> Result<(), StoreError> {
        self.write(|tables, undo| {
            undo.note(|| Undo::Everything(Box::new(tables.clone())));
            for renewed in hashes {
                let of_it =
                    tables.look_ups.get_mut(&renewed.look_up).into_iter().flat_map(|look_up| &mut look_up.hashes);
                for (_, key, hash) in of_it.filter(|(kind, ..)| *kind == renewed.kind) {
                    (*key, *hash) = (renewed.key, renewed.hash);
                }
            }
            Ok(())
        })
    }

    pub(crate) fn forget_look_ups_before(
        &self,
        before: Instant,
        at: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        self.write(|tables, undo| {
            let old = tables.look_ups.iter().take(most).filter(|(_, look_up)| look_up.at < before);
            let old: Vec<u64> = old.map(|(id, _)| *id).collect();
            let count = old.len() as u64;
            let all_gone = tables.look_ups.iter().all(|(id, look_up)| look_up.at >= before || old.contains(id));
            let outlived = |key: &VaultKey| all_gone && key.replaced_at.is_some_and(|at| at < before);
            if old.is_empty() && !tables.plain.vault_keys.values().any(outlived) {
                return Ok(Forgotten::default());
            }
            undo.note(|| Undo::Everything(Box::new(tables.clone())));
            tables.look_ups.retain(|id, _| !old.contains(id));
            if count > 0 {
                let date = before.date(&jiff::tz::TimeZone::UTC);
                tables.plain.record(NewChange::forgotten("look_ups_forgotten", date, count), CLOCK, at);
            }
            tables.plain.vault_keys.retain(|_, key| !outlived(key));
            Ok(Forgotten { count, more: count >= most as u64 })
        })
    }

    pub(crate) fn enter_vault_key(&self, key: Fingerprint, by: &str, at: Instant) -> Result<bool, StoreError> {
        self.write_plain(|plain, _| {
            if plain.vault_keys.contains_key(&key) {
                return Ok(false);
            }
            plain.vault_keys.insert(key, VaultKey { key, since: at, handed_down: None, replaced_at: None });
            plain.record(NewChange::vault_key_entered(key), by, at);
            Ok(true)
        })
    }

    pub(crate) fn hand_down(&self, all: &[(Fingerprint, HandedDown)], at: Instant) -> Result<(), StoreError> {
        self.write_plain(|plain, _| {
            for (key, handed_down) in all {
                let new = VaultKey { key: *key, since: at, handed_down: None, replaced_at: None };
                plain.vault_keys.entry(*key).or_insert(new).handed_down = Some(handed_down.clone());
            }
            Ok(())
        })
    }

    pub(crate) fn replace_vault_keys(&self, by_key: Fingerprint, by: &str, at: Instant) -> Result<u64, StoreError> {
        self.write_plain(|plain, _| {
            let others = plain.vault_keys.values_mut().filter(|k| k.key != by_key && k.replaced_at.is_none());
            let count = others.map(|key| key.replaced_at = Some(at)).count() as u64;
            if count > 0 {
                plain.record(NewChange::vault_keys_replaced(by_key, count), by, at);
            }
            Ok(count)
        })
    }

    pub(crate) fn give_up_vault_key(
        &self,
        key: Fingerprint,
        deleted: u64,
        by: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.write(|tables, undo| {
            undo.note(|| Undo::Everything(Box::new(tables.clone())));
            let is_under = |known: &VaultKey| known.handed_down.as_ref().is_some_and(|h| h.find.key() == Some(key));
            tables.plain.vault_keys.retain(|_, known| known.key != key && !is_under(known));
            for look_up in tables.look_ups.values_mut() {
                look_up.hashes.retain(|(_, under, _)| *under != Some(key));
            }
            tables.plain.record(NewChange::vault_key_given_up(key, deleted), by, at);
            Ok(())
        })
    }

    pub(crate) fn renew_people(&self, all: &[Person]) -> Result<(), StoreError> {
        self.write(|tables, undo: &mut Journal| {
            for person in all {
                if let Some(row) = tables.people.get_mut(&person.visit) {
                    undo.note(|| Undo::Person(person.visit, Some(Box::new(row.clone()))));
                    row.given = person.given.clone();
                }
            }
            Ok(())
        })
    }
}

fn place_of_next(look_ups: &LookUps) -> u64 {
    look_ups.last_key_value().map_or(1, |(id, _)| id + 1)
}

fn row((id, NewLookUp { at, by, purpose, visit, .. }): (&u64, &NewLookUp)) -> LookUp {
    LookUp { id: *id, at: *at, by: by.clone(), purpose: *purpose, visit: *visit }
}

/// Reading; the answers of [`crate::Reader`].
impl MemoryStore {
    pub(crate) fn look_ups_by_hash(&self, kind: HashKind, hash: &[u8; 32], most: usize) -> Vec<LookUp> {
        let state = self.state();
        let has = |look_up: &NewLookUp| look_up.hashes.iter().any(|(k, _, h)| *k == kind && h == hash);
        state.tables.look_ups.iter().rev().filter(|(_, look_up)| has(look_up)).take(most).map(row).collect()
    }

    pub(crate) fn look_ups_of_visit(&self, visit: VisitId, most: usize) -> Vec<LookUp> {
        let state = self.state();
        let of_visit = state.tables.look_ups.iter().rev().filter(|(_, look_up)| look_up.visit == visit);
        of_visit.take(most).map(row).collect()
    }

    pub(crate) fn look_up_hashes_after(&self, after: Option<&LookUpHash>, most: usize) -> Vec<LookUpHash> {
        let state = self.state();
        let hashes_of = |(id, look_up): (&u64, &NewLookUp)| {
            let look_up_id = *id;
            let hash = move |(kind, key, hash)| LookUpHash { look_up: look_up_id, kind, key, hash };
            look_up.hashes.clone().into_iter().map(hash)
        };
        let all = state.tables.look_ups.iter().flat_map(hashes_of);
        let place = |of: &LookUpHash| (of.look_up, of.kind);
        all.filter(|hash| after.is_none_or(|after| place(hash) > place(after))).take(most).collect()
    }

    pub(crate) fn vault_keys(&self) -> Vec<VaultKey> {
        let mut all: Vec<_> = self.state().tables.plain.vault_keys.values().cloned().collect();
        all.sort_by_key(|key| (key.since, key.key));
        all
    }

    pub(crate) fn people_after(&self, after: Option<VisitId>, most: usize) -> Vec<Person> {
        let state = self.state();
        let people = state.tables.people.values().filter(|person| after.is_none_or(|after| person.visit > after));
        people.take(most).cloned().collect()
    }
}
