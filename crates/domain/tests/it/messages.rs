//! When one is reminded: as the plan says, never in quiet hours, never after the fact, also where the clock changes.

use domain::message::reminders;
use domain::setup::{Quiet, Setup};
use domain::time::Instant;
use jiff::civil::{Date, date, time};

use crate::centre::{reception, zone};

fn at(day: Date, hour: i8, minute: i8) -> Instant {
    Instant::at_civil(day.at(hour, minute, 0, 0), &zone()).unwrap()
}

fn quiet(from: i8, to: i8) -> Setup {
    let mut setup = reception();
    setup.messages.quiet = Some(Quiet { from: time(from, 0, 0, 0), to: time(to, 0, 0, 0) });
    setup
}

/// The reminders of a time on Tuesday 3 March, as day and clock.
fn reminded(setup: &Setup, starts_at: Instant, now: Instant) -> Vec<String> {
    let all = reminders(setup, &["advice".parse().unwrap()], starts_at, now);
    all.iter().map(|at| at.civil(&zone()).strftime("%d %H:%M").to_string()).collect()
}

const TUESDAY: Date = date(2026, 3, 3);
const BEFORE: Date = date(2026, 2, 24);

#[test]
fn a_day_and_an_hour_before_unless_the_plan_says_otherwise() {
    let setup = reception();
    assert_eq!(reminded(&setup, at(TUESDAY, 10, 0), at(BEFORE, 9, 0)), ["02 10:00", "03 09:00"]);
    // What would be over or now is left out: the confirmation says it.
    assert_eq!(reminded(&setup, at(TUESDAY, 10, 0), at(date(2026, 3, 2), 10, 0)), ["03 09:00"]);
    assert_eq!(reminded(&setup, at(TUESDAY, 10, 0), at(TUESDAY, 9, 30)), [] as [String; 0]);
}

#[test]
fn quiet_hours_are_waited_out_or_sent_before() {
    let setup = quiet(20, 8);
    // 7:30 is in the quiet hours: at their end there is an hour left.
    assert_eq!(reminded(&setup, at(TUESDAY, 9, 0), at(BEFORE, 9, 0)), ["02 09:00", "03 08:00"]);
    assert_eq!(reminded(&setup, at(TUESDAY, 8, 30), at(BEFORE, 9, 0)), ["02 08:30", "03 08:00"]);
    // Too near at their end: the evening before.
    assert_eq!(reminded(&setup, at(TUESDAY, 8, 20), at(BEFORE, 9, 0)), ["02 08:20", "02 20:00"]);
    // A time in the evening: the day before at the same hour is quiet too.
    assert_eq!(reminded(&setup, at(TUESDAY, 22, 0), at(BEFORE, 9, 0)), ["03 08:00", "03 20:00"]);
    // Within one day.
    let noon = quiet(12, 14);
    assert_eq!(reminded(&noon, at(TUESDAY, 13, 0), at(BEFORE, 9, 0)), ["02 14:00", "03 12:00"]);
}

#[test]
fn the_nights_when_the_clock_changes_have_their_quiet_hours() {
    let setup = quiet(1, 4);
    let spring = date(2026, 3, 29);
    let all = reminders(&setup, &["advice".parse().unwrap()], at(spring, 4, 30), at(BEFORE, 9, 0));
    assert_eq!(all.last(), Some(&at(spring, 4, 0)), "half past three is quiet");
    let autumn = date(2026, 10, 25);
    // A day before four in the morning is quiet, by the clock of that day.
    let all = reminders(&setup, &["advice".parse().unwrap()], at(autumn, 9, 0), at(BEFORE, 9, 0));
    assert_eq!(all, [at(autumn, 9, 0).plus_minutes(-24 * 60), at(autumn, 8, 0)]);
}
