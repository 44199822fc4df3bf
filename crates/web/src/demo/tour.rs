//! The newcomer's tour: each surface as a picture with the way in, and one button to move time on.

use askama::Template;
use axum::response::Response;
use domain::hall::{Hall, QueueStatus};
use domain::ids::{KioskId, Language, QueueId, ServiceId};
use domain::setup::{Kiosk, Role, Service, Setup};
use domain::time::Instant;

use super::in_language;
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
    clock: Clock,
    cards: Vec<Card>,
    people: Vec<Person>,
    centres: Vec<Centre>,
}

/// The demo's time, which the page follows.
struct Clock {
    date: String,
    time: String,
    /// Milliseconds since 1970.
    at: i64,
    /// Minutes east of UTC.
    offset: i32,
    point: char,
    speed: f64,
    /// How much faster than the visitor's time it runs, in words; empty where it does not.
    faster: String,
}

/// A surface.
struct Card {
    /// The picture's file.
    picture: &'static str,
    /// How high the picture is where it is 640 wide.
    height: u16,
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

/// Somebody to be.
struct Person {
    role: String,
    text: String,
    way: Way,
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
    let mut centres_shown = Vec::new();
    for setup in &setups {
        let waiting = app.engine.hall(&setup.centre).await.map_or(0, |hall| hall.waiting.len());
        let mut values = Values::new();
        values.set("count", waiting);
        centres_shown.push(Centre {
            name: setup.name.get(language).to_owned(),
            waiting: app.texts.with(language, "index-waiting", &values),
            ways: say.ways_of(setup)?,
        });
    }
    let hall = app.engine.hall(&first.centre).await.ok();
    html(&Tour {
        around: Around::on(app, "tour", crate::pages::LANGUAGES, language.clone(), say.t("tour-title"), "/").of(first),
        municipality: first.municipality.get(language).to_owned(),
        clock: say.clock(first, app.engine.now()),
        cards: say.cards(first, hall.as_deref())?,
        people: say.people(first)?,
        centres: centres_shown,
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

    fn clock(&self, setup: &Setup, now: Instant) -> Clock {
        let speed = self.app.engine.clock().speed();
        let mut values = Values::new();
        values.set("times", speed.round());
        let faster =
            if speed > 1.0 { self.app.texts.with(self.language, "tour-faster", &values) } else { String::new() };
        Clock {
            date: format::day(now.date(&setup.time_zone), &self.app.texts, self.language),
            time: format::clock(now, setup, self.language),
            at: now.as_millis(),
            offset: format::offset_minutes(now, setup),
            point: format::point(self.language),
            speed,
            faster,
        }
    }

    fn cards(&self, setup: &Setup, hall: Option<&Hall>) -> Result<Vec<Card>, Problem> {
        // Today, as soon as anything has happened; until then the days before.
        let today = hall.filter(|hall| hall.version > 0).map(|hall| format!("/{}", hall.date)).unwrap_or_default();
        let days = in_language(&format!("/manage/{}/days{today}", setup.centre), self.language);
        let again = Way { login: login(setup, Role::Manager), ..way(&self.t("tour-again-in"), days)? };
        Ok(vec![
            Card { ways: self.kiosks(setup)?, ..self.card("kiosk", "kiosk") },
            Card { ways: self.tickets(setup, hall)?, ..self.card("ticket", "ticket") },
            Card { ways: self.booking()?, ..self.card("booking", "booking") },
            Card { ways: self.screens(setup)?, wide: true, height: 360, ..self.card("screen", "screen") },
            Card { ways: self.counter(setup)?, wide: true, ..self.card("counter", "counter") },
            Card { ways: vec![self.manager(setup)?], wide: true, ..self.card("manage", "manage") },
            Card { ways: vec![again], wide: true, ..self.card("again", "day-again") },
        ])
    }

    fn booking(&self) -> Result<Vec<Way>, Problem> {
        Ok(vec![way(&self.t("tour-booking-in"), in_language("/book", self.language))?])
    }

    fn card(&self, name: &str, picture: &'static str) -> Card {
        let (title, text) = (self.t(&format!("tour-{name}")), self.t(&format!("tour-{name}-text")));
        Card { picture, height: 400, wide: false, title, text, ways: Vec::new() }
    }

    fn kiosks(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let centre = &setup.centre;
        let to_kiosk = |(id, kiosk): (&KioskId, &Kiosk)| -> Result<Way, Problem> {
            let to = in_language(&format!("/kiosk/{centre}/{id}"), self.language);
            let plain = way(kiosk.name.get(self.language), to)?;
            Ok(Way { device: Some((centre.to_string(), id.to_string())), ..plain })
        };
        setup.kiosks.iter().map(to_kiosk).collect()
    }

    fn screens(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let centre = &setup.centre;
        let to = |id| in_language(&format!("/screen/{centre}/{id}"), self.language);
        setup.screens.iter().map(|(id, screen)| way(screen.name.get(self.language), to(id))).collect()
    }

    /// A ticket for a service that can be had without a question: where most wait, so that there is something to follow.
    fn tickets(&self, setup: &Setup, hall: Option<&Hall>) -> Result<Vec<Way>, Problem> {
        let Some((id, service)) = plain_services(setup).max_by_key(|(_, service)| waiting(hall, &service.queue)) else {
            return Ok(Vec::new());
        };
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
        let to = in_language(&format!("/counter/{}", setup.centre), self.language);
        Ok(vec![Way { login: Some(login.to_string()), ..way(&label, to)? }])
    }

    fn manager(&self, setup: &Setup) -> Result<Way, Problem> {
        let to = in_language(&format!("/manage/{}", setup.centre), self.language);
        Ok(Way { login: login(setup, Role::Manager), ..way(&self.t("tour-manage-in"), to)? })
    }

    /// Somebody of each role, with the page that is hers.
    fn people(&self, setup: &Setup) -> Result<Vec<Person>, Problem> {
        let centre = &setup.centre;
        let roles = [
            (Role::Employee, "employee", format!("/counter/{centre}")),
            (Role::Manager, "manager", format!("/manage/{centre}")),
            (Role::Superuser, "superuser", "/devices".to_owned()),
            (Role::SystemOwner, "system-owner", format!("/manage/{centre}")),
        ];
        let mut people = Vec::new();
        for (role, name, to) in roles {
            let Some(login) = visitor(setup, role) else { continue };
            let mut values = Values::new();
            values.set("name", setup.employees.get(&login).map(|e| e.name.clone()).unwrap_or_default());
            let label = self.app.texts.with(self.language, "tour-step-in", &values);
            people.push(Person {
                role: self.t(&format!("role-{name}")),
                text: self.t(&format!("tour-{name}-text")),
                way: Way { login: Some(login.to_string()), ..way(&label, in_language(&to, self.language))? },
            });
        }
        Ok(people)
    }

    fn ways_of(&self, setup: &Setup) -> Result<Vec<Way>, Problem> {
        let live = in_language(&format!("/live/{}", setup.centre), self.language);
        let mut ways = self.kiosks(setup)?;
        ways.extend(self.screens(setup)?);
        ways.extend(self.counter(setup)?);
        ways.push(self.manager(setup)?);
        ways.push(way(&self.t("tour-live-in"), live)?);
        Ok(ways)
    }
}

/// As whom one steps in for a role.
fn login(setup: &Setup, role: Role) -> Option<String> {
    visitor(setup, role).map(|id| id.to_string())
}

/// The services that a ticket can be had for without a question.
fn plain_services(setup: &Setup) -> impl Iterator<Item = (&ServiceId, &Service)> {
    let plain =
        |service: &Service| service.choices.is_empty() && !service.appointment_only && service.question.is_none();
    setup.services.iter().filter(move |(_, service)| plain(service))
}

/// How many wait in a queue that is open; fewer than none where it gives no tickets.
fn waiting(hall: Option<&Hall>, queue: &QueueId) -> Option<u32> {
    let queue = hall?.queues.iter().find(|known| known.queue == *queue)?;
    (queue.status == QueueStatus::Open).then_some(queue.waiting)
}

/// A plain way.
fn way(label: &str, to: String) -> Result<Way, Problem> {
    let command_id = new_command_id()?;
    Ok(Way { label: label.to_owned(), to, login: None, device: None, ticket: None, command_id })
}
