//! A text in several languages: `name.da = "…"`, `name.en = "…"`.
//!
//! Danish must be there and must fit. Another language that is missing or too long is a warning, and blocks nothing but
//! that language. A language that is mistyped is told once, and not also as one that is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::Texts;
use super::mistake::{Code, Notes};
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
            notes.lacking(&[(section.place, key)], section.place, Code::TextMissing, [("key", key)]);
        }
        return Texts::default();
    }
    if section.is_text(key) {
        notes.add(section.place_of(key), Code::TextWithoutLanguage, [("key", key)]);
        return Texts::default();
    }
    let Some(by_language) = section.section(notes, key) else { return Texts::default() };
    let mut read = Read::default();
    for (code, _) in by_language.entries() {
        read.one(notes, &by_language, code, rule, languages);
    }
    read.complete(notes, section, rule, languages);
    Texts(read.texts)
}

/// What a text's languages give.
#[derive(Default)]
struct Read<'a> {
    texts: BTreeMap<Language, String>,
    /// Languages that are there with another kind of value: they are wrong, not missing.
    of_wrong_kind: BTreeSet<Language>,
    /// Whether there is a code that no language can have.
    malformed: bool,
    /// Languages that are not offered.
    others: Vec<At<&'a str>>,
}

impl<'a> Read<'a> {
    fn one(&mut self, notes: &mut Notes, section: &Section, code: At<&'a str>, rule: TextRule, offered: &[Language]) {
        let text = section.text(notes, code.value);
        let Ok(language) = Language::new(code.value) else {
            notes.add(code.place, Code::LanguageMalformed, [("given", code.value)]);
            self.malformed = true;
            return;
        };
        if !offered.is_empty() && !offered.contains(&language) {
            self.others.push(code);
        }
        match text {
            None => {
                self.of_wrong_kind.insert(language);
            }
            Some(text) if text.value.is_empty() => {}
            Some(text) => {
                hidden(notes, text, rule.key);
                fits(notes, text, &language, rule);
                self.texts.insert(language, text.value.to_owned());
            }
        }
    }

    /// Notes the languages that are missing, and those that are there instead.
    fn complete(&self, notes: &mut Notes, section: &Section, rule: TextRule, languages: &[Language]) {
        let (place, lacks) = (section.place_of(rule.key), [(section.place, rule.key)]);
        let others = match (self.lacks(&Language::danish()), self.malformed, self.others.as_slice()) {
            (true, false, [first, rest @ ..]) => {
                let args = [("key", rule.key), ("given", first.value)];
                notes.lacking(&lacks, first.place, Code::DanishMistyped, args);
                rest
            }
            (true, false, []) => {
                notes.lacking(&lacks, place, Code::TextMissing, [("key", rule.key)]);
                &[]
            }
            (_, _, others) => others,
        };
        let offered: Vec<&str> = languages.iter().map(Language::as_str).collect();
        for code in others {
            let args = [("key", rule.key), ("language", code.value), ("offered", &offered.join(", "))];
            notes.add(code.place, Code::LanguageNotOffered, args);
        }
        if !self.malformed && self.others.is_empty() {
            self.translated(notes, section, rule, languages);
        }
    }

    fn translated(&self, notes: &mut Notes, section: &Section, rule: TextRule, languages: &[Language]) {
        let danish = Language::danish();
        let wanted = |language: &&Language| rule.read_by == ReadBy::Citizens || **language == Language::english();
        let missing: Vec<&str> = languages
            .iter()
            .filter(wanted)
            .filter(|language| **language != danish && self.lacks(language))
            .map(Language::as_str)
            .collect();
        if let Some(first) = missing.first() {
            let args = [("key", rule.key), ("languages", &*missing.join(", ")), ("first", *first)];
            let lacks = [(section.place, rule.key)];
            notes.lacking(&lacks, section.place_of(rule.key), Code::TranslationMissing, args);
        }
    }

    fn lacks(&self, language: &Language) -> bool {
        !self.texts.contains_key(language) && !self.of_wrong_kind.contains(language)
    }
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

/// The keys under which texts stand.
const KEYS: [&str; 7] = ["name", "help", "remember", "text", "title", "way", "instead"];

/// The languages in which anything is written in some files.
pub(super) fn written(tables: &[Spanned<DeTable>]) -> BTreeSet<String> {
    let mut languages = BTreeSet::new();
    for table in tables {
        gather(table.get_ref(), &mut languages);
    }
    languages
}

fn gather(table: &DeTable, languages: &mut BTreeSet<String>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(texts) if KEYS.contains(&&**key.get_ref()) => {
                languages.extend(texts.keys().map(|code| code.get_ref().to_string()));
            }
            DeValue::Table(section) => gather(section, languages),
            DeValue::Array(sections) => {
                for section in sections.iter().filter_map(|section| section.get_ref().as_table()) {
                    gather(section, languages);
                }
            }
            _ => {}
        }
    }
}
