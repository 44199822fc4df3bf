#![doc = include_str!("../README.md")]

mod check;
pub mod cli;
pub mod config;
mod connections;
mod demo;
mod export_day;
mod failure;
mod import_day;
mod installation;
mod output;
mod secret;
mod serve;
mod setup_files;
mod telemetry;
mod token;
pub mod words;

use std::process::ExitCode;

use crate::cli::{Cli, Task};
use crate::config::Config;
use crate::failure::Failure;
use crate::words::Words;

/// Does what the command line says. Everything it prints is a sentence; the exit code is 0 only if it was done.
pub fn run(cli: Cli) -> ExitCode {
    let config = match Config::load(cli.config.as_deref(), std::env::vars()) {
        Ok(config) => config,
        Err(mistakes) => {
            for mistake in mistakes {
                eprintln!("frontdesk: {mistake}");
            }
            return ExitCode::from(2);
        }
    };
    let words = match Words::new(cli.language.as_ref().unwrap_or(&config.language)) {
        Ok(words) => words,
        Err(error) => {
            eprintln!("frontdesk: {error}");
            return ExitCode::FAILURE;
        }
    };
    match perform(cli.task, config, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("frontdesk: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task, mut config: Config, words: &Words) -> Result<(), Failure> {
    match task {
        Task::Serve(options) => {
            options.over(&mut config);
            serve::run(&config, words)
        }
        Task::Demo(options) => demo::run(&options, config, words),
        Task::Check(options) => check::run(&options, words),
        Task::Token(options) => token::run(options, &config, words),
        Task::ImportDay(options) => import_day::run(&options, &config, words),
        Task::ExportDay(options) => export_day::run(&options, &config, words),
    }
}
