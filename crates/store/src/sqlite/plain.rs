//! What is not a day: tokens and set-ups. Each change stands in the record of changes in its own transaction.

use domain::ids::{CentreId, SetupVersion};
use domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::SqliteStore;
use crate::access::{NewChange, NewSetup, NewToken};
use crate::error::StoreError;

const INSERT_TOKEN: &str = "INSERT INTO tokens (name, role, centres, subject, hash, created_at_ms, expires_at_ms)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
const REVOKE_TOKEN: &str = "UPDATE tokens SET revoked_at_ms = ?2 WHERE name = ?1 AND revoked_at_ms IS NULL";
const NEWEST_SETUP: &str = "SELECT version, content FROM setups WHERE centre = ?1 ORDER BY version DESC LIMIT 1";
const INSERT_SETUP: &str = "INSERT INTO setups (centre, version, content, published_by, published_at_ms)
    VALUES (?1, ?2, ?3, ?4, ?5)";
const INSERT_CHANGE: &str = "INSERT INTO changes (id, at_ms, who, what, subject, before_json, after_json)
    VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM changes), ?1, ?2, ?3, ?4, ?5, ?6)";

impl SqliteStore {
    pub(crate) fn create_token(&mut self, token: &NewToken, by: &str, at: Instant) -> Result<(), StoreError> {
        self.write(|transaction| enter_token(transaction, token, by, at))
    }

    pub(crate) fn revoke_token(&mut self, name: &str, by: &str, at: Instant) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let revoked = transaction.execute(REVOKE_TOKEN, params![name, at.as_millis()])? > 0;
            if revoked {
                record(transaction, &NewChange::token_revoked(name, at), by, at)?;
            }
            Ok(revoked)
        })
    }

    pub(crate) fn publish_setup(
        &mut self,
        setup: &NewSetup,
        by: &str,
        at: Instant,
    ) -> Result<SetupVersion, StoreError> {
        self.write(|transaction| {
            let newest: Option<(u32, String)> = transaction
                .query_row(NEWEST_SETUP, [setup.centre.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let before = newest.as_ref().map(|(version, _)| SetupVersion(*version));
            if let Some((version, content)) = newest
                && content == setup.content
            {
                return Ok(SetupVersion(version));
            }
            let version = SetupVersion(before.map_or(1, |version| version.0 + 1));
            let row = params![setup.centre.as_str(), version.0, setup.content, by, at.as_millis()];
            transaction.execute(INSERT_SETUP, row)?;
            record(transaction, &NewChange::setup_published(setup, before, version), by, at)?;
            Ok(version)
        })
    }
}

/// Enters a token, and that it was made.
pub(super) fn enter_token(connection: &Connection, token: &NewToken, by: &str, at: Instant) -> Result<(), StoreError> {
    let centres: Vec<&str> = token.centres.iter().map(CentreId::as_str).collect();
    let centres = serde_json::json!(centres).to_string();
    let row = params![
        token.name,
        token.role.as_str(),
        centres,
        token.subject,
        token.hash,
        at.as_millis(),
        token.expires_at.map(Instant::as_millis),
    ];
    if connection.execute(INSERT_TOKEN, row)? == 0 {
        return Err(StoreError::TokenExists(token.name.clone()));
    }
    record(connection, &NewChange::token_created(token), by, at)
}

/// Enters a line into the record of changes.
pub(super) fn record(connection: &Connection, change: &NewChange, by: &str, at: Instant) -> Result<(), StoreError> {
    let row = params![at.as_millis(), by, change.what, change.subject, change.before, change.after];
    connection.execute(INSERT_CHANGE, row).map(drop).map_err(StoreError::from)
}
