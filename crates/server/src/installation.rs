//! A running installation: the database, the set-ups in force, the engine and the server, started and ended in order.
//!
//! `serve`, `demo` and `import-day` differ only in the clock, the folder and the set-up that they hand in here. The order of
//! the end is written in one place, [`Running::stop`].

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::ids::CentreId;
use domain::setup::{self, Municipality, Setup, SourceFile};
use domain::strands::Strands;
use engine::clock::Clock;
use engine::{Engine, EngineError, SetupSource};
use store::{NewSetup, Secret, SetupRow, SqliteOptions, Store, StoreError, Vault};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use web::AppState;

use crate::connections::Door;
use crate::failure::{Failure, store_sentence};
use crate::messages::post::{Post, Reports};
use crate::messages::ways::Opened;
use crate::words::{Sentence, Words};
use crate::{connections, output, rights};

/// Whose name stands beside a set-up that was published from files.
const BY: &str = "set-up files";

/// How many connections wait to be accepted. More than the system allows is cut by it.
const BACKLOG: u32 = 4_096;

/// How long connections have to end after the engine has.
const FAREWELL: Duration = Duration::from_secs(5);

/// What an installation is started with.
pub(crate) struct Parts {
    /// The database, open.
    pub(crate) store: Store,
    /// The set-up's files.
    pub(crate) files: Vec<SourceFile>,
    /// The same, read and right.
    pub(crate) municipality: Municipality,
    /// The clock of the hall.
    pub(crate) clock: Arc<dyn Clock>,
    /// The installation's secret.
    pub(crate) secret: Secret,
    /// The people vault.
    pub(crate) vault: Vault,
    /// Limits of the engine.
    pub(crate) engine_limits: engine::Limits,
    /// Limits of the web surfaces.
    pub(crate) web_limits: web::Limits,
    /// Whether citizens and employees are played.
    pub(crate) demo: bool,
    /// The ways by which citizens are told what happens.
    pub(crate) messages: Opened,
    /// How it is reached.
    pub(crate) door: Door,
    /// How people reach it, where that is another address than it listens on.
    pub(crate) public_url: Option<String>,
}

/// A running installation.
pub(crate) struct Running {
    /// The engine.
    pub(crate) engine: Engine,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    door: Arc<Door>,
    ending: CancellationToken,
    post_ends: CancellationToken,
    serving: JoinHandle<()>,
}

impl Running {
    /// Starts everything on a listener that is bound already; called within the runtime.
    pub(crate) fn start(parts: Parts, listener: TcpListener, words: &Words) -> Result<Self, Failure> {
        let address = listener.local_addr().map_err(|error| Failure::fault(&error, words))?;
        let texts = Arc::new(web::texts::Texts::embedded().map_err(|error| Failure::fault(&error, words))?);
        let Parts {
            mut store,
            files,
            municipality,
            clock,
            secret,
            vault,
            engine_limits,
            web_limits,
            demo,
            messages,
            door,
            public_url,
        } = parts;
        let setups = publish(&mut store, &files, municipality, clock.as_ref(), &engine_limits, words)?;
        let renderer = Arc::new(web::Renderer::new(Arc::clone(&texts), &secret));
        let engine = Engine::start(
            store,
            setups,
            setup_source(),
            clock,
            tokio::runtime::Handle::current(),
            Arc::clone(&renderer) as Arc<dyn engine::Render>,
            engine_limits,
        )
        .map_err(|error| Failure::of_store(&error, words))?;
        let url = public_url.unwrap_or_else(|| format!("{}://{address}", door.scheme()));
        let state = AppState::with_texts(engine.clone(), &secret, vault, web_limits, demo, texts);
        let state = state.at_url(&url).telling(&renderer);
        let (ending, door) = (CancellationToken::new(), Arc::new(door));
        // A message centre's connection outlives the letters that are on their way at the end.
        let post_ends = CancellationToken::new();
        let post = Post::new(messages.begin(&engine, &post_ends));
        let state = state.with_reports(Arc::new(Reports(Arc::clone(&post))));
        if post.has_ways() {
            post.with_words(state.clone());
            engine.carry(post);
            engine.offer_times(secret.derive("watch-lottery"));
        }
        let serving = connections::serve(listener, Arc::clone(&door), web::router(state), ending.clone());
        let serving = tokio::spawn(serving);
        Ok(Self { engine, address, door, ending, post_ends, serving })
    }

