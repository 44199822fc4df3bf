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
use crate::health::Health;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::request::{Handled, Reply, Request};
use crate::writer::Core;

pub(crate) type Answering = oneshot::Sender<Result<Reply, EngineError>>;

/// Told which streams changed, once they are durable and acknowledged.
pub(crate) type Changed = Box<dyn Fn(&[StreamId]) + Send>;

/// What the thread is asked to do.
#[expect(clippy::large_enum_variant, reason = "nearly every job is a command, and the queue is bounded")]
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
    pub(crate) health: Arc<Health>,
    pub(crate) changed: Changed,
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
    let mut fails = false;
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
            fails = handle(&mut core, &requests, answering.drain(..), surroundings, fails);
            requests.clear();
        }
        match other {
            Some(Job::Work(work)) => do_guarded(&mut core, work),
            Some(Job::Stop) => jobs.close(),
            _ => {}
        }
    }
    if let Err(error) = core.checkpoint() {
        tracing::warn!(%error, "The store could not be tidied up at the end; nothing is lost.");
    }
}

fn do_guarded(core: &mut Core, work: Box<dyn FnOnce(&mut Core) + Send>) {
    if catch_unwind(AssertUnwindSafe(|| work(core))).is_err() {
        tracing::error!("A fault of the program beside the commands; what is in memory is read again.");
        core.drop_all();
    }
}

/// Handles a batch and answers it; gives whether the store fails.
fn handle(
    core: &mut Core,
    requests: &[Request],
    answering: impl Iterator<Item = Answering>,
    surroundings: &Surroundings,
    failed_before: bool,
) -> bool {
    let began = std::time::Instant::now();
    let handled = handle_guarded(core, requests, surroundings);
    let fails = tell_of_store(&handled.results, failed_before, &surroundings.health);
    surroundings.metrics.batch(&handled.results, began.elapsed());
    for (result, answer) in handled.results.into_iter().zip(answering) {
        // Whoever asked may have gone; what was done stays done.
        let _gone = answer.send(result);
    }
    if !handled.changed.is_empty() {
        (surroundings.changed)(&handled.changed);
    }
    fails
}

/// Says once that the store fails, and once that it no longer does; gives whether it fails. A day that cannot be read is
/// no failure of the store: the others go on.
fn tell_of_store(results: &[Result<Reply, EngineError>], failed_before: bool, health: &Health) -> bool {
    let failure = results.iter().find_map(|result| match result {
        Err(EngineError::Store(error)) if !error.refuses_a_stream() => Some(error),
        _ => None,
    });
    let done = results.iter().any(|result| matches!(result, Ok(reply) if !reply.repeated));
    match failure {
        Some(error) => health.unwell(error),
        None if done => health.well(),
        None => {}
    }
    match (failure, failed_before) {
        (Some(error), false) => {
            tracing::error!(%error, "The store fails; no command is acknowledged that is not durable.");
            true
        }
        (None, true) if done => {
            tracing::info!("The store no longer fails; commands are durable and acknowledged again.");
            false
        }
        (_, before) => before,
    }
}

/// Handles a batch. A fault of the program in one command must not take the others with it: what is in memory is
/// dropped, and each is handled alone; what had become durable is found again by its identifier.
fn handle_guarded(core: &mut Core, requests: &[Request], surroundings: &Surroundings) -> Handled {
    let now = surroundings.clock.now();
    if let Ok(handled) = catch_unwind(AssertUnwindSafe(|| core.handle(requests, now))) {
        return handled;
    }
    tracing::error!(
        commands = requests.len(),
        "A fault of the program in a batch; its commands are handled one by one."
    );
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

#[cfg(test)]
mod tests {
    use domain::command::{Action, Actor, Command};
    use domain::ids::CentreId;
    use domain::time::Instant;

    use super::*;
    use crate::clock::ManualClock;

    fn started() -> (mpsc::Sender<Job>, JoinHandle<()>) {
        let core = Core::new(store::Store::memory(), Limits::default()).unwrap();
        let (jobs, queue) = mpsc::channel(16);
        let surroundings = Surroundings {
            clock: Arc::new(ManualClock::new(Instant::from_millis(0))),
            metrics: Arc::new(Metrics::new()),
            health: Arc::default(),
            changed: Box::new(|_| {}),
            limits: Limits::default(),
        };
        (jobs, start(core, queue, surroundings).unwrap())
    }

    fn ask(jobs: &mpsc::Sender<Job>) -> oneshot::Receiver<Result<Reply, EngineError>> {
        let (answering, answer) = oneshot::channel();
        let request = Request {
            sender: "test".to_owned(),
            command_id: "a".to_owned(),
            body_hash: [0; 32],
            centre: CentreId::new("nowhere").unwrap(),
            date: None,
            command: Command { by: Actor::Clock, action: Action::Clock },
            people: Vec::new(),
            limits: Vec::new(),
        };
        jobs.blocking_send(Job::Command(request, answering)).ok().unwrap();
        answer
    }

    #[test]
    fn a_fault_does_not_end_the_thread() {
        let (jobs, thread) = started();
        let work = Box::new(|_: &mut Core| panic!("a fault, on purpose"));
        jobs.blocking_send(Job::Work(work)).ok().unwrap();
        let answer = ask(&jobs).blocking_recv().unwrap();
        assert!(matches!(answer, Err(EngineError::UnknownCentre(_))));
        jobs.blocking_send(Job::Stop).ok().unwrap();
        thread.join().unwrap();
    }

    #[test]
    fn what_was_taken_before_the_end_is_answered() {
        let (jobs, thread) = started();
        let (wait, go_on) = std::sync::mpsc::channel::<()>();
        jobs.blocking_send(Job::Work(Box::new(move |_| assert!(go_on.recv().is_err())))).ok().unwrap();
        jobs.blocking_send(Job::Stop).ok().unwrap();
        let answer = ask(&jobs);
        drop(wait);
        assert!(answer.blocking_recv().unwrap().is_err());
        thread.join().unwrap();
        assert!(jobs.is_closed());
    }
}
