//! How long things are kept. What goes, goes for good; that it went stands in the record of changes.

use domain::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Params, params};

use super::plain::record;
use super::rows::{int, nat};
use super::{SqliteStore, read};
use crate::CLOCK;
use crate::access::NewChange;
use crate::error::StoreError;

const FORGET_COMMANDS: &str = "DELETE FROM commands WHERE at_ms < ?1";
const FORGET_PEOPLE: &str = "DELETE FROM people WHERE forget_after < ?1";
const COUNT_STREAMS: &str = "SELECT COUNT(*) FROM streams s WHERE s.date < ?1
    AND EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id)";
const FORGET_PEOPLE_OF: &str = "DELETE FROM people WHERE date < ?1";
const FORGET_COMMANDS_OF: &str = "DELETE FROM commands WHERE stream_id IN (SELECT id FROM streams WHERE date < ?1)";
const FORGET_EVENTS_OF: &str = "DELETE FROM events WHERE stream_id IN (SELECT id FROM streams WHERE date < ?1)";
const FORGET_STREAMS: &str = "DELETE FROM streams WHERE date < ?1";
const KEEP_POSITION: &str = "INSERT INTO counters (name, value) VALUES ('forgotten_position', ?1)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";

impl SqliteStore {
    pub(crate) fn forget_commands_before(&mut self, at: Instant) -> Result<u64, StoreError> {
        self.write(|transaction| delete(transaction, FORGET_COMMANDS, [at.as_millis()]))
    }

    pub(crate) fn forget_people_due(&mut self, at: Instant) -> Result<u64, StoreError> {
        let today = at.date(&TimeZone::UTC);
        self.write(|transaction| {
            let count = delete(transaction, FORGET_PEOPLE, [today.to_string()])?;
            if count > 0 {
                record(transaction, &NewChange::forgotten("people_forgotten", today, count), CLOCK, at)?;
            }
            Ok(count)
        })
    }

    pub(crate) fn forget_streams_before(&mut self, date: Date, at: Instant) -> Result<u64, StoreError> {
        // The streams' rows go, and so does what we knew of them.
        self.heads.clear();
        let before = date.to_string();
        self.write(|transaction| {
            let newest = read::newest_position(transaction)?;
            transaction.execute(KEEP_POSITION, params![int(newest)])?;
            let count: i64 = transaction.query_row(COUNT_STREAMS, [&before], |row| row.get(0))?;
            let people = delete(transaction, FORGET_PEOPLE_OF, [&before])?;
            for sql in [FORGET_COMMANDS_OF, FORGET_EVENTS_OF, FORGET_STREAMS] {
                delete(transaction, sql, [&before])?;
            }
            let count = nat(count);
            if count > 0 || people > 0 {
                record(transaction, &NewChange::forgotten("streams_forgotten", date, count), CLOCK, at)?;
            }
            Ok(count)
        })
    }
}

fn delete(connection: &Connection, sql: &str, params: impl Params) -> Result<u64, StoreError> {
    connection.execute(sql, params).map(|count| count as u64).map_err(StoreError::from)
}
