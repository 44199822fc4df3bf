//! Every text that a person reads, in the languages that we have files for.
//!
//! The files of `locales/` are embedded when the program is built. A message is found by its name; a language that lacks
//! it falls back to English, and that to Danish. No text is made anywhere else, and a text never holds personal data
//! other than what is handed in to be shown to that very person.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::ids::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::RustEmbed;

/// The values that a text shows, by name.
pub type Values<'a> = FluentArgs<'a>;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
struct Files;

/// The files that a language has which citizens can choose at a kiosk, on a screen and on their phones, and no more than
/// these where employees do not use it.
pub const CITIZEN_FILES: [&str; 9] = [
    "booking.ftl",
    "check-in.ftl",
    "kiosk.ftl",
    "messages.ftl",
    "page.ftl",
    "screen.ftl",
    "ticket.ftl",
    "time.ftl",
    "watch.ftl",
];

/// The languages that citizens can choose, in the order in which a centre usually shows them.
pub const CITIZEN_LANGUAGES: [&str; 7] = ["da", "en", "ar", "uk", "pl", "tr", "de"];

/// A language that nobody speaks: English with every word made longer, to see that no layout breaks. Only the demo and
/// tests offer it.
pub const PSEUDO_LANGUAGE: &str = "qps";

/// What is wrong with the files of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextsError {
    /// Which file.
    pub file: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for TextsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file of texts {} cannot be read: {}", self.file, self.what)
    }
}

impl std::error::Error for TextsError {}

/// All texts, by language.
pub struct Texts {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
    /// The languages that have every text, and not only those for citizens.
    whole: BTreeSet<Language>,
    fallback: [Language; 2],
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("languages", &self.bundles.keys()).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of the program.
    ///
    /// # Errors
    /// [`TextsError`] where a file is not well formed, or two files of a language have a message of the same name.
    pub fn embedded() -> Result<Self, TextsError> {
        let mut sources = Vec::new();
        for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
            let Some(file) = Files::get(&path) else { continue };
            let text = String::from_utf8(file.data.into_owned())
                .map_err(|_| TextsError { file: path.to_string(), what: "it is not UTF-8".to_owned() })?;
            if let Some(rest) = path.strip_prefix("en/") {
                sources.push((format!("{PSEUDO_LANGUAGE}/{rest}"), text.clone()));
            }
            sources.push((path.to_string(), text));
        }
        Self::from_sources(sources)
    }

    /// Texts from files named `<language>/<name>.ftl`.
    ///
    /// # Errors
    /// As [`Texts::embedded`].
    pub fn from_sources(sources: Vec<(String, String)>) -> Result<Self, TextsError> {
        let mut bundles = BTreeMap::new();
        let mut files: BTreeMap<Language, usize> = BTreeMap::new();
        for (file, text) in sources {
            let language = file.split('/').next().unwrap_or_default();
            let language = Language::new(language).map_err(|e| error(&file, e))?;
            *files.entry(language.clone()).or_default() += 1;
            let bundle = match bundles.entry(language) {
                std::collections::btree_map::Entry::Occupied(found) => found.into_mut(),
                std::collections::btree_map::Entry::Vacant(free) => {
                    let bundle = new_bundle(free.key()).map_err(|e| error(&file, e))?;
                    free.insert(bundle)
                }
            };
            let resource = FluentResource::try_new(text)
                .map_err(|(_, errors)| error(&file, errors.first().map(ToString::to_string).unwrap_or_default()))?;
            bundle.add_resource(resource).map_err(|errors| error(&file, format!("{errors:?}")))?;
        }
        let all = files.values().max().copied().unwrap_or_default();
        let is_whole = |(language, count): (Language, usize)| {
            (count == all && language.as_str() != PSEUDO_LANGUAGE).then_some(language)
        };
        let whole = files.into_iter().filter_map(is_whole).collect();
        Ok(Self { bundles, whole, fallback: [Language::english(), Language::danish()] })
    }

    /// The text of a message without values.
    pub fn get(&self, language: &Language, message: &str) -> String {
        self.format(language, message, None, None)
    }

    /// The text of a message with its values.
    pub fn with(&self, language: &Language, message: &str, values: &Values<'_>) -> String {
        self.format(language, message, None, Some(values))
    }

    /// Things one after another, with the comma of the language between them: `a, b`, in Arabic `أ، ب`.
    pub fn commas(&self, language: &Language, things: impl IntoIterator<Item = String>) -> String {
        let joined = things.into_iter().reduce(|first, second| {
            let mut values = Values::new();
            values.set("first", first);
            values.set("second", second);
            self.with(language, "booking-and", &values)
        });
        joined.unwrap_or_default()
    }

    /// The text of a message's attribute: `.title`.
    pub fn attribute(&self, language: &Language, message: &str, attribute: &str, values: &Values<'_>) -> String {
        self.format(language, message, Some(attribute), Some(values))
    }

    /// Whether some language has the message.
    pub fn has(&self, message: &str) -> bool {
        self.bundles.values().any(|b| b.has_message(message))
    }

    /// The languages that have files.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.bundles.keys()
    }

    /// The language to answer in, by the value of an `Accept-Language` header: of those that have every text, the one
    /// with the highest weight, the first of equals; Danish where none fits.
    pub fn negotiate(&self, accept_language: Option<&str>) -> Language {
        best_of(accept_language, |language| self.whole.contains(language))
    }

    /// The same for a citizen's own page: of those languages that a centre offers and that have the texts for citizens.
    pub fn negotiate_for_citizen(&self, accept_language: Option<&str>, offered: &[Language]) -> Language {
        best_of(accept_language, |language| offered.contains(language) && self.bundles.contains_key(language))
    }

    fn format(&self, language: &Language, message: &str, part: Option<&str>, values: Option<&Values<'_>>) -> String {
        let wanted = std::iter::once(language).chain(&self.fallback);
        for bundle in wanted.filter_map(|l| self.bundles.get(l)) {
            let Some(found) = bundle.get_message(message) else { continue };
            let pattern = match part {
                None => found.value(),
                Some(part) => found.get_attribute(part).map(|a| a.value()),
            };
            let Some(pattern) = pattern else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, values, &mut errors).into_owned();
            debug_assert!(errors.is_empty(), "the text {message} lacks a value: {errors:?}");
            return text;
        }
        message.to_owned()
    }
}

