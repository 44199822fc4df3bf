//! The record of look-ups. Nothing of it is ever changed but the key that a hash is under.

use domain::time::Instant;
use rusqlite::{Connection, params};

use super::plain::record;
use super::rows::{int, nat};
use super::{SqliteStore, rows};
use crate::access::NewChange;
use crate::error::StoreError;
use crate::look_ups::{Disclosure, LookUpHash, NewLookUp};
use crate::people::HashKind;
use crate::vault::Fingerprint;
use crate::{CLOCK, Forgotten};

pub(super) const BY_HASH: &str = "SELECT l.id, l.at_ms, l.who, l.purpose, l.visit
    FROM look_up_hashes h JOIN look_ups l ON l.id = h.look_up
    WHERE h.hash = ?1 AND h.kind = ?2 ORDER BY h.look_up DESC LIMIT ?3";
pub(super) const OF_VISIT: &str = "SELECT id, at_ms, who, purpose, visit FROM look_ups WHERE visit = ?1
    ORDER BY id DESC LIMIT ?2";
pub(super) const HASHES_AFTER: &str = "SELECT look_up, kind, hash, key FROM look_up_hashes
    WHERE (look_up, kind) > (?1, ?2) ORDER BY look_up, kind LIMIT ?3";
const INSERT: &str = "INSERT INTO look_ups (id, at_ms, who, purpose, visit)
    VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM look_ups), ?1, ?2, ?3, ?4) RETURNING id";
const INSERT_HASH: &str = "INSERT INTO look_up_hashes (look_up, kind, hash, key) VALUES (?1, ?2, ?3, ?4)";
const RENEW_HASH: &str = "UPDATE look_up_hashes SET hash = ?3, key = ?4 WHERE look_up = ?1 AND kind = ?2";
// In the order in which they came, so that the old ones stand at the beginning; their hashes go with them.
const FORGET: &str = "DELETE FROM look_ups WHERE at_ms < ?1 AND id IN (SELECT id FROM look_ups ORDER BY id LIMIT ?2)";
const FORGET_KEYS: &str = "DELETE FROM vault_keys WHERE replaced_at_ms < ?1
    AND NOT EXISTS (SELECT 1 FROM look_ups WHERE at_ms < ?1)";

impl SqliteStore {
    pub(crate) fn record_look_ups(&mut self, look_ups: &[NewLookUp]) -> Result<(), StoreError> {
        self.write(|transaction| look_ups.iter().try_for_each(|look_up| insert(transaction, look_up)))
    }

    pub(crate) fn record_disclosure(&mut self, disclosure: &Disclosure) -> Result<(), StoreError> {
        let Disclosure { at, by, found_by, count, look_up } = disclosure;
        self.write(|transaction| {
            look_up.iter().try_for_each(|look_up| insert(transaction, look_up))?;
            record(transaction, &NewChange::look_ups_told(found_by, *count), by, *at)
        })
    }

    pub(crate) fn renew_look_ups(&mut self, hashes: &[LookUpHash]) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut statement = transaction.prepare_cached(RENEW_HASH)?;
            for LookUpHash { look_up, kind, key, hash } in hashes {
                let key = key.as_ref().map(Fingerprint::as_bytes);
                statement.execute(params![int(*look_up), number(*kind), hash, key])?;
            }
            Ok(())
        })
    }

    pub(crate) fn forget_look_ups_before(
        &mut self,
        before: Instant,
        at: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let count = transaction.execute(FORGET, params![before.as_millis(), int(most as u64)])? as u64;
            if count > 0 {
                let date = before.date(&jiff::tz::TimeZone::UTC);
                record(transaction, &NewChange::forgotten("look_ups_forgotten", date, count), CLOCK, at)?;
            }
            transaction.execute(FORGET_KEYS, [before.as_millis()])?;
            Ok(Forgotten { count, more: count >= most as u64 })
        })
    }
}

fn insert(connection: &Connection, look_up: &NewLookUp) -> Result<(), StoreError> {
    let NewLookUp { at, by, purpose, visit, hashes } = look_up;
    let row = params![at.as_millis(), by, purpose.as_str(), visit.to_string()];
    let id: i64 = connection.prepare_cached(INSERT)?.query_row(row, |row| row.get(0))?;
    let mut statement = connection.prepare_cached(INSERT_HASH)?;
    for (kind, key, hash) in hashes {
        statement.execute(params![id, number(*kind), hash, key.as_ref().map(Fingerprint::as_bytes)])?;
    }
    Ok(())
}

/// A kind as its column holds it.
pub(super) fn number(kind: HashKind) -> i64 {
    match kind {
        HashKind::Phone => 1,
        HashKind::Email => 2,
        HashKind::Cpr => 3,
        HashKind::Birth => 4,
    }
}

/// Look-up, kind, hash, key.
pub(super) fn hash(row: &rusqlite::Row<'_>) -> Result<LookUpHash, StoreError> {
    let kind: i64 = row.get(1)?;
    let kind = HashKind::ALL.into_iter().find(|known| number(*known) == kind);
    let kind = kind.ok_or_else(|| StoreError::Corrupt("the hash of a look-up is of no kind".to_owned()))?;
    Ok(LookUpHash { look_up: nat(row.get(0)?), kind, hash: row.get(2)?, key: rows::optional_fingerprint(row, 3)? })
}
