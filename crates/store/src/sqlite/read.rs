//! Reading from connections of its own, which see what is committed and never hold up the writer.
//!
//! There are at most `readers_max` of them; who comes when all are in use waits. A connection that met a fault of the
//! disk is not used again. Nothing here may write.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use domain::ids::{CentreId, EmployeeId, SetupVersion, StreamId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, Row, params};

use super::look_ups::{self, BY_HASH, HASHES_AFTER, OF_VISIT};
use super::people::{self, PEOPLE_AFTER, PEOPLE_OF_DAY};
use super::rows::{self, int, nat};
use super::{InPlace, SqliteOptions, keys, open_connection};
use crate::access::{Change, SetupRow, TokenRow};
use crate::accounts::{Account, Pairing, SessionRow};
use crate::append::{Recorded, Remembered};
use crate::error::StoreError;
use crate::look_ups::{LookUp, LookUpHash};
use crate::people::{HashKind, Person, PersonLimit};
use crate::vault::VaultKey;

const STREAM: &str = "SELECT e.version, e.at_ms, e.kind, e.form, e.setup, e.actor, e.body
    FROM events e JOIN streams s ON s.id = e.stream_id
    WHERE s.centre = ?1 AND s.date = ?2 AND e.version > ?3 ORDER BY e.version LIMIT ?4";
const HEAD: &str = "SELECT COALESCE(MAX(e.version), 0)
    FROM events e JOIN streams s ON s.id = e.stream_id WHERE s.centre = ?1 AND s.date = ?2";
const LOG: &str = "SELECT e.position, s.centre, s.date, e.version, e.at_ms, e.kind, e.form, e.setup, e.actor, e.body
    FROM events e JOIN streams s ON s.id = e.stream_id WHERE e.position > ?1 ORDER BY e.position LIMIT ?2";
const NEWEST_POSITION: &str = "SELECT COALESCE(MAX(position), 0) FROM events";
const FORGOTTEN_POSITION: &str = "SELECT value FROM counters WHERE name = 'forgotten_position'";
const REMEMBERED: &str = "SELECT c.body_hash, c.answer, c.at_ms, s.centre, s.date, c.version
    FROM commands c JOIN streams s ON s.id = c.stream_id WHERE c.sender = ?1 AND c.id = ?2";
const COMMAND_KEYS: &str = "SELECT sender, id FROM commands WHERE at_ms >= ?1 ORDER BY at_ms, sender, id";
const OPEN_STREAMS: &str = "SELECT s.centre, s.date FROM streams s WHERE s.date < ?1 AND s.closed = 0
    AND EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id) ORDER BY s.date, s.centre";
const STREAMS_OF: &str = "SELECT s.centre, s.date FROM streams s
    WHERE s.centre = ?1 AND s.date >= ?2 AND s.date <= ?3
    AND EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id) ORDER BY s.date";
const HEADS_OF: &str = "SELECT s.date, (SELECT MAX(e.version) FROM events e WHERE e.stream_id = s.id) FROM streams s
    WHERE s.centre = ?1 AND s.date >= ?2 AND s.date <= ?3
    AND EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id)";
const DAY_OF: &str = "SELECT centre, date FROM booked WHERE visit = ?1";
const TOKENS: &str = "SELECT name, role, centres, subject, hash, created_at_ms, expires_at_ms, revoked_at_ms
    FROM tokens ORDER BY name";
const TOKEN_BY_HASH: &str = "SELECT name, role, centres, subject, hash, created_at_ms, expires_at_ms, revoked_at_ms
    FROM tokens WHERE hash = ?1";
const ACCOUNTS: &str = "SELECT login, role, centres, subject, password, invitation, invitation_until_ms, created_at_ms,
    disabled_at_ms FROM accounts ORDER BY login";
pub(super) const ACCOUNT: &str = "SELECT login, role, centres, subject, password, invitation, invitation_until_ms,
    created_at_ms, disabled_at_ms FROM accounts WHERE login = ?1";
