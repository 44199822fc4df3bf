//! One section of a set-up file: typed values by key, each with its place, and a note for everything that does not fit.
//!
//! A value that does not fit is noted and left out; reading goes on, so that one run finds all mistakes of all files.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::Date;
use serde_spanned::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::limits::LIST_MAX;
use super::mistake::{Code, Notes, Place, listed, nearest};

/// A value with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// A table of a file.
#[derive(Clone, Copy)]
pub(super) struct Section<'a> {
    table: &'a DeTable<'a>,
    /// Where it begins.
    pub(super) place: Place,
}

impl<'a> Section<'a> {
    pub(super) fn new(table: &'a DeTable<'a>, place: Place) -> Self {
        Self { table, place }
    }

    /// Notes each key that is not one of `known`.
    pub(super) fn note_unknown_keys(&self, notes: &mut Notes, known: &[&'static str]) {
        notes.knows(known);
        for (place, key) in self.keys() {
            if !known.contains(&key) {
                let meant = unlike(notes, At { value: key, place }, Code::KeyUnknown, known.iter().copied());
                notes.misspelt(self.place, meant);
            }
        }
    }

    /// The keys, in alphabetical order, with their places.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Place, &'a str)> + use<'a> {
        let file = self.place.file;
        self.table.keys().map(move |key| (Place { file, offset: key.span().start }, &**key.get_ref()))
    }

