//! `appointments.toml`: who gives booked times, when, how many at once, and for which services.
//!
//! ```toml
//! [[capacity]]
//! id = "byggesag"
//! name.da = "Byggesagsbehandlere"
//! employees = ["lone", "morten"]
//!
//! [capacity.hours]
//! tuesday = "09:00-15:00"
//!
//! [[appointment]]
//! service = "byggesag-carport"
//! notice_minutes = 120
//!
//! [appointment.phone]
//! minutes = 20
//! capacity = ["byggesag"]
//! ```
//!
//! A capacity is of people (each has one appointment at a time, whatever it is for) or of desks (`parallel`, anybody serves
//! them). Its hours are those of the centre unless it has its own. One with `opens` is for acute times: they can be had on
//! their own day alone, from that time of the day on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};

use super::centre::Reading;
use super::hours::{exact, hours};
use super::limits::{
    BRING_CHARS_MAX, BRING_MAX, MEETING_MINUTES_MAX, NOTE_CHARS_MAX, PLACE_CHARS_MAX, REMINDERS_MAX, WORDS_CHARS_MAX,
};
use super::mistake::{Code, Notes, Place};
use super::section::Section;
use super::services::link;
use super::{Bookable, Capacity, Hours, Meeting, OpenSpan, Service, With};
use crate::command::Mode;
use crate::ids::{CapacityId, EmployeeId, ServiceId};

const CAPACITY_KEYS: [&str; 7] = ["id", "name", "employees", "parallel", "every_minutes", "opens", "hours"];
const APPOINTMENT_KEYS: [&str; 13] = [
    "service",
    "in_person",
    "phone",
    "video",
    "notice_minutes",
    "days_ahead",
    "open_max",
    "bring",
    "words",
    "question",
    "topic",
    "sensitive",
    "remind_minutes_before",
];
const MEETING_KEYS: [&str; 5] = ["minutes", "buffer_minutes", "capacity", "note", "link"];

/// The modes by their keys.
const MODES: [(&str, Mode); 3] = [("in_person", Mode::InPerson), ("phone", Mode::Phone), ("video", Mode::Video)];

/// How far ahead can be booked unless the set-up says otherwise, in days.
const DAYS_AHEAD: u16 = 60;

/// How many open bookings one person may have of a service unless the set-up says otherwise.
const OPEN_MAX: u8 = 2;

/// When one is reminded unless the set-up says otherwise, in minutes before: the day before, and an hour before.
const REMIND_MINUTES: [u32; 2] = [24 * 60, 60];

pub(super) fn capacities(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<CapacityId, Capacity> {
    let mut capacities = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &CAPACITY_KEYS);
        let hours = hours(notes, section, &reading.hours);
        let capacity = Capacity {
            name: reading.internal(notes, section, "name", PLACE_CHARS_MAX, true),
            with: with(notes, reading, section),
            every_minutes: section.number(notes, "every_minutes", &(5..=MEETING_MINUTES_MAX)),
            opens: opens(notes, section, &hours),
            hours,
        };
        if capacity.hours.is_never_open() {
            notes.add(section.place, Code::CapacityWithoutHours, []);
        }
        if let Some(id) = section.id() {
            capacities.insert(id, capacity);
        }
    }
    capacities
}

fn with(notes: &mut Notes, reading: &Reading, section: &Section) -> With {
    let parallel = section.number(notes, "parallel", &(1..=200_u16));
    let given = section.list(notes, "employees");
    let employees: Vec<EmployeeId> = reading.employees.find_all(notes, &given, Code::EmployeeUnknown);
    if section.has("parallel") != section.has_none("employees") {
        let lacks = ["parallel", "employees"].map(|key| (section.place, key));
        notes.lacking(&lacks, section.place, Code::CapacityOfNobody, []);
    }
    if given.is_empty() { With::AnyDesk { parallel: parallel.unwrap_or(1) } } else { With::Employees(employees) }
}

