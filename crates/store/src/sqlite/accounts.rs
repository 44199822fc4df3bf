//! Accounts, sessions and pairings. What changes in an account stands in the record of changes in its own transaction.

use domain::ids::{CentreId, EmployeeId};
use domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::SqliteStore;
use super::plain::{enter_token, record};
use super::read::{ACCOUNT, rows_of};
use super::rows::{self, int};
use crate::Forgotten;
use crate::access::NewChange;
use crate::accounts::{
    ACCOUNTS_MAX, Account, AccountChange, Asked, NewAccount, NewDevice, Pairing, SESSIONS_PER_ACCOUNT_MAX, SessionRow,
};
use crate::error::StoreError;

const COUNT_ACCOUNTS: &str = "SELECT COUNT(*) FROM accounts";
const INSERT_ACCOUNT: &str = "INSERT INTO accounts (login, role, centres, subject, password, invitation,
    invitation_until_ms, created_at_ms, disabled_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT DO NOTHING";
const UPDATE_ACCOUNT: &str =
    "UPDATE accounts SET role = ?2, centres = ?3, subject = ?4, password = ?5, invitation = ?6,
    invitation_until_ms = ?7, created_at_ms = ?8, disabled_at_ms = ?9 WHERE login = ?1";
const END_SESSIONS: &str = "DELETE FROM sessions WHERE login = ?1";
const INSERT_SESSION: &str = "INSERT INTO sessions (hash, login, began_at_ms, used_at_ms) VALUES (?1, ?2, ?3, ?4)";
const END_OLDEST: &str = "DELETE FROM sessions WHERE login = ?1 AND hash NOT IN
    (SELECT hash FROM sessions WHERE login = ?1 ORDER BY began_at_ms DESC, hash LIMIT ?2)";
const USE_SESSION: &str = "UPDATE sessions SET used_at_ms = MAX(used_at_ms, ?2) WHERE hash = ?1";
const END_SESSION: &str = "DELETE FROM sessions WHERE hash = ?1";
const FORGET_SESSIONS: &str = "DELETE FROM sessions WHERE hash IN
    (SELECT hash FROM sessions WHERE began_at_ms < ?1 OR used_at_ms < ?2 LIMIT ?3)";
const COUNT_PAIRINGS: &str = "SELECT COUNT(*) FROM pairings WHERE asked_at_ms >= ?1";
const INSERT_PAIRING: &str =
    "INSERT INTO pairings (code, hash, asked_at_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
const TAKE_PAIRING: &str = "DELETE FROM pairings WHERE code = ?1 AND asked_at_ms >= ?2 RETURNING hash";
const FORGET_PAIRINGS: &str = "DELETE FROM pairings WHERE code IN
    (SELECT code FROM pairings WHERE asked_at_ms < ?1 LIMIT ?2)";

impl SqliteStore {
    pub(crate) fn create_account(&mut self, new: &NewAccount, by: &str, at: Instant) -> Result<(), StoreError> {
        let account = Account::of(new, at);
        self.write(|transaction| {
            let count: i64 = transaction.query_row(COUNT_ACCOUNTS, [], |row| row.get(0))?;
            if rows::nat(count) >= ACCOUNTS_MAX as u64 {
                return Err(StoreError::TooManyAccounts);
            }
            if write_account(transaction, INSERT_ACCOUNT, &account)? == 0 {
                return Err(StoreError::AccountExists(account.login.to_string()));
            }
            record(transaction, &NewChange::account_created(&account), by, at)
        })
    }

