//! The tests of the rules: cases that a receptionist can read, properties, golden files, and the faults of the field.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod cases;
mod centre;
mod faults;
mod figures;
mod golden;
mod messages;
mod now;
mod properties;
mod refusals;
mod script;
mod sentences;
mod setup;
mod slots;
mod table;
mod times;
mod town;
mod views;
