//! A desk as the page shows it: every part in words, made from the view of the domain. Nothing here decides what may be
//! pressed; it shows what the domain says would come of it.

mod appointments;
mod citizen;
mod next;
mod pop_ups;

use domain::counter::{CardState, Colleague, Counter, ParkedLine, QueueLine, UndoLast, WaitingLine};
use domain::day::Press;
use domain::hall::QueueStatus;
use domain::ids::EmployeeId;
use domain::time::Instant;

pub(super) use appointments::{Appointments, mode_icon, stands};
pub(super) use citizen::Citizen;
pub(super) use next::NextCard;
pub(super) use pop_ups::{Toast, first_of, toasts};

use super::asked::Links;
use super::say::Say;
use crate::signs::Markup;

/// The most visits that are listed as set aside or sent on to her; the rest are counted.
const ASIDE_MAX: usize = 20;

/// The width and height of a queue's bar, in pixels.
const BAR: (f64, f64) = (226.0, 16.0);

/// A desk as the page shows it.
pub(in crate::counter) struct Board {
    pub(in crate::counter) desk: String,
    pub(in crate::counter) desk_name: String,
    pub(in crate::counter) paused: Option<String>,
    pub(in crate::counter) next: NextCard,
    pub(in crate::counter) here: Option<Citizen>,
    pub(in crate::counter) mine: Vec<QueueRow>,
    /// Which these are, in one sentence, told when they change.
    pub(in crate::counter) queues_now: String,
    pub(in crate::counter) others: Vec<(char, String, u32)>,
    pub(in crate::counter) aside: Vec<AsideRow>,
    pub(in crate::counter) aside_more: Option<String>,
    /// How many were set aside in queues that are not hers.
    pub(in crate::counter) aside_elsewhere: Option<String>,
    /// The parked ones in one short line, for the narrow window.
    pub(in crate::counter) aside_short: String,
    /// Her booked times of today; none where nothing can be booked here.
    pub(in crate::counter) appointments: Option<Appointments>,
    pub(in crate::counter) colleagues: Vec<ColleagueRow>,
    pub(in crate::counter) undo: Option<UndoBar>,
    /// Whether her own silent alarm is on, and who comes.
    pub(in crate::counter) alarm: Option<String>,
    pub(in crate::counter) waiting_sheet: String,
    /// Changes when another citizen is at the desk.
    pub(in crate::counter) card_key: String,
}

/// A queue that she serves.
pub(in crate::counter) struct QueueRow {
    pub(in crate::counter) id: String,
    pub(in crate::counter) letter: char,
    pub(in crate::counter) name: String,
    pub(in crate::counter) against_target: String,
    pub(in crate::counter) longest: String,
    pub(in crate::counter) over: bool,
    pub(in crate::counter) bar: Markup,
    pub(in crate::counter) waiting: u32,
    pub(in crate::counter) status: Option<String>,
}

/// A visit that was set aside, or sent on to her.
pub(in crate::counter) struct AsideRow {
    pub(in crate::counter) visit: String,
    pub(in crate::counter) letter: char,
    pub(in crate::counter) count: u16,
    pub(in crate::counter) text: String,
    /// Whether it can be called in by a press; one that waits for her is called by the rule.
    pub(in crate::counter) resumes: bool,
    pub(in crate::counter) sheet: String,
}

/// A colleague at a desk.
pub(in crate::counter) struct ColleagueRow {
    pub(in crate::counter) id: String,
    pub(in crate::counter) initials: String,
    pub(in crate::counter) name: String,
    pub(in crate::counter) desk: String,
    pub(in crate::counter) letters: Vec<char>,
    pub(in crate::counter) state: String,
    pub(in crate::counter) state_class: &'static str,
}

/// The last press that can be taken back.
pub(in crate::counter) struct UndoBar {
    pub(in crate::counter) visit: String,
    pub(in crate::counter) text: String,
    pub(in crate::counter) until: i64,
    pub(in crate::counter) left: String,
}

