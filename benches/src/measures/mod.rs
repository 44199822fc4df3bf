//! The measures, one file each, in the order of the table; and what they share.

pub mod appointments;
pub mod browser;
pub mod compute;
pub mod hall;
pub mod live;
pub mod memory;
pub mod next;
pub mod start;
pub mod tickets;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use engine::clock::{Clock as _, SystemClock};

use crate::cli::{Measure, Part};
use crate::failure::{Doing as _, Failure};
use crate::http;
use crate::installation::{Installation, Server};
use crate::load::{self, Load};
use crate::machine::Machine;
use crate::municipality;
use crate::processes::{Started, Watch, raise_open_files};
use crate::report::{OTHERS_MAX, Report};
use crate::scale::Scale;

/// What every measure needs.
#[derive(Debug)]
pub struct Bench {
    /// What is measured.
    pub installation: Installation,
    /// The temporary folder.
    pub root: PathBuf,
    /// How much of everything.
    pub scale: Scale,
    /// What is found.
    pub report: Report,
    /// The binary of the benchmark itself.
    pub own: PathBuf,
    /// How long it may still wait for a quiet machine.
    pub quiet_wait: Duration,
}

/// Measures everything that was asked for, prints it, and writes it down.
///
/// # Errors
/// [`Failure`] where something could not be measured; then nothing is written.
pub async fn all(options: Measure) -> Result<(), Failure> {
    let begun = Instant::now();
    let date = SystemClock.now();
    let scale = if options.quick { Scale::quick() } else { Scale::full() };
    raise_open_files(u64::try_from(scale.live_clients)? + 256)?;
    std::fs::create_dir_all(&options.folder)?;
    let mut folder = tempfile::Builder::new().prefix("bench-").tempdir_in(&options.folder)?;
    folder.disable_cleanup(options.keep);
    let root = folder.path().canonicalize()?;
    println!("Measuring {} in {}", options.server.display(), root.display());
    let installation = Installation::prepare(&options.server, &root).await?;
    let own = std::env::current_exe()?;
    let quiet_wait = scale.quiet_wait_max;
    let mut bench = Bench { installation, root, scale, report: Report::default(), own, quiet_wait };
    let wanted = |part: Part| options.only.is_empty() || options.only.contains(&part);
    if wanted(Part::Tickets) {
        tickets::measure(&mut bench).await.doing(|| "measuring tickets".to_owned())?;
    }
    if wanted(Part::Next) {
        next::measure(&mut bench).await.doing(|| "measuring next".to_owned())?;
    }
    if wanted(Part::Appointments) {
        appointments::measure(&mut bench).await.doing(|| "measuring appointments".to_owned())?;
    }
    if wanted(Part::Live) {
        live::measure(&mut bench).await.doing(|| "measuring live views".to_owned())?;
    }
    if wanted(Part::Memory) {
        memory::measure(&mut bench).await.doing(|| "measuring live clients".to_owned())?;
    }
    if wanted(Part::Start) {
        start::measure(&mut bench).await.doing(|| "measuring the start".to_owned())?;
    }
    if wanted(Part::Fold) {
        compute::fold(&mut bench).await.doing(|| "folding".to_owned())?;
    }
    if wanted(Part::Sim) {
        compute::simulate(&mut bench).doing(|| "simulating".to_owned())?;
    }
    if wanted(Part::Browser) {
        browser::measure(&mut bench, options.quick).doing(|| "measuring in a browser".to_owned())?;
    }
    write(&options, &bench, &date.to_string()[..10], begun.elapsed())
}

fn write(options: &Measure, bench: &Bench, date: &str, took: Duration) -> Result<(), Failure> {
    let quick = if options.quick { " --quick" } else { "" };
    let command = format!("target/release/bench{quick}");
    let document = bench.report.document(&Machine::here(&bench.root), date, &command, took);
    println!("\n{document}");
    let whole = !options.quick && options.only.is_empty();
    let out = options.out.as_deref().or_else(|| whole.then_some(Path::new(MEASURES)));
    match out {
        Some(out) => std::fs::write(out, &document).doing(|| format!("writing {}", out.display())),
        None => Ok(()),
    }
}

/// Where the table of a whole run stands.
const MEASURES: &str = "docs/measures.md";

/// An empty endpoint that runs.
#[derive(Debug)]
pub struct Null {
    /// Its process.
    pub process: Started,
    /// Where it listens.
    pub address: SocketAddr,
}

