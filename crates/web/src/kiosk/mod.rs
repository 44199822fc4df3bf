//! `/kiosk/{centre}/{kiosk}`: the touch stand at the door. What one comes for, a few questions, a number and the way.
//!
//! Everything works without a script: what was chosen stands in the address, and one page gives one ticket, whatever is
//! pressed on it and however often. What is one citizen's must never be left for the next: a ticket's page can be opened
//! for two minutes, and every page but the plain first one goes back to it by itself. No page scrolls, and none ends
//! without a next step.

mod check_in;
mod first_times;
mod help;
mod home;
mod look;
mod opening;
mod referral;
mod rows;
mod say;
mod service;
mod shell;
mod speech;
mod stand;
mod ticket;
mod way;
mod way_page;

use crate::route::Route;

pub(crate) use first_times::FirstTimes;
pub(crate) use help::VIEW as HELP;
pub(crate) use home::VIEW as HOME;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/kiosk/{centre}/{kiosk}", home::show).does("A kiosk's first page: services and waits.").page(),
        Route::get("/kiosk/{centre}/{kiosk}/events", home::events)
            .does("The changing part of a kiosk's pages, as server-sent events.")
            .page(),
        Route::get("/kiosk/{centre}/{kiosk}/service/{service}", service::show)
            .does("A service's choices, its questions, or what is left while it gives no tickets.")
            .page(),
        Route::post("/kiosk/{centre}/{kiosk}/ticket", ticket::submit).does("A citizen takes a ticket.").page(),
        Route::get("/kiosk/{centre}/{kiosk}/ticket/{key}", ticket::show)
            .does("A ticket that was just taken; after two minutes the kiosk's first page.")
            .page(),
        Route::post("/kiosk/{centre}/{kiosk}/ticket/{key}/undo", ticket::undo)
            .does("The citizen gives a ticket back that was just taken.")
            .page(),
        Route::get("/kiosk/{centre}/{kiosk}/referral", referral::show)
            .does("Where a citizen is helped instead.")
            .page(),
        Route::post("/kiosk/{centre}/{kiosk}/referral", referral::submit_form)
            .does("A citizen's answers lead to help elsewhere: no ticket, counted.")
            .page(),
        Route::post("/kiosk/{centre}/{kiosk}/help", help::call).does("A citizen asks for somebody.").page(),
        Route::post("/kiosk/{centre}/{kiosk}/help/end", help::end).does("Switches that call off.").page(),
        Route::post("/kiosk/{centre}/{kiosk}/speech", speech::say).does("A page's text, read aloud.").page(),
        Route::get("/way/{centre}/{kiosk}/{area}", way_page::show)
            .does("The way from a kiosk to where one waits, for a phone. It is about nobody.")
            .page(),
    ];
    routes.extend(check_in::routes());
    routes
}
