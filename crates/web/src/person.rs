//! A citizen's details on their way into the vault, whichever surface they come from: checked, sealed, and in no address, no
//! event and no log. Nothing here asks what a surface needs: that is for the surface to say.

use std::fmt;

use domain::ids::{CentreId, ServiceId, VisitId};
use jiff::civil::Date;
use store::vault::{
    Field, NAME_CHARS_MAX, TOPIC_CHARS_MAX, VaultError, birth_key, birth_of_cpr, initials, normal_birth, normal_cpr,
    normal_email, plain_digits, plain_name, visible,
};
use store::{Consent, Given, HashKind, PersonChange, PersonLimit, Vault};

use crate::api::phone::international;
use crate::order::fault;
use crate::problem::Problem;

/// What was typed; an empty text was not given.
#[derive(Clone, Copy, Default)]
pub(crate) struct Raw<'a> {
    pub(crate) name: &'a str,
    pub(crate) phone: &'a str,
    pub(crate) email: &'a str,
    pub(crate) cpr: &'a str,
    pub(crate) birth: &'a str,
    pub(crate) topic: &'a str,
}

/// Without what was typed.
impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw(..)")
    }
}

/// What is wrong with a detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// There is no letter and no digit in the name that can be seen.
    Name,
    /// The name is longer than [`NAME_CHARS_MAX`].
    NameLong,
    /// It is no phone number.
    Phone,
    /// It is no e-mail address.
    Email,
    /// It is no CPR number: not ten digits of which the first six can be a date. Its check digit is never looked at: since
    /// 2007 numbers are given that do not fit it (CPR-kontoret).
    Cpr,
    /// It is no date.
    Birth,
    /// It is a date that lies ahead.
    BirthAhead,
    /// The topic is longer than [`TOPIC_CHARS_MAX`].
    TopicLong,
    /// The topic has a CPR number in it.
    TopicCpr,
}

impl Wrong {
    /// The field's name, in forms and in the interface.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Name | Self::NameLong => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Cpr => "cpr",
            Self::Birth | Self::BirthAhead => "birth",
            Self::TopicLong | Self::TopicCpr => "topic",
        }
    }

    /// The text that says what to do.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Name => "booking-mistake-name",
            Self::NameLong => "booking-mistake-name-long",
            Self::Phone => "booking-mistake-phone",
            Self::Email => "booking-mistake-email",
            Self::Cpr => "booking-mistake-cpr",
            Self::Birth => "booking-mistake-birth",
            Self::BirthAhead => "booking-mistake-birth-ahead",
            Self::TopicLong => "booking-mistake-topic-long",
            Self::TopicCpr => "booking-mistake-topic-cpr",
        }
    }
}

/// A person as she is kept.
#[derive(Default)]
pub(crate) struct Person {
    /// Her name, as she wrote it: one word is a name, in any script.
    pub(crate) name: Option<String>,
    /// In its international form.
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    /// Ten digits.
    pub(crate) cpr: Option<String>,
    /// When she was born: as she said, or as her CPR number does.
    pub(crate) birth: Option<Date>,
    pub(crate) topic: Option<String>,
    /// Whether she agreed to be told, by whatever way she gave.
    pub(crate) told: bool,
}

/// Without anything of her.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// The person, or all that is wrong, in the order of [`Raw`]. Nobody is born later than `today`.
pub(crate) fn read(raw: Raw<'_>, today: Date) -> Result<Person, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let name = name(raw.name, &mut wrong);
    let mut checked = |typed: &str, mistake, form: fn(&str) -> Option<String>| {
        let typed = typed.trim();
        let read = form(typed);
        if read.is_none() && !typed.is_empty() {
            wrong.push(mistake);
        }
        read
    };
    let phone = checked(raw.phone, Wrong::Phone, international);
    let email = checked(raw.email, Wrong::Email, normal_email);
    let cpr = checked(raw.cpr, Wrong::Cpr, normal_cpr);
    let birth = normal_birth(raw.birth, today);
    if birth.is_none() && !raw.birth.trim().is_empty() {
        let is_date = normal_birth(raw.birth, Date::MAX).is_some();
        wrong.push(if is_date { Wrong::BirthAhead } else { Wrong::Birth });
    }
    let birth = birth.or_else(|| birth_of_cpr(cpr.as_deref()?));
    let topic = visible(raw.topic);
    if topic.chars().count() > TOPIC_CHARS_MAX {
        wrong.push(Wrong::TopicLong);
    } else if has_cpr(&topic) {
        wrong.push(Wrong::TopicCpr);
    }
    let topic = Some(topic).filter(|topic| !topic.is_empty());
    if wrong.is_empty() { Ok(Person { name, phone, email, cpr, birth, topic, told: false }) } else { Err(wrong) }
}

