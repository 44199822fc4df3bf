//! How each fact changes the day. Total and pure: a fact about something unknown changes nothing but the version.

use std::sync::Arc;

use super::lists::{entry, list, unlist};
use super::{
    Agreed, Block, Day, DeskDay, Ends, Hold, Origin, Pause, PeriodKind, Press, RECENT_SERVICES_MAX, State,
    UNDO_PRESSES_MAX, UndoPoint, Visit,
};
use crate::account::{CallPlace, OutOfTurn, Untaken};
use crate::arrivals::{Arrived, SeenBy};
use crate::command::{Actor, Given, Mode, Why};
use crate::event::{CallRule, Event, Fact, Forecast, MeantFor, Outcome, Reason, Stop};
use crate::hall::{CallForSomebody, Phase};
use crate::ids::{DeskId, EmployeeId, Language, Number, QueueId, VisitId};
use crate::time::Instant;

/// Folds one event into the day. Cannot fail.
pub fn evolve(day: &mut Day, event: &Event) {
    day.version += 1;
    day.last_at = Some(event.at);
    day.setup = Some(event.setup);
    // Whose time has run out is kept for nobody.
    day.holds.retain(|_, held| event.at < held.until);
    match &event.fact {
        Fact::DayOpened { .. } => day.phase = Phase::Open,
        Fact::DayClosed {} => close(day),
        Fact::TicketTaken { .. } | Fact::Booked { .. } | Fact::MovedIn { .. } => arrive(day, event),
        Fact::Called { visit, desk, employee, reason, ended } => {
            called(day, event, *visit, (desk, employee), reason, *ended);
        }
        Fact::SignedOn { .. }
        | Fact::SignedOff { .. }
        | Fact::Paused { .. }
        | Fact::PauseEnded { .. }
        | Fact::QueuesChosen { .. } => at_desk(day, event),
        Fact::Held { .. } | Fact::HoldEnded { .. } | Fact::Blocked { .. } | Fact::Unblocked { .. } => plan(day, event),
        Fact::QueueSet { queue, to } => day.queues.entry(queue.clone()).or_default().order = *to,
        Fact::Referred { referral, .. } => *day.referrals.entry(referral.clone()).or_default() += 1,
        Fact::HelpCalled { .. }
        | Fact::HelpTaken { .. }
        | Fact::HelpEnded { .. }
        | Fact::AlarmRaised { .. }
        | Fact::AlarmTaken { .. }
        | Fact::AlarmEnded { .. } => calls_for_somebody(day, event),
        _ => of_visit(day, event),
    }
}

