//! What people type about themselves, in the one form in which it is kept, compared and found.
//!
//! Nothing here says that a text is true: a number may be nobody's, an address may not exist. What is refused is what cannot
//! be one. No function repeats what it was given.

use jiff::civil::Date;

use super::digits::plain_digits;

/// The longest name of a person, in characters of any script.
pub const NAME_CHARS_MAX: usize = 200;

/// Letters that show nothing: the fillers of Hangul, of which a name may be made that nobody sees.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

/// How many digits a number has after its country, where the country's digits are recognised before it: eight in Denmark.
const NATIONAL_DIGITS: usize = 8;

/// The longest e-mail address, in bytes: 256 for a path with its angle brackets (RFC 5321, 4.5.3.1.3).
pub const EMAIL_LENGTH_MAX: usize = 254;

/// The longest part of an e-mail address before its `@`, in bytes (RFC 5321, 4.5.3.1.1).
const EMAIL_LOCAL_LENGTH_MAX: usize = 64;

/// The country of a phone number without one.
pub const DENMARK: &str = "+45";

/// How many digits a CPR number has.
pub const CPR_DIGITS: usize = 10;

/// The most characters of a date of birth with initials: a date, a space, and two letters of which each may become three in
/// capitals.
pub(super) const BIRTH_CHARS_MAX: usize = 17;

/// The first year of a date of birth.
const BIRTH_YEAR_MIN: i16 = 1870;

/// The longest text of what a citizen wants to talk about, in characters.
pub const TOPIC_CHARS_MAX: usize = 1_000;

/// The most characters of a phone number in its international form: `+` and 15 digits (ITU-T E.164).
pub(super) const PHONE_CHARS_MAX: usize = 16;

/// What a day of a CPR number is raised by where the number stands in for one that its owner does not have.
const REPLACEMENT_DAYS: u8 = 60;

/// A person's name as it is kept: as she wrote it, without what stands around it and what nobody sees ([`visible`]). One word is
/// a name, one letter is, and so is any script: it is neither split nor changed, and no Unicode normal form is applied, for it
/// is hers. `None` where no letter and no digit is left that can be seen, where it is longer than [`NAME_CHARS_MAX`], or has a
/// line break or another control character in it.
pub fn plain_name(text: &str) -> Option<String> {
    let name = visible(text);
    let reads = name.chars().any(|c| c.is_alphanumeric() && !FILLERS.contains(&c));
    let fits = reads && name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    fits.then_some(name)
}

/// A text without what turns or hides its letters, and without what stands around it: overrides, embeddings and isolates of the
/// reading direction (UAX #9), zero-width spaces, byte order marks, and what is no character. Joiners stay between letters:
/// Persian and emoji are written with them.
pub fn visible(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !turns_or_hides(*c)).collect();
    shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}')).to_owned()
}

fn turns_or_hides(c: char) -> bool {
    let no_character = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    no_character || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
}

/// A phone number in its international form, `+4512345678`: spaces, dots, hyphens and brackets go, digits of any script are those
/// of ours, a leading `00` becomes `+`, a zero in brackets after the country goes, and a number without a country gets `country`
/// (`+45`), unless it has its digits before eight others. `None` where that is not a phone number: 8 to 15 digits with the
/// country.
pub fn normal_phone(text: &str, country: &str) -> Option<String> {
    let typed = plain_digits(text).replace('\u{ff0b}', "+");
    let mut number: String = typed.chars().filter(|c| !parts_digits(*c)).collect();
    if let Some(rest) = number.strip_prefix("00") {
        number = format!("+{rest}");
    }
    if number.starts_with('+') && typed.contains("(0)") {
        let before: String = typed.split("(0)").next()?.chars().filter(char::is_ascii_digit).collect();
        let country = before.strip_prefix("00").unwrap_or(&before);
        number = format!("+{country}{}", number.strip_prefix('+')?.strip_prefix(country)?.strip_prefix('0')?);
    }
    let code = country.strip_prefix('+').unwrap_or(country);
    if number.len() == code.len() + NATIONAL_DIGITS && number.starts_with(code) {
        number.insert(0, '+');
    }
    if !number.starts_with('+') {
        number.insert_str(0, country);
    }
    let digits = number.strip_prefix('+')?;
    let fits = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(number)
}

/// What stands between digits, or around a number that was copied from a list of contacts: marks of the reading direction.
fn parts_digits(c: char) -> bool {
    let mark = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    mark || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '\u{2010}'..='\u{2013}' | '(' | ')' | '/')
}

