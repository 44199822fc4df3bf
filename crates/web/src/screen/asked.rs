//! What a request to a screen names: its centre, the parts of its path, the language and the theme.

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use domain::ids::{Language, ScreenId};
use domain::setup::Setup;

use crate::api::query::Pairs;
use crate::authority::{Place, place};
use crate::pages::Theme;
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::{CITIZEN_LANGUAGES, PSEUDO_LANGUAGE};

/// What is asked for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) place: Place,
    /// The one of `?lang=` where citizens can choose it; else the screen's own, or else the centre's first.
    pub(super) language: Language,
    /// The one of `?theme=`.
    pub(super) theme: Theme,
    uri: Uri,
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let place = place(parts.uri.path(), app)?;
        let mut query = Pairs::of(&parts.uri)?;
        let language = language(app.demo, &place.setup, &parts.uri, query.take("lang")?.as_deref());
        let theme = theme(query.take("theme")?.as_deref());
        Ok(Self { place, language, theme, uri: parts.uri.clone() })
    }
}

impl Asked {
    /// The screen, where the path names one.
    pub(super) fn screen(&self) -> Option<ScreenId> {
        screen(&self.uri)
    }

    /// What the path ends with, where it names a piece of speech.
    pub(super) fn piece(&self) -> &str {
        part(&self.uri, 6)
    }
}

fn screen(uri: &Uri) -> Option<ScreenId> {
    ScreenId::new(part(uri, 3)).ok()
}

fn part(uri: &Uri, place: usize) -> &str {
    uri.path().split('/').nth(place).unwrap_or_default()
}

fn language(demo: bool, setup: &Setup, uri: &Uri, lang: Option<&str>) -> Language {
    let wanted = lang.filter(|code| CITIZEN_LANGUAGES.contains(code) || (demo && *code == PSEUDO_LANGUAGE));
    let wanted = wanted.and_then(|code| Language::new(code).ok());
    let own = || screen(uri).and_then(|id| setup.screens.get(&id)).map(|screen| screen.language.clone());
    wanted.or_else(own).or_else(|| setup.languages.first().cloned()).unwrap_or_else(Language::danish)
}

fn theme(theme: Option<&str>) -> Theme {
    match theme {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}
