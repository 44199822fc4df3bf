//! Rows as values. A row that cannot be read is damage, and says where.

use std::fmt::Display;
use std::str::FromStr;

use domain::codec;
use domain::event::Event;
use domain::ids::{CentreId, SetupVersion, StreamId};
use domain::time::Instant;
use rusqlite::Row;

use super::people::services;
use crate::access::{Change, SetupRow, TokenRow};
use crate::accounts::{Account, Invitation, Pairing, PasswordHash, SessionRow};
use crate::append::{Recorded, Remembered};
use crate::error::StoreError;
use crate::look_ups::LookUp;
use crate::people::{Consent, Findable, Given, Person};
use crate::vault::{Fingerprint, SealedText};

/// A count as a column holds it.
pub(super) fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count that a column held.
pub(super) fn nat(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// A text that names something of ours.
pub(super) fn named<T: FromStr<Err: Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error: T::Err| StoreError::Corrupt(error.to_string()))
}

pub(super) fn stream_id(centre: &str, date: &str) -> Result<StreamId, StoreError> {
    Ok(StreamId { centre: named(centre)?, date: named(date)? })
}

/// A text in the row, borrowed: most rows are read by the thousand.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn optional_text(row: &Row<'_>, column: usize) -> Result<Option<String>, StoreError> {
    row.get(column).map_err(StoreError::from)
}

fn instant(row: &Row<'_>, column: usize) -> Result<Instant, StoreError> {
    row.get(column).map(Instant::from_millis).map_err(StoreError::from)
}

pub(super) fn optional_instant(row: &Row<'_>, column: usize) -> Result<Option<Instant>, StoreError> {
    let ms: Option<i64> = row.get(column)?;
    Ok(ms.map(Instant::from_millis))
}

/// The fingerprint of a key.
pub(super) fn optional_fingerprint(row: &Row<'_>, column: usize) -> Result<Option<Fingerprint>, StoreError> {
    let bytes: Option<[u8; 4]> = row.get(column)?;
    Ok(bytes.map(Fingerprint::from_bytes))
}

/// Id, when, who, purpose, visit.
pub(super) fn look_up(row: &Row<'_>) -> Result<LookUp, StoreError> {
    Ok(LookUp {
        id: nat(row.get(0)?),
        at: instant(row, 1)?,
        by: row.get(2)?,
        purpose: named(text(row, 3)?)?,
        visit: named(text(row, 4)?)?,
    })
}

/// The columns of an event, from `first` on: version, instant, kind, form, set-up, actor, body.
pub(super) fn recorded(row: &Row<'_>, first: usize, stream: &StreamId) -> Result<Recorded, StoreError> {
    let version = nat(row.get(first)?);
    let form: u16 = row.get(first + 3)?;
    let fact = codec::decode(text(row, first + 2)?, form, text(row, first + 6)?).map_err(|unknown| {
        StoreError::UnknownFact {
            stream: stream.clone(),
            version,
            kind: unknown.kind,
            form: unknown.form,
            why: unknown.why,
        }
    })?;
    let by = serde_json::from_str(text(row, first + 5)?)
        .map_err(|error| StoreError::Corrupt(format!("who did event {version} of {stream}: {error}")))?;
    let setup = SetupVersion(row.get(first + 4)?);
    Ok(Recorded { version, event: Event { at: instant(row, first + 1)?, setup, by, fact } })
}

/// Hash of the body, answer, instant, centre, date, version.
pub(super) fn remembered(row: &Row<'_>) -> Result<Remembered, StoreError> {
    Ok(Remembered {
        body_hash: row.get(0)?,
        answer: row.get(1)?,
        at: instant(row, 2)?,
        stream: stream_id(text(row, 3)?, text(row, 4)?)?,
        version: nat(row.get(5)?),
    })
}

