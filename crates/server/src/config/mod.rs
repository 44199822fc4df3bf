//! The configuration of an installation: one TOML file, and the environment over it.
//!
//! Every key stands once, in `keys.rs`, with its meaning, its limits and the way it is set; the file, the environment and
//! the documentation are all read against that list. An unknown key is an error that names the nearest known one. What is
//! configured here is the machine's business (where to listen, where files lie, how much is allowed at once); what a
//! centre offers and when is its set-up, never here.

mod keys;
mod messages;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::ids::Language;
use toml::de::{DeTable, DeValue};

use crate::words::{self, Sentence};

pub use messages::{GatewayApiKeys, LinkKeys, MessagesConfig, SmppKeys, SmsProvider, SmtpKeys};

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
    /// The files of the vault's keys.
    pub vault: VaultConfig,
    /// How citizens' phones reach us, where that is not the address that is listened on.
    pub public_url: Option<String>,
    /// TLS, where we speak it ourselves.
    pub tls: TlsConfig,
    /// How citizens are told what happens.
    pub messages: MessagesConfig,
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

/// Where the vault's keys lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VaultConfig {
    /// The file of the key that seals; beside the secret unless named.
    pub key_file: Option<PathBuf>,
    /// The files of keys of before, under which something still is: at most [`OLD_KEY_FILES_MAX`].
    pub old_key_files: Vec<PathBuf>,
}

/// The most keys of before that a vault is opened with.
pub const OLD_KEY_FILES_MAX: usize = 16;

/// How we speak TLS ourselves: with a certificate and its key in files, or with one that renews itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TlsConfig {
    /// The file of the certificate and those that vouch for it, in PEM.
    pub certificate: Option<PathBuf>,
    /// The file of its key, in PEM.
    pub key: Option<PathBuf>,
    /// The names for which certificates are fetched by ACME.
    pub domains: Vec<String>,
    /// Whom the authority writes to, as an e-mail address.
    pub contact: Option<String>,
    /// The authority's directory; Let's Encrypt's unless another is named.
    pub directory: Option<String>,
    /// The folder that keeps them; in the data folder unless named.
    pub cache: Option<PathBuf>,
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
            vault: VaultConfig::default(),
            public_url: None,
            tls: TlsConfig::default(),
            messages: MessagesConfig::default(),
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

    /// The file of the vault's key.
    pub fn vault_key_file(&self) -> PathBuf {
        self.vault.key_file.clone().unwrap_or_else(|| self.secret_file().with_file_name("vault.key"))
    }

    /// The folder that keeps certificates which renew themselves.
    pub fn certificates_folder(&self) -> PathBuf {
        self.tls.cache.clone().unwrap_or_else(|| self.data.join("certificates"))
    }

    /// How people reach us, where nothing else is known: the address that is listened on.
    pub fn url(&self, listening: SocketAddr) -> String {
        let speaks_tls = self.tls.certificate.is_some() || !self.tls.domains.is_empty();
        let scheme = if speaks_tls { "https" } else { "http" };
        self.public_url.clone().unwrap_or_else(|| match self.tls.domains.first() {
            Some(domain) => format!("https://{domain}"),
            None => format!("{scheme}://{listening}"),
        })
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
    ) -> Result<Self, Mistakes> {
        let environment: Vec<(String, String)> = environment.into_iter().collect();
        let mut config = Self::default();
        if let Some(language) = words::system_language(&environment) {
            config.language = language;
        }
        let mut mistakes = Vec::new();
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => read_file(&mut config, path, &text, &mut mistakes),
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                mistakes.push(Sentence::new("cli-config-unreadable").with("file", path.display()).with("error", error));
            }
        }
        read_environment(&mut config, environment, &mut mistakes);
        if mistakes.is_empty() { Ok(config) } else { Err(Mistakes { language: config.language, sentences: mistakes }) }
    }
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes {
    /// The language to tell it in, as far as the configuration could be read.
    pub language: Language,
    /// Each mistake: its place, what is wrong and what to do.
    pub sentences: Vec<Sentence>,
}

fn read_file(config: &mut Config, path: &Path, text: &str, mistakes: &mut Vec<Sentence>) {
    let place = |offset: usize| {
        let (line, column) = line_and_column(text, offset);
        format!("{}:{line}:{column}", path.display())
    };
    match DeTable::parse(text) {
        Ok(table) => read_table(config, table.get_ref(), "", &place, mistakes),
        Err(error) => mistakes.push(
            Sentence::new("cli-config-syntax")
                .with("place", place(error.span().map_or(0, |span| span.start)))
                .with("detail", error.message().trim().replace('\n', ", ")),
        ),
    }
}

fn read_table(
    config: &mut Config,
    table: &DeTable<'_>,
    above: &str,
    place: &impl Fn(usize) -> String,
    mistakes: &mut Vec<Sentence>,
) {
    for (key, value) in table {
        let name = format!("{above}{}", key.get_ref());
        if let (DeValue::Table(inner), true) = (value.get_ref(), keys::is_section(&name)) {
            read_table(config, inner, &format!("{name}."), place, mistakes);
            continue;
        }
        let Some(known) = keys::find(&name) else {
            mistakes.push(
                Sentence::new("cli-config-unknown-key")
                    .with("place", place(key.span().start))
                    .with("key", &name)
                    .with("nearest", keys::nearest(&name, value.get_ref().is_table())),
            );
            continue;
        };
        if let Err(what) = set(config, known, value.get_ref()) {
            let place = place(value.span().start);
            mistakes.push(wrong_value(Sentence::new("cli-config-wrong-value").with("place", place), known, what));
        }
    }
}

