//! The table of queues: who waits, how long against the target, what share came in time, and how it has been.
//!
//! The figures are the hall's, which are those of the account. A line of what was ends in a range of what is expected.

use std::fmt::Write as _;

use domain::command::QueueOrder;
use domain::course::{WaitPoint, wait_history};
use domain::day::Day;
use domain::event::Forecast;
use domain::hall::{Hall, QueueNow, QueueStatus};
use domain::ids::QueueId;
use domain::time::Instant;

use super::acts::Keys;
use super::{per_cent, whole_minutes};
use crate::signs::Markup;
use crate::texts::Values;
use crate::words::Words;

/// How much of the past the line of waits shows, in minutes.
const HISTORY_MINUTES: u16 = 60;

/// The step of that line, in minutes.
const HISTORY_STEP_MINUTES: u16 = 3;

/// A share below this, in per cent, is pointed out.
const SHARE_LOW_PER_CENT: u32 = 80;

/// The width and height of the line, in its own measure.
const LINE: (f32, f32) = (200.0, 40.0);

/// Where now lies on it.
const LINE_NOW: f32 = 110.0;

/// Where the next ticket's range stands.
const LINE_NEXT: f32 = 176.0;

/// A queue, as its row shows it.
pub(super) struct QueueRow {
    pub(super) id: String,
    pub(super) letter: char,
    pub(super) name: String,
    pub(super) waiting: String,
    pub(super) longest: String,
    pub(super) over: bool,
    pub(super) target: u16,
    pub(super) bar: Markup,
    pub(super) share: String,
    /// How many that is a share of; empty where of none.
    pub(super) of: String,
    pub(super) low: bool,
    pub(super) line: Markup,
    /// The line in words.
    pub(super) expected: String,
    pub(super) status: String,
    pub(super) open: bool,
    pub(super) menu: String,
    pub(super) choices: Vec<Choice>,
}

/// What a manager can say about a queue.
pub(super) struct Choice {
    pub(super) to: &'static str,
    pub(super) label: String,
    /// What it means, in a few words.
    pub(super) means: String,
    pub(super) chosen: bool,
    pub(super) key: String,
}

/// What can be said about a queue, in the order shown, as forms name it.
pub(super) const ORDERS: [(QueueOrder, &str, &str); 4] = [
    (QueueOrder::ByHours, "by_hours", "manage-order-by-hours"),
    (QueueOrder::Open, "open", "manage-order-open"),
    (QueueOrder::Closed, "closed", "manage-order-closed"),
    (QueueOrder::Paused, "paused", "manage-order-paused"),
];

/// A queue's order as forms name it.
pub(super) fn order_name(order: QueueOrder) -> &'static str {
    ORDERS.iter().find(|(known, ..)| *known == order).map_or("by_hours", |(_, name, _)| *name)
}

/// What a manager has said about a queue.
pub(super) fn order_of(day: &Day, queue: &QueueId) -> QueueOrder {
    day.queue(queue).map_or(QueueOrder::ByHours, |q| q.order)
}

/// What the day knows of a queue beside the hall.
pub(super) struct Behind {
    history: Vec<WaitPoint>,
    order: QueueOrder,
}

/// Asks the day, while its lock is held, for each queue of the hall.
pub(super) fn behind(day: &Day, hall: &Hall) -> Vec<Behind> {
    let ask = |queue: &QueueNow| Behind {
        history: wait_history(day, &queue.queue, hall.at, HISTORY_MINUTES, HISTORY_STEP_MINUTES),
        order: order_of(day, &queue.queue),
    };
    hall.queues.iter().map(ask).collect()
}

/// The rows of the table.
pub(super) fn rows(words: &Words<'_>, hall: &Hall, behind: &[Behind], keys: &Keys) -> Vec<QueueRow> {
    let most = hall.queues.iter().zip(behind).map(|(queue, past)| highest(queue, past, hall.at)).fold(1.0, f32::max);
    hall.queues.iter().zip(behind).map(|(queue, past)| row(words, hall, queue, past, most, keys)).collect()
}

