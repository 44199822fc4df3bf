//! What a command brings about: pure, from the day, the set-up and the instant.
//!
//! Every command first brings in what the clock owes (a missed visit whose time is over, a day that has not begun), so
//! that no decision rests on a timer having been punctual. A refusal changes nothing at all.

mod arrivals;
mod bookings;
mod calls;
mod clock;
mod desks;
mod house;
mod tickets;
mod undo;
mod visits;

use std::borrow::Cow;

use crate::answer::Tell;
use crate::command::{Action, Actor, Command, TransferTo, Why};
use crate::day::{Day, Origin, State, Visit, evolve};
use crate::event::{Event, Fact};
use crate::hall::Phase;
use crate::ids::{DeskId, EmployeeId, QueueId, VisitId};
use crate::refusal::Refusal;
use crate::setup::Setup;
use crate::time::Instant;

pub use clock::{closes_at, next_deadline};

/// What a command brings about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The events, in order; none where the command changes nothing.
    pub events: Vec<Event>,
    /// What is told to whoever gave it, once the events are folded in: see [`crate::answer::answer`].
    pub tell: Tell,
}

/// A stream's day and set-up.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The day.
    pub day: &'a Day,
    /// The centre's set-up.
    pub setup: &'a Setup,
}

/// What a command brings about in two streams; both or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionAcross {
    /// The events of the first stream (where the command was sent to).
    pub here: Vec<Event>,
    /// The events of the second ([`crate::command::Action::other_centre`]).
    pub there: Vec<Event>,
    /// What is told, of the second stream's day.
    pub tell: Tell,
}

/// Decides a command that concerns one stream.
///
/// # Errors
/// The [`Refusal`] that a person reads; then nothing has happened.
pub fn decide(day: &Day, setup: &Setup, command: &Command, now: Instant) -> Result<Decision, Refusal> {
    if is_over(day, setup, now) {
        return match command.action {
            Action::OpenDay | Action::CloseDay { .. } | Action::Clock => {
                Ok(Decision { events: Vec::new(), tell: Tell::Done })
            }
            // Rule 12: always. What was on ended with the day, so nothing changes; nobody is told that she may not.
            Action::EndHelp { .. } | Action::EndAlarm { .. } if day.phase() == Phase::Closed => {
                after_the_day(day, setup, command, now)
            }
            _ => Err(Refusal::DayClosed),
        };
    }
    allowed(command)?;
    let mut draft = Draft::begin(day, setup, &command.by, now);
    let tell = match &command.action {
        Action::OpenDay | Action::Clock => Tell::Done,
        Action::CloseDay { confirmed } => house::close_day(&mut draft, *confirmed)?,
        Action::TakeTicket { visit, services, language, answers } => {
            tickets::take(&mut draft, *visit, services, language, answers)?
        }
        Action::Refer { service, answers } => tickets::refer(&mut draft, service, answers)?,
        Action::Hold { .. } => bookings::hold(&mut draft, &command.action)?,
        Action::EndHold { visit } => bookings::end_hold(&mut draft, *visit)?,
        Action::Book { .. } => bookings::book(&mut draft, &command.action)?,
        Action::Rebook { .. } => bookings::rebook(&mut draft, &command.action)?,
        Action::Block { .. } => bookings::block(&mut draft, &command.action)?,
        Action::Unblock { block } => bookings::unblock(&mut draft, *block)?,
        Action::CheckIn { visit } => tickets::check_in(&mut draft, *visit)?,
        Action::Next { desk } => calls::next(&mut draft, desk)?,
        Action::CallOutOfTurn { desk, visit, why } => calls::out_of_turn(&mut draft, desk, *visit, *why)?,
        Action::Recall { visit } => calls::recall(&mut draft, *visit)?,
        Action::Start { visit } => calls::start(&mut draft, *visit)?,
        Action::Finish { visit } => calls::finish(&mut draft, *visit)?,
        Action::NoShow { visit } => calls::no_show(&mut draft, *visit)?,
        Action::Resume { visit, desk } => calls::resume(&mut draft, *visit, desk)?,
        Action::Here { visit } => visits::here(&mut draft, *visit)?,
        Action::Park { visit } => visits::park(&mut draft, *visit)?,
        Action::Transfer { visit, to } => visits::transfer(&mut draft, *visit, to)?,
        Action::Return { visit } => visits::give_back(&mut draft, *visit)?,
        Action::Delay { visit, until } => visits::delay(&mut draft, *visit, *until)?,
        Action::MoveForward { visit, why } => visits::move_forward(&mut draft, *visit, *why)?,
        Action::Cancel { visit } => visits::cancel(&mut draft, *visit)?,
        Action::Undo { visit } => undo::undo(&mut draft, *visit)?,
        Action::NoteMessage { visit, kind, channel, fate } => {
            bookings::note_message(&mut draft, *visit, *kind, *channel, *fate)?
        }
        Action::SeeArrival { visit, employee, again_at } => arrivals::see(&mut draft, *visit, employee, *again_at)?,
        Action::SignOn { employee, desk, queues, move_here } => {
            desks::sign_on(&mut draft, employee, desk, queues.as_deref(), *move_here)?
        }
        Action::SignOff { desk } => desks::sign_off(&mut draft, desk)?,
        Action::Pause { desk, until } => desks::pause(&mut draft, desk, *until)?,
        Action::EndPause { desk } => desks::end_pause(&mut draft, desk)?,
        Action::ChooseQueues { desk, queues } => desks::choose_queues(&mut draft, desk, queues)?,
        Action::SetQueue { queue, to } => house::set_queue(&mut draft, queue, *to)?,
        Action::CallForHelp { kiosk } => house::call_for_help(&mut draft, kiosk)?,
        Action::TakeHelp { kiosk, employee } => house::take_help(&mut draft, kiosk, employee)?,
        Action::EndHelp { kiosk } => house::end_help(&mut draft, kiosk)?,
        Action::RaiseAlarm { desk } => house::raise_alarm(&mut draft, desk)?,
        Action::TakeAlarm { desk, employee } => house::take_alarm(&mut draft, desk, employee)?,
        Action::EndAlarm { desk } => house::end_alarm(&mut draft, desk)?,
    };
    Ok(draft.decide(tell))
}

