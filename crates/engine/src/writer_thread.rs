//! The one operating-system thread that owns the core.
//!
//! Commands come through a bounded queue. Whatever waits when the thread is free goes into one batch, so that many
//! commands share one transaction without anybody waiting for company. Nothing else may write to the store.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;

use domain::ids::StreamId;
use tokio::sync::{mpsc, oneshot};

use crate::clock::Clock;
use crate::error::EngineError;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::request::{Handled, Reply, Request};
use crate::writer::Core;

pub(crate) type Answering = oneshot::Sender<Result<Reply, EngineError>>;

/// What the thread is asked to do.
pub(crate) enum Job {
    /// Handle a command, and answer there.
    Command(Request, Answering),
    /// Do something else with the core, between two batches.
    Work(Box<dyn FnOnce(&mut Core) + Send>),
    /// Take nothing more, finish what waits, tidy up and end.
    Stop,
}

/// What the thread is given.
pub(crate) struct Surroundings {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) metrics: Arc<Metrics>,
    /// Told which streams changed, once they are durable and acknowledged.
    pub(crate) changed: Box<dyn Fn(&[StreamId]) + Send>,
    pub(crate) limits: Limits,
}

/// Starts the thread.
///
/// # Errors
/// Where the operating system has no thread to give.
pub(crate) fn start(
    core: Core,
    jobs: mpsc::Receiver<Job>,
    surroundings: Surroundings,
) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("writer".to_owned()).spawn(move || run(core, jobs, &surroundings))
}

fn run(mut core: Core, mut jobs: mpsc::Receiver<Job>, surroundings: &Surroundings) {
    let mut requests = Vec::with_capacity(surroundings.limits.batch_max);
    let mut answering = Vec::with_capacity(surroundings.limits.batch_max);
    while let Some(first) = jobs.blocking_recv() {
        let mut next = Some(first);
        let mut other = None;
        while let Some(job) = next {
            match job {
                Job::Command(request, answer) => {
                    requests.push(request);
                    answering.push(answer);
                }
                job => {
                    other = Some(job);
                    break;
                }
            }
            next = if requests.len() < surroundings.limits.batch_max { jobs.try_recv().ok() } else { None };
        }
        if !requests.is_empty() {
            handle(&mut core, &requests, answering.drain(..), surroundings);
            requests.clear();
        }
        match other {
            Some(Job::Work(work)) => {
                if catch_unwind(AssertUnwindSafe(|| work(&mut core))).is_err() {
                    core.drop_all();
                }
            }
            Some(Job::Stop) => jobs.close(),
            _ => {}
        }
    }
    if let Err(error) = core.checkpoint() {
        tracing::warn!(%error, "The store could not be tidied up at the end; nothing is lost.");
    }
}

fn handle(
    core: &mut Core,
    requests: &[Request],
    answering: impl Iterator<Item = Answering>,
    surroundings: &Surroundings,
) {
    let began = std::time::Instant::now();
    let handled = handle_guarded(core, requests, surroundings);
    surroundings.metrics.batch(&handled.results, began.elapsed());
    for (result, answer) in handled.results.into_iter().zip(answering) {
        // Whoever asked may have gone; what was done stays done.
        let _gone = answer.send(result);
    }
    if !handled.changed.is_empty() {
        (surroundings.changed)(&handled.changed);
    }
}

/// Handles a batch. A fault of the program in one command must not take the others with it: what is in memory is
/// dropped, and each is handled alone; what had become durable is found again by its identifier.
fn handle_guarded(core: &mut Core, requests: &[Request], surroundings: &Surroundings) -> Handled {
    let now = surroundings.clock.now();
    if let Ok(handled) = catch_unwind(AssertUnwindSafe(|| core.handle(requests, now))) {
        return handled;
    }
    tracing::error!(commands = requests.len(), "A fault of the program in a batch; its commands are handled one by one.");
    core.drop_all();
    let mut all = Handled::default();
    for request in requests {
        let alone = catch_unwind(AssertUnwindSafe(|| core.handle(std::slice::from_ref(request), now)));
        let handled = alone.unwrap_or_else(|_| {
            tracing::error!(centre = %request.centre, "A fault of the program in a command; it was not done.");
            core.drop_all();
            Handled { results: vec![Err(EngineError::Fault)], changed: Vec::new() }
        });
        all.results.extend(handled.results);
        all.changed.extend(handled.changed);
    }
    all
}
