//! Danish public holidays, computed and never typed: the movable ones follow from Easter.
//!
//! Public holidays are those of the Danish church year that the law keeps, and New Year's Day. Great Prayer Day was one
//! until 2023 (act no. 214 of 6 March 2023). Other days on which many offices are closed are no public holidays: a set-up
//! names them where it wants them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A day on which offices are closed, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 January.
    NewYearsDay,
    /// The Thursday before Easter.
    MaundyThursday,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// The day after Easter.
    EasterMonday,
    /// The fourth Friday after Easter, until 2023.
    GreatPrayerDay,
    /// The 39th day after Easter, a Thursday.
    AscensionDay,
    /// The 49th day after Easter.
    WhitSunday,
    /// The 50th day after Easter.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
    /// 1 May; not public.
    MayDay,
    /// 5 June; not public.
    ConstitutionDay,
    /// 24 December; not public.
    ChristmasEve,
    /// 31 December; not public.
    NewYearsEve,
}

impl Holiday {
    /// The days that are no public holidays, by the names that a set-up uses.
    pub const OTHERS: [(&'static str, Self); 4] = [
        ("may_day", Self::MayDay),
        ("constitution_day", Self::ConstitutionDay),
        ("christmas_eve", Self::ChristmasEve),
        ("new_years_eve", Self::NewYearsEve),
    ];

    /// Whether it is a public holiday.
    pub fn is_public(self) -> bool {
        !Self::OTHERS.iter().any(|(_, other)| *other == self)
    }
}

/// The last year in which Great Prayer Day was a public holiday.
const GREAT_PRAYER_DAY_LAST: i16 = 2023;

/// What a date is, where it is one of these days. Where two fall together (Ascension Day on 1 May or on 5 June, Whit Sunday
/// on 5 June) it is the public one.
pub fn holiday(day: Date) -> Option<Holiday> {
    movable(day).or_else(|| fixed(day))
}

fn fixed(day: Date) -> Option<Holiday> {
    match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYearsDay),
        (5, 1) => Some(Holiday::MayDay),
        (6, 5) => Some(Holiday::ConstitutionDay),
        (12, 24) => Some(Holiday::ChristmasEve),
        (12, 25) => Some(Holiday::ChristmasDay),
        (12, 26) => Some(Holiday::SecondChristmasDay),
        (12, 31) => Some(Holiday::NewYearsEve),
        _ => None,
    }
}

fn movable(day: Date) -> Option<Holiday> {
    let easter = easter(day.year());
    match (day - easter).get_days() {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        26 if day.year() <= GREAT_PRAYER_DAY_LAST => Some(Holiday::GreatPrayerDay),
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm that Meeus gives (Astronomical Algorithms,
/// 2nd edition, chapter 8): it holds for every year without exception.
pub fn easter(year: i16) -> Date {
    let year_whole = i32::from(year);
    let golden = year_whole.rem_euclid(19);
    let (century, in_century) = (year_whole.div_euclid(100), year_whole.rem_euclid(100));
    let (leap, rest) = (century / 4, century % 4);
    let moon = (century + 8) / 25;
    let correction = (century - moon + 1) / 3;
    let epact = (19 * golden + century - leap - correction + 15).rem_euclid(30);
    let (quarter, year_rest) = (in_century / 4, in_century % 4);
    let weekday = (32 + 2 * rest + 2 * quarter - epact - year_rest).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    // Days after 22 March: 0 to 34.
    let after = epact + weekday - 7 * late;
    date(year, 3, 22).saturating_add(after.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known from the calendars of these years, the earliest and the latest possible date among them.
    #[test]
    fn easter_is_where_the_calendars_have_it() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2016, 3, 27),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn the_days_of_2026() {
        let year = date(2026, 1, 1).series(1.day()).take_while(|day| day.year() == 2026);
        let public: Vec<String> =
            year.filter(|day| holiday(*day).is_some_and(Holiday::is_public)).map(|day| day.to_string()).collect();
        let expected = [
            "2026-01-01",
            "2026-04-02",
            "2026-04-03",
            "2026-04-05",
            "2026-04-06",
            "2026-05-14",
            "2026-05-24",
            "2026-05-25",
            "2026-12-25",
            "2026-12-26",
        ];
        assert_eq!(public, expected);
    }

    #[test]
    fn great_prayer_day_was_kept_until_2023() {
        assert_eq!(holiday(date(2023, 5, 5)), Some(Holiday::GreatPrayerDay));
        assert_eq!(holiday(date(2024, 4, 26)), None);
    }

    #[test]
    fn a_public_day_hides_another_that_falls_on_it() {
        assert_eq!(holiday(date(2008, 5, 1)), Some(Holiday::AscensionDay));
        assert_eq!(holiday(date(2022, 6, 5)), Some(Holiday::WhitSunday));
        assert_eq!(holiday(date(2026, 6, 5)), Some(Holiday::ConstitutionDay));
    }
}
