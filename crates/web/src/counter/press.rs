//! A press on the counter's page: from the form to the engine, and back to the page.
//!
//! A press acts for the desk that the page showed. Where she does not sit there any more, because a colleague took the desk
//! over or the day is another, nothing is done: a page that stood still must never end a colleague's service.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::{Action, Command};
use domain::hall::Hall;
use domain::ids::{CentreId, DeskId, EmployeeId};
use engine::Request;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, Links};
use super::page;
use crate::authority::{Caller, Employee};
use crate::form::Form;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) type Answer = Result<Response, Problem>;

/// Where on the page something was pressed: a refusal is said there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    /// At the top: desk, pause, queues, alarm.
    Top,
    /// At the big button.
    Next,
    /// At the citizen.
    Citizen,
    /// At what was set aside.
    Aside,
    /// At the booked times.
    Booked,
    /// At what popped up.
    PopUp,
}

impl Area {
    /// Its name in the page.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Next => "next",
            Self::Citizen => "citizen",
            Self::Aside => "aside",
            Self::Booked => "booked",
            Self::PopUp => "pop-up",
        }
    }
}

/// What was refused, to be said in its place.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) area: Area,
    pub(super) text: String,
}

/// A form that says nothing but at which desk it was pressed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtDesk {
    pub(super) desk: DeskId,
}

/// Who pressed, and how.
pub(super) struct Presser {
    pub(super) app: AppState,
    pub(super) who: Caller,
    pub(super) asked: Asked,
}

impl Presser {
    pub(super) fn new(app: AppState, who: Employee, asked: Asked) -> Self {
        Self { app, who: who.0, asked }
    }

    /// Sends a command at the desk that the page showed.
    pub(super) async fn at<T>(self, desk: &DeskId, area: Area, form: Form<T>, action: Action) -> Answer {
        let outcome = match self.sits_at(desk).await {
            Ok(()) => self.submit(form, action).await,
            Err(problem) => Err(problem),
        };
        self.answer(area, outcome).await
    }

    /// Sends a command that is of no desk.
    pub(super) async fn anywhere<T>(self, area: Area, form: Form<T>, action: Action) -> Answer {
        let outcome = self.submit(form, action).await;
        self.answer(area, outcome).await
    }

    /// Who she is in the hall.
    pub(super) fn employee(&self) -> Result<EmployeeId, Problem> {
        self.who.employee(None)
    }

    async fn sits_at(&self, desk: &DeskId) -> Result<(), Problem> {
        let employee = self.employee()?;
        let engine = &self.app.engine;
        let of_engine = |error| Problem::from_engine(&error, None);
        let stream = engine.stream_of(&self.who.centre, None).map_err(of_engine)?;
        let sits = engine.with_day(&stream, |day, _| day.desk_of(&employee) == Some(desk)).await.map_err(of_engine)?;
        if sits { Ok(()) } else { Err(Problem::new(StatusCode::CONFLICT, "not_at_desk")) }
    }

    pub(super) async fn submit<T>(&self, form: Form<T>, action: Action) -> Result<(), Problem> {
        let order = form.into_order();
        let request = Request {
            sender: self.who.sender.clone(),
            command_id: order.command_id,
            body_hash: order.fingerprint,
            centre: self.who.centre.clone(),
            date: None,
            command: Command { by: self.who.actor.clone(), action },
            people: Vec::new(),
            limits: Vec::new(),
        };
        let sent = self.app.engine.submit(request).await;
        sent.map(drop).map_err(|error| Problem::from_engine(&error, Some(self.who.setup.clone())))
    }

    /// Back to the page; where it was refused, the page with the reason in its place. A script is told by a document.
    pub(super) async fn answer(self, area: Area, outcome: Result<(), Problem>) -> Answer {
        let Err(problem) = outcome else {
            return Ok(see(&Links::new(&self.who.centre, &self.asked.language).page()));
        };
        if self.asked.by_script {
            return Err(problem);
        }
        let text = problem.document(&self.app.texts, &self.asked.language, String::new()).detail;
        let page = page::page(&self.app, &self.who, &self.asked.language, Some(Notice { area, text })).await?;
        Ok((problem.status(), page).into_response())
    }
}

/// Sends a browser to another address of ours.
fn see(address: &str) -> Response {
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// Names the commands of one state of one centre's day: the same press on the same state is the same command, in however
/// many windows, and once something has happened it is another.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    centre: CentreId,
    date: Date,
    version: u64,
}

impl Keys {
    pub(super) fn of(hall: &Hall) -> Self {
        Self { centre: hall.centre.clone(), date: hall.date, version: hall.version }
    }

    /// The command identifier of a press; `what` tells the presses of a page apart.
    pub(super) fn key(&self, what: &str) -> String {
        let Self { centre, date, version } = self;
        let hash = blake3::hash(format!("counter {centre} {date} {version} {what}").as_bytes());
        hash.to_hex().chars().take(32).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_has_one_key_in_one_state_and_another_in_the_next() {
        let keys =
            |version| Keys { centre: CentreId::new("borger").unwrap(), date: jiff::civil::date(2026, 11, 26), version };
        assert_eq!(keys(7).key("next"), keys(7).key("next"));
        assert_ne!(keys(7).key("next"), keys(8).key("next"));
        assert_ne!(keys(7).key("next"), keys(7).key("finish"));
        assert!(engine::identifiers::is_command_id(&keys(7).key("next")));
    }
}
