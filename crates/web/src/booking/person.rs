//! What a citizen is asked on the page, and whether it is enough. What becomes of it is [`crate::person`]'s.

use std::fmt;

use domain::command::Mode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) use store::vault::{EMAIL_LENGTH_MAX, NAME_CHARS_MAX, TOPIC_CHARS_MAX};

use crate::person::{self, Person, Raw};

/// The longest phone number as it is typed.
pub(super) const PHONE_CHARS_MAX: usize = 40;

/// The longest date of birth as it is typed.
pub(super) const BIRTH_CHARS_MAX: usize = 20;

/// What is sent where something is ticked.
pub(super) const TICKED: &str = "yes";

/// What was typed, as it was typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) email: String,
    /// Asked for where she has neither phone nor e-mail: she can check in by it.
    pub(super) birth: String,
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
    /// The date of today: nobody is born later.
    pub(super) today: Date,
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
            ("birth", self.birth),
            ("topic", self.topic),
            ("unreachable", self.unreachable),
            ("remind", self.remind),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The person, or all that is wrong, in the order of the page.
    pub(super) fn check(&self, asks: Asks) -> Result<Person, Vec<Mistake>> {
        let topic = if asks.topic { self.topic.as_str() } else { "" };
        let Self { name, phone, email, birth, .. } = self;
        let raw = Raw { name, phone, email, birth, topic, ..Raw::default() };
        let read = person::read(raw, asks.today);
        let wrong = read.as_ref().err().map_or(&[][..], Vec::as_slice);
        let mut mistakes: Vec<Mistake> =
            wrong.iter().map(|w| Mistake { field: w.field(), message: w.message() }).collect();
        if self.name.is_empty() {
            mistakes.insert(0, Mistake { field: "name", message: "booking-mistake-name" });
        }
        if let Some(message) = self.unreachable(asks.mode) {
            let before = mistakes.iter().take_while(|mistake| mistake.field == "name").count();
            mistakes.insert(before, Mistake { field: "phone", message });
        }
        match read {
            // Who did not tick it is told nothing.
            Ok(person) if mistakes.is_empty() => Ok(Person { told: self.remind == TICKED, ..person }),
            _ => Err(mistakes),
        }
    }

    /// What is said where she could not be reached.
    fn unreachable(&self, mode: Mode) -> Option<&'static str> {
        let (no_phone, no_email) = (self.phone.trim().is_empty(), self.email.trim().is_empty());
        if no_phone && mode == Mode::Phone {
            return Some("booking-mistake-phone-missing");
        }
        (no_phone && no_email && self.unreachable != TICKED).then_some("booking-mistake-reach")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 3, 2);

    const IN_PERSON: Asks = Asks { mode: Mode::InPerson, topic: true, today: TODAY };

    fn typed(name: &str, phone: &str, email: &str) -> Typed {
        Typed { name: name.to_owned(), phone: phone.to_owned(), email: email.to_owned(), ..Typed::default() }
    }

    fn wrong(typed: &Typed, asks: Asks) -> Vec<(&'static str, &'static str)> {
        typed.check(asks).err().unwrap_or_default().iter().map(|m| (m.field, m.message)).collect()
    }

    #[test]
    fn a_way_to_reach_her_is_asked_for_only_where_it_is_needed() {
        let phone = Asks { mode: Mode::Phone, topic: false, today: TODAY };
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
}
