//! Waiting for a time: whoever finds none that suits her says when she can, and is told when one comes free.
//!
//! What she waits for may stand anywhere; who she is goes into the vault alone. Asked twice it is one wish. Whatever address the
//! wishes come from counts as one lot in the draw ([`engine::watches::lottery`]), however many there are.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::Given;
use domain::message::Channel;
use domain::watch::{OFFER_LEAD_MINUTES, OFFER_MINUTES, WATCH_DAYS_MAX, Watched, Weekdays};
use engine::identifiers::visit_id_of;
use engine::watches::NewWatch;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time, Weekday, time};
use serde::{Deserialize, Serialize};
use store::{WatchEntered, WatchWish};

use super::calendar::Plan;
use super::choice::{ANSWERS, INTERPRETER, Meant, YES};
use super::how;
use super::person::{EMAIL_LENGTH_MAX, Mistake, NAME_CHARS_MAX, PHONE_CHARS_MAX};
use super::say::Say;
use super::shell::{Answered, Shell, Summary, Whereabouts};
use super::time::how_answered;
use super::visitor::Visitor;
use crate::api::path::read_date;
use crate::authority::Anyone;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::person::{self, Person, Raw};
use crate::problem::Problem;
use crate::state::AppState;

/// How long one waits where she does not say, in days.
const DAYS: i32 = 28;

/// What the form sends where its language or its look changes, and what was typed is kept.
const KEEP: &str = "keep";

/// In whose name a wish stands in the record of changes.
pub(super) const BY: &str = "citizen";

/// What was typed, as it was typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Typed {
    from: String,
    to: String,
    /// The weekdays, 1 is Monday.
    days: Vec<String>,
    /// Which part of the day.
    part: String,
    name: String,
    phone: String,
    email: String,
    /// A field that people do not see; who fills it in is a machine.
    website: String,
    /// What else the page's form sends: that its language or its look changes.
    step: String,
}

/// Without what was typed.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(..)")
    }
}

#[derive(Template)]
#[template(path = "booking/watch.html")]
struct WatchPage<'a> {
    around: Around<'a>,
    shell: Shell,
    answered: Vec<Answered>,
    summary: Option<Summary>,
    form_to: String,
    command_id: String,
    typed: Typed,
    lead: String,
    mistakes: Vec<Shown>,
    notice: Option<String>,
    /// A time that can be had at once, and where.
    already: Option<(String, String)>,
    first: Date,
    last: Date,
    weekdays: Vec<Choice>,
    parts: Vec<Choice>,
    asks: Wanted,
}

/// A mistake in words.
struct Shown {
    field: &'static str,
    text: String,
}

/// Something that can be chosen.
struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// By which ways one can be told, and how long what is typed may be.
struct Wanted {
    phone: bool,
    email: bool,
    name_max: usize,
    phone_max: usize,
    email_max: usize,
}

impl WatchPage<'_> {
    /// What is wrong with a field.
    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }
}

/// What is said beside what was typed.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    mistakes: Vec<Mistake>,
    notice: Option<&'static str>,
    already: Option<domain::time::Instant>,
}

type WatchPath = Path<(String, String, String)>;

/// Where one says when she can; none where nobody could be told.
pub(super) fn address(app: &AppState, visitor: &Visitor, meant: &Meant) -> Option<String> {
    let [answers, interpreter, ..] = meant.choice.pairs();
    let told = !app.engine.ways_to_tell().is_empty();
    told.then(|| visitor.address(&format!("{}/watch", meant.base()), &[answers, interpreter]))
}

pub(super) async fn show(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode)): WatchPath,
) -> Result<Response, Problem> {
    match meant(&app, &mut visitor, &service, &mode)? {
        Ok(meant) => {
            let typed = usual(&app, &meant);
            page(&app, &visitor, &meant, typed, &Beside::default())
        }
        Err(to) => Ok(see_other(&to)),
    }
}

/// What is meant; or the calendar, where nobody could be told of a time.
fn meant(app: &AppState, visitor: &mut Visitor, service: &str, mode: &str) -> Result<Result<Meant, String>, Problem> {
    let meant = match Meant::read(visitor, service, mode)? {
        Ok(meant) => meant,
        Err(to) => return Ok(Err(to)),
    };
    if app.engine.ways_to_tell().is_empty() {
        return Ok(Err(visitor.address(&meant.base(), &meant.choice.pairs())));
    }
    Ok(Ok(meant))
}

