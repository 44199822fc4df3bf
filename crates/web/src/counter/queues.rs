//! Which queues her desk serves: one at least.

use askama::Template;
use axum::extract::State;
use domain::command::Action;
use domain::ids::{DeskId, QueueId};
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::press::{Answer, Area, Presser};
use super::sheet::{self, Sheet};
use crate::authority::Employee;
use crate::form::Form;
use crate::route::Route;
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/queues", show).does("The queues that her desk can serve.").page(),
        Route::post("/counter/{centre}/queues", submit).does("Her desk serves other queues from now on.").page(),
    ]
}

/// A queue that can be chosen.
pub(super) struct Choice {
    pub(super) id: QueueId,
    pub(super) letter: char,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// All queues of a centre in the order of their letters.
pub(super) fn choices(seen: &sheet::Seen, chosen: &[QueueId]) -> Vec<Choice> {
    let say = seen.say();
    let choice = |(id, config): (&QueueId, &domain::setup::Queue)| Choice {
        id: id.clone(),
        letter: config.letter.as_char(),
        name: config.name.get(say.language).to_owned(),
        chosen: chosen.contains(id),
    };
    let mut all: Vec<Choice> = seen.scene.setup.queues.iter().map(choice).collect();
    all.sort_by_key(|choice| choice.letter);
    all
}

#[derive(Template)]
#[template(path = "counter/queues.html")]
struct Choices<'a> {
    sheet: Sheet<'a>,
    desk: DeskId,
    queues: Vec<Choice>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    desk: DeskId,
    #[serde(default)]
    queues: Vec<QueueId>,
}

async fn show(who: Employee, State(app): State<AppState>, asked: Asked) -> Answer {
    let seen = sheet::look(&app, &who.0, &asked).await?;
    let desk = seen.desk()?;
    let chosen = seen.scene.day.read().desk(&desk).map(|d| d.queues.clone()).unwrap_or_default();
    let queues = choices(&seen, &chosen);
    seen.answer(&Choices { sheet: seen.sheet(), desk, queues }, "counter-queues-choose")
}

async fn submit(who: Employee, State(app): State<AppState>, asked: Asked, form: Form<Wish>) -> Answer {
    let (desk, queues) = (form.body.desk.clone(), form.body.queues.clone());
    Presser::new(app, who, asked).at(&desk.clone(), Area::Top, form, Action::ChooseQueues { desk, queues }).await
}
