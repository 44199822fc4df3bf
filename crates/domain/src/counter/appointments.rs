//! The booked times of a day as those see them who hold them: what comes when, who is here, and what became of it.

use crate::command::Mode;
use crate::day::{Day, Origin, PeriodKind, State, Visit};
use crate::event::Outcome;
use crate::ids::{DeskId, EmployeeId, Number, QueueId, SeriesId, ServiceId, VisitId};
use crate::time::Instant;

/// The most booked times that one list has; the rest are counted.
pub const APPOINTMENT_LINES_MAX: usize = 200;

/// Whose booked times are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// What is with this employee, and what is with nobody by name in these queues.
    Hers {
        /// Who.
        employee: &'a EmployeeId,
        /// The queues that she serves.
        queues: &'a [QueueId],
    },
    /// All of the centre.
    All,
}

/// A booked time in such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentLine {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// The queue that it belongs to now.
    pub queue: QueueId,
    /// What for, all of it.
    pub services: Vec<ServiceId>,
    /// How it is held.
    pub mode: Mode,
    /// When.
    pub starts_at: Instant,
    /// When it ends for the citizen, where that was agreed.
    pub ends_at: Option<Instant>,
    /// Whom it is with, by name.
    pub employee: Option<EmployeeId>,
    /// Where it stands.
    pub stands: Stands,
    /// How often nobody answered.
    pub unanswered: u8,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// The series that it is one of.
    pub series: Option<SeriesId>,
}

/// Where a booked time stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// It is to come.
    Ahead,
    /// Its citizen is here and waits, since then.
    Here(Instant),
    /// It waits to be rung; where nobody answered, again no sooner than then.
    ToRing(Option<Instant>),
    /// It is called to a desk, or rung from there.
    Called(DeskId),
    /// It is at a desk.
    Serving(DeskId),
    /// An employee set it aside.
    Parked,
    /// It was called and did not come.
    Missed,
    /// It is over.
    Ended(Outcome),
}

impl AppointmentLine {
    /// Whether it could be called to a desk by [`crate::command::Why::Appointment`].
    pub fn can_be_called(&self) -> bool {
        match self.stands {
            Stands::Here(_) | Stands::ToRing(_) => true,
            Stands::Ahead => self.mode != Mode::InPerson,
            _ => false,
        }
    }

    /// Whether anything is still to come of it.
    pub fn is_left(&self) -> bool {
        !matches!(self.stands, Stands::Ended(_))
    }
}

/// The booked times of a day, in the order of their times, and how many more there are than are listed. What was cancelled
/// or moved away is left out.
pub fn appointments(day: &Day, whose: Whose<'_>) -> (Vec<AppointmentLine>, u32) {
    let mut all: Vec<&Visit> = day.appointments().filter(|visit| visit.occupies() && is_whose(visit, whose)).collect();
    all.sort_by_key(|visit| (visit.starts_at(), visit.order));
    let more = u32::try_from(all.len().saturating_sub(APPOINTMENT_LINES_MAX)).unwrap_or(u32::MAX);
    (all.into_iter().take(APPOINTMENT_LINES_MAX).filter_map(line).collect(), more)
}

/// One of them; none where the visit is no booked time.
pub fn appointment(day: &Day, visit: VisitId) -> Option<AppointmentLine> {
    day.visit(visit).and_then(line)
}

fn is_whose(visit: &Visit, whose: Whose<'_>) -> bool {
    let Whose::Hers { employee, queues } = whose else { return true };
    let mut with = visit.taken().iter().filter_map(|taken| taken.employee.as_ref()).chain(named(visit)).peekable();
    if with.peek().is_none() {
        return queues.contains(&visit.queue);
    }
    with.any(|one| one == employee)
}

fn named(visit: &Visit) -> Option<&EmployeeId> {
    match &visit.origin {
        Origin::Appointment { employee, .. } => employee.as_ref(),
        Origin::Ticket | Origin::Centre(_) => None,
    }
}

fn line(visit: &Visit) -> Option<AppointmentLine> {
    let Origin::Appointment { starts_at, mode, employee, unanswered, agreed, .. } = &visit.origin else { return None };
    Some(AppointmentLine {
        visit: visit.id,
        number: visit.number,
        queue: visit.queue.clone(),
        services: visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect(),
        mode: *mode,
        starts_at: *starts_at,
        ends_at: agreed.ends_at,
        employee: employee.clone(),
        stands: stands(visit, *mode),
        unanswered: *unanswered,
        interpreter: agreed.interpreter,
        series: agreed.series,
    })
}

fn stands(visit: &Visit, mode: Mode) -> Stands {
    match &visit.state {
        State::Booked => Stands::Ahead,
        State::Waiting if mode == Mode::InPerson => Stands::Here(came_at(visit)),
        State::Waiting => Stands::ToRing(visit.not_before),
        State::Called { desk, .. } => Stands::Called(desk.clone()),
        State::Serving { desk, .. } => Stands::Serving(desk.clone()),
        State::Parked { .. } => Stands::Parked,
        State::Missed { .. } => Stands::Missed,
        State::Ended { outcome, .. } => Stands::Ended(outcome.clone()),
    }
}

/// When its citizen came: when it first waited.
fn came_at(visit: &Visit) -> Instant {
    let waited = visit.periods.iter().find(|period| period.kind == PeriodKind::Waiting);
    waited.map_or(visit.taken_at, |period| period.from)
}
