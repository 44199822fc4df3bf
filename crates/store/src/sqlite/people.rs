//! The people vault in the file: what an append tells it, and what is asked of it.
//!
//! Nothing here may open a text, or commit.

use std::collections::BTreeSet;

use domain::ids::{ServiceId, VisitId};
use rusqlite::{Connection, params};

use super::read::rows_of;
use super::rows;
use crate::error::StoreError;
use crate::people::{Consent, Findable, HashKind, Person, PersonChange, PersonLimit, RowChange};
use crate::vault::SealedText;

pub(super) const PERSON: &str =
    "SELECT visit, centre, date, forget_after, booked_for, is_open, name, phone, phone_hash,
    email, email_hash, cpr, cpr_hash, birth, birth_hash, topic, note, consent FROM people WHERE visit = ?1";
pub(super) const PEOPLE_OF_DAY: &str = "SELECT visit, centre, date, forget_after, booked_for, is_open, name, phone,
    phone_hash, email, email_hash, cpr, cpr_hash, birth, birth_hash, topic, note, consent
    FROM people WHERE centre = ?1 AND date = ?2 ORDER BY visit LIMIT ?3";
pub(super) const PEOPLE_AFTER: &str = "SELECT visit, centre, date, forget_after, booked_for, is_open, name, phone,
    phone_hash, email, email_hash, cpr, cpr_hash, birth, birth_hash, topic, note, consent
    FROM people WHERE visit > ?1 ORDER BY visit LIMIT ?2";
const WRITE: &str =
    "INSERT INTO people (visit, centre, date, forget_after, booked_for, is_open, name, phone, phone_hash,
    email, email_hash, cpr, cpr_hash, birth, birth_hash, topic, note, consent)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
    ON CONFLICT (visit) DO UPDATE SET centre = excluded.centre, date = excluded.date,
        forget_after = excluded.forget_after, booked_for = excluded.booked_for, is_open = excluded.is_open,
        name = excluded.name, phone = excluded.phone, phone_hash = excluded.phone_hash, email = excluded.email,
        email_hash = excluded.email_hash, cpr = excluded.cpr, cpr_hash = excluded.cpr_hash, birth = excluded.birth,
        birth_hash = excluded.birth_hash, topic = excluded.topic, note = excluded.note,
        consent = excluded.consent";
const DELETE: &str = "DELETE FROM people WHERE visit = ?1";
const FORGET_NOTES: &str = "UPDATE people SET note = NULL WHERE centre = ?1 AND date = ?2 AND note IS NOT NULL";
const CLOSE_BOOKING: &str = "UPDATE people SET is_open = 0 WHERE visit = ?1 AND is_open = 1";

/// The visits of whoever has a hash.
pub(super) fn by_hash(kind: HashKind) -> &'static str {
    match kind {
        HashKind::Phone => "SELECT visit FROM people WHERE phone_hash = ?1 ORDER BY visit",
        HashKind::Email => "SELECT visit FROM people WHERE email_hash = ?1 ORDER BY visit",
        HashKind::Cpr => "SELECT visit FROM people WHERE cpr_hash = ?1 ORDER BY visit",
        HashKind::Birth => "SELECT visit FROM people WHERE birth_hash = ?1 ORDER BY visit",
    }
}

/// The open bookings of whoever has a hash, from a date on, without one visit's.
fn open_by_hash(kind: HashKind) -> &'static str {
    match kind {
        HashKind::Phone => {
            "SELECT visit, booked_for FROM people
                WHERE phone_hash = ?1 AND is_open = 1 AND date >= ?2 AND visit <> ?3"
        }
        HashKind::Email => {
            "SELECT visit, booked_for FROM people
                WHERE email_hash = ?1 AND is_open = 1 AND date >= ?2 AND visit <> ?3"
        }
        HashKind::Cpr => {
            "SELECT visit, booked_for FROM people
                WHERE cpr_hash = ?1 AND is_open = 1 AND date >= ?2 AND visit <> ?3"
        }
        HashKind::Birth => {
            "SELECT visit, booked_for FROM people
                WHERE birth_hash = ?1 AND is_open = 1 AND date >= ?2 AND visit <> ?3"
        }
    }
}

