//! What happened, in the past tense. Events never change their meaning.
//!
//! An event carries all that the fold needs, so that a later set-up cannot change the past. The stored form and the
//! bringing up to date of old versions are in [`crate::codec`].

use serde::{Deserialize, Serialize};

use crate::command::{Actor, BlockKind, Given, Mode, QueueOrder, Why};
use crate::ids::{
    BlockId, CentreId, DeskId, EmployeeId, KioskId, Language, Number, QueueId, ReferralId, SeriesId, ServiceId,
    SetupVersion, VisitId,
};
use crate::message::{Channel, Fate, MessageKind};
use crate::slots::Taken;
use crate::time::Instant;

/// Something that happened in one centre on one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When: the later of the clock and the stream's last instant.
    pub at: Instant,
    /// Under which set-up it was decided.
    pub setup: SetupVersion,
    /// Who brought it about.
    pub by: Actor,
    /// What.
    pub fact: Fact,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The day began.
    DayOpened {
        /// Which centre's.
        centre: CentreId,
        /// Which date.
        date: jiff::civil::Date,
    },
    /// The day ended; the events before it ended each open visit. What was on of calls for help and alarms ends with it.
    DayClosed {},

    /// A citizen took a ticket and waits.
    TicketTaken {
        /// The visit.
        visit: VisitId,
        /// Its public name.
        number: Number,
        /// The way through the hall, in order; the first is where it waits now.
        stops: Vec<Stop>,
        /// When it should be called.
        due: Instant,
        /// The language that was chosen.
        language: Language,
        /// What was answered before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<Given>,
        /// What was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        forecast: Option<Forecast>,
    },
    /// A citizen was referred elsewhere.
    Referred {
        /// What she came for.
        service: ServiceId,
        /// Where to.
        referral: ReferralId,
        /// What was answered before.
        answers: Vec<Given>,
    },
    /// An appointment was entered.
    Booked {
        /// The visit.
        visit: VisitId,
        /// Its public name.
        number: Number,
        /// The way through the hall.
        stops: Vec<Stop>,
        /// When.
        starts_at: Instant,
        /// How it is held.
        mode: Mode,
        /// Whom it is with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        employee: Option<EmployeeId>,
        /// The language that was chosen.
        language: Language,
        /// When it ends for the citizen; none where another system gave the time and did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends_at: Option<Instant>,
        /// What it takes of the plan; nothing where another system gave the time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        taken: Vec<Taken>,
        /// What was answered before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<Given>,
        /// Whether an interpreter is needed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        interpreter: bool,
        /// The series that it is one of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<SeriesId>,
        /// How often it was moved before.
        #[serde(default, skip_serializing_if = "is_zero")]
        moves: u32,
        /// When its citizen is reminded, the earliest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remind_at: Vec<Instant>,
    },
    /// A time is kept for somebody who is about to book it. It ends by itself.
    Held {
        /// The visit that it will be.
        visit: VisitId,
        /// When.
        starts_at: Instant,
        /// What it takes of the plan.
        taken: Vec<Taken>,
        /// Until when it is kept (not included).
        until: Instant,
    },
    /// A time is kept no longer.
    HoldEnded {
        /// The visit that it would have been.
        visit: VisitId,
    },
    /// An appointment has another time on the same day.
    Rebooked {
        /// The visit.
        visit: VisitId,
        /// When now.
        starts_at: Instant,
        /// When it ends for the citizen.
        ends_at: Instant,
        /// How it is held.
        mode: Mode,
        /// Whom it is with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        employee: Option<EmployeeId>,
        /// What it takes of the plan.
        taken: Vec<Taken>,
        /// When its citizen is reminded, the earliest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remind_at: Vec<Instant>,
    },
    /// A citizen was told something, or could not be. Changes nothing else of the visit.
    Messaged {
        /// The visit.
        visit: VisitId,
        /// What kind of message.
        kind: MessageKind,
        /// By which way.
        channel: Channel,
        /// What became of it.
        fate: Fate,
    },
    /// An appointment was moved to another day, where it is booked in the same append.
    MovedToDay {
        /// The visit.
        visit: VisitId,
        /// To which date.
        date: jiff::civil::Date,
    },
    /// Whoever was to be rung or seen by video did not answer; it waits for a second try.
    Unanswered {
        /// The visit.
        visit: VisitId,
        /// Not to be called before.
        again_at: Instant,
    },
    /// An employee keeps time free of appointments; what is booked in it stays booked.
    Blocked {
        /// Which block.
        block: BlockId,
        /// Whose time.
        employee: EmployeeId,
        /// From (included).
        from: Instant,
        /// To (not included).
        to: Instant,
        /// What for.
        #[serde(default, skip_serializing_if = "BlockKind::is_other")]
        kind: BlockKind,
    },
    /// The time can be booked again.
    Unblocked {
        /// Which block.
        block: BlockId,
    },
    /// An appointment waits: its citizen has checked in, or its time has come and it needs no check-in.
    CheckedIn {
        /// The visit.
        visit: VisitId,
        /// When it should be called.
        due: Instant,
        /// Whether it keeps its time (and goes before others once that has come).
        on_time: bool,
    },

    /// A visit was called to a desk.
    Called {
        /// The visit.
        visit: VisitId,
        /// Where to.
        desk: DeskId,
        /// Who sits there, and whom the citizen meets. Who pressed is the event's [`Event::by`]: a colleague may.
        employee: EmployeeId,
        /// Why this one.
        reason: Reason,
        /// The visit whose service the same press ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<VisitId>,
    },
    /// The same call once more.
    CalledAgain {
        /// The visit.
        visit: VisitId,
    },
    /// The citizen came to the desk.
    Started {
        /// The visit.
        visit: VisitId,
    },
    /// The service at a desk was over; the visit goes on to its next stop, or ends as served.
    Finished {
        /// The visit.
        visit: VisitId,
        /// Where it goes on, as the place in its stops.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        goes_on: Option<u8>,
    },
    /// The called citizen did not come; parked until then.
    Missed {
        /// The visit.
        visit: VisitId,
        /// When it ends as a no-show.
        ends_at: Instant,
    },
    /// The citizen is here: a missed one waits again, a delayed one may be called.
    SaidHere {
        /// The visit.
        visit: VisitId,
        /// When it should be called.
        due: Instant,
    },
    /// Set aside by an employee.
    Parked {
        /// The visit.
        visit: VisitId,
    },
    /// Moved to another queue, desk or employee of the centre; it waits there with its due kept.
    Transferred {
        /// The visit.
        visit: VisitId,
        /// The queue that it waits in.
        queue: QueueId,
        /// Whom it is meant for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meant_for: Option<MeantFor>,
    },
    /// Back in its queue with its due kept.
    Returned {
        /// The visit.
        visit: VisitId,
    },
    /// The citizen will be late.
    Delayed {
        /// The visit.
        visit: VisitId,
        /// When it should be called now.
        due: Instant,
        /// Not to be called before.
        not_before: Instant,
    },
    /// To the front of its queue.
    MovedForward {
        /// The visit.
        visit: VisitId,
        /// When it should be called now.
        due: Instant,
        /// Why.
        why: Why,
    },
    /// The citizen gave up the visit.
    Cancelled {
        /// The visit.
        visit: VisitId,
    },
    /// The last press on a visit was taken back; with a `next`, on both.
    Undone {
        /// The visit.
        visit: VisitId,
        /// The other visit of the same press.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<VisitId>,
    },
    /// Somebody saw that a citizen is here for whom her visit is meant. Changes nothing else of the visit.
    ArrivalSeen {
        /// The visit.
        visit: VisitId,
        /// Who saw it.
        employee: EmployeeId,
        /// When it is to be shown again, where it was put off.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again_at: Option<Instant>,
    },
    /// A visit ended by the clock or with the day.
    Ended {
        /// The visit.
        visit: VisitId,
        /// How.
        outcome: Outcome,
        /// When in truth: the end of the time that it had.
        ended_at: Instant,
    },
    /// A visit left for another centre.
    MovedAway {
        /// The visit.
        visit: VisitId,
        /// Where to.
        centre: CentreId,
    },
    /// A visit came from another centre.
    MovedIn {
        /// The visit.
        visit: VisitId,
        /// Where from.
        centre: CentreId,
        /// Its public name here.
        number: Number,
        /// The way through this hall.
        stops: Vec<Stop>,
        /// When it should be called: kept.
        due: Instant,
        /// When it took its first ticket.
        taken_at: Instant,
        /// The language that was chosen.
        language: Language,
    },

    /// An employee took a desk.
    SignedOn {
        /// Who.
        employee: EmployeeId,
        /// Where.
        desk: DeskId,
        /// Which queues.
        queues: Vec<QueueId>,
    },
    /// The desk's employee left it; visits meant for either open to their queues.
    SignedOff {
        /// Who.
        employee: EmployeeId,
        /// Where.
        desk: DeskId,
    },
    /// The desk calls nobody for a while.
    Paused {
        /// Where.
        desk: DeskId,
        /// Until when, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// The pause ended.
    PauseEnded {
        /// Where.
        desk: DeskId,
    },
    /// The desk serves other queues.
    QueuesChosen {
        /// Where.
        desk: DeskId,
        /// Which.
        queues: Vec<QueueId>,
    },
    /// A manager opened, closed or paused a queue.
    QueueSet {
        /// Which.
        queue: QueueId,
        /// To what.
        to: QueueOrder,
    },

    /// A citizen at a kiosk asked for somebody.
    HelpCalled {
        /// Where.
        kiosk: KioskId,
    },
    /// Somebody goes there.
    HelpTaken {
        /// Where.
        kiosk: KioskId,
        /// Who.
        employee: EmployeeId,
    },
    /// The kiosk's call was switched off.
    HelpEnded {
        /// Where.
        kiosk: KioskId,
    },
    /// A desk raised its silent alarm.
    AlarmRaised {
        /// Where.
        desk: DeskId,
    },
    /// Somebody goes there.
    AlarmTaken {
        /// Where.
        desk: DeskId,
        /// Who.
        employee: EmployeeId,
    },
    /// The alarm was switched off.
    AlarmEnded {
        /// Where.
        desk: DeskId,
    },
}

