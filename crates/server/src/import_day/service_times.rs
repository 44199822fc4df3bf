//! How long one citizen takes at a counter: the office's own estimate, or a time that fits the recording.
//!
//! The recorded office served everybody whom it recorded, with the counters that it recorded. An estimate under which that
//! is not possible is plainly wrong, and one that is blank says nothing; for both the time is computed. The method is held
//! simple, so that it can be checked with a pencil, and the result is the same on every machine.

use std::collections::BTreeMap;

use domain::ids::Letter;

use super::recorded::Recorded;

/// From the call to the citizen at the desk, in seconds; every citizen the same in this computation.
pub(crate) const WALK_SECONDS: f64 = 30.0;

/// From the end of one service to the press that calls the next, in seconds.
pub(crate) const TURN_SECONDS: f64 = 10.0;

/// How long after the recording's last minute the last citizen may leave, in minutes, where the counters of a queue are
/// still open then.
const AFTER_THE_END_MINUTES: f64 = 30.0;

/// A computed time is this part of the longest that is possible: a little room for services that last longer than usual.
const ROOM: f64 = 0.9;

/// No citizen takes longer than this in the mean, in minutes, whatever a nearly empty queue would allow.
const MINUTES_MAX: f64 = 30.0;

/// How often the interval is halved: from 30 minutes to less than a tenth of a second.
const HALVINGS: u32 = 15;

/// A queue's service time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ServiceTime {
    /// The mean, in minutes, walking not included.
    pub(crate) minutes: f64,
    /// The office's own estimate, where there is one.
    pub(crate) estimate: Option<f64>,
}

impl ServiceTime {
    /// Whether the office's estimate was taken as it is.
    pub(crate) fn is_estimate(&self) -> bool {
        self.estimate.is_some_and(|estimate| (estimate - self.minutes).abs() < f64::EPSILON)
    }
}

/// Every queue's service time: the estimate where the recorded counters can serve the recorded arrivals with it, else
/// [`ROOM`] of the longest time with which they can.
pub(crate) fn service_times(day: &Recorded) -> BTreeMap<Letter, ServiceTime> {
    let time = |letter| {
        let estimate = day.estimates.get(&letter).copied().flatten();
        let longest = ROOM * longest_possible(day, letter);
        let minutes = estimate.filter(|minutes| *minutes > 0.0 && *minutes <= longest).unwrap_or(longest);
        ServiceTime { minutes, estimate }
    };
    day.letters().into_iter().map(|letter| (letter, time(letter))).collect()
}

/// The longest time, in minutes, with which every citizen of the queue is served before its counters close.
fn longest_possible(day: &Recorded, letter: Letter) -> f64 {
    let arrivals = day.arrivals_of(letter);
    let counters = counters_open(day, letter);
    let (mut possible, mut too_long) = (0.0, MINUTES_MAX / ROOM);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(possible, too_long);
        if all_served(&arrivals, &counters, middle) {
            possible = middle;
        } else {
            too_long = middle;
        }
    }
    possible
}

/// When each counter of a queue is open, as spans of minutes. The first opens first and closes last.
fn counters_open(day: &Recorded, letter: Letter) -> Vec<Vec<(f64, f64)>> {
    let end = day.last_minute() + AFTER_THE_END_MINUTES;
    let steps = day.counters.get(&letter).map_or(&[][..], Vec::as_slice);
    let spans = |counter: u8| {
        let mut spans = Vec::new();
        let mut since = None;
        for (minute, open) in steps {
            match since {
                None if *open > counter => since = Some(*minute),
                Some(from) if *open <= counter => {
                    spans.push((from, *minute));
                    since = None;
                }
                _ => {}
            }
        }
        spans.extend(since.map(|from| (from, end)));
        spans
    };
    (0..day.counters_max(letter)).map(spans).collect()
}

/// Whether everybody is called before the counters close, when each is served in `minutes`, first come first served.
fn all_served(arrivals: &[f64], counters: &[Vec<(f64, f64)>], minutes: f64) -> bool {
    let cycle = minutes + (WALK_SECONDS + TURN_SECONDS) / 60.0;
    let mut free_at = vec![0.0_f64; counters.len()];
    arrivals.iter().all(|came| {
        let starts = counters.iter().zip(&free_at).enumerate().filter_map(|(counter, (spans, free))| {
            let ready = came.max(*free);
            let start =
                spans.iter().map(|(from, to)| (ready.max(*from), *to)).find(|(start, to)| start + minutes <= *to);
            start.map(|(start, _)| (start, counter))
        });
        match starts.min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((start, counter)) => {
                free_at[counter] = start + cycle;
                true
            }
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::recorded::tests::recording;
    use super::*;

    #[test]
    fn with_the_chosen_times_the_recorded_counters_serve_the_recorded_arrivals() {
        for office in ["office-4", "office-7"] {
            let day = recording(office);
            for (letter, time) in service_times(&day) {
                assert!(time.minutes > 0.3, "{office} {letter}: {time:?}");
                assert!(
                    all_served(&day.arrivals_of(letter), &counters_open(&day, letter), time.minutes),
                    "{office} {letter}: {time:?}"
                );
            }
        }
    }

    #[test]
    fn plainly_wrong_estimates_are_replaced_and_the_others_kept() {
        let times = service_times(&recording("office-4"));
        let told: Vec<String> = times
            .iter()
            .map(|(letter, time)| {
                format!("{letter} {:.1} {}", time.minutes, if time.is_estimate() { "estimate" } else { "computed" })
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn a_blank_estimate_gets_a_time_that_fits() {
        let mut day = recording("office-7");
        let letter = Letter::new('A').expect("a letter");
        day.estimates.insert(letter, None);
        let time = service_times(&day)[&letter];
        assert!(!time.is_estimate() && time.minutes > 5.0 && time.minutes <= MINUTES_MAX, "{time:?}");
    }
}
