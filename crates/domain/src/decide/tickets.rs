//! How visits come about: tickets, referrals, appointments that are entered and check in.

use std::collections::BTreeSet;

use super::{Draft, refuse_state};
use crate::answer::Tell;
use crate::command::{Actor, Given, Mode, SERVICES_PER_VISIT_MAX};
use crate::day::{Origin, State, VISITS_PER_DAY_MAX, Visit};
use crate::event::{Fact, Outcome, Stop};
use crate::forecast::forecast;
use crate::hall::QueueStatus;
use crate::ids::{Language, NUMBER_MAX, Number, QuestionId, QueueId, ReferralId, ServiceId, VisitId};
use crate::queue_status::queue_status;
use crate::refusal::Refusal;
use crate::setup::{Service, Setup, Then};

pub(super) fn take(
    draft: &mut Draft<'_>,
    visit: VisitId,
    services: &[ServiceId],
    language: &Language,
    answers: &[Given],
) -> Result<Tell, Refusal> {
    let stops = stops_of(draft.setup, services, Walk::In)?;
    offered(draft.setup, language)?;
    asked(draft, services, answers)?;
    for stop in &stops {
        gives_tickets(draft, &stop.queue)?;
    }
    let number = next_number(draft, visit, &stops)?;
    let Some(first) = stops.first() else { return Err(Refusal::NoService) };
    let due = draft.at.plus_minutes(i64::from(first.target_minutes));
    let forecast = forecast(&draft.day, draft.setup, &first.queue, due, draft.at);
    let (language, answers) = (language.clone(), answers.to_vec());
    draft.add(Fact::TicketTaken { visit, number, stops, due, language, answers, forecast });
    Ok(Tell::Visit(visit))
}

pub(super) fn refer(draft: &mut Draft<'_>, service: &ServiceId, answers: &[Given]) -> Result<Tell, Refusal> {
    let known = service_of(draft.setup, service)?;
    let Some(referral) = led_to_referral(draft.setup, &[known.question.as_ref()], answers)? else {
        return Err(Refusal::NotReferred);
    };
    let (service, answers) = (service.clone(), answers.to_vec());
    draft.add(Fact::Referred { service, referral: referral.clone(), answers });
    Ok(Tell::Referred(referral))
}

/// Rule 1: within the grace period the appointment keeps its time; later it is due like a walk-in that arrives now.
pub(super) fn check_in(draft: &mut Draft<'_>, id: VisitId) -> Result<Tell, Refusal> {
    let visit = draft.visit(id)?;
    let (State::Booked, Origin::Appointment { starts_at, mode: Mode::InPerson, .. }) = (&visit.state, &visit.origin)
    else {
        return Err(refuse_state(visit));
    };
    let grace_ends = starts_at.plus_minutes(i64::from(draft.setup.rules.grace_minutes));
    let on_time = draft.at <= grace_ends;
    let due = if on_time { *starts_at } else { draft.at.plus_minutes(i64::from(visit.target_minutes())) };
    draft.add(Fact::CheckedIn { visit: id, due, on_time });
    Ok(Tell::Visit(id))
}

/// Who asks for a service: a walk-in, or somebody who books.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// At the door.
    In,
    /// By booked time.
    Booked,
}

/// The way through the hall for some services: services of one queue are one stop.
pub(super) fn stops_of(setup: &Setup, services: &[ServiceId], walk: Walk) -> Result<Vec<Stop>, Refusal> {
    if services.is_empty() {
        return Err(Refusal::NoService);
    }
    if services.len() > SERVICES_PER_VISIT_MAX {
        return Err(Refusal::too_many_services());
    }
    let mut seen = BTreeSet::new();
    let mut stops: Vec<Stop> = Vec::with_capacity(1);
    for id in services {
        let service = service_of(setup, id)?;
        if !seen.insert(id) {
            return Err(Refusal::ServiceTwice { service: id.clone() });
        }
        if service.appointment_only && walk == Walk::In {
            return Err(Refusal::AppointmentOnly { service: id.clone() });
        }
        match stops.iter_mut().find(|s| s.queue == service.queue) {
            Some(stop) => stop.services.push(id.clone()),
            None => stops.push(Stop {
                queue: service.queue.clone(),
                services: vec![id.clone()],
                target_minutes: setup.target_minutes(&service.queue),
            }),
        }
    }
    Ok(stops)
}

fn service_of<'a>(setup: &'a Setup, id: &ServiceId) -> Result<&'a Service, Refusal> {
    let service = setup.services.get(id).ok_or_else(|| Refusal::UnknownService { service: id.clone() })?;
    if service.choices.is_empty() { Ok(service) } else { Err(Refusal::ServiceHasChoices { service: id.clone() }) }
}

/// A visit is told of in its language from then on, so it is one that the centre has its texts in. Who comes from
/// another centre keeps hers: it was offered there, and nobody is sent back for it.
pub(super) fn offered(setup: &Setup, language: &Language) -> Result<(), Refusal> {
    if setup.languages.contains(language) {
        return Ok(());
    }
    Err(Refusal::UnknownLanguage { language: language.clone(), offered: setup.languages.clone() })
}