    /// The keys with their values, in alphabetical order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (At<&'a str>, &'a Spanned<DeValue<'a>>)> + use<'a> {
        let file = self.place.file;
        self.table.iter().map(move |(key, value)| {
            (At { value: &**key.get_ref(), place: Place { file, offset: key.span().start } }, value)
        })
    }

    /// Where a key stands, or else the section.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.table.get_key_value(key).map_or(self.place, |(key, _)| self.place_in(key))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Whether there is nothing under a key that holds a list or sections; another kind of value is told as such.
    pub(super) fn has_none(&self, key: &str) -> bool {
        self.table.get(key).is_none_or(|value| value.get_ref().as_array().is_some_and(|array| array.is_empty()))
    }

    /// Whether a key that is there has another kind of value than sections.
    pub(super) fn is_no_section(&self, key: &str) -> bool {
        self.every_section(key).is_none()
    }

    pub(super) fn lists_texts(&self, key: &str) -> bool {
        let array = self.table.get(key).and_then(|value| value.get_ref().as_array());
        array.is_some_and(|items| items.iter().all(|item| item.get_ref().is_str()))
    }

    pub(super) fn is_text(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().is_str())
    }

    fn place_in<T>(&self, spanned: &Spanned<T>) -> Place {
        Place { file: self.place.file, offset: spanned.span().start }
    }

    fn wrong(&self, notes: &mut Notes, key: &str, expected: &str) {
        notes.add(self.place_of(key), Code::WrongKind, [("key", key), ("expected", expected)]);
    }

    /// A text, where the key is there.
    pub(super) fn text(&self, notes: &mut Notes, key: &str) -> Option<At<&'a str>> {
        let value = self.table.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(notes, key, "text");
            return None;
        };
        Some(At { value: text.trim(), place: self.place_in(value) })
    }

    /// A text that must be there.
    pub(super) fn required(&self, notes: &mut Notes, key: &str) -> Option<At<&'a str>> {
        self.must_have(notes, key);
        self.text(notes, key)
    }

    /// Notes a key that must be there and is not.
    pub(super) fn must_have(&self, notes: &mut Notes, key: &str) {
        if !self.has(key) {
            notes.lacking(&[(self.place, key)], self.place, Code::KeyMissing, [("key", key)]);
        }
    }

    /// Its `id`, where it is a valid one; what is wrong with it was noted when the names were gathered.
    pub(super) fn id<T: FromStr>(&self) -> Option<T> {
        self.plain_id("id")
    }

    /// The name under a key, where it is a valid one; nothing is noted.
    pub(super) fn plain_id<T: FromStr>(&self, key: &str) -> Option<T> {
        T::from_str(self.table.get(key)?.get_ref().as_str()?.trim()).ok()
    }

    /// A text without hidden characters and within `max` characters; empty where it is missing.
    pub(super) fn plain(&self, notes: &mut Notes, key: &str, max: usize) -> String {
        let Some(text) = self.required(notes, key) else { return String::new() };
        if text.value.is_empty() {
            notes.add(text.place, Code::KeyMissing, [("key", key)]);
        }
        hidden(notes, text, key);
        let length = text.value.chars().count();
        if length > max {
            let args = [("key", key), ("length", &length.to_string()), ("max", &max.to_string())];
            notes.add(text.place, Code::TextTooLong, args);
        }
        text.value.to_owned()
    }

    /// A whole number within a range, where the key is there.
    pub(super) fn number<T>(&self, notes: &mut Notes, key: &str, range: &RangeInclusive<T>) -> Option<T>
    where
        T: Copy + Display + TryFrom<i64> + PartialOrd,
    {
        let value = self.table.get(key)?;
        if value.get_ref().as_integer().is_none() {
            self.wrong(notes, key, "number");
            return None;
        }
        self.whole(notes, key, value, range)
    }

    /// A value that is a whole number, where it is within a range; noted where it is not.
    fn whole<T>(&self, notes: &mut Notes, key: &str, value: &Spanned<DeValue>, range: &RangeInclusive<T>) -> Option<T>
    where
        T: Copy + Display + TryFrom<i64> + PartialOrd,
    {
        let integer = value.get_ref().as_integer()?;
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok().and_then(|n| T::try_from(n).ok());
        let fitting = number.filter(|n| range.contains(n));
        if fitting.is_none() {
            let (min, max) = (range.start().to_string(), range.end().to_string());
            let args = [("key", key), ("given", integer.as_str()), ("min", min.as_str()), ("max", max.as_str())];
            notes.add(self.place_in(value), Code::NumberOutOfRange, args);
        }
        fitting
    }

    /// A list of whole numbers within a range; none where the key is missing, or one of them does not fit.
    pub(super) fn numbers<T>(&self, notes: &mut Notes, key: &str, range: &RangeInclusive<T>) -> Option<Vec<At<T>>>
    where
        T: Copy + Display + TryFrom<i64> + PartialOrd,
    {
        let array = self.table.get(key)?.get_ref().as_array();
        let Some(array) = array.filter(|items| items.iter().all(|item| item.get_ref().is_integer())) else {
            self.wrong(notes, key, "numbers");
            return None;
        };
        let number = |item| Some(At { value: self.whole(notes, key, item, range)?, place: self.place_in(item) });
        // Each that does not fit is told, not only the first.
        let numbers: Vec<Option<At<T>>> = array.iter().take(LIST_MAX).map(number).collect();
        numbers.into_iter().collect()
    }

    /// Yes or no, where the key is there.
    pub(super) fn yes_no(&self, notes: &mut Notes, key: &str) -> Option<bool> {
        let answer = self.table.get(key)?.get_ref().as_bool();
        if answer.is_none() {
            self.wrong(notes, key, "yes_no");
        }
        answer
    }

    /// One of a few words, where the key is there.
    pub(super) fn word<T: Copy>(&self, notes: &mut Notes, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let given = self.text(notes, key)?;
        self.one_of(notes, key, given, words)
    }

    /// What a word means that stands under a key, where it is one of a few.
    #[expect(clippy::unused_self, reason = "a value is asked of its section, as all others are")]
    pub(super) fn one_of<T: Copy>(
        &self,
        notes: &mut Notes,
        key: &str,
        given: At<&str>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == given.value);
        if found.is_none() {
            let known = || words.iter().map(|(word, _)| *word);
            let near = nearest(given.value, known());
            let args = [
                ("key", key),
                ("given", given.value),
                ("hint", hint(near)),
                ("nearest", near.unwrap_or_default()),
                ("known", &listed(known())),
            ];
            notes.add(given.place, Code::WordUnknown, args);
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// A list of texts; empty where the key is missing.
    pub(super) fn list(&self, notes: &mut Notes, key: &str) -> Vec<At<&'a str>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(notes, key, "list");
            return Vec::new();
        };
        if let Some(over) = array.get(LIST_MAX) {
            let (given, max) = (array.len().to_string(), LIST_MAX.to_string());
            notes.add(self.place_in(over), Code::TooMany, [("key", key), ("given", &given), ("max", &max)]);
        }
        let mut texts: Vec<At<&str>> = Vec::new();
        for item in array.iter().take(LIST_MAX) {
            match item.get_ref().as_str() {
                Some(text) => texts.push(At { value: text.trim(), place: self.place_in(item) }),
                None => notes.add(self.place_in(item), Code::WrongKind, [("key", key), ("expected", "list")]),
            }
        }
        once_each(notes, texts)
    }

    /// A date, with or without quotation marks, where the key is there.
    pub(super) fn date(&self, notes: &mut Notes, key: &str) -> Option<At<Date>> {
        let value = self.table.get(key)?;
        let place = self.place_in(value);
        let given = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                self.wrong(notes, key, "date");
                return None;
            }
        };
        let date = (given.len() == 10).then(|| Date::from_str(&given).ok()).flatten();
        if date.is_none() {
            notes.add(place, Code::DateMalformed, [("given", &given)]);
        }
        date.map(|value| At { value, place })
    }

    /// The dates `from` and `until`, both included, each where its key is there.
    pub(super) fn dates(&self, notes: &mut Notes) -> (Option<Date>, Option<Date>) {
        let from = self.date(notes, "from");
        let until = self.date(notes, "until");
        if let (Some(from), Some(until)) = (from, until)
            && until.value < from.value
        {
            let args = [("from", &*from.value.to_string()), ("until", &*until.value.to_string())];
            notes.add(until.place, Code::DatesReversed, args);
        }
        (from.map(|at| at.value), until.map(|at| at.value))
    }

    /// A section within this one, where the key is there.
    pub(super) fn section(&self, notes: &mut Notes, key: &str) -> Option<Section<'a>> {
        let table = self.table.get(key)?.get_ref().as_table();
        if table.is_none() {
            self.wrong(notes, key, "section");
        }
        Some(Section { table: table?, place: self.place_of(key) })
    }

    /// The sections `[[key]]`, in order and no more than `max`; empty where there are none.
    pub(super) fn sections(&self, notes: &mut Notes, key: &str, max: usize) -> Vec<Section<'a>> {
        let sections = self.every_section(key);
        let Some(sections) = sections else {
            let args = [("key", key), ("expected", "sections")];
            notes.lacking(&[(self.place, key)], self.place_of(key), Code::WrongKind, args);
            return Vec::new();
        };
        if let Some(first_over) = sections.get(max) {
            let (given, limit) = (sections.len().to_string(), max.to_string());
            let args = [("key", key), ("given", given.as_str()), ("max", limit.as_str())];
            notes.add(first_over.place, Code::TooMany, args);
        }
        sections.into_iter().take(max).collect()
    }

    pub(super) fn every_section(&self, key: &str) -> Option<Vec<Section<'a>>> {
        let Some(value) = self.table.get(key) else { return Some(Vec::new()) };
        let array: &'a DeArray<'a> = value.get_ref().as_array()?;
        array
            .iter()
            .map(|item| item.get_ref().as_table().map(|table| Section { table, place: self.place_in(item) }))
            .collect()
    }
}

