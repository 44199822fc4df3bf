//! `/manage/{centre}/days`: a month of days, with links to those on which anything happened.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::ids::Language;
use domain::time::{DATE_FIRST, DATE_LAST};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::moment::kept_from;
use super::{Tab, Top, around, fault, language_of, words};
use crate::api::path::read_date;
use crate::api::query::Pairs;
use crate::authority::Manager;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Texts;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/manage/{centre}/days", show).does("A month of days that were.").page()]
}

#[derive(Template)]
#[template(path = "manage/days.html")]
struct DaysPage<'a> {
    around: Around<'a>,
    top: Top,
    centre: String,
    month: String,
    before: Option<String>,
    after: Option<String>,
    weekdays: Vec<(String, String)>,
    weeks: Vec<Vec<Cell>>,
    today: String,
    /// Said where a part of the month has been deleted.
    deleted: bool,
    any: bool,
}

/// A day of the month; empty where the week reaches beyond it.
struct Cell {
    day: String,
    /// Its address and its name, where anything happened.
    link: Option<(String, String)>,
    today: bool,
}

async fn show(who: Manager, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    let wanted = query.take("month")?;
    query.done()?;
    let caller = who.0;
    let today = app.engine.now().date(&caller.setup.time_zone);
    let first = match wanted {
        Some(text) => read_month(&text)?,
        None => today.first_of_month(),
    };
    let last = first.last_of_month();
    let dates = app.engine.dates(&caller.centre, first, last).await.map_err(|error| fault(&error))?;
    let dates: Vec<Date> = dates.into_iter().filter(|date| *date <= today).collect();
    let words = words(&app.texts, &language, &caller.setup);
    let kept_from = kept_from(&app, today);
    let centre = caller.centre.to_string();
    let path = format!("/manage/{centre}/days?month={}", month_in_address(first));
    html(&DaysPage {
        around: around(&app, &caller.setup, &language, words.t("manage-days-title"), &path),
        top: Top::of(&app, &caller, &language, Tab::Days),
        month: month_name(&words, first),
        before: (first > kept_from).then(|| month_before(first)).flatten(),
        after: month_after(first).filter(|_| last < today),
        weekdays: weekdays(&app.texts, &language),
        weeks: weeks(&words, &centre, first, &dates, today),
        today: today.to_string(),
        deleted: first < kept_from,
        any: !dates.is_empty(),
        centre,
    })
}

/// A month as an address has it: `2026-11`.
fn read_month(text: &str) -> Result<Date, Problem> {
    let first = read_date(&format!("{text}-01")).filter(|first| (DATE_FIRST..=DATE_LAST).contains(first));
    first.ok_or_else(|| Problem::query("month", "why-wrong-form"))
}

fn month_in_address(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

fn month_before(first: Date) -> Option<String> {
    first.yesterday().ok().map(month_in_address)
}

fn month_after(first: Date) -> Option<String> {
    first.checked_add(1.month()).ok().map(month_in_address)
}

fn month_name(words: &Words<'_>, first: Date) -> String {
    let month = words.t(&format!("month-{}", first.month()));
    words.with("manage-month", &[("month", &month), ("year", &first.year().to_string())])
}

/// The weekdays, short and whole.
fn weekdays(texts: &Texts, language: &Language) -> Vec<(String, String)> {
    let name = |day: i8| texts.get(language, &format!("weekday-{day}"));
    (1..=7).map(name).map(|name| (name.chars().take(3).collect(), name)).collect()
}

fn weeks(words: &Words<'_>, centre: &str, first: Date, dates: &[Date], today: Date) -> Vec<Vec<Cell>> {
    let empty = || Cell { day: String::new(), link: None, today: false };
    let before = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    let mut cells: Vec<Cell> = (0..before).map(|_| empty()).collect();
    for date in first.series(1.day()).take_while(|date| *date <= first.last_of_month()) {
        let happened = dates.contains(&date);
        let name = crate::format::date(date, words.texts, words.language);
        let link = happened.then(|| (format!("/manage/{centre}/days/{date}?lang={}", words.language), name));
        cells.push(Cell { day: date.day().to_string(), link, today: date == today });
    }
    let mut weeks: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match weeks.last_mut() {
            Some(week) if week.len() < 7 => week.push(cell),
            _ => weeks.push(vec![cell]),
        }
    }
    if let Some(last) = weeks.last_mut() {
        last.resize_with(7, empty);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_on_one_another_over_the_year() {
        let january = read_month("2026-01").expect("a month");
        assert_eq!(month_before(january).as_deref(), Some("2025-12"));
        assert_eq!(month_after(january).as_deref(), Some("2026-02"));
        for wrong in ["2026", "2026-13", "26-01", "2026-1", "2026-01-01", ""] {
            assert!(read_month(wrong).is_err(), "{wrong}");
        }
    }
}
