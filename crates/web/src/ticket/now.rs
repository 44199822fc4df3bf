//! A ticket as it is now, in words: the part of the page that changes, and the live view that sends the same.
//!
//! Nothing in it is finer than a minute, so that a state is sent only when a reader would see another. Commands that it
//! offers carry an identifier made from the visit's revision: pressed twice they are done once.

use askama::Template;
use domain::day::{Origin, PeriodKind, Press, State, Visit};
use domain::event::{Forecast, Outcome};
use domain::forecast::forecast_of;
use domain::hall::{QueueStatus, WaitNow};
use domain::ids::{Language, VisitId};
use domain::time::Instant;
use engine::{Scene, Topic};

use super::say::{Named, Say, capitalised, continued};
use crate::pages::is_mirrored;
use crate::signs::{Band, BandLabels, Markup};
use crate::views::{Means, View};

/// The changing part of the page.
pub(crate) const VIEW: View = View { name: "ticket", draw: fragment };

/// When so many are ahead, the citizen is told that it is soon her turn.
pub(super) const NEAR: u32 = 2;

/// How long before the early end of the forecast one should be in the waiting area, in minutes.
const THERE_BEFORE_MINUTES: i64 = 1;

/// The band, in the pixels of a phone.
const BAND: (f32, f32, f32) = (314.0, 14.0, 15.0);

/// How many letters of a desk's name fit beside one another in the largest type.
const DESK_LETTERS_LARGE: usize = 10;

/// A ticket as it is now.
#[derive(Template)]
#[template(path = "ticket/now.html")]
pub(super) struct Now<'a> {
    pub(super) say: Say<'a>,
    /// The languages that can be chosen instead: code, own name.
    pub(super) languages: Vec<(String, String)>,
    /// Where the ticket is, without the language.
    pub(super) link: String,
    /// In one word, for the style and the script.
    pub(super) state: &'static str,
    /// What stands in the browser's tab.
    pub(super) title: String,
    /// What is read aloud when it changes.
    pub(super) said: String,
    pub(super) number: String,
    letter: char,
    count: String,
    services: String,
    /// The minute that is shown; none once the visit is over.
    clock: Option<String>,
    stands: Stands,
}

enum Stands {
    Waiting(Box<Waiting>),
    Called(Box<Called>),
    Other(Box<Other>),
}

struct Waiting {
    ahead: u32,
    caption: String,
    /// Where it comes from, where it was another centre.
    moved: Option<String>,
    time: Result<Time, WhyNone>,
    there: There,
    /// A delay that is not over: not to be called before.
    delayed: Option<Delayed>,
}

struct Time {
    expected: String,
    between: Option<String>,
    longer: bool,
    band: Markup,
}

/// Why no time can be named.
struct WhyNone {
    heading: String,
    text: String,
}

struct There {
    heading: String,
    way: String,
    sign: Option<String>,
    /// Whether one has to go to another floor.
    other_floor: bool,
}

struct Delayed {
    text: String,
    here: Act,
}

struct Called {
    calls: u32,
    desk: Named,
    long: bool,
    way: String,
}

/// Every other state: a heading, what it means, and what can be done.
struct Other {
    heading: String,
    text: String,
    act: Option<Act>,
    may_cancel: bool,
    /// Whether the visit goes on under another number.
    elsewhere: bool,
}

/// A command that a button sends.
struct Act {
    /// The last part of its address.
    path: &'static str,
    label: String,
    command_id: String,
}

impl<'a> Now<'a> {
    /// A visit in a scene.
    pub(super) fn of(say: Say<'a>, link: String, visit: VisitId, scene: &Scene) -> Self {
        // The lock is given back before anything is put into words.
        let known = scene.day.read().visit(visit).cloned();
        let Some(visit) = known else { return Self::gone(say, link) };
        let number = visit.number.to_string();
        let stands = stands(&say, &visit, scene);
        let over = visit.ended();
        let (title, said) = heard(&say, &number, &stands);
        Self {
            languages: languages(&say),
            state: state(&visit.state),
            title,
            said,
            letter: visit.number.letter.as_char(),
            count: visit.number.count.to_string(),
            services: say.services(services_of(&visit)),
            clock: (!over).then(|| say.clock(scene.hall.at)),
            number,
            stands,
            link,
            say,
        }
    }

