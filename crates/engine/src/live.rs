//! The one path of every live view, in two steps: a centre's state is computed once per change, and each topic renders
//! it once and hands the same bytes to all who watch.
//!
//! The latest state wins, there is never a backlog. Nobody watches: nothing is computed or rendered. The first change
//! after a quiet time is shown at once; under load there is one state per pause, and always a last one. Whoever begins to
//! watch is shown no old state. No lock is held while anything is computed, rendered or awaited.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Moment};

use bytes::Bytes;
use domain::arrivals::next_pop_up;
use domain::hall::Hall;
use domain::ids::{CentreId, Language, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use parking_lot::Mutex;
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, sleep_until};

use crate::days::SharedDay;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::limits::Limits;
use crate::outbox::WayHealth;

/// The most who are woken at once.
const LANE_MAX: usize = 64;

/// What can be watched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic {
    /// Which view: `hall`, `screen`.
    pub view: &'static str,
    /// Of which centre.
    pub centre: CentreId,
    /// In which language.
    pub language: Language,
    /// Of which visit, desk, kiosk or screen, where it is of one.
    pub subject: Option<String>,
}

/// What a view is made of: a centre's hall at a moment, and the day behind it for what the hall leaves out.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The hall at the moment that is shown.
    pub hall: Arc<Hall>,
    /// The set-up in force then.
    pub setup: Arc<Setup>,
    /// The day. Read it to compute, and render after its lock is given back. It may hold events that are newer than the
    /// hall; the next state follows then.
    pub day: Arc<SharedDay>,
    /// How many times faster than real time the hall's clock runs.
    pub clock_speed: f64,
    /// How each way stands by which citizens are told what happens.
    pub ways: Vec<WayHealth>,
}

/// Makes a topic's bytes from the state of a centre. Called without any lock held; it should not block.
pub trait Render: Send + Sync + 'static {
    /// The bytes that all who watch the topic are sent.
    fn render(&self, topic: &Topic, scene: &Scene) -> Bytes;
}

/// A centre's state, as its topics render it.
#[derive(Debug, Clone)]
struct State {
    scene: Scene,
    /// The change that brought it about, in real time; none where only time went by.
    changed_at: Option<Moment>,
    /// When it was made, in real time.
    made_at: Moment,
    /// Somebody waits for it, also where it shows what the last one showed.
    asked: bool,
}

/// What the topics of a centre share.
#[derive(Debug)]
struct Centre {
    /// When something last changed.
    changes: watch::Sender<Moment>,
    /// Told when somebody begins to watch and the last state is old.
    asked: Arc<Notify>,
    /// The state that the topics render; none until the first is computed.
    states: watch::Sender<Option<State>>,
}

/// All live topics.
#[derive(Debug)]
pub(crate) struct Live {
    topics: Mutex<BTreeMap<Topic, Vec<watch::Sender<Bytes>>>>,
    centres: Mutex<BTreeMap<CentreId, Centre>>,
    /// At least as many as there are subscribers; counted anew when it reaches the limit.
    counted: AtomicUsize,
    subscribers_max: usize,
    topics_max: usize,
}

