//! Replacing the vault's key: everything that is sealed goes under the new one, and everything that finds a person too.
//!
//! It goes in transactions of a bounded size. It can be stopped between any two of them and begun again, also by the end of the
//! process: what is done is recognised by the key that it is under. Nobody else may write meanwhile.

use std::fmt;

use domain::ids::VisitId;
use domain::time::Instant;

use crate::Store;
use crate::append::Append;
use crate::error::StoreError;
use crate::people::PersonChange;
use crate::vault::{Fingerprint, Vault, VaultError};

/// How much went under the new key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Rows of people.
    pub people: u64,
    /// Hashes of look-ups.
    pub hashes: u64,
    /// Whether all is done: the keys of before are needed no more.
    pub done: bool,
}

/// Why it did not go on. What was done is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenewalError {
    /// The store cannot do it.
    Store(StoreError),
    /// What a key of before hands down, or a hash under it, cannot be read.
    Keys(VaultError),
    /// The row of a visit does not open.
    Person(VisitId, VaultError),
}

impl fmt::Display for RenewalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Keys(error) => error.fmt(f),
            Self::Person(visit, error) => write!(f, "what is known of visit {visit}: {error}"),
        }
    }
}

impl std::error::Error for RenewalError {}

impl From<StoreError> for RenewalError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Puts all of a store under the present key of a vault that knows those of before; no more than `most` rows in one
/// transaction. After each one `go_on` is asked, with how much is done, whether to.
///
/// # Errors
/// [`RenewalError`]; [`VaultError::NoKey`] in it before anything is changed, where something is under a key that the vault does
/// not know.
pub fn renew_vault(
    store: &mut Store,
    vault: &Vault,
    (by, at): (&str, Instant),
    most: usize,
    mut go_on: impl FnMut(Renewed) -> bool,
) -> Result<Renewed, RenewalError> {
    let known = store.reader().vault_keys()?;
    let missing = known.iter().find(|key| key.replaced_at.is_none() && !vault.knows(key.key));
    if let Some(missing) = missing {
        return Err(RenewalError::Keys(VaultError::NoKey(Some(missing.key))));
    }
    let handed_down = vault.hand_down(&known).map_err(RenewalError::Keys)?;
    store.enter_vault_key(vault.key(), by, at)?;
    store.hand_down(&handed_down, at)?;
    let mut renewed = Renewed::default();
    let all = renew_people(store, vault, most, &mut renewed, &mut go_on)?
        && renew_look_ups(store, vault, most, &mut renewed, &mut go_on)?;
    if all {
        store.replace_vault_keys(vault.key(), by, at)?;
        renewed.done = true;
    }
    Ok(renewed)
}

/// Deletes the people of whom anything is sealed under a key that is lost for good, no more than `most` rows in one transaction,
/// and then the key: nobody can read them any more. Says how many there were. Of a day and its figures nothing changes; their
/// look-ups stay on record and are found no more.
///
/// # Errors
/// What the store says; what was deleted until then stays deleted, and it can be begun again.
pub fn give_up_key(
    store: &mut Store,
    key: Fingerprint,
    (by, at): (&str, Instant),
    most: usize,
) -> Result<u64, StoreError> {
    let (reader, mut after, mut deleted) = (store.reader(), None, 0);
    loop {
        let page = reader.people_after(after, most.max(1))?;
        let Some(last) = page.last() else { break };
        after = Some(last.visit);
        let unreadable = page.iter().filter(|person| person.given.texts().any(|text| text.key() == Some(key)));
        let people: Vec<_> = unreadable.map(|person| PersonChange::Delete { visit: person.visit }).collect();
        deleted += people.len() as u64;
        if !people.is_empty() {
            store.append(&[Append { people, ..Append::default() }])?;
        }
    }
    store.give_up_vault_key(key, deleted, by, at)?;
    Ok(deleted)
}

/// Whether it went through to the end.
fn renew_people(
    store: &mut Store,
    vault: &Vault,
    most: usize,
    renewed: &mut Renewed,
    go_on: &mut impl FnMut(Renewed) -> bool,
) -> Result<bool, RenewalError> {
    let (reader, mut after) = (store.reader(), None);
    loop {
        let page = reader.people_after(after, most.max(1))?;
        let Some(last) = page.last() else { return Ok(true) };
        after = Some(last.visit);
        let mut changed = Vec::with_capacity(page.len());
        for person in &page {
            changed.extend(vault.renewed(person).map_err(|error| RenewalError::Person(person.visit, error))?);
        }
        if !changed.is_empty() {
            store.renew_people(&changed)?;
            renewed.people += changed.len() as u64;
        }
        if !go_on(*renewed) {
            return Ok(false);
        }
    }
}

/// Whether it went through to the end.
fn renew_look_ups(
    store: &mut Store,
    vault: &Vault,
    most: usize,
    renewed: &mut Renewed,
    go_on: &mut impl FnMut(Renewed) -> bool,
) -> Result<bool, RenewalError> {
    let (reader, mut after) = (store.reader(), None);
    let known = reader.vault_keys()?;
    loop {
        let page = reader.look_up_hashes_after(after.as_ref(), most.max(1))?;
        let Some(last) = page.last() else { return Ok(true) };
        after = Some(last.clone());
        let mut changed = Vec::with_capacity(page.len());
        for hash in &page {
            changed.extend(vault.renewed_hash(&known, hash).map_err(RenewalError::Keys)?);
        }
        if !changed.is_empty() {
            store.renew_look_ups(&changed)?;
            renewed.hashes += changed.len() as u64;
        }
        if !go_on(*renewed) {
            return Ok(false);
        }
    }
}