/// The facts that change a visit which exists.
fn of_visit(day: &mut Day, event: &Event) {
    let at = event.at;
    match &event.fact {
        Fact::CheckedIn { visit, due, on_time } => {
            said_or_pressed(day, event, *visit, Press::CheckIn, |v| checked_in(v, *due, *on_time, event));
        }
        Fact::Rebooked { visit, .. } => {
            said_or_pressed(day, event, *visit, Press::Rebook, |v| rebooked(v, &event.fact));
        }
        Fact::MovedToDay { visit, date } => change(day, *visit, |v| end(v, Outcome::MovedToDay(*date), at)),
        Fact::Unanswered { visit, again_at } => press(day, *visit, Press::Unanswer, at, |v| {
            unanswered(v, *again_at, at);
        }),
        Fact::CalledAgain { visit } => change(day, *visit, |v| {
            if let State::Called { last_at, calls, .. } = &mut v.state {
                *last_at = at;
                *calls += 1;
            }
        }),
        Fact::Started { visit } => started(day, *visit, at),
        Fact::Finished { visit, goes_on } => finished(day, *visit, *goes_on, at),
        Fact::Missed { visit, ends_at } => press(day, *visit, Press::Miss, at, |v| {
            v.state = State::Missed { since: at, ends_at: *ends_at };
            v.enter(at, PeriodKind::Missed, None);
        }),
        Fact::SaidHere { visit, due } => said_or_pressed(day, event, *visit, Press::Here, |v| {
            v.due = *due;
            v.end_delay(at);
            if !matches!(v.state, State::Waiting) {
                wait(v, at);
            }
        }),
        Fact::Parked { visit } => press(day, *visit, Press::Park, at, |v| {
            v.state = State::Parked { since: at };
            v.enter(at, PeriodKind::Parked, None);
        }),
        Fact::Transferred { visit, queue, meant_for } => press(day, *visit, Press::Transfer, at, |v| {
            let moved = v.queue != *queue || !matches!(v.state, State::Waiting);
            v.queue = queue.clone();
            v.mean_for(meant_for.clone(), at);
            if moved {
                wait(v, at);
            }
        }),
        Fact::Returned { visit } => press(day, *visit, Press::Return, at, |v| {
            v.mean_for(None, at);
            if !matches!(v.state, State::Waiting) {
                wait(v, at);
            }
        }),
        Fact::Delayed { visit, due, not_before } => said_or_pressed(day, event, *visit, Press::Delay, |v| {
            v.due = *due;
            v.not_before = Some(*not_before);
        }),
        Fact::MovedForward { visit, due, why } => {
            note_out_of_turn(day, event, *visit, *why, false);
            press(day, *visit, Press::MoveForward, at, |v| {
                v.due = *due;
                v.end_delay(at);
            });
        }
        Fact::ArrivalSeen { visit, employee, again_at } => {
            seen(day, *visit, SeenBy { employee: employee.clone(), at, again_at: *again_at });
        }
        Fact::Cancelled { visit } => {
            let herself = matches!(event.by, Actor::Citizen | Actor::Kiosk(_));
            let pressed = if herself { Press::GiveUp } else { Press::Cancel };
            press(day, *visit, pressed, at, |v| {
                v.given_up = herself;
                end(v, Outcome::Cancelled, at);
            });
        }
        Fact::MovedAway { visit, centre } => change(day, *visit, |v| {
            v.ends(Ends::Stay);
            end(v, Outcome::MovedTo(centre.clone()), at);
        }),
        Fact::Ended { visit, outcome, ended_at } => change(day, *visit, |v| end(v, outcome.clone(), *ended_at)),
        Fact::Undone { visit, other } => {
            day.undone += 1;
            note_undone(day, *visit);
            restore(day, *visit);
            if let Some(other) = other {
                restore(day, *other);
            }
        }
        _ => {}
    }
}

/// Takes a visit out of every list, changes it, and puts it back.
fn change(day: &mut Day, id: VisitId, f: impl FnOnce(&mut Visit)) {
    let Some(order) = day.by_id.get(&id).copied() else { return };
    unlist(day, order);
    if let Some(visit) = day.visits.get_mut(order as usize) {
        f(visit);
        visit.revision += 1;
    }
    list(day, order);
}

/// A change that can be taken back.
fn press(day: &mut Day, id: VisitId, press: Press, at: Instant, f: impl FnOnce(&mut Visit)) {
    press_with(day, id, press, at, None, f);
}

/// That somebody saw an arrival is no press and no change of the visit: what was pressed before can still be taken back.
fn seen(day: &mut Day, id: VisitId, by: SeenBy) {
    if let Some(order) = day.by_id.get(&id).copied()
        && let Some(arrived) = day.visits.get_mut(order as usize).and_then(|v| v.arrived.as_mut())
    {
        arrived.seen = Some(by);
    }
}

/// What a citizen says of herself (here, late, checked in) an employee cannot take back unseen, and what the clock
/// brought about nobody can; pressed by an employee it is a press like any other.
fn said_or_pressed(day: &mut Day, event: &Event, id: VisitId, kind: Press, f: impl FnOnce(&mut Visit)) {
    match event.by {
        Actor::Employee(_) | Actor::Program(_) => press(day, id, kind, event.at, f),
        Actor::Kiosk(_) | Actor::Citizen | Actor::Clock => change(day, id, f),
    }
}

fn press_with(
    day: &mut Day,
    id: VisitId,
    press: Press,
    at: Instant,
    other: Option<VisitId>,
    f: impl FnOnce(&mut Visit),
) {
    change(day, id, |v| {
        let earlier = v.undo.take();
        let mut before = Visit { undo: earlier, ..v.clone() };
        forget_presses(&mut before, UNDO_PRESSES_MAX - 1);
        f(v);
        v.undo = Some(Arc::new(UndoPoint { before, press, at, revision: v.revision + 1, other }));
    });
}

