//! Those who mean harm: any command, by anybody, on any name, with used and broken command ids.
//!
//! They need not wait for answers. Whatever they do, the judge holds the day to the same rules.

use std::sync::Arc;

use domain::command::{Action, Actor, BlockKind, Command, Given, Mode, QueueOrder, TransferTo, Why};
use domain::ids::{
    AnswerId, BlockId, CentreId, DeskId, EmployeeId, KioskId, Language, QuestionId, QueueId, ServiceId, VisitId,
};
use domain::setup::Setup;
use domain::time::Instant;
use engine::Request;
use jiff::ToSpan;
use jiff::civil::Date;

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
                let date = self.any_date(&centre, &command.action);
                let centre = if self.harm.chance(30) { CentreId::new("nowhere").ok()? } else { centre };
                let bits = self.harm.bits();
                let command_id = match self.harm.pick(&ODD_IDS).filter(|_| bits.is_multiple_of(20)) {
                    Some(odd) => (*odd).to_owned(),
                    None => format!("{bits:x}"),
                };
                let mut body_hash = [0; 32];
                body_hash[..8].copy_from_slice(&bits.to_le_bytes());
                let sender = format!("hostile/{}", bits % 3);
                Some(Request {
                    sender,
                    command_id,
                    body_hash,
                    centre,
                    date,
                    command,
                    people: Vec::new(),
                    limits: Vec::new(),
                })
            }
        }
    }

    /// The date of a command about booked times: mostly the one that it is about, now and then one near it, or in the past.
    fn any_date(&mut self, centre: &CentreId, action: &Action) -> Option<Date> {
        let setup = self.setups.get(centre)?;
        let of = |at: &Instant| at.date(&setup.time_zone);
        let its = match action {
            Action::Hold { starts_at, .. } | Action::Book { starts_at, .. } => of(starts_at),
            Action::Block { from, .. } => of(from),
            Action::EndHold { .. }
            | Action::Rebook { .. }
            | Action::Unblock { .. }
            | Action::Cancel { .. }
            | Action::Undo { .. } => of(&self.now),
            _ => return None,
        };
        match self.harm.below(10) {
            0..6 => Some(its),
            6..9 => Some(its.saturating_add(self.harm.between(-1, 2).days())),
            _ => None,
        }
    }

    fn any_command(&mut self, centre: &CentreId) -> Option<Command> {
        let visits: Vec<VisitId> = self.watch.some_visits().collect();
        let blocks: Vec<BlockId> = self.watch.some_blocks().collect();
        let setup = Arc::clone(self.setups.get(centre).or_else(|| self.setups.values().next())?);
        let names = Names::drawn(&mut self.harm, &setup, &visits, &blocks, self.now)?;
        let by = match self.harm.below(5) {
            0 => Actor::Citizen,
            1 => Actor::Kiosk(names.kiosk.clone()),
            2 => Actor::Program("somebody".to_owned()),
            _ => Actor::Employee(names.employee.clone()),
        };
        let action = match self.harm.below(50) {
            0..=9 => names.at_the_door(&mut self.harm, self.now)?,
            10..=24 => names.on_a_visit(&mut self.harm, &setup)?,
            25..=35 => names.in_the_house(&mut self.harm)?,
            _ => names.of_the_plan(&mut self.harm, &setup, self.now)?,
        };
        Some(Command { by, action })
    }
}

/// Names to press buttons on, some of which nobody has.
struct Names {
    visit: VisitId,
    desk: DeskId,
    queue: QueueId,
    service: ServiceId,
    employee: EmployeeId,
    kiosk: KioskId,
    block: BlockId,
    soon: Instant,
    /// Where a time may begin: at five minutes of today or another day, or at any instant.
    times: Instant,
    why: Why,
}

impl Names {
    fn drawn(random: &mut Random, setup: &Setup, visits: &[VisitId], blocks: &[BlockId], now: Instant) -> Option<Self> {
        let known_block = random.pick(blocks).copied().filter(|_| random.chance(700));
        let minutes = i64::from(setup.civil(now).minute());
        let five = now.plus_minutes(5 - minutes % 5).as_millis().div_euclid(60_000) * 60_000;
        let days = if random.chance(600) { 0 } else { random.between(-1, 2) };
        let times = Instant::from_millis(five).plus_minutes(5 * random.between(-12, 50) + days * 24 * 60);
        let times = if random.chance(850) { times } else { times.plus_seconds(random.between(1, 299)) };
        let known = random.pick(visits).copied().filter(|_| random.chance(850));
        Some(Self {
            visit: known.unwrap_or_else(|| random.visit(now)),
            desk: any(random, setup.desks.keys(), DeskId::new)?,
            queue: any(random, setup.queues.keys(), QueueId::new)?,
            service: any(random, setup.services.keys(), ServiceId::new)?,
            employee: any(random, setup.employees.keys(), EmployeeId::new)?,
            kiosk: any(random, setup.kiosks.keys(), KioskId::new)?,
            block: known_block.unwrap_or_else(|| BlockId(random.visit(now).0)),
            soon: now.plus_seconds(random.between(-600, 7_200)),
            times,
            why: random.pick(&Why::ALL).copied()?,
        })
    }

