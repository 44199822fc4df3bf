//! What a command brought about, as it is told to whoever gave it, and remembered for a repetition.

use serde::{Deserialize, Serialize};

use crate::day::{Day, Place, State, Visit};
use crate::event::{Forecast, Outcome, Reason};
use crate::forecast::forecast_of;
use crate::ids::{DeskId, EmployeeId, Number, QueueId, ReferralId, ServiceId, VisitId};
use crate::setup::Setup;
use crate::time::Instant;

/// The result of a command. The same command again gets the same result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    /// Done; there is nothing to tell.
    Done,
    /// A desk asked for the next and no one waits for it. Not remembered.
    NoOneWaits,
    /// Done; this is the visit now.
    Visit(Box<VisitCard>),
    /// The citizen was referred.
    Referred {
        /// Where to.
        referral: ReferralId,
    },
    /// A time is kept.
    Held {
        /// For which visit.
        visit: VisitId,
        /// When it begins.
        starts_at: Instant,
        /// Until when it is kept (not included).
        until: Instant,
    },
}

/// A visit at a moment, as programs and pages see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitCard {
    /// Which visit.
    pub id: VisitId,
    /// Its public name.
    pub number: Number,
    /// Where it stands.
    pub state: CardState,
    /// The queue of its present stop.
    pub queue: QueueId,
    /// All its services, in order.
    pub services: Vec<ServiceId>,
    /// When it took its ticket, or was booked for.
    pub taken_at: Instant,
    /// When it should be called.
    pub due: Instant,
    /// Not to be called before, after a delay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Instant>,
    /// When we expect it to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forecast: Option<Forecast>,
    /// How many are called before it, where it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<u32>,
    /// The desk, where it is at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<DeskId>,
    /// Who serves it, where somebody does. Not shown in public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<EmployeeId>,
    /// Why it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// Where a visit stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// An appointment that has not checked in.
    Booked,
    /// Waits.
    Waiting,
    /// Called to a desk.
    Called,
    /// At a desk.
    Serving,
    /// Set aside by an employee.
    Parked,
    /// Set aside because it did not come.
    Missed,
    /// Over.
    Ended,
}

/// What is to be told once a decision's events are folded in: see [`answer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// Done; there is nothing to tell.
    Done,
    /// A desk asked for the next and no one waits for it.
    NoOneWaits,
    /// This visit, as it is now.
    Visit(VisitId),
    /// The time that is kept for this visit.
    Held(VisitId),
    /// The citizen was referred.
    Referred(ReferralId),
}

/// What is told, of a day into which the decision's events are folded.
pub fn answer(day: &Day, setup: &Setup, tell: &Tell, now: Instant) -> Answer {
    match tell {
        Tell::Done => Answer::Done,
        Tell::NoOneWaits => Answer::NoOneWaits,
        Tell::Referred(referral) => Answer::Referred { referral: referral.clone() },
        Tell::Held(id) => day.holds().get(id).map_or(Answer::Done, |held| Answer::Held {
            visit: *id,
            starts_at: held.starts_at,
            until: held.until,
        }),
        Tell::Visit(id) => card(day, setup, *id, now).map_or(Answer::Done, |c| Answer::Visit(Box::new(c))),
    }
}

/// A visit of a day at an instant.
pub fn card(day: &Day, setup: &Setup, visit: VisitId, now: Instant) -> Option<VisitCard> {
    let visit = day.visit(visit)?;
    let waits = visit.state == State::Waiting;
    let desk = visit.desk().cloned();
    let employee = desk.as_ref().and_then(|d| day.desk(d)).and_then(|d| d.employee.clone());
    Some(VisitCard {
        id: visit.id,
        number: visit.number,
        state: visit.card_state(),
        queue: visit.queue.clone(),
        services: visit.stops.iter().flat_map(|s| s.services.iter().cloned()).collect(),
        taken_at: visit.taken_at,
        due: visit.due,
        not_before: visit.not_before,
        forecast: waits.then(|| forecast_now(day, setup, visit, now)).flatten(),
        ahead: waits.then(|| ahead(day, visit)),
        desk,
        employee,
        reason: visit.reason.as_deref().cloned(),
        outcome: match &visit.state {
            State::Ended { outcome, .. } => Some(outcome.clone()),
            _ => None,
        },
    })
}

/// Right after the ticket the forecast is the one that was told with it, as long as nothing has touched the visit.
fn forecast_now(day: &Day, setup: &Setup, visit: &Visit, now: Instant) -> Option<Forecast> {
    if visit.taken_at == now && visit.revision == 1 && visit.told.is_some() {
        visit.told
    } else {
        forecast_of(day, setup, visit, now)
    }
}

/// How many of its queue are before a waiting visit.
pub fn ahead(day: &Day, visit: &Visit) -> u32 {
    let place = Place { due: visit.due, order: visit.order };
    day.queue(&visit.queue).map_or(0, |q| u32::try_from(q.waiting.partition_point(|p| *p < place)).unwrap_or(u32::MAX))
}
