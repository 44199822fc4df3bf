//! The page, and its live part: one template block, made from what one employee sees.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::counter::counter;
use domain::ids::{EmployeeId, Language};
use domain::time::Instant;
use engine::{Scene, Topic};

use super::LANGUAGES;
use super::asked::{Asked, Links};
use super::board::{Board, Toast, first_of, toasts};
use super::desks::Choose;
use super::own_menu::OwnMenu;
use super::press::{Answer, Keys, Notice};
use super::say::Say;
use crate::authority::{Caller, Employee, session_over};
use crate::format;
use crate::limits::StreamPlace;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::signs::Markup;
use crate::state::AppState;
use crate::views::{Means, View};

/// The changing part of the page: a topic of one employee.
pub(crate) const VIEW: View = View { name: "counter", draw: fragment };

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}", show).does("An employee's counter.").page(),
        Route::get("/counter/{centre}/events", events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/counter.html")]
struct Page<'a> {
    around: Around<'a>,
    now: Now<'a>,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "counter/counter.html", block = "live")]
struct Part<'a> {
    now: Now<'a>,
}

/// What the changing part shows.
pub(super) struct Now<'a> {
    say: Say<'a>,
    pub(super) links: Links,
    keys: Keys,
    notice: Option<Notice>,
    pub(super) at: i64,
    pub(super) speed: f64,
    pub(super) offset: i32,
    pub(super) point: char,
    pub(super) clock: String,
    pub(super) date: String,
    pub(super) centre: String,
    pub(super) own: OwnMenu,
    pub(super) toasts: Vec<Toast>,
    /// How many more wait for an answer than are shown.
    pub(super) toasts_more: Option<String>,
    /// Her desk; none where she sits nowhere, and then the desks to choose from.
    pub(super) board: Option<Board>,
    pub(super) choose: Option<Choose>,
}

impl Now<'_> {
    pub(super) fn t(&self, message: &str) -> String {
        self.say.t(message)
    }

    /// The hidden fields of a press at her desk.
    pub(super) fn at_desk(&self, what: &str) -> Markup {
        let desk = self.board.as_ref().map_or("", |board| board.desk.as_str());
        Markup(format!("{}{}", self.key(what), hidden("desk", desk)))
    }

    /// The hidden fields of a press on a visit.
    pub(super) fn on_visit(&self, what: &str, visit: &str) -> Markup {
        Markup(format!("{}{}", self.at_desk(&format!("{what} {visit}")), hidden("visit", visit)))
    }

    /// The hidden fields of a press that is about a desk or a kiosk, whoever presses it.
    pub(super) fn about(&self, what: &str, kind: &str, name: &str) -> Markup {
        Markup(format!("{}{}", self.key(&format!("{what} {name}")), hidden(kind, name)))
    }

    fn key(&self, what: &str) -> Markup {
        hidden(crate::form::COMMAND_ID_FIELD, &self.keys.key(what))
    }

    /// What was refused at a place; a script puts it there itself.
    pub(super) fn notice(&self, area: &str) -> &str {
        self.notice.as_ref().filter(|n| n.area.as_str() == area).map_or("", |n| n.text.as_str())
    }
}

/// Names and values here are identifiers: nothing in them needs to be escaped.
fn hidden(name: &str, value: &str) -> Markup {
    Markup(format!(r#"<input type="hidden" name="{name}" value="{value}">"#))
}

async fn show(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    if !asked.by_script {
        return page(&app, &who.0, &asked.language, None).await;
    }
    let scene = app.engine.scene(&who.0.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let employee = who.0.employee(None)?;
    html(&Part { now: now(&app.texts, &scene, &asked.language, &employee, None) })
}

/// The whole page, with what was refused where that is so.
pub(super) async fn page(
    app: &AppState,
    who: &Caller,
    language: &Language,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let scene = app.engine.scene(&who.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let employee = who.employee(None)?;
    let now = now(&app.texts, &scene, language, &employee, notice);
    let place = now.board.as_ref().map_or_else(|| now.t("counter-title"), |board| board.desk_name.clone());
    let title = format!("{} · {place}", now.centre);
    let path = format!("/counter/{}", who.centre);
    let around = Around::on(app, "counter", LANGUAGES, language.clone(), title, &path).of(&scene.setup);
    html(&Page { around, now })
}

/// Whoever signs out is shown nothing more in a page that she left open.
async fn events(
    who: Employee,
    State(app): State<AppState>,
    headers: HeaderMap,
    asked: Asked,
    free: StreamPlace,
) -> Answer {
    let employee = who.0.employee(None)?;
    let (centre, subject) = (who.0.centre, Some(employee.to_string()));
    let topic = Topic { view: VIEW.name, centre, language: asked.language, subject };
    crate::live::stream_until(&app, &topic, free, session_over(app.clone(), headers))
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let Some(employee) = topic.subject.as_deref().and_then(|subject| EmployeeId::new(subject).ok()) else {
        return String::new();
    };
    Part { now: now(&means.texts, scene, &topic.language, &employee, None) }.render().unwrap_or_default()
}

/// The instant of a scene: the day behind it may hold events that are a little newer than its hall.
pub(super) fn instant(scene: &Scene) -> Instant {
    let last = scene.day.read().last_at();
    last.map_or(scene.hall.at, |last| last.max(scene.hall.at))
}

fn now<'a>(
    texts: &'a crate::texts::Texts,
    scene: &'a Scene,
    language: &'a Language,
    employee: &EmployeeId,
    notice: Option<Notice>,
) -> Now<'a> {
    let (hall, setup) = (&scene.hall, &scene.setup);
    let say = Say { texts, language, setup };
    let links = Links::new(&hall.centre, language);
    let at = instant(scene);
    // Computed under the day's lock, and put into words after it.
    let seen = {
        let day = scene.day.read();
        day.desk_of(employee).cloned().and_then(|desk| counter(&day, setup, &desk, at))
    };
    let (toasts, toasts_more) = first_of(toasts(scene, seen.as_ref(), employee, at, say), say);
    let board = seen.as_ref().map(|seen| Board::of(seen, employee, at, say, &links));
    let choose = board.is_none().then(|| Choose::of(hall, employee, say, &links));
    let has_citizen = board.as_ref().is_some_and(|board| board.here.is_some());
    let own = OwnMenu::of(say, &links, Some(employee), |code| links.page_in(code));
    let own = own.on_counter(say, &links, has_citizen);
    Now {
        links,
        keys: Keys::of(hall),
        notice,
        at: at.as_millis(),
        speed: scene.clock_speed,
        offset: format::offset_minutes(at, setup),
        point: format::point(language),
        clock: say.clock(at),
        date: format::day(hall.date, texts, language),
        centre: setup.name.get(language).to_owned(),
        own,
        toasts,
        toasts_more,
        board,
        choose,
        say,
    }
}