/// Keeps the way back over so many presses.
fn forget_presses(visit: &mut Visit, keep: usize) {
    match &mut visit.undo {
        Some(point) if keep > 0 => forget_presses(&mut Arc::make_mut(point).before, keep - 1),
        last => *last = None,
    }
}

/// Puts a visit back to what it was before the last press. What was remembered of its service goes too. The press before
/// can be taken back now, where it could be then: what had changed the visit in between still has.
fn restore(day: &mut Day, id: VisitId) {
    let Some(order) = day.by_id.get(&id).copied() else { return };
    change(day, id, |v| {
        if let Some(point) = v.undo.take().map(Arc::unwrap_or_clone) {
            let revision = v.revision;
            let arrived = v.arrived.take().filter(|_| v.meant_for == point.before.meant_for);
            let stood = point.before.undo.as_ref().is_some_and(|p| p.revision == point.before.revision);
            *v = point.before;
            v.revision = revision;
            keep_seen(v, arrived);
            if let Some(earlier) = v.undo.as_mut().filter(|_| stood) {
                Arc::make_mut(earlier).revision = revision + 1;
            }
        }
    });
    if day.at(order).is_some_and(|v| matches!(v.state, State::Serving { .. })) {
        for queue in day.queues.values_mut() {
            queue.recent.retain(|(visit, _)| *visit != order);
        }
    }
}

/// Who has seen an arrival since the press has seen it all the same, where it is still that arrival.
fn keep_seen(visit: &mut Visit, arrived: Option<Arrived>) {
    if let (Some(back), Some(now)) = (&mut visit.arrived, arrived)
        && back.since == now.since
    {
        back.seen = now.seen;
    }
}

fn checked_in(visit: &mut Visit, due: Instant, on_time: bool, event: &Event) {
    let at = event.at;
    if let Origin::Appointment { on_time: kept, employee, mode, .. } = &mut visit.origin {
        *kept = on_time;
        // She came by whoever checked her in; whom we ring came by whoever booked.
        if *mode == Mode::InPerson {
            visit.came_by.clone_from(&event.by);
        }
        let whom = employee.clone().map(MeantFor::Employee);
        visit.mean_for(whom, at);
        visit.arrive_at_queue(at);
    }
    visit.due = due;
    wait(visit, at);
}

/// Another time of the same day.
fn rebooked(visit: &mut Visit, fact: &Fact) {
    let Fact::Rebooked { starts_at, ends_at, mode, employee, taken, .. } = fact else { return };
    if let Origin::Appointment { starts_at: start, mode: how, employee: whom, agreed, .. } = &mut visit.origin {
        (*start, *how) = (*starts_at, *mode);
        whom.clone_from(employee);
        let before = Agreed::clone(agreed);
        *agreed = Arc::new(Agreed { ends_at: Some(*ends_at), taken: taken.clone(), moves: before.moves + 1, ..before });
    }
    visit.due = *starts_at;
}

/// It waits on, for the same employee, for a second try.
fn unanswered(visit: &mut Visit, again_at: Instant, at: Instant) {
    let mut whom = None;
    if let Origin::Appointment { unanswered, employee, .. } = &mut visit.origin {
        *unanswered = unanswered.saturating_add(1);
        whom = employee.clone().map(MeantFor::Employee);
    }
    wait(visit, at);
    visit.mean_for(whom, at);
    visit.not_before = Some(again_at);
}

/// What is kept of the plan's time, for a citizen or for an employee.
fn plan(day: &mut Day, event: &Event) {
    match &event.fact {
        Fact::Held { visit, starts_at, taken, until } => {
            day.holds.insert(*visit, Hold { starts_at: *starts_at, taken: taken.clone(), until: *until });
        }
        Fact::HoldEnded { visit } => {
            day.holds.remove(visit);
        }
        Fact::Blocked { block, employee, from, to, kind } => {
            day.blocks.insert(*block, Block { employee: employee.clone(), from: *from, to: *to, kind: *kind });
        }
        Fact::Unblocked { block } => {
            day.blocks.remove(block);
        }
        _ => {}
    }
}

fn wait(visit: &mut Visit, at: Instant) {
    visit.state = State::Waiting;
    visit.enter(at, PeriodKind::Waiting, None);
}

