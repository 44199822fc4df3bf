//! The same rows without the server: one thread, one connection, the same tables, as many rows in a transaction.
//!
//! The rows and the tables are read from the file that the server has just written, so that nothing is assumed of
//! them. This is the ceiling that the durable path is compared with: nothing is decided, folded, encoded or sent.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::failure::{Doing as _, Failure};
use crate::statistics::{Latencies, number, per_second};

/// What the server wrote for one kind of command, and the tables.
#[derive(Debug)]
pub struct Rows {
    /// The tables and indexes, in the order in which they must be made.
    tables: Vec<String>,
    /// Rows that others point to.
    streams: Table,
    events: Table,
    commands: Table,
    /// How many events each command has.
    events_of: Vec<u32>,
}

#[derive(Debug)]
struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// What the raw appends brought.
#[derive(Debug, Clone)]
pub struct RawOutcome {
    /// How many commands were appended, each with its event and its memory.
    pub appended: u64,
    /// In what time.
    pub elapsed: Duration,
    /// How long each transaction took.
    pub transactions: Latencies,
}

impl RawOutcome {
    /// Appends per second.
    pub fn rate(&self) -> f64 {
        per_second(self.appended, self.elapsed)
    }
}

impl Rows {
    /// Reads the rows that the commands whose last fact is of this kind left in a server's file: for each its events and
    /// the remembered command.
    ///
    /// # Errors
    /// Where the file cannot be read, or has no such rows.
    pub fn read(database: &Path, kind: &str, most: usize) -> Result<Self, Failure> {
        let file = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let chosen = "CREATE TEMP TABLE chosen AS \
             WITH before AS (SELECT *, LAG(version, 1, 0) OVER (PARTITION BY stream_id ORDER BY version) AS earlier FROM commands) \
             SELECT b.sender, b.id, b.stream_id, b.version, b.earlier, e.position AS last \
             FROM before AS b JOIN events AS e ON e.stream_id = b.stream_id AND e.version = b.version \
             WHERE e.kind = ?1 ORDER BY last LIMIT ?2";
        file.execute(chosen, rusqlite::params![kind, i64::try_from(most)?])?;
        let commands = "SELECT c.* FROM chosen AS x CROSS JOIN commands AS c ON c.sender = x.sender AND c.id = x.id ORDER BY x.last";
        let events = "SELECT e.* FROM chosen AS x CROSS JOIN events AS e ON e.stream_id = x.stream_id \
                      AND e.version > x.earlier AND e.version <= x.version ORDER BY x.last, e.position";
        let rows = Self {
            tables: tables(&file)?,
            streams: table(&file, "streams", "SELECT * FROM streams")?,
            events: table(&file, "events", events)?,
            commands: table(&file, "commands", commands)?,
            events_of: file
                .prepare("SELECT version - earlier FROM chosen ORDER BY last")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?,
        };
        if rows.commands.rows.is_empty()
            || rows.events.rows.len() != usize::try_from(rows.events_of.iter().sum::<u32>())?
        {
            return Err(Failure::new(format!("the server's file has no remembered command with a fact `{kind}`")));
        }
        Ok(rows)
    }

    /// How many commands there are.
    pub fn count(&self) -> usize {
        self.commands.rows.len()
    }

    /// Begins a new file with them.
    ///
    /// # Errors
    /// Whatever the database says.
    pub fn begin(&self, file: &Path) -> Result<Filling<'_>, Failure> {
        Ok(Filling { rows: self, connection: self.new_file(file)?, done: 0, next_event: 0 })
    }

    fn new_file(&self, file: &Path) -> Result<Connection, Failure> {
        for ending in ["", "-wal", "-shm"] {
            let mut path = file.as_os_str().to_owned();
            path.push(ending);
            let _ = std::fs::remove_file(path);
        }
        let connection = Connection::open(file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        for statement in &self.tables {
            connection.execute_batch(statement).doing(|| format!("making the same tables: {statement}"))?;
        }
        let transaction = connection.unchecked_transaction()?;
        for row in &self.streams.rows {
            transaction.execute(&self.streams.insert, params_from_iter(row))?;
        }
        transaction.commit()?;
        Ok(connection)
    }
}

/// A file that the rows go into, one after the other.
#[derive(Debug)]
pub struct Filling<'a> {
    rows: &'a Rows,
    connection: Connection,
    /// How many commands are in it.
    done: usize,
    /// The first event that is not.
    next_event: usize,
}

