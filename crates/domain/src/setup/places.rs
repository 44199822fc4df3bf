//! `places.toml`: where citizens wait, where they are served, and what takes them from floor to floor.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::centre::Reading;
use super::limits::{DESK_CHARS_MAX, LIFT_FLOORS_MAX, PLACE_CHARS_MAX, WAY_CHARS_MAX};
use super::mistake::{Code, Notes};
use super::section::{At, Section};
use super::{Area, Desk, DeskKind, Lift, LiftKind, Spot};
use crate::ids::{AreaId, DeskId, LiftId};

/// The floors of a house; 0 is the ground floor.
pub(super) const FLOORS: RangeInclusive<i8> = -5..=60;

pub(super) fn areas(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<AreaId, Area> {
    let mut areas = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "floor", "at", "way"]);
        let area = Area {
            name: reading.public(notes, section, "name", PLACE_CHARS_MAX),
            floor: floor(notes, section),
            at: spot(notes, section),
            way: reading.public_optional(notes, section, "way", WAY_CHARS_MAX),
        };
        if let Some(id) = section.id() {
            areas.insert(id, area);
        }
    }
    areas
}

pub(super) fn desks(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<DeskId, Desk> {
    let kinds = [("counter", DeskKind::Counter), ("room", DeskKind::Room), ("phone", DeskKind::Phone)];
    let mut desks = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "kind", "floor", "at", "way", "queues"]);
        let queues = section.list(notes, "queues");
        let desk = Desk {
            name: reading.public(notes, section, "name", DESK_CHARS_MAX),
            kind: section.word(notes, "kind", &kinds).unwrap_or(DeskKind::Counter),
            floor: floor(notes, section),
            at: spot(notes, section),
            way: reading.public_optional(notes, section, "way", WAY_CHARS_MAX),
            queues: reading.queues.find_all(notes, &queues, Code::QueueUnknown),
        };
        if let Some(id) = section.id() {
            desks.insert(id, desk);
        }
    }
    desks
}

pub(super) fn lifts(notes: &mut Notes, sections: &[Section]) -> BTreeMap<LiftId, Lift> {
    let kinds = [("lift", LiftKind::Lift), ("stairs", LiftKind::Stairs)];
    let mut lifts = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "kind", "at", "floors"]);
        let lift = Lift {
            kind: section.word(notes, "kind", &kinds).unwrap_or(LiftKind::Lift),
            at: spot(notes, section),
            floors: lift_floors(notes, section),
        };
        if let Some(id) = section.id() {
            lifts.insert(id, lift);
        }
    }
    lifts
}

/// Two floors at least, each once, from the lowest.
fn lift_floors(notes: &mut Notes, section: &Section) -> Vec<i8> {
    section.must_have(notes, "floors");
    let Some(given) = section.numbers(notes, "floors", &FLOORS) else { return Vec::new() };
    let count = given.len().to_string();
    if let Some(over) = given.get(LIFT_FLOORS_MAX) {
        let args = [("key", "floors"), ("given", &*count), ("max", &*LIFT_FLOORS_MAX.to_string())];
        notes.add(over.place, Code::TooMany, args);
    } else if given.len() < 2 {
        notes.add(section.place_of("floors"), Code::LiftFloorsTooFew, [("given", &count)]);
    }
    let mut floors: Vec<i8> = Vec::with_capacity(given.len());
    for At { value, place } in given.into_iter().take(LIFT_FLOORS_MAX) {
        if floors.contains(&value) {
            notes.add(place, Code::ListedTwice, [("given", &value.to_string())]);
        } else {
            floors.push(value);
        }
    }
    floors.sort_unstable();
    floors
}

/// A place on the floor's plan, where it is given.
pub(super) fn spot(notes: &mut Notes, section: &Section) -> Option<Spot> {
    let given = section.numbers(notes, "at", &(0..=100))?;
    if let [x, y] = given[..] {
        return Some(Spot { x: x.value, y: y.value });
    }
    notes.add(section.place_of("at"), Code::SpotMalformed, [("given", &given.len().to_string())]);
    None
}

/// A floor that must be given: a citizen is sent there.
pub(super) fn floor(notes: &mut Notes, section: &Section) -> i8 {
    section.must_have(notes, "floor");
    section.number(notes, "floor", &FLOORS).unwrap_or(0)
}
