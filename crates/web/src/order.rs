//! A command on its way in: its key, its body, and a hash of both with its address.
//!
//! A body is JSON, at most as long as the limit says; a field that is wrong is named. What was sent is never repeated in
//! an answer or a log. The hash is keyed: from the one that is stored nobody can try out which phone number was in it.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;

use axum::body::{Body, HttpBody as _};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use engine::identifiers;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::api::query::Pairs;
use crate::problem::Problem;
use crate::state::AppState;

/// The header that carries a command's identifier.
pub(crate) const COMMAND_ID_HEADER: &str = "idempotency-key";

/// A body that a command takes.
pub(crate) trait Asked: DeserializeOwned + Serialize + Send {
    /// What an empty body stands for; none where there must be one.
    fn when_empty() -> Option<Self>;
}

/// No body, or one without anything in it: a wish that nobody reads would be passed over in silence.
#[derive(Debug, Default, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl Asked for Nothing {
    fn when_empty() -> Option<Self> {
        Some(Self {})
    }
}

/// A command on its way in.
#[derive(Debug)]
pub(crate) struct Order<T> {
    /// What counts it once; made here where none was sent.
    pub(crate) command_id: String,
    /// What was asked for, as a keyed hash.
    pub(crate) fingerprint: [u8; 32],
    /// The body.
    pub(crate) body: T,
}

impl<T> Order<T> {
    /// The order without its body, and the body.
    pub(crate) fn split(self) -> (Order<Nothing>, T) {
        (Order { command_id: self.command_id, fingerprint: self.fingerprint, body: Nothing {} }, self.body)
    }
}

impl<T: Asked> FromRequest<AppState> for Order<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Problem> {
        // What is wished stands in the body; a wish in the address would be passed over.
        Pairs::of(request.uri())?.done()?;
        let command_id = command_id(request.headers())?;
        let address = Address::of(&request);
        let body: T = read(request, app.limits.body_bytes_max).await?;
        Ok(Self { command_id, fingerprint: address.fingerprint(app, &body)?, body })
    }
}

/// Where a command was sent to.
pub(crate) struct Address {
    method: Method,
    path: String,
}

impl Address {
    pub(crate) fn of(request: &Request) -> Self {
        Self { method: request.method().clone(), path: request.uri().path().to_owned() }
    }

    /// The keyed hash of address and body. The body is hashed as we understood it: spaces and the order of fields make no
    /// other command.
    pub(crate) fn fingerprint<T: Serialize>(&self, app: &AppState, body: &T) -> Result<[u8; 32], Problem> {
        let mut hasher = blake3::Hasher::new_keyed(&app.body_key);
        for part in [self.method.as_str(), " ", &self.path, "\n"] {
            hasher.update(part.as_bytes());
        }
        serde_json::to_writer(&mut hasher, body).map_err(|_| fault())?;
        Ok(*hasher.finalize().as_bytes())
    }
}

fn command_id(headers: &HeaderMap) -> Result<String, Problem> {
    let mut values = headers.get_all(COMMAND_ID_HEADER).iter();
    let Some(value) = values.next() else {
        return identifiers::new_command_id().map_err(|_| fault());
    };
    match value.to_str() {
        Ok(text) if values.next().is_none() && identifiers::is_command_id(text) => Ok(text.to_owned()),
        _ => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_invalid")),
    }
}

async fn read<T: Asked>(request: Request, bytes_max: usize) -> Result<T, Problem> {
    let (parts, body) = request.into_parts();
    let bytes = whole(body, bytes_max).await?;
    if bytes.is_empty() {
        return T::when_empty().ok_or_else(missing);
    }
    if !is_of_type(&parts.headers, "application/json") {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body_type_unknown"));
    }
    match serde_json::from_slice::<ByName<T>>(&bytes) {
        Ok(ByName(body)) => Ok(body),
        Err(_) => Err(explain::<ByName<T>>(&bytes)),
    }
}

/// All bytes of a body.
///
/// # Errors
/// 413 where there are more than `bytes_max`, 400 where they do not come to their end.
pub(crate) async fn whole(body: Body, bytes_max: usize) -> Result<Vec<u8>, Problem> {
    let too_large =
        || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large").detail("max_bytes", bytes_max as u64);
    if body.size_hint().lower() > bytes_max as u64 {
        return Err(too_large());
    }
    collect(body, bytes_max).await.map_err(|error| match error {
        Unread::TooLarge => too_large(),
        Unread::Broken => Problem::new(StatusCode::BAD_REQUEST, "body_unreadable"),
    })
}

/// A thing with named fields. Without this a list of the values, in the order of the fields, would pass for it.
#[derive(Debug)]
pub(crate) struct ByName<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_map(Fields(PhantomData)).map(Self)
    }
}

enum Unread {
    TooLarge,
    Broken,
}

async fn collect(mut body: Body, bytes_max: usize) -> Result<Vec<u8>, Unread> {
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(0);
    let mut whole = Vec::with_capacity(expected.min(bytes_max));
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if whole.len() + data.len() > bytes_max {
            return Err(Unread::TooLarge);
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole)
}

/// Whether a body is said to be of a media type, whatever its parameters.
pub(crate) fn is_of_type(headers: &HeaderMap, media_type: &str) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case(media_type)
}

fn missing() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "body_missing")
}

pub(crate) fn fault() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault")
}

/// Reads a body that is wrong once more, this time with an eye on the place.
fn explain<T: DeserializeOwned>(bytes: &[u8]) -> Problem {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let found = serde_path_to_error::deserialize::<_, T>(&mut reader);
    let Err(error) = found else { return malformed(&trailing(&mut reader)) };
    let (path, inner) = (error.path().to_string(), error.inner());
    if !inner.is_data() {
        return malformed(inner);
    }
    let said = inner.to_string();
    let (why, named) = reason(&said);
    let field = match (path.as_str(), named) {
        (".", Some(name)) => name.to_owned(),
        (path, Some(name)) if !path.ends_with(name) => format!("{path}.{name}"),
        (".", None) => "body".to_owned(),
        (path, _) => path.to_owned(),
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid").detail("field", field).shows("why", why)
}

fn trailing<'de, R: serde_json::de::Read<'de>>(reader: &mut serde_json::Deserializer<R>) -> serde_json::Error {
    reader.end().err().unwrap_or_else(|| serde::de::Error::custom("not JSON"))
}

fn malformed(error: &serde_json::Error) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "body_malformed")
        .detail("line", error.line() as u64)
        .detail("column", error.column() as u64)
}

/// Why a field is wrong, as a message of the texts, and the field where the sentence names it.
pub(crate) fn reason(said: &str) -> (&'static str, Option<&str>) {
    let named = said.split('`').nth(1);
    if said.starts_with("missing field") {
        ("why-missing", named)
    } else if said.starts_with("unknown field") {
        ("why-unknown-field", named)
    } else if said.starts_with("duplicate field") {
        ("why-twice", named)
    } else if said.starts_with("unknown variant") {
        ("why-unknown-choice", None)
    } else if said.starts_with("invalid type") {
        ("why-wrong-type", None)
    } else {
        ("why-wrong-form", None)
    }
}
