//! The fourth step: who she is and how she is reached. Nothing of it stands in an address; what is wrong is said beside its
//! field and loses nothing; a time that ran out meanwhile is taken again where it is still free, or another one is chosen
//! with all that she typed kept, as it is where she chooses another language.

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::{Action, Actor, Command};
use domain::ids::{Language, StreamId, VisitId};
use domain::time::Instant;
use engine::Request;

use super::calendar::Looked;
use super::choice::Meant;
use super::how::{self, errand_answered};
use super::person::{
    Asks, BIRTH_CHARS_MAX, EMAIL_LENGTH_MAX, Mistake, NAME_CHARS_MAX, PHONE_CHARS_MAX, TOPIC_CHARS_MAX, Typed,
};
use super::say::{Say, sign};
use super::shell::{Answered, Shell, Summary, Whereabouts};
use super::time::{self, Told, again_address, details_address, how_answered};
use super::visitor::Visitor;
use crate::api::path::read_date;
use crate::authority::Anyone;
use crate::form::Form;
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::person::Person;
use crate::problem::Problem;
use crate::signs::tile;
use crate::state::AppState;
use crate::ticket::not_to_be_found;

/// How long after its time was kept a booking is made at the earliest: nobody types her name in less.
const AT_LEAST: Duration = Duration::from_secs(3);

/// The identifier of the command: a hold becomes one booking, however often and in however many windows it is pressed.
const COMMAND_ID: &str = "book";

/// What the form says where only the language or the look of the page is chosen anew.
const KEEP: &str = "keep";

#[derive(Template)]
#[template(path = "booking/details.html")]
struct DetailsPage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<Answered>,
    summary: Option<Summary>,
    line: String,
    form_to: String,
    typed: Typed,
    mistakes: Vec<Shown>,
    notice: Option<String>,
    kept: String,
    asks: Wanted,
    reminders: Option<String>,
}

/// A mistake in words.
struct Shown {
    field: &'static str,
    text: String,
}

/// Which fields there are, and what must be in them.
struct Wanted {
    phone_needed: bool,
    topic: bool,
    name_max: usize,
    phone_max: usize,
    email_max: usize,
    birth_max: usize,
    topic_max: usize,
}

impl DetailsPage<'_> {
    /// What is wrong with a field.
    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }

    /// What describes a field: its hint, and what is wrong with it.
    fn described(&self, field: &str, has_hint: bool) -> String {
        let hint = if has_hint { format!("{field}-hint") } else { String::new() };
        let wrong = if self.mistake(field).is_some() { format!("{field}-mistake") } else { String::new() };
        format!("{wrong} {hint}").trim().to_owned()
    }
}

/// A time that is about to be booked.
struct Kept {
    meant: Meant,
    key: String,
    visit: VisitId,
    at: Instant,
}

/// Where such a time stands.
enum Stands {
    /// It is booked.
    Booked,
    /// It is kept until then.
    Until(Instant),
    /// It is kept no longer, or was not.
    Over,
}

/// What is said on the page beside what was typed.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    mistakes: Vec<Mistake>,
    notice: Option<&'static str>,
}

type DetailsPath = Path<(String, String, String, String)>;

pub(super) async fn show(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode, key)): DetailsPath,
) -> Result<Response, Problem> {
    let kept = match read(&app, &mut visitor, &service, &mode, key)? {
        Ok(kept) => kept,
        Err(to) => return Ok(see_other(&to)),
    };
    page(&app, &visitor, &kept, Typed::default(), Beside::default()).await
}

/// What the address says; or, where no time can be booked by it, the address to go to.
fn read(
    app: &AppState,
    visitor: &mut Visitor,
    service: &str,
    mode: &str,
    key: String,
) -> Result<Result<Kept, String>, Problem> {
    let meant = match Meant::read(visitor, service, mode)? {
        Ok(meant) => meant,
        Err(to) => return Ok(Err(to)),
    };
    let at = visitor.take("at")?.and_then(|at| at.parse().ok());
    let (Some(visit), Some(at)) = (app.links.visit_of(&key), at) else {
        return Ok(Err(visitor.address(&meant.base(), &meant.choice.pairs())));
    };
    let choice = super::choice::Choice { hold: key.clone(), held: at_text(at), ..meant.choice };
    Ok(Ok(Kept { meant: Meant { choice, ..meant }, key, visit, at }))
}

