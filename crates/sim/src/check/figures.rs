//! The day's figures, counted from the events by another way than the account: sums kept beside each visit.
//!
//! A press that is taken back takes its figures with it, because the sums are part of what the visit was before.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{Account, DeskAccount, Outcomes, QueueAccount, Untaken};
use domain::event::Outcome;
use domain::ids::{DeskId, QueueId};

use super::model::{Model, Seen, St};

/// What one visit adds to the figures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// The queue of each ticket: one, and one more for each time it came back from another centre.
    pub(crate) taken: Vec<QueueId>,
    waits: Vec<(QueueId, u64)>,
    /// First calls: queue, milliseconds waited there, target.
    first_calls: Vec<(QueueId, u64, u16)>,
    /// Finished services: queue, desk, and the milliseconds that each of them gave to it.
    services: Vec<(QueueId, DeskId, u64, u64)>,
    /// Stretches at desks since the last finish that nothing broke off.
    so_far: Vec<(QueueId, DeskId, u64)>,
    walks: Vec<(DeskId, u64)>,
    calls: Vec<DeskId>,
}

impl Tally {
    pub(crate) fn waited(&mut self, queue: &QueueId, millis: u64) {
        match self.waits.iter_mut().find(|(q, _)| q == queue) {
            Some((_, sum)) => *sum += millis,
            None => self.waits.push((queue.clone(), millis)),
        }
    }

    pub(crate) fn call(&mut self, queue: &QueueId, target_minutes: u16, waiting_now: u64, desk: &DeskId) {
        if !self.first_calls.iter().any(|(q, _, _)| q == queue) {
            let before = self.waits.iter().find(|(q, _)| q == queue).map_or(0, |(_, sum)| *sum);
            self.first_calls.push((queue.clone(), before + waiting_now, target_minutes));
        }
        self.calls.push(desk.clone());
    }

    pub(crate) fn walked(&mut self, desk: &DeskId, millis: u64) {
        self.walks.push((desk.clone(), millis));
    }

    pub(crate) fn served(&mut self, queue: &QueueId, desk: &DeskId, millis: u64) {
        self.so_far.push((queue.clone(), desk.clone(), millis));
    }

    /// The stretch that just ended is part of no service.
    pub(crate) fn broken_off(&mut self) {
        self.so_far.pop();
    }

    /// What was served here so far is part of no service.
    pub(crate) fn left(&mut self) {
        self.so_far.clear();
    }

    /// A service was finished: one, for the queue and the desk of its last stretch.
    pub(crate) fn finished(&mut self) {
        let parts = std::mem::take(&mut self.so_far);
        let Some((queue, desk, _)) = parts.last() else { return };
        let for_queue = parts.iter().filter(|(q, _, _)| q == queue).map(|(_, _, millis)| millis).sum();
        let at_desk = parts.iter().filter(|(_, d, _)| d == desk).map(|(_, _, millis)| millis).sum();
        self.services.push((queue.clone(), desk.clone(), for_queue, at_desk));
    }
}

/// Compares an account with the count.
///
/// # Errors
/// Which figure differs.
pub(crate) fn reconcile(model: &Model, account: &Account) -> Result<(), String> {
    let same = |what: &str, ours: &dyn std::fmt::Debug, theirs: &dyn std::fmt::Debug| {
        let (ours, theirs) = (format!("{ours:?}"), format!("{theirs:?}"));
        if ours == theirs {
            return Ok(());
        }
        Err(format!("{}: the account's {what}: {theirs}; the events count {ours}", model.stream))
    };
    same("visits", &model.visits.len(), &account.visits)?;
    same("outcomes", &outcomes(model), &account.outcomes)?;
    let (queues, desks) = (queues(model), desks(model));
    for (ours, theirs) in queues.iter().zip(&account.queues) {
        same("queue", ours, theirs)?;
    }
    for (ours, theirs) in desks.iter().zip(&account.desks) {
        same("desk", ours, theirs)?;
    }
    same("number of queues", &queues.len(), &account.queues.len())?;
    same("number of desks", &desks.len(), &account.desks.len())?;
    same("undone", &model.undone, &account.undone)?;
    same("calls that nobody took", &untaken(model), &by_place(&account.untaken))?;
    same("out of turn", &model.out_of_turn, &account.out_of_turn.len())?;
    let referrals: BTreeMap<_, _> = account.referrals.iter().cloned().collect();
    same("referrals", &model.referrals, &referrals)
}

