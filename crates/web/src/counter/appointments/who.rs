//! For whom something is booked: what an employee writes of a citizen, and whether it is enough. Neither a phone number nor an
//! e-mail is needed; a conversation by phone needs the number.

use domain::command::Mode;
use store::vault::{EMAIL_LENGTH_MAX, NAME_CHARS_MAX, TOPIC_CHARS_MAX};

use super::here::Here;
use super::what::{Offer, Wanted};
use crate::person::{self, Person, Raw, Wrong};

/// The longest phone number, and the longest CPR number, as they are typed.
const PHONE_CHARS_MAX: usize = 40;
const CPR_CHARS_MAX: usize = 20;

/// The longest date of birth as it is typed.
const BIRTH_CHARS_MAX: usize = 20;

/// What a tick sends.
const TICKED: &str = "yes";

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) field: String,
    pub(super) text: String,
}

impl Mistake {
    pub(super) fn of(field: impl Into<String>, text: String) -> Self {
        Self { field: field.into(), text }
    }
}

/// The part of a form about what and whom, which booking and series have in common.
pub(super) struct Filled<'a> {
    pub(super) here: &'a Here,
    pub(super) offer: Offer,
    pub(super) typed: &'a Wanted,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) phone_needed: bool,
}

impl Filled<'_> {
    pub(super) fn t(&self, message: &str) -> String {
        self.here.t(message)
    }

    /// What is wrong with a field.
    pub(super) fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }

    /// The attributes of a field with something wrong; `hint` says that it has a hint beside it.
    pub(super) fn described(&self, field: &str, hint: &str) -> crate::signs::Markup {
        let wrong = self.mistake(field).is_some();
        let by = [if wrong { format!("{field}-mistake") } else { String::new() }, hint.to_owned()].join(" ");
        let by = by.trim();
        let described = if by.is_empty() { String::new() } else { format!(r#" aria-describedby="{by}""#) };
        let invalid = if wrong { r#" aria-invalid="true""# } else { "" };
        crate::signs::Markup(format!("{invalid}{described}"))
    }

    /// The fields of a person: name, label, type, longest, how it is typed; and whether it must be there.
    pub(super) fn person(&self) -> Vec<(Field<'_>, bool)> {
        let typed = self.typed;
        let field = |name, kind, max, value| Field { name, kind, max, value };
        vec![
            (field("name", "text", NAME_CHARS_MAX, &typed.name), true),
            (field("phone", "tel", PHONE_CHARS_MAX, &typed.phone), self.phone_needed),
            (field("email", "email", EMAIL_LENGTH_MAX, &typed.email), false),
            (field("birth", "text", BIRTH_CHARS_MAX, &typed.birth), false),
            (field("cpr", "text", CPR_CHARS_MAX, &typed.cpr), false),
        ]
    }

    /// Whether messages go out of this house at all, so that a citizen can be asked whether she wants them.
    pub(super) fn can_tell(&self) -> bool {
        !self.here.app.engine.ways_to_tell().is_empty()
    }

    /// Whether she agreed to them.
    pub(super) fn is_told(&self) -> bool {
        self.typed.told == TICKED
    }

    #[expect(clippy::unused_self, reason = "templates ask the form for it")]
    pub(super) fn topic_max(&self) -> usize {
        TOPIC_CHARS_MAX
    }
}

/// A field of a person.
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) max: usize,
    pub(super) value: &'a str,
}

impl Wanted {
    /// The person, or all that is wrong, in the order of the page.
    pub(super) fn person(&self, here: &Here, mode: Mode, asks_topic: bool) -> Result<Person, Vec<Mistake>> {
        let topic = if asks_topic { self.topic.as_str() } else { "" };
        let Self { name, phone, email, cpr, birth, .. } = self;
        let read = person::read(Raw { name, phone, email, cpr, birth, topic }, here.today());
        let wrong = read.as_ref().err().map_or(&[][..], Vec::as_slice);
        let text = |wrong: &Wrong| match wrong {
            Wrong::Name => here.t("appts-mistake-name"),
            other => here.t(other.message()),
        };
        let mut mistakes: Vec<Mistake> = wrong.iter().map(|wrong| Mistake::of(wrong.field(), text(wrong))).collect();
        if self.name.is_empty() {
            mistakes.insert(0, Mistake::of("name", here.t("appts-mistake-name")));
        }
        if mode == Mode::Phone && self.phone.trim().is_empty() {
            let before = mistakes.iter().take_while(|mistake| mistake.field == "name").count();
            mistakes.insert(before, Mistake::of("phone", here.t("appts-mistake-phone")));
        }
        match read {
            // Without her word she is told nothing.
            Ok(person) if mistakes.is_empty() => Ok(Person { told: self.told == TICKED, ..person }),
            _ => Err(mistakes),
        }
    }
}