/// All weekdays of the plan, for four weeks from the first day that can be booked.
fn usual(app: &AppState, meant: &Meant) -> Typed {
    let (first, last) = bounds(app, meant);
    let to = first.checked_add(DAYS.days()).unwrap_or(last).min(last);
    let days = open_on(meant).days().map(|day| day.to_monday_one_offset().to_string()).collect();
    Typed { from: first.to_string(), to: to.to_string(), days, part: "any".to_owned(), ..Typed::default() }
}

/// The first and the last date that one can wait for.
fn bounds(app: &AppState, meant: &Meant) -> (Date, Date) {
    let zone = &meant.choice.place.setup.time_zone;
    let notice = i64::from(meant.bookable.notice_minutes).max(OFFER_LEAD_MINUTES);
    let first = app.engine.now().plus_minutes(notice).date(zone);
    (first, first.checked_add((WATCH_DAYS_MAX - 1).days()).unwrap_or(first))
}

/// The weekdays on which the plan is ever open; all where it names none.
fn open_on(meant: &Meant) -> Weekdays {
    let capacities = &meant.choice.place.setup.capacities;
    let of_plan = meant.meeting.capacities.iter().filter_map(|id| capacities.get(id));
    let weeks = of_plan.flat_map(|plan| {
        let periods = plan.hours.periods.iter().map(|period| &period.week);
        std::iter::once(&plan.hours.week).chain(periods).flat_map(|week| week.keys().copied()).collect::<Vec<_>>()
    });
    let days: Weekdays =
        weeks.filter_map(|day| Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()).collect();
    if days.is_empty() { Weekdays::from_iter(Weekdays::ALL) } else { days }
}

fn page(app: &AppState, visitor: &Visitor, meant: &Meant, typed: Typed, beside: &Beside) -> Result<Response, Problem> {
    let (choice, setup) = (&meant.choice, &meant.choice.place.setup);
    let say = Say { texts: &app.texts, language: &visitor.language, setup };
    let [answers, interpreter, ..] = choice.pairs();
    let (path, pairs) = (format!("{}/watch", meant.base()), [answers, interpreter]);
    let back = visitor.address(&meant.base(), &pairs);
    let here = Whereabouts { path: &path, pairs: &pairs };
    let shell = Shell { keeps: true, ..Shell::new(app, visitor, &here, 3, Some(back)) };
    let (first, last) = bounds(app, meant);
    let weekday = |day: Weekday| {
        let value = day.to_monday_one_offset().to_string();
        let (name, chosen) = (say.t(&format!("weekday-{value}")), typed.days.contains(&value));
        Choice { value, name: crate::ticket::capitalised(&name), chosen }
    };
    let part = |(value, message): (&str, &str)| Choice {
        value: value.to_owned(),
        name: say.t(message),
        chosen: typed.part == value,
    };
    let ways = app.engine.ways_to_tell();
    let answered =
        vec![how::errand_answered(&say, visitor, choice), how_answered(&say, meant, how::address(visitor, choice))];
    let already = beside.already.map(|at| {
        let date = say.day_of(at).to_string();
        let to = visitor.address(&meant.base(), &[answers, interpreter, ("date", &date)]);
        (say.with("watch-already", &[("when", &say.when(at, app.engine.now()))]), to)
    });
    let mut title = say.t("watch-title");
    if !beside.mistakes.is_empty() {
        title = format!("{}: {title}", say.t("booking-mistakes-title"));
    }
    let shown = WatchPage {
        around: Around::on(app, visitor.aids.surface(), &[], visitor.language.clone(), title, "").of(setup),
        shell,
        answered,
        summary: None,
        form_to: visitor.address(&path, &pairs),
        command_id: new_command_id()?,
        lead: say.count("watch-lead", usize::from(OFFER_MINUTES)),
        mistakes: beside.mistakes.iter().map(|m| Shown { field: m.field, text: say.t(m.message) }).collect(),
        notice: beside.notice.map(|message| say.t(message)),
        already,
        first,
        last,
        weekdays: open_on(meant).days().map(weekday).collect(),
        parts: PARTS.into_iter().map(|(value, message, ..)| part((value, message))).collect(),
        asks: Wanted {
            phone: ways.contains(&Channel::Sms),
            email: ways.contains(&Channel::Email),
            name_max: NAME_CHARS_MAX,
            phone_max: PHONE_CHARS_MAX,
            email_max: EMAIL_LENGTH_MAX,
        },
        typed,
    };
    html(&shown).map(|response| crate::ticket::not_to_be_found(beside.status, response))
}

