//! What a screen shows now, in words: made from the state of its centre and its own lines of the set-up.

use domain::hall::{QueueNow, QueueStatus};
use domain::ids::{DeskId, Language, QueueId};
use domain::setup::{Screen, Setup, Theme};
use domain::time::Instant;
use engine::Scene;

use super::calls::{self, Call};
use super::card::Sign;
use super::hours;
use super::info::{self, Page};
use super::sizes::width;
use crate::format;
use crate::pages::is_mirrored;
use crate::signs::{Markup, crest, tile};
use crate::texts::{Texts, Values};

/// The most calls that are listed below the newest.
const BEFORE_MAX: usize = 3;

/// The most earlier calls beside the panel of a new one.
const BESIDE_MAX: usize = 2;

/// The most queues that are shown at once.
pub(super) const QUEUES_SHOWN: usize = 6;

/// The most calls that may be waiting to be shown in the panel.
pub(super) const PANELS_MAX: usize = 10;

/// For how long a call may still wait for its panel, in seconds: ten calls of six seconds, and their sound.
const PANEL_SECONDS: u64 = 120;

/// For how long the newest call is shown large although it is over, in minutes.
const LARGE_MINUTES: u64 = 5;

/// The hours of light: before the first and from the second on the screen is dark, unless its set-up says otherwise.
const LIGHT_HOURS: (i8, i8) = (8, 17);

/// The widest name, as a multiple of its size, that stands in one line in its place: a queue's, a desk's, and a desk's
/// in somewhat smaller type.
const QUEUE_LINE: f32 = 8.0;
const DESK_LINE: f32 = 5.6;
const DESK_LINE_SMALLER: f32 = 6.8;

/// What the wall shows.
pub(super) struct Wall {
    pub(super) crest: Markup,
    pub(super) centre: String,
    pub(super) municipality: String,
    pub(super) date: String,
    pub(super) clock: String,
    pub(super) at_millis: i64,
    pub(super) clock_speed: f64,
    pub(super) offset_minutes: i32,
    pub(super) point: char,
    /// `light` or `dark`, by the set-up or the time of day.
    pub(super) dusk: &'static str,
    /// `on`, or `off` where calls are not heard.
    pub(super) sound: &'static str,
    /// The newest call as one sentence, to be read aloud; empty where nobody is called.
    pub(super) newest: String,
    /// The drawing of the call that is shown large, and its words.
    pub(super) large: Option<(Markup, String)>,
    pub(super) before: Vec<Row>,
    /// What is said where nobody is called, and a second line.
    pub(super) nobody: (String, String),
    pub(super) queue_pages: Vec<Vec<QueueRow>>,
    pub(super) pages: Vec<Page>,
    pub(super) panels: Vec<Panel>,
}

/// A call below the newest.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) tile: Markup,
    pub(super) count: u16,
    pub(super) desk: String,
    /// The style sheet's class of the desk's name: empty, `mid` or `long`.
    pub(super) length: &'static str,
    pub(super) ago: String,
}

/// A queue's line.
pub(super) struct QueueRow {
    pub(super) id: String,
    pub(super) tile: Markup,
    pub(super) name: String,
    pub(super) is_long: bool,
    pub(super) waiting: u32,
    /// The number of the wait and its unit; empty where it cannot be said.
    pub(super) wait: (String, String),
    /// In place of numbers where it gives no tickets.
    pub(super) status: Option<String>,
}

/// What fills the wall while a call is new, and what is needed to say it.
pub(super) struct Panel {
    pub(super) key: String,
    pub(super) at_millis: i64,
    pub(super) letter: char,
    pub(super) count: u16,
    pub(super) desk: DeskId,
    pub(super) drawing: Markup,
    pub(super) beside: Vec<Row>,
}

/// Makes the wall of a screen.
pub(super) struct Say<'a> {
    pub(super) texts: &'a Texts,
    pub(super) language: &'a Language,
    pub(super) scene: &'a Scene,
    pub(super) screen: &'a Screen,
}