fn name(typed: &str, wrong: &mut Vec<Wrong>) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    let typed = one_line(typed);
    let name = plain_name(&typed);
    if name.is_none() {
        wrong.push(if visible(&typed).chars().count() > NAME_CHARS_MAX { Wrong::NameLong } else { Wrong::Name });
    }
    name
}

impl Person {
    /// What the vault is told with her booking; it is kept until the day is over.
    ///
    /// # Errors
    /// A [`Problem`] where it cannot be sealed.
    pub(crate) fn change(
        &self,
        vault: &Vault,
        visit: VisitId,
        centre: &CentreId,
        date: Date,
    ) -> Result<PersonChange, Problem> {
        let given = self.sealed(vault, visit).map_err(|_| fault())?;
        Ok(PersonChange::Put { visit, centre: centre.clone(), date, given: Box::new(given), forget_after: date })
    }

    fn sealed(&self, vault: &Vault, visit: VisitId) -> Result<Given, VaultError> {
        let seal = |field, text: &Option<String>| text.as_deref().map(|t| vault.seal(visit, field, t)).transpose();
        let findable =
            |kind, text: &Option<String>| text.as_deref().map(|t| vault.findable(visit, kind, t)).transpose();
        // By her date of birth alone nobody is found: too many share it.
        let born = self.birth.zip(self.name.as_deref());
        let birth = born.and_then(|(birth, name)| birth_key(birth, &initials(name)));
        Ok(Given {
            name: seal(Field::Name, &self.name)?,
            phone: findable(HashKind::Phone, &self.phone)?,
            email: findable(HashKind::Email, &self.email)?,
            cpr: findable(HashKind::Cpr, &self.cpr)?,
            birth: findable(HashKind::Birth, &birth)?,
            topic: seal(Field::Topic, &self.topic)?,
            consent: Some(Consent { sms: self.told && self.phone.is_some(), email: self.told && self.email.is_some() }),
            ..Given::default()
        })
    }

    /// How many open bookings of a service she may have; whoever has her number, her address or her CPR number is she,
    /// also where it was given under a key of before.
    pub(crate) fn limit(
        &self,
        vault: &Vault,
        visit: VisitId,
        service: &ServiceId,
        open_max: u8,
        today: Date,
    ) -> PersonLimit {
        let known = [(HashKind::Phone, &self.phone), (HashKind::Email, &self.email), (HashKind::Cpr, &self.cpr)];
        let given = known.into_iter().filter_map(|(kind, text)| Some((kind, text.as_deref()?)));
        let hashes = given.flat_map(|(kind, text)| vault.hashes(kind, text).into_iter().map(move |hash| (kind, hash)));
        PersonLimit {
            service: service.clone(),
            most: u32::from(open_max),
            hashes: hashes.collect(),
            from: today,
            except: visit,
        }
    }
}