const NOON: Time = time(12, 0, 0, 0);

/// The parts of the day: their values, texts, and bounds.
const PARTS: [(&str, &str, Option<Time>, Option<Time>); 3] = [
    ("any", "watch-part-any", None, None),
    ("morning", "watch-part-morning", None, Some(NOON)),
    ("afternoon", "watch-part-afternoon", Some(NOON), None),
];

/// When she can, or what is wrong with it.
fn watched(typed: &Typed, (first, last): (Date, Date), wrong: &mut Vec<Mistake>) -> Option<Watched> {
    let mut mistake = |field, message| wrong.push(Mistake { field, message });
    let from = read_date(&typed.from).filter(|date| *date <= last);
    if from.is_none() {
        mistake("from", "watch-mistake-from");
    }
    // Who waited on the page over midnight means from now on.
    let from = from.map(|date| date.max(first));
    let to = read_date(&typed.to);
    match (from, to) {
        (_, None) => mistake("to", "watch-mistake-to"),
        (Some(from), Some(to)) if to < from => mistake("to", "watch-mistake-order"),
        (_, Some(to)) if last < to => mistake("to", "watch-mistake-far"),
        _ => {}
    }
    let day = |text: &String| Weekday::from_monday_one_offset(text.parse().ok()?).ok();
    let weekdays: Weekdays = typed.days.iter().filter_map(day).collect();
    if weekdays.is_empty() {
        mistake("days", "watch-mistake-days");
    }
    let meets = |from: Date, to: Date| {
        std::iter::successors(Some(from), |date| date.tomorrow().ok())
            .take_while(|date| *date <= to)
            .take(7)
            .any(|date| weekdays.has(date.weekday()))
    };
    if let (Some(from), Some(to)) = (from, to)
        && from <= to
        && !weekdays.is_empty()
        && !meets(from, to)
    {
        mistake("days", "watch-mistake-never");
    }
    let part = PARTS.into_iter().find(|(value, ..)| *value == typed.part).unwrap_or(PARTS[0]);
    wrong.is_empty().then_some(())?;
    Some(Watched { from: from?, to: to?, weekdays, earliest: part.2, before: part.3 })
}

/// Who she is, or what is wrong with it: she must be reached by a way that somebody carries.
fn who(typed: &Typed, ways: &[Channel], today: Date, wrong: &mut Vec<Mistake>) -> Person {
    let Typed { name, phone, email, .. } = typed;
    let read = person::read(Raw { name, phone, email, ..Raw::default() }, today);
    let before = wrong.len();
    if name.is_empty() {
        wrong.push(Mistake { field: "name", message: "booking-mistake-name" });
    }
    let read = read.map_err(|mistakes| {
        wrong.extend(mistakes.iter().map(|m| Mistake { field: m.field(), message: m.message() }));
    });
    let person = read.unwrap_or_default();
    let nothing_given = phone.trim().is_empty() && email.trim().is_empty();
    if nothing_given || (wrong.len() == before && told_by(&person, ways).is_empty()) {
        let field = if ways.contains(&Channel::Sms) { "phone" } else { "email" };
        wrong.push(Mistake { field, message: "watch-mistake-reach" });
    }
    // She asks to be told: that is what a wish is.
    Person { told: true, ..person }
}

/// By which of these ways she can be told.
pub(crate) fn told_by(person: &Person, ways: &[Channel]) -> Vec<Channel> {
    let given = |way: &Channel| match way {
        Channel::Sms => person.phone.is_some(),
        Channel::Email => person.email.is_some(),
    };
    ways.iter().copied().filter(given).collect()
}

