//! A week as a calendar: each day a column, what is booked and kept free where its time is. In the document it is a list for
//! each day, in the order of its times, so that it is heard as it is seen; where each entry stands is said by classes of the
//! style sheet, in steps of five minutes.

use domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::here::Here;
use super::lines::{DaySeen, Kind, Row, look, rows};
use super::looked::{View, Whose};
use crate::booking::calendar::monday;
use crate::problem::Problem;

/// The most entries side by side; where there are more at once, their number stands there and leads to the day.
const LANES_MAX: usize = 4;

/// Minutes of a step.
const STEP: i64 = 5;

/// The hours that are shown on a week without anything.
const USUAL: (i64, i64) = (8, 16);

/// A week.
pub(super) struct Week {
    pub(super) number: String,
    /// The hours at the side, and how many there are.
    pub(super) hours: Vec<String>,
    pub(super) days: Vec<Column>,
}

/// A day of it.
pub(super) struct Column {
    pub(super) short: String,
    /// The day of the month.
    pub(super) number: i8,
    pub(super) name: String,
    pub(super) to: String,
    pub(super) today: bool,
    pub(super) past: bool,
    /// What one hears of the whole day.
    pub(super) count: String,
    pub(super) entries: Vec<Entry>,
    /// Where the clock stands, as classes; where it is today and within the hours.
    pub(super) now: Option<String>,
}

/// Something in a day's column.
pub(super) struct Entry {
    /// Where it stands.
    pub(super) place: String,
    pub(super) row: Option<Row>,
    /// Instead of a row: how many there are at once, and from when.
    pub(super) many: Option<(String, String)>,
}

/// `Uge 10 · marts 2026`: the month in which the most of it lies.
fn heading(here: &Here, monday: Date) -> String {
    let thursday = monday.checked_add(3.days()).unwrap_or(monday);
    let month = here.t(&format!("month-{}", thursday.month()));
    let (week, year) = (monday.iso_week_date().week().to_string(), thursday.year().to_string());
    here.dates().with("appts-week", &[("number", &week), ("month", &month), ("year", &year)])
}

impl Week {
    /// The week that is looked at: Monday to Friday, and the weekend where it has anything or the plan has hours.
    ///
    /// # Errors
    /// A [`Problem`] where a day cannot be read.
    pub(super) async fn of(here: &Here) -> Result<Self, Problem> {
        let first = monday(here.looked.date);
        let mut days = Vec::with_capacity(7);
        for number in 0..7_i64 {
            let date = first.checked_add(number.days()).unwrap_or(first);
            let seen = look(here, date).await?;
            if number < 5 || is_used(here, &seen) {
                days.push((date, rows(here, &seen), seen));
            }
        }
        let (from, to) = hours(here, &days);
        let columns = days.into_iter().map(|(date, rows, seen)| column(here, (date, rows, seen), (from, to)));
        Ok(Self {
            number: heading(here, first),
            days: columns.collect(),
            hours: (from..to).map(|hour| hour.to_string()).collect(),
        })
    }
}

fn is_used(here: &Here, seen: &DaySeen) -> bool {
    let planned = || here.who.setup.capacities.values().any(|capacity| !capacity.hours.on(seen.date).is_empty());
    !seen.lines.is_empty() || !seen.blocks.is_empty() || planned()
}

/// The hours that hold everything of these days, from (included) to (not included). What is kept free the whole night long
/// makes no day longer than its hours.
fn hours(here: &Here, days: &[(Date, Vec<Row>, DaySeen)]) -> (i64, i64) {
    let (mut from, mut to) = (24, 0);
    for (date, rows, _) in days {
        let shown = rows.iter().filter(|row| !matches!(row.kind, Kind::Blocked { .. }));
        for row in shown {
            from = from.min(minute(here, *date, row.starts_at) / 60);
            to = to.max((minute(here, *date, row.ends_at) + 59) / 60);
        }
        for span in here.who.setup.capacities.values().flat_map(|capacity| capacity.hours.on(*date)) {
            let end = if span.to == jiff::civil::Time::midnight() { 24 } else { i64::from(span.to.hour()) };
            from = from.min(i64::from(span.from.hour()));
            to = to.max(end + i64::from(span.to.minute() > 0));
        }
    }
    if from < to { (from, to.min(24)) } else { USUAL }
}

/// The minute of a civil day, 0 to 1440.
fn minute(here: &Here, date: Date, at: Instant) -> i64 {
    let civil = here.who.setup.civil(at);
    match civil.date().cmp(&date) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => i64::from(civil.hour()) * 60 + i64::from(civil.minute()),
        std::cmp::Ordering::Greater => 24 * 60,
    }
}

