//! The account of a run, for people: a line for each thing that happened, and what was counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::account::Account;
use domain::answer::Answer;
use domain::command::{Action, Actor, Mode, TransferTo};
use domain::ids::{EmployeeId, ServiceId};
use domain::time::Instant;
use engine::{EngineError, Reply, Request};
use jiff::tz::TimeZone;

use crate::world::{Plan, Ran};

/// What was counted in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Commands of people.
    pub commands: u64,
    /// Commands of those who mean harm.
    pub hostile: u64,
    /// Requests that were sent once more because nobody knew.
    pub sent_again: u64,
    /// Buttons that were pressed twice.
    pub pressed_twice: u64,
    /// Messages that were lost.
    pub lost: u64,
    /// Batches that were decided.
    pub batches: u64,
    /// Commands that were done.
    pub done: u64,
    /// Commands that had been done before, and got their first answer.
    pub repeated: u64,
    /// Calls for the next when no one waited.
    pub no_one_waits: u64,
    /// Refusals, by code.
    pub refusals: BTreeMap<String, u64>,
    /// Other errors, by their sentence.
    pub errors: BTreeMap<String, u64>,
    /// Processes that were killed.
    pub kills: u64,
    /// Power cuts.
    pub power_cuts: u64,
    /// Writes that a power cut took.
    pub batches_lost: u64,
    /// Spells in which the store refused writes.
    pub store_spells: u64,
    /// Events in the log.
    pub events: u64,
    /// Visits in all days.
    pub visits: u64,
    /// Lists of times, and refusals of one, that were compared with the plan.
    pub compared: u64,
}

impl Counts {
    /// Adds what another run counted.
    pub fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.hostile += other.hostile;
        self.sent_again += other.sent_again;
        self.pressed_twice += other.pressed_twice;
        self.lost += other.lost;
        self.batches += other.batches;
        self.done += other.done;
        self.repeated += other.repeated;
        self.no_one_waits += other.no_one_waits;
        self.kills += other.kills;
        self.power_cuts += other.power_cuts;
        self.batches_lost += other.batches_lost;
        self.store_spells += other.store_spells;
        self.events += other.events;
        self.visits += other.visits;
        self.compared += other.compared;
        for (code, count) in &other.refusals {
            *self.refusals.entry(code.clone()).or_default() += count;
        }
        for (error, count) in &other.errors {
            *self.errors.entry(error.clone()).or_default() += count;
        }
    }

    pub(crate) fn result(&mut self, result: &Result<Reply, EngineError>) {
        match result {
            Ok(reply) if reply.repeated => self.repeated += 1,
            Ok(reply) if reply.answer == Answer::NoOneWaits => self.no_one_waits += 1,
            Ok(_) => self.done += 1,
            Err(EngineError::Refused(refusal)) => *self.refusals.entry(refusal.code()).or_default() += 1,
            Err(error) => *self.errors.entry(error.to_string()).or_default() += 1,
        }
    }
}

/// The lines of a run.
#[derive(Debug)]
pub(crate) struct Trace {
    on: bool,
    zone: TimeZone,
    lines: Vec<String>,
}

impl Trace {
    pub(crate) fn new(on: bool, zone: TimeZone) -> Self {
        Self { on, zone, lines: Vec::new() }
    }

    pub(crate) fn note(&mut self, at: Instant, what: impl FnOnce() -> String) {
        if self.on {
            self.lines.push(format!("{}  {:<8}  {}", clock(at, &self.zone), "", what()));
        }
    }

    pub(crate) fn command(&mut self, at: Instant, request: &Request, result: &Result<Reply, EngineError>) {
        if !self.on {
            return;
        }
        let (who, what) = (who(&request.command.by), what(&request.command.action, &self.zone));
        let line = format!("{who} {what}: {}", outcome(result, &self.zone));
        self.lines.push(format!("{}  {:<8}  {line}", clock(at, &self.zone), request.centre));
    }

    pub(crate) fn into_lines(self) -> Vec<String> {
        self.lines
    }
}

fn clock(at: Instant, zone: &TimeZone) -> String {
    let civil = at.civil(zone);
    let (h, m, s, ms) = (civil.hour(), civil.minute(), civil.second(), civil.millisecond());
    format!("{h:02}:{m:02}:{s:02}.{ms:03}")
}

fn who(by: &Actor) -> String {
    match by {
        Actor::Employee(employee) => employee.to_string(),
        Actor::Kiosk(kiosk) => kiosk.to_string(),
        Actor::Citizen => "a citizen".to_owned(),
        Actor::Program(program) => format!("the program {program}"),
        Actor::Clock => "the clock".to_owned(),
    }
}