fn opens(notes: &mut Notes, section: &Section, hours: &Hours) -> Option<Time> {
    let given = section.text(notes, "opens")?;
    let Some(time) = exact(given.value) else {
        notes.add(given.place, Code::TimeMalformed, [("given", given.value)]);
        return None;
    };
    // A span to midnight is never over.
    let last = spans(hours).map(|span| span.to).max_by_key(|to| (*to == Time::midnight(), *to));
    if let Some(last) = last.filter(|last| *last != Time::midnight() && time >= *last) {
        let last = format!("{:02}:{:02}", last.hour(), last.minute());
        notes.add(given.place, Code::OpensTooLate, [("given", given.value), ("last", &last)]);
    }
    Some(time)
}

pub(super) fn appointments(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    services: &BTreeMap<ServiceId, Service>,
    capacities: &BTreeMap<CapacityId, Capacity>,
    capacity_sections: &[Section],
) -> BTreeMap<ServiceId, Bookable> {
    let mut appointments: BTreeMap<ServiceId, (Place, Bookable)> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for section in sections {
        section.note_unknown_keys(notes, &APPOINTMENT_KEYS);
        let bookable = bookable(notes, reading, section, capacities);
        used.extend(bookable.meetings.values().flat_map(|meeting| meeting.capacities.iter().cloned()));
        let Some(given) = section.required(notes, "service") else { continue };
        let Some(service) = reading.services.find::<ServiceId>(notes, given, Code::ServiceUnknown) else { continue };
        if services.get(&service).is_some_and(|known| !known.choices.is_empty()) {
            notes.add(given.place, Code::AppointmentOfParent, [("given", given.value)]);
        }
        if let Some((first, _)) = appointments.get(&service) {
            let first = notes.named(*first);
            notes.add(given.place, Code::AppointmentTwice, [("given", given.value), ("first", &first)]);
        } else {
            appointments.insert(service, (given.place, bookable));
        }
    }
    for section in capacity_sections {
        if let Some(id) = section.id::<CapacityId>()
            && !used.contains(&id)
        {
            notes.add(section.place, Code::CapacityUnused, [("id", id.as_str())]);
        }
    }
    appointments.into_iter().map(|(service, (_, bookable))| (service, bookable)).collect()
}

/// How long before a time it must be booked, and how far ahead it can be. A notice of more days than that leaves none.
fn reach(notes: &mut Notes, section: &Section) -> (u32, u16) {
    let notice = section.number(notes, "notice_minutes", &(0..=60 * 24 * 60)).unwrap_or(60);
    let ahead = section.number(notes, "days_ahead", &(1..=366)).unwrap_or(DAYS_AHEAD);
    if notice >= (u32::from(ahead) + 1) * 24 * 60 {
        let (days, ahead) = ((notice / (24 * 60)).to_string(), ahead.to_string());
        notes.add(section.place_of("notice_minutes"), Code::NoticeTooLong, [("notice", &days), ("ahead", &ahead)]);
    }
    (notice, ahead)
}

fn bookable(
    notes: &mut Notes,
    reading: &Reading,
    section: &Section,
    capacities: &BTreeMap<CapacityId, Capacity>,
) -> Bookable {
    let mut meetings = BTreeMap::new();
    for (key, mode) in MODES {
        if let Some(own) = section.section(notes, key) {
            meetings.insert(mode, meeting(notes, reading, &own, mode, capacities));
        }
    }
    if meetings.is_empty() {
        let lacks = MODES.map(|(key, _)| (section.place, key));
        notes.lacking(&lacks, section.place, Code::AppointmentWithoutMode, []);
    }
    let question = section.text(notes, "question");
    let bring = section.sections(notes, "bring", BRING_MAX);
    for item in &bring {
        item.note_unknown_keys(notes, &["text"]);
    }
    let (notice_minutes, days_ahead) = reach(notes, section);
    Bookable {
        meetings,
        notice_minutes,
        days_ahead,
        open_max: section.number(notes, "open_max", &(1..=50)).unwrap_or(OPEN_MAX),
        bring: bring.iter().map(|item| reading.public(notes, item, "text", BRING_CHARS_MAX)).collect(),
        words: reading.public_optional(notes, section, "words", WORDS_CHARS_MAX),
        question: question.and_then(|given| reading.questions.find(notes, given, Code::QuestionUnknown)),
        topic: section.yes_no(notes, "topic").unwrap_or(true),
        sensitive: section.yes_no(notes, "sensitive").unwrap_or(false),
        remind_minutes_before: reminders(notes, section),
    }
}

