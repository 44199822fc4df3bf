//! `/sign-in`, `/sign-out`, `/sign-out-everywhere`.
//!
//! A login that is not known and a password that is wrong are told in one sentence, and take the same time. After so many
//! wrong ones one waits. What is logged is that it failed, and nothing that was typed.

use std::net::IpAddr;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::{Action, Actor, Command};
use domain::ids::{CentreId, Language, VisitId};
use engine::{EngineError, Request};
use serde::{Deserialize, Serialize};
use store::Account;

use super::carry::{Carried, carry_on};
use super::guesses::{Allowed, Key};
use super::{Mistake, Mistakes, Peer, around, cookies, next, page};
use crate::api::query::Pairs;
use crate::authority::{Anyone, SignedIn, covers};
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::order::Nothing;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Values;

/// Where one signs in.
pub(crate) const PATH: &str = "/sign-in";

/// The longest login that is counted and shown again, in characters: more is none.
const LOGIN_CHARS_MAX: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, show).does("The page where people sign in.").page(),
        Route::post(PATH, sign_in).does("Begins a session.").page(),
        Route::post("/sign-out", sign_out).does("Ends this session.").page(),
        Route::post("/sign-out-everywhere", sign_out_everywhere).does("Ends all sessions of the account.").page(),
    ]
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    around: Around<'a>,
    mistakes: Mistakes,
    login: String,
    next: String,
    carried: Option<Carried>,
}

/// What the page sends.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    login: String,
    #[serde(skip_serializing)]
    password: String,
    #[serde(default)]
    next: String,
    lang: Option<String>,
    /// A form that waits for the sign-in: where it goes, and its fields.
    carry_to: Option<String>,
    carry_fields: Option<String>,
}

impl Credentials {
    fn carried(&mut self) -> Option<Carried> {
        let (to, fields) = self.carry_to.take().zip(self.carry_fields.take())?;
        Carried { to, fields }.checked()
    }
}

async fn show(_: Anyone, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    let next = query.take("next")?.unwrap_or_default();
    render(&app, StatusCode::OK, &language, Mistakes::default(), "", &next, None)
}

/// The page for somebody whose form came after her session had ended: it goes on after the sign-in.
pub(crate) fn carrying(app: &AppState, language: &Language, carried: Carried) -> Result<Response, Problem> {
    let text = app.texts.get(language, "carry-sign-in");
    let told = Mistakes::one("", text);
    render(app, StatusCode::UNAUTHORIZED, language, told, "", "", Some(carried))
}

fn render(
    app: &AppState,
    status: StatusCode,
    language: &Language,
    mistakes: Mistakes,
    login: &str,
    next: &str,
    carried: Option<Carried>,
) -> Result<Response, Problem> {
    let next = next::own(next).unwrap_or_default().to_owned();
    let login = login.chars().take(LOGIN_CHARS_MAX).collect();
    let mut around = around(app, language, "sign-in-title", &next::sign_in_for(&next));
    // A form is carried by this page alone: a link to another language would leave it behind.
    if carried.is_some() {
        around.offered = &[];
    }
    page(status, &SignInPage { around, mistakes, login, next, carried })
}

async fn sign_in(
    _: Anyone,
    State(app): State<AppState>,
    peer: Peer,
    mut form: Form<Credentials>,
) -> Result<Response, Problem> {
    let carried = form.body.carried();
    let Credentials { login, password, next, lang, .. } = form.body;
    let (language, login) = (page_language(lang.as_deref(), LANGUAGES), login.trim().to_lowercase());
    let again = |status, mistakes| render(&app, status, &language, mistakes, &login, &next, carried.clone());
    let missing = missing(&app, &language, &login, &password);
    if !missing.0.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, missing);
    }
    let tried = match Tried::count(&app, &login, peer.address) {
        Ok(tried) => tried,
        Err(seconds) => return too_often(&app, &language, seconds, again),
    };
    let secret = app.engine.sign_in(&login, &password).await;
    // A fault of ours is nobody's wrong guess.
    let secret = secret.inspect_err(|_| tried.was_no_guess(&app));
    let Some(secret) = secret.map_err(|error| Problem::from_engine(&error, None))? else {
        tracing::info!(request_id = peer.request_id, "A sign-in failed.");
        let text = app.texts.get(&language, "sign-in-wrong");
        return again(StatusCode::UNPROCESSABLE_ENTITY, Mistakes::one("", text));
    };
    tried.was_right(&app);
    if let Some(carried) = &carried {
        let carry_on = carry_on(&app, &language, carried)?;
        return Ok(([cookies::SESSION.set(&secret.text)], carry_on).into_response());
    }
    let session = app.engine.session(&secret.text).await.map_err(|error| Problem::from_engine(&error, None))?;
    let home = session.map_or_else(|| "/".to_owned(), |session| next::home(&session.account, &app));
    Ok(([cookies::SESSION.set(&secret.text)], see_other(next::own(&next).unwrap_or(&home))).into_response())
}

/// A password that somebody tries: counted for the login and for the peer.
struct Tried {
    login: Key,
    peer: Key,
}

