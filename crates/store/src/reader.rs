//! The reading side: it never waits for the writer, and never changes anything.

use std::collections::BTreeMap;

use domain::ids::{CentreId, EmployeeId, SetupVersion, StreamId, VisitId};
use domain::message::Channel;
use domain::time::Instant;
use jiff::civil::Date;

use crate::access::{Change, SetupRow, TokenRow};
use crate::accounts::{Account, Pairing, SessionRow};
use crate::append::{Recorded, Remembered};
use crate::error::StoreError;
use crate::look_ups::{LookUp, LookUpHash};
use crate::memory::MemoryStore;
use crate::outbox::{OutboxRow, OutboxState, Waiting};
use crate::people::{HashKind, Person, PersonLimit};
use crate::sqlite::SqliteReader;
use crate::vault::VaultKey;
use crate::watches::WatchRow;

/// Reads what is committed. Clones share what is behind; every call blocks until it has its answer, so an asynchronous
/// caller gives it a thread of its own.
#[derive(Debug, Clone)]
pub struct Reader(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Sqlite(SqliteReader),
    Memory(MemoryStore),
}

/// Every question goes to the store that is there.
macro_rules! ask {
    ($self:ident, $question:ident($($argument:expr),*)) => {
        match &$self.0 {
            Kind::Sqlite(reader) => reader.$question($($argument),*),
            Kind::Memory(store) => Ok(store.$question($($argument),*)),
        }
    };
}

impl Reader {
    pub(crate) fn sqlite(reader: SqliteReader) -> Self {
        Self(Kind::Sqlite(reader))
    }

    pub(crate) fn memory(store: MemoryStore) -> Self {
        Self(Kind::Memory(store))
    }

    /// The events of a stream after a version, in order, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::UnknownFact`] where an event is not known to this program, [`StoreError::EventMissing`] where one is
    /// not there: the stream is refused as a whole.
    pub fn stream(&self, stream: &StreamId, after_version: u64, limit: usize) -> Result<Vec<Recorded>, StoreError> {
        let page: Vec<Recorded> = ask!(self, stream(stream, after_version, limit))?;
        for (recorded, version) in page.iter().zip(after_version.saturating_add(1)..) {
            if recorded.version != version {
                return Err(StoreError::EventMissing { stream: stream.clone(), version });
            }
        }
        Ok(page)
    }