/// Name, role, centres, subject, hash, made, expires, revoked.
pub(super) fn token(row: &Row<'_>) -> Result<TokenRow, StoreError> {
    let centres: Vec<CentreId> = serde_json::from_str(text(row, 2)?)
        .map_err(|error| StoreError::Corrupt(format!("the centres of a token: {error}")))?;
    Ok(TokenRow {
        name: row.get(0)?,
        role: named(text(row, 1)?)?,
        centres,
        subject: optional_text(row, 3)?,
        hash: row.get(4)?,
        created_at: instant(row, 5)?,
        expires_at: optional_instant(row, 6)?,
        revoked_at: optional_instant(row, 7)?,
    })
}

/// Login, role, centres, subject, password, invitation and its end, made, disabled.
pub(super) fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    let centres: Vec<CentreId> = serde_json::from_str(text(row, 2)?)
        .map_err(|error| StoreError::Corrupt(format!("the centres of an account: {error}")))?;
    let (hash, until): (Option<[u8; 32]>, _) = (row.get(5)?, optional_instant(row, 6)?);
    Ok(Account {
        login: named(text(row, 0)?)?,
        role: named(text(row, 1)?)?,
        centres,
        subject: named(text(row, 3)?)?,
        password: optional_text(row, 4)?.map(PasswordHash::new),
        invitation: hash.zip(until).map(|(hash, until)| Invitation { hash, until }),
        created_at: instant(row, 7)?,
        disabled_at: optional_instant(row, 8)?,
    })
}

/// Hash, login, begun, used.
pub(super) fn session(row: &Row<'_>) -> Result<SessionRow, StoreError> {
    let (began_at, used_at) = (instant(row, 2)?, instant(row, 3)?);
    Ok(SessionRow { hash: row.get(0)?, login: named(text(row, 1)?)?, began_at, used_at })
}

/// Code, hash, asked.
pub(super) fn pairing(row: &Row<'_>) -> Result<Pairing, StoreError> {
    Ok(Pairing { code: row.get(0)?, hash: row.get(1)?, asked_at: instant(row, 2)? })
}

/// Centre, version, content, who, when.
pub(super) fn setup(row: &Row<'_>) -> Result<SetupRow, StoreError> {
    Ok(SetupRow {
        centre: named(text(row, 0)?)?,
        version: SetupVersion(row.get(1)?),
        content: row.get(2)?,
        published_by: row.get(3)?,
        published_at: instant(row, 4)?,
    })
}

/// Id, when, who, what, to what, before, after.
pub(super) fn change(row: &Row<'_>) -> Result<Change, StoreError> {
    Ok(Change {
        id: nat(row.get(0)?),
        at: instant(row, 1)?,
        by: row.get(2)?,
        what: row.get(3)?,
        subject: row.get(4)?,
        before: optional_text(row, 5)?,
        after: optional_text(row, 6)?,
    })
}

/// Visit, centre, date, last date, services and whether open, name, phone, e-mail and CPR each with its hash, topic, note.
pub(super) fn person(row: &Row<'_>) -> Result<Person, StoreError> {
    let sealed = |column| -> Result<Option<SealedText>, StoreError> {
        let bytes: Option<Vec<u8>> = row.get(column)?;
        Ok(bytes.map(SealedText::from_bytes))
    };
    let findable = |column| -> Result<Option<Findable>, StoreError> {
        match (sealed(column)?, row.get(column + 1)?) {
            (Some(text), Some(hash)) => Ok(Some(Findable { text, hash })),
            (None, None) => Ok(None),
            _ => Err(StoreError::Corrupt("a sealed text and its hash do not stand together".to_owned())),
        }
    };
    Ok(Person {
        visit: named(text(row, 0)?)?,
        centre: named(text(row, 1)?)?,
        date: named(text(row, 2)?)?,
        forget_after: named(text(row, 3)?)?,
        booked_for: services(text(row, 4)?)?,
        is_open: row.get(5)?,
        given: Given {
            name: sealed(6)?,
            phone: findable(7)?,
            email: findable(9)?,
            cpr: findable(11)?,
            birth: findable(13)?,
            topic: sealed(15)?,
            note: sealed(16)?,
            consent: row.get::<_, Option<u8>>(17)?.map(Consent::from_bits),
        },
    })
}
