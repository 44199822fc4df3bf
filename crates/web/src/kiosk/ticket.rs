//! A ticket: taken, shown, given back.
//!
//! One page of a kiosk gives one ticket. Each page has one command identifier, and whatever else is pressed on it leads to
//! the ticket that the first press brought. The ticket's page is for whoever just took it: two minutes later it is gone.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::answer::{Answer, CardState, VisitCard};
use domain::command::Action;
use domain::ids::{ServiceId, VisitId};
use domain::time::Instant;
use engine::{Scene, identifiers};
use serde::{Deserialize, Serialize};

use super::look::Aid;
use super::say::{Around as Split, Say};
use super::service::too_late;
use super::shell::{QUIET_SECONDS, Shell, Top, WARNING_SECONDS, mirrored, number_aloud, parts_aloud, shell, top};
use super::stand::{Stand, see_other};
use super::way::{Way, way};
use crate::answers::read_answers;
use crate::api::command::submit as send;
use crate::authority::{AtTheDoor, Caller};
use crate::form::{Form, new_command_id};
use crate::order::fault;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Band, BandLabels, Markup, qr};
use crate::state::AppState;

/// Seconds after it was taken in which a ticket's page is shown, and a ticket can be given back at a kiosk.
pub(super) const JUST_TAKEN_SECONDS: u64 = 120;

/// What a page's form of a ticket stands for, whichever of its buttons was pressed: a second press on another button of
/// the same page is the same wish.
const ONE_TICKET: [u8; 32] = *b"one page of a kiosk, one ticket.";

/// What a citizen pressed.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Wish {
    service: String,
    #[serde(default)]
    answers: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    adapted: String,
}

/// What was chosen of the look.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Worn {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    adapted: String,
}

pub(super) async fn submit(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    form: Form<Wish>,
) -> Result<Response, Problem> {
    let caller = stand.caller(door)?;
    stand.wear(&app, &form.body.lang, &form.body.adapted)?;
    let service = form.body.service.clone();
    match take(&app, &stand, caller, form).await {
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            let left = too_late(&app, &stand, &service).await;
            Ok(left.unwrap_or_else(|| stand.answer(&app, Err(problem))))
        }
        answer => Ok(stand.answer(&app, answer)),
    }
}

async fn take(app: &AppState, stand: &Stand, caller: Caller, form: Form<Wish>) -> Result<Response, Problem> {
    let answers = read_answers(&form.body.answers)?;
    let service = ServiceId::new(&form.body.service).map_err(|_| Problem::not_found())?;
    let visit = identifiers::new_visit_id(app.engine.now()).map_err(|_| fault())?;
    let language = if stand.place.setup.languages.contains(&stand.look.language) {
        stand.look.language.clone()
    } else {
        super::stand::main_language(&stand.place)
    };
    let mut order = form.into_order();
    order.fingerprint = ONE_TICKET;
    let action = Action::TakeTicket { visit, services: vec![service], language, answers };
    let reply = send(app, caller, order, action, Vec::new()).await?;
    let Answer::Visit(card) = reply.answer else { return Err(fault()) };
    Ok(see_other(&stand.below(&format!("ticket/{}", app.links.key(card.id)), &[])))
}

/// A visit that was taken at this kiosk's door a moment ago, by its key; none where there is nothing to show any more.
async fn just_taken(app: &AppState, stand: &Stand, key: &str) -> Result<Option<(VisitId, VisitCard)>, Problem> {
    let Some(visit) = app.links.visit_of(key) else { return Ok(None) };
    let card = app.engine.card(&stand.place.centre, None, visit).await;
    let card = card.map_err(|error| Problem::from_engine(&error, None))?;
    let now = app.engine.now();
    Ok(card.filter(|card| is_fresh(card, now, app.engine.clock().speed())).map(|card| (visit, card)))
}

/// In real time: a demo's clock runs faster than people do.
fn is_fresh(card: &VisitCard, now: Instant, speed: f64) -> bool {
    let passed = u32::try_from(now.seconds_since(card.taken_at)).map_or(f64::INFINITY, f64::from);
    let limit = u32::try_from(JUST_TAKEN_SECONDS).map_or(0.0, f64::from);
    card.state != CardState::Ended && passed <= limit * speed.max(1.0)
}

pub(super) async fn undo(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    Path((_, _, key)): Path<(String, String, String)>,
    form: Form<Worn>,
) -> Result<Response, Problem> {
    let caller = stand.caller(door)?;
    stand.wear(&app, &form.body.lang, &form.body.adapted)?;
    let answer = give_back(&app, &stand, caller, &key, form).await;
    Ok(stand.answer(&app, answer))
}

async fn give_back(
    app: &AppState,
    stand: &Stand,
    caller: Caller,
    key: &str,
    form: Form<Worn>,
) -> Result<Response, Problem> {
    let home = || see_other(&stand.look.address(&stand.base(), &[("said", "undone")]));
    let Some(visit) = app.links.visit_of(key) else { return Ok(see_other(&stand.home())) };
    match just_taken(app, stand, key).await? {
        Some((_, card)) if card.state == CardState::Waiting => {
            send(app, caller, form.into_order(), Action::Cancel { visit }, Vec::new()).await?;
            Ok(home())
        }
        // Called meanwhile: the page says where to.
        Some(_) => Ok(see_other(&stand.below(&format!("ticket/{key}"), &[]))),
        None => Ok(see_other(&stand.home())),
    }
}

#[derive(Template)]
#[template(path = "kiosk/ticket.html")]
struct TicketPage<'a> {
    around: Around<'a>,
    shell: Shell,
    view: Shown,
    say: Say<'a>,
}

