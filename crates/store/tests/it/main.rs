//! The store from outside: one contract for every store, and what only one of them can suffer.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[macro_use]
mod contract;

mod accounts;
mod booked;
mod look_ups;
mod memory;
mod outbox;
mod people;
mod renewal;
mod same;
mod samples;
mod sqlite;
mod watches;