    pub(crate) fn change_account(
        &mut self,
        login: &EmployeeId,
        change: &AccountChange,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let Some(before) = rows_of(transaction, ACCOUNT, [login.as_str()], rows::account)?.pop() else {
                return Ok(false);
            };
            let Some(after) = change.apply(&before, at) else { return Ok(false) };
            write_account(transaction, UPDATE_ACCOUNT, &after)?;
            if change.ends_sessions() {
                transaction.execute(END_SESSIONS, [login.as_str()])?;
            }
            record(transaction, &NewChange::account_changed(change, &before, &after), by, at)?;
            Ok(true)
        })
    }

    pub(crate) fn begin_session(&mut self, session: &SessionRow) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let account = rows_of(transaction, ACCOUNT, [session.login.as_str()], rows::account)?.pop();
            if !account.is_some_and(|account| account.is_enabled()) {
                return Ok(false);
            }
            let SessionRow { hash, login, began_at, used_at } = session;
            let row = params![hash, login.as_str(), began_at.as_millis(), used_at.as_millis()];
            transaction.execute(INSERT_SESSION, row)?;
            transaction.execute(END_OLDEST, params![login.as_str(), int(SESSIONS_PER_ACCOUNT_MAX as u64)])?;
            Ok(true)
        })
    }

    pub(crate) fn use_session(&mut self, hash: &[u8; 32], at: Instant) -> Result<bool, StoreError> {
        self.write(|transaction| Ok(transaction.execute(USE_SESSION, params![hash, at.as_millis()])? > 0))
    }

    pub(crate) fn end_session(&mut self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        self.write(|transaction| Ok(transaction.execute(END_SESSION, [hash])? > 0))
    }

    pub(crate) fn end_sessions_of(&mut self, login: &EmployeeId) -> Result<u64, StoreError> {
        self.write(|transaction| Ok(transaction.execute(END_SESSIONS, [login.as_str()])? as u64))
    }

    pub(crate) fn forget_sessions(
        &mut self,
        began_before: Instant,
        used_before: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let which = params![began_before.as_millis(), used_before.as_millis(), int(most as u64)];
            Ok(forgotten(transaction.execute(FORGET_SESSIONS, which)?, most))
        })
    }

    pub(crate) fn ask_pairing(
        &mut self,
        pairing: &Pairing,
        open_since: Instant,
        most: usize,
    ) -> Result<Asked, StoreError> {
        self.write(|transaction| {
            let open: i64 = transaction.query_row(COUNT_PAIRINGS, [open_since.as_millis()], |row| row.get(0))?;
            if rows::nat(open) >= most as u64 {
                return Ok(Asked::Full);
            }
            let row = params![pairing.code, pairing.hash, pairing.asked_at.as_millis()];
            Ok(if transaction.execute(INSERT_PAIRING, row)? > 0 { Asked::Open } else { Asked::Taken })
        })
    }

    pub(crate) fn confirm_pairing(
        &mut self,
        code: &str,
        open_since: Instant,
        device: &NewDevice,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let hash = transaction
                .query_row(TAKE_PAIRING, params![code, open_since.as_millis()], |row| row.get(0))
                .optional()?;
            let Some(hash) = hash else { return Ok(false) };
            enter_token(transaction, &device.token(hash), by, at)?;
            Ok(true)
        })
    }

    pub(crate) fn forget_pairings_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let which = params![at.as_millis(), int(most as u64)];
            Ok(forgotten(transaction.execute(FORGET_PAIRINGS, which)?, most))
        })
    }
}

fn write_account(connection: &Connection, sql: &str, account: &Account) -> Result<usize, StoreError> {
    let centres: Vec<&str> = account.centres.iter().map(CentreId::as_str).collect();
    let centres = serde_json::json!(centres).to_string();
    let row = params![
        account.login.as_str(),
        account.role.as_str(),
        centres,
        account.subject.as_str(),
        account.password.as_ref().map(super::super::accounts::PasswordHash::as_stored),
        account.invitation.as_ref().map(|invitation| invitation.hash),
        account.invitation.as_ref().map(|invitation| invitation.until.as_millis()),
        account.created_at.as_millis(),
        account.disabled_at.map(Instant::as_millis),
    ];
    connection.execute(sql, row).map_err(StoreError::from)
}

fn forgotten(count: usize, most: usize) -> Forgotten {
    Forgotten { count: count as u64, more: count >= most }
}
