//! `next`, pressed by fifty desks at once against a thousand waiting in one centre; on a file with nothing else in it,
//! and on one with many past visits.
//!
//! Fifty connections send their `next` together and all answers are awaited; then the fifty called are started, which is
//! not timed, and the desks press again, until no one waits. Whether anybody was called twice is read from the answers,
//! from the hall, and from the log.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::OpenFlags;
use serde_json::Value;
use tokio::task::{JoinSet, LocalSet};

use super::{Bench, ticket};
use crate::failure::{Doing as _, Failure};
use crate::http::{self, Connection};
use crate::installation::Server;
use crate::load::{self, Load, expect};
use crate::municipality::{self, WIDE_CENTRES, WIDE_DESKS};
use crate::past;
use crate::processes::Watch;
use crate::raw::Rows;
use crate::report::{Aim, OTHERS_MAX, Row, count, rate, time};
use crate::statistics::{Latencies, Rounds, number, per_second};

/// How many wait.
const WAITING: usize = 1_000;
/// The centre whose day becomes the past ones.
pub(super) const RECORDED: usize = WIDE_CENTRES - 1;

/// What fifty desks did in one centre.
struct Played {
    calls: u64,
    elapsed: Duration,
    latencies: Latencies,
    called: BTreeSet<String>,
    doubled: usize,
    batch: f64,
}

impl Played {
    fn rate(&self) -> f64 {
        per_second(self.calls, self.elapsed)
    }
}

#[derive(Default)]
struct Side {
    rates: Rounds,
    latencies: Vec<Latencies>,
    batch: Rounds,
    calls: u64,
    doubled: usize,
}

/// Measures.
///
/// # Errors
/// Where a `next` is refused, or the disk fails.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    let recorded = recorded(bench).await?;
    let bare_data = bench.copy(&recorded, "next-bare")?;
    let past_data = bench.copy(&recorded, "next-past")?;
    let recording = past::recording(&recorded.join("frontdesk.sqlite"), RECORDED)?;
    let database = past_data.join("frontdesk.sqlite");
    let past = past::fill(&database, &recording, RECORDED, bench.scale.past_visits)?;
    let file_bytes = number(std::fs::metadata(&database)?.len());
    let mut bare = bench.installation.start(&bare_data).await?;
    let mut full = bench.installation.start(&past_data).await?;
    bare.ready().await?;
    full.ready().await?;
    let mut rounds = Vec::new();
    let (wanted, begun) = (bench.scale.next_rounds, Instant::now());
    for round in 0..(wanted + bench.scale.extra_rounds).min(RECORDED) {
        let disk = bench.quiet(format!("before next {}", round + 1)).await?;
        let watch = Watch::begin(&[bare.id(), full.id()]);
        let (first, second) = if round.is_multiple_of(2) { (&bare, &full) } else { (&full, &bare) };
        let first = play(bench, first, round).await?;
        let second = play(bench, second, round).await?;
        let pair = if round.is_multiple_of(2) { (first, second) } else { (second, first) };
        let usage = watch.end();
        bench.report.others(format!("next {}", round + 1), usage);
        rounds.push((disk && usage.others <= OTHERS_MAX, pair));
        if bench.enough(&rounds, wanted, begun) {
            break;
        }
    }
    bench.report.calibrate(&bench.root, "after next")?;
    bare.end();
    full.end();
    let (mut without, mut with, mut ratios) = (Side::default(), Side::default(), Rounds::default());
    for (_, (on_bare, on_full)) in &rounds {
        without.doubled += on_bare.doubled;
        with.doubled += on_full.doubled;
        without.calls += on_bare.calls;
        with.calls += on_full.calls;
    }
    for (on_bare, on_full) in bench.report.quiet_only("`next`", rounds) {
        ratios.push(on_full.rate() / on_bare.rate());
        without.take(on_bare);
        with.take(on_full);
    }
    without.doubled += doubled_in_log(&bare.database)?;
    with.doubled += doubled_in_log(&full.database)?;
    report(bench, &bare, &without, &with, &ratios)?;
    bench.report.note(format!(
        "The past of the second file: {} visits in {} events on {} days of a centre, {}; each day is one that was played over HTTP.",
        count(number(u64::try_from(past.visits)?)),
        count(number(u64::try_from(past.events)?)),
        past.days,
        crate::report::bytes(file_bytes),
    ));
    Ok(())
}

/// Plays one day over HTTP, to be the past ones; its folder.
pub(super) async fn recorded(bench: &Bench) -> Result<std::path::PathBuf, Failure> {
    let mut server = bench.server("next-recorded", 0, 0).await?;
    play(bench, &server, RECORDED).await?;
    server.end();
    let folder = server.database.parent().map(Path::to_path_buf);
    folder.ok_or_else(|| Failure::new("a database without a folder"))
}

