//! The surface as its clients see it: requests through the router, on an engine in memory and a clock moved by hand.
//! The files mirror the addresses.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod access;
mod api;
mod appointments;

mod booking;
mod check_in;
mod counter;
mod kiosk;
mod letters;
mod manage;
mod operations;
mod pages;
mod pop_ups;
mod problems;
mod roles;
mod screen;
mod texts;
mod ticket;
mod watch;
mod world;
