#![doc = include_str!("../README.md")]

pub mod account;
pub mod answer;
pub mod codec;
pub mod command;
pub mod day;
pub mod decide;
pub mod event;
pub mod forecast;
pub mod hall;
pub mod ids;
pub mod invariants;
pub mod next;
pub mod queue_status;
pub mod refusal;
pub mod setup;
pub mod time;
