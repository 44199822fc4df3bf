//! `/manage/{centre}`: the hall now: queues, who serves what, what to look at, and the day so far.
//!
//! The part that changes is one block of the page's template; the same block is what the live view sends.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::account::{Account, account};
use domain::attention::{Attention, attention};
use domain::hall::{Hall, Phase};
use domain::ids::Language;
use engine::{Scene, Topic};

use super::acts::Keys;
use super::attention::{Act, Warning, dead_ways};
use super::board::{self, AtDesk, DeskRow, Head};
use super::notice::{Done, Notice};
use super::queues::{self, Behind, QueueRow};
use super::{Said, Tab, Top, around, fault, language_of, words};
use crate::api::query::Pairs;
use crate::authority::{Caller, Manager, session_over};
use crate::form::new_command_id;
use crate::limits::StreamPlace;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Values;
use crate::views::{Means, View};
use crate::words::Words;

/// The changing part of the page.
pub(crate) const VIEW: View = View { name: "manage", draw: fragment };

/// Seconds after which the page without a script is loaded again.
const REFRESH_SECONDS: u16 = 20;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/manage/{centre}", show).does("The hall now, for its manager.").page(),
        Route::get("/manage/{centre}/events", events)
            .does("The changing part of that page, as server-sent events.")
            .page(),
        Route::get("/manage/{centre}/close-day", ask_to_close).does("Asks whether the day is to end now.").page(),
    ]
}

#[derive(Template)]
#[template(path = "manage/now.html")]
struct NowPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    refresh_seconds: u16,
    notice: Option<Notice>,
    /// How many bookings of coming days no longer fit the plan, where there are any.
    misfits: Option<String>,
    now: Now,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "manage/now.html", block = "live")]
struct NowPart<'a> {
    around: Said<'a>,
    centre: String,
    now: Now,
}

/// What was done, alone.
#[derive(Template)]
#[template(path = "manage/now.html", block = "notice")]
struct NoticePart<'a> {
    around: Said<'a>,
    centre: String,
    notice: Option<Notice>,
}

#[derive(Template)]
#[template(path = "manage/close_day.html")]
struct CloseDayPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    closed: bool,
    waiting: String,
    at_desks: String,
    key: String,
}

/// What the changing part shows.
struct Now {
    /// Milliseconds since 1970.
    at: i64,
    speed: f64,
    waiting: String,
    desks_open: String,
    closed: bool,
    queues: Vec<QueueRow>,
    heads: Vec<Head>,
    desks: Vec<DeskRow>,
    warnings: Vec<Warning>,
    /// How many there are, to be read aloud when that changes.
    said: String,
    today: Vec<Figure>,
    date: String,
}

/// A figure of the day so far.
struct Figure {
    name: String,
    count: String,
}

async fn show(who: Manager, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    let done = Done::from_address(&mut query)?;
    query.done()?;
    let words = words(&app.texts, &language, &who.0.setup);
    let notice = done.map(|done| done.notice(&words)).transpose()?;
    page(&app, &who.0, &language, notice).await
}

/// The page, with what was done or refused.
pub(super) async fn page(
    app: &AppState,
    caller: &Caller,
    language: &Language,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let scene = app.engine.scene(&caller.centre).await.map_err(|error| fault(&error))?;
    let words = words(&app.texts, language, &scene.setup);
    let title = words.with("manage-title", &[("centre", scene.setup.name.get(language))]);
    html(&NowPage {
        around: around(app, &scene.setup, language, title, &format!("/manage/{}", caller.centre)),
        top: Top::of(app, caller, language, Tab::Now),
        centre: caller.centre.to_string(),
        refresh_seconds: REFRESH_SECONDS,
        notice,
        misfits: super::misfits::line(app, caller, language).await,
        now: now(&words, &scene),
    })
}

/// What was done or refused, for a page that is there already.
pub(super) fn notice_alone(
    app: &AppState,
    caller: &Caller,
    language: &Language,
    notice: Notice,
) -> Result<Response, Problem> {
    let around = Said { texts: &app.texts, language };
    html(&NoticePart { around, centre: caller.centre.to_string(), notice: Some(notice) })
}

