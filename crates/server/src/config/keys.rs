//! The list of all keys: name, meaning, how one is set and shown.
//!
//! A new setting is one entry here, and one in `examples/frontdesk.toml`; a test holds the two together.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use ipnet::IpNet;

use super::{Config, LogFormat, LogLevel, OLD_KEY_FILES_MAX, messages};
use crate::words::{Sentence, Words};

/// What the variables of the environment that set a key begin with: `FRONTDESK_LOG_LEVEL` sets `log.level`.
pub const PREFIX: &str = "FRONTDESK_";

/// Variables with that beginning that are no keys: they belong to the command line.
pub const OTHER_VARIABLES: &[(&str, &str)] = &[
    ("FRONTDESK_CONFIG", "the configuration's file, as --config"),
    ("FRONTDESK_TOKEN", "the token for `import-day --url`, as --token"),
];

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text in quotes.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// Texts in quotes, in brackets; in the environment with commas between them.
    List,
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As in the file: `log.level`.
    pub name: &'static str,
    /// The name of the text that says what it is, as the end of the sentence "it is …".
    pub(super) meaning: &'static str,
    /// What kind of value it takes in the file.
    pub kind: Kind,
    /// The least and the most of a number.
    pub(super) limits: Option<(u64, u64)>,
    /// Sets it from its text.
    pub(super) set: fn(&mut Config, &str) -> Result<(), Sentence>,
    /// Shows it as it would be written in the file.
    pub(super) show: fn(&Config) -> String,
}

impl Key {
    /// The variable of the environment that sets it.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase().replace('.', "_"))
    }

    /// What it is, with its limits.
    pub(super) fn meaning(&self) -> Sentence {
        let meaning = Sentence::new(self.meaning);
        match self.limits {
            None => meaning,
            Some((least, most)) => {
                Sentence::new("cli-key-within").part("meaning", meaning).with("least", least).with("most", most)
            }
        }
    }

    /// Its lines in the example: the meaning, the variable, and the usual value.
    pub fn documentation(&self, words: &Words) -> String {
        let short = self.name.rsplit('.').next().unwrap_or(self.name);
        let mut text = String::new();
        let _ = writeln!(text, "# {}.", upper_first(&words.put(&self.meaning())));
        let _ = writeln!(text, "# Environment: {}", self.variable());
        let _ = write!(text, "{short} = {}", (self.show)(&Config::default()));
        text
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A limit that is a plain number.
macro_rules! limit {
    ($name:literal, $($field:ident).+, $type:ty, $least:literal ..= $most:literal, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Number,
            limits: Some(($least, $most)),
            set: |config, text| {
                let number = within(text, $least, $most)?;
                config.$($field).+ = <$type>::try_from(number).map_err(|_| outside(number))?;
                Ok(())
            },
            show: |config| config.$($field).+.to_string(),
        }
    };
}

/// A limit of the web surfaces that is never zero.
macro_rules! rate {
    ($name:literal, $field:ident, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Number,
            limits: Some((1, 1_000_000)),
            set: |config, text| {
                let number = within(text, 1, 1_000_000)?;
                let rate = u32::try_from(number).ok().and_then(NonZeroU32::new);
                config.web.$field = rate.ok_or_else(|| outside(number))?;
                Ok(())
            },
            show: |config| config.web.$field.to_string(),
        }
    };
}

