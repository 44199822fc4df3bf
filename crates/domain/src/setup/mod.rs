//! The set-up of a centre: what it offers, where, when and by whom, in typed form.
//!
//! A set-up is versioned as a whole. It is made from files by [`parse_setup`], which explains every mistake with its place;
//! a [`Setup`] in hand is always valid: every name in it is known, every tree ends, every required text is there.
//! Nothing here reads a file or a clock.

mod appointments;
mod centre;
mod check_in;
mod consequences;
mod devices;
mod file;
mod holidays;
mod hours;
pub mod limits;
mod messages;
mod mistake;
mod names;
mod parse;
mod people;
mod places;
mod queues;
mod route;
mod section;
mod services;
mod texts;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

use crate::command::Mode;
use crate::ids::{
    AnswerId, AreaId, CapacityId, CentreId, DeskId, EmployeeId, KioskId, Language, Letter, LiftId, QuestionId, QueueId,
    ReferralId, ScreenId, ServiceId, SetupVersion,
};
use crate::message::MessageKind;
use crate::time::Instant;

pub use check_in::CheckInBy;
pub use file::{MUNICIPALITY_FILE, SourceFile, files_of};
pub use holidays::{Holiday, easter, holiday};
pub use mistake::{Code, Mistake, Weight};
pub use parse::{Municipality, parse_municipality, parse_setup};
pub use route::{Route, Stand, route};

/// A text in several languages. Danish is always there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub BTreeMap<Language, String>);

impl Texts {
    /// The text in `language`, or else in English, or else in Danish, or else empty.
    pub fn get(&self, language: &Language) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.get(&Language::english()))
            .or_else(|| self.0.get(&Language::danish()))
            .map_or("", String::as_str)
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One centre's set-up, valid as a whole.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The version under which it was published.
    pub version: SetupVersion,
    /// The centre.
    pub centre: CentreId,
    /// Its name: "Borgerservice".
    pub name: Texts,
    /// The municipality's name: "Nordvig Kommune".
    pub municipality: Texts,
    /// The house and street where it is found.
    pub address: String,
    /// The zone of its civil time.
    pub time_zone: TimeZone,
    /// The languages that citizens can choose, in the order shown; the first is the main one.
    pub languages: Vec<Language>,
    /// The colour of what leads on.
    pub colour: Colour,
    /// Spans and limits of the rules.
    pub rules: Rules,
    /// What citizens come for.
    pub services: BTreeMap<ServiceId, Service>,
    /// What a kiosk asks before a ticket.
    pub questions: BTreeMap<QuestionId, Question>,
    /// Where an answer may lead instead of to a ticket.
    pub referrals: BTreeMap<ReferralId, Referral>,
    /// How citizens are told what happens while they are not in the hall.
    pub messages: Messages,
    /// Who gives booked times, when, and how many at once.
    pub capacities: BTreeMap<CapacityId, Capacity>,
    /// How times for a service are booked; a service without an entry has none.
    pub appointments: BTreeMap<ServiceId, Bookable>,
    /// Who waits for the same kind of help.
    pub queues: BTreeMap<QueueId, Queue>,
    /// Where citizens wait.
    pub areas: BTreeMap<AreaId, Area>,
    /// Lifts and stairs between the floors.
    pub lifts: BTreeMap<LiftId, Lift>,
    /// Where citizens are served.
    pub desks: BTreeMap<DeskId, Desk>,
    /// Touch stands.
    pub kiosks: BTreeMap<KioskId, Kiosk>,
    /// Screens on the wall.
    pub screens: BTreeMap<ScreenId, Screen>,
    /// Who works here.
    pub employees: BTreeMap<EmployeeId, Employee>,
}

/// The colour of buttons and of what leads on, by its Danish name: one of a few that can be read on light and on dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colour {
    /// Blue-green (usual).
    #[default]
    Fjord,
    /// Brick red.
    Tegl,
    /// Forest green.
    Skov,
    /// Sea blue.
    Hav,
    /// Heather violet.
    Lyng,
}