/// Whether a day is closed, or is over and never began: then it begins no more.
fn is_over(day: &Day, setup: &Setup, now: Instant) -> bool {
    match day.phase() {
        Phase::Closed => true,
        Phase::NotOpened => now >= closes_at(day, setup),
        Phase::Open => false,
    }
}

/// That it is an appointment is a reason only where it is one.
fn is_a_reason_for(visit: &Visit, why: Why) -> Result<(), Refusal> {
    if why == Why::Appointment && !matches!(visit.origin, Origin::Appointment { .. }) {
        return Err(Refusal::NotAnAppointment { number: visit.number });
    }
    Ok(())
}

/// Switching off what ended with the day.
fn after_the_day(day: &Day, setup: &Setup, command: &Command, now: Instant) -> Result<Decision, Refusal> {
    allowed(command)?;
    let mut draft = Draft::begin(day, setup, &command.by, now);
    let tell = match &command.action {
        Action::EndHelp { kiosk } => house::end_help(&mut draft, kiosk)?,
        Action::EndAlarm { desk } => house::end_alarm(&mut draft, desk)?,
        _ => return Err(Refusal::DayClosed),
    };
    Ok(draft.decide(tell))
}

/// Decides a command that concerns two streams: both get their events, or neither does.
///
/// # Errors
/// The [`Refusal`] that a person reads; then nothing has happened in either.
pub fn decide_across(
    here: Side<'_>,
    there: Side<'_>,
    command: &Command,
    now: Instant,
) -> Result<DecisionAcross, Refusal> {
    if is_over(here.day, here.setup, now) || is_over(there.day, there.setup, now) {
        return Err(Refusal::DayClosed);
    }
    allowed(command)?;
    // One instant for both, so that neither stream goes back in time.
    let now = now.max(here.day.last_at().unwrap_or(now)).max(there.day.last_at().unwrap_or(now));
    let mut leaving = Draft::begin(here.day, here.setup, &command.by, now);
    let mut arriving = Draft::begin(there.day, there.setup, &command.by, now);
    let tell = match &command.action {
        Action::Transfer { visit, to: TransferTo::Centre { centre, service } } => {
            visits::transfer_across(&mut leaving, &mut arriving, *visit, centre, service)?
        }
        Action::Rebook { .. } => bookings::rebook_across(&mut leaving, &mut arriving, &command.action)?,
        _ => return Err(Refusal::AlreadyThere),
    };
    Ok(DecisionAcross { here: leaving.events, there: arriving.events, tell })
}

