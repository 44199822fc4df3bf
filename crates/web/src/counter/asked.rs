//! How a page of the counter was asked for: in which language, and whether by the page's own script.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::ids::{CentreId, Language};

use super::{DEMO_LANGUAGES, LANGUAGES};
use crate::api::query::Pairs;
use crate::pages::page_language;
use crate::problem::Problem;
use crate::state::AppState;

/// The header by which a page's script says that it is one.
const SCRIPT_HEADER: &str = "hx-request";

/// How a page was asked for.
#[derive(Debug)]
pub(super) struct Asked {
    /// In which language it is shown.
    pub(super) language: Language,
    /// Whether a script asks: it takes a part of the page, and a problem as a document.
    pub(super) by_script: bool,
    /// What else stands in the address.
    pub(super) query: Pairs,
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let mut query = Pairs::of(&parts.uri)?;
        let offered = if app.demo { DEMO_LANGUAGES } else { LANGUAGES };
        let language = page_language(query.take("lang")?.as_deref(), offered);
        Ok(Self { language, by_script: parts.headers.contains_key(SCRIPT_HEADER), query })
    }
}

/// The addresses of one counter in one language.
#[derive(Debug, Clone)]
pub(super) struct Links {
    centre: CentreId,
    language: Language,
}

impl Links {
    pub(super) fn new(centre: &CentreId, language: &Language) -> Self {
        Self { centre: centre.clone(), language: language.clone() }
    }

    /// The page itself.
    pub(super) fn page(&self) -> String {
        format!("/counter/{}?lang={}", self.centre, self.language)
    }

    /// Her own account.
    pub(super) fn account(&self) -> String {
        format!("/account?lang={}", self.language)
    }

    /// The page in another language.
    pub(super) fn page_in(&self, code: &str) -> String {
        format!("/counter/{}?lang={code}", self.centre)
    }

    /// An action, or a sheet.
    pub(super) fn to(&self, action: &str) -> String {
        format!("/counter/{}/{action}?lang={}", self.centre, self.language)
    }

    /// A sheet about something: a visit, a desk.
    pub(super) fn about(&self, sheet: &str, kind: &str, name: &str) -> String {
        format!("/counter/{}/{sheet}?lang={}&{kind}={name}", self.centre, self.language)
    }
}
