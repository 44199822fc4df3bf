//! `/calendar/{secret}`: an employee's appointments for her own calendar program, and the address of it on her account's page.
//!
//! The address is the authority, as that of a ticket is. What it holds is no token: it is made of the account and of a token's
//! name by the installation's key, and the token's secret is made of it in the same way, so that neither whoever has the
//! address can act by it, nor anybody who reads the database can fetch the calendar. A new address ends the token of the one
//! before. The calendar names no citizen, and no errand that the set-up calls sensitive; no address is ever logged.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::command::Mode;
use domain::counter::{Whose, appointments};
use domain::day::{Day, Origin};
use domain::ids::{CentreId, EmployeeId, Language, StreamId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::identifiers;
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use store::{Account, NewToken, Role, TokenRow};

use super::account::PATH as ACCOUNT;
use crate::authority::{Anyone, SignedIn, covers};
use crate::booking::say::Say;
use crate::form::Form;
use crate::frame::see_other;
use crate::ics::{self, Event, MINUTES_UNSAID};
use crate::pages::{LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// What the names of these tokens begin with.
const PREFIX: &str = "calendar:";

/// The end of the address: programs tell by it what they get.
const ENDING: &str = ".ics";

/// How many days back and ahead the calendar goes.
const DAYS_BACK: i64 = 7;
const DAYS_AHEAD: i64 = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/calendar/{secret}", show)
            .does("An employee's appointments for her own calendar, without names.")
            .page(),
        Route::post("/account/calendar", submit)
            .does("Makes the address of the own calendar, makes it anew, or ends it.")
            .page(),
    ]
}

/// What the account's page sends.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    lang: Option<String>,
    /// `end` where there is to be none any more.
    #[serde(default)]
    step: String,
}

/// A keyed hash of a text as letters of an address: 256 bits.
fn made_of(app: &AppState, what: &str, of: &str) -> String {
    let hash = blake3::keyed_hash(&app.feed_key, format!("{what} {of}").as_bytes());
    URL_SAFE_NO_PAD.encode(hash.as_bytes())
}

/// What stands in the address of the calendar of a token.
fn address_of(app: &AppState, token: &str) -> String {
    made_of(app, "address", token)
}

/// The secret of the token of an address.
fn token_of(app: &AppState, address: &str) -> String {
    format!("{}{}", identifiers::TOKEN_PREFIX, made_of(app, "token", address))
}

/// The tokens of an account's calendar that are valid; one, unless two windows made them at once.
async fn own_tokens(app: &AppState, login: &EmployeeId) -> Result<Vec<TokenRow>, Problem> {
    let all = app.engine.tokens().await.map_err(|error| Problem::from_engine(&error, None))?;
    let (now, own) = (app.engine.now(), format!("{PREFIX}{login}:"));
    Ok(all.into_iter().filter(|row| row.is_valid_at(now) && row.name.starts_with(&own)).collect())
}

/// The address of an account's calendar, where she has made one.
///
/// # Errors
/// A [`Problem`] where the store does not answer.
pub(super) async fn address(app: &AppState, account: &Account) -> Result<Option<String>, Problem> {
    let token = own_tokens(app, &account.login).await?.pop();
    Ok(token.map(|token| format!("{}/calendar/{}{ENDING}", app.public_url, address_of(app, &token.name))))
}

async fn submit(
    SignedIn(session): SignedIn,
    State(app): State<AppState>,
    form: Form<Wish>,
) -> Result<Response, Problem> {
    let account = &session.account;
    let of_engine = |error| Problem::from_engine(&error, None);
    let by = format!("user:{}", account.login);
    // The press sent again makes the same token once more, which is there already.
    let name = format!("{PREFIX}{}:{}", account.login, short(&form.command_id));
    let before = own_tokens(&app, &account.login).await?;
    let is_new = before.iter().all(|row| row.name != name);
    if form.body.step == "end" || is_new {
        for row in before {
            app.engine.revoke_token(&row.name, &by).await.map_err(of_engine)?;
        }
    }
    if form.body.step != "end" && is_new {
        let hash = identifiers::hash_of(&token_of(&app, &address_of(&app, &name)));
        let (centres, subject) = (account.centres.clone(), Some(account.subject.to_string()));
        let token = NewToken { name, role: Role::Employee, centres, subject, hash, expires_at: None };
        match app.engine.create_token(token, &by).await {
            Ok(()) => {}
            Err(engine::EngineError::Store(why)) if matches!(*why, store::StoreError::TokenExists(..)) => {}
            Err(error) => return Err(of_engine(error)),
        }
    }
    let language = page_language(form.body.lang.as_deref(), LANGUAGES);
    Ok(see_other(&format!("{ACCOUNT}?lang={language}#calendar")))
}

