//! The store in memory: the same behaviour as on disk, without a disk. It carries the simulation and the tests.
//!
//! It models what a machine can do to a store: lose what was not yet synced in a crash, fail a write, or write and
//! lose the reply. All of it is deterministic: ordered maps only, no clock, no chance. It must never be used for a
//! real hall: it is gone when the process ends.

mod accounts;
mod look_ups;
mod outbox;
mod people;
mod watches;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::event::{Event, Fact};
use domain::ids::{CentreId, EmployeeId, SetupVersion, StreamId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::access::{Change, NewChange, NewSetup, NewToken, SetupRow, TokenRow};
use crate::accounts::{Account, Pairing, SessionRow};
use crate::append::{Append, Appended, LeftOut, Recorded, RememberCommand, Remembered, StreamPart};
use crate::error::StoreError;
use crate::outbox::OutboxRow;
use crate::people::Person;
use crate::reader::Reader;
use crate::vault::{Fingerprint, VaultKey};
use crate::watches::WatchRow;
use crate::{CLOCK, Forgotten};
use look_ups::LookUps;

/// A store in memory. Clones are handles on the same store: the simulation keeps one while the engine owns another.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    tables: Tables,
    /// Whether batches stay unsynced.
    held: bool,
    /// How to take back each unsynced batch, the oldest first.
    unsynced: Vec<Vec<Undo>>,
    fail_next: Option<StoreError>,
    lose_next_reply: Option<StoreError>,
}

/// What is visible. Positions of the log are places in `log`, counted from `forgotten + 1`.
#[derive(Debug, Clone, Default)]
struct Tables {
    streams: BTreeMap<StreamId, Stream>,
    log: BTreeMap<u64, (StreamId, u64)>,
    newest_position: u64,
    commands: BTreeMap<(String, String), Remembered>,
    people: BTreeMap<VisitId, Person>,
    /// The day that each booked visit is on.
    booked: BTreeMap<VisitId, StreamId>,
    look_ups: LookUps,
    outbox: BTreeMap<String, OutboxRow>,
    outbox_cursor: Option<u64>,
    plain: Plain,
}

/// What is not a day.
#[derive(Debug, Clone, Default)]
struct Plain {
    tokens: BTreeMap<String, TokenRow>,
    accounts: BTreeMap<EmployeeId, Account>,
    sessions: BTreeMap<[u8; 32], SessionRow>,
    pairings: BTreeMap<String, Pairing>,
    setups: BTreeMap<CentreId, Vec<SetupRow>>,
    vault_keys: BTreeMap<Fingerprint, VaultKey>,
    watches: BTreeMap<VisitId, WatchRow>,
    changes: Vec<Change>,
}

#[derive(Debug, Clone, Default)]
struct Stream {
    events: Vec<Event>,
    closed: bool,
}

/// How to take back one step of a write.
#[derive(Debug)]
enum Undo {
    Events {
        stream: StreamId,
        head: u64,
        closed: bool,
    },
    Command(String, String),
    Person(VisitId, Option<Box<Person>>),
    Booked(VisitId, Option<StreamId>),
    Message(String, Option<Box<OutboxRow>>),
    OutboxCursor(Option<u64>),
    LookUp(u64),
    Plain(Box<Plain>),
    /// Retention is rare: its undo is a copy of all there was.
    Everything(Box<Tables>),
}

/// How to take back a write, kept while syncing is held and not at all otherwise.
#[derive(Debug)]
struct Journal {
    kept: bool,
    steps: Vec<Undo>,
}