    /// What stays on a page that is still open when its day is over.
    fn gone(say: Say<'a>, link: String) -> Self {
        let other = Other::plain(&say, "ticket-over", "ticket-over-text");
        Self {
            languages: languages(&say),
            state: "over",
            title: say.t("ticket-title"),
            said: other.heading.clone(),
            number: String::new(),
            letter: ' ',
            count: String::new(),
            services: String::new(),
            clock: None,
            stands: Stands::Other(Box::new(other)),
            link,
            say,
        }
    }

    /// How many are ahead, where it waits.
    fn ahead(&self) -> Option<u32> {
        if let Stands::Waiting(waiting) = &self.stands { Some(waiting.ahead) } else { None }
    }

    /// How often it was called, where it is.
    fn calls(&self) -> Option<u32> {
        if let Stands::Called(called) = &self.stands { Some(called.calls) } else { None }
    }

    fn t(&self, message: &str) -> String {
        self.say.t(message)
    }
}

fn fragment(means: &Means, topic: &Topic, scene: &Scene) -> String {
    let Some(visit) = topic.subject.as_deref().and_then(|subject| subject.parse().ok()) else { return String::new() };
    let say = Say { texts: &means.texts, language: &topic.language, setup: &scene.setup };
    let link = format!("/ticket/{}", means.links.key(visit));
    Now::of(say, link, visit, scene).render().unwrap_or_default()
}

fn languages(say: &Say<'_>) -> Vec<(String, String)> {
    let others = super::holder::offered(say.texts, say.setup).into_iter().filter(|code| *code != say.language.as_str());
    let own_name = |code: &str| Language::new(code).map(|language| say.texts.get(&language, "language-name"));
    others.filter_map(|code| Some((code.to_owned(), own_name(code).ok()?))).collect()
}

fn state(state: &State) -> &'static str {
    match state {
        State::Booked => "booked",
        State::Waiting => "waiting",
        State::Called { .. } => "called",
        State::Serving { .. } => "serving",
        State::Parked { .. } => "parked",
        State::Missed { .. } => "missed",
        State::Ended { .. } => "ended",
    }
}

/// What it came for, or comes for now where it goes from one service to the next.
fn services_of(visit: &Visit) -> impl Iterator<Item = &domain::ids::ServiceId> {
    visit.stops.get(usize::from(visit.at_stop)).into_iter().flat_map(|stop| stop.services.iter())
}

/// What stands in the tab, and what is read aloud: little while there is time, all that matters once there is not.
fn heard(say: &Say<'_>, number: &str, stands: &Stands) -> (String, String) {
    match stands {
        Stands::Waiting(waiting) => {
            let ahead = format!("{} {}", waiting.ahead, waiting.caption);
            let said = if waiting.ahead <= NEAR { format!("{number}. {ahead}") } else { String::new() };
            (format!("{number}: {ahead}"), said)
        }
        Stands::Called(called) => {
            let turn = say.t("ticket-turn");
            let said = format!("{number}. {turn}. {} {}", say.t("ticket-go-to"), called.desk.name);
            (format!("{number}: {turn}"), said)
        }
        Stands::Other(other) => (format!("{number}: {}", other.heading), format!("{number}. {}", other.heading)),
    }
}

