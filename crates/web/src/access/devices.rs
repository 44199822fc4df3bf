//! `/devices`: the devices of one's centres. A superuser types the code that a device shows, and says which one it is; a
//! device that is lost is no longer let in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{CentreId, Language};
use domain::setup::Texts;
use engine::Session;
use serde::{Deserialize, Serialize};
use store::{Role, TokenRow};

use super::account::date_and_time;
use super::guesses::{Allowed, Key};
use super::{Mistakes, around, page};
use crate::api::query::Pairs;
use crate::authority::SignedInSuperuser;
use crate::form::Form;
use crate::frame::see_other;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) const PATH: &str = "/devices";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, show).does("The devices of one's centres.").page(),
        Route::post(PATH, change).does("Lets a device in by its code, or ends one.").page(),
    ]
}

#[derive(Template)]
#[template(path = "devices.html")]
struct DevicesPage<'a> {
    around: Around<'a>,
    mistakes: Mistakes,
    places: Vec<Centre>,
    devices: Vec<Row>,
    code: String,
}

struct Centre {
    name: String,
    devices: Vec<Choice>,
}

struct Choice {
    value: String,
    name: String,
    is_chosen: bool,
}

struct Row {
    token: String,
    name: String,
    centre: String,
    since: String,
}

/// What the page sends: a code and what it is to be, or the token of a device that is to be ended.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    code: Option<String>,
    /// A centre and a device of it, with a slash between.
    device: Option<String>,
    revoke: Option<String>,
    lang: Option<String>,
}

async fn show(
    SignedInSuperuser(session): SignedInSuperuser,
    State(app): State<AppState>,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    render(&app, StatusCode::OK, &language, Mistakes::default(), &session, ("", "")).await
}

async fn render(
    app: &AppState,
    status: StatusCode,
    language: &Language,
    mistakes: Mistakes,
    session: &Session,
    (code, chosen): (&str, &str),
) -> Result<Response, Problem> {
    let centres = centres_of(app, session);
    let tokens = app.engine.tokens().await.map_err(|error| Problem::from_engine(&error, None))?;
    let now = app.engine.now();
    let devices = tokens.iter().filter(|row| row.role == Role::Device && row.is_valid_at(now));
    let view = DevicesPage {
        around: around(app, language, "devices-title", PATH),
        mistakes,
        places: centres.iter().filter_map(|centre| place(app, language, centre, chosen)).collect(),
        devices: devices.filter_map(|token| row(app, language, token, &centres)).collect(),
        code: code.chars().take(20).collect(),
    };
    page(status, &view)
}

/// The centres whose devices she keeps.
fn centres_of(app: &AppState, session: &Session) -> Vec<CentreId> {
    let everywhere = session.account.role == Role::SystemOwner && session.account.centres.is_empty();
    if everywhere { app.engine.centres() } else { session.account.centres.clone() }
}

fn place(app: &AppState, language: &Language, centre: &CentreId, chosen: &str) -> Option<Centre> {
    let setup = app.engine.setup(centre)?;
    let kiosks = setup.kiosks.iter().map(|(id, kiosk)| (id.as_str(), &kiosk.name));
    let screens = setup.screens.iter().map(|(id, screen)| (id.as_str(), &screen.name));
    let choice = |(id, name): (&str, &Texts)| {
        let value = format!("{centre}/{id}");
        Choice { is_chosen: value == chosen, value, name: name.get(language).to_owned() }
    };
    Some(Centre { name: setup.name.get(language).to_owned(), devices: kiosks.chain(screens).map(choice).collect() })
}

fn row(app: &AppState, language: &Language, token: &TokenRow, centres: &[CentreId]) -> Option<Row> {
    let centre = token.centres.iter().find(|centre| centres.contains(centre))?;
    let setup = app.engine.setup(centre)?;
    let subject = token.subject.as_deref().unwrap_or_default();
    let kiosk = setup.kiosks.iter().find(|(id, _)| id.as_str() == subject).map(|(_, kiosk)| &kiosk.name);
    let screen = setup.screens.iter().find(|(id, _)| id.as_str() == subject).map(|(_, screen)| &screen.name);
    Some(Row {
        token: token.name.clone(),
        name: kiosk.or(screen).map_or(subject, |name| name.get(language)).to_owned(),
        centre: setup.name.get(language).to_owned(),
        since: date_and_time(app, language, token.created_at, &setup),
    })
}

async fn change(
    SignedInSuperuser(session): SignedInSuperuser,
    State(app): State<AppState>,
    form: Form<Change>,
) -> Result<Response, Problem> {
    let Change { code, device, revoke, lang } = form.body;
    let language = page_language(lang.as_deref(), LANGUAGES);
    if let Some(token) = revoke {
        return end(&app, &session, &token).await;
    }
    let (code, chosen) = (code.unwrap_or_default(), device.unwrap_or_default());
    let Some((centre, device)) = known_device(&app, &session, &chosen) else {
        let mistake = Mistakes::one("device", app.texts.get(&language, "devices-device-missing"));
        return render(&app, StatusCode::UNPROCESSABLE_ENTITY, &language, mistake, &session, (&code, "")).await;
    };
    let by = format!("user:{}", session.account.login);
    let (key, seconds) = (Key::Codes(by.clone()), app.limits.sign_in_seconds);
    let allowed = Allowed { tries: app.limits.device_codes_wrong_max, seconds };
    let counted = app.guesses.count(key.clone(), allowed, app.engine.now());
    counted.map_err(|seconds| Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests").retry_after(seconds))?;
    let confirmed = app.engine.confirm_pairing(&code, &centre, &device, &by).await;
    if confirmed.map_err(|error| Problem::from_engine(&error, None))?.is_none() {
        let mistake = Mistakes::one("code", app.texts.get(&language, "devices-code-unknown"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&app, status, &language, mistake, &session, (&code, &chosen)).await;
    }
    app.guesses.was_right(&key);
    Ok(see_other(PATH))
}

/// The device that was chosen, if it is one of her centres'.
fn known_device(app: &AppState, session: &Session, chosen: &str) -> Option<(CentreId, String)> {
    let (centre, device) = chosen.split_once('/')?;
    let centre = CentreId::new(centre).ok().filter(|centre| centres_of(app, session).contains(centre))?;
    let setup = app.engine.setup(&centre)?;
    let is_known =
        setup.kiosks.keys().any(|id| id.as_str() == device) || setup.screens.keys().any(|id| id.as_str() == device);
    is_known.then(|| (centre, device.to_owned()))
}

/// Ends a device of one of her centres; another's looks like one that is not there.
async fn end(app: &AppState, session: &Session, token: &str) -> Result<Response, Problem> {
    let of_engine = |error| Problem::from_engine(&error, None);
    let (tokens, centres) = (app.engine.tokens().await.map_err(of_engine)?, centres_of(app, session));
    let is_hers = |row: &&TokenRow| {
        row.name == token && row.role == Role::Device && row.centres.iter().all(|centre| centres.contains(centre))
    };
    let Some(row) = tokens.iter().find(is_hers) else {
        return Err(Problem::new(StatusCode::NOT_FOUND, "unknown_device"));
    };
    let by = format!("user:{}", session.account.login);
    app.engine.revoke_token(&row.name, &by).await.map_err(of_engine)?;
    Ok(see_other(PATH))
}
