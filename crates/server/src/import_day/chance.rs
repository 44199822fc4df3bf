//! Seeded chance for a recorded day: each citizen's times depend on the seed and on her number alone.
//!
//! Requests are answered in whatever order the server likes; drawing from one stream of chance would make the day depend on
//! that order. So every draw names what it is for, and the same name gives the same draw.

/// How much services differ: the standard deviation of the logarithm. Half of all services last between 0.7 and 1.4
/// times the middle one, one in twenty more than 2.3 times.
const SPREAD: f64 = 0.5;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// How long a service lasts.
    Service = 1,
    /// How long a citizen walks to the desk.
    Walk = 2,
    /// Whether a request is sent twice, and how.
    Repeat = 3,
}

/// Seeded chance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance {
    seed: u64,
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// A number from 0 (included) to 1 (not included).
    pub(crate) fn part(self, purpose: Purpose, of: u64) -> f64 {
        let mixed = mix(mix(mix(self.seed) ^ of) ^ purpose as u64);
        // 53 bits fill the mantissa; the conversion is exact.
        f64::from(u32::try_from(mixed >> 38).unwrap_or(0)) / f64::from(1_u32 << 26)
    }

    /// A log-normal factor with the mean 1.
    pub(crate) fn service_factor(self, of: u64) -> f64 {
        let first = self.part(Purpose::Service, of.wrapping_mul(2));
        let second = self.part(Purpose::Service, of.wrapping_mul(2).wrapping_add(1));
        // Box and Muller; 1 - part is never 0.
        let normal = (-2.0 * (1.0 - first).ln()).sqrt() * (std::f64::consts::TAU * second).cos();
        (SPREAD * normal - SPREAD * SPREAD / 2.0).exp()
    }
}

/// Spreads neighbouring numbers over all 64 bits (splitmix64).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_the_factors_is_one_and_their_spread_is_that_of_people() {
        let chance = Chance::new(7);
        let mut factors: Vec<f64> = (0..10_000).map(|of| chance.service_factor(of)).collect();
        let mean = factors.iter().sum::<f64>() / 10_000.0;
        factors.sort_by(f64::total_cmp);
        assert!((0.98..1.02).contains(&mean), "{mean}");
        assert!((0.66..0.73).contains(&(factors[2_500] / factors[5_000])), "{}", factors[2_500] / factors[5_000]);
        assert!((2.1..2.5).contains(&(factors[9_500] / factors[5_000])), "{}", factors[9_500] / factors[5_000]);
    }

    #[test]
    fn the_same_name_gives_the_same_draw_and_another_seed_another() {
        let draw = |seed| Chance::new(seed).part(Purpose::Walk, 42);
        assert!((draw(1) - draw(1)).abs() < f64::EPSILON);
        assert!((draw(1) - draw(2)).abs() > f64::EPSILON);
    }
}
