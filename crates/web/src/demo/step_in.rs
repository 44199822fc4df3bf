//! Stepping in: a visitor of the demo becomes one of its people or devices, or takes a ticket, without a password.

use std::collections::BTreeMap;
use std::fmt;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::answer::Answer;
use domain::command::{Action, Actor, Command};
use domain::ids::{CentreId, EmployeeId, KioskId, Language, ServiceId};
use engine::{Request, identifiers};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use store::{NewToken, Role};

use super::{Demo, in_language, see_other};
use crate::access::cookies;
use crate::access::next::own;
use crate::authority::Anyone;
use crate::form::Form;
use crate::problem::Problem;
use crate::state::AppState;

/// The secrets of the demo's devices, each made once for a run of the program. They are nobody's but the demo's.
#[derive(Default)]
pub(crate) struct DemoDevices(Mutex<BTreeMap<(CentreId, KioskId), String>>);

impl fmt::Debug for DemoDevices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DemoDevices")
    }
}

/// As whom, and where to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StepIn {
    /// A person of the demo.
    login: Option<EmployeeId>,
    /// Or a device of a centre.
    centre: Option<CentreId>,
    device: Option<KioskId>,
    /// The page to go to.
    to: String,
}

/// A ticket to follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Take {
    centre: CentreId,
    service: ServiceId,
    /// Of whoever takes it.
    lang: Option<Language>,
}

pub(super) async fn submit(
    _: Anyone,
    _: Demo,
    State(app): State<AppState>,
    form: Form<StepIn>,
) -> Result<Response, Problem> {
    let StepIn { login, centre, device, to } = form.body;
    let to = own(&to).unwrap_or("/");
    let mut response = see_other(to);
    if let Some(login) = login {
        let begun = app.engine.begin_session(&login).await.map_err(|error| Problem::from_engine(&error, None))?;
        let secret = begun.ok_or_else(Problem::not_found)?;
        let (name, value) = cookies::SESSION.set(&secret.text);
        response.headers_mut().append(name, value);
    }
    if let (Some(centre), Some(device)) = (centre, device) {
        let secret = device_secret(&app, centre, device).await?;
        let (name, value) = cookies::DEVICE.set(&secret);
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

async fn device_secret(app: &AppState, centre: CentreId, device: KioskId) -> Result<String, Problem> {
    let setup = app.engine.setup(&centre).ok_or_else(Problem::not_found)?;
    if !setup.kiosks.contains_key(&device) {
        return Err(Problem::not_found());
    }
    let key = (centre.clone(), device.clone());
    if let Some(secret) = app.demo_devices.0.lock().get(&key) {
        return Ok(secret.clone());
    }
    let fault = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault");
    let secret = identifiers::new_token().map_err(|_| fault())?;
    let token = NewToken {
        // Kiosks of two centres may have the same name.
        // It goes on after another start, as a kiosk that was let in does.
        name: format!("step-in {centre} {device} {}", app.run_name),
        role: Role::Device,
        centres: vec![centre],
        subject: Some(device.to_string()),
        hash: secret.hash,
        expires_at: None,
    };
    app.engine.create_token(token, "demo").await.map_err(|error| Problem::from_engine(&error, None))?;
    app.demo_devices.0.lock().insert(key, secret.text.clone());
    Ok(secret.text)
}

pub(super) async fn ticket(
    _: Anyone,
    _: Demo,
    State(app): State<AppState>,
    form: Form<Take>,
) -> Result<Response, Problem> {
    let setup = app.engine.setup(&form.body.centre);
    let language = form.body.lang.clone().unwrap_or_else(Language::danish);
    let fault = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault");
    let visit = identifiers::new_visit_id(app.engine.now()).map_err(|_| fault())?;
    let action = Action::TakeTicket {
        visit,
        services: vec![form.body.service.clone()],
        language: language.clone(),
        answers: Vec::new(),
    };
    let request = Request {
        sender: "demo tour".to_owned(),
        command_id: form.command_id.clone(),
        body_hash: form.fingerprint,
        centre: form.body.centre.clone(),
        date: None,
        command: Command { by: Actor::Program("demo".to_owned()), action },
        people: Vec::new(),
        limits: Vec::new(),
    };
    let reply = app.engine.submit(request).await.map_err(|error| Problem::from_engine(&error, setup))?;
    let Answer::Visit(card) = reply.answer else { return Err(fault()) };
    Ok(see_other(&in_language(&format!("/ticket/{}", app.links.key(card.id)), &language)))
}
