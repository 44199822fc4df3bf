//! The page of a ticket: what changes, and over it, where something is asked, a sheet.
//!
//! A sheet is a page of its own with the ticket behind it, so that it works without a script; the ticket behind it stays
//! live, so that whoever is called while she reads is shown that.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use engine::Topic;

use super::appointment;
use super::cancel::Cancelling;
use super::holder::{Ticket, offered};
use super::late::Delaying;
use super::now::{NEAR, Now, VIEW};
use super::say::Say;
use crate::limits::StreamPlace;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::state::AppState;

/// Seconds after which the page without a script is loaded again.
const REFRESH_SECONDS: u16 = 15;

/// Tells machines that search the web to leave a page out.
const ROBOTS_HEADER: HeaderName = HeaderName::from_static("x-robots-tag");

#[derive(Template)]
#[template(path = "ticket/page.html")]
struct TicketPage<'a> {
    around: Around<'a>,
    now: Now<'a>,
    sheet: Option<Sheet>,
    /// Why what was asked for is not done.
    refused: Option<String>,
    refresh_seconds: u16,
    near: u32,
    /// What is notified when it is soon her turn, and when it is.
    soon: String,
    turn: String,
}

/// What is asked over the ticket.
pub(super) enum Sheet {
    /// How late?
    Late(Delaying),
    /// Give it up?
    Cancel(Cancelling),
}

pub(super) async fn show(ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    page(&app, &ticket, StatusCode::OK, None, None).await
}

pub(super) async fn events(
    ticket: Ticket,
    State(app): State<AppState>,
    free: StreamPlace,
) -> Result<Response, Problem> {
    // The visit and never the key: topics are counted and named in measures.
    let subject = Some(ticket.visit.to_string());
    let topic = Topic { view: VIEW.name, centre: ticket.caller.centre, language: ticket.language, subject };
    crate::live::stream(&app, &topic, free)
}

/// The ticket with a question over it.
pub(super) async fn asking(
    app: &AppState,
    ticket: &Ticket,
    status: StatusCode,
    sheet: Sheet,
) -> Result<Response, Problem> {
    page(app, ticket, status, Some(sheet), None).await
}

/// Back to the ticket once something is done.
pub(super) fn done(ticket: &Ticket) -> Response {
    Redirect::to(&ticket.visitor.address(&ticket.address(), &[])).into_response()
}

/// The ticket as it is, with what was refused in her words.
pub(super) async fn refused(app: &AppState, ticket: &Ticket, problem: &Problem) -> Result<Response, Problem> {
    let is_booked = appointment::booked(app, ticket).await?.is_some();
    let refusal = if is_booked { appointment::refusal } else { refusal };
    let message = app.texts.get(&ticket.language, refusal(problem.code()));
    page(app, ticket, problem.status(), None, Some(message)).await
}

/// What a refusal means to a citizen: few of them can still be reached from what her page offered, and all of those come
/// from something that changed meanwhile.
pub(super) fn refusal(code: &str) -> &'static str {
    match code {
        "delay_not_later" => "ticket-refused-not-later",
        "delay_too_long" => "ticket-refused-too-long",
        "nothing_to_undo" | "undo_too_late" | "undo_changed" => "ticket-refused-undo",
        "busy" | "storage_failed" | "storage_damaged" | "shutting_down" | "fault" => "ticket-refused-later",
        _ => "ticket-refused-changed",
    }
}

async fn page(
    app: &AppState,
    ticket: &Ticket,
    status: StatusCode,
    sheet: Option<Sheet>,
    refused: Option<String>,
) -> Result<Response, Problem> {
    if let Some(visit) = appointment::booked(app, ticket).await? {
        return match sheet {
            Some(Sheet::Cancel(cancelling)) => appointment::ask(app, ticket, &visit, &cancelling),
            Some(Sheet::Late(_)) | None => appointment::page(app, ticket, &visit, status, refused).await,
        };
    }
    let scene = app.engine.scene(&ticket.caller.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let languages = offered(&app.texts, &scene.setup);
    let say = Say { texts: &app.texts, language: &ticket.language, setup: &scene.setup };
    let now = Now::of(say, ticket.address(), ticket.visit, &scene);
    let around = Around::on(app, "ticket", &languages, ticket.language.clone(), now.title.clone(), &ticket.address())
        .of(&scene.setup);
    let soon = format!("{}: {}", now.number, say.one("ticket-soon", "count", NEAR));
    let turn = format!("{}: {}", now.number, say.t("ticket-turn"));
    let refresh_seconds = REFRESH_SECONDS;
    let page = TicketPage { around, now, sheet, refused, refresh_seconds, near: NEAR, soon, turn };
    html(&page).map(|response| not_to_be_found(status, response))
}

/// A page with its status that no machine should list.
pub(crate) fn not_to_be_found(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    response.headers_mut().insert(ROBOTS_HEADER, HeaderValue::from_static("noindex, nofollow"));
    response
}
