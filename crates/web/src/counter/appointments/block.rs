//! Keeping time free, and opening it again: an employee her own, a manager anybody's. Over several days it is one block for each
//! of them, under one name. What is booked in it stays booked, and is listed with what can be done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::command::{Action, BlockKind};
use domain::counter::{AppointmentLine, Stands, Whose as LinesOf, appointments};
use domain::day::Day;
use domain::ids::{BlockId, EmployeeId};
use domain::refusal::Refusal;
use domain::time::Instant;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::here::{Here, Top, made_of, part_of, with_status};
use super::lines::{ends_at, kind_message};
use super::one::when;
use super::page;
use super::series::read_time;
use super::what::Choice;
use super::who::Mistake;
use crate::api::command::Personal;
use crate::api::path::read_date;
use crate::authority::Employee;
use crate::counter::asked::Asked;
use crate::counter::press::Answer;
use crate::form::{Form, new_command_id};
use crate::frame::see_other;
use crate::pages::{Around, html};
use crate::problem::Problem;
use crate::route::Route;
use crate::state::AppState;

/// The most days that are kept free at once.
const BLOCK_DAYS_MAX: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/counter/{centre}/appointments/block", show)
            .does("Asks which time is to be kept free, and lists what is booked in it.")
            .page(),
        Route::post("/counter/{centre}/appointments/block", submit).does("Keeps time free of appointments.").page(),
        Route::post("/counter/{centre}/appointments/unblock", unblock)
            .does("Time that was kept free can be booked again.")
            .page(),
    ]
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
struct Wish {
    employee: String,
    from_date: String,
    from: String,
    to_date: String,
    to: String,
    kind: String,
}

#[derive(Template)]
#[template(path = "counter/appointments/block.html")]
struct BlockPage<'a> {
    around: Around<'a>,
    top: Top,
    wish: Wish,
    employees: Vec<Choice>,
    kinds: Vec<Choice>,
    mistakes: Vec<Mistake>,
    notice: Option<String>,
    /// What was done, and what is booked in it.
    done: Option<Done>,
    to: String,
    back: String,
    command_id: String,
}

/// Time that is kept free now.
struct Done {
    said: String,
    booked: Vec<Booked>,
}

/// A booked time that lies in it.
struct Booked {
    visit: String,
    number: String,
    when: String,
    services: String,
    sheet: String,
    to_move: Option<String>,
    to_cancel: Option<String>,
}

impl BlockPage<'_> {
    /// From when to when: name, type, label, what is typed.
    fn fields(&self) -> [(&'static str, &'static str, &'static str, &str); 4] {
        let wish = &self.wish;
        [
            ("from_date", "date", "appts-from-date", wish.from_date.as_str()),
            ("from", "time", "appts-from", wish.from.as_str()),
            ("to_date", "date", "appts-to-date", wish.to_date.as_str()),
            ("to", "time", "appts-to", wish.to.as_str()),
        ]
    }

    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }
}

/// Time to be kept free, as far as it can be read.
struct Stretch {
    employee: EmployeeId,
    from: Instant,
    to: Instant,
    kind: BlockKind,
}

async fn show(who: Employee, State(app): State<AppState>, mut asked: Asked) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let mut own = |name| asked.query.take(name).map(Option::unwrap_or_default);
    let wish = Wish {
        employee: own("employee")?,
        from_date: own("from_date")?,
        from: own("from")?,
        to_date: own("to_date")?,
        to: own("to")?,
        kind: own("kind")?,
    };
    let is_done = own("done")? == "blocked";
    let done = match stretch(&here, &wish).ok().filter(|_| is_done) {
        Some(stretch) => Some(done(&here, &stretch).await?),
        None => None,
    };
    blank(&here, wish, done)
}

/// The page as it is first shown.
fn blank(here: &Here, wish: Wish, done: Option<Done>) -> Answer {
    render(here, wish, StatusCode::OK, (Vec::new(), None), done)
}

