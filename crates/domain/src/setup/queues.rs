//! `queues.toml`: who waits for the same kind of help.

use std::collections::BTreeMap;

use super::centre::Reading;
use super::hours::hours;
use super::limits::{BUTTON_CHARS_MAX, INSTEAD_CHARS_MAX};
use super::mistake::{Code, Notes, Place};
use super::section::Section;
use super::{Desk, Queue};
use crate::ids::{DeskId, Letter, NUMBER_MAX, QueueId};

const KEYS: [&str; 9] =
    ["id", "letter", "name", "target_minutes", "waiting_max", "tickets_max", "area", "hours", "instead"];

pub(super) fn queues(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    desks: &BTreeMap<DeskId, Desk>,
) -> BTreeMap<QueueId, Queue> {
    let mut letters: BTreeMap<Letter, Place> = BTreeMap::new();
    let mut queues = BTreeMap::new();
    for section in sections {
        let queue = queue(notes, reading, section, &mut letters);
        let (Some(queue), Some(id)) = (queue, section.id::<QueueId>()) else { continue };
        if !desks.is_empty() && !desks.values().any(|desk| desk.queues.contains(&id)) {
            notes.add(section.place, Code::QueueWithoutDesk, [("id", id.as_str())]);
        }
        queues.insert(id, queue);
    }
    queues
}

fn queue(
    notes: &mut Notes,
    reading: &Reading,
    section: &Section,
    letters: &mut BTreeMap<Letter, Place>,
) -> Option<Queue> {
    section.note_unknown_keys(notes, &KEYS);
    let hours = hours(notes, section, &reading.hours);
    if hours.is_never_open() {
        notes.add(section.place, Code::HoursMissing, []);
    }
    let area = section.text(notes, "area");
    let letter = letter(notes, section, letters);
    let name = reading.public(notes, section, "name", BUTTON_CHARS_MAX);
    let instead = reading.public_optional(notes, section, "instead", INSTEAD_CHARS_MAX);
    let target_minutes = section.number(notes, "target_minutes", &(1..=480));
    let waiting_max = section.number(notes, "waiting_max", &(1..=999));
    let tickets_max = section.number(notes, "tickets_max", &(1..=NUMBER_MAX));
    let area = area.and_then(|given| reading.areas.find(notes, given, Code::AreaUnknown));
    Some(Queue { letter: letter?, name, target_minutes, waiting_max, tickets_max, hours, area, instead })
}

fn letter(notes: &mut Notes, section: &Section, letters: &mut BTreeMap<Letter, Place>) -> Option<Letter> {
    let given = section.required(notes, "letter");
    let mut characters = given.map_or("", |g| g.value).chars();
    let letter = characters.next().and_then(Letter::new).filter(|_| characters.next().is_none());
    match (given, letter) {
        (Some(given), None) => notes.add(given.place, Code::LetterMalformed, [("given", given.value)]),
        (Some(given), Some(letter)) => {
            if let Some(first) = letters.get(&letter) {
                let (letter, first) = (letter.to_string(), notes.named(*first));
                notes.add(given.place, Code::LetterShared, [("letter", &letter), ("first", &first)]);
            } else {
                letters.insert(letter, given.place);
            }
        }
        (None, _) => {}
    }
    letter
}
