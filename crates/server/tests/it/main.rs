//! What the binary does, seen from outside: its help, its start and its errors, crashes, disks, a whole recorded day.

mod access;
mod appointments;
mod cli;
mod day;
mod disk;
mod kill;
mod look_ups;
mod messages;
mod peers;
mod prerequisites;
mod process;
mod rotation;
mod start;
mod tidy;
mod vault;
