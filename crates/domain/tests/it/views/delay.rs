//! What a citizen may say when she is late.

use domain::answer::card;
use domain::delay::{DelayChoice, delay_choices};
use domain::time::Instant;

use super::{day, script, setup};
use crate::script::Script;
use crate::town::Place;

fn choices(script: &Script, number: &str, at: &str) -> Vec<DelayChoice> {
    let visit = script.visit(Place::Reception, number);
    delay_choices(day(script), setup(script), visit, script.clock(at))
}

fn expected(script: &Script, number: &str, at: Instant) -> Option<Instant> {
    let visit = script.visit(Place::Reception, number);
    card(day(script), setup(script), visit, at).unwrap().forecast.map(|f| f.expected)
}

fn minutes(choices: &[DelayChoice]) -> Vec<u16> {
    choices.iter().map(|c| c.minutes).collect()
}

#[test]
fn each_choice_is_what_the_card_says_once_it_is_said() {
    let morning = [
        "09:00 anna sign-on desk-2",
        "09:00 ticket passport -> A 1",
        "09:00 ticket passport -> A 2",
        "09:01 ticket passport -> A 3",
        "09:01 ticket passport -> A 4",
        "09:02 desk-2 next -> A 1",
        "09:02 A 1 start",
    ];
    let quiet = script(&morning);
    let offered = choices(&quiet, "A 2", "09:03");
    assert_eq!(minutes(&offered), [5, 10, 20]);
    let now = quiet.clock("09:03");
    let told = expected(&quiet, "A 2", now).unwrap();
    for choice in offered {
        assert_eq!(choice.until, told.plus_minutes(i64::from(choice.minutes)), "counted from what she was told");
        assert!(choice.expected >= Some(choice.until));
        let mut said = script(&morning);
        let visit = said.visit(Place::Reception, "A 2");
        let action = domain::command::Action::Delay { visit, until: choice.until };
        said.town.give(Place::Reception, domain::command::Actor::Citizen, action, now).unwrap();
        assert_eq!(expected(&said, "A 2", now), choice.expected, "{choice:?}");
    }
}

#[test]
fn a_delay_said_at_the_instant_of_the_ticket_is_on_the_card_at_once() {
    let mut script = script(&["09:00 anna sign-on desk-2", "09:00 ticket passport -> A 1"]);
    let now = script.clock("09:00");
    assert_eq!(expected(&script, "A 1", now), Some(now), "as it was told with the ticket");
    script.given("09:00 by citizen: A 1 delay until 09:20");
    assert_eq!(expected(&script, "A 1", now), Some(script.clock("09:20")));
}

#[test]
fn a_second_delay_is_counted_from_the_end_of_the_first() {
    let mut script = script(&["09:00 anna sign-on desk-2", "09:00 ticket passport -> A 1"]);
    script.given("09:01 by citizen: A 1 delay until 10:00");
    let untils: Vec<Instant> = choices(&script, "A 1", "09:02").iter().map(|c| c.until).collect();
    assert_eq!(untils, ["10:05", "10:10", "10:20"].map(|at| script.clock(at)));
}

#[test]
fn without_a_forecast_it_is_counted_from_now_and_no_time_is_named() {
    let script = script(&["09:00 ticket passport -> A 1"]);
    let offered = choices(&script, "A 1", "09:02");
    assert_eq!(minutes(&offered), [5, 10, 20]);
    assert_eq!((offered[0].until, offered[0].expected), (script.clock("09:07"), None));
}

#[test]
fn nothing_is_offered_that_would_be_refused_or_ends_after_the_day() {
    let mut script = script(&["23:40 anna sign-on desk-1 for information", "23:40 ticket information -> A 1"]);
    assert_eq!(minutes(&choices(&script, "A 1", "23:45")), [5, 10], "twenty minutes more is tomorrow");
    assert!(choices(&script, "A 1", "23:58").is_empty());
    script.given("23:46 desk-1 next -> A 1");
    assert!(choices(&script, "A 1", "23:46").is_empty(), "who is called is not late any more");
    assert!(choices(&script, "A 9", "23:46").is_empty(), "nobody knows the visit");
}
