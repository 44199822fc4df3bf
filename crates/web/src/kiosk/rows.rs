//! A kiosk's rows: a service with its tile, its names, how long one waits now, and where a press leads.
//!
//! A row never hides what is closed: it says so, and leads to what can be done instead.

use domain::hall::{Hall, QueueNow, QueueStatus};
use domain::ids::{QueueId, ServiceId};
use domain::setup::{Service, Setup};

use super::look::{Aid, Look};
use super::opening::again_today;
use super::say::{Around, Say};
use crate::signs::{Markup, tile};

/// The most rows where all of them are on one page.
const ROWS_MAX: usize = 7;

/// The most rows on a page of several, which has the way to the others too; and where the switches of an adapted page
/// stand above them.
const ROWS_PAGED_MAX: (usize, usize) = (6, 5);

/// The most rows on a page with large text, or with everything low.
const ROWS_ADAPTED_MAX: usize = 3;

/// The most rows on an adapted page that has another way on beside them.
const ROWS_BESIDE_MAX: usize = 5;

/// What room a list has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room<'a> {
    /// How the page is adapted.
    pub(super) look: &'a Look,
    /// Whether there is another way on beside the rows: to check in.
    pub(super) beside: bool,
}

/// Whether a service gives tickets now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offer {
    /// By this queue.
    Open(QueueId),
    /// It does not; this is its queue, and why.
    Closed(QueueId, Shut),
}

/// Why a service gives no tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shut {
    /// It is given by booked time only.
    AppointmentOnly,
    /// Its queue gives none.
    Queue(QueueStatus),
}

/// Whether a service, or one of its choices, gives tickets now.
pub(super) fn offer(setup: &Setup, hall: &Hall, service: &Service) -> Offer {
    if service.choices.is_empty() {
        return leaf_offer(hall, service);
    }
    let choices = service.choices.iter().filter_map(|id| setup.services.get(id)).map(|choice| leaf_offer(hall, choice));
    let offers: Vec<Offer> = choices.collect();
    let rank = |offer: &&Offer| match offer {
        Offer::Open(queue) if *queue == service.queue => 0,
        Offer::Open(_) => 1,
        Offer::Closed(_, Shut::Queue(_)) => 2,
        Offer::Closed(_, Shut::AppointmentOnly) => 3,
    };
    offers.iter().min_by_key(rank).cloned().unwrap_or_else(|| leaf_offer(hall, service))
}

fn leaf_offer(hall: &Hall, service: &Service) -> Offer {
    let queue = service.queue.clone();
    if service.appointment_only {
        return Offer::Closed(queue, Shut::AppointmentOnly);
    }
    match queue_now(hall, &queue).map_or(QueueStatus::DayClosed, |now| now.status) {
        QueueStatus::Open => Offer::Open(queue),
        status => Offer::Closed(queue, Shut::Queue(status)),
    }
}

fn queue_now<'a>(hall: &'a Hall, queue: &QueueId) -> Option<&'a QueueNow> {
    hall.queues.iter().find(|now| now.queue == *queue)
}

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its name in the page, the same at every change.
    pub(super) id: String,
    pub(super) tile: Option<Markup>,
    pub(super) name: String,
    /// The second line; the Danish name where the page is in another language.
    pub(super) line: String,
    /// Whether the second line is Danish on a page that is not.
    pub(super) is_danish: bool,
    pub(super) press: Press,
    /// What stands at its end: the wait.
    pub(super) wait: Around,
    /// Under it: how many wait.
    pub(super) under: String,
    /// Whether it gives no tickets.
    pub(super) closed: bool,
}

/// What a press on a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// Opens a page.
    Open(String),
    /// Sends the page's form with this field, to this address where it is not the form's own.
    Send { field: &'static str, value: String, to: String },
}

impl Default for Press {
    fn default() -> Self {
        Self::Open(String::new())
    }
}

/// The row of a service.
pub(super) fn service_row(say: Say<'_>, look: &Look, base: &str, hall: &Hall, id: &ServiceId) -> Option<Row> {
    let service = say.setup.services.get(id)?;
    let offer = offer(say.setup, hall, service);
    let (Offer::Open(queue) | Offer::Closed(queue, _)) = &offer;
    let takes_at_once = matches!(offer, Offer::Open(_)) && service.choices.is_empty() && service.question.is_none();
    let press = if takes_at_once {
        Press::Send { field: "service", value: id.to_string(), to: String::new() }
    } else {
        Press::Open(look.address(&format!("{base}/service/{id}"), &[]))
    };
    let (wait, under) = ends(say, hall, id, &offer);
    let danish = say.danish(&service.name);
    Some(Row {
        id: format!("service-{id}"),
        tile: say.setup.queues.get(queue).map(|queue| tile(queue.letter.as_char())),
        name: say.name(&service.name).to_owned(),
        line: danish.unwrap_or_else(|| say.name(&service.help)).to_owned(),
        is_danish: danish.is_some(),
        press,
        wait,
        under,
        closed: matches!(offer, Offer::Closed(..)),
    })
}

