//! The heart: commands in, events durable, answers out. Synchronous and deterministic.
//!
//! It has no thread, no clock and no chance of its own: the same store, set-ups, requests and instants give the same
//! events and answers. It keeps each day twice: one ahead, on which it decides with what is not yet durable, and one
//! committed, which readers see. Nothing is acknowledged, and nothing is visible, before the store has it for good.

mod batch;
mod load;
mod look_ups;
mod notes;
mod outbox;
mod outbox_rows;
mod retain;
mod vault;
mod watches;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::day::Day;
use domain::ids::{CentreId, SetupVersion, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use store::{NewSetup, NewToken, Reader, Store, StoreError};

use crate::ahead::strands_ahead;
use crate::days::{Days, SharedDay};
use crate::error::EngineError;
use crate::known::KnownCommands;
use crate::limits::Limits;

pub(crate) use load::catch_up;
pub use load::read_day;
pub use notes::Note;
pub use outbox::{MESSAGES_SENDER, Reported};
pub(crate) use outbox_rows::wants;
pub use retain::Retained;

/// The one writer of an installation, without a thread.
pub struct Core {
    store: Store,
    reader: Reader,
    limits: Limits,
    setups: BTreeMap<CentreId, Arc<Setup>>,
    days: Days,
    ahead: BTreeMap<StreamId, Ahead>,
    known: KnownCommands,
    /// Streams in which reading again found what readers had not seen.
    caught_up: BTreeSet<StreamId>,
    /// Messages to citizens; none where nobody carries them.
    outbox: Option<outbox::Outbox>,
}

/// A day as the writer decides on it.
struct Ahead {
    /// The state with all decisions of the present batch.
    day: Day,
    /// The committed state, seen by readers.
    shared: Arc<SharedDay>,
    /// Whether the store may hold something else: read again before the next decision.
    stale: bool,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core").field("days", &self.ahead.len()).finish_non_exhaustive()
    }
}

impl Core {
    /// A core on a store. Reads which commands are still remembered.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(store: Store, limits: Limits) -> Result<Self, StoreError> {
        let reader = store.reader();
        let mut known = KnownCommands::new(limits.remember_hours);
        for (sender, command_id) in reader.command_keys_since(Instant::from_millis(0))? {
            known.note_earlier(&sender, &command_id);
        }
        let (setups, ahead, caught_up) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Ok(Self { store, reader, limits, setups, days: Days::default(), ahead, known, caught_up, outbox: None })
    }

    /// Gives all centres their set-ups. Commands are decided under them from now on.
    pub fn set_setups(&mut self, setups: BTreeMap<CentreId, Arc<Setup>>) {
        self.setups = setups;
    }

    /// Gives one centre a set-up; the centre may be new.
    pub fn set_setup(&mut self, setup: Arc<Setup>) {
        self.setups.insert(setup.centre.clone(), setup);
    }

    /// Whether a set-up has all that is in use today, and all that the bookings of coming days need; the one that is published
    /// already always may stay.
    ///
    /// # Errors
    /// [`EngineError::SetupStrands`] where it has not, and what the store says.
    pub fn holds_all(&mut self, setup: &Setup, content: &str, now: Instant) -> Result<(), EngineError> {
        let published = self.reader.newest_setups()?;
        if published.iter().any(|row| row.centre == setup.centre && row.content == content) {
            return Ok(());
        }
        let strands = strands_ahead(&self.reader, setup, now, &self.limits)?;
        if strands.is_empty() { Ok(()) } else { Err(EngineError::SetupStrands(setup.centre.clone(), strands)) }
    }

    /// Stores a set-up. It is in force once [`Self::set_setup`] has been called with it.
    ///
    /// # Errors
    /// What the store says.
    pub fn publish_setup(&mut self, new: &NewSetup, by: &str, at: Instant) -> Result<SetupVersion, StoreError> {
        self.store.publish_setup(new, by, at)
    }

    /// Stores a token.
    ///
    /// # Errors
    /// What the store says.
    pub fn create_token(&mut self, new: &NewToken, by: &str, at: Instant) -> Result<(), StoreError> {
        self.store.create_token(new, by, at)
    }

    /// Ends a token; `false` where there is none, or it has ended.
    ///
    /// # Errors
    /// What the store says.
    pub fn revoke_token(&mut self, name: &str, by: &str, at: Instant) -> Result<bool, StoreError> {
        self.store.revoke_token(name, by, at)
    }

    /// The committed state of a day; it is loaded where it is not in memory.
    ///
    /// # Errors
    /// [`EngineError::Store`] where it cannot be read.
    pub fn day(&mut self, stream: &StreamId, now: Instant) -> Result<Arc<SharedDay>, EngineError> {
        self.ensure(stream, now)?;
        self.ahead.get(stream).map(|a| Arc::clone(&a.shared)).ok_or(EngineError::Fault)
    }

    /// The days in memory, as readers see them.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// When the clock alone next changes each day in memory: a `Clock` command, or a `CloseDay` where the instant is the
    /// day's end, is due then.
    pub fn deadlines(&self) -> Vec<(StreamId, Instant)> {
        let deadline = |(stream, ahead): (&StreamId, &Ahead)| {
            let setup = self.setups.get(&stream.centre)?;
            let at = domain::decide::next_deadline(&ahead.shared.read(), setup)?;
            Some((stream.clone(), at))
        };
        self.ahead.iter().filter_map(deadline).collect()
    }

    /// The store, for what is no command: faults and crashes of a simulation.
    pub fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// The reading side of the store.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Whether the store can be written at all; nothing of a day changes.
    ///
    /// # Errors
    /// What the store says.
    pub fn try_out(&mut self) -> Result<(), StoreError> {
        self.store.try_out()
    }

    /// Tidies the store up before the end; nothing depends on it.
    ///
    /// # Errors
    /// What the store says.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        self.store.checkpoint()
    }

    /// Ends the core and gives the store back.
    pub fn into_store(self) -> Store {
        self.store
    }
}
