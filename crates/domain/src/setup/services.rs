//! `services.toml` and `questions.toml`: what citizens come for, what a kiosk asks first, and where else help is found.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::centre::Reading;
use super::limits::{
    ANSWER_CHARS_MAX, ANSWERS_MAX, BUTTON_CHARS_MAX, HELP_CHARS_MAX, LINK_CHARS_MAX, NAME_CHARS_MAX,
    QUESTION_CHARS_MAX, REFERRAL_CHARS_MAX, REMEMBER_CHARS_MAX, SERVICES_MAX,
};
use super::mistake::{Code, Notes, Place};
use super::names::Names;
use super::section::Section;
use super::{AnswerChoice, Bookable, Question, Referral, Service, Texts, Then};
use crate::ids::{AnswerId, QuestionId, QueueId, ReferralId, ServiceId};

const SERVICE_KEYS: [&str; 9] =
    ["id", "queue", "name", "help", "minutes", "appointment_only", "question", "remember", "choice"];
const CHOICE_KEYS: [&str; 8] = ["id", "queue", "name", "help", "minutes", "appointment_only", "question", "remember"];

/// How long a service takes at the desk, in minutes, where its choices say it better.
const PARENT_MINUTES: u16 = 10;

pub(super) fn services(notes: &mut Notes, reading: &Reading, sections: &[Section]) -> BTreeMap<ServiceId, Service> {
    let mut services = BTreeMap::new();
    let mut count = 0;
    for section in sections {
        let choices = section.sections(notes, "choice", SERVICES_MAX);
        let before = count;
        count += 1 + choices.len();
        if before <= SERVICES_MAX && count > SERVICES_MAX {
            let (given, max) = (count.to_string(), SERVICES_MAX.to_string());
            notes.add(section.place, Code::TooMany, [("key", "service"), ("given", &given), ("max", &max)]);
        }
        with_choices(notes, reading, section, &choices, &mut services);
    }
    services
}

fn with_choices(
    notes: &mut Notes,
    reading: &Reading,
    section: &Section,
    choices: &[Section],
    services: &mut BTreeMap<ServiceId, Service>,
) {
    section.note_unknown_keys(notes, &SERVICE_KEYS);
    let id: Option<ServiceId> = section.id();
    let mut parent = draft(notes, reading, section, None, choices.is_empty());
    if !choices.is_empty() && section.has("question") {
        let id = id.as_ref().map_or("", ServiceId::as_str);
        notes.add(section.place_of("question"), Code::QuestionOnParent, [("id", id)]);
    }
    without_queue(notes, section, choices);
    let mut first_queue = None;
    for choice in choices {
        choice.note_unknown_keys(notes, &CHOICE_KEYS);
        let read = draft(notes, reading, choice, Some(&parent), true);
        first_queue = first_queue.or_else(|| read.queue.clone());
        if let Some(choice_id) = choice.id::<ServiceId>()
            && let Some(service) = read.complete(&choice_id, id.clone())
        {
            parent.choices.push(choice_id.clone());
            services.insert(choice_id, service);
        }
    }
    // Nobody waits for a service with choices itself; a queue of its choices stands for it.
    parent.queue = parent.queue.or(first_queue);
    if let Some(id) = id
        && let Some(service) = parent.complete(&id, None)
    {
        services.insert(id, service);
    }
}

/// Notes a service, or those of its choices, for which nobody says where one waits.
fn without_queue(notes: &mut Notes, section: &Section, choices: &[Section]) {
    if section.has("queue") {
        return;
    }
    let lacking = choices.iter().filter(|choice| !choice.has("queue"));
    let whole = lacking.clone().count() == choices.len();
    for service in lacking.filter(|_| !whole).chain(whole.then_some(section)) {
        let id = service.id::<ServiceId>();
        let id = id.as_ref().map_or("", ServiceId::as_str);
        let lacks = [(service.place, "queue"), (section.place, "queue")];
        notes.lacking(&lacks, service.place, Code::ServiceWithoutQueue, [("id", id)]);
    }
}

/// Notes each service by booked time only for which no time can be booked here.
pub(super) fn by_appointment_only(
    notes: &mut Notes,
    sections: &[Section],
    services: &BTreeMap<ServiceId, Service>,
    appointments: &BTreeMap<ServiceId, Bookable>,
) {
    for section in sections {
        let choices = section.every_section("choice").unwrap_or_default();
        for own in std::iter::once(*section).chain(choices) {
            let Some(id) = own.id::<ServiceId>() else { continue };
            let asks = services.get(&id).is_some_and(|known| known.appointment_only && known.choices.is_empty());
            if asks && !appointments.contains_key(&id) {
                notes.add(own.place, Code::AppointmentMissing, [("id", id.as_str())]);
            }
        }
    }
}