/// A kiosk asks before it gives a number; an employee at the door may give one without. Each service asks what it asks,
/// in whatever order they are named; what two of them ask is answered once.
fn asked(draft: &Draft<'_>, services: &[ServiceId], answers: &[Given]) -> Result<(), Refusal> {
    let known = services.iter().filter_map(|id| draft.setup.services.get(id));
    let questions: Vec<Option<&QuestionId>> = known.map(|service| service.question.as_ref()).collect();
    let must_ask = matches!(draft.by, Actor::Kiosk(_));
    if answers.is_empty() && !must_ask {
        return Ok(());
    }
    match led_to_referral(draft.setup, &questions, answers)? {
        Some(referral) => Err(Refusal::Referred { referral }),
        None => Ok(()),
    }
}

/// Walks the tree of each of these first questions: to the first referral that the answers lead to, or to none. Every
/// answer belongs to a question that is asked, and every question has one answer.
pub(super) fn led_to_referral(
    setup: &Setup,
    questions: &[Option<&QuestionId>],
    answers: &[Given],
) -> Result<Option<ReferralId>, Refusal> {
    let (mut used, mut missing, mut led) = (vec![false; answers.len()], None, None);
    for question in questions {
        match walk(setup, *question, answers, &mut used)? {
            Way::Ticket => {}
            Way::Referral(referral) => led = led.or(Some(referral)),
            Way::Missing(question) => missing = missing.or(Some(question)),
        }
    }
    if let Some((extra, _)) = answers.iter().zip(used).find(|(_, used)| !used) {
        return Err(Refusal::AnswerUnknown { question: extra.question.clone() });
    }
    match (led, missing) {
        (None, Some(question)) => Err(Refusal::AnswerMissing { question }),
        (led, _) => Ok(led),
    }
}

/// Where the answers lead, of one service.
enum Way {
    Ticket,
    Referral(ReferralId),
    /// Not to the end: this question has no answer.
    Missing(QuestionId),
}

/// Walks one tree of questions, and notes which answers it used.
fn walk<'a>(
    setup: &'a Setup,
    mut question: Option<&'a QuestionId>,
    answers: &[Given],
    used: &mut [bool],
) -> Result<Way, Refusal> {
    // A checked tree has no circles; no more steps than answers in any case.
    for _ in 0..=answers.len() {
        let Some(asked) = question else { return Ok(Way::Ticket) };
        let Some(place) = answers.iter().position(|a| a.question == *asked) else {
            return Ok(Way::Missing(asked.clone()));
        };
        let choices = setup.questions.get(asked).map(|q| q.answers.as_slice()).unwrap_or_default();
        let choice = choices.iter().find(|c| c.id == answers[place].answer);
        let choice = choice.ok_or_else(|| Refusal::AnswerUnknown { question: asked.clone() })?;
        used[place] = true;
        match &choice.then {
            Then::Ask(next) => question = Some(next),
            Then::Ticket => question = None,
            Then::Refer(referral) => return Ok(Way::Referral(referral.clone())),
        }
    }
    Ok(Way::Ticket)
}

fn gives_tickets(draft: &Draft<'_>, queue: &QueueId) -> Result<(), Refusal> {
    let queue = queue.clone();
    match queue_status(&draft.day, draft.setup, &queue, draft.at) {
        QueueStatus::Open => Ok(()),
        QueueStatus::ClosedByHours => Err(Refusal::QueueClosedByHours { queue }),
        QueueStatus::ClosedByManager => Err(Refusal::QueueClosedByManager { queue }),
        QueueStatus::Full => Err(Refusal::QueueFull { queue }),
        QueueStatus::Paused => Err(Refusal::QueuePaused { queue }),
        QueueStatus::DayClosed => Err(Refusal::DayClosed),
    }
}

/// Rule 7: unique per centre, date and letter, in the order taken, never reused.
pub(super) fn next_number(draft: &Draft<'_>, visit: VisitId, stops: &[Stop]) -> Result<Number, Refusal> {
    if draft.day.visit(visit).is_some() {
        return Err(Refusal::VisitExists);
    }
    if draft.day.visits().len() >= VISITS_PER_DAY_MAX {
        return Err(Refusal::DayFull);
    }
    let queue = stops.first().map(|s| &s.queue).ok_or(Refusal::NoService)?;
    let letter = draft.setup.queues.get(queue).ok_or_else(|| Refusal::UnknownQueue { queue: queue.clone() })?.letter;
    let highest = draft.day.highest_number(letter);
    if highest >= NUMBER_MAX {
        Err(Refusal::NumbersUsedUp { letter })
    } else {
        Ok(Number { letter, count: highest + 1 })
    }
}

/// A visit that comes back to a centre, or to a day, has its number there already, and keeps it.
pub(super) fn number_there(arriving: &Draft<'_>, id: VisitId, stops: &[Stop]) -> Result<Number, Refusal> {
    match arriving.day.visit(id) {
        Some(Visit {
            state: State::Ended { outcome: Outcome::MovedTo(_) | Outcome::MovedToDay(_), .. },
            number,
            ..
        }) => Ok(*number),
        _ => next_number(arriving, id, stops),
    }
}
