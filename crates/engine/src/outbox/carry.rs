//! The task that carries letters: it wakes with the log, asks the core what is due, hands it to the courier and brings back what
//! came of it.
//!
//! It decides nothing. Where the store fails it comes again; what it had handed over is settled when the store is back, and
//! unknown if the program ends before.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::message::Channel;
use domain::time::Instant;
use parking_lot::RwLock;
use tokio::sync::Notify;
use tokio::time::{Instant as Moment, sleep, timeout};

use super::{Became, Courier, DeliveryReport, Letter, Told, WayHealth};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::writer::Reported;

/// The shortest time between two looks: events come by the hundred, and a look costs the writer's time.
const LOOK_PAUSE: Duration = Duration::from_millis(200);

/// How often it is looked whose turn is soon and how the providers stand, in real time.
const WATCH_PAUSE: Duration = Duration::from_secs(1);

/// The longest time that a courier has for one letter; providers have shorter ones of their own.
const TELL_MAX: Duration = Duration::from_mins(5);

/// How many notes are made in one look.
const NOTES_MAX: usize = 200;

/// How long the end waits for letters that are on their way.
const LANDING: Duration = Duration::from_secs(10);

/// What the engine holds of its outbox.
#[derive(Debug, Default)]
pub(crate) struct Carrying {
    /// Something happened that there may be something to tell of.
    pub(crate) woken: Notify,
    /// How many letters are on their way.
    flying: AtomicUsize,
    landed: Notify,
    ways: RwLock<Vec<Channel>>,
    health: RwLock<Vec<WayHealth>>,
}

impl Engine {
    /// Begins to tell citizens what there is to tell, by this courier. Without it no message is made. Once per engine.
    pub fn carry(&self, courier: Arc<dyn Courier>) {
        *self.carrying().ways.write() = courier.ways();
        self.spawn(run(self.clone(), courier));
    }

    /// The ways by which citizens can be told something; none where nobody carries messages.
    pub fn ways_to_tell(&self) -> Vec<Channel> {
        self.carrying().ways.read().clone()
    }

    /// How each way stood at the last look.
    pub fn outbox_health(&self) -> Vec<WayHealth> {
        self.carrying().health.read().clone()
    }

    /// Takes a provider's report in. It must be verified to be that provider's.
    ///
    /// # Errors
    /// What the store says; the provider should report again.
    pub async fn report_message(&self, channel: Channel, report: DeliveryReport) -> Result<Reported, EngineError> {
        let now = self.now();
        let reported = self.work(move |core| core.report_message(channel, &report, now)).await??;
        self.metrics().report(channel, reported);
        self.carrying().woken.notify_one();
        Ok(reported)
    }

    /// Waits for the letters that are on their way, but not for ever.
    pub(crate) async fn land(&self) {
        let all = async {
            loop {
                let landed = self.carrying().landed.notified();
                if self.carrying().flying.load(Ordering::SeqCst) == 0 {
                    return;
                }
                landed.await;
            }
        };
        if timeout(LANDING, all).await.is_err() {
            tracing::warn!("Messages are on their way at the end; what came of them is not known.");
        }
    }
}

/// Until the engine ends.
async fn run(engine: Engine, courier: Arc<dyn Courier>) {
    let ways = courier.ways();
    loop {
        let (ways, now) = (ways.clone(), engine.now());
        match engine.work(move |core| core.open_outbox(&ways, now)).await {
            Ok(Ok(())) => break,
            Ok(Err(error)) => {
                tracing::warn!(%error, "Messages cannot be sent yet; it is tried again.");
                sleep(engine.limits().timer_retry_pause).await;
            }
            Err(_) => return,
        }
    }
    let mut watched_at = None;
    loop {
        let pause = match look(&engine, &courier, &mut watched_at).await {
            Ok(next) => next.map_or(engine.limits().refresh_pause, |at| engine.clock().until(at)),
            Err(EngineError::ShuttingDown) => return,
            Err(error) => {
                tracing::warn!(%error, "Messages cannot be looked at; it is tried again.");
                engine.limits().timer_retry_pause
            }
        };
        sleep(LOOK_PAUSE).await;
        let longest = engine.limits().timer_pause.max(LOOK_PAUSE);
        tokio::select! {
            () = engine.carrying().woken.notified() => {}
            () = sleep(pause.min(longest)) => {}
        }
    }
}

