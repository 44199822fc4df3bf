//! Booked times: kept while somebody types, taken, moved; and what employees keep free.

use std::sync::Arc;

use super::tickets::{Walk, led_to_referral, next_number, number_there, offered, stops_of};
use super::{Draft, refuse_state};
use crate::answer::Tell;
use crate::command::{Action, Actor, Given, HOLD_MINUTES_MAX, Mode};
use crate::day::{Agreed, BLOCKS_PER_DAY_MAX, HOLDS_PER_DAY_MAX, Origin, State, Visit};
use crate::event::Fact;
use crate::ids::{BlockId, EmployeeId, ServiceId, VisitId};
use crate::message::{Channel, Fate, MessageKind, reminders};
use crate::refusal::Refusal;
use crate::slots::{Asker, Placed, Wish, is_kept, place};
use crate::time::Instant;

/// What is wanted of the plan.
struct Wanted<'a> {
    visit: VisitId,
    services: &'a [ServiceId],
    starts_at: Instant,
    mode: Mode,
    employee: Option<&'a EmployeeId>,
}

/// Keeps a time; one that was kept for the same visit before is let go.
pub(super) fn hold(draft: &mut Draft<'_>, action: &Action) -> Result<Tell, Refusal> {
    let Action::Hold { visit, services, starts_at, mode, employee, minutes } = action else {
        return Err(Refusal::NoService);
    };
    if !(1..=HOLD_MINUTES_MAX).contains(minutes) {
        return Err(Refusal::HoldTooLong { max: u32::from(HOLD_MINUTES_MAX) });
    }
    if draft.day.visit(*visit).is_some() {
        return Err(Refusal::VisitExists);
    }
    let others = draft.day.holds().iter().filter(|(id, held)| *id != visit && draft.at < held.until).count();
    if others >= HOLDS_PER_DAY_MAX {
        return Err(Refusal::TooManyHolds { max: u32::try_from(HOLDS_PER_DAY_MAX).unwrap_or(u32::MAX) });
    }
    on_this_day(draft, *starts_at)?;
    let (visit, starts_at) = (*visit, *starts_at);
    let wanted = Wanted { visit, services, starts_at, mode: *mode, employee: employee.as_ref() };
    let Placed { taken, .. } = planned(draft, &wanted)?;
    draft.add(Fact::Held { visit, starts_at, taken, until: draft.at.plus_minutes(i64::from(*minutes)) });
    Ok(Tell::Held(visit))
}

/// Lets a time go that was kept. One that has ended by itself is let go already.
pub(super) fn end_hold(draft: &mut Draft<'_>, visit: VisitId) -> Result<Tell, Refusal> {
    if draft.day.visit(visit).is_some() {
        return Err(Refusal::VisitExists);
    }
    let held = draft.day.holds().get(&visit).ok_or(Refusal::NoHold)?;
    if draft.at < held.until {
        draft.add(Fact::HoldEnded { visit });
    }
    Ok(Tell::Done)
}

pub(super) fn book(draft: &mut Draft<'_>, action: &Action) -> Result<Tell, Refusal> {
    let Action::Book { visit, services, starts_at, mode, employee, language, answers, interpreter, series } = action
    else {
        return Err(Refusal::NoService);
    };
    on_this_day(draft, *starts_at)?;
    if let Some(employee) = employee {
        draft.known_employee(employee)?;
    }
    let stops = stops_of(draft.setup, services, Walk::Booked)?;
    offered(draft.setup, language)?;
    asked(draft, services, answers)?;
    let number = next_number(draft, *visit, &stops)?;
    let wanted = Wanted { visit: *visit, services, starts_at: *starts_at, mode: *mode, employee: employee.as_ref() };
    let placed = given(draft, &wanted)?;
    draft.add(Fact::Booked {
        visit: *visit,
        number,
        stops,
        starts_at: *starts_at,
        mode: *mode,
        employee: placed.employee,
        language: language.clone(),
        ends_at: placed.ends_at,
        taken: placed.taken,
        answers: answers.clone(),
        interpreter: *interpreter,
        series: *series,
        moves: 0,
        remind_at: reminders(draft.setup, services, *starts_at, draft.at),
    });
    Ok(Tell::Visit(*visit))
}

