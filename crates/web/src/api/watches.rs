//! `/api/v1/centres/{centre}/watches`: waiting for a time to come free, looking at it, and waiting no more.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::command::Given;
use domain::ids::{Language, ServiceId, VisitId};
use domain::message::Channel;
use domain::refusal::Refusal;
use domain::time::Instant;
use domain::watch::{WATCH_DAYS_MAX, Watched, Weekdays};
use engine::identifiers::visit_id_of;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};
use store::{WatchEntered, WatchRow, WatchState, WatchWish};
use utoipa::ToSchema;

use super::appointments::PersonWish;
use super::command::json;
use super::path::{At, InPath};
use super::query::NoPairs;
use super::shapes::ModeShape;
use super::visits::{GivenAnswer, answers_fit, read_answers};
use crate::answers::{Led, follow};
use crate::authority::{Caller, Employee, Holding};
use crate::booking::watch::{chosen, new_watch, origin_of, told_by};
use crate::openapi::forms;
use crate::order::{Asked, Nothing, Order, fault};
use crate::person::Person;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/watches", begin)
            .does("A citizen waits for a time to come free: she is offered one by lottery, kept for a quarter of an hour.")
            .takes::<WatchOrder>()
            .gives::<WatchShape>(201, "She waits. It is durable.")
            .with_location(),
        Route::get("/api/v1/centres/{centre}/watches/{visit}", show)
            .does("What a citizen waits for, and what is kept for her.")
            .gives::<WatchShape>(200, "The watch."),
        Route::delete("/api/v1/centres/{centre}/watches/{visit}", end)
            .does("A citizen waits no more: what is known of her is forgotten, and what is kept for her is let go.")
            .gives::<WatchShape>(200, "The watch as it is now."),
    ]
}

/// Somebody who waits, named by a path.
#[derive(Debug, Clone, Copy)]
struct Waiting(VisitId);

impl InPath for Waiting {
    const AFTER: &'static str = "watches";

    fn read(text: &str) -> Result<Self, Problem> {
        VisitId::read(text).map(Self)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WeekdayName)]
enum WeekdayShape {
    /// The first of them.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The last.
    Sunday,
}

impl WeekdayShape {
    const ALL: [(Self, Weekday); 7] = [
        (Self::Monday, Weekday::Monday),
        (Self::Tuesday, Weekday::Tuesday),
        (Self::Wednesday, Weekday::Wednesday),
        (Self::Thursday, Weekday::Thursday),
        (Self::Friday, Weekday::Friday),
        (Self::Saturday, Weekday::Saturday),
        (Self::Sunday, Weekday::Sunday),
    ];

    fn all(days: &[Self]) -> Weekdays {
        let named = Self::ALL.into_iter().filter(|(shape, _)| days.is_empty() || days.contains(shape));
        named.map(|(_, day)| day).collect()
    }

    fn of(days: Weekdays) -> Vec<Self> {
        Self::ALL.into_iter().filter(|(_, day)| days.has(*day)).map(|(shape, _)| shape).collect()
    }
}

/// What somebody waits for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WatchOrder {
    /// What for.
    #[schema(value_type = forms::Name)]
    service: ServiceId,
    /// How it is held.
    mode: ModeShape,
    /// The first date.
    #[schema(value_type = forms::CivilDate)]
    from: Date,
    /// The last date, at most 92 days after today.
    #[schema(value_type = forms::CivilDate)]
    to: Date,
    /// On which weekdays; any where none is named.
    #[serde(default)]
    #[schema(max_items = 7)]
    weekdays: Vec<WeekdayShape>,
    /// The earliest time of day at which it may begin, `08:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    earliest: Option<Time>,
    /// The time of day before which it must begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    before: Option<Time>,
    /// The language that the citizen chose, one of the centre's; the main one where none is named.
    #[serde(default)]
    #[schema(value_type = Option<forms::LanguageCode>)]
    language: Option<Language>,
    /// The answers to what the service asks before a time is given, each question once.
    #[serde(default, deserialize_with = "read_answers")]
    #[schema(value_type = Vec<GivenAnswer>, max_items = 60)]
    answers: Vec<Given>,
    /// Whether an interpreter is needed.
    #[serde(default)]
    interpreter: bool,
    /// Who she is and how she is reached, with her consent to be told: without it nobody could tell her of a time.
    person: PersonWish,
}

impl Asked for WatchOrder {
    fn when_empty() -> Option<Self> {
        None
    }
}

