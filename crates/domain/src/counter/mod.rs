//! What one desk sees of its day: who is there, whom it would call, its queues, and what was set aside.
//!
//! Made from the day, the set-up and an instant by [`counter`]; a page adds words. For employees alone: it names
//! colleagues and shows alarms. What can be pressed is judged by [`crate::decide`] itself, so that nothing is offered
//! here that would be refused; nothing here changes anything.

mod appointments;
mod here;
mod lines;
mod usual;

use crate::command::{Actor, Given, Mode};
use crate::day::{Day, Pause, Press};
use crate::event::{MeantFor, Reason, Stop};
use crate::hall::{CallForSomebody, HelpNow, QueueStatus};
use crate::ids::{CentreId, DeskId, EmployeeId, Language, Letter, Number, QueueId, ServiceId, VisitId};
use crate::refusal::Refusal;
use crate::setup::Setup;
use crate::time::Instant;

pub use crate::answer::CardState;
pub use appointments::{APPOINTMENT_LINES_MAX, AppointmentLine, Stands, Whose, appointment, appointments};
pub use usual::{KNOWN_FROM, UsualRange, usual_range};

/// The most waiting visits of its queues that a desk is shown; the rest are counted.
pub const WAITING_LINES_MAX: usize = 60;

/// The most visits that a desk is shown as meant for it, and the most as set aside; the rest are counted.
pub const ASIDE_LINES_MAX: usize = 200;

/// What one desk sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// Which desk.
    pub desk: DeskId,
    /// Who sits there; with nobody there it serves no queue, calls nobody and takes nothing back.
    pub employee: Option<EmployeeId>,
    /// Whether it is on a pause.
    pub paused: bool,
    /// Until when, where that is known.
    pub paused_until: Option<Instant>,
    /// Which queues it serves, as they were chosen.
    pub queues: Vec<QueueId>,
    /// Who is there, or called there.
    pub here: Option<Here>,
    /// What the press of next would do now.
    pub press: NextPress,
    /// Whom the desk would call; also where the press is refused for now. None where no one waits for it.
    pub next: Option<Next>,
    /// The queues that it serves, in the order of their letters.
    pub mine: Vec<QueueLine>,
    /// All other queues of the centre, in the order of their letters.
    pub others: Vec<QueueLine>,
    /// Who was set aside, or missed, in the whole centre: first those of the desk's queues, then the longest so.
    pub parked: Vec<ParkedLine>,
    /// How many more were set aside than are listed.
    pub parked_more: u32,
    /// Who is meant for this desk or its employee, in the order of rule 2.
    pub for_me: Vec<WaitingLine>,
    /// How many more are meant for it than are listed.
    pub for_me_more: u32,
    /// Who waits in the desk's queues, in the order of rule 2.
    pub waiting: Vec<WaitingLine>,
    /// How many more wait there than are listed.
    pub waiting_more: u32,
    /// The booked times of today that are with its employee, or with nobody by name in its queues.
    pub appointments: Vec<AppointmentLine>,
    /// How many more of them there are than are listed.
    pub appointments_more: u32,
    /// The last press at this desk that can still be taken back, wherever the visit is now.
    pub undo_last: Option<UndoLast>,
    /// The other desks where somebody sits.
    pub colleagues: Vec<Colleague>,
    /// Kiosks where somebody asked for help.
    pub help: Vec<HelpNow>,
    /// Desks whose silent alarm is on.
    pub alarms: Vec<AlarmNow>,
}

/// The visit at a desk, called or served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// `called` or `serving`.
    pub state: CardState,
    /// The queue that it belongs to now.
    pub queue: QueueId,
    /// Its way through the hall, with all its services.
    pub stops: Vec<Stop>,
    /// Which of the stops it is at.
    pub at_stop: u8,
    /// The language that was chosen.
    pub language: Language,
    /// What was answered before the ticket.
    pub answers: Vec<Given>,
    /// How it is held, where it is a booked time.
    pub mode: Option<Mode>,
    /// Who brought it about.
    pub came_by: Actor,
    /// Why it was called.
    pub reason: Option<Reason>,
    /// How long it waited, over all its queues, in seconds.
    pub waited_seconds: u32,
    /// When it was called here.
    pub called_at: Instant,
    /// When it was called last; once it has come, when it was called here.
    pub last_called_at: Instant,
    /// How often it was called, the first time included.
    pub calls: u32,
    /// When it may be called again, which may be past; none once it has come, and where that is used up.
    pub recall_at: Option<Instant>,
    /// How often it may be called again.
    pub recalls_left: u32,
    /// Since when it is served.
    pub started_at: Option<Instant>,
    /// How long it took from the call to the start, in seconds.
    pub walked_seconds: Option<u32>,
    /// The queue of its next stop, where finishing sends it on.
    pub goes_on_to: Option<QueueId>,
    /// How long such a service usually takes.
    pub usual: Option<UsualRange>,
    /// Whether the service has lasted far longer than usual: was it forgotten?
    pub overlong: bool,
    /// What can be taken back of it.
    pub undo: Option<Undoable>,
}

/// A press that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoable {
    /// What was pressed.
    pub press: Press,
    /// Until when it can be taken back, that instant included.
    pub until: Instant,
}

/// The last press at a desk that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoLast {
    /// On which visit: the one to name in the command.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// The other visit of the same press, whose service it ended.
    pub ended: Option<Number>,
    /// What, and until when.
    pub can: Undoable,
}

