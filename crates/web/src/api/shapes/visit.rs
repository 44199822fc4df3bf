//! A visit, and the ticket that begins it.

use domain::answer::{CardState, VisitCard};
use domain::command::Why;
use domain::event::{CallRule, Forecast, Outcome, Reason};
use domain::ids::{CentreId, DeskId, EmployeeId, Number, QueueId, ReferralId, ServiceId, VisitId};
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::View;
use crate::openapi::forms;

/// A ticket that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ticket {
    /// The visit, the same for good.
    #[schema(value_type = forms::VisitName)]
    pub(crate) id: VisitId,
    /// Its public name.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// The queue that it waits in.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// What for, in order.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) services: Vec<ServiceId>,
    /// When it was taken.
    #[schema(value_type = forms::Moment)]
    pub(crate) taken_at: Instant,
    /// When it should be called.
    #[schema(value_type = forms::Moment)]
    pub(crate) due_at: Instant,
    /// When we expect it to be called; not there where no desk serves the queue yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) forecast: Option<ForecastShape>,
    /// How many are called before it.
    pub(crate) ahead: u32,
    /// Its place in the queue; 1 is next.
    #[schema(minimum = 1)]
    pub(crate) position: u32,
    /// Opens this visit for its citizen: `Authorization: Bearer v_…`.
    #[schema(value_type = forms::LinkToken)]
    pub(crate) token: String,
}

impl Ticket {
    /// The ticket of a visit, with the token of its link.
    pub(crate) fn of(card: &VisitCard, token: String) -> Self {
        let ahead = card.ahead.unwrap_or(0);
        Self {
            id: card.id,
            number: card.number,
            queue: card.queue.clone(),
            services: card.services.clone(),
            taken_at: card.taken_at,
            due_at: card.due,
            forecast: card.forecast.map(ForecastShape::from),
            ahead,
            position: ahead.saturating_add(1),
            token,
        }
    }
}

/// A visit at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub(crate) struct VisitShape {
    /// Which visit.
    #[schema(value_type = forms::VisitName)]
    pub(crate) id: VisitId,
    /// Its public name.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Where it stands.
    pub(crate) state: StateShape,
    /// The queue of its present stop.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// What for, in order.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) services: Vec<ServiceId>,
    /// When it took its ticket, or is booked for.
    #[schema(value_type = forms::Moment)]
    pub(crate) taken_at: Instant,
    /// When it should be called.
    #[schema(value_type = forms::Moment)]
    pub(crate) due_at: Instant,
    /// Not to be called before, after a delay.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) not_before: Option<Instant>,
    /// When we expect it to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) forecast: Option<ForecastShape>,
    /// How many are called before it, where it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ahead: Option<u32>,
    /// Its place in the queue, where it waits; 1 is next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<u32>,
    /// The desk, where it is at one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) desk: Option<DeskId>,
    /// Who serves it; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) employee: Option<EmployeeId>,
    /// Why it was called; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<ReasonShape>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<OutcomeShape>,
    /// The centre where it goes on, where its outcome is `moved_to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) moved_to: Option<CentreId>,
}

impl VisitShape {
    /// A visit as this caller may see it.
    pub(crate) fn of(card: &VisitCard, view: View) -> Self {
        let staff = view == View::Staff;
        Self {
            id: card.id,
            number: card.number,
            state: card.state.into(),
            queue: card.queue.clone(),
            services: card.services.clone(),
            taken_at: card.taken_at,
            due_at: card.due,
            not_before: card.not_before,
            forecast: card.forecast.map(ForecastShape::from),
            ahead: card.ahead,
            position: card.ahead.map(|n| n.saturating_add(1)),
            desk: card.desk.clone(),
            employee: card.employee.clone().filter(|_| staff),
            reason: card.reason.as_ref().filter(|_| staff).map(ReasonShape::from),
            outcome: card.outcome.as_ref().map(OutcomeShape::from),
            moved_to: match &card.outcome {
                Some(Outcome::MovedTo(centre)) => Some(centre.clone()),
                _ => None,
            },
        }
    }
}

mirror! {
    /// Where a visit stands.
    StateShape as VisitState of CardState {
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
}

/// How a visit ended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outcome)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeShape {
    /// Helped.
    Served,
    /// Helped; when it was over is not known.
    ServedEndUnknown,
    /// Did not come.
    NoShow,
    /// Given up.
    Cancelled,
    /// Not served before the day closed.
    LeftUnserved,
    /// Goes on in another centre.
    MovedTo,
    /// Has its time on another day.
    MovedToDay,
}

