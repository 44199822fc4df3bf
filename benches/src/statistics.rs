//! Medians, ranges and percentiles. A figure is never a mean: one bad millisecond would hide in it.

use std::time::Duration;

use hdrhistogram::Histogram;

use crate::failure::Failure;

/// Durations in nanoseconds, from a microsecond to a minute, to three digits.
#[derive(Debug, Clone)]
pub struct Latencies(Histogram<u64>);

impl Latencies {
    /// None yet.
    ///
    /// # Errors
    /// None in practice: the bounds are valid.
    pub fn new() -> Result<Self, Failure> {
        Ok(Self(Histogram::new_with_bounds(1_000, 60_000_000_000, 3)?))
    }

    /// One more; what is longer than a minute counts as a minute.
    pub fn record(&mut self, took: Duration) {
        self.0.saturating_record(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX));
    }

    /// All of another.
    ///
    /// # Errors
    /// None in practice: the bounds are the same.
    pub fn add(&mut self, other: &Self) -> Result<(), Failure> {
        self.0.add(&other.0)?;
        Ok(())
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.len()
    }

    /// The duration that this share of all did not exceed.
    pub fn quantile(&self, share: f64) -> Duration {
        Duration::from_nanos(self.0.value_at_quantile(share))
    }

    /// The median.
    pub fn p50(&self) -> Duration {
        self.quantile(0.5)
    }

    /// The 99th percentile.
    pub fn p99(&self) -> Duration {
        self.quantile(0.99)
    }

    /// The longest.
    pub fn max(&self) -> Duration {
        Duration::from_nanos(self.0.max())
    }
}

/// The figures of several rounds.
#[derive(Debug, Clone, Default)]
pub struct Rounds(Vec<f64>);

impl Rounds {
    /// One more round.
    pub fn push(&mut self, figure: f64) {
        self.0.push(figure);
    }

    /// The median; `NaN` of none.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            n if n % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    /// The smallest.
    pub fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::min)
    }

    /// The greatest.
    pub fn most(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::max)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<f64> for Rounds {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// A count as a number to reckon with; counts here stay far below where it would lose digits.
#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark lie far below 2^52")]
pub fn number(count: u64) -> f64 {
    count as f64
}

/// So many in such a time, per second.
pub fn per_second(count: u64, elapsed: Duration) -> f64 {
    number(count) / elapsed.as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_odd_even_and_no_rounds() {
        assert!((Rounds::from_iter([3.0, 1.0, 2.0]).median() - 2.0).abs() < 1e-9);
        assert!((Rounds::from_iter([4.0, 1.0, 2.0, 3.0]).median() - 2.5).abs() < 1e-9);
        assert!(Rounds::default().median().is_nan());
    }

    #[test]
    fn percentiles_are_kept_to_three_digits() {
        let mut latencies = Latencies::new().expect("bounds");
        (1..=1_000).for_each(|ms| latencies.record(Duration::from_millis(ms)));
        assert!((latencies.p50().as_secs_f64() - 0.5).abs() < 0.001);
        assert!((latencies.p99().as_secs_f64() - 0.99).abs() < 0.002);
    }
}
