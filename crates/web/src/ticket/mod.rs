//! The ticket on the phone: one visit as its holder sees it, and what she may do with it. Until it is her turn to wait, a
//! booked time is shown as such, whatever day it is on.
//!
//! There is no account. The key in the address is the authority ([`holder::Ticket`]); the address holds neither number nor
//! name nor centre. The page is live by a topic of its own, and works without a script. It shows nobody else's visit, says
//! nothing about who serves, and never offers what the rules of the hall would refuse.

mod appointment;
mod cancel;
mod holder;
mod ics;
mod late;
pub(crate) mod lost;
mod now;
mod page;
mod press;
mod rebook;
mod say;
mod short;

use crate::route::Route;

pub(crate) use appointment::Card;
pub(crate) use now::VIEW;
pub(crate) use page::not_to_be_found;
pub(crate) use say::{capitalised, continued};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/t/{key}", short::lead).does("The short address of a visit's page, as messages have it.").page(),
        Route::get("/ticket/{key}", page::show).does("A visit's ticket on the phone.").page(),
        Route::get("/ticket/{key}/events", page::events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
        Route::get("/ticket/{key}/late", late::show).does("Asks how late the citizen will be.").page(),
        Route::post("/ticket/{key}/late", late::submit).does("The citizen will be late.").page(),
        Route::get("/ticket/{key}/cancel", cancel::show).does("Asks whether to give up the visit.").page(),
        Route::post("/ticket/{key}/cancel", cancel::submit).does("The citizen gives up the visit.").page(),
        Route::get("/ticket/{key}/move", rebook::show)
            .does("The days and times that a booked time can be moved to.")
            .page(),
        Route::post("/ticket/{key}/move", rebook::submit).does("The citizen moves her booked time.").page(),
        Route::get("/ticket/{key}/calendar.ics", ics::show)
            .does("A booked time for the citizen's own calendar.")
            .page(),
        Route::post("/ticket/{key}/here", press::here).does("The citizen is here after all.").page(),
        Route::post("/ticket/{key}/undo", press::undo).does("The citizen takes back that she gave up.").page(),
    ]
}
