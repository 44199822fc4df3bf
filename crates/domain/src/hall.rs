//! The hall at a moment: what screens, phones, the counter and the manager are shown, without texts.
//!
//! Public: numbers, desks and queues, no names of citizens, no alarms. Made from the day, the set-up and an instant by
//! [`hall`]; a page adds words and language.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::account::first_calls;
use crate::answer::CardState;
use crate::arrivals::{ArrivalNow, arrivals_now};
use crate::day::{Day, Pause, Place, State, Visit};
use crate::event::Forecast;
use crate::forecast::{Lane, forecast_in, usual_seconds};
use crate::ids::{AreaId, CentreId, DeskId, EmployeeId, KioskId, Letter, Number, QueueId, SetupVersion, VisitId};
use crate::next::rank;
use crate::queue_status::queue_status;
use crate::setup::Setup;
use crate::time::Instant;

/// The hall at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hall {
    /// Which centre.
    pub centre: CentreId,
    /// Which date.
    pub date: jiff::civil::Date,
    /// The moment.
    pub at: Instant,
    /// How many events of the day are in it; it only grows, so a later state is known by it.
    pub version: u64,
    /// Under which set-up.
    pub setup: SetupVersion,
    /// Whether the day is open.
    pub phase: Phase,
    /// Every queue, in the set-up's order of letters.
    pub queues: Vec<QueueNow>,
    /// Every desk of the set-up.
    pub desks: Vec<DeskNow>,
    /// Who is called or at a desk, latest call first.
    pub called: Vec<CallNow>,
    /// Who waits, in the order in which the hall will call them as far as it knows.
    pub waiting: Vec<WaitNow>,
    /// Who is set aside.
    pub parked: Vec<ParkNow>,
    /// Who has come for somebody, the longest here first. Not shown in public.
    pub arrivals: Vec<ArrivalNow>,
    /// Kiosks where somebody asked for help.
    pub help: Vec<HelpNow>,
}

/// Whether a day has begun, and is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing has happened yet.
    NotOpened,
    /// Open.
    Open,
    /// Closed.
    Closed,
}

/// A queue at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueNow {
    /// Which.
    pub queue: QueueId,
    /// Its letter.
    pub letter: Letter,
    /// Whether it gives tickets.
    pub status: QueueStatus,
    /// How many wait in it.
    pub waiting: u32,
    /// How long the first of them has waited, in seconds.
    pub longest_wait_seconds: u32,
    /// Its target, in minutes.
    pub target_minutes: u16,
    /// How many desks serve it now.
    pub desks: u32,
    /// When its next ticket would be called; none where no desk serves it, while it is paused, or beyond the day's end.
    pub forecast: Option<Forecast>,
    /// How many tickets it has given today.
    pub taken: u32,
    /// How many of today's were called.
    pub called: u32,
    /// How many of those were called within the target.
    pub within_target: u32,
}

/// Whether a queue gives tickets, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueStatus {
    /// It gives tickets.
    Open,
    /// Its hours are over, or have not begun.
    ClosedByHours,
    /// A manager closed it.
    ClosedByManager,
    /// It is full.
    Full,
    /// No tickets and no calls.
    Paused,
    /// The day is over.
    DayClosed,
}

/// A desk at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskNow {
    /// Which.
    pub desk: DeskId,
    /// Who sits there. Not shown in public.
    pub employee: Option<EmployeeId>,
    /// Which queues it serves.
    pub queues: Vec<QueueId>,
    /// Whether it is on a pause.
    pub paused: bool,
    /// Until when, where it is known.
    pub paused_until: Option<Instant>,
    /// Who is there.
    pub visit: Option<VisitId>,
    /// Whether the service has lasted far longer than usual: was it forgotten?
    pub overlong: bool,
    /// Whether its silent alarm is on, and who takes it. Not shown in public.
    pub alarm: Option<CallForSomebody>,
}

