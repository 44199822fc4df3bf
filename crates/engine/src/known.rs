//! Which command identifiers have been seen in the last two days: a filter in front of the store.
//!
//! It may say "perhaps" of a command that is new (the store is asked then); it never says "no" of one that is
//! remembered. It holds hashes only, and is never iterated: what it holds cannot change the order of anything.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use domain::time::Instant;

type Fixed = BuildHasherDefault<DefaultHasher>;

/// The filter: as many generations of a day each as it takes to span what is remembered, one for the day that has begun,
/// and one for what was known at the start.
#[derive(Debug)]
pub(crate) struct KnownCommands {
    generations: Vec<HashSet<u64, Fixed>>,
    newest: usize,
    newest_day: i64,
}

const DAY_MS: i64 = 24 * 3_600 * 1_000;

impl KnownCommands {
    pub(crate) fn new(remember_hours: i64) -> Self {
        let days = usize::try_from(remember_hours.max(1).unsigned_abs().div_ceil(24)).unwrap_or(2);
        Self { generations: vec![HashSet::default(); days + 2], newest: 0, newest_day: i64::MIN }
    }

    /// Notes a command that was seen before the start. It is kept at least as long as one that is seen right after it.
    pub(crate) fn note_earlier(&mut self, sender: &str, command_id: &str) {
        if let Some(newest) = self.generations.get_mut(self.newest) {
            newest.insert(key(sender, command_id));
        }
    }

    /// Whether a command may have been seen.
    pub(crate) fn may_know(&self, sender: &str, command_id: &str) -> bool {
        let key = key(sender, command_id);
        self.generations.iter().any(|g| g.contains(&key))
    }

    /// Notes a command as seen now.
    pub(crate) fn note(&mut self, sender: &str, command_id: &str, now: Instant) {
        self.turn(now);
        if let Some(newest) = self.generations.get_mut(self.newest) {
            newest.insert(key(sender, command_id));
        }
    }

    /// A new day takes the place of the oldest; the first gets a place beside what was known at the start.
    fn turn(&mut self, now: Instant) {
        let day = now.as_millis().div_euclid(DAY_MS);
        if day <= self.newest_day {
            return;
        }
        self.newest_day = day;
        self.newest = (self.newest + 1) % self.generations.len();
        if let Some(oldest) = self.generations.get_mut(self.newest) {
            *oldest = HashSet::default();
        }
    }
}

fn key(sender: &str, command_id: &str) -> u64 {
    Fixed::default().hash_one((sender, command_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_known_for_at_least_two_days_and_forgotten_after_four() {
        let start = Instant::from_millis(20_000 * DAY_MS).plus_seconds(23 * 3_600);
        let mut known = KnownCommands::new(48);
        known.note_earlier("a", "0");
        known.note("a", "1", start);
        for hours in 1..=48 {
            known.note("b", &hours.to_string(), start.plus_seconds(3_600 * hours));
            assert!(known.may_know("a", "0") && known.may_know("a", "1"), "after {hours} hours");
        }
        assert!(!known.may_know("a1", ""), "sender and identifier are kept apart");
        for hours in 49..=96 {
            known.note("b", &hours.to_string(), start.plus_seconds(3_600 * hours));
        }
        assert!(!known.may_know("a", "0") && !known.may_know("a", "1"));
    }
}
