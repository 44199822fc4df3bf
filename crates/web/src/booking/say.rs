//! Words of booked times: a day and a time as one says them, how one meets, how long it takes, what it is about.

use domain::command::Mode;
use domain::ids::{Language, ServiceId};
use domain::setup::{Meeting, Setup};
use domain::time::Instant;
use fluent_bundle::FluentValue;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::format;
use crate::signs::{Markup, icon};
use crate::texts::{Texts, Values};
use crate::ticket::{capitalised, continued};

/// Within how many days a day is named by its weekday alone.
const NEAR_DAYS: i64 = 6;

/// Says things in one language about one centre.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Say<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) language: &'a Language,
    pub(crate) setup: &'a Setup,
}

/// What somebody comes for: the service, and which of its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Errand {
    pub(crate) lead: String,
    pub(crate) choice: Option<String>,
    pub(crate) letter: char,
}

impl Say<'_> {
    /// A text without values.
    pub(crate) fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    /// A text with values that are texts.
    pub(crate) fn with(&self, message: &str, values: &[(&'static str, &str)]) -> String {
        let mut all = Values::new();
        for (name, value) in values {
            all.set(*name, FluentValue::from((*value).to_owned()));
        }
        self.texts.with(self.language, message, &all)
    }

    /// A text that says how many.
    pub(crate) fn count(&self, message: &str, count: usize) -> String {
        let mut values = Values::new();
        values.set("count", count);
        self.texts.with(self.language, message, &values)
    }

    /// A time of day alone, `10.40`.
    pub(crate) fn clock(&self, at: Instant) -> String {
        format::clock(at, self.setup, self.language)
    }

    /// A time of day as it stands in a sentence, `kl. 10.40`.
    pub(crate) fn at(&self, at: Instant) -> String {
        self.with("time-at", &[("time", &self.clock(at))])
    }

    /// A date with its weekday as it begins a line, `Tirsdag 1. december`.
    pub(crate) fn date(&self, date: Date) -> String {
        capitalised(&self.date_within(date))
    }

    /// A date with its weekday within a sentence, `tirsdag 1. december`.
    pub(crate) fn date_within(&self, date: Date) -> String {
        format::day(date, self.texts, self.language)
    }

    /// The day of an instant in the centre's civil time.
    pub(crate) fn day_of(&self, at: Instant) -> Date {
        at.date(&self.setup.time_zone)
    }

    /// When, as one says it today: `i morgen kl. 9.20`, `tirsdag kl. 10.30`, `tirsdag 15. december kl. 10.30`.
    pub(crate) fn when(&self, at: Instant, now: Instant) -> String {
        let (date, today) = (self.day_of(at), self.day_of(now));
        let time = self.clock(at);
        let time = [("time", time.as_str())];
        if date == today {
            return self.with("booking-when-today", &time);
        }
        if today.tomorrow().is_ok_and(|tomorrow| date == tomorrow) {
            return self.with("booking-when-tomorrow", &time);
        }
        let near = today.checked_add(NEAR_DAYS.days()).is_ok_and(|last| date <= last);
        let day = if near { self.weekday(date) } else { self.date_within(date) };
        self.with("booking-when-day", &[time[0], ("day", &day)])
    }

    /// A day and a time in full, `tirsdag 1. december kl. 10.40`.
    pub(crate) fn moment(&self, at: Instant) -> String {
        self.with("booking-when-day", &[("day", &self.date_within(self.day_of(at))), ("time", &self.clock(at))])
    }

    fn weekday(&self, date: Date) -> String {
        self.t(&format!("weekday-{}", date.weekday().to_monday_one_offset()))
    }

    /// How many minutes, `20 minutter`.
    pub(crate) fn minutes(&self, minutes: u16) -> String {
        self.count("booking-minutes", usize::from(minutes))
    }

    /// What a way of meeting is called.
    pub(crate) fn mode(&self, mode: Mode) -> String {
        self.t(&format!("booking-mode-{}", word(mode)))
    }

    /// What a way of meeting means, in one line, without how long it takes.
    pub(crate) fn mode_means(&self, mode: Mode) -> String {
        match mode {
            Mode::InPerson => self.setup.address.clone(),
            Mode::Phone | Mode::Video => self.t(&format!("booking-means-{}", word(mode))),
        }
    }

    /// What a way of meeting means, in few words, where it does not say so itself.
    pub(crate) fn mode_short(&self, mode: Mode) -> Option<String> {
        (mode != Mode::InPerson).then(|| self.t(&format!("booking-short-{}", word(mode))))
    }

    /// A way of meeting and how long it takes, `Telefonmøde, 20 minutter`.
    pub(crate) fn mode_and_minutes(&self, mode: Mode, meeting: &Meeting) -> String {
        self.with("booking-and", &[("first", &self.mode(mode)), ("second", &self.minutes(meeting.minutes))])
    }

    /// What somebody comes for.
    pub(crate) fn errand(&self, id: &ServiceId) -> Errand {
        let Some(service) = self.setup.services.get(id) else {
            return Errand { lead: id.to_string(), choice: None, letter: '?' };
        };
        let letter = self.setup.queues.get(&service.queue).map_or('?', |queue| queue.letter.as_char());
        let name = service.name.get(self.language).to_owned();
        match service.parent.as_ref().and_then(|parent| self.setup.services.get(parent)) {
            Some(parent) => {
                let choice = Some(continued(&name, self.language));
                Errand { lead: parent.name.get(self.language).to_owned(), choice, letter }
            }
            None => Errand { lead: name, choice: None, letter },
        }
    }

    /// Things as a list in words.
    pub(crate) fn list(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = self.texts.commas(self.language, first.iter().cloned());
                self.with("booking-list", &[("first", &first), ("last", last)])
            }
        }
    }
}

impl Errand {
    /// Both in one line, `Byggesag · carport eller udhus`.
    pub(crate) fn line(&self) -> String {
        match &self.choice {
            Some(choice) => format!("{} · {choice}", self.lead),
            None => self.lead.clone(),
        }
    }
}

/// The word of a way of meeting in addresses and names of texts.
pub(crate) fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in-person",
        Mode::Phone => "phone",
        Mode::Video => "video",
    }
}

/// The way of meeting of a word.
pub(crate) fn mode_of(word_given: &str) -> Option<Mode> {
    [Mode::InPerson, Mode::Phone, Mode::Video].into_iter().find(|mode| word(*mode) == word_given)
}

/// The sign of a way of meeting.
pub(crate) fn sign(mode: Mode) -> Markup {
    match mode {
        Mode::InPerson => icon("building-community"),
        Mode::Phone => icon("phone"),
        Mode::Video => icon("video"),
    }
}