fn row(words: &Words<'_>, hall: &Hall, queue: &QueueNow, past: &Behind, most: f32, keys: &Keys) -> QueueRow {
    let name = words.queue(&queue.queue);
    let over = queue.waiting > 0 && queue.longest_wait_seconds > u32::from(queue.target_minutes) * 60;
    let share = per_cent(queue.within_target, queue.called);
    let status = words.t(status_message(queue.status));
    QueueRow {
        id: queue.queue.to_string(),
        letter: queue.letter.as_char(),
        waiting: words.number(queue.waiting),
        longest: if queue.waiting == 0 {
            "–".to_owned()
        } else {
            minutes(words, u64::from(queue.longest_wait_seconds))
        },
        over,
        target: queue.target_minutes,
        bar: bar(queue, over),
        share: share.map_or_else(|| "–".to_owned(), |share| format!("{share} %")),
        of: share.map(|_| words.with("manage-share-of", &[("count", &words.number(queue.called))])).unwrap_or_default(),
        low: share.is_some_and(|share| share < SHARE_LOW_PER_CENT),
        line: line(queue, past, most, hall.at),
        expected: expected(words, queue.forecast, hall.at),
        open: queue.status == QueueStatus::Open,
        menu: words.with("manage-queue-menu", &[("queue", &name), ("status", &status)]),
        status,
        choices: ORDERS
            .iter()
            .map(|(order, to, message)| Choice {
                to,
                label: words.t(message),
                means: words.t(&format!("{message}-means")),
                chosen: *order == past.order,
                key: keys.of(&["queue", queue.queue.as_str(), to]),
            })
            .collect(),
        name,
    }
}

/// A status in words.
pub(super) fn status_message(status: QueueStatus) -> &'static str {
    match status {
        QueueStatus::Open => "manage-status-open",
        QueueStatus::ClosedByHours => "manage-status-closed-by-hours",
        QueueStatus::ClosedByManager => "manage-status-closed",
        QueueStatus::Full => "manage-status-full",
        QueueStatus::Paused => "manage-status-paused",
        QueueStatus::DayClosed => "manage-status-day-closed",
    }
}

/// Minutes that have gone by, `21 min`.
pub(super) fn minutes(words: &Words<'_>, seconds: u64) -> String {
    words.span(whole_minutes(seconds) * 60)
}

/// What who took a ticket now would wait, in words.
fn expected(words: &Words<'_>, forecast: Option<Forecast>, now: Instant) -> String {
    let Some(forecast) = forecast else { return words.t("manage-next-unknown") };
    let minutes = |at: Instant| (at.seconds_since(now) + 30) / 60;
    let mut values = Values::new();
    values.set("expected", minutes(forecast.expected));
    values.set("earliest", minutes(forecast.earliest));
    values.set("latest", minutes(forecast.latest));
    words.texts.with(words.language, "manage-next", &values)
}

/// The longest wait on a track of one and a half targets.
fn bar(queue: &QueueNow, over: bool) -> Markup {
    let most = f32::from(queue.target_minutes.max(1)) * 90.0;
    let part = (seconds(queue.longest_wait_seconds) / most * 100.0).clamp(0.0, 100.0);
    let part = if queue.waiting == 0 { 0.0 } else { part.max(2.0) };
    let class = if over { "bar-fill over" } else { "bar-fill" };
    Markup(format!(
        r#"<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-track" y="3" width="100%" height="8" rx="4"/><rect class="{class}" y="3" width="{part:.1}%" height="8" rx="4"/><rect class="bar-tick" x="66.700%" y="0" width="2" height="14"/></svg>"#
    ))
}

/// The longest wait that a row's line must reach, in minutes.
fn highest(queue: &QueueNow, past: &Behind, now: Instant) -> f32 {
    let history = past.history.iter().map(|p| seconds(p.longest_seconds)).fold(0.0, f32::max);
    let latest = queue.forecast.map_or(0.0, |f| wait(f.latest, now));
    (history.max(latest) / 60.0).max(f32::from(queue.target_minutes) * 1.3)
}

