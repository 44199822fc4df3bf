//! Invitations and calendars (RFC 5545, iCalendar; RFC 5546, iTIP).
//!
//! All instants are written in UTC: every calendar shows them in its own zone, nights when clocks are put back are without
//! doubt, and no definition of a zone has to go along. Everything is `CLASS:PRIVATE`: in a calendar that others see, an
//! appointment with a municipality is nobody's business.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::messages::outgoing::{Mailbox, one_line};

/// The most characters of a summary and of a location.
pub const LINE_MAX: usize = 200;

/// The most characters of a description.
pub const DESCRIPTION_MAX: usize = 4_000;

/// The most characters of an identifier.
pub const UID_MAX: usize = 255;

/// The most events of one calendar.
pub const EVENTS_MAX: usize = 2_000;

/// The most octets of a line, without its end (RFC 5545, 3.1).
const OCTETS_MAX: usize = 75;

/// Who made it (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//FrontDesk//FrontDesk//EN";

/// How often a calendar should be fetched again (RFC 7986, 5.7).
const FETCH_AGAIN: &str = "PT1H";

/// What a recipient's calendar takes from a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the calendar should do.
    pub method: Method,
    /// With which event.
    pub event: Event,
    /// Who invites; answers go to it, if anybody gives one.
    pub organiser: Mailbox,
    /// Who is invited.
    pub attendee: Mailbox,
}

/// What a calendar should do with an invitation (RFC 5546, 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Enter it, or change what was entered under the same identifier with a lower number.
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

/// Something in a calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for as long as the event exists, and of no other in the world: 1 to [`UID_MAX`] visible ASCII characters.
    pub uid: String,
    /// One more at every change that a calendar must take over (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// When this form of it was made, in milliseconds since 1970 (UTC).
    pub stamp: i64,
    /// When it begins, in milliseconds since 1970 (UTC). Seconds are what calendars know.
    pub start: i64,
    /// When it ends; after its beginning.
    pub end: i64,
    /// What it is, at most [`LINE_MAX`] characters.
    pub summary: String,
    /// Where it is, at most [`LINE_MAX`] characters; empty where that needs no saying.
    pub location: String,
    /// What there is to know, at most [`DESCRIPTION_MAX`] characters in any number of lines.
    pub description: String,
    /// Whether it takes place.
    pub standing: Standing,
}

/// Whether an event takes place (RFC 5545, 3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Confirmed,
    /// Not yet agreed.
    Tentative,
    /// It does not.
    Cancelled,
}

/// Why something is not put into a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEvent {
    /// The identifier is empty, too long or has other characters.
    Uid,
    /// An instant that no calendar knows, or an end that is not after the beginning.
    Time,
    /// A text longer than its limit.
    TooLong(Field),
    /// More than [`EVENTS_MAX`] events.
    TooMany,
}

/// A text of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its summary, or a calendar's name.
    Summary,
    /// Its location.
    Location,
    /// Its description.
    Description,
}

impl fmt::Display for NoEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uid => write!(f, "an event's identifier has 1 to {UID_MAX} visible ASCII characters"),
            Self::Time => f.write_str("an event ends after it begins"),
            Self::TooLong(Field::Summary) => write!(f, "a summary has at most {LINE_MAX} characters"),
            Self::TooLong(Field::Location) => write!(f, "a location has at most {LINE_MAX} characters"),
            Self::TooLong(Field::Description) => write!(f, "a description has at most {DESCRIPTION_MAX} characters"),
            Self::TooMany => write!(f, "a calendar has at most {EVENTS_MAX} events"),
        }
    }
}

impl std::error::Error for NoEvent {}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("sequence", &self.sequence)
            .field("start", &self.start)
            .field("end", &self.end)
            .field("standing", &self.standing)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").field("method", &self.method).field("event", &self.event).finish_non_exhaustive()
    }
}

