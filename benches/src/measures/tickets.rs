//! Durable tickets: with 64 clients and with one, beside raw appends of the same rows and beside an empty endpoint.
//!
//! Each round has a new server and a new file, so that no day grows beyond some hundred visits, and within it all five
//! loads, seconds apart. The raw appends come last, as their rows are read from what the server wrote.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::{Bench, Null, tickets_everywhere};
use crate::failure::Failure;
use crate::installation::Server;
use crate::load::{self, Load, Outcome};
use crate::municipality;
use crate::processes::{Usage, Watch};
use crate::raw::{RawOutcome, Rows};
use crate::report::{Aim, OTHERS_MAX, Row, count, rate, time};
use crate::statistics::{Latencies, Rounds, number};

/// Clients of the large load.
const CLIENTS: usize = 64;
/// Desks that are signed on in each centre, so that a forecast is told with each ticket.
const DESKS: usize = 5;

struct Round {
    many: Outcome,
    one: Outcome,
    empty_many: Outcome,
    empty_one: Outcome,
    batch: f64,
    raw_many: RawOutcome,
    raw_one: RawOutcome,
    usage: Usage,
    empty_usage: Usage,
    json: Outcome,
}

/// Measures.
///
/// # Errors
/// Where a ticket is refused, or the disk fails.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    let mut null = bench.null_server(&[])?;
    let mut json = bench.null_server(&["--json"])?;
    let mut rounds = Vec::new();
    let (wanted, begun) = (bench.scale.ticket_rounds, Instant::now());
    for index in 0..wanted + bench.scale.extra_rounds {
        let disk = bench.quiet(format!("before tickets {}", index + 1)).await?;
        let round = round(bench, index, &null, &json).await?;
        bench.report.others(format!("tickets {}", index + 1), round.usage);
        rounds.push((disk && round.usage.others <= OTHERS_MAX, round));
        if bench.enough(&rounds, wanted, begun) {
            break;
        }
    }
    bench.report.calibrate(&bench.root, "after tickets")?;
    let rounds = bench.report.quiet_only("tickets", rounds);
    null.process.end();
    json.process.end();
    many(bench, &rounds)?;
    one(bench, &rounds)
}

async fn round(bench: &Bench, index: usize, null: &Null, json: &Null) -> Result<Round, Failure> {
    let mut server = bench.server(&format!("tickets-{index}"), municipality::CENTRES, DESKS).await?;
    // Who goes first changes from round to round.
    let (many, batch, usage, empty_many, empty_usage) = if index.is_multiple_of(2) {
        let (many, batch, usage) = server_load(bench, &server, index, CLIENTS).await?;
        let (empty, empty_usage) = empty_load(bench, null, CLIENTS).await?;
        (many, batch, usage, empty, empty_usage)
    } else {
        let (empty, empty_usage) = empty_load(bench, null, CLIENTS).await?;
        let (many, batch, usage) = server_load(bench, &server, index, CLIENTS).await?;
        (many, batch, usage, empty, empty_usage)
    };
    let (one, _, _) = server_load(bench, &server, index, 1).await?;
    let (empty_one, _) = empty_load(bench, null, 1).await?;
    let (json, _) = empty_load(bench, json, CLIENTS).await?;
    server.end();
    // What one client took comes after what many took, in a file that holds as much as the server's did.
    let (first, all) = (usize::try_from(many.answered)?, usize::try_from(many.answered + one.answered)?);
    let rows = Rows::read(&server.database, "ticket_taken", all)?;
    let mut raw = rows.begin(&bench.root.join("raw.sqlite"))?;
    let raw_many = raw.append(batch, first, 4 * bench.scale.ticket_time)?;
    let raw_one = raw.append(1.0, usize::MAX, bench.scale.ticket_time)?;
    Ok(Round { many, one, empty_many, empty_one, batch, raw_many, raw_one, usage, empty_usage, json })
}

fn load(bench: &Bench, address: SocketAddr, clients: usize) -> Load {
    let (time_max, requests_max) = (bench.scale.ticket_time, bench.scale.tickets_max);
    Load { address, clients, pause: Duration::ZERO, time_max, requests_max, status: 201 }
}

async fn server_load(
    bench: &Bench,
    server: &Server,
    round: usize,
    clients: usize,
) -> Result<(Outcome, f64, Usage), Failure> {
    let before = server.batches().await?;
    let watch = Watch::begin(&[server.id()]);
    let make =
        tickets_everywhere(bench.installation.token.clone(), format!("t{round}-{clients}"), municipality::CENTRES);
    let outcome = load::run(load(bench, server.address, clients), make).await?;
    let usage = watch.end();
    Ok((outcome, server.batches().await?.mean_since(before), usage))
}

async fn empty_load(bench: &Bench, null: &Null, clients: usize) -> Result<(Outcome, Usage), Failure> {
    let watch = Watch::begin(&[null.process.id()]);
    let make = tickets_everywhere(bench.installation.token.clone(), "empty".to_owned(), municipality::CENTRES);
    let outcome = load::run(load(bench, null.address, clients), make).await?;
    Ok((outcome, watch.end()))
}

fn rounds_of(rounds: &[Round], figure: impl Fn(&Round) -> f64) -> Rounds {
    rounds.iter().map(figure).collect()
}

