//! The hall at a moment, as the public or as staff may see it.

use domain::event::MeantFor;
use domain::hall::{CallForSomebody, CallNow, DeskNow, Hall, HelpNow, ParkNow, Phase, QueueNow, QueueStatus, WaitNow};
use domain::ids::{AreaId, CentreId, DeskId, EmployeeId, KioskId, Letter, Number, QueueId, VisitId};
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::ForecastShape;
use super::arrival::ArrivalShape;
use super::visit::StateShape;
use crate::openapi::forms;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Anybody: numbers, queues, desks.
    Public,
    /// Who works in the hall: visits, colleagues and alarms too.
    Staff,
}

/// The hall at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hall)]
pub(crate) struct HallShape {
    /// Which centre.
    #[schema(value_type = forms::Name)]
    pub(crate) centre: CentreId,
    /// Which date.
    #[schema(value_type = forms::CivilDate)]
    pub(crate) date: jiff::civil::Date,
    /// The moment.
    #[schema(value_type = forms::Moment)]
    pub(crate) at: Instant,
    /// How many events of the day are in it; it only grows.
    pub(crate) version: u64,
    /// Under which version of the set-up.
    pub(crate) setup: u32,
    /// Whether the day is open.
    pub(crate) phase: PhaseShape,
    /// Every queue, by letter.
    pub(crate) queues: Vec<QueueShape>,
    /// Every desk.
    pub(crate) desks: Vec<DeskShape>,
    /// Who is called or at a desk, latest call first.
    pub(crate) called: Vec<CallShape>,
    /// Who waits, in the order in which the hall will call them as far as it knows.
    pub(crate) waiting: Vec<WaitShape>,
    /// Who is set aside.
    pub(crate) parked: Vec<ParkShape>,
    /// Who has come for an employee or a desk, the longest here first; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) arrivals: Option<Vec<ArrivalShape>>,
    /// Kiosks where somebody asked for help; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<Vec<HelpShape>>,
}

impl HallShape {
    /// The hall as this caller may see it.
    pub(crate) fn of(hall: &Hall, view: View) -> Self {
        let staff = view == View::Staff;
        Self {
            centre: hall.centre.clone(),
            date: hall.date,
            at: hall.at,
            version: hall.version,
            setup: hall.setup.0,
            phase: hall.phase.into(),
            queues: hall.queues.iter().map(QueueShape::from).collect(),
            desks: hall.desks.iter().map(|d| DeskShape::of(d, staff)).collect(),
            called: hall.called.iter().filter(|c| staff || !c.rung).map(|c| CallShape::of(c, staff)).collect(),
            waiting: hall.waiting.iter().map(|w| WaitShape::of(w, staff)).collect(),
            parked: hall.parked.iter().map(|p| ParkShape::of(p, staff)).collect(),
            arrivals: staff.then(|| hall.arrivals.iter().map(ArrivalShape::from).collect()),
            help: staff.then(|| hall.help.iter().map(HelpShape::from).collect()),
        }
    }
}

mirror! {
    /// Whether a day has begun, and is over.
    PhaseShape as Phase of Phase {
        /// Nothing has happened yet.
        NotOpened,
        /// Open.
        Open,
        /// Closed.
        Closed,
    }
}

/// A queue at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QueueNow)]
pub(crate) struct QueueShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// Its letter.
    #[schema(value_type = forms::QueueLetter)]
    pub(crate) letter: Letter,
    /// Whether it gives tickets.
    pub(crate) status: QueueStatusShape,
    /// How many wait in it.
    pub(crate) waiting: u32,
    /// How long the first of them has waited.
    pub(crate) longest_wait_seconds: u32,
    /// Its target.
    pub(crate) target_minutes: u16,
    /// How many desks serve it now.
    pub(crate) desks: u32,
    /// When its next ticket would be called; not there where no desk serves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) forecast: Option<ForecastShape>,
    /// How many tickets it has given today.
    pub(crate) taken: u32,
    /// How many of today's were called.
    pub(crate) called: u32,
    /// How many of those were called within the target.
    pub(crate) within_target: u32,
}

impl From<&QueueNow> for QueueShape {
    fn from(queue: &QueueNow) -> Self {
        Self {
            queue: queue.queue.clone(),
            letter: queue.letter,
            status: queue.status.into(),
            waiting: queue.waiting,
            longest_wait_seconds: queue.longest_wait_seconds,
            target_minutes: queue.target_minutes,
            desks: queue.desks,
            forecast: queue.forecast.map(ForecastShape::from),
            taken: queue.taken,
            called: queue.called,
            within_target: queue.within_target,
        }
    }
}

mirror! {
    /// Whether a queue gives tickets, and if not, why.
    QueueStatusShape as QueueStatus of QueueStatus {
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
}

/// A desk at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeskNow)]
pub(crate) struct DeskShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) desk: DeskId,
    /// Whether somebody sits there.
    pub(crate) staffed: bool,
    /// Who; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) employee: Option<EmployeeId>,
    /// Which queues it serves.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) queues: Vec<QueueId>,
    /// Whether it is on a pause.
    pub(crate) paused: bool,
    /// Until when, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) paused_until: Option<Instant>,
    /// Which visit is there; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::VisitName>)]
    pub(crate) visit: Option<VisitId>,
    /// Whether the service has lasted far longer than usual; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlong: Option<bool>,
    /// Its silent alarm, where it is on; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) alarm: Option<CallForShape>,
}

