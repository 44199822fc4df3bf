//! Who the citizens are: initials for the lists, and name, phone and topic of whoever an employee serves, rings or has in
//! front of her. They come to the page by a way of their own and stand in no live part; that she looked is on record first.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::VisitId;
use domain::refusal::Refusal;
use store::vault::{Field, initials};
use store::{Person, Purpose};

use super::asked::Asked;
use super::press::Answer;
use super::say::Say;
use crate::api::command::json;
use crate::authority::{Caller, Employee};
use crate::pages::html;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The most citizens whose initials are asked for at once.
const AT_ONCE_MAX: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/initials", show_initials)
            .does("The initials of citizens with a booked time, for an employee's list.")
            .page(),
        Route::get("/counter/{centre}/person", show_person)
            .does("Name, phone and topic of a visit's citizen, for whoever serves her.")
            .page(),
    ]
}

/// A citizen as an employee sees her.
#[derive(Template)]
#[template(path = "counter/person.html")]
pub(super) struct Known<'a> {
    say: Say<'a>,
    pub(super) name: Option<String>,
    pub(super) phone: Option<Phone>,
    pub(super) email: Option<String>,
    pub(super) topic: Option<String>,
}

/// A number to ring.
pub(super) struct Phone {
    /// As it is read.
    pub(super) shown: String,
    /// As it is rung.
    pub(super) number: String,
}

impl<'a> Known<'a> {
    /// What the vault says; what does not open is left out, and logged.
    pub(super) fn of(app: &AppState, person: Option<&Person>, say: Say<'a>) -> Self {
        let given = person.map(|person| (person.visit, &person.given));
        let open = |field, sealed: Option<&store::SealedText>| {
            let (visit, _) = given?;
            let opened = app.vault.open(visit, field, sealed?);
            opened.inspect_err(|error| tracing::error!(%error, "A citizen's data do not open.")).ok()
        };
        let phone = open(Field::Phone, given.and_then(|(_, g)| g.phone.as_ref()).map(|phone| &phone.text));
        Self {
            say,
            name: open(Field::Name, given.and_then(|(_, g)| g.name.as_ref())),
            phone: phone.map(|number| Phone { shown: crate::api::phone::spaced(&number), number }),
            email: open(Field::Email, given.and_then(|(_, g)| g.email.as_ref()).map(|email| &email.text)),
            topic: open(Field::Topic, given.and_then(|(_, g)| g.topic.as_ref())),
        }
    }

    pub(super) fn t(&self, message: &str) -> String {
        self.say.t(message)
    }

    /// Whether anything is known.
    pub(super) fn is_known(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.email.is_some() || self.topic.is_some()
    }
}

async fn show_initials(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let named = asked.query.take_all("visit");
    if named.len() > AT_ONCE_MAX {
        return Err(Problem::query("visit", "why-too-many"));
    }
    let visits: Vec<VisitId> = named.iter().filter_map(|text| text.parse().ok()).collect();
    let visits = of_the_centre(&app, &who.0, visits).await?;
    let looked_up = app.engine.look_up_all(visits, &who.0.sender, Purpose::DayList).await;
    let people = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    let named = |person: &Person| {
        let name = app.vault.open(person.visit, Field::Name, person.given.name.as_ref()?).ok()?;
        Some((person.visit.to_string(), dotted(&initials(&name))))
    };
    let found: BTreeMap<String, String> = people.iter().filter_map(named).collect();
    Ok(json(StatusCode::OK, &found))
}

/// Those of the visits that are booked in her centre.
async fn of_the_centre(app: &AppState, who: &Caller, visits: Vec<VisitId>) -> Result<Vec<VisitId>, Problem> {
    let mut own = Vec::with_capacity(visits.len());
    for visit in visits {
        let stream = app.engine.booked_on(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
        if stream.is_some_and(|stream| stream.centre == who.centre) {
            own.push(visit);
        }
    }
    Ok(own)
}

/// `R.K.`
fn dotted(initials: &str) -> String {
    initials.chars().flat_map(|letter| [letter, '.']).collect()
}

async fn show_person(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let unknown = || Problem::refused(&Refusal::UnknownVisit, None);
    let visit = asked.query.take("visit")?.and_then(|text| text.parse().ok()).ok_or_else(unknown)?;
    super::note::may_see(&app, &who.0, visit, false).await?;
    let setup = who.0.setup.clone();
    let say = Say { texts: &app.texts, language: &asked.language, setup: &setup };
    person(&app, &who.0, visit, Purpose::Serves, say).await
}

/// What is known of a visit's citizen, as a part of a page.
async fn person(
    app: &AppState,
    who: &Caller,
    visit: VisitId,
    purpose: Purpose,
    say: Say<'_>,
) -> Result<Response, Problem> {
    let looked_up = app.engine.look_up(visit, &who.sender, purpose).await;
    let person = looked_up.map_err(|error| Problem::from_engine(&error, None))?;
    html(&Known::of(app, person.as_ref(), say))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_with_their_points() {
        assert_eq!(dotted(&initials("Rasmus Brandt Krog")), "R.K.");
        assert_eq!(dotted(&initials("Bo")), "B.");
    }
}
