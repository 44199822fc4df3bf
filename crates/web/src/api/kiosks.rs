//! `/api/v1/centres/{centre}/kiosks/{kiosk}`: a citizen at a kiosk asks for somebody.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::{Action, Actor};
use domain::ids::{EmployeeId, KioskId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::perform;
use super::path::At;
use crate::authority::{AtTheDoor, Caller, Employee};
use crate::openapi::forms;
use crate::order::{Asked, Nothing, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/kiosks/{kiosk}/help", call)
            .does("A citizen asks for somebody; everyone signed on is told until someone goes there.")
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/kiosks/{kiosk}/take-help", take)
            .does("An employee goes to the kiosk.")
            .may_take::<TakeWish>()
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/kiosks/{kiosk}/end-help", end)
            .does("Switches the kiosk's call off.")
            .gives_nothing(204, "Done."),
    ]
}

/// Who goes there.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakeWish {
    /// Who; whoever the token stands for where nobody is named.
    #[schema(value_type = Option<forms::Name>)]
    pub(super) employee: Option<EmployeeId>,
}

impl Asked for TakeWish {
    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

async fn call(
    door: AtTheDoor,
    State(app): State<AppState>,
    At(kiosk): At<KioskId>,
    order: Order<Nothing>,
) -> Result<Response, Problem> {
    let caller = own_kiosk(door.caller(), &kiosk)?;
    perform(&app, caller, order, Action::CallForHelp { kiosk }).await
}

async fn take(
    who: Employee,
    State(app): State<AppState>,
    At(kiosk): At<KioskId>,
    order: Order<TakeWish>,
) -> Result<Response, Problem> {
    let (order, wish) = order.split();
    let employee = who.0.employee(wish.employee)?;
    perform(&app, who.0, order, Action::TakeHelp { kiosk, employee }).await
}

async fn end(
    door: AtTheDoor,
    State(app): State<AppState>,
    At(kiosk): At<KioskId>,
    order: Order<Nothing>,
) -> Result<Response, Problem> {
    let caller = own_kiosk(door.caller(), &kiosk)?;
    perform(&app, caller, order, Action::EndHelp { kiosk }).await
}

/// A kiosk asks for help at itself alone.
fn own_kiosk(caller: Caller, kiosk: &KioskId) -> Result<Caller, Problem> {
    match &caller.actor {
        Actor::Kiosk(own) if own != kiosk => Err(Problem::new(StatusCode::FORBIDDEN, "other_kiosk")),
        _ => Ok(caller),
    }
}
