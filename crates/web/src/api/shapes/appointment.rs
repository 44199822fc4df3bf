//! Booked times: what is free, what is kept, what is booked.

use std::sync::Arc;

use domain::command::Mode;
use domain::day::{Origin, Visit};
use domain::ids::{EmployeeId, Number, QueueId, ServiceId, VisitId};
use domain::slots::Slot;
use domain::time::Instant;
use engine::DaySlots;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use utoipa::ToSchema;

use super::View;
use super::visit::StateShape;
use crate::openapi::forms;

mirror! {
    /// How a booked time is held.
    ModeShape as Mode of Mode {
        /// The citizen comes, and checks in.
        InPerson,
        /// By phone.
        Phone,
        /// By video.
        Video,
    }
}

/// The times that can be had, day by day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slots)]
pub(crate) struct SlotsShape {
    /// The days that were asked for, in order; one without times has none.
    pub(crate) days: Vec<DaySlotsShape>,
}

/// The times of one day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DaySlots)]
pub(crate) struct DaySlotsShape {
    /// Which day.
    #[schema(value_type = forms::CivilDate)]
    pub(crate) date: Date,
    /// Its times, in order; written once for all who ask, as three months of them are a quarter of a megabyte.
    #[schema(value_type = Vec<SlotShape>)]
    pub(crate) slots: Arc<RawValue>,
}

/// A time that can be had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
pub(crate) struct SlotShape {
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    pub(crate) starts_at: Instant,
    /// When it ends.
    #[schema(value_type = forms::Moment)]
    pub(crate) ends_at: Instant,
    /// How many could be booked at it.
    #[schema(minimum = 1)]
    pub(crate) free: u16,
}

impl From<&DaySlots> for DaySlotsShape {
    fn from(day: &DaySlots) -> Self {
        let write = |slots: &[Slot]| {
            let shapes: Vec<SlotShape> = slots.iter().map(Into::into).collect();
            to_raw_value(&shapes).unwrap_or_else(|_| RawValue::NULL.to_owned())
        };
        Self { date: day.date, slots: day.written(write) }
    }
}

impl From<&Slot> for SlotShape {
    fn from(slot: &Slot) -> Self {
        Self { starts_at: slot.starts_at, ends_at: slot.ends_at, free: slot.free }
    }
}

/// A booked time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Appointment)]
pub(crate) struct AppointmentShape {
    /// The visit, the same for good.
    #[schema(value_type = forms::VisitName)]
    pub(crate) id: VisitId,
    /// Its public name on its day.
    #[schema(value_type = forms::TicketNumber)]
    pub(crate) number: Number,
    /// Where it stands.
    pub(crate) state: StateShape,
    /// What for, in order.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) services: Vec<ServiceId>,
    /// The queue in which it will wait.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// How it is held.
    pub(crate) mode: ModeShape,
    /// On which date.
    #[schema(value_type = forms::CivilDate)]
    pub(crate) date: Date,
    /// When it begins.
    #[schema(value_type = forms::Moment)]
    pub(crate) starts_at: Instant,
    /// When it ends; not there where another system gave the time and did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Moment>)]
    pub(crate) ends_at: Option<Instant>,
    /// Whom it is with; for employees only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) employee: Option<EmployeeId>,
    /// Whether an interpreter is needed.
    pub(crate) interpreter: bool,
    /// How often it was moved.
    pub(crate) moves: u32,
    /// Opens it for its citizen: `Authorization: Bearer v_…`; told to who books it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::LinkToken>)]
    pub(crate) token: Option<String>,
}

impl AppointmentShape {
    /// A booked time as this caller may see it; none where the visit is no booked time.
    pub(crate) fn of(visit: &Visit, date: Date, view: View) -> Option<Self> {
        let Origin::Appointment { starts_at, mode, employee, agreed, .. } = &visit.origin else { return None };
        Some(Self {
            id: visit.id,
            number: visit.number,
            state: visit.card_state().into(),
            services: visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect(),
            queue: visit.queue.clone(),
            mode: (*mode).into(),
            date,
            starts_at: *starts_at,
            ends_at: agreed.ends_at,
            employee: employee.clone().filter(|_| view == View::Staff),
            interpreter: agreed.interpreter,
            moves: agreed.moves,
            token: None,
        })
    }

    /// With the token of its link.
    pub(crate) fn with_token(self, token: String) -> Self {
        Self { token: Some(token), ..self }
    }
}
