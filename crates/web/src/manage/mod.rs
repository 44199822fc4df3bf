//! The manager's pages: the hall now, with what can be changed in it, and every day that was, minute by minute.
//!
//! What a manager changes is a command like everybody's, acts at once and stands in the day's account. Figures are those
//! of the hall and of the account, and none is made here. These pages show who sits where, so they are never public;
//! they name no citizen, and no employee is ever compared with another.

mod account;
mod acts;
mod attention;
mod board;
mod calendar;
mod curve;
mod floor;
mod misfits;
mod moment;
mod notice;
pub(crate) mod now;
mod queues;
mod replay;
mod story;

use domain::command::Actor;
use domain::ids::{CentreId, Language};
use domain::setup::Setup;
use domain::time::Instant;

use crate::authority::Caller;
use crate::format;
use crate::pages::{Around, LANGUAGES, page_language};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::{PSEUDO_LANGUAGE, Texts};
use crate::words::Words;

/// The languages of these pages where nothing is real: also the one that nobody speaks.
const DEMO_LANGUAGES: &[&str] = &["da", "en", PSEUDO_LANGUAGE];

/// All routes of the manager's pages.
pub(crate) fn routes() -> Vec<Route> {
    [now::routes(), acts::routes(), calendar::routes(), replay::routes(), account::routes(), misfits::routes()]
        .into_iter()
        .flatten()
        .collect()
}

/// The texts of a part of a page.
struct Said<'a> {
    texts: &'a Texts,
    language: &'a Language,
}

impl Said<'_> {
    fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }
}

/// Which of the pages is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    /// The hall now.
    Now,
    /// The days that were.
    Days,
}

/// What stands at the top of each page.
struct Top {
    centre: String,
    name: String,
    /// The manager's centres: identifier and name.
    centres: Vec<(String, String)>,
    tab: Tab,
    date: String,
    clock: String,
    /// Milliseconds since 1970.
    at: i64,
    speed: f64,
    /// Minutes east of UTC.
    offset: i32,
    point: char,
    /// Whose page it is; nobody's where a program asks.
    initials: Option<String>,
}

impl Top {
    fn of(app: &AppState, caller: &Caller, language: &Language, tab: Tab) -> Self {
        let (setup, now) = (&*caller.setup, app.engine.now());
        let initials = match &caller.actor {
            Actor::Employee(employee) => setup.employees.get(employee).map(|e| e.initials.clone()),
            _ => None,
        };
        Self {
            centre: caller.centre.to_string(),
            name: setup.name.get(language).to_owned(),
            centres: centres(app, caller, language),
            tab,
            date: format::day(now.date(&setup.time_zone), &app.texts, language),
            clock: format::clock(now, setup, language),
            at: now.as_millis(),
            speed: app.engine.clock().speed(),
            offset: format::offset_minutes(now, setup),
            point: format::point(language),
            initials,
        }
    }

    /// Whether there is another centre to go to.
    fn has_others(&self) -> bool {
        self.centres.len() > 1
    }
}

fn centres(app: &AppState, caller: &Caller, language: &Language) -> Vec<(String, String)> {
    let named = |centre: CentreId| {
        let setup = app.engine.setup(&centre)?;
        Some((centre.to_string(), setup.name.get(language).to_owned()))
    };
    app.engine.centres().into_iter().filter(|centre| caller.may_enter(centre)).filter_map(named).collect()
}

/// The language that a page of these is asked for in.
fn language_of(app: &AppState, lang: Option<&str>) -> Language {
    page_language(lang, if app.demo { DEMO_LANGUAGES } else { LANGUAGES })
}

/// What stands around a page.
fn around<'a>(app: &'a AppState, setup: &Setup, language: &Language, title: String, path: &str) -> Around<'a> {
    Around::on(app, "manage", LANGUAGES, language.clone(), title, path).of(setup)
}

fn words<'a>(texts: &'a Texts, language: &'a Language, setup: &'a Setup) -> Words<'a> {
    Words { texts, language, setup }
}

/// What goes wrong when the engine is asked.
fn fault(error: &engine::EngineError) -> Problem {
    Problem::from_engine(error, None)
}

/// A share in whole per cent, rounded; none of nothing.
fn per_cent(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let share = (part * 100 + whole / 2).checked_div(whole)?;
    u32::try_from(share).ok()
}

/// Whole minutes of seconds, as they are shown: those that have gone by.
fn whole_minutes(seconds: u64) -> u64 {
    seconds / 60
}

/// An instant of a civil minute, `10:42`, as it stands in an address.
fn address_time(at: Instant, setup: &Setup) -> String {
    let civil = setup.civil(at);
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_whole_per_cent_and_there_is_none_of_nothing() {
        assert_eq!((per_cent(32, 41), per_cent(41, 41), per_cent(0, 3)), (Some(78), Some(100), Some(0)));
        assert_eq!((per_cent(1, 8), per_cent(0, 0)), (Some(13), None));
    }
}
