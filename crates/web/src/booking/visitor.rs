//! Whoever looks at the pages: in which language, how they are adapted to her, and in which centre. It stands in every
//! address of her pages and nowhere else.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::ids::Language;

use crate::api::query::Pairs;
use crate::authority::{Place, place};
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::{CITIZEN_LANGUAGES, PSEUDO_LANGUAGE};

/// The parameter of the language.
pub(crate) const LANGUAGE: &str = "lang";

/// The parameter of how pages are adapted.
pub(crate) const ADAPTED: &str = "adapted";

/// How pages are adapted; each works alone, and beside what the browser does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Aids {
    /// Larger text.
    pub(crate) large: bool,
    /// Black on white, and lines around everything.
    pub(crate) contrast: bool,
}

impl Aids {
    /// Words that are not known are passed over.
    fn read(text: &str) -> Self {
        let has = |word| text.split(',').any(|given| given == word);
        Self { large: has("text"), contrast: has("contrast") }
    }

    /// Its words in addresses.
    pub(crate) fn words(self) -> &'static str {
        match (self.large, self.contrast) {
            (false, false) => "",
            (true, false) => "text",
            (false, true) => "contrast",
            (true, true) => "text,contrast",
        }
    }

    /// The classes of a page's body.
    pub(crate) fn surface(self) -> &'static str {
        match (self.large, self.contrast) {
            (false, false) => "booking",
            (true, false) => "booking large",
            (false, true) => "booking contrast",
            (true, true) => "booking large contrast",
        }
    }
}

/// Whoever looks.
#[derive(Debug)]
pub(crate) struct Visitor {
    /// Her language.
    pub(crate) language: Language,
    /// How her pages are adapted.
    pub(crate) aids: Aids,
    /// The languages that she can choose.
    pub(crate) offered: Vec<Language>,
    /// The centre that the address names, where it names one.
    pub(super) place: Option<Place>,
    /// From where she asks; for limits alone.
    pub(super) peer: IpAddr,
    /// The other parameters, each to be taken. What is not known is passed over: programs that send links on add their own.
    query: Pairs,
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let path = parts.uri.path();
        let names_centre = path.strip_prefix("/book/").is_some_and(|rest| !rest.is_empty());
        let place = if names_centre { Some(place(path, app)?) } else { None };
        let offered = place.as_ref().map_or_else(|| all_offered(app), |place| offered(app, place));
        Ok(Self { place, ..Self::of(parts, app, offered, None) })
    }
}

impl Visitor {
    /// Whoever asks, where these languages are offered; `chosen` is the language of whoever names none. What cannot be read
    /// is passed over.
    pub(crate) fn of(parts: &Parts, app: &AppState, offered: Vec<Language>, chosen: Option<&Language>) -> Self {
        let mut query = Pairs::of(&parts.uri).unwrap_or_default();
        let mut own = |name| query.take(name).ok().flatten();
        let (lang, adapted) = (own(LANGUAGE), own(ADAPTED));
        let accepts = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let asked = lang.as_deref().and_then(|code| offered.iter().find(|known| known.as_str() == code).cloned());
        let pseudo =
            || Language::new(PSEUDO_LANGUAGE).ok().filter(|_| app.demo && lang.as_deref() == Some(PSEUDO_LANGUAGE));
        let chosen = || chosen.filter(|language| offered.contains(language)).cloned();
        let language =
            asked.or_else(pseudo).or_else(chosen).unwrap_or_else(|| app.texts.negotiate_for_citizen(accepts, &offered));
        let aids = Aids::read(adapted.as_deref().unwrap_or_default());
        let peer = app.gates.peer_of(&parts.headers, &parts.extensions);
        Self { language, aids, offered, place: None, peer, query }
    }

    /// Takes a parameter.
    ///
    /// # Errors
    /// A [`Problem`] where it is there twice.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, Problem> {
        self.query.take(name)
    }

    /// An address as she wants it; parameters without a value are left out.
    pub(crate) fn address(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        address(path, pairs, self.language.as_str(), self.aids)
    }

    /// The same in another language.
    pub(crate) fn address_in(&self, path: &str, pairs: &[(&str, &str)], language: &str) -> String {
        address(path, pairs, language, self.aids)
    }

    /// The same, adapted otherwise.
    pub(crate) fn address_with(&self, path: &str, pairs: &[(&str, &str)], aids: Aids) -> String {
        address(path, pairs, self.language.as_str(), aids)
    }
}

fn address(path: &str, pairs: &[(&str, &str)], language: &str, aids: Aids) -> String {
    let own = [(LANGUAGE, language), (ADAPTED, aids.words())];
    let all: Vec<&(&str, &str)> = pairs.iter().chain(&own).filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(&all).unwrap_or_default();
    format!("{path}?{query}")
}

/// The languages of a centre that we have texts of, in its order.
pub(crate) fn offered(app: &AppState, place: &Place) -> Vec<Language> {
    let known = |language: &&Language| app.texts.languages().any(|known| known == *language);
    place.setup.languages.iter().filter(known).cloned().collect()
}

/// The languages that some centre offers.
fn all_offered(app: &AppState) -> Vec<Language> {
    let setups: Vec<_> = app.engine.centres().iter().filter_map(|centre| app.engine.setup(centre)).collect();
    let known = CITIZEN_LANGUAGES.into_iter().filter_map(|code| Language::new(code).ok());
    known.filter(|language| setups.iter().any(|setup| setup.languages.contains(language))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_pages_are_wanted_and_leaves_out_what_is_not() {
        let aids = Aids::read("text,other");
        assert_eq!((aids.large, aids.contrast, aids.words()), (true, false, "text"));
        assert_eq!(
            address("/book", &[("q", "kørekort"), ("week", "")], "da", aids),
            "/book?q=k%C3%B8rekort&lang=da&adapted=text"
        );
        assert_eq!(address("/book", &[], "ar", Aids::default()), "/book?lang=ar");
    }
}