impl DeskShape {
    fn of(desk: &DeskNow, staff: bool) -> Self {
        Self {
            desk: desk.desk.clone(),
            staffed: desk.employee.is_some(),
            employee: desk.employee.clone().filter(|_| staff),
            queues: desk.queues.clone(),
            paused: desk.paused,
            paused_until: desk.paused_until,
            visit: desk.visit.filter(|_| staff),
            overlong: staff.then_some(desk.overlong),
            alarm: desk.alarm.as_ref().filter(|_| staff).map(CallForShape::from),
        }
    }
}

/// A call for somebody that is on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallForSomebody)]
pub(crate) struct CallForShape {
    /// Since when.
    #[schema(value_type = forms::Moment)]
    pub(crate) since: Instant,
    /// Who goes there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) taken_by: Option<EmployeeId>,
}

impl From<&CallForSomebody> for CallForShape {
    fn from(call: &CallForSomebody) -> Self {
        Self { since: call.since, taken_by: call.taken_by.clone() }
    }
}

/// A visit at a desk, or on its way there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallNow)]
pub(crate) struct CallShape {
    /// Which visit; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::VisitName>)]
    pub(crate) visit: Option<VisitId>,
    /// Its number.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Its queue.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// Where to.
    #[schema(value_type = forms::Name)]
    pub(crate) desk: DeskId,
    /// `called` or `serving`.
    pub(crate) state: StateShape,
    /// When it was called.
    #[schema(value_type = forms::Moment)]
    pub(crate) called_at: Instant,
    /// When it was last called.
    #[schema(value_type = forms::Moment)]
    pub(crate) last_called_at: Instant,
    /// How often it was called, the first time included.
    pub(crate) calls: u32,
}

impl CallShape {
    fn of(call: &CallNow, staff: bool) -> Self {
        Self {
            visit: staff.then_some(call.visit),
            number: call.number,
            queue: call.queue.clone(),
            desk: call.desk.clone(),
            state: call.state.into(),
            called_at: call.called_at,
            last_called_at: call.last_called_at,
            calls: call.calls,
        }
    }
}

/// A visit that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaitNow)]
pub(crate) struct WaitShape {
    /// Which visit; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::VisitName>)]
    pub(crate) visit: Option<VisitId>,
    /// Its number.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Its queue.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// When it came to wait.
    #[schema(value_type = forms::Moment)]
    pub(crate) since: Instant,
    /// When it should be called.
    #[schema(value_type = forms::Moment)]
    pub(crate) due_at: Instant,
    /// Not to be called before, after a delay.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) not_before: Option<Instant>,
    /// How many of its queue are before it.
    pub(crate) ahead: u32,
    /// When we expect it to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) forecast: Option<ForecastShape>,
    /// The waiting area.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) area: Option<AreaId>,
    /// The employee whom it is meant for; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) meant_for_employee: Option<EmployeeId>,
    /// The desk that it is meant for; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) meant_for_desk: Option<DeskId>,
}

impl WaitShape {
    fn of(wait: &WaitNow, staff: bool) -> Self {
        let (employee, desk) = match wait.meant_for.as_ref().filter(|_| staff) {
            Some(MeantFor::Employee(employee)) => (Some(employee.clone()), None),
            Some(MeantFor::Desk(desk)) => (None, Some(desk.clone())),
            None => (None, None),
        };
        Self {
            visit: staff.then_some(wait.visit),
            number: wait.number,
            queue: wait.queue.clone(),
            since: wait.since,
            due_at: wait.due,
            not_before: wait.not_before,
            ahead: wait.ahead,
            forecast: wait.forecast.map(ForecastShape::from),
            area: wait.area.clone(),
            meant_for_employee: employee,
            meant_for_desk: desk,
        }
    }
}

/// A visit set aside.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ParkNow)]
pub(crate) struct ParkShape {
    /// Which visit; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::VisitName>)]
    pub(crate) visit: Option<VisitId>,
    /// Its number.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Its queue.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// `parked` or `missed`.
    pub(crate) state: StateShape,
    /// Since when.
    #[schema(value_type = forms::Moment)]
    pub(crate) since: Instant,
    /// When it ends, where it is missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) ends_at: Option<Instant>,
}

impl ParkShape {
    fn of(park: &ParkNow, staff: bool) -> Self {
        Self {
            visit: staff.then_some(park.visit),
            number: park.number,
            queue: park.queue.clone(),
            state: park.state.into(),
            since: park.since,
            ends_at: park.ends_at,
        }
    }
}

/// A kiosk where somebody asked for help.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HelpNow)]
pub(crate) struct HelpShape {
    /// Which kiosk.
    #[schema(value_type = forms::Name)]
    pub(crate) kiosk: KioskId,
    /// The call.
    pub(crate) call: CallForShape,
}

impl From<&HelpNow> for HelpShape {
    fn from(help: &HelpNow) -> Self {
        Self { kiosk: help.kiosk.clone(), call: CallForShape::from(&help.call) }
    }
}
