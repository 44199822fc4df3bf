//! `/`: all centres.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{Around, LANGUAGES, html, page_language};
use crate::api::query::Pairs;
use crate::authority::Anyone;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;
use crate::texts::Values;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/", show).does("All centres, for people.").page()]
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    around: Around<'a>,
    centres: Vec<Row>,
    /// Where a time is booked; none where nothing can be.
    book: Option<String>,
}

struct Row {
    id: String,
    name: String,
    municipality: String,
    waiting: String,
}

async fn show(_: Anyone, State(app): State<AppState>, mut query: Pairs) -> Result<Response, Problem> {
    let language = page_language(query.take("lang")?.as_deref(), LANGUAGES);
    if app.demo {
        return crate::demo::tour::show(&app, &language).await;
    }
    let mut centres = Vec::new();
    for centre in app.engine.centres() {
        let Some(setup) = app.engine.setup(&centre) else { continue };
        // A day that cannot be read must not take the other centres' page down.
        let waiting = app.engine.hall(&centre).await.map(|hall| hall.waiting.len());
        let waiting = waiting.map_or_else(
            |_| String::new(),
            |count| {
                let mut values = Values::new();
                values.set("count", count);
                app.texts.with(&language, "index-waiting", &values)
            },
        );
        centres.push(Row {
            id: centre.to_string(),
            name: setup.name.get(&language).to_owned(),
            municipality: setup.municipality.get(&language).to_owned(),
            waiting,
        });
    }
    let bookable = |centre| app.engine.setup(centre).is_some_and(|setup| !setup.appointments.is_empty());
    let book = app.engine.centres().iter().any(bookable).then(|| format!("/book?lang={language}"));
    let title = app.texts.get(&language, "index-title");
    html(&IndexPage { around: Around::plain(&app, language, title, "/"), centres, book })
}
