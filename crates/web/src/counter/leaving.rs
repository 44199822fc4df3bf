//! Signing out while somebody is at her desk: what becomes of the visit is asked first, as nobody else would see to it.

use askama::Template;
use axum::extract::State;
use domain::day::State as VisitState;
use domain::ids::{CentreId, Number, VisitId};

use super::asked::Asked;
use super::press::Answer;
use super::sheet::{self, Sheet};
use crate::authority::Employee;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/leaving", show)
            .does("What becomes of the visit at her desk when she signs out.")
            .page(),
    ]
}

#[derive(Template)]
#[template(path = "counter/leaving.html")]
struct Leaving<'a> {
    sheet: Sheet<'a>,
    centre: CentreId,
    /// Who is at her desk; none where nobody is any more.
    here: Option<Here>,
}

struct Here {
    visit: VisitId,
    text: String,
    /// What can be done, as `/sign-out` names it, and in words.
    ways: Vec<(&'static str, String)>,
}

async fn show(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let found = {
        let day = seen.scene.day.read();
        let at_desk =
            day.desk_of(&seen.employee).and_then(|desk| day.desk(desk)?.visit).and_then(|order| day.at(order));
        at_desk.map(|visit| (visit.id, visit.number, matches!(visit.state, VisitState::Serving { .. })))
    };
    let say = seen.say();
    let tell = |message: &str, number: Number| say.tell(message, [("number", number.to_string().into())]);
    let here = found.map(|(visit, number, served)| {
        let back = ("return", tell("counter-leave-return", number));
        let ways = if served { vec![("finish", tell("counter-leave-finish", number)), back] } else { vec![back] };
        Here { visit, text: tell("counter-leave-here", number), ways }
    });
    seen.answer(&Leaving { sheet: seen.sheet(), centre: who.0.centre.clone(), here }, "counter-sign-out")
}
