//! What employees do with booked times between two citizens: they keep hours of their own free and give them back, and
//! book, move and cancel for citizens who ring.

use domain::command::{Action, BlockKind};
use domain::ids::{BlockId, VisitId};
use domain::slots::Asker;
use domain::time::Instant;
use jiff::civil::Date;

use super::booker::{Booking, book};
use super::citizen::Citizen;
use super::{Look, People};

/// What an employee knows of booked times.
#[derive(Debug, Default)]
pub(super) struct OwnTime {
    /// What she keeps free.
    blocks: Vec<(BlockId, Date)>,
    /// What she pressed on a booked time, and will take back.
    regrets: Option<(VisitId, Date)>,
    /// The date of what she asks for now, where it is another than that of its receipt.
    pub(super) on: Option<Date>,
}

impl People {
    /// Something with booked times that is pressed now and then instead of `next`.
    pub(super) fn with_times(&mut self, now: Instant, i: usize, look: Look<'_>) -> Option<Action> {
        if let Some((visit, date)) = self.workers[i].times.regrets.take() {
            return Some(self.on(i, date, Action::Undo { visit }));
        }
        if self.random.chance(self.manner.blocks) {
            return self.blocks_or_not(now, i);
        }
        if self.random.chance(self.manner.for_others) {
            return match self.random.below(5) {
                0 | 1 => self.books_for_somebody(now, i, look),
                2 | 3 => self.moves_somebody(now, i, look),
                _ => {
                    let (_, visit, booking) = self.somebody_with_a_time(self.workers[i].place)?;
                    Some(self.on(i, booking.date, Action::Cancel { visit }))
                }
            };
        }
        None
    }

    fn on(&mut self, i: usize, date: Date, action: Action) -> Action {
        self.workers[i].times.on = Some(date);
        action
    }

    fn blocks_or_not(&mut self, now: Instant, i: usize) -> Option<Action> {
        if !self.workers[i].times.blocks.is_empty() && self.random.chance(500) {
            let (block, date) = self.workers[i].times.blocks.remove(0);
            return Some(self.on(i, date, Action::Unblock { block }));
        }
        let setup = std::sync::Arc::clone(&self.places[self.workers[i].place].setup);
        let everybody: Vec<_> = setup.employees.keys().cloned().collect();
        let employee =
            if self.random.chance(800) { self.workers[i].id.clone() } else { self.random.pick(&everybody)?.clone() };
        // Some of it is over already, some of it tomorrow.
        let tomorrow = if self.random.chance(300) { 24 * 60 } else { 0 };
        let from = now.plus_minutes(tomorrow + self.random.between(-20, 240));
        let to = from.plus_seconds(self.random.between(60, 10_000));
        let block = BlockId(self.random.visit(now).0);
        Some(self.on(
            i,
            from.date(&setup.time_zone),
            Action::Block { block, employee, from, to, kind: BlockKind::Meeting },
        ))
    }

    /// A citizen rings: she gets one of the times that employees see.
    fn books_for_somebody(&mut self, now: Instant, i: usize, look: Look<'_>) -> Option<Action> {
        let place = self.workers[i].place;
        let queues: Vec<_> = self.places[place].setup.queues.keys().cloned().collect();
        let queue = self.random.pick(&queues)?.clone();
        let date = self.some_date(now, place);
        let wish = self.some_wish(place, &queue, date)?;
        let slot = self.some_time(place, date, &wish, (Asker::Employee, None), look)?;
        let booking = Booking { starts_at: slot.starts_at, ..wish };
        let visit = self.random.visit(now);
        let id = self.citizens_next();
        let mut citizen = Citizen::new(place, queue, now);
        (citizen.visit, citizen.booking) = (Some(visit), Some(booking.clone()));
        self.citizens.insert(id, citizen);
        self.by_visit.insert(visit, id);
        let mut action = book(visit, &booking);
        // Who books for somebody need not ask what the form asks.
        if let Action::Book { answers, interpreter, .. } = &mut action {
            answers.clear();
            *interpreter = self.random.chance(100);
        }
        Some(self.on(i, date, action))
    }

    fn moves_somebody(&mut self, now: Instant, i: usize, look: Look<'_>) -> Option<Action> {
        let place = self.workers[i].place;
        let (_, visit, booking) = self.somebody_with_a_time(place)?;
        let date = if self.random.chance(600) { booking.date } else { self.some_date(now, place) };
        let wanted = Booking { employee: None, ..booking.clone() };
        let slot = self.some_time(place, date, &wanted, (Asker::Employee, Some(visit)), look)?;
        let (starts_at, mode, employee) = (slot.starts_at, booking.mode, None);
        Some(self.on(i, booking.date, Action::Rebook { visit, date, starts_at, mode, employee }))
    }

    /// Takes in what she did with a time; the citizen hears of it.
    pub(super) fn did_with_times(&mut self, now: Instant, i: usize, action: &Action) {
        let regrets = self.random.chance(300);
        let zone = self.places[self.workers[i].place].setup.time_zone.clone();
        let (visit, before) = match action {
            Action::Block { block, from, .. } => {
                self.workers[i].times.blocks.push((*block, from.date(&zone)));
                return;
            }
            Action::Book { visit, .. } | Action::Rebook { visit, .. } | Action::Cancel { visit } => {
                let citizen = self.by_visit.get(visit).and_then(|id| self.citizens.get(id));
                (*visit, citizen.and_then(|c| c.booking.as_ref()).map(|booking| booking.date))
            }
            _ => return,
        };
        let Some(id) = self.by_visit.get(&visit).copied() else { return };
        match action {
            Action::Book { starts_at, mode, .. } | Action::Rebook { starts_at, mode, .. } => {
                self.is_booked(now, id, *starts_at, *mode);
            }
            _ => self.is_cancelled(now, id),
        }
        let moved_away = matches!(action, Action::Rebook { date, .. } if Some(*date) != before);
        if regrets && !moved_away && !matches!(action, Action::Book { .. }) {
            self.workers[i].times.regrets = before.map(|date| (visit, date));
        }
    }
}
