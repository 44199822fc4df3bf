//! The cookies that let somebody in. Each is `__Host-`: the browser sends it over TLS alone, to this host alone, and no page
//! can have set it for another. No script can read one; nothing is kept in a browser's storage.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The cookie of a session.
pub(crate) const SESSION: Cookie = Cookie { name: "__Host-frontdesk", same_site: "Lax", keep_seconds: None };

/// The cookie of a device that was let in.
pub(crate) const DEVICE: Cookie =
    Cookie { name: "__Host-frontdesk-device", same_site: "Strict", keep_seconds: Some(400 * 24 * 3_600) };

/// The cookie of a device that asks to be let in.
pub(crate) const PAIRING: Cookie =
    Cookie { name: "__Host-frontdesk-pairing", same_site: "Strict", keep_seconds: Some(600) };

/// The longest value that is looked at, in bytes.
const VALUE_BYTES_MAX: usize = 128;

/// One of ours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookie {
    name: &'static str,
    same_site: &'static str,
    /// How long the browser keeps it; until it is closed where nothing is said.
    keep_seconds: Option<u32>,
}

impl Cookie {
    /// The value that a request carries.
    pub(crate) fn of(self, headers: &HeaderMap) -> Option<&str> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == self.name)?;
        (!value.is_empty() && value.len() <= VALUE_BYTES_MAX).then_some(value)
    }

    /// The header that gives it a value.
    pub(crate) fn set(self, value: &str) -> (HeaderName, HeaderValue) {
        self.header(value, self.keep_seconds)
    }

    /// The header that takes it away.
    pub(crate) fn clear(self) -> (HeaderName, HeaderValue) {
        self.header("", Some(0))
    }

    fn header(self, value: &str, keep_seconds: Option<u32>) -> (HeaderName, HeaderValue) {
        let keep = keep_seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let text = format!("{}={value}; Path=/; Secure; HttpOnly; SameSite={}{keep}", self.name, self.same_site);
        // A secret is letters, digits, `-` and `_`; anything else gives an empty header, and nobody in.
        (header::SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("__Host-frontdesk-device=d; frontdesk=x; a=b=c"));
        assert_eq!(SESSION.of(&headers), None);
        headers.append(header::COOKIE, HeaderValue::from_static(" __Host-frontdesk=s"));
        assert_eq!((SESSION.of(&headers), DEVICE.of(&headers)), (Some("s"), Some("d")));
        let (_, value) = DEVICE.set("x");
        let expected = "__Host-frontdesk-device=x; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=34560000";
        assert_eq!(value.to_str().expect("text"), expected);
    }
}
