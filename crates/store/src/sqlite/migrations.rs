//! The tables, as numbered steps. A step that was applied is never changed: another one follows it.
//!
//! All that are missing are applied in one transaction. A file that a later program wrote is left alone, as is a
//! database of somebody else.

use rusqlite::{Connection, OptionalExtension, params};

use super::begin;
use crate::error::StoreError;

/// One step of the tables.
struct Migration {
    number: u32,
    name: &'static str,
    sql: &'static str,
}

/// All steps, in order, numbered from 1 without gaps.
const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "log", sql: include_str!("../../migrations/sqlite/0001_log.sql") },
    Migration { number: 2, name: "people", sql: include_str!("../../migrations/sqlite/0002_people.sql") },
    Migration { number: 3, name: "access", sql: include_str!("../../migrations/sqlite/0003_access.sql") },
    Migration { number: 4, name: "setups", sql: include_str!("../../migrations/sqlite/0004_setups.sql") },
    Migration { number: 5, name: "accounts", sql: include_str!("../../migrations/sqlite/0005_accounts.sql") },
    Migration { number: 6, name: "booked", sql: include_str!("../../migrations/sqlite/0006_booked.sql") },
    Migration { number: 7, name: "appointments", sql: include_str!("../../migrations/sqlite/0007_appointments.sql") },
    Migration { number: 8, name: "look_ups", sql: include_str!("../../migrations/sqlite/0008_look_ups.sql") },
    Migration { number: 9, name: "vault_keys", sql: include_str!("../../migrations/sqlite/0009_vault_keys.sql") },
    Migration { number: 10, name: "outbox", sql: include_str!("../../migrations/sqlite/0010_outbox.sql") },
    Migration { number: 11, name: "birth", sql: include_str!("../../migrations/sqlite/0011_birth.sql") },
    Migration { number: 12, name: "watches", sql: include_str!("../../migrations/sqlite/0012_watches.sql") },
];

const CREATE_MIGRATIONS: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";
const COUNT_TABLES: &str = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
const FIND_MIGRATIONS: &str = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'";
const APPLIED: &str = "SELECT number, checksum FROM migrations ORDER BY number";
const APPLY: &str = "INSERT INTO migrations (number, name, checksum) VALUES (?1, ?2, ?3)";

/// Brings the tables up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    if missing(connection)?.is_empty() {
        return Ok(());
    }
    let transaction = begin(connection)?;
    transaction.execute_batch(CREATE_MIGRATIONS)?;
    // Another process may have done it while we waited for the right to write.
    for migration in missing(&transaction)? {
        transaction.execute_batch(migration.sql)?;
        let applied = params![migration.number, migration.name, checksum(migration)];
        transaction.execute(APPLY, applied)?;
    }
    transaction.commit().map_err(StoreError::from)
}

/// Whether the file is empty, or one of ours that this program understands.
pub(super) fn is_ours(connection: &Connection) -> Result<(), StoreError> {
    missing(connection).map(|_| ())
}

/// Whether the file is the one that was brought up to date before.
pub(super) fn is_up_to_date(connection: &Connection) -> Result<(), StoreError> {
    if missing(connection)?.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Corrupt("the file is not the one that was opened at the start".to_owned()))
    }
}

/// The steps that the file does not have, after those that it has were found to be ours.
fn missing(connection: &Connection) -> Result<&'static [Migration], StoreError> {
    let ours = connection.query_row(FIND_MIGRATIONS, [], |_| Ok(())).optional()?.is_some();
    if !ours {
        let tables: i64 = connection.query_row(COUNT_TABLES, [], |row| row.get(0))?;
        return if tables == 0 {
            Ok(MIGRATIONS)
        } else {
            Err(StoreError::Corrupt("it is a database of another program".to_owned()))
        };
    }
    let mut statement = connection.prepare(APPLIED)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let applied: Vec<(u32, String)> = rows.collect::<Result<_, _>>()?;
    compare(&applied)
}