/// One look: what is new in the log, whose turn is soon, what is due, what is to be noted. When the next is needed at the latest.
async fn look(
    engine: &Engine,
    courier: &Arc<dyn Courier>,
    watched_at: &mut Option<Moment>,
) -> Result<Option<Instant>, EngineError> {
    if engine.is_closing() {
        return Err(EngineError::ShuttingDown);
    }
    let now = engine.now();
    while engine.work(move |core| core.feed_outbox(now)).await?? {}
    let looks_around = watched_at.is_none_or(|at| at.elapsed() >= WATCH_PAUSE);
    if looks_around {
        *watched_at = Some(Moment::now());
        engine.work(move |core| core.watch_turns(now)).await??;
    }
    let taken = engine.work(move |core| core.take_messages(now)).await??;
    for channel in taken.dropped {
        engine.metrics().message(channel, Became::Dropped);
    }
    for letter in taken.letters {
        fly(engine, courier, letter);
    }
    make_notes(engine).await?;
    if looks_around {
        tell_of_health(engine, engine.work(move |core| core.outbox_health(now)).await??);
    }
    engine.work(move |core| core.next_message(now)).await?
}

/// Hands a letter to the courier, and brings back what came of it.
fn fly(engine: &Engine, courier: &Arc<dyn Courier>, letter: Letter) {
    let (id, channel) = (letter.id.clone(), letter.channel);
    let (telling, engine) = (courier.tell(letter), engine.clone());
    engine.carrying().flying.fetch_add(1, Ordering::SeqCst);
    let spawner = engine.spawner().clone();
    spawner.clone().spawn(async move {
        // A fault of the courier's ends its own task alone; what became of the letter is then unknown.
        let told = spawner.spawn(async move { timeout(TELL_MAX, telling).await.unwrap_or(Told::Unknown) }).await;
        let told = told.unwrap_or(Told::Unknown);
        settle(&engine, id, channel, told).await;
        engine.carrying().flying.fetch_sub(1, Ordering::SeqCst);
        engine.carrying().landed.notify_waiters();
        engine.carrying().woken.notify_one();
    });
}

/// Records what came of a try, however often the store has to be asked.
async fn settle(engine: &Engine, id: String, channel: Channel, told: Told) {
    loop {
        let (name, answer, now) = (id.clone(), told.clone(), engine.now());
        match engine.work(move |core| core.settle_message(&name, channel, &answer, now)).await {
            Ok(Ok(became)) => {
                if let Some(became) = became {
                    engine.metrics().message(channel, became);
                }
                return;
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "What came of a message cannot be recorded; it is tried again.");
                sleep(engine.limits().timer_retry_pause).await;
            }
            Err(_) => return,
        }
    }
}

/// Notes in their days what became of messages. A day that is over, or that does not know the visit any more, takes no note.
async fn make_notes(engine: &Engine) -> Result<(), EngineError> {
    let notes = engine.work(|core| core.notes_of_messages(NOTES_MAX)).await??;
    for (id, request) in notes {
        let domain::command::Action::NoteMessage { fate, .. } = request.command.action else { continue };
        match engine.submit(request).await {
            Ok(_) | Err(EngineError::Refused(_) | EngineError::CommandIdReused | EngineError::UnknownCentre(_)) => {}
            Err(EngineError::Store(error)) if error.refuses_a_stream() => {}
            Err(error) => return Err(error),
        }
        engine.work(move |core| core.noted_message(&id, fate)).await??;
    }
    Ok(())
}

/// Says once that a provider is dead and once that it is back, and shows it to whoever looks at the halls.
fn tell_of_health(engine: &Engine, health: Vec<WayHealth>) {
    let before = engine.outbox_health();
    let was_dead = |channel| before.iter().any(|way| way.channel == channel && way.dead);
    let mut turned = false;
    for way in &health {
        engine.metrics().way(way);
        match (was_dead(way.channel), way.dead) {
            (false, true) => {
                tracing::error!(channel = ?way.channel, waiting = way.waiting, "A provider of messages takes nothing; they wait.");
                turned = true;
            }
            (true, false) => {
                tracing::info!(channel = ?way.channel, "The provider of messages takes them again.");
                turned = true;
            }
            _ => {}
        }
    }
    *engine.carrying().health.write() = health;
    if turned {
        for centre in engine.centres() {
            engine.live().wake_centre(&centre);
        }
    }
}
