//! Thousands of live clients in a process of their own, so that their memory and time are not counted as the server's.
//!
//! Started by the benchmark. It says `ready` once every client has its first state, answers each line of its input with
//! how many states have come so far, and ends with its input.

use std::cell::{Cell, RefCell};
use std::io::{BufRead as _, Write as _};
use std::rc::Rc;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::{JoinSet, LocalSet};

use crate::cli::SseClients;
use crate::failure::Failure;
use crate::sse::{Frame, Watcher, buffer};

/// How many connect at once: more would only wait in the kernel's queue.
const CONNECTING_MAX: usize = 100;

#[derive(Debug, Default)]
struct Counts {
    states: Cell<u64>,
    bytes: Cell<u64>,
    first: Cell<usize>,
}

/// Connects all, and counts until the input ends.
///
/// # Errors
/// Where a client is refused or loses its stream.
pub async fn run(options: SseClients) -> Result<(), Failure> {
    crate::processes::raise_open_files(u64::try_from(options.count)? + 64)?;
    let asked = input();
    LocalSet::new().run_until(watch_all(options, asked)).await
}

/// The lines of the input, read on a thread of their own.
fn input() -> UnboundedReceiver<()> {
    let (sender, asked) = unbounded_channel();
    std::thread::spawn(move || {
        for _ in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(()).is_err() {
                break;
            }
        }
    });
    asked
}

async fn watch_all(options: SseClients, mut asked: UnboundedReceiver<()>) -> Result<(), Failure> {
    let counts = Rc::new(Counts::default());
    let buffer = Rc::new(buffer());
    let mut clients = JoinSet::new();
    let mut opened = 0;
    while opened < options.count {
        let group = CONNECTING_MAX.min(options.count - opened);
        let mut opening = JoinSet::new();
        for _ in 0..group {
            let (address, path) = (options.address, options.path.clone());
            opening.spawn_local(async move { Watcher::open(address, &path).await });
        }
        while let Some(watcher) = opening.join_next().await {
            clients.spawn_local(one(watcher??, Rc::clone(&counts), Rc::clone(&buffer)));
        }
        opened += group;
    }
    while counts.first.get() < options.count {
        tokio::select! {
            Some(ended) = clients.join_next() => ended??,
            () = tokio::time::sleep(std::time::Duration::from_millis(5)) => {}
        }
    }
    say("ready")?;
    loop {
        tokio::select! {
            question = asked.recv() => match question {
                Some(()) => say(&format!("{} {}", counts.states.get(), counts.bytes.get()))?,
                None => return Ok(()),
            },
            Some(ended) = clients.join_next() => ended??,
        }
    }
}

async fn one(mut watcher: Watcher, counts: Rc<Counts>, buffer: Rc<RefCell<Vec<u8>>>) -> Result<(), Failure> {
    let mut is_first = true;
    loop {
        watcher
            .next(&buffer, |Frame { bytes, .. }| {
                counts.states.set(counts.states.get() + 1);
                counts.bytes.set(counts.bytes.get() + u64::try_from(bytes).unwrap_or(0));
                if is_first {
                    counts.first.set(counts.first.get() + 1);
                    is_first = false;
                }
            })
            .await?;
    }
}

fn say(line: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()?;
    Ok(())
}
