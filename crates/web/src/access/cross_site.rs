//! Whether another site's page made a browser send a request. A command may only come from a page of ours, or from a
//! program with a token in its header, which no page can make a browser send.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`), and no page can change that. What says nothing is
//! no browser of today, and is believed only where it carries no cookie.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};

use crate::authority::has_bearer;

/// Whether a request is a command that another site sent.
pub(crate) fn is_cross_site(request: &Request, is_secure: bool, public_url: &str) -> bool {
    let headers = request.headers();
    if matches!(*request.method(), Method::GET | Method::HEAD) || has_bearer(headers) {
        return false;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        Some(origin) => origin != public_url && !is_own(origin, host(request.uri(), headers), is_secure),
        None => headers.contains_key(header::COOKIE),
    }
}

/// Whether an origin is the host that was asked. What came by TLS is not answered to a page that did not.
fn is_own(origin: &str, host: Option<&str>, is_secure: bool) -> bool {
    let (scheme, authority) = origin.split_once("://").unwrap_or_default();
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let bare = |authority: &str| authority.strip_suffix(default_port).unwrap_or(authority).to_ascii_lowercase();
    let known_scheme = scheme == "https" || scheme == "http" && !is_secure;
    known_scheme && host.is_some_and(|host| bare(host) == bare(authority))
}

fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let said = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    said.or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn refused(method: Method, headers: &[(&str, &str)], is_secure: bool) -> bool {
        let mut request = Request::builder().method(method).uri("/account").header("host", "hall.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_cross_site(&request.body(Body::empty()).expect("a request"), is_secure, "https://public.example")
    }

    #[test]
    fn a_command_comes_from_a_page_of_ours_or_from_no_page() {
        let cookie = ("cookie", "__Host-frontdesk=x");
        let post = |headers: &[(&str, &str)]| refused(Method::POST, headers, true);
        for own in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("origin", "https://hall.example"),
            ("origin", "https://HALL.example:443"),
            ("origin", "https://public.example"),
        ] {
            assert!(!post(&[own, cookie]), "{own:?}");
        }
        for other in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", ""),
            ("origin", "https://evil.example"),
            ("origin", "https://hall.example.evil.example"),
            ("origin", "https://hall.example:8443"),
            ("origin", "http://hall.example"),
            ("origin", "null"),
            ("origin", ""),
        ] {
            assert!(post(&[other, cookie]) && post(&[other]), "{other:?}");
            assert!(!post(&[other, ("authorization", "Bearer fd_x")]), "a token is no cookie: {other:?}");
            assert!(!refused(Method::GET, &[other, cookie], true), "a look changes nothing: {other:?}");
        }
        assert!(post(&[cookie]), "a browser of today says where it comes from");
        assert!(!post(&[]), "a program without anything has nothing to lose");
        assert!(post(&[("sec-fetch-site", "cross-site"), ("origin", "https://hall.example"), cookie]));
        assert!(!refused(Method::POST, &[("origin", "http://hall.example"), cookie], false));
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            assert!(refused(method, &[("origin", "https://evil.example")], true));
        }
    }
}