/// What a ticket's page shows.
struct Shown {
    top: Top,
    letter: char,
    count: u16,
    service: String,
    ahead: String,
    turn: Turn,
    way: Option<Way>,
    code: Option<Markup>,
    /// Where the number is on a phone.
    phone: String,
    undo: String,
    undo_id: String,
    can_undo: bool,
    closes_in: Split,
}

/// When it is the citizen's turn.
enum Turn {
    /// About then, within these.
    About { at: String, between: Range, band: Markup },
    /// Nobody can say; this is why.
    Unknown(String),
    /// Now, there.
    Now(String),
}

/// From when to when, in words around the times.
struct Range {
    text: String,
    /// The same in pieces; the times among them stand out.
    parts: Vec<(String, bool)>,
    /// Whether both ends are the same minute.
    one: bool,
}

impl Range {
    fn new(text: String, from: &str, to: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        for time in [from, to] {
            if let Some((before, after)) = rest.split_once(time) {
                parts.extend([(before.to_owned(), false), (time.to_owned(), true)]);
                rest = after;
            }
        }
        parts.push((rest.to_owned(), false));
        Self { one: from == to, parts, text }
    }
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
    let Some((visit, card)) = just_taken(app, stand, key).await? else { return Ok(see_other(&stand.home())) };
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let path = format!("ticket/{key}");
    let address = format!("{}/ticket/{}", app.public_url, app.links.key(visit));
    let view = Shown {
        top: top(say, &stand.look, &scene.hall, scene.clock_speed),
        letter: card.number.letter.as_char(),
        count: card.number.count,
        service: service_name(say, &card),
        ahead: card.ahead.map(|count| say.count("kiosk-ahead", count)).unwrap_or_default(),
        turn: turn(say, stand, &scene, &card),
        way: way(say, stand, &scene, &card.queue),
        code: qr(&address, &say.t("kiosk-qr")),
        phone: address,
        undo: format!("{}/{path}/undo", stand.base()),
        undo_id: new_command_id()?,
        can_undo: card.state == CardState::Waiting,
        closes_in: say.around("kiosk-closes-in", QUIET_SECONDS + WARNING_SECONDS),
    };
    let title = say.t("kiosk-your-number");
    let here = stand.below(&path, &[]);
    let aloud = aloud(&view, &title);
    let (around, shell) = shell(app, stand, title, here, &aloud)?;
    html(&TicketPage { around, shell, view, say })
}

/// What the citizen came for: the service, and which of its choices.
fn service_name(say: Say<'_>, card: &VisitCard) -> String {
    let services = &say.setup.services;
    let Some(service) = card.services.first().and_then(|id| services.get(id)) else { return String::new() };
    let own = say.name(&service.name);
    match service.parent.as_ref().and_then(|id| services.get(id)) {
        Some(parent) => format!("{} – {own}", say.name(&parent.name)),
        None => own.to_owned(),
    }
}

fn turn(say: Say<'_>, stand: &Stand, scene: &Scene, card: &VisitCard) -> Turn {
    if let Some(desk) = card.desk.as_ref().and_then(|id| say.setup.desks.get(id)) {
        return Turn::Now(say.with("kiosk-go-desk", "desk", say.name(&desk.name)));
    }
    let now = scene.hall.at;
    let Some(forecast) = card.forecast else {
        let served = scene.hall.queues.iter().any(|queue| queue.queue == card.queue && queue.desks > 0);
        return Turn::Unknown(say.t(if served { "kiosk-turn-unknown" } else { "kiosk-no-desk" }));
    };
    let (from, to) = (say.clock(forecast.earliest), say.clock(forecast.latest));
    let labels = BandLabels {
        now: say.t("kiosk-now"),
        earliest: from.clone(),
        expected: say.clock(forecast.expected),
        latest: to.clone(),
    };
    let text = if stand.look.has(Aid::Big) { 36.0 } else { 28.0 };
    let band = Band { width: 864.0, bar: 26.0, text, mirrored: mirrored(&stand.look) };
    Turn::About {
        at: say.with("kiosk-about", "at", &say.at(forecast.expected)),
        between: Range::new(say.pairs("kiosk-between", &[("from", &from), ("to", &to)]), &from, &to),
        band: band.draw(&forecast, now, &labels),
    }
}

/// The page in words to listen to.
fn aloud(view: &Shown, title: &str) -> String {
    let mut parts = vec![format!("{title}: {}", number_aloud(view.letter, view.count)), view.ahead.clone()];
    match &view.turn {
        Turn::About { at, between, .. } => parts.extend([at.clone(), between.text.clone()]),
        Turn::Unknown(text) | Turn::Now(text) => parts.push(text.clone()),
    }
    if let Some(way) = &view.way {
        parts.extend([way.go.clone(), way.area.clone(), way.text.clone()]);
    }
    parts_aloud(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_fault_17_a_ticket_is_shown_for_two_minutes_and_no_longer() {
        let taken: Instant = "2026-11-26T09:24:00Z".parse().expect("an instant");
        let card = |state| VisitCard {
            id: VisitId(uuid::Uuid::from_u128(1)),
            number: "A 47".parse().expect("a number"),
            state,
            queue: "pas".parse().expect("a name"),
            services: Vec::new(),
            taken_at: taken,
            due: taken,
            not_before: None,
            forecast: None,
            ahead: None,
            desk: None,
            employee: None,
            reason: None,
            outcome: None,
        };
        let waiting = card(CardState::Waiting);
        assert!(is_fresh(&waiting, taken.plus_seconds(120), 1.0));
        assert!(!is_fresh(&waiting, taken.plus_seconds(121), 1.0));
        assert!(is_fresh(&waiting, taken.plus_seconds(121), 60.0));
        assert!(!is_fresh(&card(CardState::Ended), taken, 1.0));
    }
}
