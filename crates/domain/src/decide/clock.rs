//! What the clock alone brings about: functions of the state and the instant.

use crate::command::Mode;
use crate::day::{Day, Origin, State, Visit};
use crate::event::{Fact, Outcome};
use crate::hall::Phase;
use crate::setup::Setup;
use crate::time::Instant;

/// The facts that are due at an instant and have not been written yet, in the order of their time.
pub(super) fn facts_owed(day: &Day, setup: &Setup, now: Instant) -> Vec<Fact> {
    // What would be due after midnight never comes to pass: the day has ended by then, however late that is noticed.
    let until = now.min(closes_at(day, setup));
    let mut owed: Vec<(Instant, Fact)> = day
        .timed()
        .filter_map(|v| deadline(v, setup).map(|at| (at, v)))
        .filter(|(at, _)| *at <= until)
        .map(|(at, v)| (at, fact_at_deadline(v, at)))
        .collect();
    owed.sort_by_key(|(at, _)| *at);
    owed.into_iter().map(|(_, fact)| fact).collect()
}

/// When the clock alone next changes the day: a missed visit that ends, a phone appointment that begins, midnight.
/// A [`crate::command::Action::Clock`] is to be sent then, or a `CloseDay` at [`closes_at`]. `None` for a day that has
/// not begun or is over.
pub fn next_deadline(day: &Day, setup: &Setup) -> Option<Instant> {
    if day.phase() != Phase::Open {
        return None;
    }
    let visits = day.timed().filter_map(|v| deadline(v, setup)).min();
    let midnight = closes_at(day, setup);
    Some(visits.map_or(midnight, |at| at.min(midnight)))
}

/// The civil midnight that ends the day.
pub fn closes_at(day: &Day, setup: &Setup) -> Instant {
    let tomorrow = day.stream().date.tomorrow().unwrap_or(day.stream().date);
    Instant::start_of(tomorrow, &setup.time_zone)
}

/// When the clock changes a visit.
fn deadline(visit: &Visit, setup: &Setup) -> Option<Instant> {
    match (&visit.state, &visit.origin) {
        (State::Missed { ends_at, .. }, _) => Some(*ends_at),
        (State::Booked, Origin::Appointment { starts_at, mode: Mode::InPerson, .. }) => {
            Some(starts_at.plus_minutes(i64::from(setup.rules.no_show_minutes)))
        }
        (State::Booked, Origin::Appointment { starts_at, .. }) => Some(*starts_at),
        _ => None,
    }
}

fn fact_at_deadline(visit: &Visit, at: Instant) -> Fact {
    if visit.state == State::Booked && visit.is_rung() {
        Fact::CheckedIn { visit: visit.id, due: at, on_time: true }
    } else {
        Fact::Ended { visit: visit.id, outcome: Outcome::NoShow, ended_at: at }
    }
}
