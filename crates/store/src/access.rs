//! Tokens, set-ups and the record of who changed them.
//!
//! No secret is ever here: a token is known by its SHA-256, and a change says what a reader may see. Every change
//! stands in the record in the same transaction as what it changed.

use std::fmt;
use std::str::FromStr;

use domain::ids::{CentreId, SetupVersion};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::vault::Fingerprint;

/// What a token may do. The first four include one another in this order; a device stands outside of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A kiosk, a screen, a printer.
    Device,
    /// Serves citizens.
    Employee,
    /// Runs the hall of a centre.
    Manager,
    /// Keeps a centre's set-up.
    Superuser,
    /// Runs the installation.
    SystemOwner,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Device, Self::Employee, Self::Manager, Self::Superuser, Self::SystemOwner];

    /// Whether this role may do what `other` may: itself, and for people the roles before it. A device includes and is
    /// included by no other.
    pub fn includes(self, other: Self) -> bool {
        self == other || (self > other && other != Self::Device)
    }

    /// The name in tables, files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Employee => "employee",
            Self::Manager => "manager",
            Self::Superuser => "superuser",
            Self::SystemOwner => "system_owner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRole(
    /// What was given.
    pub String,
);

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a role: device, employee, manager, superuser or system_owner", self.0)
    }
}

impl std::error::Error for UnknownRole {}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| UnknownRole(text.chars().take(60).collect()))
    }
}

/// A token to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// Its name, by which it is revoked, and which stands in events as the program that acted.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Where; empty is everywhere, for a system owner alone.
    pub centres: Vec<CentreId>,
    /// The employee or the device that it stands for.
    pub subject: Option<String>,
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// From when on it is void.
    pub expires_at: Option<Instant>,
}

/// A token that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Where; empty is everywhere.
    pub centres: Vec<CentreId>,
    /// The employee or the device that it stands for.
    pub subject: Option<String>,
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// When it was made.
    pub created_at: Instant,
    /// From when on it is void.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

impl TokenRow {
    /// Whether it opens anything at an instant.
    pub fn is_valid_at(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// A centre's set-up to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSetup {
    /// Which centre's.
    pub centre: CentreId,
    /// All of it, as one text.
    pub content: String,
}

/// A centre's published set-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupRow {
    /// Which centre's.
    pub centre: CentreId,
    /// Its version, from 1.
    pub version: SetupVersion,
    /// All of it, as one text.
    pub content: String,
    /// Who published it.
    pub published_by: String,
    /// When.
    pub published_at: Instant,
}

/// One line of the record of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the record.
    pub id: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// What was done: `token_created`, `token_revoked`, `account_created`, `account_role_changed`,
    /// `account_invited`, `account_accepted`, `account_password_changed`, `account_disabled`, `account_enabled`,
    /// `setup_published`, `people_forgotten`, `streams_forgotten`, `look_ups_forgotten`, `vault_key_entered`,
    /// `vault_keys_replaced`, `vault_key_given_up`, `look_ups_told`, `watch_entered`, `watch_changed`.
    pub what: String,
    /// To what: a token's name, a login, a centre, a date, the fingerprint of a key, a visit, the kinds of what a person was
    /// found by.
    pub subject: String,
    /// How it was before, as JSON.
    pub before: Option<String>,
    /// How it is after, as JSON.
    pub after: Option<String>,
}

/// A change that has no place yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewChange {
    pub(crate) what: &'static str,
    pub(crate) subject: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl NewChange {
    pub(crate) fn token_created(token: &NewToken) -> Self {
        let after = serde_json::json!({
            "role": token.role, "centres": token.centres, "subject": token.subject, "expires_at": token.expires_at,
        });
        Self { what: "token_created", subject: token.name.clone(), before: None, after: Some(after.to_string()) }
    }

    pub(crate) fn token_revoked(name: &str, at: Instant) -> Self {
        let json = |revoked_at: Option<Instant>| Some(serde_json::json!({ "revoked_at": revoked_at }).to_string());
        Self { what: "token_revoked", subject: name.to_owned(), before: json(None), after: json(Some(at)) }
    }

    /// The texts themselves stand beside their version, and need not stand twice.
    pub(crate) fn setup_published(setup: &NewSetup, before: Option<SetupVersion>, after: SetupVersion) -> Self {
        let json = |version: SetupVersion| serde_json::json!({ "version": version }).to_string();
        Self {
            what: "setup_published",
            subject: setup.centre.as_str().to_owned(),
            before: before.map(json),
            after: Some(json(after)),
        }
    }

    pub(crate) fn vault_key_entered(key: Fingerprint) -> Self {
        Self { what: "vault_key_entered", subject: key.to_string(), before: None, after: None }
    }

    pub(crate) fn vault_keys_replaced(by: Fingerprint, count: u64) -> Self {
        let after = serde_json::json!({ "replaced": count }).to_string();
        Self { what: "vault_keys_replaced", subject: by.to_string(), before: None, after: Some(after) }
    }

    pub(crate) fn vault_key_given_up(key: Fingerprint, deleted: u64) -> Self {
        let after = serde_json::json!({ "deleted": deleted }).to_string();
        Self { what: "vault_key_given_up", subject: key.to_string(), before: None, after: Some(after) }
    }

    pub(crate) fn look_ups_told(found_by: &str, count: u64) -> Self {
        let after = serde_json::json!({ "told": count }).to_string();
        Self { what: "look_ups_told", subject: found_by.to_owned(), before: None, after: Some(after) }
    }

    pub(crate) fn forgotten(what: &'static str, until: jiff::civil::Date, count: u64) -> Self {
        let after = serde_json::json!({ "deleted": count }).to_string();
        Self { what, subject: until.to_string(), before: None, after: Some(after) }
    }
}