/// Spans and limits of the rules of the hall, each with the value it has unless the centre sets another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Target of a queue without one of its own; 15 minutes.
    pub target_minutes: u16,
    /// How long after its time an appointment may check in and keep it; 10 minutes.
    pub grace_minutes: u16,
    /// How long a missed visit may still say "I am here"; 15 minutes.
    pub missed_minutes: u16,
    /// How long after its time an appointment nobody came to ends as a no-show; never under 30 minutes.
    pub no_show_minutes: u16,
    /// How far past its due a visit meant for one employee or desk opens to its queue; 10 minutes.
    pub meant_for_minutes: u16,
    /// The pause before a visit can be called again; 20 seconds.
    pub recall_pause_seconds: u16,
    /// How many times a visit can be called again; 3.
    pub recalls_max: u8,
    /// How long a press can be undone; 60 seconds.
    pub undo_seconds: u16,
    /// How long nobody has seen an arrival before colleagues are told too; 60 seconds, 15 to 600.
    pub arrival_pass_on_seconds: u16,
    /// How long after nobody answered a phone or video appointment is tried once more; 10 minutes, 1 to 120.
    pub ring_again_minutes: u16,
    /// How long a time is kept for a citizen who is about to book it; 10 minutes, 1 to 30.
    pub hold_minutes: u16,
    /// What `next` does while a service is under way.
    pub next_while_serving: NextWhileServing,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            target_minutes: 15,
            grace_minutes: 10,
            missed_minutes: 15,
            no_show_minutes: 30,
            meant_for_minutes: 10,
            recall_pause_seconds: 20,
            recalls_max: 3,
            undo_seconds: 60,
            arrival_pass_on_seconds: 60,
            ring_again_minutes: 10,
            hold_minutes: 10,
            next_while_serving: NextWhileServing::Finish,
        }
    }
}

/// What `next` does while a service is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextWhileServing {
    /// It ends the service as served and calls the next (usual).
    Finish,
    /// It is refused: the employee finishes first.
    Ask,
}

/// What a citizen comes for.
#[derive(Debug, Clone)]
pub struct Service {
    /// On the kiosk's button.
    pub name: Texts,
    /// The line under it.
    pub help: Texts,
    /// The service it is a choice of; a service with choices is never chosen itself.
    pub parent: Option<ServiceId>,
    /// Its choices, in the order shown; empty where it can be chosen itself.
    pub choices: Vec<ServiceId>,
    /// Where one waits for it. A service with choices hands its queue on to them.
    pub queue: QueueId,
    /// How long it typically takes at the desk, in minutes, 1 to 240.
    pub typical_minutes: u16,
    /// Whether it is given by booked time only.
    pub appointment_only: bool,
    /// The first question before a ticket.
    pub question: Option<QuestionId>,
    /// What the employee should remember, in the employee's language.
    pub remember: Texts,
}

/// How citizens are told what happens while they are not in the hall.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    /// Whom text messages are from, 1 to 11 letters and digits; empty where the municipality has named nobody.
    pub sender: String,
    /// When none go out that can wait.
    pub quiet: Option<Quiet>,
    /// The number that citizens ring, as they read it: 3 to 15 digits with spaces between, and a plus in front where it has its
    /// country. None where nobody said one.
    pub phone: Option<String>,
    /// Texts in the place of the usual ones: of a kind, for one service or for all.
    pub texts: BTreeMap<(MessageKind, Option<ServiceId>), Texts>,
}

impl Messages {
    /// The centre's own text of a kind for a service, where it has one.
    pub fn text(&self, kind: MessageKind, service: &ServiceId) -> Option<&Texts> {
        let own = self.texts.get(&(kind, Some(service.clone())));
        own.or_else(|| self.texts.get(&(kind, None)))
    }
}

/// Hours of every day in which no message goes out that can wait; over midnight where `to` is the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The first minute.
    pub from: Time,
    /// The first minute no longer quiet.
    pub to: Time,
}

