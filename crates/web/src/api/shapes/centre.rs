//! A centre's set-up as far as it is public: what it offers, where and when. No employees.

use std::collections::BTreeMap;

use domain::ids::{AnswerId, AreaId, CentreId, DeskId, KioskId, Letter, QuestionId, QueueId, ReferralId, ServiceId};
use domain::setup::{
    AnswerChoice, Area, Desk, DeskKind, Holiday, Hours, Kiosk, OpenSpan, Queue, Referral, Service, Setup, Then, Week,
    WeekPeriod,
};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::openapi::forms;

type Texts = BTreeMap<String, String>;

/// All centres of the municipality.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Centres {
    /// By name.
    pub(crate) centres: Vec<CentreShape>,
}

/// A centre.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Centre)]
pub(crate) struct CentreShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: CentreId,
    /// Its name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// The municipality's name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) municipality: Texts,
    /// Where it is.
    pub(crate) address: String,
    /// The zone of its civil time: `Europe/Copenhagen`.
    pub(crate) time_zone: String,
    /// The languages that citizens can choose; the first is the main one.
    #[schema(value_type = Vec<forms::LanguageCode>)]
    pub(crate) languages: Vec<String>,
    /// The version of its set-up.
    pub(crate) setup: u32,
    /// What citizens come for.
    pub(crate) services: Vec<ServiceShape>,
    /// What is asked before a ticket.
    pub(crate) questions: Vec<QuestionShape>,
    /// Where an answer may lead instead of to a ticket.
    pub(crate) referrals: Vec<ReferralShape>,
    /// Who waits for the same kind of help.
    pub(crate) queues: Vec<PublicQueue>,
    /// Where citizens wait.
    pub(crate) areas: Vec<AreaShape>,
    /// Where citizens are served.
    pub(crate) desks: Vec<PublicDesk>,
    /// Touch stands.
    pub(crate) kiosks: Vec<KioskShape>,
}

impl From<&Setup> for CentreShape {
    fn from(setup: &Setup) -> Self {
        Self {
            id: setup.centre.clone(),
            name: texts(&setup.name),
            municipality: texts(&setup.municipality),
            address: setup.address.clone(),
            time_zone: setup.time_zone.iana_name().unwrap_or("UTC").to_owned(),
            languages: setup.languages.iter().map(ToString::to_string).collect(),
            setup: setup.version.0,
            services: setup.services.iter().map(|(id, s)| ServiceShape::of(id, s)).collect(),
            questions: setup
                .questions
                .iter()
                .map(|(id, q)| QuestionShape {
                    id: id.clone(),
                    text: texts(&q.text),
                    answers: q.answers.iter().map(AnswerShape::from).collect(),
                })
                .collect(),
            referrals: setup.referrals.iter().map(|(id, r)| ReferralShape::of(id, r)).collect(),
            queues: setup.queues.iter().map(|(id, q)| PublicQueue::of(id, q, setup.target_minutes(id))).collect(),
            areas: setup.areas.iter().map(|(id, a)| AreaShape::of(id, a)).collect(),
            desks: setup.desks.iter().map(|(id, d)| PublicDesk::of(id, d)).collect(),
            kiosks: setup.kiosks.iter().map(|(id, k)| KioskShape::of(id, k)).collect(),
        }
    }
}

/// What citizens come for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Service)]
pub(crate) struct ServiceShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: ServiceId,
    /// On its button.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// The line under it.
    #[schema(value_type = forms::TextMap)]
    pub(crate) help: Texts,
    /// The service it is a choice of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) parent: Option<ServiceId>,
    /// Its choices; a service with choices is never chosen itself.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) choices: Vec<ServiceId>,
    /// Where one waits for it.
    #[schema(value_type = forms::Name)]
    pub(crate) queue: QueueId,
    /// How long it typically takes.
    pub(crate) typical_minutes: u16,
    /// Whether it is given by booked time only.
    pub(crate) appointment_only: bool,
    /// The first question before a ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) question: Option<QuestionId>,
}

