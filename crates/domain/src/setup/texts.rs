//! A text in several languages: `name.da = "…"`, `name.en = "…"`.
//!
//! Danish must be there and must fit. Another language that is missing or too long is a warning, and blocks nothing but
//! that language.

use std::collections::BTreeMap;

use super::Texts;
use super::mistake::{Code, Notes, Place};
use super::section::{At, Section, hidden};
use crate::ids::Language;

/// Who reads a text, and so in which languages it should be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadBy {
    /// Citizens: every language that the centre offers.
    Citizens,
    /// Employees: Danish and English.
    Employees,
}

/// What is asked of a text.
#[derive(Clone, Copy)]
pub(super) struct TextRule<'a> {
    /// Its key.
    pub(super) key: &'a str,
    /// The most characters.
    pub(super) max: usize,
    /// Who reads it.
    pub(super) read_by: ReadBy,
    /// Whether it must be there.
    pub(super) required: bool,
}

/// Reads a text; empty where it is missing.
pub(super) fn texts(notes: &mut Notes, section: &Section, rule: TextRule, languages: &[Language]) -> Texts {
    let key = rule.key;
    if !section.has(key) {
        if rule.required {
            notes.add(section.place, Code::TextMissing, [("key", key)]);
        }
        return Texts::default();
    }
    if section.is_text(key) {
        notes.add(section.place_of(key), Code::TextWithoutLanguage, [("key", key)]);
        return Texts::default();
    }
    let Some(by_language) = section.section(notes, key) else { return Texts::default() };
    let mut texts = BTreeMap::new();
    for (code, _) in by_language.entries() {
        let Some(text) = by_language.text(notes, code.value) else { continue };
        let Some(language) = known_language(notes, code, rule, languages) else { continue };
        if text.value.is_empty() {
            continue;
        }
        hidden(notes, text, key);
        fits(notes, text, &language, rule);
        texts.insert(language, text.value.to_owned());
    }
    complete(notes, section.place_of(key), &texts, rule, languages);
    Texts(texts)
}

fn known_language(notes: &mut Notes, code: At<&str>, rule: TextRule, offered: &[Language]) -> Option<Language> {
    let Ok(language) = Language::new(code.value) else {
        notes.add(code.place, Code::LanguageMalformed, [("given", code.value)]);
        return None;
    };
    if !offered.is_empty() && !offered.contains(&language) {
        let codes: Vec<&str> = offered.iter().map(Language::as_str).collect();
        let args = [("key", rule.key), ("language", code.value), ("offered", &codes.join(", "))];
        notes.add(code.place, Code::LanguageNotOffered, args);
    }
    Some(language)
}

fn fits(notes: &mut Notes, text: At<&str>, language: &Language, rule: TextRule) {
    let length = text.value.chars().count();
    if length <= rule.max {
        return;
    }
    let (length, max) = (length.to_string(), rule.max.to_string());
    if *language == Language::danish() {
        notes.add(text.place, Code::TextTooLong, [("key", rule.key), ("length", &length), ("max", &max)]);
    } else {
        let args = [("key", rule.key), ("language", language.as_str()), ("length", &length), ("max", &max)];
        notes.add(text.place, Code::TranslationTooLong, args);
    }
}

fn complete(
    notes: &mut Notes,
    place: Place,
    texts: &BTreeMap<Language, String>,
    rule: TextRule,
    languages: &[Language],
) {
    let danish = Language::danish();
    if !texts.contains_key(&danish) {
        notes.add(place, Code::TextMissing, [("key", rule.key)]);
    }
    let wanted = |language: &&Language| rule.read_by == ReadBy::Citizens || **language == Language::english();
    let missing: Vec<&str> = languages
        .iter()
        .filter(wanted)
        .filter(|language| **language != danish && !texts.contains_key(language))
        .map(Language::as_str)
        .collect();
    if let Some(first) = missing.first() {
        let args = [("key", rule.key), ("languages", &*missing.join(", ")), ("first", *first)];
        notes.add(place, Code::TranslationMissing, args);
    }
}
