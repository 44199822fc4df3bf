//! What happened, in words: one sentence for each event, with who brought it about and why.
//!
//! The facts come first, then the rule. Names are those of the set-up that is handed in; a visit is named by its number
//! and nothing else. Every fact has its text: the match below has no way out, so that a new one cannot be forgotten.

use domain::command::{Actor, Mode, QueueOrder};
use domain::day::{Day, PeriodKind};
use domain::event::{CallRule, Event, Fact, Forecast, MeantFor, Outcome, Reason, Stop};
use domain::ids::{DeskId, EmployeeId, KioskId, VisitId};
use domain::message::{Channel, Fate};
use domain::time::Instant;

use crate::account_text::why_message;
use crate::words::Words;

/// An event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub what: String,
    /// Why, and what else is known; empty where there is nothing more.
    pub more: String,
    /// Who brought it about, where the sentence does not say so already; empty otherwise.
    pub who: String,
}

impl Sentence {
    /// What happened, as it stands before what more there is: with a full stop where that is a sentence of its own.
    pub fn before_more(&self) -> String {
        let stop = if self.more.starts_with(char::is_uppercase) { "." } else { "" };
        format!("{}{stop}", self.what)
    }
}

/// The events of a day in words.
#[derive(Debug, Clone, Copy)]
pub struct EventWords<'a> {
    /// Names, times and language.
    pub words: Words<'a>,
    /// The day, which knows the visits' numbers and what they were told.
    pub day: &'a Day,
    /// What happened, in order: what was taken back stands before it and nowhere else.
    pub events: &'a [Event],
}

/// What happened, and what more there is to say.
type Said = (String, Vec<String>);

