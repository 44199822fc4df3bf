//! What happened around a minute, in words, and why the latest call was of that visit.
//!
//! The reason is the one that was recorded with the call; nothing is found out afterwards but who else waited.

use domain::day::Day;
use domain::event::{CallRule, Event, Fact, Reason};
use domain::hall::Hall;
use domain::ids::{DeskId, Number, QueueId, VisitId};
use domain::time::Instant;

use crate::event_text::EventWords;

/// How far before the minute the list begins, in minutes.
const BEFORE_MINUTES: i64 = 12;

/// How far after the minute it ends, in minutes.
const AFTER_MINUTES: i64 = 8;

/// The most events of the list, those next to the minute.
const LISTED_MAX: usize = 40;

/// The oldest call whose reason is shown, in minutes.
const REASON_MINUTES: i64 = 15;

/// An event of the list.
pub(super) struct Happening {
    pub(super) time: String,
    pub(super) what: String,
    /// The same as it stands before what more there is.
    pub(super) head: String,
    pub(super) more: String,
    pub(super) who: String,
    /// The number of the visit that it is about, and the same as it stands in an address.
    pub(super) visit: Option<(String, String)>,
    /// Whether it happened in the minute that is shown.
    pub(super) now: bool,
    /// Whether the list stands at it: at the first of that minute, or else at the last before it.
    pub(super) here: bool,
    /// Whether it is a call.
    pub(super) call: bool,
}

/// Why a visit was called.
pub(super) struct Therefore {
    pub(super) title: String,
    pub(super) facts: String,
}

/// The minute that is shown.
#[derive(Clone, Copy)]
pub(super) struct Minute {
    /// Its first instant.
    pub(super) from: Instant,
    /// Its last, or the last that has been.
    pub(super) to: Instant,
}

impl Minute {
    /// Whether something happened in it.
    pub(super) fn has(self, at: Instant) -> bool {
        self.from <= at && at <= self.to
    }
}

/// The beginning and the end of the list, in words.
pub(super) fn span(events: &EventWords<'_>, minute: Minute) -> String {
    let (from, to) = window(minute);
    let words = &events.words;
    words.with("manage-from-to", &[("from", &words.clock(from)), ("to", &words.clock(to))])
}

fn window(minute: Minute) -> (Instant, Instant) {
    (minute.from.plus_minutes(-BEFORE_MINUTES), minute.from.plus_minutes(AFTER_MINUTES))
}

/// The list.
pub(super) fn story(words: &EventWords<'_>, minute: Minute) -> Vec<Happening> {
    let (from, to) = window(minute);
    let end = to.plus_minutes(1);
    let around: Vec<&Event> = words.events.iter().filter(|e| from <= e.at && e.at < end).collect();
    let before = around.iter().filter(|e| e.at < minute.from).count();
    // The minute stands in the list however much happened: a third of the room is for what came before.
    let first = before.saturating_sub(LISTED_MAX / 3).min(around.len().saturating_sub(LISTED_MAX));
    let listed: Vec<&Event> = around.into_iter().skip(first).take(LISTED_MAX).collect();
    let here = listed.iter().position(|e| minute.has(e.at)).or_else(|| listed.iter().rposition(|e| e.at < minute.from));
    let told = listed.into_iter().enumerate();
    told.map(|(i, event)| Happening { here: here == Some(i), ..happening(words, event, minute.has(event.at)) })
        .collect()
}

/// An event of a list.
pub(super) fn happening(words: &EventWords<'_>, event: &Event, now: bool) -> Happening {
    let sentence = words.sentence(event);
    let visit = event.fact.visit().and_then(|id| words.day.visit(id));
    Happening {
        time: words.words.clock(event.at),
        head: sentence.before_more(),
        what: sentence.what,
        more: sentence.more,
        who: sentence.who,
        visit: visit.map(|visit| (visit.number.to_string(), in_address(visit.number))),
        now,
        here: false,
        call: matches!(event.fact, Fact::Called { .. } | Fact::CalledAgain { .. }),
    }
}

/// A number as it stands in an address.
pub(super) fn in_address(number: Number) -> String {
    format!("{}+{}", number.letter, number.count)
}

/// A call.
struct Call<'a> {
    at: Instant,
    visit: VisitId,
    desk: &'a DeskId,
    reason: &'a Reason,
}

/// Why the latest call until the minute was of that visit; none where nobody was called shortly before.
pub(super) fn therefore(words: &EventWords<'_>, minute: Minute, then: &Day, hall: &Hall) -> Option<Therefore> {
    let call = words.events.iter().rev().filter(|e| e.at <= minute.to).find_map(|event| match &event.fact {
        Fact::Called { visit, desk, reason, .. } => Some(Call { at: event.at, visit: *visit, desk, reason }),
        _ => None,
    })?;
    if call.at < minute.from.plus_minutes(-REASON_MINUTES) {
        return None;
    }
    let number = words.number(call.visit);
    let passed_over = passed_over(&call, then, hall);
    let title = match &passed_over {
        Some((other, _)) => {
            words.words.with("manage-therefore-before", &[("number", &number), ("other", &other.to_string())])
        }
        None => words.words.with("manage-therefore", &[("number", &number)]),
    };
    Some(Therefore { title, facts: facts(words, &call, &number, passed_over, then) })
}

fn facts(
    events: &EventWords<'_>,
    call: &Call<'_>,
    number: &str,
    passed_over: Option<(Number, QueueId)>,
    then: &Day,
) -> String {
    let words = &events.words;
    let mut facts = events.why_called(call.reason);
    if let Some((_, queue)) = passed_over {
        let serves = then.desk(call.desk).map(|d| words.letters(&d.queues)).unwrap_or_default();
        let letter = words.letter(&queue).to_string();
        let values = [("desk", &*words.desk(call.desk)), ("queues", &serves), ("letter", &letter)];
        facts.push(words.with("manage-serves-not", &values));
    }
    if call.reason.rule == CallRule::EarliestDue {
        // What it was compared with has it among itself.
        let others: Vec<&domain::event::Compared> =
            call.reason.compared.iter().filter(|c| c.number.to_string() != number).collect();
        for other in &others {
            let values = [("number", &*other.number.to_string()), ("time", &words.at(other.due))];
            facts.push(words.with("manage-compared", &values));
        }
        let message = if others.is_empty() { "manage-first-in-queue" } else { "manage-earliest-due" };
        facts.push(words.with(message, &[("number", number), ("time", &words.at(call.reason.due))]));
    }
    facts.iter().map(|fact| format!("{fact}.")).collect::<Vec<_>>().join(" ")
}

/// Who waited already at the call, was due earlier, and is in a queue that the desk did not serve; the earliest of them.
fn passed_over(call: &Call<'_>, then: &Day, hall: &Hall) -> Option<(Number, QueueId)> {
    let serves = &then.desk(call.desk)?.queues;
    hall.waiting
        .iter()
        .filter(|w| w.since <= call.at && w.due < call.reason.due && !serves.contains(&w.queue))
        .min_by_key(|w| w.due)
        .map(|w| (w.number, w.queue.clone()))
}
