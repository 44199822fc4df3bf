//! The forms of what is said of a person. They take everybody: whoever the server takes, in the form that is named, is taken by
//! the document, and nobody else, so that a generic client is neither kept from sending nor refused.

use jiff::civil::Date;

/// Stands for the pattern of a date of birth until the document is served: nobody is born later than that day.
pub(super) const BORN: &str = "^born$";

/// The first year of a date of birth.
const BIRTH_YEAR_MIN: i16 = 1870;

/// A CPR number: a date, of which the seventh digit gives the century and with it the leap years (29 February 1900 was none), or
/// one whose day is raised by sixty and that says no century. Exactly what [`store::vault::normal_cpr`] takes, with a hyphen or
/// without.
pub(super) const CPR: &str = "^(((0[1-9]|1[0-9]|2[0-8]|6[1-9]|7[0-9]|8[0-8])(0[1-9]|1[0-2])|(29|30|89|90)(0[13-9]|1[0-2])\
    |(31|91)(0[13578]|1[02])|8902)[0-9]{2}-?[0-9]|2902((0[48]|[2468][048]|[13579][26])-?[0-9]|00-?[4-9]))[0-9]{3}$";

/// A letter or a digit that can be seen: runs of six and more of Unicode's, which every script in use has. A name may have any
/// others beside it.
pub(super) const NAMED: &str = "[\
    0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02c1\\u02c6-\\u02d1\\u038e-\\u03a1\\u03a3-\\u03f5\\u03f7-\\u0481\
    \\u048a-\\u052f\\u0531-\\u0556\\u0560-\\u0588\\u05d0-\\u05ea\\u0620-\\u064a\\u0671-\\u06d3\\u0712-\\u072f\
    \\u074d-\\u07a5\\u07ca-\\u07ea\\u0800-\\u0815\\u0840-\\u0858\\u0860-\\u086a\\u0870-\\u0887\\u0889-\\u088e\
    \\u08a0-\\u08c9\\u0904-\\u0939\\u0958-\\u0961\\u0971-\\u0980\\u0985-\\u098c\\u0993-\\u09a8\\u09aa-\\u09b0\
    \\u0a05-\\u0a0a\\u0a13-\\u0a28\\u0a2a-\\u0a30\\u0a85-\\u0a8d\\u0a93-\\u0aa8\\u0aaa-\\u0ab0\\u0b05-\\u0b0c\
    \\u0b13-\\u0b28\\u0b2a-\\u0b30\\u0b85-\\u0b8a\\u0bae-\\u0bb9\\u0c05-\\u0c0c\\u0c12-\\u0c28\\u0c2a-\\u0c39\
    \\u0c85-\\u0c8c\\u0c92-\\u0ca8\\u0caa-\\u0cb3\\u0d04-\\u0d0c\\u0d12-\\u0d3a\\u0d7a-\\u0d7f\\u0d85-\\u0d96\
    \\u0d9a-\\u0db1\\u0db3-\\u0dbb\\u0dc0-\\u0dc6\\u0e01-\\u0e30\\u0e40-\\u0e46\\u0e8c-\\u0ea3\\u0ea7-\\u0eb0\
    \\u0f40-\\u0f47\\u0f49-\\u0f6c\\u1000-\\u102a\\u1050-\\u1055\\u1075-\\u1081\\u10a0-\\u10c5\\u10d0-\\u10fa\
    \\u10fc-\\u115e\\u1161-\\u1248\\u1250-\\u1256\\u1260-\\u1288\\u1290-\\u12b0\\u12b8-\\u12be\\u12c8-\\u12d6\
    \\u12d8-\\u1310\\u1318-\\u135a\\u1380-\\u138f\\u13a0-\\u13f5\\u13f8-\\u13fd\\u1401-\\u166c\\u166f-\\u167f\
    \\u1681-\\u169a\\u16a0-\\u16ea\\u16f1-\\u16f8\\u1700-\\u1711\\u171f-\\u1731\\u1740-\\u1751\\u1760-\\u176c\
    \\u1780-\\u17b3\\u1820-\\u1878\\u1887-\\u18a8\\u18b0-\\u18f5\\u1900-\\u191e\\u1950-\\u196d\\u1980-\\u19ab\
    \\u19b0-\\u19c9\\u1a00-\\u1a16\\u1a20-\\u1a54\\u1b05-\\u1b33\\u1b45-\\u1b4c\\u1b83-\\u1ba0\\u1bba-\\u1be5\
    \\u1c00-\\u1c23\\u1c5a-\\u1c7d\\u1c80-\\u1c88\\u1c90-\\u1cba\\u1cee-\\u1cf3\\u1d00-\\u1dbf\\u1e00-\\u1f15\
    \\u1f18-\\u1f1d\\u1f20-\\u1f45\\u1f48-\\u1f4d\\u1f50-\\u1f57\\u1f5f-\\u1f7d\\u1f80-\\u1fb4\\u1fb6-\\u1fbc\
    \\u1fc6-\\u1fcc\\u1fd6-\\u1fdb\\u1fe0-\\u1fec\\u1ff6-\\u1ffc\\u2090-\\u209c\\u210a-\\u2113\\u212f-\\u2139\
    \\u2c00-\\u2ce4\\u2d00-\\u2d25\\u2d30-\\u2d67\\u2d80-\\u2d96\\u2da0-\\u2da6\\u2da8-\\u2dae\\u2db0-\\u2db6\
    \\u2db8-\\u2dbe\\u2dc0-\\u2dc6\\u2dc8-\\u2dce\\u2dd0-\\u2dd6\\u2dd8-\\u2dde\\u3041-\\u3096\\u30a1-\\u30fa\
    \\u3105-\\u312f\\u3131-\\u3163\\u3165-\\u318e\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\ua48c\
    \\ua4d0-\\ua4fd\\ua500-\\ua60c\\ua610-\\ua61f\\ua640-\\ua66e\\ua67f-\\ua69d\\ua6a0-\\ua6e5\\ua717-\\ua71f\
    \\ua722-\\ua788\\ua78b-\\ua7ca\\ua7f2-\\ua801\\ua80c-\\ua822\\ua840-\\ua873\\ua882-\\ua8b3\\ua8f2-\\ua8f7\
    \\ua90a-\\ua925\\ua930-\\ua946\\ua960-\\ua97c\\ua984-\\ua9b2\\ua9e6-\\ua9ef\\uaa00-\\uaa28\\uaa44-\\uaa4b\
    \\uaa60-\\uaa76\\uaa7e-\\uaaaf\\uaae0-\\uaaea\\uab01-\\uab06\\uab09-\\uab0e\\uab11-\\uab16\\uab20-\\uab26\
    \\uab28-\\uab2e\\uab30-\\uab5a\\uab5c-\\uab69\\uab70-\\uabe2\\uac00-\\ud7a3\\ud7b0-\\ud7c6\\ud7cb-\\ud7fb\
    \\uf900-\\ufa6d\\ufa70-\\ufad9\\ufb00-\\ufb06\\ufb1f-\\ufb28\\ufb2a-\\ufb36\\ufb46-\\ufbb1\\ufbd3-\\ufd3d\
    \\ufd50-\\ufd8f\\ufd92-\\ufdc7\\ufdf0-\\ufdfb\\ufe76-\\ufefc\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uff9f\
    \\uffa1-\\uffbe\\uffc2-\\uffc7\\uffca-\\uffcf\\uffd2-\\uffd7\
    ]";

