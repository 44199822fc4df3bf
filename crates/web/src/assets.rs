//! The files that pages load: styles, custom elements, fonts, htmx. All from the program itself.
//!
//! They stand under one address that changes with their content (`/assets/<build>/<name>`), so that a browser asks for
//! each once. Nothing personal is ever among them.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::authority::Anyone;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// A file in the binary.
struct File {
    name: &'static str,
    bytes: &'static [u8],
    /// The same, compressed, where that is shorter.
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/assets/{*file}", file).does("A file that pages load.").page()]
}

/// The address of a file.
pub(crate) fn path(name: &str) -> String {
    debug_assert!(find(name).is_some(), "there is no file `{name}` among the assets");
    format!("/assets/{BUILD}/{name}")
}

/// The same, where there is such a file.
pub(crate) fn path_if_there(name: &str) -> Option<String> {
    find(name).map(|file| path(file.name))
}

/// A name of all files together; another build has another.
pub(crate) fn build() -> &'static str {
    BUILD
}

async fn file(_: Anyone, State(_): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let name = uri.path().strip_prefix("/assets/").and_then(|rest| rest.split_once('/')).map(|(_, name)| name);
    // Whichever build is asked for, there is this one; only its own address may be kept for long.
    let found = name.and_then(find).ok_or_else(Problem::not_found)?;
    if let Some(response) = from_disk(found.name) {
        return Ok(response);
    }
    let own = uri.path().starts_with(&format!("/assets/{BUILD}/"));
    let zipped = found.gzip.filter(|_| takes_gzip(&headers));
    let mut response = zipped.unwrap_or(found.bytes).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(found.name)));
    let kept = if own { "public, max-age=31536000, immutable" } else { "no-cache" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if zipped.is_some() {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// In a developer's build, a file of the folder named by `WEB_ASSETS` as it is now: a style can be changed without
/// building anew. Nothing but the names of embedded files is ever read.
fn from_disk(name: &'static str) -> Option<Response> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let folder = std::env::var_os("WEB_ASSETS")?;
    let bytes = std::fs::read(std::path::Path::new(&folder).join(name)).ok()?;
    let mut response = bytes.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

fn find(name: &str) -> Option<&'static File> {
    FILES.binary_search_by(|file| file.name.cmp(name)).ok().and_then(|at| FILES.get(at))
}

/// Whether an answer may be compressed.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(',').any(|part| part.trim().split(';').next() == Some("gzip") && !part.contains("q=0"))
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("wav") => "audio/wav",
        Some("webmanifest") => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_and_text_is_shorter_compressed() {
        assert!(FILES.windows(2).all(|two| two[0].name < two[1].name), "the files are in order");
        for name in ["base.css", "schibsted-latin.woff2", "htmx.js", "licences.txt"] {
            let file = find(name).unwrap_or_else(|| panic!("{name}"));
            assert!(!file.bytes.is_empty() && file.gzip.is_none_or(|zipped| zipped.len() < file.bytes.len()));
        }
        assert!(find("../Cargo.toml").is_none() && find("").is_none());
        assert!(find("htmx.js").expect("htmx").gzip.is_some());
    }
}
