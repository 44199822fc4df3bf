//! `frontdesk serve`: runs the installation until it is told to stop.
//!
//! Every stage is a sentence on standard output, so that whoever starts it by hand sees how far it came; what happens
//! afterwards is in the log.

use std::sync::Arc;

use domain::setup::Municipality;
use engine::clock::SystemClock;
use store::Store;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Config;
use crate::connections::Door;
use crate::failure::Failure;
use crate::installation::{Parts, Running, listen, open_database_alone};
use crate::messages::ways::Opened;
use crate::setup_files::SetUp;
use crate::tls::Tls;
use crate::words::{Sentence, Words};
use crate::{output, secret, setup_files, telemetry, vault};

/// Runs the installation.
pub(crate) fn run(config: &Config, words: &Words) -> Result<(), Failure> {
    telemetry::start(config);
    runtime(words)?.block_on(serve(config, words))
}

/// The runtime of everything that waits.
pub(crate) fn runtime(words: &Words) -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| Failure::fault(&error, words))
}

async fn serve(config: &Config, words: &Words) -> Result<(), Failure> {
    // Whoever presses ctrl-c while it starts means it too.
    let mut signals = Signals::new(words)?;
    refuse_plain(config, words)?;
    let tls = Tls::of(config, words)?;
    let listener = listen(config.listen, words)?;
    let loaded = setup_files::load(&config.setup, words);
    let database = config.database_file();
    if loaded.is_err() && !database.exists() {
        return loaded.map(drop);
    }
    secret::refuse_emptied(&database, words)?;
    let (mut store, _alone) = open_database_alone(&database, words)?;
    let setup = loaded.or_else(|failure| stay_in_force(&store, config, failure, words))?;
    output::line(words.tell(
        "cli-serve-setup",
        &[
            ("folder", &config.setup.display()),
            ("centres", &setup.municipality.centres.len()),
            ("warnings", &setup.warnings()),
        ],
    ));
    output::line(words.tell("cli-serve-database", &[("file", &database.display())]));
    let secret = secret::read_or_make(&config.secret_file(), &database, &store, words)?;
    let vault = vault::open(&mut store, &database, &secret, config, words)?;
    let messages = Opened::of(config, words)?;
    let address = listener.local_addr().map_err(|error| Failure::fault(&error, words))?;
    let parts = Parts {
        store,
        files: setup.files,
        municipality: setup.municipality,
        clock: Arc::new(SystemClock),
        secret,
        vault,
        engine_limits: config.engine.clone(),
        web_limits: config.web.clone(),
        demo: false,
        messages,
        door: Door { tls, plain_from: Some(config.web.proxies_trusted.clone()) },
        public_url: Some(config.url(address)),
    };
    let running = Running::start(parts, listener, words)?;
    output::line(words.tell("cli-serve-ready", &[("url", &running.url())]));
    while signals.next().await == Told::ReadSetUpAgain {
        reload(&running, config, words).await;
    }
    output::line(words.say("cli-serve-stopping"));
    running.stop().await;
    output::line(words.say("cli-serve-stopped"));
    Ok(())
}

/// A set-up with a mistake takes no hall down: after a power cut, say, the centres go on under the set-up that was in force,
/// and the mistake is said.
///
/// # Errors
/// What is wrong with the set-up, where none was in force before.
pub(crate) fn stay_in_force(store: &Store, config: &Config, failure: Failure, words: &Words) -> Result<SetUp, Failure> {
    let Some(before) = setup_files::in_force(&store.reader(), &config.setup) else { return Err(failure) };
    tracing::error!(%failure, "The set-up cannot be used; the one before stays in force.");
    output::error_line(words.tell("cli-serve-not-loaded", &[("why", &failure)]));
    Ok(before)
}

/// Reads the set-up again; a mistake changes nothing and is said.
async fn reload(running: &Running, config: &Config, words: &Words) {
    if let Err(failure) = running.reload_certificate(words) {
        tracing::error!(%failure, "The certificate was read again and is not in force.");
        output::error_line(words.tell("cli-serve-certificate-not-reloaded", &[("why", &failure)]));
    }
    let outcome = match setup_files::load(&config.setup, words) {
        Ok(setup) => running.publish(&setup.files, &setup.municipality, words).await.map(|()| setup.municipality),
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(municipality) => {
            output::line(words.say("cli-serve-reloaded"));
            warn_of_gone(running, &municipality, config, words);
        }
        Err(failure) => {
            tracing::error!(%failure, "The set-up was read again and is not in force.");
            output::error_line(words.tell("cli-serve-not-reloaded", &[("why", &failure)]));
        }
    }
}

/// A centre whose folder is gone receives on: its citizens are still waiting. Whoever took the folder away should know.
fn warn_of_gone(running: &Running, municipality: &Municipality, config: &Config, words: &Words) {
    for setup in running.not_in(municipality) {
        tracing::warn!(centre = %setup.centre, "A centre's folder is gone; it stays in force until the next start.");
        let gone = Sentence::new("cli-serve-centre-gone")
            .with("centre", setup.name.get(words.language()))
            .with("id", &setup.centre)
            .with("folder", config.setup.join(setup.centre.as_str()).display());
        output::error_line(words.put(&gone));
    }
}

/// Plain HTTP never leaves this machine, but to a proxy that is told: passwords and citizens' links would be read on the way.
fn refuse_plain(config: &Config, words: &Words) -> Result<(), Failure> {
    let is_plain = config.tls.certificate.is_none() && config.tls.domains.is_empty();
    if is_plain && !config.listen.ip().is_loopback() && config.web.proxies_trusted.is_empty() {
        return Err(Failure::new(words.tell("cli-serve-plain", &[("address", &config.listen)])));
    }
    Ok(())
}

/// What the outside tells the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// Ctrl-C, or SIGTERM.
    Stop,
    /// SIGHUP.
    ReadSetUpAgain,
}

/// The signals that are listened to.
pub(crate) struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

impl Signals {
    /// Listens from now on.
    pub(crate) fn new(words: &Words) -> Result<Self, Failure> {
        let on = |kind| signal(kind).map_err(|error| Failure::fault(&error, words));
        Ok(Self {
            interrupt: on(SignalKind::interrupt())?,
            terminate: on(SignalKind::terminate())?,
            hang_up: on(SignalKind::hangup())?,
        })
    }

    /// The next of them.
    pub(crate) async fn next(&mut self) -> Told {
        tokio::select! {
            _ = self.interrupt.recv() => Told::Stop,
            _ = self.terminate.recv() => Told::Stop,
            _ = self.hang_up.recv() => Told::ReadSetUpAgain,
        }
    }
}
