//! A kiosk's first page: what one can come for, and how long one waits for it now. Its live part is the whole page, so
//! that it comes alive at opening time by itself, whatever the time at which it was loaded.

use std::io::Write as _;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};
use domain::hall::Hall;
use domain::ids::QueueId;
use domain::setup::{Kiosk, Setup};
use engine::{Scene, Topic};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::check_in::Scan;
use super::first_times;
use super::help;
use super::look::{Look, WRITTEN};
use super::opening::{House, house};
use super::rows::{List, Room, list, pages, service_row};
use super::say::Say;
use super::shell::{Bar, Help, Shell, Top, bar, shell, top};
use super::stand::Stand;
use crate::assets::takes_gzip;
use crate::authority::{AtTheDoor, device_over};
use crate::format;
use crate::limits::StreamPlace;
use crate::order::fault;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::state::AppState;
use crate::texts::PSEUDO_LANGUAGE;
use crate::views::{Means, View};

/// The changing part of the first page.
pub(crate) const VIEW: View = View { name: "kiosk", draw: fragment };

#[derive(Template)]
#[template(path = "kiosk/home.html")]
struct HomePage<'a> {
    around: Around<'a>,
    shell: Shell,
    events: String,
    /// What was just done: a ticket was given back.
    said: String,
    view: Home,
    scan: Scan,
    say: Say<'a>,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "kiosk/home.html", block = "live")]
struct HomePart<'a> {
    view: Home,
    say: Say<'a>,
}

/// What the first page shows.
struct Home {
    top: Top,
    bar: Bar,
    head: Heading,
    /// Where one who has a booked time goes on; empty where nobody checks in here.
    check_in: String,
    list: List,
}

/// What the page says first.
struct Heading {
    /// Empty on a day on which nobody is asked in.
    greeting: String,
    /// What is asked, or when the house opens.
    question: String,
    /// Whether the house is closed: then no row gives a number.
    closed: bool,
}

/// The parameters of a page, as they stand in a topic's subject.
struct Asked {
    kiosk: String,
    look: Look,
    page: u32,
}

pub(super) async fn show(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    stand.caller(door)?;
    let said = stand.query.take("said")?;
    let page = page(&app, &stand, said.as_deref(), takes_gzip(&headers)).await;
    Ok(stand.answer(&app, page))
}