/// What stands at a row's end: the wait and who waits, or why it gives no tickets and what is left.
fn ends(say: Say<'_>, hall: &Hall, id: &ServiceId, offer: &Offer) -> (Around, String) {
    let first = say.first_times.of(&say.setup.centre, id, hall.at);
    match (offer, first) {
        (Offer::Closed(_, Shut::AppointmentOnly), Some(first)) => {
            let under = say.with("kiosk-book-free", "when", &say.when(first, hall.at));
            (Around { before: say.t("kiosk-book"), ..Around::default() }, under)
        }
        (Offer::Open(queue), _) => match queue_now(hall, queue) {
            Some(now) => (wait(say, hall, now), say.count("kiosk-waiting", now.waiting)),
            None => Default::default(),
        },
        (Offer::Closed(queue, shut), _) => {
            let opens = match shut {
                Shut::Queue(status) => again_today(queue, *status, say.setup, hall.at),
                Shut::AppointmentOnly => None,
            };
            let under =
                opens.map_or_else(|| say.t("kiosk-see-instead"), |at| say.with("kiosk-opens-at", "at", &say.at(at)));
            (Around { before: say.t(shut_message(*shut)), ..Around::default() }, under)
        }
    }
}

/// How long the next one waits: in whole minutes, never fewer than it will be as far as we know.
fn wait(say: Say<'_>, hall: &Hall, now: &QueueNow) -> Around {
    if now.desks == 0 {
        return Around { before: say.t("kiosk-no-desk"), ..Around::default() };
    }
    let Some(forecast) = now.forecast else {
        return Around { before: say.t("kiosk-wait-unknown"), ..Around::default() };
    };
    let minutes = forecast.expected.seconds_since(hall.at).div_ceil(60);
    match u32::try_from(minutes) {
        Ok(0) | Err(_) => Around { before: say.t("kiosk-wait-none"), ..Around::default() },
        Ok(minutes) => say.around("kiosk-minutes", minutes),
    }
}

/// Why there are no tickets, in few words.
pub(super) fn shut_message(shut: Shut) -> &'static str {
    match shut {
        Shut::AppointmentOnly => "kiosk-status-appointment",
        Shut::Queue(QueueStatus::Full) => "kiosk-status-full",
        Shut::Queue(QueueStatus::Paused) => "kiosk-status-paused",
        Shut::Queue(QueueStatus::DayClosed) => "kiosk-status-day",
        Shut::Queue(QueueStatus::ClosedByHours | QueueStatus::ClosedByManager | QueueStatus::Open) => {
            "kiosk-status-closed"
        }
    }
}

/// One page of a list, with the addresses of the pages beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) rows: Vec<Row>,
    /// `Side 1 af 3`; empty where there is one page.
    pub(super) place: String,
    /// The page before; empty where there is none.
    pub(super) before: String,
    /// The page after; empty where there is none.
    pub(super) after: String,
}

/// How many rows a page of a list of this length has. What the rows say changes by the minute, and is no part of it: no
/// row goes to another page under somebody's finger.
fn per_page(length: usize, Room { look, beside }: Room<'_>) -> usize {
    match look.adapted {
        _ if look.has(Aid::Low) => ROWS_ADAPTED_MAX - usize::from(beside),
        _ if look.has(Aid::Big) => ROWS_ADAPTED_MAX,
        Some(_) if beside => ROWS_BESIDE_MAX,
        _ if length <= ROWS_MAX => ROWS_MAX,
        None => ROWS_PAGED_MAX.0,
        Some(_) => ROWS_PAGED_MAX.1,
    }
}

/// How many pages a list of this length has.
pub(super) fn pages(length: usize, room: Room<'_>) -> usize {
    length.div_ceil(per_page(length, room)).max(1)
}

/// A page of a list, from 1; one that is past the end is the last. `address` makes the address of another page.
pub(super) fn list(say: Say<'_>, room: Room<'_>, rows: Vec<Row>, page: u32, address: impl Fn(&str) -> String) -> List {
    let count = pages(rows.len(), room);
    let page = usize::try_from(page).unwrap_or(1).clamp(1, count);
    let size = per_page(rows.len(), room);
    let shown = rows.into_iter().skip((page - 1) * size).take(size).collect();
    if count == 1 {
        return List { rows: shown, ..List::default() };
    }
    let (number, total) = (page.to_string(), count.to_string());
    let to = |there: bool, page: usize| if there { address(&page.to_string()) } else { String::new() };
    List {
        rows: shown,
        place: say.pairs("kiosk-page", &[("page", &number), ("pages", &total)]),
        before: to(page > 1, page - 1),
        after: to(page < count, page + 1),
    }
}
