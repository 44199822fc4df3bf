//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Measures the released binary beside what the same machine can do without it.
#[derive(Debug, Parser)]
#[command(name = "bench", args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// How to measure.
    #[command(flatten)]
    pub measure: Measure,
    /// What the benchmark starts of itself.
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// How to measure.
#[derive(Debug, Args)]
pub struct Measure {
    /// The binary that is measured.
    #[arg(long, default_value = "target/release/frontdesk", value_name = "FILE")]
    pub server: PathBuf,
    /// Where the temporary folder with the databases is made; it must be on the disk that counts, not in memory.
    #[arg(long, default_value = "target", value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Where the table is written, beside being printed; that of a whole run in docs/measures.md if nothing is said.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Under a minute, to see that everything runs: the figures say little.
    #[arg(long)]
    pub quick: bool,
    /// Only these.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub only: Vec<Part>,
    /// Keep the temporary folder, to look into it.
    #[arg(long)]
    pub keep: bool,
}

/// The parts of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Process start, idle memory, size of the binary.
    Start,
    /// Durable tickets.
    Tickets,
    /// `next` by fifty desks at once, with an empty file and with many past visits.
    Next,
    /// Booked times: what is free, and booking it.
    Appointments,
    /// From a call to the last who watches.
    Live,
    /// Memory per live client, and tickets beside them.
    Memory,
    /// Events folded.
    Fold,
    /// Days simulated.
    Sim,
    /// What a person in front of a browser feels.
    Browser,
}

/// What the benchmark starts of itself.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// An endpoint that takes a command and does nothing, until its input ends.
    #[command(hide = true)]
    NullServer(NullServer),
    /// Plain writes to many connections, until its input ends.
    #[command(hide = true)]
    FanOut(FanOut),
    /// Many live clients, until their input ends.
    #[command(hide = true)]
    SseClients(SseClients),
}

/// Options of the empty endpoint.
#[derive(Debug, Clone, Copy, Args)]
pub struct NullServer {
    /// Read the command as JSON, and answer with a ticket that is always the same.
    #[arg(long)]
    pub json: bool,
    /// How long its plain answer is, in bytes.
    #[arg(long, default_value_t = 0)]
    pub bytes: usize,
}

/// Options of the plain writes.
#[derive(Debug, Clone, Copy, Args)]
pub struct FanOut {
    /// To how many connections.
    #[arg(long)]
    pub count: usize,
}

/// Options of the live clients.
#[derive(Debug, Args)]
pub struct SseClients {
    /// Where the server listens.
    #[arg(long)]
    pub address: SocketAddr,
    /// The path of the stream.
    #[arg(long)]
    pub path: String,
    /// How many.
    #[arg(long)]
    pub count: usize,
}