fn at_text(at: Instant) -> String {
    at.to_string()
}

impl Kept {
    fn stream(&self) -> StreamId {
        let place = &self.meant.choice.place;
        StreamId { centre: place.centre.clone(), date: self.at.date(&place.setup.time_zone) }
    }

    async fn stands(&self, app: &AppState) -> Result<Stands, Problem> {
        let (visit, at, now) = (self.visit, self.at, app.engine.now());
        let stream = self.stream();
        let asked = app.engine.with_day(&stream, |day, _| {
            if day.visit(visit).is_some() {
                return Stands::Booked;
            }
            let hold = day.holds().get(&visit).filter(|hold| hold.starts_at == at && now < hold.until);
            hold.map_or(Stands::Over, |hold| Stands::Until(hold.until))
        });
        asked.await.map_err(|error| Problem::from_engine(&error, None))
    }

    fn ticket(&self, visitor: &Visitor) -> String {
        visitor.address(&format!("/ticket/{}", self.key), &[])
    }
}

async fn page(
    app: &AppState,
    visitor: &Visitor,
    kept: &Kept,
    typed: Typed,
    beside: Beside,
) -> Result<Response, Problem> {
    let meant = &kept.meant;
    let setup = &meant.choice.place.setup;
    let say = Say { texts: &app.texts, language: &visitor.language, setup };
    let until = match kept.stands(app).await? {
        Stands::Booked => return Ok(see_other(&kept.ticket(visitor))),
        Stands::Until(until) => Some(until),
        Stands::Over => None,
    };
    let kept_until = match until {
        Some(until) => say.with("booking-held", &[("time", &say.clock(until))]),
        None => say.t("booking-held-no-more"),
    };
    let to = details_address(app, visitor, meant, kept.visit, kept.at);
    let path = format!("{}/details/{}", meant.base(), kept.key);
    let at = at_text(kept.at);
    let [answers, interpreter, ..] = meant.choice.pairs();
    let pairs = [("at", at.as_str()), answers, interpreter];
    let again = again_address(visitor, meant, &kept.key, kept.at);
    let here = Whereabouts { path: &path, pairs: &pairs };
    let shell = Shell { keeps: true, ..Shell::new(app, visitor, &here, 4, Some(again.clone())) };
    let moment = say.moment(kept.at);
    let mode = say.mode(meant.mode);
    let line = say.with("booking-and", &[("first", &capital(&moment)), ("second", &within(&mode, &visitor.language))]);
    let wrong = if beside.mistakes.is_empty() { "" } else { "booking-mistakes-title" };
    let title = say.t("booking-details");
    let title = if wrong.is_empty() { title } else { format!("{}: {title}", say.t(wrong)) };
    let page = DetailsPage {
        around: Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), title, "").of(setup),
        shell,
        answered: answered(&say, visitor, kept, again),
        summary: Some(summary(&say, kept, &kept_until)),
        line,
        form_to: to,
        typed,
        mistakes: beside.mistakes.iter().map(|m| Shown { field: m.field, text: say.t(m.message) }).collect(),
        notice: beside.notice.map(|message| say.t(message)),
        kept: kept_until,
        asks: Wanted {
            phone_needed: meant.mode == domain::command::Mode::Phone,
            topic: meant.bookable.topic,
            name_max: NAME_CHARS_MAX,
            phone_max: PHONE_CHARS_MAX,
            email_max: EMAIL_LENGTH_MAX,
            birth_max: BIRTH_CHARS_MAX,
            topic_max: TOPIC_CHARS_MAX,
        },
        reminders: told(app, &say, &meant.bookable.remind_minutes_before),
    };
    html(&page).map(|response| not_to_be_found(beside.status, response))
}

fn capital(text: &str) -> String {
    crate::ticket::capitalised(text)
}

fn within(text: &str, language: &Language) -> String {
    crate::ticket::continued(text, language)
}

fn answered(say: &Say<'_>, visitor: &Visitor, kept: &Kept, again: String) -> Vec<Answered> {
    let meant = &kept.meant;
    let time = Answered {
        lead: capital(&say.date_within(say.day_of(kept.at))),
        rest: say.at(kept.at),
        change: again,
        what: say.t("booking-when"),
    };
    let how = how_answered(say, meant, how::address(visitor, &meant.choice));
    vec![errand_answered(say, visitor, &meant.choice), how, time]
}

