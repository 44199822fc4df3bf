//! What is asked of a person, and what becomes of it: checked, and put beside the booking into the vault. It is in no
//! address, no event and no log. All that knows of a person's details is in this one file.

use std::fmt;

use domain::command::Mode;
use domain::ids::{CentreId, ServiceId, VisitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::vault::{Field, VaultError, normal_email, plain_name};
use store::{Given, HashKind, PersonChange, PersonLimit, Vault};

pub(super) use store::vault::{EMAIL_LENGTH_MAX, NAME_CHARS_MAX, TOPIC_CHARS_MAX};

use crate::api::phone::international;
use crate::order::fault;
use crate::problem::Problem;

/// The longest phone number as it is typed.
pub(super) const PHONE_CHARS_MAX: usize = 40;

/// What is sent where something is ticked.
pub(super) const TICKED: &str = "yes";

/// What was typed, as it was typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) topic: String,
    /// Whether she has neither phone nor e-mail.
    pub(super) unreachable: String,
    /// Whether she wants to be reminded.
    pub(super) remind: String,
    /// A field that people do not see; who fills it in is a machine.
    pub(super) website: String,
    /// What else the page's form sends: that another time is chosen, and which.
    pub(super) step: String,
    pub(super) at: String,
    pub(super) date: String,
    pub(super) week: String,
}

/// Without what was typed.
impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// What is asked of her.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asks {
    pub(super) mode: Mode,
    pub(super) topic: bool,
}

/// A person as she is kept.
pub(super) struct Person {
    /// Her name, as she wrote it: one word is a name, in any script.
    name: String,
    phone: Option<String>,
    email: Option<String>,
    topic: Option<String>,
}

/// Without anything of her.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// A field that is wrong, and the text that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) field: &'static str,
    pub(super) message: &'static str,
}

impl Typed {
    /// What goes along while another time is chosen.
    pub(super) fn hidden(self) -> Vec<(&'static str, String)> {
        let all = [
            ("name", self.name),
            ("phone", self.phone),
            ("email", self.email),
            ("topic", self.topic),
            ("unreachable", self.unreachable),
            ("remind", self.remind),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The person, or all that is wrong, in the order of the page.
    pub(super) fn check(&self, asks: Asks) -> Result<Person, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut wrong = |field, message| mistakes.push(Mistake { field, message });
        let name = one_line(&self.name);
        let name = if let Some(name) = plain_name(&name) {
            name.to_owned()
        } else {
            let is_long = name.trim().chars().count() > NAME_CHARS_MAX;
            wrong("name", if is_long { "booking-mistake-name-long" } else { "booking-mistake-name" });
            String::new()
        };
        let (typed_phone, typed_email) = (self.phone.trim(), self.email.trim());
        let (phone, email) = (international(typed_phone), normal_email(typed_email));
        if typed_phone.is_empty() && asks.mode == Mode::Phone {
            wrong("phone", "booking-mistake-phone-missing");
        } else if typed_phone.is_empty() && typed_email.is_empty() && self.unreachable != TICKED {
            wrong("phone", "booking-mistake-reach");
        } else if !typed_phone.is_empty() && phone.is_none() {
            wrong("phone", "booking-mistake-phone");
        }
        if !typed_email.is_empty() && email.is_none() {
            wrong("email", "booking-mistake-email");
        }
        let topic = if asks.topic { self.topic.trim() } else { "" };
        if topic.chars().count() > TOPIC_CHARS_MAX {
            wrong("topic", "booking-mistake-topic-long");
        } else if has_cpr(topic) {
            wrong("topic", "booking-mistake-topic-cpr");
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let topic = (!topic.is_empty()).then(|| topic.to_owned());
        Ok(Person { name, phone, email, topic })
    }
}

impl Person {
    /// What the vault is told with her booking; it is kept until the day is over.
    ///
    /// # Errors
    /// A [`Problem`] where it cannot be sealed.
    pub(super) fn change(
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
        let findable =
            |kind, text: &Option<String>| text.as_deref().map(|text| vault.findable(visit, kind, text)).transpose();
        Ok(Given {
            name: Some(vault.seal(visit, Field::Name, &self.name)?),
            phone: findable(HashKind::Phone, &self.phone)?,
            email: findable(HashKind::Email, &self.email)?,
            topic: self.topic.as_deref().map(|topic| vault.seal(visit, Field::Topic, topic)).transpose()?,
            ..Given::default()
        })
    }

    /// How many open bookings of a service she may have; whoever has her number or her address is she, also where it was given
    /// under a key of before.
    pub(super) fn limit(
        &self,
        vault: &Vault,
        visit: VisitId,
        service: &ServiceId,
        open_max: u8,
        today: Date,
    ) -> PersonLimit {
        let known = [(HashKind::Phone, &self.phone), (HashKind::Email, &self.email)];
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

/// Whether a text has a CPR number in it: six digits that can be a date, and four, with a hyphen or a space between them or
/// without.
fn has_cpr(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
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

    const IN_PERSON: Asks = Asks { mode: Mode::InPerson, topic: true };

    fn typed(name: &str, phone: &str, email: &str) -> Typed {
        Typed { name: name.to_owned(), phone: phone.to_owned(), email: email.to_owned(), ..Typed::default() }
    }

    fn wrong(typed: &Typed, asks: Asks) -> Vec<(&'static str, &'static str)> {
        typed.check(asks).err().unwrap_or_default().iter().map(|m| (m.field, m.message)).collect()
    }

    #[test]
    fn field_fault_42_a_name_of_one_word_and_in_any_script_is_a_name() {
        for name in ["Bo", "Nguyễn", "Søren Ærø-Åkesson", "محمد", "Олександр", "李", "B.K."] {
            let person = typed(&format!("  {name}\n"), "20 30 40 50", "").check(IN_PERSON).expect(name);
            assert_eq!(person.name, name);
        }
        assert_eq!(wrong(&typed(" \u{7} ", "20304050", ""), IN_PERSON), [("name", "booking-mistake-name")]);
    }

    #[test]
    fn a_way_to_reach_her_is_asked_for_only_where_it_is_needed() {
        let phone = Asks { mode: Mode::Phone, topic: false };
        assert_eq!(wrong(&typed("Bo", "", "bo@example.org"), phone), [("phone", "booking-mistake-phone-missing")]);
        assert_eq!(wrong(&typed("Bo", "", ""), IN_PERSON), [("phone", "booking-mistake-reach")]);
        assert_eq!(wrong(&typed("Bo", "", "bo@example.org"), IN_PERSON), []);
        let neither = Typed { unreachable: TICKED.to_owned(), ..typed("Bo", "", "") };
        assert_eq!(wrong(&neither, IN_PERSON), []);
        assert_eq!(wrong(&neither, phone), [("phone", "booking-mistake-phone-missing")]);
    }

    #[test]
    fn what_cannot_be_is_said_beside_its_field_all_at_once() {
        let all = Typed { topic: "Mit nummer er 010190-0000".to_owned(), ..typed("", "123", "bo@") };
        let fields: Vec<&str> = wrong(&all, IN_PERSON).iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["name", "phone", "email", "topic"]);
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
