//! Who waits for a time, in the file.

use std::collections::BTreeSet;

use domain::ids::VisitId;
use domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::plain::record;
use super::rows::{self, int};
use super::{SqliteReader, SqliteStore, people, read};
use crate::Forgotten;
use crate::access::NewChange;
use crate::error::StoreError;
use crate::people::PersonChange;
use crate::watches::{WatchBounds, WatchChange, WatchEntered, WatchRow, WatchState};

const INSERT: &str = "INSERT INTO watches (visit, centre, service, origin, state, wish, offers, changed_at_ms)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const UPDATE: &str = "UPDATE watches SET centre = ?2, service = ?3, origin = ?4, state = ?5, wish = ?6, offers = ?7,
    changed_at_ms = ?8 WHERE visit = ?1";
const BY_VISIT: &str = "SELECT visit, origin, state, wish, offers, changed_at_ms FROM watches WHERE visit = ?1";
const ACTIVE: &str = "SELECT visit, origin, state, wish, offers, changed_at_ms FROM watches
    WHERE state IN ('open', 'offered') OR changed_at_ms >= ?1 ORDER BY visit";
const ANY_ACTIVE: &str = "SELECT EXISTS (SELECT 1 FROM watches WHERE state IN ('open', 'offered'))";
const OF_ORIGIN: &str = "SELECT COUNT(*) FROM watches WHERE origin = ?1 AND state IN ('open', 'offered')";
const OF_CENTRE: &str = "SELECT COUNT(*) FROM watches WHERE centre = ?1 AND state IN ('open', 'offered')";
const IS_ACTIVE: &str = "SELECT 1 FROM watches
    WHERE visit = ?1 AND centre = ?2 AND service = ?3 AND state IN ('open', 'offered')";
const FORGET: &str = "DELETE FROM watches WHERE visit IN (SELECT visit FROM watches
    WHERE state NOT IN ('open', 'offered') AND changed_at_ms < ?1 ORDER BY changed_at_ms, visit LIMIT ?2)";

impl SqliteStore {
    pub(crate) fn enter_watch(
        &mut self,
        row: &WatchRow,
        person: &PersonChange,
        bounds: &WatchBounds,
        (by, at): (&str, Instant),
    ) -> Result<WatchEntered, StoreError> {
        self.write(|transaction| {
            if read::rows_of(transaction, BY_VISIT, [row.visit.to_string()], watch)?.pop().is_some() {
                return Ok(WatchEntered::Known);
            }
            if let Some(too_many) = too_many(transaction, row, bounds)? {
                return Ok(too_many);
            }
            put(transaction, INSERT, row)?;
            people::change(transaction, person)?;
            record(transaction, &NewChange::watch(None, row), by, at)?;
            Ok(WatchEntered::Entered)
        })
    }

    pub(crate) fn change_watches(&mut self, changes: &[WatchChange], by: &str, at: Instant) -> Result<(), StoreError> {
        self.write(|transaction| {
            for WatchChange { row, forgets } in changes {
                let before = read::rows_of(transaction, BY_VISIT, [row.visit.to_string()], watch)?.pop();
                let Some(before) = before else { continue };
                put(transaction, UPDATE, row)?;
                if *forgets {
                    people::change(transaction, &PersonChange::Delete { visit: row.visit })?;
                }
                record(transaction, &NewChange::watch(Some(&before), row), by, at)?;
            }
            Ok(())
        })
    }

    pub(crate) fn forget_watches_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|transaction| {
            let count = transaction.execute(FORGET, params![at.as_millis(), int(most as u64)])? as u64;
            Ok(Forgotten { count, more: count >= most as u64 })
        })
    }
}

fn too_many(connection: &Connection, row: &WatchRow, bounds: &WatchBounds) -> Result<Option<WatchEntered>, StoreError> {
    let count = |sql: &str, value: &dyn rusqlite::ToSql| -> Result<usize, StoreError> {
        let count: i64 = connection.query_row(sql, [value], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    };
    if of_person(connection, row, bounds)? >= bounds.person_max {
        return Ok(Some(WatchEntered::TooManyOfPerson));
    }
    if count(OF_ORIGIN, &row.origin)? >= bounds.origin_max {
        return Ok(Some(WatchEntered::TooManyOfOrigin));
    }
    let over = count(OF_CENTRE, &row.wish.centre.as_str())? >= bounds.centre_max;
    Ok(over.then_some(WatchEntered::TooManyOfCentre))
}

/// How many active watches for the same service the person has.
fn of_person(connection: &Connection, row: &WatchRow, bounds: &WatchBounds) -> Result<usize, StoreError> {
    let mut active = BTreeSet::new();
    for (kind, hash) in &bounds.hashes {
        let visits: Vec<String> = read::rows_of(connection, people::by_hash(*kind), [hash.as_slice()], |row| {
            Ok(rows::text(row, 0)?.to_owned())
        })?;
        for visit in visits {
            let key = params![visit, row.wish.centre.as_str(), row.wish.service.as_str()];
            if connection.query_row(IS_ACTIVE, key, |_| Ok(())).optional()?.is_some() {
                active.insert(visit);
            }
        }
    }
    Ok(active.len())
}

fn put(connection: &Connection, sql: &str, row: &WatchRow) -> Result<(), StoreError> {
    let json = |value: serde_json::Result<String>| value.map_err(|error| StoreError::Io(error.to_string()));
    connection.prepare_cached(sql)?.execute(params![
        row.visit.to_string(),
        row.wish.centre.as_str(),
        row.wish.service.as_str(),
        row.origin,
        row.state.as_str(),
        json(serde_json::to_string(&row.wish))?,
        json(serde_json::to_string(&row.offers))?,
        row.changed_at.as_millis(),
    ])?;
    Ok(())
}

impl SqliteReader {
    pub(crate) fn watch(&self, visit: VisitId) -> Result<Option<WatchRow>, StoreError> {
        self.rows(BY_VISIT, [visit.to_string()], watch).map(|mut found| found.pop())
    }

    pub(crate) fn watches_since(&self, at: Instant) -> Result<Vec<WatchRow>, StoreError> {
        self.rows(ACTIVE, [at.as_millis()], watch)
    }

    pub(crate) fn any_watches(&self) -> Result<bool, StoreError> {
        self.rows(ANY_ACTIVE, [], |row| Ok(row.get::<_, bool>(0)?)).map(|found| found.contains(&true))
    }
}

fn watch(row: &Row<'_>) -> Result<WatchRow, StoreError> {
    let damaged = |what: &str| StoreError::Corrupt(format!("a watch: {what}"));
    let name = rows::text(row, 2)?;
    let state = WatchState::ALL.into_iter().find_map(|(state, known)| (known == name).then_some(state));
    Ok(WatchRow {
        visit: rows::text(row, 0)?.parse().map_err(|_| damaged("its visit"))?,
        origin: row.get(1)?,
        state: state.ok_or_else(|| damaged("its state"))?,
        wish: serde_json::from_str(rows::text(row, 3)?).map_err(|error| damaged(&error.to_string()))?,
        offers: serde_json::from_str(rows::text(row, 4)?).map_err(|error| damaged(&error.to_string()))?,
        changed_at: Instant::from_millis(row.get(5)?),
    })
}
