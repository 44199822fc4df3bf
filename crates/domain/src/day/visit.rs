//! One visit in a day: where it stands, its way through the hall as periods, and what can be taken back.

use std::sync::Arc;

use crate::answer::CardState;
use crate::arrivals::{Arrived, SeenBy};
use crate::command::{Actor, Given, Mode};
use crate::event::{Forecast, MeantFor, Outcome, Reason, Stop};
use crate::ids::{CentreId, DeskId, EmployeeId, Language, Number, QueueId, SeriesId, VisitId};
use crate::slots::Taken;
use crate::time::Instant;

/// One citizen's way through one day of one centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its name for good.
    pub id: VisitId,
    /// Its place in the order of the stream; breaks ties.
    pub order: u32,
    /// Its public name.
    pub number: Number,
    /// How it came about.
    pub origin: Origin,
    /// Who brought it about: the kiosk of the ticket, whoever booked it, or checked its citizen in, or who sent it from another
    /// centre.
    pub came_by: Actor,
    /// Its way through the hall, in order.
    pub stops: Arc<[Stop]>,
    /// Which of the stops it is at.
    pub at_stop: u8,
    /// The queue that it belongs to now; another than its stop's after a transfer.
    pub queue: QueueId,
    /// The language that was chosen.
    pub language: Language,
    /// What was answered before the ticket.
    pub answers: Arc<[Given]>,
    /// What was told with the ticket.
    pub told: Option<Forecast>,
    /// When it took its ticket, or was entered.
    pub taken_at: Instant,
    /// When it should be called.
    pub due: Instant,
    /// Not to be called before.
    pub not_before: Option<Instant>,
    /// Whom it is meant for while it waits.
    pub meant_for: Option<MeantFor>,
    /// Its arrival for them: there where it waits and is meant for somebody, or has come to an appointment that is with no
    /// employee by name.
    pub arrived: Option<Arrived>,
    /// Where it stands.
    pub state: State,
    /// Whether the citizen herself gave it up.
    pub given_up: bool,
    /// Why it was last called.
    pub reason: Option<Arc<Reason>>,
    /// Its way so far, in order, without gaps once it waits; the last is open unless it ended.
    pub periods: Vec<Period>,
    /// How many events have changed it. That somebody saw its arrival is no change.
    pub revision: u32,
    /// The last press that can be taken back.
    pub undo: Option<Arc<UndoPoint>>,
}

/// How a visit came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A ticket at the door.
    Ticket,
    /// A booked time.
    Appointment {
        /// When.
        starts_at: Instant,
        /// How it is held.
        mode: Mode,
        /// Whom it is with.
        employee: Option<EmployeeId>,
        /// Whether it waits with its time kept, so that it goes first once that has come.
        on_time: bool,
        /// How often whoever was rung did not answer.
        unanswered: u8,
        /// What was agreed beside it.
        agreed: Arc<Agreed>,
    },
    /// From another centre.
    Centre(CentreId),
}

/// What was agreed with a booked time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreed {
    /// When it ends for the citizen; none where another system gave the time and did not say.
    pub ends_at: Option<Instant>,
    /// What it takes of the plan.
    pub taken: Vec<Taken>,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// The series that it is one of.
    pub series: Option<SeriesId>,
    /// How often it was moved, on its day or from another.
    pub moves: u32,
}

/// Where a visit stands; exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// An appointment that has not checked in.
    Booked,
    /// Waits in its queue.
    Waiting,
    /// Called to a desk, on its way.
    Called {
        /// Where to.
        desk: DeskId,
        /// When it was called first.
        at: Instant,
        /// When it was called last.
        last_at: Instant,
        /// How often, the first time included.
        calls: u32,
    },
    /// At a desk.
    Serving {
        /// Where.
        desk: DeskId,
        /// Since when.
        since: Instant,
        /// When it was called there.
        called_at: Instant,
        /// How often it was called.
        calls: u32,
    },
    /// Set aside by an employee.
    Parked {
        /// Since when.
        since: Instant,
    },
    /// Called and not come.
    Missed {
        /// Since when.
        since: Instant,
        /// When it ends as a no-show.
        ends_at: Instant,
    },
    /// Over.
    Ended {
        /// How.
        outcome: Outcome,
        /// When.
        at: Instant,
    },
}

