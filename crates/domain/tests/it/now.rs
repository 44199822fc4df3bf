//! What a case can ask of the hall after its commands: `now A 1: waits in passports, due 09:15`.

use domain::account::{CallPlace, DeskAccount, QueueAccount, account};
use domain::answer::card;
use domain::arrivals::{ArrivalNow, PopUpWhy, arrivals_for};
use domain::day::{PeriodKind, State, Visit};
use domain::event::{Forecast, MeantFor};
use domain::hall::{QueueStatus, hall};
use domain::ids::{DeskId, QueueId};
use domain::time::Instant;

use crate::script::Script;
use crate::sentences::{Told, ended, why_word};
use crate::town::{House, Place};

/// The state of what a `now` line names, as its text.
pub(crate) fn state_of(script: &Script, subject: &str, at: Instant) -> String {
    let (place, subject) = match subject.strip_prefix("jobs ") {
        Some(rest) => (Place::Jobs, rest),
        None => (Place::Reception, subject),
    };
    let house = script.town.house(place);
    let visit = |number: &str| {
        let id = script.visit(place, number);
        house.day.visit(id).unwrap_or_else(|| panic!("no visit {number}"))
    };
    match subject.split_whitespace().collect::<Vec<_>>()[..] {
        ["order"] => join(hall(&house.day, &house.setup, at).waiting.iter().map(|w| w.number.to_string())),
        ["called"] => {
            join(hall(&house.day, &house.setup, at).called.iter().map(|c| format!("{} {}", c.number, c.desk)))
        }
        ["arrivals"] => join(hall(&house.day, &house.setup, at).arrivals.iter().map(|a| arrival(house, a))),
        ["pop-ups", employee] => {
            let hall = hall(&house.day, &house.setup, at);
            join(arrivals_for(&hall, &employee.parse().unwrap(), at).iter().map(|p| match p.why {
                PopUpWhy::Hers | PopUpWhy::Queue => p.arrival.number.to_string(),
                PopUpWhy::PassedOn => format!("{} passed on", p.arrival.number),
            }))
        }
        ["help"] => join(house.day.help().keys().map(ToString::to_string)),
        ["alarms"] => join(house.day.alarms().keys().map(ToString::to_string)),
        ["referrals"] => join(house.day.referrals().iter().map(|(r, n)| format!("{r} {n}"))),
        ["out", "of", "turn"] => join(house.day.out_of_turn().iter().map(|o| {
            let how = if o.called { "called" } else { "moved forward" };
            let by = o.employee.as_ref().map(|e| format!(" by {e}")).unwrap_or_default();
            let undone = if o.undone { ", taken back" } else { "" };
            format!("{} {how}{by}, {}{undone}", o.number, why_word(o.why))
        })),
        ["untaken"] => join(account(&house.day).untaken.iter().map(|u| {
            let place = match &u.place {
                CallPlace::Kiosk(kiosk) => format!("help at {kiosk}"),
                CallPlace::Desk(desk) => format!("alarm at {desk}"),
            };
            format!("{place} since {}", told(house).clock(u.since))
        })),
        ["undone"] => house.day.undone().to_string(),
        ["outcomes"] => outcomes(house),
        ["account", desk] if house.setup.desks.contains_key(&desk.parse::<DeskId>().unwrap()) => {
            account(&house.day).desks.iter().find(|d| d.desk.as_str() == desk).map_or("none".to_owned(), of_desk)
        }
        ["account", queue] => {
            let queue: QueueId = queue.parse().unwrap();
            account(&house.day).queues.iter().find(|q| q.queue == queue).map_or("none".to_owned(), figures)
        }
        ["periods", letter, count] => periods(house, visit(&format!("{letter} {count}"))),
        ["forecast", letter, count] => {
            let card = card(&house.day, &house.setup, visit(&format!("{letter} {count}")).id, at).unwrap();
            forecast(house, card.forecast)
        }
        ["forecast", queue] => {
            let hall = hall(&house.day, &house.setup, at);
            forecast(house, hall.queues.iter().find(|q| q.queue.as_str() == queue).unwrap().forecast)
        }
        [letter, count] => of_visit(house, visit(&format!("{letter} {count}"))),
        [name] if house.setup.queues.contains_key(&name.parse::<QueueId>().unwrap()) => queue(house, name, at),
        [name] => desk(house, name, at),
        _ => panic!("now what? `{subject}`"),
    }
}

fn told(house: &House) -> Told<'_> {
    Told { setup: &house.setup, number: &|_| String::new() }
}

