//! What is told when a request is not answered as wished: a problem document (RFC 9457) in the caller's language.
//!
//! A handler returns a [`Problem`] without knowing the language; `frame` writes the document. A problem never
//! repeats what was sent in a body: what is personal would come back, and into logs on the way.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::Language;
use domain::refusal::Refusal;
use domain::setup::Setup;
use engine::EngineError;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::refusals;
use crate::texts::{Texts, Values};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which a caller may try again when we are busy or cannot write.
pub const RETRY_SECONDS: u32 = 2;

/// A problem before it has a language.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: String,
    /// The name of the text: `problem-…` or `refusal-…`.
    message: String,
    /// What programs read, by name.
    details: Map<String, Value>,
    /// Values of the text that are messages themselves.
    shown: Vec<(&'static str, &'static str)>,
    /// Whose names the text shows instead of identifiers.
    setup: Option<Arc<Setup>>,
    retry_after_seconds: Option<u32>,
    /// Where people are sent instead of being told.
    go_to: Option<String>,
}

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Document {
    /// What kind of problem it is: `/problems/` and the code.
    #[serde(rename = "type")]
    #[schema(value_type = crate::openapi::forms::ProblemType)]
    pub kind: String,
    /// The kind in few words, in the caller's language.
    pub title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// The stable code; programs go by this.
    #[schema(value_type = crate::openapi::forms::Code)]
    pub code: String,
    /// This one request, to be named when asking for help.
    pub instance: String,
    /// What the text is about, by name.
    #[schema(value_type = crate::openapi::forms::Details)]
    pub details: Map<String, Value>,
}

impl Problem {
    /// A problem by its code; its text is `problem-` and the code with hyphens.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self(Box::new(Inner {
            status,
            code: code.to_owned(),
            message: format!("problem-{}", code.replace('_', "-")),
            details: Map::new(),
            shown: Vec::new(),
            setup: None,
            retry_after_seconds: None,
            go_to: None,
        }))
    }

    /// What the hall's rules refuse.
    pub fn refused(refusal: &Refusal, setup: Option<Arc<Setup>>) -> Self {
        let code = refusal.code();
        Self(Box::new(Inner {
            status: refusals::status(refusal),
            message: format!("refusal-{}", code.replace('_', "-")),
            code,
            details: refusal.details().into_iter().collect(),
            shown: Vec::new(),
            setup,
            retry_after_seconds: None,
            go_to: None,
        }))
    }

    /// What goes wrong around a command.
    pub fn from_engine(error: &EngineError, setup: Option<Arc<Setup>>) -> Self {
        match error {
            EngineError::Refused(refusal) => Self::refused(refusal, setup),
            EngineError::UnknownCentre(centre) => {
                Self::refused(&Refusal::UnknownCentre { centre: centre.clone() }, None)
            }
            EngineError::CommandIdReused => Self::new(StatusCode::CONFLICT, "command_id_reused"),
            EngineError::CommandIdInvalid => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_invalid"),
            EngineError::Busy | EngineError::Conflict => Self::later("busy"),
            EngineError::Store(error) if error.is_recoverable() => Self::later("storage_failed"),
            EngineError::Store(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE, "storage_damaged"),
            EngineError::TooManySubscribers => Self::later("too_many_streams"),
            EngineError::ShuttingDown => Self::later("shutting_down"),
            EngineError::SetupUnreadable(_) | EngineError::SetupStrands(..) | EngineError::Fault => {
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")
            }
        }
    }

    /// Not now: 503, with the time to wait.
    pub fn later(code: &'static str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code).retry_after(RETRY_SECONDS)
    }

    /// There is nothing at this address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// A field of a form is wrong; `why` is a message of the texts.
    pub fn field(field: &str, why: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid").detail("field", field).shows("why", why)
    }

    /// A parameter of the query is wrong; `why` is a message of the texts.
    pub fn query(parameter: &str, why: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "query_invalid").detail("parameter", parameter).shows("why", why)
    }

    /// Adds a detail.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.details.insert(name.to_owned(), value.into());
        self
    }

    /// Shows the text of another message as a value of this one's.
    #[must_use]
    pub fn shows(mut self, name: &'static str, message: &'static str) -> Self {
        self.0.details.insert(name.to_owned(), Value::from(message.trim_start_matches("why-").replace('-', "_")));
        self.0.shown.push((name, message));
        self
    }

    /// Says after how many seconds to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self.detail("seconds", seconds)
    }

    /// Sends people who look at a page to another one of ours; programs and scripts are told.
    #[must_use]
    pub(crate) fn go_to(mut self, address: String) -> Self {
        self.0.go_to = Some(address);
        self
    }

    /// Where people are sent.
    pub(crate) fn destination(&self) -> Option<&str> {
        self.0.go_to.as_deref()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The document in a language; `instance` names the request.
    pub fn document(&self, texts: &Texts, language: &Language, instance: String) -> Document {
        let inner = &self.0;
        let values = self.values(texts, language);
        Document {
            kind: format!("/problems/{}", inner.code),
            title: texts.attribute(language, &inner.message, "title", &values),
            status: inner.status.as_u16(),
            detail: texts.with(language, &inner.message, &values),
            code: inner.code.clone(),
            instance,
            details: inner.details.clone(),
        }
    }

    fn values(&self, texts: &Texts, language: &Language) -> Values<'static> {
        let mut values = Values::new();
        for (name, value) in &self.0.details {
            // One second is said otherwise than two.
            if let (true, Some(seconds)) = (name == "seconds", value.as_u64()) {
                values.set(name.clone(), seconds);
                continue;
            }
            let text = refusals::shown(name, value, self.0.setup.as_deref(), language);
            values.set(name.clone(), text);
        }
        for (name, message) in &self.0.shown {
            values.set(*name, texts.get(language, message));
        }
        values
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem; `frame` writes the document, which needs the language.
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.0.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.0.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
