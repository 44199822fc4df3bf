//! Where a visit can be sent on to: another queue, a colleague, a desk, another centre; or back to its own queue.

use askama::Template;
use axum::extract::State;
use domain::command::{Action, TransferTo};
use domain::day::State as VisitState;
use domain::hall::QueueStatus;
use domain::ids::{CentreId, DeskId, Number, ServiceId, VisitId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::press::{Answer, Area, Presser};
use super::say::Say;
use super::sheet::{self, Seen, Sheet};
use crate::authority::Employee;
use crate::form::Form;
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/transfer", show).does("Where a visit can be sent on to.").page(),
        Route::post("/counter/{centre}/transfer", submit).does("Sends a visit on. It keeps its due.").page(),
    ]
}

/// Somewhere to send a visit, as the form says it and as it is read.
struct Place {
    value: String,
    letter: Option<char>,
    name: String,
    hint: String,
}

/// A centre with the services that one can come for without an appointment.
struct Elsewhere {
    name: String,
    services: Vec<Place>,
}

#[derive(Template)]
#[template(path = "counter/transfer.html")]
struct Places<'a> {
    sheet: Sheet<'a>,
    desk: DeskId,
    visit: VisitId,
    number: Number,
    /// The queue that it can go back to, where it is out of it.
    back: Option<String>,
    queues: Vec<Place>,
    colleagues: Vec<Place>,
    desks: Vec<Place>,
    centres: Vec<Elsewhere>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    desk: DeskId,
    visit: VisitId,
    /// `queue:…`, `desk:…`, `employee:…`, or `centre:…:…` with the service there.
    to: String,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let visit = Seen::visit(&mut asked.query)?;
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let desk = seen.desk()?;
    let found = seen.scene.day.read().visit(visit).map(|v| (v.number, v.queue.clone(), v.state.clone()));
    let (number, queue, state) = found.ok_or_else(|| Problem::refused(&Refusal::UnknownVisit, None))?;
    let can_go_back =
        matches!(state, VisitState::Called { .. } | VisitState::Serving { .. } | VisitState::Parked { .. });
    let places = Places {
        sheet: seen.sheet(),
        visit,
        number,
        back: can_go_back.then(|| seen.say().queue(&queue)),
        queues: queues(&seen, &queue),
        colleagues: colleagues(&seen),
        desks: desks(&seen, &desk),
        centres: centres(&seen, &who.0.centre),
        desk,
    };
    seen.answer(&places, "counter-transfer")
}

fn queues(seen: &Seen<'_>, own: &domain::ids::QueueId) -> Vec<Place> {
    let say = seen.say();
    let others = seen.scene.hall.queues.iter().filter(|q| q.queue != *own);
    let place = |queue: &domain::hall::QueueNow| Place {
        value: format!("queue:{}", queue.queue),
        letter: Some(queue.letter.as_char()),
        name: say.queue(&queue.queue),
        hint: format!(
            "{}{}",
            say.tell("counter-waiting-count", [("count", queue.waiting.into())]),
            unserved(queue, say)
        ),
    };
    others.map(place).collect()
}

/// What whoever sends somebody there should know: that nobody would call her now.
fn unserved(queue: &domain::hall::QueueNow, say: Say<'_>) -> String {
    let message = match queue.status {
        QueueStatus::Paused => "counter-queue-held",
        QueueStatus::ClosedByHours | QueueStatus::ClosedByManager => "counter-queue-closed",
        _ if queue.desks == 0 => "counter-queue-unserved",
        QueueStatus::Open | QueueStatus::Full | QueueStatus::DayClosed => return String::new(),
    };
    let alone = message != "counter-queue-unserved" && queue.desks == 0;
    let also = if alone { format!(" · {}", say.t("counter-queue-unserved")) } else { String::new() };
    format!(" · {}{also}", say.t(message))
}

/// Those who sit somewhere now: a visit meant for anybody else opens to its queue before she comes.
fn colleagues(seen: &Seen<'_>) -> Vec<Place> {
    let say = seen.say();
    let place = |desk: &domain::hall::DeskNow| {
        let employee = desk.employee.as_ref().filter(|e| **e != seen.employee)?;
        Some(Place {
            value: format!("employee:{employee}"),
            letter: None,
            name: say.employee(employee),
            hint: say.desk(&desk.desk),
        })
    };
    seen.scene.hall.desks.iter().filter_map(place).collect()
}

fn desks(seen: &Seen<'_>, own: &DeskId) -> Vec<Place> {
    let say = seen.say();
    let taken = seen.scene.hall.desks.iter().filter(|d| d.employee.is_some() && d.desk != *own);
    let place = |desk: &domain::hall::DeskNow| Place {
        value: format!("desk:{}", desk.desk),
        letter: None,
        name: say.desk(&desk.desk),
        hint: String::new(),
    };
    taken.map(place).collect()
}

fn centres(seen: &Seen<'_>, own: &CentreId) -> Vec<Elsewhere> {
    let engine = &seen.app.engine;
    let others = engine.centres().into_iter().filter(|centre| centre != own);
    let setups = others.filter_map(|centre| engine.setup(&centre));
    setups.map(|setup| elsewhere(seen, &setup)).filter(|centre| !centre.services.is_empty()).collect()
}

fn elsewhere(seen: &Seen<'_>, setup: &Setup) -> Elsewhere {
    let language = seen.say().language.clone();
    let open = setup.services.iter().filter(|(_, s)| s.choices.is_empty() && !s.appointment_only);
    let place = |(id, service): (&ServiceId, &domain::setup::Service)| Place {
        value: format!("centre:{}:{id}", setup.centre),
        letter: None,
        name: service.name.get(&language).to_owned(),
        hint: String::new(),
    };
    Elsewhere { name: setup.name.get(&language).to_owned(), services: open.map(place).collect() }
}

async fn submit(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<Wish>) -> Answer {
    let (desk, visit) = (form.body.desk.clone(), form.body.visit);
    let to = read(&form.body.to).ok_or_else(|| Problem::field("to", "why-wrong-form"))?;
    Presser::new(app, who, asked).at(&desk, Area::Citizen, form, Action::Transfer { visit, to }).await
}

fn read(text: &str) -> Option<TransferTo> {
    let (kind, name) = text.split_once(':')?;
    Some(match kind {
        "queue" => TransferTo::Queue { queue: name.parse().ok()? },
        "desk" => TransferTo::Desk { desk: name.parse().ok()? },
        "employee" => TransferTo::Employee { employee: name.parse().ok()? },
        "centre" => {
            let (centre, service) = name.split_once(':')?;
            TransferTo::Centre { centre: centre.parse().ok()?, service: service.parse().ok()? }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_place_is_read_and_nothing_else() {
        assert!(matches!(read("queue:pas"), Some(TransferTo::Queue { .. })));
        assert!(matches!(read("desk:skranke-1"), Some(TransferTo::Desk { .. })));
        assert!(matches!(read("employee:mk"), Some(TransferTo::Employee { .. })));
        assert!(matches!(read("centre:jobcenter:jobsamtale"), Some(TransferTo::Centre { .. })));
        for wrong in ["", "queue", "queue:", "queue:<b>", "centre:jobcenter", "room:1", "desk:A B"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