impl Say<'_> {
    fn setup(&self) -> &Setup {
        &self.scene.setup
    }

    fn now(&self) -> Instant {
        self.scene.hall.at
    }

    fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    pub(super) fn wall(&self) -> Wall {
        let (setup, now) = (self.setup(), self.now());
        let calls = calls::newest(self.scene, self.screen);
        let large = self.large(&calls);
        let queues: Vec<&QueueNow> = self.queues();
        let before = calls.iter().filter(|call| large.is_none_or(|large| large != *call)).take(BEFORE_MAX);
        Wall {
            crest: crest(),
            centre: setup.name.get(self.language).to_owned(),
            municipality: setup.municipality.get(self.language).to_owned(),
            date: format::day(self.scene.hall.date, self.texts, self.language),
            clock: format::clock(now, setup, self.language),
            at_millis: now.as_millis(),
            clock_speed: self.scene.clock_speed,
            offset_minutes: format::offset_minutes(now, setup),
            point: format::point(self.language),
            dusk: self.dusk(),
            sound: if self.screen.sound { "on" } else { "off" },
            newest: calls.iter().find(|call| call.is_on).map(|call| self.announced(call)).unwrap_or_default(),
            large: large.map(|call| self.large_sign(call)),
            before: before.map(|call| self.row(call)).collect(),
            nobody: self.nobody(&calls, &queues),
            queue_pages: pages_of(&queues)
                .into_iter()
                .map(|page| page.iter().map(|q| self.queue(q)).collect())
                .collect(),
            pages: info::pages(setup, self.screen, self.scene.hall.date, self.texts, self.language),
            panels: self.panels(&calls),
        }
    }

    fn dusk(&self) -> &'static str {
        match self.screen.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Auto => dusk(self.setup().civil(self.now()).hour()),
        }
    }

    /// The call that is shown large: the newest that is on, or else the newest if it is not long ago.
    fn large<'c>(&self, calls: &'c [Call]) -> Option<&'c Call> {
        let lately = |call: &&Call| self.now().seconds_since(call.at) < LARGE_MINUTES * 60;
        calls.iter().find(|call| call.is_on).or_else(|| calls.first().filter(lately))
    }

    fn large_sign(&self, call: &Call) -> (Markup, String) {
        let says = self.announced(call);
        (self.sign(call, &says, |sign| sign.card(call.is_on)), says)
    }

    fn announced(&self, call: &Call) -> String {
        let mut values = Values::new();
        values.set("number", call.number.to_string());
        values.set("desk", self.desk(&call.desk));
        self.texts.with(self.language, "screen-announce", &values)
    }

    fn sign(&self, call: &Call, says: &str, draw: impl FnOnce(&Sign<'_>) -> Markup) -> Markup {
        let desk = self.desk(&call.desk);
        draw(&Sign {
            letter: call.number.letter.as_char(),
            count: call.number.count,
            desk: &desk,
            says,
            distance_metres: self.screen.distance_metres,
            mirrored: is_mirrored(self.language),
        })
    }

    fn row(&self, call: &Call) -> Row {
        let desk = self.desk(&call.desk);
        let mut values = Values::new();
        values.set("minutes", self.now().seconds_since(call.at) / 60);
        Row {
            key: call.key(),
            tile: tile(call.number.letter.as_char()),
            count: call.number.count,
            length: length(&desk),
            desk,
            ago: self.texts.with(self.language, "screen-ago", &values),
        }
    }

    /// A desk's name; its bare identifier where the set-up does not know it (any more).
    fn desk(&self, desk: &DeskId) -> String {
        self.setup().desks.get(desk).map_or(desk.as_str(), |known| known.name.get(self.language)).to_owned()
    }

    fn panels(&self, calls: &[Call]) -> Vec<Panel> {
        let says = self.t("screen-now-called");
        let fresh = |call: &&Call| call.is_on && self.now().seconds_since(call.at) < PANEL_SECONDS;
        let fresh = calls.iter().filter(fresh).take(PANELS_MAX);
        let panel = |call: &Call| Panel {
            key: call.key(),
            at_millis: call.at.as_millis(),
            letter: call.number.letter.as_char(),
            count: call.number.count,
            desk: call.desk.clone(),
            drawing: self.sign(call, &self.announced(call), |sign| sign.panel(&says)),
            beside: calls.iter().filter(|c| *c != call).take(BESIDE_MAX).map(|c| self.row(c)).collect(),
        };
        fresh.map(panel).collect()
    }

    /// The screen's queues that the hall has, in the screen's order.
    fn queues(&self) -> Vec<&QueueNow> {
        let hall = &self.scene.hall;
        self.screen.queues.iter().filter_map(|id| hall.queues.iter().find(|queue| queue.queue == *id)).collect()
    }

    fn queue(&self, queue: &QueueNow) -> QueueRow {
        let name = self.setup().queues.get(&queue.queue).map_or(queue.queue.as_str(), |q| q.name.get(self.language));
        QueueRow {
            id: queue.queue.to_string(),
            tile: tile(queue.letter.as_char()),
            name: name.to_owned(),
            is_long: width(name) > QUEUE_LINE,
            waiting: queue.waiting,
            wait: queue.forecast.map(|forecast| self.wait(forecast.expected)).unwrap_or_default(),
            status: self.status(queue),
        }
    }

    /// The time until an instant, in whole minutes, rounded up; in hours where it is that long.
    fn wait(&self, until: Instant) -> (String, String) {
        let minutes = until.seconds_since(self.now()).div_ceil(60).max(1);
        if minutes < 100 {
            return (minutes.to_string(), self.t("screen-unit-minutes"));
        }
        (minutes.div_ceil(60).to_string(), self.t("screen-unit-hours"))
    }

    fn status(&self, queue: &QueueNow) -> Option<String> {
        let message = match queue.status {
            QueueStatus::Open => return None,
            QueueStatus::Full => "screen-full",
            QueueStatus::Paused => "screen-paused",
            _ if self.is_by_appointment(&queue.queue) => "screen-appointment",
            QueueStatus::ClosedByHours => return Some(self.opens_today(&queue.queue)),
            QueueStatus::ClosedByManager | QueueStatus::DayClosed => "screen-closed",
        };
        Some(self.t(message))
    }

    /// Whether all that one waits for in a queue is by appointment.
    fn is_by_appointment(&self, queue: &QueueId) -> bool {
        let services = &self.setup().services;
        let mut own =
            services.values().filter(|service| service.queue == *queue && service.choices.is_empty()).peekable();
        own.peek().is_some() && own.all(|service| service.appointment_only)
    }

    fn opens_today(&self, queue: &QueueId) -> String {
        let opening = hours::opens_again(self.setup(), std::slice::from_ref(queue), self.now());
        let Some(opening) = opening.filter(|at| at.date() == self.scene.hall.date) else {
            return self.t("screen-closed");
        };
        let mut values = Values::new();
        values.set("at", hours::at(opening.time(), self.texts, self.language));
        self.texts.with(self.language, "screen-opens", &values)
    }

    /// What stands in the place of the calls where there is none to show large.
    fn nobody(&self, calls: &[Call], queues: &[&QueueNow]) -> (String, String) {
        if calls.is_empty() && is_over(queues) {
            return (self.t("screen-closed-now"), self.opens_again());
        }
        (self.t("screen-nobody"), calls.first().map(|call| self.last(call)).unwrap_or_default())
    }

    fn last(&self, call: &Call) -> String {
        let mut values = Values::new();
        values.set("number", call.number.to_string());
        values.set("desk", self.desk(&call.desk));
        self.texts.with(self.language, "screen-last", &values)
    }

    fn opens_again(&self) -> String {
        let Some(opening) = hours::opens_again(self.setup(), &self.screen.queues, self.now()) else {
            return String::new();
        };
        let mut values = Values::new();
        values.set("at", hours::at(opening.time(), self.texts, self.language));
        if opening.date() == self.scene.hall.date {
            return self.texts.with(self.language, "screen-opens-today", &values);
        }
        values.set("day", format::day(opening.date(), self.texts, self.language));
        self.texts.with(self.language, "screen-opens-again", &values)
    }
}

