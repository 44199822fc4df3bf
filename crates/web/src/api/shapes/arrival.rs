//! Who has come for somebody, as staff may see it; never in public.

use domain::arrivals::{ArrivalNow, SeenBy};
use domain::event::MeantFor;
use domain::ids::{DeskId, EmployeeId, Number, QueueId, VisitId};
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use crate::openapi::forms;

/// A citizen who has come for an employee, for a desk, or to an appointment of a queue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArrivalNow)]
pub(crate) struct ArrivalShape {
    /// Which visit.
    #[schema(value_type = forms::VisitName)]
    pub(crate) visit: VisitId,
    /// Its number.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Its queue.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// The employee whom it is meant for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) meant_for_employee: Option<EmployeeId>,
    /// The desk that it is meant for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) meant_for_desk: Option<DeskId>,
    /// Since when the citizen has been here for them.
    #[schema(value_type = forms::Moment)]
    pub(crate) since: Instant,
    /// Who has seen it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<SeenShape>,
    /// Whether nobody has seen it for so long that colleagues of its queue are told too.
    pub(crate) passed_on: bool,
    /// When they are told, unless somebody sees it; not there where somebody has and did not put it off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) passes_on_at: Option<Instant>,
}

impl From<&ArrivalNow> for ArrivalShape {
    fn from(arrival: &ArrivalNow) -> Self {
        let (employee, desk) = match &arrival.meant_for {
            Some(MeantFor::Employee(employee)) => (Some(employee.clone()), None),
            Some(MeantFor::Desk(desk)) => (None, Some(desk.clone())),
            None => (None, None),
        };
        Self {
            visit: arrival.visit,
            number: arrival.number,
            queue: arrival.queue.clone(),
            meant_for_employee: employee,
            meant_for_desk: desk,
            since: arrival.since,
            seen: arrival.seen.as_ref().map(SeenShape::from),
            passed_on: arrival.passed_on,
            passes_on_at: arrival.passes_on_at,
        }
    }
}

/// Who has seen an arrival.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeenBy)]
pub(crate) struct SeenShape {
    /// Who.
    #[schema(value_type = forms::Name)]
    pub(crate) employee: EmployeeId,
    /// When.
    #[schema(value_type = forms::Moment)]
    pub(crate) at: Instant,
    /// When it is shown again, where it was put off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) again_at: Option<Instant>,
}

impl From<&SeenBy> for SeenShape {
    fn from(seen: &SeenBy) -> Self {
        Self { employee: seen.employee.clone(), at: seen.at, again_at: seen.again_at }
    }
}