impl ServiceShape {
    fn of(id: &ServiceId, service: &Service) -> Self {
        Self {
            id: id.clone(),
            name: texts(&service.name),
            help: texts(&service.help),
            parent: service.parent.clone(),
            choices: service.choices.clone(),
            queue: service.queue.clone(),
            typical_minutes: service.typical_minutes,
            appointment_only: service.appointment_only,
            question: service.question.clone(),
        }
    }
}

/// A question before a ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Question)]
pub(crate) struct QuestionShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: QuestionId,
    /// What is asked.
    #[schema(value_type = forms::TextMap)]
    pub(crate) text: Texts,
    /// What can be answered.
    pub(crate) answers: Vec<AnswerShape>,
}

/// One answer to a question.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnswerChoice)]
pub(crate) struct AnswerShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: AnswerId,
    /// On its button.
    #[schema(value_type = forms::TextMap)]
    pub(crate) text: Texts,
    /// Where it leads.
    pub(crate) then: ThenShape,
    /// The next question, where it leads to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) question: Option<QuestionId>,
    /// The referral, where it leads to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) referral: Option<ReferralId>,
}

/// Where an answer leads.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Then)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ThenShape {
    /// To the ticket.
    Ticket,
    /// To another question.
    Ask,
    /// To a referral: no ticket.
    Refer,
}

impl From<&AnswerChoice> for AnswerShape {
    fn from(answer: &AnswerChoice) -> Self {
        let (then, question, referral) = match &answer.then {
            Then::Ticket => (ThenShape::Ticket, None, None),
            Then::Ask(question) => (ThenShape::Ask, Some(question.clone()), None),
            Then::Refer(referral) => (ThenShape::Refer, None, Some(referral.clone())),
        };
        Self { id: answer.id.clone(), text: texts(&answer.text), then, question, referral }
    }
}

/// Help elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Referral)]
pub(crate) struct ReferralShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: ReferralId,
    /// The heading.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// What to do now.
    #[schema(value_type = forms::TextMap)]
    pub(crate) text: Texts,
    /// A web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<String>,
}

impl ReferralShape {
    fn of(id: &ReferralId, referral: &Referral) -> Self {
        Self { id: id.clone(), name: texts(&referral.name), text: texts(&referral.text), link: referral.link.clone() }
    }
}

/// Who waits for the same kind of help.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Queue)]
pub(crate) struct PublicQueue {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: QueueId,
    /// Its letter.
    #[schema(value_type = forms::QueueLetter)]
    pub(crate) letter: Letter,
    /// Its name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// Within how many minutes a walk-in should be called.
    pub(crate) target_minutes: u16,
    /// Where one waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<forms::Name>)]
    pub(crate) area: Option<AreaId>,
    /// What is left when it gives no tickets.
    #[schema(value_type = forms::TextMap)]
    pub(crate) instead: Texts,
    /// When it gives tickets.
    pub(crate) hours: HoursShape,
}

impl PublicQueue {
    fn of(id: &QueueId, queue: &Queue, target_minutes: u16) -> Self {
        Self {
            id: id.clone(),
            letter: queue.letter,
            name: texts(&queue.name),
            target_minutes,
            area: queue.area.clone(),
            instead: texts(&queue.instead),
            hours: HoursShape::from(&queue.hours),
        }
    }
}

/// Opening hours in civil time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hours)]
pub(crate) struct HoursShape {
    /// By weekday, Monday 1 to Sunday 7; a day that is missing is closed.
    pub(crate) week: BTreeMap<String, Vec<SpanShape>>,
    /// Other weeks for a while; where several hold, the last of them does.
    pub(crate) periods: Vec<PeriodShape>,
    /// Whether it is open on public holidays too.
    pub(crate) on_holidays: bool,
    /// Other days of every year on which it is closed: `may_day`, `constitution_day`, `christmas_eve`, `new_years_eve`.
    pub(crate) also_closed: Vec<&'static str>,
    /// Dates that differ, whatever else they are; no spans means closed.
    pub(crate) dates: BTreeMap<String, Vec<SpanShape>>,
}