fn best_of(accept_language: Option<&str>, fits: impl Fn(&Language) -> bool) -> Language {
    let mut best: Option<(f32, Language)> = None;
    for wish in accept_language.unwrap_or_default().split(',').take(WISHES_MAX) {
        let mut parts = wish.split(';');
        let code = parts.next().unwrap_or_default().trim();
        let code = code.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|p| p.trim().strip_prefix("q=").map(|q| q.trim().parse().unwrap_or(0.0)));
        let weight: f32 = weight.unwrap_or(1.0);
        let Ok(language) = Language::new(&code) else { continue };
        let better = best.as_ref().is_none_or(|(w, _)| weight > *w);
        if weight > 0.0 && better && fits(&language) {
            best = Some((weight, language));
        }
    }
    best.map_or_else(Language::danish, |(_, language)| language)
}

/// The most wishes of an `Accept-Language` header that are looked at.
const WISHES_MAX: usize = 16;

fn new_bundle(language: &Language) -> Result<FluentBundle<FluentResource>, unic_langid::LanguageIdentifierError> {
    let is_pseudo = language.as_str() == PSEUDO_LANGUAGE;
    let spoken = if is_pseudo { "en" } else { language.as_str() };
    let mut bundle = FluentBundle::new_concurrent(vec![spoken.parse()?]);
    if is_pseudo {
        bundle.set_transform(Some(longer));
    }
    // Marks around values are right for mixed scripts on a page, and wrong in JSON, which most of these texts are in.
    bundle.set_use_isolating(false);
    Ok(bundle)
}

/// Every word of three letters and more, with its vowels three times: nearly half as long again, as German and Finnish words
/// are.
fn longer(text: &str) -> Cow<'_, str> {
    let lengthen = |word: &str| -> String {
        let vowels = "aeiouyAEIOUY";
        let long = word.chars().count() >= 3;
        word.chars().map(|c| if long && vowels.contains(c) { format!("{c}{c}{c}") } else { c.to_string() }).collect()
    };
    Cow::Owned(text.split(' ').map(lengthen).collect::<Vec<_>>().join(" "))
}