/// Where somebody who waits stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WatchStanding)]
enum StandingShape {
    /// She waits.
    Open,
    /// A time is kept for her.
    Offered,
    /// She has booked.
    Booked,
    /// She said that she waits no more.
    Stopped,
    /// The dates are over, or she let too many offers pass.
    Over,
}

/// Somebody who waits for a time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Watch)]
pub(crate) struct WatchShape {
    /// The visit that it may become.
    #[schema(value_type = forms::VisitName)]
    id: VisitId,
    /// Where it stands.
    state: StandingShape,
    /// What for.
    #[schema(value_type = forms::Name)]
    service: ServiceId,
    /// How it is held.
    mode: ModeShape,
    /// The first date.
    #[schema(value_type = forms::CivilDate)]
    from: Date,
    /// The last date.
    #[schema(value_type = forms::CivilDate)]
    to: Date,
    /// On which weekdays.
    weekdays: Vec<WeekdayShape>,
    /// What is kept for her.
    offer: Option<OfferShape>,
    /// How many times were offered so far.
    offers: usize,
    /// Opens it; only where it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    token: Option<String>,
}

/// A time that is kept for somebody who waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WatchOffer)]
struct OfferShape {
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    starts_at: Instant,
    /// Until when it is kept. She books it as any time that is kept, under the identifier of the watch as `hold`.
    #[schema(value_type = forms::Moment)]
    until: Instant,
}

impl WatchShape {
    fn of(row: &WatchRow, now: Instant) -> Self {
        let offer = row.offers.last().filter(|offer| row.state == WatchState::Offered && now < offer.until);
        Self {
            id: row.visit,
            state: match row.state {
                WatchState::Open => StandingShape::Open,
                WatchState::Offered => StandingShape::Offered,
                WatchState::Booked => StandingShape::Booked,
                WatchState::Stopped => StandingShape::Stopped,
                WatchState::Over => StandingShape::Over,
            },
            service: row.wish.service.clone(),
            mode: row.wish.mode.into(),
            from: row.wish.when.from,
            to: row.wish.when.to,
            weekdays: WeekdayShape::of(row.wish.when.weekdays),
            offer: offer.map(|offer| OfferShape { starts_at: offer.starts_at, until: offer.until }),
            offers: row.offers.len(),
            token: None,
        }
    }
}