impl EventWords<'_> {
    /// An event in words.
    pub fn sentence(&self, event: &Event) -> Sentence {
        let (what, more) = self.about_visits(event).unwrap_or_else(|fact| self.about_house(fact));
        let more: Vec<String> = more.into_iter().filter(|part| !part.is_empty()).collect();
        let who = if names_who(&event.fact) { String::new() } else { self.who(&event.by) };
        Sentence { what, more: more.join(". "), who }
    }

    /// Somebody in few words: initials, a kiosk's name, "the citizen".
    pub fn who(&self, actor: &Actor) -> String {
        let words = &self.words;
        match actor {
            Actor::Employee(employee) => words.initials(employee),
            Actor::Kiosk(kiosk) => words.kiosk(kiosk),
            Actor::Citizen => words.t("event-who-citizen"),
            Actor::Program(name) => words.with("event-who-program", &[("name", name)]),
            Actor::Clock => words.t("event-who-clock"),
        }
    }

    /// A visit's number; a question mark where the day does not know the visit.
    pub fn number(&self, visit: VisitId) -> String {
        self.day.visit(visit).map_or_else(|| "?".to_owned(), |v| v.number.to_string())
    }

    /// Why a visit was called, fact by fact, each a part of a sentence.
    pub fn why_called(&self, reason: &Reason) -> Vec<String> {
        let words = &self.words;
        let waited = || {
            let (span, target) = (words.span(u64::from(reason.waited_seconds)), reason.target_minutes.to_string());
            words.with("event-waited", &[("span", &span), ("target", &target)])
        };
        match reason.rule {
            CallRule::EarliestDue => vec![waited()],
            CallRule::AppointmentTime => vec![words.with("event-had-appointment", &[("time", &words.at(reason.due))])],
            CallRule::OutOfTurn(why) => {
                vec![words.with("event-out-of-turn", &[("why", &words.t(why_message(why)))]), waited()]
            }
            CallRule::Resumed => vec![words.t("event-resumed")],
        }
    }

    /// What happened to a visit; or the fact, where it is about the house.
    fn about_visits<'e>(&self, event: &'e Event) -> Result<Said, &'e Fact> {
        let words = &self.words;
        let one = |message: &str, visit: VisitId| words.with(message, &[("number", &self.number(visit))]);
        let plain = |message: &str, visit: VisitId| Ok((one(message, visit), Vec::new()));
        match &event.fact {
            Fact::TicketTaken { visit, stops, forecast, .. } => {
                let promised = forecast.as_ref().map(|told| self.promised("event-promised", told));
                Ok((one("event-ticket-taken", *visit), vec![self.services(stops), promised.unwrap_or_default()]))
            }
            Fact::Booked { visit, starts_at, mode, employee, interpreter, .. } => {
                let values = [("number", &*self.number(*visit)), ("time", &words.at(*starts_at))];
                let mut more = self.agreed(*mode, employee.as_ref());
                more.extend(interpreter.then(|| words.t("event-interpreter")));
                Ok((words.with("event-booked", &values), more))
            }
            Fact::Rebooked { visit, starts_at, mode, employee, .. } => {
                let values = [("number", &*self.number(*visit)), ("time", &words.at(*starts_at))];
                Ok((words.with("event-rebooked", &values), self.agreed(*mode, employee.as_ref())))
            }
            Fact::MovedToDay { visit, date } => {
                let values = [("number", &*self.number(*visit)), ("date", &words.date(*date))];
                Ok((words.with("event-moved-to-day", &values), Vec::new()))
            }
            Fact::Messaged { visit, kind, channel, fate } => {
                let what = format!("event-message-{}", kind.as_str().replace('_', "-"));
                let values = [("number", &*self.number(*visit)), ("what", &words.t(&what))];
                Ok((words.with(fate_message(*fate), &values), vec![words.t(channel_message(*channel))]))
            }
            Fact::Unanswered { visit, again_at } => {
                let more = words.with("event-unanswered-until", &[("time", &words.at(*again_at))]);
                Ok((one("event-unanswered", *visit), vec![more]))
            }
            Fact::CheckedIn { visit, on_time, .. } => {
                let more = if *on_time { "event-on-time" } else { "event-not-on-time" };
                Ok((one("event-checked-in", *visit), vec![words.t(more)]))
            }
            Fact::Called { visit, desk, reason, ended, .. } => {
                let values = [("number", &*self.number(*visit)), ("desk", &words.desk(desk))];
                let mut more = self.why_called(reason);
                more.push(self.kept_promise(*visit, event.at));
                more.extend(ended.map(|ended| one("event-ended-by-next", ended)));
                Ok((words.with("event-called", &values), more))
            }
            Fact::CalledAgain { visit } => plain("event-called-again", *visit),
            Fact::Started { visit } => match self.seat(*visit, event.at) {
                Some(desk) => {
                    let values = [("number", &*self.number(*visit)), ("desk", &words.desk(desk))];
                    Ok((words.with("event-started-at", &values), Vec::new()))
                }
                None => plain("event-started", *visit),
            },
            Fact::Finished { visit, goes_on } => {
                let next = goes_on.and_then(|place| self.day.visit(*visit)?.stops.get(usize::from(place)));
                let goes_on = next.map(|stop| words.with("event-goes-on", &[("queue", &words.queue(&stop.queue))]));
                Ok((
                    one("event-finished", *visit),
                    vec![self.served_for(*visit, event.at), goes_on.unwrap_or_default()],
                ))
            }
            Fact::Missed { visit, ends_at } => {
                let more = words.with("event-missed-until", &[("time", &words.at(*ends_at))]);
                Ok((one("event-missed", *visit), vec![more]))
            }
            Fact::SaidHere { visit, .. } => plain("event-said-here", *visit),
            Fact::Parked { visit } => plain("event-parked", *visit),
            Fact::Transferred { visit, queue, meant_for } => {
                let values = [("number", &*self.number(*visit)), ("queue", &words.queue(queue))];
                let meant = meant_for.as_ref().map(|meant| self.meant_for(meant)).unwrap_or_default();
                Ok((words.with("event-transferred", &values), vec![meant]))
            }
            Fact::Returned { visit } => plain("event-returned", *visit),
            Fact::Delayed { visit, not_before, .. } => {
                let more = words.with("event-not-before", &[("time", &words.at(*not_before))]);
                Ok((one("event-delayed", *visit), vec![more]))
            }
            Fact::MovedForward { visit, why, .. } => {
                Ok((one("event-moved-forward", *visit), vec![words.t(why_message(*why))]))
            }
            Fact::Cancelled { visit } => plain("event-cancelled", *visit),
            Fact::Undone { visit, other } => {
                let undone = |visit: VisitId| one(self.undone_message(visit, event), visit);
                Ok((undone(*visit), other.map(undone).into_iter().collect()))
            }
            Fact::ArrivalSeen { visit, employee, again_at } => {
                let values = [("number", &*self.number(*visit)), ("employee", &words.initials(employee))];
                let again = again_at.map(|at| words.with("event-shown-again", &[("time", &words.at(at))]));
                Ok((words.with("event-arrival-seen", &values), again.into_iter().collect()))
            }
            Fact::Ended { visit, outcome, .. } => plain(outcome_message(outcome), *visit),
            Fact::MovedAway { visit, centre } => {
                let values = [("number", &*self.number(*visit)), ("centre", centre.as_str())];
                Ok((words.with("event-moved-away", &values), Vec::new()))
            }
            Fact::MovedIn { visit, centre, stops, .. } => {
                let values = [("number", &*self.number(*visit)), ("centre", centre.as_str())];
                Ok((words.with("event-moved-in", &values), vec![self.services(stops)]))
            }
            house => Err(house),
        }
    }

    fn about_house(&self, fact: &Fact) -> Said {
        let words = &self.words;
        let at_desk = |message: &str, desk: &DeskId| words.with(message, &[("desk", &words.desk(desk))]);
        let at_kiosk = |message: &str, kiosk: &KioskId| words.with(message, &[("kiosk", &words.kiosk(kiosk))]);
        let seated = |message: &str, employee: &EmployeeId, desk: &DeskId| {
            words.with(message, &[("employee", &words.initials(employee)), ("desk", &words.desk(desk))])
        };
        let mut more = Vec::new();
        let what = match fact {
            Fact::DayOpened { .. } => words.t("event-day-opened"),
            Fact::DayClosed {} => words.t("event-day-closed"),
            Fact::Referred { service, referral, .. } => {
                more.push(words.with("event-for", &[("services", &words.service(service))]));
                let name = self.words.setup.referrals.get(referral);
                let name = name.map_or(referral.as_str(), |r| r.name.get(words.language));
                words.with("event-referred", &[("referral", name)])
            }
            Fact::SignedOn { employee, desk, queues } => {
                more.push(words.with("event-for-queues", &[("queues", &words.letters(queues))]));
                seated("event-signed-on", employee, desk)
            }
            Fact::SignedOff { employee, desk } => seated("event-signed-off", employee, desk),
            Fact::Paused { desk, until } => {
                more.extend(until.map(|until| words.with("event-until", &[("time", &words.at(until))])));
                at_desk("event-paused", desk)
            }
            Fact::PauseEnded { desk } => at_desk("event-pause-ended", desk),
            Fact::QueuesChosen { desk, queues } => {
                words.with("event-queues-chosen", &[("desk", &words.desk(desk)), ("queues", &words.letters(queues))])
            }
            Fact::QueueSet { queue, to } => words.with(order_message(*to), &[("queue", &words.queue(queue))]),
            Fact::HelpCalled { kiosk } => at_kiosk("event-help-called", kiosk),
            Fact::HelpTaken { kiosk, employee } => {
                let values = [("employee", &*words.initials(employee)), ("place", &words.kiosk(kiosk))];
                words.with("event-goes-there", &values)
            }
            Fact::HelpEnded { kiosk } => at_kiosk("event-help-ended", kiosk),
            Fact::AlarmRaised { desk } => at_desk("event-alarm-raised", desk),
            Fact::AlarmTaken { desk, employee } => {
                let values = [("employee", &*words.initials(employee)), ("place", &words.desk(desk))];
                words.with("event-goes-there", &values)
            }
            Fact::AlarmEnded { desk } => at_desk("event-alarm-ended", desk),
            Fact::Held { starts_at, until, .. } => {
                words.with("event-held", &[("time", &words.at(*starts_at)), ("until", &words.at(*until))])
            }
            Fact::HoldEnded { .. } => words.t("event-hold-ended"),
            Fact::Blocked { employee, from, to, .. } => {
                let (from, to) = (words.clock(*from), words.clock(*to));
                let values = [("employee", &*words.initials(employee)), ("from", &from), ("to", &to)];
                words.with("event-blocked", &values)
            }
            Fact::Unblocked { .. } => words.t("event-unblocked"),
            // What is about a visit has its words above.
            Fact::TicketTaken { .. }
            | Fact::Booked { .. }
            | Fact::Rebooked { .. }
            | Fact::MovedToDay { .. }
            | Fact::Unanswered { .. }
            | Fact::Messaged { .. }
            | Fact::CheckedIn { .. }
            | Fact::Called { .. }
            | Fact::CalledAgain { .. }
            | Fact::Started { .. }
            | Fact::Finished { .. }
            | Fact::Missed { .. }
            | Fact::SaidHere { .. }
            | Fact::Parked { .. }
            | Fact::Transferred { .. }
            | Fact::Returned { .. }
            | Fact::Delayed { .. }
            | Fact::MovedForward { .. }
            | Fact::Cancelled { .. }
            | Fact::Undone { .. }
            | Fact::ArrivalSeen { .. }
            | Fact::Ended { .. }
            | Fact::MovedAway { .. }
            | Fact::MovedIn { .. } => String::new(),
        };
        (what, more)
    }

    fn services(&self, stops: &[Stop]) -> String {
        let names: Vec<String> = stops.iter().flat_map(|s| &s.services).map(|s| self.words.service(s)).collect();
        if names.is_empty() {
            return String::new();
        }
        self.words.with("event-for", &[("services", &self.words.list(&names))])
    }

    /// How an appointment is held, and with whom.
    fn agreed(&self, mode: Mode, employee: Option<&EmployeeId>) -> Vec<String> {
        let with = |employee| self.words.with("event-with", &[("employee", &self.words.initials(employee))]);
        std::iter::once(self.words.t(mode_message(mode))).chain(employee.map(with)).collect()
    }

    fn meant_for(&self, meant: &MeantFor) -> String {
        let whom = match meant {
            MeantFor::Employee(employee) => self.words.initials(employee),
            MeantFor::Desk(desk) => self.words.desk(desk),
        };
        self.words.with("event-meant-for", &[("whom", &whom)])
    }

    fn promised(&self, message: &str, told: &Forecast) -> String {
        let (from, to) = (self.words.clock(told.earliest), self.words.clock(told.latest));
        // A range within one minute is one time to a reader.
        let range = if from == to { from } else { format!("{from}–{to}") };
        self.words.with(message, &[("range", &range)])
    }

    /// Whether what was told with the ticket came true, at the first call of a visit; empty at any other.
    fn kept_promise(&self, visit: VisitId, at: Instant) -> String {
        let Some(visit) = self.day.visit(visit) else { return String::new() };
        let first = visit.periods.iter().find(|p| p.kind == PeriodKind::Walking).map(|p| p.from);
        let Some(told) = visit.told.as_ref().filter(|_| first == Some(at)) else { return String::new() };
        // A range is told in minutes: the last minute belongs to it.
        let message = match at {
            at if at < told.earliest => "event-promised-early",
            at if at < told.latest.plus_minutes(1) => "event-promised-held",
            _ => "event-promised-late",
        };
        self.promised(message, told)
    }

    /// The message for a press on a visit that an event took back: the last one before it that still stood.
    fn undone_message(&self, visit: VisitId, undone: &Event) -> &'static str {
        let mut pressed = Vec::new();
        for event in self.events.iter().take_while(|event| !std::ptr::eq(*event, undone)) {
            match &event.fact {
                Fact::Undone { visit: one, other } if *one == visit || *other == Some(visit) => {
                    pressed.pop();
                }
                // A visit that goes on at the same desk was finished and called by one press.
                Fact::Called { visit: one, ended, .. } if *one == visit => {
                    if *ended == Some(visit) {
                        pressed.pop();
                    }
                    pressed.push("event-undone-call");
                }
                fact if fact.visit() == Some(visit) => pressed.extend(press_message(fact, &event.by)),
                _ => {}
            }
        }
        pressed.pop().unwrap_or("event-undone")
    }

    /// The desk at which a visit began to be served at an instant.
    fn seat(&self, visit: VisitId, at: Instant) -> Option<&DeskId> {
        let visit = self.day.visit(visit)?;
        visit.periods.iter().find(|p| p.kind == PeriodKind::Serving && p.from == at)?.desk.as_ref()
    }

    fn served_for(&self, visit: VisitId, until: Instant) -> String {
        let began = self.day.visit(visit).and_then(|v| {
            let ended = v.periods.iter().rposition(|p| p.kind == PeriodKind::Serving && p.to == Some(until));
            v.stretch_began(ended?)
        });
        let span = began.map(|began| self.words.span(until.seconds_since(began)));
        span.map(|span| self.words.with("event-served-for", &[("span", &span)])).unwrap_or_default()
    }
}

