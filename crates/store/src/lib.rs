#![doc = include_str!("../README.md")]

mod access;
mod accounts;
mod append;
mod error;
mod look_ups;
pub mod memory;
mod outbox;
mod people;
mod reader;
mod renewal;
pub mod sqlite;
pub mod vault;
mod watches;

use std::path::Path;

use domain::ids::{EmployeeId, SetupVersion};
use domain::time::Instant;
use jiff::civil::Date;

pub use access::{Change, NewSetup, NewToken, Role, SetupRow, TokenRow, UnknownRole};
pub use accounts::{
    ACCOUNTS_MAX, Account, AccountChange, Asked, Invitation, NewAccount, NewDevice, Pairing, PasswordHash,
    SESSIONS_PER_ACCOUNT_MAX, SessionRow,
};
pub use append::{Append, Appended, Recorded, RememberCommand, Remembered, StreamPart};
pub use error::StoreError;
pub use look_ups::{Disclosure, LookUp, LookUpHash, NewLookUp, Purpose, UnknownPurpose};
pub use outbox::{OutboxRow, OutboxState, OutboxWrite, Waiting};
pub use people::{Consent, Findable, Given, HashKind, Person, PersonChange, PersonLimit};
pub use reader::Reader;
pub use renewal::{RenewalError, Renewed, give_up_key, renew_vault};
pub use sqlite::SqliteOptions;
pub use vault::{Fingerprint, HandedDown, SealedText, Secret, Vault, VaultKey, VaultKeys};
pub use watches::{WatchBounds, WatchChange, WatchEntered, WatchOffer, WatchRow, WatchState, WatchWish};

/// Whose name stands beside a change that no person asked for: what retention deletes by itself.
pub const CLOCK: &str = "clock";

/// Everything that the installation keeps, behind the one place where it can be changed.
///
/// It belongs to one writer: it can be sent to another thread, not shared. Reading goes through [`Store::reader`].
#[derive(Debug)]
pub enum Store {
    /// A file on this machine.
    Sqlite(Box<sqlite::SqliteStore>),
    /// Memory, for the simulation and for tests; it models a crash.
    Memory(memory::MemoryStore),
}

/// What one pass of forgetting did. A pass has a limit, so that nobody who writes has to wait long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How many are gone.
    pub count: u64,
    /// Whether there may be more: another pass finds out.
    pub more: bool,
}

impl Store {
    /// Opens the file at `path`, or makes it, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] where a later version wrote the file, [`StoreError::Corrupt`] where it is not a
    /// database of ours, [`StoreError::ReadOnly`] where it cannot be written, and whatever the disk says.
    pub fn open_sqlite(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        sqlite::SqliteStore::open(path, options).map(|store| Self::Sqlite(Box::new(store)))
    }

    /// A store that lives as long as the process. For a handle on its faults, keep a clone of
    /// [`memory::MemoryStore`] and make the store with [`Store::Memory`].
    pub fn memory() -> Self {
        Self::Memory(memory::MemoryStore::new())
    }

    /// A handle for reading, which can be cloned and shared and never waits for the writer.
    pub fn reader(&self) -> Reader {
        match self {
            Self::Sqlite(store) => store.reader(),
            Self::Memory(store) => store.reader(),
        }
    }

    /// Appends all of a batch in one transaction: the outcomes stand in the order of the batch, and all of it is
    /// durable when this returns. An append is done as a whole (its streams, its command, its people) or not at all;
    /// one that conflicts is left out, and the others are done. What follows in the batch on a stream of one that was
    /// left out is left out too: it was decided on events that are not there. One that would give a person more open
    /// bookings than she may have is left out in the same way.
    ///
    /// A command that is remembered already is [`Appended::AlreadyDone`], even where its version conflicts too.
    ///
    /// # Errors
    /// Nothing of the batch is acknowledged then. See [`StoreError::is_recoverable`] for whether to try again.
    pub fn append(&mut self, batch: &[Append]) -> Result<Vec<Appended>, StoreError> {
        match self {
            Self::Sqlite(store) => store.append(batch),
            Self::Memory(store) => store.append(batch),
        }
    }