/// Whoever signs out is shown nothing more in a page that she left open.
async fn events(
    who: Manager,
    State(app): State<AppState>,
    headers: HeaderMap,
    mut query: Pairs,
    free: StreamPlace,
) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    query.done()?;
    let topic = Topic { view: VIEW.name, centre: who.0.centre, language, subject: None };
    crate::live::stream_until(&app, &topic, free, session_over(app.clone(), headers))
}

async fn ask_to_close(who: Manager, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    query.done()?;
    let scene = app.engine.scene(&who.0.centre).await.map_err(|error| fault(&error))?;
    let words = words(&app.texts, &language, &scene.setup);
    let hall = &scene.hall;
    let path = format!("/manage/{}/close-day", hall.centre);
    html(&CloseDayPage {
        around: around(&app, &scene.setup, &language, words.t("manage-close-title"), &path),
        top: Top::of(&app, &who.0, &language, Tab::Now),
        centre: hall.centre.to_string(),
        closed: hall.phase == Phase::Closed,
        waiting: words.count("manage-close-waiting", length(hall.waiting.len() + hall.parked.len())),
        at_desks: words.count("manage-close-at-desks", length(hall.called.len())),
        key: new_command_id()?,
    })
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let words = words(&means.texts, &topic.language, &scene.setup);
    let around = Said { texts: &means.texts, language: &topic.language };
    let part = NowPart { around, centre: topic.centre.to_string(), now: now(&words, scene) };
    part.render().unwrap_or_default()
}

/// What is asked of the day while its lock is held.
struct Asked {
    behind: Vec<Behind>,
    at_desks: Vec<Option<AtDesk>>,
    attention: Vec<Attention>,
    account: Account,
}

fn now(words: &Words<'_>, scene: &Scene) -> Now {
    let hall = &scene.hall;
    let asked = {
        let day = scene.day.read();
        Asked {
            behind: queues::behind(&day, hall),
            at_desks: board::at_desks(&day, hall),
            attention: attention(&day, &scene.setup, hall, hall.at),
            account: account(&day),
        }
    };
    let keys = Keys::of_hall(hall);
    let mut warnings = dead_ways(words, &scene.ways);
    warnings.extend(super::attention::warnings(words, &asked.attention, hall.at, &keys));
    Now {
        at: hall.at.as_millis(),
        speed: scene.clock_speed,
        waiting: words.count("manage-waiting", length(hall.waiting.len())),
        desks_open: desks_open(words, hall),
        closed: hall.phase == Phase::Closed,
        queues: queues::rows(words, hall, &asked.behind, &keys),
        heads: board::heads(words, hall),
        desks: board::rows(words, hall, &asked.at_desks, &keys),
        said: words.count("manage-attention-count", length(warnings.len())),
        warnings,
        today: figures(words, &asked.account),
        date: hall.date.to_string(),
    }
}

/// How many desks have somebody at them, of all.
pub(super) fn desks_open(words: &Words<'_>, hall: &Hall) -> String {
    let open = hall.desks.iter().filter(|d| d.employee.is_some()).count();
    let mut values = Values::new();
    values.set("open", open.to_string());
    values.set("all", hall.desks.len());
    words.texts.with(words.language, "manage-desks-open", &values)
}

/// The day so far: figures of its account and sums of them.
fn figures(words: &Words<'_>, account: &Account) -> Vec<Figure> {
    let all = &account.outcomes;
    let rows = [
        ("manage-today-taken", account.queues.iter().map(|q| q.taken).sum()),
        ("manage-today-served", all.served + all.served_end_unknown),
        ("manage-today-left", all.left_unserved + all.cancelled_by_citizen + all.cancelled_by_employee + all.no_show),
        ("manage-today-referred", account.referrals.iter().map(|(_, count)| count).sum()),
        ("manage-today-out-of-turn", length(account.out_of_turn.iter().filter(|it| !it.undone).count())),
    ];
    rows.into_iter().map(|(name, count)| Figure { name: words.t(name), count: words.number(count) }).collect()
}

pub(super) fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