    /// The address as a link.
    pub(crate) fn url(&self) -> String {
        format!("{}://{}", self.door.scheme(), self.address)
    }

    /// Reads the certificate again; the one before stays where that fails.
    pub(crate) fn reload_certificate(&self, words: &Words) -> Result<(), Failure> {
        self.door.tls.as_ref().map_or(Ok(()), |tls| tls.reload(words))
    }

    /// Publishes what has changed in a set-up; centres that are new begin to receive. A centre whose new set-up lacks what
    /// is in use today or booked for later keeps the one before; the others are published, and then it is said.
    pub(crate) async fn publish(
        &self,
        files: &[SourceFile],
        municipality: &Municipality,
        words: &Words,
    ) -> Result<(), Failure> {
        let mut stranding = Vec::new();
        for centre in &municipality.centres {
            let new = new_setup(files, &centre.centre, words)?;
            match self.engine.publish_setup(new, BY).await {
                Ok(_) => {}
                Err(error @ EngineError::SetupStrands(..)) => {
                    stranding.push(Failure::of_engine(&error, words).to_string());
                }
                Err(error) => return Err(Failure::of_engine(&error, words)),
            }
        }
        if stranding.is_empty() { Ok(()) } else { Err(Failure::new(stranding.join("\n"))) }
    }

    /// The centres that receive and are not in a set-up.
    pub(crate) fn not_in(&self, municipality: &Municipality) -> Vec<Arc<Setup>> {
        let is_there = |centre: &CentreId| municipality.centres.iter().any(|setup| setup.centre == *centre);
        let receiving = self.engine.centres().into_iter().filter(|centre| !is_there(centre));
        receiving.filter_map(|centre| self.engine.setup(&centre)).collect()
    }

    /// Ends in this order: no new connections; the engine finishes what it has, and with it the live views end; then the
    /// connections, which have [`FAREWELL`] to go.
    pub(crate) async fn stop(self) {
        self.ending.cancel();
        self.engine.shutdown().await;
        self.post_ends.cancel();
        match tokio::time::timeout(FAREWELL, self.serving).await {
            Ok(Ok(())) => {}
            Ok(outcome) => tracing::warn!(?outcome, "The server ended with a fault."),
            Err(_) => tracing::info!("Some connections did not end in time and were cut."),
        }
    }
}

/// Opens the database's file, and makes its folder where it is missing.
pub(crate) fn open_database(file: &Path, words: &Words) -> Result<Store, Failure> {
    if let Some(folder) = rights::folder_of(file) {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::new(words.tell("cli-data-folder", &[("folder", &folder.display()), ("error", &error)]))
        })?;
    }
    Store::open_sqlite(file, SqliteOptions::default()).map_err(|error| {
        let unusable = || {
            let unusable = Sentence::new("cli-data-unusable").with("file", file.display());
            unusable.part("error", store_sentence(&error))
        };
        let lacking =
            matches!(error, StoreError::ReadOnly | StoreError::Io(_)).then(|| rights::lacking(file)).flatten();
        Failure::new(words.put(&lacking.unwrap_or_else(unusable)))
    })
}

/// Opens the database for an installation that receives, alone: a second one would show its screens what it has not
/// heard of. The right ends with the process, however it ends, or when the file that is given back is dropped.
pub(crate) fn open_database_alone(file: &Path, words: &Words) -> Result<(Store, File), Failure> {
    let store = open_database(file, words)?;
    let beside = beside(file, ".lock");
    let unusable = |error: &std::io::Error| {
        let unusable = || Sentence::new("cli-data-unusable").with("file", beside.display()).with("error", error);
        Failure::new(words.put(&rights::lacking(&beside).unwrap_or_else(unusable)))
    };
    let lock = File::create(&beside).map_err(|error| unusable(&error))?;
    match lock.try_lock() {
        Ok(()) => Ok((store, lock)),
        Err(TryLockError::WouldBlock) => Err(Failure::new(words.tell("cli-data-in-use", &[("file", &file.display())]))),
        Err(TryLockError::Error(error)) => Err(unusable(&error)),
    }
}