/// A call for somebody that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallForSomebody {
    /// Since when.
    pub since: Instant,
    /// Who goes there.
    pub taken_by: Option<EmployeeId>,
}

/// A visit at a desk, or on its way there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallNow {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// Where to.
    pub desk: DeskId,
    /// `called` or `serving`.
    pub state: CardState,
    /// When it was called.
    pub called_at: Instant,
    /// When it was last called.
    pub last_called_at: Instant,
    /// How often it was called, the first time included.
    pub calls: u32,
    /// Whether it is rung and nobody comes: then it is called nowhere in public.
    pub rung: bool,
}

/// A visit that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitNow {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// When it came to wait.
    pub since: Instant,
    /// When it should be called.
    pub due: Instant,
    /// Not to be called before.
    pub not_before: Option<Instant>,
    /// How many of its queue are before it.
    pub ahead: u32,
    /// When we expect it to be called; none where that cannot be said: nobody serves, the queue is paused, the day ends.
    pub forecast: Option<Forecast>,
    /// The waiting area.
    pub area: Option<AreaId>,
    /// Whom it is meant for. Not shown in public.
    pub meant_for: Option<crate::event::MeantFor>,
}

/// A visit set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkNow {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// `parked` or `missed`.
    pub state: CardState,
    /// Since when.
    pub since: Instant,
    /// When it ends as a no-show, where it is missed.
    pub ends_at: Option<Instant>,
}

/// A kiosk where somebody asked for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpNow {
    /// Which kiosk.
    pub kiosk: KioskId,
    /// The call.
    pub call: CallForSomebody,
}

/// How long a service may last beyond the usual before it counts as forgotten: three times as long, and ten minutes.
pub fn overlong(usual_seconds: u32, lasted_seconds: u64) -> bool {
    lasted_seconds > u64::from(usual_seconds) * 3 + 600
}

/// The hall of a day at an instant.
pub fn hall(day: &Day, setup: &Setup, now: Instant) -> Hall {
    let lanes: BTreeMap<&QueueId, Lane> =
        setup.queues.keys().filter_map(|q| Lane::of(day, setup, q, now).map(|l| (q, l))).collect();
    Hall {
        centre: day.centre().clone(),
        date: day.stream().date,
        at: now,
        version: day.version(),
        setup: setup.version,
        phase: day.phase(),
        queues: queues_now(day, setup, &lanes, now),
        desks: setup.desks.keys().map(|d| desk_now(day, setup, d, now)).collect(),
        called: called_now(day),
        waiting: waiting_now(day, setup, &lanes, now),
        parked: parked_now(day),
        arrivals: arrivals_now(day, setup, now),
        help: day.help().iter().map(|(k, c)| HelpNow { kiosk: k.clone(), call: c.clone() }).collect(),
    }
}

fn queues_now(day: &Day, setup: &Setup, lanes: &BTreeMap<&QueueId, Lane>, now: Instant) -> Vec<QueueNow> {
    let figures = first_calls(day);
    let mut queues: Vec<QueueNow> = setup
        .queues
        .iter()
        .map(|(id, config)| {
            let line = day.queue(id);
            let waits = |i: usize| line.and_then(|q| q.waiting.get(i)).and_then(|p| day.at(p.order));
            let waiting = line.map_or(0, |q| q.waiting.len());
            let longest = (0..waiting).filter_map(waits).map(|v| v.waited_seconds(now)).max().unwrap_or(0);
            let (called, within_target) = figures.get(id).copied().unwrap_or((0, 0));
            let due = now.plus_minutes(i64::from(setup.target_minutes(id)));
            QueueNow {
                queue: id.clone(),
                letter: config.letter,
                status: queue_status(day, setup, id, now),
                waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
                longest_wait_seconds: u32::try_from(longest).unwrap_or(u32::MAX),
                target_minutes: setup.target_minutes(id),
                desks: u32::try_from(day.desks().values().filter(|d| d.serves(now) && d.queues.contains(id)).count())
                    .unwrap_or(u32::MAX),
                forecast: lanes.get(id).and_then(|lane| lane.at(day, Place { due, order: u32::MAX }, None, now)),
                taken: line.map_or(0, |q| q.taken),
                called,
                within_target,
            }
        })
        .collect();
    queues.sort_by(|a, b| (a.letter, &a.queue).cmp(&(b.letter, &b.queue)));
    queues
}

