//! The views of a day: what a desk, a manager, a time line and a late citizen are shown.

mod attention;
mod counter;
mod course;
mod delay;
mod properties;

use domain::counter::Counter;
use domain::day::Day;
use domain::hall::{Hall, hall};
use domain::setup::Setup;
use jiff::civil::date;

use crate::script::Script;

/// A Tuesday on which these lines were accepted.
fn script(lines: &[&str]) -> Script {
    let mut script = Script::new(date(2026, 3, 3));
    for line in lines {
        script.given(line);
    }
    script
}

fn day(script: &Script) -> &Day {
    &script.town.reception.day
}

fn setup(script: &Script) -> &Setup {
    &script.town.reception.setup
}

fn hall_at(script: &Script, at: &str) -> Hall {
    hall(day(script), setup(script), script.clock(at))
}

fn counter_at(script: &Script, desk: &str, at: &str) -> Counter {
    domain::counter::counter(day(script), setup(script), &desk.parse().unwrap(), script.clock(at)).unwrap()
}
