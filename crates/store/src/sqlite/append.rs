//! Appending a batch inside its transaction. The hot path: two rows for a ticket.
//!
//! The writer knows the head of each stream in use and gives out versions and positions itself. That knowledge is only
//! ever a short cut: the tables' own keys are the safety net, and a collision there (another process wrote) starts the
//! batch again with heads read from the file. Nothing here may commit.

use std::collections::BTreeMap;

use domain::codec;
use domain::event::{Event, Fact};
use domain::ids::StreamId;
use rusqlite::{CachedStatement, Connection, OptionalExtension, ffi, params};

use super::rows::{int, nat};
use super::{people, read};
use crate::append::{Append, Appended, LeftOut, RememberCommand, StreamPart};
use crate::error::StoreError;
use crate::people::PersonLimit;

/// The most streams whose heads are kept in memory; past it all are forgotten and read again when used.
const HEADS_MAX: usize = 1_024;

const INSERT_EVENT: &str = "INSERT INTO events
    (position, stream_id, version, at_ms, kind, form, setup, actor, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const INSERT_COMMAND: &str = "INSERT INTO commands
    (sender, id, body_hash, answer, at_ms, stream_id, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (sender, id) DO NOTHING";
const FIND_HEAD: &str = "SELECT s.id, (SELECT COALESCE(MAX(e.version), 0) FROM events e WHERE e.stream_id = s.id)
    FROM streams s WHERE s.centre = ?1 AND s.date = ?2";
const INSERT_STREAM: &str = "INSERT INTO streams (id, centre, date)
    VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM streams), ?1, ?2) RETURNING id";
const BOOKED: &str = "INSERT INTO booked (visit, centre, date) VALUES (?1, ?2, ?3)
    ON CONFLICT (visit) DO UPDATE SET centre = excluded.centre, date = excluded.date";
const CLOSE_STREAM: &str = "UPDATE streams SET closed = 1 WHERE id = ?1";
/// Why a batch was not written.
pub(super) enum Failure {
    /// A row stood where ours should: another process wrote.
    Collision,
    /// Anything else.
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        let collisions = [
            ffi::SQLITE_CONSTRAINT_UNIQUE,
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
            // A stream that we knew was deleted.
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
        ];
        match error.sqlite_error() {
            Some(sqlite) if collisions.contains(&sqlite.extended_code) => Self::Collision,
            _ => Self::Store(error.into()),
        }
    }
}

/// What the writer knows of the file without asking.
#[derive(Debug, Default)]
pub(super) struct Heads {
    streams: BTreeMap<StreamId, Head>,
    newest_position: Option<u64>,
}

/// A stream's row, where it has one, and its version.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    id: Option<i64>,
    version: u64,
}

impl Heads {
    pub(super) fn clear(&mut self) {
        self.streams.clear();
        self.newest_position = None;
    }

    fn keep(&mut self, stream: &StreamId, head: Head) {
        if let Some(known) = self.streams.get_mut(stream) {
            *known = head;
            return;
        }
        if self.streams.len() >= HEADS_MAX {
            self.streams.clear();
        }
        self.streams.insert(stream.clone(), head);
    }
}

/// Writes a batch; the outcomes stand in its order.
pub(super) fn append_batch(
    connection: &Connection,
    heads: &mut Heads,
    batch: &[Append],
) -> Result<Vec<Appended>, Failure> {
    let newest = match heads.newest_position {
        Some(newest) => newest,
        None => read::newest_position(connection)?,
    };
    let mut writer = Writer {
        connection,
        newest_position: newest,
        event: connection.prepare_cached(INSERT_EVENT)?,
        command: connection.prepare_cached(INSERT_COMMAND)?,
        heads,
    };
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut left_out = LeftOut::default();
    for append in batch {
        let outcome = if left_out.concerns(append) { writer.leave_out(append)? } else { writer.append(append)? };
        left_out.note(append, &outcome);
        outcomes.push(outcome);
    }
    let newest = writer.newest_position;
    drop(writer);
    heads.newest_position = Some(newest);
    Ok(outcomes)
}

/// A batch on its way into the file.
struct Writer<'a> {
    connection: &'a Connection,
    newest_position: u64,
    event: CachedStatement<'a>,
    command: CachedStatement<'a>,
    heads: &'a mut Heads,
}

