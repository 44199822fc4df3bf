//! What a citizen was told who has just checked in: that it is known that she is here, her time, her number and the way; or
//! when and where her time is. Neither errand nor name stands on it, and no queue, whose name may be the errand.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::answer::VisitCard;
use domain::day::Visit;
use domain::ids::{CentreId, VisitId};
use domain::time::Instant;
use engine::Scene;

use super::find::NEAR_MINUTES;
use super::told::{self, Told};
use crate::authority::AtTheDoor;
use crate::format;
use crate::kiosk::say::{Around as Split, Say};
use crate::kiosk::shell::{Help, QUIET_SECONDS, Shell, Top, WARNING_SECONDS, number_aloud, parts_aloud, shell, top};
use crate::kiosk::stand::{Stand, see_other};
use crate::kiosk::way::{Way, way, way_address};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, icon, qr};
use crate::state::AppState;
use crate::ticket::continued;

/// How many minutes make two hours: a span that is longer is said in hours.
const MINUTES_SAID_MAX: u64 = 119;

#[derive(Template)]
#[template(path = "kiosk/check-in-done.html")]
struct DonePage<'a> {
    around: Around<'a>,
    shell: Shell,
    events: String,
    top: Top,
    help: Help,
    view: Done,
    say: Say<'a>,
}

/// What the page shows.
#[derive(Default)]
struct Done {
    /// Whether she is checked in.
    here: bool,
    sign: Markup,
    title: String,
    line: String,
    /// What is known of the time, each with its name.
    rows: Vec<(String, String)>,
    number: Option<(char, u16)>,
    way: Option<Way>,
    /// Where she waits, in one line.
    go: String,
    code: Option<Markup>,
    /// Whether she is early, in time or late.
    pace: Option<(String, String)>,
    later: String,
    /// Whether she is offered a number.
    takes_number: bool,
    closes_in: Split,
}

