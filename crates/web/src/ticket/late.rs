//! "I am late": how late, with the new time of each answer before it is given. Her number is kept; others go before her.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Action;
use domain::delay::{DelayChoice, delay_choices};
use serde::{Deserialize, Serialize};

use super::holder::Ticket;
use super::page::{self, Sheet};
use super::say::Say;
use crate::form::{Form, new_command_id};
use crate::format;
use crate::problem::Problem;
use crate::state::AppState;

/// Which of the choices is chosen already, in minutes.
const USUAL_MINUTES: u16 = 10;

/// What is asked.
pub(super) struct Delaying {
    pub(super) command_id: String,
    pub(super) choices: Vec<Choice>,
    /// What was wrong with the answer before.
    pub(super) mistake: Option<String>,
}

/// One answer.
pub(super) struct Choice {
    /// What is sent: not to be called before.
    pub(super) until: String,
    pub(super) span: String,
    pub(super) new_time: String,
    pub(super) chosen: bool,
}

/// The answer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Late {
    until: Option<String>,
}

pub(super) async fn show(ticket: Ticket, State(app): State<AppState>) -> Result<Response, Problem> {
    ask(&app, &ticket, StatusCode::OK, None).await
}

pub(super) async fn submit(ticket: Ticket, State(app): State<AppState>, form: Form<Late>) -> Result<Response, Problem> {
    let until = form.body.until.as_deref().and_then(|text| text.parse().ok());
    let Some(until) = until else {
        return ask(&app, &ticket, StatusCode::UNPROCESSABLE_ENTITY, Some("ticket-late-missing")).await;
    };
    let action = Action::Delay { visit: ticket.visit, until };
    match ticket.perform(&app, form.into_order(), action).await {
        Ok(_) => Ok(page::done(&ticket)),
        // Another answer may still do.
        Err(problem) if matches!(problem.code(), "delay_not_later" | "delay_too_long") => {
            ask(&app, &ticket, problem.status(), Some(page::refusal(problem.code()))).await
        }
        Err(problem) => page::refused(&app, &ticket, &problem).await,
    }
}

/// Asks, where there is anything to ask: a visit that does not wait is shown as it is.
async fn ask(
    app: &AppState,
    ticket: &Ticket,
    status: StatusCode,
    mistake: Option<&'static str>,
) -> Result<Response, Problem> {
    let now = app.engine.now();
    let asked = app.engine.with_day(&ticket.stream, |day, setup| {
        let waits = day.visit(ticket.visit).is_some_and(|visit| visit.state == domain::day::State::Waiting);
        waits.then(|| delay_choices(day, setup, ticket.visit, now))
    });
    let Some(choices) = asked.await.map_err(|error| Problem::from_engine(&error, None))? else {
        return Ok(page::done(ticket));
    };
    let say = Say { texts: &app.texts, language: &ticket.language, setup: &ticket.caller.setup };
    let delaying = Delaying {
        command_id: new_command_id()?,
        choices: worded(&say, &choices),
        mistake: mistake.map(|message| say.t(message)),
    };
    page::asking(app, ticket, status, Sheet::Late(delaying)).await
}

fn worded(say: &Say<'_>, choices: &[DelayChoice]) -> Vec<Choice> {
    let usual = choices.iter().position(|choice| choice.minutes == USUAL_MINUTES).unwrap_or(0);
    let worded = |(at, choice): (usize, &DelayChoice)| Choice {
        until: choice.until.to_string(),
        span: format::span(u64::from(choice.minutes) * 60, say.texts, say.language),
        new_time: match choice.expected {
            Some(expected) => say.timed("ticket-late-new", expected),
            None => say.timed("ticket-late-not-before", choice.until),
        },
        chosen: at == usual,
    };
    choices.iter().enumerate().map(worded).collect()
}

#[cfg(test)]
mod tests {
    use domain::time::Instant;

    #[test]
    fn a_time_is_sent_as_exactly_as_it_was_offered() {
        let until: Instant = "2026-11-26T09:52:07.123Z".parse().expect("a time");
        assert_eq!(until.to_string().parse::<Instant>().expect("a time"), until);
    }
}
