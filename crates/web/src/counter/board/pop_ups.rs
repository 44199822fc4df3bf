//! What pops up in front of an employee until somebody sees to it: calls for help from kiosks, and colleagues' silent alarms.
//!
//! Her own alarm never does: whoever stands in front of her could read or hear it.

use domain::counter::Counter;
use domain::hall::CallForSomebody;
use domain::ids::EmployeeId;
use domain::time::Instant;
use engine::Scene;

use crate::counter::say::Say;

/// Something that waits for an answer.
pub(in crate::counter) struct Toast {
    /// What tells it from every other, also from the same again later.
    pub(in crate::counter) key: String,
    /// `help`, or `alarm`.
    pub(in crate::counter) kind: &'static str,
    /// The kiosk or the desk.
    pub(in crate::counter) of: String,
    pub(in crate::counter) title: String,
    pub(in crate::counter) text: String,
    /// Whether nobody goes there yet: then it sounds, and is repeated.
    pub(in crate::counter) calls: bool,
}

impl Toast {
    pub(in crate::counter) fn is_alarm(&self) -> bool {
        self.kind == "alarm"
    }
}

/// What pops up in front of an employee, the most urgent first.
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
        title: say.tell("counter-alarm-of", [("desk", say.desk(&desk.desk).into())]),
        text: state(call, employee, now, say),
        calls: call.taken_by.is_none(),
    });
    let help = scene.hall.help.iter().map(|help| Toast {
        key: key("help", help.kiosk.as_str(), &help.call),
        kind: "help",
        of: help.kiosk.to_string(),
        title: say.tell("counter-help-of", [("kiosk", say.kiosk(&help.kiosk).into())]),
        text: state(&help.call, employee, now, say),
        calls: help.call.taken_by.is_none(),
    });
    alarms.chain(help).collect()
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