pub(super) async fn show(
    door: AtTheDoor,
    State(app): State<AppState>,
    stand: Stand,
    Path((_, _, key)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    stand.shown(door, &app, page(&app, &stand, &key)).await
}

async fn page(app: &AppState, stand: &Stand, key: &str) -> Result<Response, Problem> {
    let Some(told) = told::read(app, &stand.base(), key) else { return Ok(see_other(&stand.home())) };
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let view = match told {
        Told::Here { visit, later } => {
            let Some((visit, card)) = seen(&scene, visit) else { return Ok(see_other(&stand.home())) };
            here(app, say, stand, &scene, (&visit, &card), later)
        }
        told => elsewhere(app, say, stand, told),
    };
    let view = Done { closes_in: say.around("kiosk-closes-in", QUIET_SECONDS + WARNING_SECONDS), ..view };
    let path = format!("check-in/{key}");
    let here = stand.below(&path, &[]);
    let aloud = aloud(&view);
    let events = stand.below("events", &[("view", "help")]);
    let (around, shell) = shell(app, stand, view.title.clone(), here, &aloud)?;
    let top = top(say, &stand.look, &scene.hall, scene.clock_speed);
    let help = Help::at(&scene.hall, stand.id.as_str());
    html(&DonePage { around, shell, events, top, help, view, say })
}

/// A visit of today as it stands now.
fn seen(scene: &Scene, visit: VisitId) -> Option<(Visit, VisitCard)> {
    let day = scene.day.read();
    let card = domain::answer::card(&day, &scene.setup, visit, scene.hall.at)?;
    Some((day.visit(visit)?.clone(), card))
}

fn here(
    app: &AppState,
    say: Say<'_>,
    stand: &Stand,
    scene: &Scene,
    (visit, card): (&Visit, &VisitCard),
    later: Option<Instant>,
) -> Done {
    let starts_at = visit.starts_at().unwrap_or(visit.due);
    let minutes = visit.ends_at().map(|end| end.seconds_since(starts_at) / 60).and_then(|m| u32::try_from(m).ok());
    let mut rows = vec![(say.t("check-in-time"), say.at(starts_at))];
    if let Some(minutes) = minutes.filter(|minutes| *minutes > 0) {
        rows.push((say.t("check-in-length"), say.count("check-in-minutes", minutes)));
    }
    let way = way(say, stand, scene, &card.queue);
    let area = say.setup.queues.get(&card.queue).and_then(|queue| queue.area.as_ref());
    let code = area.and_then(|area| qr(&way_address(app, stand, area), &say.t("check-in-route-qr")));
    Done {
        here: true,
        sign: icon("check"),
        title: say.t("check-in-done-title"),
        line: say.t("check-in-done-line"),
        rows,
        number: Some((card.number.letter.as_char(), card.number.count)),
        go: way.as_ref().map(|way| go(say, way)).unwrap_or_default(),
        code: code.filter(|_| way.is_some()),
        way,
        pace: Some(pace(say, scene, (starts_at, visit), card)),
        later: later.map(|at| later_line(say, at, scene.hall.at)).unwrap_or_default(),
        ..Done::default()
    }
}

/// Her next time, and from when she checks in to it.
fn later_line(say: Say<'_>, at: Instant, now: Instant) -> String {
    let from = at.plus_minutes(-NEAR_MINUTES);
    if from <= now {
        return say.with("check-in-later", "at", &say.at(at));
    }
    say.pairs("check-in-later-from", &[("at", &say.at(at)), ("from", &say.at(from))])
}

fn go(say: Say<'_>, way: &Way) -> String {
    let area = continued(&way.area, say.language);
    let floor = &way.floor;
    if way.climbs {
        say.pairs("check-in-go-area", &[("floor", floor), ("area", &area)])
    } else {
        say.with("check-in-stay-area", "area", &area)
    }
}

/// Whether she is early, in time or late; or called already.
fn pace(say: Say<'_>, scene: &Scene, (starts_at, visit): (Instant, &Visit), card: &VisitCard) -> (String, String) {
    if let Some(desk) = card.desk.as_ref().and_then(|id| say.setup.desks.get(id)) {
        return (say.t("kiosk-turn-now"), say.with("kiosk-go-desk", "desk", say.name(&desk.name)));
    }
    let now = scene.hall.at;
    let minutes = starts_at.seconds_since(now) / 60;
    let on_time = visit.due <= starts_at;
    if on_time && minutes > 0 {
        let span = match u32::try_from(minutes) {
            Ok(count) if minutes <= MINUTES_SAID_MAX => say.count("check-in-minutes", count),
            _ => format::span(minutes * 60, say.texts, say.language),
        };
        return (say.t("check-in-early"), say.with("check-in-early-line", "span", &span));
    }
    if on_time {
        return (say.t("check-in-on-time"), say.t("check-in-on-time-line"));
    }
    let line = match card.forecast {
        Some(forecast) => say.with("check-in-late-about", "at", &say.at(forecast.expected)),
        None => say.t("check-in-late-line"),
    };
    (say.t("check-in-late"), line)
}

/// When and where her time is, and no more.
fn elsewhere(app: &AppState, say: Say<'_>, stand: &Stand, told: Told) -> Done {
    match told {
        Told::Remote { at, video } => {
            let title = if video { "check-in-video-title" } else { "check-in-phone-title" };
            Done {
                sign: icon(if video { "video" } else { "phone" }),
                title: say.with(title, "at", &say.at(at)),
                line: say.t("check-in-remote-text"),
                ..Done::default()
            }
        }
        Told::Elsewhere { centre, at } => Done {
            sign: icon("map-pin"),
            title: say.t("check-in-elsewhere-title"),
            line: say.t("check-in-elsewhere-text"),
            rows: vec![
                (say.t("check-in-where"), place(app, say, &centre)),
                (say.t("check-in-time"), say.with("check-in-today", "at", &say.at(at))),
            ],
            ..Done::default()
        },
        Told::OtherDay { centre, at } => {
            let zone = app.engine.setup(&centre).map(|setup| setup.time_zone.clone());
            let date = at.date(zone.as_ref().unwrap_or(&say.setup.time_zone));
            let day = format::day(date, say.texts, say.language);
            let when = say.pairs("check-in-day", &[("day", &day), ("at", &say.at(at))]);
            let mut rows = vec![(say.t("check-in-time"), when)];
            if centre != stand.place.centre {
                rows.insert(0, (say.t("check-in-where"), place(app, say, &centre)));
            }
            Done {
                sign: icon("calendar-event"),
                title: say.t("check-in-other-day-title"),
                line: say.t("check-in-other-day-text"),
                rows,
                takes_number: true,
                ..Done::default()
            }
        }
        Told::Over { at } => Done {
            sign: icon("clock"),
            title: say.t("check-in-over-title"),
            line: say.with("check-in-over-text", "at", &say.at(at)),
            takes_number: true,
            ..Done::default()
        },
        Told::Here { .. } => Done::default(),
    }
}

/// A centre's name and address.
fn place(app: &AppState, say: Say<'_>, centre: &CentreId) -> String {
    let Some(setup) = app.engine.setup(centre) else { return String::new() };
    let name = say.name(&setup.name);
    if setup.address.is_empty() { name.to_owned() } else { format!("{name}, {}", setup.address) }
}

/// The page in words to listen to.
fn aloud(view: &Done) -> String {
    let mut parts = vec![view.title.clone(), view.line.clone()];
    parts.extend(view.rows.iter().map(|(name, value)| format!("{name}: {value}")));
    parts.extend(view.number.map(|(letter, count)| number_aloud(letter, count)));
    parts.push(view.go.clone());
    parts.extend(view.way.iter().map(|way| way.text.clone()));
    parts.extend(view.pace.iter().flat_map(|(title, line)| [title.clone(), line.clone()]));
    parts.push(view.later.clone());
    parts_aloud(parts)
}
