//! What programs are sent, each made from what the domain knows. These shapes stay; the domain's may change.
//!
//! A shape is also its own schema, so that the OpenAPI document cannot say something else. What is not public is left
//! out here, by what the caller may see, and nowhere else.

mod account;
mod centre;
mod event;
mod hall;
mod visit;

pub use account::AccountShape;
pub use centre::{CentreShape, Centres};
pub use event::{EventShape, EventsPage};
pub use hall::{HallShape, View};
pub use visit::{ForecastShape, ReasonShape, ReferralAnswer, Ticket, VisitShape};
