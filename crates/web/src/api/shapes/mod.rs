//! What programs are sent, each made from what the domain knows. These shapes stay; the domain's may change.
//!
//! A shape is also its own schema, so that the `OpenAPI` document cannot say something else. What is not public is left
//! out here, by what the caller may see, and nowhere else.

/// An enum of the domain as programs see it: the same words, held to it by the compiler.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident as $shown:ident of $domain:ident { $($(#[$says:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[schema(as = $shown)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name {
            $($(#[$says])* $variant,)+
        }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$name> for $domain {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => Self::$variant,)+
                }
            }
        }
    };
}

mod account;
mod appointment;
mod arrival;
mod centre;
mod event;
mod hall;
mod queue;
mod visit;

pub(crate) use account::AccountShape;
pub(crate) use appointment::{AppointmentShape, ModeShape, SlotsShape};
pub(crate) use centre::{CentreShape, Centres};
pub(crate) use event::{EventShape, EventsPage};
pub(crate) use hall::{HallShape, View};
pub(crate) use queue::QueueOrderShape;
pub(crate) use visit::{ForecastShape, HeldShape, ReferralAnswer, Ticket, VisitShape, WhyShape};
