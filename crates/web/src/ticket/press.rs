//! What the ticket itself offers with one press: "I am here", and taking back that one gave up.

use axum::extract::State;
use axum::response::Response;
use domain::command::Action;

use super::holder::Ticket;
use super::page;
use crate::form::Form;
use crate::order::Nothing;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) async fn here(
    ticket: Ticket,
    State(app): State<AppState>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let action = Action::Here { visit: ticket.visit };
    perform(&app, &ticket, form, action).await
}

pub(super) async fn undo(
    ticket: Ticket,
    State(app): State<AppState>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let action = Action::Undo { visit: ticket.visit };
    perform(&app, &ticket, form, action).await
}

async fn perform(app: &AppState, ticket: &Ticket, form: Form<Nothing>, action: Action) -> Result<Response, Problem> {
    match ticket.perform(app, form.into_order(), action).await {
        Ok(_) => Ok(page::done(ticket)),
        Err(problem) => page::refused(app, ticket, &problem).await,
    }
}