/// A stretch of a visit in one state, with who and where. Every duration we report is a sum of periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// In which state.
    pub kind: PeriodKind,
    /// In which queue, or for which.
    pub queue: QueueId,
    /// The target of the stop that it belongs to, in minutes.
    pub target_minutes: u16,
    /// At which desk.
    pub desk: Option<DeskId>,
    /// With whom.
    pub employee: Option<EmployeeId>,
    /// Its beginning.
    pub from: Instant,
    /// Its end; none while it lasts, or where it is not known.
    pub to: Option<Instant>,
    /// What its end ended beside itself.
    pub ends: Ends,
}

/// What ends with a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ends {
    /// The period alone.
    #[default]
    Itself,
    /// The service, which was finished; a park, a return and a transfer finish none.
    Service,
    /// The visit's stay in this centre: it goes on in another, and may come back.
    Stay,
}

/// The kinds of period. Walking is a kind of its own: never part of waiting or of serving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodKind {
    /// In a queue.
    Waiting,
    /// From the call to the start of the service.
    Walking,
    /// At a desk.
    Serving,
    /// Set aside by an employee.
    Parked,
    /// Called and not come.
    Missed,
}

/// What a visit was before a press that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoPoint {
    /// The visit before it.
    pub before: Visit,
    /// What was pressed.
    pub press: Press,
    /// When.
    pub at: Instant,
    /// The visit's revision after it: another means that it has changed since.
    pub revision: u32,
    /// The other visit of the same press (`next` ends one and calls one).
    pub other: Option<VisitId>,
}

/// The presses that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A call of any kind.
    Call,
    /// Start.
    Start,
    /// Finish, alone or by `next`.
    Finish,
    /// Missed.
    Miss,
    /// Park.
    Park,
    /// Transfer within the centre.
    Transfer,
    /// Return.
    Return,
    /// Cancel, pressed by an employee.
    Cancel,
    /// Cancel, pressed by the citizen: the one press that she can take back herself.
    GiveUp,
    /// A check-in by an employee.
    CheckIn,
    /// "I am here", said by an employee.
    Here,
    /// A delay that an employee entered.
    Delay,
    /// A move to the front of the queue. It stays in the day's account.
    MoveForward,
    /// Another time on the same day.
    Rebook,
    /// No answer to a call.
    Unanswer,
}

impl Visit {
    /// What it takes of the plan; nothing where it is no booked time.
    pub fn taken(&self) -> &[Taken] {
        match &self.origin {
            Origin::Appointment { agreed, .. } => &agreed.taken,
            Origin::Ticket | Origin::Centre(_) => &[],
        }
    }

    /// When it was to begin, where it is a booked time.
    pub fn starts_at(&self) -> Option<Instant> {
        match &self.origin {
            Origin::Appointment { starts_at, .. } => Some(*starts_at),
            Origin::Ticket | Origin::Centre(_) => None,
        }
    }

    /// How it is held, where it is a booked time.
    pub fn mode(&self) -> Option<Mode> {
        match &self.origin {
            Origin::Appointment { mode, .. } => Some(*mode),
            Origin::Ticket | Origin::Centre(_) => None,
        }
    }

    /// When it ends for the citizen, where it is a booked time and that was agreed.
    pub fn ends_at(&self) -> Option<Instant> {
        match &self.origin {
            Origin::Appointment { agreed, .. } => agreed.ends_at,
            Origin::Ticket | Origin::Centre(_) => None,
        }
    }

    /// Whether what it takes of the plan is nobody else's: until it is cancelled or moved to another day.
    pub fn occupies(&self) -> bool {
        !matches!(self.state, State::Ended { outcome: Outcome::Cancelled | Outcome::MovedToDay(_), .. })
    }

    /// The desk where it is, or is called to.
    pub fn desk(&self) -> Option<&DeskId> {
        match &self.state {
            State::Called { desk, .. } | State::Serving { desk, .. } => Some(desk),
            _ => None,
        }
    }

    /// Whether it is over.
    pub fn ended(&self) -> bool {
        matches!(self.state, State::Ended { .. })
    }

    /// Where it stands, in one word.
    pub fn card_state(&self) -> CardState {
        match self.state {
            State::Booked => CardState::Booked,
            State::Waiting => CardState::Waiting,
            State::Called { .. } => CardState::Called,
            State::Serving { .. } => CardState::Serving,
            State::Parked { .. } => CardState::Parked,
            State::Missed { .. } => CardState::Missed,
            State::Ended { .. } => CardState::Ended,
        }
    }

    /// The target of the stop that it is at, in minutes.
    pub fn target_minutes(&self) -> u16 {
        self.stops.get(usize::from(self.at_stop)).map_or(0, |s| s.target_minutes)
    }

