//! The board: who serves what, as buttons that are pressed or not, and what each desk does now.
//!
//! Desks with somebody at them come first; nobody is compared with anybody.

use domain::day::{Day, State, Visit};
use domain::hall::{DeskNow, Hall};
use domain::ids::{DeskId, VisitId};
use domain::refusal::Refusal;

use super::acts::Keys;
use crate::words::Words;

/// A column of the board.
pub(super) struct Head {
    pub(super) letter: char,
    pub(super) name: String,
}

/// A desk, as its row shows it.
pub(super) struct DeskRow {
    pub(super) id: String,
    pub(super) name: String,
    /// Who sits there; none where nobody does.
    pub(super) initials: Option<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) status: String,
    /// How the status is marked: `busy`, `free`, `paused`, `empty`.
    pub(super) mark: &'static str,
    pub(super) menu: String,
    /// What a manager can do for a desk that was left.
    pub(super) acts: Vec<DeskAct>,
}

/// Whether a desk serves a queue.
pub(super) struct Cell {
    pub(super) queue: String,
    pub(super) letter: char,
    pub(super) on: bool,
    pub(super) label: String,
    pub(super) key: String,
}

/// Something to be done for a desk.
pub(super) struct DeskAct {
    pub(super) what: &'static str,
    /// The visit that it is about; empty where it is about none.
    pub(super) visit: String,
    pub(super) label: String,
    pub(super) key: String,
}

/// A visit at a desk, as the board names it.
pub(super) struct AtDesk {
    visit: VisitId,
    number: String,
    on_the_way: bool,
}

/// Asks the day, while its lock is held, who is at each desk of the hall.
pub(super) fn at_desks(day: &Day, hall: &Hall) -> Vec<Option<AtDesk>> {
    let ask = |visit: &Visit| AtDesk {
        visit: visit.id,
        number: visit.number.to_string(),
        on_the_way: matches!(visit.state, State::Called { .. }),
    };
    hall.desks.iter().map(|desk| desk.visit.and_then(|id| day.visit(id)).map(ask)).collect()
}

/// The columns.
pub(super) fn heads(words: &Words<'_>, hall: &Hall) -> Vec<Head> {
    hall.queues.iter().map(|q| Head { letter: q.letter.as_char(), name: words.queue(&q.queue) }).collect()
}

/// The rows, those with somebody first, in the order of their names.
pub(super) fn rows(words: &Words<'_>, hall: &Hall, at_desks: &[Option<AtDesk>], keys: &Keys) -> Vec<DeskRow> {
    let mut rows: Vec<DeskRow> =
        hall.desks.iter().zip(at_desks).map(|(desk, visit)| row(words, hall, desk, visit.as_ref(), keys)).collect();
    rows.sort_by_key(|row| row.initials.is_none());
    rows
}

fn row(words: &Words<'_>, hall: &Hall, desk: &DeskNow, visit: Option<&AtDesk>, keys: &Keys) -> DeskRow {
    let name = words.desk(&desk.desk);
    let (mark, status) = status(words, desk, visit);
    DeskRow {
        id: desk.desk.to_string(),
        initials: desk.employee.as_ref().map(|e| words.initials(e)),
        cells: if desk.employee.is_some() { cells(words, hall, desk, keys) } else { Vec::new() },
        status,
        mark,
        menu: words.with("manage-desk-menu", &[("desk", &name)]),
        acts: acts(words, desk, visit, keys),
        name,
    }
}

fn cells(words: &Words<'_>, hall: &Hall, desk: &DeskNow, keys: &Keys) -> Vec<Cell> {
    let name = words.desk(&desk.desk);
    let cell = |queue: &domain::hall::QueueNow| {
        let on = desk.queues.contains(&queue.queue);
        let letter = queue.letter.as_char();
        let values = [("desk", &*name), ("letter", &letter.to_string()), ("queue", &words.queue(&queue.queue))];
        Cell {
            queue: queue.queue.to_string(),
            letter,
            on,
            label: words.with("manage-serves", &values),
            key: keys.of(&["board", desk.desk.as_str(), queue.queue.as_str(), if on { "off" } else { "on" }]),
        }
    };
    hall.queues.iter().map(cell).collect()
}

fn status(words: &Words<'_>, desk: &DeskNow, visit: Option<&AtDesk>) -> (&'static str, String) {
    if let Some(visit) = visit {
        let message = match (visit.on_the_way, desk.paused) {
            (true, false) => "manage-desk-calls",
            (true, true) => "manage-desk-calls-last",
            (false, false) => "manage-desk-serves",
            (false, true) => "manage-desk-serves-last",
        };
        return ("busy", words.with(message, &[("number", &visit.number)]));
    }
    if desk.employee.is_none() {
        return ("empty", words.t("manage-desk-nobody"));
    }
    match (desk.paused, desk.paused_until) {
        (true, Some(until)) => ("paused", words.with("manage-desk-paused-until", &[("time", &words.clock(until))])),
        (true, None) => ("paused", words.t("manage-desk-paused")),
        (false, _) => ("free", words.t("manage-desk-free")),
    }
}

/// For a desk that was left: who was called there goes back, a service is finished, a pause ended, the employee signed
/// off; one after the other, as the rules have it.
fn acts(words: &Words<'_>, desk: &DeskNow, visit: Option<&AtDesk>, keys: &Keys) -> Vec<DeskAct> {
    if desk.employee.is_none() {
        return Vec::new();
    }
    let act = |what: &'static str, label: String, visit: String| DeskAct {
        what,
        label,
        key: keys.of(&["desk", desk.desk.as_str(), what, &visit]),
        visit,
    };
    let mut acts = Vec::new();
    if let Some(visit) = visit {
        let (what, message) = if visit.on_the_way { ("return", "manage-return") } else { ("finish", "manage-finish") };
        acts.push(act(what, words.with(message, &[("number", &visit.number)]), visit.visit.to_string()));
    }
    if desk.paused {
        acts.push(act("end_pause", words.t("manage-end-pause"), String::new()));
    }
    if visit.is_none() {
        acts.push(act("sign_off", words.t("manage-sign-off"), String::new()));
    }
    acts
}

/// The visit that a desk serves, where it serves one.
pub(super) fn served_at(day: &Day, desk: &DeskId) -> Option<VisitId> {
    let visit = day.at(day.desk(desk)?.visit?)?;
    matches!(visit.state, State::Serving { .. }).then_some(visit.id)
}

/// Why a visit that was on its way to a desk is not sent back from it any more: somebody has come, or it is elsewhere.
pub(super) fn why_not_back(visit: &Visit, desk: &DeskId) -> Option<Refusal> {
    let number = visit.number;
    match &visit.state {
        State::Serving { desk, .. } => Some(Refusal::VisitServing { number, desk: desk.clone() }),
        State::Called { desk: other, .. } if other != desk => {
            Some(Refusal::VisitCalled { number, desk: other.clone() })
        }
        State::Parked { .. } => Some(Refusal::VisitParked { number }),
        _ => None,
    }
}
