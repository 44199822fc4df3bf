//! A page read aloud: the words that stand on it, made sound on the server. What is said can always be seen as well, so a
//! machine that cannot speak is passed over in silence. The text comes in a form, never in an address.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::ids::Language;
use serde::{Deserialize, Serialize};

use super::look::WRITTEN;
use super::shell::SPEECH_CHARS_MAX;
use super::stand::Stand;
use crate::authority::AtTheDoor;
use crate::form::Form;
use crate::problem::Problem;
use crate::speech::SpeechError;
use crate::state::AppState;

/// What is to be said.
#[derive(Deserialize, Serialize)]
pub(super) struct Words {
    text: String,
    language: String,
}

pub(super) async fn say(
    door: AtTheDoor,
    State(app): State<AppState>,
    stand: Stand,
    form: Form<Words>,
) -> Result<Response, Problem> {
    stand.caller(door)?;
    let wrong = |field: &str, why| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid").detail("field", field).shows("why", why)
    };
    let Words { text, language } = form.body;
    if text.trim().is_empty() || text.chars().count() > SPEECH_CHARS_MAX {
        return Err(wrong("text", "why-wrong-form"));
    }
    let language = Language::new(&language).ok().filter(|language| WRITTEN.contains(&language.as_str()));
    let language = language.ok_or_else(|| wrong("language", "why-unknown-choice"))?;
    match app.speech.say(&language, &text).await {
        Ok(sound) => {
            let mut response = sound.into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("audio/wav"));
            Ok(response)
        }
        Err(SpeechError::TextLength) => Err(wrong("text", "why-wrong-form")),
        // The page goes without a voice; the log has the reason.
        Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}