impl Invitation {
    /// The invitation as a calendar with one event.
    ///
    /// # Errors
    /// What is wrong with the event.
    pub fn calendar(&self) -> Result<String, NoEvent> {
        let mut calendar = Calendar::new(Some(self.method.word()));
        let standing = if self.method == Method::Cancel { Standing::Cancelled } else { self.event.standing };
        calendar.event(&self.event, standing, |calendar| {
            calendar.person("ORGANIZER", "", &self.organiser);
            // It was booked by or with whoever is invited; nobody reads answers, and a citizen cancels by the link.
            let part = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
            calendar.person("ATTENDEE", part, &self.attendee);
        })?;
        Ok(calendar.end())
    }
}

/// One event for somebody to load down: nobody is invited by it, and nobody named.
///
/// # Errors
/// What is wrong with the event.
pub fn download(event: &Event) -> Result<String, NoEvent> {
    let mut calendar = Calendar::new(None);
    calendar.event(event, event.standing, |_| {})?;
    Ok(calendar.end())
}

/// A whole calendar that is fetched again and again (RFC 5546, 3.2.1): `publisher` is the institution that publishes it.
/// Nobody else is named; what stands in the events' texts is the caller's business.
///
/// # Errors
/// What is wrong with its name or an event.
pub fn feed(name: &str, publisher: &Mailbox, events: &[Event]) -> Result<String, NoEvent> {
    if events.len() > EVENTS_MAX {
        return Err(NoEvent::TooMany);
    }
    within(name, LINE_MAX, Field::Summary)?;
    let mut calendar = Calendar::new(Some("PUBLISH"));
    calendar.text("NAME", &one_line(name));
    calendar.text("X-WR-CALNAME", &one_line(name));
    calendar.line(&format!("REFRESH-INTERVAL;VALUE=DURATION:{FETCH_AGAIN}"));
    calendar.line(&format!("X-PUBLISHED-TTL:{FETCH_AGAIN}"));
    for event in events {
        calendar.event(event, event.standing, |calendar| calendar.person("ORGANIZER", "", publisher))?;
    }
    Ok(calendar.end())
}

/// A calendar as it is written. Its writer is ours: the library that was tried folds to one octet too many, gives events an
/// identifier and a time of its own where they have none, and brings a second library of time.
struct Calendar(String);

impl Calendar {
    fn new(method: Option<&str>) -> Self {
        let mut calendar = Self(String::with_capacity(1_024));
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line(&format!("PRODID:{PRODUCT}"));
        calendar.line("CALSCALE:GREGORIAN");
        if let Some(method) = method {
            calendar.line(&format!("METHOD:{method}"));
        }
        calendar
    }