fn summary(say: &Say<'_>, kept: &Kept, note: &str) -> Summary {
    let meant = &kept.meant;
    let errand = say.errand(&meant.choice.service);
    Summary {
        errand: Some((tile(errand.letter), errand.line())),
        mode: Some((sign(meant.mode), say.mode_and_minutes(meant.mode, &meant.meeting))),
        day: Some(say.date_within(say.day_of(kept.at))),
        time: Some(say.at(kept.at)),
        go: say.t("booking-send"),
        note: note.to_owned(),
    }
}

/// When one is told of her time, in words; none where nobody carries messages, and so none is promised.
fn told(app: &AppState, say: &Say<'_>, minutes_before: &[u32]) -> Option<String> {
    let ways = !app.engine.ways_to_tell().is_empty();
    ways.then(|| reminders(say, minutes_before).unwrap_or_else(|| say.t("booking-told-text")))
}

/// When one is reminded, in words; none where the plan has no reminders.
fn reminders(say: &Say<'_>, minutes_before: &[u32]) -> Option<String> {
    let one = |minutes: &u32| match *minutes {
        1_440 => say.t("booking-remind-day"),
        60 => say.t("booking-remind-hour"),
        minutes if minutes % 1_440 == 0 => say.count("booking-remind-days", whole(minutes / 1_440)),
        minutes if minutes % 60 == 0 => say.count("booking-remind-hours", whole(minutes / 60)),
        minutes => say.count("booking-remind-minutes", whole(minutes)),
    };
    let all: Vec<String> = minutes_before.iter().map(one).collect();
    (!all.is_empty()).then(|| say.with("booking-remind-text", &[("when", &capital(&say.list(&all)))]))
}

fn whole(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(super) async fn submit(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode, key)): DetailsPath,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let kept = match read(&app, &mut visitor, &service, &mode, key)? {
        Ok(kept) => kept,
        Err(to) => return Ok(see_other(&to)),
    };
    if form.body.step == "time" {
        return other_time(&app, &visitor, kept, form).await;
    }
    let Form { body: typed, fingerprint, .. } = form;
    if typed.step == KEEP {
        return page(&app, &visitor, &kept, typed, Beside::default()).await;
    }
    let beside = |status, notice| Beside { status, notice: Some(notice), mistakes: Vec::new() };
    if !typed.website.is_empty() {
        let typed = Typed { website: String::new(), ..typed };
        let beside = beside(StatusCode::UNPROCESSABLE_ENTITY, "booking-trapped");
        return page(&app, &visitor, &kept, typed, beside).await;
    }
    let today = app.engine.now().date(&kept.meant.choice.place.setup.time_zone);
    let asks = Asks { mode: kept.meant.mode, topic: kept.meant.bookable.topic, today };
    let person = match typed.check(asks) {
        Ok(person) => person,
        Err(mistakes) => {
            let beside = Beside { status: StatusCode::UNPROCESSABLE_ENTITY, mistakes, notice: None };
            return page(&app, &visitor, &kept, typed, beside).await;
        }
    };
    let Err(problem) = book(&app, &visitor, &kept, &person, fingerprint).await else {
        return Ok(see_other(&kept.ticket(&visitor)));
    };
    match problem.code() {
        // Booked already, by this press or one before it.
        "command_id_reused" | "visit_exists" => Ok(see_other(&kept.ticket(&visitor))),
        "slot_gone" | "slot_unknown" | "slot_too_soon" | "slot_too_far" => {
            choose_again(&app, &visitor, &kept, typed, &problem, Looked::default()).await
        }
        code => {
            let notice = refusal(code).ok_or_else(|| problem.clone())?;
            page(&app, &visitor, &kept, typed, beside(problem.status(), notice)).await
        }
    }
}

/// What else is refused, in her words.
fn refusal(code: &str) -> Option<&'static str> {
    match code {
        "too_many_bookings" => Some("booking-too-many"),
        "too_many_requests" => Some("booking-too-many-tries"),
        "busy" | "storage_failed" | "shutting_down" | "too_slow" => Some("booking-later"),
        _ => None,
    }
}

