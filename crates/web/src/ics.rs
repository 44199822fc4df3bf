//! Calendars as other programs read them (RFC 5545): events in UTC, each under a name that stays the same after every move.
//!
//! Calendars are shared with families and offices. What goes into one is for its surface to say; nothing here knows a visit,
//! a person or a link.

use std::fmt::Write as _;

use domain::time::Instant;

use crate::state::AppState;

/// The longest line, in bytes, its end not included.
const LINE_BYTES_MAX: usize = 75;

/// The media type of a calendar.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// What a calendar is told.
pub(crate) struct Event {
    /// The same for the same thing at all times.
    pub(crate) uid: String,
    /// When it was made or changed last.
    pub(crate) made_at: Instant,
    /// How often it was changed: a calendar keeps the highest.
    pub(crate) sequence: u32,
    pub(crate) starts_at: Instant,
    pub(crate) ends_at: Instant,
    pub(crate) summary: String,
    /// Left out where it is empty.
    pub(crate) location: String,
    /// Left out where it is empty.
    pub(crate) description: String,
}

/// The name of an event: a keyed hash, from which nothing is learned and by which nothing is opened.
pub(crate) fn uid(app: &AppState, of: &str) -> String {
    let host = app.public_url.split("://").nth(1).unwrap_or(&app.public_url);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    let hash = blake3::keyed_hash(&app.body_key, format!("calendar {of}").as_bytes());
    let name: String = hash.to_hex().chars().take(32).collect();
    format!("{name}@{host}")
}

/// A calendar with these events.
pub(crate) fn calendar(events: &[Event]) -> String {
    let mut text = String::new();
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//FrontDesk//FrontDesk//DA", "CALSCALE:GREGORIAN"];
    head.into_iter().for_each(|line| fold(line, &mut text));
    for line in events.iter().flat_map(Event::lines) {
        fold(&line, &mut text);
    }
    fold("END:VCALENDAR", &mut text);
    text
}

impl Event {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("DTSTAMP:{}", utc(self.made_at)),
            format!("DTSTART:{}", utc(self.starts_at)),
            format!("DTEND:{}", utc(self.ends_at)),
            format!("SEQUENCE:{}", self.sequence),
            format!("SUMMARY:{}", escaped(&self.summary)),
        ];
        let more = [("LOCATION", &self.location), ("DESCRIPTION", &self.description)];
        let said = more.into_iter().filter(|(_, text)| !text.is_empty());
        lines.extend(said.map(|(name, text)| format!("{name}:{}", escaped(text))));
        lines.extend(["STATUS:CONFIRMED".to_owned(), "END:VEVENT".to_owned()]);
        lines
    }
}

/// An instant as calendars write it, `20261201T094000Z`.
fn utc(at: Instant) -> String {
    at.civil(&jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: what has a meaning of its own is escaped, control characters go.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' => safe.push_str("\\n"),
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A line, folded where it is too long: never within a character, and each further part after a space.
fn fold(line: &str, text: &mut String) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE_BYTES_MAX {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    let _in_memory = text.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(summary: &str) -> Event {
        let starts_at: Instant = "2026-12-01T09:40:00Z".parse().expect("a time");
        Event {
            uid: "a@b".to_owned(),
            made_at: starts_at,
            sequence: 2,
            starts_at,
            ends_at: starts_at.plus_minutes(20),
            summary: summary.to_owned(),
            location: "Rådhuset, Torvet 1; 1. sal".to_owned(),
            description: "En\nto".to_owned(),
        }
    }

    #[test]
    fn an_event_is_in_utc_with_its_sequence_and_what_has_a_meaning_is_escaped() {
        let text = calendar(&[example("Byggesag, carport\\udhus\u{7}")]);
        for line in [
            "DTSTART:20261201T094000Z\r\n",
            "DTEND:20261201T100000Z\r\n",
            "SEQUENCE:2\r\n",
            "SUMMARY:Byggesag\\, carport\\\\udhus\r\n",
            "LOCATION:Rådhuset\\, Torvet 1\\; 1. sal\r\n",
            "DESCRIPTION:En\\nto\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(!text.contains("METHOD") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn long_lines_are_folded_by_bytes_and_never_within_a_letter() {
        let long = "حجز موعد بناء ".repeat(20);
        let text = calendar(&[example(&long)]);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX), "{text}");
        assert!(text.replace("\r\n ", "").contains(&long));
    }
}
