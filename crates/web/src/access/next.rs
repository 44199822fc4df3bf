//! Where somebody goes after she has signed in: where she wanted to, if that is a page of ours, or to her own page.

use store::{Account, Role};

use crate::state::AppState;

/// The longest address that is remembered, in bytes.
const ADDRESS_BYTES_MAX: usize = 512;

/// The address of the sign-in page that leads to another one.
pub(crate) fn sign_in_for(wanted: &str) -> String {
    let path = super::sign_in::PATH;
    match serde_html_form::to_string([("next", wanted)]) {
        Ok(query) if own(wanted).is_some() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// The address, if it is a path of ours and nothing that a browser could take for another host's.
pub(crate) fn own(wanted: &str) -> Option<&str> {
    let plain = wanted.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'));
    let is_path = wanted.starts_with('/') && !wanted.starts_with("//");
    let signs_in = wanted.split(['?', '#']).next() == Some(super::sign_in::PATH);
    (plain && is_path && !signs_in && wanted.len() <= ADDRESS_BYTES_MAX).then_some(wanted)
}

/// Her own page: the counter of whoever serves, the hall of whoever steers.
pub(crate) fn home(account: &Account, app: &AppState) -> String {
    let everywhere = account.role == Role::SystemOwner && account.centres.is_empty();
    let first = if everywhere { app.engine.centres().into_iter().next() } else { account.centres.first().cloned() };
    match first {
        Some(centre) if account.role == Role::Employee => format!("/counter/{centre}"),
        Some(centre) => format!("/manage/{centre}"),
        None => super::account::PATH.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_to() {
        for good in ["/", "/counter/borger", "/manage/borger?minute=10:42&x=%2F%2F", "/a//b"] {
            assert_eq!(own(good), Some(good));
        }
        let long = format!("/{}", "x".repeat(ADDRESS_BYTES_MAX));
        for bad in [
            "",
            "counter",
            "//evil.example",
            "///evil",
            "/\\evil.example",
            "\\\\evil",
            "https://evil.example",
            "javascript:alert(1)",
            "/a b",
            "/a\tb",
            "/\n/evil",
            " /a",
            "/sign-in",
            "/sign-in?next=/a",
            "/<script>",
            &long,
        ] {
            assert_eq!(own(bad), None, "{bad:?}");
        }
        assert_eq!(sign_in_for("/counter/borger?a=b"), "/sign-in?next=%2Fcounter%2Fborger%3Fa%3Db");
        assert_eq!(sign_in_for("//evil"), "/sign-in");
    }
}