impl Board {
    pub(in crate::counter) fn of(
        seen: &Counter,
        employee: &EmployeeId,
        now: Instant,
        say: Say<'_>,
        links: &Links,
    ) -> Self {
        let aside = aside(seen, now, say, links);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let own = seen.parked.iter().filter(|line| is_own(seen, line)).count();
        let more = count(own + sent_to(seen).count() - aside.len()).saturating_add(seen.for_me_more);
        let elsewhere = count(seen.parked.len() - own).saturating_add(seen.parked_more);
        let short: Vec<String> = aside.iter().take(4).map(|row| format!("{} {}", row.letter, row.count)).collect();
        let alarm = seen.alarms.iter().find(|alarm| alarm.desk == seen.desk);
        Self {
            desk: seen.desk.to_string(),
            desk_name: say.desk(&seen.desk),
            paused: seen.paused.then(|| paused(seen, say)),
            next: NextCard::of(seen, employee, say),
            here: seen.here.as_ref().map(|here| Citizen::of(here, now, say, links)),
            mine: mine(&seen.mine, say),
            queues_now: queues_now(&seen.mine, say),
            others: seen
                .others
                .iter()
                .filter(|q| q.waiting > 0)
                .map(|q| (q.letter.as_char(), say.queue(&q.queue), q.waiting))
                .collect(),
            aside,
            aside_more: (more > 0).then(|| say.tell("counter-more", [("count", more.into())])),
            aside_elsewhere: (elsewhere > 0)
                .then(|| say.tell("counter-aside-elsewhere", [("count", elsewhere.into())])),
            aside_short: short.join(", "),
            appointments: Appointments::of(seen, now, say, links),
            colleagues: seen.colleagues.iter().map(|c| colleague(c, say)).collect(),
            undo: seen.undo_last.as_ref().map(|undo| undo_bar(undo, now, say)),
            alarm: alarm.map(|alarm| match &alarm.call.taken_by {
                Some(by) => say.tell("counter-alarm-own-taken", [("name", say.employee(by).into())]),
                None => say.t("counter-alarm-own-on"),
            }),
            waiting_sheet: links.to("waiting"),
            card_key: seen.here.as_ref().map_or_else(String::new, |here| here.visit.to_string()),
        }
    }

    /// The words with their number.
    pub(in crate::counter) fn aside_count(&self) -> usize {
        self.aside.len()
    }
}

fn paused(seen: &Counter, say: Say<'_>) -> String {
    match seen.paused_until {
        Some(until) => say.tell("counter-paused-until", [("time", say.clock(until).into())]),
        None => say.t("counter-paused"),
    }
}

fn queues_now(lines: &[QueueLine], say: Say<'_>) -> String {
    let letters: Vec<String> = lines.iter().map(|line| line.letter.to_string()).collect();
    say.tell("counter-queues-now", [("queues", say.list(&letters).into())])
}

/// All bars are on one scale, so that they can be compared.
fn mine(lines: &[QueueLine], say: Say<'_>) -> Vec<QueueRow> {
    let scale = lines.iter().map(|line| u32::from(line.target_minutes)).max().unwrap_or(1).max(1) * 90;
    lines.iter().map(|line| queue_row(line, scale, say)).collect()
}

fn queue_row(line: &QueueLine, scale_seconds: u32, say: Say<'_>) -> QueueRow {
    let target = u32::from(line.target_minutes);
    let (minutes, over) = (line.longest_wait_seconds / 60, line.longest_wait_seconds > target * 60);
    let status = match line.status {
        QueueStatus::Open => None,
        QueueStatus::ClosedByHours | QueueStatus::ClosedByManager => Some("counter-queue-closed"),
        QueueStatus::Full => Some("counter-queue-full"),
        QueueStatus::Paused => Some("counter-queue-held"),
        QueueStatus::DayClosed => Some("counter-queue-day-closed"),
    };
    QueueRow {
        id: line.queue.to_string(),
        letter: line.letter.as_char(),
        name: say.queue(&line.queue),
        against_target: say.tell("counter-against-target", [("minutes", minutes.into()), ("target", target.into())]),
        longest: say.span(line.longest_wait_seconds),
        over,
        bar: bar(line.longest_wait_seconds, target * 60, scale_seconds, over),
        waiting: line.waiting,
        status: status.map(|message| say.t(message)),
    }
}

/// The longest wait on a line, with a tick at the target. The same stands in words beside it.
fn bar(seconds: u32, target: u32, scale: u32, over: bool) -> Markup {
    let (width, height) = BAR;
    let place = |seconds: u32| (f64::from(seconds) / f64::from(scale.max(1))).clamp(0.0, 1.0) * width;
    let (fill, tick) = (place(seconds), place(target).min(width - 2.0));
    let class = if over { "bar-fill over" } else { "bar-fill" };
    Markup(format!(
        r#"<svg class="bar" viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-track" y="4" width="{width}" height="8" rx="4"/><rect class="{class}" y="4" width="{fill:.1}" height="8" rx="4"/><rect class="bar-tick" x="{:.1}" width="2" height="{height}"/></svg>"#,
        tick - 1.0
    ))
}

