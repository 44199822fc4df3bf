//! `/api/v1/centres/{centre}/desks/{desk}`: an employee takes a desk, calls, pauses, raises the alarm.

use axum::extract::State;
use axum::response::Response;
use domain::command::Action;
use domain::ids::{DeskId, EmployeeId, QueueId, VisitId};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::perform;
use super::kiosks::TakeWish;
use super::path::At;
use super::shapes::{VisitShape, WhyShape};
use crate::authority::Employee;
use crate::openapi::forms;
use crate::order::{Asked, Nothing, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

type Result = std::result::Result<Response, Problem>;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/centres/{centre}/desks/{desk}/sign-on", sign_on)
            .does("An employee takes the desk.")
            .may_take::<SignOnWish>()
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/sign-off", sign_off)
            .does("The desk's employee leaves it.")
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/next", next)
            .does("Calls whoever is next by the rule. Ends the service before as served.")
            .gives::<VisitShape>(200, "The visit that is called, and why.")
            .gives_nothing(204, "No one waits."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/call", call)
            .does("Calls a waiting visit out of turn, with a reason that is recorded.")
            .takes::<CallWish>()
            .gives::<VisitShape>(200, "The visit that is called."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/pause", pause)
            .does("The desk calls nobody for a while.")
            .may_take::<PauseWish>()
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/end-pause", end_pause)
            .does("The pause is over.")
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/queues", choose_queues)
            .does("The desk serves other queues from now on.")
            .takes::<QueuesWish>()
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/alarm", alarm)
            .does("Raises the desk's silent alarm; it never shows in public.")
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/take-alarm", take_alarm)
            .does("An employee goes to the desk.")
            .may_take::<TakeWish>()
            .gives_nothing(204, "Done."),
        Route::post("/api/v1/centres/{centre}/desks/{desk}/end-alarm", end_alarm)
            .does("Switches the alarm off.")
            .gives_nothing(204, "Done."),
    ]
}

/// Who takes a desk, for which queues.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignOnWish {
    /// Who; whoever the token stands for where nobody is named.
    #[schema(value_type = Option<forms::Name>)]
    employee: Option<EmployeeId>,
    /// Which queues; the employee's or the desk's own where none are named.
    #[schema(value_type = Option<forms::QueueList>)]
    queues: Option<Vec<QueueId>>,
    /// Whether to move from another desk, or to take this one over from a colleague.
    #[serde(default)]
    move_here: bool,
}

impl Asked for SignOnWish {
    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

/// Whom to call out of turn, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallWish {
    /// Which visit.
    #[schema(value_type = forms::VisitName)]
    visit: VisitId,
    /// The reason.
    why: WhyShape,
}

impl Asked for CallWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

/// How long a pause lasts.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PauseWish {
    /// Until when, where it is known.
    #[schema(value_type = Option<forms::Moment>)]
    until: Option<Instant>,
}

impl Asked for PauseWish {
    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

/// Which queues a desk serves.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueuesWish {
    /// Which.
    #[schema(value_type = forms::QueueList)]
    queues: Vec<QueueId>,
}

impl Asked for QueuesWish {
    fn when_empty() -> Option<Self> {
        None
    }
}

async fn sign_on(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<SignOnWish>) -> Result {
    let (order, wish) = order.split();
    let employee = who.0.employee(wish.employee)?;
    let action = Action::SignOn { employee, desk, queues: wish.queues, move_here: wish.move_here };
    perform(&app, who.0, order, action).await
}

async fn sign_off(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::SignOff { desk }).await
}

async fn next(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::Next { desk }).await
}

async fn call(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<CallWish>) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::CallOutOfTurn { desk, visit: wish.visit, why: wish.why.into() }).await
}

async fn pause(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<PauseWish>) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::Pause { desk, until: wish.until }).await
}

async fn end_pause(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::EndPause { desk }).await
}

async fn choose_queues(
    who: Employee,
    State(app): State<AppState>,
    At(desk): At<DeskId>,
    order: Order<QueuesWish>,
) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::ChooseQueues { desk, queues: wish.queues }).await
}

async fn alarm(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::RaiseAlarm { desk }).await
}

async fn take_alarm(
    who: Employee,
    State(app): State<AppState>,
    At(desk): At<DeskId>,
    order: Order<TakeWish>,
) -> Result {
    let (order, wish) = order.split();
    let employee = who.0.employee(wish.employee)?;
    perform(&app, who.0, order, Action::TakeAlarm { desk, employee }).await
}

async fn end_alarm(who: Employee, State(app): State<AppState>, At(desk): At<DeskId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::EndAlarm { desk }).await
}
