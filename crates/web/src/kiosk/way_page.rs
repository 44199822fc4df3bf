//! The way from a kiosk to where one waits, on a phone. It is the same for everybody and says nothing of anybody, so that its
//! code may be taken by whoever stands behind.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{AreaId, CentreId, KioskId, Language};

use super::look::WRITTEN;
use super::say::Say;
use super::way::{Way, to_area};
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::state::AppState;
use crate::ticket::not_to_be_found;

#[derive(Template)]
#[template(path = "kiosk/way.html")]
struct WayPage<'a> {
    around: Around<'a>,
    house: String,
    address: String,
    way: Way,
}

pub(super) async fn show(
    _: Anyone,
    State(app): State<AppState>,
    Path((centre, kiosk, area)): Path<(String, String, String)>,
    uri: axum::http::Uri,
) -> Result<Response, Problem> {
    let lang = Pairs::of(&uri)?.take("lang")?;
    let setup = CentreId::new(&centre).ok().and_then(|id| app.engine.setup(&id)).ok_or_else(Problem::not_found)?;
    let kiosk = KioskId::new(&kiosk).ok().and_then(|id| setup.kiosks.get(&id)).ok_or_else(Problem::not_found)?;
    let area = AreaId::new(&area).ok().and_then(|id| setup.areas.get(&id)).ok_or_else(Problem::not_found)?;
    let written = |language: &&Language| WRITTEN.contains(&language.as_str());
    let mut offered = setup.languages.iter().filter(written);
    let chosen = offered.clone().find(|language| Some(language.as_str()) == lang.as_deref());
    let language = chosen.or_else(|| offered.next()).cloned().unwrap_or_else(Language::danish);
    let say = Say { texts: &app.texts, setup: &setup, language: &language, first_times: &app.first_times };
    let way = to_area(say, kiosk, area);
    let house = say.name(&setup.name).to_owned();
    let title = format!("{} {}", way.go, way.area);
    let around = Around::on(&app, "way-page", &[], language.clone(), title, "").of(&setup);
    html(&WayPage { around, house, address: setup.address.clone(), way })
        .map(|response| not_to_be_found(StatusCode::OK, response))
}
