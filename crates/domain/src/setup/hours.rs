//! Opening hours: a week, other weeks for a while, public holidays, and dates that differ.
//!
//! ```toml
//! [hours]
//! monday = "09:00-15:00"
//! thursday = ["09:00-12:00", "13:00-18:00"]
//! holidays = "closed"
//! also_closed = ["christmas_eve", "new_years_eve"]
//!
//! [[hours.period]]
//! from = 2026-07-01
//! until = 2026-07-31
//! monday = "10:00-13:00"
//!
//! [[hours.date]]
//! date = 2026-12-23
//! hours = "09:00-12:00"
//! ```
//!
//! Hours stand at several levels: municipality, centre, and queue or capacity. A level that names a weekday or a period gives
//! all weeks, so that a day it does not name is closed there; dates of all levels count, and the nearest level wins. Public
//! holidays are closed unless a level says `holidays = "open"`; a date that differs holds whatever else the day is.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::limits::{DATES_MAX, PERIODS_MAX, SPANS_MAX};
use super::mistake::{Code, Notes, Place};
use super::section::{At, Section, unlike};
use super::{Holiday, Hours, OpenSpan, Week, WeekPeriod};

/// The weekdays as keys, Monday first.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const KEYS: [&str; 11] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "holidays",
    "also_closed",
    "period",
    "date",
];

