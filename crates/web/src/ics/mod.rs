//! Calendars as other programs read them (RFC 5545, iCalendar), and the invitations that mails carry (RFC 5546, iTIP).
//!
//! All instants are written in UTC: every calendar shows them in its own zone, nights when clocks are put back are without
//! doubt, and no definition of a zone has to go along. Everything is `CLASS:PRIVATE`: calendars are shared with families and
//! offices, and an appointment with a municipality is nobody's business. What goes into an event is for its surface to say;
//! nothing here knows a visit, a person or a link.
//!
//! The writer is ours: the crate `icalendar` (0.17.17) folds the last line of a long text to 76 octets and looks for where to
//! fold by counting characters as bytes, and gives an event without a name or a time one of chance and of its own clock. It
//! brings a second library of time and a parser of dates for what are sixty lines here.

use std::borrow::Cow;
use std::fmt;

use domain::time::Instant;
use jiff::tz::TimeZone;

use crate::state::AppState;

/// The most octets of a line, without its end (RFC 5545, 3.1).
const OCTETS_MAX: usize = 75;

/// The most characters of a summary and of a location; what is more is left out.
pub const LINE_MAX: usize = 200;

/// The most characters of a description; what is more is left out.
pub const DESCRIPTION_MAX: usize = 4_000;

/// Who made it (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//FrontDesk//FrontDesk//EN";

/// How often a calendar should be fetched again (RFC 7986, 5.7).
const FETCH_AGAIN: &str = "PT1H";

/// How long an appointment lasts in a calendar where nobody said, in minutes.
pub(crate) const MINUTES_UNSAID: i64 = 30;

/// The media type of a calendar.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// Something in a calendar. Its `Debug` shows neither its name nor a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for the same thing at all times, and of no other in the world.
    pub uid: String,
    /// When this form of it was made.
    pub made_at: Instant,
    /// Rises with every change that a calendar must take over (RFC 5545, 3.8.7.4); see [`sequence`].
    pub sequence: u32,
    /// When it begins. Seconds are what calendars know.
    pub starts_at: Instant,
    /// When it ends; left out where that is not after its beginning.
    pub ends_at: Instant,
    /// What it is, in one line of at most [`LINE_MAX`] characters.
    pub summary: String,
    /// Where it is, at most [`LINE_MAX`] characters; left out where it is empty.
    pub location: String,
    /// What there is to know, at most [`DESCRIPTION_MAX`] characters in any number of lines; left out where it is empty.
    pub description: String,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("sequence", &self.sequence)
            .field("starts_at", &self.starts_at)
            .finish_non_exhaustive()
    }
}

/// What a calendar should do with an invitation (RFC 5546, 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Enter it, or change what was entered under the same name with a lower number.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    /// As it stands in the calendar and in the mail's content type.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Who invites, or is invited. Its `Debug` shows neither name nor address.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// What is shown; control characters are left out.
    pub name: Option<String>,
    /// A mail address, verified to be one: all of it ASCII.
    pub address: String,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// What a recipient's calendar takes from a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the calendar should do.
    pub method: Method,
    /// With which event.
    pub event: Event,
    /// Who invites; answers go to it, if anybody gives one.
    pub organiser: Person,
    /// Who is invited.
    pub attendee: Person,
}

impl Invitation {
    /// The invitation as a calendar with one event, lines ended by CRLF.
    pub fn calendar(&self) -> String {
        let mut calendar = Calendar::new(Some(self.method));
        calendar.event(&self.event, self.method == Method::Cancel, |calendar| {
            calendar.person("ORGANIZER", "", &self.organiser);
            // It was booked by or with whoever is invited; nobody reads answers, and a citizen cancels by the link.
            let part = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
            calendar.person("ATTENDEE", part, &self.attendee);
        });
        calendar.end()
    }
}

/// One event for somebody to load down: nobody is invited by it, and nobody named. Lines are ended by CRLF.
pub fn file(event: &Event) -> String {
    let mut calendar = Calendar::new(None);
    calendar.event(event, false, |_| {});
    calendar.end()
}

