//! Phone numbers as people type them, and as the world knows them (ITU-T E.164).
//!
//! Somebody in a Danish hall types a Danish number, with or without spaces and country; people from elsewhere begin with
//! `+` or `00`. More is not read into it: whether a number is a mobile's, or anybody's, only the network knows, so a
//! landline is taken as well. A library of all countries' numbering plans would add a megabyte of tables for a check that
//! the network makes anyway.

use std::fmt;

/// The most digits of a number with its country (E.164, 6.1).
pub const DIGITS_MAX: usize = 15;

/// The fewest digits of a number with its country; no country that can be called has fewer.
pub const DIGITS_MIN: usize = 7;

/// The most characters that are looked at; whoever sends more sends no number.
pub const TYPED_MAX: usize = 64;

/// How many digits a Danish number has after its country.
const DANISH_DIGITS: usize = 8;

/// How many digits a number of Greenland or the Faroes has after its country.
const NORTH_ATLANTIC_DIGITS: usize = 6;

/// The countries of two digits (ITU-T E.164 list of assigned codes); 1 and 7 have one digit, all others three.
const TWO_DIGIT_COUNTRIES: [&str; 43] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95",
];

/// A number with its country, for any phone in the world. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct E164 {
    /// Without the plus.
    digits: String,
}

/// Why what was typed is no number. It tells nothing of what was typed but counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// Nothing was typed, or only spaces.
    Empty,
    /// More than [`TYPED_MAX`] characters.
    FarTooLong,
    /// Letters, or signs that no number has. The first character is 1.
    Character {
        /// Where the first one is.
        position: usize,
    },
    /// A plus that is not in front.
    Plus,
    /// Too few digits.
    TooShort {
        /// How many digits there are, after the country where one was typed.
        digits: usize,
        /// How many there must be.
        needed: usize,
    },
    /// Too many digits.
    TooLong {
        /// How many digits there are, after the country where one was typed.
        digits: usize,
        /// How many there may be.
        most: usize,
    },
    /// No Danish number begins with 0 or 1.
    NoDanishNumber,
    /// No country begins with 0.
    NoCountry,
}

impl NoNumber {
    /// A stable name, for texts in people's languages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "phone_empty",
            Self::FarTooLong => "phone_far_too_long",
            Self::Character { .. } => "phone_character",
            Self::Plus => "phone_plus",
            Self::TooShort { .. } => "phone_too_short",
            Self::TooLong { .. } => "phone_too_long",
            Self::NoDanishNumber => "phone_not_danish",
            Self::NoCountry => "phone_no_country",
        }
    }
}

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no number"),
            Self::FarTooLong => write!(f, "there are more than {TYPED_MAX} characters"),
            Self::Character { position } => write!(f, "character {position} is not part of a number"),
            Self::Plus => f.write_str("a plus belongs in front of the country"),
            Self::TooShort { digits, needed } => write!(f, "there are {digits} digits, {needed} are needed"),
            Self::TooLong { digits, most } => write!(f, "there are {digits} digits, {most} is the most"),
            Self::NoDanishNumber => f.write_str("no Danish number begins with 0 or 1"),
            Self::NoCountry => f.write_str("no country begins with 0"),
        }
    }
}

impl std::error::Error for NoNumber {}

impl E164 {
    /// Reads what somebody typed. A number without a country is Danish; `45` and eight more digits are Danish as well.
    /// Spaces, dots, hyphens, slashes, parentheses and the invisible marks that come along when a number is copied are
    /// left out; digits may be Arabic, Persian or full-width ones.
    ///
    /// # Errors
    /// Why it is no number.
    pub fn parse(typed: &str) -> Result<Self, NoNumber> {
        let (international, digits) = read(typed)?;
        if digits.is_empty() && !international {
            return Err(NoNumber::Empty);
        }
        if international {
            return of_country(digits);
        }
        match digits.strip_prefix("00") {
            Some(rest) => of_country(rest.to_owned()),
            None if digits.len() == 2 + DANISH_DIGITS && digits.starts_with("45") => of_country(digits),
            None => danish(&digits),
        }
    }

    /// The digits with their country, without a plus: `4520000000`.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// With the plus, as other programs want it: `+4520000000`.
    pub fn plus(&self) -> String {
        format!("+{}", self.digits)
    }

