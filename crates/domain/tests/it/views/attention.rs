//! What a manager should look at.

use domain::attention::{ATTENTION_MAX, Attention, attention};
use domain::hall::QueueStatus;

use super::{day, hall_at, script, setup};
use crate::script::Script;

/// The warnings in one word each, with what they are about.
fn warned(script: &Script, at: &str) -> Vec<String> {
    attention(day(script), setup(script), &hall_at(script, at), script.clock(at)).iter().map(sentence).collect()
}

fn sentence(attention: &Attention) -> String {
    match attention {
        Attention::AlarmUntaken { desk, .. } => format!("alarm at {desk}"),
        Attention::HelpUntaken { kiosk, .. } => format!("help at {kiosk}"),
        Attention::NobodyServes { queue, waiting, longest_wait_seconds } => {
            format!("{waiting} of {queue} alone, longest {longest_wait_seconds}")
        }
        Attention::OverTarget { queue, longest_wait_seconds, target_minutes, desks, .. } => {
            let desks: Vec<&str> = desks.iter().map(domain::ids::DeskId::as_str).collect();
            format!("{queue} {longest_wait_seconds} over {target_minutes}, served by {}", desks.join(", "))
        }
        Attention::Overlong { desk, number, lasted_seconds, usual_seconds, .. } => {
            format!("{number} at {desk} {lasted_seconds} of {usual_seconds}")
        }
        Attention::QueueFull { queue, waiting, taken } => format!("{queue} full: {waiting} wait, {taken} taken"),
        Attention::ForecastOverTarget { queue, target_minutes, .. } => format!("{queue} soon over {target_minutes}"),
        Attention::QueueHeld { queue, status, waiting } => format!("{queue} {status:?}, {waiting} wait"),
    }
}

#[test]
fn a_hall_in_which_all_is_well_has_no_warning() {
    let script = script(&["09:00 anna sign-on desk-1", "09:00 ticket passport -> A 1"]);
    assert_eq!(warned(&script, "09:05"), Vec::<String>::new());
}

#[test]
fn alarms_and_help_are_warned_of_first_and_only_until_somebody_goes() {
    let mut script = script(&["09:00 anna sign-on desk-1", "09:00:00 kiosk-1 help"]);
    assert_eq!(warned(&script, "09:00:59"), Vec::<String>::new());
    assert_eq!(warned(&script, "09:01"), ["help at kiosk-1"]);
    script.given("09:01:00 desk-1 alarm");
    // An alarm at once.
    assert_eq!(warned(&script, "09:01:00"), ["alarm at desk-1", "help at kiosk-1"]);
    script.given("09:01:20 anna goes to kiosk-1").given("09:01:20 dan goes to desk-1");
    assert_eq!(warned(&script, "09:05"), Vec::<String>::new());
}

#[test]
fn a_queue_has_one_warning_for_its_wait_the_worst() {
    let mut script = script(&["09:00 ticket passport -> A 1"]);
    assert_eq!(warned(&script, "09:01"), ["1 of passports alone, longest 60"], "at once, nobody comes for her");
    script.given("09:02 anna sign-on desk-1").given("09:02 dan sign-on desk-2");
    assert_eq!(warned(&script, "09:15"), Vec::<String>::new(), "the target itself is kept");
    assert_eq!(warned(&script, "09:15:01"), ["passports 901 over 15, served by desk-1, desk-2"]);
    script.given("09:16 desk-1 pause");
    assert_eq!(warned(&script, "09:16"), ["passports 960 over 15, served by desk-2"]);
    script.given("09:17 desk-2 pause");
    assert_eq!(warned(&script, "09:17"), ["1 of passports alone, longest 1020"]);
}

#[test]
fn a_paused_queue_is_held_and_not_said_to_be_served_by_nobody() {
    let script =
        script(&["09:00 ticket passport -> A 1", "09:01 queue passports paused", "09:02 queue pensions closed"]);
    assert_eq!(warned(&script, "09:03"), ["passports Paused, 1 wait", "pensions ClosedByManager, 0 wait"]);
}

#[test]
fn who_is_meant_for_a_desk_that_serves_is_not_alone() {
    let mut script =
        script(&["09:00 ticket passport -> A 1", "09:01 bo sign-on desk-3", "09:02 A 1 transfer to desk desk-3"]);
    assert_eq!(warned(&script, "09:03"), Vec::<String>::new());
    script.given("09:04 ticket passport -> A 2");
    assert_eq!(warned(&script, "09:05"), ["1 of passports alone, longest 300"]);
}

#[test]
fn what_will_be_over_the_target_is_warned_of_before_it_is() {
    let script = script(&["09:00 anna sign-on desk-2", "09:00 4 ticket passport"]);
    assert_eq!(warned(&script, "09:01"), ["passports soon over 15"]);
}

#[test]
fn a_forgotten_service_and_a_full_queue_are_warned_of() {
    let script = script(&[
        "09:00 ticket passport -> A 1",
        "09:00 anna sign-on desk-2",
        "09:00 bo sign-on desk-3",
        "09:01 desk-2 next -> A 1",
        "09:01 A 1 start",
        "09:50 3 ticket licence",
    ]);
    // Passports take six minutes in the mean of its services; three times that, and ten more.
    assert!(!warned(&script, "09:29").iter().any(|w| w.starts_with("A 1")));
    assert!(warned(&script, "09:29:01").contains(&"A 1 at desk-2 1681 of 360".to_owned()));
    assert_eq!(warned(&script, "09:50"), ["A 1 at desk-2 2940 of 360", "licences full: 3 wait, 3 taken"]);
}

#[test]
fn the_furthest_over_its_target_comes_first_and_there_are_never_more_than_a_manager_can_look_at() {
    let mut script = script(&[
        "09:00 anna sign-on desk-1 for passports, licences, information",
        "09:00 ticket passport",
        "09:00 ticket information",
        "09:00 3 ticket licence",
    ]);
    let over: Vec<String> = warned(&script, "09:30").iter().map(|w| w.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(over, ["information", "passports", "licences", "licences"], "six, two and one and a half targets; full");
    for line in ["09:31 kiosk-1 help", "09:31 kiosk-2 help", "09:31 desk-1 alarm", "09:31 desk-2 alarm"] {
        script.given(line);
    }
    for queue in ["pensions", "building"] {
        script.given(&format!("09:31 queue {queue} closed"));
    }
    let all = attention(day(&script), setup(&script), &hall_at(&script, "09:40"), script.clock("09:40"));
    assert_eq!(all.len(), ATTENTION_MAX);
    assert!(matches!(all[0], Attention::AlarmUntaken { .. }));
    let held = |a: &Attention| matches!(a, Attention::QueueHeld { status: QueueStatus::ClosedByManager, .. });
    assert!(!all.iter().any(held), "the least urgent are left out");
}