impl Journal {
    fn note(&mut self, step: impl FnOnce() -> Undo) {
        if self.kept {
            self.steps.push(step());
        }
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// While held, what is written is visible and answered, but not yet synced: [`MemoryStore::crash`] can lose it.
    /// Letting go syncs everything.
    pub fn hold_sync(&self, held: bool) {
        let mut state = self.state();
        state.held = held;
        if !held {
            state.unsynced.clear();
        }
    }

    /// Syncs everything written so far; what is written later is held as before.
    pub fn sync(&self) {
        self.state().unsynced.clear();
    }

    /// How many batches a crash can lose.
    pub fn unsynced(&self) -> usize {
        self.state().unsynced.len()
    }

    /// The machine stops: of the batches that were not synced, the oldest `keep` are there afterwards, each as a whole,
    /// and the rest is lost. Faults that were ordered are forgotten.
    pub fn crash(&self, keep: usize) {
        let mut state = self.state();
        while state.unsynced.len() > keep {
            let Some(batch) = state.unsynced.pop() else { break };
            for step in batch.into_iter().rev() {
                state.tables.undo(step);
            }
        }
        state.unsynced.clear();
        state.fail_next = None;
        state.lose_next_reply = None;
    }

    /// The next write fails, and writes nothing.
    pub fn fail_next(&self, error: StoreError) {
        self.state().fail_next = Some(error);
    }

    /// The next write is done, and its reply is lost: the writer is told of an error.
    pub fn lose_next_reply(&self, error: StoreError) {
        self.state().lose_next_reply = Some(error);
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::memory(self.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere is that test's failure; what is behind the lock is whole after every step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One write, with its faults and its place in the crash.
    fn write<R>(&self, work: impl FnOnce(&mut Tables, &mut Journal) -> Result<R, StoreError>) -> Result<R, StoreError> {
        let mut state = self.state();
        if let Some(error) = state.fail_next.take() {
            return Err(error);
        }
        let mut undo = Journal { kept: state.held, steps: Vec::new() };
        let result = work(&mut state.tables, &mut undo)?;
        if !undo.steps.is_empty() {
            state.unsynced.push(undo.steps);
        }
        state.lose_next_reply.take().map_or(Ok(result), Err)
    }

    pub(crate) fn append(&self, batch: &[Append]) -> Result<Vec<Appended>, StoreError> {
        self.write(|tables, undo| {
            let mut left_out = LeftOut::default();
            let outcomes = batch.iter().map(|append| {
                let outcome = tables.append(append, &left_out, undo);
                left_out.note(append, &outcome);
                outcome
            });
            Ok(outcomes.collect())
        })
    }

    pub(crate) fn create_token(&self, token: &NewToken, by: &str, at: Instant) -> Result<(), StoreError> {
        self.write(|tables, undo| tables.plain.create_token(token, by, at, undo))
    }

    pub(crate) fn revoke_token(&self, name: &str, by: &str, at: Instant) -> Result<bool, StoreError> {
        self.write(|tables, undo| {
            if tables.plain.tokens.get(name).is_none_or(|row| row.revoked_at.is_some()) {
                return Ok(false);
            }
            undo.note(|| Undo::Plain(Box::new(tables.plain.clone())));
            if let Some(row) = tables.plain.tokens.get_mut(name) {
                row.revoked_at = Some(at);
            }
            tables.plain.record(NewChange::token_revoked(name, at), by, at);
            Ok(true)
        })
    }

    pub(crate) fn publish_setup(&self, setup: &NewSetup, by: &str, at: Instant) -> Result<SetupVersion, StoreError> {
        self.write(|tables, undo| {
            let newest = tables.plain.setups.get(&setup.centre).and_then(|rows| rows.last());
            let before = newest.map(|row| row.version);
            if let Some(row) = newest
                && row.content == setup.content
            {
                return Ok(row.version);
            }
            undo.note(|| Undo::Plain(Box::new(tables.plain.clone())));
            let version = SetupVersion(before.map_or(1, |version| version.0 + 1));
            tables.plain.setups.entry(setup.centre.clone()).or_default().push(SetupRow {
                centre: setup.centre.clone(),
                version,
                content: setup.content.clone(),
                published_by: by.to_owned(),
                published_at: at,
            });
            tables.plain.record(NewChange::setup_published(setup, before, version), by, at);
            Ok(version)
        })
    }

    pub(crate) fn try_out(&self) -> Result<(), StoreError> {
        self.write(|_, _| Ok(()))
    }

    pub(crate) fn forget_commands_before(&self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|tables, undo| {
            let mut old: Vec<_> =
                tables.commands.iter().filter(|(_, c)| c.at < at).map(|(key, c)| (c.at, key.clone())).collect();
            old.sort();
            old.truncate(most);
            if !old.is_empty() {
                undo.note(|| Undo::Everything(Box::new(tables.clone())));
            }
            for (_, key) in &old {
                tables.commands.remove(key);
            }
            Ok(Forgotten { count: old.len() as u64, more: old.len() >= most })
        })
    }

    pub(crate) fn forget_people_due(&self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        let today = at.date(&TimeZone::UTC);
        self.write(|tables, undo| {
            let mut due: Vec<_> =
                tables.people.values().filter(|p| p.forget_after < today).map(|p| (p.forget_after, p.visit)).collect();
            due.sort();
            due.truncate(most);
            let count = due.len() as u64;
            if count > 0 {
                undo.note(|| Undo::Everything(Box::new(tables.clone())));
                tables.people.retain(|_, person| !due.iter().any(|(_, visit)| *visit == person.visit));
                tables.plain.record(NewChange::forgotten("people_forgotten", today, count), CLOCK, at);
            }
            Ok(Forgotten { count, more: due.len() >= most })
        })
    }

    pub(crate) fn forget_streams_before(&self, date: Date, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        self.write(|tables, undo| {
            let mut oldest = tables.streams_before(date);
            oldest.truncate(most);
            let Some(newest_date) = oldest.last().map(|stream| stream.date) else { return Ok(Forgotten::default()) };
            undo.note(|| Undo::Everything(Box::new(tables.clone())));
            let had_events = |stream: &&StreamId| tables.streams.get(*stream).is_some_and(|s| !s.events.is_empty());
            let count = oldest.iter().filter(had_events).count() as u64;
            tables.log.retain(|_, (stream, _)| !oldest.contains(stream));
            tables.commands.retain(|_, command| !oldest.contains(&command.stream));
            tables.people.retain(|_, person| person.date > newest_date);
            tables.booked.retain(|_, stream| !oldest.contains(stream));
            tables.streams.retain(|stream, _| !oldest.contains(stream));
            tables.plain.record(NewChange::forgotten("streams_forgotten", date, count), CLOCK, at);
            Ok(Forgotten { count, more: oldest.len() >= most })
        })
    }
}

impl Tables {
    /// Those with events, and those with remembered commands alone; the oldest first.
    fn streams_before(&self, date: Date) -> Vec<StreamId> {
        let of_commands = self.commands.values().map(|command| &command.stream);
        let mut all: Vec<_> =
            self.streams.keys().chain(of_commands).filter(|stream| stream.date < date).cloned().collect();
        all.sort_by(|a, b| (a.date, &a.centre).cmp(&(b.date, &b.centre)));
        all.dedup();
        all
    }

    fn append(&mut self, append: &Append, left_out: &LeftOut<'_>, undo: &mut Journal) -> Appended {
        if let Some(command) = &append.command
            && let Some(remembered) = self.commands.get(&(command.sender.clone(), command.id.clone()))
        {
            return Appended::AlreadyDone(remembered.clone());
        }
        if left_out.concerns(append) || !self.expectations_hold(&append.parts) {
            return Appended::Conflict;
        }
        if let Some(limit) = append.limits.iter().find(|limit| people::is_over(&self.people, limit)) {
            return Appended::OverLimit { most: limit.most };
        }
        for part in &append.parts {
            self.append_events(part, undo);
        }
        if let Some(command) = &append.command {
            self.remember(command, undo);
        }
        for change in &append.people {
            people::change(&mut self.people, change, undo);
        }
        Appended::Committed
    }

    fn expectations_hold(&self, parts: &[StreamPart]) -> bool {
        parts.iter().enumerate().all(|(i, part)| {
            let earlier: usize = parts[..i].iter().filter(|p| p.stream == part.stream).map(|p| p.events.len()).sum();
            self.head(&part.stream) + earlier as u64 == part.expected
        })
    }

    fn head(&self, stream: &StreamId) -> u64 {
        self.streams.get(stream).map_or(0, |stream| stream.events.len() as u64)
    }

    fn append_events(&mut self, part: &StreamPart, undo: &mut Journal) {
        if part.events.is_empty() {
            return;
        }
        let stream = self.streams.entry(part.stream.clone()).or_default();
        let head = stream.events.len() as u64;
        undo.note(|| Undo::Events { stream: part.stream.clone(), head, closed: stream.closed });
        stream.closed |= part.events.iter().any(|event| matches!(event.fact, Fact::DayClosed {}));
        stream.events.extend_from_slice(&part.events);
        for version in head + 1..=stream.events.len() as u64 {
            self.newest_position += 1;
            self.log.insert(self.newest_position, (part.stream.clone(), version));
        }
        for event in &part.events {
            if let Fact::Booked { visit, .. } = event.fact {
                let before = self.booked.insert(visit, part.stream.clone());
                undo.note(|| Undo::Booked(visit, before));
            }
        }
    }

    fn remember(&mut self, command: &RememberCommand, undo: &mut Journal) {
        let RememberCommand { sender, id, body_hash, answer, at, stream, version } = command.clone();
        undo.note(|| Undo::Command(sender.clone(), id.clone()));
        self.commands.insert((sender, id), Remembered { body_hash, answer, at, stream, version });
    }

    fn undo(&mut self, step: Undo) {
        match step {
            Undo::Events { stream, head, closed } => {
                if let Some(row) = self.streams.get_mut(&stream) {
                    while row.events.len() as u64 > head {
                        row.events.pop();
                        self.log.remove(&self.newest_position);
                        self.newest_position -= 1;
                    }
                    row.closed = closed;
                    if head == 0 {
                        self.streams.remove(&stream);
                    }
                }
            }
            Undo::Command(sender, id) => {
                self.commands.remove(&(sender, id));
            }
            Undo::Person(visit, None) => {
                self.people.remove(&visit);
            }
            Undo::Person(visit, Some(before)) => {
                self.people.insert(visit, *before);
            }
            Undo::Booked(visit, None) => {
                self.booked.remove(&visit);
            }
            Undo::Booked(visit, Some(before)) => {
                self.booked.insert(visit, before);
            }
            Undo::Message(id, None) => {
                self.outbox.remove(&id);
            }
            Undo::Message(id, Some(before)) => {
                self.outbox.insert(id, *before);
            }
            Undo::OutboxCursor(before) => self.outbox_cursor = before,
            Undo::LookUp(id) => {
                self.look_ups.remove(&id);
            }
            Undo::Plain(before) => self.plain = *before,
            Undo::Everything(before) => *self = *before,
        }
    }
}

impl Plain {
    fn create_token(&mut self, token: &NewToken, by: &str, at: Instant, undo: &mut Journal) -> Result<(), StoreError> {
        if self.tokens.values().any(|row| row.name == token.name || row.hash == token.hash) {
            return Err(StoreError::TokenExists(token.name.clone()));
        }
        undo.note(|| Undo::Plain(Box::new(self.clone())));
        let NewToken { name, role, centres, subject, hash, expires_at } = token.clone();
        let row =
            TokenRow { name: name.clone(), role, centres, subject, hash, created_at: at, expires_at, revoked_at: None };
        self.tokens.insert(name, row);
        self.record(NewChange::token_created(token), by, at);
        Ok(())
    }

    fn record(&mut self, change: NewChange, by: &str, at: Instant) {
        let NewChange { what, subject, before, after } = change;
        let id = self.changes.len() as u64 + 1;
        self.changes.push(Change { id, at, by: by.to_owned(), what: what.to_owned(), subject, before, after });
    }
}

/// Reading; the answers of [`Reader`].
impl MemoryStore {
    pub(crate) fn stream(&self, stream: &StreamId, after: u64, limit: usize) -> Vec<Recorded> {
        let state = self.state();
        let Some(row) = state.tables.streams.get(stream) else { return Vec::new() };
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        let events = row.events.iter().skip(skip).take(limit);
        events.zip(after + 1..).map(|(event, version)| Recorded { version, event: event.clone() }).collect()
    }

    pub(crate) fn head(&self, stream: &StreamId) -> u64 {
        self.state().tables.head(stream)
    }

    pub(crate) fn log(&self, after: u64, limit: usize) -> Vec<(u64, StreamId, Recorded)> {
        let state = self.state();
        let rows = state.tables.log.range(after.saturating_add(1)..).take(limit);
        let recorded = rows.filter_map(|(position, (stream, version))| {
            let place = usize::try_from(version - 1).ok()?;
            let event = state.tables.streams.get(stream)?.events.get(place)?.clone();
            Some((*position, stream.clone(), Recorded { version: *version, event }))
        });
        recorded.collect()
    }

    pub(crate) fn newest_position(&self) -> u64 {
        self.state().tables.newest_position
    }

    pub(crate) fn remembered(&self, sender: &str, id: &str) -> Option<Remembered> {
        self.state().tables.commands.get(&(sender.to_owned(), id.to_owned())).cloned()
    }

    pub(crate) fn command_keys_since(&self, at: Instant) -> Vec<(String, String)> {
        let state = self.state();
        let mut keys: Vec<_> = state.tables.commands.iter().filter(|(_, command)| command.at >= at).collect();
        keys.sort_by_key(|(_, command)| command.at);
        keys.into_iter().map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn open_streams_before(&self, date: Date) -> Vec<StreamId> {
        let state = self.state();
        let open = state.tables.streams.iter().filter(|(id, stream)| id.date < date && !stream.closed);
        let mut open: Vec<_> = open.map(|(id, _)| id.clone()).collect();
        open.sort_by(|a, b| (a.date, &a.centre).cmp(&(b.date, &b.centre)));
        open
    }

    pub(crate) fn streams_of(&self, centre: &CentreId, from: Date, to: Date) -> Vec<StreamId> {
        let state = self.state();
        let streams = state.tables.streams.keys().filter(|id| id.centre == *centre && id.date >= from && id.date <= to);
        streams.cloned().collect()
    }

    pub(crate) fn heads_of(&self, centre: &CentreId, from: Date, to: Date) -> BTreeMap<Date, u64> {
        let state = self.state();
        let of = state.tables.streams.iter();
        let of = of.filter(|(id, stream)| {
            id.centre == *centre && id.date >= from && id.date <= to && !stream.events.is_empty()
        });
        of.map(|(id, stream)| (id.date, stream.events.len() as u64)).collect()
    }

    pub(crate) fn day_of(&self, visit: VisitId) -> Option<StreamId> {
        self.state().tables.booked.get(&visit).cloned()
    }

    pub(crate) fn tokens(&self) -> Vec<TokenRow> {
        self.state().tables.plain.tokens.values().cloned().collect()
    }

    pub(crate) fn token_by_hash(&self, hash: &[u8; 32]) -> Option<TokenRow> {
        self.state().tables.plain.tokens.values().find(|row| row.hash == *hash).cloned()
    }

    pub(crate) fn newest_setups(&self) -> Vec<SetupRow> {
        self.state().tables.plain.setups.values().filter_map(|rows| rows.last().cloned()).collect()
    }

    pub(crate) fn setup(&self, centre: &CentreId, version: SetupVersion) -> Option<SetupRow> {
        let state = self.state();
        let rows = state.tables.plain.setups.get(centre);
        rows.and_then(|rows| rows.iter().find(|row| row.version == version).cloned())
    }

    pub(crate) fn changes(&self, after: u64, limit: usize) -> Vec<Change> {
        let state = self.state();
        state.tables.plain.changes.iter().filter(|change| change.id > after).take(limit).cloned().collect()
    }
}