    /// The stop after this one.
    pub fn next_stop(&self) -> Option<u8> {
        let next = self.at_stop.checked_add(1)?;
        (usize::from(next) < self.stops.len()).then_some(next)
    }

    /// How long it has waited so far, over all its queues, in seconds.
    pub fn waited_seconds(&self, now: Instant) -> u64 {
        self.periods
            .iter()
            .filter(|p| p.kind == PeriodKind::Waiting)
            .map(|p| p.to.unwrap_or(now).millis_since(p.from))
            .sum::<u64>()
            / 1_000
    }

    /// When what a period is part of began: another employee at the same desk begins a period, but no walk and no service
    /// of its own. None past the last period.
    pub fn stretch_began(&self, period: usize) -> Option<Instant> {
        let whole = self.periods.get(period)?;
        let before = self.periods.iter().take(period).rev();
        let same = before.take_while(|p| p.kind == whole.kind && p.desk.is_some() && p.desk == whole.desk);
        Some(same.last().unwrap_or(whole).from)
    }

    /// Whether a visit that is meant for somebody is open to its whole queue: some minutes past its due.
    pub fn open_to_queue(&self, minutes: u16, now: Instant) -> bool {
        self.opens_to_queue_at(minutes).is_none_or(|opens| now >= opens)
    }

    /// When a visit that is meant for somebody opens to its whole queue; none where it is meant for nobody.
    pub fn opens_to_queue_at(&self, minutes: u16) -> Option<Instant> {
        self.meant_for.is_some().then(|| self.due.plus_minutes(i64::from(minutes)))
    }

    /// Since when the citizen is here for whom the visit is meant, or for its queue where it is an appointment, and who has
    /// seen it; none where it is no arrival: it does not wait, is meant for nobody and no appointment, or is delayed. When a delay is over it comes anew.
    pub fn arrival(&self, now: Instant) -> Option<(Instant, Option<&SeenBy>)> {
        let arrived = self.arrived.as_ref()?;
        let since = self.not_before.map_or(arrived.since, |until| until.max(arrived.since));
        (since <= now).then(|| (since, arrived.seen.as_ref().filter(|seen| since <= seen.at)))
    }

    /// Says whom it is meant for from now on. Whoever that is has seen nothing yet.
    pub(super) fn mean_for(&mut self, whom: Option<MeantFor>, at: Instant) {
        self.arrived = whom.as_ref().map(|_| Arrived { since: at, seen: None });
        self.meant_for = whom;
    }

    /// Whoever comes to an appointment has come to its queue, where it is with nobody by name.
    pub(super) fn arrive_at_queue(&mut self, at: Instant) {
        if self.arrived.is_none() && self.is_met() {
            self.arrived = Some(Arrived { since: at, seen: None });
        }
    }

    /// Whether it is an appointment to which the citizen comes.
    pub fn is_met(&self) -> bool {
        matches!(self.origin, Origin::Appointment { mode: Mode::InPerson, .. })
    }

    /// Whether it is an appointment to which nobody comes: by phone or video.
    pub fn is_rung(&self) -> bool {
        matches!(self.origin, Origin::Appointment { mode: Mode::Phone | Mode::Video, .. })
    }

    /// Ends a delay: the citizen came by its end at the latest.
    pub(super) fn end_delay(&mut self, at: Instant) {
        let Some(until) = self.not_before.take() else { return };
        if let Some(arrived) = &mut self.arrived {
            arrived.since = arrived.since.max(until.min(at));
            arrived.seen = arrived.seen.take().filter(|seen| arrived.since <= seen.at);
        }
    }

    /// Ends the open period at `at` and begins the next.
    pub(super) fn enter(&mut self, at: Instant, kind: PeriodKind, seat: Option<(DeskId, Option<EmployeeId>)>) {
        self.close_period(Some(at));
        let (desk, employee) = seat.map_or((None, None), |(d, e)| (Some(d), e));
        self.periods.push(Period {
            kind,
            queue: self.queue.clone(),
            target_minutes: self.target_minutes(),
            desk,
            employee,
            from: at,
            to: None,
            ends: Ends::Itself,
        });
    }

    /// Notes what ends with the last period.
    pub(super) fn ends(&mut self, what: Ends) {
        if let Some(last) = self.periods.last_mut() {
            last.ends = what;
        }
    }

    /// Ends the open period; `None` leaves its end unknown.
    pub(super) fn close_period(&mut self, at: Option<Instant>) {
        if let Some(open) = self.periods.last_mut()
            && open.to.is_none()
        {
            open.to = at.map(|at| at.max(open.from));
        }
    }
}
