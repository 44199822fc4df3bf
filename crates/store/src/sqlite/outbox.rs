//! The outbox in the file.

use domain::ids::VisitId;
use domain::message::{Channel, Fate, MessageKind};
use domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{self, int, nat};
use super::{SqliteReader, SqliteStore};
use crate::Forgotten;
use crate::error::StoreError;
use crate::outbox::{OutboxRow, OutboxState, OutboxWrite, Waiting, channel_name, fate_name};

const INSERT: &str = "INSERT INTO outbox
    (id, centre, date, visit, kind, channel, place, leads, starts_at_ms, made_at_ms, due_at_ms, next_try_at_ms,
     tries, unknown, state, provider_id, reports, to_note, changed_at_ms)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
    ON CONFLICT (id) DO NOTHING";
const UPDATE: &str = "UPDATE outbox SET
    centre = ?2, date = ?3, visit = ?4, kind = ?5, channel = ?6, place = ?7, leads = ?8, starts_at_ms = ?9,
    made_at_ms = ?10, due_at_ms = ?11, next_try_at_ms = ?12, tries = ?13, unknown = ?14, state = ?15, provider_id = ?16,
    reports = ?17, to_note = ?18, changed_at_ms = ?19 WHERE id = ?1";
const SET_CURSOR: &str = "INSERT INTO counters (name, value) VALUES ('outbox_cursor', ?1)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";
const CURSOR: &str = "SELECT value FROM counters WHERE name = 'outbox_cursor'";

/// The columns of a row, in the order of [`row`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, centre, date, visit, kind, channel, place, leads, starts_at_ms, made_at_ms, due_at_ms, ",
            "next_try_at_ms, tries, unknown, state, provider_id, reports, to_note, changed_at_ms FROM outbox AS o ",
            $rest
        )
    };
}

const BY_ID: &str = select!("WHERE id = ?1");
const DUE: &str = select!(
    "WHERE state = 'waiting' AND channel = ?1 AND next_try_at_ms <= ?2 AND NOT EXISTS (
        SELECT 1 FROM outbox AS b WHERE b.visit = o.visit AND b.channel = o.channel AND b.place < o.place
        AND b.leads = 1 AND b.state IN ('waiting', 'sending'))
    ORDER BY due_at_ms, place, id LIMIT ?3"
);
const IN_STATE: &str = select!("WHERE state = ?1 AND next_try_at_ms >= ?2 ORDER BY id LIMIT ?3");
const TO_NOTE: &str = select!("WHERE to_note IS NOT NULL ORDER BY changed_at_ms, id LIMIT ?1");
const OF_VISIT: &str = select!("WHERE visit = ?1 ORDER BY place, id");
const OF_PROVIDER: &str = select!("WHERE provider_id = ?1 AND channel = ?2 ORDER BY id");
const NEXT: &str = "SELECT MIN(next_try_at_ms) FROM outbox WHERE state = 'waiting' AND next_try_at_ms > ?1";
const WAITING: &str = "SELECT COUNT(*), MIN(due_at_ms) FROM outbox
    WHERE state IN ('waiting', 'sending') AND channel = ?1 AND due_at_ms <= ?2";
const FORGET: &str = "DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE state NOT IN ('waiting', 'sending') AND to_note IS NULL AND changed_at_ms < ?1
    ORDER BY changed_at_ms, id LIMIT ?2)";

impl SqliteStore {
    pub(crate) fn write_outbox(&mut self, write: &OutboxWrite) -> Result<u64, StoreError> {
        self.write(|transaction| {
            let mut entered = 0;
            for row in &write.new {
                entered += put(transaction, INSERT, row)?;
            }
            for row in &write.changed {
                put(transaction, UPDATE, row)?;
            }
            if let Some(cursor) = write.cursor {
                transaction.prepare_cached(SET_CURSOR)?.execute([int(cursor)])?;
            }
            Ok(entered)
        })
    }

    pub(crate) fn forget_messages_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let count = transaction.execute(FORGET, params![at.as_millis(), int(most as u64)])? as u64;
            Ok(Forgotten { count, more: count >= most as u64 })
        })
    }
}

fn put(connection: &Connection, sql: &str, row: &OutboxRow) -> Result<u64, StoreError> {
    let count = connection.prepare_cached(sql)?.execute(params![
        row.id,
        row.stream.centre.as_str(),
        row.stream.date.to_string(),
        row.visit.to_string(),
        row.kind.as_str(),
        channel_name(row.channel),
        int(row.place),
        row.leads,
        row.starts_at.map(Instant::as_millis),
        row.made_at.as_millis(),
        row.due_at.as_millis(),
        row.next_try_at.as_millis(),
        row.tries,
        row.unknown,
        row.state.as_str(),
        row.provider_id,
        row.reports,
        row.to_note.map(fate_name),
        row.changed_at.as_millis(),
    ])?;
    Ok(count as u64)
}