/// A text of one line: line breaks and other control characters become spaces.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// Whether a text has a CPR number in it, in digits of any script: six that can be a date, and four, with a hyphen or a space between them or
/// without.
fn has_cpr(text: &str) -> bool {
    let letters: Vec<char> = plain_digits(text).chars().collect();
    let digit = |at: usize| letters.get(at).and_then(|c| c.to_digit(10));
    let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    (0..letters.len()).any(|at| {
        let alone = at.checked_sub(1).is_none_or(|before| digit(before).is_none());
        let is_date = two(at).is_some_and(|day| (1..=31).contains(&day))
            && two(at + 2).is_some_and(|month| (1..=12).contains(&month))
            && two(at + 4).is_some();
        let gap = usize::from(letters.get(at + 6).is_some_and(|c| matches!(c, '-' | ' ' | '\u{2013}')));
        let four = (0..4).all(|more| digit(at + 6 + gap + more).is_some());
        alone && is_date && four && digit(at + 10 + gap).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn read(raw: Raw<'_>) -> Result<Person, Vec<Wrong>> {
        super::read(raw, TODAY)
    }

    #[test]
    fn field_fault_42_a_name_of_one_word_and_in_any_script_is_a_name() {
        for name in ["Bo", "Nguyễn", "Søren Ærø-Åkesson", "محمد", "Олександр", "李", "B.K."] {
            let person = read(Raw { name: &format!("  {name}\n"), ..Raw::default() }).expect(name);
            assert_eq!(person.name.as_deref(), Some(name));
        }
        assert_eq!(read(Raw { name: " \u{7} ", ..Raw::default() }).unwrap_err(), [Wrong::Name]);
    }

    #[test]
    fn what_turns_or_hides_letters_is_taken_out_of_a_name_and_a_topic_and_what_nobody_sees_is_neither() {
        let person = read(Raw { name: "\u{202e}evil", topic: " Om\u{200b}bygning\u{feff} ", ..Raw::default() });
        let person = person.expect("it is read");
        assert_eq!((person.name.as_deref(), person.topic.as_deref()), (Some("evil"), Some("Ombygning")));
        for nothing in ["\u{200b}", "\u{200d}", "\u{202e}", "\u{ffff}"] {
            assert_eq!(read(Raw { name: nothing, ..Raw::default() }).unwrap_err(), [Wrong::Name], "{nothing:?}");
            assert_eq!(read(Raw { topic: nothing, ..Raw::default() }).expect("nothing").topic, None, "{nothing:?}");
        }
    }

    #[test]
    fn digits_of_any_script_are_read_as_ours() {
        let raw = Raw {
            phone: "٢٠ ٣٠ ٤٠ ٥٠", birth: "۰۱۰۳۱۹۹۰", cpr: "２９０２００-４０００", ..Raw::default()
        };
        let person = read(raw).expect("it is read");
        assert_eq!((person.phone.as_deref(), person.cpr.as_deref()), (Some("+4520304050"), Some("2902004000")));
        assert_eq!(person.birth, Some(Date::constant(1990, 3, 1)));
        assert_eq!(read(Raw { topic: "٠١٠١٩٠-٠٠٠٠", ..Raw::default() }).unwrap_err(), [Wrong::TopicCpr]);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let raw =
            Raw { name: "", phone: "123", email: "bo@", cpr: "311399-0000", birth: "3.3.2026", topic: "010190-0000" };
        let all = [Wrong::Phone, Wrong::Email, Wrong::Cpr, Wrong::BirthAhead, Wrong::TopicCpr];
        assert_eq!(read(raw).unwrap_err(), all);
        assert_eq!(read(Raw { birth: "31.2.2026", ..Raw::default() }).unwrap_err(), [Wrong::Birth]);
    }

    #[test]
    fn a_cpr_number_is_not_refused_by_its_check_digit() {
        for cpr in ["010190-0000", "0101900001", "010190 0002"] {
            assert_eq!(read(Raw { cpr, ..Raw::default() }).unwrap().cpr.map(|cpr| cpr.len()), Some(10));
        }
    }

    #[test]
    fn her_date_of_birth_is_what_she_says_or_what_her_cpr_number_does() {
        let born = |birth, cpr| read(Raw { cpr, birth, ..Raw::default() }).expect("it is read").birth;
        let date = Date::constant;
        assert_eq!(born("1.3.1990", ""), Some(date(1990, 3, 1)));
        assert_eq!(born("", "010190-0000"), Some(date(1990, 1, 1)));
        assert_eq!(born("1.3.1990", "010190-0000"), Some(date(1990, 3, 1)));
        assert_eq!(born("", ""), None);
    }

    #[test]
    fn a_cpr_number_is_seen_and_other_numbers_are_not() {
        for text in ["0101900000", "se 311299-1234.", "010190 0000"] {
            assert!(has_cpr(text), "{text}");
        }
        for text in ["20 30 40 50", "sag 99129-1234", "12345678901234", "matr. 990199-1234", "30 m²", ""] {
            assert!(!has_cpr(text), "{text}");
        }
    }
}
