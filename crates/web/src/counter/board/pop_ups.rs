//! What pops up in front of an employee until somebody sees to it: who has come for her, calls for help from kiosks, and
//! colleagues' silent alarms.
//!
//! Her own alarm never does: whoever stands in front of her could read or hear it.

use domain::arrivals::{PopUp, PopUpWhy, arrivals_for};
use domain::command::Mode;
use domain::counter::{AppointmentLine, Counter, NextPress};
use domain::event::MeantFor;
use domain::hall::CallForSomebody;
use domain::ids::EmployeeId;
use domain::time::Instant;
use engine::Scene;

use crate::counter::say::Say;

/// Something that waits for an answer.
pub(in crate::counter) struct Toast {
    /// What tells it from every other, also from the same again later.
    pub(in crate::counter) key: String,
    /// `arrival`, `help`, or `alarm`.
    pub(in crate::counter) kind: &'static str,
    /// The visit, the kiosk or the desk.
    pub(in crate::counter) of: String,
    /// Where somebody goes already, few words: it is one line then.
    pub(in crate::counter) title: String,
    pub(in crate::counter) text: String,
    /// Whether nobody goes there yet: then it sounds, and is repeated.
    pub(in crate::counter) calls: bool,
    /// What calls exactly this citizen, where the press of next does.
    pub(in crate::counter) next: Option<String>,
    /// What calls her to her appointment, where the press of next calls somebody else.
    pub(in crate::counter) call: Option<String>,
}

impl Toast {
    pub(in crate::counter) fn is_alarm(&self) -> bool {
        self.kind == "alarm"
    }

    pub(in crate::counter) fn is_arrival(&self) -> bool {
        self.kind == "arrival"
    }
}

/// What pops up in front of an employee: what nobody sees to yet before what somebody does, and the most urgent first.
pub(in crate::counter) fn toasts(
    scene: &Scene,
    seen: Option<&Counter>,
    employee: &EmployeeId,
    now: Instant,
    say: Say<'_>,
) -> Vec<Toast> {
    let own = seen.map(|seen| &seen.desk);
    let alarms = scene.hall.desks.iter().filter(|desk| Some(&desk.desk) != own);
    let alarms = alarms.filter_map(|desk| desk.alarm.as_ref().map(|call| (desk, call)));
    let alarms = alarms.map(|(desk, call)| Toast {
        key: key("alarm", desk.desk.as_str(), call),
        kind: "alarm",
        of: desk.desk.to_string(),
        title: say
            .tell(one_of(call, "counter-alarm-of", "counter-alarm-of-short"), [("desk", say.desk(&desk.desk).into())]),
        text: state(call, employee, now, say),
        calls: call.taken_by.is_none(),
        next: None,
        call: None,
    });
    let help = scene.hall.help.iter().map(|help| Toast {
        key: key("help", help.kiosk.as_str(), &help.call),
        kind: "help",
        of: help.kiosk.to_string(),
        title: say.tell(
            one_of(&help.call, "counter-help-of", "counter-help-of-short"),
            [("kiosk", say.kiosk(&help.kiosk).into())],
        ),
        text: state(&help.call, employee, now, say),
        calls: help.call.taken_by.is_none(),
        next: None,
        call: None,
    });
    let arrivals = arrivals_for(&scene.hall, employee, now).into_iter().map(|pop_up| arrival(&pop_up, seen, now, say));
    let mut toasts: Vec<_> = alarms.chain(help).chain(arrivals).collect();
    toasts.sort_by_key(|toast| !toast.calls);
    toasts
}

/// What a call is named while nobody goes there, and after.
fn one_of(call: &CallForSomebody, untaken: &'static str, taken: &'static str) -> &'static str {
    if call.taken_by.is_none() { untaken } else { taken }
}

fn arrival(pop_up: &PopUp<'_>, seen: Option<&Counter>, now: Instant, say: Say<'_>) -> Toast {
    let arrival = pop_up.arrival;
    let number = arrival.number.to_string();
    let booked = seen.and_then(|seen| seen.appointments.iter().find(|line| line.visit == arrival.visit));
    let title = match (pop_up.why, &arrival.meant_for) {
        (PopUpWhy::PassedOn, Some(MeantFor::Employee(other))) => {
            say.tell("counter-arrival-of", [("number", number.clone().into()), ("name", say.employee(other).into())])
        }
        (PopUpWhy::PassedOn, Some(MeantFor::Desk(desk))) => {
            say.tell("counter-arrival-of", [("number", number.clone().into()), ("name", say.desk(desk).into())])
        }
        (PopUpWhy::Hers, _) if booked.is_none() => say.tell("counter-arrival", [("number", number.clone().into())]),
        _ if booked.is_some_and(|line| line.mode != Mode::InPerson) => {
            say.tell("counter-arrival-ring", [("number", number.clone().into())])
        }
        _ => say.tell("counter-arrival-booked", [("number", number.clone().into())]),
    };
    let line = seen.and_then(|seen| seen.for_me.iter().find(|line| line.visit == arrival.visit));
    let what = line.map(|line| &line.services).or(booked.map(|line| &line.services));
    let what = what.map_or_else(|| say.queue(&arrival.queue), |services| say.services(services));
    let time = |line: &AppointmentLine| say.tell("counter-arrival-time", [("time", say.clock(line.starts_at).into())]);
    let mut parts: Vec<String> = booked.map(time).into_iter().chain([what, say.ago(arrival.since, now)]).collect();
    parts.extend(say.area_of(&arrival.queue));
    let can_call = seen.is_some_and(|seen| !matches!(seen.press, NextPress::Refused(_)));
    let calls_it = seen.is_some_and(|seen| {
        matches!(seen.press, NextPress::CallNext | NextPress::FinishAndCallNext)
            && seen.next.as_ref().is_some_and(|next| next.visit == arrival.visit)
    });
    let told = arrival.seen.as_ref().map_or(arrival.since, |seen| seen.at);
    Toast {
        key: format!("arrival-{}-{}", arrival.visit, told.as_millis()),
        kind: "arrival",
        of: arrival.visit.to_string(),
        title,
        text: parts.join(" · "),
        calls: true,
        next: calls_it.then(|| say.tell("counter-call-number", [("number", number.clone().into())])),
        call: (booked.is_some() && !calls_it && can_call)
            .then(|| say.tell("counter-call-booked", [("number", number.into())])),
    }
}

fn key(kind: &str, of: &str, call: &CallForSomebody) -> String {
    format!("{kind}-{of}-{}", call.since.as_millis())
}

fn state(call: &CallForSomebody, employee: &EmployeeId, now: Instant, say: Say<'_>) -> String {
    match &call.taken_by {
        Some(by) if by == employee => say.t("counter-you-go"),
        Some(by) => say.tell("counter-somebody-goes", [("name", say.employee(by).into())]),
        None => say.ago(call.since, now),
    }
}
