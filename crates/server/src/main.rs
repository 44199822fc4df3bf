//! The binary `frontdesk`: reads the command line and hands over to the library.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    server::run(server::cli::Cli::parse())
}