/// A service whose queue may still come from its parent, or from its choices.
struct Draft {
    name: Texts,
    help: Texts,
    choices: Vec<ServiceId>,
    queue: Option<QueueId>,
    typical_minutes: u16,
    appointment_only: bool,
    question: Option<QuestionId>,
    remember: Texts,
}

impl Draft {
    /// A service whose queue is a mistake is still a service: everything else knows it and what it asks. The mistake is
    /// noted, so nobody will ever wait in the queue that stands in for it.
    fn complete(self, id: &ServiceId, parent: Option<ServiceId>) -> Option<Service> {
        Some(Service {
            name: self.name,
            help: self.help,
            parent,
            choices: self.choices,
            queue: self.queue.or_else(|| QueueId::new(id.as_str()).ok())?,
            typical_minutes: self.typical_minutes,
            appointment_only: self.appointment_only,
            question: self.question,
            remember: self.remember,
        })
    }
}

fn draft(
    notes: &mut Notes,
    reading: &Reading,
    section: &Section,
    parent: Option<&Draft>,
    can_be_chosen: bool,
) -> Draft {
    let own_queue = section.text(notes, "queue");
    let own_queue = own_queue.and_then(|given| reading.queues.find(notes, given, Code::QueueUnknown));
    let inherited = parent.filter(|_| !section.has("queue")).and_then(|parent| parent.queue.clone());
    if can_be_chosen && !section.has("minutes") {
        let lacks = [(section.place, "minutes"), (section.place, "choice")];
        notes.lacking(&lacks, section.place, Code::KeyMissing, [("key", "minutes")]);
    }
    let question = section.text(notes, "question");
    Draft {
        name: reading.public(notes, section, "name", BUTTON_CHARS_MAX),
        help: reading.public_optional(notes, section, "help", HELP_CHARS_MAX),
        choices: Vec::new(),
        queue: own_queue.or(inherited),
        typical_minutes: section.number(notes, "minutes", &(1..=240)).unwrap_or(PARENT_MINUTES),
        appointment_only: section
            .yes_no(notes, "appointment_only")
            .unwrap_or_else(|| parent.is_some_and(|parent| parent.appointment_only)),
        question: question.and_then(|given| reading.questions.find(notes, given, Code::QuestionUnknown)),
        remember: reading.internal(notes, section, "remember", REMEMBER_CHARS_MAX, false),
    }
}

/// Reads questions and referrals, and checks the trees they make from the services' first questions.
pub(super) fn triage(
    notes: &mut Notes,
    reading: &Reading,
    questions: &[Section],
    referrals: &[Section],
    appointments: &[Section],
    services: &BTreeMap<ServiceId, Service>,
) -> (BTreeMap<QuestionId, Question>, BTreeMap<ReferralId, Referral>) {
    let mut led = Led::default();
    let mut read = BTreeMap::new();
    for section in questions {
        let question = question(notes, reading, section, &mut led);
        if let Some(id) = section.id() {
            read.insert(id, question);
        }
    }
    circles(notes, &led.asked);
    let booking = appointments.iter().filter_map(|section| section.plain_id("question"));
    let first = services.values().filter_map(|service| service.question.clone()).chain(booking).collect();
    unreachable(notes, first, &led.asked, questions);
    let referrals = self::referrals(notes, reading, referrals, &led.referred);
    (read, referrals)
}

/// Which question asks which next, and where that is said.
type Asked = BTreeMap<QuestionId, Vec<(QuestionId, Place)>>;

/// Where the answers lead, also those that are told to be wrong otherwise.
#[derive(Default)]
struct Led {
    asked: Asked,
    referred: BTreeSet<ReferralId>,
}

fn question(notes: &mut Notes, reading: &Reading, section: &Section, led: &mut Led) -> Question {
    section.note_unknown_keys(notes, &["id", "text", "answer"]);
    let sections = section.sections(notes, "answer", ANSWERS_MAX);
    let id: Option<QuestionId> = section.id();
    if sections.len() < 2 && !section.is_no_section("answer") {
        let id = id.as_ref().map_or("", QuestionId::as_str);
        notes.lacking(&[(section.place, "answer")], section.place, Code::AnswersTooFew, [("id", id)]);
    }
    Names::default().gather::<AnswerId>(notes, &sections);
    let mut answers = Vec::new();
    for answer in &sections {
        answer.note_unknown_keys(notes, &["id", "text", "ticket", "ask", "refer"]);
        let text = reading.public(notes, answer, "text", ANSWER_CHARS_MAX);
        let then = then(notes, reading, answer);
        if let (Some(id), Then::Ask(next)) = (&id, &then) {
            led.asked.entry(id.clone()).or_default().push((next.clone(), answer.place_of("ask")));
        }
        if let Then::Refer(referral) = &then {
            led.referred.insert(referral.clone());
        }
        if let Some(id) = answer.id() {
            answers.push(AnswerChoice { id, text, then });
        }
    }
    Question { text: reading.public(notes, section, "text", QUESTION_CHARS_MAX), answers }
}

