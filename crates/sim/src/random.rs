//! The only source of chance: a seeded generator, one stream for each purpose.
//!
//! The same seed and purpose give the same numbers on every machine: only whole numbers are used, because logarithms
//! differ in the last bit from one machine to another. It must never be seeded from a clock or from the system.

use domain::ids::VisitId;
use domain::time::Instant;
use rand_pcg::Pcg64Dxsm;
use rand_pcg::rand_core::Rng;
use uuid::Uuid;

/// What a stream of chance is for. Each purpose has its own stream, so that a new draw in one leaves the others as
/// they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The set-ups of a town.
    Town = 1,
    /// Citizens and employees.
    People = 2,
    /// What the network does to requests and replies.
    Network = 3,
    /// When machines and stores fail.
    Faults = 4,
    /// Those who mean harm.
    Hostile = 5,
    /// How a seed becomes a plan.
    Plan = 6,
    /// Which times can be booked.
    Times = 7,
}

/// A seeded stream of chance.
#[derive(Debug, Clone)]
pub struct Random(Pcg64Dxsm);

impl Random {
    /// The stream of a seed for one purpose.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        // Neighbouring seeds differ in few bits; the multiplication spreads them over the state.
        let state = (u128::from(seed) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        Self(Pcg64Dxsm::new(state, purpose as u128))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number from 0 to `n - 1`; 0 where `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.bits()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// The same as a count, for sizes and places in a list.
    pub fn count(&mut self, low: usize, high: usize) -> usize {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(usize::try_from(self.below(span)).unwrap_or(0))
    }

    /// Whether something happens that happens `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1_000) < u64::from(per_mille)
    }

    /// One of a list; `None` where it is empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let place = self.count(0, list.len().saturating_sub(1));
        list.get(place)
    }

    /// A place in a list of weights, each drawn as often as it weighs; `None` where all are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> Option<usize> {
        let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
        if total == 0 {
            return None;
        }
        let mut left = self.below(total);
        for (place, weight) in weights.iter().enumerate() {
            if left < u64::from(*weight) {
                return Some(place);
            }
            left -= u64::from(*weight);
        }
        None
    }

    /// A length around `mean`, from a third to about three times, more often short than long (as services are).
    pub fn around(&mut self, mean: i64) -> i64 {
        let base = mean / 3;
        let rest = mean - base;
        // The product of two even draws leans to the short side; its mean is a quarter of the range.
        let product = self.between(0, 1_000) * self.between(0, 1_000);
        base + rest * 4 * product / 1_000_000
    }

    /// A new visit identifier (version 7) that begins with `now`.
    pub fn visit(&mut self, now: Instant) -> VisitId {
        let millis = u128::from(u64::try_from(now.as_millis()).unwrap_or(0)) & 0xFFFF_FFFF_FFFF;
        let noise = (u128::from(self.bits()) << 64 | u128::from(self.bits())) & ((1 << 80) - 1);
        let bits = (millis << 80 | noise) & !(0xF << 76) & !(0x3 << 62) | (0x7 << 76) | (0x2 << 62);
        VisitId(Uuid::from_u128(bits))
    }
}
