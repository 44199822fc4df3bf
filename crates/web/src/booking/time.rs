//! The third step: a day and a time on it. What is chosen is kept for her while she types her details.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::answer::Answer;
use domain::command::{Action, Actor, Command};
use domain::ids::VisitId;
use domain::time::Instant;
use engine::{Request, identifiers};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Looked, Plan};
use super::choice::{HELD, HOLD, Meant};
use super::how;
use super::person::Typed;
use super::say::{Say, sign};
use super::shell::{Answered, Shell, Summary, Whereabouts};
use super::visitor::Visitor;
use crate::api::path::read_date;
use crate::authority::Anyone;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::order::fault;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::signs::{Markup, tile};
use crate::state::AppState;

/// The sender of what keeps times: nobody is known yet.
const SENDER: &str = "booking";

#[derive(Template)]
#[template(path = "booking/time.html")]
struct TimePage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<Answered>,
    summary: Option<Summary>,
    picking: Picking,
    form_to: String,
    command_id: String,
    /// Why there is something to be chosen anew.
    notice: Option<String>,
    mistake: Option<String>,
    /// What she has typed already, to be sent along.
    kept: Vec<(&'static str, String)>,
    how: (Markup, String),
    go: String,
    go_with: String,
    /// The address that this page is found under once a time is kept, without the key.
    remembered: Option<String>,
    first: Option<String>,
    /// Where one says when she can, where none of these does.
    wait: Option<String>,
}

/// The calendar with where its days lead.
pub(crate) struct Picking {
    pub(crate) calendar: Calendar,
    /// Whether a day is sent with the form: what was typed comes along.
    pub(crate) sends: bool,
    path: String,
    pairs: Vec<(String, String)>,
}

impl Picking {
    /// A calendar whose days are links to the same page.
    pub(crate) fn links(calendar: Calendar, path: &str, pairs: &[(&str, &str)]) -> Self {
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { calendar, sends: false, path: path.to_owned(), pairs }
    }

    /// A calendar whose days are sent with the form around it.
    pub(crate) fn buttons(calendar: Calendar) -> Self {
        Self { calendar, sends: true, path: String::new(), pairs: Vec::new() }
    }

    /// Where a day leads.
    pub(crate) fn day_to(&self, date: &str) -> String {
        format!("{}#times", self.to("date", date))
    }

    /// Where other weeks are.
    pub(crate) fn week_to(&self, date: &str) -> String {
        self.to("week", date)
    }

    fn to(&self, name: &str, date: &str) -> String {
        let mut pairs = self.pairs.clone();
        pairs.push((name.to_owned(), date.to_owned()));
        format!("{}?{}", self.path, serde_html_form::to_string(&pairs).unwrap_or_default())
    }
}

/// What is said on the page beside the calendar.
#[derive(Default)]
pub(super) struct Told {
    /// The status, where it is not 200.
    pub(super) status: StatusCode,
    /// Why there is something to be chosen anew, as a message.
    pub(super) notice: Option<&'static str>,
    /// What is missing, as a message.
    pub(super) mistake: Option<&'static str>,
    /// What she has typed already, and the address that it goes to.
    pub(super) typed: Option<(Typed, String)>,
}

/// The time that is chosen.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Chosen {
    at: Option<String>,
}

pub(super) async fn show(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let meant = match Meant::read(&mut visitor, &service, &mode)? {
        Ok(meant) => meant,
        Err(to) => return Ok(see_other(&to)),
    };
    let looked = looked(&mut visitor, &meant, &app)?;
    page(&app, &visitor, &meant, looked, Told::default()).await
}

fn looked(visitor: &mut Visitor, meant: &Meant, app: &AppState) -> Result<Looked, Problem> {
    let mut date = |name| visitor.take(name).map(|text| text.as_deref().and_then(read_date));
    let (week, date) = (date("week")?, date("date")?);
    let at = visitor.take("at")?.and_then(|at| at.parse().ok());
    Ok(Looked { week, date, at: at.or_else(|| meant.choice.kept(app).map(|(_, at)| at)) })
}

