//! The store from outside: one contract for every store, and what only one of them can suffer.

mod contract;
mod memory;
mod same;
mod samples;
mod sqlite;
