//! When somebody can be where she waits: nobody is told a time at which she is still on the way.

use domain::event::Forecast;
use domain::ids::Language;
use domain::setup::Area;
use domain::time::Instant;

/// The most minutes of a way that are believed; more is another number than a way's.
const MINUTES_MAX: u16 = 60;

/// A forecast as it is told to somebody who has the way to an area before her. Where the set-up's words on the way name no
/// minutes, nobody knows how long it is, and the forecast is told as it is.
pub(crate) fn reachable(forecast: Forecast, now: Instant, area: Option<&Area>) -> Forecast {
    let Some(minutes) = area.and_then(|area| minutes_of(area.way.get(&Language::danish()))) else { return forecast };
    let there = now.plus_minutes(i64::from(minutes));
    let Forecast { earliest, expected, latest } = forecast;
    Forecast { earliest: earliest.max(there), expected: expected.max(there), latest: latest.max(there) }
}

/// The minutes that words on a way name: "Turen tager ca. 2 minutter."
fn minutes_of(way: &str) -> Option<u16> {
    let words: Vec<&str> = way.split_whitespace().collect();
    let named = words.windows(2).find_map(|pair| match pair {
        [number, unit] if unit.starts_with("min") => number.parse().ok(),
        _ => None,
    });
    named.filter(|minutes| *minutes <= MINUTES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_a_way_are_those_that_its_words_name() {
        assert_eq!(minutes_of("Elevatoren er 10 meter til højre. Turen tager ca. 2 minutter."), Some(2));
        assert_eq!(minutes_of("3 min. ad gangen til venstre"), Some(3));
        for unknown in ["", "Til højre", "10 meter til højre", "nogle minutter", "900 minutter"] {
            assert_eq!(minutes_of(unknown), None, "{unknown}");
        }
    }
}