    /// Enters a token, and who made it. Only its hash is kept.
    ///
    /// # Errors
    /// [`StoreError::TokenExists`] where the name was ever used, or another token has the same hash.
    pub fn create_token(&mut self, token: &NewToken, by: &str, at: Instant) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.create_token(token, by, at),
            Self::Memory(store) => store.create_token(token, by, at),
        }
    }

    /// Revokes the token of a name, and records who did. `false` where there is none, or it is revoked already.
    ///
    /// # Errors
    /// As for every write.
    pub fn revoke_token(&mut self, name: &str, by: &str, at: Instant) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.revoke_token(name, by, at),
            Self::Memory(store) => store.revoke_token(name, by, at),
        }
    }

    /// Enters an account, and who made it.
    ///
    /// # Errors
    /// [`StoreError::AccountExists`] where the login was ever used, [`StoreError::TooManyAccounts`] past the limit.
    pub fn create_account(&mut self, new: &NewAccount, by: &str, at: Instant) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.create_account(new, by, at),
            Self::Memory(store) => store.create_account(new, by, at),
        }
    }

    /// Changes an account, ends its sessions where the change does, and records who changed it. `false` where nothing
    /// changed: there is no such account, it is so already, or the change does not hold (see [`AccountChange`]).
    ///
    /// # Errors
    /// As for every write.
    pub fn change_account(
        &mut self,
        login: &EmployeeId,
        change: &AccountChange,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.change_account(login, change, by, at),
            Self::Memory(store) => store.change_account(login, change, by, at),
        }
    }

    /// Enters a session; of an account's sessions past [`SESSIONS_PER_ACCOUNT_MAX`] the oldest end. `false` where there is
    /// no such account, or it is disabled.
    ///
    /// # Errors
    /// As for every write.
    pub fn begin_session(&mut self, session: &SessionRow) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.begin_session(session),
            Self::Memory(store) => store.begin_session(session),
        }
    }

    /// Notes that a session was used. `false` where it has ended.
    ///
    /// # Errors
    /// As for every write.
    pub fn use_session(&mut self, hash: &[u8; 32], at: Instant) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.use_session(hash, at),
            Self::Memory(store) => store.use_session(hash, at),
        }
    }

    /// Ends a session. `false` where it has ended.
    ///
    /// # Errors
    /// As for every write.
    pub fn end_session(&mut self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.end_session(hash),
            Self::Memory(store) => store.end_session(hash),
        }
    }

    /// Ends all sessions of an account, and says how many there were.
    ///
    /// # Errors
    /// As for every write.
    pub fn end_sessions_of(&mut self, login: &EmployeeId) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(store) => store.end_sessions_of(login),
            Self::Memory(store) => store.end_sessions_of(login),
        }
    }

    /// Forgets sessions that began before one instant or were last used before another, at most `most` of them at once.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_sessions(
        &mut self,
        began_before: Instant,
        used_before: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_sessions(began_before, used_before, most),
            Self::Memory(store) => store.forget_sessions(began_before, used_before, most),
        }
    }

    /// Enters a device that asks to be let in, unless `most` of them ask since `open_since`.
    ///
    /// # Errors
    /// As for every write.
    pub fn ask_pairing(&mut self, pairing: &Pairing, open_since: Instant, most: usize) -> Result<Asked, StoreError> {
        match self {
            Self::Sqlite(store) => store.ask_pairing(pairing, open_since, most),
            Self::Memory(store) => store.ask_pairing(pairing, open_since, most),
        }
    }

    /// Confirms the code of a device that asked since `open_since`: the secret that it has is a token's from then on.
    /// `false` where no device shows that code.
    ///
    /// # Errors
    /// [`StoreError::TokenExists`] where the name was used before.
    pub fn confirm_pairing(
        &mut self,
        code: &str,
        open_since: Instant,
        device: &NewDevice,
        by: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.confirm_pairing(code, open_since, device, by, at),
            Self::Memory(store) => store.confirm_pairing(code, open_since, device, by, at),
        }
    }

    /// Forgets devices that asked before `at`, at most `most` of them at once.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_pairings_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_pairings_before(at, most),
            Self::Memory(store) => store.forget_pairings_before(at, most),
        }
    }

    /// Publishes a centre's set-up as its next version. The same content as the newest is the same version, and
    /// nothing is written.
    ///
    /// # Errors
    /// As for every write.
    pub fn publish_setup(&mut self, setup: &NewSetup, by: &str, at: Instant) -> Result<SetupVersion, StoreError> {
        match self {
            Self::Sqlite(store) => store.publish_setup(setup, by, at),
            Self::Memory(store) => store.publish_setup(setup, by, at),
        }
    }

    /// Forgets commands that were remembered before `at`, the first remembered first, no more than `most` of them at once.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_commands_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_commands_before(at, most),
            Self::Memory(store) => store.forget_commands_before(at, most),
        }
    }

    /// Deletes people whose last date ([`Person::forget_after`]) has passed at `at`, in UTC, no more than `most` of them
    /// at once. The number stands in the record of changes, so that somebody can see that it happens.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_people_due(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_people_due(at, most),
            Self::Memory(store) => store.forget_people_due(at, most),
        }
    }

    /// Deletes streams of the dates before `date`, the oldest first, no more than `most` of them at once, with the people
    /// of these dates and the remembered commands. Counted are those that had events. The positions of the log are not
    /// used again.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_streams_before(&mut self, date: Date, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_streams_before(date, at, most),
            Self::Memory(store) => store.forget_streams_before(date, at, most),
        }
    }

    /// Writes to the outbox, and says how many rows were new.
    ///
    /// # Errors
    /// As for every write.
    pub fn write_outbox(&mut self, write: &OutboxWrite) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(store) => store.write_outbox(write),
            Self::Memory(store) => store.write_outbox(write),
        }
    }

    /// Forgets messages that came to their end before `at` and of which nothing is to be noted, the oldest first, no more
    /// than `most` of them at once.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_messages_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_messages_before(at, most),
            Self::Memory(store) => store.forget_messages_before(at, most),
        }
    }

    /// Enters somebody who waits for a time, with what the vault is told of her, unless too many wait already; that she does
    /// stands in the record of changes. `by` is who asks, and when.
    ///
    /// # Errors
    /// As for every write.
    pub fn enter_watch(
        &mut self,
        row: &WatchRow,
        person: &PersonChange,
        bounds: &WatchBounds,
        by: (&str, Instant),
    ) -> Result<WatchEntered, StoreError> {
        match self {
            Self::Sqlite(store) => store.enter_watch(row, person, bounds, by),
            Self::Memory(store) => store.enter_watch(row, person, bounds, by),
        }
    }

    /// Changes who waits for a time, all in one transaction and each on record.
    ///
    /// # Errors
    /// As for every write.
    pub fn change_watches(&mut self, changes: &[WatchChange], by: &str, at: Instant) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.change_watches(changes, by, at),
            Self::Memory(store) => store.change_watches(changes, by, at),
        }
    }

    /// Forgets watches that came to their end before `at`, the oldest first, no more than `most` of them at once.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_watches_before(&mut self, at: Instant, most: usize) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_watches_before(at, most),
            Self::Memory(store) => store.forget_watches_before(at, most),
        }
    }

    /// Records who looked at whose data, all of them in one transaction. They are durable when this returns; only then may the
    /// data be given.
    ///
    /// # Errors
    /// As for every write.
    pub fn record_look_ups(&mut self, look_ups: &[NewLookUp]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.record_look_ups(look_ups),
            Self::Memory(store) => store.record_look_ups(look_ups),
        }
    }

    /// Records that somebody asked who looked at a person's data: in the record of changes, and as a look-up of its own. It is
    /// durable when this returns; only then may she be told.
    ///
    /// # Errors
    /// As for every write.
    pub fn record_disclosure(&mut self, disclosure: &Disclosure) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.record_disclosure(disclosure),
            Self::Memory(store) => store.record_disclosure(disclosure),
        }
    }

    /// Forgets look-ups before an instant, the first recorded first, no more than `most` of them at once; and, once none of
    /// them is left, what keys that were replaced before it handed down. The number stands in the record of changes.
    ///
    /// # Errors
    /// As for every write.
    pub fn forget_look_ups_before(
        &mut self,
        before: Instant,
        at: Instant,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        match self {
            Self::Sqlite(store) => store.forget_look_ups_before(before, at, most),
            Self::Memory(store) => store.forget_look_ups_before(before, at, most),
        }
    }

    /// Enters a key of the vault under which something is going to be sealed, and who did. `false` where it is known already.
    ///
    /// # Errors
    /// As for every write.
    pub fn enter_vault_key(&mut self, key: Fingerprint, by: &str, at: Instant) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(store) => store.enter_vault_key(key, by, at),
            Self::Memory(store) => store.enter_vault_key(key, by, at),
        }
    }

    /// Keeps what keys of the vault hand down; one that is not known is entered.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn hand_down(&mut self, all: &[(Fingerprint, HandedDown)], at: Instant) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.hand_down(all, at),
            Self::Memory(store) => store.hand_down(all, at),
        }
    }

    /// Notes that nothing is under any other key of the vault any more, and who brought that about; gives how many there were.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn replace_vault_keys(&mut self, by_key: Fingerprint, by: &str, at: Instant) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(store) => store.replace_vault_keys(by_key, by, at),
            Self::Memory(store) => store.replace_vault_keys(by_key, by, at),
        }
    }

    /// Forgets a key of the vault that is lost, with what only it opens of what others handed down and the hashes under it, and
    /// records who did it and how many people were deleted with it.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn give_up_vault_key(
        &mut self,
        key: Fingerprint,
        deleted: u64,
        by: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.give_up_vault_key(key, deleted, by, at),
            Self::Memory(store) => store.give_up_vault_key(key, deleted, by, at),
        }
    }

    /// Writes what rows of people say, sealed anew, in one transaction. One that is gone stays gone.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn renew_people(&mut self, all: &[Person]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.renew_people(all),
            Self::Memory(store) => store.renew_people(all),
        }
    }

    /// Writes hashes of look-ups under another key, in one transaction.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) fn renew_look_ups(&mut self, hashes: &[LookUpHash]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.renew_look_ups(hashes),
            Self::Memory(store) => store.renew_look_ups(hashes),
        }
    }

    /// Writes something that means nothing, durably: can the store be written at all?
    ///
    /// # Errors
    /// As for every write.
    pub fn try_out(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.try_out(),
            Self::Memory(store) => store.try_out(),
        }
    }

    /// Tidies up before the process ends: what the database holds in its own log goes into the file. Not needed for safety.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is lost then.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.checkpoint(),
            Self::Memory(_) => Ok(()),
        }
    }
}