/// Whether an event's sentence says already who it was.
fn names_who(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::DayOpened { .. }
            | Fact::DayClosed {}
            | Fact::HelpTaken { .. }
            | Fact::AlarmTaken { .. }
            | Fact::ArrivalSeen { .. }
    )
}

/// The message that says that this was taken back, where it is a press that can be: what a citizen says of herself is
/// none, nor is what the clock brings about.
fn press_message(fact: &Fact, by: &Actor) -> Option<&'static str> {
    let at_a_desk = matches!(by, Actor::Employee(_) | Actor::Program(_));
    match fact {
        Fact::Started { .. } => Some("event-undone-start"),
        Fact::Finished { .. } => Some("event-undone-finish"),
        Fact::Missed { .. } => Some("event-undone-miss"),
        Fact::Parked { .. } => Some("event-undone-park"),
        Fact::Transferred { .. } => Some("event-undone-transfer"),
        Fact::Returned { .. } => Some("event-undone-return"),
        Fact::Cancelled { .. } => Some("event-undone-cancel"),
        Fact::MovedForward { .. } => Some("event-undone-move-forward"),
        Fact::CheckedIn { .. } if at_a_desk => Some("event-undone-check-in"),
        Fact::SaidHere { .. } if at_a_desk => Some("event-undone-here"),
        Fact::Delayed { .. } if at_a_desk => Some("event-undone-delay"),
        _ => None,
    }
}