/// Moves an appointment within its day.
pub(super) fn rebook(draft: &mut Draft<'_>, action: &Action) -> Result<Tell, Refusal> {
    let Action::Rebook { visit, starts_at, mode, employee, .. } = action else { return Err(Refusal::NoService) };
    on_this_day(draft, *starts_at)?;
    let (services, before) = movable(draft, *visit)?;
    still_to_come(draft, *starts_at, employee.as_ref())?;
    let wanted =
        Wanted { visit: *visit, services: &services, starts_at: *starts_at, mode: *mode, employee: employee.as_ref() };
    let placed = given(draft, &wanted)?;
    let lasted = before.ends_at.map(|end| end.millis_since(before.starts_at)).unwrap_or_default();
    let lasts = Instant::from_millis(starts_at.as_millis() + i64::try_from(lasted).unwrap_or(0));
    draft.add(Fact::Rebooked {
        visit: *visit,
        starts_at: *starts_at,
        ends_at: placed.ends_at.unwrap_or(lasts),
        mode: *mode,
        employee: placed.employee,
        taken: placed.taken,
        remind_at: reminders(draft.setup, &services, *starts_at, draft.at),
    });
    Ok(Tell::Visit(*visit))
}

/// Moves an appointment to another day: it leaves one and is booked on the other, or neither happens.
pub(super) fn rebook_across(
    leaving: &mut Draft<'_>,
    arriving: &mut Draft<'_>,
    action: &Action,
) -> Result<Tell, Refusal> {
    let Action::Rebook { visit: id, date, starts_at, mode, employee } = action else {
        return Err(Refusal::AlreadyThere);
    };
    on_this_day(arriving, *starts_at)?;
    let (services, before) = movable(leaving, *id)?;
    still_to_come(arriving, *starts_at, employee.as_ref())?;
    let stops = stops_of(arriving.setup, &services, Walk::Booked)?;
    let number = number_there(arriving, *id, &stops)?;
    let wanted =
        Wanted { visit: *id, services: &services, starts_at: *starts_at, mode: *mode, employee: employee.as_ref() };
    let placed = given(arriving, &wanted)?;
    let visit = leaving.visit(*id)?;
    let booked = Fact::Booked {
        visit: *id,
        number,
        stops,
        starts_at: *starts_at,
        mode: *mode,
        employee: placed.employee,
        language: visit.language.clone(),
        ends_at: placed.ends_at,
        taken: placed.taken,
        answers: visit.answers.to_vec(),
        interpreter: before.agreed.interpreter,
        series: before.agreed.series,
        moves: before.agreed.moves + 1,
        remind_at: reminders(arriving.setup, &services, *starts_at, arriving.at),
    };
    leaving.add(Fact::MovedToDay { visit: *id, date: *date });
    arriving.add(booked);
    Ok(Tell::Visit(*id))
}

/// That a message went out is a fact of the day, and no change of the visit. Only the installation itself says so.
pub(super) fn note_message(
    draft: &mut Draft<'_>,
    visit: VisitId,
    kind: MessageKind,
    channel: Channel,
    fate: Fate,
) -> Result<Tell, Refusal> {
    if *draft.by != Actor::Clock {
        return Err(Refusal::EmployeeOnly);
    }
    // Whoever waits for a time is told of one while it is kept for her, before it is a visit.
    if !draft.day.holds().contains_key(&visit) {
        draft.visit(visit)?;
    }
    draft.add(Fact::Messaged { visit, kind, channel, fate });
    Ok(Tell::Done)
}

/// Keeps an employee's time free. What is booked in it stays booked: she moves it, or she is there.
pub(super) fn block(draft: &mut Draft<'_>, action: &Action) -> Result<Tell, Refusal> {
    let Action::Block { block, employee, from, to, kind } = action else { return Err(Refusal::UnknownBlock) };
    draft.known_employee(employee)?;
    let date = draft.day.stream().date;
    let zone = &draft.setup.time_zone;
    let ends = Instant::start_of(date.tomorrow().unwrap_or(date), zone);
    if from >= to || *from < Instant::start_of(date, zone) || *to > ends {
        return Err(Refusal::BlockNotOnThisDay);
    }
    if draft.day.blocks().len() >= BLOCKS_PER_DAY_MAX {
        return Err(Refusal::TooManyBlocks { max: u32::try_from(BLOCKS_PER_DAY_MAX).unwrap_or(u32::MAX) });
    }
    if !draft.day.blocks().contains_key(block) {
        draft.add(Fact::Blocked { block: *block, employee: employee.clone(), from: *from, to: *to, kind: *kind });
    }
    Ok(Tell::Done)
}

