//! `/api/v1/centres/{centre}/queues/{queue}`: a manager opens, closes or pauses a queue.

use axum::extract::State;
use axum::response::Response;
use domain::command::Action;
use domain::ids::QueueId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::perform;
use super::path::At;
use super::shapes::QueueOrderShape;
use crate::authority::Manager;
use crate::order::{Asked, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/queues/{queue}/status", set)
            .does("Opens, closes or pauses the queue, or lets its hours and limits decide again.")
            .takes::<StatusWish>()
            .gives_nothing(204, "Done."),
    ]
}

/// What a queue is to do.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusWish {
    /// To what.
    status: QueueOrderShape,
}

impl Asked for StatusWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

async fn set(
    who: Manager,
    State(app): State<AppState>,
    At(queue): At<QueueId>,
    order: Order<StatusWish>,
) -> Result<Response, Problem> {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::SetQueue { queue, to: wish.status.into() }).await
}