const ACCOUNT_BY_INVITATION: &str = "SELECT login, role, centres, subject, password, invitation, invitation_until_ms,
    created_at_ms, disabled_at_ms FROM accounts WHERE invitation = ?1";
const SESSIONS: &str = "SELECT hash, login, began_at_ms, used_at_ms FROM sessions ORDER BY login, began_at_ms, hash";
const PAIRING_BY_HASH: &str = "SELECT code, hash, asked_at_ms FROM pairings WHERE hash = ?1";
const NEWEST_SETUPS: &str = "SELECT s.centre, s.version, s.content, s.published_by, s.published_at_ms
    FROM setups s WHERE s.version = (SELECT MAX(n.version) FROM setups n WHERE n.centre = s.centre) ORDER BY s.centre";
const SETUP: &str = "SELECT centre, version, content, published_by, published_at_ms
    FROM setups WHERE centre = ?1 AND version = ?2";
const CHANGES: &str = "SELECT id, at_ms, who, what, subject, before_json, after_json
    FROM changes WHERE id > ?1 ORDER BY id LIMIT ?2";
const CHECK: &str = "SELECT COUNT(*) FROM migrations";

/// Connections for reading, shared by all who read.
#[derive(Clone)]
pub(crate) struct SqliteReader(Arc<Pool>);

struct Pool {
    file: InPlace,
    options: SqliteOptions,
    connections: Mutex<Connections>,
    given_back: Condvar,
}

#[derive(Default)]
struct Connections {
    idle: Vec<Connection>,
    in_use: usize,
}

/// A connection in use; given back, or given up, when dropped.
struct Lease<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl fmt::Debug for SqliteReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteReader").field("file", &self.0.file).finish_non_exhaustive()
    }
}

impl Pool {
    fn connections(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lease(&self) -> Lease<'_> {
        let mut connections = self.connections();
        while connections.in_use >= self.options.readers_max.max(1) {
            connections = self.given_back.wait(connections).unwrap_or_else(PoisonError::into_inner);
        }
        connections.in_use += 1;
        Lease { pool: self, connection: connections.idle.pop() }
    }
}

impl Lease<'_> {
    fn connection(&mut self) -> Result<&Connection, StoreError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.pool.open()?,
        };
        Ok(self.connection.insert(connection))
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut connections = self.pool.connections();
        connections.in_use -= 1;
        connections.idle.extend(self.connection.take());
        drop(connections);
        self.pool.given_back.notify_one();
    }
}

impl Pool {
    fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        open_connection(&self.file.path, flags, self.options)
    }
}

impl SqliteReader {
    pub(super) fn new(file: InPlace, options: SqliteOptions) -> Self {
        let connections = Mutex::default();
        Self(Arc::new(Pool { file, options, connections, given_back: Condvar::new() }))
    }

    pub(super) fn with<R>(&self, read: impl FnOnce(&Connection) -> Result<R, StoreError>) -> Result<R, StoreError> {
        let mut lease = self.0.lease();
        let result = lease.connection().and_then(read);
        if matches!(result, Err(StoreError::Io(_) | StoreError::Corrupt(_) | StoreError::ReadOnly)) {
            lease.connection = None;
        }
        result
    }

    pub(super) fn rows<R>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl Fn(&Row<'_>) -> Result<R, StoreError>,
    ) -> Result<Vec<R>, StoreError> {
        self.with(|connection| rows_of(connection, sql, params, row))
    }

    pub(crate) fn stream(&self, stream: &StreamId, after: u64, limit: usize) -> Result<Vec<Recorded>, StoreError> {
        let key = params![stream.centre.as_str(), stream.date.to_string(), int(after), int(limit as u64)];
        self.rows(STREAM, key, |row| rows::recorded(row, 0, stream))
    }

