//! Those who mean harm: any command, by anybody, on any name, with used and broken command ids.
//!
//! They need not wait for answers. Whatever they do, the judge holds the day to the same rules.

use std::sync::Arc;

use domain::command::{Action, Actor, Command, Given, Mode, QueueOrder, TransferTo, Why};
use domain::ids::{
    AnswerId, CentreId, DeskId, EmployeeId, KioskId, Language, QuestionId, QueueId, ServiceId, VisitId,
};
use domain::setup::Setup;
use engine::Request;

use super::{Happening, World};
use crate::random::Random;

/// Command ids that are none, or look odd.
const ODD_IDS: [&str; 5] = ["", "two words", "ø", "'; drop table events; --", "\u{7}"];

impl World {
    pub(super) fn plan_harm(&mut self) {
        if self.plan.faults.hostile_seconds > 0 {
            self.later(self.begins.plus_minutes(30), Happening::Hostile);
        }
    }

    pub(super) fn harm(&mut self) {
        let hours = i64::from(self.plan.size.closes - self.plan.size.opens) + 4;
        let mean = self.plan.faults.hostile_seconds;
        let next = self.now.plus_seconds(self.harm.between(1, mean * 2));
        if next < self.ends && next < self.begins.plus_minutes(hours * 60) {
            self.later(next, Happening::Hostile);
        }
        if let Some(request) = self.harmful() {
            self.counts.hostile += 1;
            let number = self.new_client(Arc::new(request), None);
            self.send(number);
        }
    }

    fn harmful(&mut self) -> Option<Request> {
        let known = self.harm.pick(&self.recent).cloned();
        match (self.harm.below(8), known) {
            // A command once more, long after its answer.
            (0, Some(known)) => Some((*known).clone()),
            // Somebody's command id with another body.
            (1, Some(known)) => {
                let mut other = (*known).clone();
                other.body_hash[31] ^= 0xFF;
                other.command = self.any_command(&other.centre.clone())?;
                Some(other)
            }
            _ => {
                let centres: Vec<CentreId> = self.setups.keys().cloned().collect();
                let centre = self.harm.pick(&centres)?.clone();
                let command = self.any_command(&centre)?;
                let centre = if self.harm.chance(30) { CentreId::new("nowhere").ok()? } else { centre };
                let bits = self.harm.bits();
                let command_id = match self.harm.pick(&ODD_IDS).filter(|_| bits.is_multiple_of(20)) {
                    Some(odd) => (*odd).to_owned(),
                    None => format!("{bits:x}"),
                };
                let mut body_hash = [0; 32];
                body_hash[..8].copy_from_slice(&bits.to_le_bytes());
                let sender = format!("hostile/{}", bits % 3);
                Some(Request { sender, command_id, body_hash, centre, date: None, command, people: Vec::new() })
            }
        }
    }

    fn any_command(&mut self, centre: &CentreId) -> Option<Command> {
        let visits: Vec<VisitId> = self.watch.some_visits().collect();
        let now = self.now;
        let setup = Arc::clone(self.setups.get(centre).or_else(|| self.setups.values().next())?);
        let random = &mut self.harm;
        let visit = random.pick(&visits).copied().filter(|_| random_true(now.as_millis()));
        let visit = visit.unwrap_or_else(|| random.visit(now));
        let desk = any(random, setup.desks.keys(), DeskId::new)?;
        let queue = any(random, setup.queues.keys(), QueueId::new)?;
        let service = any(random, setup.services.keys(), ServiceId::new)?;
        let employee = any(random, setup.employees.keys(), EmployeeId::new)?;
        let kiosk = any(random, setup.kiosks.keys(), KioskId::new)?;
        let language = Language::danish();
        let soon = now.plus_seconds(random.between(-600, 7_200));
        let why = random.pick(&Why::ALL).copied()?;
        let by = match random.below(5) {
            0 => Actor::Citizen,
            1 => Actor::Kiosk(kiosk.clone()),
            2 => Actor::Program("somebody".to_owned()),
            _ => Actor::Employee(employee.clone()),
        };
        let action = match random.below(36) {
            0 => Action::OpenDay,
            1 => Action::CloseDay { confirmed: false },
            2 => Action::Clock,
            3 | 4 => Action::TakeTicket { visit, services: vec![service; random.count(0, 2)], language, answers: Vec::new() },
            5 => Action::Refer { service, answers: Vec::new() },
            6 | 7 => {
                let mode = random.pick(&[Mode::InPerson, Mode::Phone, Mode::Video]).copied()?;
                let employee = random.chance(500).then_some(employee);
                Action::Book { visit: random.visit(now), services: vec![service], starts_at: soon, mode, employee, language }
            }
            8 | 9 => Action::CheckIn { visit },
            10 => Action::Next { desk },
            11 => Action::CallOutOfTurn { desk, visit, why },
            12 => Action::Recall { visit },
            13 => Action::Start { visit },
            14 => Action::Finish { visit },
            15 => Action::NoShow { visit },
            16 => Action::Here { visit },
            17 => Action::Park { visit },
            18 => Action::Resume { visit, desk },
            19 => Action::Transfer { visit, to: any_place(random, &setup, (queue, desk, employee, service))? },
            20 => Action::Return { visit },
            21 => Action::Delay { visit, until: soon },
            22 => Action::MoveForward { visit, why },
            23 => Action::Cancel { visit },
            24 => Action::Undo { visit },
            25 => Action::SignOn { employee, desk, queues: random.chance(500).then(|| vec![queue]), move_here: random.chance(500) },
            26 => Action::SignOff { desk },
            27 => Action::Pause { desk, until: random.chance(700).then_some(soon) },
            28 => Action::EndPause { desk },
            29 => Action::ChooseQueues { desk, queues: vec![queue; random.count(0, 2)] },
            30 => Action::SetQueue { queue, to: random.pick(&[QueueOrder::ByHours, QueueOrder::Open]).copied()? },
            31 => Action::CallForHelp { kiosk },
            32 => Action::EndHelp { kiosk },
            33 => Action::RaiseAlarm { desk },
            34 => Action::EndAlarm { desk },
            _ => {
                let given = Given { question: QuestionId::new("papers").ok()?, answer: AnswerId::new("maybe").ok()? };
                Action::TakeTicket { visit: random.visit(now), services: vec![service], language, answers: vec![given] }
            }
        };
        Some(Command { by, action })
    }
}

fn random_true(bits: i64) -> bool {
    bits % 7 != 0
}

fn any_place(
    random: &mut Random,
    setup: &Setup,
    (queue, desk, employee, service): (QueueId, DeskId, EmployeeId, ServiceId),
) -> Option<TransferTo> {
    Some(match random.below(4) {
        0 => TransferTo::Queue { queue },
        1 => TransferTo::Desk { desk },
        2 => TransferTo::Employee { employee },
        _ => {
            let centre = random.pick(&["north", "harbour", "market", "nowhere"]).copied()?;
            let centre = if random.chance(100) { setup.centre.clone() } else { CentreId::new(centre).ok()? };
            TransferTo::Centre { centre, service }
        }
    })
}

/// One of the names that there are, or now and then one that there is not.
fn any<'a, T: Clone + 'a, E>(
    random: &mut Random,
    names: impl Iterator<Item = &'a T>,
    make: impl Fn(&str) -> Result<T, E>,
) -> Option<T> {
    let names: Vec<&T> = names.collect();
    if random.chance(60) {
        return make("no-such").ok();
    }
    random.pick(&names).map(|name| (*name).clone())
}
