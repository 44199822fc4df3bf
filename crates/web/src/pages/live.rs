//! `/live/{centre}`: one centre as it is: its queues, who waits, who was called where.
//!
//! The part that changes is one block of the page's template; the same block is what the live view sends.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use domain::answer::CardState;
use domain::event::Forecast;
use domain::hall::{CallNow, Hall, QueueNow, QueueStatus, WaitNow};
use domain::ids::{Language, Number, QueueId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::Topic;

use super::{Around, page_language};
use crate::api::path::Here;
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::format;
use crate::limits::StreamPlace;
use crate::problem::Problem;
use crate::renderer::LIVE_VIEW;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::{Texts, Values};

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
#[template(path = "live.html", blocks = ["live"])]
struct LivePage<'a> {
    around: Around<'a>,
    centre: String,
    name: String,
    municipality: String,
    now: Now,
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

struct Tile {
    letter: String,
    /// The letter as a style name.
    style: String,
    count: String,
}

struct Called {
    tile: Tile,
    desk: String,
    at: String,
    state: String,
    on_the_way: bool,
}

struct Queue {
    tile: Tile,
    name: String,
    waiting: u32,
    /// The status, where it is not open.
    status: Option<String>,
    forecast: String,
}

struct Waiting {
    tile: Tile,
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
    let language = page_language(query.take("lang")?.as_deref());
    let hall = app.engine.hall(&place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let page = page(&app.texts, &language, &hall, &place.setup, app.demo).render();
    let page = page.map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
    Ok(Html(page).into_response())
}

async fn events(
    _: Anyone,
    State(app): State<AppState>,
    Here(place): Here,
    mut query: Pairs,
    free: StreamPlace,
) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref());
    let topic = Topic { view: LIVE_VIEW, centre: place.centre, language, subject: None };
    crate::live::stream(&app, &topic, free)
}

/// The changing part of the page, as HTML.
pub(crate) fn fragment(texts: &Texts, language: &Language, hall: &Hall, setup: &Setup) -> String {
    page(texts, language, hall, setup, false).as_live().render().unwrap_or_default()
}

fn page<'a>(texts: &'a Texts, language: &Language, hall: &Hall, setup: &Setup, demo: bool) -> LivePage<'a> {
    let name = setup.name.get(language).to_owned();
    let mut values = Values::new();
    values.set("centre", name.clone());
    let around = Around {
        texts,
        language: language.clone(),
        title: texts.with(language, "live-title", &values),
        path: format!("/live/{}", hall.centre),
        demo,
        refresh_seconds: Some(REFRESH_SECONDS),
    };
    let say = Say { texts, language, setup };
    LivePage {
        around,
        centre: hall.centre.to_string(),
        name,
        municipality: setup.municipality.get(language).to_owned(),
        now: say.now(hall),
    }
}

struct Say<'a> {
    texts: &'a Texts,
    language: &'a Language,
    setup: &'a Setup,
}

impl Say<'_> {
    fn now(&self, hall: &Hall) -> Now {
        let called: Vec<Called> = hall.called.iter().map(|call| self.called(call)).collect();
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
        values.set("number", format!("{} {}", call.tile.letter, call.tile.count));
        values.set("desk", call.desk.clone());
        self.texts.with(self.language, "live-announce", &values)
    }

    fn called(&self, call: &CallNow) -> Called {
        let on_the_way = call.state == CardState::Called;
        let state = if on_the_way { "live-state-called" } else { "live-state-serving" };
        let desk = self.setup.desks.get(&call.desk).map_or(call.desk.as_str(), |d| d.name.get(self.language));
        Called {
            tile: tile(call.number),
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
            tile: letter_tile(queue.letter.as_char(), String::new()),
            name: self.queue_name(&queue.queue),
            waiting: queue.waiting,
            status: status.map(|message| self.texts.get(self.language, message)),
            forecast: self.forecast(queue.forecast),
        }
    }

    fn waiting(&self, wait: &WaitNow) -> Waiting {
        Waiting {
            tile: tile(wait.number),
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

fn tile(number: Number) -> Tile {
    letter_tile(number.letter.as_char(), number.count.to_string())
}

fn letter_tile(letter: char, count: String) -> Tile {
    Tile { letter: letter.to_string(), style: letter.to_ascii_lowercase().to_string(), count }
}
