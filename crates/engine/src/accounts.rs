//! Who is signed in: accounts, and the sessions that they opened, by the hash of their secret.
//!
//! All accounts and sessions are kept in memory and read again when they are older than
//! [`crate::Limits::tokens_fresh`], so that what another process changed is noticed. A session ends when it was not used
//! for long, when it is old, and with its account; the clock is the engine's. No secret and no password is kept, logged or
//! told back. What a role may do is for the surfaces to say.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Moment;

use domain::ids::EmployeeId;
use domain::time::Instant;
use parking_lot::RwLock;
use store::{Account, AccountChange, NewAccount, SessionRow};
use tokio::sync::{Mutex, Semaphore};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::identifiers::{self, NewSecret, SESSION_PREFIX, hash_of};
use crate::limits::Limits;
use crate::passwords::PASSWORD_CHARS_MAX;
use crate::tokens::TOKEN_LENGTH_MAX;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub account: Arc<Account>,
    /// Since when, and when it was last used.
    pub row: SessionRow,
}

#[derive(Debug)]
pub(crate) struct Accounts {
    known: RwLock<Known>,
    reading: Mutex<()>,
    /// The right to hash a password.
    pub(crate) hashing: Semaphore,
}

#[derive(Debug, Default)]
struct Known {
    accounts: BTreeMap<EmployeeId, Arc<Account>>,
    sessions: BTreeMap<[u8; 32], SessionRow>,
    read_at: Option<Moment>,
    /// Counts what was changed here: what was being read meanwhile may lack it.
    changes: u64,
}

impl Accounts {
    pub(crate) fn new(limits: &Limits) -> Self {
        let hashing = Semaphore::new(limits.password_hashes_max);
        Self { known: RwLock::default(), reading: Mutex::default(), hashing }
    }

    fn is_fresh(&self, limits: &Limits) -> bool {
        self.known.read().read_at.is_some_and(|at| at.elapsed() < limits.tokens_fresh)
    }

    /// Whatever is known is read again before it is used.
    fn changed(&self) {
        let mut known = self.known.write();
        known.read_at = None;
        known.changes += 1;
    }
}

