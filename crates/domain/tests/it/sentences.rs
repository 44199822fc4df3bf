//! Events as sentences that a person who runs a reception can read; they stand in the `then` of a case.

use domain::command::{Mode, QueueOrder, Why};
use domain::event::{CallRule, Compared, Event, Fact, MeantFor, Outcome, Stop};
use domain::ids::{QueueId, VisitId};
use domain::setup::Setup;
use domain::time::Instant;

/// What a sentence needs to know beside the event.
pub(crate) struct Told<'a> {
    pub(crate) setup: &'a Setup,
    /// The number of a visit in this centre.
    pub(crate) number: &'a dyn Fn(VisitId) -> String,
}

impl Told<'_> {
    /// The sentence of an event.
    pub(crate) fn sentence(&self, event: &Event) -> String {
        match &event.fact {
            Fact::DayOpened { .. } => "the day begins".to_owned(),
            Fact::DayClosed {} => "the day ends".to_owned(),
            Fact::Referred { service, referral, .. } => format!("{service} is referred to {referral}"),
            Fact::SignedOn { employee, desk, queues } => {
                format!("{employee} signs on at {desk} for {}", list(queues))
            }
            Fact::SignedOff { employee, desk } => format!("{employee} signs off from {desk}"),
            Fact::Paused { desk, until: None } => format!("{desk} pauses"),
            Fact::Paused { desk, until: Some(until) } => format!("{desk} pauses until {}", self.clock(*until)),
            Fact::PauseEnded { desk } => format!("{desk} is back from its pause"),
            Fact::QueuesChosen { desk, queues } => format!("{desk} serves {} from now on", list(queues)),
            Fact::QueueSet { queue, to } => format!("{queue} is set {}", order(*to)),
            Fact::HelpCalled { kiosk } => format!("help is called at {kiosk}"),
            Fact::HelpTaken { kiosk, employee } => format!("{employee} goes to {kiosk}"),
            Fact::HelpEnded { kiosk } => format!("the call at {kiosk} is over"),
            Fact::AlarmRaised { desk } => format!("alarm at {desk}"),
            Fact::AlarmTaken { desk, employee } => format!("{employee} goes to the alarm at {desk}"),
            Fact::AlarmEnded { desk } => format!("the alarm at {desk} is over"),
            Fact::Held { starts_at, until, .. } => {
                format!("{} is kept until {}", self.clock(*starts_at), self.clock(*until))
            }
            Fact::HoldEnded { .. } => "a time is kept no longer".to_owned(),
            Fact::Blocked { employee, from, to, .. } => {
                format!("{employee} keeps {} to {} free", self.clock(*from), self.clock(*to))
            }
            Fact::Unblocked { .. } => "it can be booked again".to_owned(),
            fact => self.of_visit(fact),
        }
    }

    fn of_visit(&self, fact: &Fact) -> String {
        let Some(visit) = fact.visit() else { return String::new() };
        let it = (self.number)(visit);
        match fact {
            Fact::TicketTaken { stops, due, .. } => format!("{it} waits {}, due {}", way(stops), self.clock(*due)),
            Fact::Booked { starts_at, mode, employee, stops, .. } => {
                let with = employee.as_ref().map(|e| format!(" with {e}")).unwrap_or_default();
                let at = self.clock(*starts_at);
                format!("{it} is booked {} at {at} {}{with}", way(stops), held(*mode))
            }
            Fact::Rebooked { starts_at, mode, employee, .. } => {
                let with = employee.as_ref().map(|e| format!(" with {e}")).unwrap_or_default();
                format!("{it} is moved to {} {}{with}", self.clock(*starts_at), held(*mode))
            }
            Fact::Messaged { kind, channel, fate, .. } => format!("{it} is told {kind:?} by {channel:?}: {fate:?}"),
            Fact::MovedToDay { date, .. } => format!("{it} is moved to {date}"),
            Fact::Unanswered { again_at, .. } => format!("{it} did not answer, again from {}", self.clock(*again_at)),
            Fact::CheckedIn { due, on_time: true, .. } => format!("{it} waits for its time, due {}", self.clock(*due)),
            Fact::CheckedIn { due, .. } => format!("{it} is late and waits as a walk-in, due {}", self.clock(*due)),
            Fact::Called { .. } | Fact::CalledAgain { .. } => self.called(&it, fact),
            Fact::Started { .. } => format!("{it} is at the desk"),
            Fact::Finished { goes_on: None, .. } => format!("{it} is served"),
            Fact::Finished { goes_on: Some(_), .. } => format!("{it} is served here and goes on"),
            Fact::Missed { ends_at, .. } => format!("{it} is missed, kept until {}", self.clock(*ends_at)),
            Fact::SaidHere { due, .. } => format!("{it} is here, due {}", self.clock(*due)),
            Fact::Parked { .. } => format!("{it} is parked"),
            Fact::Transferred { queue, meant_for: None, .. } => format!("{it} is transferred to {queue}"),
            Fact::Transferred { queue, meant_for: Some(MeantFor::Desk(desk)), .. } => {
                format!("{it} is transferred to {queue}, meant for {desk}")
            }
            Fact::Transferred { queue, meant_for: Some(MeantFor::Employee(employee)), .. } => {
                format!("{it} is transferred to {queue}, meant for {employee}")
            }
            Fact::Returned { .. } => format!("{it} is back in its queue"),
            Fact::Delayed { due, not_before, .. } => {
                format!("{it} is late, not before {}, due {}", self.clock(*not_before), self.clock(*due))
            }
            Fact::MovedForward { due, why, .. } => {
                format!("{it} is moved forward, due {}: {}", self.clock(*due), why_word(*why))
            }
            Fact::Cancelled { .. } => format!("{it} is cancelled"),
            Fact::Undone { other: None, .. } => format!("{it}: the last press is taken back"),
            Fact::Undone { other: Some(other), .. } => {
                format!("{it}: the last press is taken back, with {}", (self.number)(*other))
            }
            Fact::ArrivalSeen { employee, again_at, .. } => {
                let again = again_at.map(|at| format!(", again at {}", self.clock(at))).unwrap_or_default();
                format!("{employee} sees that {it} is here{again}")
            }
            Fact::Ended { outcome, ended_at, .. } => {
                format!("{it} ends at {}: {}", self.clock(*ended_at), ended(outcome))
            }
            Fact::MovedAway { centre, .. } => format!("{it} goes to {centre}"),
            Fact::MovedIn { centre, stops, due, .. } => {
                format!("{it} comes from {centre} and waits {}, due {}", way(stops), self.clock(*due))
            }
            _ => String::new(),
        }
    }

    fn called(&self, it: &str, fact: &Fact) -> String {
        let Fact::Called { desk, reason, ended, .. } = fact else { return format!("{it} is called again") };
        let rule = match reason.rule {
            CallRule::AppointmentTime => "its time has come".to_owned(),
            CallRule::EarliestDue => "earliest due".to_owned(),
            CallRule::OutOfTurn(why) => format!("out of turn, {}", why_word(why)),
            CallRule::Resumed => "resumed".to_owned(),
        };
        let before = |c: &Compared| format!("{} (due {})", c.number, self.clock(c.due));
        let compared: Vec<String> = reason.compared.iter().map(before).collect();
        let compared = if compared.is_empty() { String::new() } else { format!(", before {}", compared.join(" and ")) };
        let ended = ended.map(|e| format!("; the same press ended {}", (self.number)(e))).unwrap_or_default();
        format!("{it} is called to {desk}: {rule}{compared}{ended}")
    }

    /// A civil time as people write it, as exact as it needs to be.
    pub(crate) fn clock(&self, at: Instant) -> String {
        let civil = self.setup.civil(at);
        let time = civil.time();
        if time.subsec_nanosecond() != 0 {
            time.strftime("%H:%M:%S%.3f").to_string()
        } else if time.second() != 0 {
            time.strftime("%H:%M:%S").to_string()
        } else {
            time.strftime("%H:%M").to_string()
        }
    }
}