/// Whether a count is left out of an event: the usual one is not written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives the field by reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// One place on a visit's way: a queue, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Where one waits.
    pub queue: QueueId,
    /// What for; services of one queue are one stop.
    pub services: Vec<ServiceId>,
    /// The queue's target when the ticket was taken, in minutes.
    pub target_minutes: u16,
}

/// When we expect a visit to be called: likely not before `earliest`, likely by `latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// The early end of the range.
    pub earliest: Instant,
    /// The one time to name.
    pub expected: Instant,
    /// The late end of the range.
    pub latest: Instant,
}

/// Whom a waiting visit is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeantFor {
    /// One employee, wherever she sits.
    Employee(EmployeeId),
    /// One desk, whoever sits there.
    Desk(DeskId),
}

/// How a visit ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Helped, with a known end.
    Served,
    /// Helped; when it was over is not known, and it is outside the figures of service time.
    ServedEndUnknown,
    /// Called or expected, and did not come.
    NoShow,
    /// Given up by the citizen.
    Cancelled,
    /// Waited, and was not served before the day closed.
    LeftUnserved,
    /// Goes on in another centre.
    MovedTo(CentreId),
    /// Has its time on another day of this centre.
    MovedToDay(jiff::civil::Date),
}

/// Why this visit was called, as data that can be shown in any language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// By which rule.
    pub rule: CallRule,
    /// How long it had waited, in seconds.
    pub waited_seconds: u32,
    /// Its queue's target, in minutes.
    pub target_minutes: u16,
    /// When it was due.
    pub due: Instant,
    /// What it was compared with: the best of each queue that the desk serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Compared>,
}

