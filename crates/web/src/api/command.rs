//! From an order to the engine, and from the engine's reply to an answer.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::answer::Answer;
use domain::command::{Action, Command};
use engine::{Reply, Request};
use jiff::civil::Date;
use serde::Serialize;
use store::{PersonChange, PersonLimit};

use super::shapes::{HeldShape, ReferralAnswer, View, VisitShape};
use crate::authority::Caller;
use crate::order::Order;
use crate::problem::Problem;
use crate::state::AppState;

/// The header of an answer that was given before.
pub(super) const REPLAYED_HEADER: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Sends a command, and answers with what it brought about.
pub(super) async fn perform<T>(
    app: &AppState,
    caller: Caller,
    order: Order<T>,
    action: Action,
) -> Result<Response, Problem> {
    let view = view(&caller);
    let reply = submit(app, caller, order, action, Vec::new()).await?;
    Ok(marked(&reply, respond(&reply.answer, view)))
}

/// Sends a command with what changes in the people vault.
pub(crate) async fn submit<T>(
    app: &AppState,
    caller: Caller,
    order: Order<T>,
    action: Action,
    people: Vec<PersonChange>,
) -> Result<Reply, Problem> {
    submit_on(app, caller, order, action, None, Personal { people, limits: Vec::new() }).await
}

/// What a command brings of a person, and what she may have.
#[derive(Debug, Default)]
pub(crate) struct Personal {
    pub(crate) people: Vec<PersonChange>,
    pub(crate) limits: Vec<PersonLimit>,
}

/// Sends a command for a date; for the civil date of its receipt where none is named.
pub(crate) async fn submit_on<T>(
    app: &AppState,
    caller: Caller,
    order: Order<T>,
    action: Action,
    date: Option<Date>,
    personal: Personal,
) -> Result<Reply, Problem> {
    let Caller { centre, setup, actor, sender, .. } = caller;
    let request = Request {
        sender,
        command_id: order.command_id,
        body_hash: order.fingerprint,
        centre,
        date,
        command: Command { by: actor, action },
        people: personal.people,
        limits: personal.limits,
    };
    app.engine.submit(request).await.map_err(|error| Problem::from_engine(&error, Some(setup)))
}

/// What a caller may see.
pub(super) fn view(caller: &Caller) -> View {
    if caller.is_staff() { View::Staff } else { View::Public }
}

/// Marks an answer that was given before.
pub(super) fn marked(reply: &Reply, mut response: Response) -> Response {
    if reply.repeated {
        response.headers_mut().insert(REPLAYED_HEADER, HeaderValue::from_static("true"));
    }
    response
}

/// JSON with a status.
pub(crate) fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    let Ok(bytes) = serde_json::to_vec(value) else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault").into_response();
    };
    json_bytes(status, bytes)
}

/// JSON that is written already.
pub(super) fn json_bytes(status: StatusCode, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn respond(answer: &Answer, view: View) -> Response {
    match answer {
        Answer::Done | Answer::NoOneWaits => StatusCode::NO_CONTENT.into_response(),
        Answer::Visit(card) => json(StatusCode::OK, &VisitShape::of(card, view)),
        Answer::Held { visit, starts_at, until } => {
            json(StatusCode::OK, &HeldShape { id: *visit, starts_at: *starts_at, until: *until })
        }
        Answer::Referred { referral } => json(StatusCode::OK, &ReferralAnswer { referral: referral.clone() }),
    }
}
