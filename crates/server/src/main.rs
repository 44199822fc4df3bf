//! The binary `frontdesk`: reads the command line and hands over to the library.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match server::cli::Cli::try_parse() {
        Ok(cli) => server::run(cli),
        Err(error) => server::refuse(&error),
    }
}