/// Who gives booked times, when, and how many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// For employees: "Byggesagsbehandlere".
    pub name: Texts,
    /// With whom.
    pub with: With,
    /// Times begin every so many minutes from the start of each span, 5 to [`limits::MEETING_MINUTES_MAX`]; where none is
    /// said, as often as the meeting is long, its buffer included.
    pub every_minutes: Option<u16>,
    /// When.
    pub hours: Hours,
    /// For acute times: they can be had on their own day alone, from this time of the day on.
    pub opens: Option<Time>,
}

/// With whom a booked time is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// Whoever is free at a desk; at most so many at once, 1 to 200.
    AnyDesk {
        /// How many at once.
        parallel: u16,
    },
    /// One of these; each has one appointment at a time, whatever it is for.
    Employees(Vec<EmployeeId>),
}

/// How times for a service are booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookable {
    /// How it can be held; at least one way.
    pub meetings: BTreeMap<Mode, Meeting>,
    /// How long before its time it must be booked at the latest, in minutes, up to 60 days.
    pub notice_minutes: u32,
    /// How many days ahead it can be booked at the earliest, 1 to 366.
    pub days_ahead: u16,
    /// How many open bookings of it one person may have, 1 to 50.
    pub open_max: u8,
    /// What to bring, or to have at hand.
    pub bring: Vec<Texts>,
    /// Words by which citizens look for it beside its name: "carport, udestue, skur".
    pub words: Texts,
    /// The first question before a time is given.
    pub question: Option<QuestionId>,
    /// Whether one is asked what it is about, in one's own words.
    pub topic: bool,
    /// Whether messages must not say what it is about.
    pub sensitive: bool,
    /// When one is reminded, in minutes before its time, the earliest first.
    pub remind_minutes_before: Vec<u32>,
}

/// One way in which a booked time is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// How long it takes, in minutes, 5 to [`limits::MEETING_MINUTES_MAX`].
    pub minutes: u16,
    /// How long after it whoever gives it is not to be had for another, in minutes, 0 to 120.
    pub buffer_minutes: u16,
    /// Who gives it; the first of these that is free.
    pub capacities: Vec<CapacityId>,
    /// What one should know of it: the number from which we ring.
    pub note: Texts,
    /// The web address of a video meeting.
    pub link: Option<String>,
}

/// A question before a ticket.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked.
    pub text: Texts,
    /// What can be answered, in the order shown; at least two.
    pub answers: Vec<AnswerChoice>,
}

/// One answer to a question.
#[derive(Debug, Clone)]
pub struct AnswerChoice {
    /// Its name in events.
    pub id: AnswerId,
    /// On its button.
    pub text: Texts,
    /// Where it leads.
    pub then: Then,
}

/// Where an answer leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// To the ticket.
    Ticket,
    /// To another question. The tree has no circles.
    Ask(QuestionId),
    /// To a referral: no ticket, help elsewhere.
    Refer(ReferralId),
}

/// Help elsewhere: another office, a website, a paper to fetch first.
#[derive(Debug, Clone)]
pub struct Referral {
    /// The heading.
    pub name: Texts,
    /// What to do now.
    pub text: Texts,
    /// A web address shown as QR code.
    pub link: Option<String>,
}

/// Who waits for the same kind of help.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Its letter; two queues of a centre may share one (and then share its numbers).
    pub letter: Letter,
    /// Its public name.
    pub name: Texts,
    /// Within how many minutes a walk-in should be called, where it has its own target; 1 to 480.
    pub target_minutes: Option<u16>,
    /// How many may wait before it is full.
    pub waiting_max: Option<u16>,
    /// How many tickets it gives in a day before it is full.
    pub tickets_max: Option<u16>,
    /// When it gives tickets.
    pub hours: Hours,
    /// Where one waits.
    pub area: Option<AreaId>,
    /// What is left when it gives no tickets: book, phone, self-service.
    pub instead: Texts,
}

