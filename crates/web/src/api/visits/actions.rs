//! `/api/v1/centres/{centre}/visits/{visit}/…`: one command each.

use axum::extract::State;
use axum::response::Response;
use domain::command::{Action, TransferTo};
use domain::ids::{CentreId, DeskId, EmployeeId, QueueId, ServiceId, VisitId};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, OneOf, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::super::command::perform;
use super::super::path::At;
use super::super::shapes::{VisitShape, WhyShape};
use crate::authority::{AtTheDoor, Employee, Holding};
use crate::openapi::forms;
use crate::order::{Asked, Nothing, Order};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

type Result = std::result::Result<Response, Problem>;

pub(super) fn routes() -> Vec<Route> {
    vec![
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/check-in", check_in))
            .does("A citizen with an appointment has come."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/recall", recall))
            .does("Calls the visit to its desk once more."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/start", start))
            .does("The called citizen has come to the desk."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/finish", finish))
            .does("The service is over; the visit goes on to its next queue, or ends."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/no-show", no_show))
            .does("The called citizen did not come: parked as missed."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/here", here))
            .does("The citizen is here after all."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/park", park)).does("Sets the visit aside."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/resume", resume))
            .does("Calls a parked visit to a desk.")
            .takes::<ResumeWish>(),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/transfer", transfer))
            .does("Moves the visit to another queue, desk, employee or centre. It keeps its due.")
            .takes::<TransferWish>(),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/return", give_back))
            .does("Sends the visit back to its queue with its due kept."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/delay", delay))
            .does("The citizen will be late: not to be called before.")
            .takes::<DelayWish>(),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/move-forward", move_forward))
            .does("Moves the visit to the front of its queue, with a reason that is recorded.")
            .takes::<MoveForwardWish>(),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/cancel", cancel))
            .does("The citizen gives up the visit."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/undo", undo))
            .does("Takes the last press on the visit back. With a visit's link, the citizen's own giving up alone."),
        visit_after(Route::post("/api/v1/centres/{centre}/visits/{visit}/seen", see_arrival))
            .does("Somebody has seen that the citizen is here for an employee or a desk, or puts it off for a while.")
            .may_take::<SeenWish>(),
    ]
}

fn visit_after(route: Route) -> Route {
    route.gives::<VisitShape>(200, "The visit as it is now.")
}

/// To which desk a parked visit is called.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResumeWish {
    /// Which desk.
    #[schema(value_type = forms::Name)]
    desk: DeskId,
}

/// Where a visit is moved to.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum TransferWish {
    /// Another queue of this centre.
    Queue {
        /// Which.
        queue: QueueId,
    },
    /// One desk of this centre.
    Desk {
        /// Which.
        desk: DeskId,
    },
    /// One employee of this centre.
    Employee {
        /// Who.
        employee: EmployeeId,
    },
    /// Another centre.
    Centre {
        /// Which.
        centre: CentreId,
        /// For which service there.
        service: ServiceId,
    },
}

/// Written by hand: a field that is not known is refused, and the derived schema of an enum cannot say so.
impl PartialSchema for TransferWish {
    fn schema() -> RefOr<Schema> {
        let places = [&["queue"][..], &["desk"], &["employee"], &["centre", "service"]];
        let to = |fields: &&[&str]| {
            let tag = Object::builder().schema_type(Type::String).enum_values(Some([fields[0]]));
            let place = Object::builder().property("to", tag).required("to");
            let named = |place: ObjectBuilder, field: &&str| {
                place.property(*field, Ref::from_schema_name("Name")).required(*field)
            };
            fields.iter().fold(place, named).additional_properties(Some(AdditionalProperties::FreeForm(false)))
        };
        RefOr::T(Schema::from(places.iter().fold(OneOf::builder(), |all, fields| all.item(to(fields)))))
    }
}

impl ToSchema for TransferWish {}

/// How late a citizen will be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DelayWish {
    /// Not to be called before.
    #[schema(value_type = forms::Moment)]
    until: Instant,
}

/// Why a visit is moved forward.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveForwardWish {
    /// The reason.
    why: WhyShape,
}

/// Who has seen an arrival, and when to show it again.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenWish {
    /// Who; whoever the token stands for where nobody is named.
    #[schema(value_type = Option<forms::Name>)]
    employee: Option<EmployeeId>,
    /// When to show it again, an hour ahead at most; not at all where it is not given.
    #[schema(value_type = Option<forms::Moment>)]
    again_at: Option<Instant>,
}

impl Asked for SeenWish {
    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

macro_rules! must_be_there {
    ($($body:ident),+) => {$(
        impl Asked for $body {
            fn when_empty() -> Option<Self> {
                None
            }
        }
    )+};
}

must_be_there!(ResumeWish, TransferWish, DelayWish, MoveForwardWish);

async fn check_in(
    door: AtTheDoor,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<Nothing>,
) -> Result {
    perform(&app, door.caller(), order, Action::CheckIn { visit }).await
}

async fn recall(who: Employee, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::Recall { visit }).await
}

async fn start(who: Employee, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::Start { visit }).await
}

async fn finish(who: Employee, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::Finish { visit }).await
}

async fn no_show(who: Employee, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::NoShow { visit }).await
}

async fn here(who: Holding, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.caller(), order, Action::Here { visit }).await
}

async fn park(who: Employee, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.0, order, Action::Park { visit }).await
}

async fn resume(
    who: Employee,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<ResumeWish>,
) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::Resume { visit, desk: wish.desk }).await
}

async fn transfer(
    who: Employee,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<TransferWish>,
) -> Result {
    let (order, wish) = order.split();
    let to = match wish {
        TransferWish::Queue { queue } => TransferTo::Queue { queue },
        TransferWish::Desk { desk } => TransferTo::Desk { desk },
        TransferWish::Employee { employee } => TransferTo::Employee { employee },
        TransferWish::Centre { centre, service } => TransferTo::Centre { centre, service },
    };
    perform(&app, who.0, order, Action::Transfer { visit, to }).await
}

async fn give_back(
    who: Employee,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<Nothing>,
) -> Result {
    perform(&app, who.0, order, Action::Return { visit }).await
}

async fn delay(who: Holding, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<DelayWish>) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.caller(), order, Action::Delay { visit, until: wish.until }).await
}

async fn move_forward(
    who: Employee,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<MoveForwardWish>,
) -> Result {
    let (order, wish) = order.split();
    perform(&app, who.0, order, Action::MoveForward { visit, why: wish.why.into() }).await
}

async fn cancel(who: Holding, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.caller(), order, Action::Cancel { visit }).await
}

async fn undo(who: Holding, State(app): State<AppState>, At(visit): At<VisitId>, order: Order<Nothing>) -> Result {
    perform(&app, who.caller(), order, Action::Undo { visit }).await
}

async fn see_arrival(
    who: Employee,
    State(app): State<AppState>,
    At(visit): At<VisitId>,
    order: Order<SeenWish>,
) -> Result {
    let (order, wish) = order.split();
    let employee = who.0.employee(wish.employee)?;
    perform(&app, who.0, order, Action::SeeArrival { visit, employee, again_at: wish.again_at }).await
}
