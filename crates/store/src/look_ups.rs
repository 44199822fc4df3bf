//! Who looked at a person's data, when and what for: kept so that it can be told to that person, also after her row is gone.
//!
//! A citizen may know when and why her data were looked up (CJEU C-579/21; Datatilsynet 2024-32-0283). What is kept of her is
//! the hash of what she is found by, and the visit: no text.

use std::fmt;
use std::str::FromStr;

use domain::ids::VisitId;
use domain::time::Instant;

use crate::people::{HashKind, Person};
use crate::vault::{Fingerprint, Vault};

/// What a person's data were looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// An employee serves her.
    Serves,
    /// She stands in an employee's list of the day.
    DayList,
    /// She checks in.
    CheckIn,
    /// Somebody books, moves or cancels a time for her.
    BookingFor,
    /// Something is sent to her.
    Message,
    /// She looks herself, by her own link.
    OwnLink,
    /// Somebody sets right what stands there, or deletes it.
    SetRight,
    /// She is told who looked, because she asked.
    Told,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Serves,
        Self::DayList,
        Self::CheckIn,
        Self::BookingFor,
        Self::Message,
        Self::OwnLink,
        Self::SetRight,
        Self::Told,
    ];

    /// The stable name, in tables and in what is told.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Serves => "serves",
            Self::DayList => "day_list",
            Self::CheckIn => "check_in",
            Self::BookingFor => "booking_for",
            Self::Message => "message",
            Self::OwnLink => "own_link",
            Self::SetRight => "set_right",
            Self::Told => "told",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPurpose(
    /// What was given.
    pub String,
);

impl fmt::Display for UnknownPurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no purpose of a look-up", self.0)
    }
}

impl std::error::Error for UnknownPurpose {}

impl FromStr for Purpose {
    type Err = UnknownPurpose;
    fn from_str(text: &str) -> Result<Self, UnknownPurpose> {
        let found = Self::ALL.into_iter().find(|purpose| purpose.as_str() == text);
        found.ok_or_else(|| UnknownPurpose(text.chars().take(60).collect()))
    }
}

/// A look-up to be recorded.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLookUp {
    /// When.
    pub at: Instant,
    /// Who: `user:` and an account's login, or a token's or a device's name.
    pub by: String,
    /// What for.
    pub purpose: Purpose,
    /// Whose visit.
    pub visit: VisitId,
    /// By what she can be found at that time, each kind once, and the key that its hash is under.
    pub(crate) hashes: Vec<(HashKind, Option<Fingerprint>, [u8; 32])>,
}

impl NewLookUp {
    /// The look-up of a person as she stands there.
    pub fn of(person: &Person, by: &str, purpose: Purpose, at: Instant) -> Self {
        let hash = |kind| person.findable(kind).map(|findable| (kind, findable.text.key(), findable.hash));
        let hashes = HashKind::ALL.into_iter().filter_map(hash).collect();
        Self { at, by: by.to_owned(), purpose, visit: person.visit, hashes }
    }

    /// That a person is told who looked: by what she was found, the first text of each kind, and a visit of hers.
    pub fn told(vault: &Vault, found_by: &[(HashKind, String)], visit: VisitId, by: &str, at: Instant) -> Self {
        let first = |kind| found_by.iter().find(|(found, _)| *found == kind);
        let texts = HashKind::ALL.into_iter().filter_map(first);
        let hashes = texts.map(|(kind, text)| (*kind, Some(vault.key()), vault.hash(*kind, text))).collect();
        Self { at, by: by.to_owned(), purpose: Purpose::Told, visit, hashes }
    }
}

impl fmt::Debug for NewLookUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, by, purpose, visit, .. } = self;
        f.debug_struct("NewLookUp")
            .field("at", at)
            .field("by", by)
            .field("purpose", purpose)
            .field("visit", visit)
            .finish_non_exhaustive()
    }
}

/// A look-up that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    /// Its place in the record; the same person is found by several hashes, and this says that it is one look-up.
    pub id: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// What for.
    pub purpose: Purpose,
    /// Whose visit.
    pub visit: VisitId,
}

/// That somebody asked who looked at a person's data: on record before she is told, also where nobody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// When.
    pub at: Instant,
    /// Who asked: as [`NewLookUp::by`].
    pub by: String,
    /// By what she was found: a visit, or the names of the kinds. Never what was typed.
    pub found_by: String,
    /// How many look-ups are told.
    pub count: u64,
    /// The look-up that this is itself, for the person; none where nothing is known of her.
    pub look_up: Option<NewLookUp>,
}

/// One hash of a look-up: for whoever replaces the vault's key.
#[derive(Clone, PartialEq, Eq)]
pub struct LookUpHash {
    /// The look-up's place in the record.
    pub look_up: u64,
    /// What it is the hash of.
    pub kind: HashKind,
    /// The key that it is under; none is one derived from the installation's secret.
    pub key: Option<Fingerprint>,
    /// The hash.
    pub hash: [u8; 32],
}

impl fmt::Debug for LookUpHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { look_up, kind, key, .. } = self;
        f.debug_struct("LookUpHash")
            .field("look_up", look_up)
            .field("kind", kind)
            .field("key", key)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_read_as_it_is_written() {
        let names = Purpose::ALL.map(Purpose::as_str);
        let expected = ["serves", "day_list", "check_in", "booking_for", "message", "own_link", "set_right", "told"];
        assert_eq!(names, expected);
        for purpose in Purpose::ALL {
            assert_eq!(purpose.as_str().parse(), Ok(purpose));
        }
        assert!("curiosity".parse::<Purpose>().is_err());
    }

    #[test]
    fn no_hash_is_printed() {
        let hash = [0xab; 32];
        let look_up = NewLookUp {
            at: Instant::from_millis(0),
            by: "mette".to_owned(),
            purpose: Purpose::Serves,
            visit: VisitId(uuid::Uuid::nil()),
            hashes: vec![(HashKind::Cpr, None, hash)],
        };
        let of_it = LookUpHash { look_up: 1, kind: HashKind::Cpr, key: None, hash };
        for printed in [format!("{look_up:?}"), format!("{of_it:?}")] {
            assert!(!printed.contains("171"), "{printed}");
        }
    }
}
