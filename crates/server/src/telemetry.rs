//! The log: to standard error, as text or as JSON, from the configured level on.
//!
//! It holds sentences about the installation and fields with identifiers of centres, streams and queues. It never holds
//! personal data, secrets or the bodies of requests.

use tracing_subscriber::filter::LevelFilter;

use crate::config::{Config, LogFormat, LogLevel};

/// Starts the log. Called once; a second call changes nothing.
pub(crate) fn start(config: &Config) {
    let level = match config.log_level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false);
    // An error means that a log is running already, which is as good.
    let _ = match config.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}