/// An e-mail address as it is kept and written to: without what stands around it, and with its domain in small letters,
/// which is what the domain's owner reads it as (RFC 1035, 2.3.3). What stands before the `@` stays as it was typed, because
/// RFC 5321 (2.4) leaves its letters' case to the host that receives it. `None` where it is no address: no `@`, no dot in the
/// domain, a space or a control character, or longer than [`EMAIL_LENGTH_MAX`].
///
/// It is *found* whatever the case of all its letters, also of those before the `@` ([`super::Vault::hash`] sees to that):
/// hardly any host tells `Anna@` from `anna@`, and one person types both.
pub fn normal_email(text: &str) -> Option<String> {
    let (local, domain) = text.trim().rsplit_once('@')?;
    let address = format!("{local}@{}", domain.to_lowercase());
    let is_label = |label: &str| {
        let inside = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        inside && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    let fits = !local.is_empty()
        && local.len() <= EMAIL_LOCAL_LENGTH_MAX
        && address.len() <= EMAIL_LENGTH_MAX
        && !local.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@')
        && domain.contains('.')
        && domain.split('.').all(is_label);
    fits.then_some(address)
}

/// The initials of a name: the first letters of its first and its last word, in capitals, as a citizen would write her own.
/// One word gives one letter; points part words too, so that `B.K.` is `BK`. Empty where there is no letter.
pub fn initials(name: &str) -> String {
    let mut letters =
        name.split(|c: char| c.is_whitespace() || c == '.').filter_map(|w| w.chars().find(|c| c.is_alphabetic()));
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// Initials as they are compared, of what somebody types as hers: the first and the last of its letters, in capitals. `rbk`,
/// `R. B. K.` and `RK` are one. Empty where there is no letter.
pub fn normal_initials(typed: &str) -> String {
    let mut letters = typed.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// A date of birth in digits of any script: `01.03.1990`, `1/3 1990`, `01031990` or `1990-03-01`. `None` where it is none, or later than `today`.
pub fn normal_birth(typed: &str, today: Date) -> Option<Date> {
    let typed = plain_digits(typed);
    let typed = typed.trim();
    let numbers: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let plain = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '/'));
    let (day, month, year) = match numbers.as_slice() {
        _ if !plain => return None,
        [all] if all.len() == 8 => (&all[..2], &all[2..4], &all[4..]),
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] if year.len() == 4 => (*day, *month, *year),
        _ => return None,
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (date.year() >= BIRTH_YEAR_MIN && date <= today).then_some(date)
}

/// What a person is found by through her date of birth and her initials ([`initials`], [`normal_initials`]): `1990-03-01 RK`.
/// `None` without a letter.
pub fn birth_key(date: Date, initials: &str) -> Option<String> {
    (!initials.is_empty()).then(|| format!("{date} {initials}"))
}

/// The date of birth in a CPR number in its normal form ([`normal_cpr`]). `None` where it stands in for one, which says no
/// century.
pub fn birth_of_cpr(cpr: &str) -> Option<Date> {
    let number: [u8; CPR_DIGITS] = cpr.as_bytes().try_into().ok()?;
    let two = |at: usize| Some(number[at].checked_sub(b'0')? * 10 + number[at + 1].checked_sub(b'0')?);
    let year = birth_year(two(4)?, number[6].checked_sub(b'0')?);
    Date::new(i16::try_from(year).ok()?, i8::try_from(two(2)?).ok()?, i8::try_from(two(0)?).ok()?).ok()
}

/// A CPR number as its ten digits, typed in those of any script: spaces and hyphens go. `None` where that is not ten digits that begin with a date, day,
/// month and year of two digits, in the century that the seventh digit gives it.
///
/// **The check digit is never asked.** Since October 2007 numbers are given that do not fulfil modulus 11, most of them to
/// people born on the first of January, and the CPR office says that systems must take them (cpr.dk, on numbers without a check digit). A day that is
/// raised by 60 is that of a number which stands in for one that its owner does not have: its seventh digit says no century.
/// Replacement numbers with letters are no digits and are not taken. That a number is plausible says nothing else: not that
/// it is anybody's, and never that who typed it is that person.
pub fn normal_cpr(text: &str) -> Option<String> {
    let digits: String = plain_digits(text.trim())
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '\u{2010}'..='\u{2013}'))
        .collect();
    let number: [u8; CPR_DIGITS] = digits.as_bytes().try_into().ok()?;
    if !number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |at: usize| (number[at] - b'0') * 10 + number[at + 1] - b'0';
    let (day, month, year) = (two(0), two(2), two(4));
    let stands_in = day > REPLACEMENT_DAYS;
    let day = if stands_in { day - REPLACEMENT_DAYS } else { day };
    let year = if stands_in { None } else { Some(birth_year(year, number[6] - b'0')) };
    is_date(day, month, year).then_some(digits)
}

