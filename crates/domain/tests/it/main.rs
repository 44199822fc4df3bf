//! The tests of the rules: cases that a receptionist can read, properties, golden files, and the faults of the field.

mod cases;
mod centre;
mod now;
mod refusals;
mod script;
mod sentences;
mod setup;
mod town;