fn together<'a>(all: impl Iterator<Item = &'a Latencies>) -> Result<Latencies, Failure> {
    let mut sum = Latencies::new()?;
    for latencies in all {
        sum.add(latencies)?;
    }
    Ok(sum)
}

fn many(bench: &mut Bench, rounds: &[Round]) -> Result<(), Failure> {
    let tickets = rate(&rounds_of(rounds, |r| r.many.rate()));
    let batch = rounds_of(rounds, |r| r.batch).median();
    let raw = rounds_of(rounds, |r| r.raw_many.rate());
    let empty = rounds_of(rounds, |r| r.empty_many.rate());
    bench.report.row(Row::with_ratio(
        "durable tickets over HTTP, 64 clients",
        tickets.clone(),
        format!("raw appends of the same rows, {batch:.1} in a transaction: {}", rate(&raw)),
        &rounds_of(rounds, |r| r.many.rate() / r.raw_many.rate()),
        Some(Aim::AtLeast(0.4)),
    ));
    bench.report.row(Row::with_ratio(
        "durable tickets, 64 clients, beside an empty endpoint",
        tickets,
        format!("an empty endpoint: {}", rate(&empty)),
        &rounds_of(rounds, |r| r.many.rate() / r.empty_many.rate()),
        Some(Aim::AtLeast(0.4)),
    ));
    let json = rounds_of(rounds, |r| r.json.rate());
    bench.report.row(Row::with_ratio(
        "durable tickets, 64 clients, beside an endpoint that does nothing with JSON",
        rate(&rounds_of(rounds, |r| r.many.rate())),
        format!("it reads the same body and answers with a ticket that is always the same: {}", rate(&json)),
        &rounds_of(rounds, |r| r.many.rate() / r.json.rate()),
        None,
    ));
    let latencies = together(rounds.iter().map(|r| &r.many.latencies))?;
    let of_empty = together(rounds.iter().map(|r| &r.empty_many.latencies))?;
    bench.report.row(Row::plain(
        "a ticket's answer, 64 clients: median, 99th percentile",
        format!("{}, {}", time(latencies.p50()), time(latencies.p99())),
        format!("an empty endpoint: {}, {}", time(of_empty.p50()), time(of_empty.p99())),
    ));
    let micros = |usage: &Usage, process: usize, answered: u64| usage.watched[process] * 1e6 / number(answered.max(1));
    bench.report.row(Row::with_ratio(
        "processor time of the server for a ticket, 64 clients",
        format!(
            "{:.0} µs (of these in the kernel: {:.0} µs)",
            rounds_of(rounds, |r| micros(&r.usage, 0, r.many.answered)).median(),
            rounds_of(rounds, |r| r.usage.kernel[0] * 1e6 / number(r.many.answered.max(1))).median(),
        ),
        format!(
            "an empty endpoint: {:.0} µs (and the load's own: {:.0} µs)",
            rounds_of(rounds, |r| micros(&r.empty_usage, 0, r.empty_many.answered)).median(),
            rounds_of(rounds, |r| micros(&r.usage, 1, r.many.answered)).median(),
        ),
        &rounds_of(rounds, |r| {
            micros(&r.usage, 0, r.many.answered) / micros(&r.empty_usage, 0, r.empty_many.answered).max(1e-6)
        }),
        None,
    ));
    let most: Rounds = rounds_of(rounds, |r| number(r.many.answered + r.one.answered));
    bench.report.note(format!(
        "Tickets are spread over {} centres with {DESKS} desks signed on in each; a round's {} tickets make days of {} visits.",
        municipality::CENTRES,
        count(most.median()),
        count(most.median() / number(u64::try_from(municipality::CENTRES)?)),
    ));
    Ok(())
}

fn one(bench: &mut Bench, rounds: &[Round]) -> Result<(), Failure> {
    let latencies = together(rounds.iter().map(|r| &r.one.latencies))?;
    let raw = together(rounds.iter().map(|r| &r.raw_one.transactions))?;
    let of_empty = together(rounds.iter().map(|r| &r.empty_one.latencies))?;
    let seconds = |latencies: &Latencies, share: f64| latencies.quantile(share).as_secs_f64();
    let beside = format!("one raw durable append: median {}, 99th {}", time(raw.p50()), time(raw.p99()));
    bench.report.row(Row::with_ratio(
        "a durable ticket, 1 client: median",
        time(latencies.p50()),
        beside.clone(),
        &rounds_of(rounds, |r| seconds(&r.one.latencies, 0.5) / seconds(&r.raw_one.transactions, 0.5)),
        Some(Aim::AtMost(1.5)),
    ));
    bench.report.row(Row::with_ratio(
        "the same: 99th percentile, beside the raw median",
        time(latencies.p99()),
        beside,
        &rounds_of(rounds, |r| seconds(&r.one.latencies, 0.99) / seconds(&r.raw_one.transactions, 0.5)),
        None,
    ));
    bench.report.row(Row::plain(
        "an empty endpoint, 1 client: median, 99th percentile",
        format!("{}, {}", time(of_empty.p50()), time(of_empty.p99())),
        String::new(),
    ));
    Ok(())
}
