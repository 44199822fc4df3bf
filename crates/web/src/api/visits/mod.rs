//! `/api/v1/centres/{centre}/visits`: taking a ticket, looking at a visit, and what can become of it.

mod actions;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::answer::Answer;
use domain::command::{Action, Given};
use domain::ids::{Language, ServiceId, VisitId};
use domain::refusal::Refusal;
use engine::identifiers;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::command::{json, marked, submit, view};
use super::path::At;
use super::phone;
use super::query::NoPairs;
use super::shapes::{Ticket, VisitShape};
use crate::authority::{AtTheDoor, Holding};
use crate::openapi::forms;
use crate::order::{Asked, ByName, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The most answers that a ticket or a referral carries.
pub(crate) const ANSWERS_MAX: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::post("/api/v1/centres/{centre}/visits", take)
            .does("A citizen takes a ticket.")
            .takes::<TicketWish>()
            .gives::<Ticket>(201, "The ticket. It is durable.")
            .with_location(),
        Route::get("/api/v1/centres/{centre}/visits/{visit}", show)
            .does("A visit of today as it stands now.")
            .gives::<VisitShape>(200, "The visit."),
    ];
    routes.extend(actions::routes());
    routes
}

/// A ticket that is wanted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TicketWish {
    /// What for, one to five, in order.
    #[schema(value_type = forms::ServiceList)]
    services: Vec<ServiceId>,
    /// The language that the citizen chose, one of the centre's; the main one where none is named.
    #[schema(value_type = Option<forms::LanguageCode>)]
    language: Option<Language>,
    /// Where to send a message before the call.
    #[schema(value_type = Option<forms::Phone>)]
    phone: Option<String>,
    /// Whether she agreed to be told by text message; without it nobody tells her anything.
    #[serde(default)]
    consent: bool,
    /// The answers to what the services ask, each question once.
    #[serde(default, deserialize_with = "read_answers")]
    #[schema(value_type = Vec<GivenAnswer>, max_items = 60)]
    answers: Vec<Given>,
}

/// Reads answers, each by its named fields.
pub(super) fn read_answers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Given>, D::Error> {
    let answers = Vec::<ByName<Given>>::deserialize(deserializer)?;
    Ok(answers.into_iter().map(|ByName(given)| given).collect())
}

impl Asked for TicketWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

/// An answer that was given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct GivenAnswer {
    /// To which question.
    #[schema(value_type = forms::Name)]
    question: domain::ids::QuestionId,
    /// Which answer.
    #[schema(value_type = forms::Name)]
    answer: domain::ids::AnswerId,
}

/// Refuses more answers than any tree of questions has.
pub(super) fn answers_fit(answers: &[Given]) -> Result<(), Problem> {
    let invalid = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid").detail("field", "answers");
    if answers.len() <= ANSWERS_MAX { Ok(()) } else { Err(invalid().shows("why", "why-wrong-form")) }
}

async fn take(door: AtTheDoor, State(app): State<AppState>, order: Order<TicketWish>) -> Result<Response, Problem> {
    let caller = door.caller();
    let (order, wish) = order.split();
    answers_fit(&wish.answers)?;
    let now = app.engine.now();
    let fault = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault");
    let visit = identifiers::new_visit_id(now).map_err(|_| fault())?;
    let people = match wish.phone {
        Some(typed) => {
            let date = now.date(&caller.setup.time_zone);
            vec![phone::keep(&app.vault, &typed, visit, &caller.centre, date, wish.consent)?]
        }
        None => Vec::new(),
    };
    let main = || caller.setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let language = wish.language.unwrap_or_else(main);
    let action = Action::TakeTicket { visit, services: wish.services, language, answers: wish.answers };
    let centre = caller.centre.clone();
    let reply = submit(&app, caller, order, action, people).await?;
    let Answer::Visit(card) = &reply.answer else { return Err(fault()) };
    let ticket = Ticket::of(card, app.links.token(card.id));
    let mut response = json(StatusCode::CREATED, &ticket);
    let location = HeaderValue::try_from(format!("/api/v1/centres/{centre}/visits/{}", card.id));
    response.headers_mut().insert(header::LOCATION, location.map_err(|_| fault())?);
    Ok(marked(&reply, response))
}

async fn show(
    holding: Holding,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    _: NoPairs,
) -> Result<Response, Problem> {
    let caller = holding.caller();
    let card = app.engine.card(&caller.centre, None, visit).await;
    match card.map_err(|error| Problem::from_engine(&error, None))? {
        Some(card) => Ok(json(StatusCode::OK, &VisitShape::of(&card, view(&caller)))),
        None => Err(Problem::refused(&Refusal::UnknownVisit, None)),
    }
}
