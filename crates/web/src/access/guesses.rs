//! Counts what somebody guesses: passwords by login and by peer, codes of devices.
//!
//! A try is counted before it is looked at, and given back where it was right: many at the same moment are no way around.
//! What is counted has an end, and no login stands in a log.

use std::collections::BTreeMap;
use std::net::IpAddr;

use domain::time::Instant;
use parking_lot::Mutex;

/// The most keys that are counted at once; past it those that were quiet longest are forgotten.
const KEYS_MAX: usize = 10_000;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// Passwords for a login, whether there is such an account or not.
    Login(String),
    /// Passwords from a peer.
    Peer(IpAddr),
    /// Codes of devices, by who tries them.
    Codes(String),
    /// Codes that a peer asks for.
    Pairings(IpAddr),
    /// People who are looked for at a kiosk, by its path.
    CheckIns(String),
}

/// How many of one kind may be wrong within how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed {
    pub(crate) tries: u32,
    pub(crate) seconds: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Guesses(Mutex<BTreeMap<Key, Vec<Instant>>>);

impl Guesses {
    /// Counts a try.
    ///
    /// # Errors
    /// The seconds to wait where there were too many; it is not counted then.
    pub(crate) fn count(&self, key: Key, allowed: Allowed, now: Instant) -> Result<(), u32> {
        let mut tries = self.0.lock();
        if tries.len() >= KEYS_MAX && !tries.contains_key(&key) {
            let quietest = tries.iter().min_by_key(|(_, at)| at.last().copied()).map(|(key, _)| key.clone());
            if let Some(quietest) = quietest {
                tries.remove(&quietest);
            }
        }
        let counted = tries.entry(key).or_default();
        let over = now.plus_seconds(-i64::from(allowed.seconds));
        // A clock that went back must not lock anybody out for longer than is said.
        counted.retain(|at| *at > over && *at <= now);
        if counted.len() >= allowed.tries as usize {
            let oldest = counted.first().copied().unwrap_or(now);
            let waited = u32::try_from(now.seconds_since(oldest)).unwrap_or(allowed.seconds);
            return Err(allowed.seconds.saturating_sub(waited).max(1));
        }
        counted.push(now);
        Ok(())
    }

    /// Gives the newest try back: it was right.
    pub(crate) fn was_right(&self, key: &Key) {
        if let Some(counted) = self.0.lock().get_mut(key) {
            counted.pop();
        }
    }

    /// Forgets all tries: whoever may has shown who she is.
    pub(crate) fn forget(&self, key: &Key) {
        self.0.lock().remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_so_many_wrong_ones_one_waits_until_the_oldest_is_over() {
        let (guesses, key) = (Guesses::default(), Key::Login("mette".to_owned()));
        let allowed = Allowed { tries: 2, seconds: 900 };
        let at = |seconds| Instant::default().plus_seconds(seconds);
        let count = |seconds| guesses.count(key.clone(), allowed, at(seconds));
        assert_eq!((count(0), count(10), count(20)), (Ok(()), Ok(()), Err(880)));
        assert_eq!(count(899), Err(1));
        assert_eq!((count(900), count(901)), (Ok(()), Err(9)));
        guesses.was_right(&key);
        assert_eq!(count(902), Ok(()));
        guesses.forget(&key);
        assert_eq!(guesses.count(Key::Login("jens".to_owned()), allowed, at(903)), Ok(()));
        assert_eq!((count(903), count(904)), (Ok(()), Ok(())));
    }

    #[test]
    fn what_is_counted_has_an_end() {
        let guesses = Guesses::default();
        let allowed = Allowed { tries: 1, seconds: 900 };
        for n in 0..=KEYS_MAX {
            let at = Instant::default().plus_seconds(i64::try_from(n).expect("small") / 100);
            guesses.count(Key::Login(n.to_string()), allowed, at).expect("its first");
        }
        assert_eq!(guesses.0.lock().len(), KEYS_MAX);
    }
}