    fn event(&mut self, event: &Event, standing: Standing, people: impl FnOnce(&mut Self)) -> Result<(), NoEvent> {
        let uid = (1..=UID_MAX).contains(&event.uid.len()) && event.uid.bytes().all(|byte| byte.is_ascii_graphic());
        if !uid {
            return Err(NoEvent::Uid);
        }
        if event.end <= event.start {
            return Err(NoEvent::Time);
        }
        within(&event.summary, LINE_MAX, Field::Summary)?;
        within(&event.location, LINE_MAX, Field::Location)?;
        within(&event.description, DESCRIPTION_MAX, Field::Description)?;
        let (status, shown) = match standing {
            Standing::Confirmed => ("CONFIRMED", "OPAQUE"),
            Standing::Tentative => ("TENTATIVE", "OPAQUE"),
            // Whoever keeps it in view is free then.
            Standing::Cancelled => ("CANCELLED", "TRANSPARENT"),
        };
        self.line("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        self.line(&format!("SEQUENCE:{}", event.sequence));
        self.line(&format!("DTSTAMP:{}", utc(event.stamp)?));
        self.line(&format!("DTSTART:{}", utc(event.start)?));
        self.line(&format!("DTEND:{}", utc(event.end)?));
        self.text("SUMMARY", &one_line(&event.summary));
        if !event.location.trim().is_empty() {
            self.text("LOCATION", &one_line(&event.location));
        }
        if !event.description.trim().is_empty() {
            self.text("DESCRIPTION", &lines(&event.description));
        }
        people(self);
        self.line(&format!("STATUS:{status}"));
        self.line("CLASS:PRIVATE");
        self.line(&format!("TRANSP:{shown}"));
        self.line("END:VEVENT");
        Ok(())
    }

    /// `parameters` each begin with a semicolon.
    fn person(&mut self, name: &str, parameters: &str, mailbox: &Mailbox) {
        // A quoted value has no escape for a quote (RFC 5545, 3.2).
        let shown = mailbox.name().map(|name| format!(";CN=\"{}\"", name.replace('"', "'"))).unwrap_or_default();
        self.line(&format!("{name}{shown}{parameters}:mailto:{}", mailbox.address().as_str()));
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

fn within(text: &str, most: usize, field: Field) -> Result<(), NoEvent> {
    if text.chars().count() > most { Err(NoEvent::TooLong(field)) } else { Ok(()) }
}

/// A line end is one character, and there are no other control characters (RFC 5545, 3.3.11 knows no escape for them).
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|character| if character.is_control() && character != '\n' { ' ' } else { character }).collect()
}

fn utc(millis: i64) -> Result<String, NoEvent> {
    let at = Timestamp::from_millisecond(millis).map_err(|_| NoEvent::Time)?.to_zoned(TimeZone::UTC);
    // A calendar's year has four digits.
    if !(1900..=9999).contains(&at.year()) {
        return Err(NoEvent::Time);
    }
    Ok(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::messages::outgoing::EmailAddress;

    fn mailbox(name: &str, address: &str) -> Mailbox {
        Mailbox::new(Some(name), EmailAddress::parse(address).unwrap())
    }

    fn event() -> Event {
        Event {
            uid: "0198f0c2-7c1e-7000-8000-000000000001@nordvig.example".to_owned(),
            sequence: 2,
            stamp: 1_772_528_400_000,
            start: 1_774_774_800_000,
            end: 1_774_776_600_000,
            summary: "Tid i borgerservice; pas, kørekort".to_owned(),
            location: "Rådhuset, Æblevej 1".to_owned(),
            description: "Husk:\r\n- pas\n- foto\\billede\tog\u{7} tålmodighed".to_owned(),
            standing: Standing::Confirmed,
        }
    }

    fn invitation(method: Method) -> Invitation {
        Invitation {
            method,
            event: event(),
            organiser: mailbox("Nordvig: \"Borgerservice\"", "borgerservice@nordvig.example"),
            attendee: mailbox("Åse Eksempel", "borger@example.org"),
        }
    }

    fn unfolded(calendar: &str) -> Vec<String> {
        calendar.replace("\r\n ", "").lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_invitation_has_what_a_calendar_needs() {
        let lines = unfolded(&invitation(Method::Request).calendar().unwrap());
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//FrontDesk//FrontDesk//EN",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            "UID:0198f0c2-7c1e-7000-8000-000000000001@nordvig.example",
            "SEQUENCE:2",
            "DTSTAMP:20260303T090000Z",
            "DTSTART:20260329T090000Z",
            "DTEND:20260329T093000Z",
            "SUMMARY:Tid i borgerservice\\; pas\\, kørekort",
            "LOCATION:Rådhuset\\, Æblevej 1",
            "DESCRIPTION:Husk:\\n- pas\\n- foto\\\\billede og  tålmodighed",
            "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
            "TRANSP:OPAQUE",
            "ORGANIZER;CN=\"Nordvig: 'Borgerservice'\":mailto:borgerservice@nordvig.example",
            "ATTENDEE;CN=\"Åse Eksempel\";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:borger@example.org",
            "END:VEVENT",
            "END:VCALENDAR",
        ] {
            assert_eq!(lines.iter().filter(|have| *have == line).count(), 1, "{line}\n{lines:#?}");
        }
    }

    #[test]
    fn a_cancellation_cancels() {
        let lines = unfolded(&invitation(Method::Cancel).calendar().unwrap());
        assert!(lines.contains(&"METHOD:CANCEL".to_owned()) && lines.contains(&"STATUS:CANCELLED".to_owned()));
        assert!(!lines.contains(&"STATUS:CONFIRMED".to_owned()));
    }

    #[test]
    fn a_download_and_a_feed_name_nobody() {
        let download = download(&event()).unwrap();
        assert!(!download.contains("METHOD") && !download.contains("mailto:"));
        let publisher = mailbox("Nordvig Kommune", "borgerservice@nordvig.example");
        let mut others = event();
        others.uid = "another".to_owned();
        let feed = feed("Skranke 4", &publisher, &[event(), others]).unwrap();
        assert_eq!(feed.matches("BEGIN:VEVENT").count(), 2);
        assert!(feed.contains("METHOD:PUBLISH\r\n") && feed.contains("X-WR-CALNAME:Skranke 4\r\n"));
        assert!(feed.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"));
        assert!(!feed.contains("ATTENDEE") && feed.matches("ORGANIZER").count() == 2);
        assert!(super::feed("Tom", &publisher, &[]).unwrap().contains("END:VCALENDAR"));
    }

    #[test]
    fn what_is_no_event_is_told_exactly() {
        let wrong = |change: fn(&mut Event)| {
            let mut event = event();
            change(&mut event);
            download(&event).unwrap_err()
        };
        assert_eq!(wrong(|event| event.uid = String::new()), NoEvent::Uid);
        assert_eq!(wrong(|event| event.uid = "a b".to_owned()), NoEvent::Uid);
        assert_eq!(wrong(|event| event.uid = "å".to_owned()), NoEvent::Uid);
        assert_eq!(wrong(|event| event.end = event.start), NoEvent::Time);
        assert_eq!(wrong(|event| event.stamp = i64::MAX), NoEvent::Time);
        assert_eq!(wrong(|event| event.stamp = -99_999_999_999_999), NoEvent::Time);
        assert_eq!(wrong(|event| event.summary = "å".repeat(201)), NoEvent::TooLong(Field::Summary));
        assert_eq!(wrong(|event| event.location = "å".repeat(201)), NoEvent::TooLong(Field::Location));
        assert_eq!(wrong(|event| event.description = "å".repeat(4_001)), NoEvent::TooLong(Field::Description));
        let publisher = mailbox("Nordvig", "borgerservice@nordvig.example");
        assert_eq!(feed("x", &publisher, &vec![event(); EVENTS_MAX + 1]), Err(NoEvent::TooMany));
    }

    #[test]
    fn nobody_is_shown() {
        let shown = format!("{:?}", invitation(Method::Request));
        for hidden in ["Åse", "borger@", "Rådhuset", "kørekort", "0198f0c2"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }

    proptest! {
        /// RFC 5545, 3.1: lines of at most 75 octets with CRLF, never folded inside a character; and nothing that is written in a
        /// text becomes a line of its own.
        #[test]
        fn every_text_stays_inside_its_line(summary in "[\\PC\n\r\t\\\\;,:\"]{0,150}", name in "[\\PC\n\"]{0,60}", description in "(\\PC|[\n\r ,;æøåم😀]){0,400}") {
            let mut invitation = invitation(Method::Request);
            invitation.event.summary = summary;
            invitation.event.description = description;
            invitation.attendee = mailbox(&name, "borger@example.org");
            let calendar = invitation.calendar().unwrap();
            prop_assert!(calendar.ends_with("\r\n"));
            for line in calendar.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets", line.len());
                prop_assert!(!line.chars().any(char::is_control));
            }
            let lines = unfolded(&calendar);
            prop_assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:") || line.starts_with("END:")).count(), 4);
            let known = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "CLASS", "TRANSP", "ORGANIZER", "ATTENDEE"];
            for line in &lines {
                let name = line.split([':', ';']).next().unwrap_or_default();
                prop_assert!(known.contains(&name), "{}", name);
            }
        }
    }
}
