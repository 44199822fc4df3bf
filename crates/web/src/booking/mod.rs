//! Booking a time, at home and without an account: what it is about, how to meet, when, and who one is.
//!
//! What was chosen stands in the address, so that every page works without a script, can be gone back to and be kept; who
//! somebody is never does. A time is kept ([`time::keep`]) while she types, and becomes one booking however often it is
//! pressed ([`details`]). The rules of what can be had are the domain's; a page offers nothing that they would refuse. Who finds no time waits for one ([`watch`]).

pub(crate) mod calendar;
mod choice;
mod details;
mod errand;
mod how;
mod person;
pub(crate) mod say;
mod search;
pub(crate) mod shell;
pub(crate) mod time;
pub(crate) mod visitor;
pub(crate) mod watch;
pub(crate) mod watching;

use crate::route::Route;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/book", errand::all).does("All that a time can be booked for.").page(),
        Route::get("/book/{centre}", errand::of_centre).does("What a time can be booked for in one centre.").page(),
        Route::get("/book/{centre}/{service}", errand::of_service)
            .does("A service's choices, what it asks first, or how to meet.")
            .page(),
        Route::get("/book/{centre}/{service}/{mode}", time::show).does("The days and times that can be had.").page(),
        Route::post("/book/{centre}/{service}/{mode}", time::submit)
            .does("A time is kept for whoever is about to book it.")
            .page(),
        Route::get("/book/{centre}/{service}/{mode}/watch", watch::show)
            .does("Asks whoever found no time when she can.")
            .page(),
        Route::post("/book/{centre}/{service}/{mode}/watch", watch::submit)
            .does("A citizen waits for a time to come free.")
            .page(),
        Route::get("/watch/{key}", watching::show).does("What a citizen waits for, and what is kept for her.").page(),
        Route::post("/watch/{key}/take", watching::take).does("She books the time that is kept for her.").page(),
        Route::post("/watch/{key}/pass", watching::pass).does("She lets the time pass and goes on waiting.").page(),
        Route::post("/watch/{key}/stop", watching::stop).does("She waits no more.").page(),
        Route::get("/book/{centre}/{service}/{mode}/details/{key}", details::show)
            .does("Asks who she is, for whom a time is kept.")
            .page(),
        Route::post("/book/{centre}/{service}/{mode}/details/{key}", details::submit)
            .does("A citizen books the time that is kept for her, or chooses another.")
            .page(),
    ]
}
