//! What pops up in front of an employee until somebody sees to it: who has come for her, calls for help from kiosks, and
//! colleagues' silent alarms.
//!
//! Her own alarm never does: whoever stands in front of her could read or hear it.

use domain::arrivals::{PopUp, PopUpWhy, arrivals_for};
use domain::command::Mode;
use domain::counter::{AppointmentLine, Counter, NextPress, appointment};
use domain::event::MeantFor;
use domain::hall::CallForSomebody;
use domain::ids::EmployeeId;
use domain::time::Instant;
use engine::Scene;

use crate::counter::say::Say;

/// The most that are shown at once; the rest are counted, and follow as these are answered.
const AT_ONCE_MAX: usize = 2;

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
    /// Whether her appointments are what she can open: she sits at no desk from which anybody could be called.
    pub(in crate::counter) opens: bool,
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
        opens: false,
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
        opens: false,
    });
    let day = scene.day.read();
    let arrivals = arrivals_for(&scene.hall, employee, now).into_iter();
    let arrivals = arrivals.map(|pop_up| {
        let booked = appointment(&day, pop_up.arrival.visit);
        Arrival { pop_up, booked, seen, now, say }.toast()
    });
    let mut toasts: Vec<_> = alarms.chain(help).chain(arrivals).collect();
    toasts.sort_by_key(|toast| !toast.calls);
    toasts
}

/// The first few of them, and how many more there are, in words. What hides what she works with helps nobody.
pub(in crate::counter) fn first_of(mut toasts: Vec<Toast>, say: Say<'_>) -> (Vec<Toast>, Option<String>) {
    let more = u32::try_from(toasts.len().saturating_sub(AT_ONCE_MAX)).unwrap_or(u32::MAX);
    toasts.truncate(AT_ONCE_MAX);
    (toasts, (more > 0).then(|| say.tell("counter-pop-ups-more", [("count", more.into())])))
}

/// What a call is named while nobody goes there, and after.
fn one_of(call: &CallForSomebody, untaken: &'static str, taken: &'static str) -> &'static str {
    if call.taken_by.is_none() { untaken } else { taken }
}

/// Who has come, or waits to be rung, in front of an employee.
struct Arrival<'a> {
    pop_up: PopUp<'a>,
    /// The booked time that it is.
    booked: Option<AppointmentLine>,
    seen: Option<&'a Counter>,
    now: Instant,
    say: Say<'a>,
}

impl Arrival<'_> {
    fn toast(&self) -> Toast {
        let (arrival, say) = (self.pop_up.arrival, self.say);
        let number = || arrival.number.to_string().into();
        let can_call = self.seen.is_some_and(|seen| !matches!(seen.press, NextPress::Refused(_)));
        let calls_it = self.seen.is_some_and(|seen| {
            matches!(seen.press, NextPress::CallNext | NextPress::FinishAndCallNext)
                && seen.next.as_ref().is_some_and(|next| next.visit == arrival.visit)
        });
        let listed = self.seen.is_some_and(|seen| seen.appointments.iter().any(|line| line.visit == arrival.visit));
        let told = arrival.seen.as_ref().map_or(arrival.since, |seen| seen.at);
        Toast {
            key: format!("arrival-{}-{}", arrival.visit, told.as_millis()),
            kind: "arrival",
            of: arrival.visit.to_string(),
            title: self.title(),
            text: self.text(),
            calls: true,
            next: calls_it.then(|| say.tell("counter-call-number", [("number", number())])),
            call: (listed && !calls_it && can_call).then(|| say.tell("counter-call-booked", [("number", number())])),
            opens: self.seen.is_none() && self.booked.is_some(),
        }
    }

    /// Nobody is here who is rung: she waits for the call.
    fn title(&self) -> String {
        let (arrival, say) = (self.pop_up.arrival, self.say);
        let number = ("number", arrival.number.to_string().into());
        let other = match &arrival.meant_for {
            Some(MeantFor::Employee(other)) => Some(say.employee(other)),
            Some(MeantFor::Desk(desk)) => Some(say.desk(desk)),
            None => None,
        };
        match (self.pop_up.why, other) {
            (PopUpWhy::PassedOn, Some(name)) if self.is_rung() => {
                say.tell("counter-arrival-ring-of", [number, ("name", name.into())])
            }
            (PopUpWhy::PassedOn, Some(name)) => say.tell("counter-arrival-of", [number, ("name", name.into())]),
            _ if self.is_rung() => say.tell("counter-arrival-ring", [number]),
            (PopUpWhy::Hers, _) if self.booked.is_none() => say.tell("counter-arrival", [number]),
            _ => say.tell("counter-arrival-booked", [number]),
        }
    }

    fn is_rung(&self) -> bool {
        self.booked.as_ref().is_some_and(|line| line.mode != Mode::InPerson)
    }

    fn text(&self) -> String {
        let (arrival, say) = (self.pop_up.arrival, self.say);
        let line = self.seen.and_then(|seen| seen.for_me.iter().find(|line| line.visit == arrival.visit));
        let what = line.map(|line| &line.services).or(self.booked.as_ref().map(|line| &line.services));
        let what = what.map_or_else(|| say.queue(&arrival.queue), |services| say.services(services));
        let at =
            |line: &AppointmentLine| say.tell("counter-arrival-time", [("time", say.clock(line.starts_at).into())]);
        let time = self.booked.as_ref().map(at);
        let area = if self.is_rung() { None } else { say.area_of(&arrival.queue) };
        let parts = time.into_iter().chain([what, say.ago(arrival.since, self.now)]).chain(area);
        parts.collect::<Vec<_>>().join(" · ")
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
