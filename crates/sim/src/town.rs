//! A small municipality made in code, another for each seed: centres, queues, services, desks, people.
//!
//! It is odd on purpose (shared letters, queues that fill up, desks that serve one queue, services with questions), so
//! that few seeds reach many corners. It must stay a valid set-up: every name in it is known.

use std::collections::BTreeMap;

use domain::ids::{
    AnswerId, AreaId, CentreId, DeskId, EmployeeId, InvalidId, KioskId, Language, Letter, QuestionId, QueueId,
    ReferralId, ServiceId, SetupVersion,
};
use domain::setup::{
    AnswerChoice, Area, CheckInBy, Colour, Desk, DeskKind, Employee, Hours, Kiosk, NextWhileServing, OpenSpan,
    Question, Queue, Referral, Role, Rules, Service, Setup, Texts, Then,
};
use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::random::Random;

/// What a town is to be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many centres, 1 to 5.
    pub centres: usize,
    /// How many citizens a day in all centres together.
    pub citizens: u32,
    /// The hour at which the doors open, 0 to 22.
    pub opens: i8,
    /// The hour at which they close, after `opens`, up to 23.
    pub closes: i8,
}

const CENTRES: [&str; 5] = ["north", "harbour", "market", "hill", "station"];
const QUEUES: [&str; 5] = ["passport", "tax", "moving", "benefits", "advice"];

/// Makes the set-ups of a town.
///
/// # Errors
/// [`InvalidId`] is a mistake in this file.
pub fn town(random: &mut Random, size: Size) -> Result<Vec<Setup>, InvalidId> {
    CENTRES.iter().take(size.centres).map(|name| centre(random, name, size)).collect()
}

/// What each centre of the town gets of its citizens; the first is the busiest.
pub fn share(centres: usize, place: usize) -> u32 {
    match (centres, place) {
        (0 | 1, _) => 1_000,
        (2, 0) => 700,
        (2, _) => 300,
        (_, 0) => 600,
        (_, 1) => 250,
        (n, _) => 150 / u32::try_from(n - 2).unwrap_or(1),
    }
}

fn centre(random: &mut Random, name: &str, size: Size) -> Result<Setup, InvalidId> {
    let place = CENTRES.iter().position(|c| *c == name).unwrap_or(0);
    let citizens = size.citizens * share(size.centres, place) / 1_000;
    let mut setup = bare(random, name)?;
    let names = &QUEUES[..random.count(2, 4)];
    for (i, queue) in names.iter().enumerate() {
        let id = QueueId::new(queue)?;
        setup.queues.extend(a_queue(random, i, citizens, size).map(|q| (id, q)));
        services(random, &mut setup, queue)?;
    }
    questions(random, &mut setup)?;
    staff(random, &mut setup, citizens, size)?;
    for i in 1..=random.count(1, 2) {
        let buttons = setup.services.iter().filter(|(_, s)| s.parent.is_none()).map(|(id, _)| id.clone()).collect();
        let (check_in, scan_prefixes) = (CheckInBy::USUAL.to_vec(), Vec::new());
        let kiosk = Kiosk { name: text(&format!("Kiosk {i}")), floor: 0, at: None, buttons, check_in, scan_prefixes };
        setup.kiosks.insert(KioskId::new(&format!("kiosk-{i}"))?, kiosk);
    }
    Ok(setup)
}

fn bare(random: &mut Random, name: &str) -> Result<Setup, InvalidId> {
    let mut areas = BTreeMap::new();
    areas.insert(AreaId::new("hall")?, Area { name: text("Hall"), floor: 0, at: None, way: text("Straight on") });
    Ok(Setup {
        version: SetupVersion(1),
        centre: CentreId::new(name)?,
        name: text(name),
        municipality: text("Simulated"),
        address: "1 High Street".to_owned(),
        time_zone: zone(),
        languages: vec![Language::danish(), Language::english()],
        colour: Colour::default(),
        rules: rules(random),
        services: BTreeMap::new(),
        questions: BTreeMap::new(),
        referrals: BTreeMap::new(),
        queues: BTreeMap::new(),
        areas,
        lifts: BTreeMap::new(),
        desks: BTreeMap::new(),
        kiosks: BTreeMap::new(),
        screens: BTreeMap::new(),
        employees: BTreeMap::new(),
        messages: domain::setup::Messages::default(),
        capacities: BTreeMap::new(),
        appointments: BTreeMap::new(),
    })
}

/// The zone of every simulated town: one with a change of clock twice a year.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC)
}

fn rules(random: &mut Random) -> Rules {
    let mut rules = Rules::default();
    if random.chance(400) {
        rules.missed_minutes = u16::try_from(random.between(2, 20)).unwrap_or(15);
        rules.meant_for_minutes = u16::try_from(random.between(0, 15)).unwrap_or(10);
        rules.recalls_max = u8::try_from(random.between(0, 3)).unwrap_or(3);
        rules.undo_seconds = u16::try_from(random.between(5, 120)).unwrap_or(60);
        rules.arrival_pass_on_seconds = 15 + rules.undo_seconds;
    }
    if random.chance(300) {
        rules.next_while_serving = NextWhileServing::Ask;
    }
    rules
}

