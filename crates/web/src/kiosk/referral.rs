//! A referral: an answer led to help elsewhere. It is counted when it is given, and shown on a page of its own, so that
//! loading that page again counts nothing.

use axum::extract::State;
use axum::response::Response;
use domain::answer::Answer;
use domain::command::Action;
use domain::ids::{ReferralId, ServiceId};
use serde::{Deserialize, Serialize};

use super::say::Say;
use super::service::{Instead, leads_elsewhere, page_bar};
use super::shell::top;
use super::stand::{Stand, see_other};
use crate::answers::read_answers;
use crate::api::command::submit;
use crate::authority::{AtTheDoor, Caller};
use crate::form::Form;
use crate::problem::Problem;
use crate::signs::qr;
use crate::state::AppState;

/// What leads there.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Answered {
    service: String,
    answers: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    adapted: String,
}

pub(super) async fn submit_answers(
    app: &AppState,
    stand: &Stand,
    caller: Caller,
    form: Form<Answered>,
) -> Result<Response, Problem> {
    let answers = read_answers(&form.body.answers)?;
    let service = ServiceId::new(&form.body.service).map_err(|_| Problem::not_found())?;
    let reply = submit(app, caller, form.into_order(), Action::Refer { service, answers }, Vec::new()).await?;
    let Answer::Referred { referral } = reply.answer else { return Ok(see_other(&stand.home())) };
    Ok(see_other(&stand.below("referral", &[("to", referral.as_str())])))
}

pub(super) async fn submit_form(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    form: Form<Answered>,
) -> Result<Response, Problem> {
    let caller = stand.caller(door)?;
    stand.wear(&app, &form.body.lang, &form.body.adapted)?;
    let answer = submit_answers(&app, &stand, caller, form).await;
    Ok(stand.answer(&app, answer))
}

pub(super) async fn show(door: AtTheDoor, State(app): State<AppState>, mut stand: Stand) -> Result<Response, Problem> {
    stand.caller(door)?;
    let to = stand.query.take("to")?.unwrap_or_default();
    let page = page(&app, &stand, &to).await;
    Ok(stand.answer(&app, page))
}

async fn page(app: &AppState, stand: &Stand, to: &str) -> Result<Response, Problem> {
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let referral = ReferralId::new(to).ok().and_then(|id| scene.setup.referrals.get(&id));
    let Some(referral) = referral else { return Ok(see_other(&stand.home())) };
    let path = format!("{}/referral", stand.base());
    let view = Instead {
        top: top(say, &stand.look, &scene.hall, scene.clock_speed),
        bar: page_bar(say, stand, &scene.hall, |other| other.address(&path, &[("to", to)])),
        tile: None,
        heading: say.name(&referral.name).to_owned(),
        why: String::new(),
        text: say.name(&referral.text).to_owned(),
        opens: String::new(),
        code: referral.link.as_deref().and_then(|link| qr(link, &say.t("kiosk-scan"))),
        back: stand.home(),
    };
    let here = stand.look.address(&path, &[("to", to)]);
    leads_elsewhere(app, stand, say, view, here)
}