fn stands(say: &Say<'_>, visit: &Visit, scene: &Scene) -> Stands {
    let other = |heading, text| Stands::Other(Box::new(Other::plain(say, heading, text)));
    let open = |other: Other| Stands::Other(Box::new(Other { may_cancel: true, ..other }));
    match &visit.state {
        State::Waiting => Stands::Waiting(Box::new(waiting(say, visit, scene))),
        State::Called { desk, calls, .. } => Stands::Called(Box::new(called(say, desk, *calls))),
        State::Serving { desk, .. } => {
            let heading = say.one("ticket-serving", "desk", continued(&say.desk(desk).name, say.language));
            Stands::Other(Box::new(Other::new(heading, say.t("ticket-serving-text"))))
        }
        State::Booked => open(booked(say, visit)),
        State::Parked { .. } => open(Other::plain(say, "ticket-parked", "ticket-parked-text")),
        State::Missed { since, ends_at } => open(missed(say, visit, *since, *ends_at)),
        State::Ended { outcome, .. } => match outcome {
            Outcome::Served | Outcome::ServedEndUnknown => other("ticket-served", "ticket-served-text"),
            Outcome::NoShow => other("ticket-no-show", "ticket-no-show-text"),
            Outcome::LeftUnserved => Stands::Other(Box::new(unserved(say, visit))),
            Outcome::Cancelled => Stands::Other(Box::new(cancelled(say, visit, scene))),
            Outcome::MovedToDay(date) => {
                let day = crate::format::day(*date, say.texts, say.language);
                let moved = Other::new(say.one("ticket-moved-day", "date", day), String::new());
                Stands::Other(Box::new(moved))
            }
            Outcome::MovedTo(_) => {
                let moved = Other::plain(say, "ticket-moved", "ticket-moved-text");
                Stands::Other(Box::new(Other { elsewhere: true, ..moved }))
            }
        },
    }
}

impl Other {
    fn plain(say: &Say<'_>, heading: &str, text: &str) -> Self {
        Self::new(say.t(heading), say.t(text))
    }

    fn new(heading: String, text: String) -> Self {
        Self { heading, text, act: None, may_cancel: false, elsewhere: false }
    }
}

fn booked(say: &Say<'_>, visit: &Visit) -> Other {
    let starts_at = if let Origin::Appointment { starts_at, .. } = &visit.origin { *starts_at } else { visit.due };
    Other::new(say.timed("ticket-booked", starts_at), say.t("ticket-booked-text"))
}

fn missed(say: &Say<'_>, visit: &Visit, since: Instant, ends_at: Instant) -> Other {
    let walked = visit.periods.iter().rev().find(|period| period.kind == PeriodKind::Walking);
    let heading = say.timed("ticket-missed", walked.map_or(since, |period| period.from));
    let act = Some(Act::of(visit, "here", say.t("ticket-here")));
    Other { act, ..Other::new(heading, say.timed("ticket-missed-text", ends_at)) }
}

/// The centre closed before her turn. What is left to her the set-up says of the queue.
fn unserved(say: &Say<'_>, visit: &Visit) -> Other {
    let other = Other::plain(say, "ticket-unserved", "ticket-unserved-text");
    let instead = say.setup.queues.get(&visit.queue).map(|queue| queue.instead.get(say.language)).unwrap_or_default();
    if instead.is_empty() { other } else { Other { text: instead.to_owned(), ..other } }
}

/// Her own giving up she can take back for as long as the rule says; an employee's she cannot.
fn cancelled(say: &Say<'_>, visit: &Visit, scene: &Scene) -> Other {
    let seconds = i64::from(say.setup.rules.undo_seconds);
    let point = visit.undo.as_deref().filter(|p| p.press == Press::GiveUp && p.revision == visit.revision);
    if point.is_some_and(|p| scene.hall.at <= p.at.plus_seconds(seconds)) {
        let act = Some(Act::of(visit, "undo", say.t("ticket-undo")));
        return Other { act, ..Other::plain(say, "ticket-cancelled", "ticket-cancelled-undo") };
    }
    Other::plain(say, "ticket-cancelled", "ticket-cancelled-text")
}

impl Act {
    fn of(visit: &Visit, path: &'static str, label: String) -> Self {
        Self { path, label, command_id: format!("{path}-{}", visit.revision) }
    }
}

fn called(say: &Say<'_>, desk: &domain::ids::DeskId, calls: u32) -> Called {
    let way = say.setup.desks.get(desk).map(|known| say.way(known.floor, &known.way)).unwrap_or_default();
    let desk = say.desk(desk);
    Called { calls, long: desk.name.chars().count() > DESK_LETTERS_LARGE, desk, way }
}

