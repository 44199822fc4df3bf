//! The installation that is measured: the released binary, a set-up, a token, and a folder of data for each server.
//!
//! The folder of data is prepared once and copied, so that every round begins with the same file. Limits of rates are
//! raised, as one machine plays a whole municipality here; all else is as the binary ships.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::{Doing as _, Failure};
use crate::http::{self, Connection};
use crate::load::expect;
use crate::municipality;
use crate::processes::Started;

/// How long a server may take until it answers.
const START_MAX: Duration = Duration::from_secs(30);
/// Between two looks whether it answers.
const LOOK_PAUSE: Duration = Duration::from_micros(500);

/// What differs from the binary's own configuration: rates and streams of one token and one address.
const CONFIGURATION: &str = "\
[log]
level = \"warn\"

[limits]
commands_waiting_max = 100000
streams_max = 19000
streams_per_peer_max = 19000
token_requests_per_second = 1000000
token_requests_burst = 1000000
peer_requests_per_second = 1000000
peer_requests_burst = 1000000
";

/// The installation that is measured.
#[derive(Debug)]
pub struct Installation {
    binary: PathBuf,
    root: PathBuf,
    /// The text of a system owner's token.
    pub token: String,
}

impl Installation {
    /// The binary.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// Writes the set-up, makes a token, and lets the server publish the set-up once.
    ///
    /// # Errors
    /// Where the binary is missing or refuses.
    pub async fn prepare(binary: &Path, root: &Path) -> Result<Self, Failure> {
        let binary = binary.canonicalize().map_err(|_| {
            Failure::new(format!("there is no {}: build it with `cargo build --release -p server`", binary.display()))
        })?;
        municipality::write(&root.join("setup"))?;
        std::fs::write(root.join("frontdesk.toml"), CONFIGURATION)?;
        let mut installation = Self { binary, root: root.to_path_buf(), token: String::new() };
        let template = installation.template();
        std::fs::create_dir_all(&template)?;
        installation.token = installation.create_token(&template)?;
        let mut server = installation.start(&template).await?;
        server.ready().await?;
        server.end();
        Ok(installation)
    }

    /// The binary's size in bytes.
    ///
    /// # Errors
    /// Where it has gone.
    pub fn binary_bytes(&self) -> Result<u64, Failure> {
        Ok(std::fs::metadata(&self.binary)?.len())
    }

    /// A new folder of data under this name, as it is before the first ticket.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn new_data(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.root.join(name);
        std::fs::create_dir_all(&folder)?;
        for entry in std::fs::read_dir(self.template())? {
            let entry = entry?;
            std::fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
        Ok(folder)
    }

    /// Starts a server on a folder of data, and waits for its first answer.
    ///
    /// # Errors
    /// Where it does not answer in time; with the end of its log.
    pub async fn start(&self, data: &Path) -> Result<Server, Failure> {
        let address = free_address()?;
        let log = self.root.join("server.log");
        let mut command = self.command();
        command.arg("serve").arg("--listen").arg(address.to_string());
        command.arg("--data").arg(data).arg("--setup").arg(self.root.join("setup"));
        let begun = Instant::now();
        let mut process = Started::logging(&mut command, &log)?;
        let first = first_answer(address, &mut process, begun).await;
        let first_answer =
            first.map_err(|failure| Failure::new(format!("{failure}; its log ends:\n{}", tail(&log))))?;
        let database = data.join("frontdesk.sqlite");
        Ok(Server { process, address, database, first_answer })
    }

    fn template(&self) -> PathBuf {
        self.root.join("template")
    }

    fn create_token(&self, data: &Path) -> Result<String, Failure> {
        let mut command = self.command();
        command.args(["token", "create", "--role", "system_owner", "--name", "bench", "--data"]).arg(data);
        let output = command.output().doing(|| "making a token".to_owned())?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let token = said.split_whitespace().find(|word| word.starts_with("fd_"));
        token.map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("no token was made: {said}{}", String::from_utf8_lossy(&output.stderr)))
        })
    }

    /// The binary with our configuration and nothing of whoever runs the benchmark.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.current_dir(&self.root).arg("--config").arg(self.root.join("frontdesk.toml"));
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("FRONTDESK_")) {
                command.env_remove(name);
            }
        }
        command
    }
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    process: Started,
    /// Where it listens.
    pub address: SocketAddr,
    /// Its file.
    pub database: PathBuf,
    /// From the start of the process to its first answer.
    pub first_answer: Duration,
}

impl Server {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits until it takes commands.
    ///
    /// # Errors
    /// Where that takes too long.
    pub async fn ready(&self) -> Result<(), Failure> {
        let begun = Instant::now();
        let mut connection = Connection::open(self.address).await?;
        let request = http::read("/readyz", None);
        while connection.exchange(&request).await?.status != 200 {
            if begun.elapsed() > START_MAX {
                return Err(Failure::new("the server answers but is not ready"));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Transactions so far, and commands in them.
    ///
    /// # Errors
    /// Where the page of measures lacks them.
    pub async fn batches(&self) -> Result<Batches, Failure> {
        let mut connection = Connection::open(self.address).await?;
        let answer = connection.exchange(&http::read("/metrics", None)).await?;
        expect(200, answer.status, answer.body)?;
        let page = std::str::from_utf8(answer.body)?;
        let value = |name: &str| {
            let line = page.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            let number = line.and_then(|value| value.trim().parse::<f64>().ok());
            number.ok_or_else(|| Failure::new(format!("the page of measures has no {name}")))
        };
        Ok(Batches {
            transactions: value("frontdesk_batch_commands_count")?,
            commands: value("frontdesk_batch_commands_sum")?,
        })
    }

    /// Ends it in order.
    pub fn end(&mut self) {
        self.process.end();
    }
}

/// How many transactions there were, and how many commands in them.
#[derive(Debug, Clone, Copy)]
pub struct Batches {
    transactions: f64,
    commands: f64,
}

impl Batches {
    /// The mean number of commands in a transaction since an earlier look; at least one.
    pub fn mean_since(self, earlier: Self) -> f64 {
        ((self.commands - earlier.commands) / (self.transactions - earlier.transactions).max(1.0)).max(1.0)
    }
}

/// Waits for the first answer of a process that was just started.
///
/// # Errors
/// Where it ends, or does not answer in time.
pub async fn first_answer(address: SocketAddr, process: &mut Started, begun: Instant) -> Result<Duration, Failure> {
    let request = http::read("/healthz", None);
    loop {
        if let Ok(mut connection) = Connection::open(address).await {
            let answer = connection.exchange(&request).await?;
            expect(200, answer.status, answer.body)?;
            return Ok(begun.elapsed());
        }
        if process.has_ended() {
            return Err(Failure::new("the server ended at its start"));
        }
        if begun.elapsed() > START_MAX {
            return Err(Failure::new("the server does not answer"));
        }
        tokio::time::sleep(LOOK_PAUSE).await;
    }
}

/// A loopback port that was free a moment ago.
fn free_address() -> Result<SocketAddr, Failure> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// The end of a log, to be read by a person.
fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}
