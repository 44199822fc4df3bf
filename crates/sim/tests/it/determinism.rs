//! The same seed twice: the same account of the run and the same log, to the byte.

use sim::{Plan, run};

fn same_twice(plan: Plan) {
    let plan = plan.traced();
    let first = run(&plan).expect("the run holds");
    let second = run(&plan).expect("the run holds");
    assert!(!first.log.is_empty() && !first.trace.is_empty());
    assert_eq!(first.trace.join("\n").as_bytes(), second.trace.join("\n").as_bytes(), "seed {}", plan.seed);
    assert!(first.log == second.log, "seed {}: the logs differ", plan.seed);
    assert_eq!(first.counts, second.counts);
}

#[test]
fn short_runs_are_the_same_to_the_byte() {
    for seed in 0..24 {
        same_twice(Plan::short(seed));
    }
}

#[test]
fn a_whole_day_is_the_same_to_the_byte() {
    same_twice(Plan::whole_day(7));
}

#[test]
fn another_seed_is_another_day() {
    let one = run(&Plan::short(1).traced()).expect("the run holds");
    let other = run(&Plan::short(2).traced()).expect("the run holds");
    assert_ne!(one.log, other.log);
}

#[test]
fn keeping_the_account_changes_nothing() {
    let with = run(&Plan::short(5).traced()).expect("the run holds");
    let without = run(&Plan::short(5)).expect("the run holds");
    assert_eq!(with.counts, without.counts);
    assert_eq!(with.accounts, without.accounts);
}
