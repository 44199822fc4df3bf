//! The names that a centre's files give to things, gathered before anything is read, so that a reference can be checked
//! wherever it stands and a wrong one can be told the nearest that exists.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::mistake::{Code, Notes, Place, listed, nearest};
use super::section::{At, Section, hint};

/// Names of one kind, each with the place where it is given.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: BTreeMap<String, Place>,
    /// Whether something that gives them could not be read, or not by its name: then one that is missing may well be
    /// there, and to tell so at every place that names it would only hide the one mistake.
    uncertain: bool,
}

impl Names {
    /// Names that are given elsewhere.
    pub(super) fn with(given: &[(String, Place)]) -> Self {
        Self { places: given.iter().cloned().collect(), uncertain: false }
    }

    pub(super) fn uncertain(self, uncertain: bool) -> Self {
        Self { uncertain, ..self }
    }

    /// Gathers the `id` of each section; notes those that are missing, malformed or there twice.
    pub(super) fn gather<T: FromStr>(&mut self, notes: &mut Notes, sections: &[Section]) {
        for section in sections {
            let Some(id) = section.required(notes, "id") else {
                self.uncertain = true;
                continue;
            };
            self.uncertain |= T::from_str(id.value).is_err() || self.places.contains_key(id.value);
            if T::from_str(id.value).is_err() {
                notes.add(id.place, Code::IdMalformed, [("given", id.value), ("suggestion", &slug(id.value))]);
            }
            if let Some(first) = self.places.get(id.value) {
                let first = notes.named(*first);
                // Where the line [[question]] is misspelt, its answers are read as those of the one before.
                let lacks = [(Place { offset: 0, ..id.place }, "question")];
                notes.lacking(&lacks, id.place, Code::IdTwice, [("given", id.value), ("first", &first)]);
            } else {
                self.places.insert(id.value.to_owned(), id.place);
            }
        }
    }

    /// The name that a text refers to; noted where there is none.
    pub(super) fn find<T: FromStr>(&self, notes: &mut Notes, given: At<&str>, code: Code) -> Option<T> {
        if self.places.contains_key(given.value) || self.uncertain {
            return T::from_str(given.value).ok();
        }
        let known = || self.places.keys().map(String::as_str);
        let near = nearest(given.value, known());
        let place = near.and_then(|name| self.places.get(name)).map(|place| notes.named(*place));
        let args = [
            ("given", given.value),
            ("hint", hint(near)),
            ("nearest", near.unwrap_or_default()),
            ("place", place.as_deref().unwrap_or_default()),
            ("known", &listed(known())),
        ];
        notes.add(given.place, code, args);
        None
    }

    /// Finds each text of a list.
    pub(super) fn find_all<T: FromStr>(&self, notes: &mut Notes, given: &[At<&str>], code: Code) -> Vec<T> {
        given.iter().filter_map(|one| self.find(notes, *one, code)).collect()
    }

    /// Each name that is well-formed.
    pub(super) fn all<T: FromStr>(&self) -> Vec<T> {
        self.places.keys().filter_map(|name| T::from_str(name).ok()).collect()
    }

    pub(super) fn place(&self, name: &str) -> Option<Place> {
        self.places.get(name).copied()
    }
}

/// What a name could be written as: "Pas og kørekort" is `pas-og-koerekort`.
pub(super) fn slug(given: &str) -> String {
    let mut slug = String::new();
    for letter in given.chars().flat_map(char::to_lowercase).take(crate::ids::ID_LENGTH_MAX) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(crate::ids::ID_LENGTH_MAX);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "id-1".to_owned() } else { slug.to_owned() }
}
