//! A day as a list: what is booked, what is kept free, and what is free between, in the order of their times.

use std::collections::BTreeSet;

use domain::command::{BlockKind, Mode};
use domain::counter::{AppointmentLine, Stands, Whose as LinesOf, appointments};
use domain::day::{Block, Day};
use domain::ids::{BlockId, QueueId, VisitId};
use domain::setup::Setup;
use domain::slots::{free, misfits};
use domain::time::Instant;
use jiff::civil::Date;

use super::here::Here;
use super::looked::{View, Whose};
use crate::counter::board::{mode_icon, stands};
use crate::problem::Problem;
use crate::signs::Markup;

/// A day as it is.
pub(super) struct DaySeen {
    pub(super) date: Date,
    pub(super) lines: Vec<AppointmentLine>,
    /// How many booked times there are beyond those that are listed.
    pub(super) more: u32,
    pub(super) blocks: Vec<(BlockId, Block)>,
    /// What is free; of one employee alone, and of what is still to come.
    pub(super) free: Vec<(Instant, Instant)>,
    /// Which of them no longer fit the plan.
    pub(super) misfits: BTreeSet<VisitId>,
}

/// What a row is about.
pub(super) enum Kind {
    Booked {
        visit: String,
        number: String,
        services: String,
        /// Whom it is with, in everybody's list.
        with: Option<String>,
        mode: Mode,
        mode_name: String,
        state: String,
        state_class: &'static str,
        misfit: bool,
        sheet: String,
    },
    Blocked {
        what: String,
        whose: String,
        /// Where the time is opened again, and the hidden fields of that.
        open: Option<Markup>,
        /// Whether it goes on the day after, under the same name.
        goes_on: bool,
    },
    Free {
        to_book: String,
        to_block: String,
    },
}

/// A row of the list.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) starts_at: Instant,
    pub(super) ends_at: Instant,
    pub(super) from: String,
    pub(super) to: String,
    /// The time now, where the clock stands before this one.
    pub(super) now: Option<String>,
    pub(super) kind: Kind,
}

impl Kind {
    pub(super) fn icon(&self) -> Markup {
        match self {
            Self::Booked { mode, .. } => mode_icon(*mode),
            Self::Blocked { .. } => crate::signs::icon("lock"),
            Self::Free { .. } => crate::signs::icon("plus"),
        }
    }
}

/// Asks a day.
///
/// # Errors
/// A [`Problem`] where it cannot be read.
pub(super) async fn look(here: &Here, date: Date) -> Result<DaySeen, Problem> {
    let (whose, now, stream) = (here.looked.whose.clone(), here.now, here.stream(date));
    let asked = here.app.engine.with_day(&stream, |day, setup| seen(day, setup, &whose, now));
    asked.await.map_err(|error| Problem::from_engine(&error, None))
}

fn seen(day: &Day, setup: &Setup, whose: &Whose, now: Instant) -> DaySeen {
    let queues = whose.one().map(|employee| queues_of(day, setup, employee)).unwrap_or_default();
    let lines_of = match whose {
        Whose::All => LinesOf::All,
        Whose::One(employee) => LinesOf::Hers { employee, queues: &queues },
    };
    let (lines, more) = appointments(day, lines_of);
    let is_whose = |block: &Block| whose.one().is_none_or(|employee| block.employee == *employee);
    let blocks = day.blocks().iter().filter(|(_, block)| is_whose(block));
    DaySeen {
        date: day.stream().date,
        lines,
        more,
        blocks: blocks.map(|(id, block)| (*id, block.clone())).collect(),
        free: whose.one().map(|employee| free(setup, day, Some(employee), now)).unwrap_or_default(),
        misfits: misfits(setup, day, now).into_iter().map(|misfit| misfit.visit).collect(),
    }
}

/// The queues whose appointments with nobody by name are also hers: those that she serves at her desk now, else her own; all,
/// where she has none of her own.
fn queues_of(day: &Day, setup: &Setup, employee: &domain::ids::EmployeeId) -> Vec<QueueId> {
    let at_desk = day.desk_of(employee).and_then(|desk| day.desk(desk)).map(|desk| desk.queues.clone());
    let own = || setup.employees.get(employee).map(|known| known.queues.clone()).unwrap_or_default();
    let queues = at_desk.unwrap_or_else(own);
    if queues.is_empty() { setup.queues.keys().cloned().collect() } else { queues }
}

