//! What exists only in the demo: moving the hall's clock on. In a real installation these addresses lead nowhere.
//!
//! Nothing here may be reachable where [`crate::state::Context::demo`] is not set.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::authority::Anyone;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The longest that the clock is moved on at once, in minutes.
const MINUTES_MAX: u16 = 24 * 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/demo/clock", move_clock).does("Moves the demo's clock on.").page()]
}

/// How far the clock is moved.
#[derive(Debug, Serialize, Deserialize)]
struct Forward {
    minutes: u16,
}

async fn move_clock(_: Anyone, State(app): State<AppState>, form: Form<Forward>) -> Result<Response, Problem> {
    if !app.demo {
        return Err(Problem::not_found());
    }
    let to = app.engine.now().plus_minutes(i64::from(form.body.minutes.min(MINUTES_MAX)));
    if !app.engine.clock().move_on_to(to) {
        return Err(Problem::not_found());
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
