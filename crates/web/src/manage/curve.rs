//! The time line of a day: how many waited when, its landmarks, and where the knob stands.
//!
//! It is drawn in shares of its width, so that it fits every window; what is in front of the knob is drawn as what was.

use std::fmt::Write as _;

use domain::command::QueueOrder;
use domain::course::{CurvePoint, Mark, MarkKind, Opening};
use domain::setup::Setup;
use domain::time::Instant;

use super::address_time;
use crate::signs::Markup;
use crate::words::Words;

/// The step of the curve, in minutes.
pub(super) const STEP_MINUTES: u16 = 5;

/// The box of the curve, in its own measure.
const CURVE: (f32, f32) = (1000.0, 100.0);

/// How wide a line is taken to be when its labels are laid out, in pixels.
const LAID_OUT_WIDTH: f32 = 1_150.0;

/// How wide a letter of a label is, in pixels.
const LETTER_WIDTH: f32 = 7.2;

/// Room between a landmark's dot and its label, in pixels.
const LABEL_GAP: f32 = 10.0;

/// Everything about the line that stays while the knob moves.
pub(super) struct Line {
    pub(super) curve: Markup,
    pub(super) hours: Vec<Place>,
    pub(super) marks: Vec<MarkPlace>,
    /// The last minute that the knob can stand on, from the line's beginning.
    pub(super) minutes: u32,
    /// The first minute, from midnight.
    pub(super) first: i32,
    /// How many minutes the whole line has.
    pub(super) all: u32,
}

/// Something at a place of the line, in per cent of its width.
pub(super) struct Place {
    pub(super) at: String,
    pub(super) text: String,
}

/// A landmark.
pub(super) struct MarkPlace {
    pub(super) at: String,
    pub(super) text: String,
    pub(super) address: String,
    /// How the label is anchored and where, in pixels from its dot: after it or before it; none where there is no room.
    pub(super) label: Option<(&'static str, i8)>,
}

/// What the line is drawn from.
pub(super) struct Course<'a> {
    pub(super) opening: Opening,
    pub(super) points: &'a [CurvePoint],
    pub(super) marks: &'a [Mark],
    /// The last instant that has been.
    pub(super) until: Instant,
    /// Where the knob stands.
    pub(super) at: Instant,
}

/// The line of a day.
pub(super) fn line(words: &Words<'_>, course: &Course<'_>) -> Line {
    let Opening { from, to } = course.opening;
    let last = course.until.min(to);
    Line {
        curve: curve(course),
        hours: hours(words.setup, course.opening),
        marks: marks(words, course),
        minutes: minutes_between(from, last),
        first: minute_of_day(words.setup, from),
        all: minutes_between(from, to).max(1),
    }
}

/// How many whole minutes lie between two instants.
pub(super) fn minutes_between(from: Instant, to: Instant) -> u32 {
    u32::try_from(to.seconds_since(from) / 60).unwrap_or(u32::MAX)
}

/// A place as a share of the line, in per cent with two decimals.
pub(super) fn share(at: Instant, opening: Opening) -> f32 {
    let (part, all) = (at.seconds_since(opening.from), opening.to.seconds_since(opening.from).max(1));
    let thousandths = (part.min(all) * 100_000 / all).min(100_000);
    let whole = u16::try_from(thousandths / 10).unwrap_or(10_000);
    f32::from(whole) / 100.0
}

fn minute_of_day(setup: &Setup, at: Instant) -> i32 {
    let civil = setup.civil(at);
    i32::from(civil.hour()) * 60 + i32::from(civil.minute())
}

fn curve(course: &Course<'_>) -> Markup {
    let (width, height) = CURVE;
    let most = course.points.iter().map(|p| p.waiting).max().unwrap_or(0).max(4);
    let most = f32::from(u16::try_from(most).unwrap_or(u16::MAX));
    let mut path = String::new();
    let mut last = 0.0;
    for point in course.points {
        let x = share(point.at, course.opening) * width / 100.0;
        let waiting = f32::from(u16::try_from(point.waiting).unwrap_or(u16::MAX));
        let command = if path.is_empty() { 'M' } else { 'L' };
        let _in_memory = write!(path, "{command}{x:.1} {:.1}", height - waiting / most * (height - 6.0));
        last = x;
    }
    let area = if path.is_empty() { String::new() } else { format!("{path}L{last:.1} {height}L0 {height}Z") };
    let knob = share(course.at, course.opening) * width / 100.0;
    Markup(format!(
        r#"<svg class="curve" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><defs><clipPath id="past"><rect data-past width="{knob:.1}" height="{height}"/></clipPath></defs><path class="curve-area" d="{area}"/><path class="curve-line" d="{path}"/><g clip-path="url(#past)"><path class="curve-area past" d="{area}"/><path class="curve-line past" d="{path}"/></g></svg>"#
    ))
}