fn end(visit: &mut Visit, outcome: Outcome, at: Instant) {
    visit.close_period(if outcome == Outcome::ServedEndUnknown { None } else { Some(at) });
    visit.state = State::Ended { outcome, at };
    visit.mean_for(None, at);
    visit.not_before = None;
}

fn started(day: &mut Day, id: VisitId, at: Instant) {
    let seat = day.visit(id).and_then(Visit::desk).cloned();
    let employee = seat.as_ref().and_then(|d| day.desk(d)).and_then(|d| d.employee.clone());
    press(day, id, Press::Start, at, |v| {
        if let State::Called { desk, at: called_at, calls, .. } = v.state.clone() {
            v.state = State::Serving { desk: desk.clone(), since: at, called_at, calls };
            v.enter(at, PeriodKind::Serving, Some((desk, employee)));
        }
    });
}

fn finished(day: &mut Day, id: VisitId, goes_on: Option<u8>, at: Instant) {
    if let Some(visit) = day.visit(id)
        && let State::Serving { since, .. } = visit.state
    {
        let seconds = u32::try_from(at.seconds_since(since)).unwrap_or(u32::MAX);
        let (order, queue) = (visit.order, visit.queue.clone());
        let recent = &mut day.queues.entry(queue).or_default().recent;
        if recent.len() >= RECENT_SERVICES_MAX {
            recent.pop_front();
        }
        recent.push_back((order, seconds));
    }
    press(day, id, Press::Finish, at, |v| {
        v.ends(Ends::Service);
        match goes_on {
            Some(stop) => {
                v.at_stop = stop;
                if let Some(stop) = v.stops.get(usize::from(stop)) {
                    v.queue = stop.queue.clone();
                }
                wait(v, at);
            }
            None => end(v, Outcome::Served, at),
        }
    });
}

fn called(
    day: &mut Day,
    event: &Event,
    id: VisitId,
    (desk, employee): (&DeskId, &EmployeeId),
    reason: &Reason,
    ended: Option<VisitId>,
) {
    let at = event.at;
    if let CallRule::OutOfTurn(why) = reason.rule {
        note_out_of_turn(day, event, id, why, true);
    }
    // A press on one visit that ended another is one press: each knows the other. A press that ended a visit's service
    // at one stop and called it to the next is one press too, and is taken back as a whole; and so is one that rang before
    // the time, and let it wait from then on: nobody else checks in whoever is rung.
    let other = ended.filter(|e| *e != id);
    let rang_early = day.visit(id).is_some_and(|v| {
        v.is_rung() && v.undo.as_ref().is_some_and(|p| p.press == Press::CheckIn && p.revision == v.revision)
    });
    let before =
        (ended == Some(id) || rang_early).then(|| day.visit(id)?.undo.as_ref().map(|p| p.before.clone())).flatten();
    press_with(day, id, Press::Call, at, other, |v| {
        v.state = State::Called { desk: desk.clone(), at, last_at: at, calls: 1 };
        v.reason = Some(Arc::new(reason.clone()));
        v.mean_for(None, at);
        v.not_before = None;
        v.enter(at, PeriodKind::Walking, Some((desk.clone(), Some(employee.clone()))));
    });
    if let Some(before) = before
        && let Some(order) = day.by_id.get(&id).copied()
        && let Some(point) = day.visits.get_mut(order as usize).and_then(|v| v.undo.as_mut()).map(Arc::make_mut)
    {
        point.before = before;
    }
    if let Some(other) = other
        && let Some(order) = day.by_id.get(&other).copied()
        && let Some(point) = day.visits.get_mut(order as usize).and_then(|v| v.undo.as_mut()).map(Arc::make_mut)
    {
        point.other = Some(id);
    }
}

/// Who did it is who pressed. Whoever sits at the desk may know nothing of it.
fn note_out_of_turn(day: &mut Day, event: &Event, id: VisitId, why: Why, called: bool) {
    let employee = match &event.by {
        Actor::Employee(employee) => Some(employee.clone()),
        Actor::Kiosk(_) | Actor::Citizen | Actor::Program(_) | Actor::Clock => None,
    };
    if let Some(number) = day.visit(id).map(|v| v.number) {
        day.out_of_turn.push(OutOfTurn { at: event.at, number, why, called, employee, undone: false });
    }
}