/// A name of few letters for a press.
fn short(command_id: &str) -> String {
    blake3::hash(command_id.as_bytes()).to_hex().chars().take(16).collect()
}

async fn show(_: Anyone, State(app): State<AppState>, Path(secret): Path<String>) -> Result<Response, Problem> {
    let of_engine = |error| Problem::from_engine(&error, None);
    let Some(address) = secret.strip_suffix(ENDING) else { return Err(Problem::not_found()) };
    let token = app.engine.authenticate(&token_of(&app, address)).await.map_err(of_engine)?;
    let token = token.ok_or_else(Problem::not_found)?;
    app.gates.held(&token.hash)?;
    // Whoever may not sign in any more has no calendar either.
    let login = token.name.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once(':')).map(|(login, _)| login);
    let accounts = app.engine.accounts().await.map_err(of_engine)?;
    let account = accounts.into_iter().find(|account| Some(account.login.as_str()) == login);
    let account = account.filter(Account::is_enabled).ok_or_else(Problem::not_found)?;
    let mut events = Vec::new();
    for centre in app.engine.centres().into_iter().filter(|centre| covers(account.role, &account.centres, centre)) {
        events.extend(of_centre(&app, &centre, &account.subject).await?);
    }
    let mut response = ics::feed(&events).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(ics::MEDIA_TYPE));
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    *response.status_mut() = StatusCode::OK;
    Ok(response)
}

/// Her appointments in a centre, and what she keeps free.
async fn of_centre(app: &AppState, centre: &CentreId, employee: &EmployeeId) -> Result<Vec<Event>, Problem> {
    let Some(setup) = app.engine.setup(centre) else { return Ok(Vec::new()) };
    let today = app.engine.now().date(&setup.time_zone);
    let away = |days: i64| today.checked_add(days.days()).unwrap_or(today);
    let of_engine = |error| Problem::from_engine(&error, None);
    let dates = app.engine.dates(centre, away(-DAYS_BACK), away(DAYS_AHEAD)).await.map_err(of_engine)?;
    // The language of the centre: whoever shares a calendar reads it there.
    let language = setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let say = Say { texts: &app.texts, language: &language, setup: &setup };
    let mut events = Vec::new();
    for date in dates {
        let stream = StreamId { centre: centre.clone(), date };
        let of_day = app.engine.with_day(&stream, |day, _| of_day(app, &say, day, employee)).await;
        events.extend(of_day.map_err(of_engine)?);
    }
    Ok(events)
}

/// What was cancelled or moved away is not among them: a calendar that fetches the whole takes it out.
fn of_day(app: &AppState, say: &Say<'_>, day: &Day, employee: &EmployeeId) -> Vec<Event> {
    let made_at = day.last_at().unwrap_or_default();
    let (lines, _) = appointments(day, Whose::Hers { employee, queues: &[] });
    let booked = lines.into_iter().map(|line| {
        let moves = match day.visit(line.visit).map(|visit| &visit.origin) {
            Some(Origin::Appointment { agreed, .. }) => agreed.moves,
            _ => 0,
        };
        Event {
            uid: ics::uid(app, &format!("{} for staff", line.visit)),
            made_at,
            sequence: ics::sequence(moves, false),
            starts_at: line.starts_at,
            ends_at: line.ends_at.unwrap_or_else(|| line.starts_at.plus_minutes(MINUTES_UNSAID)),
            summary: summary(say, &line.number.to_string(), &line.services),
            location: place(say, say.setup, line.mode),
            description: String::new(),
        }
    });
    let kept = day.blocks().iter().filter(|(_, block)| block.employee == *employee).map(|(id, block)| Event {
        uid: ics::uid(app, &format!("block {} {}", id.0, day.stream().date)),
        made_at,
        sequence: 0,
        starts_at: block.from,
        ends_at: block.to,
        summary: say.t(crate::counter::block_message(block.kind)),
        location: String::new(),
        description: String::new(),
    });
    booked.chain(kept).filter(|event| in_order(event.starts_at, event.ends_at)).collect()
}

fn in_order(from: Instant, to: Instant) -> bool {
    from < to
}

/// `Aftale A 12`, and what for where that may be named.
fn summary(say: &Say<'_>, number: &str, services: &[domain::ids::ServiceId]) -> String {
    let appointment = say.with("feed-appointment", &[("number", number)]);
    let sensitive = |id| say.setup.appointments.get(id).is_none_or(|bookable| bookable.sensitive);
    if services.iter().any(sensitive) {
        return appointment;
    }
    let errands = services.iter().map(|service| say.errand(service).line());
    say.texts.commas(say.language, std::iter::once(appointment).chain(errands))
}

fn place(say: &Say<'_>, setup: &Setup, mode: Mode) -> String {
    if mode == Mode::InPerson { setup.address.clone() } else { say.mode(mode) }
}
