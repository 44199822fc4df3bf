//! What a citizen typed, or held in front of the reader: on its way to a keyed hash, and nowhere else.
//!
//! What the reader read comes here without everything but a CPR number or the key of a link; the page's script has dropped
//! the rest. What cannot be what it should be is said beside its field; nobody is refused for a check digit.

use std::fmt;

use domain::setup::CheckInBy;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::HashKind;
use store::vault::{birth_key, normal_birth, normal_cpr, normal_initials};

use crate::api::phone::international;

/// The most characters of a phone number as it is typed.
pub(super) const PHONE_CHARS_MAX: usize = 20;

/// The most characters of a date of birth as it is typed.
pub(super) const BIRTH_CHARS_MAX: usize = 10;

/// The most characters of initials as they are typed.
pub(super) const INITIALS_CHARS_MAX: usize = 8;

/// The most characters of a CPR number as it is typed.
pub(super) const CPR_CHARS_MAX: usize = 11;

/// The most readings of one code: a reader whose keyboard is not the machine's is read in two ways.
const KEYS_MAX: usize = 2;

/// What stands in `by` where the reader read something that is neither.
pub(super) const UNREADABLE: &str = "unreadable";

/// What was sent.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Typed {
    /// By which means.
    pub(super) by: String,
    pub(super) phone: String,
    pub(super) birth: String,
    pub(super) initials: String,
    pub(super) cpr: String,
    /// Keys of links, as the reader may have meant one.
    pub(super) key: Vec<String>,
    pub(super) lang: String,
    pub(super) adapted: String,
}

/// Without what was typed.
impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// By what a visit is looked for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Sought {
    /// By the key of a link, read in one way or another.
    Keys(Vec<String>),
    /// By something of a person, in its normal form.
    Person(HashKind, String),
}

/// Without what it is.
impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sought(..)")
    }
}

/// A field that is wrong, and the text that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) field: &'static str,
    pub(super) message: &'static str,
}

/// The means of a word.
pub(super) fn means(word: &str) -> Option<CheckInBy> {
    CheckInBy::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, means)| means)
}

/// The word of a means.
pub(super) fn word(means: CheckInBy) -> &'static str {
    CheckInBy::WORDS.into_iter().find(|(_, known)| *known == means).map_or("", |(word, _)| word)
}

impl Typed {
    /// What is looked for, or what is wrong.
    pub(super) fn read(&self, by: CheckInBy, today: Date) -> Result<Sought, Mistake> {
        let wrong = |field, message| Mistake { field, message };
        match by {
            CheckInBy::Qr if self.key.is_empty() => Err(wrong("key", "check-in-mistake-code")),
            CheckInBy::Qr => Ok(Sought::Keys(self.key.iter().take(KEYS_MAX).cloned().collect())),
            CheckInBy::Phone => match international(&self.phone) {
                Some(phone) => Ok(Sought::Person(HashKind::Phone, phone)),
                None => Err(wrong("phone", "check-in-mistake-phone")),
            },
            CheckInBy::Birth => {
                let birth = normal_birth(&self.birth, today);
                let date = birth.ok_or_else(|| wrong("birth", "check-in-mistake-birth"))?;
                let key = birth_key(date, &normal_initials(&self.initials));
                let key = key.ok_or_else(|| wrong("initials", "check-in-mistake-initials"))?;
                Ok(Sought::Person(HashKind::Birth, key))
            }
            CheckInBy::Cpr | CheckInBy::Card => match normal_cpr(&self.cpr) {
                Some(cpr) => Ok(Sought::Person(HashKind::Cpr, cpr)),
                None if by == CheckInBy::Card => Err(wrong("key", "check-in-mistake-card")),
                None => Err(wrong("cpr", "check-in-mistake-cpr")),
            },
        }
    }

    /// What is shown again: all but a CPR number and what was read.
    pub(super) fn shown_again(self) -> Self {
        Self { cpr: String::new(), key: Vec::new(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn sought(by: CheckInBy, typed: &Typed) -> Result<Sought, &'static str> {
        typed.read(by, TODAY).map_err(|mistake| mistake.field)
    }

    #[test]
    fn each_means_is_read_in_its_normal_form_and_what_is_wrong_names_its_field() {
        let typed = Typed {
            phone: "20 30 40 50".to_owned(),
            birth: "29022000".to_owned(),
            initials: "rk".to_owned(),
            cpr: "290200-4000".to_owned(),
            ..Typed::default()
        };
        let person = |kind, text: &str| Ok(Sought::Person(kind, text.to_owned()));
        assert_eq!(sought(CheckInBy::Phone, &typed), person(HashKind::Phone, "+4520304050"));
        assert_eq!(sought(CheckInBy::Birth, &typed), person(HashKind::Birth, "2000-02-29 RK"));
        assert_eq!(sought(CheckInBy::Cpr, &typed), person(HashKind::Cpr, "2902004000"));
        assert_eq!(sought(CheckInBy::Card, &typed), person(HashKind::Cpr, "2902004000"));
        let nothing = Typed::default();
        let fields = CheckInBy::WORDS.map(|(_, by)| sought(by, &nothing).unwrap_err());
        assert_eq!(fields, ["key", "phone", "birth", "cpr", "key"]);
        let half = Typed { birth: "29022000".to_owned(), ..Typed::default() };
        assert_eq!(sought(CheckInBy::Birth, &half).unwrap_err(), "initials");
    }

    #[test]
    fn no_cpr_number_is_refused_for_its_check_digit() {
        for last in 0..=9 {
            let typed = Typed { cpr: format!("010107400{last}"), ..Typed::default() };
            assert!(sought(CheckInBy::Cpr, &typed).is_ok(), "{last}");
        }
    }

    #[test]
    fn a_cpr_number_is_never_shown_again_and_nothing_is_printed() {
        let typed = Typed { cpr: "2902004000".to_owned(), phone: "20304050".to_owned(), ..Typed::default() };
        let printed = format!("{typed:?} {:?}", typed.read(CheckInBy::Cpr, TODAY));
        assert!(!printed.contains("2902004000") && !printed.contains("20304050"), "{printed}");
        let again = typed.shown_again();
        assert_eq!((again.cpr.as_str(), again.phone.as_str()), ("", "20304050"));
    }
}