/// The calendar, with what is said beside it.
pub(super) async fn page(
    app: &AppState,
    visitor: &Visitor,
    meant: &Meant,
    looked: Looked,
    told: Told,
) -> Result<Response, Problem> {
    let (choice, base) = (&meant.choice, meant.base());
    let place = &choice.place;
    let say = Say { texts: &app.texts, language: &visitor.language, setup: &place.setup };
    let except = app.links.visit_of(&choice.hold);
    let plan = Plan::of(&place.centre, &choice.service, meant.mode, &meant.bookable, except);
    let calendar = plan.calendar(app, &say, looked).await?;
    let pairs = choice.pairs();
    let week = looked.week.map(|week| week.to_string()).unwrap_or_default();
    let date = looked.date.map(|date| date.to_string()).unwrap_or_default();
    let here: Vec<(&str, &str)> = pairs.into_iter().chain([("week", week.as_str()), ("date", date.as_str())]).collect();
    let back = how::address(visitor, choice);
    let shell = Shell::new(app, visitor, &Whereabouts { path: &base, pairs: &here }, 3, Some(back.clone()));
    let aids = visitor.aids.words();
    let own = [("lang", visitor.language.as_str()), ("adapted", aids)];
    let links: Vec<(&str, &str)> = pairs.into_iter().chain(own).collect();
    let mut picking = Picking::links(calendar, &base, &links);
    picking.sends = told.typed.is_some();
    let first = if picking.calendar.has_any { None } else { first_later(app, &say, &plan, &picking).await? };
    let summary = summary(&say, meant, picking.calendar.chosen.as_ref());
    let form_to = told.typed.as_ref().map_or_else(|| visitor.address(&base, &pairs), |(_, to)| to.clone());
    let mut answered = vec![how::errand_answered(&say, visitor, choice)];
    answered.push(how_answered(&say, meant, back));
    let title = say.t("booking-time");
    let go_with = summary.time.as_ref().map(|time| say.with("booking-continue-with", &[("time", time)]));
    let page = TimePage {
        around: Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), title, "").of(&place.setup),
        shell,
        answered,
        form_to,
        command_id: new_command_id()?,
        notice: told.notice.map(|message| say.t(message)),
        mistake: told.mistake.map(|message| say.t(message)),
        remembered: told.typed.is_none().then(|| visitor.address(&base, &pairs)),
        kept: told.typed.map(|(typed, _)| typed.hidden()).unwrap_or_default(),
        how: (sign(meant.mode), say.mode_and_minutes(meant.mode, &meant.meeting)),
        go: go_with.unwrap_or_else(|| say.t("booking-continue")),
        go_with: say.with("booking-continue-with", &[("time", "{}")]),
        picking,
        summary: Some(summary),
        first,
        wait: super::watch::address(app, visitor, meant),
    };
    html(&page).map(|mut response| {
        *response.status_mut() = told.status;
        response
    })
}

/// Where none of the weeks shown has a time: when the first is, if there is one at all.
async fn first_later(app: &AppState, say: &Say<'_>, plan: &Plan, picking: &Picking) -> Result<Option<String>, Problem> {
    let now = app.engine.now();
    let today = say.day_of(now);
    let from = picking.calendar.after.unwrap_or(today);
    let first = match plan.first_from(app, from, today).await? {
        Some(first) => Some(first),
        None => plan.first_from(app, today, today).await?,
    };
    Ok(first.map(|first| say.with("booking-first", &[("when", &say.when(first, now))])))
}

/// The second step as it was answered.
pub(super) fn how_answered(say: &Say<'_>, meant: &Meant, change: String) -> Answered {
    let minutes = say.minutes(meant.meeting.minutes);
    let rest = match say.mode_short(meant.mode) {
        Some(short) => say.with("booking-and", &[("first", &minutes), ("second", &short)]),
        None => minutes,
    };
    Answered { lead: say.mode(meant.mode), rest, change, what: say.t("booking-mode") }
}

fn summary(say: &Say<'_>, meant: &Meant, chosen: Option<&super::calendar::Chosen>) -> Summary {
    let errand = say.errand(&meant.choice.service);
    let time = chosen.and_then(|day| day.times.iter().find(|time| time.chosen));
    let minutes = usize::from(say.setup.rules.hold_minutes);
    Summary {
        errand: Some((tile(errand.letter), errand.line())),
        mode: Some((sign(meant.mode), say.mode_and_minutes(meant.mode, &meant.meeting))),
        day: chosen.map(|day| day.within.clone()),
        time: time.map(|time| time.within.clone()),
        go: say.t("booking-continue"),
        note: say.count("booking-hold-promise", minutes),
    }
}

pub(super) async fn submit(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode)): Path<(String, String, String)>,
    form: Form<Chosen>,
) -> Result<Response, Problem> {
    let meant = match Meant::read(&mut visitor, &service, &mode)? {
        Ok(meant) => meant,
        Err(to) => return Ok(see_other(&to)),
    };
    let looked = looked(&mut visitor, &meant, &app)?;
    let Some(at) = form.body.at.as_deref().and_then(|at| at.parse::<Instant>().ok()) else {
        let (status, mistake) = (StatusCode::UNPROCESSABLE_ENTITY, Some("booking-mistake-time"));
        return page(&app, &visitor, &meant, looked, Told { status, mistake, ..Told::default() }).await;
    };
    match keep(&app, &visitor, &meant, at, &form.command_id).await {
        Ok(visit) => Ok(see_other(&details_address(&app, &visitor, &meant, visit, at))),
        Err(problem) => {
            let notice = Some(refusal(&problem)?);
            let looked = Looked { at: None, date: Some(at.date(&meant.choice.place.setup.time_zone)), ..looked };
            let told = Told { status: problem.status(), notice, ..Told::default() };
            page(&app, &visitor, &meant, looked, told).await
        }
    }
}

