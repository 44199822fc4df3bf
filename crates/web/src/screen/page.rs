//! `/screen/{centre}/{screen}`: the page, its live part, and the list of a centre's screens.
//!
//! `?lang=` and `?theme=` choose for this one browser; else both are as the set-up says.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ids::{Language, ScreenId};
use engine::{Scene, Topic};

use super::WORD;
use super::asked::Asked;
use super::wall::{Say, Wall};
use crate::authority::Anyone;
use crate::limits::StreamPlace;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::{CITIZEN_LANGUAGES, Texts, Values};
use crate::views::{Means, View};

/// The changing part of the page.
pub(crate) const VIEW: View = View { name: WORD, draw: fragment };

/// How long a call fills the wall, in milliseconds.
const PANEL_MILLIS: u32 = 6_000;

/// How long a page of the info pane and of the queues is shown, in milliseconds.
const TURN_MILLIS: u32 = 12_000;

/// How old a call may be that fills the wall, in real milliseconds: a screen that comes back shows no old calls.
const FRESH_MILLIS: u32 = 10_000;

/// After how long without a connection the calls are taken from the wall, in milliseconds.
const STALE_MILLIS: u32 = 60_000;

/// Seconds after which the page without a script is loaded again.
const REFRESH_SECONDS: u16 = 15;

/// What a script puts the time in the place of.
const TIME_PLACE: &str = "%";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/screen/{centre}", list).does("The screens of a centre.").page(),
        Route::get("/screen/{centre}/{screen}", show).does("A screen on the wall.").page(),
        Route::get("/screen/{centre}/{screen}/events", events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "screen/wall.html")]
struct WallPage<'a> {
    around: Around<'a>,
    own: Own,
    wall: Wall,
}

/// What belongs to this one page and does not change while it is open.
struct Own {
    /// Where the live part comes from.
    events: String,
    /// Where the pieces of speech are.
    speech: String,
    /// The sign of a lost connection, with a place for the time.
    lost: String,
    panel_millis: u32,
    turn_millis: u32,
    fresh_millis: u32,
    stale_millis: u32,
    refresh_seconds: u16,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "screen/wall.html", block = "live")]
struct WallPart<'a> {
    around: Said<'a>,
    wall: Wall,
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

#[derive(Template)]
#[template(path = "screen/list.html")]
struct ListPage<'a> {
    around: Around<'a>,
    /// Whether a screen was asked for that is not there.
    unknown: bool,
    screens: Vec<(String, String)>,
}

async fn show(_: Anyone, State(app): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    let scene = app.engine.scene(&asked.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let found = asked.screen().and_then(|id| Some((scene.setup.screens.get(&id)?, id)));
    let Some((screen, id)) = found else { return listed(&app, asked, true) };
    let language = asked.language;
    let path = format!("/screen/{}/{id}", asked.place.centre);
    let mut around =
        Around::on(&app, WORD, &CITIZEN_LANGUAGES, language.clone(), String::new(), &path).of(&scene.setup);
    around.theme = asked.theme;
    let mut values = Values::new();
    values.set("centre", scene.setup.name.get(&language).to_owned());
    around.title = app.texts.with(&language, "screen-title", &values);
    let wall = Say { texts: &app.texts, language: &language, scene: &scene, screen }.wall();
    html(&WallPage { own: own(&app, &path, &language), around, wall })
}

fn own(app: &AppState, path: &str, language: &Language) -> Own {
    let mut values = Values::new();
    values.set("time", TIME_PLACE);
    let at = app.texts.with(language, "time-at", &values);
    let mut values = Values::new();
    values.set("at", at);
    Own {
        events: format!("{path}/events?lang={language}"),
        speech: format!("{path}/speech"),
        lost: app.texts.with(language, "screen-lost", &values),
        panel_millis: PANEL_MILLIS,
        turn_millis: TURN_MILLIS,
        fresh_millis: FRESH_MILLIS,
        stale_millis: STALE_MILLIS,
        refresh_seconds: REFRESH_SECONDS,
    }
}

async fn list(_: Anyone, State(app): State<AppState>, asked: Asked) -> Result<Response, Problem> {
    listed(&app, asked, false)
}

/// The centre's screens; 404 where another was asked for.
fn listed(app: &AppState, asked: Asked, unknown: bool) -> Result<Response, Problem> {
    let Asked { place, language, .. } = asked;
    let screens = &place.setup.screens;
    let screens = screens.iter().map(|(id, screen)| (id.to_string(), screen.name.get(&language).to_owned())).collect();
    let mut values = Values::new();
    values.set("centre", place.setup.name.get(&language).to_owned());
    let title = app.texts.with(&language, "screen-list-title", &values);
    let path = format!("/screen/{}", place.centre);
    let around = Around::on(app, "plain", &CITIZEN_LANGUAGES, language, title, &path);
    let page = html(&ListPage { around, unknown, screens })?;
    Ok(if unknown { (StatusCode::NOT_FOUND, page).into_response() } else { page })
}

async fn events(_: Anyone, State(app): State<AppState>, asked: Asked, free: StreamPlace) -> Result<Response, Problem> {
    let id = asked.screen().filter(|id| asked.place.setup.screens.contains_key(id)).ok_or_else(Problem::not_found)?;
    let Asked { place, language, .. } = asked;
    let topic = Topic { view: VIEW.name, centre: place.centre, language, subject: Some(id.to_string()) };
    crate::live::stream(&app, &topic, free)
}

/// The live part. A screen that a new set-up does not have any more has nothing to show: what it showed stays, and its
/// page finds the list when it is loaded again.
fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let (texts, language) = (&*means.texts, &topic.language);
    let id = topic.subject.as_deref().and_then(|id| ScreenId::new(id).ok());
    let Some(screen) = id.and_then(|id| scene.setup.screens.get(&id)) else { return String::new() };
    let wall = Say { texts, language, scene, screen }.wall();
    WallPart { around: Said { texts, language }, wall }.render().unwrap_or_default()
}