fn column(here: &Here, (date, rows, seen): (Date, Vec<Row>, DaySeen), (from, to): (i64, i64)) -> Column {
    let dates = here.dates();
    let day = here.looked.seen_as(View::Day, date);
    let (first, last) = (from * 60, to * 60);
    let at = minute(here, date, here.now);
    let today = date == here.today();
    let within = today && first <= at && at < last;
    let count = u32::try_from(seen.lines.len()).unwrap_or(u32::MAX).saturating_add(seen.more);
    let all = here.looked.whose == Whose::All;
    Column {
        short: dates.t(&format!("booking-weekday-{}", date.weekday().to_monday_one_offset())),
        number: date.day(),
        name: dates.date_within(date),
        to: here.page_of(&day),
        today,
        past: date < here.today(),
        count: dates.count("appts-count", usize::try_from(count).unwrap_or(usize::MAX)),
        entries: placed(here, date, rows, (first, last), all),
        now: within.then(|| place(at - first, STEP, 0, 1)),
    }
}

/// Where something stands: from which minute after the first hour, for how long, and beside how many others.
fn place(from: i64, minutes: i64, lane: usize, lanes: usize) -> String {
    let (start, steps) = (from / STEP, (minutes / STEP).max(1));
    format!("h{} m{} dh{} dm{} lane{lane} of{lanes}", start / 12, start % 12, steps / 12, steps % 12)
}

/// Something that is to be placed, by its minutes.
struct Span {
    from: i64,
    to: i64,
    row: Row,
}

fn placed(here: &Here, date: Date, rows: Vec<Row>, (first, last): (i64, i64), all: bool) -> Vec<Entry> {
    let clip = |at: Instant| minute(here, date, at).clamp(first, last);
    let span = |row: Row| {
        let (from, to) = (clip(row.starts_at), clip(row.ends_at));
        // What nobody said the end of is as long as its line.
        let shortest = if matches!(row.kind, Kind::Booked { .. }) { 3 * STEP } else { 0 };
        Span { from: from - from % STEP, to: to.max(from + shortest).min(last), row }
    };
    let spans = rows.into_iter().map(span).filter(|span| span.from < span.to);
    let (free, taken): (Vec<Span>, Vec<Span>) = spans.partition(|span| matches!(span.row.kind, Kind::Free { .. }));
    let free = free.into_iter().filter(|_| !all).map(|span| {
        let place = place(span.from - first, span.to - span.from, 0, 1);
        (span.from, Entry { place, row: Some(span.row), many: None })
    });
    let mut entries: Vec<(i64, Entry)> = free.collect();
    for cluster in clusters(taken) {
        entries.extend(side_by_side(here, date, cluster, first));
    }
    entries.sort_by_key(|(from, _)| *from);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Those that are at once, in groups.
fn clusters(spans: Vec<Span>) -> Vec<Vec<Span>> {
    let mut clusters: Vec<Vec<Span>> = Vec::new();
    let mut end = i64::MIN;
    for span in spans {
        let begins = span.from >= end;
        end = end.max(span.to);
        match clusters.last_mut().filter(|_| !begins) {
            Some(cluster) => cluster.push(span),
            None => clusters.push(vec![span]),
        }
    }
    clusters
}

fn side_by_side(here: &Here, date: Date, cluster: Vec<Span>, first: i64) -> Vec<(i64, Entry)> {
    let mut ends: Vec<i64> = Vec::new();
    let lanes: Vec<usize> = cluster
        .iter()
        .map(|span| {
            let free = ends.iter().position(|end| *end <= span.from);
            let lane = free.unwrap_or(ends.len());
            if free.is_none() {
                ends.push(span.to);
            } else {
                ends[lane] = span.to;
            }
            lane
        })
        .collect();
    let of = ends.len();
    if of > LANES_MAX {
        return vec![together(here, date, &cluster, first)];
    }
    let entry = |(span, lane): (Span, usize)| {
        let place = place(span.from - first, span.to - span.from, lane, of);
        (span.from, Entry { place, row: Some(span.row), many: None })
    };
    cluster.into_iter().zip(lanes).map(entry).collect()
}

/// Too many at once to stand side by side: their number, which leads to the day.
fn together(here: &Here, date: Date, cluster: &[Span], first: i64) -> (i64, Entry) {
    let from = cluster.iter().map(|span| span.from).min().unwrap_or(first);
    let to = cluster.iter().map(|span| span.to).max().unwrap_or(from + STEP);
    let dates = here.dates();
    let booked = cluster.iter().filter(|span| matches!(span.row.kind, Kind::Booked { .. })).count();
    let said = match booked {
        0 => dates.count("appts-at-once-blocked", cluster.len()),
        booked => dates.count("appts-at-once", booked),
    };
    let clock = cluster.first().map(|span| span.row.from.clone()).unwrap_or_default();
    let text = dates.with("booking-and", &[("first", &clock), ("second", &said)]);
    let to_day = here.page_of(&here.looked.seen_as(View::Day, date));
    (from, Entry { place: place(from - first, to - from, 0, 1), row: None, many: Some((text, to_day)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_stands_where_its_minutes_are() {
        assert_eq!(place(0, 30, 0, 1), "h0 m0 dh0 dm6 lane0 of1");
        assert_eq!(place(125, 95, 1, 2), "h2 m1 dh1 dm7 lane1 of2");
        assert_eq!(place(10, 1, 0, 1), "h0 m2 dh0 dm1 lane0 of1");
    }
}
