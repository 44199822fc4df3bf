//! `/manage/{centre}/days/{date}/account`: the account of a day in figures, and everything that happened in words.
//!
//! The figures are those of the account and sums of them, with the words of its text. The list can be of one visit, with
//! its way as periods, or of one kind; it is paged.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::account::{Account, account};
use domain::answer::CardState;
use domain::day::{PeriodKind, Visit};
use domain::event::{Event, Fact};
use domain::ids::{DeskId, EmployeeId, Language, Number};
use domain::time::Instant;
use jiff::civil::Date;

use super::moment::whole_day;
use super::now::length;
use super::replay::{address, no_day};
use super::story::{Happening, happening, in_address};
use super::{Tab, Top, around, language_of, words};
use crate::account_text::{self, Table};
use crate::api::path::At;
use crate::api::query::Pairs;
use crate::authority::Manager;
use crate::event_text::EventWords;
use crate::format;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::words::Words;

/// The most events on a page.
const EVENTS_PER_PAGE: usize = 100;

/// The last page that can be asked for.
const PAGE_MAX: u32 = 10_000;

/// The kinds of event that one can choose, as addresses name them.
const KINDS: [(&str, &str); 5] = [
    ("visits", "manage-kind-visits"),
    ("calls", "manage-kind-calls"),
    ("desks", "manage-kind-desks"),
    ("queues", "manage-kind-queues"),
    ("help", "manage-kind-help"),
];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/manage/{centre}/days/{date}/account", show)
            .does("The account of a day, and what happened, in words.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "manage/account.html")]
struct AccountPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    date: String,
    /// Whether the day goes on.
    so_far: bool,
    lines: Vec<String>,
    tables: Vec<Table>,
    notes: Vec<(String, Vec<String>)>,
    wish: Wish,
    kinds: Vec<KindLink>,
    way: Option<Way>,
    /// Said where a visit is asked for that the day does not know.
    unknown: Option<String>,
    events: Vec<Row>,
    shown: String,
    before: Option<u32>,
    after: Option<u32>,
}

/// An event with the address of its minute.
struct Row {
    it: Happening,
    address: String,
}

/// A kind of event to choose.
struct KindLink {
    kind: &'static str,
    label: String,
    chosen: bool,
}

/// What is asked for in the address.
struct Wish {
    /// As it was typed.
    visit: String,
    /// As it stands in an address: a number, or nothing.
    in_address: String,
    kind: String,
    page: u32,
}

impl Wish {
    /// The page's address.
    fn path(&self, centre: &str, date: Date) -> String {
        let Self { in_address, kind, page, .. } = self;
        format!("/manage/{centre}/days/{date}/account?visit={in_address}&kind={kind}&page={page}")
    }
}

/// The way of one visit.
struct Way {
    title: String,
    state: String,
    periods: Vec<PeriodRow>,
}

/// A stretch of it.
struct PeriodRow {
    kind: String,
    from: String,
    to: String,
    span: String,
    place: String,
    who: String,
}

