//! `frontdesk serve`: runs the installation until it is told to stop.
//!
//! Every stage is a sentence on standard output, so that whoever starts it by hand sees how far it came; what happens
//! afterwards is in the log.

use std::net::SocketAddr;
use std::sync::Arc;

use engine::clock::SystemClock;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Config;
use crate::failure::Failure;
use crate::installation::{Parts, Running, listen, open_database_alone};
use crate::words::Words;
use crate::{secret, setup_files, telemetry};

/// Runs the installation.
pub(crate) fn run(config: &Config, words: &Words) -> Result<(), Failure> {
    telemetry::start(config);
    runtime()?.block_on(serve(config, words))
}

/// The runtime of everything that waits.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the runtime cannot be started: {error}")))
}

async fn serve(config: &Config, words: &Words) -> Result<(), Failure> {
    // Whoever presses ctrl-c while it starts means it too.
    let mut signals = Signals::new()?;
    let listener = listen(config.listen, words)?;
    let (files, municipality) = setup_files::load(&config.setup, words)?;
    println!(
        "{}",
        words.tell(
            "cli-serve-setup",
            &[
                ("folder", &config.setup.display()),
                ("centres", &municipality.centres.len()),
                ("warnings", &municipality.warnings.len()),
            ],
        )
    );
    let (store, _alone) = open_database_alone(&config.database_file(), words)?;
    println!("{}", words.tell("cli-serve-database", &[("file", &config.database_file().display())]));
    let secret = secret::read_or_make(&config.secret_file(), &store, words)?;
    let parts = Parts {
        store,
        files,
        municipality,
        clock: Arc::new(SystemClock),
        secret,
        engine_limits: config.engine.clone(),
        web_limits: config.web.clone(),
        demo: false,
    };
    let running = Running::start(parts, listener)?;
    println!("{}", words.tell("cli-serve-ready", &[("url", &running.url())]));
    warn_of_open_network(running.address, words);
    while signals.next().await == Told::ReadSetUpAgain {
        reload(&running, config, words).await;
    }
    println!("{}", words.say("cli-serve-stopping"));
    running.stop().await;
    println!("{}", words.say("cli-serve-stopped"));
    Ok(())
}

/// Reads the set-up again; a mistake changes nothing and is said.
async fn reload(running: &Running, config: &Config, words: &Words) {
    let outcome = match setup_files::load(&config.setup, words) {
        Ok((files, municipality)) => running.publish(&files, &municipality).await,
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(()) => println!("{}", words.say("cli-serve-reloaded")),
        Err(failure) => {
            tracing::error!(%failure, "The set-up was read again and is not in force.");
            eprintln!("{}", words.tell("cli-serve-not-reloaded", &[("why", &failure)]));
        }
    }
}

/// Plain HTTP belongs behind a proxy; whoever opens it to a network should know.
fn warn_of_open_network(address: SocketAddr, words: &Words) {
    if !address.ip().is_loopback() {
        println!("{}", words.say("cli-serve-open-network"));
    }
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
    pub(crate) fn new() -> Result<Self, Failure> {
        let on = |kind| signal(kind).map_err(|error| Failure::new(format!("signals cannot be heard: {error}")));
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