pub(super) async fn submit(
    _: Anyone,
    State(app): State<AppState>,
    mut visitor: Visitor,
    Path((_, service, mode)): WatchPath,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let meant = match meant(&app, &mut visitor, &service, &mode)? {
        Ok(meant) => meant,
        Err(to) => return Ok(see_other(&to)),
    };
    let Form { body: typed, command_id, fingerprint } = form;
    if typed.step == KEEP {
        return page(&app, &visitor, &meant, typed, &Beside::default());
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !typed.website.is_empty() {
        let typed = Typed { website: String::new(), ..typed };
        let beside = Beside { status: unprocessable, notice: Some("booking-trapped"), ..Beside::default() };
        return page(&app, &visitor, &meant, typed, &beside);
    }
    let zone = &meant.choice.place.setup.time_zone;
    let (ways, today) = (app.engine.ways_to_tell(), app.engine.now().date(zone));
    let mut mistakes = Vec::new();
    let when = watched(&typed, bounds(&app, &meant), &mut mistakes);
    let person = who(&typed, &ways, today, &mut mistakes);
    let Some(when) = when.filter(|_| mistakes.is_empty()) else {
        return page(&app, &visitor, &meant, typed, &Beside { status: unprocessable, mistakes, ..Beside::default() });
    };
    if let Some(at) = already_free(&app, &meant, &when).await? {
        return page(&app, &visitor, &meant, typed, &Beside { already: Some(at), ..Beside::default() });
    }
    if let Err(problem) = app.gates.booking(visitor.peer) {
        let beside = Beside { status: problem.status(), notice: Some("booking-too-many-tries"), ..Beside::default() };
        return page(&app, &visitor, &meant, typed, &beside);
    }
    let visit =
        visit_id_of(blake3::keyed_hash(&app.watch_key, &[command_id.as_bytes(), &fingerprint].concat()).as_bytes());
    let wish = WatchWish {
        centre: meant.choice.place.centre.clone(),
        service: meant.choice.service.clone(),
        mode: meant.mode,
        when,
        language: visitor.language.clone(),
        chosen: chosen(&meant.choice.given, meant.choice.interpreter),
        ways: told_by(&person, &ways),
        made_at: app.engine.now(),
    };
    let limit = person.limit(&app.vault, visit, &meant.choice.service, meant.bookable.open_max, today);
    if app.engine.is_over(limit).await.map_err(|error| Problem::from_engine(&error, None))? {
        let status = StatusCode::CONFLICT;
        let beside = Beside { status, notice: Some("watch-has-booked"), ..Beside::default() };
        return page(&app, &visitor, &meant, typed, &beside);
    }
    let new = new_watch(&app, visit, origin_of(&app, &visitor.peer.to_string()), wish, &person)?;
    let entered = app.engine.watch(new, BY).await.map_err(|error| Problem::from_engine(&error, None))?;
    match refusal(entered) {
        None => Ok(see_other(&visitor.address(&format!("/watch/{}", app.links.key(visit)), &[]))),
        Some(notice) => {
            let beside = Beside { status: StatusCode::TOO_MANY_REQUESTS, notice: Some(notice), ..Beside::default() };
            page(&app, &visitor, &meant, typed, &beside)
        }
    }
}

/// What a limit means to a citizen; none where she waits now.
fn refusal(entered: WatchEntered) -> Option<&'static str> {
    match entered {
        WatchEntered::Entered | WatchEntered::Known => None,
        WatchEntered::TooManyOfPerson => Some("watch-too-many-yours"),
        WatchEntered::TooManyOfOrigin | WatchEntered::TooManyOfCentre => Some("watch-too-many"),
    }
}

/// The first time that can be had at once and is one of those that she waits for.
async fn already_free(app: &AppState, meant: &Meant, when: &Watched) -> Result<Option<domain::time::Instant>, Problem> {
    let place = &meant.choice.place;
    let plan = Plan::of(&place.centre, &meant.choice.service, meant.mode, &meant.bookable, None);
    let days = plan.days(app, when.from, when.to).await?;
    let earliest = app.engine.now().plus_minutes(OFFER_LEAD_MINUTES);
    let wanted = |at: &domain::time::Instant| earliest <= *at && when.wants(*at, &place.setup.time_zone);
    Ok(days.iter().flat_map(engine::DaySlots::slots).map(|slot| slot.starts_at).find(wanted))
}

/// What else was chosen on the way, as its addresses have it.
pub(crate) fn chosen(given: &[Given], interpreter: bool) -> String {
    let interpreter = if interpreter { YES } else { "" };
    let answers: Vec<String> = given.iter().map(|given| format!("{}:{}", given.question, given.answer)).collect();
    let answers = answers.join(",");
    let all = [(ANSWERS, answers.as_str()), (INTERPRETER, interpreter)];
    let given: Vec<&(&str, &str)> = all.iter().filter(|(_, value)| !value.is_empty()).collect();
    serde_html_form::to_string(&given).unwrap_or_default()
}

