//! Values that the tests write and read.

use std::path::PathBuf;

use domain::command::{Actor, Mode};
use domain::event::{Event, Fact, Stop};
use domain::ids::{Language, SetupVersion, StreamId, VisitId};
use domain::time::Instant;
use jiff::civil::Date;
use store::{
    Append, Appended, Findable, PersonChange, Reader, RememberCommand, SealedText, SqliteOptions, Store, StreamPart,
};
use tempfile::TempDir;

/// Some minute of 2 March 2026.
pub(crate) fn minute(minute: i64) -> Instant {
    "2026-03-02T08:00:00Z".parse::<Instant>().unwrap().plus_minutes(minute)
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn stream(centre: &str, day: &str) -> StreamId {
    StreamId { centre: centre.parse().unwrap(), date: date(day) }
}

/// The stream that most tests use.
pub(crate) fn today() -> StreamId {
    stream("citizen-service", "2026-03-02")
}

pub(crate) fn visit(n: u128) -> VisitId {
    VisitId(uuid::Uuid::from_u128(n))
}

fn event(at: i64, fact: Fact) -> Event {
    Event { at: minute(at), setup: SetupVersion(3), by: Actor::Kiosk("door".parse().unwrap()), fact }
}

pub(crate) fn opened(stream: &StreamId) -> Event {
    event(0, Fact::DayOpened { centre: stream.centre.clone(), date: stream.date })
}

pub(crate) fn closed() -> Event {
    Event { by: Actor::Clock, ..event(900, Fact::DayClosed {}) }
}

pub(crate) fn ticket(n: u16) -> Event {
    let fact = Fact::TicketTaken {
        visit: visit(n.into()),
        number: format!("A {n}").parse().unwrap(),
        stops: vec![Stop {
            queue: "passport".parse().unwrap(),
            services: vec!["passport-new".parse().unwrap()],
            target_minutes: 15,
        }],
        due: minute(15),
        language: Language::danish(),
        answers: Vec::new(),
        forecast: None,
    };
    event(n.into(), fact)
}

pub(crate) fn booked(n: u128) -> Event {
    let fact = Fact::Booked {
        visit: visit(n),
        number: format!("A {}", n + 1).parse().unwrap(),
        stops: vec![Stop {
            queue: "passport".parse().unwrap(),
            services: vec!["passport-new".parse().unwrap()],
            target_minutes: 15,
        }],
        starts_at: minute(60),
        mode: Mode::InPerson,
        employee: None,
        language: Language::danish(),
        ends_at: None,
        taken: Vec::new(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
        moves: 0,
        remind_at: Vec::new(),
    };
    event(0, fact)
}

pub(crate) fn moved_to(n: u128, day: &str) -> Event {
    event(1, Fact::MovedToDay { visit: visit(n), date: date(day) })
}

pub(crate) fn started(n: u16) -> Event {
    Event { by: Actor::Employee("mette".parse().unwrap()), ..event(n.into(), Fact::Started { visit: visit(n.into()) }) }
}

pub(crate) fn part(stream: &StreamId, expected: u64, events: Vec<Event>) -> StreamPart {
    StreamPart { stream: stream.clone(), expected, events }
}

pub(crate) fn append(stream: &StreamId, expected: u64, events: Vec<Event>) -> Append {
    Append { parts: vec![part(stream, expected, events)], ..Append::default() }
}

pub(crate) fn command(id: &str, answer: &str, stream: &StreamId, version: u64) -> RememberCommand {
    RememberCommand {
        sender: "kiosk-1".to_owned(),
        id: id.to_owned(),
        body_hash: [7; 32],
        answer: answer.to_owned(),
        at: minute(1),
        stream: stream.clone(),
        version,
    }
}

/// An append of one ticket with its command, as most are.
pub(crate) fn taken(stream: &StreamId, expected: u64, n: u16) -> Append {
    let command = command(&format!("take-{n}"), &format!("{{\"n\":{n}}}"), stream, expected + 1);
    Append { parts: vec![part(stream, expected, vec![ticket(n)])], command: Some(command), ..Append::default() }
}

pub(crate) fn sealed(bytes: &[u8]) -> SealedText {
    SealedText::from_bytes(bytes.to_vec())
}

/// Something whose hash is its first byte.
pub(crate) fn findable(bytes: &[u8]) -> Findable {
    Findable { text: sealed(bytes), hash: [bytes[0]; 32] }
}

/// Tells the vault alone.
pub(crate) fn people(open: &mut Open, changes: Vec<PersonChange>) {
    let outcomes = open.store.append(&[Append { people: changes, ..Append::default() }]).unwrap();
    assert_eq!(outcomes, [Appended::Committed]);
}

/// A store with its reader, in a directory that is gone with it.
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) reader: Reader,
    pub(crate) directory: Option<TempDir>,
}

impl Open {
    pub(crate) fn sqlite() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open_sqlite(&directory.path().join("hall.db"), SqliteOptions::default()).unwrap();
        Self { reader: store.reader(), store, directory: Some(directory) }
    }

    pub(crate) fn memory() -> Self {
        let store = Store::memory();
        Self { reader: store.reader(), store, directory: None }
    }

    /// The file, where there is one.
    pub(crate) fn path(&self) -> PathBuf {
        self.directory.as_ref().unwrap().path().join("hall.db")
    }

    pub(crate) fn events(&self, stream: &StreamId) -> Vec<Event> {
        events(&self.reader, stream)
    }
}

/// All events of a stream.
pub(crate) fn events(reader: &Reader, stream: &StreamId) -> Vec<Event> {
    reader.stream(stream, 0, usize::MAX).unwrap().into_iter().map(|recorded| recorded.event).collect()
}