fn what(action: &Action, zone: &TimeZone) -> String {
    if let Some(what) = with_a_time(action, zone) {
        return what;
    }
    match action {
        Action::OpenDay => "opens the day".to_owned(),
        Action::CloseDay { .. } => "closes the day".to_owned(),
        Action::Clock => "looks what is due".to_owned(),
        Action::TakeTicket { services, .. } => format!("gives a ticket for {}", named(services)),
        Action::Refer { service, .. } => format!("refers somebody who came for {service}"),
        Action::NoteMessage { kind, fate, .. } => format!("notes that the message {kind:?} is {fate:?}"),
        Action::CheckIn { .. } => "checks in".to_owned(),
        Action::Next { desk } => format!("presses next at {desk}"),
        Action::CallOutOfTurn { desk, why, .. } => format!("calls out of turn to {desk} ({why:?})"),
        Action::Recall { .. } => "calls again".to_owned(),
        Action::Start { .. } => "starts".to_owned(),
        Action::Finish { .. } => "finishes".to_owned(),
        Action::NoShow { .. } => "says that nobody came".to_owned(),
        Action::Here { .. } => "says: I am here".to_owned(),
        Action::Park { .. } => "parks".to_owned(),
        Action::Resume { desk, .. } => format!("resumes at {desk}"),
        Action::Transfer { to, .. } => match to {
            TransferTo::Queue { queue } => format!("transfers to the queue {queue}"),
            TransferTo::Desk { desk } => format!("transfers to {desk}"),
            TransferTo::Employee { employee } => format!("transfers to {employee}"),
            TransferTo::Centre { centre, .. } => format!("transfers to the centre {centre}"),
        },
        Action::Return { .. } => "sends back to the queue".to_owned(),
        Action::Delay { until, .. } => format!("will be late, not before {until}"),
        Action::MoveForward { why, .. } => format!("moves forward ({why:?})"),
        Action::Cancel { .. } => "cancels".to_owned(),
        Action::Undo { .. } => "takes the last press back".to_owned(),
        Action::SeeArrival { again_at: None, .. } => "sees that somebody has come".to_owned(),
        Action::SeeArrival { again_at: Some(again_at), .. } => format!("sees it, to be shown again at {again_at}"),
        Action::SignOn { desk, .. } => format!("signs on at {desk}"),
        Action::SignOff { desk } => format!("signs off from {desk}"),
        Action::Pause { desk, .. } => format!("pauses {desk}"),
        Action::EndPause { desk } => format!("ends the pause of {desk}"),
        Action::ChooseQueues { desk, .. } => format!("chooses the queues of {desk}"),
        Action::SetQueue { queue, to } => format!("sets the queue {queue} to {to:?}"),
        Action::CallForHelp { .. } => "calls for help".to_owned(),
        Action::TakeHelp { kiosk, .. } => format!("goes to {kiosk}"),
        Action::EndHelp { kiosk } => format!("ends the help at {kiosk}"),
        Action::RaiseAlarm { desk } => format!("raises the alarm of {desk}"),
        Action::TakeAlarm { desk, .. } => format!("goes to the alarm of {desk}"),
        Action::EndAlarm { desk } => format!("ends the alarm of {desk}"),
        _ => String::new(),
    }
}

/// What is done with booked times.
fn with_a_time(action: &Action, zone: &TimeZone) -> Option<String> {
    let when = |at: &Instant| time(*at, zone);
    let only = |employee: &Option<EmployeeId>| employee.as_ref().map_or(String::new(), |e| format!(" with {e}"));
    Some(match action {
        Action::Hold { services, starts_at, mode, employee, minutes, .. } => {
            let (what, how, with) = (named(services), way(*mode), only(employee));
            format!("has {} kept for {minutes} minutes, for {what} {how}{with}", when(starts_at))
        }
        Action::EndHold { .. } => "lets a time go that was kept".to_owned(),
        Action::Book { services, starts_at, mode, employee, .. } => {
            format!("books {} for {} {}{}", when(starts_at), named(services), way(*mode), only(employee))
        }
        Action::Rebook { starts_at, mode, employee, .. } => {
            format!("moves an appointment to {} {}{}", when(starts_at), way(*mode), only(employee))
        }
        Action::Block { employee, from, to, .. } => {
            format!("keeps {employee} free from {} to {}", when(from), when(to))
        }
        Action::Unblock { .. } => "gives back what was kept free".to_owned(),
        _ => return None,
    })
}

fn named(services: &[ServiceId]) -> String {
    let services: Vec<&str> = services.iter().map(ServiceId::as_str).collect();
    services.join(" and ")
}

fn way(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in person",
        Mode::Phone => "by phone",
        Mode::Video => "by video",
    }
}

