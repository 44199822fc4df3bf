//! What a manager does: each press is one command, by a plain form that a script may send.
//!
//! With a script the answer is the notice alone, and the hall follows by its live part; without one it is the page again.
//! What is refused is said there in words, and nothing has changed.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::{Action, Command};
use domain::hall::Hall;
use domain::ids::{DeskId, KioskId, Language, QueueId, VisitId};
use domain::refusal::Refusal;
use engine::Request;
use serde::{Deserialize, Serialize};

use super::notice::{Done, Notice, order};
use super::queues::order_of;
use super::{board, fault, language_of, now, words};
use crate::api::query::Pairs;
use crate::authority::{Caller, Manager};
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// What htmx says of its requests.
const BY_SCRIPT: &str = "hx-request";

/// How many letters of its hash a key has.
const KEY_LETTERS: usize = 32;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/manage/{centre}/board", serve).does("A desk serves a queue from now on, or no more.").page(),
        Route::post("/manage/{centre}/queue", set_queue).does("Opens, closes or pauses a queue.").page(),
        Route::post("/manage/{centre}/desk", desk)
            .does("For a desk that was left: finishes or gives back its visit, ends the pause, signs off.")
            .page(),
        Route::post("/manage/{centre}/finish", finish).does("Finishes a service that was forgotten.").page(),
        Route::post("/manage/{centre}/call", go_there).does("Goes where help is called for.").page(),
        Route::post("/manage/{centre}/close-day", close_day).does("Ends the day, once it is confirmed.").page(),
    ]
}

/// Makes the keys of a page's forms: the same for the same press on the same state, so that a double press counts once
/// and everybody who watches can be sent the same bytes.
pub(super) struct Keys(String);

impl Keys {
    /// For the state that a page shows.
    pub(super) fn of_hall(hall: &Hall) -> Self {
        Self(format!("{} {} {}", hall.centre, hall.date, hall.version))
    }

