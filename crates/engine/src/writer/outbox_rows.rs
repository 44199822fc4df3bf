//! The rows of the outbox: how they are made of what there is to tell, and how answers and reports change them. Pure.

use std::fmt::Write as _;
use std::time::Duration;

use domain::command::{Action, Actor, Command};
use domain::day::{Origin, Visit};
use domain::event::{Event, Fact};
use domain::ids::{StreamId, VisitId};
use domain::message::{Channel, Fate, MessageKind};
use domain::telling::ToTell;
use domain::time::Instant;
use sha2::{Digest as _, Sha256};
use store::{OutboxRow, OutboxState, Person, WatchRow};

use super::outbox::MESSAGES_SENDER;
use crate::outbox::reports::Parts;
use crate::outbox::{
    Became, DeliveryReport, LetterVisit, PAUSE_SECONDS, PAUSE_SECONDS_MAX, Standing, UNKNOWN_MAX,
    UNKNOWN_PAUSE_SECONDS, UNKNOWN_PAUSE_SECONDS_MAX,
};
use crate::request::Request;

/// What is due when it is soon her turn, and not yet: the last instant there is.
pub(super) fn not_known() -> Instant {
    Instant::from_millis(i64::MAX)
}

/// The visit of which there may be something to tell; the others need no look into the vault.
pub(super) fn may_tell(event: &Event) -> Option<VisitId> {
    match &event.fact {
        Fact::Booked { .. }
        | Fact::Rebooked { .. }
        | Fact::Cancelled { .. }
        | Fact::TicketTaken { .. }
        | Fact::MovedIn { .. }
        | Fact::CheckedIn { .. }
        | Fact::Called { .. } => event.fact.visit(),
        Fact::Held { visit, .. } if event.by == Actor::Clock => Some(*visit),
        _ => None,
    }
}

/// Whether she agreed to be told by a way, and can be reached by it.
pub(crate) fn wants(person: &Person, way: Channel) -> bool {
    let given = &person.given;
    given.consent.is_some_and(|consent| match way {
        Channel::Sms => consent.sms && given.phone.is_some(),
        Channel::Email => consent.email && given.email.is_some(),
    })
}

/// What concerns a hall that she is about to be in goes to her phone alone: nobody reads mails in a queue.
pub(super) fn goes_by(kind: MessageKind, way: Channel) -> bool {
    way == Channel::Sms || !matches!(kind, MessageKind::TurnNear | MessageKind::Called)
}

pub(super) fn new_row(
    stream: &StreamId,
    version: u64,
    tell: &ToTell,
    channel: Channel,
    place: u64,
    made_at: Instant,
) -> OutboxRow {
    let due_at = tell.due_at.unwrap_or_else(not_known);
    // A reminder is of its time, whatever moves led to it; of the turn there is one message; all else is of its event.
    let about = match tell.kind {
        MessageKind::Reminder => {
            format!("{} {}", tell.starts_at.unwrap_or_default().as_millis(), due_at.as_millis())
        }
        MessageKind::TurnNear => String::new(),
        _ => format!("{stream} {version}"),
    };
    OutboxRow {
        id: name_of(tell.visit, tell.kind, channel, &about),
        stream: stream.clone(),
        visit: tell.visit,
        kind: tell.kind,
        channel,
        place,
        leads: matches!(tell.kind, MessageKind::Confirmed | MessageKind::Moved | MessageKind::Cancelled),
        starts_at: tell.starts_at,
        made_at,
        due_at,
        next_try_at: due_at,
        tries: 0,
        unknown: 0,
        state: OutboxState::Waiting,
        provider_id: None,
        reports: String::new(),
        to_note: None,
        changed_at: made_at,
    }
}

/// The name of a message: 32 hexadecimal digits that say nothing.
pub(super) fn name_of(visit: VisitId, kind: MessageKind, channel: Channel, about: &str) -> String {
    let hash = Sha256::digest(format!("{visit} {} {channel:?} {about}", kind.as_str()));
    let (name, _) = hash.split_at(16);
    name.iter().fold(String::with_capacity(32), |mut text, byte| {
        let _in_memory = write!(text, "{byte:02x}");
        text
    })
}