/// A civil time with its date: `2026-03-04 09:20`, with its seconds where it has any.
fn time(at: Instant, zone: &TimeZone) -> String {
    let civil = at.civil(zone);
    let seconds = if civil.second() == 0 { String::new() } else { format!(":{:02}", civil.second()) };
    format!("{} {:02}:{:02}{seconds}", civil.date(), civil.hour(), civil.minute())
}

fn outcome(result: &Result<Reply, EngineError>, zone: &TimeZone) -> String {
    match result {
        Ok(reply) => {
            let told = match &reply.answer {
                Answer::Done => "done".to_owned(),
                Answer::NoOneWaits => "no one waits".to_owned(),
                Answer::Visit(card) => match &card.outcome {
                    Some(outcome) => format!("{} is over: {outcome:?}", card.number).to_lowercase(),
                    None => format!("{} is {:?}", card.number, card.state).to_lowercase(),
                },
                Answer::Held { until, .. } => format!("kept until {}", clock(*until, zone)),
                Answer::Referred { referral } => format!("referred to {referral}"),
            };
            if reply.repeated { format!("{told} (as told before)") } else { told }
        }
        Err(error) => error.to_string(),
    }
}

/// A readable account of a run: how it was planned, what happened, what was refused, the figures.
pub fn tell(plan: &Plan, ran: &Ran) -> String {
    let mut text = String::new();
    let counts = &ran.counts;
    let size = plan.size;
    let _ = writeln!(
        text,
        "Seed {}: {} day(s) from {}, {} centres open from {} to {}, {} citizens a day, {} machine(s).\n",
        plan.seed, plan.days, plan.date, size.centres, size.opens, size.closes, size.citizens, plan.faults.nodes
    );
    for line in &ran.trace {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "\n{}", tell_counts(counts));
    for account in &ran.accounts {
        tell_account(&mut text, account);
    }
    text
}

/// What was counted, in words.
pub fn tell_counts(counts: &Counts) -> String {
    let mut text = String::new();
    let c = counts;
    let _ = writeln!(
        text,
        "Commands: {} of people, {} hostile; {} done, {} told again what was told before, {} times no one waited.",
        c.commands, c.hostile, c.done, c.repeated, c.no_one_waits
    );
    let _ = writeln!(
        text,
        "Network: {} messages lost, {} sent again, {} pressed twice.",
        c.lost, c.sent_again, c.pressed_twice
    );
    let _ = writeln!(
        text,
        "Machines: {} kills, {} power cuts that took {} writes, {} spells of a full disk.",
        c.kills, c.power_cuts, c.batches_lost, c.store_spells
    );
    let _ = writeln!(text, "Log: {} events of {} visits in {} batches.", c.events, c.visits, c.batches);
    let _ = writeln!(text, "Booked times: {} lists and refusals compared with the plan.", c.compared);
    table(&mut text, "Refused", &c.refusals);
    table(&mut text, "Errors", &c.errors);
    text
}

fn table(text: &mut String, title: &str, rows: &BTreeMap<String, u64>) {
    if !rows.is_empty() {
        let _ = writeln!(text, "\n{title}:");
    }
    for (row, count) in rows {
        let _ = writeln!(text, "  {count:>6}  {row}");
    }
}

fn tell_account(text: &mut String, account: &Account) {
    let o = &account.outcomes;
    let _ = writeln!(
        text,
        "\n{} on {}: {} visits. Served {} (end unknown {}), no-show {}, cancelled by the citizen {}, by an employee {}, left unserved {}, moved {}, open {}.",
        account.centre,
        account.date,
        account.visits,
        o.served,
        o.served_end_unknown,
        o.no_show,
        o.cancelled_by_citizen,
        o.cancelled_by_employee,
        o.left_unserved,
        o.moved,
        o.open
    );
    for q in &account.queues {
        let _ = writeln!(
            text,
            "  queue {:<10} taken {:>4}, called {:>4}, within target {:>4}; wait: mean {} s, median {} s, nine of ten {} s, longest {} s; service: {} of {} s",
            q.queue.as_str(),
            q.taken,
            q.called,
            q.within_target,
            q.wait_mean_seconds,
            q.wait_median_seconds,
            q.wait_nine_of_ten_seconds,
            q.wait_longest_seconds,
            q.served,
            q.service_mean_seconds
        );
    }
    for d in &account.desks {
        let _ = writeln!(
            text,
            "  {:<10} called {:>4}, served {:>4}, serving {} s, walking {} s",
            d.desk.as_str(),
            d.called,
            d.served,
            d.serving_seconds,
            d.walking_seconds
        );
    }
}
