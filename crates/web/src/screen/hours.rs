//! When the queues of a screen give tickets: today, and when again.

use domain::ids::{Language, QueueId};
use domain::setup::{OpenSpan, Queue, Setup};
use domain::time::Instant;
use jiff::civil::{Date, DateTime, Time};

use crate::format;
use crate::texts::{Texts, Values};

/// How many days ahead are looked at for the next opening.
const DAYS_AHEAD_MAX: usize = 28;

/// The spans of a date on which any of the queues gives tickets, those that touch made one.
pub(super) fn on<'a>(queues: impl Iterator<Item = &'a Queue>, date: Date) -> Vec<OpenSpan> {
    let mut spans: Vec<OpenSpan> = queues.flat_map(|queue| queue.hours.on(date).iter().copied()).collect();
    spans.sort_by_key(|span| span.from);
    let mut merged: Vec<OpenSpan> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.to == Time::midnight() => break,
            Some(last) if span.from <= last.to => {
                if span.to == Time::midnight() || span.to > last.to {
                    last.to = span.to;
                }
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// When any of the queues next begins to give tickets.
pub(super) fn opens_again(setup: &Setup, queues: &[QueueId], now: Instant) -> Option<DateTime> {
    let now = setup.civil(now);
    let known = || queues.iter().filter_map(|id| setup.queues.get(id));
    let days = std::iter::successors(Some(now.date()), |date| date.tomorrow().ok()).take(DAYS_AHEAD_MAX);
    days.flat_map(|date| on(known(), date).into_iter().map(move |span| date.to_datetime(span.from)))
        .find(|opening| *opening > now)
}

/// A civil time, `9.00`.
pub(super) fn clock(time: Time, language: &Language) -> String {
    format!("{}{}{:02}", time.hour(), format::point(language), time.minute())
}

/// A civil time as part of a sentence, `kl. 9.00`.
pub(super) fn at(time: Time, texts: &Texts, language: &Language) -> String {
    let mut values = Values::new();
    values.set("time", clock(time, language));
    texts.with(language, "time-at", &values)
}

/// A span, `9.00–15.00`.
pub(super) fn span(span: OpenSpan, language: &Language) -> String {
    let to = if span.to == Time::midnight() { "24".to_owned() } else { clock(span.to, language) };
    format!("{}–{to}", clock(span.from, language))
}

#[cfg(test)]
mod tests {
    use domain::setup::Hours;
    use jiff::civil::date;

    use super::*;

    fn queue(spans: &[(i8, i8)]) -> Queue {
        let spans = spans
            .iter()
            .map(|(from, to)| OpenSpan { from: Time::constant(*from, 0, 0, 0), to: Time::constant(*to, 0, 0, 0) });
        let hours = Hours { week: [(4, spans.collect())].into(), ..Hours::default() };
        let (letter, name, area) = (domain::ids::Letter::new('A').unwrap(), domain::setup::Texts::default(), None);
        let instead = domain::setup::Texts::default();
        Queue { letter, name, target_minutes: None, waiting_max: None, tickets_max: None, hours, area, instead }
    }

    #[test]
    fn the_hours_of_several_queues_are_one_where_they_touch() {
        let queues = [queue(&[(9, 12), (13, 15)]), queue(&[(10, 13)]), queue(&[(16, 0)]), queue(&[(17, 18)])];
        let spans = on(queues.iter(), date(2026, 11, 26));
        let danish = Language::danish();
        let said: Vec<String> = spans.into_iter().map(|s| span(s, &danish)).collect();
        assert_eq!(said, ["9.00–15.00", "16.00–24"]);
        assert!(on(queues.iter(), date(2026, 11, 27)).is_empty());
    }
}
