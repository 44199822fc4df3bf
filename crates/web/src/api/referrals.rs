//! `/api/v1/centres/{centre}/referrals`: a citizen's answers ended in a referral; no ticket, counted.

use axum::extract::State;
use axum::response::Response;
use domain::command::{Action, Given};
use domain::ids::ServiceId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::perform;
use super::shapes::ReferralAnswer;
use super::visits::{GivenAnswer, answers_fit, read_answers};
use crate::authority::AtTheDoor;
use crate::openapi::forms;
use crate::order::{Asked, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/referrals", refer)
            .does("A citizen's answers end in a referral: no ticket, counted.")
            .takes::<ReferralWish>()
            .gives::<ReferralAnswer>(200, "Where to; the texts stand with the centre."),
    ]
}

/// The answers that lead to a referral.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralWish {
    /// What the citizen came for.
    #[schema(value_type = forms::Name)]
    service: ServiceId,
    /// What she answered, in order.
    #[serde(deserialize_with = "read_answers")]
    #[schema(value_type = Vec<GivenAnswer>, min_items = 1, max_items = 60)]
    answers: Vec<Given>,
}

impl Asked for ReferralWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

async fn refer(door: AtTheDoor, State(app): State<AppState>, order: Order<ReferralWish>) -> Result<Response, Problem> {
    let (order, wish) = order.split();
    answers_fit(&wish.answers)?;
    perform(&app, door.caller(), order, Action::Refer { service: wish.service, answers: wish.answers }).await
}
