//! Accounts, sessions and pairings in memory: as on disk.

use domain::ids::EmployeeId;
use domain::time::Instant;

use super::{Journal, MemoryStore, Plain, Undo};
use crate::Forgotten;
use crate::access::NewChange;
use crate::accounts::{
    ACCOUNTS_MAX, Account, AccountChange, Asked, NewAccount, NewDevice, Pairing, SESSIONS_PER_ACCOUNT_MAX, SessionRow,
};
use crate::error::StoreError;

impl MemoryStore {
    /// One write to what is not a day; a crash can lose it.
    pub(super) fn write_plain<R>(
        &self,
        work: impl FnOnce(&mut Plain, &mut Journal) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        self.write(|tables, undo| {
            if undo.kept {
                undo.steps.push(Undo::Plain(Box::new(tables.plain.clone())));
            }
            // What it notes itself is in the copy already.
            work(&mut tables.plain, &mut Journal { kept: false, steps: Vec::new() })
        })
    }

    pub(crate) fn create_account(&self, new: &NewAccount, by: &str, at: Instant) -> Result<(), StoreError> {
        self.write_plain(|plain, _| {
            let account = Account::of(new, at);
            if plain.accounts.len() >= ACCOUNTS_MAX {
                return Err(StoreError::TooManyAccounts);
            }
            let hash = |account: &Account| account.invitation.as_ref().map(|invitation| invitation.hash);
            let taken = |other: &Account| {
                other.login == account.login || hash(other).is_some() && hash(other) == hash(&account)
            };
            if plain.accounts.values().any(taken) {
                return Err(StoreError::AccountExists(account.login.to_string()));
            }
            plain.record(NewChange::account_created(&account), by, at);
            plain.accounts.insert(account.login.clone(), account);
            Ok(())
        })
    }

    pub(crate) fn change_account(
        &self,
        login: &EmployeeId,
        change: &AccountChange,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        self.write_plain(|plain, _| {
            let Some(before) = plain.accounts.get(login).cloned() else { return Ok(false) };
            let Some(after) = change.apply(&before, at) else { return Ok(false) };
            if change.ends_sessions() {
                plain.sessions.retain(|_, session| session.login != *login);
            }
            plain.record(NewChange::account_changed(change, &before, &after), by, at);
            plain.accounts.insert(login.clone(), after);
            Ok(true)
        })
    }

    pub(crate) fn begin_session(&self, session: &SessionRow) -> Result<bool, StoreError> {
        self.write_plain(|plain, _| {
            if !plain.accounts.get(&session.login).is_some_and(Account::is_enabled) {
                return Ok(false);
            }
            plain.sessions.insert(session.hash, session.clone());
            let mut own: Vec<_> = plain.sessions.values().filter(|s| s.login == session.login).cloned().collect();
            own.sort_by(|a, b| (b.began_at, a.hash).cmp(&(a.began_at, b.hash)));
            for ended in own.iter().skip(SESSIONS_PER_ACCOUNT_MAX) {
                plain.sessions.remove(&ended.hash);
            }
            Ok(true)
        })
    }

    pub(crate) fn use_session(&self, hash: &[u8; 32], at: Instant) -> Result<bool, StoreError> {
        self.write_plain(|plain, _| {
            let Some(session) = plain.sessions.get_mut(hash) else { return Ok(false) };
            session.used_at = session.used_at.max(at);
            Ok(true)
        })
    }

    pub(crate) fn end_session(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        self.write_plain(|plain, _| Ok(plain.sessions.remove(hash).is_some()))
    }

    pub(crate) fn end_sessions_of(&self, login: &EmployeeId) -> Result<u64, StoreError> {
        self.write_plain(|plain, _| {
            let before = plain.sessions.len();
            plain.sessions.retain(|_, session| session.login != *login);
            Ok((before - plain.sessions.len()) as u64)
        })
    }

    pub(crate) fn forget_sessions(
        &self,
        began_before: Instant,
        used_before: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        self.write_plain(|plain, _| {
            let over = plain.sessions.values().filter(|s| s.began_at < began_before || s.used_at < used_before);
            let over: Vec<_> = over.map(|session| session.hash).take(most).collect();
            for hash in &over {
                plain.sessions.remove(hash);
            }
            Ok(Forgotten { count: over.len() as u64, more: over.len() >= most })
        })
    }

    pub(crate) fn ask_pairing(&self, pairing: &Pairing, open_since: Instant, most: usize) -> Result<Asked, StoreError> {
        self.write_plain(|plain, _| {
            if plain.pairings.values().filter(|other| other.asked_at >= open_since).count() >= most {
                return Ok(Asked::Full);
            }
            if plain.pairings.values().any(|other| other.code == pairing.code || other.hash == pairing.hash) {
                return Ok(Asked::Taken);
            }
            plain.pairings.insert(pairing.code.clone(), pairing.clone());
            Ok(Asked::Open)
        })
    }

    pub(crate) fn confirm_pairing(
        &self,
        code: &str,
        open_since: Instant,
        device: &NewDevice,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        self.write_plain(|plain, undo| {
            let Some(pairing) = plain.pairings.get(code).filter(|pairing| pairing.asked_at >= open_since).cloned()
            else {
                return Ok(false);
            };
            plain.create_token(&device.token(pairing.hash), by, at, undo)?;
            plain.pairings.remove(code);
            Ok(true)
        })
    }

    pub(crate) fn forget_pairings_before(&self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write_plain(|plain, _| {
            let old = plain.pairings.values().filter(|pairing| pairing.asked_at < at);
            let old: Vec<_> = old.map(|pairing| pairing.code.clone()).take(most).collect();
            for code in &old {
                plain.pairings.remove(code);
            }
            Ok(Forgotten { count: old.len() as u64, more: old.len() >= most })
        })
    }

    pub(crate) fn accounts(&self) -> Vec<Account> {
        self.state().tables.plain.accounts.values().cloned().collect()
    }

    pub(crate) fn account(&self, login: &EmployeeId) -> Option<Account> {
        self.state().tables.plain.accounts.get(login).cloned()
    }

    pub(crate) fn account_by_invitation(&self, hash: &[u8; 32]) -> Option<Account> {
        let state = self.state();
        let invited = |account: &&Account| account.invitation.as_ref().is_some_and(|i| i.hash == *hash);
        state.tables.plain.accounts.values().find(invited).cloned()
    }

    pub(crate) fn sessions(&self) -> Vec<SessionRow> {
        let mut all: Vec<_> = self.state().tables.plain.sessions.values().cloned().collect();
        all.sort_by(|a, b| (&a.login, a.began_at, a.hash).cmp(&(&b.login, b.began_at, b.hash)));
        all
    }

    pub(crate) fn pairing_by_hash(&self, hash: &[u8; 32]) -> Option<Pairing> {
        self.state().tables.plain.pairings.values().find(|pairing| pairing.hash == *hash).cloned()
    }
}
