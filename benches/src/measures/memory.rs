//! What a live client costs: memory of the server, and time of those who take tickets meanwhile.
//!
//! All live clients watch one centre, which changes twice a second; tickets are taken in the others, by sixteen clients
//! that pause between two, as kiosks do. The clients are in a process of their own. What the kernel keeps for the
//! connections is not in these figures.

use std::cell::Cell;
use std::process::Command;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use super::hall::Hall;
use super::{Bench, tickets_everywhere};
use crate::failure::Failure;
use crate::installation::Server;
use crate::load::{self, Load, Outcome};
use crate::municipality;
use crate::processes::{Started, Usage, Watch, resident_bytes};
use crate::report::{Aim, OTHERS_MAX, Row, bytes, count, time};
use crate::statistics::{Latencies, Rounds, number};

/// The centre that is watched: the last one, where no tickets are timed.
const WATCHED: usize = municipality::CENTRES - 1;
/// How many wait there.
const WAITING: usize = 15;
/// Between two changes of the watched centre.
const CHANGE_PAUSE: Duration = Duration::from_millis(500);
/// Clients that take tickets, and how long each pauses.
const CLIENTS: usize = 16;
const PAUSE: Duration = Duration::from_millis(20);
/// Desks that are signed on in each centre.
const DESKS: usize = 5;
/// How long all live clients may take to connect.
const CONNECT_MAX: Duration = Duration::from_mins(1);

/// Measures.
///
/// # Errors
/// Where a client is refused.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    let mut server = bench.server("memory", municipality::CENTRES, DESKS).await?;
    let mut hall = Hall::open(bench, server.address, WATCHED).await?;
    for _ in 0..WAITING {
        hall.ticket().await?;
    }
    let mut changes = Changes { hall, next: Next::Ticket, desk: 0 };
    let clients = bench.scale.live_clients;
    let mut rounds = Vec::new();
    let (wanted, begun) = (bench.scale.memory_rounds, Instant::now());
    for index in 0..wanted + bench.scale.extra_rounds {
        let disk = bench.quiet(format!("before live clients {}", index + 1)).await?;
        let round = round(bench, &mut changes, &server, index, clients).await?;
        bench.report.others(format!("tickets with live clients {}", index + 1), round.usage);
        rounds.push((disk && round.usage.others <= OTHERS_MAX, round));
        if bench.enough(&rounds, wanted, begun) {
            break;
        }
    }
    bench.report.calibrate(&bench.root, "after live clients")?;
    server.end();
    // Only the first round finds the memory as small as it ever was.
    let bytes_per_client = rounds.first().map_or(f64::NAN, |(_, round)| round.bytes_per_client);
    let rounds = bench.report.quiet_only("tickets beside live clients", rounds);
    report(bench, &rounds, bytes_per_client)
}

/// Tickets without live clients, and with them.
struct Round {
    without: Outcome,
    with: Outcome,
    /// How much of the processors others used, at the worse of both times.
    usage: Usage,
    bytes_per_client: f64,
    /// States a second that each live client had.
    states: f64,
}

async fn round(
    bench: &Bench,
    changes: &mut Changes,
    server: &Server,
    index: usize,
    clients: usize,
) -> Result<Round, Failure> {
    let watch = Watch::begin(&[server.id()]);
    let without = tickets(bench, changes, server, &format!("q{index}")).await?;
    let first = watch.end();
    let before = resident_bytes(server.id())?;
    let mut live = connect(bench, server, clients).await?;
    let after = resident_bytes(server.id())?;
    let states = said(&mut live)?;
    let begun = Instant::now();
    let watch = Watch::begin(&[server.id(), live.id()]);
    let with = tickets(bench, changes, server, &format!("b{index}")).await?;
    let second = watch.end();
    let (watched, had) = (begun.elapsed(), said(&mut live)?.saturating_sub(states));
    live.end();
    // The server notices that they are gone before the next round begins.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let of_each = |count: u64| number(count) / number(u64::try_from(clients).unwrap_or(1));
    Ok(Round {
        bytes_per_client: of_each(after.saturating_sub(before)),
        states: of_each(had) / watched.as_secs_f64(),
        usage: if first.others > second.others { first } else { second },
        without,
        with,
    })
}

