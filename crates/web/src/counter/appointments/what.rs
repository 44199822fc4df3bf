//! What is to be booked, with whom and how, as it is chosen in a form, and what its services ask first.

use std::collections::BTreeMap;

use domain::command::{Given, Mode, SERVICES_PER_VISIT_MAX};
use domain::ids::{EmployeeId, Language, QuestionId, ServiceId};
use domain::setup::{Setup, Then, With};
use serde::{Deserialize, Serialize};

use super::here::Here;
use super::who::Mistake;
use crate::booking::calendar::Plan;
use crate::booking::say::{mode_of, word};
use crate::signs::Markup;

/// What a form of booking sends; everything is a text as it was typed, so that nothing is lost where something is wrong.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Wanted {
    pub(super) service: Vec<String>,
    pub(super) mode: String,
    pub(super) employee: String,
    /// `question:answer`, or nothing.
    pub(super) answers: Vec<String>,
    pub(super) interpreter: String,
    pub(super) language: String,
    /// The day whose times are shown.
    pub(super) day: String,
    /// The day, or a day of the weeks, that was pressed.
    pub(super) date: String,
    pub(super) week: String,
    pub(super) at: String,
    /// Of a series: its first day, its time, every how many weeks, and how often.
    pub(super) first: String,
    pub(super) time: String,
    pub(super) every: String,
    pub(super) times: String,
    /// Of a series: what was chosen for each of its days; nothing where it is to be left out.
    pub(super) book: Vec<String>,
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) cpr: String,
    pub(super) birth: String,
    pub(super) topic: String,
    /// Whether the citizen agreed to messages about her time.
    pub(super) told: String,
    /// Which button was pressed.
    pub(super) step: String,
}

/// Without what was typed.
impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wanted(..)")
    }
}

/// What is to be booked.
#[derive(Debug, Clone)]
pub(super) struct What {
    pub(super) services: Vec<ServiceId>,
    pub(super) mode: Mode,
    pub(super) employee: Option<EmployeeId>,
    pub(super) interpreter: bool,
    pub(super) language: Language,
}

/// Something that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

/// A question that a service asks, with its answers.
pub(super) struct Question {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) answers: Vec<Choice>,
}

/// What the form offers.
pub(super) struct Offer {
    pub(super) services: Vec<Choice>,
    pub(super) modes: Vec<(Choice, Markup)>,
    pub(super) employees: Vec<Choice>,
    pub(super) questions: Vec<Question>,
    pub(super) languages: Vec<Choice>,
    pub(super) interpreter: bool,
    /// Whether what she wants to talk about is asked for.
    pub(super) topic: bool,
}

impl Wanted {
    /// What is chosen; none where no service is, or they cannot be had in one visit.
    pub(super) fn what(&self, setup: &Setup) -> Option<What> {
        let services = self.services(setup);
        let modes = modes(setup, &services);
        let mode = mode_of(&self.mode).filter(|mode| modes.contains(mode)).or_else(|| modes.first().copied())?;
        let language = setup.languages.iter().find(|known| known.as_str() == self.language);
        let main = || setup.languages.first().cloned().unwrap_or_else(Language::danish);
        let language = language.cloned().unwrap_or_else(main);
        Some(What { services, mode, employee: self.employee(setup), interpreter: self.interpreter == "yes", language })
    }

    /// The services that are chosen and can be booked, in the order of the page.
    pub(super) fn services(&self, setup: &Setup) -> Vec<ServiceId> {
        let known = self.service.iter().filter_map(|id| ServiceId::new(id).ok());
        let mut services: Vec<ServiceId> = known.filter(|id| setup.appointments.contains_key(id)).collect();
        services.dedup();
        services.truncate(SERVICES_PER_VISIT_MAX);
        services
    }

    fn employee(&self, setup: &Setup) -> Option<EmployeeId> {
        let named = EmployeeId::new(&self.employee).ok()?;
        givers(setup).contains(&named).then_some(named)
    }

    /// What can be chosen, with what is.
    pub(super) fn offer(&self, here: &Here) -> Offer {
        let setup = &here.who.setup;
        let (say, dates) = (here.say(), here.dates());
        let chosen = self.services(setup);
        let what = self.what(setup);
        let service = |id: &ServiceId| Choice {
            value: id.to_string(),
            text: dates.errand(id).line(),
            chosen: chosen.contains(id),
        };
        let mut services: Vec<Choice> = setup.appointments.keys().map(service).collect();
        services.sort_by(|a, b| a.text.cmp(&b.text));
        let is_mode = |mode: Mode| what.as_ref().is_some_and(|what| what.mode == mode);
        let mode = |mode: Mode| {
            let choice = Choice { value: word(mode).to_owned(), text: say.mode(mode), chosen: is_mode(mode) };
            (choice, crate::booking::say::sign(mode))
        };
        let employee = |id: EmployeeId| Choice {
            text: say.employee(&id),
            chosen: self.employee(setup).as_ref() == Some(&id),
            value: id.to_string(),
        };
        let mut employees: Vec<Choice> = givers(setup).into_iter().map(employee).collect();
        employees.sort_by(|a, b| a.text.cmp(&b.text));
        let language = |language: &Language| Choice {
            value: language.to_string(),
            text: say.language_in_words(language),
            chosen: what.as_ref().is_some_and(|what| what.language == *language),
        };
        Offer {
            services,
            modes: modes(setup, &chosen).into_iter().map(mode).collect(),
            employees,
            questions: self.questions(here, &chosen),
            languages: setup.languages.iter().map(language).collect(),
            interpreter: self.interpreter == "yes",
            topic: chosen.iter().any(|id| setup.appointments.get(id).is_some_and(|bookable| bookable.topic)),
        }
    }

