//! A citizen checks in. A try that finds nobody is counted, and past so many within a minute this kiosk looks for nobody until
//! the minute is over.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use domain::ids::VisitId;
use domain::setup::CheckInBy;

use super::find::{Found, find};
use super::page::{self, Again, Said};
use super::told::{self, Told};
use super::typed::{Sought, Typed, UNREADABLE, means};
use crate::access::guesses::{Allowed, Key};
use crate::api::command::submit as send;
use crate::authority::{AtTheDoor, Caller};
use crate::form::Form;
use crate::kiosk::stand::{Stand, see_other};
use crate::order::{Nothing, Order};
use crate::problem::Problem;
use crate::state::AppState;

/// Over what time tries are counted, in seconds.
const COUNTED_SECONDS: u32 = 60;

/// How much of a page's identifier stands before a visit in that of its command.
const PAGE_ID_CHARS: usize = 24;

/// What stands for a check-in in the place of what was typed.
const ONE_VISIT: [u8; 32] = *b"one page of a kiosk, one visit. ";

pub(super) async fn submit(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let caller = stand.caller(door)?;
    stand.wear(&app, &form.body.lang, &form.body.adapted)?;
    let answer = check_in(&app, &stand, caller, form.into_order()).await;
    Ok(stand.answer(&app, answer))
}

async fn check_in(app: &AppState, stand: &Stand, caller: Caller, order: Order<Typed>) -> Result<Response, Problem> {
    let (order, typed) = order.split();
    let offered = stand.kiosk().map(|kiosk| kiosk.check_in.as_slice()).unwrap_or_default();
    let Some(by) = means(&typed.by).filter(|by| offered.contains(by)) else {
        let said = if typed.by == UNREADABLE { Said::Unreadable } else { Said::NotOffered };
        return Ok(see_other(&said.address(stand, None)));
    };
    let today = app.engine.now().date(&caller.setup.time_zone);
    let sought = match typed.read(by, today) {
        Ok(sought) => sought,
        Err(mistake) => return again(app, stand, by, typed, Again::Mistake(mistake)).await,
    };
    match look(app, stand, &caller, &sought).await? {
        Looked::Wait(seconds) => again(app, stand, by, typed, Again::Said(Said::Pause(seconds))).await,
        Looked::Found(Found::Nothing) => again(app, stand, by, typed, Again::Said(Said::Nothing)).await,
        Looked::Found(Found::Several) => again(app, stand, by, typed, Again::Said(Said::Several)).await,
        Looked::Found(found) => arrive(app, stand, caller, order, found).await,
    }
}

/// The page once more. What the reader read leaves nothing to be shown again, so that it goes to a page of its own.
async fn again(app: &AppState, stand: &Stand, by: CheckInBy, typed: Typed, again: Again) -> Result<Response, Problem> {
    if matches!(by, CheckInBy::Qr | CheckInBy::Card) {
        return Ok(see_other(&again.said().address(stand, Some(by))));
    }
    page::again(app, stand, by, typed.shown_again(), again).await
}

/// What came of looking.
enum Looked {
    Found(Found),
    /// There were too many tries; again after so many seconds.
    Wait(u32),
}

async fn look(app: &AppState, stand: &Stand, caller: &Caller, sought: &Sought) -> Result<Looked, Problem> {
    let key = Key::CheckIns(stand.base());
    let allowed = Allowed { tries: app.limits.check_in_wrong_per_minute.max(1), seconds: COUNTED_SECONDS };
    if let Err(seconds) = app.guesses.count(key.clone(), allowed, app.engine.now()) {
        return Ok(Looked::Wait(seconds));
    }
    let found = find(app, caller, sought).await;
    if !matches!(found, Ok(Found::Nothing)) {
        app.guesses.was_right(&key);
    }
    found.map(Looked::Found)
}

/// Does what follows, and leads to where it is told.
async fn arrive(
    app: &AppState,
    stand: &Stand,
    caller: Caller,
    order: Order<Nothing>,
    found: Found,
) -> Result<Response, Problem> {
    let told = match found {
        Found::CheckIn { visit, later } => {
            perform(app, caller, order, visit, Action::CheckIn { visit }).await?;
            Told::Here { visit, later }
        }
        Found::SayHere { visit, later } => {
            perform(app, caller, order, visit, Action::Here { visit }).await?;
            Told::Here { visit, later }
        }
        Found::Tell(told) => told,
        Found::Nothing | Found::Several => return Ok(see_other(&stand.home())),
    };
    let key = told::key(app, &stand.base(), &told);
    Ok(see_other(&stand.below(&format!("check-in/{key}"), &[])))
}

/// Sends the command. Who did the same a moment before, in whatever way, has done what was to be done.
async fn perform(
    app: &AppState,
    caller: Caller,
    order: Order<Nothing>,
    visit: VisitId,
    action: Action,
) -> Result<(), Problem> {
    // What was typed may be set right on one page, and be somebody else's then: each visit is a command of its own. Nothing of
    // what was typed is in the hash that is remembered with it.
    let page: String = order.command_id.chars().take(PAGE_ID_CHARS).collect();
    let order = Order { command_id: format!("{page}.{visit}"), fingerprint: ONE_VISIT, body: Nothing {} };
    match send(app, caller, order, action, Vec::new()).await {
        Err(problem) if problem.status() == StatusCode::CONFLICT && is_here(problem.code()) => Ok(()),
        done => done.map(|_| ()),
    }
}

fn is_here(code: &str) -> bool {
    matches!(code, "visit_waiting" | "visit_called" | "visit_serving")
}

impl Again {
    /// What is said of it on a page of its own.
    fn said(self) -> Said {
        match self {
            Self::Said(said) => said,
            Self::Mistake(mistake) if mistake.message == "check-in-mistake-card" => Said::CardUnreadable,
            Self::Mistake(_) => Said::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed::word;
    use super::*;

    #[test]
    fn each_means_has_a_word_of_its_own_and_none_is_that_of_what_cannot_be_read() {
        for (known, by) in CheckInBy::WORDS {
            assert_eq!((means(known), word(by)), (Some(by), known));
        }
        assert_eq!((means(UNREADABLE), means("")), (None, None));
    }
}