fn render(
    here: &Here,
    wish: Wish,
    status: StatusCode,
    (mistakes, notice): (Vec<Mistake>, Option<String>),
    done: Option<Done>,
) -> Result<Response, Problem> {
    let say = here.say();
    let may = |employee: &&EmployeeId| here.who.employee(Some((*employee).clone())).is_ok();
    let own = here.own();
    let chosen = EmployeeId::new(&wish.employee).ok().or(own);
    let employee =
        |id: &EmployeeId| Choice { value: id.to_string(), text: say.employee(id), chosen: chosen.as_ref() == Some(id) };
    let mut employees: Vec<Choice> = here.who.setup.employees.keys().filter(may).map(employee).collect();
    employees.sort_by(|a, b| a.text.cmp(&b.text));
    let kind = |kind: BlockKind| Choice {
        value: kind_name(kind).to_owned(),
        text: here.t(kind_message(kind)),
        chosen: read_kind(&wish.kind) == kind,
    };
    let title = here.t("appts-block");
    let title = if mistakes.is_empty() { title } else { format!("{}: {title}", here.t("booking-mistakes-title")) };
    let page = BlockPage {
        around: here.around(title),
        top: here.top("appointments/block"),
        employees,
        kinds: BlockKind::ALL.into_iter().map(kind).collect(),
        mistakes,
        notice,
        done,
        to: here.to("appointments/block"),
        back: here.back(),
        command_id: new_command_id()?,
        wish,
    };
    Ok(with_status(status, html(&page)?))
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Meeting => "meeting",
        BlockKind::Leave => "leave",
        BlockKind::Other => "other",
    }
}

fn read_kind(name: &str) -> BlockKind {
    BlockKind::ALL.into_iter().find(|kind| kind_name(*kind) == name).unwrap_or(BlockKind::Meeting)
}

/// What is to be kept free.
///
/// # Errors
/// What cannot be read, by its field.
fn stretch(here: &Here, wish: &Wish) -> Result<Stretch, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut wrong = |field: &str, message: &str| mistakes.push(Mistake::of(field, here.t(message)));
    let named = EmployeeId::new(&wish.employee).ok().or_else(|| here.own());
    let employee = named.filter(|employee| here.who.setup.employees.contains_key(employee));
    let employee = employee.filter(|employee| here.who.employee(Some(employee.clone())).is_ok());
    if employee.is_none() {
        wrong("employee", "appts-mistake-employee");
    }
    let (from_date, to_date) = (read_date(&wish.from_date), read_date(&wish.to_date));
    let (from, to) = (read_time(&wish.from), read_time(&wish.to));
    for (field, missing, message) in [
        ("from_date", from_date.is_none(), "appts-mistake-date"),
        ("from", from.is_none(), "appts-mistake-time"),
        ("to_date", to_date.is_none(), "appts-mistake-date"),
        ("to", to.is_none(), "appts-mistake-time"),
    ] {
        if missing {
            wrong(field, message);
        }
    }
    let at = |date: Option<Date>, time: Option<jiff::civil::Time>| Some(date?.to_datetime(time?));
    if let (Some(from), Some(to)) = (at(from_date, from), at(to_date, to)) {
        if from >= to {
            wrong("to", "appts-mistake-order");
        } else if days_of(from, to).len() > BLOCK_DAYS_MAX {
            wrong("to_date", "appts-mistake-days");
        }
    }
    match (employee, at(from_date, from), at(to_date, to)) {
        (Some(employee), Some(from), Some(to)) if mistakes.is_empty() => {
            let instant = |at: DateTime| Instant::from_civil(at, &here.who.setup.time_zone);
            Ok(Stretch { employee, from: instant(from), to: instant(to), kind: read_kind(&wish.kind) })
        }
        _ => Err(mistakes),
    }
}

/// The days that a stretch lies on; one more than may be, where there are more.
fn days_of(from: DateTime, to: DateTime) -> Vec<Date> {
    let last =
        if to.time() == jiff::civil::Time::midnight() { to.date().yesterday().unwrap_or(to.date()) } else { to.date() };
    let days = std::iter::successors(Some(from.date()), |date| date.tomorrow().ok());
    days.take_while(|date| *date <= last).take(BLOCK_DAYS_MAX + 1).collect()
}

/// What of the stretch lies on each of its days.
fn pieces(here: &Here, stretch: &Stretch) -> Vec<(Date, Instant, Instant)> {
    let zone = &here.who.setup.time_zone;
    let piece = |date: Date| {
        let begins = Instant::start_of(date, zone);
        let ends = Instant::start_of(date.tomorrow().unwrap_or(date), zone);
        (date, stretch.from.max(begins), stretch.to.min(ends))
    };
    let days = days_of(stretch.from.civil(zone), stretch.to.civil(zone));
    days.into_iter().map(piece).filter(|(_, from, to)| from < to).collect()
}