    /// Every question of the services' trees, each once: without a script nothing appears while one answers.
    fn questions(&self, here: &Here, services: &[ServiceId]) -> Vec<Question> {
        let setup = &here.who.setup;
        let firsts = services.iter().filter_map(|id| setup.appointments.get(id)?.question.as_ref());
        let mut ids: Vec<&QuestionId> = Vec::new();
        for first in firsts {
            let mut next = vec![first];
            while let Some(id) = next.pop() {
                let Some(question) = setup.questions.get(id).filter(|_| !ids.contains(&id)) else { continue };
                ids.push(id);
                let more = question.answers.iter().rev().filter_map(|answer| match &answer.then {
                    Then::Ask(question) => Some(question),
                    Then::Ticket | Then::Refer(_) => None,
                });
                next.extend(more);
            }
        }
        ids.into_iter().filter_map(|id| self.question(here, id)).collect()
    }

    fn question(&self, here: &Here, id: &QuestionId) -> Option<Question> {
        let question = here.who.setup.questions.get(id)?;
        let answer = |answer: &domain::setup::AnswerChoice| {
            let value = format!("{id}:{}", answer.id);
            Choice { text: answer.text.get(&here.language).to_owned(), chosen: self.answers.contains(&value), value }
        };
        Some(Question {
            id: id.to_string(),
            text: question.text.get(&here.language).to_owned(),
            answers: question.answers.iter().map(answer).collect(),
        })
    }

    /// The answers that lead through the services' questions; none where nothing was answered at all.
    ///
    /// # Errors
    /// What is missing, or leads elsewhere, by its question.
    pub(super) fn given(&self, here: &Here, services: &[ServiceId]) -> Result<Vec<Given>, Vec<Mistake>> {
        let setup = &here.who.setup;
        let read = self.answers.iter().filter_map(|pair| crate::answers::read_answers(pair).ok());
        let chosen: BTreeMap<QuestionId, Given> = read.flatten().map(|given| (given.question.clone(), given)).collect();
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let (mut given, mut mistakes): (Vec<Given>, Vec<Mistake>) = (Vec::new(), Vec::new());
        for first in services.iter().filter_map(|id| setup.appointments.get(id)?.question.as_ref()) {
            let mut next = Some(first);
            while let Some(id) = next.take() {
                let answered = chosen.get(id);
                let answers = setup.questions.get(id).map(|question| question.answers.as_slice()).unwrap_or_default();
                let Some(choice) = answers.iter().find(|a| answered.is_some_and(|given| given.answer == a.id)) else {
                    mistakes.push(Mistake::of(format!("answer-{id}"), here.t("appts-mistake-answer")));
                    break;
                };
                let known = given.iter().any(|given| given.question == *id);
                given.extend(answered.filter(|_| !known).cloned());
                match &choice.then {
                    Then::Ask(question) => next = Some(question),
                    Then::Ticket => {}
                    Then::Refer(referral) => {
                        let name = setup.referrals.get(referral).map(|known| known.name.get(&here.language).to_owned());
                        let values = [("referral", name.unwrap_or_else(|| referral.to_string()).into())];
                        let text = here.say().tell("appts-mistake-referred", values);
                        mistakes.push(Mistake::of(format!("answer-{id}"), text));
                    }
                }
            }
        }
        if mistakes.is_empty() { Ok(given) } else { Err(mistakes) }
    }
}

impl What {
    /// What is looked for in the calendar: no notice binds whoever books for others.
    pub(super) fn plan(&self, here: &Here, except: Option<domain::ids::VisitId>) -> Plan {
        Plan {
            centre: here.who.centre.clone(),
            services: self.services.clone(),
            mode: self.mode,
            except,
            days_ahead: u16::try_from(engine::BOOKED_AHEAD_DAYS_MAX).unwrap_or(u16::MAX),
            employee: self.employee.clone(),
            for_employee: true,
        }
    }
}

/// The ways of meeting that all of these services have.
fn modes(setup: &Setup, services: &[ServiceId]) -> Vec<Mode> {
    let has = |mode: &Mode| {
        let offers = |id| setup.appointments.get(id).is_some_and(|bookable| bookable.meetings.contains_key(mode));
        !services.is_empty() && services.iter().all(offers)
    };
    [Mode::InPerson, Mode::Phone, Mode::Video].into_iter().filter(has).collect()
}

/// Everybody who gives appointments by name.
fn givers(setup: &Setup) -> std::collections::BTreeSet<EmployeeId> {
    let of = |with: &With| match with {
        With::Employees(employees) => employees.clone(),
        With::AnyDesk { .. } => Vec::new(),
    };
    setup.capacities.values().flat_map(|capacity| of(&capacity.with)).collect()
}