/// The answer to a try is lost.
pub(super) fn lose_answer(row: &mut OutboxRow, now: Instant) {
    row.unknown = row.unknown.saturating_add(1);
    row.changed_at = now;
    if row.unknown >= UNKNOWN_MAX {
        end(row, OutboxState::Failed, now);
        return;
    }
    row.state = OutboxState::Waiting;
    let pause = UNKNOWN_PAUSE_SECONDS << (row.unknown - 1).min(10);
    row.next_try_at = now.plus_seconds(pause.min(UNKNOWN_PAUSE_SECONDS_MAX));
}

pub(super) fn end(row: &mut OutboxRow, state: OutboxState, now: Instant) {
    row.state = state;
    row.changed_at = now;
    row.to_note = match state {
        OutboxState::Failed => Some(Fate::Failed),
        OutboxState::Delivered => Some(Fate::Delivered),
        // That nobody had to be told that it is her turn is no news.
        OutboxState::Dropped if row.kind.is_quiet() => Some(Fate::Dropped),
        _ => row.to_note,
    };
}

/// A report about a message; what it became by it. One that arrived is not sent again, whatever became of the answer.
pub(super) fn take_in(row: &mut OutboxRow, report: &DeliveryReport, now: Instant) -> Option<Became> {
    let mut parts = Parts::read(&row.reports);
    parts.add(report.part, report.parts, report.standing);
    row.reports = parts.text();
    if row.provider_id.is_none() {
        row.provider_id.clone_from(&report.provider_id);
    }
    let (state, became) = match parts.standing()? {
        Standing::Delivered => (OutboxState::Delivered, Became::Delivered),
        Standing::FailedForNow | Standing::FailedForGood => (OutboxState::Failed, Became::Failed),
        // Whoever reports on it has it: it is not sent again.
        Standing::OnItsWay if row.state == OutboxState::Waiting && row.unknown > 0 => {
            row.state = OutboxState::Sent;
            row.to_note = Some(Fate::Sent);
            row.changed_at = now;
            return Some(Became::Sent);
        }
        Standing::OnItsWay => return None,
    };
    // What was dropped while its answer was lost stays so.
    if row.state == state || row.state == OutboxState::Dropped {
        return None;
    }
    end(row, state, now);
    Some(became)
}

/// The pause before another try: what the provider asked for, or longer each time.
pub(super) fn pause(tries: u32, asked: Option<Duration>) -> i64 {
    let doubled = PAUSE_SECONDS << tries.saturating_sub(1).min(10);
    let asked = asked.and_then(|pause| i64::try_from(pause.as_secs()).ok()).unwrap_or(0);
    doubled.max(asked).min(PAUSE_SECONDS_MAX)
}

pub(super) fn letter_visit(visit: &Visit) -> LetterVisit {
    let (mode, moves) = match &visit.origin {
        Origin::Appointment { mode, agreed, .. } => (Some(*mode), agreed.moves),
        Origin::Ticket | Origin::Centre(_) => (None, 0),
    };
    LetterVisit {
        id: visit.id,
        number: Some(visit.number),
        services: visit.stops.iter().flat_map(|stop| stop.services.iter().cloned()).collect(),
        language: visit.language.clone(),
        starts_at: visit.starts_at(),
        ends_at: visit.ends_at(),
        mode,
        moves,
        desk: visit.desk().cloned(),
    }
}

/// What is told of a time that is kept for somebody who waited for one.
pub(super) fn offered_visit(watch: &WatchRow, row: &OutboxRow) -> LetterVisit {
    LetterVisit {
        id: watch.visit,
        number: None,
        services: vec![watch.wish.service.clone()],
        language: watch.wish.language.clone(),
        starts_at: row.starts_at,
        ends_at: None,
        mode: Some(watch.wish.mode),
        moves: 0,
        desk: None,
    }
}

/// The command that notes what became of a message.
pub(super) fn note(row: &OutboxRow) -> Option<Request> {
    let fate = row.to_note?;
    let action = Action::NoteMessage { visit: row.visit, kind: row.kind, channel: row.channel, fate };
    Some(Request {
        sender: MESSAGES_SENDER.to_owned(),
        command_id: format!("{}:{fate:?}", row.id).to_lowercase(),
        // The identifier says all that is asked for.
        body_hash: [0; 32],
        centre: row.stream.centre.clone(),
        date: Some(row.stream.date),
        command: Command { by: Actor::Clock, action },
        people: Vec::new(),
        limits: Vec::new(),
    })
}
