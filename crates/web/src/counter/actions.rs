//! The presses that need nothing but the desk, the visit, the kiosk or the colleague's desk that they are about.

use axum::extract::State;
use domain::command::Action;
use domain::ids::{DeskId, KioskId, VisitId};
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::press::{Answer, Area, AtDesk, Presser};
use crate::authority::Employee;
use crate::form::Form;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::post("/counter/{centre}/next", next).does("Calls whoever is next; ends the service before.").page(),
        Route::post("/counter/{centre}/alarm", alarm).does("Raises the silent alarm of her desk.").page(),
        Route::post("/counter/{centre}/take-alarm", take_alarm).does("She goes to a desk with an alarm.").page(),
        Route::post("/counter/{centre}/end-alarm", end_alarm).does("Switches a desk's alarm off.").page(),
        Route::post("/counter/{centre}/take-help", take_help).does("She goes to a kiosk.").page(),
        Route::post("/counter/{centre}/seen", seen).does("She has seen who came for somebody.").page(),
        Route::post("/counter/{centre}/end-help", end_help).does("Switches a kiosk's call for help off.").page(),
    ];
    routes.extend(of_a_visit());
    routes
}

/// What is pressed on a visit.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnVisit {
    desk: DeskId,
    visit: VisitId,
}

/// A colleague's desk, or her own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfDesk {
    of: DeskId,
}

/// A kiosk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfKiosk {
    kiosk: KioskId,
}

/// An arrival, and after how many minutes to tell of it again.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfArrival {
    visit: VisitId,
    #[serde(default)]
    minutes: Option<u16>,
}

async fn next(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<AtDesk>) -> Answer {
    let desk = form.body.desk.clone();
    Presser::new(app, who, asked).at(&desk.clone(), Area::Next, form, Action::Next { desk }).await
}

async fn alarm(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<AtDesk>) -> Answer {
    let desk = form.body.desk.clone();
    Presser::new(app, who, asked).at(&desk.clone(), Area::Top, form, Action::RaiseAlarm { desk }).await
}

async fn take_alarm(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<OfDesk>) -> Answer {
    let presser = Presser::new(app, who, asked);
    let (desk, employee) = (form.body.of.clone(), presser.employee()?);
    presser.anywhere(Area::PopUp, form, Action::TakeAlarm { desk, employee }).await
}

/// Always possible, by whoever, wherever she sits.
async fn end_alarm(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<OfDesk>) -> Answer {
    let desk = form.body.of.clone();
    Presser::new(app, who, asked).anywhere(Area::PopUp, form, Action::EndAlarm { desk }).await
}

async fn take_help(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<OfKiosk>) -> Answer {
    let presser = Presser::new(app, who, asked);
    let (kiosk, employee) = (form.body.kiosk.clone(), presser.employee()?);
    presser.anywhere(Area::PopUp, form, Action::TakeHelp { kiosk, employee }).await
}

async fn end_help(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<OfKiosk>) -> Answer {
    let kiosk = form.body.kiosk.clone();
    Presser::new(app, who, asked).anywhere(Area::PopUp, form, Action::EndHelp { kiosk }).await
}

async fn seen(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<OfArrival>) -> Answer {
    let again_at = form.body.minutes.map(|minutes| app.engine.now().plus_minutes(i64::from(minutes)));
    let presser = Presser::new(app, who, asked);
    let action = Action::SeeArrival { visit: form.body.visit, employee: presser.employee()?, again_at };
    presser.anywhere(Area::PopUp, form, action).await
}

/// One handler for each press on a visit, which differ in their action alone.
macro_rules! presses_on_a_visit {
    ($($name:ident, $path:literal, $area:ident, $says:literal, |$visit:ident, $desk:ident| $action:expr;)+) => {
        fn of_a_visit() -> Vec<Route> {
            vec![$(Route::post(concat!("/counter/{centre}/", $path), $name).does($says).page()),+]
        }

        $(async fn $name(
            who: Employee,
            State(app): State<AppState>,
            asked: Asked,
            form: Form<OnVisit>,
        ) -> Answer {
            let ($desk, $visit) = (form.body.desk.clone(), form.body.visit);
            let action = $action;
            Presser::new(app, who, asked).at(&form.body.desk.clone(), Area::$area, form, action).await
        })+
    };
}

presses_on_a_visit! {
    recall, "recall", Citizen, "Calls the visit to the desk once more.", |visit, _desk| Action::Recall { visit };
    start, "start", Citizen, "The called citizen has come.", |visit, _desk| Action::Start { visit };
    finish, "finish", Citizen, "The service is over.", |visit, _desk| Action::Finish { visit };
    no_show, "no-show", Citizen, "The called citizen did not come.", |visit, _desk| Action::NoShow { visit };
    park, "park", Citizen, "Sets the visit aside.", |visit, _desk| Action::Park { visit };
    give_back, "return", Citizen, "Sends the visit back to its queue.", |visit, _desk| Action::Return { visit };
    undo, "undo", Citizen, "Takes the last press on a visit back.", |visit, _desk| Action::Undo { visit };
    resume, "resume", Aside, "Calls a visit that was set aside to her desk.", |visit, desk| Action::Resume { visit, desk };
    here, "here", Aside, "A citizen says at the desk that she is here.", |visit, _desk| Action::Here { visit };
    cancel, "cancel", Aside, "The citizen gives up the visit.", |visit, _desk| Action::Cancel { visit };
}