    pub(crate) fn head(&self, stream: &StreamId) -> Result<u64, StoreError> {
        let key = params![stream.centre.as_str(), stream.date.to_string()];
        self.with(|connection| number(connection, HEAD, key).map(Option::unwrap_or_default))
    }

    pub(crate) fn log(&self, after: u64, limit: usize) -> Result<Vec<(u64, StreamId, Recorded)>, StoreError> {
        self.rows(LOG, params![int(after), int(limit as u64)], |row| {
            let stream = rows::stream_id(rows::text(row, 1)?, rows::text(row, 2)?)?;
            let recorded = rows::recorded(row, 3, &stream)?;
            Ok((nat(row.get(0)?), stream, recorded))
        })
    }

    pub(crate) fn newest_position(&self) -> Result<u64, StoreError> {
        self.with(newest_position)
    }

    pub(crate) fn remembered(&self, sender: &str, id: &str) -> Result<Option<Remembered>, StoreError> {
        self.with(|connection| remembered(connection, sender, id))
    }

    pub(crate) fn command_keys_since(&self, at: Instant) -> Result<Vec<(String, String)>, StoreError> {
        let key = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.rows(COMMAND_KEYS, [at.as_millis()], key)
    }

    pub(crate) fn open_streams_before(&self, date: Date) -> Result<Vec<StreamId>, StoreError> {
        self.rows(OPEN_STREAMS, [date.to_string()], stream_id)
    }

    pub(crate) fn streams_of(&self, centre: &CentreId, from: Date, to: Date) -> Result<Vec<StreamId>, StoreError> {
        self.rows(STREAMS_OF, params![centre.as_str(), from.to_string(), to.to_string()], stream_id)
    }

    pub(crate) fn heads_of(&self, centre: &CentreId, from: Date, to: Date) -> Result<BTreeMap<Date, u64>, StoreError> {
        let heads = self.rows(HEADS_OF, params![centre.as_str(), from.to_string(), to.to_string()], |row| {
            let stream = rows::stream_id(centre.as_str(), rows::text(row, 0)?)?;
            Ok((stream.date, nat(row.get(1)?)))
        })?;
        Ok(heads.into_iter().collect())
    }

    pub(crate) fn day_of(&self, visit: VisitId) -> Result<Option<StreamId>, StoreError> {
        self.rows(DAY_OF, [visit.to_string()], stream_id).map(|mut found| found.pop())
    }

    pub(crate) fn tokens(&self) -> Result<Vec<TokenRow>, StoreError> {
        self.rows(TOKENS, [], rows::token)
    }

    pub(crate) fn token_by_hash(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError> {
        self.rows(TOKEN_BY_HASH, [hash], rows::token).map(|mut found| found.pop())
    }

    pub(crate) fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.rows(ACCOUNTS, [], rows::account)
    }

    pub(crate) fn account(&self, login: &EmployeeId) -> Result<Option<Account>, StoreError> {
        self.rows(ACCOUNT, [login.as_str()], rows::account).map(|mut found| found.pop())
    }

    pub(crate) fn account_by_invitation(&self, hash: &[u8; 32]) -> Result<Option<Account>, StoreError> {
        self.rows(ACCOUNT_BY_INVITATION, [hash], rows::account).map(|mut found| found.pop())
    }