fn then(notes: &mut Notes, reading: &Reading, answer: &Section) -> Then {
    let id = answer.id::<AnswerId>();
    let id = id.as_ref().map_or("", AnswerId::as_str);
    let ticket = answer.yes_no(notes, "ticket");
    let ask = answer.text(notes, "ask");
    let refer = answer.text(notes, "refer");
    let ways = ["ticket", "ask", "refer"].iter().filter(|key| answer.has(key)).count();
    if ways > 1 {
        notes.add(answer.place, Code::AnswerLeadsTwice, [("id", id)]);
    } else if ways == 0 || ticket == Some(false) {
        let lacks = ["ticket", "ask", "refer"].map(|key| (answer.place, key));
        notes.lacking(&lacks, answer.place, Code::AnswerLeadsNowhere, [("id", id)]);
    }
    let ask = ask.and_then(|given| reading.questions.find(notes, given, Code::QuestionUnknown));
    let refer = refer.and_then(|given| reading.referrals.find(notes, given, Code::ReferralUnknown));
    match (ask, refer) {
        (Some(question), _) => Then::Ask(question),
        (None, Some(referral)) => Then::Refer(referral),
        (None, None) => Then::Ticket,
    }
}

/// Notes each circle once, at the answer that closes it for the first of its names in alphabetical order.
fn circles(notes: &mut Notes, asked: &Asked) {
    for start in asked.keys() {
        let Some((path, place)) = shortest_circle(asked, start) else { continue };
        if path.iter().all(|question| *question >= start) {
            let names: Vec<&str> = path.into_iter().chain([start]).map(QuestionId::as_str).collect();
            notes.add(place, Code::QuestionCircle, [("path", &names.join(" → "))]);
        }
    }
}

/// The shortest way from a question back to itself, and the answer that closes it.
fn shortest_circle<'q>(asked: &'q Asked, start: &'q QuestionId) -> Option<(Vec<&'q QuestionId>, Place)> {
    let mut came_from: BTreeMap<&QuestionId, &QuestionId> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(question) = open.pop_front() {
        for (next, place) in asked.get(question).map_or(&[][..], Vec::as_slice) {
            if next == start {
                let mut path = vec![question];
                while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                    path.push(before);
                }
                path.reverse();
                return Some((path, *place));
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, question);
                open.push_back(next);
            }
        }
    }
    None
}

/// Notes the questions that nothing leads to. What only such a question leads to is not told as well.
fn unreachable(notes: &mut Notes, first: BTreeSet<QuestionId>, asked: &Asked, sections: &[Section]) {
    let mut open: Vec<QuestionId> = first.iter().cloned().collect();
    let mut reached = first;
    while let Some(question) = open.pop() {
        for (next, _) in asked.get(&question).map_or(&[][..], Vec::as_slice) {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    reached.extend(asked.values().flatten().map(|(next, _)| next.clone()));
    for section in sections {
        if let Some(id) = section.id::<QuestionId>()
            && !reached.contains(&id)
        {
            notes.add(section.place, Code::QuestionUnreachable, [("id", id.as_str())]);
        }
    }
}

fn referrals(
    notes: &mut Notes,
    reading: &Reading,
    sections: &[Section],
    used: &BTreeSet<ReferralId>,
) -> BTreeMap<ReferralId, Referral> {
    let mut referrals = BTreeMap::new();
    for section in sections {
        section.note_unknown_keys(notes, &["id", "name", "text", "link"]);
        let referral = Referral {
            name: reading.public(notes, section, "name", NAME_CHARS_MAX),
            text: reading.public(notes, section, "text", REFERRAL_CHARS_MAX),
            link: link(notes, section),
        };
        let Some(id) = section.id::<ReferralId>() else { continue };
        if !used.contains(&id) {
            notes.add(section.place, Code::ReferralUnused, [("id", id.as_str())]);
        }
        referrals.insert(id, referral);
    }
    referrals
}

pub(super) fn link(notes: &mut Notes, section: &Section) -> Option<String> {
    let given = section.text(notes, "link")?;
    let address = given.value.strip_prefix("https://").unwrap_or_default();
    let fits = address.contains('.')
        && given.value.len() <= LINK_CHARS_MAX
        && given.value.chars().all(|c| c.is_ascii_graphic() && !"<>\"'".contains(c));
    if !fits {
        notes.add(given.place, Code::LinkMalformed, [("given", given.value)]);
    }
    Some(given.value.to_owned())
}