/// Opening hours in civil time: a week, other weeks for a while, public holidays, and dates that differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    /// The usual week.
    pub week: Week,
    /// Other weeks for a while; where several hold, the last of them does.
    pub periods: Vec<WeekPeriod>,
    /// Whether it is open on public holidays too; usually not.
    pub on_holidays: bool,
    /// Other days of every year on which it is closed.
    pub also_closed: Vec<Holiday>,
    /// Dates that differ, whatever else they are; no spans means closed.
    pub dates: BTreeMap<Date, Vec<OpenSpan>>,
}

/// Spans per weekday ([`Hours::day_key`]); a day that is missing is closed. Spans are in order and do not overlap.
pub type Week = BTreeMap<u8, Vec<OpenSpan>>;

/// Another week than the usual one, from a date to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekPeriod {
    /// The first date; none where it has always been so.
    pub from: Option<Date>,
    /// The last date; none where it goes on.
    pub until: Option<Date>,
    /// The week of these dates.
    pub week: Week,
}

impl WeekPeriod {
    /// Whether a date is within it.
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// From (included) to (not included), in civil time of one day. `to` of 00:00 means midnight at the day's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSpan {
    /// The first minute.
    pub from: Time,
    /// The first minute no longer open.
    pub to: Time,
}

impl Hours {
    /// The key of [`Hours::week`]: Monday 1 to Sunday 7.
    pub fn day_key(day: Weekday) -> u8 {
        u8::try_from(day.to_monday_one_offset()).unwrap_or(1)
    }

    /// The spans of a date, in order.
    pub fn on(&self, date: Date) -> &[OpenSpan] {
        if let Some(differs) = self.dates.get(&date) {
            return differs;
        }
        if holiday(date).is_some_and(|day| self.closed_on(day)) {
            return &[];
        }
        let period = self.periods.iter().rev().find(|period| period.holds(date));
        let week = period.map_or(&self.week, |period| &period.week);
        week.get(&Self::day_key(date.weekday())).map_or(&[], Vec::as_slice)
    }

    /// Whether it is closed on such a day of every year.
    fn closed_on(&self, day: Holiday) -> bool {
        self.also_closed.contains(&day) || (day.is_public() && !self.on_holidays)
    }

    /// Whether there is any span at all.
    pub fn is_never_open(&self) -> bool {
        let weeks = std::iter::once(&self.week).chain(self.periods.iter().map(|period| &period.week));
        weeks.flat_map(Week::values).chain(self.dates.values()).all(Vec::is_empty)
    }

    /// Whether it is open at a civil time.
    pub fn open_at(&self, at: DateTime) -> bool {
        let midnight = Time::midnight();
        self.on(at.date()).iter().any(|s| s.from <= at.time() && (at.time() < s.to || s.to == midnight))
    }

    /// When the last span of a date ends, as a civil time; `None` where it is closed all day. Midnight at the day's end
    /// is given as 23:59:59.
    pub fn last_close(&self, date: Date) -> Option<Time> {
        self.on(date).last().map(|s| if s.to == Time::midnight() { Time::constant(23, 59, 59, 0) } else { s.to })
    }
}

/// A place on a floor's plan, in whole per cents from its upper left corner, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// To the right.
    pub x: u8,
    /// Down.
    pub y: u8,
}

/// What takes citizens to another floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiftKind {
    /// A lift.
    Lift,
    /// Stairs.
    Stairs,
}

/// A lift or stairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lift {
    /// Which of them.
    pub kind: LiftKind,
    /// Where it is on each floor's plan, where that is known.
    pub at: Option<Spot>,
    /// The floors that it goes to, from the lowest; 2 to [`limits::LIFT_FLOORS_MAX`], none twice.
    pub floors: Vec<i8>,
}

/// Where citizens wait.
#[derive(Debug, Clone)]
pub struct Area {
    /// "Venteområde 2".
    pub name: Texts,
    /// 0 is the ground floor.
    pub floor: i8,
    /// Where it is on its floor's plan, where that is known.
    pub at: Option<Spot>,
    /// The way from the kiosk.
    pub way: Texts,
}