impl Live {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            topics: Mutex::default(),
            centres: Mutex::default(),
            counted: AtomicUsize::new(0),
            subscribers_max: limits.subscribers_max,
            topics_max: limits.topics_max,
        }
    }

    /// Wakes the centres whose streams changed. Cheap: one task of each is woken, and nothing is computed here.
    pub(crate) fn wake(&self, streams: &[StreamId]) {
        let centres = self.centres.lock();
        for centre in streams.iter().filter_map(|s| centres.get(&s.centre)) {
            centre.changes.send_replace(Moment::now());
        }
    }

    /// Wakes one centre.
    pub(crate) fn wake_centre(&self, centre: &CentreId) {
        if let Some(centre) = self.centres.lock().get(centre) {
            centre.changes.send_replace(Moment::now());
        }
    }

    /// How many watch, and how many topics there are.
    pub(crate) fn count(&self) -> (usize, usize) {
        let topics = self.topics.lock();
        (topics.values().flatten().map(watch::Sender::receiver_count).sum(), topics.len())
    }

    /// A receiver, and the sender where the topic is new and needs a task.
    fn join(&self, topic: &Topic) -> Result<(watch::Receiver<Bytes>, Option<watch::Sender<Bytes>>), EngineError> {
        let mut topics = self.topics.lock();
        if self.counted.load(Ordering::Relaxed) >= self.subscribers_max {
            let now = topics.values().flatten().map(watch::Sender::receiver_count).sum();
            self.counted.store(now, Ordering::Relaxed);
            if now >= self.subscribers_max {
                return Err(EngineError::TooManySubscribers);
            }
        }
        if let Some(lanes) = topics.get_mut(topic) {
            self.counted.fetch_add(1, Ordering::Relaxed);
            if let Some(lane) = lanes.iter().rev().find(|lane| lane.receiver_count() < LANE_MAX) {
                return Ok((lane.subscribe(), None));
            }
            let newest = lanes.first().map(|lane| lane.borrow().clone()).unwrap_or_default();
            let lane = watch::Sender::new(newest);
            lanes.push(lane.clone());
            return Ok((lane.subscribe(), None));
        }
        if topics.len() >= self.topics_max {
            return Err(EngineError::TooManySubscribers);
        }
        self.counted.fetch_add(1, Ordering::Relaxed);
        let sender = watch::Sender::new(Bytes::new());
        topics.insert(topic.clone(), vec![sender.clone()]);
        Ok((sender.subscribe(), Some(sender)))
    }

    /// Ends a topic if nobody watches it any more.
    fn end_if_unwatched(&self, topic: &Topic) -> bool {
        let mut topics = self.topics.lock();
        let unwatched = topics.get_mut(topic).is_none_or(|lanes| {
            lanes.retain(|lane| lane.receiver_count() > 0);
            lanes.is_empty()
        });
        if unwatched {
            topics.remove(topic);
        }
        unwatched
    }

    fn lane(&self, topic: &Topic, place: usize) -> Option<watch::Sender<Bytes>> {
        self.topics.lock().get(topic).and_then(|lanes| lanes.get(place)).cloned()
    }

    /// A centre's states; with the senders where the centre is new and needs a task.
    fn join_centre(&self, centre: &CentreId) -> (watch::Receiver<Option<State>>, Option<Centre>) {
        let mut centres = self.centres.lock();
        if let Some(known) = centres.get(centre) {
            return (known.states.subscribe(), None);
        }
        let new = Centre {
            changes: watch::Sender::new(Moment::now()),
            asked: Arc::default(),
            states: watch::Sender::new(None),
        };
        let task = Centre { changes: new.changes.clone(), asked: Arc::clone(&new.asked), states: new.states.clone() };
        let states = new.states.subscribe();
        centres.insert(centre.clone(), new);
        (states, Some(task))
    }

    /// Whether a centre's last state is fresh, or its first is on its way; where it is not, one is asked for.
    fn is_fresh(&self, centre: &CentreId, within: Duration) -> bool {
        let centres = self.centres.lock();
        let Some(centre) = centres.get(centre) else { return true };
        let fresh = centre.states.borrow().as_ref().is_none_or(|state| state.made_at.elapsed() <= within);
        if !fresh {
            centre.asked.notify_one();
        }
        fresh
    }

    /// Ends a centre if no topic needs it any more.
    fn end_centre_if_unwatched(&self, centre: &CentreId) -> bool {
        let mut centres = self.centres.lock();
        let unwatched = centres.get(centre).is_none_or(|c| c.states.receiver_count() == 0);
        if unwatched {
            centres.remove(centre);
        }
        unwatched
    }
}

impl Engine {
    /// Watches a topic. The receiver holds the latest state, which counts as unseen if it is no older than
    /// [`Limits::fresh_within`]; else a new one follows, also where it is equal. Empty bytes mean that the first is on its
    /// way. It ends when the program stops.
    ///
    /// # Errors
    /// [`EngineError::UnknownCentre`], [`EngineError::TooManySubscribers`] and [`EngineError::ShuttingDown`].
    pub fn subscribe(&self, topic: &Topic) -> Result<watch::Receiver<Bytes>, EngineError> {
        if self.setup(&topic.centre).is_none() {
            return Err(EngineError::UnknownCentre(topic.centre.clone()));
        }
        if self.is_closing() {
            return Err(EngineError::ShuttingDown);
        }
        let (mut receiver, new) = self.live().join(topic)?;
        if let Some(sender) = new {
            self.spawn(render(
                Ending { engine: self.clone(), what: Some(Task::Topic(topic.clone())) },
                topic.clone(),
                sender,
            ));
        } else if self.live().is_fresh(&topic.centre, self.limits().fresh_within) {
            receiver.mark_changed();
        }
        Ok(receiver)
    }

    fn states(&self, centre: &CentreId) -> watch::Receiver<Option<State>> {
        let (states, new) = self.live().join_centre(centre);
        if let Some(senders) = new {
            let ending = Ending { engine: self.clone(), what: Some(Task::Centre(centre.clone())) };
            self.spawn(follow(ending, centre.clone(), senders));
        }
        states
    }
}

enum Task {
    Topic(Topic),
    Centre(CentreId),
}

/// Takes a task out of the lists however it ends, unless it has been taken out already: another of the same name may
/// have begun by then.
struct Ending {
    engine: Engine,
    what: Option<Task>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        let live = self.engine.live();
        match self.what.take() {
            Some(Task::Topic(topic)) => drop(live.topics.lock().remove(&topic)),
            Some(Task::Centre(centre)) => drop(live.centres.lock().remove(&centre)),
            None => {}
        }
    }
}

