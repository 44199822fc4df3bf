//! `/api/v1/centres/{centre}/appointments`: booking a time, looking at it, moving and cancelling it.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::answer::Answer;
use domain::command::{Action, Actor, Given};
use domain::ids::{EmployeeId, Language, ServiceId, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::time::Instant;
use engine::identifiers;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::{Personal, json, marked, submit_on, view};
use super::path::{At, Booked};
use super::query::NoPairs;
use super::shapes::{AppointmentShape, ModeShape, View};
use super::visits::{GivenAnswer, answers_fit, read_answers};
use crate::authority::{Caller, Employee, Holding};
use crate::openapi::forms;
use crate::order::{Asked, Nothing, Order, fault};
use crate::person::{self, Person, Raw, Wrong};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/appointments", book)
            .does("Books a time.")
            .takes::<BookingWish>()
            .gives::<AppointmentShape>(201, "The time is booked. It is durable.")
            .with_location(),
        Route::get("/api/v1/centres/{centre}/appointments/{visit}", show)
            .does("A booked time as it stands now.")
            .gives::<AppointmentShape>(200, "The booked time."),
        Route::patch("/api/v1/centres/{centre}/appointments/{visit}", rebook)
            .does("Moves a booked time, on its day or to another.")
            .takes::<MoveWish>()
            .gives::<AppointmentShape>(200, "The booked time as it is now."),
        Route::delete("/api/v1/centres/{centre}/appointments/{visit}", cancel)
            .does("Cancels a booked time; it can be had by others at once.")
            .gives::<AppointmentShape>(200, "The booked time as it was."),
    ]
}

/// A time that is to be booked.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookingWish {
    /// What for, one to five, in order.
    #[schema(value_type = forms::ServiceList)]
    services: Vec<ServiceId>,
    /// How it is held.
    mode: ModeShape,
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    starts_at: Instant,
    /// With this employee alone.
    #[serde(default)]
    #[schema(value_type = Option<forms::Name>)]
    employee: Option<EmployeeId>,
    /// The time that was kept for it.
    #[serde(default)]
    #[schema(value_type = Option<forms::VisitName>)]
    hold: Option<VisitId>,
    /// The language that the citizen chose, one of the centre's; the main one where none is named.
    #[serde(default)]
    #[schema(value_type = Option<forms::LanguageCode>)]
    language: Option<Language>,
    /// The answers to what the services ask before a time is given, each question once.
    #[serde(default, deserialize_with = "read_answers")]
    #[schema(value_type = Vec<GivenAnswer>, max_items = 60)]
    answers: Vec<Given>,
    /// Whether an interpreter is needed.
    #[serde(default)]
    interpreter: bool,
    /// Who she is and how she is reached. It is kept sealed, apart from the hall, and forgotten when the day is over.
    #[serde(default)]
    person: Option<PersonWish>,
}

/// A citizen, as far as she is known; nothing of it is needed.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PersonWish)]
pub(crate) struct PersonWish {
    /// Her name, in any script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::PersonName>)]
    name: Option<String>,
    /// Where to ring, and to send messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Phone>)]
    phone: Option<String>,
    /// Where to send messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        max_length = 180,
        pattern = "^[A-Za-z0-9_%+-]{1,30}([.][A-Za-z0-9_%+-]{1,30})?@([A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?[.]){1,3}[A-Za-z]{2,12}$"
    )]
    email: Option<String>,
    /// By which she can check in: ten digits that begin with a date, whatever the last of them. It is never shown, sent or logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Cpr>)]
    cpr: Option<String>,
    /// When she was born, `1990-03-01`: with her initials she can check in by it. What is not given is taken from her CPR number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Birth>)]
    birth: Option<String>,
    /// What she wants to talk about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    topic: Option<String>,
    /// Whether she agreed to be told by text message or e-mail; without it nobody tells her anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    consent: bool,
}

/// Without anything of her.
impl std::fmt::Debug for PersonWish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonWish(..)")
    }
}

impl PersonWish {
    /// The person.
    ///
    /// # Errors
    /// A [`Problem`] that names the first field that is wrong, and says what to do. What was given is not repeated.
    pub(super) fn read(&self, today: Date) -> Result<Person, Problem> {
        let text = |given: &Option<String>| given.clone().unwrap_or_default();
        let (name, phone, email) = (text(&self.name), text(&self.phone), text(&self.email));
        let (cpr, birth, topic) = (text(&self.cpr), text(&self.birth), text(&self.topic));
        let raw = Raw { name: &name, phone: &phone, email: &email, cpr: &cpr, birth: &birth, topic: &topic };
        let first = |wrong: Vec<Wrong>| wrong.first().copied();
        let person = person::read(raw, today).map_err(|wrong| first(wrong).map_or_else(fault, refused))?;
        Ok(Person { told: self.consent, ..person })
    }
}

fn refused(wrong: Wrong) -> Problem {
    Problem::field(&format!("person.{}", wrong.field()), wrong.message())
}

