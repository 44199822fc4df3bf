//! What the command line prints, in Danish and English.
//!
//! The texts are in `locales/<language>/cli.ftl` under names that begin with `cli-`, and a set-up's mistakes in
//! `mistakes.ftl`; they are read by the same reader as everybody else's. A text that is missing shows its own name rather
//! than nothing; a test holds the two languages to the same names.
//!
//! Code that does not know the language (the configuration is read before it is known, a recorded day is played by tasks
//! of their own) hands on a [`Sentence`]: the name of a text and its values. It is put into words where it is printed.

use std::fmt;

use domain::ids::Language;
use web::format;
use web::texts::{Texts, TextsError, Values};

/// The variables by which a system says its language, in the order in which they count.
const SYSTEM_LANGUAGE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of a code that the command line speaks.
pub fn language(code: &str) -> Option<Language> {
    ["da", "en"].contains(&code).then(|| Language::new(code).ok()).flatten()
}

/// The language of the system, where it says one that the command line speaks: `LANG=da_DK.UTF-8` is Danish.
pub fn system_language(environment: &[(String, String)]) -> Option<Language> {
    let value = |wanted: &&str| environment.iter().find(|(name, value)| name == wanted && !value.is_empty());
    let (_, said) = SYSTEM_LANGUAGE.iter().find_map(value)?;
    language(said.split(['_', '.', '@']).next().unwrap_or_default())
}

/// A sentence before it is put into words: the name of its text, and its values by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    name: &'static str,
    values: Vec<(&'static str, Value)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    /// Shown as it is.
    Text(String),
    /// A number by which the text can choose between one and several.
    Count(u64),
    /// A part that has words of its own.
    Part(Sentence),
}

impl Sentence {
    /// The sentence of a text.
    pub fn new(name: &'static str) -> Self {
        Self { name, values: Vec::new() }
    }

    /// With a value that is shown as it is.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.and(name, Value::Text(value.to_string()))
    }

    /// With a number by which the text can choose between one and several.
    #[must_use]
    pub fn count(self, name: &'static str, count: impl TryInto<u64>) -> Self {
        self.and(name, Value::Count(count.try_into().unwrap_or(u64::MAX)))
    }

    /// With a part that has words of its own.
    #[must_use]
    pub fn part(self, name: &'static str, part: Self) -> Self {
        self.and(name, Value::Part(part))
    }

    fn and(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name, value));
        self
    }
}

/// The texts in one language.
#[derive(Debug)]
pub struct Words {
    texts: Texts,
    language: Language,
}

impl Words {
    /// The texts in a language; English for any that the command line does not speak.
    ///
    /// # Errors
    /// A fault of the build: the files of texts that it holds are not well formed.
    pub fn new(language: &Language) -> Result<Self, TextsError> {
        Ok(Self { texts: Texts::embedded()?, language: language.clone() })
    }

    /// Which language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// All texts, for what speaks more than the command line does.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// A text by its name.
    pub fn say(&self, name: &str) -> String {
        self.texts.get(&self.language, name)
    }

    /// A text by its name, with values by theirs.
    pub fn tell(&self, name: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
        let mut arguments = Values::with_capacity(values.len());
        for (value_name, value) in values {
            arguments.set((*value_name).to_owned(), value.to_string());
        }
        self.texts.with(&self.language, name, &arguments)
    }

    /// A sentence in words.
    pub fn put(&self, sentence: &Sentence) -> String {
        let mut arguments = Values::with_capacity(sentence.values.len());
        for (name, value) in &sentence.values {
            match value {
                Value::Text(text) => arguments.set(*name, text.as_str()),
                Value::Count(count) => arguments.set(*name, *count),
                Value::Part(part) => arguments.set(*name, self.put(part)),
            }
        }
        self.texts.with(&self.language, sentence.name, &arguments)
    }

    /// A number with one decimal, as the language writes it: `9,1` in Danish.
    pub fn decimal(&self, number: f64) -> String {
        format::decimal(number, &self.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_system(environment: &[(&str, &str)]) -> Option<String> {
        let owned: Vec<(String, String)> =
            environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        system_language(&owned).map(|language| language.as_str().to_owned())
    }

    #[test]
    fn the_language_of_the_system_is_heard_where_it_is_spoken() {
        assert_eq!(of_system(&[("LANG", "da_DK.UTF-8")]).as_deref(), Some("da"));
        assert_eq!(of_system(&[("LANG", "da_DK.UTF-8"), ("LC_ALL", "en_GB")]).as_deref(), Some("en"));
        assert_eq!(of_system(&[("LANG", "da"), ("LC_ALL", "")]).as_deref(), Some("da"));
        assert_eq!(of_system(&[("LANG", "C.UTF-8")]), None);
        assert_eq!(of_system(&[("LANG", "de_DE.UTF-8")]), None);
        assert_eq!(of_system(&[]), None);
    }

    #[test]
    fn a_sentence_chooses_between_one_and_several_and_holds_parts() {
        let english = Words::new(&Language::english()).expect("texts");
        let wrong = |count| Sentence::new("cli-check-wrong").count("count", count).count("files", 7);
        assert!(english.put(&wrong(1)).starts_with("The set-up has 1 mistake in 7 files;"));
        assert!(english.put(&wrong(2)).starts_with("The set-up has 2 mistakes in 7 files;"));
        let within = Sentence::new("cli-key-within").with("least", 1).with("most", 9);
        let danish = Words::new(&Language::danish()).expect("texts");
        assert_eq!(
            danish.put(&within.part("meaning", Sentence::new("cli-key-data"))),
            format!("{}; 1 til 9", danish.say("cli-key-data"))
        );
    }
}