impl SqliteReader {
    pub(crate) fn outbox_cursor(&self) -> Result<Option<u64>, StoreError> {
        self.rows(CURSOR, [], |row| Ok(nat(row.get(0)?))).map(|mut found| found.pop())
    }

    pub(crate) fn message(&self, id: &str) -> Result<Option<OutboxRow>, StoreError> {
        self.rows(BY_ID, [id], row).map(|mut found| found.pop())
    }

    pub(crate) fn messages_due(
        &self,
        channel: Channel,
        now: Instant,
        most: usize,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.rows(DUE, params![channel_name(channel), now.as_millis(), int(most as u64)], row)
    }

    pub(crate) fn messages_next(&self, now: Instant) -> Result<Option<Instant>, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(NEXT)?;
            let at: Option<Option<i64>> = statement.query_row([now.as_millis()], |row| row.get(0)).optional()?;
            Ok(at.flatten().map(Instant::from_millis))
        })
    }

    pub(crate) fn messages_in(
        &self,
        state: OutboxState,
        from: Instant,
        most: usize,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.rows(IN_STATE, params![state.as_str(), from.as_millis(), int(most as u64)], row)
    }

    pub(crate) fn messages_to_note(&self, most: usize) -> Result<Vec<OutboxRow>, StoreError> {
        self.rows(TO_NOTE, [int(most as u64)], row)
    }

    pub(crate) fn messages_of(&self, visit: VisitId) -> Result<Vec<OutboxRow>, StoreError> {
        self.rows(OF_VISIT, [visit.to_string()], row)
    }

    pub(crate) fn message_of_provider(&self, channel: Channel, id: &str) -> Result<Vec<OutboxRow>, StoreError> {
        self.rows(OF_PROVIDER, params![id, channel_name(channel)], row)
    }

    pub(crate) fn messages_waiting(&self, channel: Channel, now: Instant) -> Result<Waiting, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(WAITING)?;
            let waiting = statement.query_row(params![channel_name(channel), now.as_millis()], |row| {
                let since: Option<i64> = row.get(1)?;
                Ok(Waiting { count: nat(row.get(0)?), since: since.map(Instant::from_millis) })
            })?;
            Ok(waiting)
        })
    }
}

/// A row as [`select`] gives it.
fn row(row: &Row<'_>) -> Result<OutboxRow, StoreError> {
    let instant = |column| -> Result<Instant, StoreError> { Ok(Instant::from_millis(row.get(column)?)) };
    let starts_at: Option<i64> = row.get(8)?;
    let to_note: Option<String> = row.get(17)?;
    Ok(OutboxRow {
        id: row.get(0)?,
        stream: rows::stream_id(rows::text(row, 1)?, rows::text(row, 2)?)?,
        visit: rows::named(rows::text(row, 3)?)?,
        kind: one_of(rows::text(row, 4)?, MessageKind::ALL.map(|(name, kind)| (kind, name)))?,
        channel: one_of(rows::text(row, 5)?, [Channel::Sms, Channel::Email].map(|way| (way, channel_name(way))))?,
        place: nat(row.get(6)?),
        leads: row.get(7)?,
        starts_at: starts_at.map(Instant::from_millis),
        made_at: instant(9)?,
        due_at: instant(10)?,
        next_try_at: instant(11)?,
        tries: row.get(12)?,
        unknown: row.get(13)?,
        state: one_of(rows::text(row, 14)?, OutboxState::ALL)?,
        provider_id: row.get(15)?,
        reports: row.get(16)?,
        to_note: to_note.map(|fate| one_of(&fate, FATES.map(|fate| (fate, fate_name(fate))))).transpose()?,
        changed_at: instant(18)?,
    })
}

const FATES: [Fate; 4] = [Fate::Sent, Fate::Delivered, Fate::Failed, Fate::Dropped];

fn one_of<T>(text: &str, all: impl IntoIterator<Item = (T, &'static str)>) -> Result<T, StoreError> {
    let found = all.into_iter().find_map(|(value, name)| (name == text).then_some(value));
    found.ok_or_else(|| StoreError::Corrupt(format!("a message of the outbox has the word `{text}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_ours_is_damage() {
        assert!(matches!(one_of("lost", OutboxState::ALL), Err(StoreError::Corrupt(_))));
        assert_eq!(one_of("sent", OutboxState::ALL), Ok(OutboxState::Sent));
    }
}