fn arrival(house: &House, arrival: &ArrivalNow) -> String {
    let clock = |t| told(house).clock(t);
    let whom = match &arrival.meant_for {
        Some(MeantFor::Employee(employee)) => employee.to_string(),
        Some(MeantFor::Desk(desk)) => desk.to_string(),
        None => format!("queue {}", arrival.queue),
    };
    let seen = arrival.seen.as_ref().map_or(String::new(), |seen| {
        let again = seen.again_at.map(|t| format!(" (again at {})", clock(t))).unwrap_or_default();
        format!(", {} saw it at {}{again}", seen.employee, clock(seen.at))
    });
    let passed_on = if arrival.passed_on { ", passed on" } else { "" };
    format!("{} for {whom} since {}{seen}{passed_on}", arrival.number, clock(arrival.since))
}

fn forecast(house: &House, told_so: Option<Forecast>) -> String {
    let clock = |t| told(house).clock(t);
    told_so.map_or("none".to_owned(), |f| {
        format!("{}, between {} and {}", clock(f.expected), clock(f.earliest), clock(f.latest))
    })
}

fn of_visit(house: &House, visit: &Visit) -> String {
    let clock = |t| told(house).clock(t);
    let queue = &visit.queue;
    match &visit.state {
        State::Booked => format!("booked for {}", clock(visit.due)),
        State::Waiting => {
            let late = visit.not_before.map(|t| format!(", not before {}", clock(t))).unwrap_or_default();
            let meant = match &visit.meant_for {
                Some(MeantFor::Employee(e)) => format!(", meant for {e}"),
                Some(MeantFor::Desk(d)) => format!(", meant for {d}"),
                None => String::new(),
            };
            format!("waits in {queue}, due {}{late}{meant}", clock(visit.due))
        }
        State::Called { desk, calls, .. } => format!("called to {desk} (call {calls})"),
        State::Serving { desk, .. } => format!("at {desk}"),
        State::Parked { .. } => format!("parked, due {}", clock(visit.due)),
        State::Missed { ends_at, .. } => format!("missed, kept until {}", clock(*ends_at)),
        State::Ended { outcome, at } => format!("over since {}, {}", clock(*at), ended(outcome)),
    }
}

fn queue(house: &House, name: &str, at: Instant) -> String {
    let hall = hall(&house.day, &house.setup, at);
    let queue = hall.queues.iter().find(|q| q.queue.as_str() == name).unwrap();
    let status = match queue.status {
        QueueStatus::Open => "open",
        QueueStatus::ClosedByHours => "closed by its hours",
        QueueStatus::ClosedByManager => "closed by a manager",
        QueueStatus::Full => "full",
        QueueStatus::Paused => "on a pause",
        QueueStatus::DayClosed => "closed with the day",
    };
    format!("{status}, {} wait", queue.waiting)
}

fn desk(house: &House, name: &str, at: Instant) -> String {
    let id: DeskId = name.parse().unwrap();
    let Some(desk) = house.day.desk(&id) else { return "nobody".to_owned() };
    let who = desk.employee.as_ref().map_or("nobody".to_owned(), ToString::to_string);
    let pause = if desk.paused(at) { ", on a pause" } else { "" };
    let visit = desk.visit.and_then(|o| house.day.at(o)).map(|v| format!(", with {}", v.number)).unwrap_or_default();
    format!("{who}{pause}{visit}")
}

fn outcomes(house: &House) -> String {
    let o = account(&house.day).outcomes;
    let counts = [
        (o.served, "served"),
        (o.served_end_unknown, "served with an unknown end"),
        (o.no_show, "no-show"),
        (o.cancelled_by_citizen, "cancelled by the citizen"),
        (o.cancelled_by_employee, "cancelled by an employee"),
        (o.left_unserved, "left unserved"),
        (o.moved, "moved"),
        (o.open, "open"),
    ];
    join(counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")))
}

fn figures(q: &QueueAccount) -> String {
    format!(
        "{} taken, {} called, {} within target, longest wait {} s, {} served in {} s on average",
        q.taken, q.called, q.within_target, q.wait_longest_seconds, q.served, q.service_mean_seconds
    )
}

fn of_desk(d: &DeskAccount) -> String {
    format!(
        "{} called, {} served in {} s altogether, {} s on the way",
        d.called, d.served, d.serving_seconds, d.walking_seconds
    )
}

fn periods(house: &House, visit: &Visit) -> String {
    join(visit.periods.iter().map(|p| {
        let kind = match p.kind {
            PeriodKind::Waiting => "waiting",
            PeriodKind::Walking => "walking",
            PeriodKind::Serving => "serving",
            PeriodKind::Parked => "parked",
            PeriodKind::Missed => "missed",
        };
        let to = p.to.map(|t| told(house).clock(t)).unwrap_or_default();
        format!("{kind} {}-{to}", told(house).clock(p.from))
    }))
}

fn join(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { "none".to_owned() } else { texts.join("; ") }
}