fn compare(applied: &[(u32, String)]) -> Result<&'static [Migration], StoreError> {
    let newest = applied.last().map_or(0, |(number, _)| *number);
    let known = MIGRATIONS.last().map_or(0, |migration| migration.number);
    if newest > known {
        return Err(StoreError::NewerSchema { found: newest, known });
    }
    for (migration, (number, found)) in MIGRATIONS.iter().zip(applied) {
        if *number != migration.number || *found != checksum(migration) {
            return Err(StoreError::MigrationChanged { number: *number, name: migration.name.to_owned() });
        }
    }
    Ok(MIGRATIONS.get(applied.len()..).unwrap_or_default())
}

fn checksum(migration: &Migration) -> String {
    blake3::hash(migration.sql.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_directory() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let names = std::fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        let listed: Vec<String> = MIGRATIONS.iter().map(|m| format!("{:04}_{}.sql", m.number, m.name)).collect();
        assert_eq!(names, listed);
        assert!(MIGRATIONS.iter().zip(1..).all(|(migration, number)| migration.number == number));
    }

    /// A file of a program that knew so many steps.
    fn as_of(steps: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(CREATE_MIGRATIONS).unwrap();
        for step in &MIGRATIONS[..steps] {
            connection.execute_batch(step.sql).unwrap();
            connection.execute(APPLY, params![step.number, step.name, checksum(step)]).unwrap();
        }
        connection
    }

    #[test]
    fn what_was_booked_before_its_index_is_in_it() {
        let mut connection = as_of(5);
        let add =
            "INSERT INTO streams (id, centre, date) VALUES (1, 'north', '2026-03-10'), (2, 'north', '2026-03-17');
            INSERT INTO events (position, stream_id, version, at_ms, kind, form, setup, actor, body) VALUES
                (1, 1, 1, 0, 'booked', 1, 1, '', '{\"fact\":\"booked\",\"visit\":\"a\"}'),
                (2, 2, 1, 0, 'booked', 2, 1, '', '{\"fact\":\"booked\",\"visit\":\"b\"}'),
                (3, 2, 2, 0, 'booked', 2, 1, '', '{\"fact\":\"booked\",\"visit\":\"a\"}'),
                (4, 1, 2, 0, 'ticket_taken', 1, 1, '', '{\"fact\":\"ticket_taken\",\"visit\":\"c\"}')";
        connection.execute_batch(add).unwrap();
        migrate(&mut connection).unwrap();
        let mut rows = connection.prepare("SELECT visit || ' ' || date FROM booked ORDER BY visit").unwrap();
        let rows: Vec<String> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows, ["a 2026-03-17", "b 2026-03-17"]);
    }

    /// A booking of the version before look-ups and keys: nothing of it is touched, and it is sealed under no key of the vault.
    #[test]
    fn what_the_vault_held_before_it_had_keys_is_there_as_it_was() {
        let mut connection = as_of(7);
        let add = "INSERT INTO people (visit, centre, date, forget_after, booked_for, is_open, name, phone, phone_hash)
            VALUES ('a', 'north', '2026-03-10', '2026-04-09', '[\"passport\"]', 1, x'01aa', x'01bb', x'cc')";
        connection.execute_batch(add).unwrap();
        migrate(&mut connection).unwrap();
        let kept = "SELECT COUNT(*) FROM people WHERE visit = 'a' AND centre = 'north' AND date = '2026-03-10'
            AND forget_after = '2026-04-09' AND booked_for = '[\"passport\"]' AND is_open = 1
            AND name = x'01aa' AND phone = x'01bb' AND phone_hash = x'cc'";
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count(kept), 1);
        assert_eq!((count("SELECT COUNT(*) FROM vault_keys"), count("SELECT COUNT(*) FROM look_ups")), (0, 0));
    }

    #[test]
    fn a_half_applied_file_gets_the_rest() {
        let mut connection = as_of(1);
        migrate(&mut connection).unwrap();
        assert!(missing(&connection).unwrap().is_empty());
        migrate(&mut connection).unwrap();
    }
}