    /// For people to read: `+45 20 00 00 00`.
    pub fn for_people(&self) -> String {
        let country = country_length(&self.digits);
        let (country, rest) = self.digits.split_at(country);
        let size = if rest.len().is_multiple_of(3) && country != "299" && country != "298" { 3 } else { 2 };
        let mut text = format!("+{country}");
        // What does not divide stands in front, as one group that is larger: `+46 70 000 00 00` is read easier than a digit
        // of its own.
        let first = if rest.len() % size == 0 { size } else { size + rest.len() % size };
        let (first, others) = rest.split_at(first.min(rest.len()));
        text.push(' ');
        text.push_str(first);
        for (place, digit) in others.chars().enumerate() {
            if place % size == 0 {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("E164(..)")
    }
}

/// Whether there is a plus in front, and the digits.
fn read(typed: &str) -> Result<(bool, String), NoNumber> {
    let (mut international, mut digits) = (false, String::new());
    for (place, character) in typed.chars().enumerate() {
        if place >= TYPED_MAX {
            return Err(NoNumber::FarTooLong);
        }
        match character {
            '+' | '\u{FF0B}' if digits.is_empty() && !international => international = true,
            '+' | '\u{FF0B}' => return Err(NoNumber::Plus),
            _ if ignored(character) => {}
            _ => digits.push(digit(character).ok_or(NoNumber::Character { position: place + 1 })?),
        }
    }
    // `+44 (0)20 …`: the nought is for callers inside the country only.
    if international && typed.contains("(0)") {
        let before: usize = typed.split("(0)").next().unwrap_or_default().chars().filter_map(digit).count();
        digits.remove(before);
    }
    Ok((international, digits))
}

/// What people put between digits, and what comes along invisibly.
fn ignored(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// One digit, of the scripts that phones in the country type.
fn digit(character: char) -> Option<char> {
    let zero = match character {
        '0'..='9' => return Some(character),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(character) - zero, 10)
}

fn of_country(digits: String) -> Result<E164, NoNumber> {
    if digits.starts_with('0') {
        return Err(NoNumber::NoCountry);
    }
    if let Some(rest) = digits.strip_prefix("45") {
        return danish(rest);
    }
    if digits.starts_with("299") || digits.starts_with("298") {
        exactly(digits.len() - 3, NORTH_ATLANTIC_DIGITS)?;
        return Ok(E164 { digits });
    }
    match digits.len() {
        0..DIGITS_MIN => Err(NoNumber::TooShort { digits: digits.len(), needed: DIGITS_MIN }),
        DIGITS_MIN..=DIGITS_MAX => Ok(E164 { digits }),
        _ => Err(NoNumber::TooLong { digits: digits.len(), most: DIGITS_MAX }),
    }
}

fn danish(digits: &str) -> Result<E164, NoNumber> {
    exactly(digits.len(), DANISH_DIGITS)?;
    if digits.starts_with(['0', '1']) {
        return Err(NoNumber::NoDanishNumber);
    }
    Ok(E164 { digits: format!("45{digits}") })
}

fn exactly(digits: usize, wanted: usize) -> Result<(), NoNumber> {
    match digits.cmp(&wanted) {
        std::cmp::Ordering::Less => Err(NoNumber::TooShort { digits, needed: wanted }),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(NoNumber::TooLong { digits, most: wanted }),
    }
}

fn country_length(digits: &str) -> usize {
    if digits.starts_with(['1', '7']) {
        1
    } else if digits.get(..2).is_some_and(|two| two == "98" || TWO_DIGIT_COUNTRIES.contains(&two)) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(typed: &str) -> Result<String, NoNumber> {
        E164::parse(typed).map(|number| number.digits().to_owned())
    }

    #[test]
    fn a_danish_number_is_read_however_it_is_typed() {
        for typed in [
            "20000000",
            "20 00 00 00",
            " 2000 0000 ",
            "20.00.00.00",
            "20-00-00-00",
            "+45 20 00 00 00",
            "+4520000000",
            "0045 20 00 00 00",
            "45 20 00 00 00",
            "(+45) 20 00 00 00",
            "+45 (0) 20 00 00 00".replace(" (0)", "").as_str(),
            "\u{202A}+45 20 00 00 00\u{202C}",
            "20\u{A0}00\u{202F}00 00",
            "٢٠٠٠٠٠٠٠",
            "۲۰۰۰۰۰۰۰",
            "＋４５２０００００００",
        ] {
            assert_eq!(digits(typed), Ok("4520000000".to_owned()), "{typed}");
        }
    }

    #[test]
    fn eight_digits_that_begin_with_45_are_danish_without_a_country() {
        assert_eq!(digits("45 00 00 00"), Ok("4545000000".to_owned()));
        assert_eq!(digits("+45 45 00 00 00"), Ok("4545000000".to_owned()));
    }

    #[test]
    fn other_countries_begin_with_a_plus_or_two_noughts() {
        assert_eq!(digits("+299 20 00 00"), Ok("299200000".to_owned()));
        assert_eq!(digits("00298 200000"), Ok("298200000".to_owned()));
        assert_eq!(digits("+46 70 000 00 00"), Ok("46700000000".to_owned()));
        assert_eq!(digits("+44 (0)20 0000 0000"), Ok("442000000000".to_owned()));
        assert_eq!(digits("+1 555 010 0000"), Ok("15550100000".to_owned()));
        assert_eq!(digits("0048 500 000 000"), Ok("48500000000".to_owned()));
    }

    #[test]
    fn what_is_no_number_is_told_exactly() {
        assert_eq!(digits(""), Err(NoNumber::Empty));
        assert_eq!(digits("  \u{A0}"), Err(NoNumber::Empty));
        assert_eq!(digits("20 00 00"), Err(NoNumber::TooShort { digits: 6, needed: 8 }));
        assert_eq!(digits("112"), Err(NoNumber::TooShort { digits: 3, needed: 8 }));
        assert_eq!(digits("20 00 00 000"), Err(NoNumber::TooLong { digits: 9, most: 8 }));
        assert_eq!(digits("+45 20 00"), Err(NoNumber::TooShort { digits: 4, needed: 8 }));
        assert_eq!(digits("0045 20 00 00 00 0"), Err(NoNumber::TooLong { digits: 9, most: 8 }));
        assert_eq!(digits("+299 20 00 00 0"), Err(NoNumber::TooLong { digits: 7, most: 6 }));
        assert_eq!(digits("+298 20"), Err(NoNumber::TooShort { digits: 2, needed: 6 }));
        assert_eq!(digits("+"), Err(NoNumber::TooShort { digits: 0, needed: 7 }));
        assert_eq!(digits("00"), Err(NoNumber::TooShort { digits: 0, needed: 7 }));
        assert_eq!(digits("+46 70"), Err(NoNumber::TooShort { digits: 4, needed: 7 }));
        assert_eq!(digits("+46 0000 0000 0000 00"), Err(NoNumber::TooLong { digits: 16, most: 15 }));
        assert_eq!(digits("10 00 00 00"), Err(NoNumber::NoDanishNumber));
        assert_eq!(digits("01 00 00 00"), Err(NoNumber::NoDanishNumber));
        assert_eq!(digits("+45 00 00 00 00"), Err(NoNumber::NoDanishNumber));
        assert_eq!(digits("+0 20 00 00 00"), Err(NoNumber::NoCountry));
        assert_eq!(digits("20 00 OO 00"), Err(NoNumber::Character { position: 7 }));
        assert_eq!(digits("a@example.org"), Err(NoNumber::Character { position: 1 }));
        assert_eq!(digits("45+20000000"), Err(NoNumber::Plus));
        assert_eq!(digits("++4520000000"), Err(NoNumber::Plus));
        assert_eq!(digits(&"2".repeat(TYPED_MAX + 1)), Err(NoNumber::FarTooLong));
        assert_eq!(digits(&"ø".repeat(TYPED_MAX + 1)), Err(NoNumber::Character { position: 1 }));
    }

    #[test]
    fn people_read_it_in_groups() {
        let shown = |typed| E164::parse(typed).unwrap().for_people();
        assert_eq!(shown("20000000"), "+45 20 00 00 00");
        assert_eq!(shown("+299200000"), "+299 20 00 00");
        assert_eq!(shown("+298200000"), "+298 20 00 00");
        assert_eq!(shown("+46700000000"), "+46 700 000 000");
        assert_eq!(shown("+4720000000"), "+47 20 00 00 00");
        assert_eq!(shown("+15550100000"), "+1 55 50 10 00 00");
        assert_eq!(shown("+35310000000"), "+353 10 00 00 00");
        assert_eq!(shown("+442000000000"), "+44 20 00 00 00 00");
        assert_eq!(shown("+3721234567"), "+372 123 45 67");
    }

    #[test]
    fn a_number_and_what_is_wrong_with_one_show_nothing_of_it() {
        let number = E164::parse("20000000").unwrap();
        assert_eq!(format!("{number:?}"), "E164(..)");
        let wrong = E164::parse("+45 20 00 87").unwrap_err();
        assert!(!format!("{wrong:?} {wrong}").contains("87"));
    }
}
