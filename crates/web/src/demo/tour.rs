//! The newcomer's tour: each surface as a picture with the way in, and one button to move time on.

use askama::Template;
use axum::response::Response;
use domain::ids::Language;
use domain::setup::{Role, Setup};

use super::people::{visitor, visitors_desk};
use crate::form::new_command_id;
use crate::format;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::Values;

#[derive(Template)]
#[template(path = "demo/tour.html")]
struct Tour<'a> {
    around: Around<'a>,
    municipality: String,
    when: String,
    cards: Vec<Card>,
    others: Vec<Centre>,
}

/// A surface.
struct Card {
    /// The picture's file.
    picture: &'static str,
    wide: bool,
    title: String,
    text: String,
    ways: Vec<Way>,
}

/// A way in: a plain link, or a form that steps in first.
struct Way {
    label: String,
    to: String,
    login: Option<String>,
    device: Option<(String, String)>,
    ticket: Option<(String, String)>,
    command_id: String,
}

struct Centre {
    name: String,
    waiting: String,
    ways: Vec<Way>,
}

/// The tour.
///
/// # Errors
/// A [`Problem`] where there is no centre to show, or no randomness.
pub(crate) async fn show(app: &AppState, language: &Language) -> Result<Response, Problem> {
    let centres = app.engine.centres();
    let setups: Vec<_> = centres.iter().filter_map(|centre| app.engine.setup(centre)).collect();
    let first = setups.first().ok_or_else(Problem::not_found)?;
    let say = Say { app, language };
    let mut others = Vec::new();
    for setup in &setups {
        let waiting = app.engine.hall(&setup.centre).await.map_or(0, |hall| hall.waiting.len());
        let mut values = Values::new();
        values.set("count", waiting);
        others.push(Centre {
            name: setup.name.get(language).to_owned(),
            waiting: app.texts.with(language, "index-waiting", &values),
            ways: say.ways_of(setup)?,
        });
    }
    let now = app.engine.now();
    let mut values = Values::new();
    values.set("date", format::day(now.date(&first.time_zone), &app.texts, language));
    values.set("time", format::clock(now, first, language));
    html(&Tour {
        around: Around::on(app, "tour", crate::pages::LANGUAGES, language.clone(), say.t("tour-title"), "/"),
        municipality: first.municipality.get(language).to_owned(),
        when: app.texts.with(language, "tour-when", &values),
        cards: say.cards(first)?,
        others,
    })
}

struct Say<'a> {
    app: &'a AppState,
    language: &'a Language,
}

impl Say<'_> {
    fn t(&self, message: &str) -> String {
        self.app.texts.get(self.language, message)
    }

    fn cards(&self, setup: &Setup) -> Result<Vec<Card>, Problem> {
        let centre = &setup.centre;
        let mut cards = vec![Card { ways: self.kiosks(setup)?, ..self.card("kiosk", "kiosk", false) }];
        cards.push(Card { ways: self.tickets(setup)?, ..self.card("ticket", "ticket", false) });
        let screens = setup
            .screens
            .iter()
            .map(|(id, screen)| way(screen.name.get(self.language), format!("/screen/{centre}/{id}")));
        cards.push(Card { ways: screens.collect::<Result<_, _>>()?, ..self.card("screen", "screen", true) });
        cards.push(Card { ways: self.counter(setup)?, ..self.card("counter", "counter", true) });
        let manager = |label: &str, to: String| -> Result<Way, Problem> {
            Ok(Way { login: visitor(setup, Role::Manager).map(|id| id.to_string()), ..way(&self.t(label), to)? })
        };
        cards.push(Card {
            ways: vec![manager("tour-manage-in", format!("/manage/{centre}"))?],
            ..self.card("manage", "manage", true)
        });
        cards.push(Card {
            ways: vec![manager("tour-again-in", format!("/manage/{centre}/days"))?],
            ..self.card("again", "day-again", true)
        });
        Ok(cards)
    }

    fn card(&self, name: &str, picture: &'static str, wide: bool) -> Card {
        let (title, text) = (self.t(&format!("tour-{name}")), self.t(&format!("tour-{name}-text")));
        Card { picture, wide, title, text, ways: Vec::new() }
    }

    fn kiosks(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let centre = &setup.centre;
        let to_kiosk = |(id, kiosk): (&domain::ids::KioskId, &domain::setup::Kiosk)| -> Result<Way, Problem> {
            let plain = way(kiosk.name.get(self.language), format!("/kiosk/{centre}/{id}"))?;
            Ok(Way { device: Some((centre.to_string(), id.to_string())), ..plain })
        };
        setup.kiosks.iter().map(to_kiosk).collect()
    }

    /// A ticket for the first service that can be had without a question.
    fn tickets(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let plain = setup
            .services
            .iter()
            .find(|(_, service)| service.choices.is_empty() && !service.appointment_only && service.question.is_none());
        let Some((id, service)) = plain else { return Ok(Vec::new()) };
        let mut values = Values::new();
        values.set("service", service.name.get(self.language).to_owned());
        let label = self.app.texts.with(self.language, "tour-ticket-in", &values);
        Ok(vec![Way { ticket: Some((setup.centre.to_string(), id.to_string())), ..way(&label, String::new())? }])
    }

    fn counter(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let Some(login) = visitor(setup, Role::Employee) else { return Ok(Vec::new()) };
        let mut values = Values::new();
        values.set("name", setup.employees.get(&login).map(|e| e.name.clone()).unwrap_or_default());
        let desk = visitors_desk(setup).and_then(|desk| setup.desks.get(&desk));
        values.set("desk", desk.map(|desk| desk.name.get(self.language).to_owned()).unwrap_or_default());
        let label = self.app.texts.with(self.language, "tour-counter-in", &values);
        Ok(vec![Way { login: Some(login.to_string()), ..way(&label, format!("/counter/{}", setup.centre))? }])
    }

    fn ways_of(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let centre = &setup.centre;
        let mut ways = self.kiosks(setup)?;
        for (id, screen) in &setup.screens {
            ways.push(way(screen.name.get(self.language), format!("/screen/{centre}/{id}"))?);
        }
        ways.extend(self.counter(setup)?);
        ways.push(way(&self.t("tour-live-in"), format!("/live/{centre}"))?);
        Ok(ways)
    }
}

/// A plain way.
fn way(label: &str, to: String) -> Result<Way, Problem> {
    let command_id = new_command_id()?;
    Ok(Way { label: label.to_owned(), to, login: None, device: None, ticket: None, command_id })
}