impl Engine {
    /// Signs somebody in. `None` where there is no such account, it is disabled, or the password is another: all three
    /// take the same time.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<Option<NewSecret>, EngineError> {
        let account = match EmployeeId::new(login) {
            Ok(login) => self.read(move |reader| reader.account(&login)).await??,
            Err(_) => None,
        };
        let fits = password.chars().count() <= PASSWORD_CHARS_MAX;
        let account = account.filter(|account| fits && account.is_enabled());
        let hash = account.as_ref().and_then(|account| account.password.as_ref());
        if !self.is_password(hash, password).await? {
            return Ok(None);
        }
        match account {
            Some(account) => self.begin_session(&account.login).await,
            None => Ok(None),
        }
    }

    /// Begins a session of somebody who has shown who she is. `None` where the account opens nothing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin_session(&self, login: &EmployeeId) -> Result<Option<NewSecret>, EngineError> {
        let secret = identifiers::new_secret(SESSION_PREFIX).map_err(|_| EngineError::Fault)?;
        let now = self.now();
        let row = SessionRow { hash: secret.hash, login: login.clone(), began_at: now, used_at: now };
        let begun = self.work(move |core| core.store_mut().begin_session(&row)).await??;
        self.accounts_known().changed();
        Ok(begun.then_some(secret))
    }

    /// Who is signed in with a secret. The use is noted, at most once in [`Limits::session_noted_seconds`].
    ///
    /// # Errors
    /// What the store says, where nothing was read yet. What is known stays so while the store does not answer.
    pub async fn session(&self, secret: &str) -> Result<Option<Session>, EngineError> {
        let found = self.session_with(secret).await?;
        if let Some(session) = &found {
            self.note_use(&session.row, self.now());
        }
        Ok(found)
    }

    /// Whether somebody is still signed in with a secret. It is no use of the session: a page that is left open keeps
    /// nobody signed in.
    ///
    /// # Errors
    /// As [`Engine::session`].
    pub async fn is_signed_in(&self, secret: &str) -> Result<bool, EngineError> {
        Ok(self.session_with(secret).await?.is_some())
    }

    async fn session_with(&self, secret: &str) -> Result<Option<Session>, EngineError> {
        if !secret.starts_with(SESSION_PREFIX) || secret.len() > TOKEN_LENGTH_MAX {
            return Ok(None);
        }
        self.read_accounts().await?;
        let (hash, now) = (hash_of(secret), self.now());
        let found = {
            let known = self.accounts_known().known.read();
            let row = known.sessions.get(&hash).filter(|row| holds(row, self.limits(), now));
            let account = row.and_then(|row| known.accounts.get(&row.login)).filter(|account| account.is_enabled());
            row.zip(account).map(|(row, account)| Session { account: Arc::clone(account), row: row.clone() })
        };
        Ok(found)
    }

    /// The sessions of an account that are open, the oldest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sessions_of(&self, login: &EmployeeId) -> Result<Vec<SessionRow>, EngineError> {
        let now = self.now();
        let all = self.read(store::Reader::sessions).await??;
        Ok(all.into_iter().filter(|row| row.login == *login && holds(row, self.limits(), now)).collect())
    }

    /// Ends one session.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out(&self, session: &SessionRow) -> Result<(), EngineError> {
        let hash = session.hash;
        self.work(move |core| core.store_mut().end_session(&hash)).await??;
        self.accounts_known().changed();
        Ok(())
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out_everywhere(&self, login: &EmployeeId) -> Result<(), EngineError> {
        let login = login.clone();
        self.work(move |core| core.store_mut().end_sessions_of(&login)).await??;
        self.accounts_known().changed();
        Ok(())
    }

    /// All accounts, disabled ones included, by login.
    ///
    /// # Errors
    /// What the store says.
    pub async fn accounts(&self) -> Result<Vec<Account>, EngineError> {
        Ok(self.read(store::Reader::accounts).await??)
    }

    /// Enters an account.
    ///
    /// # Errors
    /// What the store says: [`store::StoreError::AccountExists`] where the login was used before.
    pub async fn create_account(&self, new: NewAccount, by: &str) -> Result<(), EngineError> {
        let (by, now) = (by.to_owned(), self.now());
        self.work(move |core| core.store_mut().create_account(&new, &by, now)).await??;
        self.accounts_known().changed();
        Ok(())
    }

    /// Changes an account; `false` where nothing changed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn change_account(
        &self,
        login: &EmployeeId,
        change: AccountChange,
        by: &str,
    ) -> Result<bool, EngineError> {
        let (login, by, now) = (login.clone(), by.to_owned(), self.now());
        let changed = self.work(move |core| core.store_mut().change_account(&login, &change, &by, now)).await??;
        self.accounts_known().changed();
        Ok(changed)
    }

    /// The account that an invitation is for; `None` where it is void, or was used.
    ///
    /// # Errors
    /// What the store says.
    pub async fn invitation(&self, secret: &str) -> Result<Option<Account>, EngineError> {
        if secret.len() > TOKEN_LENGTH_MAX {
            return Ok(None);
        }
        let (hash, now) = (hash_of(secret), self.now());
        let found = self.read(move |reader| reader.account_by_invitation(&hash)).await??;
        Ok(found.filter(|account| account.is_invited_at(now)))
    }

    /// Sets the password of whoever was invited, once. `None` where the invitation is void, or was used.
    ///
    /// # Errors
    /// What the store says.
    pub async fn accept_invitation(&self, secret: &str, password: &str) -> Result<Option<EmployeeId>, EngineError> {
        let Some(account) = self.invitation(secret).await? else { return Ok(None) };
        let password = self.hash_password(password).await?;
        let change = AccountChange::Accept { invitation: hash_of(secret), password };
        let accepted = self.change_account(&account.login, change, account.login.as_str()).await?;
        Ok(accepted.then_some(account.login))
    }

    /// Changes the password of somebody who shows the one before; all her sessions end. `false` where she does not.
    ///
    /// # Errors
    /// What the store says.
    pub async fn change_password(&self, login: &EmployeeId, before: &str, after: &str) -> Result<bool, EngineError> {
        let of = login.clone();
        let account = self.read(move |reader| reader.account(&of)).await??;
        let held = account.and_then(|account| account.password);
        if !self.is_password(held.as_ref(), before).await? {
            return Ok(false);
        }
        let Some(before) = held else { return Ok(false) };
        let after = self.hash_password(after).await?;
        self.change_account(login, AccountChange::Password { before, after }, login.as_str()).await
    }

    /// Notes that a session is used, where that was not noted lately. Nobody waits for it.
    fn note_use(&self, row: &SessionRow, now: Instant) {
        let noted_seconds = u64::try_from(self.limits().session_noted_seconds).unwrap_or(0);
        if now.seconds_since(row.used_at) < noted_seconds {
            return;
        }
        let hash = row.hash;
        if let Some(known) = self.accounts_known().known.write().sessions.get_mut(&hash) {
            known.used_at = now;
        }
        let engine = self.clone();
        self.spawn(async move {
            let noted = engine.work(move |core| core.store_mut().use_session(&hash, now)).await;
            if let Err(error) = noted.and_then(|written| written.map_err(EngineError::from)) {
                tracing::warn!(%error, "That a session is used could not be noted; it may end early.");
            }
        });
    }

    /// Reads all accounts and sessions where they are not fresh, once for all who wait for it.
    async fn read_accounts(&self) -> Result<(), EngineError> {
        let accounts = self.accounts_known();
        if accounts.is_fresh(self.limits()) {
            return Ok(());
        }
        let _one = accounts.reading.lock().await;
        if accounts.is_fresh(self.limits()) {
            return Ok(());
        }
        let changes = accounts.known.read().changes;
        let read = self.read(|reader| Ok::<_, store::StoreError>((reader.accounts()?, reader.sessions()?))).await;
        match read.and_then(|read| read.map_err(EngineError::from)) {
            Ok((rows, sessions)) => {
                let mut known = accounts.known.write();
                known.accounts = rows.into_iter().map(|row| (row.login.clone(), Arc::new(row))).collect();
                known.sessions = sessions.into_iter().map(|row| (row.hash, row)).collect();
                known.read_at = (known.changes == changes).then(Moment::now);
                Ok(())
            }
            Err(error) => {
                let mut known = accounts.known.write();
                if known.accounts.is_empty() {
                    return Err(error);
                }
                tracing::warn!(%error, "The accounts cannot be read; those that are known stay in force.");
                known.read_at = Some(Moment::now());
                Ok(())
            }
        }
    }
}

/// Whether a session is neither unused for too long nor too old.
fn holds(row: &SessionRow, limits: &Limits, now: Instant) -> bool {
    now < row.used_at.plus_seconds(limits.session_idle_seconds)
        && now < row.began_at.plus_seconds(limits.session_seconds_max)
}
