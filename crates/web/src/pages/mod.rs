//! What all pages for people have around them, and the plain pages: all centres, one centre live, a problem in words.
//!
//! A page is made from the state of a centre by the same template block as its live part. Plain forms work without a
//! script. Nothing that is anybody's stands on a public page but numbers.

mod index;
pub(crate) mod live;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use domain::ids::Language;
use domain::setup::{Colour, Setup};

use crate::assets;
use crate::problem::{Document, Problem};
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Texts;

/// The languages that every page can be read in: those of employees, and of programs.
pub(crate) const LANGUAGES: &[&str] = &["da", "en"];

pub(crate) fn routes() -> Vec<Route> {
    index::routes().into_iter().chain(live::routes()).collect()
}

/// The language of a page by its `?lang=`: Danish unless it names another of those that the page has.
pub(crate) fn page_language(lang: Option<&str>, offered: &[&str]) -> Language {
    let known = offered.iter().find(|known| Some(**known) == lang);
    known.and_then(|code| Language::new(code).ok()).unwrap_or_else(Language::danish)
}

/// A template as an answer.
pub(crate) fn html<T: Template>(page: &T) -> Result<Response, Problem> {
    match page.render() {
        Ok(text) => Ok(Html(text).into_response()),
        Err(error) => {
            tracing::error!(%error, "A page cannot be rendered.");
            Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// As the machine of whoever looks is set.
    #[default]
    Auto,
}

impl std::fmt::Display for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Auto => "auto",
        })
    }
}

/// What every page shows around its content.
#[derive(Debug, Clone)]
pub(crate) struct Around<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) language: Language,
    /// The languages that can be chosen instead.
    pub(crate) offered: &'a [&'a str],
    /// What stands in the browser's tab.
    pub(crate) title: String,
    /// Where the page is, for the links to its other languages.
    pub(crate) path: String,
    pub(crate) demo: bool,
    pub(crate) theme: Theme,
    /// The municipality's colour, as the style sheet names it.
    pub(crate) colour: &'static str,
    /// Whose style the body has: `plain`, `kiosk`, `counter`.
    pub(crate) surface: &'static str,
}

impl<'a> Around<'a> {
    /// A plain page.
    pub(crate) fn plain(app: &'a AppState, language: Language, title: String, path: &str) -> Self {
        Self::on(app, "plain", LANGUAGES, language, title, path)
    }

    /// A page of a surface.
    pub(crate) fn on(
        app: &'a AppState,
        surface: &'static str,
        offered: &'a [&'a str],
        language: Language,
        title: String,
        path: &str,
    ) -> Self {
        let (demo, theme, colour) = (app.demo, Theme::default(), "fjord");
        Self { texts: &app.texts, language, offered, title, path: path.to_owned(), demo, theme, colour, surface }
    }

    /// In the colour of a centre.
    pub(crate) fn of(mut self, setup: &Setup) -> Self {
        self.colour = colour(setup);
        self
    }

    /// A text without values.
    pub(crate) fn t(&self, message: &str) -> String {
        self.texts.get(&self.language, message)
    }

    /// The address of a file.
    #[expect(clippy::unused_self, reason = "templates ask the page for it")]
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::path(name)
    }

    /// The address of a surface's picture; none where it was built without.
    #[expect(clippy::unused_self, reason = "templates ask the page for it")]
    pub(crate) fn picture(&self, name: &str) -> Option<String> {
        assets::path_if_there(&format!("pictures/{name}.png"))
    }

    /// The name of this build, by which a page that stays open for days sees that there is another.
    #[expect(clippy::unused_self, reason = "templates ask the page for it")]
    pub(crate) fn build(&self) -> &'static str {
        assets::build()
    }

    pub(crate) fn direction(&self) -> &'static str {
        if is_mirrored(&self.language) { "rtl" } else { "ltr" }
    }

    /// The other languages: code, own name.
    pub(crate) fn others(&self) -> Vec<(&'a str, String)> {
        let others = self.offered.iter().copied().filter(|code| *code != self.language.as_str());
        others.map(|code| (code, self.name_of(code))).collect()
    }

    /// The address of this page in another language.
    pub(crate) fn address_in(&self, code: &str) -> String {
        let before = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{before}lang={code}", self.path)
    }

    /// A language's own name.
    pub(crate) fn name_of(&self, code: &str) -> String {
        let language = page_language(Some(code), &[code]);
        self.texts.get(&language, "language-name")
    }
}

/// A centre's colour, as the style sheet names it.
fn colour(setup: &Setup) -> &'static str {
    match setup.colour {
        Colour::Fjord => "fjord",
        Colour::Tegl => "tegl",
        Colour::Skov => "skov",
        Colour::Hav => "hav",
        Colour::Lyng => "lyng",
    }
}

/// Whether a language is read from the right.
pub(crate) fn is_mirrored(language: &Language) -> bool {
    language.as_str() == "ar"
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    around: Around<'a>,
    document: &'a Document,
}

/// A problem as a page.
pub(crate) fn problem(app: &AppState, language: &Language, document: &Document) -> String {
    let around = Around::plain(app, language.clone(), document.title.clone(), "/");
    ProblemPage { around, document }.render().unwrap_or_default()
}