const PERIOD_KEYS: [&str; 9] =
    ["from", "until", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads `hours` of a section over the hours of the level above.
pub(super) fn hours(notes: &mut Notes, section: &Section, above: &Hours) -> Hours {
    let Some(own) = section.section(notes, "hours") else { return above.clone() };
    own.note_unknown_keys(notes, &KEYS);
    let mut hours = above.clone();
    let periods = own.sections(notes, "period", PERIODS_MAX);
    if WEEKDAYS.iter().any(|day| own.has(day)) || !periods.is_empty() {
        hours.week = week(notes, &own);
        hours.periods = periods.iter().map(|period| self::period(notes, period)).collect();
        note_overlaps(notes, &periods, &hours.periods);
    }
    if let Some(open) = own.word(notes, "holidays", &[("closed", false), ("open", true)]) {
        hours.on_holidays = open;
    }
    if own.has("also_closed") {
        hours.also_closed = also_closed(notes, &own);
    }
    hours.dates.extend(dates(notes, &own));
    hours
}

fn period(notes: &mut Notes, section: &Section) -> WeekPeriod {
    section.note_unknown_keys(notes, &PERIOD_KEYS);
    let (from, until) = section.dates(notes);
    WeekPeriod { from, until, week: week(notes, section) }
}

/// Of two that hold on the same dates the first counts, which nobody means.
fn note_overlaps(notes: &mut Notes, sections: &[Section], periods: &[WeekPeriod]) {
    for (section, (at, later)) in sections.iter().zip(periods.iter().enumerate()) {
        let first = periods.iter().take(at).position(|first| holds_with(first, later));
        if let Some(first) = first.and_then(|first| sections.get(first)) {
            let first = notes.named(first.place);
            notes.add(section.place, Code::PeriodsOverlap, [("first", &first)]);
        }
    }
}

fn holds_with(one: &WeekPeriod, other: &WeekPeriod) -> bool {
    let span = |period: &WeekPeriod| (period.from.unwrap_or(Date::MIN), period.until.unwrap_or(Date::MAX));
    let ((from, until), (other_from, other_until)) = (span(one), span(other));
    from <= until && other_from <= other_until && from <= other_until && other_from <= until
}

fn also_closed(notes: &mut Notes, own: &Section) -> Vec<Holiday> {
    let mut closed = Vec::new();
    for given in own.list(notes, "also_closed") {
        match Holiday::OTHERS.iter().find(|(name, _)| *name == given.value) {
            Some((_, day)) => closed.push(*day),
            None => drop(unlike(notes, given, Code::HolidayUnknown, Holiday::OTHERS.iter().map(|(name, _)| *name))),
        }
    }
    closed
}

fn week(notes: &mut Notes, own: &Section) -> Week {
    let mut week = BTreeMap::new();
    for (day, name) in (1_u8..).zip(WEEKDAYS) {
        let spans = spans(notes, own, name);
        if !spans.is_empty() {
            week.insert(day, spans);
        }
    }
    week
}

fn dates(notes: &mut Notes, own: &Section) -> BTreeMap<Date, Vec<OpenSpan>> {
    let mut dates: BTreeMap<Date, (Place, Vec<OpenSpan>)> = BTreeMap::new();
    for section in own.sections(notes, "date", DATES_MAX) {
        section.note_unknown_keys(notes, &["date", "hours"]);
        for key in ["date", "hours"] {
            section.must_have(notes, key);
        }
        let spans = spans(notes, &section, "hours");
        let Some(date) = section.date(notes, "date") else { continue };
        if let Some((first, _)) = dates.get(&date.value) {
            let first = notes.named(*first);
            notes.add(date.place, Code::DateTwice, [("given", &date.value.to_string()), ("first", &first)]);
        } else {
            dates.insert(date.value, (date.place, spans));
        }
    }
    dates.into_iter().map(|(date, (_, spans))| (date, spans)).collect()
}

/// The spans of one day: one text, or a list of texts; none where it is closed.
fn spans(notes: &mut Notes, section: &Section, key: &str) -> Vec<OpenSpan> {
    if !section.has(key) {
        return Vec::new();
    }
    let given =
        if section.is_text(key) { section.text(notes, key).into_iter().collect() } else { section.list(notes, key) };
    if let Some(over) = given.get(SPANS_MAX) {
        let (count, max) = (given.len().to_string(), SPANS_MAX.to_string());
        notes.add(over.place, Code::TooMany, [("key", key), ("given", &count), ("max", &max)]);
    }
    if given.len() == 1 && given[0].value == "closed" {
        return Vec::new();
    }
    let mut spans: Vec<(OpenSpan, At<&str>)> =
        given.into_iter().take(SPANS_MAX).filter_map(|text| Some((span(notes, text)?, text))).collect();
    spans.sort_by_key(|(span, _)| span.from);
    for pair in spans.windows(2) {
        let [(one, first), (two, second)] = pair else { continue };
        if ends_after(*one, two.from) {
            notes.add(second.place, Code::HoursOverlap, [("first", first.value), ("second", second.value)]);
        }
    }
    spans.into_iter().map(|(span, _)| span).collect()
}

fn ends_after(span: OpenSpan, time: Time) -> bool {
    span.to == Time::midnight() || span.to > time
}

fn span(notes: &mut Notes, given: At<&str>) -> Option<OpenSpan> {
    let parts = given.value.split_once('-').and_then(|(from, to)| Some((exact(from)?, exact(to)?)));
    let Some((from, to)) = parts else {
        let suggestion = suggestion(given.value).unwrap_or_else(|| "09:00-15:00".to_owned());
        notes.add(given.place, Code::HoursMalformed, [("given", given.value), ("suggestion", &suggestion)]);
        return None;
    };
    if to != Time::midnight() && to <= from {
        notes.add(given.place, Code::HoursReversed, [("given", given.value)]);
        return None;
    }
    Some(OpenSpan { from, to })
}

/// A time as `09:30`; `24:00` is midnight at the day's end.
pub(super) fn exact(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    (two_digits(hour) && two_digits(minute)).then(|| time(hour, minute)).flatten()
}

fn time(hour: &str, minute: &str) -> Option<Time> {
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    if (hour, minute) == (24, 0) { Some(Time::midnight()) } else { Time::new(hour, minute, 0, 0).ok() }
}

/// What was probably meant: `9.30 - 15` is `09:30-15:00`.
fn suggestion(given: &str) -> Option<String> {
    let (from, to) = given.split_once(['-', '–'])?;
    let meant = |part: &str| {
        let part = part.trim();
        let (hour, minute) = part.split_once(['.', ':', ',']).unwrap_or((part, "00"));
        let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        (digits(hour) && digits(minute) && time(hour, minute).is_some()).then(|| format!("{hour:0>2}:{minute:0>2}"))
    };
    Some(format!("{}-{}", meant(from)?, meant(to)?))
}