/// The row of a visit.
pub(super) fn person(connection: &Connection, visit: VisitId) -> Result<Option<Person>, StoreError> {
    rows_of(connection, PERSON, [visit.to_string()], rows::person).map(|mut found| found.pop())
}

/// Whether one more open booking would be more than a person may have. Looks at no more rows than it takes to know.
pub(super) fn is_over(connection: &Connection, limit: &PersonLimit) -> Result<bool, StoreError> {
    let most = usize::try_from(limit.most).unwrap_or(usize::MAX);
    let mut open = BTreeSet::new();
    for (kind, hash) in &limit.hashes {
        let mut statement = connection.prepare_cached(open_by_hash(*kind))?;
        let mut cursor = statement.query(params![hash, limit.from.to_string(), limit.except.to_string()])?;
        while open.len() < most
            && let Some(row) = cursor.next()?
        {
            if services(rows::text(row, 1)?)?.contains(&limit.service) {
                open.insert(rows::text(row, 0)?.to_owned());
            }
        }
    }
    Ok(!limit.hashes.is_empty() && open.len() >= most)
}

/// Does what an append tells the vault.
pub(super) fn change(connection: &Connection, change: &PersonChange) -> Result<(), StoreError> {
    match change.clone().into_row() {
        RowChange::Over(newer) => {
            let before = person(connection, newer.visit)?;
            write(connection, &before.map_or_else(|| (*newer).clone(), |before| before.overlaid_with(&newer)))?;
        }
        RowChange::Gone(visit) => {
            connection.prepare_cached(DELETE)?.execute([visit.to_string()])?;
        }
        RowChange::NotesGone(centre, date) => {
            let of_the_day = params![centre.as_str(), date.to_string()];
            connection.prepare_cached(FORGET_NOTES)?.execute(of_the_day)?;
        }
        RowChange::Moved(visit, centre, date) => {
            if let Some(before) = person(connection, visit)? {
                write(connection, &before.moved(&centre, date))?;
            }
        }
        RowChange::Open(visit, services) => {
            if let Some(mut before) = person(connection, visit)? {
                before.open(&services);
                write(connection, &before)?;
            }
        }
        RowChange::Closed(visit) => {
            connection.prepare_cached(CLOSE_BOOKING)?.execute([visit.to_string()])?;
        }
    }
    Ok(())
}

/// Writes what a row says, sealed anew; nothing else of it changes. One that is gone stays gone.
pub(super) fn renew(connection: &Connection, renewed: &Person) -> Result<(), StoreError> {
    match person(connection, renewed.visit)? {
        Some(before) => write(connection, &Person { given: renewed.given.clone(), ..before }),
        None => Ok(()),
    }
}

/// Writes a row in the place of the one before.
fn write(connection: &Connection, person: &Person) -> Result<(), StoreError> {
    let text = |sealed: &Option<SealedText>| sealed.as_ref().map(|sealed| sealed.as_bytes().to_vec());
    let found = |findable: &Option<Findable>| findable.as_ref().map(|f| f.text.as_bytes().to_vec());
    let hash = |findable: &Option<Findable>| findable.as_ref().map(|f| f.hash);
    let given = &person.given;
    connection.prepare_cached(WRITE)?.execute(params![
        person.visit.to_string(),
        person.centre.as_str(),
        person.date.to_string(),
        person.forget_after.to_string(),
        serde_json::json!(person.booked_for).to_string(),
        person.is_open,
        text(&given.name),
        found(&given.phone),
        hash(&given.phone),
        found(&given.email),
        hash(&given.email),
        found(&given.cpr),
        hash(&given.cpr),
        found(&given.birth),
        hash(&given.birth),
        text(&given.topic),
        text(&given.note),
        given.consent.map(Consent::to_bits),
    ])?;
    Ok(())
}

/// The services of a booking, as a column holds them.
pub(super) fn services(column: &str) -> Result<Vec<ServiceId>, StoreError> {
    serde_json::from_str(column).map_err(|error| StoreError::Corrupt(format!("the services of a booking: {error}")))
}