/// Every key, in the order of the example.
pub const KEYS: &[Key] = &[
    Key {
        name: "listen",
        meaning: "cli-key-listen",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.listen = parse(text, "cli-config-not-address")?;
            Ok(())
        },
        show: |config| quoted(&config.listen.to_string()),
    },
    Key {
        name: "data",
        meaning: "cli-key-data",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.data = path(text)?;
            Ok(())
        },
        show: |config| quoted(&config.data.display().to_string()),
    },
    Key {
        name: "setup",
        meaning: "cli-key-setup",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.setup = path(text)?;
            Ok(())
        },
        show: |config| quoted(&config.setup.display().to_string()),
    },
    Key {
        name: "secret",
        meaning: "cli-key-secret",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.secret = Some(path(text)?);
            Ok(())
        },
        show: |config| quoted(&config.secret_file().display().to_string()),
    },
    Key {
        name: "public_url",
        meaning: "cli-key-public-url",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.public_url = optional(text).map(|url| url.trim_end_matches('/').to_owned());
            match &config.public_url {
                Some(url) if !is_origin(url) => Err(Sentence::new("cli-config-not-url")),
                _ => Ok(()),
            }
        },
        show: |config| quoted(config.public_url.as_deref().unwrap_or_default()),
    },
    Key {
        name: "language",
        meaning: "cli-key-language",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.language = crate::words::language(text).ok_or_else(|| not_one_of("da, en"))?;
            Ok(())
        },
        show: |config| quoted(config.language.as_str()),
    },
    Key {
        name: "log.format",
        meaning: "cli-key-log-format",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.log_format = match text {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(not_one_of("text, json")),
            };
            Ok(())
        },
        show: |config| {
            quoted(match config.log_format {
                LogFormat::Text => "text",
                LogFormat::Json => "json",
            })
        },
    },
    Key {
        name: "log.level",
        meaning: "cli-key-log-level",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.log_level = match text {
                "error" => LogLevel::Error,
                "warn" => LogLevel::Warn,
                "info" => LogLevel::Info,
                "debug" => LogLevel::Debug,
                _ => return Err(not_one_of("error, warn, info, debug")),
            };
            Ok(())
        },
        show: |config| {
            quoted(match config.log_level {
                LogLevel::Error => "error",
                LogLevel::Warn => "warn",
                LogLevel::Info => "info",
                LogLevel::Debug => "debug",
            })
        },
    },
    limit!("limits.batch_max", engine.batch_max, usize, 1..=10_000, "cli-key-limits-batch-max"),
    limit!(
        "limits.commands_waiting_max",
        engine.queue_max,
        usize,
        1..=1_000_000,
        "cli-key-limits-commands-waiting-max"
    ),
    limit!("limits.remember_hours", engine.remember_hours, i64, 1..=720, "cli-key-limits-remember-hours"),
    limit!("limits.keep_months", engine.keep_months, i32, 1..=600, "cli-key-limits-keep-months"),
    limit!("limits.look_up_months", engine.look_up_months, i32, 6..=60, "cli-key-limits-look-up-months"),
    limit!("limits.topics_max", engine.topics_max, usize, 1..=1_000_000, "cli-key-limits-topics-max"),
    Key {
        name: "limits.streams_max",
        meaning: "cli-key-limits-streams-max",
        kind: Kind::Number,
        limits: Some((1, 1_000_000)),
        set: |config, text| {
            let most = within(text, 1, 1_000_000)?;
            let most = usize::try_from(most).map_err(|_| outside(most))?;
            (config.web.streams_max, config.engine.subscribers_max) = (most, most);
            Ok(())
        },
        show: |config| config.web.streams_max.to_string(),
    },
    limit!(
        "limits.streams_per_peer_max",
        web.streams_per_peer_max,
        u32,
        1..=1_000_000,
        "cli-key-limits-streams-per-peer-max"
    ),
    limit!("limits.keep_alive_seconds", web.keep_alive_seconds, u64, 1..=600, "cli-key-limits-keep-alive-seconds"),
    limit!("limits.body_bytes_max", web.body_bytes_max, usize, 1_024..=16_777_216, "cli-key-limits-body-bytes-max"),
    limit!("limits.headers_max", web.headers_max, usize, 8..=1_000, "cli-key-limits-headers-max"),
    limit!(
        "limits.header_bytes_max",
        web.header_bytes_max,
        usize,
        1_024..=1_048_576,
        "cli-key-limits-header-bytes-max"
    ),
    limit!("limits.request_seconds_max", web.request_seconds_max, u64, 1..=600, "cli-key-limits-request-seconds-max"),
    rate!("limits.token_requests_per_second", token_requests_per_second, "cli-key-limits-token-requests-per-second"),
    rate!("limits.token_requests_burst", token_requests_burst, "cli-key-limits-token-requests-burst"),
    rate!("limits.peer_requests_per_second", peer_requests_per_second, "cli-key-limits-peer-requests-per-second"),
    rate!("limits.peer_requests_burst", peer_requests_burst, "cli-key-limits-peer-requests-burst"),
    rate!("limits.holds_per_peer_per_hour", holds_per_peer_per_hour, "cli-key-limits-holds-per-peer-per-hour"),
    limit!(
        "limits.holds_open_per_peer_max",
        web.holds_open_per_peer_max,
        usize,
        1..=100_000,
        "cli-key-limits-holds-open-per-peer-max"
    ),
    rate!("limits.bookings_per_peer_per_hour", bookings_per_peer_per_hour, "cli-key-limits-bookings-per-peer-per-hour"),
    limit!(
        "limits.check_in_wrong_per_minute",
        web.check_in_wrong_per_minute,
        u32,
        1..=1_000,
        "cli-key-limits-check-in-wrong-per-minute"
    ),
    Key {
        name: "tls.certificate",
        meaning: "cli-key-tls-certificate",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.tls.certificate = optional(text).map(PathBuf::from);
            Ok(())
        },
        show: |config| quoted(&shown_path(config.tls.certificate.as_deref())),
    },
    Key {
        name: "tls.key",
        meaning: "cli-key-tls-key",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.tls.key = optional(text).map(PathBuf::from);
            Ok(())
        },
        show: |config| quoted(&shown_path(config.tls.key.as_deref())),
    },
    Key {
        name: "tls.acme.domains",
        meaning: "cli-key-tls-acme-domains",
        kind: Kind::List,
        limits: None,
        set: |config, text| {
            config.tls.domains = listed(text).map(str::to_ascii_lowercase).collect();
            let is_name = |name: &String| {
                name.contains('.') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
            };
            if config.tls.domains.iter().all(is_name) { Ok(()) } else { Err(Sentence::new("cli-config-not-domains")) }
        },
        show: |config| list(&config.tls.domains),
    },
    Key {
        name: "tls.acme.contact",
        meaning: "cli-key-tls-acme-contact",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.tls.contact = optional(text).map(str::to_owned);
            Ok(())
        },
        show: |config| quoted(config.tls.contact.as_deref().unwrap_or_default()),
    },
    Key {
        name: "tls.acme.directory",
        meaning: "cli-key-tls-acme-directory",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.tls.directory = optional(text).map(str::to_owned);
            match &config.tls.directory {
                Some(url) if !url.starts_with("https://") => Err(Sentence::new("cli-config-not-https")),
                _ => Ok(()),
            }
        },
        show: |config| quoted(config.tls.directory.as_deref().unwrap_or_default()),
    },
    Key {
        name: "tls.acme.cache",
        meaning: "cli-key-tls-acme-cache",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.tls.cache = Some(path(text)?);
            Ok(())
        },
        show: |config| quoted(&config.certificates_folder().display().to_string()),
    },
    Key {
        name: "vault.key_file",
        meaning: "cli-key-vault-key-file",
        kind: Kind::Text,
        limits: None,
        set: |config, text| {
            config.vault.key_file = Some(path(text)?);
            Ok(())
        },
        show: |config| quoted(&config.vault_key_file().display().to_string()),
    },
    Key {
        name: "vault.old_key_files",
        meaning: "cli-key-vault-old-key-files",
        kind: Kind::List,
        limits: None,
        set: |config, text| {
            config.vault.old_key_files = listed(text).map(PathBuf::from).collect();
            let too_many = || Sentence::new("cli-config-too-many").with("most", OLD_KEY_FILES_MAX);
            (config.vault.old_key_files.len() <= OLD_KEY_FILES_MAX).then_some(()).ok_or_else(too_many)
        },
        show: |config| list(&config.vault.old_key_files.iter().map(|file| file.display()).collect::<Vec<_>>()),
    },
    Key {
        name: "proxy.trusted",
        meaning: "cli-key-proxy-trusted",
        kind: Kind::List,
        limits: None,
        set: |config, text| {
            let networks: Option<Vec<IpNet>> = listed(text).map(network).collect();
            config.web.proxies_trusted = networks.ok_or_else(|| Sentence::new("cli-config-not-networks"))?;
            Ok(())
        },
        show: |config| list(&config.web.proxies_trusted),
    },
    messages::SMS,
    messages::MAIL,
    messages::AUTHORITIES,
    messages::GATEWAYAPI_ADDRESS,
    messages::GATEWAYAPI_TOKEN,
    messages::GATEWAYAPI_SECRET,
    messages::LINK_ADDRESS,
    messages::LINK_USER,
    messages::LINK_PASSWORD,
    messages::LINK_PLATFORM,
    messages::LINK_PARTNER,
    messages::LINK_GATE,
    messages::LINK_REPORT_USER,
    messages::LINK_REPORT_PASSWORD,
    messages::SMPP_HOST,
    messages::SMPP_PORT,
    messages::SMPP_TLS,
    messages::SMPP_SYSTEM_ID,
    messages::SMPP_PASSWORD,
    messages::SMPP_SYSTEM_TYPE,
    messages::SMPP_REPORTED_IDS,
    messages::SMTP_HOST,
    messages::SMTP_PORT,
    messages::SMTP_SECURITY,
    messages::SMTP_USER,
    messages::SMTP_PASSWORD,
    messages::SMTP_FROM,
];