    /// The key of a press.
    pub(super) fn of(&self, press: &[&str]) -> String {
        let hash = blake3::hash(format!("{} {}", self.0, press.join(" ")).as_bytes());
        hash.to_hex().chars().take(KEY_LETTERS).collect()
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoardForm {
    desk: String,
    queue: String,
    serve: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QueueForm {
    queue: String,
    to: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskForm {
    desk: String,
    act: String,
    visit: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FinishForm {
    visit: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallForm {
    desk: Option<String>,
    kiosk: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CloseForm {
    confirmed: String,
}

/// Who presses, and how the answer is to be given.
struct Press {
    app: AppState,
    caller: Caller,
    language: Language,
    by_script: bool,
}

impl Press {
    fn new(app: AppState, caller: Caller, mut query: Pairs, headers: &HeaderMap) -> Result<Self, Problem> {
        let language = language_of(&app, query.take("lang")?.as_deref());
        query.done()?;
        Ok(Self { app, caller, language, by_script: headers.contains_key(BY_SCRIPT) })
    }

    /// Sends the command and says what was done, or why not.
    async fn answer<T>(self, form: Form<T>, wanted: Result<(Action, Done), Problem>) -> Result<Response, Problem> {
        let sent = match wanted {
            Ok((action, done)) => self.submit(form, action).await.map(|()| done),
            Err(problem) => Err(problem),
        };
        match sent {
            Ok(done) => self.done(&done),
            Err(problem) => self.refused(&problem).await,
        }
    }

    async fn submit<T>(&self, form: Form<T>, action: Action) -> Result<(), Problem> {
        let Caller { centre, setup, actor, sender, .. } = self.caller.clone();
        let request = Request {
            sender,
            command_id: form.command_id,
            body_hash: form.fingerprint,
            centre,
            date: None,
            command: Command { by: actor, action },
            people: Vec::new(),
            limits: Vec::new(),
        };
        let reply = self.app.engine.submit(request).await;
        reply.map(|_| ()).map_err(|error| Problem::from_engine(&error, Some(setup)))
    }

    fn done(&self, done: &Done) -> Result<Response, Problem> {
        let words = words(&self.app.texts, &self.language, &self.caller.setup);
        if self.by_script {
            return now::notice_alone(&self.app, &self.caller, &self.language, done.notice(&words)?);
        }
        let to = format!("/manage/{}?lang={}&{}", self.caller.centre, self.language, done.in_address());
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(&to).map_err(|_| crate::order::fault())?;
        response.headers_mut().insert(header::LOCATION, to);
        Ok(response)
    }

    async fn refused(&self, problem: &Problem) -> Result<Response, Problem> {
        let notice = Notice::of_problem(&problem.document(&self.app.texts, &self.language, String::new()));
        let mut response = if self.by_script {
            now::notice_alone(&self.app, &self.caller, &self.language, notice)?
        } else {
            now::page(&self.app, &self.caller, &self.language, Some(notice)).await?
        };
        *response.status_mut() = problem.status();
        Ok(response)
    }

    fn refusal(&self, refusal: &Refusal) -> Problem {
        Problem::refused(refusal, Some(std::sync::Arc::clone(&self.caller.setup)))
    }

    fn desk(&self, name: &str) -> Result<DeskId, Problem> {
        let desk = DeskId::new(name).map_err(|_| Problem::not_found())?;
        let known = self.caller.setup.desks.contains_key(&desk);
        if known { Ok(desk) } else { Err(self.refusal(&Refusal::UnknownDesk { desk })) }
    }

    fn queue(&self, name: &str) -> Result<QueueId, Problem> {
        let queue = QueueId::new(name).map_err(|_| Problem::not_found())?;
        let known = self.caller.setup.queues.contains_key(&queue);
        if known { Ok(queue) } else { Err(self.refusal(&Refusal::UnknownQueue { queue })) }
    }

    /// The queues of a desk with one more, or one less.
    async fn board(&self, form: &BoardForm) -> Result<(Action, Done), Problem> {
        let (desk, queue) = (self.desk(&form.desk)?, self.queue(&form.queue)?);
        let on = on_or_off(&form.serve)?;
        let scene = self.app.engine.scene(&self.caller.centre).await.map_err(|error| fault(&error))?;
        let now = scene.day.read().desk(&desk).map(|d| d.queues.clone()).unwrap_or_default();
        let mut queues: Vec<QueueId> = now.into_iter().filter(|q| *q != queue).collect();
        if on {
            queues.push(queue.clone());
        }
        Ok((Action::ChooseQueues { desk: desk.clone(), queues }, Done::Board { desk, queue, on }))
    }

    async fn set_queue(&self, form: &QueueForm) -> Result<(Action, Done), Problem> {
        let queue = self.queue(&form.queue)?;
        let to = order(Some(&form.to)).ok_or_else(|| wrong("to"))?;
        let scene = self.app.engine.scene(&self.caller.centre).await.map_err(|error| fault(&error))?;
        let was = order_of(&scene.day.read(), &queue);
        Ok((Action::SetQueue { queue: queue.clone(), to }, Done::Queue { queue, to, was }))
    }

    async fn desk_act(&self, form: &DeskForm) -> Result<(Action, Done), Problem> {
        let desk = self.desk(&form.desk)?;
        match form.act.as_str() {
            "sign_off" => Ok((Action::SignOff { desk: desk.clone() }, Done::SignedOff { desk })),
            "end_pause" => Ok((Action::EndPause { desk: desk.clone() }, Done::PauseEnded { desk })),
            "finish" => {
                let scene = self.app.engine.scene(&self.caller.centre).await.map_err(|error| fault(&error))?;
                let visit = board::served_at(&scene.day.read(), &desk);
                let visit = visit.ok_or_else(|| self.refusal(&Refusal::UnknownVisit))?;
                Ok((Action::Finish { visit }, Done::Finished))
            }
            "return" => {
                let visit = self.called_to(&desk, form).await?;
                Ok((Action::Return { visit }, Done::Returned { desk, visit }))
            }
            "take_back" => Ok((Action::Undo { visit: self.visit(form)? }, Done::TakenBack { desk })),
            _ => Err(wrong("act")),
        }
    }

    fn visit(&self, form: &DeskForm) -> Result<VisitId, Problem> {
        let visit = form.visit.as_deref().and_then(|visit| visit.parse().ok());
        visit.ok_or_else(|| self.refusal(&Refusal::UnknownVisit))
    }

    /// The visit that was on its way when the page was drawn: it may have come since, and is not sent off from its desk.
    async fn called_to(&self, desk: &DeskId, form: &DeskForm) -> Result<VisitId, Problem> {
        let id = self.visit(form)?;
        let scene = self.app.engine.scene(&self.caller.centre).await.map_err(|error| fault(&error))?;
        let day = scene.day.read();
        let visit = day.visit(id).ok_or_else(|| self.refusal(&Refusal::UnknownVisit))?;
        board::why_not_back(visit, desk).map_or(Ok(id), |refusal| Err(self.refusal(&refusal)))
    }

    /// The manager goes herself: a program that stands for nobody cannot.
    fn call(&self, form: &CallForm) -> Result<(Action, Done), Problem> {
        let employee = self.caller.employee(None)?;
        let action = match (&form.desk, &form.kiosk) {
            (Some(desk), None) => Action::TakeAlarm { desk: self.desk(desk)?, employee },
            (None, Some(kiosk)) => {
                let kiosk = KioskId::new(kiosk).map_err(|_| Problem::not_found())?;
                Action::TakeHelp { kiosk, employee }
            }
            _ => return Err(wrong("desk")),
        };
        Ok((action, Done::Gone))
    }
}

async fn serve(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<BoardForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let wanted = press.board(&form.body).await;
    press.answer(form, wanted).await
}

async fn set_queue(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<QueueForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let wanted = press.set_queue(&form.body).await;
    press.answer(form, wanted).await
}

async fn desk(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<DeskForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let wanted = press.desk_act(&form.body).await;
    press.answer(form, wanted).await
}

async fn finish(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<FinishForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let visit: Result<VisitId, Problem> = form.body.visit.parse().map_err(|_| press.refusal(&Refusal::UnknownVisit));
    let wanted = visit.map(|visit| (Action::Finish { visit }, Done::Finished));
    press.answer(form, wanted).await
}

async fn go_there(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<CallForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let wanted = press.call(&form.body);
    press.answer(form, wanted).await
}

/// The page that asks for it has said how many visits it ends.
async fn close_day(
    who: Manager,
    State(app): State<AppState>,
    query: Pairs,
    headers: HeaderMap,
    form: Form<CloseForm>,
) -> Result<Response, Problem> {
    let press = Press::new(app, who.0, query, &headers)?;
    let confirmed = form.body.confirmed == "yes";
    press.answer(form, Ok((Action::CloseDay { confirmed }, Done::DayClosed))).await
}

fn on_or_off(serve: &str) -> Result<bool, Problem> {
    match serve {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(wrong("serve")),
    }
}

/// A field with a choice that is none.
fn wrong(field: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid")
        .detail("field", field)
        .shows("why", "why-unknown-choice")
}
