//! `places.toml`: where citizens wait, and where they are served.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::centre::Reading;
use super::limits::{DESK_CHARS_MAX, PLACE_CHARS_MAX, WAY_CHARS_MAX};
use super::mistake::{Code, Notes};
use super::section::Section;
use super::{Area, Desk, DeskKind};
use crate::ids::{AreaId, DeskId};

/// The floors of a house; 0 is the ground floor.
pub(super) const FLOORS: RangeInclusive<i8> = -5..=60;

pub(super) fn areas(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<AreaId, Area> {
    let mut areas = BTreeMap::new();
    for section in sections {
        section.only(notes, &["id", "name", "floor", "way"]);
        let area = Area {
            name: reading.public(notes, section, "name", PLACE_CHARS_MAX),
            floor: floor(notes, section),
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
        section.only(notes, &["id", "name", "kind", "floor", "way", "queues"]);
        let queues = section.list(notes, "queues");
        let desk = Desk {
            name: reading.public(notes, section, "name", DESK_CHARS_MAX),
            kind: section.word(notes, "kind", &kinds).unwrap_or(DeskKind::Counter),
            floor: floor(notes, section),
            way: reading.public_optional(notes, section, "way", WAY_CHARS_MAX),
            queues: reading.queues.find_all(notes, &queues, Code::QueueUnknown),
        };
        if let Some(id) = section.id() {
            desks.insert(id, desk);
        }
    }
    desks
}

/// A floor that must be given: a citizen is sent there.
pub(super) fn floor(notes: &mut Notes, section: &Section) -> i8 {
    section.must_have(notes, "floor");
    section.number(notes, "floor", &FLOORS).unwrap_or(0)
}
