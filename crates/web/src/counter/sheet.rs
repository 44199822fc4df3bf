//! A sheet over the page: choices that an action needs. Its content is made when it is asked for, from the state of that
//! moment; without a script it is a page of its own.

use askama::Template;
use axum::response::Response;
use domain::ids::{DeskId, EmployeeId, VisitId};
use domain::refusal::Refusal;
use domain::time::Instant;
use engine::Scene;

use super::asked::{Asked, Links};
use super::say::Say;
use super::{LANGUAGES, page};
use crate::authority::Caller;
use crate::form;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::Markup;
use crate::state::AppState;

/// What a sheet is made from.
pub(super) struct Seen<'a> {
    pub(super) app: &'a AppState,
    pub(super) scene: Scene,
    pub(super) employee: EmployeeId,
    pub(super) links: Links,
    asked: &'a Asked,
}

/// The state of the hall, and who asks.
pub(super) async fn look<'a>(app: &'a AppState, who: &Caller, asked: &'a Asked) -> Result<Seen<'a>, Problem> {
    let employee = who.employee(None)?;
    let scene = app.engine.scene(&who.centre).await.map_err(|error| Problem::from_engine(&error, None))?;
    let links = Links::new(&who.centre, &asked.language);
    Ok(Seen { app, scene, employee, links, asked })
}

impl Seen<'_> {
    pub(super) fn say(&self) -> Say<'_> {
        Say { texts: &self.app.texts, language: &self.asked.language, setup: &self.scene.setup }
    }

    /// The instant that is shown.
    pub(super) fn now(&self) -> Instant {
        page::instant(&self.scene)
    }

    /// Where she sits.
    ///
    /// # Errors
    /// 409 where she sits nowhere.
    pub(super) fn desk(&self) -> Result<DeskId, Problem> {
        let desk = self.scene.day.read().desk_of(&self.employee).cloned();
        desk.ok_or_else(|| Problem::new(axum::http::StatusCode::CONFLICT, "not_at_desk"))
    }

    /// The visit that the address names.
    ///
    /// # Errors
    /// 404 where it names none.
    pub(super) fn visit(query: &mut crate::api::query::Pairs) -> Result<VisitId, Problem> {
        let named = query.take("visit")?.and_then(|text| text.parse().ok());
        named.ok_or_else(|| Problem::refused(&Refusal::UnknownVisit, None))
    }

    pub(super) fn sheet(&self) -> Sheet<'_> {
        Sheet { say: self.say(), links: &self.links }
    }

    /// The sheet alone for a script, or as a page with a title.
    pub(super) fn answer<T: Template>(&self, content: &T, title: &str) -> Result<Response, Problem> {
        if self.asked.by_script {
            return html(content);
        }
        let body =
            content.render().map_err(|_| Problem::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
        let language = self.asked.language.clone();
        let around =
            Around::on(self.app, "counter", LANGUAGES, language, self.say().t(title), "").of(&self.scene.setup);
        html(&Page { around, back: self.links.page(), body: Markup(body) })
    }
}

#[derive(Template)]
#[template(path = "counter/sheet.html")]
struct Page<'a> {
    around: Around<'a>,
    back: String,
    body: Markup,
}

/// What the template of every sheet needs.
pub(super) struct Sheet<'a> {
    say: Say<'a>,
    links: &'a Links,
}

impl Sheet<'_> {
    pub(super) fn t(&self, message: &str) -> String {
        self.say.t(message)
    }

    pub(super) fn to(&self, action: &str) -> String {
        self.links.to(action)
    }

    pub(super) fn page(&self) -> String {
        self.links.page()
    }

    /// The hidden field that makes a form count once; made anew for each form of each sheet. Without randomness the form
    /// has none, and the server makes one.
    #[expect(clippy::unused_self, reason = "templates ask the sheet for it")]
    pub(super) fn key(&self) -> Markup {
        let field = |key| format!(r#"<input type="hidden" name="{}" value="{key}">"#, form::COMMAND_ID_FIELD);
        Markup(form::new_command_id().map(field).unwrap_or_default())
    }
}
