//! Why a command of the command line was not done: one sentence that says what is wrong and what to do.
//!
//! Nothing is decided here, and nothing technical is hidden: where the operating system or the database said something,
//! the sentence quotes it.

use std::fmt;

/// Why it was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure told by a whole sentence, or several lines of them.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