/// How long the machine must be quiet before a round begins.
const QUIET_LOOK: Duration = Duration::from_millis(300);

impl Bench {
    /// Waits for a quiet machine, within bounds, and looks how fast the disk is; whether it was quiet.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub async fn quiet(&mut self, when: String) -> Result<bool, Failure> {
        loop {
            let watch = Watch::begin(&[]);
            tokio::time::sleep(QUIET_LOOK).await;
            if watch.end().others <= OTHERS_MAX || self.quiet_wait < QUIET_LOOK {
                return self.report.calibrate(&self.root, when);
            }
            self.quiet_wait -= QUIET_LOOK;
        }
    }

    /// Whether a measure has as many quiet rounds as it wants, or has taken its time.
    pub fn enough<T>(&self, rounds: &[(bool, T)], wanted: usize, begun: Instant) -> bool {
        let quiet = rounds.iter().filter(|(quiet, _)| *quiet).count();
        quiet >= wanted || (begun.elapsed() > self.scale.rounds_time_max && rounds.len() >= wanted.min(3))
    }

    /// A new server on a new file with this name, ready, with so many desks of each of the first `centres` signed on.
    ///
    /// # Errors
    /// Where it does not start, or refuses.
    pub async fn server(&self, name: &str, centres: usize, desks: usize) -> Result<Server, Failure> {
        let data = self.installation.new_data(name)?;
        let server = self.installation.start(&data).await?;
        server.ready().await?;
        self.sign_on(&server, 0, centres, desks).await?;
        Ok(server)
    }

    /// Signs an employee on at each of the first desks of some centres.
    ///
    /// # Errors
    /// Where that is refused.
    pub async fn sign_on(&self, server: &Server, from: usize, centres: usize, desks: usize) -> Result<(), Failure> {
        let token = self.installation.token.clone();
        let count = centres * desks;
        if count == 0 {
            return Ok(());
        }
        let load = Load {
            address: server.address,
            clients: count.min(16),
            pause: Duration::ZERO,
            time_max: Duration::from_secs(30),
            requests_max: u64::try_from(count)?,
            status: 204,
        };
        let outcome = load::run(load, move |_, number, request| {
            let number = usize::try_from(number).unwrap_or(0);
            let (centre, desk) = (municipality::centre(from + number / desks), number % desks);
            let path = format!("/api/v1/centres/{centre}/desks/{}/sign-on", municipality::desk(desk));
            let body = format!("{{\"employee\":\"{}\"}}", municipality::employee(desk));
            http::command(request, &path, &token, &format!("on-{centre}-{desk}"), &body);
        });
        let outcome = outcome.await.doing(|| "signing on".to_owned())?;
        if outcome.answered == u64::try_from(count)? {
            Ok(())
        } else {
            Err(Failure::new("not every desk was signed on"))
        }
    }

    /// A process that answers a command with nothing; `more` says what else it is told.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn null_server(&self, more: &[&str]) -> Result<Null, Failure> {
        let mut process = Started::talking(Command::new(&self.own).arg("null-server").args(more))?;
        let address = process.line(Duration::from_secs(10))?.trim().parse()?;
        Ok(Null { process, address })
    }

    /// A copy of a folder of data under a new name.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn copy(&self, from: &Path, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.root.join(name);
        std::fs::create_dir_all(&folder)?;
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            std::fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
        Ok(folder)
    }
}

/// Writes the request for a ticket.
pub fn ticket(request: &mut Vec<u8>, token: &str, centre: &str, service: usize, key: &str) {
    let path = format!("/api/v1/centres/{centre}/visits");
    let body = format!("{{\"services\":[\"{}\"],\"language\":\"da\"}}", municipality::service(service));
    http::command(request, &path, token, key, &body);
}

/// Gives a load over the first `centres` its requests: each ticket in the next centre, and in all queues.
pub fn tickets_everywhere(token: String, run: String, centres: usize) -> impl Fn(usize, u64, &mut Vec<u8>) + 'static {
    move |_, number, request| {
        let number = usize::try_from(number).unwrap_or(0);
        let centre = municipality::centre(number % centres);
        let service = (number / centres) % municipality::QUEUES;
        ticket(request, &token, &centre, service, &format!("{run}-{number}"));
    }
}
