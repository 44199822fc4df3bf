//! "Call for help": everyone signed on is told, until somebody goes there or the citizen takes it back. A second press
//! makes no second call; that is the hall's rule, and nothing here counts presses.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::command::Action;
use engine::{Scene, Topic};
use serde::{Deserialize, Serialize};

use super::say::Say;
use super::shell::Help;
use super::stand::{Stand, see_other};
use crate::api::command::submit;
use crate::authority::AtTheDoor;
use crate::form::Form;
use crate::problem::Problem;
use crate::state::AppState;
use crate::views::{Means, View};

/// The changing part of every page but the first.
pub(crate) const VIEW: View = View { name: "kiosk-help", draw: fragment };

/// Where to go on.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// The part of a page that says whether somebody comes.
#[derive(Template)]
#[template(path = "kiosk/help.html", block = "live")]
struct HelpPart<'a> {
    help: Help,
    say: Say<'a>,
    at: i64,
    speed: f64,
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let say =
        Say { texts: &means.texts, setup: &scene.setup, language: &topic.language, first_times: &means.first_times };
    let help = Help::at(&scene.hall, topic.subject.as_deref().unwrap_or_default());
    let (at, speed) = (scene.hall.at.as_millis(), scene.clock_speed);
    HelpPart { help, say, at, speed }.render().unwrap_or_default()
}

pub(super) async fn call(
    door: AtTheDoor,
    State(app): State<AppState>,
    stand: Stand,
    form: Form<Back>,
) -> Result<Response, Problem> {
    let action = Action::CallForHelp { kiosk: stand.id.clone() };
    perform(&app, door, stand, form, action).await
}

pub(super) async fn end(
    door: AtTheDoor,
    State(app): State<AppState>,
    stand: Stand,
    form: Form<Back>,
) -> Result<Response, Problem> {
    let action = Action::EndHelp { kiosk: stand.id.clone() };
    perform(&app, door, stand, form, action).await
}

async fn perform(
    app: &AppState,
    door: AtTheDoor,
    stand: Stand,
    form: Form<Back>,
    action: Action,
) -> Result<Response, Problem> {
    let caller = stand.caller(door)?;
    let back = stand.back_to(&form.body.back);
    let done = submit(app, caller, form.into_order(), action, Vec::new()).await;
    Ok(stand.answer(app, done.map(|_| see_other(&back))))
}
