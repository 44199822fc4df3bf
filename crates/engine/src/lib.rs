#![doc = include_str!("../README.md")]

mod accounts;
pub mod clock;
mod days;
mod devices;
mod engine;
mod error;
mod health;
pub mod identifiers;
mod known;
mod limits;
mod live;
mod look_ups;
mod metrics;
mod passwords;
mod past;
mod reading;
mod request;
mod timer;
mod tokens;
mod writer;
mod writer_thread;

pub use accounts::Session;
pub use clock::{Clock, ManualClock, ScaledClock, SystemClock};
pub use days::{Days, SharedDay};
pub use devices::NewPairing;
pub use engine::{Engine, SetupSource, Spawner};
pub use error::EngineError;
pub use limits::Limits;
pub use live::{Render, Scene, Topic};
pub use metrics::Metrics;
pub use passwords::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, Unfit, check_password};
pub use reading::EVENTS_PER_PAGE_MAX;
pub use request::{Handled, Reply, Request};
pub use timer::CLOCK_SENDER;
pub use tokens::TOKEN_LENGTH_MAX;
pub use writer::{Core, Note, Retained, read_day};
