//! What needs no disk and no network: events folded, days simulated.

use std::hint::black_box;
use std::time::Instant;

use domain::codec::{StoredFact, decode, encode};
use domain::day;

use super::{Bench, next};
use crate::failure::Failure;
use crate::past;
use crate::report::{Row, count, rate};
use crate::statistics::{Rounds, number, per_second};

/// How many rounds share the time.
const ROUNDS: u32 = 5;

/// Folds a day of a thousand visits again and again, beside reading the same events from their stored form.
///
/// # Errors
/// Where the day cannot be played or read.
pub async fn fold(bench: &mut Bench) -> Result<(), Failure> {
    let folder = next::recorded(bench).await?;
    let recording = past::recording(&folder.join("frontdesk.sqlite"), next::RECORDED)?;
    let stored: Vec<StoredFact> = recording.events.iter().map(|event| encode(&event.fact)).collect();
    let count = u64::try_from(recording.events.len())?;
    let (mut folds, mut reads, mut ratios) = (Rounds::default(), Rounds::default(), Rounds::default());
    let share = bench.scale.compute_time / (2 * ROUNDS);
    for _ in 0..ROUNDS {
        let fold = repeated(share, count, || {
            black_box(day::fold(recording.stream.clone(), black_box(&recording.events)));
            Ok(())
        })?;
        let read = repeated(share, count, || {
            for fact in &stored {
                black_box(decode(fact.kind, fact.form, black_box(&fact.body))?);
            }
            Ok(())
        })?;
        folds.push(fold);
        reads.push(read);
        ratios.push(fold / read);
    }
    bench.report.row(Row::with_ratio(
        &format!("events folded (a day of {} visits, {count} events)", recording.visits),
        rate(&folds),
        format!("reading the same events from JSON: {}", rate(&reads)),
        &ratios,
        None,
    ));
    let whole = number(count) / folds.median() + number(count) / reads.median();
    bench.report.note(format!("Reading and folding that whole day takes {:.1} ms.", whole * 1e3));
    Ok(())
}

/// Runs something for a while; how many of `count` it did per second.
fn repeated(
    share: std::time::Duration,
    count: u64,
    mut run: impl FnMut() -> Result<(), Failure>,
) -> Result<f64, Failure> {
    let begun = Instant::now();
    let mut done = 0;
    while done == 0 || begun.elapsed() < share {
        run()?;
        done += count;
    }
    Ok(per_second(done, begun.elapsed()))
}

/// Simulates whole days of a thousand citizens, with faults and all checks, on one thread.
///
/// # Errors
/// Where a day breaks a rule: then there is more to mend than speed.
pub fn simulate(bench: &mut Bench) -> Result<(), Failure> {
    let begun = Instant::now();
    let (mut days, mut visits, mut events, mut slowest) = (0_u64, 0, 0, 0.0_f64);
    while days == 0 || begun.elapsed() < bench.scale.compute_time {
        let one = Instant::now();
        let ran = sim::run(&sim::Plan::whole_day(days)).map_err(|breach| Failure::new(breach.to_string()))?;
        slowest = slowest.max(one.elapsed().as_secs_f64());
        days += 1;
        visits += ran.counts.visits;
        events += ran.counts.events;
    }
    let elapsed = begun.elapsed();
    bench.report.row(Row::plain(
        "days of 1 000 citizens simulated, on one thread",
        format!("{:.1}/s ({days} seeds, the slowest took {:.0} ms)", per_second(days, elapsed), slowest * 1e3),
        format!(
            "with {} visits and {} events a second, every invariant checked",
            count(per_second(visits, elapsed)),
            count(per_second(events, elapsed))
        ),
    ));
    Ok(())
}
