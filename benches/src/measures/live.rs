//! From an acknowledged `next` to the last of a thousand live clients having the new state.
//!
//! The clients are on a thread of their own in this process, so that one clock times both ends. The hall is one of an
//! ordinary morning: some wait, a few desks call. Between two calls it is quiet, as the first change after a quiet time
//! is sent at once, and changes that follow one another are gathered.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{JoinSet, LocalSet};

use super::Bench;
use super::hall::Hall;
use crate::failure::Failure;
use crate::municipality;
use crate::processes::{Started, Watch};
use crate::report::{Row, bytes, time};
use crate::sse::{Watcher, buffer};
use crate::statistics::{Latencies, Rounds, number};

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
    let watchers = bench.scale.watchers;
    let mut told = watch(server.address, watchers);
    wait_ready(&mut told).await?;
    let mut plain = Plain::start(bench, watchers).await?;
    bench.quiet("before live calls".to_owned()).await?;
    let usage = Watch::begin(&[server.id(), plain.process.id()]);
    let mut found = Figures::new()?;
    for call in 0..bench.scale.live_calls {
        let one = one_call(&mut hall, call % municipality::DESKS, watchers, &mut told).await?;
        let written = plain.write(watchers, one.bytes).await?;
        found.take(&one, written);
    }
    bench.report.others("live calls", usage.end());
    bench.report.calibrate(&bench.root, "after live calls")?;
    server.end();
    plain.process.end();
    found.report(bench, watchers);
    Ok(())
}

/// All calls.
struct Figures {
    last: Latencies,
    middle: Latencies,
    from_press: Latencies,
    plain: Latencies,
    bytes: usize,
}

impl Figures {
    fn new() -> Result<Self, Failure> {
        let none = Latencies::new()?;
        Ok(Self { last: none.clone(), middle: none.clone(), from_press: none.clone(), plain: none, bytes: 0 })
    }

    fn take(&mut self, call: &Found, plain: Duration) {
        self.last.record(call.last);
        self.middle.record(call.middle);
        self.from_press.record(call.from_press);
        self.plain.record(plain);
        self.bytes = call.bytes;
    }

    fn report(&self, bench: &mut Bench, watchers: usize) {
        let state = bytes(number(u64::try_from(self.bytes).unwrap_or(0)));
        let two = |latencies: &Latencies| format!("{}, {}", time(latencies.p50()), time(latencies.p99()));
        let beside = format!("plain `write` of as many bytes to as many, from two threads: {}", two(&self.plain));
        let ratio = |latencies: &Latencies| {
            [latencies.p50().as_secs_f64() / self.plain.p50().as_secs_f64()].into_iter().collect::<Rounds>()
        };
        bench.report.row(Row::with_ratio(
            &format!("from an acknowledged `next` to the last of {watchers} live clients: median, 99th percentile"),
            format!("{} (the client in the middle: {})", two(&self.last), two(&self.middle)),
            beside.clone(),
            &ratio(&self.last),
            None,
        ));
        bench.report.row(Row::with_ratio(
            "from pressing `next` to the last of them: median, 99th percentile",
            two(&self.from_press),
            beside,
            &ratio(&self.from_press),
            None,
        ));
        bench.report.note(format!(
            "Live: {} calls, a state of {state}; {WAITING} wait and {} desks serve; the changes are {} ms apart.",
            self.last.count(),
            municipality::DESKS,
            QUIET.as_millis()
        ));
    }
}

/// The process that writes plainly, and those who watch it.
struct Plain {
    process: Started,
    told: UnboundedReceiver<Told>,
    version: u64,
}

impl Plain {
    async fn start(bench: &Bench, watchers: usize) -> Result<Self, Failure> {
        let mut command = Command::new(&bench.own);
        let mut process = Started::talking(command.arg("fan-out").arg("--count").arg(watchers.to_string()))?;
        let address = process.line(Duration::from_secs(10))?.trim().parse()?;
        let mut told = watch(address, watchers);
        wait_ready(&mut told).await?;
        process.line(Duration::from_secs(10))?;
        Ok(Self { process, told, version: 0 })
    }

    /// Writes one state, and says when the last one had it.
    async fn write(&mut self, watchers: usize, bytes: usize) -> Result<Duration, Failure> {
        tokio::time::sleep(QUIET).await;
        let before = self.version;
        self.version += 1;
        let begun = Instant::now();
        self.process.say(&format!("{} {bytes}", self.version))?;
        let states = arrivals(&mut self.told, before, watchers).await?;
        Ok(states.at.last().map_or(Duration::ZERO, |at| at.saturating_duration_since(begun)))
    }
}

struct Found {
    last: Duration,
    middle: Duration,
    from_press: Duration,
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
    let pressed = Instant::now();
    let visit = hall.command(&format!("desks/{}/next", municipality::desk(desk))).await?;
    let acknowledged = Instant::now();
    let states = arrivals(told, before, watchers).await?;
    hall.command(&format!("visits/{visit}/start")).await?;
    hall.ticket().await?;
    let (middle, last) = (states.at[states.at.len() / 2], states.at[states.at.len() - 1]);
    Ok(Found {
        last: last.saturating_duration_since(acknowledged),
        middle: middle.saturating_duration_since(acknowledged),
        from_press: last.saturating_duration_since(pressed),
        bytes: states.bytes,
    })
}

/// When each client had a state newer than `before`, in order; never none.
struct Arrivals {
    at: Vec<Instant>,
    bytes: usize,
}

async fn arrivals(told: &mut UnboundedReceiver<Told>, before: u64, watchers: usize) -> Result<Arrivals, Failure> {
    let mut arrivals = Arrivals { at: Vec::with_capacity(watchers), bytes: 0 };
    while arrivals.at.len() < watchers.max(1) {
        match tokio::time::timeout(LAST_MAX, told.recv()).await.ok().flatten() {
            // A state of before is one that is only repeated, with newer waits.
            Some(Told::State { version, bytes, at }) if version > before => {
                arrivals.at.push(at);
                arrivals.bytes = bytes;
            }
            Some(Told::State { .. } | Told::Ready) => {}
            Some(Told::Failed(why)) => return Err(Failure::new(why)),
            None => {
                let had = arrivals.at.len();
                return Err(Failure::new(format!("only {had} of {watchers} clients got the new state")));
            }
        }
    }
    arrivals.at.sort_unstable();
    Ok(arrivals)
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

/// Live clients on a thread of their own; they end when what is returned is dropped.
fn watch(address: SocketAddr, count: usize) -> UnboundedReceiver<Told> {
    let (sender, told) = unbounded_channel();
    std::thread::spawn(move || watch_on_this_thread(address, count, &sender));
    told
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
