//! What somebody asks the hall to do.
//!
//! A command carries everything that is not a rule: who asks, the identifiers of what it makes. It holds no personal
//! data: phone numbers and notes go to the people vault beside it, never through here.

use serde::{Deserialize, Serialize};

use crate::ids::{
    AnswerId, BlockId, CentreId, DeskId, EmployeeId, KioskId, Language, QuestionId, QueueId, SeriesId, ServiceId,
    VisitId,
};
use crate::message::{Channel, Fate, MessageKind};
use crate::time::Instant;

/// The most services one visit can have.
pub const SERVICES_PER_VISIT_MAX: usize = 5;

/// The longest that a time is kept for somebody who is about to book it, in minutes.
pub const HOLD_MINUTES_MAX: u16 = 30;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody who works in the hall.
    Employee(EmployeeId),
    /// A touch stand in front of a citizen.
    Kiosk(KioskId),
    /// A citizen through the link of her own visit.
    Citizen,
    /// Another program, by the name of its token.
    Program(String),
    /// The clock of the installation.
    Clock,
}

/// Who asks for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Who asks.
    pub by: Actor,
    /// For what.
    pub action: Action,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// The day begins; any other first command begins it too.
    OpenDay,
    /// The day ends. A manager before midnight says so with `confirmed`, because it ends every open visit; while a call
    /// for help or an alarm is not taken by anybody, only the clock ends it.
    CloseDay {
        /// Whether she was told how many visits it ends.
        confirmed: bool,
    },
    /// What the clock alone brings about: missed visits and appointments nobody came to.
    Clock,

    /// A citizen takes a ticket.
    TakeTicket {
        /// The visit that it makes.
        visit: VisitId,
        /// What for, 1 to [`SERVICES_PER_VISIT_MAX`].
        services: Vec<ServiceId>,
        /// The language that she chose, one of those that the centre offers.
        language: Language,
        /// Her answers to what each of the services asks, in any order; a question that two of them ask has one answer.
        /// A kiosk always asks; others may give none.
        answers: Vec<Given>,
    },
    /// A citizen's answers ended in a referral: no ticket, counted.
    Refer {
        /// What she came for.
        service: ServiceId,
        /// Her answers, the last of which leads to the referral.
        answers: Vec<Given>,
    },
    /// A time is kept for somebody who is about to book it.
    Hold {
        /// The visit that it will be; a hold of the same visit is moved.
        visit: VisitId,
        /// What for.
        services: Vec<ServiceId>,
        /// When.
        starts_at: Instant,
        /// In person, by phone or by video.
        mode: Mode,
        /// With whom, where it is to be with somebody.
        employee: Option<EmployeeId>,
        /// For how long, 1 to [`HOLD_MINUTES_MAX`].
        minutes: u16,
    },
    /// A time is kept no longer.
    EndHold {
        /// The visit that it would have been.
        visit: VisitId,
    },
    /// An appointment has another time, on the same day or on another.
    Rebook {
        /// Which visit.
        visit: VisitId,
        /// On which date.
        date: jiff::civil::Date,
        /// When.
        starts_at: Instant,
        /// How it is held.
        mode: Mode,
        /// With whom, where it is to be with somebody.
        employee: Option<EmployeeId>,
    },
    /// An employee keeps time free of appointments.
    Block {
        /// The block that it makes.
        block: BlockId,
        /// Whose time.
        employee: EmployeeId,
        /// From.
        from: Instant,
        /// To.
        to: Instant,
        /// What for.
        kind: BlockKind,
    },
    /// The time can be booked again.
    Unblock {
        /// Which block.
        block: BlockId,
    },
    /// An appointment is entered into its day. For a service that has times in the plan it takes one of them; for another it
    /// is entered as it is, because another system gave the time.
    Book {
        /// The visit that it makes.
        visit: VisitId,
        /// What for.
        services: Vec<ServiceId>,
        /// When.
        starts_at: Instant,
        /// In person, by phone or by video.
        mode: Mode,
        /// Whom it is with, where it is with somebody.
        employee: Option<EmployeeId>,
        /// The language that she chose, one of those that the centre offers.
        language: Language,
        /// Her answers to what the services ask before a time is given.
        answers: Vec<Given>,
        /// Whether an interpreter is needed.
        interpreter: bool,
        /// The series that it is one of.
        series: Option<SeriesId>,
    },
    /// A citizen with an appointment has come.
    CheckIn {
        /// Which visit.
        visit: VisitId,
    },

    /// A desk calls whoever is next by the rule.
    Next {
        /// Which desk.
        desk: DeskId,
    },
    /// A desk calls a waiting visit out of turn.
    CallOutOfTurn {
        /// Which desk.
        desk: DeskId,
        /// Which visit.
        visit: VisitId,
        /// Why.
        why: Why,
    },
    /// The desk calls its visit again.
    Recall {
        /// Which visit.
        visit: VisitId,
    },
    /// The called citizen has come to the desk.
    Start {
        /// Which visit.
        visit: VisitId,
    },
    /// The service is over.
    Finish {
        /// Which visit.
        visit: VisitId,
    },
    /// The called citizen did not come: parked as missed.
    NoShow {
        /// Which visit.
        visit: VisitId,
    },
    /// The citizen is here after all.
    Here {
        /// Which visit.
        visit: VisitId,
    },
    /// The visit is set aside.
    Park {
        /// Which visit.
        visit: VisitId,
    },
    /// A parked visit is called to a desk.
    Resume {
        /// Which visit.
        visit: VisitId,
        /// To which desk.
        desk: DeskId,
    },
    /// The visit goes elsewhere.
    Transfer {
        /// Which visit.
        visit: VisitId,
        /// Where to.
        to: TransferTo,
    },
    /// The visit goes back to its queue with its due kept.
    Return {
        /// Which visit.
        visit: VisitId,
    },
    /// The citizen will be late.
    Delay {
        /// Which visit.
        visit: VisitId,
        /// Not to be called before.
        until: Instant,
    },
    /// The visit is moved to the front of its queue.
    MoveForward {
        /// Which visit.
        visit: VisitId,
        /// Why.
        why: Why,
    },
    /// The citizen gives up the visit.
    Cancel {
        /// Which visit.
        visit: VisitId,
    },
    /// The last press on this visit was a mistake.
    Undo {
        /// Which visit.
        visit: VisitId,
    },
    /// A message to a visit's citizen was sent, delivered, or came to nothing.
    NoteMessage {
        /// Which visit.
        visit: VisitId,
        /// What kind of message.
        kind: MessageKind,
        /// By which way.
        channel: Channel,
        /// What became of it.
        fate: Fate,
    },
    /// Somebody has seen that a citizen is here for an employee or a desk.
    SeeArrival {
        /// Which visit.
        visit: VisitId,
        /// Who has seen it.
        employee: EmployeeId,
        /// When to show it again, where it is put off; [`crate::arrivals::AGAIN_MINUTES_MAX`] ahead at most.
        again_at: Option<Instant>,
    },

    /// An employee takes a desk.
    SignOn {
        /// Who.
        employee: EmployeeId,
        /// Where.
        desk: DeskId,
        /// Which queues; the employee's or the desk's own where none are named.
        queues: Option<Vec<QueueId>>,
        /// Whether to move from another desk, or to take the desk over from a colleague.
        move_here: bool,
    },
    /// The desk's employee leaves it.
    SignOff {
        /// Which desk.
        desk: DeskId,
    },
    /// The desk calls nobody for a while.
    Pause {
        /// Which desk.
        desk: DeskId,
        /// Until when, where it is known.
        until: Option<Instant>,
    },
    /// The pause is over.
    EndPause {
        /// Which desk.
        desk: DeskId,
    },
    /// The desk serves other queues from now on.
    ChooseQueues {
        /// Which desk.
        desk: DeskId,
        /// Which queues.
        queues: Vec<QueueId>,
    },

    /// A manager opens, closes or pauses a queue, or lets its hours decide again.
    SetQueue {
        /// Which queue.
        queue: QueueId,
        /// To what.
        to: QueueOrder,
    },

    /// A citizen at a kiosk asks for somebody.
    CallForHelp {
        /// Which kiosk.
        kiosk: KioskId,
    },
    /// Somebody goes to the kiosk.
    TakeHelp {
        /// Which kiosk.
        kiosk: KioskId,
        /// Who.
        employee: EmployeeId,
    },
    /// The kiosk's call is switched off.
    EndHelp {
        /// Which kiosk.
        kiosk: KioskId,
    },
    /// A desk raises its silent alarm.
    RaiseAlarm {
        /// Which desk.
        desk: DeskId,
    },
    /// Somebody goes to the desk.
    TakeAlarm {
        /// Which desk.
        desk: DeskId,
        /// Who.
        employee: EmployeeId,
    },
    /// The alarm is switched off.
    EndAlarm {
        /// Which desk.
        desk: DeskId,
    },
}

