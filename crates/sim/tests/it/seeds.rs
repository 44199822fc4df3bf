//! Seeds by the thousand. `SIM_SEEDS` says how many short runs there are in all; a tenth as many whole days beyond 100
//! come with them.

use sim::{Plan, run};

/// How many tests share the seeds, so that they run side by side.
const PARTS: u64 = 8;
/// Short runs, unless `SIM_SEEDS` says another number.
const SHORT_RUNS: u64 = 1_920;
/// Whole days of 1,000 citizens, at least.
const WHOLE_DAYS: u64 = 104;

fn short_runs() -> u64 {
    std::env::var("SIM_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(SHORT_RUNS)
}

fn whole_days() -> u64 {
    WHOLE_DAYS.max(short_runs() / 20)
}

fn part(part: u64) {
    let plans = (0..short_runs()).map(Plan::short).chain((0..whole_days()).map(Plan::whole_day));
    for plan in plans.filter(|p| p.seed % PARTS == part) {
        if let Err(breach) = run(&plan) {
            let flag = if plan.size.citizens == 1_000 { " --whole-day" } else { "" };
            panic!("{breach}\nrepeat with: cargo run -p sim -- seed {}{flag}", plan.seed);
        }
    }
}

macro_rules! parts {
    ($($name:ident = $part:literal),+ $(,)?) => {$(
        #[test]
        fn $name() {
            part($part);
        }
    )+};
}

parts! {
    seeds_of_part_0 = 0,
    seeds_of_part_1 = 1,
    seeds_of_part_2 = 2,
    seeds_of_part_3 = 3,
    seeds_of_part_4 = 4,
    seeds_of_part_5 = 5,
    seeds_of_part_6 = 6,
    seeds_of_part_7 = 7,
}

#[test]
fn the_parts_hold_every_seed() {
    assert!(short_runs() + whole_days() >= 2_000);
}
