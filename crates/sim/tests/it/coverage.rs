//! What the seeds reach: a simulation that never comes to a corner checks nothing there.

use std::collections::BTreeSet;

use sim::{Counts, Faults, Plan, run};

/// Every kind of fact that walk-ins and appointments bring about.
const FACTS: [&str; 41] = [
    "alarm_ended",
    "alarm_raised",
    "alarm_taken",
    "arrival_seen",
    "blocked",
    "booked",
    "called",
    "called_again",
    "cancelled",
    "checked_in",
    "day_closed",
    "day_opened",
    "delayed",
    "ended",
    "finished",
    "help_called",
    "help_ended",
    "held",
    "help_taken",
    "hold_ended",
    "missed",
    "moved_away",
    "moved_forward",
    "moved_in",
    "moved_to_day",
    "parked",
    "pause_ended",
    "paused",
    "queue_set",
    "queues_chosen",
    "rebooked",
    "referred",
    "returned",
    "said_here",
    "signed_off",
    "signed_on",
    "started",
    "transferred",
    "unanswered",
    "unblocked",
    "undone",
];

/// Facts of booked times, and how often these seeds come to each at the least.
const TIMES: [(&str, usize); 7] = [
    ("held", 400),
    ("hold_ended", 60),
    ("rebooked", 60),
    ("moved_to_day", 40),
    ("unanswered", 60),
    ("blocked", 100),
    ("unblocked", 40),
];

/// Refusals of booked times that people and those who mean harm come to.
const NO_TIME: [&str; 12] = [
    "appointment_begun",
    "block_not_on_this_day",
    "hold_too_long",
    "mode_not_offered",
    "no_hold",
    "not_an_appointment",
    "not_bookable",
    "not_with_employee",
    "slot_gone",
    "slot_too_far",
    "slot_too_soon",
    "slot_unknown",
];

/// Refusals that a run can hardly bring about: they take thousands of visits.
const BEYOND_REACH: [&str; 2] = ["day_full", "numbers_used_up"];

#[test]
fn the_seeds_reach_every_kind_of_fact_and_fault() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let (mut total, mut times) = (Counts::default(), [0; TIMES.len()]);
    for seed in 0..60 {
        let ran = run(&Plan::short(seed).traced()).expect("the run holds");
        let log = String::from_utf8(ran.log).expect("the log is text");
        for (count, (fact, _)) in times.iter_mut().zip(TIMES) {
            *count += log.matches(&format!(" {fact} ")).count();
        }
        seen.extend(FACTS.iter().filter(|f| log.contains(&format!(" {f} "))).map(|f| (*f).to_owned()));
        total.add(&ran.counts);
    }
    let missing: Vec<&&str> = FACTS.iter().filter(|f| !seen.contains(**f)).collect();
    assert!(missing.is_empty(), "no seed comes to {missing:?}");
    assert!(total.kills > 30 && total.power_cuts > 30 && total.batches_lost > 5, "{total:?}");
    assert!(total.store_spells > 30 && total.repeated > 1_000 && total.sent_again > 1_000, "{total:?}");
    assert!(total.refusals.len() > 35, "only {} kinds of refusal: {:?}", total.refusals.len(), total.refusals);
    let left_alone = ["alarm_untaken", "help_untaken"];
    assert!(left_alone.iter().all(|code| total.refusals.contains_key(*code)), "no manager would leave a call alone");
    assert!(total.refusals.contains_key("unknown_language"), "{:?}", total.refusals);
    let often = times.iter().zip(TIMES).all(|(count, (_, least))| *count >= least);
    assert!(often, "{times:?} of {TIMES:?}");
    let unheard: Vec<&&str> = NO_TIME.iter().filter(|code| !total.refusals.contains_key(**code)).collect();
    assert!(unheard.is_empty(), "nobody is told {unheard:?}");
    assert!(total.compared > 1_000, "{total:?}");
    assert!(BEYOND_REACH.iter().all(|code| !total.refusals.contains_key(*code)));
}

/// A line of a run's log: stream, kind, and which visit it is about.
fn facts(log: &str) -> impl Iterator<Item = (&str, &str, String)> {
    log.lines().map(|line| {
        let parts: Vec<&str> = line.splitn(8, ' ').collect();
        let fact: serde_json::Value = serde_json::from_str(parts[7]).expect("a fact is JSON");
        (parts[1], parts[5], fact["visit"].as_str().unwrap_or_default().to_owned())
    })
}

/// Times that were booked for the next day, or moved there, are held there.
#[test]
fn a_day_after_has_visits_that_were_booked_and_moved_the_day_before() {
    let (mut booked_and_served, mut moved_and_served) = (0, 0);
    for seed in 0..12 {
        let mut plan = Plan::short(seed).traced();
        (plan.days, plan.faults, plan.other_times_after) = (2, Faults::none(), None);
        (plan.manner.books, plan.manner.changes_mind, plan.manner.closes_early) = (700, 500, 0);
        let ran = run(&plan).expect("the run holds");
        let log = String::from_utf8(ran.log).expect("the log is text");
        let next = plan.date.tomorrow().expect("a date").to_string();
        let begins = log.lines().position(|line| line.contains(" day_closed ")).expect("the first day ends");
        let (mut there, mut moved) = (BTreeSet::new(), BTreeSet::new());
        for (place, (stream, kind, visit)) in facts(&log).enumerate() {
            match kind {
                "booked" if stream.ends_with(&next) && place < begins => {
                    there.insert(visit);
                }
                "moved_to_day" => {
                    moved.insert(visit);
                }
                "finished" if stream.ends_with(&next) => {
                    booked_and_served += u32::from(there.contains(&visit));
                    moved_and_served += u32::from(moved.contains(&visit));
                }
                _ => {}
            }
        }
    }
    assert!(booked_and_served > 30 && moved_and_served > 3, "{booked_and_served}, {moved_and_served}");
}