/// The year of birth by its two digits and the seventh digit of the number, by the CPR office's table.
fn birth_year(year: u8, seventh: u8) -> u16 {
    let century = match (seventh, year) {
        (4 | 9, ..=36) | (5..=8, ..=57) => 2000,
        (5..=8, _) => 1800,
        _ => 1900,
    };
    century + u16::from(year)
}

/// Whether there is such a day; of a year that is not known it may be a leap year.
fn is_date(day: u8, month: u8, year: Option<u16>) -> bool {
    let is_leap =
        year.is_none_or(|year| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_fault_42_a_name_of_one_word_or_in_any_script_is_kept_as_it_was_written() {
        let composed = "Zoe\u{308} S\u{f8}rensen";
        for name in ["Tenzin", "O", "陳大文", "عبد الله", "Łukasz Żółć", "Þórður", "𠮷田", composed, "R2 D2"]
        {
            assert_eq!(plain_name(&format!("  {name}\u{a0}\n")).as_deref(), Some(name));
        }
        assert_eq!(plain_name(&"é".repeat(NAME_CHARS_MAX)).map(|name| name.len()), Some(2 * NAME_CHARS_MAX));
        for wrong in ["", " \u{a0} ", "Anna\nBo", "Anna\u{0}", &"é".repeat(NAME_CHARS_MAX + 1)] {
            assert_eq!(plain_name(wrong), None);
        }
    }

    #[test]
    fn a_name_has_a_letter_that_can_be_seen_and_nothing_that_turns_or_hides_it() {
        for wrong in [
            "\u{200b}",
            "\u{200d}",
            "\u{202e}",
            "\u{ffff}",
            "\u{feff}\u{2067}",
            "\u{3164}",
            "\u{fdd0}",
            "!",
            "👩\u{200d}🚀",
        ] {
            assert_eq!(plain_name(wrong), None, "{wrong:?}");
        }
        for (typed, name) in [
            ("\u{202e}evil", "evil"),
            ("An\u{200b}na \u{2067}Bo\u{2069}\u{10ffff}", "Anna Bo"),
            ("\u{200d}علی\u{200c}رضا\u{200c}", "علی\u{200c}رضا"),
            ("Bo 👩\u{200d}🚀", "Bo 👩\u{200d}🚀"),
            ("7", "7"),
        ] {
            assert_eq!(plain_name(typed).as_deref(), Some(name), "{typed:?}");
        }
    }

    #[test]
    fn a_phone_number_is_found_however_it_was_typed() {
        for typed in [
            "12 34 56 78",
            "12-34-56-78",
            "+45 12345678",
            "0045 12 34 56 78",
            "(12) 345 678",
            "45 12 34 56 78",
            "+45 (0) 12 34 56 78",
            "0045 (0)12345678",
            "١٢ ٣٤ ٥٦ ٧٨",
            "+۴۵ ۱۲۳۴۵۶۷۸",
            "\u{ff0b}４５１２３４５６７８",
            "\u{202a}+45 12\u{2011}34 56 78\u{202c}",
        ] {
            assert_eq!(normal_phone(typed, "+45").as_deref(), Some("+4512345678"), "{typed}");
        }
        for wrong in ["", "112x", "+", "+45+12345678", "12345678901234567", "+4½٢٣٤٥٦٧٨", "1234"] {
            assert_eq!(normal_phone(wrong, "+45"), None, "{wrong}");
        }
        assert_eq!(normal_phone("+44 (0)20 7946 0958", "+45").as_deref(), Some("+442079460958"));
        assert_eq!(normal_phone("45 20 00 00", "+45").as_deref(), Some("+4545200000"), "eight digits are a number");
    }

    #[test]
    fn an_address_keeps_its_letters_before_the_at_and_its_domain_in_small_ones() {
        assert_eq!(normal_email(" Anna.Bo+tid@Example.ORG\n").as_deref(), Some("Anna.Bo+tid@example.org"));
        assert_eq!(normal_email("søren@Blåbærgrød.dk").as_deref(), Some("søren@blåbærgrød.dk"));
        assert_eq!(normal_email("anna@mail.xn--blbrgrd-fxak7p.dk").map(|a| a.len()), Some(31));
        let long = format!("{}@example.org", "a".repeat(EMAIL_LOCAL_LENGTH_MAX + 1));
        let longer = format!("a@{}.org", "b".repeat(EMAIL_LENGTH_MAX));
        for wrong in ["", "@", "anna", "anna@", "@example.org", "anna@example", "an na@example.org", "a@b@example.org"]
        {
            assert_eq!(normal_email(wrong), None, "{wrong}");
        }
        for wrong in ["anna@exa mple.org", "anna@.org", "anna@example..org", "anna@-example.org", &long, &longer] {
            assert_eq!(normal_email(wrong), None, "{wrong}");
        }
    }

    /// The numbers are of dates on which nobody is given one: they are made of what the rule says, not of people.
    #[test]
    fn a_cpr_number_is_ten_digits_that_begin_with_a_date() {
        for typed in [
            "290200-4000",
            "2902004000",
            " 29 02 00 4000 ",
            "290200\u{2013}4000",
            "２９０２００４０００",
            "٢٩٠٢٠٠-٤٠٠٠",
        ] {
            assert_eq!(normal_cpr(typed).as_deref(), Some("2902004000"), "{typed}");
        }
        for wrong in ["", "290200", "29020040000", "290200-400x", "290200_4000", "3113000000"] {
            assert_eq!(normal_cpr(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_seventh_digit_gives_the_century_and_with_it_the_leap_year() {
        // 1900 was no leap year and 2000 was one; 1860 and 2056 were and will be.
        for (number, is_date) in [
            ("2902000000", false),
            ("2902003000", false),
            ("2902004000", true),
            ("2902005000", true),
            ("2902009000", true),
            ("2902605000", true),
            ("2902585000", false),
            ("2902565000", true),
            ("2902404000", true),
            ("2902360000", true),
            ("2902374000", false),
            ("3004990000", true),
            ("3104990000", false),
            ("0001990000", false),
            ("0100990000", false),
            ("0113990000", false),
        ] {
            assert_eq!(normal_cpr(number).is_some(), is_date, "{number}");
        }
    }

    #[test]
    fn a_replacement_number_has_sixty_days_more_and_no_century() {
        for (number, is_date) in [
            ("6101990000", true),
            ("9101990000", true),
            ("8902000000", true),
            ("9002000000", false),
            ("6001990000", false),
            ("9201990000", false),
            ("3201990000", false),
        ] {
            assert_eq!(normal_cpr(number).is_some(), is_date, "{number}");
        }
    }

    #[test]
    fn no_check_digit_makes_a_number_wrong() {
        for last in 0..=9 {
            assert!(normal_cpr(&format!("010107400{last}")).is_some(), "{last}");
        }
    }

    #[test]
    fn a_date_of_birth_is_found_however_it_was_typed_and_never_lies_ahead() {
        let today = Date::constant(2026, 3, 2);
        for typed in
            ["01031990", "01.03.1990", "1/3 1990", " 1-3-1990 ", "1990-03-01", "01 03 1990", "٠١٠٣١٩٩٠", "۱/۳ ۱۹۹۰"]
        {
            assert_eq!(normal_birth(typed, today), Some(Date::constant(1990, 3, 1)), "{typed}");
        }
        for wrong in
            ["", "010390", "31021990", "1.3.90", "03032026", "01011869", "1. marts 1990", "0103-199", "010319900"]
        {
            assert_eq!(normal_birth(wrong, today), None, "{wrong}");
        }
        assert_eq!(normal_birth("02032026", today), Some(today), "born this day");
    }

    #[test]
    fn the_same_person_has_one_key_whatever_she_types_and_whatever_is_known_of_her() {
        let key = birth_key(Date::constant(2000, 2, 29), &initials("Rasmus Brandt Krog"));
        assert_eq!(key.as_deref(), Some("2000-02-29 RK"));
        for typed in ["rk", "RBK", "r. k.", "R B K"] {
            assert_eq!(birth_key(Date::constant(2000, 2, 29), &normal_initials(typed)), key, "{typed}");
        }
        assert_eq!(birth_of_cpr("2902004000"), Some(Date::constant(2000, 2, 29)));
        assert_eq!(birth_of_cpr("8902000000"), None, "a number that stands in for one");
        assert_eq!(birth_key(Date::constant(2000, 2, 29), &normal_initials("7 - 9")), None);
        assert_eq!((normal_initials("م ع"), normal_initials("b")), ("مع".to_owned(), "B".to_owned()));
        let longest = birth_key(Date::constant(2000, 2, 29), &normal_initials("\u{fb03}\u{fb03}"));
        assert_eq!(longest.map(|key| key.chars().count()), Some(BIRTH_CHARS_MAX));
    }

    #[test]
    fn initials_are_what_a_citizen_would_write() {
        for (name, expected) in [
            ("Rasmus Brandt Krog", "RK"),
            ("bo", "B"),
            ("B.K.", "BK"),
            ("Anne-Marie Juhl", "AJ"),
            ("Æ. Øst", "ÆØ"),
            ("محمد علي", "مع"),
            ("李", "李"),
            ("— 7", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
