//! The calls that a screen shows: who is called now, and who was called lately, newest first.

use std::collections::BTreeSet;

use domain::answer::CardState;
use domain::day::{Day, PeriodKind, Visit};
use domain::ids::{DeskId, Number, QueueId};
use domain::setup::Screen;
use domain::time::Instant;
use engine::Scene;

/// How many of the newest calls are looked at.
pub(super) const CALLS_MAX: usize = 16;

/// How long a call that is over is still told of, in minutes.
const TOLD_MINUTES: i64 = 30;

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) number: Number,
    pub(super) desk: DeskId,
    /// When it was last called.
    pub(super) at: Instant,
    /// Whether the citizen is on the way.
    pub(super) is_on: bool,
}

impl Call {
    /// A name of this very call; being called again is another.
    pub(super) fn key(&self) -> String {
        format!("{}-{}-{}", self.number.letter, self.number.count, self.at.as_millis())
    }
}

/// The newest calls of a screen's queues: of those in the hall, and of those that have left their desk.
pub(super) fn newest(scene: &Scene, screen: &Screen) -> Vec<Call> {
    let queues: BTreeSet<&QueueId> = screen.queues.iter().collect();
    let hall = &scene.hall;
    let here = hall.called.iter().filter(|call| !call.rung && queues.contains(&call.queue));
    let mut calls: Vec<Call> = here
        .map(|call| Call {
            number: call.number,
            desk: call.desk.clone(),
            at: call.last_called_at,
            is_on: call.state == CardState::Called,
        })
        .collect();
    let known: BTreeSet<Number> = hall.called.iter().map(|call| call.number).collect();
    let since = hall.at.plus_minutes(-TOLD_MINUTES);
    let over = over(&scene.day.read(), &queues);
    calls
        .extend(over.into_iter().filter(|call| !known.contains(&call.number) && since < call.at && call.at <= hall.at));
    calls.sort_by_key(|call| std::cmp::Reverse((call.at, call.number)));
    calls.truncate(CALLS_MAX);
    calls
}

/// The last call of each visit that was called and is at no desk any more.
fn over(day: &Day, queues: &BTreeSet<&QueueId>) -> Vec<Call> {
    let last_call = |visit: &Visit| {
        let walk = visit.periods.iter().rev().find(|p| p.kind == PeriodKind::Walking && queues.contains(&p.queue))?;
        Some(Call { number: visit.number, desk: walk.desk.clone()?, at: walk.from, is_on: false })
    };
    day.visits().iter().filter(|visit| visit.desk().is_none() && !visit.is_rung()).filter_map(last_call).collect()
}