/// Whether there is a nearest name, as the texts ask for it.
pub(super) fn hint(near: Option<&str>) -> &'static str {
    if near.is_some() { "near" } else { "none" }
}

/// Notes a name that is not one of `known`, with the nearest of them, and gives that one.
pub(super) fn unlike<'k>(
    notes: &mut Notes,
    given: At<&str>,
    code: Code,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    let near = nearest(given.value, known.clone());
    let args = [
        ("given", given.value),
        ("hint", hint(near)),
        ("nearest", near.unwrap_or_default()),
        ("known", &listed(known)),
    ];
    notes.add(given.place, code, args);
    near
}

/// Notes the first character that nobody can see in a text.
pub(super) fn hidden(notes: &mut Notes, text: At<&str>, key: &str) {
    if let Some(character) = text.value.chars().find(|c| is_hidden(*c)) {
        let name = format!("U+{:04X}", u32::from(character));
        notes.add(text.place, Code::HiddenCharacter, [("key", key), ("character", &name)]);
    }
}

/// Control characters, and the signs that turn the direction of writing: a page sets the direction, never a text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn once_each<'a>(notes: &mut Notes, texts: Vec<At<&'a str>>) -> Vec<At<&'a str>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = Vec::with_capacity(texts.len());
    for text in texts {
        if seen.insert(text.value) {
            kept.push(text);
        } else {
            notes.add(text.place, Code::ListedTwice, [("given", text.value)]);
        }
    }
    kept
}
