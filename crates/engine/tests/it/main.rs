//! The engine from outside: the core on its own, and the whole of it with its thread and tasks.
#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod accounts;
mod ahead;
mod batches;
mod commands;
mod faults;
mod live;
mod look_ups;
mod notes;
mod outbox;
mod past;
mod people;
mod run;
mod timer;
mod tokens;
mod watches;
mod world;