impl Side {
    fn take(&mut self, played: Played) {
        self.rates.push(played.rate());
        self.latencies.push(played.latencies);
        self.batch.push(played.batch);
    }

    fn latencies(&self) -> Result<Latencies, Failure> {
        let mut sum = Latencies::new()?;
        self.latencies.iter().try_for_each(|one| sum.add(one))?;
        Ok(sum)
    }
}

fn report(bench: &mut Bench, bare: &Server, without: &Side, with: &Side, ratios: &Rounds) -> Result<(), Failure> {
    let rows = Rows::read(&bare.database, "called", usize::try_from(without.calls)?)?;
    let raw = rows.begin(&bench.root.join("raw.sqlite"))?.append(
        without.batch.median(),
        usize::MAX,
        Duration::from_secs(5),
    )?;
    let to_raw: Rounds = [without.rates.median() / raw.rate()].into_iter().collect();
    bench.report.row(Row::with_ratio(
        "`next` by 50 desks at once, 1 000 waiting",
        rate(&without.rates),
        format!(
            "raw appends of the same rows, {:.1} in a transaction: {}/s",
            without.batch.median(),
            count(raw.rate())
        ),
        &to_raw,
        None,
    ));
    let latencies = without.latencies()?;
    bench.report.row(Row::plain(
        "the same: median, 99th percentile, longest",
        format!("{}, {}, {}", time(latencies.p50()), time(latencies.p99()), time(latencies.max())),
        String::new(),
    ));
    let doubled = without.doubled + with.doubled;
    bench.report.row(Row {
        measure: "double calls, by answers, hall and log".to_owned(),
        value: format!("{doubled} in {} calls", count(number(without.calls + with.calls))),
        aim: "none".to_owned(),
        met: Some(doubled == 0),
        ..Row::default()
    });
    let past = count(number(u64::try_from(bench.scale.past_visits)?));
    let with_latencies = with.latencies()?;
    bench.report.row(Row::with_ratio(
        &format!("the same with {past} past visits in the file"),
        format!("{}, 99th {}", rate(&with.rates), time(with_latencies.p99())),
        format!("without: {}, 99th {}", rate(&without.rates), time(latencies.p99())),
        ratios,
        Some(Aim::AtLeast(0.95)),
    ));
    let change = (ratios.median() - 1.0) * 100.0;
    bench.report.note(format!(
        "The past visits change the rate of `next` by {change:+.1} % (median of {} pairs).",
        ratios.count()
    ));
    Ok(())
}

async fn play(bench: &Bench, server: &Server, centre: usize) -> Result<Played, Failure> {
    bench.sign_on(server, centre, 1, WIDE_DESKS).await?;
    let name = municipality::centre(centre);
    fill(bench, server, &name).await.doing(|| "filling the hall".to_owned())?;
    let mut connections = Vec::with_capacity(WIDE_DESKS);
    for _ in 0..WIDE_DESKS {
        connections.push(Connection::open(server.address).await?);
    }
    let before = server.batches().await?;
    let mut played = Played {
        calls: 0,
        elapsed: Duration::ZERO,
        latencies: Latencies::new()?,
        called: BTreeSet::new(),
        doubled: 0,
        batch: 0.0,
    };
    for wave in 0..WAITING / WIDE_DESKS {
        let visits;
        (connections, visits) = press(bench, connections, &name, wave, &mut played).await?;
        connections = begin(bench, connections, &name, &visits, wave).await?;
    }
    // Half of these transactions were of starts, of the same number at once.
    played.batch = server.batches().await?.mean_since(before);
    played.doubled += check_hall(&mut connections, &name).await?;
    Ok(played)
}

/// Lets a thousand wait.
async fn fill(bench: &Bench, server: &Server, centre: &str) -> Result<(), Failure> {
    let load = Load {
        address: server.address,
        clients: 32,
        pause: Duration::ZERO,
        time_max: Duration::from_secs(30),
        requests_max: u64::try_from(WAITING)?,
        status: 201,
    };
    let (token, centre) = (bench.installation.token.clone(), centre.to_owned());
    let outcome = load::run(load, move |_, number, request| {
        let service = usize::try_from(number).unwrap_or(0) % municipality::QUEUES;
        ticket(request, &token, &centre, service, &format!("w-{centre}-{number}"));
    });
    let answered = outcome.await?.answered;
    if answered == load.requests_max { Ok(()) } else { Err(Failure::new("the hall could not be filled in time")) }
}

