//! The short address that messages have: it leads on to the visit's page, and says nothing of the visit itself.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::authority::Anyone;

pub(super) async fn lead(_: Anyone, Path(key): Path<String>) -> Response {
    // Only what a key is made of goes into the address; anything else leads to the page that says so.
    let key: String = key.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(64).collect();
    let mut response = super::not_to_be_found(StatusCode::SEE_OTHER, ().into_response());
    if let Ok(to) = HeaderValue::from_str(&format!("/ticket/{key}")) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}
