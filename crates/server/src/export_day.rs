//! `frontdesk export-day`: a day from the database, as its events or as its account.
//!
//! It only reads, beside a server that may be running. A line is an event as the log holds it.

use std::io::Write as _;
use std::path::PathBuf;

use domain::command::Actor;
use domain::day;
use domain::event::{Event, Fact};
use domain::ids::{SetupVersion, StreamId};
use domain::time::Instant;
use serde::Serialize;
use store::{Reader, Recorded, StoreError};

use crate::cli::{ExportDay, ExportFormat};
use crate::config::Config;
use crate::databases;
use crate::failure::Failure;
use crate::installation::{open_database, setup_source};
use crate::words::{Sentence, Words};

/// How many events are read at a time.
const PAGE_EVENTS: usize = 1_000;

/// An event on a line of its own.
#[derive(Serialize)]
struct Line<'a> {
    version: u64,
    at: Instant,
    setup: SetupVersion,
    by: &'a Actor,
    #[serde(flatten)]
    fact: &'a Fact,
}

/// Prints the day that the command line names.
pub(crate) fn run(options: &ExportDay, config: &Config, words: &Words) -> Result<(), Failure> {
    let file = database(options, config, words)?;
    let reader = open_database(&file, words)?.reader();
    let stream = StreamId { centre: options.centre.clone(), date: options.date };
    let events = read(&reader, &stream).map_err(|error| Failure::of_store(&error, words))?;
    if events.is_empty() {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("centre", &options.centre), ("date", &options.date)];
        return Err(Failure::new(words.tell("cli-export-no-events", &values)));
    }
    let text = match options.format {
        ExportFormat::Events => lines(&events, words)?,
        ExportFormat::Account => account(&reader, stream, &events, words)?,
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // Whoever reads may have had enough, as `head` has.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::fault(&error, words)),
        _ => Ok(()),
    }
}

/// The database that is meant: the file that was named, the installation's, or the only one of a folder. A demo's or a
/// recorded day's has a name of its own.
fn database(options: &ExportDay, config: &Config, words: &Words) -> Result<PathBuf, Failure> {
    let installed = config.database_file();
    let folder = match &options.data {
        Some(file) if file.is_file() => return Ok(file.clone()),
        None if installed.is_file() => return Ok(installed),
        Some(folder) => folder,
        None => &config.data,
    };
    let found = databases::in_folder(folder);
    let told = Sentence::new(match found.as_slice() {
        [only] => return Ok(only.clone()),
        [] => "cli-export-no-database",
        _ => "cli-export-several",
    });
    Err(Failure::new(words.put(&told.with("folder", folder.display()).with("choices", databases::choices(&found)))))
}

fn read(reader: &Reader, stream: &StreamId) -> Result<Vec<Recorded>, StoreError> {
    let mut events: Vec<Recorded> = Vec::new();
    loop {
        let after = events.last().map_or(0, |last| last.version);
        let page = reader.stream(stream, after, PAGE_EVENTS)?;
        if page.is_empty() {
            return Ok(events);
        }
        events.extend(page);
    }
}

fn lines(events: &[Recorded], words: &Words) -> Result<String, Failure> {
    let mut text = String::new();
    for recorded in events {
        let Event { at, setup, by, fact } = &recorded.event;
        let line = serde_json::to_string(&Line { version: recorded.version, at: *at, setup: *setup, by, fact });
        text.push_str(&line.map_err(|error| Failure::fault(&error, words))?);
        text.push('\n');
    }
    Ok(text)
}

fn account(reader: &Reader, stream: StreamId, events: &[Recorded], words: &Words) -> Result<String, Failure> {
    let failure = |error: StoreError| Failure::of_store(&error, words);
    let version = events.iter().map(|recorded| recorded.event.setup).max().unwrap_or(SetupVersion(1));
    let row = reader.setup(&stream.centre, version).map_err(failure)?;
    let row = row.ok_or_else(|| Failure::new(words.tell("cli-export-no-setup", &[("version", &version.0)])))?;
    let setup = setup_source()(&row).map_err(|error| Failure::fault(&error, words))?;
    let events: Vec<&Event> = events.iter().map(|recorded| &recorded.event).collect();
    let day = day::fold(stream, events);
    let text = web::account_text(&domain::account::account(&day), &setup, words.texts(), words.language());
    Ok(text)
}
