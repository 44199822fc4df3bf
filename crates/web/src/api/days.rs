//! `/api/v1/centres/{centre}/days/{date}`: what happened on a day; and the day's early end.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{json, perform};
use super::path::At;
use super::query::{NoPairs, Pairs};
use super::shapes::{AccountShape, EventShape, EventsPage};
use crate::authority::Manager;
use crate::openapi::forms;
use crate::order::{Asked, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The most events on a page.
pub(crate) const EVENTS_PER_PAGE_MAX: u32 = 1_000;

/// The events on a page where no limit is named.
pub(crate) const EVENTS_PER_PAGE: u32 = 200;

/// The last place in a day that can be asked for.
pub(crate) const VERSION_MAX: u32 = u32::MAX;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/centres/{centre}/days/{date}/events", events)
            .does("What happened on the day, in order, page by page.")
            .asks::<forms::After>("after", "The place after which to go on: `next_after` of the page before.")
            .asks::<forms::PageLimit>("limit", "How many at most; 200 unless said else.")
            .gives::<EventsPage>(200, "A page of events."),
        Route::get("/api/v1/centres/{centre}/days/{date}/account", account)
            .does("The day's figures: waits per queue, within target, per desk, outcomes.")
            .gives::<AccountShape>(200, "The account, of the day so far where it is not over."),
        Route::post("/api/v1/centres/{centre}/day/close", close)
            .does("Ends the day before midnight, and every open visit with it: to be confirmed, and refused while nobody has taken a call for help or an alarm.")
            .may_take::<CloseWish>()
            .gives_nothing(204, "The day is closed."),
    ]
}

/// Whether the day's end was confirmed.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseWish {
    /// Whether somebody was told how many visits it ends.
    #[serde(default)]
    confirmed: bool,
}

impl Asked for CloseWish {
    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

async fn events(
    who: Manager,
    State(app): State<AppState>,
    At(date): At<Date>,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let after = query.take_number("after", 0..=VERSION_MAX, 0)?;
    let limit = query.take_number("limit", 1..=EVENTS_PER_PAGE_MAX, EVENTS_PER_PAGE)?;
    query.done()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let recorded = app.engine.events(&who.0.centre, date, u64::from(after), limit + 1).await;
    let mut recorded = recorded.map_err(|error| Problem::from_engine(&error, None))?;
    // One more than was asked for shows whether there is another page.
    let more = recorded.len() > limit;
    recorded.truncate(limit);
    let next_after = recorded.last().filter(|_| more).map(|last| last.version);
    let page = EventsPage { events: recorded.iter().map(EventShape::from).collect(), next_after };
    Ok(json(StatusCode::OK, &page))
}

async fn account(
    who: Manager,
    State(app): State<AppState>,
    At(date): At<Date>,
    _: NoPairs,
) -> Result<Response, Problem> {
    let account = app.engine.account(&who.0.centre, Some(date)).await;
    let account = account.map_err(|error| Problem::from_engine(&error, None))?;
    Ok(json(StatusCode::OK, &AccountShape::from(&account)))
}

async fn close(who: Manager, State(app): State<AppState>, order: Order<CloseWish>) -> Result<Response, Problem> {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::CloseDay { confirmed: wish.confirmed }).await
}