/// A topic's task: renders each new state of its centre, until nobody watches.
async fn render(mut ending: Ending, topic: Topic, mut sender: watch::Sender<Bytes>) {
    let engine = ending.engine.clone();
    let mut states = engine.states(&topic.centre);
    let mut old = !engine.live().is_fresh(&topic.centre, engine.limits().fresh_within);
    if old {
        states.mark_unchanged();
    }
    loop {
        let state = if old { None } else { states.borrow_and_update().clone() };
        if let Some(state) = state {
            let bytes = engine.renderer().render(&topic, &state.scene);
            engine.metrics().rendered();
            let mut place = 0;
            while let Some(lane) = engine.live().lane(&topic, place) {
                lane.send_if_modified(|now| {
                    let differs = state.asked || *now != bytes;
                    if differs {
                        now.clone_from(&bytes);
                    }
                    differs
                });
                place += 1;
                tokio::task::yield_now().await;
            }
            engine.metrics().published(state.changed_at.map(|at| at.elapsed()));
        }
        tokio::select! {
            // Its sender goes only with the engine, or with a fault that is in the log.
            changed = states.changed() => match changed {
                Ok(()) => old = false,
                Err(_) => return,
            },
            () = sender.closed() => {
                if engine.live().end_if_unwatched(&topic) {
                    ending.what = None;
                    return;
                }
                match engine.live().lane(&topic, 0) {
                    Some(lane) => sender = lane,
                    None => return,
                }
            }
        }
    }
}

/// A centre's task: computes its state when something changed, until no topic needs it.
async fn follow(mut ending: Ending, centre: CentreId, senders: Centre) {
    let engine = ending.engine.clone();
    let mut changes = senders.changes.subscribe();
    let mut changed_at: Option<Moment> = None;
    let mut asked = false;
    let mut fails = false;
    loop {
        changes.borrow_and_update();
        let began = tokio::time::Instant::now();
        let why = Why { changed_at: changed_at.take(), asked };
        // What only time or a reader asked for holds no change back.
        let held = why.changed_at.is_some();
        fails = publish(&engine, &centre, &senders.states, why, fails).await.is_err();
        asked = false;
        let pause = sleep_until(began + engine.limits().render_pause);
        let next = if fails { None } else { next_by_the_clock(&senders.states) };
        let stale = stale(&engine, next);
        tokio::pin!(pause, stale);
        let mut paused = true;
        loop {
            let waits = if changed_at.is_some() { paused && held } else { paused || !asked };
            if !waits {
                break;
            }
            tokio::select! {
                () = &mut pause, if paused => paused = false,
                Ok(()) = changes.changed(), if changed_at.is_none() => changed_at = Some(*changes.borrow_and_update()),
                () = senders.asked.notified(), if !asked => asked = true,
                () = &mut stale, if !paused => break,
                () = senders.states.closed() => {
                    if engine.live().end_centre_if_unwatched(&centre) {
                        ending.what = None;
                        return;
                    }
                }
            }
        }
    }
}

/// When the clock alone next changes what a state shows.
fn next_by_the_clock(states: &watch::Sender<Option<State>>) -> Option<Instant> {
    states.borrow().as_ref().and_then(|state| next_pop_up(&state.scene.hall, state.scene.hall.at))
}

/// Ends once a state is no longer right without a change: at that instant, and after the pause in which forecasts and waits
/// are made anew at the latest. A clock that is moved by hand is asked again and again, and nothing is computed for it.
async fn stale(engine: &Engine, next: Option<Instant>) {
    let comes = async {
        let Some(at) = next else { return std::future::pending().await };
        loop {
            let left = engine.clock().until(at);
            if left.is_zero() {
                return;
            }
            sleep(left).await;
        }
    };
    tokio::select! {
        () = comes => {}
        () = sleep(engine.limits().refresh_pause) => {}
    }
}

/// Why a state is computed; neither, where only time went by.
struct Why {
    changed_at: Option<Moment>,
    asked: bool,
}

/// Computes a centre's state and hands it to its topics; a failure is said once.
async fn publish(
    engine: &Engine,
    centre: &CentreId,
    states: &watch::Sender<Option<State>>,
    why: Why,
    failed_before: bool,
) -> Result<(), EngineError> {
    let made_at = Moment::now();
    let state = match engine.scene(centre).await {
        Ok(scene) => State { scene, changed_at: why.changed_at, made_at, asked: why.asked },
        Err(error) => {
            if !failed_before {
                tracing::warn!(%error, %centre, "The live state of a centre cannot be computed; who watches keeps the last.");
            }
            return Err(error);
        }
    };
    states.send_replace(Some(state));
    Ok(())
}
