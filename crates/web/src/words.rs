//! A centre's names and times in a reader's language: what pages for people put into their sentences.
//!
//! Names come from a set-up, which may be one of the past; what it does not know any more is shown by its identifier, so
//! that nothing is left out. No sentence is made here, and no name of a citizen ever passes through.

use domain::ids::{DeskId, EmployeeId, KioskId, Language, QueueId, ServiceId};
use domain::setup::Setup;
use domain::time::Instant;
use fluent_bundle::FluentValue;

use crate::format;
use crate::texts::{Texts, Values};

/// The names and times of a centre in a language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Every text.
    pub texts: &'a Texts,
    /// The reader's language.
    pub language: &'a Language,
    /// The set-up whose names are shown.
    pub setup: &'a Setup,
}

impl Words<'_> {
    /// A text without values.
    pub fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    /// A text with values that are texts themselves.
    pub fn with(&self, message: &str, values: &[(&'static str, &str)]) -> String {
        let mut all = Values::new();
        for (name, value) in values {
            all.set(*name, FluentValue::from((*value).to_owned()));
        }
        self.texts.with(self.language, message, &all)
    }

    /// A text that says how many; `shown` is the number as it is written.
    pub fn count(&self, message: &str, count: u32) -> String {
        let mut values = Values::new();
        values.set("count", count);
        values.set("shown", self.number(count));
        self.texts.with(self.language, message, &values)
    }

    /// A whole number as it is written.
    pub fn number(&self, count: u32) -> String {
        format::count(u64::from(count), self.language)
    }

    /// A desk's name.
    pub fn desk(&self, desk: &DeskId) -> String {
        self.setup.desks.get(desk).map_or(desk.as_str(), |d| d.name.get(self.language)).to_owned()
    }

    /// A queue's name.
    pub fn queue(&self, queue: &QueueId) -> String {
        self.setup.queues.get(queue).map_or(queue.as_str(), |q| q.name.get(self.language)).to_owned()
    }

    /// A queue's letter; a question mark where the set-up does not know the queue.
    pub fn letter(&self, queue: &QueueId) -> char {
        self.setup.queues.get(queue).map_or('?', |q| q.letter.as_char())
    }

    /// A kiosk's name.
    pub fn kiosk(&self, kiosk: &KioskId) -> String {
        self.setup.kiosks.get(kiosk).map_or(kiosk.as_str(), |k| k.name.get(self.language)).to_owned()
    }

    /// A service's name.
    pub fn service(&self, service: &ServiceId) -> String {
        self.setup.services.get(service).map_or(service.as_str(), |s| s.name.get(self.language)).to_owned()
    }

    /// An employee's initials.
    pub fn initials(&self, employee: &EmployeeId) -> String {
        self.setup.employees.get(employee).map_or(employee.as_str(), |e| e.initials.as_str()).to_owned()
    }

    /// The letters of queues as a list: `A, B og G`.
    pub fn letters<'q>(&self, queues: impl IntoIterator<Item = &'q QueueId>) -> String {
        let mut letters: Vec<char> = queues.into_iter().map(|q| self.letter(q)).collect();
        letters.sort_unstable();
        letters.dedup();
        self.list(&letters.into_iter().map(String::from).collect::<Vec<_>>())
    }

    /// Things as a list in words: `a, b og c`.
    pub fn list(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.with("list-and", &[("first", &first.join(", ")), ("last", last)]),
        }
    }

    /// A time of day alone, `10.42`.
    pub fn clock(&self, at: Instant) -> String {
        format::clock(at, self.setup, self.language)
    }

    /// A time of day as it stands in a sentence, `kl. 10.42`.
    pub fn at(&self, at: Instant) -> String {
        self.with("time-at", &[("time", &self.clock(at))])
    }

    /// A date with its weekday, `tirsdag 1. december`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        format::day(date, self.texts, self.language)
    }

    /// A span in minutes, and hours where there are any.
    pub fn span(&self, seconds: u64) -> String {
        format::span(seconds, self.texts, self.language)
    }
}