fn error<W: fmt::Display>(file: &str, what: W) -> TextsError {
    TextsError { file: file.to_owned(), what: what.to_string() }
}

/// The messages of a file's text with the values that each shows, so that languages can be compared.
pub fn messages_of(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        if let Some(name) = message_name(line) {
            name.clone_into(&mut current);
            messages.entry(current.clone()).or_default();
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some(attribute) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" =")) {
            messages.entry(current.clone()).or_default().insert(format!(".{}", attribute.0));
        }
        for value in line.split('$').skip(1) {
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(value.len());
            messages.entry(current.clone()).or_default().insert(value[..end].to_owned());
        }
    }
    messages
}

/// The embedded files: path and text.
pub fn embedded_files() -> Vec<(String, String)> {
    Files::iter()
        .filter(|path| path.ends_with(".ftl"))
        .filter_map(|path| {
            let file = Files::get(&path)?;
            Some((path.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

fn message_name(line: &str) -> Option<&str> {
    let name = line.split_once('=')?.0.trim_end();
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (starts && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_highest_weight_is_taken() {
        let texts = Texts::embedded().expect("well-formed files");
        let cases = [
            (None, "da"),
            (Some(""), "da"),
            (Some("fr"), "da"),
            (Some("en"), "en"),
            (Some("EN-GB, da;q=0.5"), "en"),
            (Some("en;q=0.4, da;q=0.5"), "da"),
            (Some("en;q=0, *"), "da"),
            (Some("en;q=none"), "da"),
            (Some("de, en;q=0.2"), "en"),
        ];
        for (wish, expected) in cases {
            assert_eq!(texts.negotiate(wish).as_str(), expected, "{wish:?}");
        }
    }

    #[test]
    fn every_language_has_the_messages_of_danish_with_the_same_values_in_the_files_that_it_should_have() {
        let mut by_language: BTreeMap<String, BTreeMap<String, BTreeMap<String, BTreeSet<String>>>> = BTreeMap::new();
        for (path, text) in embedded_files() {
            let (language, file) = path.split_once('/').expect("language/file.ftl");
            by_language.entry(language.to_owned()).or_default().insert(file.to_owned(), messages_of(&text));
        }
        let danish = by_language.remove("da").expect("Danish");
        for (language, files) in &by_language {
            for (file, messages) in &danish {
                let for_citizens = CITIZEN_FILES.contains(&file.as_str());
                match files.get(file) {
                    Some(found) => assert_eq!(found, messages, "{file} in `{language}` beside Danish"),
                    None => assert!(language != "en" && !for_citizens, "`{language}` has no {file}"),
                }
            }
            assert!(files.keys().all(|file| danish.contains_key(file)), "`{language}` has a file that Danish lacks");
        }
        let texts = Texts::embedded().expect("well-formed files");
        for code in CITIZEN_LANGUAGES {
            let language = Language::new(code).expect("a code");
            assert!(texts.bundles.contains_key(&language), "{code}");
        }
    }

    #[test]
    fn a_citizen_is_answered_in_a_language_that_the_centre_offers() {
        let texts = Texts::embedded().expect("well-formed files");
        let offered = [Language::danish(), Language::new("ar").expect("a code")];
        assert_eq!(texts.negotiate_for_citizen(Some("ar, en;q=0.5"), &offered).as_str(), "ar");
        assert_eq!(texts.negotiate_for_citizen(Some("en"), &offered).as_str(), "da");
        assert_eq!(texts.negotiate(Some("ar, en;q=0.5")).as_str(), "en");
    }

    #[test]
    fn the_language_that_nobody_speaks_is_longer_than_english() {
        let texts = Texts::embedded().expect("well-formed files");
        let pseudo = Language::new(PSEUDO_LANGUAGE).expect("a code");
        let (long, short) = (texts.get(&pseudo, "page-lost"), texts.get(&Language::english(), "page-lost"));
        assert!(long.len() * 10 > short.len() * 14, "{long}");
        assert!(texts.negotiate(Some("qps")).as_str() == "da");
    }
}