fn desk_now(day: &Day, setup: &Setup, id: &DeskId, now: Instant) -> DeskNow {
    let desk = day.desk(id);
    let visit = desk.and_then(|d| d.visit).and_then(|o| day.at(o));
    let lasted = visit.and_then(|v| match v.state {
        State::Serving { since, .. } => Some((v, now.seconds_since(since))),
        _ => None,
    });
    DeskNow {
        desk: id.clone(),
        employee: desk.and_then(|d| d.employee.clone()),
        queues: desk.filter(|d| d.employee.is_some()).map(|d| d.queues.clone()).unwrap_or_default(),
        paused: desk.is_some_and(|d| d.employee.is_some() && d.paused(now)),
        paused_until: desk.and_then(|d| match d.pause {
            Pause::Until(until) if now < until => Some(until),
            _ => None,
        }),
        visit: visit.map(|v| v.id),
        overlong: lasted.is_some_and(|(v, s)| overlong(usual_seconds(day, setup, &v.queue), s)),
        alarm: day.alarms().get(id).cloned(),
    }
}

fn called_now(day: &Day) -> Vec<CallNow> {
    let mut called: Vec<CallNow> = day
        .desks()
        .values()
        .filter_map(|d| d.visit.and_then(|o| day.at(o)))
        .filter_map(|v| {
            let (desk, called_at, last_called_at, calls) = match &v.state {
                State::Called { desk, at, last_at, calls } => (desk, *at, *last_at, *calls),
                State::Serving { desk, called_at, calls, .. } => (desk, *called_at, *called_at, *calls),
                _ => return None,
            };
            let (visit, number, queue, state) = (v.id, v.number, v.queue.clone(), v.card_state());
            let (desk, rung) = (desk.clone(), v.is_rung());
            Some(CallNow { visit, number, queue, desk, state, called_at, last_called_at, calls, rung })
        })
        .collect();
    called.sort_by_key(|c| Reverse((c.last_called_at, c.number)));
    called
}

fn waiting_now(day: &Day, setup: &Setup, lanes: &BTreeMap<&QueueId, Lane>, now: Instant) -> Vec<WaitNow> {
    let mut waiting: Vec<(&Visit, u32)> = day
        .queues()
        .values()
        .flat_map(|q| q.waiting.iter().zip(0_u32..))
        .filter_map(|(place, ahead)| day.at(place.order).map(|v| (v, ahead)))
        .collect();
    waiting.sort_by_key(|(v, _)| rank(v, now));
    waiting
        .into_iter()
        .map(|(v, ahead)| WaitNow {
            visit: v.id,
            number: v.number,
            queue: v.queue.clone(),
            since: v.periods.last().map_or(v.taken_at, |p| p.from),
            due: v.due,
            not_before: v.not_before,
            ahead,
            forecast: forecast_in(lanes.get(&v.queue), day, setup, v, now),
            area: setup.queues.get(&v.queue).and_then(|q| q.area.clone()),
            meant_for: v.meant_for.clone(),
        })
        .collect()
}

fn parked_now(day: &Day) -> Vec<ParkNow> {
    day.parked()
        .chain(day.timed())
        .filter_map(|v| {
            let (since, ends_at) = match v.state {
                State::Parked { since } => (since, None),
                State::Missed { since, ends_at } => (since, Some(ends_at)),
                _ => return None,
            };
            let (visit, number, queue, state) = (v.id, v.number, v.queue.clone(), v.card_state());
            Some(ParkNow { visit, number, queue, state, since, ends_at })
        })
        .collect()
}