fn hours(setup: &Setup, opening: Opening) -> Vec<Place> {
    let count = minutes_between(opening.from, opening.to) / 60;
    (0..=count)
        .map(|hour| {
            let at = opening.from.plus_minutes(i64::from(hour) * 60);
            Place { at: format!("{:.2}%", share(at, opening)), text: setup.civil(at).hour().to_string() }
        })
        .collect()
}

/// Labels that would lie on one another are left out; their dots stay, and say what they are to who points at them.
fn marks(words: &Words<'_>, course: &Course<'_>) -> Vec<MarkPlace> {
    // A longest wait that was none is no landmark.
    let is_one = |mark: &Mark| !matches!(mark.kind, MarkKind::LongestWait { seconds, .. } if seconds < 60);
    let within = |mark: &&Mark| (course.opening.from..=course.opening.to).contains(&mark.at) && is_one(mark);
    let marks: Vec<(&Mark, f32, String)> = course
        .marks
        .iter()
        .filter(within)
        .map(|mark| (mark, share(mark.at, course.opening), mark_text(words, mark)))
        .collect();
    let pixels: Vec<f32> = marks.iter().map(|(_, at, _)| at / 100.0 * LAID_OUT_WIDTH).collect();
    // A label may reach a little beyond the beginning of the line.
    let mut taken_until = -LABEL_GAP * 3.0;
    let mut placed = Vec::with_capacity(marks.len());
    for (i, (mark, at, text)) in marks.into_iter().enumerate() {
        let x = pixels.get(i).copied().unwrap_or(0.0);
        let next = pixels.get(i + 1).copied().unwrap_or(LAID_OUT_WIDTH);
        let wide = f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX)) * LETTER_WIDTH + LABEL_GAP;
        let label = if x + wide < next {
            taken_until = x + wide;
            Some(("start", 10))
        } else if x - wide > taken_until {
            taken_until = x;
            Some(("end", -10))
        } else {
            taken_until = taken_until.max(x);
            None
        };
        let address = address_time(mark.at, words.setup);
        placed.push(MarkPlace { at: format!("{at:.2}%"), text, address, label });
    }
    placed
}

fn mark_text(words: &Words<'_>, mark: &Mark) -> String {
    match &mark.kind {
        MarkKind::Opened => words.t("event-day-opened"),
        MarkKind::MostWaiting { waiting } => words.count("manage-mark-most-waiting", *waiting),
        MarkKind::LongestWait { queue, seconds, .. } => {
            let values = [("span", &*words.span(u64::from(*seconds))), ("letter", &words.letter(queue).to_string())];
            words.with("manage-mark-longest-wait", &values)
        }
        MarkKind::QueueSet { queue, to } => {
            let message = match to {
                QueueOrder::ByHours => "manage-mark-by-hours",
                QueueOrder::Open => "manage-mark-open",
                QueueOrder::Closed => "manage-mark-closed",
                QueueOrder::Paused => "manage-mark-paused",
            };
            words.with(message, &[("letter", &words.letter(queue).to_string())])
        }
        MarkKind::MostDesks { desks } | MarkKind::FewestDesks { desks } => words.count("manage-mark-desks", *desks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening() -> Opening {
        let from: Instant = "2026-11-26T08:00:00Z".parse().expect("an instant");
        Opening { from, to: from.plus_minutes(600) }
    }

    fn near(value: f32, expected: f32) -> bool {
        (value - expected).abs() < 0.02
    }

    #[test]
    fn a_place_is_a_share_of_the_line_and_never_beside_it() {
        let opening = opening();
        assert!(near(share(opening.from, opening), 0.0) && near(share(opening.to, opening), 100.0));
        assert!(near(share(opening.from.plus_minutes(150), opening), 25.0));
        assert!(near(share(opening.to.plus_minutes(90), opening), 100.0));
        assert!(near(share(opening.from.plus_minutes(-90), opening), 0.0));
    }

    #[test]
    fn a_day_without_anybody_has_a_flat_curve() {
        let opening = opening();
        let points: Vec<CurvePoint> =
            (0..3).map(|i| CurvePoint { at: opening.from.plus_minutes(i * 300), waiting: 0 }).collect();
        let course = Course { opening, points: &points, marks: &[], until: opening.to, at: opening.from };
        let drawn = curve(&course).0;
        assert!(drawn.contains("M0.0 100.0L500.0 100.0L1000.0 100.0") && !drawn.contains("NaN"), "{drawn}");
    }
}
