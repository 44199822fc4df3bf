//! The booked times of today in an employee's own list: what comes when, who is here, and where the clock stands between
//! them. Names are not here: the page's script puts initials beside the numbers, by a way of its own.

use domain::command::Mode;
use domain::counter::{AppointmentLine, Counter, NextPress, Stands};
use domain::event::Outcome;
use domain::time::Instant;

use crate::counter::asked::Links;
use crate::counter::say::Say;
use crate::signs::{Markup, icon};

/// The list.
pub(in crate::counter) struct Appointments {
    pub(in crate::counter) rows: Vec<AppointmentRow>,
    /// How many are still to come, in words.
    pub(in crate::counter) left: String,
    /// How many more there are than are listed.
    pub(in crate::counter) more: Option<String>,
}

/// A booked time.
pub(in crate::counter) struct AppointmentRow {
    pub(in crate::counter) visit: String,
    pub(in crate::counter) time: String,
    pub(in crate::counter) mode: Mode,
    pub(in crate::counter) mode_name: String,
    pub(in crate::counter) number: String,
    pub(in crate::counter) services: String,
    pub(in crate::counter) state: String,
    pub(in crate::counter) state_class: &'static str,
    /// What the press on it says, where it can be called.
    pub(in crate::counter) call: Option<String>,
    /// The time now, where the clock stands before this one.
    pub(in crate::counter) now: Option<String>,
    pub(in crate::counter) sheet: String,
}

impl AppointmentRow {
    pub(in crate::counter) fn icon(&self) -> Markup {
        mode_icon(self.mode)
    }
}

/// The sign of a mode.
pub(in crate::counter) fn mode_icon(mode: Mode) -> Markup {
    match mode {
        Mode::InPerson => icon("user"),
        Mode::Phone => icon("phone"),
        Mode::Video => icon("video"),
    }
}

impl Appointments {
    /// The list; none where there is nothing booked and nothing can be.
    pub(super) fn of(seen: &Counter, now: Instant, say: Say<'_>, links: &Links) -> Option<Self> {
        if seen.appointments.is_empty() && say.setup.appointments.is_empty() {
            return None;
        }
        let can_call = !matches!(seen.press, NextPress::Refused(_));
        let line_at = seen.appointments.iter().position(|line| line.starts_at > now);
        let row = |(at, line)| AppointmentRow {
            now: (Some(at) == line_at).then(|| say.clock(now)),
            ..row(line, can_call, now, say, links)
        };
        let left = seen.appointments.iter().filter(|line| line.is_left()).count();
        let left = u32::try_from(left).unwrap_or(u32::MAX).saturating_add(seen.appointments_more);
        let more = seen.appointments_more;
        Some(Self {
            rows: seen.appointments.iter().enumerate().map(row).collect(),
            left: say.tell("counter-appointments-left", [("count", left.into())]),
            more: (more > 0).then(|| say.tell("counter-more", [("count", more.into())])),
        })
    }
}

fn row(line: &AppointmentLine, can_call: bool, now: Instant, say: Say<'_>, links: &Links) -> AppointmentRow {
    let (state, state_class) = stands(line, now, say);
    let rings = line.mode != Mode::InPerson;
    let call = if rings { "counter-ring" } else { "counter-call-in" };
    let visit = line.visit.to_string();
    AppointmentRow {
        time: say.clock(line.starts_at),
        mode: line.mode,
        mode_name: say.mode(line.mode),
        number: line.number.to_string(),
        services: say.services(&line.services),
        state,
        state_class,
        call: (can_call && line.can_be_called()).then(|| say.t(call)),
        now: None,
        sheet: links.about("appointment", "visit", &visit),
        visit,
    }
}

/// Where it stands, in words, and how that looks.
pub(in crate::counter) fn stands(line: &AppointmentLine, now: Instant, say: Say<'_>) -> (String, &'static str) {
    let mode = say.mode(line.mode);
    let with_mode = |message: &str| format!("{mode} · {}", say.t(message));
    match &line.stands {
        Stands::Ahead if line.starts_at < now => {
            (say.tell("counter-appointment-not-come", [("time", say.clock(line.starts_at).into())]), "warn")
        }
        Stands::Ahead => (mode, ""),
        Stands::Here(at) => (say.tell("counter-appointment-here", [("time", say.clock(*at).into())]), "here"),
        Stands::ToRing(Some(again)) if *again > now => {
            (say.tell("counter-appointment-ring-again", [("time", say.clock(*again).into())]), "warn")
        }
        Stands::ToRing(_) => (with_mode("counter-appointment-to-ring"), "here"),
        Stands::Called(desk) => (say.tell("counter-appointment-called", [("desk", say.desk(desk).into())]), "here"),
        Stands::Serving(desk) => (say.tell("counter-appointment-serving", [("desk", say.desk(desk).into())]), "here"),
        Stands::Parked => (with_mode("counter-appointment-parked"), ""),
        Stands::Missed => (with_mode("counter-appointment-missed"), "warn"),
        Stands::Ended(outcome) => match outcome {
            Outcome::NoShow => (with_mode("counter-appointment-no-show"), "warn"),
            Outcome::Served | Outcome::ServedEndUnknown => (with_mode("counter-appointment-served"), "over"),
            _ => (with_mode("counter-appointment-over"), "over"),
        },
    }
}
