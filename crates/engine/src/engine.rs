//! The engine as the rest of the program holds it: a handle that is cloned freely.
//!
//! It ties the writer's thread, the live topics and the timer together, and ends them in order. It decides nothing; a
//! question is answered from committed days, a command goes to the writer.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use domain::ids::{CentreId, SetupVersion};
use domain::setup::Setup;
use domain::time::Instant;
use parking_lot::{Mutex, RwLock};
use store::{NewSetup, Reader, SetupRow, Store, StoreError};
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accounts::Accounts;
use crate::calendar::Offers;
use crate::clock::Clock;
use crate::days::Days;
use crate::error::EngineError;
use crate::health::{Health, State};
use crate::limits::Limits;
use crate::live::{Live, Render};
use crate::metrics::Metrics;
use crate::outbox::Carrying;
use crate::past::Past;
use crate::request::{Reply, Request};
use crate::tokens::Tokens;
use crate::writer::{Core, Note};
use crate::writer_thread::{self, Job, Surroundings};

/// Where tasks run.
pub type Spawner = tokio::runtime::Handle;

/// Makes a published set-up's text into a set-up again; the text says what is wrong where it cannot.
pub type SetupSource = Arc<dyn Fn(&SetupRow) -> Result<Setup, String> + Send + Sync>;

type Setups = BTreeMap<CentreId, Arc<Setup>>;

/// A running installation. Clones are the same engine.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    jobs: mpsc::Sender<Job>,
    thread: Mutex<Option<JoinHandle<()>>>,
    closing: AtomicBool,
    clock: Arc<dyn Clock>,
    limits: Limits,
    reader: Reader,
    reads: Semaphore,
    days: Days,
    setups: RwLock<Arc<Setups>>,
    source: SetupSource,
    past: Past,
    tokens: Tokens,
    accounts: Accounts,
    offers: Offers,
    live: Arc<Live>,
    carrying: Arc<Carrying>,
    watching: Arc<Notify>,
    renderer: Arc<dyn Render>,
    metrics: Arc<Metrics>,
    health: Arc<Health>,
    spawner: Spawner,
    tasks: TaskTracker,
    ending: CancellationToken,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("closing", &self.is_closing()).finish_non_exhaustive()
    }
}

impl Engine {
    /// Starts an engine on a store: the writer's thread, and the timer among the spawner's tasks. `setups` are in force
    /// at once; `source` reads those of the past, and those that are published later.
    ///
    /// # Errors
    /// What the store says, or that the operating system has no thread to give.
    pub fn start(
        store: Store,
        setups: BTreeMap<CentreId, Arc<Setup>>,
        source: SetupSource,
        clock: Arc<dyn Clock>,
        spawner: Spawner,
        renderer: Arc<dyn Render>,
        limits: Limits,
    ) -> Result<Self, StoreError> {
        let mut core = Core::new(store, limits.clone())?;
        core.set_setups(setups.clone());
        let (jobs, queue) = mpsc::channel(limits.queue_max);
        let (metrics, live) = (Arc::new(Metrics::new()), Arc::new(Live::new(&limits)));
        let (reader, days) = (core.reader().clone(), core.days().clone());
        let (woken, health) = (Arc::clone(&live), Arc::<Health>::default());
        let carrying = Arc::<Carrying>::default();
        let carried = Arc::clone(&carrying);
        let watching = Arc::<Notify>::default();
        let watched = Arc::clone(&watching);
        let surroundings = Surroundings {
            clock: Arc::clone(&clock),
            metrics: Arc::clone(&metrics),
            health: Arc::clone(&health),
            changed: Box::new(move |streams| {
                woken.wake(streams);
                carried.woken.notify_one();
                watched.notify_one();
            }),
            limits: limits.clone(),
        };
        let thread = writer_thread::start(core, queue, surroundings)
            .map_err(|e| StoreError::Io(format!("the writer's thread cannot be started: {e}")))?;
        let engine = Self(Arc::new(Inner {
            jobs,
            thread: Mutex::new(Some(thread)),
            closing: AtomicBool::new(false),
            clock,
            reader,
            reads: Semaphore::new(limits.reads_max),
            days,
            setups: RwLock::new(Arc::new(setups)),
            source,
            past: Past::default(),
            tokens: Tokens::new(&limits),
            accounts: Accounts::new(&limits),
            offers: Offers::default(),
            live,
            carrying,
            watching,
            renderer,
            metrics,
            health,
            spawner,
            tasks: TaskTracker::new(),
            ending: CancellationToken::new(),
            limits,
        }));
        engine.spawn(crate::timer::run(engine.clone()));
        Ok(engine)
    }

