//! The configuration of an installation: one TOML file, and the environment over it.
//!
//! Every key stands once, in `keys.rs`, with its meaning, its limits and the way it is set; the file, the environment and
//! the documentation are all read against that list. An unknown key is an error that names the nearest known one. What is
//! configured here is the machine's business (where to listen, where files lie, how much is allowed at once); what a
//! centre offers and when is its set-up, never here.

mod keys;

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::ids::Language;
use toml::de::{DeTable, DeValue};

pub use keys::{KEYS, Key, Kind, OTHER_VARIABLES, PREFIX};

/// The file that is read where none is named, if it is there.
pub const DEFAULT_FILE: &str = "frontdesk.toml";

/// What an installation is configured to.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address and port of the server; port 0 takes any free one and says which.
    pub listen: SocketAddr,
    /// The folder of the database.
    pub data: PathBuf,
    /// The folder of the set-up: `municipality.toml` and a folder for each centre.
    pub setup: PathBuf,
    /// The file of the installation's secret; in the data folder unless named.
    pub secret: Option<PathBuf>,
    /// The language of what the program prints.
    pub language: Language,
    /// How the log is written.
    pub log_format: LogFormat,
    /// From which level on the log is written.
    pub log_level: LogLevel,
    /// Limits of the engine.
    pub engine: engine::Limits,
    /// Limits of the web surfaces.
    pub web: web::Limits,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object on each line, for machines.
    Json,
}

/// From which level on the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// Faults alone.
    Error,
    /// And what may become one.
    Warn,
    /// And what the program does.
    Info,
    /// And how.
    Debug,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("data"),
            setup: PathBuf::from("examples/nordvig"),
            secret: None,
            language: Language::english(),
            log_format: LogFormat::Text,
            log_level: LogLevel::Info,
            engine: engine::Limits::default(),
            web: web::Limits::default(),
        }
    }
}

impl Config {
    /// The file of the secret.
    pub fn secret_file(&self) -> PathBuf {
        self.secret.clone().unwrap_or_else(|| self.data.join("secret"))
    }

    /// The database's file.
    pub fn database_file(&self) -> PathBuf {
        self.data.join("frontdesk.sqlite")
    }

    /// The configuration from a file and the environment. Without a named file, [`DEFAULT_FILE`] is read if it is there.
    ///
    /// # Errors
    /// Every mistake, each with its place and what to do.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Mistake>> {
        let mut config = Self::default();
        let mut mistakes = Vec::new();
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => read_file(&mut config, path, &text, &mut mistakes),
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => mistakes.push(Mistake {
                place: path.display().to_string(),
                what: format!("the configuration cannot be read: {error}"),
                hint: "name a file that can be read with --config, or leave --config away".to_owned(),
            }),
        }
        read_environment(&mut config, environment, &mut mistakes);
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }
}

/// A mistake in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// `file:line:column`, or the name of a variable of the environment.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.what, self.hint)
    }
}

impl std::error::Error for Mistake {}

fn read_file(config: &mut Config, path: &Path, text: &str, mistakes: &mut Vec<Mistake>) {
    let place = |offset: usize| {
        let (line, column) = line_and_column(text, offset);
        format!("{}:{line}:{column}", path.display())
    };
    match DeTable::parse(text) {
        Ok(table) => read_table(config, table.get_ref(), "", &place, mistakes),
        Err(error) => mistakes.push(Mistake {
            place: place(error.span().map_or(0, |span| span.start)),
            what: error.message().trim().to_owned(),
            hint: "write `key = \"text\"` or `key = number`, one on each line".to_owned(),
        }),
    }
}

fn read_table(
    config: &mut Config,
    table: &DeTable<'_>,
    above: &str,
    place: &impl Fn(usize) -> String,
    mistakes: &mut Vec<Mistake>,
) {
    for (key, value) in table {
        let name = format!("{above}{}", key.get_ref());
        let value_place = place(value.span().start);
        if let (DeValue::Table(inner), true) = (value.get_ref(), keys::is_section(&name)) {
            read_table(config, inner, &format!("{name}."), place, mistakes);
            continue;
        }
        let Some(known) = keys::find(&name) else {
            mistakes.push(Mistake {
                place: place(key.span().start),
                what: format!("there is no key `{name}`"),
                hint: format!("the nearest is `{}`", keys::nearest(&name)),
            });
            continue;
        };
        let outcome = match value.get_ref() {
            DeValue::String(text) if known.kind == Kind::Text => (known.set)(config, text),
            DeValue::Integer(number) if known.kind == Kind::Number => (known.set)(config, number.as_str()),
            DeValue::Boolean(yes) if known.kind == Kind::YesNo => {
                (known.set)(config, if *yes { "true" } else { "false" })
            }
            _ => Err(match known.kind {
                Kind::Text => "must be a text in quotes",
                Kind::Number => "must be a whole number",
                Kind::YesNo => "must be true or false",
            }
            .to_owned()),
        };
        if let Err(what) = outcome {
            mistakes.push(wrong_value(value_place, &name, &what, known));
        }
    }
}