impl Action {
    /// The centre of a second stream that this action writes to.
    pub fn other_centre(&self) -> Option<&CentreId> {
        match self {
            Self::Transfer { to: TransferTo::Centre { centre, .. }, .. } => Some(centre),
            _ => None,
        }
    }

    /// The date of a second stream of the same centre that this action writes to, where it is for a stream of `date`.
    pub fn other_date(&self, date: jiff::civil::Date) -> Option<jiff::civil::Date> {
        match self {
            Self::Rebook { date: other, .. } if *other != date => Some(*other),
            _ => None,
        }
    }
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// To which question.
    pub question: QuestionId,
    /// Which answer.
    pub answer: AnswerId,
}

/// What an employee keeps time free for. Nothing more is recorded, and nothing of it is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// She is with colleagues, or elsewhere for the municipality.
    Meeting,
    /// She is not at work.
    Leave,
    /// Something else.
    #[default]
    Other,
}

impl BlockKind {
    /// All of them, in the order shown.
    pub const ALL: [Self; 3] = [Self::Meeting, Self::Leave, Self::Other];

    /// Whether it is the one that is meant where none is named.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub(crate) fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

/// How an appointment is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The citizen comes, and checks in.
    InPerson,
    /// By phone; no check-in.
    Phone,
    /// By video; no check-in.
    Video,
}

