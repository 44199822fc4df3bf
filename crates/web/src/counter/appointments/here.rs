//! Who is on one of these pages, and where: what every handler begins with, and how its commands go out.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::{Action, Command};
use domain::ids::{EmployeeId, Language, StreamId, VisitId};
use domain::refusal::Refusal;
use domain::time::Instant;
use engine::{Reply, Request};
use jiff::civil::Date;

use super::looked::{Looked, View, Whose};
use crate::api::command::Personal;
use crate::authority::{Caller, Employee};
use crate::booking::say::Say as Dates;
use crate::counter::LANGUAGES;
use crate::counter::asked::{Asked, Links};
use crate::counter::own_menu::OwnMenu;
use crate::counter::say::Say;
use crate::format;
use crate::pages::Around;
use crate::problem::Problem;
use crate::signs::Markup;
use crate::state::AppState;

/// Who asks, in which language, and what she looks at.
pub(super) struct Here {
    pub(super) app: AppState,
    pub(super) who: Caller,
    pub(super) language: Language,
    pub(super) by_script: bool,
    pub(super) links: Links,
    pub(super) looked: Looked,
    pub(super) now: Instant,
}

/// The head of every page.
pub(super) struct Top {
    pub(super) at: i64,
    pub(super) speed: f64,
    pub(super) offset: i32,
    pub(super) point: char,
    pub(super) clock: String,
    pub(super) date: String,
    pub(super) centre: String,
    pub(super) own: OwnMenu,
    pub(super) counter: String,
    pub(super) appointments: String,
    pub(super) initials_from: String,
}

impl Here {
    pub(super) fn read(app: AppState, who: Employee, asked: &mut Asked) -> Result<Self, Problem> {
        let (who, now) = (who.0, app.engine.now());
        let today = now.date(&who.setup.time_zone);
        let own = who.employee(None).ok();
        let looked = Looked::read(&mut asked.query, &who.setup, own.as_ref(), today)?;
        let links = Links::new(&who.centre, &asked.language);
        Ok(Self { app, links, language: asked.language.clone(), by_script: asked.by_script, who, looked, now })
    }