async fn begin(
    who: Employee,
    State(app): State<AppState>,
    _: NoPairs,
    order: Order<WatchOrder>,
) -> Result<Response, Problem> {
    let caller = who.0;
    let (order, wish) = order.split();
    answers_fit(&wish.answers)?;
    let today = app.engine.now().date(&caller.setup.time_zone);
    let person = wish.person.read(today)?;
    let known = |id: &ServiceId| caller.setup.appointments.get(id);
    let can = known(&wish.service).is_some_and(|plan| plan.meetings.contains_key(&wish.mode.into()));
    if !can {
        let refusal = Refusal::NotBookable { service: wish.service };
        return Err(Problem::refused(&refusal, Some(caller.setup)));
    }
    fits(&caller, &wish)?;
    let ways = reached(&app, &person)?;
    let visit = visit_id_of(&name_of(&app, &caller, &order.command_id));
    let origin = origin_of(&app, &lot_of(&person));
    let watched = watched(&caller, &wish, today, ways, app.engine.now())?;
    let new = new_watch(&app, visit, origin, watched.clone(), &person)?;
    let entered = app.engine.watch(new, &caller.sender).await;
    let entered = entered.map_err(|error| Problem::from_engine(&error, None))?;
    match entered {
        WatchEntered::Entered | WatchEntered::Known => {}
        WatchEntered::TooManyOfPerson | WatchEntered::TooManyOfOrigin | WatchEntered::TooManyOfCentre => {
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_watches"));
        }
    }
    let row = app.engine.watch_of(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    let row = row.ok_or_else(fault)?;
    if row.wish != (WatchWish { made_at: row.wish.made_at, ..watched }) {
        return Err(Problem::new(StatusCode::CONFLICT, "command_id_reused"));
    }
    let shown = WatchShape { token: Some(app.links.token(visit)), ..WatchShape::of(&row, app.engine.now()) };
    let mut response = json(StatusCode::CREATED, &shown);
    let location = HeaderValue::try_from(format!("/api/v1/centres/{}/watches/{visit}", caller.centre));
    response.headers_mut().insert(header::LOCATION, location.map_err(|_| fault())?);
    Ok(response)
}

/// What would be refused when she takes a time is refused now: a language that the centre does not offer, answers that lead to no
/// time, a time of day that is finer than a minute.
fn fits(caller: &Caller, wish: &WatchOrder) -> Result<(), Problem> {
    let setup = &caller.setup;
    for (field, time) in [("earliest", wish.earliest), ("before", wish.before)] {
        if time.is_some_and(|time| time.second() != 0 || time.subsec_nanosecond() != 0) {
            return Err(Problem::field(field, "why-wrong-form"));
        }
    }
    if let Some(language) = wish.language.clone().filter(|language| !setup.languages.contains(language)) {
        let refusal = Refusal::UnknownLanguage { language, offered: setup.languages.clone() };
        return Err(Problem::refused(&refusal, Some(setup.clone())));
    }
    let first = setup.appointments.get(&wish.service).and_then(|plan| plan.question.as_ref());
    let refusal = match follow(setup, first, &wish.answers) {
        Led::Through => return Ok(()),
        // A program may leave all questions to the employee.
        Led::Ask(_) if wish.answers.is_empty() => return Ok(()),
        Led::Ask(question) => Refusal::AnswerMissing { question: question.clone() },
        Led::Refer(referral) => Refusal::Referred { referral: referral.clone() },
        Led::Astray => match wish.answers.last() {
            Some(given) => Refusal::AnswerUnknown { question: given.question.clone() },
            None => return Ok(()),
        },
    };
    Err(Problem::refused(&refusal, Some(setup.clone())))
}

/// By which ways she is told; she must have agreed, and be reached by one that somebody carries.
fn reached(app: &AppState, person: &Person) -> Result<Vec<Channel>, Problem> {
    let ways = if person.told { told_by(person, &app.engine.ways_to_tell()) } else { Vec::new() };
    if ways.is_empty() { Err(Problem::new(StatusCode::CONFLICT, "watch_unreachable")) } else { Ok(ways) }
}

/// The same order again is the same watch.
fn name_of(app: &AppState, caller: &Caller, command_id: &str) -> [u8; 32] {
    let name = [caller.sender.as_bytes(), b"\n", command_id.as_bytes()].concat();
    *blake3::keyed_hash(&app.watch_key, &name).as_bytes()
}

/// All whom a program speaks for come from one address: their lots are their phones and mail addresses.
fn lot_of(person: &Person) -> String {
    person.phone.clone().or_else(|| person.email.clone()).unwrap_or_default()
}

fn watched(
    caller: &Caller,
    wish: &WatchOrder,
    today: Date,
    ways: Vec<Channel>,
    now: Instant,
) -> Result<WatchWish, Problem> {
    let last = today.checked_add(WATCH_DAYS_MAX.days()).unwrap_or(today);
    let crossed = wish.earliest.zip(wish.before).is_some_and(|(earliest, before)| before <= earliest);
    if wish.to < wish.from || wish.to < today || last < wish.to || crossed {
        return Err(Problem::new(StatusCode::CONFLICT, "watch_dates"));
    }
    let main = || caller.setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let when = Watched {
        from: wish.from.max(today),
        to: wish.to,
        weekdays: WeekdayShape::all(&wish.weekdays),
        earliest: wish.earliest,
        before: wish.before,
    };
    Ok(WatchWish {
        centre: caller.centre.clone(),
        service: wish.service.clone(),
        mode: wish.mode.into(),
        when,
        language: wish.language.clone().unwrap_or_else(main),
        chosen: chosen(&wish.answers, wish.interpreter),
        ways,
        made_at: now,
    })
}

/// A watch of the caller's centre.
async fn find(app: &AppState, caller: &Caller, visit: VisitId) -> Result<WatchRow, Problem> {
    let row = app.engine.watch_of(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
    let unknown = || Problem::refused(&Refusal::UnknownVisit, Some(caller.setup.clone()));
    row.filter(|row| row.wish.centre == caller.centre).ok_or_else(unknown)
}

async fn show(
    holding: Holding,
    State(app): State<AppState>,
    At(Waiting(visit)): At<Waiting>,
    _: NoPairs,
) -> Result<Response, Problem> {
    let row = find(&app, &holding.caller(), visit).await?;
    Ok(json(StatusCode::OK, &WatchShape::of(&row, app.engine.now())))
}

async fn end(
    holding: Holding,
    State(app): State<AppState>,
    At(Waiting(visit)): At<Waiting>,
    _: Order<Nothing>,
) -> Result<Response, Problem> {
    let caller = holding.caller();
    find(&app, &caller, visit).await?;
    let ended = app.engine.stop_watching(visit, &caller.sender).await;
    ended.map_err(|error| Problem::from_engine(&error, None))?;
    let row = find(&app, &caller, visit).await?;
    Ok(json(StatusCode::OK, &WatchShape::of(&row, app.engine.now())))
}
