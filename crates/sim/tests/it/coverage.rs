//! What the seeds reach: a simulation that never comes to a corner checks nothing there.

use std::collections::BTreeSet;

use sim::{Counts, Plan, run};

/// Every kind of fact that walk-ins and appointments bring about.
const FACTS: [&str; 34] = [
    "alarm_ended",
    "alarm_raised",
    "alarm_taken",
    "arrival_seen",
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
    "help_taken",
    "missed",
    "moved_away",
    "moved_forward",
    "moved_in",
    "parked",
    "pause_ended",
    "paused",
    "queue_set",
    "queues_chosen",
    "referred",
    "returned",
    "said_here",
    "signed_off",
    "signed_on",
    "started",
    "transferred",
    "undone",
];

/// Refusals that a run can hardly bring about: they take thousands of visits.
const BEYOND_REACH: [&str; 2] = ["day_full", "numbers_used_up"];

#[test]
fn the_seeds_reach_every_kind_of_fact_and_fault() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut total = Counts::default();
    for seed in 0..60 {
        let ran = run(&Plan::short(seed).traced()).expect("the run holds");
        let log = String::from_utf8(ran.log).expect("the log is text");
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
    assert!(BEYOND_REACH.iter().all(|code| !total.refusals.contains_key(*code)));
}