/// First those sent on to her, then those set aside in her queues or by her.
fn aside(seen: &Counter, now: Instant, say: Say<'_>, links: &Links) -> Vec<AsideRow> {
    let sent = sent_to(seen).map(|line| sent_on(line, now, say, links));
    let parked = seen.parked.iter().filter(|line| is_own(seen, line)).map(|line| parked(line, now, say, links));
    sent.chain(parked).take(ASIDE_MAX).collect()
}

/// Those that a colleague sent on to her: her own appointments are meant for her too, and stand in their own list.
fn sent_to(seen: &Counter) -> impl Iterator<Item = &WaitingLine> {
    let is_hers = |line: &&WaitingLine| seen.appointments.iter().any(|booked| booked.visit == line.visit);
    seen.for_me.iter().filter(move |line| !is_hers(line))
}

/// Whether one was set aside in her queues, or by her.
fn is_own(seen: &Counter, line: &ParkedLine) -> bool {
    seen.queues.contains(&line.queue) || (line.parked_by.is_some() && line.parked_by == seen.employee)
}

fn sent_on(line: &WaitingLine, now: Instant, say: Say<'_>, links: &Links) -> AsideRow {
    let from = match (&line.from_centre, &line.from_employee) {
        (Some(centre), _) => Some(centre.to_string()),
        (None, Some(employee)) => Some(say.employee(employee)),
        (None, None) => None,
    };
    let (services, ago) = (say.services(&line.services), say.ago(line.since, now));
    let text = match from {
        Some(from) => {
            let values = [("from", from.into()), ("services", services.into()), ("ago", ago.into())];
            say.tell("counter-sent-on-from", values)
        }
        None => say.tell("counter-sent-on", [("services", services.into()), ("ago", ago.into())]),
    };
    row(line.visit, line.number, text, false, links)
}

fn parked(line: &ParkedLine, now: Instant, say: Say<'_>, links: &Links) -> AsideRow {
    let services = say.services(&line.services);
    let text = if let (CardState::Missed, Some(ends)) = (line.state, line.ends_at) {
        say.tell("counter-missed-line", [("services", services.into()), ("time", say.clock(ends).into())])
    } else {
        let span = say.span(u32::try_from(now.seconds_since(line.since)).unwrap_or(u32::MAX));
        say.tell("counter-parked-line", [("services", services.into()), ("span", span.into())])
    };
    row(line.visit, line.number, text, true, links)
}

fn row(
    visit: domain::ids::VisitId,
    number: domain::ids::Number,
    text: String,
    resumes: bool,
    links: &Links,
) -> AsideRow {
    let visit = visit.to_string();
    let sheet = links.about("visit", "visit", &visit);
    AsideRow { visit, letter: number.letter.as_char(), count: number.count, text, resumes, sheet }
}

fn colleague(colleague: &Colleague, say: Say<'_>) -> ColleagueRow {
    let (state, state_class) = match (colleague.paused, colleague.busy) {
        (_, true) => ("counter-colleague-busy", "busy"),
        (true, false) => ("counter-colleague-paused", "paused"),
        (false, false) => ("counter-colleague-free", "free"),
    };
    ColleagueRow {
        id: colleague.desk.to_string(),
        initials: say.initials(&colleague.employee),
        name: say.employee(&colleague.employee),
        desk: say.desk(&colleague.desk),
        letters: colleague.queues.iter().filter_map(|queue| say.queue_letter(queue)).collect(),
        state: say.t(state),
        state_class,
    }
}

fn undo_bar(undo: &UndoLast, now: Instant, say: Say<'_>) -> UndoBar {
    let message = match undo.can.press {
        Press::Call => "counter-undo-call",
        Press::Start => "counter-undo-start",
        Press::Finish => "counter-undo-finish",
        Press::Miss => "counter-undo-miss",
        Press::Park => "counter-undo-park",
        Press::Transfer => "counter-undo-transfer",
        Press::Return => "counter-undo-return",
        Press::Cancel | Press::GiveUp => "counter-undo-cancel",
        Press::CheckIn => "counter-undo-check-in",
        Press::Here => "counter-undo-here",
        Press::Delay => "counter-undo-delay",
        Press::Rebook => "counter-undo-rebook",
        Press::Unanswer => "counter-undo-unanswer",
        Press::MoveForward => "counter-undo-move-forward",
    };
    let number = ("number", undo.number.to_string().into());
    let text = match undo.ended {
        Some(ended) if undo.can.press == Press::Call => {
            say.tell("counter-undo-finish-and-call", [number, ("ended", ended.to_string().into())])
        }
        _ => say.tell(message, [number]),
    };
    UndoBar {
        visit: undo.visit.to_string(),
        text,
        until: undo.can.until.as_millis(),
        left: citizen::stopwatch(u32::try_from(undo.can.until.seconds_since(now)).unwrap_or(u32::MAX)),
    }
}
