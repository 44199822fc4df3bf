//! `check_in` and `scan_prefixes`: by what a citizen with a booked time checks in at a kiosk, and what its reader puts before
//! what it reads. Nothing here knows of a person.

use super::limits::{SCAN_PREFIX_CHARS_MAX, SCAN_PREFIXES_MAX};
use super::mistake::{Code, Notes};
use super::section::{Section, hidden};

/// By what a citizen with a booked time checks in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckInBy {
    /// The code of her confirmation, held in front of the reader.
    Qr,
    /// Her phone number.
    Phone,
    /// Her date of birth and her initials.
    Birth,
    /// Her CPR number, typed.
    Cpr,
    /// Her health card, put into the reader.
    Card,
}

impl CheckInBy {
    /// All, each with its word in the files.
    pub const WORDS: [(&'static str, Self); 5] =
        [("qr", Self::Qr), ("phone", Self::Phone), ("birth", Self::Birth), ("cpr", Self::Cpr), ("card", Self::Card)];

    /// Where nobody says otherwise: without a CPR number, which a centre asks for only where it has a reason to.
    pub const USUAL: [Self; 3] = [Self::Qr, Self::Phone, Self::Birth];
}

/// The means under `check_in`, in the order shown; `above` where the key is missing. An empty list is no check-in.
pub(super) fn means(notes: &mut Notes, section: &Section, above: &[CheckInBy]) -> Vec<CheckInBy> {
    if !section.has("check_in") {
        return above.to_vec();
    }
    let given = section.list(notes, "check_in");
    given.into_iter().filter_map(|word| section.one_of(notes, "check_in", word, &CheckInBy::WORDS)).collect()
}

/// What a kiosk's reader puts before what it reads, each 1 to [`SCAN_PREFIX_CHARS_MAX`] characters.
pub(super) fn prefixes(notes: &mut Notes, section: &Section) -> Vec<String> {
    let given = section.list(notes, "scan_prefixes");
    if let Some(over) = given.get(SCAN_PREFIXES_MAX) {
        let (count, max) = (given.len().to_string(), SCAN_PREFIXES_MAX.to_string());
        notes.add(over.place, Code::TooMany, [("key", "scan_prefixes"), ("given", &count), ("max", &max)]);
    }
    let mut prefixes = Vec::new();
    for prefix in given.into_iter().take(SCAN_PREFIXES_MAX) {
        hidden(notes, prefix, "scan_prefixes");
        let length = prefix.value.chars().count();
        if length == 0 {
            notes.add(prefix.place, Code::WrongKind, [("key", "scan_prefixes"), ("expected", "text")]);
        } else if length > SCAN_PREFIX_CHARS_MAX {
            let (length, max) = (length.to_string(), SCAN_PREFIX_CHARS_MAX.to_string());
            notes.add(prefix.place, Code::TextTooLong, [("key", "scan_prefixes"), ("length", &length), ("max", &max)]);
        } else {
            prefixes.push(prefix.value.to_owned());
        }
    }
    prefixes
}