async fn show(
    who: Manager,
    State(app): State<AppState>,
    At(date): At<Date>,
    mut query: Pairs,
) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    let (visit, kind) = (query.take("visit")?.unwrap_or_default(), query.take("kind")?.unwrap_or_default());
    let page = query.take_number("page", 1..=PAGE_MAX, 1)?;
    query.done()?;
    if !kind.is_empty() && !KINDS.iter().any(|(known, _)| *known == kind) {
        return Err(Problem::query("kind", "why-unknown-choice"));
    }
    let caller = who.0;
    let whole = match whole_day(&app, &caller.centre, &caller.setup, date).await? {
        Ok(whole) => whole,
        Err(why) => return no_day(&app, &caller, &language, date, why),
    };
    let in_address = number_of(&visit).map(in_address).unwrap_or_default();
    let wish = Wish { visit: visit.trim().to_owned(), in_address, kind, page };
    let day = whole.scene.day.read();
    let words = words(&app.texts, &language, &whole.scene.setup);
    let told = EventWords { words, day: &day, events: &whole.events };
    let found = number_of(&wish.visit).and_then(|number| day.visits().iter().find(|v| v.number == number));
    let unknown = (!wish.visit.is_empty() && found.is_none())
        .then(|| told.words.with("manage-visit-unknown", &[("number", &wish.visit)]));
    let listed: Vec<&Event> = if unknown.is_some() {
        Vec::new()
    } else {
        whole.events.iter().filter(|event| is_asked_for(event, &wish.kind, found)).collect()
    };
    let account = account(&day);
    let so_far = whole.until < super::moment::end_of(date, &caller.setup);
    let centre = caller.centre.to_string();
    let day_name = format::date(date, &app.texts, &language);
    let title =
        told.words.with("account-title", &[("centre", whole.scene.setup.name.get(&language)), ("date", &day_name)]);
    let page = Listed::of(&told, &listed, &wish, &centre, date);
    html(&AccountPage {
        around: around(&app, &whole.scene.setup, &language, title, &wish.path(&centre, date)),
        top: Top::of(&app, &caller, &language, Tab::Days),
        date: date.to_string(),
        so_far,
        lines: account_text::lines(&account, &whole.scene.setup, &app.texts, &language),
        tables: tables(&account, &told, &language),
        notes: account_text::notes(&account, &whole.scene.setup, &app.texts, &language),
        kinds: kinds(&told.words, &wish),
        way: found.map(|visit| way(&told, visit)),
        unknown,
        events: page.rows,
        shown: page.shown,
        before: page.before,
        after: page.after,
        wish,
        centre,
    })
}

fn tables(account: &Account, told: &EventWords<'_>, language: &Language) -> Vec<Table> {
    account_text::tables(account, told.words.setup, told.words.texts, language)
}

/// `A 47`, also as `a47`.
fn number_of(text: &str) -> Option<Number> {
    let text = text.trim();
    let letter = text.chars().next()?.to_ascii_uppercase();
    let count = text.get(letter.len_utf8()..)?.trim();
    format!("{letter} {count}").parse().ok()
}

fn is_asked_for(event: &Event, kind: &str, visit: Option<&Visit>) -> bool {
    let about = |visit: &Visit| match &event.fact {
        Fact::Called { ended: Some(ended), .. } if *ended == visit.id => true,
        Fact::Undone { other: Some(other), .. } if *other == visit.id => true,
        Fact::SignedOn { employee, desk, .. } => takeovers(visit, desk, event.at).any(|(_, to)| to == employee),
        Fact::SignedOff { employee, desk } => takeovers(visit, desk, event.at).any(|(from, _)| from == employee),
        fact => fact.visit() == Some(visit.id),
    };
    (kind.is_empty() || kind_of(&event.fact) == kind) && visit.is_none_or(about)
}

/// From whom to whom a desk went at an instant while the visit was there.
fn takeovers<'v>(
    visit: &'v Visit,
    desk: &DeskId,
    at: Instant,
) -> impl Iterator<Item = (&'v EmployeeId, &'v EmployeeId)> {
    visit.periods.windows(2).filter_map(move |pair| {
        let [before, after] = pair else { return None };
        let goes_on = before.kind == after.kind && [&before.desk, &after.desk].map(Option::as_ref) == [Some(desk); 2];
        let both = before.employee.as_ref().zip(after.employee.as_ref());
        both.filter(|_| goes_on && after.from == at)
    })
}

fn kind_of(fact: &Fact) -> &'static str {
    match fact {
        Fact::Called { .. } | Fact::CalledAgain { .. } | Fact::Missed { .. } | Fact::MovedForward { .. } => "calls",
        Fact::SignedOn { .. }
        | Fact::SignedOff { .. }
        | Fact::Paused { .. }
        | Fact::PauseEnded { .. }
        | Fact::QueuesChosen { .. } => "desks",
        Fact::QueueSet { .. } | Fact::DayOpened { .. } | Fact::DayClosed {} => "queues",
        Fact::HelpCalled { .. }
        | Fact::HelpTaken { .. }
        | Fact::HelpEnded { .. }
        | Fact::AlarmRaised { .. }
        | Fact::AlarmTaken { .. }
        | Fact::AlarmEnded { .. } => "help",
        _ => "visits",
    }
}