/// What is booked in it: it stays booked.
async fn done(here: &Here, stretch: &Stretch) -> Result<Done, Problem> {
    let mut booked = Vec::new();
    for (date, from, to) in pieces(here, stretch) {
        let look = |day: &Day, _: &_| lines_in(day, &stretch.employee, (from, to));
        let lines = here.app.engine.with_day(&here.stream(date), look).await;
        let lines = lines.map_err(|error| Problem::from_engine(&error, None))?;
        booked.extend(lines.iter().map(|line| line_of(here, date, line)));
    }
    let dates = here.dates();
    let values = [
        ("employee", here.say().employee(&stretch.employee)),
        ("from", dates.moment(stretch.from)),
        ("to", dates.moment(stretch.to)),
    ];
    let values: Vec<(&'static str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(Done { said: dates.with("appts-blocked", &values), booked })
}

fn lines_in(day: &Day, employee: &EmployeeId, (from, to): (Instant, Instant)) -> Vec<AppointmentLine> {
    let (lines, _) = appointments(day, LinesOf::Hers { employee, queues: &[] });
    let within =
        |line: &AppointmentLine| line.starts_at < to && from < ends_at(line).max(line.starts_at.plus_minutes(1));
    lines.into_iter().filter(|line| !matches!(line.stands, Stands::Ended(_)) && within(line)).collect()
}

fn line_of(here: &Here, date: Date, line: &AppointmentLine) -> Booked {
    let visit = line.visit.to_string();
    let looked = here.looked.on(date).pairs();
    let to = |action: &str| format!("{}{looked}", here.links.about(action, "visit", &visit));
    let ahead = line.stands == Stands::Ahead;
    Booked {
        number: line.number.to_string(),
        when: when(here, line),
        services: here.say().services(&line.services),
        sheet: to("appointment"),
        to_move: (ahead && line.starts_at > here.now).then(|| to("appointment/move")),
        to_cancel: ahead.then(|| to("appointment/cancel")),
        visit,
    }
}

async fn submit(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Wish>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let Form { command_id, fingerprint, body: wish } = form;
    let stretch = match stretch(&here, &wish) {
        Ok(stretch) => stretch,
        Err(mistakes) => return render(&here, wish, StatusCode::UNPROCESSABLE_ENTITY, (mistakes, None), None),
    };
    let block = BlockId(made_of(&command_id, &here.who.sender));
    for (date, from, to) in pieces(&here, &stretch) {
        let action = Action::Block { block, employee: stretch.employee.clone(), from, to, kind: stretch.kind };
        let order = (part_of(&command_id, &date.to_string()), fingerprint);
        if let Err(problem) = here.submit(order, date, action, Personal::default()).await {
            if !problem.status().is_client_error() {
                return Err(problem);
            }
            // Sent again it goes on where it stopped.
            let text = here.dates().with(
                "appts-block-refused",
                &[("date", &here.dates().date_within(date)), ("why", &here.words_of(&problem))],
            );
            return render(&here, wish, problem.status(), (Vec::new(), Some(text)), None);
        }
    }
    let pairs = [
        ("employee", stretch.employee.as_str()),
        ("from_date", &wish.from_date),
        ("from", &wish.from),
        ("to_date", &wish.to_date),
        ("to", &wish.to),
        ("kind", &wish.kind),
        ("done", "blocked"),
    ];
    let looked = here.looked.on(stretch.from.date(&here.who.setup.time_zone)).pairs();
    let query = serde_html_form::to_string(pairs).unwrap_or_default();
    Ok(see_other(&format!("{}{looked}&{query}", here.links.to("appointments/block"))))
}

/// Which block of which day is opened again.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Which {
    block: BlockId,
    on: Date,
    /// `all` where the block of every other day under the same name is, too.
    #[serde(default)]
    scope: String,
}

async fn unblock(who: Employee, State(app): State<AppState>, mut asked: Asked, form: Form<Which>) -> Answer {
    let here = Here::read(app, who, &mut asked)?;
    let Which { block, on, scope } = form.body;
    let mut days = vec![on];
    if scope == "all" {
        let all = std::iter::successors(here.today().max(on).tomorrow().ok(), |date| date.tomorrow().ok());
        days.extend(all.take(BLOCK_DAYS_MAX));
    }
    for date in days {
        let stream = here.stream(date);
        let whose = here.app.engine.with_day(&stream, |day, _| day.blocks().get(&block).map(|b| b.employee.clone()));
        let whose = whose.await.map_err(|error| Problem::from_engine(&error, None))?;
        match whose {
            Some(whose) => here.who.employee(Some(whose))?,
            None if date == on => {
                let problem = Problem::refused(&Refusal::UnknownBlock, Some(here.who.setup.clone()));
                return page::refused(&here, &problem).await;
            }
            None => continue,
        };
        let order = (part_of(&form.command_id, &date.to_string()), form.fingerprint);
        if let Err(problem) = here.submit(order, date, Action::Unblock { block }, Personal::default()).await {
            return page::refused(&here, &problem).await;
        }
    }
    Ok(see_other(&format!("{}&done=opened", here.page_of(&here.looked))))
}