/// The rows of a day, in the order of their times.
pub(super) fn rows(here: &Here, seen: &DaySeen) -> Vec<Row> {
    let booked = seen.lines.iter().map(|line| booked(here, seen, line));
    let blocks = seen.blocks.iter().map(|(id, block)| blocked(here, seen.date, *id, block));
    let free = seen.free.iter().map(|(from, to)| is_free(here, seen.date, *from, *to));
    let mut rows: Vec<Row> = booked.chain(blocks).chain(free).collect();
    rows.sort_by_key(|row| (row.starts_at, row.ends_at));
    if seen.date == here.today()
        && let Some(next) = rows.iter_mut().find(|row| row.starts_at > here.now)
    {
        next.now = Some(here.say().clock(here.now));
    }
    rows
}

fn row(here: &Here, id: String, (starts_at, ends_at): (Instant, Instant), kind: Kind) -> Row {
    let say = here.say();
    Row { id, starts_at, ends_at, from: say.clock(starts_at), to: say.clock(ends_at), now: None, kind }
}

/// When it ends for the citizen; where nobody said, nothing is known but its beginning.
pub(super) fn ends_at(line: &AppointmentLine) -> Instant {
    line.ends_at.unwrap_or(line.starts_at)
}

fn booked(here: &Here, seen: &DaySeen, line: &AppointmentLine) -> Row {
    let say = here.say();
    let visit = line.visit.to_string();
    let (state, state_class) = stands(line, here.now, say);
    let with = line.employee.as_ref().filter(|_| here.looked.whose == Whose::All).map(|with| say.initials(with));
    let looked = here.looked.on(seen.date);
    let kind = Kind::Booked {
        number: line.number.to_string(),
        services: say.services(&line.services),
        with,
        mode: line.mode,
        mode_name: say.mode(line.mode),
        state,
        state_class: if matches!(line.stands, Stands::Ended(_)) && state_class.is_empty() {
            "over"
        } else {
            state_class
        },
        misfit: seen.misfits.contains(&line.visit),
        sheet: format!("{}{}", here.links.about("appointment", "visit", &visit), looked.pairs()),
        visit: visit.clone(),
    };
    row(here, format!("booked-{visit}"), (line.starts_at, ends_at(line)), kind)
}

fn blocked(here: &Here, date: Date, id: BlockId, block: &Block) -> Row {
    let say = here.say();
    let may = here.who.employee(Some(block.employee.clone())).is_ok() && block.to > here.now;
    let hidden = |name: &str, value: &str| format!(r#"<input type="hidden" name="{name}" value="{value}">"#);
    // Opened again and kept free again is another block: the same press on the same one is the same command.
    let key = super::here::part_of(&id.0.to_string(), &format!("open {date}"));
    let open = format!(
        "{}{}{}",
        hidden(crate::form::COMMAND_ID_FIELD, &key),
        hidden("block", &id.0.to_string()),
        hidden("on", &date.to_string())
    );
    let kind = Kind::Blocked {
        what: say.t(kind_message(block.kind)),
        whose: say.employee(&block.employee),
        open: may.then_some(Markup(open)),
        goes_on: block.to == Instant::start_of(date.tomorrow().unwrap_or(date), &here.who.setup.time_zone),
    };
    row(here, format!("block-{}", id.0), (block.from, block.to), kind)
}

/// What a time is kept free for, as a message.
pub(in crate::counter) fn kind_message(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Meeting => "appts-block-meeting",
        BlockKind::Leave => "appts-block-leave",
        BlockKind::Other => "appts-block-other",
    }
}

fn is_free(here: &Here, date: Date, from: Instant, to: Instant) -> Row {
    let looked = Here::to_with;
    let employee = here.looked.whose.as_str();
    let day = date.to_string();
    let (starts, ends) = (time_value(here, from), time_value(here, to));
    let kind = Kind::Free {
        to_book: looked(here, "appointments/new", &[("employee", employee), ("day", &day)]),
        to_block: looked(
            here,
            "appointments/block",
            &[("employee", employee), ("from_date", &day), ("from", &starts), ("to_date", &day), ("to", &ends)],
        ),
    };
    row(here, format!("free-{}", from.as_millis()), (from, to), kind)
}

/// A time of day as fields have it, `09:05`.
pub(super) fn time_value(here: &Here, at: Instant) -> String {
    let civil = here.who.setup.civil(at);
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

/// How many days back and on lead to the same view.
pub(super) fn step(view: View) -> i64 {
    match view {
        View::Day => 1,
        View::Week => 7,
    }
}
