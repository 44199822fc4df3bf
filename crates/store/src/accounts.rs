//! Accounts of people, their sessions, and devices that ask to be let in.
//!
//! No secret is ever here: a password is known by its argon2id hash, an invitation, a session and a pairing by the SHA-256
//! of its secret. What a change tells the record leaves even these out. Whether a session or an invitation still holds is
//! the caller's to say: instants are arguments, and the limits of ages are the engine's.

use std::fmt;

use domain::ids::{CentreId, EmployeeId};
use domain::time::Instant;
use serde_json::json;

use crate::access::{NewChange, NewToken, Role};

/// The most sessions of one account; one more ends the oldest.
pub const SESSIONS_PER_ACCOUNT_MAX: usize = 20;

/// The most accounts that an installation has.
pub const ACCOUNTS_MAX: usize = 5_000;

/// A password's argon2id hash, in the form `$argon2id$v=19$m=…`. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Takes a hash as it is stored.
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The hash as it is stored: to compare a password with, never to be shown.
    pub fn as_stored(&self) -> &str {
        &self.0
    }
}

/// Without the hash: it must not come into a log.
impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash")
    }
}

/// A link by which somebody sets her password, once.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// From when on it is void.
    pub until: Instant,
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").field("until", &self.until).finish_non_exhaustive()
    }
}

/// An account to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// By which its owner signs in; unique, for good.
    pub login: EmployeeId,
    /// What she may do; never a device's.
    pub role: Role,
    /// Where; empty is everywhere, for a system owner alone.
    pub centres: Vec<CentreId>,
    /// As which employee she stands in the hall.
    pub subject: EmployeeId,
    /// The link by which she sets her password.
    pub invitation: Option<Invitation>,
}

/// An account that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// By which its owner signs in.
    pub login: EmployeeId,
    /// What she may do.
    pub role: Role,
    /// Where; empty is everywhere, for a system owner alone.
    pub centres: Vec<CentreId>,
    /// As which employee she stands in the hall.
    pub subject: EmployeeId,
    /// Her password; none before she has set it.
    pub password: Option<PasswordHash>,
    /// The link by which she sets it.
    pub invitation: Option<Invitation>,
    /// When it was made.
    pub created_at: Instant,
    /// Since when it opens nothing.
    pub disabled_at: Option<Instant>,
}

impl Account {
    /// Whether it opens anything.
    pub fn is_enabled(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// Whether its invitation can be used at an instant.
    pub fn is_invited_at(&self, now: Instant) -> bool {
        self.is_enabled() && self.invitation.as_ref().is_some_and(|invitation| now < invitation.until)
    }

    pub(crate) fn of(new: &NewAccount, at: Instant) -> Self {
        let NewAccount { login, role, centres, subject, invitation } = new.clone();
        Self { login, role, centres, subject, password: None, invitation, created_at: at, disabled_at: None }
    }

    /// What the record of changes shows of it.
    fn told(&self) -> String {
        let told = json!({
            "role": self.role,
            "centres": self.centres,
            "subject": self.subject,
            "has_password": self.password.is_some(),
            "invited_until": self.invitation.as_ref().map(|invitation| invitation.until),
            "disabled_at": self.disabled_at,
        });
        told.to_string()
    }
}

/// What changes in an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// What she may do, and where.
    Role {
        /// What.
        role: Role,
        /// Where.
        centres: Vec<CentreId>,
    },
    /// A new link; the one before is void. Her password stays until she has set another.
    Invite(Invitation),
    /// Her password, set by her invitation: nothing changes where the invitation is another, is void, or was used.
    Accept {
        /// SHA-256 of the invitation's secret.
        invitation: [u8; 32],
        /// The new password.
        password: PasswordHash,
    },
    /// Her password. Nothing changes where it is no longer the one that she showed.
    Password {
        /// The password that she showed.
        before: PasswordHash,
        /// The new one.
        after: PasswordHash,
    },
    /// It opens nothing any more.
    Disable,
    /// It opens again what it opened before.
    Enable,
}

