//! The set-up's files: the example municipality, a case for each mistake, and arbitrary text.

mod any_text;
mod cases;
mod nordvig;
mod route;
mod small;
mod tables;
mod typos;