/// Where her details are asked for.
pub(super) fn details_address(app: &AppState, visitor: &Visitor, meant: &Meant, visit: VisitId, at: Instant) -> String {
    let at = at.to_string();
    let [answers, interpreter, ..] = meant.choice.pairs();
    let path = format!("{}/details/{}", meant.base(), app.links.key(visit));
    visitor.address(&path, &[("at", &at), answers, interpreter])
}

/// Where another time is chosen while one is kept.
pub(super) fn again_address(visitor: &Visitor, meant: &Meant, key: &str, at: Instant) -> String {
    let at = at.to_string();
    let [answers, interpreter, ..] = meant.choice.pairs();
    visitor.address(&meant.base(), &[answers, interpreter, (HOLD, key), (HELD, &at)])
}

/// What a refused time means to a citizen; she chooses another one.
///
/// # Errors
/// The problem itself, where another time is no way out.
pub(super) fn refusal(problem: &Problem) -> Result<&'static str, Problem> {
    match problem.code() {
        "slot_gone" | "slot_unknown" | "time_not_on_this_day" => Ok("booking-gone"),
        "slot_too_soon" => Ok("booking-too-soon"),
        "slot_too_far" => Ok("booking-too-far"),
        "too_many_holds" | "busy" | "storage_failed" | "shutting_down" => Ok("booking-later"),
        "too_many_requests" => Ok("booking-too-many-tries"),
        _ => Err(problem.clone()),
    }
}

/// Keeps a time. Pressed twice on the same page it is kept once; what was kept for her before is let go.
///
/// # Errors
/// What the rules refuse, or 429 where too many are kept from where she is.
pub(super) async fn keep(
    app: &AppState,
    visitor: &Visitor,
    meant: &Meant,
    at: Instant,
    command_id: &str,
) -> Result<VisitId, Problem> {
    app.gates.hold(visitor.peer)?;
    let before = meant.choice.kept(app);
    let fresh = || identifiers::new_visit_id(app.engine.now()).map_err(|_| fault());
    let visit = before.map_or_else(fresh, |(visit, _)| Ok(visit))?;
    let kept = match submit_hold(app, meant, visit, at, command_id).await {
        // What was kept is booked by now: this is another booking.
        Err(problem) if problem.code() == "visit_exists" => submit_hold(app, meant, fresh()?, at, command_id).await?,
        kept => kept?,
    };
    if let Some((visit, held)) = before.filter(|(_, held)| !same_day(meant, *held, at)) {
        let_go(app, meant, visit, held).await;
    }
    Ok(kept)
}

fn same_day(meant: &Meant, one: Instant, other: Instant) -> bool {
    let zone = &meant.choice.place.setup.time_zone;
    one.date(zone) == other.date(zone)
}

async fn submit_hold(
    app: &AppState,
    meant: &Meant,
    visit: VisitId,
    at: Instant,
    command_id: &str,
) -> Result<VisitId, Problem> {
    let setup = &meant.choice.place.setup;
    let wanted = blake3::hash(format!("{command_id} {} {at}", meant.base()).as_bytes());
    let action = Action::Hold {
        visit,
        services: vec![meant.choice.service.clone()],
        starts_at: at,
        mode: meant.mode,
        employee: None,
        minutes: setup.rules.hold_minutes,
    };
    let request = Request {
        sender: SENDER.to_owned(),
        // Another time of the same page is another wish: a browser goes back to a page as it was.
        command_id: wanted.to_hex().chars().take(32).collect(),
        body_hash: *wanted.as_bytes(),
        centre: meant.choice.place.centre.clone(),
        date: Some(at.date(&setup.time_zone)),
        command: Command { by: Actor::Citizen, action },
        people: Vec::new(),
        limits: Vec::new(),
    };
    let reply = app.engine.submit(request).await;
    let reply = reply.map_err(|error| Problem::from_engine(&error, Some(setup.clone())))?;
    match reply.answer {
        Answer::Held { visit, .. } => Ok(visit),
        _ => Err(fault()),
    }
}

/// Lets go of a time on another day. One that cannot be let go ends by itself.
async fn let_go(app: &AppState, meant: &Meant, visit: VisitId, held: Instant) {
    let Ok(command_id) = identifiers::new_command_id() else { return };
    let request = Request {
        sender: SENDER.to_owned(),
        command_id,
        body_hash: [0; 32],
        centre: meant.choice.place.centre.clone(),
        date: Some(held.date(&meant.choice.place.setup.time_zone)),
        command: Command { by: Actor::Citizen, action: Action::EndHold { visit } },
        people: Vec::new(),
        limits: Vec::new(),
    };
    if let Err(error) = app.engine.submit(request).await {
        tracing::debug!(%error, "a time that was kept ends by itself");
    }
}
