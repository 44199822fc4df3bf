//! What a page's form sends: its key, its fields, and a hash of both with its address.
//!
//! A form is an order like one of a program ([`crate::order::Order`]): what its hidden field `command_id` names is done
//! once, however often it is sent. A page makes that field anew each time it is shown. Fields that are not the form's are
//! refused where its type says so; what was sent is never repeated in a problem or a log.

use std::fmt;

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use engine::identifiers;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::order::{Address, Order, fault, is_of_type, reason, whole};
use crate::problem::Problem;
use crate::state::AppState;

/// The hidden field that carries the command's identifier.
pub(crate) const COMMAND_ID_FIELD: &str = "command_id";

/// The media type of a form.
const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// A form on its way in. `T` has the form's fields without [`COMMAND_ID_FIELD`]: a `Vec` where a field may be there
/// several times (with `#[serde(default)]` where it may be missing), an `Option` where it may be missing. What is typed
/// should be a `String` that the handler checks, so that it can be shown beside its mistake.
pub(crate) struct Form<T> {
    /// What counts it once: 1 to 64 visible ASCII characters; made here where none was sent.
    pub(crate) command_id: String,
    /// What was asked for, as a keyed hash.
    pub(crate) fingerprint: [u8; 32],
    /// The fields.
    pub(crate) body: T,
}

/// Without the fields: a password may be among them.
impl<T> fmt::Debug for Form<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form").field("command_id", &self.command_id).finish_non_exhaustive()
    }
}

impl<T> Form<T> {
    /// The form as the order that it is.
    pub(crate) fn into_order(self) -> Order<T> {
        Order { command_id: self.command_id, fingerprint: self.fingerprint, body: self.body }
    }
}

/// A command identifier for a page that is about to be shown, for its hidden field.
///
/// # Errors
/// A [`Problem`] where the operating system gives no random bytes.
pub(crate) fn new_command_id() -> Result<String, Problem> {
    identifiers::new_command_id().map_err(|_| fault())
}

impl<T: DeserializeOwned + Serialize + Send> FromRequest<AppState> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Problem> {
        let address = Address::of(&request);
        let (parts, body) = request.into_parts();
        let bytes = whole(body, app.limits.body_bytes_max).await?;
        if !bytes.is_empty() && !is_of_type(&parts.headers, MEDIA_TYPE) {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "form_type_unknown"));
        }
        let (command_id, body) = read::<T>(&bytes)?;
        let command_id = command_id.map_or_else(new_command_id, Ok)?;
        Ok(Self { command_id, fingerprint: address.fingerprint(app, &body)?, body })
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<(Option<String>, T), Problem> {
    let wrong = |field: &str, why| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid").detail("field", field).shows("why", why)
    };
    let pairs: Vec<(String, String)> =
        serde_html_form::from_bytes(bytes).map_err(|_| wrong("body", "why-wrong-form"))?;
    let (keys, fields): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == COMMAND_ID_FIELD);
    let mut keys = keys.into_iter().map(|(_, key)| key);
    let command_id = keys.next();
    if keys.next().is_some() {
        return Err(wrong(COMMAND_ID_FIELD, "why-twice"));
    }
    if command_id.as_ref().is_some_and(|key| !identifiers::is_command_id(key)) {
        return Err(wrong(COMMAND_ID_FIELD, "why-wrong-form"));
    }
    let fields = serde_html_form::to_string(fields).map_err(|_| fault())?;
    let reader = serde_html_form::Deserializer::from_bytes(fields.as_bytes());
    match serde_path_to_error::deserialize(reader) {
        Ok(body) => Ok((command_id, body)),
        Err(error) => {
            let (path, said) = (error.path().to_string(), error.inner().to_string());
            let (why, named) = reason(&said);
            let field = named.or((path != ".").then_some(path.as_str())).unwrap_or("body");
            Err(wrong(field, why))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Move {
        queue: String,
        note: Option<String>,
        #[serde(default)]
        services: Vec<String>,
    }

    fn refused(form: &str) -> (u16, String, String) {
        let problem = read::<Move>(form.as_bytes()).expect_err("it is refused");
        let texts = crate::texts::Texts::embedded().expect("texts");
        let document = problem.document(&texts, &domain::ids::Language::english(), String::new());
        let detail = |name: &str| document.details[name].as_str().unwrap_or_default().to_owned();
        (document.status, detail("field"), detail("why"))
    }

    #[test]
    fn fields_are_read_and_repeated_ones_make_a_list() {
        let form = "queue=pas+og+k%C3%B8rekort&services=a&command_id=x1&services=b";
        let expected =
            Move { queue: "pas og kørekort".to_owned(), note: None, services: vec!["a".to_owned(), "b".to_owned()] };
        assert_eq!(read::<Move>(form.as_bytes()).expect("it is read"), (Some("x1".to_owned()), expected));
        let (key, body) = read::<Move>(b"queue=a").expect("it is read");
        assert_eq!((key, body.services.len()), (None, 0));
    }

    #[test]
    fn a_field_that_is_wrong_is_named() {
        assert_eq!(refused("note=x"), (422, "queue".to_owned(), "missing".to_owned()));
        assert_eq!(refused("queue=a&quue=b"), (422, "quue".to_owned(), "unknown_field".to_owned()));
        assert_eq!(refused("queue=a&queue=b").1, "queue");
        assert_eq!(refused(""), (422, "queue".to_owned(), "missing".to_owned()));
    }

    #[test]
    fn a_key_is_one_and_can_be_a_key() {
        assert_eq!(refused("queue=a&command_id=1&command_id=2").2, "twice");
        let long = format!("queue=a&command_id={}", "x".repeat(65));
        for form in ["queue=a&command_id=", "queue=a&command_id=%C3%A6", &long] {
            assert_eq!(refused(form), (422, "command_id".to_owned(), "wrong_form".to_owned()), "{form}");
        }
    }
}
