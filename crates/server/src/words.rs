//! What the command line prints, in Danish and English.
//!
//! The texts are in `locales/<language>/cli.ftl` under names that begin with `cli-`, and a set-up's mistakes in
//! `mistakes.ftl`; they are read by the same reader as everybody else's. A text that is missing shows its own name rather
//! than nothing; a test holds the two languages to the same names.

use std::fmt;

use domain::ids::Language;
use web::texts::{Texts, TextsError, Values};

/// The language of a code that the command line speaks.
pub fn language(code: &str) -> Option<Language> {
    ["da", "en"].contains(&code).then(|| Language::new(code).ok()).flatten()
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
}