/// How the longest wait has been, the target, and in between which waits the next ticket's lies.
fn line(queue: &QueueNow, past: &Behind, most: f32, now: Instant) -> Markup {
    let (width, height) = LINE;
    let y = |minutes: f32| height - 3.0 - (minutes / most).clamp(0.0, 1.0) * (height - 6.0);
    let mut svg = format!(
        r#"<svg class="line" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="line-target" d="M0 {0:.1}H{width}"/>"#,
        y(f32::from(queue.target_minutes))
    );
    let mut path = String::new();
    let step = LINE_NOW / f32::from(HISTORY_MINUTES / HISTORY_STEP_MINUTES);
    let mut x = LINE_NOW - step * (length(past.history.len()) - 1.0).max(0.0);
    for point in &past.history {
        let command = if path.is_empty() { 'M' } else { 'L' };
        let _in_memory = write!(path, "{command}{x:.1} {:.1}", y(seconds(point.longest_seconds) / 60.0));
        x += step;
    }
    let here = y(past.history.last().map_or(0.0, |p| seconds(p.longest_seconds)) / 60.0);
    if let Some(forecast) = queue.forecast {
        let at = |at: Instant| y(wait(at, now) / 60.0);
        let (from, expected, to) = (at(forecast.earliest), at(forecast.expected), at(forecast.latest));
        let _in_memory = write!(
            svg,
            r#"<path class="line-range" d="M{LINE_NOW} {here:.1}L{LINE_NEXT} {to:.1}V{from:.1}Z"/><path class="line-next" d="M{LINE_NOW} {here:.1}L{LINE_NEXT} {expected:.1}"/><path class="line-whisker" d="M{LINE_NEXT} {to:.1}V{from:.1}"/>"#,
        );
    }
    let _in_memory = write!(
        svg,
        r#"<path class="line-past" d="{path}"/><path class="line-now" d="M{LINE_NOW} {here:.1}h.01"/></svg>"#
    );
    Markup(svg)
}

/// A wait from now, in seconds.
fn wait(at: Instant, now: Instant) -> f32 {
    seconds(u32::try_from(at.seconds_since(now)).unwrap_or(u32::MAX))
}

/// Seconds for drawing: more than half a day is half a day.
fn seconds(seconds: u32) -> f32 {
    f32::from(u16::try_from(seconds).unwrap_or(u16::MAX))
}

fn length(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use domain::ids::Letter;

    use super::*;

    fn queue(longest_wait_seconds: u32, forecast: Option<[i64; 3]>) -> QueueNow {
        let now = Instant::from_millis(0);
        QueueNow {
            queue: QueueId::new("pas").expect("a name"),
            letter: Letter::new('A').expect("a letter"),
            status: QueueStatus::Open,
            waiting: 3,
            longest_wait_seconds,
            target_minutes: 20,
            desks: 2,
            forecast: forecast.map(|[earliest, expected, latest]| Forecast {
                earliest: now.plus_minutes(earliest),
                expected: now.plus_minutes(expected),
                latest: now.plus_minutes(latest),
            }),
            taken: 10,
            called: 7,
            within_target: 6,
        }
    }

    #[test]
    fn a_wait_far_over_its_target_stays_on_its_track() {
        let drawn = bar(&queue(60_000, None), true).0;
        assert!(drawn.contains("width=\"100.0%\"") && drawn.contains("over"), "{drawn}");
    }

    #[test]
    fn a_line_keeps_within_its_box_whatever_is_expected() {
        let past = Behind {
            history: vec![WaitPoint { at: Instant::from_millis(0), longest_seconds: 70_000 }],
            order: QueueOrder::ByHours,
        };
        let drawn = line(&queue(0, Some([0, 700, 5_000])), &past, 10.0, Instant::from_millis(0)).0;
        assert!(!drawn.contains("NaN") && !drawn.contains("inf") && !drawn.contains("style="), "{drawn}");
        let numbers = drawn.split(['M', 'L', 'V', ' ', '"', 'Z', 'H']).filter_map(|n| n.parse::<f32>().ok());
        assert!(numbers.into_iter().all(|n| (0.0..=200.0).contains(&n)), "{drawn}");
    }
}