/// From where somebody asks: a keyed hash, which nobody can undo.
pub(crate) fn origin_of(app: &AppState, address: &str) -> [u8; 32] {
    *blake3::keyed_hash(&app.watch_key, format!("from {address}").as_bytes()).as_bytes()
}

/// A wish with whose it is, sealed.
///
/// # Errors
/// A [`Problem`] where it cannot be sealed.
pub(crate) fn new_watch(
    app: &AppState,
    visit: domain::ids::VisitId,
    origin: [u8; 32],
    wish: WatchWish,
    person: &Person,
) -> Result<NewWatch, Problem> {
    let change = person.change(&app.vault, visit, &wish.centre, wish.when.to)?;
    let hashes = person.limit(&app.vault, visit, &wish.service, 0, wish.when.from).hashes;
    Ok(NewWatch { visit, origin, wish, person: change, hashes })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const BOUNDS: (Date, Date) = (date(2026, 3, 2), date(2026, 6, 1));

    fn typed(from: &str, to: &str, days: &[&str], part: &str) -> Typed {
        let days = days.iter().map(|day| (*day).to_owned()).collect();
        Typed { from: from.to_owned(), to: to.to_owned(), days, part: part.to_owned(), ..Typed::default() }
    }

    fn wrong(typed: &Typed) -> Vec<(&'static str, &'static str)> {
        let mut wrong = Vec::new();
        let read = watched(typed, BOUNDS, &mut wrong);
        assert_eq!(read.is_none(), !wrong.is_empty());
        wrong.iter().map(|m| (m.field, m.message)).collect()
    }

    #[test]
    fn any_tuesday_before_the_20th_is_understood() {
        let tuesdays = typed("2026-03-02", "2026-03-19", &["2"], "morning");
        let read = watched(&tuesdays, BOUNDS, &mut Vec::new()).expect("it is understood");
        assert_eq!((read.from, read.to), (date(2026, 3, 2), date(2026, 3, 19)));
        assert_eq!(read.weekdays.days().collect::<Vec<_>>(), [Weekday::Tuesday]);
        assert_eq!((read.earliest, read.before), (None, Some(NOON)));
    }

    #[test]
    fn what_cannot_be_is_said_beside_its_field_all_at_once() {
        assert_eq!(
            wrong(&typed("", "30/2", &[], "any")),
            [("from", "watch-mistake-from"), ("to", "watch-mistake-to"), ("days", "watch-mistake-days")]
        );
        assert_eq!(wrong(&typed("2026-03-10", "2026-03-09", &["1"], "")), [("to", "watch-mistake-order")]);
        assert_eq!(wrong(&typed("2026-03-10", "2026-06-02", &["1"], "")), [("to", "watch-mistake-far")]);
        assert_eq!(wrong(&typed("2026-06-02", "2026-06-02", &["8"], "")).len(), 3);
        assert_eq!(wrong(&typed("2026-02-01", "2026-03-02", &["1"], "")), [], "from now on, then");
        assert_eq!(wrong(&typed("2026-03-06", "2026-03-08", &["1"], "")), [("days", "watch-mistake-never")]);
    }

    #[test]
    fn whoever_waits_can_be_told_by_a_way_that_somebody_carries() {
        let fields = |phone: &str, email: &str, ways: &[Channel]| {
            let typed =
                Typed { name: "Bo".to_owned(), phone: phone.to_owned(), email: email.to_owned(), ..Typed::default() };
            let mut wrong = Vec::new();
            who(&typed, ways, BOUNDS.0, &mut wrong);
            wrong.iter().map(|m| (m.field, m.message)).collect::<Vec<_>>()
        };
        let both = [Channel::Sms, Channel::Email];
        assert_eq!(fields("20000000", "", &both), []);
        assert_eq!(fields("", "bo@example.org", &both), []);
        assert_eq!(fields("", "", &both), [("phone", "watch-mistake-reach")]);
        assert_eq!(fields("", "bo@example.org", &[Channel::Sms]), [("phone", "watch-mistake-reach")]);
        assert_eq!(fields("12", "", &both), [("phone", "booking-mistake-phone")]);
    }
}
