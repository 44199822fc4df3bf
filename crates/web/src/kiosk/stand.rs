//! Which kiosk a request is about and what was chosen at it: one extractor for all pages of the surface.

use axum::extract::FromRequestParts;
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::command::Actor;
use domain::ids::{KioskId, Language};
use domain::setup::Kiosk;

use super::look::{ADAPTED, LANGUAGE, Look, WRITTEN};
use super::say::Say;
use super::shell;
use crate::api::query::Pairs;
use crate::authority::{AtTheDoor, Caller, Holder, Place, place};
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::PSEUDO_LANGUAGE;

/// The most pages of a list: more than any set-up has.
const PAGES_MAX: u32 = 99;

/// A kiosk of a centre, as a citizen wants it.
#[derive(Debug)]
pub(super) struct Stand {
    pub(super) place: Place,
    pub(super) id: KioskId,
    /// What was chosen.
    pub(super) look: Look,
    /// Which page of a list, from 1.
    pub(super) page: u32,
    /// The other parameters, each to be taken.
    pub(super) query: Pairs,
}

impl FromRequestParts<AppState> for Stand {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let wrong = Problem::into_response;
        let place = place(parts.uri.path(), app).map_err(wrong)?;
        let named = parts.uri.path().split('/').nth(3).unwrap_or_default();
        let Some(id) = KioskId::new(named).ok().filter(|id| place.setup.kiosks.contains_key(id)) else {
            return Err(shell::unknown_kiosk(app, &place));
        };
        let mut query = Pairs::of(&parts.uri).map_err(wrong)?;
        let lang = query.take(LANGUAGE).map_err(wrong)?;
        let adapted = query.take(ADAPTED).map_err(wrong)?;
        let page = query.take_number("page", 1..=PAGES_MAX, 1).map_err(wrong)?;
        let main = main_language(&place);
        let offered = offered(app, &place);
        let look = Look::read(main, &offered, lang.as_deref(), adapted.as_deref()).map_err(wrong)?;
        Ok(Self { place, id, look, page, query })
    }
}

/// The language of whoever has not chosen one.
pub(super) fn main_language(place: &Place) -> Language {
    place.setup.languages.first().cloned().unwrap_or_else(Language::danish)
}

/// The languages that can be chosen: those of the centre that the texts are there in; in the demo the long one too.
pub(super) fn offered(app: &AppState, place: &Place) -> Vec<Language> {
    let written = |language: &&Language| WRITTEN.contains(&language.as_str());
    let mut offered: Vec<Language> = place.setup.languages.iter().filter(written).cloned().collect();
    offered.extend(Language::new(PSEUDO_LANGUAGE).ok().filter(|_| app.demo));
    offered
}

impl Stand {
    /// Who asks, where it is this kiosk, or an employee at the door.
    ///
    /// # Errors
    /// 403 for another device.
    pub(super) fn caller(&self, door: AtTheDoor) -> Result<Caller, Problem> {
        let caller = door.caller();
        let own = matches!(&caller.actor, Actor::Kiosk(own) if *own == self.id);
        if own || caller.holder != Holder::Device {
            return Ok(caller);
        }
        Err(Problem::new(StatusCode::FORBIDDEN, "other_kiosk"))
    }

    /// Its set-up; the extractor has looked whether it is there.
    pub(super) fn kiosk(&self) -> Option<&Kiosk> {
        self.place.setup.kiosks.get(&self.id)
    }

    /// The path of its first page.
    pub(super) fn base(&self) -> String {
        format!("/kiosk/{}/{}", self.place.centre, self.id)
    }

    /// The address of its first page for whoever comes next: nothing is chosen.
    pub(super) fn fresh(&self) -> String {
        self.base()
    }

    /// The address of its first page as it was chosen.
    pub(super) fn home(&self) -> String {
        self.look.address(&self.base(), &[])
    }

    /// The address of a page below it as it was chosen.
    pub(super) fn below(&self, path: &str, others: &[(&str, &str)]) -> String {
        self.look.address(&format!("{}/{path}", self.base()), others)
    }

    pub(super) fn say<'a>(&'a self, app: &'a AppState) -> Say<'a> {
        Say {
            texts: &app.texts,
            setup: &self.place.setup,
            language: &self.look.language,
            first_times: &app.first_times,
        }
    }

    /// The look that a form sends with it.
    ///
    /// # Errors
    /// As [`Look::read`].
    pub(super) fn wear(&mut self, app: &AppState, lang: &str, adapted: &str) -> Result<(), Problem> {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (lang, adapted) = (given(lang), given(adapted));
        let offered = offered(app, &self.place);
        self.look = Look::read(main_language(&self.place), &offered, lang.as_deref(), adapted.as_deref())?;
        Ok(())
    }

    /// A page of this kiosk, where whoever asks is at it.
    pub(super) async fn shown(
        &self,
        door: AtTheDoor,
        app: &AppState,
        page: impl Future<Output = Result<Response, Problem>>,
    ) -> Result<Response, Problem> {
        self.caller(door)?;
        Ok(self.answer(app, page.await))
    }

    /// A page's answer; a problem as a page of this kiosk, from which it goes on.
    pub(super) fn answer(&self, app: &AppState, result: Result<Response, Problem>) -> Response {
        result.unwrap_or_else(|problem| shell::trouble(app, self, problem))
    }

    /// An address where it is one of this kiosk's pages, and none else: nobody is sent away by it.
    fn own_path(&self, address: &str) -> Option<String> {
        let base = self.base();
        let rest = address.strip_prefix(&base)?;
        let fits = rest.is_empty() || rest.starts_with(['/', '?']);
        (fits && address.bytes().all(|b| b.is_ascii_graphic())).then(|| address.to_owned())
    }

    /// The same check for what a form names as the page to go back to.
    pub(super) fn back_to(&self, named: &str) -> String {
        self.own_path(named).unwrap_or_else(|| self.home())
    }
}

/// On to another page, which is asked for anew: nothing is sent twice by going back.
pub(super) fn see_other(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}
