#![doc = include_str!("../README.md")]

mod check;
pub mod cli;
pub mod config;
mod connections;
mod databases;
mod demo;
mod device;
mod export_day;
mod failure;
mod import_day;
mod init;
mod installation;
mod key_file;
pub mod messages;
mod output;
mod rights;
mod secret;
mod serve;
mod setup_files;
mod telemetry;
mod tls;
mod token;
mod usage;
mod user;
mod vault;
pub mod words;

use std::process::ExitCode;

use crate::cli::{Cli, Task};
use crate::config::Config;
use crate::failure::Failure;
use crate::words::Words;

/// Does what the command line says. Everything it prints is a sentence; the exit code is 0 only if it was done.
pub fn run(cli: Cli) -> ExitCode {
    let config = Config::load(cli.config.as_deref(), environment());
    let spoken = match &config {
        Ok(config) => &config.language,
        Err(mistakes) => &mistakes.language,
    };
    let words = match Words::new(cli.language.as_ref().unwrap_or(spoken)) {
        Ok(words) => words,
        Err(error) => {
            output::error_line(format_args!("frontdesk: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match config {
        Ok(config) => match perform(cli.task, config, &words) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                output::error_line(format_args!("frontdesk: {failure}"));
                ExitCode::FAILURE
            }
        },
        Err(mistakes) => {
            for mistake in &mistakes.sentences {
                output::error_line(format_args!("frontdesk: {}", words.put(mistake)));
            }
            ExitCode::from(2)
        }
    }
}

/// Says why what was typed is no command line, and how it is done. Help that was asked for is printed and done.
pub fn refuse(error: &clap::Error) -> ExitCode {
    usage::tell(error)
}

/// The environment as text. What is not UTF-8 is shown with signs in its place, and told as a wrong value where it is
/// ours; that of others is nobody's concern.
fn environment() -> impl Iterator<Item = (String, String)> {
    let text = |os: std::ffi::OsString| os.to_string_lossy().into_owned();
    std::env::vars_os().map(move |(name, value)| (text(name), text(value)))
}

fn perform(task: Task, mut config: Config, words: &Words) -> Result<(), Failure> {
    match task {
        Task::Serve(options) => {
            options.over(&mut config);
            serve::run(&config, words)
        }
        Task::Demo(options) => demo::run(&options, config, words),
        Task::Check(options) => check::run(&options, &config, words),
        Task::Init(options) => init::run(options, &config, words),
        Task::User(options) => user::run(options, &config, words),
        Task::Device(options) => device::run(options, &config, words),
        Task::Vault(options) => vault::run(options, &config, words),
        Task::Token(options) => token::run(options, &config, words),
        Task::ImportDay(options) => import_day::run(&options, &config, words),
        Task::ExportDay(options) => export_day::run(&options, &config, words),
    }
}