fn mode_message(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "event-mode-in-person",
        Mode::Phone => "event-mode-phone",
        Mode::Video => "event-mode-video",
    }
}

fn fate_message(fate: Fate) -> &'static str {
    match fate {
        Fate::Sent => "event-message-sent",
        Fate::Delivered => "event-message-delivered",
        Fate::Failed => "event-message-failed",
        Fate::Dropped => "event-message-dropped",
    }
}

fn channel_message(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "event-by-sms",
        Channel::Email => "event-by-email",
    }
}

fn outcome_message(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Served => "event-ended-served",
        Outcome::ServedEndUnknown => "event-ended-served-end-unknown",
        Outcome::NoShow => "event-ended-no-show",
        Outcome::Cancelled => "event-ended-cancelled",
        Outcome::LeftUnserved => "event-ended-left-unserved",
        Outcome::MovedTo(_) => "event-ended-moved",
        Outcome::MovedToDay(_) => "event-ended-moved-day",
    }
}

fn order_message(order: QueueOrder) -> &'static str {
    match order {
        QueueOrder::ByHours => "event-queue-by-hours",
        QueueOrder::Open => "event-queue-open",
        QueueOrder::Closed => "event-queue-closed",
        QueueOrder::Paused => "event-queue-paused",
    }
}
