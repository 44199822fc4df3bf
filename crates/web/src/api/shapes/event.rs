//! The events of a day, as they are kept.

use domain::command::Actor;
use domain::time::Instant;
use serde::Serialize;
use serde_json::Value;
use store::Recorded;
use utoipa::ToSchema;

use crate::openapi::forms;

/// A page of a day's events.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventsPage {
    /// The events, in order.
    pub(crate) events: Vec<EventShape>,
    /// Ask again with `?after=` this; not there where the page is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_after: Option<u64>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventShape {
    /// Its place in the day, from 1.
    #[schema(minimum = 1)]
    pub(crate) version: u64,
    /// When.
    #[schema(value_type = forms::Moment)]
    pub(crate) at: Instant,
    /// Under which version of the set-up.
    pub(crate) setup: u32,
    /// Who brought it about.
    pub(crate) by: ActorShape,
    /// What, in the past tense: `ticket_taken`.
    #[schema(value_type = forms::Code)]
    pub(crate) fact: String,
    /// With what, by name.
    #[schema(value_type = forms::Details)]
    pub(crate) details: Value,
}

impl From<&Recorded> for EventShape {
    fn from(recorded: &Recorded) -> Self {
        let event = &recorded.event;
        let mut details = serde_json::to_value(&event.fact).unwrap_or_default();
        let fact = details.as_object_mut().and_then(|fields| fields.remove("fact"));
        Self {
            version: recorded.version,
            at: event.at,
            setup: event.setup.0,
            by: ActorShape::from(&event.by),
            fact: fact.and_then(|f| f.as_str().map(str::to_owned)).unwrap_or_default(),
            details,
        }
    }
}

/// Who brought something about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Actor)]
pub(crate) struct ActorShape {
    /// What kind of actor.
    pub(crate) kind: ActorKind,
    /// Which; a citizen and the clock have no name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

/// What kind of actor.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActorKind {
    /// Somebody who works in the hall.
    Employee,
    /// A touch stand.
    Kiosk,
    /// A citizen through the link of her own visit.
    Citizen,
    /// Another program, by the name of its token.
    Program,
    /// The clock of the installation.
    Clock,
}

impl From<&Actor> for ActorShape {
    fn from(actor: &Actor) -> Self {
        let (kind, name) = match actor {
            Actor::Employee(employee) => (ActorKind::Employee, Some(employee.to_string())),
            Actor::Kiosk(kiosk) => (ActorKind::Kiosk, Some(kiosk.to_string())),
            Actor::Citizen => (ActorKind::Citizen, None),
            Actor::Program(name) => (ActorKind::Program, Some(name.clone())),
            Actor::Clock => (ActorKind::Clock, None),
        };
        Self { kind, name }
    }
}