/// What was on and nobody's when the day closed: none before.
fn untaken(model: &Model) -> BTreeSet<String> {
    let left = model.somebody.iter().filter(|call| model.closed && !call.taken);
    left.map(|call| format!("{:?} since {}", call.place, call.since)).collect()
}

fn by_place(account: &[Untaken]) -> BTreeSet<String> {
    account.iter().map(|call| format!("{:?} since {}", call.place, call.since)).collect()
}

fn outcomes(model: &Model) -> Outcomes {
    let count = |f: &dyn Fn(&St) -> bool| to_u32(model.visits.iter().filter(|v| f(&v.state)).count());
    let ended = |outcome: Outcome| count(&move |s: &St| *s == St::Ended(outcome.clone()));
    let cancelled = |herself: bool| {
        let by = |v: &&Seen| v.state == St::Ended(Outcome::Cancelled) && v.herself == herself;
        to_u32(model.visits.iter().filter(by).count())
    };
    Outcomes {
        served: ended(Outcome::Served),
        served_end_unknown: ended(Outcome::ServedEndUnknown),
        no_show: ended(Outcome::NoShow),
        cancelled_by_citizen: cancelled(true),
        cancelled_by_employee: cancelled(false),
        left_unserved: ended(Outcome::LeftUnserved),
        moved: count(&|s| matches!(s, St::Ended(Outcome::MovedTo(_) | Outcome::MovedToDay(_)))),
        open: count(&|s| !matches!(s, St::Ended(_))),
    }
}

fn queues(model: &Model) -> Vec<QueueAccount> {
    let names = model.setup.queues.keys();
    names.map(|queue| queue_account(model, queue)).filter(|a| a.taken > 0 || a.called > 0).collect()
}

fn queue_account(model: &Model, queue: &QueueId) -> QueueAccount {
    let tallies = || model.visits.iter().map(|v| &v.tally);
    let calls = || tallies().flat_map(|t| &t.first_calls).filter(|(q, _, _)| q == queue);
    let mut waits: Vec<u64> = calls().map(|(_, millis, _)| *millis).collect();
    waits.sort_unstable();
    let services: Vec<u64> =
        tallies().flat_map(|t| &t.services).filter(|(q, ..)| q == queue).map(|(_, _, millis, _)| *millis).collect();
    // The nearest rank: the smallest wait that so many of a hundred do not exceed.
    let ranked = |percent: usize| {
        let enough = waits.iter().enumerate().find(|(i, _)| (i + 1) * 100 >= waits.len() * percent);
        enough.map_or(0, |(_, millis)| seconds(*millis))
    };
    QueueAccount {
        queue: queue.clone(),
        taken: to_u32(tallies().flat_map(|t| &t.taken).filter(|q| *q == queue).count()),
        called: to_u32(waits.len()),
        within_target: to_u32(calls().filter(|(_, millis, target)| *millis <= u64::from(*target) * 60_000).count()),
        wait_mean_seconds: mean(&waits),
        wait_median_seconds: ranked(50),
        wait_nine_of_ten_seconds: ranked(90),
        wait_longest_seconds: ranked(100),
        served: to_u32(services.len()),
        service_mean_seconds: mean(&services),
    }
}

fn desks(model: &Model) -> Vec<DeskAccount> {
    let tallies = || model.visits.iter().map(|v| &v.tally);
    let one = |desk: &DeskId| {
        let served: Vec<u64> =
            tallies().flat_map(|t| &t.services).filter(|(_, d, ..)| d == desk).map(|(.., millis)| *millis).collect();
        let walked: u64 = tallies().flat_map(|t| &t.walks).filter(|(d, _)| d == desk).map(|(_, millis)| millis).sum();
        DeskAccount {
            desk: desk.clone(),
            called: to_u32(tallies().flat_map(|t| &t.calls).filter(|d| *d == desk).count()),
            served: to_u32(served.len()),
            serving_seconds: served.iter().sum::<u64>() / 1_000,
            walking_seconds: walked / 1_000,
        }
    };
    model.setup.desks.keys().map(one).filter(|d| d.called > 0).collect()
}

fn mean(millis: &[u64]) -> u32 {
    seconds(millis.iter().sum::<u64>().checked_div(millis.len() as u64).unwrap_or(0))
}

fn seconds(millis: u64) -> u32 {
    u32::try_from(millis / 1_000).unwrap_or(u32::MAX)
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