/// Another week than the usual one, from a date to a date, both included.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HoursPeriod)]
pub(crate) struct PeriodShape {
    /// The first date; none where it has always been so.
    #[schema(value_type = Option<forms::CivilDate>)]
    pub(crate) from: Option<Date>,
    /// The last date; none where it goes on.
    #[schema(value_type = Option<forms::CivilDate>)]
    pub(crate) until: Option<Date>,
    /// By weekday, Monday 1 to Sunday 7; a day that is missing is closed.
    pub(crate) week: BTreeMap<String, Vec<SpanShape>>,
}

/// From (included) to (not included); `to` of 00:00 is midnight at the day's end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenSpan)]
pub(crate) struct SpanShape {
    /// The first minute.
    #[schema(value_type = forms::Clock)]
    pub(crate) from: String,
    /// The first minute no longer open.
    #[schema(value_type = forms::Clock)]
    pub(crate) to: String,
}

impl From<&Hours> for HoursShape {
    fn from(hours: &Hours) -> Self {
        let spans = |all: &Vec<OpenSpan>| {
            let clock = |t: jiff::civil::Time| format!("{:02}:{:02}", t.hour(), t.minute());
            all.iter().map(|s| SpanShape { from: clock(s.from), to: clock(s.to) }).collect()
        };
        let week = |week: &Week| week.iter().map(|(day, all)| (day.to_string(), spans(all))).collect();
        let named = |day: &Holiday| Holiday::OTHERS.iter().find(|(_, other)| other == day).map(|(name, _)| *name);
        let period = |p: &WeekPeriod| PeriodShape { from: p.from, until: p.until, week: week(&p.week) };
        Self {
            week: week(&hours.week),
            periods: hours.periods.iter().map(period).collect(),
            on_holidays: hours.on_holidays,
            also_closed: hours.also_closed.iter().filter_map(named).collect(),
            dates: hours.dates.iter().map(|(date, all)| (date.to_string(), spans(all))).collect(),
        }
    }
}

/// Where citizens wait.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Area)]
pub(crate) struct AreaShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: AreaId,
    /// Its name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// 0 is the ground floor.
    pub(crate) floor: i8,
    /// The way from the kiosk.
    #[schema(value_type = forms::TextMap)]
    pub(crate) way: Texts,
}

impl AreaShape {
    fn of(id: &AreaId, area: &Area) -> Self {
        Self { id: id.clone(), name: texts(&area.name), floor: area.floor, way: texts(&area.way) }
    }
}

/// Where citizens are served.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Desk)]
pub(crate) struct PublicDesk {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: DeskId,
    /// Its name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// What kind of place it is.
    pub(crate) kind: DeskKindShape,
    /// 0 is the ground floor.
    pub(crate) floor: i8,
    /// The way from the waiting area.
    #[schema(value_type = forms::TextMap)]
    pub(crate) way: Texts,
}

mirror! {
    /// What kind of place a desk is.
    DeskKindShape as DeskKind of DeskKind {
        /// A counter in the hall.
        Counter,
        /// A room.
        Room,
        /// A phone line.
        Phone,
    }
}

impl PublicDesk {
    fn of(id: &DeskId, desk: &Desk) -> Self {
        let kind = desk.kind.into();
        Self { id: id.clone(), name: texts(&desk.name), kind, floor: desk.floor, way: texts(&desk.way) }
    }
}

/// A touch stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Kiosk)]
pub(crate) struct KioskShape {
    /// Which.
    #[schema(value_type = forms::Name)]
    pub(crate) id: KioskId,
    /// Its name.
    #[schema(value_type = forms::TextMap)]
    pub(crate) name: Texts,
    /// 0 is the ground floor.
    pub(crate) floor: i8,
    /// Its buttons, in the order shown.
    #[schema(value_type = Vec<forms::Name>)]
    pub(crate) buttons: Vec<ServiceId>,
}

impl KioskShape {
    fn of(id: &KioskId, kiosk: &Kiosk) -> Self {
        Self { id: id.clone(), name: texts(&kiosk.name), floor: kiosk.floor, buttons: kiosk.buttons.clone() }
    }
}

fn texts(texts: &domain::setup::Texts) -> Texts {
    texts.0.iter().map(|(language, text)| (language.to_string(), text.clone())).collect()
}
