//! `frontdesk check`: is a set-up right, and can the providers of messages be used as the configuration says? Nothing is
//! written, published or sent.

use std::path::Path;

use domain::setup::{self, Setup};

use crate::cli::Check;
use crate::config::Config;
use crate::failure::Failure;
use crate::messages::ways::Opened;
use crate::output::line;
use crate::setup_files;
use crate::words::{Sentence, Words};

/// Checks the set-up that a path belongs to, and prints each mistake and warning.
pub(crate) fn run(options: &Check, config: &Config, words: &Words) -> Result<(), Failure> {
    let path = &options.path;
    if !path.exists() {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("path", &path.display()), ("from", &setup_files::here())];
        return Err(Failure::new(words.tell("cli-check-no-path", &values)));
    }
    let folder = setup_files::folder_of(path).ok_or_else(|| no_municipality(path, words))?;
    let found = setup_files::read(&folder, words)?;
    let checked = setup::parse_municipality(&found.files);
    let (told, warnings) = match &checked {
        Ok(municipality) => (&municipality.warnings, municipality.warnings.len() + found.strays.len()),
        Err(mistakes) => (mistakes, 0),
    };
    for lines in [setup_files::tell_all(told, &folder, words), setup_files::tell_strays(&found.strays, words)] {
        if !lines.is_empty() {
            line(lines);
        }
    }
    let municipality = checked.map_err(|mistakes| {
        let count = mistakes.iter().filter(|mistake| !mistake.is_warning()).count();
        let wrong = Sentence::new("cli-check-wrong").count("count", count).count("files", found.files.len());
        Failure::new(words.put(&wrong))
    })?;
    for centre in &municipality.centres {
        line(words.put(&in_short(centre, words)));
    }
    let centres = municipality.centres.len();
    line(words.tell("cli-check-right", &[("centres", &centres), ("warnings", &warnings)]));
    // What is promised to citizens must be possible: the providers of messages, where the configuration names any.
    Opened::of(config, words).map(drop)
}

/// What a path is told that belongs to no set-up. Perhaps its `municipality.toml` is only mistyped.
fn no_municipality(path: &Path, words: &Words) -> Failure {
    let mut told = words.tell("cli-check-no-municipality", &[("path", &path.display())]);
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let mistyped = setup_files::tell_strays(&setup_files::mistyped_municipality(folder), words);
    if !mistyped.is_empty() {
        told = format!("{told}\n{mistyped}");
    }
    Failure::new(told)
}

fn in_short(centre: &Setup, words: &Words) -> Sentence {
    Sentence::new("cli-check-centre")
        .with("centre", centre.name.get(words.language()))
        .with("id", &centre.centre)
        .with("services", centre.services.len())
        .with("queues", centre.queues.len())
        .with("desks", centre.desks.len())
        .with("employees", centre.employees.len())
}
