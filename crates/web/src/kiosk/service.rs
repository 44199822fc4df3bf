//! A service's page: its choices; then its questions, one on each page; or, while it gives no tickets, what is left.
//!
//! What was answered stands in the address. It is checked again by the hall when the ticket is taken; here a wrong answer
//! begins the questions anew.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::hall::{Hall, QueueStatus};
use domain::ids::{QueueId, ServiceId};
use domain::setup::{Service, Then};
use engine::Scene;

use super::opening::again_today;
use super::rows::{List, Offer, Press, Room, Row, Shut, list, offer, service_row, shut_message};
use super::say::Say;
use super::shell::{Bar, Help, Shell, Top, bar, shell, top, with_status};
use super::stand::{Stand, see_other};
use crate::answers::{Led, follow, read_answers};
use crate::authority::AtTheDoor;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, qr, tile};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "kiosk/service.html")]
struct ServicePage<'a> {
    around: Around<'a>,
    shell: Shell,
    events: String,
    view: Choose,
    say: Say<'a>,
}

/// What a page shows on which something is chosen.
struct Choose {
    top: Top,
    bar: Bar,
    heading: String,
    /// The heading in Danish, where the page is in another language.
    danish: String,
    tile: Option<Markup>,
    /// The service whose ticket the form takes.
    service: String,
    list: List,
    back: String,
}

#[derive(Template)]
#[template(path = "kiosk/instead.html")]
struct InsteadPage<'a> {
    around: Around<'a>,
    shell: Shell,
    events: String,
    view: Instead,
    say: Say<'a>,
}

/// What a page shows that leads elsewhere.
pub(super) struct Instead {
    pub(super) top: Top,
    pub(super) bar: Bar,
    pub(super) tile: Option<Markup>,
    pub(super) heading: String,
    /// Why there is no ticket; empty where that is not the matter.
    pub(super) why: String,
    /// What to do.
    pub(super) text: String,
    /// When it opens again today; empty where it does not, or nobody knows.
    pub(super) opens: String,
    pub(super) code: Option<Markup>,
    pub(super) back: String,
}

