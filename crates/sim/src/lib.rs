#![doc = include_str!("../README.md")]

pub mod arrivals;
mod check;
pub mod people;
pub mod random;
mod story;
mod times;
pub mod town;
pub mod traffic;
mod world;

pub use story::{Counts, tell, tell_counts};
pub use world::{Breach, Faults, Plan, Ran, run};