impl Writer<'_> {
    /// Everything that can say no comes before the first event, so that nothing has to be taken back.
    fn append(&mut self, append: &Append) -> Result<Appended, Failure> {
        if !self.expectations_hold(&append.parts)? {
            return self.leave_out(append);
        }
        if let Some(most) = self.over_limit(&append.limits)? {
            let done = append.command.as_ref().map_or(Ok(None), |command| self.remembered(command))?;
            return Ok(done.unwrap_or(Appended::OverLimit { most }));
        }
        if let Some(command) = &append.command
            && !self.remember(command)?
        {
            return self.remembered(command)?.ok_or(Failure::Collision);
        }
        for part in append.parts.iter().filter(|part| !part.events.is_empty()) {
            self.append_events(part)?;
        }
        for change in &append.people {
            people::change(self.connection, change)?;
        }
        Ok(Appended::Committed)
    }

    /// The first limit that it would go past, earlier appends of the batch included.
    fn over_limit(&self, limits: &[PersonLimit]) -> Result<Option<u32>, Failure> {
        for limit in limits {
            if people::is_over(self.connection, limit)? {
                return Ok(Some(limit.most));
            }
        }
        Ok(None)
    }

    /// Nothing is written, and the sender of a command that was done before gets its answer.
    fn leave_out(&self, append: &Append) -> Result<Appended, Failure> {
        let done = append.command.as_ref().map_or(Ok(None), |command| self.remembered(command))?;
        Ok(done.unwrap_or(Appended::Conflict))
    }

    /// A head that does not fit is read from the file before it is believed: ours may be old.
    fn expectations_hold(&mut self, parts: &[StreamPart]) -> Result<bool, Failure> {
        for (i, part) in parts.iter().enumerate() {
            let earlier: usize = parts[..i].iter().filter(|p| p.stream == part.stream).map(|p| p.events.len()).sum();
            let fits = |head: Head| head.version + earlier as u64 == part.expected;
            let known = self.heads.streams.get(&part.stream).copied();
            if !known.is_some_and(fits) && !fits(self.read_head(&part.stream)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn head(&mut self, stream: &StreamId) -> Result<Head, Failure> {
        match self.heads.streams.get(stream) {
            Some(head) => Ok(*head),
            None => self.read_head(stream),
        }
    }

    fn read_head(&mut self, stream: &StreamId) -> Result<Head, Failure> {
        let mut statement = self.connection.prepare_cached(FIND_HEAD)?;
        let key = params![stream.centre.as_str(), stream.date.to_string()];
        let found =
            statement.query_row(key, |row| Ok(Head { id: Some(row.get(0)?), version: nat(row.get(1)?) })).optional()?;
        let head = found.unwrap_or_default();
        self.heads.keep(stream, head);
        Ok(head)
    }

    /// The stream's row, made where there is none.
    fn stream_id(&mut self, stream: &StreamId) -> Result<i64, Failure> {
        let head = self.head(stream)?;
        if let Some(id) = head.id {
            return Ok(id);
        }
        let mut statement = self.connection.prepare_cached(INSERT_STREAM)?;
        let key = params![stream.centre.as_str(), stream.date.to_string()];
        let id: i64 = statement.query_row(key, |row| row.get(0))?;
        self.heads.keep(stream, Head { id: Some(id), ..head });
        Ok(id)
    }

    fn append_events(&mut self, part: &StreamPart) -> Result<(), Failure> {
        let stream_id = self.stream_id(&part.stream)?;
        let mut version = self.head(&part.stream)?.version;
        for event in &part.events {
            version += 1;
            self.insert_event(stream_id, version, event)?;
            self.index_booked(&part.stream, &event.fact)?;
        }
        self.heads.keep(&part.stream, Head { id: Some(stream_id), version });
        if part.events.iter().any(|event| matches!(event.fact, Fact::DayClosed {})) {
            self.connection.prepare_cached(CLOSE_STREAM)?.execute([stream_id])?;
        }
        Ok(())
    }

    fn insert_event(&mut self, stream_id: i64, version: u64, event: &Event) -> Result<(), Failure> {
        let stored = codec::encode(&event.fact);
        let actor = serde_json::to_string(&event.by).map_err(|error| StoreError::Io(error.to_string()))?;
        let position = self.newest_position + 1;
        self.event.execute(params![
            int(position),
            stream_id,
            int(version),
            event.at.as_millis(),
            stored.kind,
            stored.form,
            event.setup.0,
            actor,
            stored.body,
        ])?;
        self.newest_position = position;
        Ok(())
    }

    /// The day that a booked visit is on is the last that it was booked on.
    fn index_booked(&self, stream: &StreamId, fact: &Fact) -> Result<(), Failure> {
        if let Fact::Booked { visit, .. } = fact {
            let row = params![visit.to_string(), stream.centre.as_str(), stream.date.to_string()];
            self.connection.prepare_cached(BOOKED)?.execute(row)?;
        }
        Ok(())
    }

    /// Whether the command was new.
    fn remember(&mut self, command: &RememberCommand) -> Result<bool, Failure> {
        let stream_id = self.stream_id(&command.stream)?;
        let inserted = self.command.execute(params![
            command.sender,
            command.id,
            command.body_hash,
            command.answer,
            command.at.as_millis(),
            stream_id,
            int(command.version),
        ])?;
        Ok(inserted == 1)
    }

    fn remembered(&self, command: &RememberCommand) -> Result<Option<Appended>, Failure> {
        let remembered = read::remembered(self.connection, &command.sender, &command.id)?;
        Ok(remembered.map(Appended::AlreadyDone))
    }
}
