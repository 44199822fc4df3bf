//! Who holds a ticket's link. The key in the address names the visit and proves itself by its hash; nothing is asked of
//! any day before that, so that a key which is tried out costs nothing and tells nothing.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use domain::command::{Action, Actor, Command};
use domain::day::State;
use domain::event::Outcome;
use domain::ids::{Language, StreamId, VisitId};
use engine::{Reply, Request};

use super::lost::{self, Lost};
use crate::api::query::Pairs;
use crate::authority::{Authority, Caller, Holder, Holders, Place, Shown};
use crate::booking::visitor::Visitor;
use crate::order::Order;
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::{PSEUDO_LANGUAGE, Texts};

/// Whoever has the address of a visit's ticket.
#[derive(Debug)]
pub(crate) struct Ticket {
    /// As whom she stands in the hall where her visit is now.
    pub(super) caller: Caller,
    /// Her visit.
    pub(super) visit: VisitId,
    /// The key of the address.
    pub(super) key: String,
    /// The language of her page.
    pub(super) language: Language,
    /// The day on which her visit is.
    pub(super) stream: StreamId,
    /// How she wants the pages of a booked time.
    pub(super) visitor: Visitor,
}

impl Authority for Ticket {
    const MAY: Holders = Holders::of(&[Holder::VisitLink]);

    /// Never by a token: the key stands in the address.
    fn admit(_: &Shown, _: &Place) -> Option<Self> {
        None
    }
}

impl FromRequestParts<AppState> for Ticket {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        app.gates.peer(&parts.headers, &parts.extensions).map_err(axum::response::IntoResponse::into_response)?;
        let key = parts.uri.path().split('/').nth(2).unwrap_or_default();
        let wish = Wish::of(parts);
        let Some(visit) = app.links.visit_of(key) else { return Err(lost::page(app, &wish, Lost::Unknown)) };
        let found = find(app, visit).await.map_err(axum::response::IntoResponse::into_response)?;
        let Some(found) = found else {
            // Whoever waits for a time has the link of the visit that she may have.
            let watch = crate::booking::watching::instead(app, visit, parts).await;
            return Err(watch.unwrap_or_else(|| lost::page(app, &wish, Lost::Over)));
        };
        let offered = offered(&app.texts, &found.place.setup);
        let language = wish.language(app, &offered, Some(&found.language));
        let mut visitor = visitor(parts, app, &found);
        visitor.language = language.clone();
        let Found { place: Place { centre, setup }, stream, .. } = found;
        let (sender, holder) = (format!("visit:{visit}"), Holder::VisitLink);
        let caller = Caller { centre, setup, actor: Actor::Citizen, sender, holder, centres: Vec::new() };
        Ok(Self { caller, visit, key: key.to_owned(), language, stream, visitor })
    }
}

impl Ticket {
    /// Where her ticket is, without the language.
    pub(super) fn address(&self) -> String {
        format!("/ticket/{}", self.key)
    }

    /// Sends a command as her.
    ///
    /// # Errors
    /// What the hall refuses, or what goes wrong, as a [`Problem`].
    pub(super) async fn perform<T>(&self, app: &AppState, order: Order<T>, action: Action) -> Result<Reply, Problem> {
        let Caller { centre, setup, actor, sender, .. } = self.caller.clone();
        let request = Request {
            sender,
            command_id: order.command_id,
            body_hash: order.fingerprint,
            centre,
            date: Some(self.stream.date),
            command: Command { by: actor, action },
            people: Vec::new(),
            limits: Vec::new(),
        };
        app.engine.submit(request).await.map_err(|error| Problem::from_engine(&error, Some(setup)))
    }
}

/// The languages that a request would like best.
pub(super) struct Wish {
    lang: Option<String>,
    accepts: Option<String>,
}

impl Wish {
    /// What is asked for beside the language is passed over: programs that send links on add words of their own to them.
    pub(super) fn of(parts: &Parts) -> Self {
        let lang = Pairs::of(&parts.uri).ok().and_then(|mut pairs| pairs.take("lang").ok().flatten());
        let accepts = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self { lang, accepts: accepts.map(str::to_owned) }
    }

    /// The language of a page: the one that was asked for, else the one that was chosen with the ticket, else what the
    /// browser says.
    pub(super) fn language(&self, app: &AppState, offered: &[&str], chosen: Option<&Language>) -> Language {
        let asked =
            self.lang.as_deref().filter(|lang| offered.contains(lang) || (app.demo && *lang == PSEUDO_LANGUAGE));
        let asked = asked.and_then(|lang| Language::new(lang).ok());
        let chosen = || chosen.filter(|language| app.texts.languages().any(|known| known == *language)).cloned();
        let offered = || offered.iter().filter_map(|code| Language::new(code).ok()).collect::<Vec<_>>();
        asked.or_else(chosen).unwrap_or_else(|| app.texts.negotiate_for_citizen(self.accepts.as_deref(), &offered()))
    }
}

/// The languages that a centre offers and that we have texts of.
pub(super) fn offered<'a>(texts: &Texts, setup: &'a domain::setup::Setup) -> Vec<&'a str> {
    let known = |language: &&Language| texts.languages().any(|known| known == *language);
    setup.languages.iter().filter(known).map(Language::as_str).collect()
}

/// How she wants the pages of a booked time.
fn visitor(parts: &Parts, app: &AppState, found: &Found) -> Visitor {
    Visitor::of(parts, app, crate::booking::visitor::offered(app, &found.place), Some(&found.language))
}

/// Where a visit is.
struct Found {
    place: Place,
    stream: StreamId,
    /// The language that was chosen with it.
    language: Language,
}

/// Asks today of each centre, of which there are at most [`domain::setup::CENTRES_MAX`], and then the day that the visit
/// was booked on. A visit that was moved, to another centre or to another day, is found there. A ticket whose day is over
/// is found nowhere.
async fn find(app: &AppState, visit: VisitId) -> Result<Option<Found>, Problem> {
    let mut failed = None;
    for centre in app.engine.centres() {
        let found = async {
            let stream = app.engine.stream_of(&centre, None).map_err(|error| Problem::from_engine(&error, None))?;
            found_on(app, stream, visit).await
        };
        match found.await {
            Ok(None) => {}
            Ok(found) => return Ok(found),
            // The day of one centre that cannot be read leaves the citizens of all others alone.
            Err(problem) => failed = Some(problem),
        }
    }
    let booked = app.engine.booked_on(visit).await;
    if let Some(stream) = booked.map_err(|error| Problem::from_engine(&error, None))?
        && let Some(found) = found_on(app, stream, visit).await?
    {
        return Ok(Some(found));
    }
    failed.map_or(Ok(None), Err)
}

/// A visit on a day, where it is there and has not gone on to another day or centre.
async fn found_on(app: &AppState, stream: StreamId, visit: VisitId) -> Result<Option<Found>, Problem> {
    let Some(setup) = app.engine.setup(&stream.centre) else { return Ok(None) };
    let here = |day: &domain::day::Day| {
        let visit = day.visit(visit)?;
        let gone = matches!(visit.state, State::Ended { outcome: Outcome::MovedTo(_) | Outcome::MovedToDay(_), .. });
        (!gone).then(|| visit.language.clone())
    };
    let language = app.engine.with_day(&stream, |day, _| here(day)).await;
    let language = language.map_err(|error| Problem::from_engine(&error, None))?;
    let place = Place { centre: stream.centre.clone(), setup };
    Ok(language.map(|language| Found { place, stream, language }))
}
