//! The interface for programs: `/api/v1`.
//!
//! A handler turns a request into one command or one question, and the result into one answer. It decides nothing: the
//! rules are the domain's, who may ask is in the type of its first argument, and every write goes through the engine.

mod appointments;
pub(crate) mod centres;
pub(crate) mod command;
pub(crate) mod days;
pub(crate) mod desks;
mod document;
pub(crate) mod hall;
pub(crate) mod kiosks;
pub(crate) mod path;
pub(crate) mod phone;
pub(crate) mod query;
pub(crate) mod queues;
pub(crate) mod referrals;
pub(crate) mod shapes;
mod slots;
pub(crate) mod visits;
mod watches;

use crate::route::Route;

/// The most queues that a desk can name.
pub(crate) const QUEUES_MAX: usize = domain::setup::limits::QUEUES_MAX;

/// All routes of the interface for programs, in the order of the docs.
pub(crate) fn routes() -> Vec<Route> {
    let groups = [
        centres::routes(),
        hall::routes(),
        visits::routes(),
        slots::routes(),
        appointments::routes(),
        watches::routes(),
        referrals::routes(),
        desks::routes(),
        queues::routes(),
        kiosks::routes(),
        days::routes(),
        document::routes(),
    ];
    groups.into_iter().flatten().collect()
}
