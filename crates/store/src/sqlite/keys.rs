//! Which of the vault's keys something is under, and what those of before handed down. No key is ever here.

use domain::time::Instant;
use rusqlite::params;

use super::plain::record;
use super::{SqliteStore, people, rows};
use crate::access::NewChange;
use crate::error::StoreError;
use crate::people::Person;
use crate::vault::{Fingerprint, HandedDown, SealedText, VaultKey};

pub(super) const KEYS: &str = "SELECT key, since_ms, handed_to, handed_down, replaced_at_ms FROM vault_keys
    ORDER BY since_ms, key";
const ENTER: &str = "INSERT INTO vault_keys (key, since_ms) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
const HAND_DOWN: &str = "INSERT INTO vault_keys (key, since_ms, handed_to, handed_down) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (key) DO UPDATE SET handed_to = excluded.handed_to, handed_down = excluded.handed_down";
/// A key, and what others handed down that is sealed under it and so can be read no more: form and fingerprint come first.
const GIVE_UP: &str = "DELETE FROM vault_keys WHERE key = ?1 OR substr(handed_down, 1, 5) = ?2";
const GIVE_UP_HASHES: &str = "DELETE FROM look_up_hashes WHERE key = ?1";
const REPLACE: &str = "UPDATE vault_keys SET replaced_at_ms = ?2 WHERE key <> ?1 AND replaced_at_ms IS NULL";

impl SqliteStore {
    pub(crate) fn enter_vault_key(&mut self, key: Fingerprint, by: &str, at: Instant) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let entered = transaction.execute(ENTER, params![key.as_bytes(), at.as_millis()])? > 0;
            if entered {
                record(transaction, &NewChange::vault_key_entered(key), by, at)?;
            }
            Ok(entered)
        })
    }

    pub(crate) fn hand_down(&mut self, all: &[(Fingerprint, HandedDown)], at: Instant) -> Result<(), StoreError> {
        self.write(|transaction| {
            for (key, HandedDown { to, find }) in all {
                let row = params![key.as_bytes(), at.as_millis(), to.as_bytes(), find.as_bytes()];
                transaction.execute(HAND_DOWN, row)?;
            }
            Ok(())
        })
    }

    pub(crate) fn replace_vault_keys(&mut self, by_key: Fingerprint, by: &str, at: Instant) -> Result<u64, StoreError> {
        self.write(|transaction| {
            let count = transaction.execute(REPLACE, params![by_key.as_bytes(), at.as_millis()])? as u64;
            if count > 0 {
                record(transaction, &NewChange::vault_keys_replaced(by_key, count), by, at)?;
            }
            Ok(count)
        })
    }

    pub(crate) fn give_up_vault_key(
        &mut self,
        key: Fingerprint,
        deleted: u64,
        by: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(GIVE_UP, params![key.as_bytes(), SealedText::beginning_under(key)])?;
            transaction.execute(GIVE_UP_HASHES, [key.as_bytes()])?;
            record(transaction, &NewChange::vault_key_given_up(key, deleted), by, at)
        })
    }

    pub(crate) fn renew_people(&mut self, all: &[Person]) -> Result<(), StoreError> {
        self.write(|transaction| all.iter().try_for_each(|person| people::renew(transaction, person)))
    }
}

/// Key, since when, to whom and what it handed down, when it was replaced.
pub(super) fn key(row: &rusqlite::Row<'_>) -> Result<VaultKey, StoreError> {
    let find: Option<Vec<u8>> = row.get(3)?;
    let handed_down = rows::optional_fingerprint(row, 2)?.zip(find);
    Ok(VaultKey {
        key: Fingerprint::from_bytes(row.get(0)?),
        since: Instant::from_millis(row.get(1)?),
        handed_down: handed_down.map(|(to, find)| HandedDown { to, find: SealedText::from_bytes(find) }),
        replaced_at: rows::optional_instant(row, 4)?,
    })
}