    /// How many events a stream has; 0 where nothing happened yet.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn head(&self, stream: &StreamId) -> Result<u64, StoreError> {
        ask!(self, head(stream))
    }

    /// The events of all streams after a position, in the order in which they became durable, at most `limit`, each
    /// with its position. A reader that goes on from the last position it was given never misses one.
    ///
    /// # Errors
    /// [`StoreError::UnknownFact`] where an event is not known to this program.
    pub fn log(&self, after_position: u64, limit: usize) -> Result<Vec<(u64, StreamId, Recorded)>, StoreError> {
        ask!(self, log(after_position, limit))
    }

    /// The position of the newest event, or of the newest that retention deleted; 0 where there never was one.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn newest_position(&self) -> Result<u64, StoreError> {
        ask!(self, newest_position())
    }

    /// A command that was done before.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn remembered(&self, sender: &str, command_id: &str) -> Result<Option<Remembered>, StoreError> {
        ask!(self, remembered(sender, command_id))
    }

    /// The sender and id of each command done at an instant or later, by instant, then by sender and id.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn command_keys_since(&self, at: Instant) -> Result<Vec<(String, String)>, StoreError> {
        ask!(self, command_keys_since(at))
    }

    /// The streams of the dates before one that have events and no end of the day, by date, then centre.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn open_streams_before(&self, date_exclusive: Date) -> Result<Vec<StreamId>, StoreError> {
        ask!(self, open_streams_before(date_exclusive))
    }

    /// The streams of a centre that have events, from one date to another, both included, by date.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn streams_of(&self, centre: &CentreId, from: Date, to: Date) -> Result<Vec<StreamId>, StoreError> {
        ask!(self, streams_of(centre, from, to))
    }

    /// How many events each stream of a centre has that has any, from one date to another, both included.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn heads_of(&self, centre: &CentreId, from: Date, to: Date) -> Result<BTreeMap<Date, u64>, StoreError> {
        ask!(self, heads_of(centre, from, to))
    }

    /// The day that a booked visit is on: the last that it was booked on, whatever became of it there. None where it was
    /// never booked, or that day is forgotten.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn day_of(&self, visit: VisitId) -> Result<Option<StreamId>, StoreError> {
        ask!(self, day_of(visit))
    }

    /// All tokens, void ones included, by name.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn tokens(&self) -> Result<Vec<TokenRow>, StoreError> {
        ask!(self, tokens())
    }

    /// The token with this SHA-256 of its secret. Whether it is void is for the caller to see.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn token_by_hash(&self, hash: &[u8; 32]) -> Result<Option<TokenRow>, StoreError> {
        ask!(self, token_by_hash(hash))
    }

    /// All accounts, disabled ones included, by login.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        ask!(self, accounts())
    }

    /// The account of a login.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn account(&self, login: &EmployeeId) -> Result<Option<Account>, StoreError> {
        ask!(self, account(login))
    }

    /// The account with this SHA-256 of its invitation's secret. Whether that is void is for the caller to see.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn account_by_invitation(&self, hash: &[u8; 32]) -> Result<Option<Account>, StoreError> {
        ask!(self, account_by_invitation(hash))
    }

    /// All sessions that were not ended, by login, the oldest first. Whether one is too old is for the caller to see.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        ask!(self, sessions())
    }

    /// The pairing with this SHA-256 of its secret. Whether it is too old is for the caller to see.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn pairing_by_hash(&self, hash: &[u8; 32]) -> Result<Option<Pairing>, StoreError> {
        ask!(self, pairing_by_hash(hash))
    }

    /// The newest set-up of every centre, by centre.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn newest_setups(&self) -> Result<Vec<SetupRow>, StoreError> {
        ask!(self, newest_setups())
    }

    /// A centre's set-up of a version.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn setup(&self, centre: &CentreId, version: SetupVersion) -> Result<Option<SetupRow>, StoreError> {
        ask!(self, setup(centre, version))
    }

    /// What the vault holds of a visit's citizen.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn person(&self, visit: VisitId) -> Result<Option<Person>, StoreError> {
        ask!(self, person(visit))
    }

    /// The visits of the person with a hash, in the order of their identifiers.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn people_by_hash(&self, kind: HashKind, hash: &[u8; 32]) -> Result<Vec<VisitId>, StoreError> {
        ask!(self, people_by_hash(kind, hash))
    }

    /// What the vault holds of the citizens of a centre's day, in the order of their visits' identifiers, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn people_of_day(&self, centre: &CentreId, date: Date, most: usize) -> Result<Vec<Person>, StoreError> {
        ask!(self, people_of_day(centre, date, most))
    }

    /// Whether an append with this limit would be left out: it would be more than the person may have.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn is_over(&self, limit: &PersonLimit) -> Result<bool, StoreError> {
        ask!(self, is_over(limit))
    }

    /// How far the log was read for the outbox; none where it never was.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn outbox_cursor(&self) -> Result<Option<u64>, StoreError> {
        ask!(self, outbox_cursor())
    }

    /// The message of a name.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn message(&self, id: &str) -> Result<Option<OutboxRow>, StoreError> {
        ask!(self, message(id))
    }

    /// The messages of one way that can go out now, in the order in which they should, at most `most`. One does not go out
    /// while one of its visit and way that leads it is open.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_due(&self, channel: Channel, now: Instant, most: usize) -> Result<Vec<OutboxRow>, StoreError> {
        ask!(self, messages_due(channel, now, most))
    }

    /// When the next message that waits is tried, after now.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_next(&self, now: Instant) -> Result<Option<Instant>, StoreError> {
        ask!(self, messages_next(now))
    }

    /// The messages in a state that are not tried before `from`, by their names, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_in(&self, state: OutboxState, from: Instant, most: usize) -> Result<Vec<OutboxRow>, StoreError> {
        ask!(self, messages_in(state, from, most))
    }

    /// The messages of which something is to be noted in their days, those that changed first before others, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_to_note(&self, most: usize) -> Result<Vec<OutboxRow>, StoreError> {
        ask!(self, messages_to_note(most))
    }

    /// All messages of a visit, in their order.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_of(&self, visit: VisitId) -> Result<Vec<OutboxRow>, StoreError> {
        ask!(self, messages_of(visit))
    }

    /// The messages that a provider knows by a name; more than one where providers were changed.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn message_of_provider(&self, channel: Channel, id: &str) -> Result<Vec<OutboxRow>, StoreError> {
        ask!(self, message_of_provider(channel, id))
    }

    /// What is due of one way and has not gone out.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn messages_waiting(&self, channel: Channel, now: Instant) -> Result<Waiting, StoreError> {
        ask!(self, messages_waiting(channel, now))
    }

    /// What the vault holds of all citizens after a visit, in the order of their visits' identifiers, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn people_after(&self, after: Option<VisitId>, most: usize) -> Result<Vec<Person>, StoreError> {
        ask!(self, people_after(after, most))
    }

    /// The look-ups of the person with a hash, the newest first, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn look_ups_by_hash(&self, kind: HashKind, hash: &[u8; 32], most: usize) -> Result<Vec<LookUp>, StoreError> {
        ask!(self, look_ups_by_hash(kind, hash, most))
    }

    /// The look-ups of the person with any of these hashes ([`crate::Vault::hashes`]), each once, the newest first, at most
    /// `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn look_ups_of(&self, hashes: &[(HashKind, [u8; 32])], most: usize) -> Result<Vec<LookUp>, StoreError> {
        let mut all = Vec::new();
        for (kind, hash) in hashes {
            all.extend(self.look_ups_by_hash(*kind, hash, most)?);
        }
        all.sort_by_key(|look_up| std::cmp::Reverse(look_up.id));
        all.dedup_by_key(|look_up| look_up.id);
        all.truncate(most);
        Ok(all)
    }

    /// The look-ups of one visit's citizen, the newest first, at most `most`: for who left nothing else that she is found by.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn look_ups_of_visit(&self, visit: VisitId, most: usize) -> Result<Vec<LookUp>, StoreError> {
        ask!(self, look_ups_of_visit(visit, most))
    }

    /// The hashes of all look-ups after one of them, in the order of the record and of their kinds, at most `most`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn look_up_hashes_after(&self, after: Option<&LookUpHash>, most: usize) -> Result<Vec<LookUpHash>, StoreError> {
        ask!(self, look_up_hashes_after(after, most))
    }

    /// The keys under which something is sealed, or was, the oldest first.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn vault_keys(&self) -> Result<Vec<VaultKey>, StoreError> {
        ask!(self, vault_keys())
    }

    /// Who waits for a time under a name, whatever became of it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn watch(&self, visit: VisitId) -> Result<Option<WatchRow>, StoreError> {
        ask!(self, watch(visit))
    }

    /// All who wait for a time, and those of whom that changed at an instant or later, in the order of their names.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn watches_since(&self, at: Instant) -> Result<Vec<WatchRow>, StoreError> {
        ask!(self, watches_since(at))
    }

    /// Whether anybody waits for a time; cheap enough to be asked after every write.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn any_watches(&self) -> Result<bool, StoreError> {
        ask!(self, any_watches())
    }

    /// The record of changes after a place, in order, at most `limit`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        ask!(self, changes(after, limit))
    }

    /// Whether the store answers at all; cheap enough to be asked every second.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self) -> Result<(), StoreError> {
        match &self.0 {
            Kind::Sqlite(reader) => reader.check(),
            Kind::Memory(_) => Ok(()),
        }
    }
}
