//! What can go wrong with the disk, the file or the data, in the words of whoever has to mend it.
//!
//! An error is a fault, never a refusal of the hall. Its sentence names no person and no secret.

use std::fmt;

use domain::ids::StreamId;

/// Why something could not be read or written. Whatever it is: nothing was acknowledged that is not durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room.
    Full,
    /// The file, or its directory, cannot be written.
    ReadOnly,
    /// The file is damaged, or is not a database of ours.
    Corrupt(String),
    /// Another process holds the file for longer than we wait.
    Busy,
    /// A fact that this version of the program does not know. Its stream is refused.
    UnknownFact {
        /// Which stream.
        stream: StreamId,
        /// The place of the event in it.
        version: u64,
        /// The fact's type.
        kind: String,
        /// The version of its form.
        form: u16,
        /// What was wrong with it.
        why: String,
    },
    /// An event of a stream is missing. Its stream is refused: what follows was decided with it.
    EventMissing {
        /// Which stream.
        stream: StreamId,
        /// The place of the event that should stand there.
        version: u64,
    },
    /// A later version of the program wrote the file.
    NewerSchema {
        /// The number of its last migration.
        found: u32,
        /// The last that we know.
        known: u32,
    },
    /// A migration that was applied to the file is not the one that we know by its number.
    MigrationChanged {
        /// Its number.
        number: u32,
        /// Our name for it.
        name: String,
    },
    /// A token of this name, or with this secret, was made before.
    TokenExists(String),
    /// An account of this login was made before.
    AccountExists(String),
    /// There are [`crate::ACCOUNTS_MAX`] accounts.
    TooManyAccounts,
    /// The disk or the system said no.
    Io(String),
}

impl StoreError {
    /// Whether the same can succeed later without a restart: when there is room again, the disk answers, or the other
    /// process is done. What is damaged or unknown stays so.
    pub fn is_recoverable(&self) -> bool {
        matches!(self, Self::Full | Self::ReadOnly | Self::Busy | Self::Io(_))
    }

    /// Whether it is about one stream alone, for good: the others go on.
    pub fn refuses_a_stream(&self) -> bool {
        matches!(self, Self::UnknownFact { .. } | Self::EventMissing { .. })
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the disk is full: make room, and it goes on by itself"),
            Self::ReadOnly => {
                f.write_str("the database file cannot be written: check the rights of the file and of its directory")
            }
            Self::Corrupt(what) => {
                write!(f, "the database file is damaged or is not FrontDesk's: {what}; restore it from the last backup")
            }
            Self::Busy => f.write_str("another process holds the database file: only one FrontDesk may write it"),
            Self::UnknownFact { stream, version, kind, form, why } => write!(
                f,
                "event {version} of {stream} is not known to this version of FrontDesk (`{kind}`, form {form}: {why}); \
                 the day is refused rather than guessed: update the program",
            ),
            Self::EventMissing { stream, version } => write!(
                f,
                "event {version} of {stream} is missing in the database file: the day is refused rather than guessed; \
                 restore the file from the last backup",
            ),
            Self::NewerSchema { found, known } => write!(
                f,
                "the database was written by a newer FrontDesk (its tables are at {found}, this program knows {known}); \
                 update the program: nothing was changed",
            ),
            Self::MigrationChanged { number, name } => write!(
                f,
                "migration {number} in the database is not this program's `{name}`; \
                 use the program that made the database: nothing was changed",
            ),
            Self::TokenExists(name) => write!(f, "a token `{name}` was made before: choose another name"),
            Self::AccountExists(login) => write!(f, "an account `{login}` was made before: choose another login"),
            Self::TooManyAccounts => write!(f, "there are {} accounts, which is the most", crate::ACCOUNTS_MAX),
            Self::Io(what) => write!(f, "the disk does not answer as it should: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}