/// Whether no queue gives tickets for good, and nobody waits any more.
fn is_over(queues: &[&QueueNow]) -> bool {
    let closed =
        |status| matches!(status, QueueStatus::ClosedByHours | QueueStatus::ClosedByManager | QueueStatus::DayClosed);
    !queues.is_empty() && queues.iter().all(|queue| closed(queue.status) && queue.waiting == 0)
}

/// Pages of [`QUEUES_SHOWN`]; the last is filled up from the one before, so that no page is nearly empty.
fn pages_of<'a>(queues: &'a [&'a QueueNow]) -> Vec<&'a [&'a QueueNow]> {
    let starts = (0..queues.len()).step_by(QUEUES_SHOWN);
    let last = queues.len().saturating_sub(QUEUES_SHOWN);
    starts.filter_map(|start| queues.get(start.min(last)..queues.len().min(start.min(last) + QUEUES_SHOWN))).collect()
}

/// How long a desk's name is, as a class of the style sheet.
fn length(desk: &str) -> &'static str {
    match width(desk) {
        wide if wide <= DESK_LINE => "",
        wide if wide <= DESK_LINE_SMALLER => "mid",
        _ => "long",
    }
}

fn dusk(hour: i8) -> &'static str {
    if (LIGHT_HOURS.0..LIGHT_HOURS.1).contains(&hour) { "light" } else { "dark" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_dark_in_the_evening_and_early_in_the_morning() {
        assert_eq!([7, 8, 16, 17].map(dusk), ["dark", "light", "light", "dark"]);
    }
}