pub(super) async fn show(
    door: AtTheDoor,
    State(app): State<AppState>,
    mut stand: Stand,
    Path((_, _, service)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    stand.caller(door)?;
    let answers = stand.query.take("answers")?.unwrap_or_default();
    let page = page(&app, &stand, &service, &answers).await;
    Ok(stand.answer(&app, page))
}

async fn page(app: &AppState, stand: &Stand, service: &str, answers: &str) -> Result<Response, Problem> {
    let scene = app.engine.scene(&stand.place.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let found = ServiceId::new(service).ok().and_then(|id| scene.setup.services.get_key_value(&id));
    let Some((id, service)) = found else { return Ok(see_other(&stand.home())) };
    if let Offer::Closed(queue, shut) = offer(&scene.setup, &scene.hall, service) {
        return instead(app, stand, &scene, (id, service), (&queue, shut));
    }
    if service.choices.is_empty() {
        questions(app, stand, &scene, say, (id, service), answers)
    } else {
        choices(app, stand, &scene, say, (id, service))
    }
}

/// A service, or what is left where it has just stopped giving tickets: what a form shows that came too late.
pub(super) async fn too_late(app: &AppState, stand: &Stand, service: &str) -> Option<Response> {
    let scene = app.engine.scene(&stand.place.centre).await.ok()?;
    let (id, service) = ServiceId::new(service).ok().and_then(|id| scene.setup.services.get_key_value(&id))?;
    let Offer::Closed(queue, shut) = offer(&scene.setup, &scene.hall, service) else { return None };
    Some(with_status(instead(app, stand, &scene, (id, service), (&queue, shut)), StatusCode::CONFLICT))
}

fn choices(
    app: &AppState,
    stand: &Stand,
    scene: &Scene,
    say: Say<'_>,
    (id, service): (&ServiceId, &Service),
) -> Result<Response, Problem> {
    let (look, base) = (&stand.look, stand.base());
    let rows: Vec<Row> =
        service.choices.iter().filter_map(|id| service_row(say, look, &base, &scene.hall, id)).collect();
    let heading = say.name(&service.name).to_owned();
    let danish = say.danish(&service.name).unwrap_or_default().to_owned();
    let head = Head { heading, danish, tile: sign(scene, service), service: String::new(), back: stand.home() };
    choose(app, stand, scene, say, head, rows, id, "")
}

fn sign(scene: &Scene, service: &Service) -> Option<Markup> {
    scene.setup.queues.get(&service.queue).map(|queue| tile(queue.letter.as_char()))
}

/// What stands over a list of choices.
struct Head {
    heading: String,
    danish: String,
    tile: Option<Markup>,
    service: String,
    back: String,
}

#[expect(clippy::too_many_arguments, reason = "a page's parts, each made by whoever knows it")]
fn choose(
    app: &AppState,
    stand: &Stand,
    scene: &Scene,
    say: Say<'_>,
    head: Head,
    rows: Vec<Row>,
    id: &ServiceId,
    answers: &str,
) -> Result<Response, Problem> {
    let path = format!("{}/service/{id}", stand.base());
    let look = &stand.look;
    let page = if stand.page > 1 { stand.page.to_string() } else { String::new() };
    let here = look.address(&path, &[("answers", answers), ("page", &page)]);
    let mut aloud = head.heading.clone();
    for row in &rows {
        aloud.push_str(". ");
        aloud.push_str(&row.name);
    }
    let view = Choose {
        top: top(say, look, &scene.hall, scene.clock_speed),
        bar: page_bar(say, stand, &scene.hall, |other| other.address(&path, &[("answers", answers)])),
        heading: head.heading.clone(),
        danish: head.danish,
        tile: head.tile,
        service: head.service,
        list: list(say, Room { look, beside: false }, rows, stand.page, |page| {
            look.address(&path, &[("answers", answers), ("page", if page == "1" { "" } else { page })])
        }),
        back: head.back,
    };
    let events = stand.below("events", &[("view", "help")]);
    let (around, shell) = shell(app, stand, head.heading, here, &aloud)?;
    html(&ServicePage { around, shell, events, view, say })
}

/// The bar of a page below the first.
pub(super) fn page_bar(
    say: Say<'_>,
    stand: &Stand,
    hall: &Hall,
    address: impl Fn(&super::look::Look) -> String,
) -> Bar {
    bar(say, &stand.look, Help::at(hall, stand.id.as_str()), address)
}

fn questions(
    app: &AppState,
    stand: &Stand,
    scene: &Scene,
    say: Say<'_>,
    (id, service): (&ServiceId, &Service),
    answers: &str,
) -> Result<Response, Problem> {
    let given = read_answers(answers)?;
    let path = format!("service/{id}");
    let before = answers.rsplit_once(',').map(|(before, _)| before).unwrap_or_default();
    let back = match (&service.parent, given.is_empty()) {
        (_, false) => stand.below(&path, &[("answers", before)]),
        (Some(parent), true) => stand.below(&format!("service/{parent}"), &[]),
        (None, true) => stand.home(),
    };
    let head = |heading: &str, danish: Option<&str>| Head {
        heading: heading.to_owned(),
        danish: danish.unwrap_or_default().to_owned(),
        tile: sign(scene, service),
        service: id.to_string(),
        back: back.clone(),
    };
    let question = match follow(&scene.setup, service.question.as_ref(), &given) {
        Led::Astray | Led::Refer(_) => return Ok(see_other(&stand.below(&path, &[]))),
        Led::Through => {
            let row = Row {
                id: "take-number".to_owned(),
                name: say.t("kiosk-take"),
                press: send("answers", answers.to_owned(), String::new()),
                ..Row::default()
            };
            let head = head(say.name(&service.name), say.danish(&service.name));
            return choose(app, stand, scene, say, head, vec![row], id, answers);
        }
        Led::Ask(question) => question,
    };
    let Some(asked) = scene.setup.questions.get(question) else { return Err(Problem::not_found()) };
    let rows = asked.answers.iter().map(|choice| {
        let pair = format!("{question}:{}", choice.id);
        let all = if answers.is_empty() { pair } else { format!("{answers},{pair}") };
        let press = match &choice.then {
            Then::Ask(_) => Press::Open(stand.below(&path, &[("answers", &all)])),
            Then::Ticket => send("answers", all, String::new()),
            Then::Refer(_) => send("answers", all, format!("{}/referral", stand.base())),
        };
        let danish = say.danish(&choice.text);
        Row {
            id: format!("answer-{}", choice.id),
            name: say.name(&choice.text).to_owned(),
            line: danish.unwrap_or_default().to_owned(),
            is_danish: danish.is_some(),
            press,
            ..Row::default()
        }
    });
    choose(app, stand, scene, say, head(say.name(&asked.text), say.danish(&asked.text)), rows.collect(), id, answers)
}

fn send(field: &'static str, value: String, to: String) -> Press {
    Press::Send { field, value, to }
}

/// What is left while a service gives no tickets.
fn instead(
    app: &AppState,
    stand: &Stand,
    scene: &Scene,
    (id, service): (&ServiceId, &Service),
    (queue, shut): (&QueueId, Shut),
) -> Result<Response, Problem> {
    let say = Say { setup: &scene.setup, ..stand.say(app) };
    let why = say.t(shut_message(shut));
    let booked = (shut == Shut::AppointmentOnly).then(|| booking(app, say, stand, (id, service))).flatten();
    let first = say.first_times.of(&scene.setup.centre, id, scene.hall.at);
    let text = match (&booked, first) {
        (Some(_), Some(first)) => say.with("kiosk-book-first", "when", &say.when(first, scene.hall.at)),
        (Some(_), None) => say.t("kiosk-book-text"),
        (None, _) => what_is_left(say, queue, shut, &why),
    };
    let code = booked.or_else(|| address_in(&text));
    let opens = match shut {
        Shut::Queue(status) => again_today(queue, status, &scene.setup, scene.hall.at),
        Shut::AppointmentOnly => None,
    };
    let view = Instead {
        top: top(say, &stand.look, &scene.hall, scene.clock_speed),
        bar: page_bar(say, stand, &scene.hall, |other| other.address(&format!("{}/service/{id}", stand.base()), &[])),
        tile: scene.setup.queues.get(queue).map(|queue| tile(queue.letter.as_char())),
        heading: say.name(&service.name).to_owned(),
        why,
        code: code.and_then(|address| qr(&address, &say.t("kiosk-scan"))),
        text,
        opens: opens.map(|at| say.with("kiosk-opens-again", "at", &say.at(at))).unwrap_or_default(),
        back: stand.home(),
    };
    let here = stand.below(&format!("service/{id}"), &[]);
    leads_elsewhere(app, stand, say, view, here)
}

/// The page on which a time for a service is booked, in the citizen's language; none where it cannot be booked here.
fn booking(app: &AppState, say: Say<'_>, stand: &Stand, (id, service): (&ServiceId, &Service)) -> Option<String> {
    let can_be = |id: &ServiceId| say.setup.appointments.contains_key(id);
    let base = format!("{}/book/{}", app.public_url, say.setup.centre);
    let path = match (can_be(id), service.choices.iter().any(can_be)) {
        (true, _) => format!("{base}/{id}"),
        (false, true) => base,
        (false, false) => return None,
    };
    Some(format!("{path}?lang={}", stand.look.language))
}

/// What can be done instead: what the set-up says of a closed queue, without the reason that stands above it already. A
/// queue that is full or pauses is not closed: what it asks for is a moment's patience.
fn what_is_left(say: Say<'_>, queue: &QueueId, shut: Shut, why: &str) -> String {
    if matches!(shut, Shut::Queue(QueueStatus::Full | QueueStatus::Paused)) {
        return say.t("kiosk-instead-soon");
    }
    let left = say.setup.queues.get(queue).map(|queue| say.name(&queue.instead)).unwrap_or_default();
    let left = left.strip_prefix(why).and_then(|rest| rest.strip_prefix('.')).unwrap_or(left).trim();
    if left.is_empty() { say.t("kiosk-instead-none") } else { left.to_owned() }
}

/// A page that leads elsewhere.
pub(super) fn leads_elsewhere(
    app: &AppState,
    stand: &Stand,
    say: Say<'_>,
    view: Instead,
    here: String,
) -> Result<Response, Problem> {
    let aloud = [&view.heading, &view.why, &view.text, &view.opens].map(String::as_str).join(". ");
    let events = stand.below("events", &[("view", "help")]);
    let (around, shell) = shell(app, stand, view.heading.clone(), here, &aloud)?;
    html(&InsteadPage { around, shell, events, view, say })
}

/// The first web address of a text, as a phone opens it: `nordvig.example/pas` in a sentence.
fn address_in(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let plain = word.strip_prefix("https://").unwrap_or(word);
        let (host, _) = plain.split_once('/').unwrap_or((plain, ""));
        let labels: Vec<&str> = host.split('.').collect();
        let is_label =
            |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let last_is_letters =
            labels.last().is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()));
        (labels.len() >= 2 && labels.iter().all(is_label) && last_is_letters).then(|| format!("https://{plain}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_is_found_in_a_sentence_and_a_time_is_none() {
        let found = |text| address_in(text).unwrap_or_default();
        assert_eq!(found("Bestil tid på nordvig.example/pas, eller kom igen"), "https://nordvig.example/pas");
        assert_eq!(found("Book at https://nordvig.example/a-b."), "https://nordvig.example/a-b");
        assert_eq!(found("Kom igen kl. 10.42, eller ring 70 10 20 30. Tak."), "");
    }
}
