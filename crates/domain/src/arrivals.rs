//! Rule 11: who has come for somebody, who has seen it, and in front of whom it pops up.
//!
//! An arrival is a waiting visit that is meant for an employee or a desk, or that came to an appointment with nobody by name:
//! then it has come for its queue. It is shown until the visit is called, and passed on to colleagues where nobody sees it
//! for a while. What time alone changes follows from the state and the
//! instant; there is no timer here, and nothing of this is public.

use serde::{Deserialize, Serialize};

use crate::day::{Day, Visit};
use crate::event::MeantFor;
use crate::hall::Hall;
use crate::ids::{EmployeeId, Number, QueueId, VisitId};
use crate::setup::Setup;
use crate::time::Instant;

/// How far ahead an arrival can be put off, in minutes.
pub const AGAIN_MINUTES_MAX: u16 = 60;

/// A visit's arrival for whom it is meant, as the day keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Since when it has waited for that person or desk.
    pub since: Instant,
    /// Who saw it last.
    pub seen: Option<SeenBy>,
}

/// Who has seen an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenBy {
    /// Who.
    pub employee: EmployeeId,
    /// When.
    pub at: Instant,
    /// When it is to be shown again, where that was asked for.
    pub again_at: Option<Instant>,
}

/// An arrival at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalNow {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// Whom it is meant for; none where it is an appointment that any desk of its queue takes.
    pub meant_for: Option<MeantFor>,
    /// Since when the citizen has been here for them.
    pub since: Instant,
    /// Who has seen it.
    pub seen: Option<SeenBy>,
    /// Whether nobody has seen it for so long that colleagues are told too.
    pub passed_on: bool,
    /// When colleagues are told, unless somebody sees it; none where somebody has and did not put it off, and where it is
    /// meant for nobody: all of its queue are told at once.
    pub passes_on_at: Option<Instant>,
}

impl ArrivalNow {
    /// Whether it is to be seen by somebody at an instant: nobody has, or it was put off until then.
    pub fn is_unseen(&self, now: Instant) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.again_at.is_some_and(|again| again <= now))
    }
}

/// An arrival that pops up in front of an employee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PopUp<'a> {
    /// The arrival.
    pub arrival: &'a ArrivalNow,
    /// Why she is shown it.
    pub why: PopUpWhy,
}

/// Why an employee is shown an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopUpWhy {
    /// It is meant for her, or for the desk where she sits.
    Hers,
    /// It is an appointment of a queue that her desk serves.
    Queue,
    /// It is meant for somebody else who has not seen it, and her desk serves its queue.
    PassedOn,
}

/// The arrivals that pop up in front of an employee at an instant, the longest here first. Her own reach her wherever she
/// is, signed on or not; those of others only at a desk that serves their queue, on a pause too. One that anybody has
/// seen pops up in front of nobody until it is to be shown again.
pub fn arrivals_for<'a>(hall: &'a Hall, employee: &EmployeeId, now: Instant) -> Vec<PopUp<'a>> {
    let seat = hall.desks.iter().find(|desk| desk.employee.as_ref() == Some(employee));
    let why = |arrival: &ArrivalNow| {
        let serves = || seat.is_some_and(|desk| desk.queues.contains(&arrival.queue));
        let hers = match &arrival.meant_for {
            Some(MeantFor::Employee(meant)) => meant == employee,
            Some(MeantFor::Desk(meant)) => seat.is_some_and(|desk| desk.desk == *meant),
            None => return serves().then_some(PopUpWhy::Queue),
        };
        let passed_on = || arrival.passes_on_at.is_some_and(|at| at <= now);
        if hers { Some(PopUpWhy::Hers) } else { (passed_on() && serves()).then_some(PopUpWhy::PassedOn) }
    };
    let unseen = hall.arrivals.iter().filter(|arrival| arrival.is_unseen(now));
    unseen.filter_map(|arrival| why(arrival).map(|why| PopUp { arrival, why })).collect()
}

/// When, after an instant, the clock alone next changes in front of whom an arrival pops up: it is passed on, or shown
/// again.
pub fn next_pop_up(hall: &Hall, after: Instant) -> Option<Instant> {
    let again = |arrival: &ArrivalNow| arrival.seen.as_ref().and_then(|seen| seen.again_at);
    let instants = hall.arrivals.iter().flat_map(|arrival| [arrival.passes_on_at, again(arrival)]);
    instants.flatten().filter(|at| *at > after).min()
}

/// All arrivals of a day at an instant, the longest here first.
pub(crate) fn arrivals_now(day: &Day, setup: &Setup, now: Instant) -> Vec<ArrivalNow> {
    let mut arrivals: Vec<ArrivalNow> = day.arrived().filter_map(|visit| arrival_now(visit, setup, now)).collect();
    arrivals.sort_by_key(|arrival| (arrival.since, arrival.number));
    arrivals
}

fn arrival_now(visit: &Visit, setup: &Setup, now: Instant) -> Option<ArrivalNow> {
    let (since, seen) = visit.arrival(now)?;
    let open = match seen {
        None => Some(since),
        Some(seen) => seen.again_at,
    };
    let passes_on_at = open
        .filter(|_| visit.meant_for.is_some())
        .map(|from| from.plus_seconds(i64::from(setup.rules.arrival_pass_on_seconds)));
    Some(ArrivalNow {
        visit: visit.id,
        number: visit.number,
        queue: visit.queue.clone(),
        meant_for: visit.meant_for.clone(),
        since,
        seen: seen.cloned(),
        passed_on: passes_on_at.is_some_and(|at| at <= now),
        passes_on_at,
    })
}
