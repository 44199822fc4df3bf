//! What there is to tell a citizen of what happened, and whether it is so yet when it is told.
//!
//! Pure: an event and the day that it is in give what is to be told and when; the day as it stands later says whether to tell
//! it then. Who wants to be told, and where she is reached, is the vault's; what it says, the set-up's. Nothing here may ask
//! for either.

use crate::command::Actor;
use crate::day::{Day, Hold, State, Visit};
use crate::event::{Event, Fact, Outcome};
use crate::ids::VisitId;
use crate::message::{Channel, MessageKind};
use crate::setup::Setup;
use crate::time::Instant;

/// How late one is told that it is soon her turn, in seconds; later it tells nothing.
pub const TURN_NEAR_SECONDS_MAX: i64 = 300;

/// How late one is told that she is called, in seconds; later she has come, or is missed.
pub const CALLED_SECONDS_MAX: i64 = 120;

/// When so many are ahead of her, it is soon her turn.
pub const NEAR: u32 = 2;

/// Whoever came to an appointment is told that it is soon her turn no sooner than this before its time, in minutes: she may have
/// come an hour early, and be the only one.
pub const NEAR_MINUTES: i64 = 10;

/// Whether it is soon somebody's turn, who waits with so many ahead of her.
pub fn is_near(visit: &Visit, ahead: u32, now: Instant) -> bool {
    let has_come_round = visit.starts_at().is_none_or(|at| at <= now.plus_minutes(NEAR_MINUTES));
    ahead <= NEAR && has_come_round && visit.not_before.is_none_or(|until| until <= now)
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTell {
    /// Whom.
    pub visit: VisitId,
    /// What.
    pub kind: MessageKind,
    /// The time that it is about, where it is about one.
    pub starts_at: Option<Instant>,
    /// When; none where that is not known yet: it is soon her turn.
    pub due_at: Option<Instant>,
}

/// What there is to tell of an event at an instant, in the order in which it is told. `day` is the day of the event, with the
/// event and whatever followed it. A time that the clock keeps is one that somebody waited for ([`crate::watch`]); who keeps one
/// for herself knows.
///
/// What a press may take back within a moment waits for that moment, so that nobody is told of a mistake.
pub fn to_tell(event: &Event, day: &Day, setup: &Setup) -> Vec<ToTell> {
    let (fact, at) = (&event.fact, event.at);
    let certain = at.plus_seconds(i64::from(setup.rules.undo_seconds) + 1);
    let one = |visit: &VisitId, kind, starts_at, due_at| ToTell { visit: *visit, kind, starts_at, due_at };
    let reminders = |visit: &VisitId, starts_at: Instant, remind_at: &[Instant]| -> Vec<ToTell> {
        let one = |due| one(visit, MessageKind::Reminder, Some(starts_at), Some(due));
        remind_at.iter().copied().map(one).collect()
    };
    // Whoever is rung need not be told that she is.
    let is_rung = |visit: &VisitId| day.visit(*visit).is_some_and(Visit::is_rung);
    match fact {
        Fact::CheckedIn { visit, .. } | Fact::Called { visit, .. } if is_rung(visit) => Vec::new(),
        Fact::Booked { visit, starts_at, moves, remind_at, .. } => {
            let kind = if *moves == 0 { MessageKind::Confirmed } else { MessageKind::Moved };
            let mut all = vec![one(visit, kind, Some(*starts_at), Some(at))];
            all.extend(reminders(visit, *starts_at, remind_at));
            all
        }
        Fact::Rebooked { visit, starts_at, remind_at, .. } => {
            let mut all = vec![one(visit, MessageKind::Moved, Some(*starts_at), Some(certain))];
            all.extend(reminders(visit, *starts_at, remind_at));
            all
        }
        Fact::Cancelled { visit } => {
            let starts_at = day.visit(*visit).and_then(Visit::starts_at);
            let tell = starts_at.map(|at| one(visit, MessageKind::Cancelled, Some(at), Some(certain)));
            tell.into_iter().collect()
        }
        Fact::TicketTaken { visit, .. } | Fact::MovedIn { visit, .. } | Fact::CheckedIn { visit, .. } => {
            vec![one(visit, MessageKind::TurnNear, None, None)]
        }
        Fact::Called { visit, .. } => vec![one(visit, MessageKind::Called, None, Some(at))],
        Fact::Held { visit, starts_at, .. } if event.by == Actor::Clock => {
            vec![one(visit, MessageKind::TimeFree, Some(*starts_at), Some(at))]
        }
        _ => Vec::new(),
    }
}

/// Whether something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Now.
    Now,
    /// Not before.
    NotBefore(Instant),
    /// Never: it is not so, or it is too late.
    Never,
}

/// Whether something that is due is told now, as its visit stands. Quiet hours are for what wakes people: text messages.
pub fn telling(visit: Option<&Visit>, tell: &ToTell, channel: Channel, setup: &Setup, now: Instant) -> Telling {
    let Some(visit) = visit else { return Telling::Never };
    let Some(due_at) = tell.due_at else { return Telling::Never };
    let within = |seconds: i64| now <= due_at.plus_seconds(seconds);
    let same_time = tell.starts_at.is_some_and(|at| visit.starts_at() == Some(at) && now < at);
    let is_so = match tell.kind {
        MessageKind::Confirmed | MessageKind::Reminder | MessageKind::Moved => {
            same_time && visit.state == State::Booked
        }
        MessageKind::Cancelled => same_time && matches!(visit.state, State::Ended { outcome: Outcome::Cancelled, .. }),
        MessageKind::TurnNear => visit.state == State::Waiting && within(TURN_NEAR_SECONDS_MAX),
        MessageKind::Called => matches!(visit.state, State::Called { .. }) && within(CALLED_SECONDS_MAX),
        // It was offered before it was booked: there is nothing to offer any more.
        MessageKind::TimeFree => false,
    };
    if !is_so {
        return may_be_so_again(visit, tell.kind, setup, now);
    }
    let quiet = setup.messages.quiet.filter(|_| channel == Channel::Sms && tell.kind.is_quiet());
    match quiet.and_then(|quiet| quiet.around(now, setup)) {
        Some((_, ends)) => Telling::NotBefore(ends),
        None => Telling::Now,
    }
}

/// Whether somebody who waited for a time is told now that one is kept for her. At night nobody is offered anything, so it knows
/// no quiet hours.
pub fn telling_offer(held: Option<&Hold>, tell: &ToTell, now: Instant) -> Telling {
    let is_so = held.is_some_and(|held| tell.starts_at == Some(held.starts_at) && now < held.until);
    if is_so { Telling::Now } else { Telling::Never }
}

/// What is not so because of a press that can be taken back yet may be so again in a moment: it is looked at then.
fn may_be_so_again(visit: &Visit, kind: MessageKind, setup: &Setup, now: Instant) -> Telling {
    let pressed = visit.undo.as_ref().filter(|_| kind.is_quiet()).map(|point| point.at);
    let certain = pressed.map(|at| at.plus_seconds(i64::from(setup.rules.undo_seconds) + 1));
    certain.filter(|certain| now < *certain).map_or(Telling::Never, Telling::NotBefore)
}
