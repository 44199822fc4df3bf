//! `/invitation/{secret}`: whoever was invited sets her password, once, and is signed in.
//!
//! The link is as good as a password until it is used. It stands in no log, no other site learns of it (`no-referrer`), and
//! the page loads nothing from elsewhere.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ids::Language;
use serde::{Deserialize, Serialize};
use store::Account;

use super::{Mistakes, around, cookies, next, page, password};
use crate::api::path::{At, InPath};
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::form::Form;
use crate::frame::see_other;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

const PATH: &str = "/invitation/{secret}";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, show).does("The page where somebody who was invited sets her password.").page(),
        Route::post(PATH, accept).does("Sets the password, once, and begins a session.").page(),
    ]
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage<'a> {
    around: Around<'a>,
    mistakes: Mistakes,
    login: String,
    hint: String,
}

/// What the page sends.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    /// For the browser's list of passwords; the invitation says whose it is.
    login: Option<String>,
    #[serde(rename = "new_password", skip_serializing)]
    chosen: String,
    #[serde(rename = "new_password_again", skip_serializing)]
    again: String,
    lang: Option<String>,
}

/// The secret in the path.
struct InvitationSecret(String);

impl InPath for InvitationSecret {
    const AFTER: &'static str = "invitation";

    fn read(text: &str) -> Result<Self, Problem> {
        let is_secret = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_secret.then(|| Self(text.to_owned())).ok_or_else(over)
    }
}

async fn show(
    _: Anyone,
    State(app): State<AppState>,
    At(InvitationSecret(secret)): At<InvitationSecret>,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    let account = invited(&app, &secret).await?;
    render(&app, StatusCode::OK, &language, Mistakes::default(), &account, &secret)
}

async fn invited(app: &AppState, secret: &str) -> Result<Account, Problem> {
    let account = app.engine.invitation(secret).await.map_err(|error| Problem::from_engine(&error, None))?;
    account.ok_or_else(over)
}

fn over() -> Problem {
    Problem::new(StatusCode::GONE, "invitation_over")
}

fn render(
    app: &AppState,
    status: StatusCode,
    language: &Language,
    mistakes: Mistakes,
    account: &Account,
    secret: &str,
) -> Result<Response, Problem> {
    let around = around(app, language, "invitation-title", &format!("/invitation/{secret}"));
    let hint = password::hint(app, language);
    page(status, &InvitationPage { around, mistakes, login: account.login.to_string(), hint })
}

async fn accept(
    _: Anyone,
    State(app): State<AppState>,
    At(InvitationSecret(secret)): At<InvitationSecret>,
    form: Form<NewPassword>,
) -> Result<Response, Problem> {
    let NewPassword { chosen, again, lang, .. } = form.body;
    let language = page_language(lang.as_deref(), LANGUAGES);
    let account = invited(&app, &secret).await?;
    let mistakes = password::mistakes(&app, &language, account.login.as_str(), &chosen, &again);
    if !mistakes.0.is_empty() {
        return render(&app, StatusCode::UNPROCESSABLE_ENTITY, &language, mistakes, &account, &secret);
    }
    let of_engine = |error| Problem::from_engine(&error, None);
    let login = app.engine.accept_invitation(&secret, &chosen).await.map_err(of_engine)?.ok_or_else(over)?;
    let session = app.engine.begin_session(&login).await.map_err(of_engine)?.ok_or_else(over)?;
    Ok(([cookies::SESSION.set(&session.text)], see_other(&next::home(&account, &app))).into_response())
}