/// What was out of turn and is taken back stays in the account, and says so.
fn note_undone(day: &mut Day, id: VisitId) {
    let Some((number, at)) = day.visit(id).and_then(|v| Some((v.number, v.undo.as_ref()?.at))) else { return };
    for noted in day.out_of_turn.iter_mut().rev().filter(|noted| noted.number == number && noted.at == at) {
        noted.undone = true;
    }
}

/// What an arrival brings, however it came about.
struct Arrival<'a> {
    id: VisitId,
    number: Number,
    origin: Origin,
    stops: &'a [Stop],
    language: &'a Language,
    answers: &'a [Given],
    told: Option<Forecast>,
    taken_at: Instant,
    due: Instant,
    state: State,
}

fn arrive(day: &mut Day, event: &Event) {
    let at = event.at;
    let arrival = match &event.fact {
        Fact::TicketTaken { visit, number, stops, due, language, answers, forecast } => Arrival {
            id: *visit,
            number: *number,
            origin: Origin::Ticket,
            stops,
            language,
            answers,
            told: *forecast,
            taken_at: at,
            due: *due,
            state: State::Waiting,
        },
        Fact::Booked {
            visit,
            number,
            stops,
            starts_at,
            mode,
            employee,
            language,
            ends_at,
            taken,
            answers,
            interpreter,
            series,
            moves,
            // When she is reminded is for the messages; the hall does not turn on it.
            remind_at: _,
        } => Arrival {
            id: *visit,
            number: *number,
            origin: Origin::Appointment {
                starts_at: *starts_at,
                mode: *mode,
                employee: employee.clone(),
                on_time: false,
                unanswered: 0,
                agreed: Arc::new(Agreed {
                    ends_at: *ends_at,
                    taken: taken.clone(),
                    interpreter: *interpreter,
                    series: *series,
                    moves: *moves,
                }),
            },
            stops,
            language,
            answers,
            told: None,
            taken_at: at,
            due: *starts_at,
            state: State::Booked,
        },
        Fact::MovedIn { visit, centre, number, stops, due, taken_at, language } => Arrival {
            id: *visit,
            number: *number,
            origin: Origin::Centre(centre.clone()),
            stops,
            language,
            answers: &[],
            told: None,
            taken_at: *taken_at,
            due: *due,
            state: State::Waiting,
        },
        _ => return,
    };
    admit(day, event, arrival);
}

fn admit(day: &mut Day, event: &Event, arrival: Arrival<'_>) {
    let Some(queue) = arrival.stops.first().map(|s| s.queue.clone()) else { return };
    let highest = day.numbers.entry(arrival.number.letter).or_default();
    *highest = (*highest).max(arrival.number.count);
    let known = day.by_id.get(&arrival.id).copied();
    // One number, one count: a visit that comes back from another centre was counted when it took its number.
    entry(&mut day.queues, &queue).taken += u32::from(known.is_none());
    // A visit that comes back from another centre goes on where it was: one visit, one record.
    let (order, periods, revision) = match known {
        Some(order) => {
            unlist(day, order);
            let visit = &mut day.visits[order as usize];
            (order, std::mem::take(&mut visit.periods), visit.revision + 1)
        }
        None => (u32::try_from(day.visits.len()).unwrap_or(u32::MAX), Vec::with_capacity(4), 1),
    };
    let waits = arrival.state == State::Waiting;
    let mut visit = Visit {
        id: arrival.id,
        order,
        number: arrival.number,
        origin: arrival.origin,
        came_by: event.by.clone(),
        stops: arrival.stops.into(),
        at_stop: 0,
        queue,
        language: arrival.language.clone(),
        answers: arrival.answers.into(),
        told: arrival.told,
        taken_at: arrival.taken_at,
        due: arrival.due,
        not_before: None,
        meant_for: None,
        arrived: None,
        state: arrival.state,
        given_up: false,
        reason: None,
        periods,
        revision,
        undo: None,
    };
    if waits {
        visit.enter(event.at, PeriodKind::Waiting, None);
    }
    if known.is_some() {
        day.visits[order as usize] = visit;
    } else {
        day.by_id.insert(visit.id, order);
        day.visits.push(visit);
    }
    // The time that was kept for it is its own now.
    day.holds.remove(&day.visits[order as usize].id);
    if matches!(day.visits[order as usize].origin, Origin::Appointment { .. }) {
        day.appointments.insert(order);
    } else {
        day.appointments.remove(&order);
    }
    list(day, order);
}