fn kinds(words: &Words<'_>, wish: &Wish) -> Vec<KindLink> {
    let all = std::iter::once(("", "manage-kind-all")).chain(KINDS);
    all.map(|(kind, label)| KindLink { kind, label: words.t(label), chosen: kind == wish.kind }).collect()
}

/// A page of events.
struct Listed {
    rows: Vec<Row>,
    shown: String,
    before: Option<u32>,
    after: Option<u32>,
}

impl Listed {
    fn of(told: &EventWords<'_>, events: &[&Event], wish: &Wish, centre: &str, date: Date) -> Self {
        let words = &told.words;
        let first = (wish.page as usize - 1) * EVENTS_PER_PAGE;
        let rows: Vec<Row> = events
            .iter()
            .skip(first)
            .take(EVENTS_PER_PAGE)
            .map(|event| Row {
                it: happening(told, event, false),
                address: address(centre, date, words.language, event.at, words.setup),
            })
            .collect();
        let (from, to) = (length(first + 1), length(first + rows.len()));
        let values =
            [("from", &*words.number(from)), ("to", &words.number(to)), ("all", &words.number(length(events.len())))];
        let shown =
            if rows.is_empty() { words.t("manage-events-none") } else { words.with("manage-events-shown", &values) };
        Self {
            rows,
            shown,
            before: (wish.page > 1).then(|| wish.page - 1),
            after: (events.len() > first + EVENTS_PER_PAGE).then(|| wish.page + 1),
        }
    }
}

fn way(told: &EventWords<'_>, visit: &Visit) -> Way {
    let words = &told.words;
    let number = visit.number.to_string();
    let state = match visit.card_state() {
        CardState::Booked => "manage-state-booked",
        CardState::Waiting => "manage-state-waiting",
        CardState::Called => "manage-state-called",
        CardState::Serving => "manage-state-serving",
        CardState::Parked => "manage-state-parked",
        CardState::Missed => "manage-state-missed",
        CardState::Ended => "manage-state-ended",
    };
    let periods = visit
        .periods
        .iter()
        .map(|period| PeriodRow {
            kind: words.t(period_message(period.kind)),
            from: words.clock(period.from),
            to: period.to.map_or_else(|| "–".to_owned(), |to| words.clock(to)),
            span: period.to.map_or_else(|| "–".to_owned(), |to| seconds(words, to.seconds_since(period.from))),
            place: period.desk.as_ref().map_or_else(|| words.queue(&period.queue), |desk| words.desk(desk)),
            who: period.employee.as_ref().map(|e| words.initials(e)).unwrap_or_default(),
        })
        .collect();
    Way { title: words.with("manage-way", &[("number", &number)]), state: words.t(state), periods }
}

/// A span to the second: periods are summed up, and a minute would hide a walk.
fn seconds(words: &Words<'_>, seconds: u64) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    words.with("manage-min-sec", &[("minutes", &minutes.to_string()), ("seconds", &format!("{rest:02}"))])
}

fn period_message(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Waiting => "manage-period-waiting",
        PeriodKind::Walking => "manage-period-walking",
        PeriodKind::Serving => "manage-period-serving",
        PeriodKind::Parked => "manage-period-parked",
        PeriodKind::Missed => "manage-period-missed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        let number = |text: &str| number_of(text).map(|n| n.to_string());
        for typed in ["A 47", "a47", " A  47 ", "a 47"] {
            assert_eq!(number(typed).as_deref(), Some("A 47"), "{typed}");
        }
        for wrong in ["", "47", "AA 47", "A", "A 0", "Å 4", "A 99999"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
