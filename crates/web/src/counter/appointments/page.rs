//! The page: a day or a week, whose, and what can be done from there. Its script asks for the changing part again every 15
//! seconds and whenever one comes back to it, whatever day it shows: a topic would tell of today alone.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::here::{Here, Top};
use super::lines::{Row, look, rows, step};
use super::looked::{View, Whose};
use super::week::Week;
use crate::authority::Employee;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// How often the page's script asks again, in milliseconds.
const EVERY_MILLIS: u32 = 15_000;

/// After how many seconds the page without a script is loaded again.
const REFRESH_SECONDS: u32 = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointments", show)
            .does("An employee's appointments, a day or a week of them.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/appointments/page.html")]
struct Page<'a> {
    around: Around<'a>,
    top: Top,
    every: u32,
    refresh: u32,
    here: &'a Here,
    /// What was done, or refused.
    notice: Option<(bool, String)>,
    shown: Shown,
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "counter/appointments/page.html", block = "live")]
struct Part<'a> {
    around: Around<'a>,
    here: &'a Here,
    shown: Shown,
}

/// What is shown.
struct Shown {
    heading: String,
    days: Option<DayList>,
    week: Option<Week>,
    earlier: String,
    later: String,
    today: String,
    is_today: bool,
    as_day: String,
    as_week: String,
    is_week: bool,
    /// Whose can be seen: value, name, whether it is chosen.
    whose: Vec<(String, String, bool)>,
    to_book: String,
    to_series: String,
    to_block: String,
}

/// A day as a list.
struct DayList {
    rows: Vec<Row>,
    booked: String,
    more: Option<String>,
}

/// The page with what was refused on it.
pub(super) async fn refused(here: &Here, problem: &Problem) -> Answer {
    let response = page(here, Some((false, here.words_of(problem)))).await?;
    Ok(super::here::with_status(problem.status(), response))
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    if here.by_script {
        let around = here.around(String::new());
        return html(&Part { around, here: &here, shown: shown(&here).await? });
    }
    let done = asked.query.take("done")?;
    let notice = done.as_deref().and_then(done_message).map(|message| (true, here.t(message)));
    page(&here, notice).await
}

/// What an address may say was done.
fn done_message(word: &str) -> Option<&'static str> {
    match word {
        "moved" => Some("appts-done-moved"),
        "cancelled" => Some("appts-done-cancelled"),
        "undone" => Some("appts-done-undone"),
        "checked-in" => Some("appts-done-checked-in"),
        "opened" => Some("appts-done-opened"),
        _ => None,
    }
}

async fn page(here: &Here, notice: Option<(bool, String)>) -> Result<Response, Problem> {
    let shown = shown(here).await?;
    let title = format!("{} · {}", here.t("counter-tab-appointments"), shown.heading);
    html(&Page {
        around: here.around(title),
        top: here.top("appointments"),
        every: EVERY_MILLIS,
        refresh: REFRESH_SECONDS,
        here,
        notice,
        shown,
    })
}

async fn shown(here: &Here) -> Result<Shown, Problem> {
    let (looked, dates) = (&here.looked, here.dates());
    let is_week = looked.view == View::Week;
    let (days, week) = if is_week { (None, Some(Week::of(here).await?)) } else { (Some(day_list(here).await?), None) };
    let away = |days: i64| looked.date.checked_add(days.days()).unwrap_or(looked.date);
    let heading = match &week {
        Some(week) => week.number.clone(),
        None => dates.date(looked.date),
    };
    let day = looked.date.to_string();
    let with = looked.whose.one().map(domain::ids::EmployeeId::as_str).unwrap_or_default();
    let chosen = [("employee", with), ("day", day.as_str())];
    let blocked = [("employee", with), ("from_date", day.as_str()), ("to_date", day.as_str())];
    Ok(Shown {
        heading,
        days,
        week,
        earlier: here.page_of(&looked.on(away(-step(looked.view)))),
        later: here.page_of(&looked.on(away(step(looked.view)))),
        today: here.page_of(&looked.on(here.today())),
        is_today: shows(here, here.today()),
        as_day: here.page_of(&looked.seen_as(View::Day, looked.date)),
        as_week: here.page_of(&looked.seen_as(View::Week, looked.date)),
        is_week,
        whose: whose(here),
        to_book: here.to_with("appointments/new", &chosen),
        to_series: here.to_with("appointments/series", &chosen),
        to_block: here.to_with("appointments/block", &blocked),
    })
}

/// Whether a date is shown.
fn shows(here: &Here, date: Date) -> bool {
    let looked = &here.looked;
    match looked.view {
        View::Day => looked.date == date,
        View::Week => crate::booking::calendar::monday(looked.date) == crate::booking::calendar::monday(date),
    }
}

/// Her own first, then everybody's, then the colleagues by name.
fn whose(here: &Here) -> Vec<(String, String, bool)> {
    let (own, say) = (here.own(), here.say());
    let choice = |whose: Whose, name: String| (whose.as_str().to_owned(), name, here.looked.whose == whose);
    let mine = own.clone().map(|own| choice(Whose::One(own), here.t("appts-whose-mine")));
    let all = choice(Whose::All, here.t("appts-whose-all"));
    let mut colleagues: Vec<(String, String, bool)> = (here.who.setup.employees.keys())
        .filter(|employee| own.as_ref() != Some(*employee))
        .map(|employee| choice(Whose::One(employee.clone()), say.employee(employee)))
        .collect();
    colleagues.sort_by(|a, b| a.1.cmp(&b.1));
    mine.into_iter().chain([all]).chain(colleagues).collect()
}

async fn day_list(here: &Here) -> Result<DayList, Problem> {
    let seen = look(here, here.looked.date).await?;
    let count = seen.lines.len().saturating_add(usize::try_from(seen.more).unwrap_or(usize::MAX));
    Ok(DayList {
        rows: rows(here, &seen),
        booked: here.dates().count("appts-count", count),
        more: (seen.more > 0).then(|| here.say().tell("counter-more", [("count", seen.more.into())])),
    })
}