impl From<&Outcome> for OutcomeShape {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Served => Self::Served,
            Outcome::ServedEndUnknown => Self::ServedEndUnknown,
            Outcome::NoShow => Self::NoShow,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::LeftUnserved => Self::LeftUnserved,
            Outcome::MovedTo(_) => Self::MovedTo,
            Outcome::MovedToDay(_) => Self::MovedToDay,
        }
    }
}

/// When a visit is expected to be called, as a range.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = Forecast)]
pub(crate) struct ForecastShape {
    /// Likely not before.
    #[schema(value_type = forms::Moment)]
    pub(crate) earliest: Instant,
    /// The one time to name.
    #[schema(value_type = forms::Moment)]
    pub(crate) expected: Instant,
    /// Likely by.
    #[schema(value_type = forms::Moment)]
    pub(crate) latest: Instant,
}

impl From<Forecast> for ForecastShape {
    fn from(forecast: Forecast) -> Self {
        Self { earliest: forecast.earliest, expected: forecast.expected, latest: forecast.latest }
    }
}

/// Why a visit was called.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reason)]
pub(crate) struct ReasonShape {
    /// By which rule.
    pub(crate) rule: RuleShape,
    /// The employee's reason, where the rule is `out_of_turn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<WhyShape>,
    /// How long it had waited.
    pub(crate) waited_seconds: u32,
    /// Its queue's target.
    pub(crate) target_minutes: u16,
    /// When it was due.
    #[schema(value_type = forms::Moment)]
    pub(crate) due_at: Instant,
    /// What it was compared with: the best of each queue that the desk serves.
    pub(crate) compared: Vec<ComparedShape>,
}

/// The rule by which a visit was called.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallRule)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RuleShape {
    /// An appointment whose time has come.
    AppointmentTime,
    /// The earliest due of those the desk serves.
    EarliestDue,
    /// Chosen by an employee, with a reason.
    OutOfTurn,
    /// Parked, and taken up again.
    Resumed,
}

mirror! {
    /// Why somebody is called out of turn or moved forward.
    WhyShape as Why of Why {
        /// Was here already today and comes back with what was missing.
        ComesBack,
        /// Waited in the wrong queue.
        WrongQueue,
        /// A question of less than a minute.
        ShortQuestion,
        /// Cannot wait.
        CannotWait,
        /// An interpreter or companion is booked for now.
        Companion,
        /// We made a mistake.
        OurMistake,
        /// It is an appointment: its citizen is here, or is rung. Nobody else is called so.
        Appointment,
    }
}

/// A visit that was not called instead.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Compared)]
pub(crate) struct ComparedShape {
    /// Its number.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Its queue.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// When it is due.
    #[schema(value_type = forms::Moment)]
    pub(crate) due_at: Instant,
}

impl From<&Reason> for ReasonShape {
    fn from(reason: &Reason) -> Self {
        let (rule, why) = match reason.rule {
            CallRule::AppointmentTime => (RuleShape::AppointmentTime, None),
            CallRule::EarliestDue => (RuleShape::EarliestDue, None),
            CallRule::OutOfTurn(why) => (RuleShape::OutOfTurn, Some(WhyShape::from(why))),
            CallRule::Resumed => (RuleShape::Resumed, None),
        };
        let compared = reason.compared.iter();
        Self {
            rule,
            why,
            waited_seconds: reason.waited_seconds,
            target_minutes: reason.target_minutes,
            due_at: reason.due,
            compared: compared
                .map(|c| ComparedShape { number: c.number, queue: c.queue.clone(), due_at: c.due })
                .collect(),
        }
    }
}

/// A time that is kept for somebody who is about to book it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Held)]
pub(crate) struct HeldShape {
    /// The visit that it will be: book it under this identifier.
    #[schema(value_type = forms::VisitName)]
    pub(crate) id: VisitId,
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    pub(crate) starts_at: Instant,
    /// Until when it is kept (not included).
    #[schema(value_type = forms::Moment)]
    pub(crate) until: Instant,
}

/// Where a citizen was referred to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReferralAnswer {
    /// Which referral; its texts stand with the centre.
    #[schema(value_type = forms::Name)]
    pub(crate) referral: ReferralId,
}