/// What the press of next would do at a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPress {
    /// It calls the next.
    CallNext,
    /// It ends the service under way and calls the next.
    FinishAndCallNext,
    /// It ends the service under way; then no one waits.
    Finish,
    /// Nothing: no one waits for the desk.
    NoOneWaits,
    /// It is refused, and why: somebody is called and not come, the desk pauses, nobody sits there.
    Refused(Refusal),
}

/// Whom a desk would call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// Why this one.
    pub reason: Reason,
    /// What for, at the stop where it waits.
    pub services: Vec<ServiceId>,
    /// The language that was chosen.
    pub language: Language,
    /// Whom it is meant for.
    pub meant_for: Option<MeantFor>,
    /// How long such a service usually takes.
    pub usual: Option<UsualRange>,
}

/// A queue as a desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLine {
    /// Which.
    pub queue: QueueId,
    /// Its letter.
    pub letter: Letter,
    /// How many wait in it.
    pub waiting: u32,
    /// How long the longest of them has waited, over all its queues, in seconds.
    pub longest_wait_seconds: u32,
    /// Its target, in minutes.
    pub target_minutes: u16,
    /// Whether it gives tickets.
    pub status: QueueStatus,
}

/// A visit that was set aside, or missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedLine {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// `parked` or `missed`.
    pub state: CardState,
    /// Since when.
    pub since: Instant,
    /// When it ends as a no-show, where it is missed.
    pub ends_at: Option<Instant>,
    /// What for, at the stop where it was.
    pub services: Vec<ServiceId>,
    /// Whom it is meant for.
    pub meant_for: Option<MeantFor>,
    /// Who sat at the desk that it was set aside from.
    pub parked_by: Option<EmployeeId>,
}

/// A visit that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLine {
    /// Which visit.
    pub visit: VisitId,
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// What for, at the stop where it waits.
    pub services: Vec<ServiceId>,
    /// The language that was chosen.
    pub language: Language,
    /// How long it has waited, over all its queues, in seconds.
    pub waited_seconds: u32,
    /// Since when it waits where it is.
    pub since: Instant,
    /// Not to be called before, after a delay.
    pub not_before: Option<Instant>,
    /// Whether its queue is paused, so that nobody may call it.
    pub held: bool,
    /// Whom it is meant for.
    pub meant_for: Option<MeantFor>,
    /// From whose desk it came back to wait without having been finished there.
    pub from_employee: Option<EmployeeId>,
    /// From which centre it came.
    pub from_centre: Option<CentreId>,
}

/// Another desk where somebody sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Which desk.
    pub desk: DeskId,
    /// Who sits there.
    pub employee: EmployeeId,
    /// Which queues it serves.
    pub queues: Vec<QueueId>,
    /// Whether it is on a pause.
    pub paused: bool,
    /// Whether somebody is there, or called there.
    pub busy: bool,
}

/// A desk whose silent alarm is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmNow {
    /// Which.
    pub desk: DeskId,
    /// The call.
    pub call: CallForSomebody,
}

/// What a desk of the set-up sees at an instant; `None` of a desk that the set-up does not know.
pub fn counter(day: &Day, setup: &Setup, desk: &DeskId, now: Instant) -> Option<Counter> {
    if !setup.desks.contains_key(desk) {
        return None;
    }
    let seat = day.desk(desk).filter(|d| d.employee.is_some());
    let employee = seat.and_then(|d| d.employee.clone());
    let queues = seat.map(|d| d.queues.clone()).unwrap_or_default();
    let (press, next) = here::next(day, setup, desk, now);
    let (mine, others) = lines::queues(day, setup, now).into_iter().partition(|l| queues.contains(&l.queue));
    let (parked, parked_more) = lines::parked(day, &queues);
    let (for_me, for_me_more) = lines::meant_for(day, desk, employee.as_ref(), now);
    let (appointments, appointments_more) = match &employee {
        Some(employee) => appointments::appointments(day, Whose::Hers { employee, queues: &queues }),
        None => (Vec::new(), 0),
    };
    let (waiting, waiting_more) = lines::waiting(day, &queues, now);
    Some(Counter {
        desk: desk.clone(),
        paused: seat.is_some_and(|d| d.paused(now)),
        paused_until: seat.and_then(|d| match d.pause {
            Pause::Until(until) if now < until => Some(until),
            _ => None,
        }),
        here: here::here(day, setup, desk, now),
        press,
        next,
        mine,
        others,
        parked,
        parked_more,
        for_me,
        for_me_more,
        waiting,
        waiting_more,
        appointments,
        appointments_more,
        undo_last: here::undo_last(day, setup, desk, now),
        colleagues: lines::colleagues(day, desk, now),
        help: day.help().iter().map(|(k, c)| HelpNow { kiosk: k.clone(), call: c.clone() }).collect(),
        alarms: day.alarms().iter().map(|(d, c)| AlarmNow { desk: d.clone(), call: c.clone() }).collect(),
        employee,
        queues,
    })
}

/// The services of the stop that a visit is at.
fn services_here(visit: &crate::day::Visit) -> &[ServiceId] {
    visit.stops.get(usize::from(visit.at_stop)).map_or(&[], |s| s.services.as_slice())
}

fn seconds(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}
