//! The simulation's tests: many seeds, the same bytes twice, seeds that found a fault, the demo's traffic.

mod coverage;
mod determinism;
mod found;
mod recorded;
mod seeds;
mod traffic;
