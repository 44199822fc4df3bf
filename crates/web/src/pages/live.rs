//! `/live/{centre}`: one centre as it is: its queues, who waits, who was called where.
//!
//! The part that changes is one block of the page's template; the same block is what the live view sends.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::answer::CardState;
use domain::event::Forecast;
use domain::hall::{CallNow, Hall, QueueNow, QueueStatus, WaitNow};
use domain::ids::{Language, QueueId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::{Scene, Topic};

use super::{Around, LANGUAGES, html, page_language};
use crate::api::path::Here;
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::format;
use crate::limits::StreamPlace;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::{Texts, Values};
use crate::views::{Means, View};

/// The changing part of the page.
pub(crate) const VIEW: View = View { name: "live", draw: fragment };

/// Seconds after which the page without a script is loaded again.
const REFRESH_SECONDS: u16 = 10;

/// The most waiting visits that are listed; how many wait in all stands with the queues.
const LISTED_MAX: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/live/{centre}", show).does("One centre as it is, for people.").page(),
        Route::get("/live/{centre}/events", events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "live.html")]
struct LivePage<'a> {
    around: Around<'a>,
    centre: String,
    name: String,
    municipality: String,
    refresh_seconds: u16,
    now: Now,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "live.html", block = "live")]
struct LivePart<'a> {
    around: Said<'a>,
    now: Now,
}

/// The texts of a part.
struct Said<'a> {
    texts: &'a Texts,
    language: &'a Language,
}

impl Said<'_> {
    fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }
}

/// What the changing part shows, in words.
struct Now {
    date: String,
    updated: String,
    /// The newest call as one sentence, to be read aloud; empty where nobody is called.
    newest: String,
    called: Vec<Called>,
    queues: Vec<Queue>,
    waiting: Vec<Waiting>,
}

struct Called {
    letter: char,
    count: u16,
    desk: String,
    at: String,
    state: String,
    on_the_way: bool,
}

struct Queue {
    letter: char,
    name: String,
    waiting: u32,
    /// The status, where it is not open.
    status: Option<String>,
    forecast: String,
}

struct Waiting {
    letter: char,
    count: u16,
    queue: String,
    since: String,
    forecast: String,
}

async fn show(
    _: Anyone,
    State(app): State<AppState>,
    Here(place): Here,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    let scene = app.engine.scene(&place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let (hall, setup) = (&scene.hall, &scene.setup);
    let name = setup.name.get(&language).to_owned();
    let mut values = Values::new();
    values.set("centre", name.clone());
    let title = app.texts.with(&language, "live-title", &values);
    html(&LivePage {
        around: Around::plain(&app, language.clone(), title, &format!("/live/{}", hall.centre)).of(setup),
        centre: hall.centre.to_string(),
        name,
        municipality: setup.municipality.get(&language).to_owned(),
        refresh_seconds: REFRESH_SECONDS,
        now: Say { texts: &app.texts, language: &language, setup }.now(hall),
    })
}

async fn events(
    _: Anyone,
    State(app): State<AppState>,
    Here(place): Here,
    mut query: Pairs,
    free: StreamPlace,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    let topic = Topic { view: VIEW.name, centre: place.centre, language, subject: None };
    crate::live::stream(&app, &topic, free)
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let (texts, language) = (&*means.texts, &topic.language);
    let now = Say { texts, language, setup: &scene.setup }.now(&scene.hall);
    LivePart { around: Said { texts, language }, now }.render().unwrap_or_default()
}

struct Say<'a> {
    texts: &'a Texts,
    language: &'a Language,
    setup: &'a Setup,
}

impl Say<'_> {
    fn now(&self, hall: &Hall) -> Now {
        let called: Vec<Called> = hall.called.iter().filter(|call| !call.rung).map(|call| self.called(call)).collect();
        Now {
            date: format::date(hall.date, self.texts, self.language),
            updated: self.at(hall.at),
            newest: called.first().filter(|c| c.on_the_way).map(|c| self.newest(c)).unwrap_or_default(),
            called,
            queues: hall.queues.iter().map(|queue| self.queue(queue)).collect(),
            waiting: hall.waiting.iter().take(LISTED_MAX).map(|wait| self.waiting(wait)).collect(),
        }
    }

    fn newest(&self, call: &Called) -> String {
        let mut values = Values::new();
        values.set("number", format!("{} {}", call.letter, call.count));
        values.set("desk", call.desk.clone());
        self.texts.with(self.language, "live-announce", &values)
    }

    fn called(&self, call: &CallNow) -> Called {
        let on_the_way = call.state == CardState::Called;
        let state = if on_the_way { "live-state-called" } else { "live-state-serving" };
        let desk = self.setup.desks.get(&call.desk).map_or(call.desk.as_str(), |d| d.name.get(self.language));
        Called {
            letter: call.number.letter.as_char(),
            count: call.number.count,
            desk: desk.to_owned(),
            at: self.at(call.called_at),
            state: self.texts.get(self.language, state),
            on_the_way,
        }
    }

    fn queue(&self, queue: &QueueNow) -> Queue {
        let status = match queue.status {
            QueueStatus::Open => None,
            QueueStatus::ClosedByHours => Some("live-status-closed-by-hours"),
            QueueStatus::ClosedByManager => Some("live-status-closed-by-manager"),
            QueueStatus::Full => Some("live-status-full"),
            QueueStatus::Paused => Some("live-status-paused"),
            QueueStatus::DayClosed => Some("live-status-day-closed"),
        };
        Queue {
            letter: queue.letter.as_char(),
            name: self.queue_name(&queue.queue),
            waiting: queue.waiting,
            status: status.map(|message| self.texts.get(self.language, message)),
            forecast: self.forecast(queue.forecast),
        }
    }

    fn waiting(&self, wait: &WaitNow) -> Waiting {
        Waiting {
            letter: wait.number.letter.as_char(),
            count: wait.number.count,
            queue: self.queue_name(&wait.queue),
            since: self.at(wait.since),
            forecast: self.forecast(wait.forecast),
        }
    }

    fn queue_name(&self, queue: &QueueId) -> String {
        self.setup.queues.get(queue).map_or(queue.as_str(), |q| q.name.get(self.language)).to_owned()
    }

    fn at(&self, at: Instant) -> String {
        let mut values = Values::new();
        values.set("time", format::clock(at, self.setup, self.language));
        self.texts.with(self.language, "time-at", &values)
    }

    fn forecast(&self, forecast: Option<Forecast>) -> String {
        let Some(forecast) = forecast else { return self.texts.get(self.language, "live-forecast-none") };
        let clock = |at| format::clock(at, self.setup, self.language);
        let mut values = Values::new();
        values.set("expected", clock(forecast.expected));
        values.set("earliest", clock(forecast.earliest));
        values.set("latest", clock(forecast.latest));
        // A range within one minute is one time to a reader.
        let one = clock(forecast.earliest) == clock(forecast.latest);
        self.texts.with(self.language, if one { "live-forecast-one" } else { "live-forecast" }, &values)
    }
}
