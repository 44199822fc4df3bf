//! Why the benchmark could not go on, as one sentence for whoever started it.
//!
//! A benchmark that fails has no figures: nothing here is ever turned into a row of the table.

use std::fmt;

/// Why the benchmark could not go on.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with its sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Any error is a failure. (A failure itself is no `Error`, so that this can stand for all.)
impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut sentence = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            sentence.push_str(": ");
            sentence.push_str(&error.to_string());
            cause = error.source();
        }
        Self(sentence)
    }
}

/// Says what was being done when something failed.
pub trait Doing<T> {
    /// `what` completes the sentence "while …".
    ///
    /// # Errors
    /// The same failure, with what was being done.
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Failure>;
}

impl<T, E: Into<Failure>> Doing<T> for Result<T, E> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Failure> {
        self.map_err(|error| Failure(format!("while {}: {}", what(), error.into())))
    }
}