/// An outcome in words.
pub(crate) fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Served => "served".to_owned(),
        Outcome::ServedEndUnknown => "served, end unknown".to_owned(),
        Outcome::NoShow => "no-show".to_owned(),
        Outcome::Cancelled => "cancelled".to_owned(),
        Outcome::LeftUnserved => "left unserved".to_owned(),
        Outcome::MovedTo(centre) => format!("moved to {centre}"),
        Outcome::MovedToDay(date) => format!("moved to {date}"),
    }
}

fn way(stops: &[Stop]) -> String {
    let queues: Vec<&str> = stops.iter().map(|s| s.queue.as_str()).collect();
    format!("in {}", queues.join(", then in "))
}

fn list(queues: &[QueueId]) -> String {
    queues.iter().map(QueueId::as_str).collect::<Vec<_>>().join(", ")
}

fn held(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in person",
        Mode::Phone => "by phone",
        Mode::Video => "by video",
    }
}

fn order(to: QueueOrder) -> &'static str {
    match to {
        QueueOrder::ByHours => "by its hours",
        QueueOrder::Open => "open",
        QueueOrder::Closed => "closed",
        QueueOrder::Paused => "on a pause",
    }
}

/// A reason of rule 3 in words.
pub(crate) fn why_word(why: Why) -> String {
    match why {
        Why::ComesBack => "comes back",
        Why::WrongQueue => "wrong queue",
        Why::ShortQuestion => "short question",
        Why::CannotWait => "cannot wait",
        Why::Companion => "companion",
        Why::OurMistake => "our mistake",
        Why::Appointment => "appointment",
    }
    .to_owned()
}