impl Tried {
    /// Counts it, or says how many seconds to wait.
    fn count(app: &AppState, login: &str, peer: IpAddr) -> Result<Self, u32> {
        let limits = &app.limits;
        let allowed = |tries| Allowed { tries, seconds: limits.sign_in_seconds };
        let login = Key::Login(login.chars().take(LOGIN_CHARS_MAX).collect());
        let (tried, now) = (Self { login, peer: Key::Peer(peer) }, app.engine.now());
        app.guesses.count(tried.peer.clone(), allowed(limits.sign_in_wrong_per_peer_max), now)?;
        let counted = app.guesses.count(tried.login.clone(), allowed(limits.sign_in_wrong_max), now);
        counted.inspect_err(|_| app.guesses.was_right(&tried.peer))?;
        Ok(tried)
    }

    fn was_no_guess(&self, app: &AppState) {
        app.guesses.was_right(&self.login);
        app.guesses.was_right(&self.peer);
    }

    fn was_right(&self, app: &AppState) {
        app.guesses.forget(&self.login);
        app.guesses.was_right(&self.peer);
    }
}

fn too_often(
    app: &AppState,
    language: &Language,
    seconds: u32,
    again: impl FnOnce(StatusCode, Mistakes) -> Result<Response, Problem>,
) -> Result<Response, Problem> {
    let mut values = Values::new();
    values.set("minutes", seconds.div_ceil(60));
    let text = app.texts.with(language, "sign-in-wait", &values);
    let mut response = again(StatusCode::TOO_MANY_REQUESTS, Mistakes::one("", text))?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

fn missing(app: &AppState, language: &Language, login: &str, password: &str) -> Mistakes {
    let fields = [("login", login, "sign-in-login-missing"), ("password", password, "sign-in-password-missing")];
    let empty = fields.into_iter().filter(|(_, typed, _)| typed.is_empty());
    Mistakes(empty.map(|(field, _, message)| Mistake { field, text: app.texts.get(language, message) }).collect())
}

/// What the form says that ends a session: nothing, or what becomes of the visit at her desk.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Leaving {
    #[serde(default)]
    centre: Option<CentreId>,
    #[serde(default)]
    visit: Option<VisitId>,
    #[serde(default)]
    how: Option<Left>,
}

/// What becomes of a visit when its employee leaves.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Left {
    Finish,
    Return,
}

async fn sign_out(
    SignedIn(session): SignedIn,
    State(app): State<AppState>,
    form: Form<Leaving>,
) -> Result<Response, Problem> {
    let Form { command_id, fingerprint, body } = form;
    if let Leaving { centre: Some(centre), visit: Some(visit), how: Some(how) } = body {
        let action = match how {
            Left::Finish => Action::Finish { visit },
            Left::Return => Action::Return { visit },
        };
        let request = Request { command_id, body_hash: fingerprint, ..leaver(&session.account, centre, action) };
        // What is refused leaves her signed in: nobody else would see to the visit.
        app.engine.submit(request).await.map_err(|error| Problem::from_engine(&error, None))?;
    }
    app.engine.sign_out(&session.row).await.map_err(|error| Problem::from_engine(&error, None))?;
    leave_desks(&app, &session.account).await;
    Ok(([cookies::SESSION.clear()], see_other(PATH)).into_response())
}

async fn sign_out_everywhere(
    SignedIn(session): SignedIn,
    State(app): State<AppState>,
    _: Form<Nothing>,
) -> Result<Response, Problem> {
    let ended = app.engine.sign_out_everywhere(&session.account.login).await;
    ended.map_err(|error| Problem::from_engine(&error, None))?;
    leave_desks(&app, &session.account).await;
    Ok(([cookies::SESSION.clear()], see_other(PATH)).into_response())
}

/// Whoever is signed in nowhere any more sits nowhere either, so that nobody waits for her. Where a citizen is with her the
/// rules refuse that, and the desk stays hers until the visit is over.
async fn leave_desks(app: &AppState, account: &Account) {
    let open = app.engine.sessions_of(&account.login).await;
    if open.map_or(true, |sessions| !sessions.is_empty()) {
        return;
    }
    let hers = |centre: &CentreId| covers(account.role, &account.centres, centre);
    for centre in app.engine.centres().into_iter().filter(hers) {
        if let Err(error) = leave_desk(app, account, centre).await {
            tracing::info!(%error, "Whoever signed out keeps her desk.");
        }
    }
}

async fn leave_desk(app: &AppState, account: &Account, centre: CentreId) -> Result<(), EngineError> {
    let scene = app.engine.scene(&centre).await?;
    let Some(desk) = scene.day.read().desk_of(&account.subject).cloned() else { return Ok(()) };
    let Ok(command_id) = new_command_id() else { return Ok(()) };
    let request = Request { command_id, ..leaver(account, centre, Action::SignOff { desk }) };
    app.engine.submit(request).await.map(drop)
}

/// What somebody does who signs out, without its key.
fn leaver(account: &Account, centre: CentreId, action: Action) -> Request {
    let command = Command { by: Actor::Employee(account.subject.clone()), action };
    let sender = format!("sign-out {}", account.login);
    Request {
        sender,
        command_id: String::new(),
        body_hash: [0; 32],
        centre,
        date: None,
        command,
        people: Vec::new(),
        limits: Vec::new(),
    }
}
