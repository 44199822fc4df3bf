//! Whose page it is: her initials, and behind them the other languages, her account, and on the counter the way out.

use domain::ids::{EmployeeId, Language};

use super::LANGUAGES;
use super::asked::Links;
use super::say::Say;

/// An employee's own menu at the head of her pages.
#[derive(Debug, Default)]
pub(super) struct OwnMenu {
    /// What the menu is called.
    pub(super) called: String,
    pub(super) initials: String,
    pub(super) name: String,
    /// The other languages: code, own name, address of the same page.
    pub(super) languages: Vec<(&'static str, String, String)>,
    /// Her account: address, and what it is called.
    pub(super) account: (String, String),
    /// What there is on the counter alone.
    pub(super) counter: Option<AtCounter>,
}

/// What the counter's menu has besides.
#[derive(Debug)]
pub(super) struct AtCounter {
    /// What the list of keys is called.
    pub(super) keys: String,
    pub(super) sign_out: String,
    /// Where is asked first what becomes of the citizen at her desk, where there is one.
    pub(super) leaving: Option<String>,
}

impl OwnMenu {
    /// The menu of an employee, where it is one; `in_language` is the address of the page in another language.
    pub(super) fn of(
        say: Say<'_>,
        links: &Links,
        own: Option<&EmployeeId>,
        in_language: impl Fn(&str) -> String,
    ) -> Self {
        let others = LANGUAGES.iter().copied().filter(|code| *code != say.language.as_str());
        let language =
            |code: &'static str| Some((code, say.language_name(&Language::new(code).ok()?), in_language(code)));
        Self {
            called: say.t("counter-own-menu"),
            initials: own.map(|own| say.initials(own)).unwrap_or_default(),
            name: own.map(|own| say.employee(own)).unwrap_or_default(),
            languages: others.filter_map(language).collect(),
            account: (links.account(), say.t("counter-account")),
            counter: None,
        }
    }

    /// The same with what the counter has besides.
    pub(super) fn on_counter(self, say: Say<'_>, links: &Links, has_citizen: bool) -> Self {
        let counter = AtCounter {
            keys: say.t("counter-keys"),
            sign_out: say.t("counter-sign-out"),
            leaving: has_citizen.then(|| links.to("leaving")),
        };
        Self { counter: Some(counter), ..self }
    }
}