/// A page as an answer, compressed: with its fonts it must be there at once, on a line of a small house too. Nothing on it
/// is secret, and nothing on it is what somebody else sent.
fn compressed(page: &HomePage<'_>) -> Result<Response, Problem> {
    let text = page.render().map_err(|_| fault())?;
    let mut encoder = GzEncoder::new(Vec::with_capacity(text.len() / 3), Compression::fast());
    encoder.write_all(text.as_bytes()).map_err(|_| fault())?;
    let bytes = encoder.finish().map_err(|_| fault())?;
    let mut response = Html(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Ok(response)
}

async fn page(app: &AppState, stand: &Stand, said: Option<&str>, small: bool) -> Result<Response, Problem> {
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let kiosk = scene.setup.kiosks.get(&stand.id).ok_or_else(Problem::not_found)?;
    let asked = Asked { kiosk: stand.id.to_string(), look: stand.look.clone(), page: stand.page };
    first_times::refresh(app, &scene.setup, kiosk).await;
    let view = home(say, &scene.hall, kiosk, &asked, scene.clock_speed);
    let scan = Scan::of(kiosk)?;
    let title = say.with("kiosk-title", "centre", say.name(&scene.setup.name));
    let aloud = aloud(say, &view);
    let page = if stand.page > 1 { stand.page.to_string() } else { String::new() };
    let told = said.filter(|said| *said == "undone").unwrap_or_default();
    let here = stand.look.address(&stand.base(), &[("page", &page), ("said", told)]);
    let events = stand.below("events", &[("page", &page)]);
    let said = if told.is_empty() { String::new() } else { say.t("kiosk-undone") };
    let (around, shell) = shell(app, stand, title, here, &aloud)?;
    let page = HomePage { around, shell, events, said, view, scan, say };
    if small { compressed(&page) } else { html(&page) }
}

/// The changing part of this page; of the others with `view=help`.
pub(super) async fn events(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    free: StreamPlace,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    stand.caller(door)?;
    let view = stand.query.take("view")?;
    let look = &stand.look;
    let (view, subject) = match view.as_deref() {
        None => {
            let kiosk = stand.kiosk().ok_or_else(Problem::not_found)?;
            let room = Room { look, beside: has_check_in(&stand.place.setup, kiosk) };
            let last = u32::try_from(pages(kiosk.buttons.len(), room)).unwrap_or(1);
            (VIEW.name, format!("{}/{}/{}", stand.id, look.words(), stand.page.min(last)))
        }
        Some("help") => (help::VIEW.name, stand.id.to_string()),
        Some(_) => return Err(Problem::query("view", "why-unknown-choice")),
    };
    let topic =
        Topic { view, centre: stand.place.centre.clone(), language: look.language.clone(), subject: Some(subject) };
    let fresh = first_times::keep_fresh(app.clone(), stand.place.centre.clone(), stand.id.clone());
    let over = device_over(app.clone(), headers);
    // Whoever watches keeps the first times fresh, and is done when the device is.
    let over = async move {
        tokio::select! {
            () = over => {}
            () = fresh => {}
        }
    };
    crate::live::stream_until(&app, &topic, free, over)
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let say =
        Say { texts: &means.texts, setup: &scene.setup, language: &topic.language, first_times: &means.first_times };
    let subject = topic.subject.as_deref().unwrap_or_default();
    let Some(asked) = asked(say, subject) else { return String::new() };
    let kiosk = asked.kiosk.parse().ok().and_then(|id: domain::ids::KioskId| scene.setup.kiosks.get(&id));
    let Some(kiosk) = kiosk else { return String::new() };
    let view = home(say, &scene.hall, kiosk, &asked, scene.clock_speed);
    HomePart { view, say }.render().unwrap_or_default()
}

fn asked(say: Say<'_>, subject: &str) -> Option<Asked> {
    let mut parts = subject.split('/');
    let (kiosk, adapted, page) = (parts.next()?, parts.next()?, parts.next()?);
    let main = say.setup.languages.first().cloned().unwrap_or_else(domain::ids::Language::danish);
    let adapted = Some(adapted).filter(|words| !words.is_empty());
    let offered = std::slice::from_ref(say.language);
    debug_assert!(WRITTEN.contains(&say.language.as_str()) || say.language.as_str() == PSEUDO_LANGUAGE);
    let look = Look::read(main, offered, Some(say.language.as_str()), adapted).ok()?;
    Some(Asked { kiosk: kiosk.to_owned(), look, page: page.parse().ok()? })
}

fn home(say: Say<'_>, hall: &Hall, kiosk: &Kiosk, asked: &Asked, speed: f64) -> Home {
    let look = &asked.look;
    let base = format!("/kiosk/{}/{}", hall.centre, asked.kiosk);
    let beside = has_check_in(say.setup, kiosk);
    let room = Room { look, beside };
    let rows = kiosk.buttons.iter().filter_map(|id| service_row(say, look, &base, hall, id)).collect();
    let page = asked.page.to_string();
    let own_page = if asked.page > 1 { page.as_str() } else { "" };
    Home {
        top: top(say, look, hall, speed),
        bar: bar(say, look, Help::at(hall, &asked.kiosk), |other| {
            // With another number of rows on a page the list begins anew.
            let page = if other.adapted == look.adapted { own_page } else { "" };
            other.address(&base, &[("page", page)])
        }),
        head: heading(say, hall, kiosk),
        check_in: if beside { look.address(&format!("{base}/check-in"), &[]) } else { String::new() },
        list: list(say, room, rows, asked.page, |page| {
            look.address(&base, &[("page", if page == "1" { "" } else { page })])
        }),
    }
}

/// Whether one checks in at a kiosk: there are times to be booked in its centre, and means to check in by.
fn has_check_in(setup: &Setup, kiosk: &Kiosk) -> bool {
    !setup.appointments.is_empty() && !kiosk.check_in.is_empty()
}

/// What is asked; before opening time, when it opens.
fn heading(say: Say<'_>, hall: &Hall, kiosk: &Kiosk) -> Heading {
    let setup = say.setup;
    let services = kiosk.buttons.iter().filter_map(|id| setup.services.get(id));
    let leaves = services.flat_map(|service| {
        let choices = service.choices.iter().filter_map(|id| setup.services.get(id));
        choices.chain(std::iter::once(service).filter(|service| service.choices.is_empty()))
    });
    let queues: Vec<&QueueId> = leaves.filter(|leaf| !leaf.appointment_only).map(|leaf| &leaf.queue).collect();
    let greeting = say.t("kiosk-greeting");
    let shut = |question| Heading { greeting: String::new(), question, closed: true };
    match house(&queues, hall, setup) {
        House::Open => Heading { greeting, question: say.t("kiosk-question"), closed: false },
        House::Closed(None) => shut(say.t("kiosk-closed")),
        House::Closed(Some(opens)) => {
            let date = opens.date(&setup.time_zone);
            let at = say.at(opens);
            if date == hall.date {
                Heading { greeting, question: say.with("kiosk-opens-today", "at", &at), closed: true }
            } else {
                let day = format::day(date, say.texts, say.language);
                shut(say.pairs("kiosk-opens-later", &[("day", &day), ("at", &at)]))
            }
        }
    }
}

/// What the page says aloud: the question, and each row with its wait.
fn aloud(say: Say<'_>, view: &Home) -> String {
    let mut text = format!("{} {}", view.head.greeting, view.head.question).trim_start().to_owned();
    if !view.check_in.is_empty() {
        text.push_str(". ");
        text.push_str(&say.t("check-in-card"));
    }
    for row in &view.list.rows {
        let wait = &row.wait;
        for part in [". ", &row.name, ": ", &wait.before, &wait.number, &wait.after] {
            text.push_str(part);
        }
    }
    text
}
