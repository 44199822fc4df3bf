//! How long things are kept, and whether anything can be. What goes, goes for good; that it went stands in the record of
//! changes.

use domain::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Params, params};

use super::plain::record;
use super::rows::int;
use super::{SqliteStore, read};
use crate::access::NewChange;
use crate::error::StoreError;
use crate::{CLOCK, Forgotten};

// The table is in the order in which commands came, so that the old ones stand at its beginning: no pass reads further.
const FORGET_COMMANDS: &str = "DELETE FROM commands WHERE at_ms < ?1
    AND rowid IN (SELECT rowid FROM commands ORDER BY rowid LIMIT ?2)";
const FORGET_PEOPLE: &str = "DELETE FROM people
    WHERE visit IN (SELECT visit FROM people WHERE forget_after < ?1 ORDER BY forget_after LIMIT ?2)";
/// Those with events, and those with remembered commands alone; a row that has neither is no stream any more.
const OLDEST_STREAMS: &str = "SELECT id, centre, date, had_events FROM (
    SELECT s.id, s.date, s.centre, EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id) AS had_events
    FROM streams s WHERE s.date < ?1) AS s
    WHERE had_events OR EXISTS (SELECT 1 FROM commands c WHERE c.stream_id = s.id) ORDER BY date, centre LIMIT ?2";
const FORGET_EMPTY_STREAMS: &str = "DELETE FROM streams WHERE date <= ?1
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.stream_id = streams.id)
    AND NOT EXISTS (SELECT 1 FROM commands c WHERE c.stream_id = streams.id)";
const FORGET_PEOPLE_OF: &str = "DELETE FROM people WHERE date <= ?1";
const FORGET_BOOKED_OF: &str = "DELETE FROM booked WHERE centre = ?1 AND date = ?2";
const FORGET_COMMANDS_OF: &str = "DELETE FROM commands WHERE stream_id = ?1";
const FORGET_EVENTS_OF: &str = "DELETE FROM events WHERE stream_id = ?1";
const FORGET_STREAM: &str = "DELETE FROM streams WHERE id = ?1";
const KEEP_POSITION: &str = "INSERT INTO counters (name, value) VALUES ('forgotten_position', ?1)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";

const TRY_OUT: &str = "INSERT INTO counters (name, value) VALUES ('tried_out', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1";

impl SqliteStore {
    pub(crate) fn try_out(&mut self) -> Result<(), StoreError> {
        self.write(|transaction| transaction.execute(TRY_OUT, []).map(|_| ()).map_err(StoreError::from))
    }

    pub(crate) fn forget_commands_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let count = delete(transaction, FORGET_COMMANDS, params![at.as_millis(), limit(most)])?;
            Ok(forgotten(count, most))
        })
    }

    pub(crate) fn forget_people_due(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        let today = at.date(&TimeZone::UTC);
        self.write(|transaction| {
            let count = delete(transaction, FORGET_PEOPLE, params![today.to_string(), limit(most)])?;
            if count > 0 {
                record(transaction, &NewChange::forgotten("people_forgotten", today, count), CLOCK, at)?;
            }
            Ok(forgotten(count, most))
        })
    }

    pub(crate) fn forget_streams_before(
        &mut self,
        date: Date,
        at: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        // The streams' rows go, and so does what we knew of them.
        self.heads.clear();
        self.write(|transaction| {
            let oldest = oldest_streams(transaction, date, most)?;
            let Some(Oldest { date: newest_date, .. }) = oldest.last() else { return Ok(Forgotten::default()) };
            let newest = read::newest_position(transaction)?;
            transaction.execute(KEEP_POSITION, params![int(newest)])?;
            delete(transaction, FORGET_PEOPLE_OF, [newest_date])?;
            for Oldest { id, centre, date, .. } in &oldest {
                delete(transaction, FORGET_BOOKED_OF, params![centre, date])?;
                for sql in [FORGET_COMMANDS_OF, FORGET_EVENTS_OF, FORGET_STREAM] {
                    delete(transaction, sql, [id])?;
                }
            }
            delete(transaction, FORGET_EMPTY_STREAMS, [newest_date])?;
            let count = oldest.iter().filter(|stream| stream.had_events).count() as u64;
            record(transaction, &NewChange::forgotten("streams_forgotten", date, count), CLOCK, at)?;
            Ok(Forgotten { count, more: oldest.len() >= most })
        })
    }
}

/// A stream that is to be forgotten.
struct Oldest {
    id: i64,
    centre: String,
    date: String,
    had_events: bool,
}

fn oldest_streams(connection: &Connection, before: Date, most: usize) -> Result<Vec<Oldest>, StoreError> {
    read::rows_of(connection, OLDEST_STREAMS, params![before.to_string(), limit(most)], |row| {
        Ok(Oldest { id: row.get(0)?, centre: row.get(1)?, date: row.get(2)?, had_events: row.get(3)? })
    })
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn forgotten(count: u64, most: usize) -> Forgotten {
    Forgotten { count, more: count >= most as u64 }
}

fn delete(connection: &Connection, sql: &str, params: impl Params) -> Result<u64, StoreError> {
    connection.execute(sql, params).map(|count| count as u64).map_err(StoreError::from)
}