fn a_queue(random: &mut Random, place: usize, citizens: u32, size: Size) -> Option<Queue> {
    // Now and then two queues share a letter, and then its numbers.
    let letter =
        if place == 2 && random.chance(300) { 'A' } else { char::from(b'A' + u8::try_from(place).unwrap_or(0)) };
    let span = |from: i8, to: i8| OpenSpan { from: Time::constant(from, 0, 0, 0), to: Time::constant(to, 0, 0, 0) };
    let spans = if size.closes - size.opens > 5 && random.chance(300) {
        let middle = size.opens + (size.closes - size.opens) / 2;
        vec![span(size.opens, middle), span(middle + 1, size.closes)]
    } else {
        vec![span(size.opens, size.closes)]
    };
    let citizens = u16::try_from(citizens).unwrap_or(u16::MAX);
    Some(Queue {
        letter: Letter::new(letter)?,
        name: text(&format!("Queue {letter}")),
        target_minutes: [None, Some(5), Some(15), Some(30)][random.count(0, 3)],
        waiting_max: random.chance(250).then(|| 3 + citizens / 12),
        tickets_max: random.chance(150).then(|| 5 + citizens / 4),
        hours: Hours { week: (1..=7).map(|day| (day, spans.clone())).collect(), on_holidays: true, ..Hours::default() },
        area: AreaId::new("hall").ok().filter(|_| random.chance(500)),
        instead: text("Book a time"),
    })
}

fn services(random: &mut Random, setup: &mut Setup, queue: &str) -> Result<(), InvalidId> {
    let in_queue = QueueId::new(queue)?;
    let plain = |parent: Option<ServiceId>, minutes: u16| Service {
        name: text(queue),
        help: text(""),
        parent,
        choices: Vec::new(),
        queue: in_queue.clone(),
        typical_minutes: minutes,
        appointment_only: false,
        question: None,
        remember: text(""),
    };
    let minutes = |random: &mut Random| u16::try_from(random.between(2, 6)).unwrap_or(4);
    if random.chance(400) {
        let parent = ServiceId::new(queue)?;
        let choices = vec![ServiceId::new(&format!("{queue}-new"))?, ServiceId::new(&format!("{queue}-lost"))?];
        for choice in &choices {
            setup.services.insert(choice.clone(), plain(Some(parent.clone()), minutes(random)));
        }
        setup.services.insert(parent, Service { choices, ..plain(None, 4) });
    } else {
        setup.services.insert(ServiceId::new(queue)?, plain(None, minutes(random)));
        if random.chance(300) {
            let appointment_only = random.chance(400);
            let more = Service { appointment_only, ..plain(None, minutes(random)) };
            setup.services.insert(ServiceId::new(&format!("{queue}-long"))?, more);
        }
    }
    Ok(())
}

/// Two questions and two referrals in front of some services; long ones ask the second question only.
fn questions(random: &mut Random, setup: &mut Setup) -> Result<(), InvalidId> {
    let (papers, office) = (QuestionId::new("papers")?, QuestionId::new("office")?);
    let (online, elsewhere) = (ReferralId::new("online")?, ReferralId::new("elsewhere")?);
    let answer = |id: &str, then: Then| Ok(AnswerChoice { id: AnswerId::new(id)?, text: text(id), then });
    let first = vec![answer("yes", Then::Ask(office.clone()))?, answer("no", Then::Refer(online.clone()))?];
    let second = vec![answer("here", Then::Ticket)?, answer("there", Then::Refer(elsewhere.clone()))?];
    setup.questions.insert(papers.clone(), Question { text: text("Papers?"), answers: first });
    setup.questions.insert(office.clone(), Question { text: text("Office?"), answers: second });
    for referral in [online, elsewhere] {
        let name = text(referral.as_str());
        setup.referrals.insert(referral, Referral { name, text: text("There"), link: None });
    }
    for (id, service) in &mut setup.services {
        if service.choices.is_empty() && random.chance(300) {
            let asks = if id.as_str().ends_with("-long") { &office } else { &papers };
            service.question = Some(asks.clone());
        }
    }
    Ok(())
}

/// As many desks as the citizens need, and a few more employees than desks, the last a manager.
fn staff(random: &mut Random, setup: &mut Setup, citizens: u32, size: Size) -> Result<(), InvalidId> {
    let open_minutes = u32::try_from(i32::from(size.closes - size.opens) * 60).unwrap_or(60).max(1);
    let needed = usize::try_from(citizens * 8 / open_minutes).unwrap_or(1);
    let queues: Vec<QueueId> = setup.queues.keys().cloned().collect();
    let desks = (needed + random.count(1, 2)).min(40);
    for i in 1..=desks {
        let kind = [DeskKind::Counter, DeskKind::Counter, DeskKind::Room, DeskKind::Phone][random.count(0, 3)];
        let served = some_of(random, &queues);
        let desk =
            Desk { name: text(&format!("Desk {i}")), kind, floor: 0, at: None, way: text("Left"), queues: served };
        setup.desks.insert(DeskId::new(&format!("desk-{i}"))?, desk);
    }
    for i in 1..=desks + 2 {
        let role = if i == desks + 2 { Role::Manager } else { Role::Employee };
        let queues = if random.chance(200) { some_of(random, &queues) } else { Vec::new() };
        let employee = Employee { name: format!("Employee {i}"), initials: "EM".to_owned(), role, queues };
        setup.employees.insert(EmployeeId::new(&format!("employee-{i}"))?, employee);
    }
    Ok(())
}

/// All queues, or now and then only some of them, never none.
pub(crate) fn some_of(random: &mut Random, queues: &[QueueId]) -> Vec<QueueId> {
    if random.chance(600) {
        return queues.to_vec();
    }
    let some: Vec<QueueId> = queues.iter().filter(|_| random.chance(500)).cloned().collect();
    if some.is_empty() { random.pick(queues).cloned().into_iter().collect() } else { some }
}

fn text(english: &str) -> Texts {
    Texts([(Language::danish(), english.to_owned()), (Language::english(), english.to_owned())].into_iter().collect())
}
