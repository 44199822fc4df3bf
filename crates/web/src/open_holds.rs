//! How many times are kept for one peer's citizens at once: each of them is nobody else's until it is booked or its hold ends.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

/// For how long one is counted that is not booked: as long as the rules keep a time unless the set-up says otherwise.
const OPEN_FOR: Duration = Duration::from_mins(10);

/// The ends of the holds that are open, by peer, the soonest first.
#[derive(Debug, Default)]
pub(crate) struct OpenHolds(Mutex<HashMap<IpAddr, VecDeque<Instant>>>);

impl OpenHolds {
    /// Counts one more.
    ///
    /// # Errors
    /// How long it is until there is room again, where so many are open already.
    pub(crate) fn open(&self, peer: IpAddr, most: usize, now: Instant) -> Result<(), Duration> {
        let mut all = self.0.lock();
        let ends = all.entry(peer).or_default();
        ends.retain(|end| *end > now);
        if let Some(first) = ends.front().filter(|_| ends.len() >= most) {
            return Err(first.saturating_duration_since(now));
        }
        ends.push_back(now + OPEN_FOR);
        Ok(())
    }

    /// One of them is booked.
    pub(crate) fn booked(&self, peer: IpAddr) {
        if let Some(ends) = self.0.lock().get_mut(&peer) {
            ends.pop_front();
        }
    }

    /// Forgets the peers of whom none is open.
    pub(crate) fn tidy(&self, now: Instant) {
        self.0.lock().retain(|_, ends| ends.back().is_some_and(|end| *end > now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_open_at_once_and_one_that_is_booked_or_over_makes_room() {
        let (holds, peer, begin) = (OpenHolds::default(), IpAddr::from([10, 0, 0, 1]), Instant::now());
        for _ in 0..2 {
            assert_eq!(holds.open(peer, 2, begin), Ok(()));
        }
        let later = begin + Duration::from_mins(1);
        assert_eq!(holds.open(peer, 2, later), Err(Duration::from_mins(9)));
        assert_eq!(holds.open(IpAddr::from([10, 0, 0, 2]), 2, later), Ok(()), "another peer");
        holds.booked(peer);
        assert_eq!(holds.open(peer, 2, later), Ok(()));
        assert_eq!(holds.open(peer, 2, begin + OPEN_FOR), Ok(()), "the other one is over");
        holds.tidy(later + OPEN_FOR + OPEN_FOR);
        assert!(holds.0.lock().is_empty());
    }
}
