//! Times, spans and numbers as each language writes them: `10.42`, `18 min`, `91,2 %`.
//!
//! Danish writes times with a point and decimals with a comma, English the other way round. No zero stands before an
//! hour. Nothing here knows a clock.

use domain::ids::Language;
use domain::setup::Setup;
use domain::time::Instant;
use jiff::civil::Date;

use crate::texts::{Texts, Values};

/// A civil time of the centre, `10.42` in Danish and `10:42` elsewhere.
pub fn clock(at: Instant, setup: &Setup, language: &Language) -> String {
    let civil = setup.civil(at);
    format!("{}{}{:02}", civil.hour(), point(language), civil.minute())
}

/// What stands between hours and minutes.
pub fn point(language: &Language) -> char {
    if is_danish(language) { '.' } else { ':' }
}

/// How far the centre's civil time is east of UTC at an instant, in minutes; a browser's clock needs it.
pub fn offset_minutes(at: Instant, setup: &Setup) -> i32 {
    at.offset_seconds(&setup.time_zone) / 60
}

/// A date in words, with its weekday and without its year: for what is about today.
pub fn day(date: Date, texts: &Texts, language: &Language) -> String {
    dated(date, "date-day", texts, language)
}

/// A date in words, with its weekday.
pub fn date(date: Date, texts: &Texts, language: &Language) -> String {
    dated(date, "date-long", texts, language)
}

fn dated(date: Date, message: &str, texts: &Texts, language: &Language) -> String {
    let weekday = texts.get(language, &format!("weekday-{}", date.weekday().to_monday_one_offset()));
    let month = texts.get(language, &format!("month-{}", date.month()));
    let mut values = Values::new();
    values.set("weekday", weekday);
    values.set("day", date.day().to_string());
    values.set("month", month);
    values.set("year", date.year().to_string());
    texts.with(language, message, &values)
}

/// A number with one decimal: `8,3`.
pub fn decimal(value: f64, language: &Language) -> String {
    let text = format!("{value:.1}");
    if is_danish(language) { text.replace('.', ",") } else { text }
}

/// Seconds as minutes with one decimal.
pub fn minutes(seconds: u32, language: &Language) -> String {
    decimal(f64::from(seconds) / 60.0, language)
}

/// A whole number with its thousands apart: `2.454`.
pub fn count(value: u64, language: &Language) -> String {
    let digits = value.to_string();
    let separator = if is_danish(language) { '.' } else { ',' };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A share in per cent with one decimal; a dash where there is nothing to share.
pub fn share(part: u32, whole: u32, language: &Language) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{} %", decimal(f64::from(part) * 100.0 / f64::from(whole), language))
}

/// A span, `5 t 12 min` or `12 min`.
pub fn span(seconds: u64, texts: &Texts, language: &Language) -> String {
    let minutes = (seconds + 30) / 60;
    let mut values = Values::new();
    // A number, not its digits: some languages have another word after few minutes than after many.
    values.set("minutes", minutes % 60);
    if minutes < 60 {
        return texts.with(language, "time-minutes", &values);
    }
    values.set("hours", (minutes / 60).to_string());
    texts.with(language, "time-hours", &values)
}

fn is_danish(language: &Language) -> bool {
    language.as_str() == "da"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        let (da, en) = (Language::danish(), Language::english());
        assert_eq!((decimal(8.25, &da), decimal(8.0, &en)), ("8,2".to_owned(), "8.0".to_owned()));
        assert_eq!((count(2_454, &da), count(1_234_567, &en)), ("2.454".to_owned(), "1,234,567".to_owned()));
        assert_eq!((count(0, &da), count(999, &en)), ("0".to_owned(), "999".to_owned()));
        assert_eq!((share(9, 10, &da), share(0, 0, &en)), ("90,0 %".to_owned(), "–".to_owned()));
        let texts = Texts::embedded().expect("texts");
        assert_eq!((span(61, &texts, &da), span(18_720, &texts, &da)), ("1 min".to_owned(), "5 t 12 min".to_owned()));
        let day = jiff::civil::date(2026, 11, 26);
        assert_eq!(date(day, &texts, &da), "torsdag 26. november 2026");
        assert_eq!(date(day, &texts, &en), "Thursday 26 November 2026");
    }
}