/// The key of a name.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Whether keys stand under a name: `log`.
pub(super) fn is_section(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The known name that is most like an unknown one: a section's where one is written, else a key's.
pub(super) fn nearest(name: &str, section: bool) -> &'static str {
    if section {
        let sections = KEYS.iter().filter_map(|key| key.name.rsplit_once('.')).map(|(section, _)| section);
        let likeness = |section: &&str| strsim::jaro_winkler(name, section);
        return sections.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).unwrap_or_default();
    }
    let likeness = |key: &&Key| {
        let short = key.name.rsplit('.').next().unwrap_or(key.name);
        strsim::jaro_winkler(name, key.name).max(strsim::jaro_winkler(name, short))
    };
    let best = KEYS.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    best.map_or("", |key| key.name)
}

/// The known variable that is most like an unknown one.
pub(super) fn nearest_variable(name: &str) -> String {
    let others = OTHER_VARIABLES.iter().map(|(other, _)| (*other).to_owned());
    let all = KEYS.iter().map(Key::variable).chain(others);
    all.max_by(|a, b| strsim::levenshtein(name, b).cmp(&strsim::levenshtein(name, a))).unwrap_or_default()
}

pub(super) fn within(text: &str, least: u64, most: u64) -> Result<u64, Sentence> {
    let number = parse(text, "cli-config-not-number")?;
    if (least..=most).contains(&number) { Ok(number) } else { Err(outside(number)) }
}

fn outside(number: u64) -> Sentence {
    Sentence::new("cli-config-outside").with("number", number)
}

pub(super) fn not_one_of(choices: &str) -> Sentence {
    Sentence::new("cli-config-not-one-of").with("choices", choices)
}

fn parse<T: FromStr>(text: &str, otherwise: &'static str) -> Result<T, Sentence> {
    text.trim().replace('_', "").parse().map_err(|_| Sentence::new(otherwise))
}

pub(super) fn path(text: &str) -> Result<PathBuf, Sentence> {
    if text.trim().is_empty() { Err(Sentence::new("cli-config-empty")) } else { Ok(PathBuf::from(text)) }
}

/// A text that may be empty, which is none.
pub(super) fn optional(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter_map(optional)
}

/// A network, or one address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Whether a text is a scheme, a host and perhaps a port, and nothing else.
fn is_origin(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
    })
}

pub(super) fn shown_path(path: Option<&Path>) -> String {
    path.map(|path| path.display().to_string()).unwrap_or_default()
}

fn list<T: ToString>(values: &[T]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| quoted(&value.to_string())).collect();
    format!("[{}]", quoted.join(", "))
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