pub(super) fn unblock(draft: &mut Draft<'_>, block: BlockId) -> Result<Tell, Refusal> {
    if !draft.day.blocks().contains_key(&block) {
        return Err(Refusal::UnknownBlock);
    }
    draft.add(Fact::Unblocked { block });
    Ok(Tell::Done)
}

fn on_this_day(draft: &Draft<'_>, starts_at: Instant) -> Result<(), Refusal> {
    let here = starts_at.date(&draft.setup.time_zone) == draft.day.stream().date;
    here.then_some(()).ok_or(Refusal::TimeNotOnThisDay)
}

/// An appointment is moved to a time that has not begun, and to somebody whom the centre knows.
fn still_to_come(draft: &Draft<'_>, starts_at: Instant, employee: Option<&EmployeeId>) -> Result<(), Refusal> {
    if let Some(employee) = employee {
        draft.known_employee(employee)?;
    }
    if starts_at > draft.at { Ok(()) } else { Err(Refusal::SlotTooSoon { minutes: 0 }) }
}

/// What was agreed of an appointment that is to be moved.
struct Before {
    starts_at: Instant,
    ends_at: Option<Instant>,
    agreed: Arc<Agreed>,
}

/// An appointment can be moved until its time begins.
fn movable(draft: &Draft<'_>, id: VisitId) -> Result<(Vec<ServiceId>, Before), Refusal> {
    let visit: &Visit = draft.visit(id)?;
    let Origin::Appointment { starts_at, agreed, .. } = &visit.origin else {
        return Err(Refusal::NotAnAppointment { number: visit.number });
    };
    if visit.state != State::Booked {
        return Err(refuse_state(visit));
    }
    if *starts_at <= draft.at {
        return Err(Refusal::AppointmentBegun { number: visit.number });
    }
    let services = visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect();
    let before = Before { starts_at: *starts_at, ends_at: agreed.ends_at, agreed: Arc::clone(agreed) };
    Ok((services, before))
}

/// Where a booking goes; an end where one is known.
struct Agreement {
    ends_at: Option<Instant>,
    employee: Option<EmployeeId>,
    taken: Vec<crate::slots::Taken>,
}

/// A time of the plan; or, where none of the services has times in it, what an employee or a program says.
fn given(draft: &Draft<'_>, wanted: &Wanted<'_>) -> Result<Agreement, Refusal> {
    let planned_here = wanted.services.iter().any(|service| draft.setup.appointments.contains_key(service));
    let may_enter = matches!(draft.by, Actor::Employee(_) | Actor::Program(_) | Actor::Clock);
    if !planned_here && may_enter {
        return Ok(Agreement { ends_at: None, employee: wanted.employee.cloned(), taken: Vec::new() });
    }
    let placed = planned(draft, wanted)?;
    Ok(Agreement { ends_at: Some(placed.ends_at), employee: placed.employee, taken: placed.taken })
}

/// A time of the plan. What is kept for this very visit can be had whatever notice its service asks for; something else
/// that begins then cannot.
fn planned(draft: &Draft<'_>, wanted: &Wanted<'_>) -> Result<Placed, Refusal> {
    let mut wish = Wish {
        services: wanted.services,
        mode: wanted.mode,
        employee: wanted.employee,
        asker: Asker::Citizen,
        except: Some(wanted.visit),
    };
    let held = draft.day.holds().get(&wanted.visit).filter(|held| draft.at < held.until);
    let kept = held.is_some_and(|held| is_kept(draft.setup, &wish, wanted.starts_at, &held.taken));
    if kept || matches!(draft.by, Actor::Employee(_) | Actor::Clock) {
        wish.asker = Asker::Employee;
    }
    place(draft.setup, &draft.day, &wish, wanted.starts_at, draft.at)
}

/// A citizen answers what is asked before a time is given; others may give none.
fn asked(draft: &Draft<'_>, services: &[ServiceId], answers: &[Given]) -> Result<(), Refusal> {
    let must_ask = matches!(draft.by, Actor::Citizen | Actor::Kiosk(_));
    if answers.is_empty() && !must_ask {
        return Ok(());
    }
    let questions: Vec<_> = services
        .iter()
        .map(|service| draft.setup.appointments.get(service).and_then(|bookable| bookable.question.as_ref()))
        .collect();
    match led_to_referral(draft.setup, &questions, answers)? {
        Some(referral) => Err(Refusal::Referred { referral }),
        None => Ok(()),
    }
}