/// The rule by which a visit was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallRule {
    /// An appointment whose time has come.
    AppointmentTime,
    /// The earliest due of those the desk serves.
    EarliestDue,
    /// Chosen by an employee, with this reason.
    OutOfTurn(Why),
    /// Parked, and taken up again.
    Resumed,
}

/// A visit that was not called instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Its number.
    pub number: Number,
    /// Its queue.
    pub queue: QueueId,
    /// When it is due.
    pub due: Instant,
}

impl Fact {
    /// The visit that it is about, where it is about one.
    pub fn visit(&self) -> Option<VisitId> {
        match self {
            Self::TicketTaken { visit, .. }
            | Self::Booked { visit, .. }
            | Self::Rebooked { visit, .. }
            | Self::MovedToDay { visit, .. }
            | Self::Unanswered { visit, .. }
            | Self::Messaged { visit, .. }
            | Self::CheckedIn { visit, .. }
            | Self::Called { visit, .. }
            | Self::CalledAgain { visit }
            | Self::Started { visit }
            | Self::Finished { visit, .. }
            | Self::Missed { visit, .. }
            | Self::SaidHere { visit, .. }
            | Self::Parked { visit }
            | Self::Transferred { visit, .. }
            | Self::Returned { visit }
            | Self::Delayed { visit, .. }
            | Self::MovedForward { visit, .. }
            | Self::Cancelled { visit }
            | Self::Undone { visit, .. }
            | Self::ArrivalSeen { visit, .. }
            | Self::Ended { visit, .. }
            | Self::MovedAway { visit, .. }
            | Self::MovedIn { visit, .. } => Some(*visit),
            _ => None,
        }
    }
}
