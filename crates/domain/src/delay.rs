//! What a citizen may say when she is late: a few spans, each with the time that she would be told then.
//!
//! Each is decided and folded into a copy of the day, and the forecast is asked there: what is offered is what the visit's
//! card says once she has said it, as long as nothing else happens. Nothing is offered that the rules refuse, nor what
//! would take her beyond the day's end.

use crate::command::{Action, Actor, Command};
use crate::day::{Day, evolve};
use crate::decide::decide;
use crate::forecast::forecast_of;
use crate::ids::VisitId;
use crate::setup::Setup;
use crate::time::Instant;

/// The spans that are offered, in minutes, the shortest first.
pub const DELAY_MINUTES: [u16; 3] = [5, 10, 20];

/// One thing that a citizen may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelayChoice {
    /// How late, in minutes.
    pub minutes: u16,
    /// What to ask for: not to be called before.
    pub until: Instant,
    /// When we would expect to call her then, never before `until`; none where that cannot be said now either, because
    /// nobody serves her queue or it is paused.
    pub expected: Option<Instant>,
}

/// What the citizen of a visit may say at an instant, the shortest first; nothing of a visit that does not wait.
///
/// Counted from the time that she is told now; without one from now; in any case from the end of a delay that she has.
pub fn delay_choices(day: &Day, setup: &Setup, visit: VisitId, now: Instant) -> Vec<DelayChoice> {
    let Some(waits) = day.visit(visit) else { return Vec::new() };
    let now = day.last_at().map_or(now, |last| last.max(now));
    let told = forecast_of(day, setup, waits, now).map(|f| f.expected);
    let from = told.unwrap_or(now).max(now).max(waits.not_before.unwrap_or(now));
    // One copy is enough: a longer delay said after a shorter one leaves the visit as if it had been said at once.
    let mut late = None;
    let mut choices = Vec::with_capacity(DELAY_MINUTES.len());
    for minutes in DELAY_MINUTES {
        let until = from.plus_minutes(i64::from(minutes));
        let command = Command { by: Actor::Citizen, action: Action::Delay { visit, until } };
        let Ok(decision) = decide(late.as_ref().unwrap_or(day), setup, &command, now) else { continue };
        let after = late.get_or_insert_with(|| day.clone());
        for event in &decision.events {
            evolve(after, event);
        }
        let expected = after.visit(visit).and_then(|v| forecast_of(after, setup, v, now)).map(|f| f.expected);
        let beyond_the_day = told.is_some() && expected.is_none();
        if !beyond_the_day {
            choices.push(DelayChoice { minutes, until, expected });
        }
    }
    choices
}
