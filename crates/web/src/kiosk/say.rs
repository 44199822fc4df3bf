//! Words for a kiosk: texts with their values, times, names of what the set-up knows.

use domain::ids::Language;
use domain::setup::{Setup, Texts as Named};
use domain::time::Instant;

use super::first_times::FirstTimes;
use crate::booking::say::Say as Booking;
use crate::format;
use crate::texts::{Texts, Values};

/// The words of one language for one set-up.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub(super) texts: &'a Texts,
    pub(super) setup: &'a Setup,
    pub(super) language: &'a Language,
    /// The first times that can be had, where they are known.
    pub(super) first_times: &'a FirstTimes,
}

/// A text around a number, so that the number can be shown in its own size or be counted down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    pub(super) before: String,
    pub(super) number: String,
    pub(super) after: String,
}

impl Say<'_> {
    /// A text without values.
    pub(super) fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    /// A text with a number in it.
    pub(super) fn count(&self, message: &str, count: u32) -> String {
        let mut values = Values::new();
        values.set("count", count);
        self.texts.with(self.language, message, &values)
    }

    /// A text with a number in it, taken apart around the number; a language may say it without one.
    pub(super) fn around(&self, message: &str, count: u32) -> Around {
        let (text, number) = (self.count(message, count), count.to_string());
        match text.split_once(&number) {
            Some((before, after)) => Around { before: before.to_owned(), number, after: after.to_owned() },
            None => Around { before: text, ..Around::default() },
        }
    }

    /// A text with one other value.
    pub(super) fn with(&self, message: &str, name: &str, value: &str) -> String {
        self.pairs(message, &[(name, value)])
    }

    /// A text with values.
    pub(super) fn pairs(&self, message: &str, pairs: &[(&str, &str)]) -> String {
        let mut values = Values::new();
        for (name, value) in pairs {
            values.set((*name).to_owned(), (*value).to_owned());
        }
        self.texts.with(self.language, message, &values)
    }

    /// When something that is not today can be had, as one says it: `i morgen kl. 10.30`.
    pub(super) fn when(&self, at: Instant, now: Instant) -> String {
        Booking { texts: self.texts, language: self.language, setup: self.setup }.when(at, now)
    }

    /// `10.42`.
    pub(super) fn clock(&self, at: Instant) -> String {
        format::clock(at, self.setup, self.language)
    }

    /// `kl. 10.42`.
    pub(super) fn at(&self, at: Instant) -> String {
        self.with("time-at", "time", &self.clock(at))
    }

    /// A name of the set-up in this language.
    pub(super) fn name<'b>(&self, texts: &'b Named) -> &'b str {
        texts.get(self.language)
    }

    /// The Danish name, where this is another language: signs in the house are Danish.
    pub(super) fn danish<'b>(&self, texts: &'b Named) -> Option<&'b str> {
        let danish = Language::danish();
        (*self.language != danish).then(|| texts.get(&danish)).filter(|name| *name != self.name(texts))
    }

    /// A floor by its number: 0 is the ground floor.
    pub(super) fn floor(&self, level: i8) -> String {
        let mut values = Values::new();
        values.set("level", i32::from(level.unsigned_abs()));
        self.texts.with(self.language, if level < 0 { "kiosk-floor-below" } else { "kiosk-floor" }, &values)
    }
}
