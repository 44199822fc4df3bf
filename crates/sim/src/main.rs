//! The simulation's command line: repeats a seed and tells of it, or runs many and says how fast.
//!
//! Nothing is decided here. The clock is read only to measure how long a run took.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::{Parser, Subcommand};
use sim::{Breach, Counts, Plan, run, tell, tell_counts};

/// Repeats simulated days of a municipality, seed by seed.
#[derive(Parser)]
#[command(name = "sim")]
struct Arguments {
    #[command(subcommand)]
    command: What,
}

#[derive(Subcommand)]
enum What {
    /// Repeats one seed and prints a readable account of it.
    Seed {
        /// The seed.
        seed: u64,
        /// Play the seed's whole day of 1,000 citizens instead of its short run.
        #[arg(long)]
        whole_day: bool,
        /// Play so many days instead of the seed's own number.
        #[arg(long)]
        days: Option<u16>,
        /// Print the figures only, not the lines of the day.
        #[arg(long)]
        brief: bool,
    },
    /// Runs many seeds and says how many days a second that makes.
    Many {
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// How many seeds.
        #[arg(long, default_value_t = 1_000)]
        count: u64,
        /// How many threads; each runs seeds of its own.
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// Play each seed's whole day of 1,000 citizens instead of its short run.
        #[arg(long)]
        whole_day: bool,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        What::Seed { seed, whole_day, days, brief } => {
            let mut plan = plan_of(seed, whole_day);
            plan.days = days.unwrap_or(plan.days).max(1);
            one(&plan.traced(), brief)
        }
        What::Many { from, count, threads, whole_day } => many(from, count, threads.max(1), whole_day),
    }
}

fn plan_of(seed: u64, whole_day: bool) -> Plan {
    if whole_day { Plan::whole_day(seed) } else { Plan::short(seed) }
}

fn one(plan: &Plan, brief: bool) -> ExitCode {
    match run(plan) {
        Ok(mut ran) => {
            if brief {
                ran.trace.clear();
            }
            println!("{}", tell(plan, &ran));
            ExitCode::SUCCESS
        }
        Err(breach) => {
            eprintln!("{breach}");
            ExitCode::FAILURE
        }
    }
}

fn many(from: u64, count: u64, threads: usize, whole_day: bool) -> ExitCode {
    let began = Instant::now();
    let next = AtomicU64::new(from);
    let total = Mutex::new(Counts::default());
    let breaches: Mutex<Vec<Breach>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from.saturating_add(count) {
                        return;
                    }
                    match run(&plan_of(seed, whole_day)) {
                        Ok(ran) => {
                            if let Ok(mut total) = total.lock() {
                                total.add(&ran.counts);
                            }
                        }
                        Err(breach) => {
                            eprintln!("{breach}");
                            if let Ok(mut breaches) = breaches.lock() {
                                breaches.push(breach);
                            }
                        }
                    }
                }
            });
        }
    });
    let seconds = began.elapsed().as_secs_f64();
    let total = total.into_inner().unwrap_or_default();
    println!("{}", tell_counts(&total));
    let kind = if whole_day { "whole days" } else { "short runs" };
    println!("{count} {kind} in {seconds:.1} s on {threads} thread(s): {:.1} a second", per_second(count, seconds));
    let found = breaches.into_inner().map_or(1, |b| b.len());
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn per_second(count: u64, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds.max(0.001)
}
