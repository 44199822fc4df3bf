//! Why a command of the command line was not done: one sentence that says what is wrong and what to do.
//!
//! Nothing is decided here, and nothing technical is hidden: where the operating system or the database said something,
//! the sentence quotes it.

use std::fmt;

use engine::EngineError;
use store::StoreError;

use crate::installation::stranding;
use crate::words::{Sentence, Words};

/// Why it was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure told by a whole sentence, or several lines of them.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// What nobody but the program or the system can be blamed for.
    pub(crate) fn fault(error: &dyn fmt::Display, words: &Words) -> Self {
        Self(words.put(&Sentence::new("cli-fault").with("error", error)))
    }

    /// What the database says.
    pub(crate) fn of_store(error: &StoreError, words: &Words) -> Self {
        Self(words.put(&store_sentence(error)))
    }

    /// What the engine says.
    pub(crate) fn of_engine(error: &EngineError, words: &Words) -> Self {
        match error {
            // The installation goes on; it is the publishing that has ended.
            EngineError::Store(error) if matches!(**error, StoreError::Full) => {
                Self(words.say("cli-store-full-reloading"))
            }
            EngineError::Store(error) => Self::of_store(error, words),
            EngineError::SetupStrands(centre, strands) => Self(words.put(&stranding(centre, strands))),
            other => Self::fault(other, words),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What the database says, and what to do.
pub(crate) fn store_sentence(error: &StoreError) -> Sentence {
    match error {
        StoreError::Full => Sentence::new("cli-store-full"),
        StoreError::ReadOnly => Sentence::new("cli-store-read-only"),
        StoreError::Corrupt(what) => Sentence::new("cli-store-damaged").with("what", what),
        StoreError::Busy => Sentence::new("cli-store-busy"),
        StoreError::UnknownFact { stream, version, kind, form, why } => Sentence::new("cli-store-unknown-fact")
            .with("stream", stream)
            .with("version", version)
            .with("kind", kind)
            .with("form", form)
            .with("why", why),
        StoreError::EventMissing { stream, version } => {
            Sentence::new("cli-store-event-missing").with("stream", stream).with("version", version)
        }
        StoreError::NewerSchema { found, known } => {
            Sentence::new("cli-store-newer").with("found", found).with("known", known)
        }
        StoreError::MigrationChanged { number, name } => {
            Sentence::new("cli-store-other-program").with("number", number).with("name", name)
        }
        StoreError::TokenExists(name) => Sentence::new("cli-token-exists").with("name", name),
        StoreError::AccountExists(login) => Sentence::new("cli-user-exists").with("login", login),
        StoreError::TooManyAccounts => Sentence::new("cli-user-too-many").with("most", store::ACCOUNTS_MAX),
        StoreError::Io(what) => Sentence::new("cli-store-disk").with("what", what),
    }
}
