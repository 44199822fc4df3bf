//! What is said about a command line that is none: a sentence of ours first, then the words of its reader, in English.
//!
//! The language is that of everything else, as far as it can be known of a line that could not be read.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use domain::ids::Language;

use crate::config::Config;
use crate::words::{self, Sentence, Words};
use crate::{environment, output};

/// What the program ends with where the command line is wrong.
const WRONG_USE: u8 = 2;

pub(crate) fn tell(error: &clap::Error) -> ExitCode {
    // Whether anybody still reads it is nobody's concern.
    if !error.use_stderr() {
        let _gone = error.print();
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
    if let Ok(words) = Words::new(&language(&arguments)) {
        output::error_line(format_args!("frontdesk: {}", words.put(&sentence(error))));
        output::error_line(words.say("cli-usage-behind"));
    }
    let _gone = error.print();
    ExitCode::from(WRONG_USE)
}

/// The language that was typed, or else that of the configuration or the system.
fn language(arguments: &[String]) -> Language {
    let typed = value_of(arguments, "--language").and_then(|code| words::language(&code));
    typed.unwrap_or_else(|| {
        let file =
            value_of(arguments, "--config").or_else(|| std::env::var("FRONTDESK_CONFIG").ok()).map(PathBuf::from);
        Config::load(file.as_deref(), environment()).map_or_else(|mistakes| mistakes.language, |config| config.language)
    })
}

/// What stands behind an option: `--language da`, or `--language=da`.
fn value_of(arguments: &[String], option: &str) -> Option<String> {
    arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix(option)? {
        "" => arguments.get(at + 1).cloned(),
        rest => rest.strip_prefix('=').map(str::to_owned),
    })
}

fn sentence(error: &clap::Error) -> Sentence {
    let said = |kind: ContextKind| error.get(kind).map(text).unwrap_or_default();
    let with_nearest = |name, given, suggested| {
        let nearest = said(suggested);
        let hint = if nearest.is_empty() { "none" } else { "near" };
        Sentence::new(name).with("given", said(given)).with("hint", hint).with("nearest", nearest)
    };
    let option = said(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            with_nearest("cli-usage-unknown-command", ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand)
        }
        ErrorKind::UnknownArgument => {
            with_nearest("cli-usage-unknown-option", ContextKind::InvalidArg, ContextKind::SuggestedArg)
        }
        ErrorKind::MissingRequiredArgument => Sentence::new("cli-usage-missing").with("missing", option),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Sentence::new("cli-usage-no-command")
        }
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            Sentence::new("cli-usage-no-value").with("option", option)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Sentence::new("cli-usage-value").with("option", option).with("given", said(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => {
            Sentence::new("cli-usage-conflict").with("option", option).with("other", said(ContextKind::PriorArg))
        }
        _ => Sentence::new("cli-usage-other"),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::String(one) => one.clone(),
        other => other.to_string(),
    }
}