/// Fifty desks press `next` at once.
async fn press(
    bench: &Bench,
    connections: Vec<Connection>,
    centre: &str,
    wave: usize,
    played: &mut Played,
) -> Result<(Vec<Connection>, Vec<String>), Failure> {
    let requests = (0..connections.len()).map(|desk| {
        let path = format!("/api/v1/centres/{centre}/desks/{}/next", municipality::desk(desk));
        post(&path, &bench.installation.token, &format!("n-{centre}-{wave}-{desk}"))
    });
    let begun = Instant::now();
    let answers = together(connections, requests.collect()).await?;
    played.elapsed += begun.elapsed();
    let (mut back, mut visits) = (Vec::new(), Vec::new());
    for answer in answers {
        expect(200, answer.status, &answer.body)?;
        let body: Value = serde_json::from_slice(&answer.body)?;
        let visit = body.get("id").and_then(Value::as_str);
        let visit = visit.ok_or_else(|| Failure::new("an answer of `next` names no visit"))?.to_owned();
        played.calls += 1;
        played.latencies.record(answer.took);
        if !played.called.insert(visit.clone()) {
            played.doubled += 1;
        }
        visits.push(visit);
        back.push(answer.connection);
    }
    Ok((back, visits))
}

/// The called have come: not timed.
async fn begin(
    bench: &Bench,
    connections: Vec<Connection>,
    centre: &str,
    visits: &[String],
    wave: usize,
) -> Result<Vec<Connection>, Failure> {
    let requests = visits.iter().map(|visit| {
        let path = format!("/api/v1/centres/{centre}/visits/{visit}/start");
        post(&path, &bench.installation.token, &format!("s-{visit}-{wave}"))
    });
    let answers = together(connections, requests.collect()).await?;
    answers.into_iter().map(|answer| expect(200, answer.status, &answer.body).map(|()| answer.connection)).collect()
}

fn post(path: &str, token: &str, key: &str) -> Vec<u8> {
    let mut request = Vec::new();
    http::command(&mut request, path, token, key, "");
    request
}

struct Given {
    connection: Connection,
    status: u16,
    body: Vec<u8>,
    took: Duration,
}

/// One request on each connection, all at once; the answers in the order of the requests.
async fn together(connections: Vec<Connection>, requests: Vec<Vec<u8>>) -> Result<Vec<Given>, Failure> {
    let work = async {
        let mut asking = JoinSet::new();
        for (place, (mut connection, request)) in connections.into_iter().zip(requests).enumerate() {
            asking.spawn_local(async move {
                let sent = Instant::now();
                let answer = connection.exchange(&request).await?;
                let (took, status, body) = (sent.elapsed(), answer.status, answer.body.to_vec());
                Ok::<_, Failure>((place, Given { connection, status, body, took }))
            });
        }
        let mut given = Vec::new();
        while let Some(done) = asking.join_next().await {
            given.push(done??);
        }
        given.sort_by_key(|(place, _)| *place);
        Ok(given.into_iter().map(|(_, given)| given).collect())
    };
    LocalSet::new().run_until(work).await
}

/// How many visits stand at more than one desk in the hall, or still wait.
async fn check_hall(connections: &mut [Connection], centre: &str) -> Result<usize, Failure> {
    let connection = connections.first_mut().ok_or_else(|| Failure::new("no connection is left"))?;
    let answer = connection.exchange(&http::read(&format!("/api/v1/centres/{centre}/hall"), None)).await?;
    expect(200, answer.status, answer.body)?;
    let hall: Value = serde_json::from_slice(answer.body)?;
    let list = |key: &str| hall.get(key).and_then(Value::as_array).cloned();
    let (Some(called), Some(waiting)) = (list("called"), list("waiting")) else {
        return Err(Failure::new("the hall does not say who was called and who waits"));
    };
    let numbers: BTreeSet<String> = called.iter().filter_map(|call| Some(call.get("number")?.to_string())).collect();
    let desks: BTreeSet<String> = called.iter().filter_map(|call| Some(call.get("desk")?.to_string())).collect();
    if numbers.len() != desks.len() || desks.len() != WIDE_DESKS || !waiting.is_empty() {
        return Err(Failure::new(format!(
            "after all calls the hall shows {} numbers at {} desks, and {} waiting",
            numbers.len(),
            desks.len(),
            waiting.len()
        )));
    }
    Ok(called.len() - numbers.len())
}

/// How many calls of the log are of a visit that was called before.
fn doubled_in_log(database: &Path) -> Result<usize, Failure> {
    let file = rusqlite::Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sql = "SELECT count(*) - count(DISTINCT e.stream_id || json_extract(e.body, '$.visit')) FROM events AS e \
               WHERE e.kind = 'called' AND EXISTS (SELECT 1 FROM commands AS c WHERE c.stream_id = e.stream_id)";
    let doubled: u32 = file.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(doubled)?)
}