/// The pattern of a date of birth, `1990-03-01`: every day from 1870 to a date, and no other.
pub(super) fn born_by(today: Date) -> String {
    let (first, last) = (BIRTH_YEAR_MIN, today.year() - 1);
    let decade = |tens: i16| match last - tens * 10 {
        9.. => format!("{tens}[0-9]"),
        ones => format!("{tens}[0-{ones}]"),
    };
    let years: Vec<String> = (first / 10..=last / 10).map(decade).collect();
    let leap_years = (first..=last).filter(|year| Date::new(*year, 2, 29).is_ok());
    let leap_years: Vec<String> = leap_years.map(|year| year.to_string()).collect();
    let month = |month: i8| {
        let begin = Date::new(today.year(), month, 1).map_or(0, Date::days_in_month);
        format!("{month:02}-({})", days(if month == today.month() { today.day() } else { begin }))
    };
    let months: Vec<String> = (1..=today.month()).map(month).collect();
    let common = format!("(0[13578]|1[02])-({})|(0[469]|11)-({})|02-({})", days(31), days(30), days(28));
    let (years, leap_years, months) = (years.join("|"), leap_years.join("|"), months.join("|"));
    format!("^(({years})-({common})|({leap_years})-02-29|{}-({months}))$", today.year())
}

