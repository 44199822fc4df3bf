//! From an acknowledged `next` to the last of a thousand live clients having the new state.
//!
//! The clients are on a thread of their own in this process, so that one clock times both ends. The hall is one of an
//! ordinary morning: some wait, a few desks call. Between two calls it is quiet, as the first change after a quiet time
//! is sent at once, and changes that follow one another are gathered.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{JoinSet, LocalSet};

use super::Bench;
use super::hall::Hall;
use crate::failure::Failure;
use crate::municipality;
use crate::processes::Watch;
use crate::report::{Row, bytes, time};
use crate::sse::{Watcher, buffer};
use crate::statistics::{Latencies, number};

/// The centre that is watched: one of the narrow ones.
const CENTRE: usize = municipality::WIDE_CENTRES;
/// How many wait at the start of each call.
const WAITING: usize = 15;
/// How long no change happens before a call.
const QUIET: Duration = Duration::from_millis(250);
/// How long the last client may take.
const LAST_MAX: Duration = Duration::from_secs(10);

/// What the thread of the clients tells.
#[derive(Debug)]
enum Told {
    /// All have their first state.
    Ready,
    /// A client has a state.
    State { version: u64, bytes: usize, at: Instant },
    /// A client failed.
    Failed(String),
}

/// Measures.
///
/// # Errors
/// Where a client is refused, or does not get a state.
pub async fn measure(bench: &mut Bench) -> Result<(), Failure> {
    let mut server = bench.server("live", 0, 0).await?;
    bench.sign_on(&server, CENTRE, 1, municipality::DESKS).await?;
    let mut hall = Hall::open(bench, server.address, CENTRE).await?;
    for _ in 0..WAITING {
        hall.ticket().await?;
    }
    let (sender, mut told) = unbounded_channel();
    let (address, watchers) = (server.address, bench.scale.watchers);
    let clients = std::thread::spawn(move || watch_on_this_thread(address, watchers, &sender));
    wait_ready(&mut told).await?;
    let watch = Watch::begin(&[server.id()]);
    let mut last = Latencies::new()?;
    let mut middle = Latencies::new()?;
    let mut state_bytes = 0;
    for call in 0..bench.scale.live_calls {
        let desk = call % municipality::DESKS;
        let found = one_call(&mut hall, desk, watchers, &mut told).await?;
        last.record(found.last);
        middle.record(found.middle);
        state_bytes = found.bytes;
    }
    bench.report.others("live", watch.end());
    server.end();
    drop(told);
    let _ = clients.join();
    bench.report.row(Row::plain(
        &format!("from an acknowledged `next` to the last of {watchers} live clients: median, 99th percentile"),
        format!("{}, {}", time(last.p50()), time(last.p99())),
        format!(
            "the client in the middle: {}, {}; a state of {}, {} calls",
            time(middle.p50()),
            time(middle.p99()),
            bytes(number(u64::try_from(state_bytes)?)),
            last.count()
        ),
    ));
    Ok(())
}

struct Found {
    last: Duration,
    middle: Duration,
    bytes: usize,
}

/// One call, when it is quiet; then what makes the hall ready for the next one.
async fn one_call(
    hall: &mut Hall,
    desk: usize,
    watchers: usize,
    told: &mut UnboundedReceiver<Told>,
) -> Result<Found, Failure> {
    tokio::time::sleep(QUIET).await;
    let before = hall.version().await?;
    while told.try_recv().is_ok() {}
    let visit = hall.command(&format!("desks/{}/next", municipality::desk(desk))).await?;
    let acknowledged = Instant::now();
    let mut took = Vec::with_capacity(watchers);
    let mut state_bytes = 0;
    while took.len() < watchers {
        let next = tokio::time::timeout(LAST_MAX, told.recv()).await;
        match next.ok().flatten() {
            // A state of before is one that is only repeated, with newer waits.
            Some(Told::State { version, bytes, at }) if version > before => {
                took.push(at.saturating_duration_since(acknowledged));
                state_bytes = bytes;
            }
            Some(Told::State { .. } | Told::Ready) => {}
            Some(Told::Failed(why)) => return Err(Failure::new(why)),
            None => return Err(Failure::new(format!("only {} of {watchers} clients got the new state", took.len()))),
        }
    }
    took.sort_unstable();
    hall.command(&format!("visits/{visit}/start")).await?;
    hall.ticket().await?;
    let (middle, last) = (took[took.len() / 2], took.last().copied().unwrap_or_default());
    Ok(Found { last, middle, bytes: state_bytes })
}

async fn wait_ready(told: &mut UnboundedReceiver<Told>) -> Result<(), Failure> {
    loop {
        match tokio::time::timeout(Duration::from_secs(30), told.recv()).await.ok().flatten() {
            Some(Told::Ready) => return Ok(()),
            Some(Told::State { .. }) => {}
            Some(Told::Failed(why)) => return Err(Failure::new(why)),
            None => return Err(Failure::new("the live clients did not connect in time")),
        }
    }
}

fn watch_on_this_thread(address: SocketAddr, count: usize, sender: &UnboundedSender<Told>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(LocalSet::new().run_until(watch_all(address, count, sender.clone()))));
    if let Err(failure) = outcome {
        let _ = sender.send(Told::Failed(failure.to_string()));
    }
}

async fn watch_all(address: SocketAddr, count: usize, sender: UnboundedSender<Told>) -> Result<(), Failure> {
    let path = format!("/api/v1/centres/{}/hall/events", municipality::centre(CENTRE));
    let shared = Rc::new(buffer());
    let mut clients = JoinSet::new();
    for _ in 0..count {
        let watcher = Watcher::open(address, &path).await?;
        clients.spawn_local(one_client(watcher, Rc::clone(&shared), sender.clone()));
    }
    let _ = sender.send(Told::Ready);
    while let Some(ended) = clients.join_next().await {
        ended??;
    }
    Ok(())
}

async fn one_client(
    mut watcher: Watcher,
    shared: Rc<RefCell<Vec<u8>>>,
    sender: UnboundedSender<Told>,
) -> Result<(), Failure> {
    loop {
        let tell = |frame: crate::sse::Frame| {
            let _ = sender.send(Told::State { version: frame.version, bytes: frame.bytes, at: Instant::now() });
        };
        watcher.next(&shared, tell).await?;
        if sender.is_closed() {
            return Ok(());
        }
    }
}
