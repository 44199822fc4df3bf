//! Plain pages for people: all centres, one centre live, a problem in words.
//!
//! They work without a script; one keeps the live page up to date. Nothing on them is anybody's but numbers.

mod index;
pub(crate) mod live;

use askama::Template;
use domain::ids::Language;

use crate::problem::Document;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Texts;

/// The languages that pages can be read in.
pub(crate) const LANGUAGES: [&str; 2] = ["da", "en"];

pub(crate) fn routes() -> Vec<Route> {
    index::routes().into_iter().chain(live::routes()).collect()
}

/// The language of a page by its `?lang=`: Danish unless it names another that we have.
pub(crate) fn page_language(lang: Option<&str>) -> Language {
    let known = LANGUAGES.into_iter().find(|known| Some(*known) == lang);
    known.and_then(|code| Language::new(code).ok()).unwrap_or_else(Language::danish)
}

/// What every page shows around its content.
pub(crate) struct Around<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) demo: bool,
    /// Seconds after which a page without a script is loaded again.
    pub(crate) refresh_seconds: Option<u16>,
}

impl Around<'_> {
    pub(crate) fn t(&self, message: &str) -> String {
        self.texts.get(&self.language, message)
    }

    pub(crate) fn direction(&self) -> &'static str {
        if self.language.as_str() == "ar" { "rtl" } else { "ltr" }
    }

    /// The other languages: code, own name.
    pub(crate) fn others(&self) -> Vec<(&'static str, String)> {
        let name = |code| {
            let language = page_language(Some(code));
            self.texts.get(&language, "language-name")
        };
        LANGUAGES.into_iter().filter(|code| *code != self.language.as_str()).map(|code| (code, name(code))).collect()
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    around: Around<'a>,
    document: &'a Document,
}

/// A problem as a page.
pub(crate) fn problem(app: &AppState, language: &Language, document: &Document) -> String {
    let around = Around {
        texts: &app.texts,
        language: language.clone(),
        title: document.title.clone(),
        path: "/".to_owned(),
        demo: app.demo,
        refresh_seconds: None,
    };
    ProblemPage { around, document }.render().unwrap_or_default()
}
