//! Names of things: one type for each, so that a desk can never be taken for a queue.
//!
//! Everything here is public in the hall. No identifier may hold personal data.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use uuid::Uuid;

/// The longest a name made by people (a centre, a queue, a desk …) may be, in bytes.
pub const ID_LENGTH_MAX: usize = 40;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId {
    /// What was given, cut to a readable length.
    pub given: String,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an identifier: 1 to {ID_LENGTH_MAX} of a-z, 0-9 and -, starting with a letter or digit",
            self.given
        )
    }
}

impl std::error::Error for InvalidId {}

fn checked(text: &str) -> Result<SmolStr, InvalidId> {
    let bytes = text.as_bytes();
    let fits = !bytes.is_empty()
        && bytes.len() <= ID_LENGTH_MAX
        && bytes[0] != b'-'
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
    if fits { Ok(SmolStr::new(text)) } else { Err(InvalidId { given: text.chars().take(60).collect() }) }
}

macro_rules! slug {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// Takes a text of 1 to [`ID_LENGTH_MAX`] of `a-z`, `0-9` and `-`.
            ///
            /// # Errors
            /// [`InvalidId`] where the text is anything else.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                checked(text).map(Self)
            }

            /// The name as it is written in files, routes and events.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = SmolStr::deserialize(d)?;
                checked(&text).map(Self).map_err(serde::de::Error::custom)
            }
        }
    )+};
}

slug!(
    /// A place that receives citizens.
    CentreId,
    /// What a citizen comes for.
    ServiceId,
    /// Who waits for the same kind of help.
    QueueId,
    /// Where a citizen is served: counter, room, phone line.
    DeskId,
    /// Somebody who works in the hall. A short name that the centre gives, never a CPR number.
    EmployeeId,
    /// A touch stand with a printer.
    KioskId,
    /// A screen on the wall.
    ScreenId,
    /// A waiting area.
    AreaId,
    /// A lift or stairs.
    LiftId,
    /// A question that a kiosk asks before it gives a number.
    QuestionId,
    /// An answer to such a question.
    AnswerId,
    /// Who gives booked times, when, and how many at once.
    CapacityId,
    /// A place or a way that helps better than a number does.
    ReferralId,
);

/// A language by its ISO 639 code of two or three letters: `da`, `en`, `ar`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(SmolStr);

impl Language {
    /// Takes two or three letters `a-z`.
    ///
    /// # Errors
    /// [`InvalidId`] where the text is anything else.
    pub fn new(code: &str) -> Result<Self, InvalidId> {
        let fits = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        if fits { Ok(Self(SmolStr::new(code))) } else { Err(InvalidId { given: code.chars().take(60).collect() }) }
    }

    /// Danish, the language that every text has.
    pub fn danish() -> Self {
        Self(SmolStr::new_static("da"))
    }

    /// English, the language that every text has beside Danish.
    pub fn english() -> Self {
        Self(SmolStr::new_static("en"))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Language {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Self::new(text)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&SmolStr::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

/// One visit, for good: the same through every move between queues, days and centres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VisitId(pub Uuid);

impl fmt::Display for VisitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for VisitId {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Uuid::try_parse(text).map(Self).map_err(|_| InvalidId { given: text.chars().take(60).collect() })
    }
}

/// Appointments that were booked together: ten times on Tuesdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeriesId(pub Uuid);

/// Time that an employee keeps free of appointments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub Uuid);

/// The letter of a queue, `A` to `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(u8);

impl Letter {
    /// Takes one of `A` to `Z`.
    pub fn new(letter: char) -> Option<Self> {
        letter.is_ascii_uppercase().then_some(Self(letter as u8))
    }

    /// The letter as a character.
    pub fn as_char(self) -> char {
        char::from(self.0)
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_char())
    }
}

impl Serialize for Letter {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_char(self.as_char())
    }
}

impl<'de> Deserialize<'de> for Letter {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let letter = char::deserialize(d)?;
        Self::new(letter).ok_or_else(|| serde::de::Error::custom("a letter is one of A to Z"))
    }
}

/// The highest number of one letter on one day. Four digits still fit a ticket and a screen.
pub const NUMBER_MAX: u16 = 9_999;

/// A visit's public name, `A 47`: unique per centre, date and letter, without leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The queue's letter.
    pub letter: Letter,
    /// 1 to [`NUMBER_MAX`], in the order taken.
    pub count: u16,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.letter, self.count)
    }
}

impl FromStr for Number {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let invalid = || InvalidId { given: text.chars().take(60).collect() };
        let (letter, count) = text.split_once(' ').ok_or_else(invalid)?;
        let mut letters = letter.chars();
        let letter = letters.next().and_then(Letter::new).ok_or_else(invalid)?;
        let count: u16 = count.parse().map_err(|_| invalid())?;
        let fits = letters.next().is_none() && (1..=NUMBER_MAX).contains(&count);
        fits.then_some(Self { letter, count }).ok_or_else(invalid)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        SmolStr::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Which version of a centre's set-up an event was decided under; 1 is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SetupVersion(pub u32);

/// The stream of one centre's one date: everything that happened there that day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId {
    /// The centre.
    pub centre: CentreId,
    /// The civil date in the centre's time zone.
    pub date: jiff::civil::Date,
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.centre, self.date)
    }
}