    /// Gives a command to the writer, and waits until it is durable or refused. Once it is with the writer it is done
    /// even if nobody waits any more.
    ///
    /// # Errors
    /// See [`EngineError`].
    pub async fn submit(&self, request: Request) -> Result<Reply, EngineError> {
        if self.is_closing() {
            return Err(EngineError::ShuttingDown);
        }
        let (answering, answer) = oneshot::channel();
        self.0.jobs.try_send(Job::Command(request, answering)).map_err(|e| match e {
            mpsc::error::TrySendError::Full(_) => EngineError::Busy,
            mpsc::error::TrySendError::Closed(_) => EngineError::ShuttingDown,
        })?;
        answer.await.map_err(|_| self.gone())?
    }

    /// Keeps an employee's note on a visit of today until the day closes, in the place of the one before; waits until it is
    /// durable.
    ///
    /// # Errors
    /// As [`Core::keep_note`].
    pub async fn keep_note(&self, note: Note) -> Result<(), EngineError> {
        let now = self.now();
        self.work(move |core| core.keep_note(&note, now)).await?
    }

    /// The instant now.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The clock of the hall.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The limits it was started with.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// All centres, in order.
    pub fn centres(&self) -> Vec<CentreId> {
        self.0.setups.read().keys().cloned().collect()
    }

    /// A centre's set-up that is in force.
    pub fn setup(&self, centre: &CentreId) -> Option<Arc<Setup>> {
        self.0.setups.read().get(centre).map(Arc::clone)
    }

    /// Publishes a centre's set-up and puts it in force; the same content again changes nothing. Commands that the
    /// writer takes from now on are decided under it.
    ///
    /// # Errors
    /// [`EngineError::SetupUnreadable`] where its text is no set-up, [`EngineError::SetupStrands`] where somebody is in the
    /// hall now whom it does not know: it is tried first, and nothing is stored then.
    pub async fn publish_setup(&self, new: NewSetup, by: &str) -> Result<SetupVersion, EngineError> {
        let (now, by) = (self.now(), by.to_owned());
        let mut row = SetupRow {
            centre: new.centre.clone(),
            version: SetupVersion(0),
            content: new.content.clone(),
            published_by: by.clone(),
            published_at: now,
        };
        let setup = (self.0.source)(&row).map_err(EngineError::SetupUnreadable)?;
        if setup.centre != new.centre {
            return Err(EngineError::SetupUnreadable(format!("it is the set-up of `{}`", setup.centre)));
        }
        let source = Arc::clone(&self.0.source);
        let setup = self
            .work(move |core| {
                core.holds_all(&setup, &new.content, now)?;
                row.version = core.publish_setup(&new, &by, now)?;
                let setup = Arc::new(source(&row).map_err(EngineError::SetupUnreadable)?);
                core.set_setup(Arc::clone(&setup));
                Ok::<_, EngineError>(setup)
            })
            .await??;
        let version = setup.version;
        {
            let mut all = self.0.setups.write();
            let mut changed = Setups::clone(&all);
            changed.insert(setup.centre.clone(), Arc::clone(&setup));
            *all = Arc::new(changed);
        }
        tracing::info!(centre = %setup.centre, version = version.0, "A set-up is published and in force.");
        self.0.live.wake_centre(&setup.centre);
        self.0.watching.notify_one();
        Ok(version)
    }