fn at_desk(day: &mut Day, event: &Event) {
    match &event.fact {
        Fact::SignedOn { employee, desk, queues } => sign_on(day, event.at, employee, desk, queues),
        Fact::SignedOff { employee, desk } => {
            if let Some(desk) = day.desks.get_mut(desk) {
                desk.employee = None;
                desk.pause = Pause::None;
            }
            open_to_queues(day, event.at, employee, desk);
        }
        Fact::Paused { desk, until } => {
            entry(&mut day.desks, desk).pause = until.map_or(Pause::Open, Pause::Until);
        }
        Fact::PauseEnded { desk } => entry(&mut day.desks, desk).pause = Pause::None,
        Fact::QueuesChosen { desk, queues } => entry(&mut day.desks, desk).queues.clone_from(queues),
        _ => {}
    }
}

fn sign_on(day: &mut Day, at: Instant, employee: &EmployeeId, desk: &DeskId, queues: &[QueueId]) {
    for (id, other) in &mut day.desks {
        if id != desk && other.employee.as_ref() == Some(employee) {
            other.employee = None;
            other.pause = Pause::None;
        }
    }
    let seat = entry(&mut day.desks, desk);
    *seat =
        DeskDay { employee: Some(employee.clone()), queues: queues.to_vec(), pause: Pause::None, visit: seat.visit };
    // Who takes over a desk takes over its visit: from now on the time there is hers.
    if let Some(visit) = seat.visit.and_then(|o| day.visits.get_mut(o as usize)) {
        let kind = visit.periods.last().map(|p| p.kind);
        if let Some(kind) = kind
            && visit.periods.last().is_some_and(|p| p.to.is_none() && p.employee.as_ref() != Some(employee))
        {
            visit.enter(at, kind, Some((desk.clone(), Some(employee.clone()))));
            visit.revision += 1;
        }
    }
}

/// A visit that is meant for an employee or her desk opens to its queue when she signs off.
fn open_to_queues(day: &mut Day, at: Instant, employee: &EmployeeId, desk: &DeskId) {
    let meant = |v: &Visit| match &v.meant_for {
        Some(MeantFor::Employee(e)) => e == employee,
        Some(MeantFor::Desk(d)) => d == desk,
        None => false,
    };
    let ids: Vec<VisitId> = day.meant().filter(|v| meant(v)).map(|v| v.id).collect();
    for id in ids {
        change(day, id, |v| {
            v.mean_for(None, at);
            v.arrive_at_queue(at);
        });
    }
}

fn calls_for_somebody(day: &mut Day, event: &Event) {
    let call = || CallForSomebody { since: event.at, taken_by: None };
    match &event.fact {
        Fact::HelpCalled { kiosk } => {
            day.help.insert(kiosk.clone(), call());
        }
        Fact::HelpTaken { kiosk, employee } => {
            if let Some(call) = day.help.get_mut(kiosk) {
                call.taken_by = Some(employee.clone());
            }
        }
        Fact::HelpEnded { kiosk } => {
            day.help.remove(kiosk);
        }
        Fact::AlarmRaised { desk } => {
            day.alarms.insert(desk.clone(), call());
        }
        Fact::AlarmTaken { desk, employee } => {
            if let Some(call) = day.alarms.get_mut(desk) {
                call.taken_by = Some(employee.clone());
            }
        }
        Fact::AlarmEnded { desk } => {
            day.alarms.remove(desk);
        }
        _ => {}
    }
}

fn close(day: &mut Day) {
    day.phase = Phase::Closed;
    let alarms = std::mem::take(&mut day.alarms).into_iter().map(|(desk, call)| (CallPlace::Desk(desk), call));
    let help = std::mem::take(&mut day.help).into_iter().map(|(kiosk, call)| (CallPlace::Kiosk(kiosk), call));
    let untaken = alarms.chain(help).filter(|(_, call)| call.taken_by.is_none());
    day.untaken = untaken.map(|(place, call)| Untaken { since: call.since, place }).collect();
    day.untaken.sort_by_key(|call| call.since);
    for desk in day.desks.values_mut() {
        desk.employee = None;
        desk.pause = Pause::None;
    }
}