/// What the vault is told of her, and how many she may have of what the plan bounds: employees book for whom they see fit, a
/// program as the plan says.
fn personal(app: &AppState, caller: &Caller, wish: &BookingWish, visit: VisitId) -> Result<Personal, Problem> {
    let Some(given) = &wish.person else { return Ok(Personal::default()) };
    let zone = &caller.setup.time_zone;
    let today = app.engine.now().date(zone);
    let person = given.read(today)?;
    let people = vec![person.change(&app.vault, visit, &caller.centre, wish.starts_at.date(zone))?];
    let limit = |service: &ServiceId| {
        let plan = caller.setup.appointments.get(service)?;
        Some(person.limit(&app.vault, visit, service, plan.open_max, today))
    };
    let is_bound = !matches!(caller.actor, Actor::Employee(_));
    let limits = wish.services.iter().filter(|_| is_bound).filter_map(limit).collect();
    Ok(Personal { people, limits })
}

impl Asked for BookingWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

/// Another time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveWish {
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    starts_at: Instant,
    /// How it is held; as before unless said else.
    #[serde(default)]
    mode: Option<ModeShape>,
    /// With this employee alone.
    #[serde(default)]
    #[schema(value_type = Option<forms::Name>)]
    employee: Option<EmployeeId>,
}

impl Asked for MoveWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

async fn book(who: Employee, State(app): State<AppState>, order: Order<BookingWish>) -> Result<Response, Problem> {
    let caller = who.0;
    let (order, wish) = order.split();
    answers_fit(&wish.answers)?;
    let fresh = identifiers::new_visit_id(app.engine.now()).map_err(|_| fault())?;
    let visit = wish.hold.unwrap_or(fresh);
    let date = wish.starts_at.date(&caller.setup.time_zone);
    let personal = personal(&app, &caller, &wish, visit)?;
    let main = || caller.setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let action = Action::Book {
        visit,
        services: wish.services,
        starts_at: wish.starts_at,
        mode: wish.mode.into(),
        employee: wish.employee,
        language: wish.language.unwrap_or_else(main),
        answers: wish.answers,
        interpreter: wish.interpreter,
        series: None,
    };
    let (centre, view) = (caller.centre.clone(), view(&caller));
    let reply = submit_on(&app, caller, order, action, Some(date), personal).await?;
    let Answer::Visit(card) = &reply.answer else { return Err(fault()) };
    let booked = shape(&app, &StreamId { centre: centre.clone(), date }, card.id, view).await?;
    let mut response = json(StatusCode::CREATED, &booked.with_token(app.links.token(card.id)));
    let location = HeaderValue::try_from(format!("/api/v1/centres/{centre}/appointments/{}", card.id));
    response.headers_mut().insert(header::LOCATION, location.map_err(|_| fault())?);
    Ok(marked(&reply, response))
}

/// The day of a booked time of the caller's centre.
async fn day_of(app: &AppState, caller: &Caller, visit: VisitId) -> Result<StreamId, Problem> {
    let stream = app.engine.booked_on(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    let unknown = || Problem::refused(&Refusal::UnknownVisit, Some(caller.setup.clone()));
    stream.filter(|stream| stream.centre == caller.centre).ok_or_else(unknown)
}

async fn shape(app: &AppState, stream: &StreamId, visit: VisitId, view: View) -> Result<AppointmentShape, Problem> {
    let date = stream.date;
    let asked = app.engine.with_day(stream, |day, _| AppointmentShape::of(day.visit(visit)?, date, view)).await;
    let found = asked.map_err(|error| Problem::from_engine(&error, None))?;
    found.ok_or_else(|| Problem::refused(&Refusal::UnknownVisit, None))
}

async fn show(
    holding: Holding,
    State(app): State<AppState>,
    At(Booked(visit)): At<Booked>,
    _: NoPairs,
) -> Result<Response, Problem> {
    let caller = holding.caller();
    let stream = day_of(&app, &caller, visit).await?;
    Ok(json(StatusCode::OK, &shape(&app, &stream, visit, view(&caller)).await?))
}

async fn rebook(
    holding: Holding,
    State(app): State<AppState>,
    At(Booked(visit)): At<Booked>,
    order: Order<MoveWish>,
) -> Result<Response, Problem> {
    let caller = holding.caller();
    let (order, wish) = order.split();
    let (stream, view) = (day_of(&app, &caller, visit).await?, view(&caller));
    let now = shape(&app, &stream, visit, view).await?;
    let date = wish.starts_at.date(&caller.setup.time_zone);
    let mode = wish.mode.unwrap_or(now.mode).into();
    let action = Action::Rebook { visit, date, starts_at: wish.starts_at, mode, employee: wish.employee };
    let reply = submit_on(&app, caller, order, action, Some(stream.date), Personal::default()).await?;
    let there = StreamId { date, ..stream };
    Ok(marked(&reply, json(StatusCode::OK, &shape(&app, &there, visit, view).await?)))
}

async fn cancel(
    holding: Holding,
    State(app): State<AppState>,
    At(Booked(visit)): At<Booked>,
    order: Order<Nothing>,
) -> Result<Response, Problem> {
    let caller = holding.caller();
    let (stream, view) = (day_of(&app, &caller, visit).await?, view(&caller));
    let reply =
        submit_on(&app, caller, order, Action::Cancel { visit }, Some(stream.date), Personal::default()).await?;
    Ok(marked(&reply, json(StatusCode::OK, &shape(&app, &stream, visit, view).await?)))
}