fn reminders(notes: &mut Notes, section: &Section) -> Vec<u32> {
    if !section.has("remind_minutes_before") {
        return REMIND_MINUTES.to_vec();
    }
    let given = section.numbers(notes, "remind_minutes_before", &(15..=14 * 24 * 60_u32)).unwrap_or_default();
    if let Some(over) = given.get(REMINDERS_MAX) {
        let (count, max) = (given.len().to_string(), REMINDERS_MAX.to_string());
        notes.add(over.place, Code::TooMany, [("key", "remind_minutes_before"), ("given", &count), ("max", &max)]);
    }
    let mut minutes: Vec<u32> = given.iter().take(REMINDERS_MAX).map(|at| at.value).collect();
    minutes.sort_unstable_by(|a, b| b.cmp(a));
    minutes.dedup();
    minutes
}

fn meeting(
    notes: &mut Notes,
    reading: &Reading,
    section: &Section,
    mode: Mode,
    capacities: &BTreeMap<CapacityId, Capacity>,
) -> Meeting {
    section.note_unknown_keys(notes, &MEETING_KEYS);
    section.must_have(notes, "minutes");
    let given = section.list(notes, "capacity");
    if section.has_none("capacity") {
        notes.lacking(&[(section.place, "capacity")], section.place, Code::KeyMissing, [("key", "capacity")]);
    }
    if mode == Mode::Video {
        section.must_have(notes, "link");
    }
    let meeting = Meeting {
        minutes: section.number(notes, "minutes", &(5..=MEETING_MINUTES_MAX)).unwrap_or(30),
        buffer_minutes: section.number(notes, "buffer_minutes", &(0..=120)).unwrap_or(0),
        capacities: reading.capacities.find_all(notes, &given, Code::CapacityUnknown),
        note: reading.public_optional(notes, section, "note", NOTE_CHARS_MAX),
        link: link(notes, section),
    };
    let known = || meeting.capacities.iter().filter_map(|id| capacities.get(id));
    let needed = i64::from(meeting.minutes) + i64::from(meeting.buffer_minutes);
    if known().next().is_some() && known().all(|capacity| longest(&capacity.hours) < needed) {
        notes.add(section.place, Code::MeetingNeverFits, [("minutes", &needed.to_string())]);
    }
    meeting
}

/// The longest span of any day, in minutes.
fn longest(hours: &Hours) -> i64 {
    spans(hours).map(minutes_of).max().unwrap_or(0)
}

/// The spans of every day.
fn spans(hours: &Hours) -> impl Iterator<Item = &OpenSpan> {
    let weeks = std::iter::once(&hours.week).chain(hours.periods.iter().map(|period| &period.week));
    weeks.flat_map(super::Week::values).chain(hours.dates.values()).flatten()
}

fn minutes_of(span: &OpenSpan) -> i64 {
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let to = if span.to == Time::midnight() { 24 * 60 } else { minute(span.to) };
    to - minute(span.from)
}

impl Capacity {
    /// Whether times of a date can be had from a civil time on: an acute one opens on its own day alone.
    pub fn is_open_for(&self, date: Date, now: jiff::civil::DateTime) -> bool {
        self.opens.is_none_or(|opens| now.date() == date && now.time() >= opens)
    }
}