/// A decision in the making: the day as it is with what has been decided so far.
struct Draft<'a> {
    day: Cow<'a, Day>,
    setup: &'a Setup,
    by: &'a Actor,
    at: Instant,
    events: Vec<Event>,
}

impl<'a> Draft<'a> {
    /// Opens the day where it has not begun, and brings in what the clock owes.
    fn begin(day: &'a Day, setup: &'a Setup, by: &'a Actor, now: Instant) -> Self {
        let at = day.last_at().map_or(now, |last| last.max(now));
        let mut draft = Self { day: Cow::Borrowed(day), setup, by, at, events: Vec::with_capacity(2) };
        if day.phase() == Phase::NotOpened {
            let stream = day.stream().clone();
            draft.settle(Fact::DayOpened { centre: stream.centre, date: stream.date }, &Actor::Clock);
        }
        for fact in clock::facts_owed(&draft.day, setup, at) {
            draft.settle(fact, &Actor::Clock);
        }
        draft
    }

    /// Adds the last fact of a decision. The day is not folded further.
    fn add(&mut self, fact: Fact) {
        self.events.push(Event { at: self.at, setup: self.setup.version, by: self.by.clone(), fact });
    }

    /// Adds a fact that what follows rests on: the day is copied and folded.
    fn settle(&mut self, fact: Fact, by: &Actor) {
        let event = Event { at: self.at, setup: self.setup.version, by: by.clone(), fact };
        evolve(self.day.to_mut(), &event);
        self.events.push(event);
    }

    fn decide(self, tell: Tell) -> Decision {
        Decision { events: self.events, tell }
    }

    fn visit(&self, id: VisitId) -> Result<&Visit, Refusal> {
        self.day.visit(id).ok_or(Refusal::UnknownVisit)
    }

    fn known_desk(&self, desk: &DeskId) -> Result<(), Refusal> {
        let known = self.setup.desks.contains_key(desk);
        known.then_some(()).ok_or_else(|| Refusal::UnknownDesk { desk: desk.clone() })
    }

    fn known_employee(&self, employee: &EmployeeId) -> Result<(), Refusal> {
        let known = self.setup.employees.contains_key(employee);
        known.then_some(()).ok_or_else(|| Refusal::UnknownEmployee { employee: employee.clone() })
    }

    fn known_queue(&self, queue: &QueueId) -> Result<(), Refusal> {
        let known = self.setup.queues.contains_key(queue);
        known.then_some(()).ok_or_else(|| Refusal::UnknownQueue { queue: queue.clone() })
    }
}

/// Rule 3 and its like: a citizen or a kiosk calls nobody, moves nobody and sits at no desk. Which employee may do what
/// is for the surfaces to say.
fn allowed(command: &Command) -> Result<(), Refusal> {
    match (&command.by, &command.action) {
        (Actor::Employee(_) | Actor::Program(_) | Actor::Clock, _)
        | (
            _,
            Action::OpenDay
            | Action::Clock
            | Action::TakeTicket { .. }
            | Action::Refer { .. }
            | Action::Hold { .. }
            | Action::EndHold { .. }
            | Action::Book { .. }
            | Action::Rebook { .. }
            | Action::CheckIn { .. }
            | Action::Here { .. }
            | Action::Delay { .. }
            | Action::Cancel { .. }
            | Action::Undo { .. }
            | Action::CallForHelp { .. }
            | Action::EndHelp { .. },
        ) => Ok(()),
        (Actor::Kiosk(_) | Actor::Citizen, _) => Err(Refusal::EmployeeOnly),
    }
}

/// The refusal of a command in the state that a visit is in.
fn refuse_state(visit: &Visit) -> Refusal {
    let number = visit.number;
    match &visit.state {
        State::Booked => Refusal::VisitBooked { number },
        State::Waiting => Refusal::VisitWaiting { number },
        State::Called { desk, .. } => Refusal::VisitCalled { number, desk: desk.clone() },
        State::Serving { desk, .. } => Refusal::VisitServing { number, desk: desk.clone() },
        State::Parked { .. } => Refusal::VisitParked { number },
        State::Missed { .. } => Refusal::VisitMissed { number },
        State::Ended { .. } => Refusal::VisitEnded { number },
    }
}