/// The days of a month up to one.
fn days(last: i8) -> String {
    let (tens, ones) = (last / 10, last % 10);
    let whole = (0..tens).map(|tens| if tens == 0 { "0[1-9]".to_owned() } else { format!("{tens}[0-9]") });
    let rest = if tens == 0 { format!("0[1-{ones}]") } else { format!("{tens}[0-{ones}]") };
    whole.chain([rest]).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use regex_lite::Regex;
    use store::vault::{normal_birth, normal_cpr, plain_name};

    use super::*;

    #[test]
    fn every_day_on_which_somebody_may_be_born_is_in_the_pattern_and_no_other() {
        for today in [Date::constant(2026, 3, 2), Date::constant(2028, 2, 29), Date::constant(2030, 1, 1)] {
            let pattern = Regex::new(&born_by(today)).expect("a pattern");
            let from = today.checked_sub(4.years()).expect("a date");
            let until = today.checked_add(400.days()).expect("a date");
            let lately = from.series(1.day()).take_while(|date| *date <= until);
            let long_ago = Date::constant(1868, 1, 1).series(1.day()).take(5 * 366);
            let some = (1868..=2040).filter_map(|year| Date::new(year, 2, 29).ok());
            for date in lately.chain(long_ago).chain(some) {
                let taken = normal_birth(&date.to_string(), today).is_some();
                assert_eq!(pattern.is_match(&date.to_string()), taken, "{date} on {today}");
            }
            for wrong in ["1990-02-30", "1900-02-29", "1990-00-10", "1990-13-01", "1990-04-31", "1990-1-1", "19900101"]
            {
                assert!(!pattern.is_match(wrong), "{wrong}");
            }
        }
    }

    #[test]
    fn every_cpr_number_that_is_taken_is_in_the_pattern_and_no_other() {
        let pattern = Regex::new(CPR).expect("a pattern");
        let years = [0, 1, 4, 36, 37, 57, 58, 60, 96, 99];
        let all = (0..100).flat_map(|day| (0..14).map(move |month| (day, month)));
        for (day, month) in all {
            for (year, seventh) in years.into_iter().flat_map(|year| (0..10).map(move |seventh| (year, seventh))) {
                let number = format!("{day:02}{month:02}{year:02}{seventh}000");
                assert_eq!(pattern.is_match(&number), normal_cpr(&number).is_some(), "{number}");
            }
        }
        assert!(pattern.is_match("290200-4000") && pattern.is_match("890201-0000") && !pattern.is_match("29020--4000"));
    }

    #[test]
    fn what_the_pattern_takes_for_a_name_is_one() {
        let pattern = Regex::new(NAMED).expect("a pattern");
        for name in ["Bo", "7", "Nguyễn", "محمد", "علی\u{200c}رضا", "Олександр", "李", "B.K.", "김", "ஆனந்த்", "ไทย"]
        {
            assert!(pattern.is_match(name) && plain_name(name).is_some(), "{name}");
        }
        for nothing in ["", " ", "\u{200b}", "\u{202e}", "!", "\u{3164}"] {
            assert!(!pattern.is_match(nothing), "{nothing:?}");
        }
        let all = (0..=0xffff_u32).filter_map(char::from_u32).map(String::from);
        for letter in all.filter(|letter| pattern.is_match(letter)) {
            assert!(plain_name(&letter).is_some(), "{:x?}", letter.chars());
        }
    }
}
