//! `/counter/{centre}/appointments`: the employee's day and week, hers or a colleague's: what is booked, what is kept free, what
//! can still be had; booking, moving and cancelling on a citizen's behalf, series, and keeping time free.
//!
//! Every press is one command on the day it is about. The pages are asked for again every few seconds by their own script
//! ([`page`]), whatever day they show; without one they say how old they are. Who a citizen is stands in no address and in no
//! part that is asked for again: initials come as they do on the counter, and what else is known is on record as looked at.

mod block;
mod book;
mod cancel;
mod cancelled;
mod here;
mod lines;
mod looked;
mod moving;
mod one;
mod page;
mod series;
mod week;
mod what;
mod who;

use crate::route::Route;

pub(in crate::counter) use lines::kind_message;

pub(super) fn routes() -> Vec<Route> {
    [
        page::routes(),
        one::routes(),
        cancel::routes(),
        cancelled::routes(),
        book::routes(),
        moving::routes(),
        series::routes(),
        block::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
