//! `messages.toml`, and `[messages]` of the municipality and its centres: who messages are from, when none go out, and what
//! they say where the usual texts do not do; and beside them the number that citizens ring.
//!
//! ```toml
//! phone = "01 23 45 67"
//!
//! [messages]
//! sender = "Nordvig"
//! quiet = "20:00-08:00"
//!
//! [[message]]
//! kind = "reminder"
//! service = "samtale"
//! text.da = "Aftale {date} {time}, {address}. Flyt eller aflys: {link}"
//! ```
//!
//! A text for one service goes before one for all. Words in braces are filled in; of a sensitive service a text must not
//! name the errand. How many parts an SMS has is counted with long values, so that what is checked is not longer when sent.

use std::collections::BTreeMap;

use super::centre::Reading;
use super::hours::exact;
use super::limits::{MESSAGE_CHARS_MAX, PHONE_CHARS_MAX};
use super::mistake::{Code, Notes, Place, listed};
use super::section::{Section, hint};
use super::{Bookable, Messages, Quiet, Texts};
use crate::ids::ServiceId;
use crate::message::MessageKind;

/// The most letters of a sender's name: what text messages allow.
const SENDER_CHARS_MAX: usize = 11;

/// How many digits a number has that citizens ring: from a short one to the longest there is (ITU-T E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// What can stand in braces, each with a long value for counting.
const PLACEHOLDERS: [(&str, &str); 9] = [
    ("date", "onsdag 30. september"),
    ("time", "kl. 10.40"),
    ("mode", "telefonmøde"),
    ("centre", "Borgerservice"),
    ("address", "Rådhuset, Torvet 1"),
    ("service", "Flytning og folkeregister"),
    ("number", "A 147"),
    ("desk", "Skranke 12"),
    ("link", "nordvig.example/t/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
];

/// Reads `phone` and `[messages]` of a section over those of the level above.
pub(super) fn general(notes: &mut Notes, section: &Section, above: &Messages) -> Messages {
    let phone = phone(notes, section).or_else(|| above.phone.clone());
    let Some(own) = section.section(notes, "messages") else { return Messages { phone, ..above.clone() } };
    own.note_unknown_keys(notes, &["sender", "quiet"]);
    Messages {
        sender: sender(notes, &own).unwrap_or_else(|| above.sender.clone()),
        quiet: if own.has("quiet") { quiet(notes, &own) } else { above.quiet },
        phone,
        texts: above.texts.clone(),
    }
}

/// A number that citizens ring; a switchboard's, or a short one.
fn phone(notes: &mut Notes, section: &Section) -> Option<String> {
    let given = section.text(notes, "phone")?;
    let rest = given.value.strip_prefix('+').unwrap_or(given.value);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let fits = PHONE_DIGITS.contains(&digits)
        && given.value.len() <= PHONE_CHARS_MAX
        && rest.split(' ').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !fits {
        notes.add(given.place, Code::PhoneMalformed, [("given", given.value)]);
    }
    fits.then(|| given.value.to_owned())
}

fn sender(notes: &mut Notes, own: &Section) -> Option<String> {
    let given = own.text(notes, "sender")?;
    let fits = (1..=SENDER_CHARS_MAX).contains(&given.value.chars().count())
        && given.value.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
    if !fits {
        let max = SENDER_CHARS_MAX.to_string();
        notes.add(given.place, Code::SenderMalformed, [("given", given.value), ("max", &max)]);
    }
    Some(given.value.to_owned())
}

/// `20:00-08:00`; `none` where messages go out at any time.
fn quiet(notes: &mut Notes, own: &Section) -> Option<Quiet> {
    let given = own.text(notes, "quiet")?;
    if given.value == "none" {
        return None;
    }
    let read = given.value.split_once('-').and_then(|(from, to)| Some((exact(from.trim())?, exact(to.trim())?)));
    let read = read.filter(|(from, to)| from != to);
    if read.is_none() {
        notes.add(given.place, Code::QuietMalformed, [("given", given.value)]);
    }
    read.map(|(from, to)| Quiet { from, to })
}

/// Reads the texts of a centre.
pub(super) fn texts(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    appointments: &BTreeMap<ServiceId, Bookable>,
    above: Messages,
) -> Messages {
    let mut messages = above;
    let mut places: BTreeMap<(MessageKind, Option<ServiceId>), Place> = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["kind", "service", "text"]);
        section.must_have(notes, "kind");
        let kind = section.word(notes, "kind", &MessageKind::ALL);
        let service = section.text(notes, "service");
        let service = service.and_then(|given| reading.services.find::<ServiceId>(notes, given, Code::ServiceUnknown));
        let text = reading.public(notes, section, "text", MESSAGE_CHARS_MAX);
        let sensitive = match &service {
            Some(service) => appointments.get(service).is_some_and(|bookable| bookable.sensitive),
            None => appointments.values().any(|bookable| bookable.sensitive),
        };
        check(notes, section, &text, sensitive);
        let Some(kind) = kind else { continue };
        let key = (kind, service);
        if let Some(first) = places.get(&key) {
            let first = notes.named(*first);
            notes.add(section.place, Code::MessageTwice, [("kind", kind.as_str()), ("first", &first)]);
        } else {
            places.insert(key.clone(), section.place);
            messages.texts.insert(key, text);
        }
    }
    messages
}

/// Notes what a text names that there is not, the errand where it must not be named, and a text of several parts.
fn check(notes: &mut Notes, section: &Section, text: &Texts, sensitive: bool) {
    let place = section.place_of("text");
    for (language, written) in &text.0 {
        for name in names_in(written) {
            if !PLACEHOLDERS.iter().any(|(known, _)| *known == name) {
                let known = || PLACEHOLDERS.iter().map(|(known, _)| *known);
                let near = super::mistake::nearest(name, known());
                let args = [
                    ("given", name),
                    ("hint", hint(near)),
                    ("nearest", near.unwrap_or_default()),
                    ("known", &listed(known())),
                ];
                notes.add(place, Code::PlaceholderUnknown, args);
            }
        }
        if sensitive && names_in(written).any(|name| name == "service") {
            notes.add(place, Code::MessageNamesErrand, [("language", language.as_str())]);
        }
        let parts = crate::sms::count(&filled(written)).parts;
        if parts > 1 {
            let args = [("language", language.as_str()), ("parts", &*parts.to_string())];
            notes.add(place, Code::MessageInParts, args);
        }
    }
}

/// The names in braces.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A text with long values.
fn filled(text: &str) -> String {
    PLACEHOLDERS.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