/// Where a visit is transferred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum TransferTo {
    /// Another queue of this centre.
    Queue {
        /// Which.
        queue: QueueId,
    },
    /// One desk of this centre.
    Desk {
        /// Which.
        desk: DeskId,
    },
    /// One employee of this centre.
    Employee {
        /// Who.
        employee: EmployeeId,
    },
    /// Another centre, where the visit gets that centre's number.
    Centre {
        /// Which.
        centre: CentreId,
        /// For which service there.
        service: ServiceId,
    },
}

/// Why somebody is called out of turn or moved forward. The list is the same everywhere, so that days compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Was here already today and comes back with what was missing.
    ComesBack,
    /// Waited in the wrong queue.
    WrongQueue,
    /// A question of less than a minute.
    ShortQuestion,
    /// Cannot wait: somebody whom waiting harms. Nothing more is recorded.
    CannotWait,
    /// An interpreter or companion is booked for now.
    Companion,
    /// We made a mistake.
    OurMistake,
    /// It is an appointment: its citizen is here, or is rung, and whoever it is with is free for it. Nobody else is called so.
    Appointment,
}

impl Why {
    /// All reasons, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::ComesBack,
        Self::WrongQueue,
        Self::ShortQuestion,
        Self::CannotWait,
        Self::Companion,
        Self::OurMistake,
        Self::Appointment,
    ];
}

/// What a manager says about a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// Its hours and limits decide (usual).
    ByHours,
    /// It gives tickets, whatever its hours and limits.
    Open,
    /// It gives no tickets; who waits is still called.
    Closed,
    /// No tickets and no calls; dues run on.
    Paused,
}
