//! The words of a ticket: times, places and services in the language of its page. No rule of the hall is decided here.

use domain::ids::{AreaId, DeskId, Language, ServiceId};
use domain::setup::{Setup, Texts as SetupTexts};
use domain::time::Instant;
use fluent_bundle::FluentValue;

use crate::format;
use crate::texts::{Texts, Values};

/// Says things in one language about one centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Say<'a> {
    pub(super) texts: &'a Texts,
    pub(super) language: &'a Language,
    pub(super) setup: &'a Setup,
}

/// A place by its public name, and as its sign in the house has it where that is another.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub(super) name: String,
    /// Danish, where the page is not.
    pub(super) sign: Option<String>,
}

impl Say<'_> {
    /// A text without values.
    pub(super) fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    /// A text with one value.
    pub(super) fn one<'v>(&self, message: &str, name: &'static str, value: impl Into<FluentValue<'v>>) -> String {
        let mut values = Values::new();
        values.set(name, value);
        self.texts.with(self.language, message, &values)
    }

    /// A text with two values that are texts.
    pub(super) fn two(&self, message: &str, first: (&'static str, &str), second: (&'static str, &str)) -> String {
        let mut values = Values::new();
        values.set(first.0, first.1);
        values.set(second.0, second.1);
        self.texts.with(self.language, message, &values)
    }

    /// A text about a time of day.
    pub(super) fn timed(&self, message: &str, at: Instant) -> String {
        self.one(message, "time", self.clock(at))
    }

    /// A time of day.
    pub(super) fn clock(&self, at: Instant) -> String {
        format::clock(at, self.setup, self.language)
    }

    /// A floor: the ground floor, those above it, those below it.
    pub(super) fn floor(&self, floor: i8) -> String {
        let message = if floor < 0 { "ticket-floor-below" } else { "ticket-floor" };
        self.one(message, "floor", floor.unsigned_abs())
    }

    /// A place's floor and the way there.
    pub(super) fn way(&self, floor: i8, way: &SetupTexts) -> String {
        let (floor, way) = (self.floor(floor), way.get(self.language));
        if way.is_empty() { floor } else { format!("{floor}. {way}") }
    }

    /// A desk's name.
    pub(super) fn desk(&self, desk: &DeskId) -> Named {
        match self.setup.desks.get(desk) {
            Some(known) => self.named(&known.name),
            None => Named { name: desk.to_string(), sign: None },
        }
    }

    /// A waiting area's name.
    pub(super) fn area(&self, area: &AreaId) -> Named {
        self.setup.areas.get(area).map(|area| self.named(&area.name)).unwrap_or_default()
    }

    fn named(&self, texts: &SetupTexts) -> Named {
        let (name, danish) = (texts.get(self.language), texts.get(&Language::danish()));
        Named { name: name.to_owned(), sign: (name != danish).then(|| danish.to_owned()) }
    }

    /// What a citizen came for: each service by its own name, after the one that it is a choice of.
    pub(super) fn services<'s>(&self, services: impl Iterator<Item = &'s ServiceId>) -> String {
        services.map(|service| self.service(service)).collect::<Vec<_>>().join(" · ")
    }

    fn service(&self, id: &ServiceId) -> String {
        let Some(service) = self.setup.services.get(id) else { return id.to_string() };
        let name = service.name.get(self.language);
        match service.parent.as_ref().and_then(|parent| self.setup.services.get(parent)) {
            None => name.to_owned(),
            Some(parent) => {
                let (of, name) = (parent.name.get(self.language), continued(name, self.language));
                self.two("ticket-service", ("service", of), ("choice", &name))
            }
        }
    }
}

/// Languages in which a name that stands within a sentence begins with a small letter, and letters have the plain small
/// form (not so German nouns, nor the Turkish I).
const SMALL_WITHIN: [&str; 5] = ["da", "en", "pl", "qps", "uk"];

/// A name as it stands within a sentence: its first letter small, unless its first word has another capital, as `MitID`.
pub(crate) fn continued(name: &str, language: &Language) -> String {
    let first_word = name.split(' ').next().unwrap_or_default();
    let capitals = first_word.chars().filter(|c| c.is_uppercase()).count();
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if capitals == 1 && first.is_uppercase() && SMALL_WITHIN.contains(&language.as_str()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// A sentence that may begin with such a name.
pub(crate) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_a_sentence_begins_with_a_small_letter_where_that_is_right() {
        let cases = [
            ("da", "Forny pas", "forny pas"),
            ("da", "MitID", "MitID"),
            ("da", "Økonomi", "økonomi"),
            ("uk", "Поновити паспорт", "поновити паспорт"),
            ("de", "Pass erneuern", "Pass erneuern"),
            ("tr", "Islak imza", "Islak imza"),
            ("ar", "تجديد", "تجديد"),
            ("en", "", ""),
        ];
        for (language, name, expected) in cases {
            assert_eq!(capitalised(&continued(name, &Language::danish())), name);
            assert_eq!(continued(name, &Language::new(language).expect("a code")), expected, "{language}");
        }
    }
}
