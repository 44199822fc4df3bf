//! The benchmark command: the released `frontdesk` beside what the same machine can do without it, in one run.
//!
//! Everything is measured from outside, over HTTP, against a process of its own with a folder of its own. A timing is
//! never quoted alone: what is compared runs in the same minute, in turns, and a short loop of `fdatasync` around it
//! says whether the machine was quiet enough to judge. It ends only processes that it started.

pub mod calibration;
pub mod cli;
pub mod failure;
pub mod fan_out;
pub mod http;
pub mod installation;
pub mod load;
pub mod machine;
pub mod measures;
pub mod municipality;
pub mod null_server;
pub mod past;
pub mod processes;
pub mod raw;
pub mod report;
pub mod scale;
pub mod sse;
pub mod sse_clients;
pub mod statistics;

use failure::Failure;

/// Does what was typed.
///
/// # Errors
/// [`Failure`] where something could not be measured.
pub fn run(cli: cli::Cli) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match cli.task {
        Some(cli::Task::NullServer(options)) => runtime.block_on(null_server::run(options)),
        Some(cli::Task::FanOut(options)) => fan_out::run(options),
        Some(cli::Task::SseClients(options)) => runtime.block_on(sse_clients::run(options)),
        None => runtime.block_on(async {
            tokio::select! {
                outcome = measures::all(cli.measure) => outcome,
                _ = tokio::signal::ctrl_c() => Err(Failure::new("stopped by hand; what was started is ended, and nothing was written")),
            }
        }),
    }
}