/// A file beside the database's, named like it with an ending of its own.
pub(crate) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Binds the address.
pub(crate) fn listen(address: SocketAddr, words: &Words) -> Result<TcpListener, Failure> {
    raise_open_files();
    let bind = || -> std::io::Result<TcpListener> {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    bind().map_err(|error| {
        let name = match error.kind() {
            ErrorKind::AddrInUse => "cli-listen-taken",
            ErrorKind::PermissionDenied => "cli-listen-not-allowed",
            _ => "cli-listen-impossible",
        };
        Failure::new(words.tell(name, &[("address", &address), ("error", &error)]))
    })
}

/// Every live view is an open file; the system's usual 1,024 would be the first limit to be met.
fn raise_open_files() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(most) => tracing::debug!(most, "The process may open so many files."),
        Err(error) => tracing::warn!(%error, "The limit of open files stays as it was."),
    }
}

/// Publishes every centre's set-up, and gives all of them with their versions. Where one would leave behind who is in the
/// hall today, the one that was in force stays so, and that is said: a restart in the middle of a day loses nobody.
fn publish(
    store: &mut Store,
    files: &[SourceFile],
    municipality: Municipality,
    clock: &dyn Clock,
    limits: &engine::Limits,
    words: &Words,
) -> Result<BTreeMap<CentreId, Arc<Setup>>, Failure> {
    let mut setups = BTreeMap::new();
    let of_store = |error: StoreError| Failure::of_store(&error, words);
    let published = store.reader().newest_setups().map_err(of_store)?;
    for setup in municipality.centres {
        let new = new_setup(files, &setup.centre, words)?;
        let before = published.iter().find(|row| row.centre == setup.centre && row.content != new.content);
        let kept = before.and_then(|row| kept_in_force(&store.reader(), row, &setup, clock, limits, words));
        let setup = if let Some(kept) = kept {
            kept
        } else {
            let version = store.publish_setup(&new, BY, clock.now()).map_err(of_store)?;
            setup.with_version(version)
        };
        tracing::info!(centre = %setup.centre, version = setup.version.0, "A centre's set-up is in force.");
        setups.insert(setup.centre.clone(), Arc::new(setup));
    }
    Ok(setups)
}

/// The set-up that was in force, where the new one lacks what is in use today or what is booked for later. A day that cannot be
/// read tells nothing, and is refused when it is used.
fn kept_in_force(
    reader: &store::Reader,
    before: &SetupRow,
    new: &Setup,
    clock: &dyn Clock,
    limits: &engine::Limits,
    words: &Words,
) -> Option<Setup> {
    let strands = engine::strands_ahead(reader, new, clock.now(), limits).ok()?;
    if strands.is_empty() {
        return None;
    }
    let before = setup_source()(before).ok()?;
    tracing::warn!(centre = %new.centre, "A centre's new set-up lacks what is in use today or booked for later; the one before stays in force.");
    output::error_line(words.put(&stranding(&new.centre, &strands)));
    Some(before)
}

/// What a new set-up lacks, in words.
pub(crate) fn stranding(centre: &CentreId, strands: &Strands) -> Sentence {
    let names = |all: Vec<String>| if all.is_empty() { "–".to_owned() } else { all.join(", ") };
    let queues = strands.queues.iter().map(|(queue, visits)| format!("{queue} ({visits})")).collect();
    let desks = strands.desks.iter().map(ToString::to_string).collect();
    let services = strands.services.iter().map(|(service, visits)| format!("{service} ({visits})")).collect();
    let employees = strands.employees.iter().map(|(employee, visits)| format!("{employee} ({visits})")).collect();
    Sentence::new("cli-setup-strands")
        .with("centre", centre)
        .with("queues", names(queues))
        .with("desks", names(desks))
        .with("services", names(services))
        .with("employees", names(employees))
}

fn new_setup(files: &[SourceFile], centre: &CentreId, words: &Words) -> Result<NewSetup, Failure> {
    let content =
        serde_json::to_string(&setup::files_of(files, centre)).map_err(|error| Failure::fault(&error, words))?;
    Ok(NewSetup { centre: centre.clone(), content })
}

/// Makes a set-up of the past again from what was stored.
pub(crate) fn setup_source() -> SetupSource {
    Arc::new(|row: &SetupRow| {
        let files: Vec<SourceFile> = serde_json::from_str(&row.content).map_err(|error| error.to_string())?;
        setup::parse_setup(&files, row.version).map_err(|mistakes| {
            let told: Vec<String> = mistakes.iter().filter(|m| !m.is_warning()).map(|m| format!("{m:?}")).collect();
            told.join("; ")
        })
    })
}
