//! A refusal is a value that a person reads: a stable code, and what its text needs.
//!
//! The texts live in `locales/` under `refusal-<code with hyphens>`; no sentence is made here. A refusal is not an
//! error: nothing is broken, the hall's rules say no, and its text says what to do instead.

use serde::{Deserialize, Serialize};

use crate::command::SERVICES_PER_VISIT_MAX;
use crate::ids::{
    CentreId, DeskId, EmployeeId, KioskId, Language, Letter, Number, QuestionId, QueueId, ReferralId, ServiceId,
};

/// Why the hall says no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// The day is over.
    DayClosed,
    /// The day still has open visits; closing it now needs a confirmation.
    CloseDayUnconfirmed {
        /// How many wait or are parked.
        waiting: u32,
        /// How many are called or being served.
        at_desks: u32,
    },
    /// A desk's alarm is on and nobody goes there; until somebody does, or it is switched off, only midnight ends the day.
    AlarmUntaken {
        /// Which desk; the first by name where there are several.
        desk: DeskId,
    },
    /// A citizen at a kiosk called for help and nobody goes there; until somebody does, or it is switched off, only
    /// midnight ends the day.
    HelpUntaken {
        /// Which kiosk; the first by name where there are several.
        kiosk: KioskId,
    },
    /// The day holds as many visits as it can ([`crate::day::VISITS_PER_DAY_MAX`]).
    DayFull,

    /// No such visit today.
    UnknownVisit,
    /// No such service here.
    UnknownService {
        /// What was named.
        service: ServiceId,
    },
    /// No such queue here.
    UnknownQueue {
        /// What was named.
        queue: QueueId,
    },
    /// No such desk here.
    UnknownDesk {
        /// What was named.
        desk: DeskId,
    },
    /// No such employee here.
    UnknownEmployee {
        /// What was named.
        employee: EmployeeId,
    },
    /// No such kiosk here.
    UnknownKiosk {
        /// What was named.
        kiosk: KioskId,
    },
    /// No such centre.
    UnknownCentre {
        /// What was named.
        centre: CentreId,
    },
    /// The centre does not offer the language.
    UnknownLanguage {
        /// What was named.
        language: Language,
        /// Those that it offers, the main one first.
        offered: Vec<Language>,
    },

    /// A ticket needs a service.
    NoService,
    /// Too many services for one visit.
    TooManyServices {
        /// The most.
        max: u32,
    },
    /// The same service is named twice.
    ServiceTwice {
        /// Which.
        service: ServiceId,
    },
    /// The service has choices: one of them is to be named.
    ServiceHasChoices {
        /// Which.
        service: ServiceId,
    },
    /// The service is given by booked time only.
    AppointmentOnly {
        /// Which.
        service: ServiceId,
    },
    /// A question has not been answered.
    AnswerMissing {
        /// Which.
        question: QuestionId,
    },
    /// An answer does not belong to the question that was asked.
    AnswerUnknown {
        /// Which question.
        question: QuestionId,
    },
    /// The answers lead to a referral, not to a ticket.
    Referred {
        /// Which.
        referral: ReferralId,
    },
    /// The answers do not lead to a referral.
    NotReferred,
    /// The queue gives no tickets now: its hours are over.
    QueueClosedByHours {
        /// Which.
        queue: QueueId,
    },
    /// The queue gives no tickets now: a manager closed it.
    QueueClosedByManager {
        /// Which.
        queue: QueueId,
    },
    /// The queue is paused: no tickets and no calls.
    QueuePaused {
        /// Which.
        queue: QueueId,
    },
    /// The queue gives no tickets now: it is full.
    QueueFull {
        /// Which.
        queue: QueueId,
    },
    /// The day's numbers of a letter are used up.
    NumbersUsedUp {
        /// Which letter.
        letter: Letter,
    },
    /// The visit exists already.
    VisitExists,

    /// The visit is booked and not checked in.
    VisitBooked {
        /// Which.
        number: Number,
    },
    /// The visit waits.
    VisitWaiting {
        /// Which.
        number: Number,
    },
    /// The visit is called.
    VisitCalled {
        /// Which.
        number: Number,
        /// Where to.
        desk: DeskId,
    },
    /// The visit is being served.
    VisitServing {
        /// Which.
        number: Number,
        /// Where.
        desk: DeskId,
    },
    /// The visit is parked.
    VisitParked {
        /// Which.
        number: Number,
    },
    /// The visit is missed, and parked until it ends.
    VisitMissed {
        /// Which.
        number: Number,
    },
    /// The visit is over.
    VisitEnded {
        /// Which.
        number: Number,
    },

    /// Nobody is signed on at the desk.
    NobodyAtDesk {
        /// Which.
        desk: DeskId,
    },
    /// The desk is on a pause.
    DeskPaused {
        /// Which.
        desk: DeskId,
    },
    /// The desk has a visit that is called: has it come, or is it missed?
    CallOpen {
        /// Which desk.
        desk: DeskId,
        /// Which visit.
        number: Number,
    },
    /// The desk has a visit that is being served, which ends first.
    ServiceOpen {
        /// Which desk.
        desk: DeskId,
        /// Which visit.
        number: Number,
    },
    /// A colleague sits at the desk; taking it over needs a word.
    DeskTaken {
        /// Which.
        desk: DeskId,
        /// Who.
        employee: EmployeeId,
    },
    /// The employee sits at another desk; moving needs a word.
    SignedOnElsewhere {
        /// Where.
        desk: DeskId,
    },
    /// A desk serves at least one queue.
    NoQueue,

    /// Calling again is possible after a short pause.
    RecallTooSoon {
        /// How many seconds are left.
        seconds: u32,
    },
    /// The visit was called as often as it can be.
    RecallsUsedUp {
        /// How often that is.
        max: u32,
    },
    /// Nothing was pressed that can be taken back.
    NothingToUndo,
    /// It was too long ago.
    UndoTooLate {
        /// How long it is possible, in seconds.
        seconds: u32,
    },
    /// The visit, or the desk, has changed since.
    UndoChanged,
    /// A delay moves the time back, never forward.
    DelayNotLater,
    /// A delay cannot go beyond the day.
    DelayTooLong,
    /// Nobody is to be told that the citizen is here: the visit waits for whoever is free, or is delayed.
    NotAnArrival {
        /// Which.
        number: Number,
    },
    /// An arrival that is put off is shown again later than now.
    AgainNotLater,
    /// An arrival cannot be put off for so long, or beyond the day.
    AgainTooLate {
        /// How long it can be, in minutes.
        minutes: u32,
    },
    /// The visit is there already.
    AlreadyThere,
    /// The pause would end before it begins.
    PauseNotLater,
    /// No time can be booked for the service here.
    NotBookable {
        /// Which.
        service: ServiceId,
    },
    /// The service is not given in this way.
    ModeNotOffered {
        /// Which.
        service: ServiceId,
    },
    /// The employee gives no times for this.
    NotWithEmployee {
        /// Who.
        employee: EmployeeId,
    },
    /// Somebody else has taken the time.
    SlotGone,
    /// The plan has no such time.
    SlotUnknown,
    /// The time is too near, or has begun.
    SlotTooSoon {
        /// How long before it a time must be booked, in minutes.
        minutes: u32,
    },
    /// The time is too far ahead.
    SlotTooFar {
        /// How many days ahead a time can be booked.
        days: u32,
    },
    /// A time is kept for a minute at least, and no longer than this.
    HoldTooLong {
        /// The most minutes.
        max: u32,
    },
    /// So many times of the day are kept for somebody at once; in a few minutes some of them are free again.
    TooManyHolds {
        /// The most.
        max: u32,
    },
    /// No time is kept for this visit, or not any more.
    NoHold,
    /// The visit is no booked time.
    NotAnAppointment {
        /// Which.
        number: Number,
    },
    /// The appointment's time has begun: it can be moved no more.
    AppointmentBegun {
        /// Which.
        number: Number,
    },
    /// What is to be kept free would end before it begins, or lies not on this day.
    BlockNotOnThisDay,
    /// So many stretches of the day are kept free already.
    TooManyBlocks {
        /// The most.
        max: u32,
    },
    /// No such stretch is kept free.
    UnknownBlock,
    /// The person has as many open bookings of a service as one may have.
    TooManyBookings {
        /// The most.
        max: u32,
    },
    /// Only an employee may do this.
    EmployeeOnly,
    /// The time is not on this day.
    TimeNotOnThisDay,
}

impl Refusal {
    /// The refusal of too many services.
    pub fn too_many_services() -> Self {
        Self::TooManyServices { max: u32::try_from(SERVICES_PER_VISIT_MAX).unwrap_or(u32::MAX) }
    }

    /// The stable code, as programs see it: `queue_full`.
    pub fn code(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => match map.get("code") {
                Some(serde_json::Value::String(code)) => code.clone(),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// What the text needs, by name: numbers as `A 47`, names as identifiers.
    pub fn details(&self) -> Vec<(String, serde_json::Value)> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => map.into_iter().filter(|(k, _)| k != "code").collect(),
            _ => Vec::new(),
        }
    }
}
