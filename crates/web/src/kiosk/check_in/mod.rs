//! Checking in at the kiosk: by the code of the confirmation, by what one has typed, or by the health card.
//!
//! What was typed or read goes by the body of a form to a keyed hash and stands nowhere else: in no address, no event, no log.
//! A citizen is told a time and a place, never an errand or a name; a stranger who tries numbers is told no more, and soon
//! nothing for a while.

mod arrived;
mod find;
mod page;
mod submit;
mod told;
mod typed;

use crate::route::Route;

pub(super) use page::Scan;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/kiosk/{centre}/{kiosk}/check-in", page::show)
            .does("How a citizen with a booked time checks in.")
            .page(),
        Route::post("/kiosk/{centre}/{kiosk}/check-in", submit::submit)
            .does("A citizen checks in, or is told when and where her time is.")
            .page(),
        Route::get("/kiosk/{centre}/{kiosk}/check-in/{key}", arrived::show)
            .does("What a citizen was told who has just checked in; after two minutes the kiosk's first page.")
            .page(),
    ]
}