/// What kind of place a desk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskKind {
    /// A counter in the hall.
    Counter,
    /// A room.
    Room,
    /// A phone line.
    Phone,
}

/// Where a citizen is served.
#[derive(Debug, Clone)]
pub struct Desk {
    /// "Skranke 4", "Lokale 12".
    pub name: Texts,
    /// What kind of place it is.
    pub kind: DeskKind,
    /// 0 is the ground floor.
    pub floor: i8,
    /// Where it is on its floor's plan, where that is known.
    pub at: Option<Spot>,
    /// The way from the waiting area.
    pub way: Texts,
    /// The queues it serves unless the employee chooses others.
    pub queues: Vec<QueueId>,
}

/// A touch stand.
#[derive(Debug, Clone)]
pub struct Kiosk {
    /// "Stander 1".
    pub name: Texts,
    /// 0 is the ground floor.
    pub floor: i8,
    /// Where it is on its floor's plan, where that is known.
    pub at: Option<Spot>,
    /// Its buttons, in the order shown: services without a parent.
    pub buttons: Vec<ServiceId>,
    /// By what one checks in here, in the order shown; none where one does not.
    pub check_in: Vec<CheckInBy>,
    /// What its reader puts before what it reads, each 1 to [`limits::SCAN_PREFIX_CHARS_MAX`] characters.
    pub scan_prefixes: Vec<String>,
}

/// A screen on the wall.
#[derive(Debug, Clone)]
pub struct Screen {
    /// "Infoskærm i stuen".
    pub name: Texts,
    /// The queues whose state it shows, in the order shown; calls of these are shown too.
    pub queues: Vec<QueueId>,
    /// From how far it must be readable, in metres.
    pub distance_metres: u8,
    /// Light or dark.
    pub theme: Theme,
    /// Whether a call is heard.
    pub sound: bool,
    /// The language in which it shows and speaks: one that the centre offers.
    pub language: Language,
    /// News in the info pane.
    pub pages: Vec<InfoPage>,
}

/// Whether a screen is light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Dark from dusk (usual).
    #[default]
    Auto,
}

/// The picture of an info page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Picture {
    /// The town.
    Town,
    /// A calendar.
    Calendar,
    /// Somebody who helps.
    Help,
    /// None (usual).
    #[default]
    None,
}

/// One page of the info pane.
#[derive(Debug, Clone)]
pub struct InfoPage {
    /// Its heading.
    pub title: Texts,
    /// Its text.
    pub text: Texts,
    /// Its picture.
    pub picture: Picture,
    /// The first date on which it is shown.
    pub from: Option<Date>,
    /// The last date on which it is shown.
    pub until: Option<Date>,
}

/// The ladder of roles; each includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Serves citizens.
    Employee,
    /// Steers the hall.
    Manager,
    /// Edits a centre's set-up.
    Superuser,
    /// Runs the installation.
    SystemOwner,
}

/// Somebody who works in the hall.
#[derive(Debug, Clone)]
pub struct Employee {
    /// For colleagues; never public.
    pub name: String,
    /// Two or three letters.
    pub initials: String,
    /// What she may do.
    pub role: Role,
    /// The queues she serves unless she chooses others; empty means those of her desk.
    pub queues: Vec<QueueId>,
}

impl Setup {
    /// The same set-up under another version.
    #[must_use]
    pub fn with_version(self, version: SetupVersion) -> Self {
        Self { version, ..self }
    }

    /// A queue's target in minutes.
    pub fn target_minutes(&self, queue: &QueueId) -> u16 {
        self.queues.get(queue).and_then(|q| q.target_minutes).unwrap_or(self.rules.target_minutes)
    }

    /// The civil date and time of an instant here.
    pub fn civil(&self, at: Instant) -> DateTime {
        at.civil(&self.time_zone)
    }
}
