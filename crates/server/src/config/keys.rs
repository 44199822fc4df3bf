//! The list of all keys: name, meaning, how one is set and shown.
//!
//! A new setting is one entry here, and one in `examples/frontdesk.toml`; a test holds the two together.

use std::fmt::Write as _;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use super::{Config, LogFormat, LogLevel};

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
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As in the file: `log.level`.
    pub name: &'static str,
    /// What it is, as the end of the sentence "it is …".
    pub meaning: &'static str,
    /// What kind of value it takes in the file.
    pub kind: Kind,
    /// Sets it from its text.
    pub(super) set: fn(&mut Config, &str) -> Result<(), String>,
    /// Shows it as it would be written in the file.
    pub(super) show: fn(&Config) -> String,
}

impl Key {
    /// The variable of the environment that sets it.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase().replace('.', "_"))
    }

    /// Its lines in the example: the meaning, the variable, and the usual value.
    pub fn documentation(&self) -> String {
        let short = self.name.rsplit('.').next().unwrap_or(self.name);
        let mut text = String::new();
        let _ = writeln!(text, "# {}.", upper_first(self.meaning));
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
            meaning: concat!($meaning, "; ", $least, " to ", $most),
            kind: Kind::Number,
            set: |config, text| {
                let number = within(text, $least, $most)?;
                config.$($field).+ = <$type>::try_from(number).map_err(|_| "is too large".to_owned())?;
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
            meaning: concat!($meaning, "; 1 to 1000000"),
            kind: Kind::Number,
            set: |config, text| {
                let number = u32::try_from(within(text, 1, 1_000_000)?).ok().and_then(NonZeroU32::new);
                config.web.$field = number.ok_or_else(|| "is outside its limits".to_owned())?;
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
        meaning: "the address and port to listen on; a port of 0 takes any free one and says which",
        kind: Kind::Text,
        set: |config, text| {
            config.listen = parse(text, "must be an address and a port, as 127.0.0.1:8080 or [::1]:8080")?;
            Ok(())
        },
        show: |config| quoted(&config.listen.to_string()),
    },
    Key {
        name: "data",
        meaning: "the folder of the database, made if it is missing",
        kind: Kind::Text,
        set: |config, text| {
            config.data = path(text)?;
            Ok(())
        },
        show: |config| quoted(&config.data.display().to_string()),
    },
    Key {
        name: "setup",
        meaning: "the folder of the set-up: municipality.toml, and a folder for each centre",
        kind: Kind::Text,
        set: |config, text| {
            config.setup = path(text)?;
            Ok(())
        },
        show: |config| quoted(&config.setup.display().to_string()),
    },
    Key {
        name: "secret",
        meaning: "the file of the installation's secret, made at the first start; keep a copy apart from the database's",
        kind: Kind::Text,
        set: |config, text| {
            config.secret = Some(path(text)?);
            Ok(())
        },
        show: |config| quoted(&config.secret_file().display().to_string()),
    },
    Key {
        name: "language",
        meaning: "the language of what the program prints: da or en",
        kind: Kind::Text,
        set: |config, text| {
            config.language = crate::words::language(text).ok_or_else(|| "must be da or en".to_owned())?;
            Ok(())
        },
        show: |config| quoted(config.language.as_str()),
    },
    Key {
        name: "log.format",
        meaning: "how the log is written: text or json",
        kind: Kind::Text,
        set: |config, text| {
            config.log_format = match text {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err("must be text or json".to_owned()),
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
        meaning: "from which level on the log is written: error, warn, info or debug",
        kind: Kind::Text,
        set: |config, text| {
            config.log_level = match text {
                "error" => LogLevel::Error,
                "warn" => LogLevel::Warn,
                "info" => LogLevel::Info,
                "debug" => LogLevel::Debug,
                _ => return Err("must be error, warn, info or debug".to_owned()),
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
    limit!("limits.batch_max", engine.batch_max, usize, 1..=10_000, "the most commands in one transaction"),
    limit!(
        "limits.commands_waiting_max",
        engine.queue_max,
        usize,
        1..=1_000_000,
        "the most commands that wait for the database; one more is told to come back in a moment"
    ),
    limit!(
        "limits.remember_hours",
        engine.remember_hours,
        i64,
        1..=720,
        "how long the result of a command is kept for whoever sends it again, in hours"
    ),
    limit!("limits.keep_months", engine.keep_months, i32, 1..=600, "how long the events of a day are kept, in months"),
    limit!("limits.topics_max", engine.topics_max, usize, 1..=1_000_000, "the most different live views at once"),
    Key {
        name: "limits.streams_max",
        meaning: "the most live streams in all; 1 to 1000000",
        kind: Kind::Number,
        set: |config, text| {
            let most = usize::try_from(within(text, 1, 1_000_000)?).map_err(|_| "is too large".to_owned())?;
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
        "the most live streams of one address"
    ),
    limit!(
        "limits.keep_alive_seconds",
        web.keep_alive_seconds,
        u64,
        1..=600,
        "the time between two signs of life on a quiet live stream, in seconds"
    ),
    limit!(
        "limits.body_bytes_max",
        web.body_bytes_max,
        usize,
        1_024..=16_777_216,
        "the longest body of a request, in bytes"
    ),
    limit!("limits.headers_max", web.headers_max, usize, 8..=1_000, "the most headers of a request"),
    limit!(
        "limits.header_bytes_max",
        web.header_bytes_max,
        usize,
        1_024..=1_048_576,
        "the longest headers of a request together with its address, in bytes"
    ),
    limit!(
        "limits.request_seconds_max",
        web.request_seconds_max,
        u64,
        1..=600,
        "the longest time for an answer, in seconds"
    ),
    rate!("limits.token_requests_per_second", token_requests_per_second, "the most requests of one token in a second"),
    rate!(
        "limits.token_requests_burst",
        token_requests_burst,
        "how many requests one token may send at once after a pause"
    ),
    rate!(
        "limits.peer_requests_per_second",
        peer_requests_per_second,
        "the most requests of one address without a token in a second"
    ),
    rate!(
        "limits.peer_requests_burst",
        peer_requests_burst,
        "how many requests one address without a token may send at once after a pause"
    ),
    Key {
        name: "proxy.in_front",
        meaning: "whether a proxy on this machine stands in front and says in X-Forwarded-For who asks: true or false",
        kind: Kind::YesNo,
        set: |config, text| {
            config.web.behind_proxy = parse(text, "must be true or false")?;
            Ok(())
        },
        show: |config| config.web.behind_proxy.to_string(),
    },
];

/// The key of a name.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Whether keys stand under a name: `log`.
pub(super) fn is_section(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The known name that is most like an unknown one.
pub(super) fn nearest(name: &str) -> &'static str {
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

fn within(text: &str, least: u64, most: u64) -> Result<u64, String> {
    let number = parse(text, "must be a whole number")?;
    if (least..=most).contains(&number) { Ok(number) } else { Err(format!("is {number}, which is outside its limits")) }
}

fn parse<T: FromStr>(text: &str, otherwise: &str) -> Result<T, String> {
    text.trim().replace('_', "").parse().map_err(|_| otherwise.to_owned())
}

fn path(text: &str) -> Result<PathBuf, String> {
    if text.trim().is_empty() { Err("is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