async fn book(
    app: &AppState,
    visitor: &Visitor,
    kept: &Kept,
    person: &Person,
    fingerprint: [u8; 32],
) -> Result<(), Problem> {
    app.gates.booking(visitor.peer)?;
    wait_out(app, kept).await?;
    let Meant { choice, mode, .. } = &kept.meant;
    let (place, date) = (&choice.place, kept.stream().date);
    let (open_max, today) = (kept.meant.bookable.open_max, app.engine.now().date(&place.setup.time_zone));
    let chosen = place.setup.languages.iter().find(|language| **language == visitor.language);
    let main = || place.setup.languages.first().cloned().unwrap_or_else(Language::danish);
    let action = Action::Book {
        visit: kept.visit,
        services: vec![choice.service.clone()],
        starts_at: kept.at,
        mode: *mode,
        employee: None,
        language: chosen.cloned().unwrap_or_else(main),
        answers: choice.given.clone(),
        interpreter: choice.interpreter,
        series: None,
    };
    let request = Request {
        sender: format!("visit:{}", kept.visit),
        command_id: COMMAND_ID.to_owned(),
        body_hash: fingerprint,
        centre: place.centre.clone(),
        date: Some(date),
        command: Command { by: Actor::Citizen, action },
        people: vec![person.change(&app.vault, kept.visit, &place.centre, date)?],
        limits: vec![person.limit(&app.vault, kept.visit, &choice.service, open_max, today)],
    };
    let done = app.engine.submit(request).await;
    done.map(|_| ()).map_err(|error| Problem::from_engine(&error, Some(place.setup.clone())))
}

/// A booking that comes sooner after its time was kept than anybody types waits out the rest.
async fn wait_out(app: &AppState, kept: &Kept) -> Result<(), Problem> {
    let Stands::Until(until) = kept.stands(app).await? else { return Ok(()) };
    let since = until.plus_minutes(-i64::from(kept.meant.choice.place.setup.rules.hold_minutes));
    let typed_for = Duration::from_millis(app.engine.now().millis_since(since));
    if let Some(rest) = AT_LEAST.checked_sub(typed_for) {
        tokio::time::sleep(rest).await;
    }
    Ok(())
}

/// The calendar once more, with all that she typed.
async fn choose_again(
    app: &AppState,
    visitor: &Visitor,
    kept: &Kept,
    typed: Typed,
    problem: &Problem,
    looked: Looked,
) -> Result<Response, Problem> {
    let notice = Some(time::refusal(problem)?);
    let to = details_address(app, visitor, &kept.meant, kept.visit, kept.at);
    let told = Told { status: problem.status(), notice, mistake: None, typed: Some((typed, to)) };
    let date = looked.date.or(Some(kept.stream().date)).filter(|_| looked.week.is_none());
    time::page(app, visitor, &kept.meant, Looked { date, ..looked }, told).await
}

/// Another day, or another time, while what she typed comes along.
async fn other_time(app: &AppState, visitor: &Visitor, kept: Kept, form: Form<Typed>) -> Result<Response, Problem> {
    let typed = form.body;
    let (week, date) = (read_date(&typed.week), read_date(&typed.date));
    let to = details_address(app, visitor, &kept.meant, kept.visit, kept.at);
    let shown = |status, mistake, typed| Told { status, notice: None, mistake, typed: Some((typed, to)) };
    if week.is_some() || date.is_some() {
        let looked = Looked { week, date, at: None };
        return time::page(app, visitor, &kept.meant, looked, shown(StatusCode::OK, None, typed)).await;
    }
    let Ok(at) = typed.at.parse::<Instant>() else {
        let told = shown(StatusCode::UNPROCESSABLE_ENTITY, Some("booking-mistake-time"), typed);
        return time::page(app, visitor, &kept.meant, Looked::default(), told).await;
    };
    match time::keep(app, visitor, &kept.meant, at, &form.command_id).await {
        Ok(visit) => {
            let choice = super::choice::Choice { held: at_text(at), ..kept.meant.choice };
            let meant = Meant { choice, ..kept.meant };
            let kept = Kept { meant, key: app.links.key(visit), visit, at };
            page(app, visitor, &kept, typed, Beside::default()).await
        }
        Err(problem) => choose_again(app, visitor, &kept, typed, &problem, Looked::default()).await,
    }
}
