//! How a refusal of the hall is told over HTTP: its status, and the names that its text shows.
//!
//! What is named and unknown is 404; what could be right at another time or in another hall is 409; what could never be
//! right is 422. No rule of the hall is decided here.

use axum::http::StatusCode;
use domain::ids::Language;
use domain::refusal::Refusal;
use domain::setup::{Setup, Texts as SetupTexts};
use fluent_bundle::FluentValue;
use serde_json::Value;

/// The status of a refusal.
pub(crate) fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::UnknownVisit
        | Refusal::UnknownService { .. }
        | Refusal::UnknownQueue { .. }
        | Refusal::UnknownDesk { .. }
        | Refusal::UnknownEmployee { .. }
        | Refusal::UnknownKiosk { .. }
        | Refusal::UnknownCentre { .. }
        | Refusal::UnknownBlock
        | Refusal::UnknownLanguage { .. } => StatusCode::NOT_FOUND,
        Refusal::NoService
        | Refusal::TooManyServices { .. }
        | Refusal::ServiceTwice { .. }
        | Refusal::NoQueue
        | Refusal::HoldTooLong { .. }
        | Refusal::BlockNotOnThisDay => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::EmployeeOnly => StatusCode::FORBIDDEN,
        _ => StatusCode::CONFLICT,
    }
}

/// A detail as a text shows it: by its public name where the set-up has one, or else as it was named.
pub(crate) fn shown(name: &str, value: &Value, setup: Option<&Setup>, language: &Language) -> FluentValue<'static> {
    match value {
        Value::Number(number) => number.as_f64().map_or(FluentValue::None, FluentValue::from),
        Value::String(text) => {
            let public = setup.and_then(|s| public_name(name, text, s, language)).unwrap_or_else(|| text.clone());
            FluentValue::from(public)
        }
        Value::Array(values) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            FluentValue::from(texts.join(", "))
        }
        other => FluentValue::from(other.to_string()),
    }
}

fn public_name(kind: &str, id: &str, setup: &Setup, language: &Language) -> Option<String> {
    let text = |texts: &SetupTexts| texts.get(language).to_owned();
    match kind {
        "service" => setup.services.get(&id.parse().ok()?).map(|s| text(&s.name)),
        "queue" => setup.queues.get(&id.parse().ok()?).map(|q| text(&q.name)),
        "desk" => setup.desks.get(&id.parse().ok()?).map(|d| text(&d.name)),
        "kiosk" => setup.kiosks.get(&id.parse().ok()?).map(|k| text(&k.name)),
        "question" => setup.questions.get(&id.parse().ok()?).map(|q| text(&q.text)),
        "referral" => setup.referrals.get(&id.parse().ok()?).map(|r| text(&r.name)),
        "employee" => setup.employees.get(&id.parse().ok()?).map(|e| e.name.clone()),
        _ => None,
    }
}
