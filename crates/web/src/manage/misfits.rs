//! `/manage/{centre}/misfits`: the bookings of coming days that no longer fit the plan, why, and what can be done. A new plan never
//! changes what is booked; nothing here does either: each way out is a page of its own, and keeping one as it is needs no press.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::counter::appointment;
use domain::ids::Language;
use domain::slots::{Misfit, Why};

use super::{Tab, Top, around, fault, language_of, words};
use crate::api::query::Pairs;
use crate::authority::{Caller, Manager};
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::words::Words;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/manage/{centre}/misfits", show)
            .does("The bookings of coming days that no longer fit the plan, and what can be done.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "manage/misfits.html")]
struct MisfitsPage<'a> {
    around: Around<'a>,
    top: Top,
    help: String,
    rows: Vec<Row>,
    more: Option<String>,
}

/// A booking that no longer fits.
struct Row {
    id: String,
    number: String,
    services: String,
    when: String,
    with: Option<String>,
    why: String,
    sheet: String,
    to_move: String,
    to_other: String,
    to_cancel: String,
}

async fn show(who: Manager, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = language_of(&app, query.take("lang")?.as_deref());
    query.done()?;
    let caller = who.0;
    let words = words(&app.texts, &language, &caller.setup);
    let misfits = app.engine.misfits(&caller.centre).await.map_err(|error| fault(&error))?;
    let mut rows = Vec::with_capacity(misfits.found.len());
    for misfit in &misfits.found {
        rows.extend(row(&app, &caller, &words, misfit).await?);
    }
    html(&MisfitsPage {
        around: around(
            &app,
            &caller.setup,
            &language,
            words.t("misfits-title"),
            &format!("/manage/{}/misfits", caller.centre),
        ),
        top: Top::of(&app, &caller, &language, Tab::Now),
        help: words.with("misfits-help", &[("until", &words.date(misfits.until))]),
        rows,
        more: more(&words, misfits.more),
    })
}

fn more(words: &Words<'_>, more: usize) -> Option<String> {
    (more > 0).then(|| words.count("misfits-more", u32::try_from(more).unwrap_or(u32::MAX)))
}

async fn row(app: &AppState, caller: &Caller, words: &Words<'_>, misfit: &Misfit) -> Result<Option<Row>, Problem> {
    let stream = app.engine.stream_of(&caller.centre, Some(misfit.date)).map_err(|error| fault(&error))?;
    let line = app.engine.with_day(&stream, |day, _| appointment(day, misfit.visit)).await;
    let Some(line) = line.map_err(|error| fault(&error))? else { return Ok(None) };
    let services: Vec<String> = line.services.iter().map(|service| words.service(service)).collect();
    let visit = misfit.visit.to_string();
    let to = |page: &str, more: &str| {
        let (centre, date) = (&caller.centre, misfit.date);
        format!("/counter/{centre}/{page}?lang={}&visit={visit}&view=day&date={date}&whose=all{more}", words.language)
    };
    let date = crate::ticket::capitalised(&words.date(misfit.date));
    Ok(Some(Row {
        number: line.number.to_string(),
        services: words.list(&services),
        when: format!("{date} {}", words.at(misfit.starts_at)),
        with: line.employee.as_ref().and_then(|id| caller.setup.employees.get(id)).map(|known| known.name.clone()),
        why: why(words, &misfit.why),
        sheet: to("appointment", ""),
        to_move: to("appointment/move", ""),
        to_other: to("appointment/move", "&employee=any"),
        to_cancel: to("appointment/cancel", ""),
        id: visit,
    }))
}

fn why(words: &Words<'_>, why: &Why) -> String {
    let setup = words.setup;
    let capacity =
        |id| setup.capacities.get(id).map_or_else(|| format!("{id}"), |c| c.name.get(words.language).to_owned());
    let employee = |id| setup.employees.get(id).map_or_else(|| format!("{id}"), |known| known.name.clone());
    let (message, name) = match why {
        Why::CapacityGone(id) => ("misfits-why-capacity-gone", capacity(id)),
        Why::Closed(id) => ("misfits-why-closed", capacity(id)),
        Why::TooMany(id) => ("misfits-why-too-many", capacity(id)),
        Why::EmployeeGone(id) => ("misfits-why-employee-gone", employee(id)),
        Why::Blocked(id) => ("misfits-why-blocked", employee(id)),
    };
    words.with(message, &[("name", &name)])
}

/// The line in the manager's view: how many there are; none where all fit, or a day cannot be read now.
pub(super) async fn line(app: &AppState, caller: &Caller, language: &Language) -> Option<String> {
    let misfits = app.engine.misfits(&caller.centre).await.ok()?;
    let count = misfits.found.len() + misfits.more;
    let words = words(&app.texts, language, &caller.setup);
    (count > 0).then(|| words.count("misfits-line", u32::try_from(count).unwrap_or(u32::MAX)))
}