/// A whole calendar that is fetched again and again; how many events there are in it is bounded by its caller's days. Lines are
/// ended by CRLF.
pub fn feed(events: &[Event]) -> String {
    let mut calendar = Calendar::new(None);
    calendar.line(&format!("REFRESH-INTERVAL;VALUE=DURATION:{FETCH_AGAIN}"));
    calendar.line(&format!("X-PUBLISHED-TTL:{FETCH_AGAIN}"));
    for event in events {
        calendar.event(event, false, |_| {});
    }
    calendar.end()
}

/// The number of an appointment that was moved so often: above every change before it, a cancellation above its last move.
/// Mail and file say the same of the same, so that whichever comes last is believed.
pub const fn sequence(moves: u32, cancelled: bool) -> u32 {
    moves.saturating_mul(2).saturating_add(cancelled as u32)
}

/// The name of an event: a keyed hash, from which nothing is learned and by which nothing is opened.
pub(crate) fn uid(app: &AppState, of: &str) -> String {
    let host = app.public_url.split("://").nth(1).unwrap_or(&app.public_url);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    let hash = blake3::keyed_hash(&app.body_key, format!("calendar {of}").as_bytes());
    let name: String = hash.to_hex().chars().take(32).collect();
    format!("{name}@{host}")
}

/// A calendar as it is written.
struct Calendar(String);

impl Calendar {
    fn new(method: Option<Method>) -> Self {
        let mut calendar = Self(String::with_capacity(1_024));
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line(&format!("PRODID:{PRODUCT}"));
        calendar.line("CALSCALE:GREGORIAN");
        if let Some(method) = method {
            calendar.line(&format!("METHOD:{}", method.word()));
        }
        calendar
    }

    fn event(&mut self, event: &Event, cancelled: bool, people: impl FnOnce(&mut Self)) {
        // Whoever keeps a cancelled one in view is free then.
        let (status, shown) = if cancelled { ("CANCELLED", "TRANSPARENT") } else { ("CONFIRMED", "OPAQUE") };
        self.line("BEGIN:VEVENT");
        self.text("UID", &one_line(&event.uid, LINE_MAX));
        self.line(&format!("SEQUENCE:{}", event.sequence));
        self.line(&format!("DTSTAMP:{}", utc(event.made_at)));
        self.line(&format!("DTSTART:{}", utc(event.starts_at)));
        if event.ends_at > event.starts_at {
            self.line(&format!("DTEND:{}", utc(event.ends_at)));
        }
        self.text("SUMMARY", &one_line(&event.summary, LINE_MAX));
        if !event.location.trim().is_empty() {
            self.text("LOCATION", &one_line(&event.location, LINE_MAX));
        }
        if !event.description.trim().is_empty() {
            self.text("DESCRIPTION", &lines(&event.description));
        }
        people(self);
        self.line(&format!("STATUS:{status}"));
        self.line("CLASS:PRIVATE");
        self.line(&format!("TRANSP:{shown}"));
        self.line("END:VEVENT");
    }

    /// `parameters` each begin with a semicolon.
    fn person(&mut self, property: &str, parameters: &str, Person { name, address }: &Person) {
        // A quoted value has no escape for a quote (RFC 5545, 3.2).
        let shown = name.as_deref().map(|name| one_line(name, LINE_MAX).replace('"', "'"));
        let shown = shown.map(|name| format!(";CN=\"{name}\"")).unwrap_or_default();
        self.line(&format!("{property}{shown}{parameters}:mailto:{}", one_line(address, LINE_MAX)));
    }

    /// A text with its escapes (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let escaped = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        self.line(&format!("{name}:{escaped}"));
    }

    /// A line, folded where it has more than [`OCTETS_MAX`], between two characters (RFC 5545, 3.1).
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.0
    }
}

/// An instant as calendars write it, `20261201T094000Z`.
fn utc(at: Instant) -> String {
    at.civil(&TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text in one line without control characters, so that no line of a calendar can be made of it, and no longer than `most`.
fn one_line(text: &str, most: usize) -> String {
    let line: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    shortened(line.trim(), most).into_owned()
}

/// A line end is one character, and there are no other control characters (RFC 5545, 3.3.11 knows no escape for them).
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = |character: char| if character.is_control() && character != '\n' { ' ' } else { character };
    shortened(&text.chars().map(plain).collect::<String>(), DESCRIPTION_MAX).into_owned()
}

/// The first characters of what is too long: an appointment without the end of its text is more than none.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().count() <= most {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(most - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests;