fn waiting(say: &Say<'_>, visit: &Visit, scene: &Scene) -> Waiting {
    let at = scene.hall.at;
    let known = scene.hall.waiting.iter().find(|waits| waits.visit == visit.id);
    let (ahead, forecast) = if let Some(WaitNow { ahead, forecast, .. }) = known {
        (*ahead, *forecast)
    } else {
        // The day is newer than the hall.
        let day = scene.day.read();
        (domain::answer::ahead(&day, visit), forecast_of(&day, say.setup, visit, at))
    };
    let delayed = visit.not_before.filter(|until| *until > at).map(|until| Delayed {
        text: say.timed("ticket-delayed", until),
        here: Act::of(visit, "here", say.t("ticket-here")),
    });
    let near = ahead <= NEAR && delayed.is_none();
    Waiting {
        ahead,
        caption: say.one("ticket-ahead", "count", ahead),
        moved: matches!(visit.origin, Origin::Centre(_)).then(|| moved_here(say)),
        time: forecast.map(|forecast| time(say, visit, forecast, at)).ok_or_else(|| why_none(say, visit, scene)),
        there: there(say, visit, forecast.filter(|_| !near), at),
        delayed,
    }
}

fn moved_here(say: &Say<'_>) -> String {
    let centre = say.setup.name.get(say.language);
    say.two("ticket-moved-here", ("centre", centre), ("address", &say.setup.address))
}

fn time(say: &Say<'_>, visit: &Visit, forecast: Forecast, at: Instant) -> Time {
    let Forecast { earliest, expected, latest } = forecast;
    let clock = |at| say.clock(at);
    let (from, to) = (clock(earliest), clock(latest));
    // A range within one minute is one time to a reader.
    let between = (from != to).then(|| say.two("ticket-between", ("earliest", &from), ("latest", &to)));
    // What was told with the ticket is over, and not because she asked for it or goes on to another service.
    let told = visit.told.filter(|_| visit.not_before.is_none() && visit.at_stop == 0);
    let (width, bar, text) = BAND;
    let band = Band { width, bar, text, mirrored: is_mirrored(say.language) };
    let labels = BandLabels { now: clock(at), earliest: from, expected: clock(expected), latest: to };
    let minutes = Forecast { earliest: to_minute(earliest), expected: to_minute(expected), latest: to_minute(latest) };
    Time {
        expected: say.timed("ticket-expected", expected),
        between,
        longer: told.is_some_and(|told| forecast.expected > told.latest),
        band: band.draw(&minutes, to_minute(at), &labels),
    }
}

fn why_none(say: &Say<'_>, visit: &Visit, scene: &Scene) -> WhyNone {
    let queue = scene.hall.queues.iter().find(|queue| queue.queue == visit.queue);
    let why = match queue {
        Some(queue) if queue.status == QueueStatus::Paused => "ticket-paused",
        Some(queue) if queue.desks == 0 => "ticket-no-desk",
        _ => "ticket-no-time",
    };
    WhyNone { heading: say.t(why), text: say.t("ticket-no-time-text") }
}

/// Where to be and when: a minute before the early end of what we expect; now, where that is past, where it is soon her
/// turn, or where nobody can say.
fn there(say: &Say<'_>, visit: &Visit, forecast: Option<Forecast>, at: Instant) -> There {
    let when = forecast.map(|f| f.earliest.plus_minutes(-THERE_BEFORE_MINUTES)).filter(|when| *when > at);
    let area = say.setup.queues.get(&visit.queue).and_then(|queue| queue.area.as_ref());
    let known = area.and_then(|area| say.setup.areas.get(area));
    let named = area.map(|area| say.area(area)).unwrap_or_default();
    let name = continued(&named.name, say.language);
    let heading = match (known, when) {
        (Some(_), Some(when)) => say.two("ticket-there", ("area", &name), ("time", &say.clock(when))),
        (Some(_), None) => say.one("ticket-there-now", "area", name),
        (None, Some(when)) => say.timed("ticket-ready", when),
        (None, None) => say.t("ticket-ready-now"),
    };
    let way = known.map_or_else(|| say.setup.address.clone(), |area| say.way(area.floor, &area.way));
    There {
        heading: capitalised(&heading),
        way,
        sign: named.sign,
        other_floor: known.is_some_and(|area| area.floor != 0),
    }
}

/// An instant without its seconds.
fn to_minute(at: Instant) -> Instant {
    Instant::from_millis(at.as_millis().div_euclid(60_000) * 60_000)
}