fn report(bench: &mut Bench, rounds: &[Round], bytes_per_client: f64) -> Result<(), Failure> {
    let clients = bench.scale.live_clients;
    let (mut without, mut with) = (Latencies::new()?, Latencies::new()?);
    for round in rounds {
        without.add(&round.without.latencies)?;
        with.add(&round.with.latencies)?;
    }
    bench.report.row(Row {
        measure: format!("memory of a live client, of {clients}"),
        value: bytes(bytes_per_client),
        aim: "at most 25 kB".to_owned(),
        met: Some(bytes_per_client <= 25_000.0),
        ..Row::default()
    });
    let p99 = |outcome: &Outcome| outcome.latencies.p99().as_secs_f64();
    bench.report.row(Row::with_ratio(
        &format!("a ticket's answer beside {clients} live clients, 2 updates a second: 99th percentile"),
        format!("{} (median {})", time(with.p99()), time(with.p50())),
        format!("without them: {} (median {})", time(without.p99()), time(without.p50())),
        &rounds.iter().map(|round| p99(&round.with) / p99(&round.without)).collect(),
        Some(Aim::AtMost(3.0)),
    ));
    bench.report.note(format!(
        "While tickets were timed, each live client had {:.1} states a second, and tickets were taken at {}/s.",
        rounds.iter().map(|round| round.states).collect::<Rounds>().median(),
        count(rounds.iter().map(|round| round.with.rate()).collect::<Rounds>().median()),
    ));
    Ok(())
}

/// Starts the live clients, and waits until each has its first state and the server has settled.
async fn connect(bench: &Bench, server: &Server, clients: usize) -> Result<Started, Failure> {
    let path = format!("/api/v1/centres/{}/hall/events", municipality::centre(WATCHED));
    let mut command = Command::new(&bench.own);
    command.arg("sse-clients").arg("--address").arg(server.address.to_string());
    command.arg("--path").arg(path).arg("--count").arg(clients.to_string());
    let mut live = Started::talking(&mut command)?;
    if live.line(CONNECT_MAX)? != "ready" {
        return Err(Failure::new("the live clients did not connect"));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok(live)
}

/// How many states the live clients have had.
fn said(live: &mut Started) -> Result<u64, Failure> {
    live.say("?")?;
    let answer = live.line(Duration::from_secs(10))?;
    Ok(answer.split(' ').next().unwrap_or_default().parse()?)
}

/// Tickets in all centres but the watched one, while that one changes twice a second.
async fn tickets(bench: &Bench, changes: &mut Changes, server: &Server, run: &str) -> Result<Outcome, Failure> {
    let load = Load {
        address: server.address,
        clients: CLIENTS,
        pause: PAUSE,
        time_max: bench.scale.memory_time,
        requests_max: bench.scale.tickets_max / 4,
        status: 201,
    };
    let make = tickets_everywhere(bench.installation.token.clone(), run.to_owned(), WATCHED);
    // Both come to their end by themselves: a command that is given up half-way would leave its answer behind.
    let ended = Cell::new(false);
    let taking = async {
        let outcome = load::run(load, make).await;
        ended.set(true);
        outcome
    };
    let (outcome, gone_on) = LocalSet::new().run_until(async { tokio::join!(taking, changes.go_on(&ended)) }).await;
    gone_on?;
    outcome
}

/// What happens in the watched centre: a ticket, a call, a start; as many wait afterwards as before.
struct Changes {
    hall: Hall,
    next: Next,
    desk: usize,
}

/// What happens next there.
enum Next {
    Ticket,
    Call,
    Start(String),
}

impl Changes {
    /// Twice a second, until it has ended.
    async fn go_on(&mut self, ended: &Cell<bool>) -> Result<(), Failure> {
        while !ended.get() {
            tokio::time::sleep(CHANGE_PAUSE).await;
            self.next = match &self.next {
                Next::Ticket => {
                    self.hall.ticket().await?;
                    Next::Call
                }
                Next::Call => {
                    self.desk = (self.desk + 1) % DESKS;
                    Next::Start(self.hall.command(&format!("desks/{}/next", municipality::desk(self.desk))).await?)
                }
                Next::Start(visit) => {
                    self.hall.command(&format!("visits/{visit}/start")).await?;
                    Next::Ticket
                }
            };
        }
        Ok(())
    }
}
