//! The hall at a minute, floor by floor: desks with who is there, waiting areas with who waits, kiosks.
//!
//! The call colour marks only a called number and its desk.

use std::collections::BTreeMap;

use domain::answer::CardState;
use domain::command::Actor;
use domain::day::Day;
use domain::event::{Event, Fact};
use domain::hall::{CallNow, DeskNow, Hall, WaitNow};
use domain::ids::{AreaId, DeskId, KioskId};
use domain::setup::DeskKind;

use super::queues::minutes;
use crate::words::Words;

/// The most numbers that are drawn in a waiting area; how many more there are is said.
const DRAWN_MAX: usize = 36;

/// A floor.
#[derive(Default)]
pub(super) struct Floor {
    pub(super) name: String,
    pub(super) desks: Vec<DeskBox>,
    pub(super) areas: Vec<AreaBox>,
    pub(super) kiosks: Vec<KioskBox>,
}

/// A desk.
pub(super) struct DeskBox {
    /// What its sign says: the number of a counter, or its whole name.
    pub(super) sign: String,
    pub(super) name: String,
    pub(super) initials: Option<String>,
    /// How it is marked: `open`, `called`, `paused`, `closed`.
    pub(super) mark: &'static str,
    pub(super) visit: Option<NumberAt>,
}

/// A number somewhere, and for how long.
pub(super) struct NumberAt {
    pub(super) letter: char,
    pub(super) count: u16,
    pub(super) span: String,
    /// Whether it has waited longer than the target.
    pub(super) over: bool,
    /// Whether it is on its way.
    pub(super) called: bool,
}

/// A waiting area.
pub(super) struct AreaBox {
    pub(super) name: String,
    pub(super) waiting: Vec<NumberAt>,
    /// How many more wait there; none where all are drawn.
    pub(super) more: Option<String>,
}

/// A kiosk.
pub(super) struct KioskBox {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) help: bool,
}

/// A moment of the hall.
pub(super) struct Moment<'a> {
    pub(super) words: Words<'a>,
    pub(super) day: &'a Day,
    pub(super) hall: &'a Hall,
    /// What happened in that very minute.
    pub(super) minute: &'a [Event],
}

impl Moment<'_> {
    /// The floors that have anything, from the ground up.
    pub(super) fn floors(&self) -> Vec<Floor> {
        let setup = self.words.setup;
        let mut floors: BTreeMap<i8, Floor> = BTreeMap::new();
        for desk in &self.hall.desks {
            let floor = setup.desks.get(&desk.desk).map_or(0, |d| d.floor);
            floors.entry(floor).or_default().desks.push(self.desk(desk));
        }
        for (area, waiting) in self.by_area() {
            let known = area.as_ref().and_then(|id| setup.areas.get(id));
            let name = known
                .map_or_else(|| self.words.t("manage-no-area"), |area| area.name.get(self.words.language).to_owned());
            floors.entry(known.map_or(0, |a| a.floor)).or_default().areas.push(self.area(name, &waiting));
        }
        for (id, kiosk) in &setup.kiosks {
            floors.entry(kiosk.floor).or_default().kiosks.push(self.kiosk(id));
        }
        let named = floors.len() > 1;
        floors
            .into_iter()
            .map(|(floor, drawn)| Floor { name: if named { self.floor_name(floor) } else { String::new() }, ..drawn })
            .collect()
    }

    fn floor_name(&self, floor: i8) -> String {
        match floor {
            0 => self.words.t("manage-floor-ground"),
            below if below < 0 => self.words.t("manage-floor-below"),
            above => self.words.with("manage-floor", &[("floor", &above.to_string())]),
        }
    }

    /// Every area of the set-up, also the empty ones; and who waits in none.
    fn by_area(&self) -> BTreeMap<Option<AreaId>, Vec<&WaitNow>> {
        let mut areas: BTreeMap<Option<AreaId>, Vec<&WaitNow>> =
            self.words.setup.areas.keys().map(|id| (Some(id.clone()), Vec::new())).collect();
        for wait in &self.hall.waiting {
            areas.entry(wait.area.clone()).or_default().push(wait);
        }
        areas
    }

    fn area(&self, name: String, waiting: &[&WaitNow]) -> AreaBox {
        let more = waiting.len().saturating_sub(DRAWN_MAX);
        let more = (more > 0).then(|| self.words.with("manage-more", &[("count", &more.to_string())]));
        AreaBox { name, waiting: waiting.iter().take(DRAWN_MAX).map(|wait| self.waits(wait)).collect(), more }
    }

    fn waits(&self, wait: &WaitNow) -> NumberAt {
        let visit = self.day.visit(wait.visit);
        let waited = visit.map_or(0, |v| v.waited_seconds(self.hall.at));
        let target = visit.map_or(0, |v| u64::from(v.target_minutes()) * 60);
        NumberAt {
            letter: wait.number.letter.as_char(),
            count: wait.number.count,
            span: minutes(&self.words, waited),
            over: waited > target,
            called: false,
        }
    }

    fn desk(&self, desk: &DeskNow) -> DeskBox {
        let call = self.hall.called.iter().find(|call| call.desk == desk.desk);
        let mark = match (call.map(|c| c.state), &desk.employee, desk.paused) {
            (Some(CardState::Called), ..) => "called",
            (_, None, _) => "closed",
            (None, _, true) => "paused",
            _ => "open",
        };
        DeskBox {
            sign: self.sign(&desk.desk),
            name: self.words.desk(&desk.desk),
            initials: desk.employee.as_ref().map(|e| self.words.initials(e)),
            mark,
            visit: call.map(|call| self.at_desk(call)),
        }
    }

    /// The number of a counter; the whole name of any other place.
    fn sign(&self, desk: &DeskId) -> String {
        let name = self.words.desk(desk);
        let is_counter = self.words.setup.desks.get(desk).is_some_and(|d| d.kind == DeskKind::Counter);
        let digits = name.rsplit(' ').next().filter(|last| last.bytes().all(|b| b.is_ascii_digit()));
        match digits {
            Some(digits) if is_counter && !digits.is_empty() => digits.to_owned(),
            _ => name,
        }
    }

    fn at_desk(&self, call: &CallNow) -> NumberAt {
        let began = self.day.visit(call.visit).and_then(|v| v.stretch_began(v.periods.len().checked_sub(1)?));
        let since = began.unwrap_or(call.called_at);
        NumberAt {
            letter: call.number.letter.as_char(),
            count: call.number.count,
            span: minutes(&self.words, self.hall.at.seconds_since(since)),
            over: false,
            called: call.state == CardState::Called,
        }
    }

    fn kiosk(&self, id: &KioskId) -> KioskBox {
        let help = self.hall.help.iter().any(|h| h.kiosk == *id);
        let by = Actor::Kiosk(id.clone());
        let taken = self.minute.iter().rev().find_map(|event| match &event.fact {
            Fact::TicketTaken { number, .. } if event.by == by => Some(number.to_string()),
            _ => None,
        });
        let note = match (help, taken) {
            (true, _) => self.words.t("manage-kiosk-help"),
            (false, Some(number)) => self.words.with("manage-kiosk-takes", &[("number", &number)]),
            (false, None) => String::new(),
        };
        KioskBox { name: self.words.kiosk(id), note, help }
    }
}
