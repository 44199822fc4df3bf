//! Every refusal and every action there is, found from the types themselves so that a new one cannot be forgotten.

use std::collections::BTreeSet;
use std::fmt::Debug;

use domain::command::Action;
use domain::refusal::Refusal;
use serde::de::DeserializeOwned;

/// Refusals that no case can show, each with the reason.
pub(crate) const WITHOUT_A_CASE: [(&str, &str); 1] =
    [("too_many_bookings", "who somebody is stands in the people vault, so its append decides it: no day knows it")];

/// The codes of all refusals.
pub(crate) fn every_code() -> BTreeSet<String> {
    variants::<Refusal>("code")
}

/// The names of all actions.
pub(crate) fn every_action() -> BTreeSet<String> {
    variants::<Action>("do")
}

/// The names of an enum's variants: serde lists them all when it meets one that it does not know.
pub(crate) fn variants<T: DeserializeOwned + Debug>(tag: &str) -> BTreeSet<String> {
    let error = serde_json::from_str::<T>(&format!(r#"{{"{tag}": "?"}}"#)).unwrap_err().to_string();
    let (_, listed) = error.split_once("expected one of ").unwrap_or_else(|| panic!("{error}"));
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_refusal_has_its_own_code() {
    let codes = every_code();
    assert!(codes.len() >= 50, "{codes:?}");
    for code in &codes {
        assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{code}");
    }
    assert_eq!(Refusal::NoService.code(), "no_service");
    assert!(codes.contains("no_service"));
}
