//! Giving a visit up: asked once, done, and taken back within the rule's minute.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use domain::day::State as Stands;

use super::holder::Ticket;
use super::page::{self, Sheet};
use crate::form::{Form, new_command_id};
use crate::order::Nothing;
use crate::problem::Problem;
use crate::state::AppState;

/// What is asked.
pub(super) struct Cancelling {
    pub(super) command_id: String,
}

pub(super) async fn show(ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    let asked = app.engine.with_day(&ticket.stream, |day, _| {
        let state = day.visit(ticket.visit).map(|visit| &visit.state);
        state.is_some_and(|state| !matches!(state, Stands::Serving { .. } | Stands::Ended { .. }))
    });
    if !asked.await.map_err(|error| Problem::from_engine(&error, None))? {
        return Ok(page::done(&ticket));
    }
    let cancelling = Cancelling { command_id: new_command_id()? };
    page::asking(&app, &ticket, StatusCode::OK, Sheet::Cancel(cancelling)).await
}

pub(super) async fn submit(
    ticket: Ticket,
    State(app): State<AppState>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let action = Action::Cancel { visit: ticket.visit };
    match ticket.perform(&app, form.into_order(), action).await {
        Ok(_) => Ok(page::done(&ticket)),
        Err(problem) => page::refused(&app, &ticket, &problem).await,
    }
}
