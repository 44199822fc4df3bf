#![doc = include_str!("../README.md")]

pub mod clock;
mod days;
mod engine;
mod error;
mod health;
pub mod identifiers;
mod known;
mod limits;
mod live;
mod metrics;
mod past;
mod reading;
mod request;
mod timer;
mod tokens;
mod writer;
mod writer_thread;

pub use clock::{Clock, ManualClock, ScaledClock, SystemClock};
pub use days::{Days, SharedDay};
pub use engine::{Engine, SetupSource, Spawner};
pub use error::EngineError;
pub use limits::Limits;
pub use live::{Render, Scene, Topic};
pub use metrics::Metrics;
pub use reading::EVENTS_PER_PAGE_MAX;
pub use request::{Handled, Reply, Request};
pub use timer::CLOCK_SENDER;
pub use tokens::TOKEN_LENGTH_MAX;
pub use writer::{Core, Note, Retained, read_day};
