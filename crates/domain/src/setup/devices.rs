//! `devices.toml`: kiosks with their buttons, and screens with their queues and info pages.
//!
//! A kiosk that names something unknown is a mistake here, in the files, so that it can never be one at the door. A
//! screen that names a queue which is not there shows those that are, and the name is told to whoever looks after it: one
//! bad name takes down no wall, also at the first start of all.

use std::collections::BTreeMap;

use super::centre::Reading;
use super::check_in::{self, CheckInBy};
use super::limits::{INFO_PAGES_MAX, INFO_TEXT_CHARS_MAX, INFO_TITLE_CHARS_MAX, PLACE_CHARS_MAX};
use super::mistake::{Code, Notes};
use super::places::{floor, spot};
use super::section::{At, Section};
use super::{InfoPage, Kiosk, Picture, Screen, Service, Theme};
use crate::ids::{KioskId, QueueId, ScreenId, ServiceId};

/// From how far a screen is read unless its set-up says so, in metres.
const DISTANCE_METRES: u8 = 8;

pub(super) fn kiosks(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    services: &BTreeMap<ServiceId, Service>,
    usual: &[CheckInBy],
) -> BTreeMap<KioskId, Kiosk> {
    let mut kiosks = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "floor", "at", "buttons", "check_in", "scan_prefixes"]);
        let buttons = section.list(notes, "buttons");
        let kiosk = Kiosk {
            name: reading.public(notes, section, "name", PLACE_CHARS_MAX),
            floor: floor(notes, section),
            at: spot(notes, section),
            buttons: buttons.iter().filter_map(|given| button(notes, reading, *given, services)).collect(),
            check_in: check_in::means(notes, section, usual),
            scan_prefixes: check_in::prefixes(notes, section),
        };
        let Some(id) = section.id::<KioskId>() else { continue };
        if section.has_none("buttons") {
            let lacks = [(section.place, "buttons")];
            notes.lacking(&lacks, section.place_of("buttons"), Code::KioskWithoutButtons, [("id", id.as_str())]);
        }
        kiosks.insert(id, kiosk);
    }
    kiosks
}

fn button(
    notes: &mut Notes,
    reading: &Reading,
    given: At<&str>,
    services: &BTreeMap<ServiceId, Service>,
) -> Option<ServiceId> {
    let id: ServiceId = reading.services.find(notes, given, Code::ServiceUnknown)?;
    if let Some(parent) = services.get(&id).and_then(|service| service.parent.as_ref()) {
        notes.add(given.place, Code::ChoiceOnKiosk, [("given", given.value), ("parent", parent.as_str())]);
    }
    Some(id)
}

pub(super) fn screens(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<ScreenId, Screen> {
    let themes = [("light", Theme::Light), ("dark", Theme::Dark), ("auto", Theme::Auto)];
    let mut screens = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(
            notes,
            &["id", "name", "queues", "distance_metres", "theme", "sound", "language", "page"],
        );
        let queues = section.list(notes, "queues");
        let pages = section.sections(notes, "page", INFO_PAGES_MAX);
        let screen = Screen {
            name: reading.internal(notes, section, "name", PLACE_CHARS_MAX, true),
            queues: shown(notes, reading, &queues),
            distance_metres: section.number(notes, "distance_metres", &(1..=40)).unwrap_or(DISTANCE_METRES),
            theme: section.word(notes, "theme", &themes).unwrap_or_default(),
            sound: section.yes_no(notes, "sound").unwrap_or(true),
            language: reading.language(notes, section, "language"),
            pages: pages.iter().map(|page| info_page(notes, reading, page)).collect(),
        };
        let Some(id) = section.id::<ScreenId>() else { continue };
        if section.has_none("queues") {
            let lacks = [(section.place, "queues")];
            notes.lacking(&lacks, section.place_of("queues"), Code::ScreenWithoutQueues, [("id", id.as_str())]);
        }
        screens.insert(id, screen);
    }
    screens
}

/// The queues of a screen that there are; all of the centre where it names none that there is.
fn shown(notes: &mut Notes, reading: &Reading, given: &[At<&str>]) -> Vec<QueueId> {
    let found = reading.queues.find_all(notes, given, Code::ScreenQueueUnknown);
    if found.is_empty() && !given.is_empty() { reading.queues.all() } else { found }
}

fn info_page(notes: &mut Notes, reading: &Reading, section: &Section) -> InfoPage {
    section.note_unknown_keys(notes, &["title", "text", "picture", "from", "until"]);
    let pictures =
        [("town", Picture::Town), ("calendar", Picture::Calendar), ("help", Picture::Help), ("none", Picture::None)];
    let (from, until) = section.dates(notes);
    InfoPage {
        title: reading.public(notes, section, "title", INFO_TITLE_CHARS_MAX),
        text: reading.public(notes, section, "text", INFO_TEXT_CHARS_MAX),
        picture: section.word(notes, "picture", &pictures).unwrap_or_default(),
        from,
        until,
    }
}
