//! Whether commands can become durable: what the writer met last, and for how long it counts.
//!
//! Whoever asks hears of a failure at once and for [`UNWELL`] after it; then a write that means nothing tells how it is
//! now. Nobody is told that all is well because nobody has tried.

use std::sync::Arc;
use std::time::{Duration, Instant as Moment};

use parking_lot::Mutex;
use store::StoreError;

/// How long a failure to write counts without asking again, in real time.
const UNWELL: Duration = Duration::from_secs(10);

/// What the writer met last.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<Option<(Moment, Arc<StoreError>)>>);

/// How the store is.
#[derive(Debug)]
pub(crate) enum State {
    /// The last write became durable.
    Well,
    /// It failed just now.
    Unwell(Arc<StoreError>),
    /// It failed a while ago: try it.
    Unsure,
}

impl Health {
    /// A write became durable.
    pub(crate) fn well(&self) {
        *self.0.lock() = None;
    }

    /// A write failed.
    pub(crate) fn unwell(&self, error: &Arc<StoreError>) {
        *self.0.lock() = Some((Moment::now(), Arc::clone(error)));
    }

    pub(crate) fn state(&self) -> State {
        match &*self.0.lock() {
            None => State::Well,
            Some((at, error)) if at.elapsed() < UNWELL => State::Unwell(Arc::clone(error)),
            Some(_) => State::Unsure,
        }
    }
}