    pub(crate) fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        self.rows(SESSIONS, [], rows::session)
    }

    pub(crate) fn pairing_by_hash(&self, hash: &[u8; 32]) -> Result<Option<Pairing>, StoreError> {
        self.rows(PAIRING_BY_HASH, [hash], rows::pairing).map(|mut found| found.pop())
    }

    pub(crate) fn newest_setups(&self) -> Result<Vec<SetupRow>, StoreError> {
        self.rows(NEWEST_SETUPS, [], rows::setup)
    }

    pub(crate) fn setup(&self, centre: &CentreId, version: SetupVersion) -> Result<Option<SetupRow>, StoreError> {
        self.rows(SETUP, params![centre.as_str(), version.0], rows::setup).map(|mut found| found.pop())
    }

    pub(crate) fn person(&self, visit: VisitId) -> Result<Option<Person>, StoreError> {
        self.with(|connection| people::person(connection, visit))
    }

    pub(crate) fn people_by_hash(&self, kind: HashKind, hash: &[u8; 32]) -> Result<Vec<VisitId>, StoreError> {
        self.rows(people::by_hash(kind), [hash], |row| rows::named(rows::text(row, 0)?))
    }

    pub(crate) fn people_of_day(&self, centre: &CentreId, date: Date, most: usize) -> Result<Vec<Person>, StoreError> {
        self.rows(PEOPLE_OF_DAY, params![centre.as_str(), date.to_string(), int(most as u64)], rows::person)
    }

    pub(crate) fn is_over(&self, limit: &PersonLimit) -> Result<bool, StoreError> {
        self.with(|connection| people::is_over(connection, limit))
    }

    pub(crate) fn people_after(&self, after: Option<VisitId>, most: usize) -> Result<Vec<Person>, StoreError> {
        let after = after.map(|visit| visit.to_string()).unwrap_or_default();
        self.rows(PEOPLE_AFTER, params![after, int(most as u64)], rows::person)
    }

    pub(crate) fn look_ups_by_hash(
        &self,
        kind: HashKind,
        hash: &[u8; 32],
        most: usize,
    ) -> Result<Vec<LookUp>, StoreError> {
        self.rows(BY_HASH, params![hash, look_ups::number(kind), int(most as u64)], rows::look_up)
    }

    pub(crate) fn look_ups_of_visit(&self, visit: VisitId, most: usize) -> Result<Vec<LookUp>, StoreError> {
        self.rows(OF_VISIT, params![visit.to_string(), int(most as u64)], rows::look_up)
    }

    pub(crate) fn look_up_hashes_after(
        &self,
        after: Option<&LookUpHash>,
        most: usize,
    ) -> Result<Vec<LookUpHash>, StoreError> {
        let (id, kind) = after.map_or((0, 0), |after| (int(after.look_up), look_ups::number(after.kind)));
        self.rows(HASHES_AFTER, params![id, kind, int(most as u64)], look_ups::hash)
    }

    pub(crate) fn vault_keys(&self) -> Result<Vec<VaultKey>, StoreError> {
        self.rows(keys::KEYS, [], keys::key)
    }

    pub(crate) fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        self.rows(CHANGES, params![int(after), int(limit as u64)], rows::change)
    }

    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.0.file.check()?;
        self.with(|connection| number(connection, CHECK, []).map(drop))
    }
}

/// The newest position that was ever given, deleted ones included.
pub(super) fn newest_position(connection: &Connection) -> Result<u64, StoreError> {
    let newest = number(connection, NEWEST_POSITION, [])?.unwrap_or_default();
    let forgotten = number(connection, FORGOTTEN_POSITION, [])?.unwrap_or_default();
    Ok(newest.max(forgotten))
}

/// A command that was done before.
pub(super) fn remembered(connection: &Connection, sender: &str, id: &str) -> Result<Option<Remembered>, StoreError> {
    rows_of(connection, REMEMBERED, params![sender, id], rows::remembered).map(|mut found| found.pop())
}

fn stream_id(row: &Row<'_>) -> Result<StreamId, StoreError> {
    rows::stream_id(rows::text(row, 0)?, rows::text(row, 1)?)
}

fn number(connection: &Connection, sql: &str, params: impl Params) -> Result<Option<u64>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let number = statement.query_row(params, |row| row.get(0)).optional()?;
    Ok(number.map(nat))
}

pub(super) fn rows_of<R>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    row: impl Fn(&Row<'_>) -> Result<R, StoreError>,
) -> Result<Vec<R>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut cursor = statement.query(params)?;
    let mut rows = Vec::new();
    while let Some(next) = cursor.next()? {
        rows.push(row(next)?);
    }
    Ok(rows)
}
