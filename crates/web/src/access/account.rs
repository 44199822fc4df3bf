//! `/account`: who one is here, the own password, and where one is signed in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ids::{CentreId, Language};
use domain::setup::Setup;
use domain::time::Instant;
use engine::Session;
use serde::{Deserialize, Serialize};
use store::{Account, Role};

use super::guesses::{Allowed, Key};
use super::{Mistakes, around, cookies, next, page, password};
use crate::api::query::Pairs;
use crate::authority::{SignedIn, covers};
use crate::form::{Form, new_command_id};
use crate::format;
use crate::frame::see_other;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Values;

pub(super) const PATH: &str = "/account";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, show).does("The own account: role, password, sessions.").page(),
        Route::post(PATH, change_password).does("Changes the own password and ends all other sessions.").page(),
    ]
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage<'a> {
    around: Around<'a>,
    mistakes: Mistakes,
    login: String,
    role: String,
    centres: Vec<String>,
    sessions: Vec<Row>,
    hint: String,
    /// Her own page.
    home: String,
    /// The address of her own calendar, where she has made one.
    feed: Option<String>,
    /// What makes it, or ends it, once.
    feed_key: String,
    /// All pages that are hers: the address and in words.
    pages: Vec<(String, String)>,
}

struct Row {
    since: String,
    is_this: bool,
}

/// What the page sends.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordChange {
    /// For the browser's list of passwords; the session says whose it is.
    login: Option<String>,
    #[serde(skip_serializing)]
    password: String,
    #[serde(skip_serializing)]
    new_password: String,
    #[serde(skip_serializing)]
    new_password_again: String,
    lang: Option<String>,
}

async fn show(SignedIn(session): SignedIn, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    render(&app, StatusCode::OK, &language, Mistakes::default(), &session).await
}

async fn render(
    app: &AppState,
    status: StatusCode,
    language: &Language,
    mistakes: Mistakes,
    session: &Session,
) -> Result<Response, Problem> {
    let account = &session.account;
    let open = app.engine.sessions_of(&account.login).await.map_err(|error| Problem::from_engine(&error, None))?;
    let row = |row: store::SessionRow| Row {
        since: at(app, language, row.began_at, &account.centres),
        is_this: row.hash == session.row.hash,
    };
    let name = |centre: &CentreId| app.engine.setup(centre).map(|setup| setup.name.get(language).to_owned());
    let view = AccountPage {
        around: around(app, language, "own-account-title", PATH),
        mistakes,
        login: account.login.to_string(),
        role: app.texts.get(language, role_name(account.role)),
        centres: account.centres.iter().map(|centre| name(centre).unwrap_or_else(|| centre.to_string())).collect(),
        sessions: open.into_iter().rev().map(row).collect(),
        hint: password::hint(app, language),
        home: next::home(account, app),
        pages: pages(app, account, language),
        feed: super::feed::address(app, account).await?,
        feed_key: new_command_id()?,
    };
    page(status, &view)
}

/// The counters where she is known, the halls that she steers, and where devices are let in.
fn pages(app: &AppState, account: &Account, language: &Language) -> Vec<(String, String)> {
    let steers = account.role >= Role::Manager;
    let lets_in = account.role >= Role::Superuser;
    let hers = |centre: &CentreId| covers(account.role, &account.centres, centre);
    let setups = app.engine.centres().into_iter().filter(hers).filter_map(|centre| app.engine.setup(&centre));
    let mut pages = Vec::new();
    for setup in setups {
        let tell = |message: &str| {
            let mut values = Values::new();
            values.set("centre", setup.name.get(language).to_owned());
            app.texts.with(language, message, &values)
        };
        if setup.employees.contains_key(&account.subject) {
            pages.push((format!("/counter/{}", setup.centre), tell("own-account-counter")));
        }
        if steers {
            pages.push((format!("/manage/{}", setup.centre), tell("own-account-manage")));
        }
    }
    if lets_in {
        pages.push((super::devices::PATH.to_owned(), app.texts.get(language, "devices-title")));
    }
    pages
}

/// The message that names a role.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Device => "role-device",
        Role::Employee => "role-employee",
        Role::Manager => "role-manager",
        Role::Superuser => "role-superuser",
        Role::SystemOwner => "role-system-owner",
    }
}

/// A date and a time as the first of these centres has it, or the first of all.
fn at(app: &AppState, language: &Language, at: Instant, centres: &[CentreId]) -> String {
    let first = centres.iter().find_map(|centre| app.engine.setup(centre));
    let setup = first.or_else(|| app.engine.centres().iter().find_map(|centre| app.engine.setup(centre)));
    let Some(setup) = setup else { return at.to_string() };
    date_and_time(app, language, at, &setup)
}

/// A date and a time of a centre, in words.
pub(super) fn date_and_time(app: &AppState, language: &Language, at: Instant, setup: &Setup) -> String {
    let mut values = Values::new();
    values.set("date", format::date(at.date(&setup.time_zone), &app.texts, language));
    values.set("time", format::clock(at, setup, language));
    app.texts.with(language, "access-date-and-time", &values)
}

async fn change_password(
    SignedIn(session): SignedIn,
    State(app): State<AppState>,
    form: Form<PasswordChange>,
) -> Result<Response, Problem> {
    let PasswordChange { password: before, new_password, new_password_again, lang, .. } = form.body;
    let language = page_language(lang.as_deref(), LANGUAGES);
    let login = &session.account.login;
    let again = async |mistakes| render(&app, StatusCode::UNPROCESSABLE_ENTITY, &language, mistakes, &session).await;
    let mistakes = password::mistakes(&app, &language, login.as_str(), &new_password, &new_password_again);
    if !mistakes.0.is_empty() {
        return again(mistakes).await;
    }
    // Whoever sits down at a screen that was left open must not guess on.
    let (key, seconds) = (Key::Login(login.to_string()), app.limits.sign_in_seconds);
    let allowed = Allowed { tries: app.limits.sign_in_wrong_max, seconds };
    let counted = app.guesses.count(key.clone(), allowed, app.engine.now());
    counted.map_err(|seconds| Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests").retry_after(seconds))?;
    let of_engine = |error| Problem::from_engine(&error, None);
    if !app.engine.change_password(login, &before, &new_password).await.map_err(of_engine)? {
        return again(Mistakes::one("password", app.texts.get(&language, "password-wrong"))).await;
    }
    app.guesses.forget(&key);
    let Some(secret) = app.engine.begin_session(login).await.map_err(of_engine)? else {
        return Ok(([cookies::SESSION.clear()], see_other(super::sign_in::PATH)).into_response());
    };
    Ok(([cookies::SESSION.set(&secret.text)], see_other(PATH)).into_response())
}