    fn at_the_door(self, random: &mut Random, now: Instant) -> Option<Action> {
        let (visit, service) = (self.visit, self.service);
        // Well formed, and offered nowhere.
        let odd = Language::new("xx").ok().filter(|_| random.chance(200));
        let language = odd.unwrap_or_else(Language::danish);
        Some(match random.below(10) {
            0 => Action::OpenDay,
            1 => Action::CloseDay { confirmed: false },
            2 => Action::Clock,
            3 | 4 => {
                Action::TakeTicket { visit, services: vec![service; random.count(0, 2)], language, answers: Vec::new() }
            }
            5 => Action::Refer { service, answers: Vec::new() },
            6 => Action::Book {
                visit: random.visit(now),
                services: vec![service],
                starts_at: self.soon,
                mode: random.pick(&[Mode::InPerson, Mode::Phone, Mode::Video]).copied()?,
                employee: random.chance(500).then_some(self.employee),
                language,
                answers: Vec::new(),
                interpreter: random.chance(100),
                series: None,
            },
            7 | 8 => Action::CheckIn { visit },
            _ => {
                let given = Given { question: QuestionId::new("papers").ok()?, answer: AnswerId::new("maybe").ok()? };
                Action::TakeTicket { visit: random.visit(now), services: vec![service], language, answers: vec![given] }
            }
        })
    }

    /// Anything with booked times: of any visit, on any day, with any employee.
    fn of_the_plan(self, random: &mut Random, setup: &Setup, now: Instant) -> Option<Action> {
        let Self { visit, employee, block, times: starts_at, .. } = self;
        let mode = random.pick(&[Mode::InPerson, Mode::InPerson, Mode::Phone, Mode::Video]).copied()?;
        let planned: Vec<ServiceId> = setup.appointments.keys().cloned().collect();
        let first = random.pick(&planned).cloned().filter(|_| random.chance(850)).unwrap_or(self.service);
        let services: Vec<ServiceId> =
            std::iter::once(first).chain(random.pick(&planned).cloned().filter(|_| random.chance(250))).collect();
        let only = random.chance(300).then(|| employee.clone());
        let minutes = u16::try_from(random.between(0, 32)).ok()?;
        let fresh = if random.chance(600) { random.visit(now) } else { visit };
        let language = Language::danish();
        let (answers, interpreter, series) = (Vec::new(), false, None);
        let date = starts_at.date(&setup.time_zone);
        Some(match random.below(10) {
            0 | 1 => Action::Hold { visit: fresh, services, starts_at, mode, employee: only, minutes },
            2 => Action::EndHold { visit },
            3 | 4 => {
                let (visit, employee) = (fresh, only);
                Action::Book { visit, services, starts_at, mode, employee, language, answers, interpreter, series }
            }
            5 | 6 => {
                let date = if random.chance(900) { date } else { date.saturating_add(random.between(-40, 40).days()) };
                Action::Rebook { visit, date, starts_at, mode, employee: only }
            }
            7 | 8 => {
                let to = starts_at.plus_minutes(random.between(-5, 300));
                Action::Block { block, employee, from: starts_at, to, kind: BlockKind::Leave }
            }
            _ => Action::Unblock { block },
        })
    }

    fn on_a_visit(self, random: &mut Random, setup: &Setup) -> Option<Action> {
        let (visit, desk, why) = (self.visit, self.desk.clone(), self.why);
        Some(match random.below(16) {
            0 => Action::Next { desk },
            1 => Action::CallOutOfTurn { desk, visit, why },
            2 => Action::Recall { visit },
            3 => Action::Start { visit },
            4 => Action::Finish { visit },
            5 => Action::NoShow { visit },
            6 => Action::Here { visit },
            7 => Action::Park { visit },
            8 => Action::Resume { visit, desk },
            9 => Action::Transfer { visit, to: any_place(random, setup, self)? },
            10 => Action::Return { visit },
            11 => Action::Delay { visit, until: self.soon },
            12 => Action::MoveForward { visit, why },
            13 => Action::Cancel { visit },
            14 => {
                Action::SeeArrival { visit, employee: self.employee, again_at: random.chance(500).then_some(self.soon) }
            }
            _ => Action::Undo { visit },
        })
    }

    fn in_the_house(self, random: &mut Random) -> Option<Action> {
        let (desk, queue, employee, kiosk) = (self.desk, self.queue, self.employee, self.kiosk);
        Some(match random.below(12) {
            0 => {
                let queues = random.chance(500).then(|| vec![queue]);
                Action::SignOn { employee, desk, queues, move_here: random.chance(500) }
            }
            1 => Action::SignOff { desk },
            2 => Action::Pause { desk, until: random.chance(700).then_some(self.soon) },
            3 => Action::EndPause { desk },
            4 => Action::ChooseQueues { desk, queues: vec![queue; random.count(0, 2)] },
            5 => Action::SetQueue { queue, to: random.pick(&[QueueOrder::ByHours, QueueOrder::Open]).copied()? },
            6 => Action::CallForHelp { kiosk },
            7 => Action::TakeHelp { kiosk, employee },
            8 => Action::EndHelp { kiosk },
            9 => Action::RaiseAlarm { desk },
            10 => Action::TakeAlarm { desk, employee },
            _ => Action::EndAlarm { desk },
        })
    }
}

fn any_place(
    random: &mut Random,
    setup: &Setup,
    Names { queue, desk, employee, service, .. }: Names,
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