fn read_environment(
    config: &mut Config,
    environment: impl IntoIterator<Item = (String, String)>,
    mistakes: &mut Vec<Mistake>,
) {
    let mut ours: Vec<_> = environment.into_iter().filter(|(name, _)| name.starts_with(PREFIX)).collect();
    ours.sort();
    for (name, value) in ours {
        if OTHER_VARIABLES.iter().any(|(other, _)| *other == name) {
            continue;
        }
        let place = format!("environment variable {name}");
        match KEYS.iter().find(|key| key.variable() == name) {
            Some(key) => {
                if let Err(what) = (key.set)(config, &value) {
                    mistakes.push(wrong_value(place, key.name, &what, key));
                }
            }
            None => mistakes.push(Mistake {
                place,
                what: "there is no such setting".to_owned(),
                hint: format!("the nearest is {}", keys::nearest_variable(&name)),
            }),
        }
    }
}

fn wrong_value(place: String, name: &str, what: &str, key: &Key) -> Mistake {
    Mistake { place, what: format!("`{name}` {what}"), hint: format!("it is {}", key.meaning) }
}

/// Line and column, from 1, of a place in a text.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, environment: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("frontdesk.toml");
        std::fs::write(&file, text).expect("written");
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(Some(&file), environment).map_err(|mistakes| {
            let folder = format!("{}/", folder.path().display());
            mistakes.iter().map(|mistake| mistake.to_string().replace(&folder, "")).collect()
        })
    }

    #[test]
    fn the_environment_stands_over_the_file() {
        let config =
            load("listen = \"127.0.0.1:9000\"\n[log]\nlevel = \"warn\"\n", &[("FRONTDESK_LOG_LEVEL", "debug")])
                .expect("valid");
        assert_eq!(config.listen, "127.0.0.1:9000".parse().expect("an address"));
        assert_eq!(config.log_level, LogLevel::Debug);
    }

    #[test]
    fn an_unknown_key_names_the_nearest_with_file_and_line() {
        let mistakes = load("listen = \"127.0.0.1:9000\"\n\n[log]\nlevle = \"warn\"\n", &[]).expect_err("a mistake");
        assert_eq!(mistakes, ["frontdesk.toml:4:1: there is no key `log.levle`; the nearest is `log.level`"]);
    }

    #[test]
    fn an_unknown_variable_names_the_nearest() {
        let mistakes = load("", &[("FRONTDESK_LISTN", "x"), ("OTHER", "y")]).expect_err("a mistake");
        assert_eq!(
            mistakes,
            ["environment variable FRONTDESK_LISTN: there is no such setting; the nearest is FRONTDESK_LISTEN"]
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let mistakes = load("listen = 5\nsetup = \"\"\n[log]\nlevel = \"loud\"\n", &[]).expect_err("mistakes");
        assert_eq!(mistakes.len(), 3, "{mistakes:#?}");
        assert!(mistakes[0].starts_with("frontdesk.toml:1:10: `listen` must be a text in quotes"), "{mistakes:#?}");
    }

    #[test]
    fn a_file_that_is_not_toml_is_told_with_its_line() {
        let mistakes = load("listen = \"127.0.0.1:9000\"\nthis is nothing\n", &[]).expect_err("a mistake");
        assert!(mistakes[0].starts_with("frontdesk.toml:2:"), "{mistakes:#?}");
    }

    #[test]
    fn the_example_shows_every_key_with_its_meaning_and_usual_value() {
        let example = include_str!("../../../../examples/frontdesk.toml");
        let missing: Vec<String> =
            KEYS.iter().map(Key::documentation).filter(|entry| !example.contains(entry.as_str())).collect();
        assert!(missing.is_empty(), "examples/frontdesk.toml lacks:\n{}", missing.join("\n"));
        let config = load(example, &[]).expect("the example is valid");
        for key in KEYS {
            assert_eq!((key.show)(&config), (key.show)(&Config::default()), "{}", key.name);
        }
    }
}