/// Sets a key from the file's value.
fn set(config: &mut Config, known: &Key, value: &DeValue<'_>) -> Result<(), Sentence> {
    match value {
        DeValue::String(text) if known.kind == Kind::Text => (known.set)(config, text),
        DeValue::Integer(number) if known.kind == Kind::Number => (known.set)(config, number.as_str()),
        DeValue::Array(texts) if known.kind == Kind::List => {
            let texts: Option<Vec<&str>> = texts.iter().map(|text| text.get_ref().as_str()).collect();
            let texts = texts.ok_or_else(|| Sentence::new("cli-config-not-list"))?;
            (known.set)(config, &texts.join(","))
        }
        DeValue::Boolean(yes) if known.kind == Kind::YesNo => (known.set)(config, if *yes { "true" } else { "false" }),
        _ => Err(Sentence::new(match known.kind {
            Kind::Text => "cli-config-not-text",
            Kind::Number => "cli-config-not-number",
            Kind::YesNo => "cli-config-not-yes-no",
            Kind::List => "cli-config-not-list",
        })),
    }
}

fn read_environment(config: &mut Config, environment: Vec<(String, String)>, mistakes: &mut Vec<Sentence>) {
    let mut ours: Vec<_> = environment.into_iter().filter(|(name, _)| name.starts_with(PREFIX)).collect();
    ours.sort();
    for (name, value) in ours {
        if OTHER_VARIABLES.iter().any(|(other, _)| *other == name) {
            continue;
        }
        match KEYS.iter().find(|key| key.variable() == name) {
            Some(key) => {
                if let Err(what) = (key.set)(config, &value) {
                    let wrong = Sentence::new("cli-config-wrong-variable").with("variable", name);
                    mistakes.push(wrong_value(wrong, key, what));
                }
            }
            None => mistakes.push(
                Sentence::new("cli-config-unknown-variable")
                    .with("nearest", keys::nearest_variable(&name))
                    .with("variable", name),
            ),
        }
    }
}

fn wrong_value(wrong: Sentence, key: &Key, what: Sentence) -> Sentence {
    wrong.with("key", key.name).part("what", what).part("meaning", key.meaning())
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
    use crate::words::Words;

    fn load(text: &str, environment: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("frontdesk.toml");
        std::fs::write(&file, text).expect("written");
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(Some(&file), environment).map_err(|mistakes| {
            let (folder, words) = (format!("{}/", folder.path().display()), told_in(&mistakes.language));
            mistakes.sentences.iter().map(|mistake| words.put(mistake).replace(&folder, "")).collect()
        })
    }

    fn told_in(language: &Language) -> Words {
        Words::new(language).expect("texts")
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
    fn an_unknown_section_names_the_nearest_section() {
        let mistakes = load("[limit]\nbatch_max = 5\n", &[]).expect_err("a mistake");
        assert_eq!(mistakes, ["frontdesk.toml:1:2: there is no key `limit`; the nearest is `limits`"]);
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
        assert!(mistakes[0].starts_with("frontdesk.toml:2:6: this line cannot be read"), "{mistakes:#?}");
    }

    #[test]
    fn mistakes_are_told_in_the_language_that_the_configuration_or_the_system_names() {
        let of_the_file = load("language = \"da\"\nlistn = 5\nsetup = 5\n", &[]).expect_err("mistakes");
        assert_eq!(of_the_file[0], "frontdesk.toml:2:1: der er ingen nøgle `listn`; den nærmeste er `listen`");
        assert!(of_the_file[1].starts_with("frontdesk.toml:3:9: `setup` skal være en tekst"), "{of_the_file:#?}");
        let of_the_system = load("batch_max\n", &[("LANG", "da_DK.UTF-8")]).expect_err("a mistake");
        assert!(of_the_system[0].starts_with("frontdesk.toml:1:10: linjen kan ikke læses"), "{of_the_system:#?}");
        let of_the_environment =
            load("[limits]\nbatch_max = 0\n", &[("FRONTDESK_LANGUAGE", "da")]).expect_err("a mistake");
        assert_eq!(
            of_the_environment,
            ["frontdesk.toml:2:13: `limits.batch_max` er 0, hvilket er uden for grænserne; \
              det er det højeste antal kommandoer i én transaktion; 1 til 10000"]
        );
    }

    #[test]
    fn the_example_shows_every_key_with_its_meaning_and_usual_value() {
        let example = include_str!("../../../../examples/frontdesk.toml");
        let english = told_in(&Language::english());
        let missing: Vec<String> = KEYS
            .iter()
            .map(|key| key.documentation(&english))
            .filter(|entry| !example.contains(entry.as_str()))
            .collect();
        assert!(missing.is_empty(), "examples/frontdesk.toml lacks:\n{}", missing.join("\n"));
        let config = load(example, &[]).expect("the example is valid");
        for key in KEYS {
            assert_eq!((key.show)(&config), (key.show)(&Config::default()), "{}", key.name);
        }
    }
}