    /// The engine's measures.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Whether the engine can take commands: the writer is there, the store answers, and what was written last became
    /// durable; where it did not, something is written to see whether it can be now.
    ///
    /// # Errors
    /// What the store says.
    pub async fn ready(&self) -> Result<(), EngineError> {
        if self.is_closing() || self.0.jobs.is_closed() {
            return Err(EngineError::ShuttingDown);
        }
        self.read(Reader::check).await??;
        match self.0.health.state() {
            State::Well => Ok(()),
            State::Unwell(error) => Err(EngineError::Store(error)),
            State::Unsure => {
                self.work(Core::try_out).await??;
                self.0.health.well();
                Ok(())
            }
        }
    }

    /// Ends the engine, in this order: nothing new is taken; messages that are on their way come back; what the writer has is finished and answered; the store is
    /// tidied up and closed; the timer and the live topics end, and with them all who watch. Safe to call twice.
    pub async fn shutdown(&self) {
        self.0.closing.store(true, Ordering::SeqCst);
        self.land().await;
        let _ended_before = self.0.jobs.send(Job::Stop).await;
        let thread = self.0.thread.lock().take();
        if let Some(thread) = thread {
            let joined = self.0.spawner.spawn_blocking(move || thread.join()).await;
            if !matches!(joined, Ok(Ok(()))) {
                tracing::error!("The writer ended with a fault; what was acknowledged is durable.");
            }
        }
        self.0.ending.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
        tracing::info!("The engine has ended.");
    }

    /// Whether the end has begun.
    pub fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::SeqCst)
    }

    /// Does something with the core on the writer's thread, between two batches.
    pub(crate) async fn work<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Core) -> R + Send + 'static,
    ) -> Result<R, EngineError> {
        let (answering, answer) = oneshot::channel();
        let work = Box::new(move |core: &mut Core| {
            // Whoever asked may have gone.
            let _gone = answering.send(work(core));
        });
        self.0.jobs.send(Job::Work(work)).await.map_err(|_| EngineError::ShuttingDown)?;
        answer.await.map_err(|_| self.gone())
    }

    /// Asks the store, away from the tasks that must not block.
    pub(crate) async fn read<R: Send + 'static>(
        &self,
        question: impl FnOnce(&Reader) -> R + Send + 'static,
    ) -> Result<R, EngineError> {
        let _permit = self.0.reads.acquire().await.map_err(|_| EngineError::ShuttingDown)?;
        let reader = self.0.reader.clone();
        self.0.spawner.spawn_blocking(move || question(&reader)).await.map_err(|_| EngineError::Fault)
    }

    /// Runs a task until it ends or the engine does.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let ending = self.0.ending.clone();
        let guarded = async move {
            tokio::select! {
                () = ending.cancelled() => {}
                () = task => {}
            }
        };
        self.0.tasks.spawn_on(guarded, &self.0.spawner);
    }

    pub(crate) fn days(&self) -> &Days {
        &self.0.days
    }

    pub(crate) fn live(&self) -> &Live {
        &self.0.live
    }

    pub(crate) fn carrying(&self) -> &Carrying {
        &self.0.carrying
    }

    /// Something happened that may have made a time free.
    pub(crate) fn watching(&self) -> &Notify {
        &self.0.watching
    }

    pub(crate) fn past(&self) -> &Past {
        &self.0.past
    }

    pub(crate) fn tokens_known(&self) -> &Tokens {
        &self.0.tokens
    }

    pub(crate) fn accounts_known(&self) -> &Accounts {
        &self.0.accounts
    }

    pub(crate) fn offers(&self) -> &Offers {
        &self.0.offers
    }

    pub(crate) fn spawner(&self) -> &Spawner {
        &self.0.spawner
    }

    pub(crate) fn source(&self) -> &SetupSource {
        &self.0.source
    }

    pub(crate) fn renderer(&self) -> &dyn Render {
        &*self.0.renderer
    }

    /// Why no answer came from the writer.
    fn gone(&self) -> EngineError {
        if self.is_closing() { EngineError::ShuttingDown } else { EngineError::Fault }
    }
}