    pub(super) fn say(&self) -> Say<'_> {
        Say { texts: &self.app.texts, language: &self.language, setup: &self.who.setup }
    }

    /// Says days and times.
    pub(super) fn dates(&self) -> Dates<'_> {
        Dates { texts: &self.app.texts, language: &self.language, setup: &self.who.setup }
    }

    pub(super) fn t(&self, message: &str) -> String {
        self.app.texts.get(&self.language, message)
    }

    pub(super) fn today(&self) -> Date {
        self.now.date(&self.who.setup.time_zone)
    }

    /// Herself, where she is one of the centre's employees.
    pub(super) fn own(&self) -> Option<EmployeeId> {
        self.who.employee(None).ok().filter(|employee| self.who.setup.employees.contains_key(employee))
    }

    pub(super) fn stream(&self, date: Date) -> StreamId {
        StreamId { centre: self.who.centre.clone(), date }
    }

    /// The address of a page or an action that comes back to what is looked at.
    pub(super) fn to(&self, action: &str) -> String {
        format!("{}{}", self.links.to(action), self.looked.pairs())
    }

    /// The same with what else is to stand in it.
    pub(super) fn to_with(&self, action: &str, pairs: &[(&str, &str)]) -> String {
        let more = serde_html_form::to_string(pairs).unwrap_or_default();
        format!("{}&{more}", self.to(action))
    }

    /// The page with something else looked at.
    pub(super) fn page_of(&self, looked: &Looked) -> String {
        format!("{}{}", self.links.to("appointments"), looked.pairs())
    }

    /// Where she came from: these pages, or the counter.
    pub(super) fn back(&self) -> String {
        if self.looked.is_named { self.page_of(&self.looked) } else { self.links.page() }
    }

    /// The pages on the day of something that was done.
    pub(super) fn back_on(&self, date: Date) -> String {
        if self.looked.is_named { self.page_of(&self.looked.on(date)) } else { self.links.page() }
    }

    pub(super) fn top(&self, path: &str) -> Top {
        let (setup, say) = (&self.who.setup, self.say());
        let own = self.who.employee(None).ok();
        let to = |code: &str| format!("/counter/{}/{path}?lang={code}{}", self.who.centre, self.looked.pairs());
        let hers = Looked { view: View::Day, date: self.today(), whose: self.default_whose(), is_named: true };
        Top {
            at: self.now.as_millis(),
            speed: self.app.engine.clock().speed(),
            offset: format::offset_minutes(self.now, setup),
            point: format::point(&self.language),
            clock: say.clock(self.now),
            date: format::day(self.today(), &self.app.texts, &self.language),
            centre: setup.name.get(&self.language).to_owned(),
            own: OwnMenu::of(say, &self.links, own.as_ref(), to),
            counter: self.links.page(),
            appointments: self.page_of(&hers),
            initials_from: self.links.to("initials"),
        }
    }

    fn default_whose(&self) -> Whose {
        self.own().map_or(Whose::All, Whose::One)
    }

    pub(super) fn around(&self, title: String) -> Around<'_> {
        Around::on(&self.app, "counter appointments", LANGUAGES, self.language.clone(), title, "").of(&self.who.setup)
    }

    /// Sends a command to a day.
    ///
    /// # Errors
    /// What the rules refuse, or what goes wrong, as a [`Problem`].
    pub(super) async fn submit(
        &self,
        (command_id, body_hash): (String, [u8; 32]),
        date: Date,
        action: Action,
        personal: Personal,
    ) -> Result<Reply, Problem> {
        let Caller { centre, setup, actor, sender, .. } = self.who.clone();
        let command = Command { by: actor, action };
        let (people, limits, date) = (personal.people, personal.limits, Some(date));
        let request = Request { sender, command_id, body_hash, centre, date, command, people, limits };
        self.app.engine.submit(request).await.map_err(|error| Problem::from_engine(&error, Some(setup)))
    }

    /// What a refused press says.
    pub(super) fn words_of(&self, problem: &Problem) -> String {
        problem.document(&self.app.texts, &self.language, String::new()).detail
    }

    /// The day of a booked time of this centre.
    ///
    /// # Errors
    /// 404 where there is none.
    pub(super) async fn day_of(&self, visit: VisitId) -> Result<StreamId, Problem> {
        let found = self.app.engine.booked_on(visit).await.map_err(|error| Problem::from_engine(&error, None))?;
        found.filter(|stream| stream.centre == self.who.centre).ok_or_else(unknown)
    }

    /// A sheet alone for a script, or as a page with a title.
    pub(super) fn sheet<T: Template>(&self, content: &T, title: &str) -> Result<Response, Problem> {
        if self.by_script {
            return crate::pages::html(content);
        }
        let body = Markup(content.render().map_err(|_| crate::order::fault())?);
        crate::pages::html(&SheetPage { around: self.around(title.to_owned()), back: self.back(), body })
    }
}

/// A visit that is not here.
pub(super) fn unknown() -> Problem {
    Problem::refused(&Refusal::UnknownVisit, None)
}

#[derive(Template)]
#[template(path = "counter/sheet.html")]
struct SheetPage<'a> {
    around: Around<'a>,
    back: String,
    body: Markup,
}

/// A page with a status.
pub(super) fn with_status(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    response
}

/// The name of a command that belongs to another: the same page and the same part of it are the same command.
pub(super) fn part_of(command_id: &str, part: &str) -> String {
    let hash = blake3::hash(format!("part {command_id} {part}").as_bytes());
    hash.to_hex().chars().take(32).collect()
}

/// An identifier made of a command's, so that the command sent again makes the same thing.
pub(super) fn made_of(command_id: &str, sender: &str) -> uuid::Uuid {
    let hash = blake3::hash(format!("made {sender} {command_id}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
