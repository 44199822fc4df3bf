//! `/api/v1/centres`: what is offered where, as public data.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use domain::ids::{CentreId, SetupVersion};
use parking_lot::Mutex;

use super::command::{json, json_bytes};
use super::path::Here;
use super::query::NoPairs;
use super::shapes::{CentreShape, Centres};
use crate::authority::Anyone;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/centres", all)
            .does("All centres with their services, questions, queues, desks and kiosks, in every language.")
            .gives::<Centres>(200, "The centres."),
        Route::get("/api/v1/centres/{centre}", one)
            .does("One centre with its services, questions, queues, desks and kiosks, in every language.")
            .gives::<CentreShape>(200, "The centre."),
    ]
}

/// The public data of all centres, written once for each set of set-ups.
#[derive(Debug, Default)]
pub(crate) struct PublicCentres(Mutex<Option<(Versions, Bytes)>>);

type Versions = Vec<(CentreId, SetupVersion)>;

async fn all(_: Anyone, State(app): State<AppState>, _: NoPairs) -> Result<Response, Problem> {
    let setups: Vec<_> = app.engine.centres().iter().filter_map(|centre| app.engine.setup(centre)).collect();
    let versions: Versions = setups.iter().map(|s| (s.centre.clone(), s.version)).collect();
    let written = app.public_centres.0.lock().clone();
    let bytes = match written {
        Some((of, bytes)) if of == versions => bytes,
        _ => {
            let centres = Centres { centres: setups.iter().map(|s| CentreShape::from(&**s)).collect() };
            let written = serde_json::to_vec(&centres);
            let bytes = written.map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
            let bytes = Bytes::from(bytes);
            *app.public_centres.0.lock() = Some((versions, bytes.clone()));
            bytes
        }
    };
    Ok(kept_for_a_while(json_bytes(StatusCode::OK, bytes)))
}

async fn one(_: Anyone, Here(place): Here, _: NoPairs) -> Response {
    kept_for_a_while(json(StatusCode::OK, &CentreShape::from(&*place.setup)))
}

fn kept_for_a_while(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    response
}
