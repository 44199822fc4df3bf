//! The big button, and why: what the press would do, whom it would call, and the facts that say so.

use domain::command::Mode;
use domain::counter::{Counter, Here, Next, NextPress, WaitingLine};
use domain::event::{CallRule, Compared, MeantFor};
use domain::ids::EmployeeId;
use domain::refusal::Refusal;

use crate::counter::say::Say;

/// The most others that a choice is explained by.
const COMPARED_MAX: usize = 2;

/// What the big button says.
pub(in crate::counter) struct NextCard {
    /// What the press does, all of it.
    pub(in crate::counter) label: String,
    /// The same, short, for the narrow window.
    pub(in crate::counter) label_short: String,
    /// Whether it can be pressed.
    pub(in crate::counter) can: bool,
    /// Whether the way out of what stands in the way is to end the pause.
    pub(in crate::counter) ends_pause: bool,
    /// Why it cannot be pressed, and what to do.
    pub(in crate::counter) refused: Option<String>,
    /// Whom it calls.
    pub(in crate::counter) whom: Option<Whom>,
    /// Who waits and cannot be called yet, where nobody else waits.
    pub(in crate::counter) later: Option<String>,
    /// What is read aloud when it changes.
    pub(in crate::counter) spoken: String,
}

/// Whom the press calls.
pub(in crate::counter) struct Whom {
    pub(in crate::counter) letter: char,
    pub(in crate::counter) count: u16,
    pub(in crate::counter) services: String,
    pub(in crate::counter) language: Option<String>,
    pub(in crate::counter) why_title: String,
    pub(in crate::counter) why: Vec<Fact>,
    /// The first fact in two short lines, for the narrow window.
    pub(in crate::counter) waited: String,
    pub(in crate::counter) target: String,
}

/// A fact and the rule beside it.
pub(in crate::counter) struct Fact {
    pub(in crate::counter) icon: &'static str,
    pub(in crate::counter) said: String,
    pub(in crate::counter) rule: String,
}

impl NextCard {
    pub(in crate::counter) fn of(seen: &Counter, employee: &EmployeeId, say: Say<'_>) -> Self {
        let own = seen.here.as_ref().map(|here| here.number.to_string()).unwrap_or_default();
        let (label, short, can) = match &seen.press {
            NextPress::CallNext => (say.t("counter-next"), say.t("counter-next"), true),
            NextPress::FinishAndCallNext => {
                let label = say.tell("counter-finish-and-next", [("number", own.into())]);
                (label, say.t("counter-finish-and-next-short"), true)
            }
            NextPress::Finish => {
                let label = say.tell("counter-finish-alone", [("number", own.into())]);
                (label.clone(), label, true)
            }
            NextPress::NoOneWaits => (say.t("counter-no-one-waits"), say.t("counter-no-one-waits"), false),
            NextPress::Refused(_) => (say.t("counter-next-then"), say.t("counter-next-then"), false),
        };
        let refused = match &seen.press {
            NextPress::Refused(refusal) => Some(stands_in_the_way(refusal, seen, say)),
            _ => None,
        };
        let whom = seen.next.as_ref().map(|next| Whom::of(next, seen, employee, say));
        let spoken =
            whom.as_ref().map_or_else(|| label.clone(), |whom| format!("{label}: {} {}", whom.letter, whom.count));
        let ends_pause = matches!(seen.press, NextPress::Refused(Refusal::DeskPaused { .. }));
        let later = if whom.is_none() { later(seen, say) } else { None };
        Self { label, label_short: short, can, ends_pause, refused, whom, later, spoken }
    }

    /// Whether it says calmly that nobody waits.
    pub(in crate::counter) fn is_quiet(&self) -> bool {
        self.whom.is_none() && !self.can && self.refused.is_none()
    }
}

/// Why it is refused. Whoever is rung has neither come nor is missed.
fn stands_in_the_way(refusal: &Refusal, seen: &Counter, say: Say<'_>) -> String {
    let is_rung = |here: &&Here| matches!(here.mode, Some(Mode::Phone | Mode::Video));
    match (refusal, seen.here.as_ref().filter(is_rung)) {
        (Refusal::CallOpen { number, .. }, Some(_)) => {
            say.tell("counter-next-rung", [("number", number.to_string().into())])
        }
        _ => say.refusal(refusal),
    }
}

impl Whom {
    fn of(next: &Next, seen: &Counter, employee: &EmployeeId, say: Say<'_>) -> Self {
        let number = next.number.to_string();
        let letter = next.number.letter.as_char();
        let target = u32::from(next.reason.target_minutes);
        let danish = next.language == domain::ids::Language::danish();
        Self {
            letter,
            count: next.number.count,
            services: say.services(&next.services),
            language: (!danish).then(|| say.language_in_words(&next.language)),
            why_title: say.tell("counter-why", [("number", number.into())]),
            why: why(next, seen, employee, say),
            waited: say.tell("counter-why-waited-short", [("span", say.span(next.reason.waited_seconds).into())]),
            target: say.tell("counter-why-target-short", [("target", target.into())]),
        }
    }
}