impl AccountChange {
    /// The account afterwards; `None` where nothing changes.
    pub(crate) fn apply(&self, account: &Account, at: Instant) -> Option<Account> {
        let mut after = account.clone();
        match self {
            Self::Role { role, centres } => {
                after.role = *role;
                after.centres.clone_from(centres);
            }
            Self::Invite(invitation) => after.invitation = account.is_enabled().then(|| invitation.clone()),
            Self::Accept { invitation, password } => {
                let held = account.invitation.as_ref().filter(|_| account.is_invited_at(at))?;
                if held.hash != *invitation {
                    return None;
                }
                after.invitation = None;
                after.password = Some(password.clone());
            }
            Self::Password { before, after: new } => {
                if !account.is_enabled() || account.password.as_ref() != Some(before) {
                    return None;
                }
                after.password = Some(new.clone());
                // Whoever has a link from before must not undo this.
                after.invitation = None;
            }
            Self::Disable => {
                after.disabled_at = account.disabled_at.or(Some(at));
                after.invitation = None;
            }
            Self::Enable => after.disabled_at = None,
        }
        (after != *account).then_some(after)
    }

    /// Whether all sessions end with it.
    pub(crate) fn ends_sessions(&self) -> bool {
        matches!(self, Self::Accept { .. } | Self::Password { .. } | Self::Disable)
    }

    fn what(&self) -> &'static str {
        match self {
            Self::Role { .. } => "account_role_changed",
            Self::Invite(_) => "account_invited",
            Self::Accept { .. } => "account_accepted",
            Self::Password { .. } => "account_password_changed",
            Self::Disable => "account_disabled",
            Self::Enable => "account_enabled",
        }
    }
}

/// Somebody who is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// Whose.
    pub login: EmployeeId,
    /// When she signed in.
    pub began_at: Instant,
    /// When it was used, as far as that was written.
    pub used_at: Instant,
}

impl fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionRow").field("began_at", &self.began_at).finish_non_exhaustive()
    }
}

/// A device that asks to be let in.
#[derive(Clone, PartialEq, Eq)]
pub struct Pairing {
    /// What it shows.
    pub code: String,
    /// SHA-256 of its secret, which becomes that of its token.
    pub hash: [u8; 32],
    /// When it asked.
    pub asked_at: Instant,
}

impl fmt::Debug for Pairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pairing").field("asked_at", &self.asked_at).finish_non_exhaustive()
    }
}

/// What came of a device's asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It may show its code.
    Open,
    /// Too many ask already.
    Full,
    /// Another shows the same code: it takes another one.
    Taken,
}

/// The device that a pairing is confirmed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// The name of its token.
    pub name: String,
    /// Where it stands.
    pub centre: CentreId,
    /// Which kiosk, screen or printer it is there.
    pub device: String,
}

impl NewDevice {
    /// Its token, with the secret that the device has already.
    pub(crate) fn token(&self, hash: [u8; 32]) -> NewToken {
        NewToken {
            name: self.name.clone(),
            role: Role::Device,
            centres: vec![self.centre.clone()],
            subject: Some(self.device.clone()),
            hash,
            expires_at: None,
        }
    }
}

impl NewChange {
    pub(crate) fn account_created(account: &Account) -> Self {
        Self { what: "account_created", subject: account.login.to_string(), before: None, after: Some(account.told()) }
    }

    pub(crate) fn account_changed(change: &AccountChange, before: &Account, after: &Account) -> Self {
        Self {
            what: change.what(),
            subject: before.login.to_string(),
            before: Some(before.told()),
            after: Some(after.told()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_fault_39_no_hash_is_shown_by_a_value_that_holds_one() {
        let hash = [0xab; 32];
        let invitation = Invitation { hash, until: Instant::default() };
        let login: EmployeeId = "mette".parse().unwrap();
        let account = Account {
            login: login.clone(),
            role: Role::Manager,
            centres: Vec::new(),
            subject: login.clone(),
            password: Some(PasswordHash::new("$argon2id$secret".to_owned())),
            invitation: Some(invitation),
            created_at: Instant::default(),
            disabled_at: None,
        };
        let at = Instant::default();
        let session = SessionRow { hash, login, began_at: at, used_at: at };
        let pairing = Pairing { code: "ABCDEFGH".to_owned(), hash, asked_at: at };
        let shown = format!("{account:?} {session:?} {pairing:?} {}", account.told());
        for secret in ["argon2id$", "171", "ABCDEFGH"] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
    }
}
