//! The days in memory as readers see them: only what is durable.
//!
//! One writer puts events in, many read. A reader holds a day's lock only while it computes, never while it renders or
//! waits. Nothing is decided on these days: the writer decides on its own copies, which are ahead of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::day::Day;
use domain::hall::Hall;
use domain::ids::StreamId;
use domain::setup::Setup;
use domain::time::Instant;
use parking_lot::{Mutex, RwLock, RwLockReadGuard, RwLockWriteGuard};
use store::StoreError;

/// A day in its committed state, shared between the writer and all readers.
#[derive(Debug)]
pub struct SharedDay {
    day: RwLock<Day>,
    used_at_ms: AtomicI64,
    hall: Mutex<Option<Arc<Hall>>>,
}

impl SharedDay {
    pub(crate) fn new(day: Day, now: Instant) -> Arc<Self> {
        let used_at_ms = AtomicI64::new(now.as_millis());
        Arc::new(Self { day: RwLock::new(day), used_at_ms, hall: Mutex::new(None) })
    }

    /// The day, for as long as the guard lives; compute under it, never render or wait.
    pub fn read(&self) -> RwLockReadGuard<'_, Day> {
        self.day.read()
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Day> {
        self.day.write()
    }

    /// The hall of this day at an instant. The same state within the same second is computed once.
    pub fn hall(&self, setup: &Setup, now: Instant) -> Arc<Hall> {
        let mut kept = self.hall.lock();
        let day = self.day.read();
        if let Some(hall) = kept.as_ref().filter(|h| is_same_moment(h, &day, setup, now)) {
            return Arc::clone(hall);
        }
        let hall = Arc::new(domain::hall::hall(&day, setup, now));
        *kept = Some(Arc::clone(&hall));
        hall
    }

    pub(crate) fn used(&self, now: Instant) {
        self.used_at_ms.fetch_max(now.as_millis(), Ordering::Relaxed);
    }

    fn idle_since(&self, now: Instant) -> u64 {
        now.seconds_since(Instant::from_millis(self.used_at_ms.load(Ordering::Relaxed)))
    }
}

fn is_same_moment(hall: &Hall, day: &Day, setup: &Setup, now: Instant) -> bool {
    hall.version == day.version()
        && hall.setup == setup.version
        && hall.at.as_millis().div_euclid(1_000) == now.as_millis().div_euclid(1_000)
}

/// All days in memory, and the streams that cannot be read.
#[derive(Debug, Clone, Default)]
pub struct Days(Arc<RwLock<Directory>>);

#[derive(Debug, Default)]
struct Directory {
    loaded: BTreeMap<StreamId, Arc<SharedDay>>,
    unreadable: BTreeMap<StreamId, Arc<StoreError>>,
}

impl Days {
    /// A day that is in memory.
    pub fn get(&self, stream: &StreamId) -> Option<Arc<SharedDay>> {
        self.0.read().loaded.get(stream).map(Arc::clone)
    }

    /// All days in memory, in order.
    pub fn all(&self) -> Vec<(StreamId, Arc<SharedDay>)> {
        self.0.read().loaded.iter().map(|(s, d)| (s.clone(), Arc::clone(d))).collect()
    }

    /// How many days are in memory.
    pub fn count(&self) -> usize {
        self.0.read().loaded.len()
    }

    /// Why a stream cannot be read, where that is known.
    pub(crate) fn unreadable(&self, stream: &StreamId) -> Option<Arc<StoreError>> {
        self.0.read().unreadable.get(stream).map(Arc::clone)
    }

    pub(crate) fn insert(&self, stream: StreamId, day: Arc<SharedDay>) {
        self.0.write().loaded.insert(stream, day);
    }

    pub(crate) fn clear(&self) {
        self.0.write().loaded.clear();
    }

    /// Notes that a stream cannot be read, so that it is refused without reading it again, and says so once in the log.
    pub(crate) fn refuse(&self, stream: &StreamId, why: &Arc<StoreError>) {
        let mut directory = self.0.write();
        directory.loaded.remove(stream);
        if directory.unreadable.insert(stream.clone(), Arc::clone(why)).is_none() {
            tracing::error!(%stream, error = %why, "A day cannot be read and is refused; all others go on.");
        }
    }

    /// Whether some day has not been used for so long.
    pub(crate) fn any_idle(&self, now: Instant, seconds: u64) -> bool {
        self.0.read().loaded.values().any(|d| d.idle_since(now) >= seconds)
    }

    /// Drops the days that have not been used for so long, and names them.
    pub(crate) fn drop_idle(&self, now: Instant, seconds: u64) -> Vec<StreamId> {
        let mut dropped = Vec::new();
        self.0.write().loaded.retain(|stream, day| {
            let idle = day.idle_since(now) >= seconds;
            if idle {
                dropped.push(stream.clone());
            }
            !idle
        });
        dropped
    }
}