/// Why nobody of those who wait can be called now: they come later, or their queue is paused.
fn later(seen: &Counter, say: Say<'_>) -> Option<String> {
    let comes = |line: &&WaitingLine| !line.held && line.not_before.is_some();
    let first = seen.waiting.iter().chain(&seen.for_me).filter(comes).min_by_key(|line| line.not_before);
    if let Some((line, at)) = first.and_then(|line| Some((line, line.not_before?))) {
        let values = [("number", line.number.to_string().into()), ("time", say.clock(at).into())];
        return Some(say.tell("counter-next-later", values));
    }
    let held = u32::try_from(seen.waiting.iter().filter(|line| line.held).count()).unwrap_or(u32::MAX);
    (held > 0).then(|| say.tell("counter-next-held", [("count", held.into())]))
}

/// Facts first, then the rule.
fn why(next: &Next, seen: &Counter, employee: &EmployeeId, say: Say<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let its_time = next.reason.rule == CallRule::AppointmentTime;
    let own = seen.appointments.iter().find(|line| line.visit == next.visit);
    let own = own.filter(|line| line.employee.as_ref() == Some(employee));
    if its_time && own.is_none() {
        facts.push(fact(say, "calendar", "counter-why-appointment", "counter-why-appointment-rule"));
    }
    match (&next.meant_for, own) {
        (_, Some(line)) => facts.push(Fact {
            icon: "calendar",
            said: say.tell("counter-why-your-appointment", [("time", say.clock(line.starts_at).into())]),
            rule: if its_time { say.t("counter-why-appointment-rule") } else { String::new() },
        }),
        (Some(MeantFor::Employee(meant)), None) if meant == employee => {
            facts.push(fact(say, "user-check", "counter-why-meant-for-you", "counter-why-meant-rule"));
        }
        (Some(MeantFor::Desk(desk)), None) if *desk == seen.desk => {
            facts.push(fact(say, "user-check", "counter-why-meant-for-desk", "counter-why-meant-rule"));
        }
        _ => {}
    }
    facts.push(waited(next, say));
    facts.push(covers(next, seen, say));
    if let Some(usual) = next.usual {
        let (from, to) = (u32::from(usual.from_minutes), u32::from(usual.to_minutes));
        let text = say.tell("counter-why-usual", [("from", from.into()), ("to", to.into())]);
        facts.push(Fact { icon: "hourglass", said: text, rule: String::new() });
    }
    facts
}

fn fact(say: Say<'_>, icon: &'static str, fact: &str, rule: &str) -> Fact {
    Fact { icon, said: say.t(fact), rule: say.t(rule) }
}

fn waited(next: &Next, say: Say<'_>) -> Fact {
    let target = u32::from(next.reason.target_minutes);
    let letter = letter(next, say);
    Fact {
        icon: "clock",
        said: say.tell("counter-why-waited", [("span", say.span(next.reason.waited_seconds).into())]),
        rule: say.tell("counter-why-target", [("queue", letter.into()), ("target", target.into())]),
    }
}

/// Of the queue where she waits: a visit that was sent on keeps the letter that it was given.
fn letter(next: &Next, say: Say<'_>) -> String {
    say.queue_letter(&next.queue).unwrap_or(next.number.letter.as_char()).to_string()
}

/// What she covers, and why the best of her other queues is not the one.
fn covers(next: &Next, seen: &Counter, say: Say<'_>) -> Fact {
    let letters: Vec<String> = seen.mine.iter().map(|line| line.letter.to_string()).collect();
    let covered = say.list(&letters);
    let compared: Vec<String> =
        next.reason.compared.iter().take(COMPARED_MAX).map(|other| compared(other, next, seen, say)).collect();
    let rule = if compared.is_empty() {
        say.tell("counter-why-first", [("queue", letter(next, say).into())])
    } else {
        compared.join(". ")
    };
    Fact { icon: "arrows-split", said: say.tell("counter-why-covers", [("queues", covered.into())]), rule }
}

fn compared(other: &Compared, next: &Next, seen: &Counter, say: Say<'_>) -> String {
    let number = other.number.to_string();
    let known = seen.waiting.iter().chain(&seen.for_me).find(|line| line.number == other.number);
    match known.map(|line| line.waited_seconds) {
        Some(waited) if waited <= next.reason.waited_seconds => {
            say.tell("counter-why-compared-less", [("number", number.into()), ("span", say.span(waited).into())])
        }
        Some(waited) => {
            let values =
                [("number", number.into()), ("span", say.span(waited).into()), ("time", say.clock(other.due).into())];
            say.tell("counter-why-compared-more", values)
        }
        None => {
            say.tell("counter-why-compared-due", [("number", number.into()), ("time", say.clock(other.due).into())])
        }
    }
}
