//! Civil time: the nights in which the clock changes, and the hours around midnight.

use domain::decide::{closes_at, next_deadline};
use domain::time::Instant;
use jiff::civil::{Date, date, datetime};

use crate::centre::{reception, zone};
use crate::script::Script;

/// The night in which 02:00 becomes 03:00.
const SPRING: Date = date(2026, 3, 29);
/// The night in which 03:00 becomes 02:00.
const AUTUMN: Date = date(2026, 10, 25);

fn utc(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn a_local_time_that_does_not_exist_is_not_offered() {
    for minute in [0, 30, 59] {
        assert_eq!(Instant::at_civil(SPRING.at(2, minute, 0, 0), &zone()), None);
    }
    assert_eq!(Instant::at_civil(SPRING.at(1, 59, 59, 0), &zone()), Some(utc("2026-03-29T00:59:59Z")));
    assert_eq!(Instant::at_civil(SPRING.at(3, 0, 0, 0), &zone()), Some(utc("2026-03-29T01:00:00Z")));
}

#[test]
fn a_local_time_that_comes_twice_means_the_first() {
    assert_eq!(Instant::at_civil(AUTUMN.at(2, 30, 0, 0), &zone()), Some(utc("2026-10-25T00:30:00Z")));
    assert_eq!(Instant::at_civil(AUTUMN.at(3, 0, 0, 0), &zone()), Some(utc("2026-10-25T02:00:00Z")));
    // Both halves of the hour that comes twice belong to the same date.
    for at in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        assert_eq!(utc(at).civil(&zone()), datetime(2026, 10, 25, 2, 30, 0, 0));
    }
}

#[test]
fn a_day_closes_at_civil_midnight_whatever_its_length() {
    let hours = |day: Date| {
        let script = Script::new(day);
        let house = &script.town.reception;
        let closes = closes_at(&house.day, &house.setup);
        assert_eq!(closes.civil(&zone()), day.tomorrow().unwrap().at(0, 0, 0, 0));
        closes.seconds_since(Instant::start_of(day, &zone())) / 3_600
    };
    assert_eq!(hours(date(2026, 3, 3)), 24);
    assert_eq!(hours(SPRING), 23);
    assert_eq!(hours(AUTUMN), 25);
}

#[test]
fn the_clock_is_asked_for_at_the_next_deadline_and_at_midnight() {
    let mut script = Script::new(date(2026, 3, 3));
    let deadline = |script: &Script| next_deadline(&script.town.reception.day, &script.town.reception.setup);
    assert_eq!(deadline(&script), None, "a day that has not begun owes nothing");
    script.given("08:00 open the day");
    assert_eq!(deadline(&script), Some(utc("2026-03-03T23:00:00Z")));
    script.given("08:00 book passport at 10:00 -> A 1").given("08:00 book passport at 09:00 by phone -> A 2");
    assert_eq!(deadline(&script), Some(script.clock("09:00")));
    script.given("09:00 the clock");
    assert_eq!(deadline(&script), Some(script.clock("10:30")));
    script.given("09:00 anna sign-on desk-1").given("09:01 desk-1 next -> A 2").given("09:02 A 2 no-show");
    assert_eq!(deadline(&script), Some(script.clock("10:30")), "a second try is for the desk to make");
    script.given("09:12 desk-1 next -> A 2").given("09:13 A 2 no-show");
    assert_eq!(deadline(&script), Some(script.clock("09:28")));
    script.given("23:00 close the day confirmed");
    assert_eq!(deadline(&script), None, "a day that is over owes nothing");
}

#[test]
fn the_clock_leaves_nothing_owed_behind() {
    let mut script = Script::new(date(2026, 3, 3));
    script.given("08:00 book passport at 10:00 -> A 1").given("08:00 book passport at 09:00 by video -> A 2");
    while let Some(at) = next_deadline(&script.town.reception.day, &script.town.reception.setup) {
        if at >= script.clock("23:59") {
            break;
        }
        let at = at.civil(&zone()).time();
        let said = script.run(&format!("{at} the clock"));
        assert_ne!(said, ["nothing changes"], "at {at} the clock had nothing to do");
    }
}

#[test]
fn hours_go_by_the_wall_clock_around_midnight() {
    let setup = reception();
    let queue = |id: &str| &setup.queues[&id.parse().unwrap()];
    let all_day = &queue("information").hours;
    let office = &queue("passports").hours;
    for (at, open_all_day, open_in_office_hours) in [
        ("2026-03-03T22:59:59.999Z", true, false),
        ("2026-03-03T23:00:00Z", true, false),
        ("2026-03-03T06:59:59.999Z", true, false),
        ("2026-03-03T07:00:00Z", true, true),
        ("2026-03-03T16:59:59.999Z", true, true),
        ("2026-03-03T17:00:00Z", true, false),
        // Summer time: the same hours on the wall, an hour earlier in UTC.
        ("2026-06-03T06:00:00Z", true, true),
        ("2026-06-03T16:00:00Z", true, false),
        // The days on which the clock changes, and the Monday after.
        ("2026-03-29T00:59:59Z", true, false),
        ("2026-03-29T01:00:00Z", true, false),
        ("2026-03-30T06:00:00Z", true, true),
        ("2026-10-26T06:00:00Z", true, false),
        ("2026-10-26T07:00:00Z", true, true),
    ] {
        let civil = setup.civil(utc(at));
        assert_eq!(all_day.open_at(civil), open_all_day, "{at}");
        assert_eq!(office.open_at(civil), open_in_office_hours, "{at}");
    }
}

#[test]
fn instants_are_cut_to_the_millisecond_and_written_in_utc() {
    let at = utc("2026-03-03T09:00:00.1239+01:00");
    assert_eq!(at.to_string(), "2026-03-03T08:00:00.123Z");
    assert_eq!(serde_json::to_string(&at).unwrap(), "\"2026-03-03T08:00:00.123Z\"");
    assert_eq!(serde_json::from_str::<Instant>("\"2026-03-03T08:00:00.123Z\"").unwrap(), at);
    for extreme in [i64::MIN, i64::MAX] {
        let at = Instant::from_millis(extreme);
        assert_eq!(at.to_string().parse::<Instant>().unwrap(), at);
        assert_eq!(at.plus_minutes(extreme).timestamp().as_millisecond(), at.plus_minutes(extreme).as_millis());
    }
}