impl Filling<'_> {
    /// Appends the next ones, `batch` commands (on average) in a transaction, no more than `most`, until `time_max` is
    /// over.
    ///
    /// # Errors
    /// Whatever the database says.
    pub fn append(&mut self, batch: f64, most: usize, time_max: Duration) -> Result<RawOutcome, Failure> {
        let before = self.done;
        let end = self.rows.count().min(before.saturating_add(most));
        let mut transactions = Latencies::new()?;
        let begun = Instant::now();
        let mut due = number(u64::try_from(before)?);
        while self.done < end && begun.elapsed() < time_max {
            due += batch;
            let until = whole(due).clamp(self.done + 1, end);
            let one = Instant::now();
            self.transaction(until)?;
            transactions.record(one.elapsed());
        }
        let elapsed = begun.elapsed();
        Ok(RawOutcome { appended: u64::try_from(self.done - before)?, elapsed, transactions })
    }

    /// All commands up to this one, durable together.
    fn transaction(&mut self, until: usize) -> Result<(), Failure> {
        let rows = self.rows;
        let transaction = self.connection.transaction()?;
        {
            let mut event = transaction.prepare_cached(&rows.events.insert)?;
            let mut command = transaction.prepare_cached(&rows.commands.insert)?;
            for index in self.done..until {
                let events = self.next_event..self.next_event + usize::try_from(rows.events_of[index])?;
                self.next_event = events.end;
                for row in &rows.events.rows[events] {
                    event.execute(params_from_iter(row))?;
                }
                command.execute(params_from_iter(&rows.commands.rows[index]))?;
            }
        }
        transaction.commit()?;
        self.done = until;
        Ok(())
    }
}

/// The whole part of a small positive number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and some hundred thousand rows")]
fn whole(number: f64) -> usize {
    number.round() as usize
}

/// Tables before indexes; what the database makes by itself has no text.
fn tables(file: &Connection) -> Result<Vec<String>, Failure> {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' \
               ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, rowid";
    let mut statement = file.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<Result<Vec<String>, _>>()?)
}

fn table(file: &Connection, name: &str, select: &str) -> Result<Table, Failure> {
    let mut statement = file.prepare(select)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        rows.push((0..columns.len()).map(|i| row.get(i)).collect::<Result<Vec<Value>, _>>()?);
    }
    let places: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
    let insert = format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), places.join(", "));
    Ok(Table { insert, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    /// The store's own tables, and rows of the size that a ticket leaves.
    fn server_file(folder: &Path, tickets: i64) -> std::path::PathBuf {
        let path = folder.join("server.sqlite");
        let file = Connection::open(&path).expect("opened");
        file.execute_batch(include_str!("../../crates/store/migrations/sqlite/0001_log.sql")).expect("the tables");
        file.execute("INSERT INTO streams (id, centre, date) VALUES (1, 'centre-01', '2026-11-23')", [])
            .expect("a stream");
        let opened = "INSERT INTO events VALUES (1, 1, 1, 0, 'day_opened', 1, 1, '\"clock\"', '{}')";
        file.execute(opened, []).expect("the first event");
        for i in 2..=tickets + 1 {
            let body = format!("{{\"fact\":\"ticket_taken\",\"filler\":\"{}\"}}", "x".repeat(300));
            let event = "INSERT INTO events VALUES (?1, 1, ?1, 0, 'ticket_taken', 1, 1, '\"citizen\"', ?2)";
            file.execute(event, rusqlite::params![i, body]).expect("an event");
            let command = "INSERT INTO commands VALUES ('bench', ?1, x'00', ?2, 0, 1, ?3)";
            file.execute(command, rusqlite::params![format!("k-{i}"), body, i]).expect("a command");
        }
        path
    }

    #[test]
    fn the_same_rows_are_appended_in_batches_of_the_same_size() {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = Rows::read(&server_file(folder.path(), 100), "ticket_taken", 1_000).expect("rows");
        assert_eq!(rows.count(), 100);
        let raw = folder.path().join("raw.sqlite");
        let mut filling = rows.begin(&raw).expect("begun");
        let outcome = filling.append(2.5, 50, LONG).expect("appended");
        assert_eq!((outcome.appended, outcome.transactions.count()), (50, 20));
        let outcome = filling.append(1.0, usize::MAX, LONG).expect("the rest");
        assert_eq!((outcome.appended, outcome.transactions.count()), (50, 50));
        let file = Connection::open(&raw).expect("opened");
        let count = |table: &str| -> i64 {
            file.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
        };
        assert_eq!((count("events"), count("commands")), (101, 100), "the first has two events");
        let mut anew = rows.begin(&raw).expect("begun anew");
        assert_eq!(anew.append(1.0, usize::MAX, LONG).expect("appended").transactions.count(), 100);
    }

    #[test]
    fn a_file_without_such_rows_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Rows::read(&server_file(folder.path(), 1), "called", 10).is_err());
    }
}
