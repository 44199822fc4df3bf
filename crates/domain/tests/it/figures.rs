//! The day's account, counted once more from the events alone, in another way than the account does.
//!
//! What was taken back is struck out of the list of events first; then one pass over what is left counts.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{Account, DeskAccount, Outcomes, QueueAccount};
use domain::command::Actor;
use domain::event::{Event, Fact, Outcome, Stop};
use domain::ids::{DeskId, QueueId, VisitId};
use domain::time::Instant;

/// Facts that an undo can strike out: what a citizen said of herself only where an employee pressed it.
pub(crate) fn is_press(event: &Event) -> bool {
    match event.fact {
        Fact::CheckedIn { .. } | Fact::SaidHere { .. } | Fact::Delayed { .. } | Fact::Rebooked { .. } => {
            matches!(event.by, Actor::Employee(_) | Actor::Program(_))
        }
        Fact::Called { .. }
        | Fact::Started { .. }
        | Fact::Finished { .. }
        | Fact::Missed { .. }
        | Fact::Unanswered { .. }
        | Fact::Parked { .. }
        | Fact::Transferred { .. }
        | Fact::Returned { .. }
        | Fact::MovedForward { .. }
        | Fact::Cancelled { .. } => true,
        _ => false,
    }
}

/// The events that stand, in order.
fn standing(events: &[Event]) -> Vec<&Event> {
    let mut kept: Vec<&Event> = Vec::new();
    for event in events {
        let Fact::Undone { visit, other } = &event.fact else {
            kept.push(event);
            continue;
        };
        for visit in std::iter::once(visit).chain(other) {
            let press = kept.iter().rposition(|e| e.fact.visit() == Some(*visit) && is_press(e)).unwrap();
            let struck = kept.remove(press);
            // A press that ended one stop and called the same visit to the next is two facts.
            if let Fact::Called { ended: Some(ended), .. } = &struck.fact
                && ended == visit
            {
                let finished = kept.iter().rposition(|e| e.fact.visit() == Some(*visit) && is_press(e)).unwrap();
                assert!(matches!(kept.remove(finished).fact, Fact::Finished { .. }));
            }
        }
    }
    kept
}

/// What somebody with pencil and paper notes of a visit.
#[derive(Default)]
struct Note {
    stops: Vec<Stop>,
    stop: usize,
    queue: Option<QueueId>,
    /// What it does, at which desk, since when.
    doing: Doing,
    since: Instant,
    waited: BTreeMap<QueueId, u64>,
    called_from: BTreeSet<QueueId>,
    /// The stretch of serving that just ended, and those since the last finish that were parked.
    stretch: Option<(QueueId, DeskId, u64)>,
    so_far: Vec<(QueueId, DeskId, u64)>,
    /// Whether she cancelled it herself.
    herself: bool,
    outcome: Option<Outcome>,
}

#[derive(Default, PartialEq)]
enum Doing {
    Waits,
    Walks(DeskId),
    IsServed(DeskId),
    #[default]
    Nothing,
}

#[derive(Default)]
struct Sums {
    notes: BTreeMap<VisitId, Note>,
    taken: BTreeMap<QueueId, u32>,
    waits: BTreeMap<QueueId, Vec<(u64, u16)>>,
    services: BTreeMap<QueueId, Vec<u64>>,
    desks: BTreeMap<DeskId, (u32, u32, u64, u64)>,
}

impl Sums {
    /// Ends what a visit does, and notes how long it took.
    fn ends(&mut self, visit: VisitId, at: Instant, next: Doing) {
        let note = self.notes.get_mut(&visit).unwrap();
        let millis = at.millis_since(note.since);
        let queue = note.queue.clone().unwrap();
        note.stretch = None;
        match std::mem::replace(&mut note.doing, next) {
            Doing::Waits => *note.waited.entry(queue).or_default() += millis,
            Doing::Walks(desk) => self.desks.entry(desk).or_default().3 += millis,
            Doing::IsServed(desk) => note.stretch = Some((queue, desk, millis)),
            Doing::Nothing => {}
        }
        note.since = at.max(note.since);
    }

    /// A service is finished: one for its queue and its desk, with the time that each of them gave to it.
    fn finished(&mut self, visit: VisitId) {
        let note = self.notes.get_mut(&visit).unwrap();
        let (queue, desk, millis) = note.stretch.take().unwrap();
        let parts = std::mem::take(&mut note.so_far);
        let sum = |fits: &dyn Fn(&QueueId, &DeskId) -> bool| {
            millis + parts.iter().filter(|(q, d, _)| fits(q, d)).map(|(_, _, millis)| millis).sum::<u64>()
        };
        self.services.entry(queue.clone()).or_default().push(sum(&|q, _| *q == queue));
        let sums = self.desks.entry(desk.clone()).or_default();
        sums.1 += 1;
        sums.2 += sum(&|_, d| *d == desk);
    }

    fn arrives(&mut self, visit: VisitId, stops: &[Stop], at: Instant, doing: Doing) {
        let queue = stops[0].queue.clone();
        if !self.notes.contains_key(&visit) {
            *self.taken.entry(queue.clone()).or_default() += 1;
        }
        let note = self.notes.entry(visit).or_default();
        note.stops = stops.to_vec();
        note.stop = 0;
        note.queue = Some(queue);
        note.doing = doing;
        note.since = at;
        note.so_far.clear();
        note.outcome = None;
    }

    fn called(&mut self, visit: VisitId, desk: &DeskId, at: Instant) {
        self.ends(visit, at, Doing::Walks(desk.clone()));
        self.desks.entry(desk.clone()).or_default().0 += 1;
        let note = self.notes.get_mut(&visit).unwrap();
        let queue = note.queue.clone().unwrap();
        if note.called_from.insert(queue.clone()) {
            let waited = note.waited.get(&queue).copied().unwrap_or(0);
            self.waits.entry(queue).or_default().push((waited, note.stops[note.stop].target_minutes));
        }
    }

    fn is_over(&mut self, visit: VisitId, at: Instant, outcome: Outcome) {
        if outcome == Outcome::ServedEndUnknown {
            self.notes.get_mut(&visit).unwrap().doing = Doing::Nothing;
        } else {
            self.ends(visit, at, Doing::Nothing);
        }
        self.notes.get_mut(&visit).unwrap().outcome = Some(outcome);
    }

    fn note(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::TicketTaken { visit, stops, .. } | Fact::MovedIn { visit, stops, .. } => {
                self.arrives(*visit, stops, at, Doing::Waits);
            }
            Fact::Booked { visit, stops, .. } => self.arrives(*visit, stops, at, Doing::Nothing),
            Fact::CheckedIn { visit, .. }
            | Fact::Returned { visit }
            | Fact::SaidHere { visit, .. }
            | Fact::Unanswered { visit, .. } => {
                self.ends(*visit, at, Doing::Waits);
            }
            Fact::Called { visit, desk, .. } => self.called(*visit, desk, at),
            Fact::Started { visit } => {
                let Doing::Walks(desk) = &self.notes[visit].doing else { panic!("who walks not does not start") };
                let desk = desk.clone();
                self.ends(*visit, at, Doing::IsServed(desk));
            }
            Fact::Finished { visit, goes_on: Some(stop) } => {
                self.ends(*visit, at, Doing::Waits);
                self.finished(*visit);
                let note = self.notes.get_mut(visit).unwrap();
                note.stop = usize::from(*stop);
                note.queue = Some(note.stops[note.stop].queue.clone());
            }
            Fact::Transferred { visit, queue, .. } => {
                self.ends(*visit, at, Doing::Waits);
                self.notes.get_mut(visit).unwrap().queue = Some(queue.clone());
            }
            Fact::Missed { visit, .. } => self.ends(*visit, at, Doing::Nothing),
            Fact::Parked { visit } => {
                self.ends(*visit, at, Doing::Nothing);
                let note = self.notes.get_mut(visit).unwrap();
                note.so_far.extend(note.stretch.take());
            }
            Fact::Finished { visit, goes_on: None } => {
                self.is_over(*visit, at, Outcome::Served);
                self.finished(*visit);
            }
            Fact::Cancelled { visit } => {
                self.is_over(*visit, at, Outcome::Cancelled);
                self.notes.get_mut(visit).unwrap().herself = matches!(event.by, Actor::Citizen | Actor::Kiosk(_));
            }
            Fact::MovedToDay { visit, date } => self.is_over(*visit, at, Outcome::MovedToDay(*date)),
            Fact::MovedAway { visit, centre } => self.is_over(*visit, at, Outcome::MovedTo(centre.clone())),
            Fact::Ended { visit, outcome, ended_at } => self.is_over(*visit, *ended_at, outcome.clone()),
            _ => {}
        }
    }

    fn outcomes(&self) -> Outcomes {
        let count = |wanted: &dyn Fn(&Option<Outcome>) -> bool| {
            u32::try_from(self.notes.values().filter(|n| wanted(&n.outcome)).count()).unwrap()
        };
        let cancelled = |herself: bool| {
            let by = |n: &&Note| n.outcome == Some(Outcome::Cancelled) && n.herself == herself;
            u32::try_from(self.notes.values().filter(by).count()).unwrap()
        };
        Outcomes {
            served: count(&|o| *o == Some(Outcome::Served)),
            served_end_unknown: count(&|o| *o == Some(Outcome::ServedEndUnknown)),
            no_show: count(&|o| *o == Some(Outcome::NoShow)),
            cancelled_by_citizen: cancelled(true),
            cancelled_by_employee: cancelled(false),
            left_unserved: count(&|o| *o == Some(Outcome::LeftUnserved)),
            moved: count(&|o| matches!(o, Some(Outcome::MovedTo(_) | Outcome::MovedToDay(_)))),
            open: count(&|o| o.is_none()),
        }
    }

    fn queue(&self, queue: &QueueId) -> QueueAccount {
        let waits = self.waits.get(queue).cloned().unwrap_or_default();
        let services = self.services.get(queue).cloned().unwrap_or_default();
        let mut millis: Vec<u64> = waits.iter().map(|(m, _)| *m).collect();
        millis.sort_unstable();
        let count = |n: usize| u32::try_from(n).unwrap();
        let mean = |all: &[u64]| count(usize::try_from(all.iter().sum::<u64>()).unwrap() / all.len().max(1) / 1_000);
        // At least so many of a hundred waited no longer: the first value of which that is true.
        let quantile = |percent: usize| {
            let enough = |m: &&u64| millis.iter().filter(|o| o <= m).count() * 100 >= percent * millis.len();
            count(usize::try_from(millis.iter().find(enough).copied().unwrap_or(0) / 1_000).unwrap())
        };
        QueueAccount {
            queue: queue.clone(),
            taken: self.taken.get(queue).copied().unwrap_or(0),
            called: count(waits.len()),
            within_target: count(waits.iter().filter(|(m, target)| *m <= u64::from(*target) * 60_000).count()),
            wait_mean_seconds: mean(&millis),
            wait_median_seconds: quantile(50),
            wait_nine_of_ten_seconds: quantile(90),
            wait_longest_seconds: quantile(100),
            served: count(services.len()),
            service_mean_seconds: mean(&services),
        }
    }
}

/// Compares an account with a count of the events.
pub(crate) fn reconcile(account: &Account, events: &[Event]) -> Result<(), String> {
    let mut sums = Sums::default();
    for event in standing(events) {
        sums.note(event);
    }
    let same = |what: &str, equal: bool| if equal { Ok(()) } else { Err(format!("{what}: {account:?}")) };
    same("outcomes", account.outcomes == sums.outcomes())?;
    same("visits", account.visits as usize == sums.notes.len())?;
    let queues: BTreeSet<&QueueId> = sums.taken.keys().chain(sums.waits.keys()).collect();
    let counted: Vec<QueueAccount> = queues.into_iter().map(|q| sums.queue(q)).collect();
    same(&format!("queues, counted {counted:?}"), account.queues == counted)?;
    let desks: Vec<DeskAccount> = sums
        .desks
        .into_iter()
        .map(|(desk, (called, served, serving, walking))| DeskAccount {
            desk,
            called,
            served,
            serving_seconds: serving / 1_000,
            walking_seconds: walking / 1_000,
        })
        .collect();
    same(&format!("desks, counted {desks:?}"), account.desks == desks)?;
    let number = |f: fn(&Fact) -> bool| events.iter().filter(|e| f(&e.fact)).count();
    same("taken back", account.undone as usize == number(|f| matches!(f, Fact::Undone { .. })))?;
    let referrals: usize = account.referrals.iter().map(|(_, n)| *n as usize).sum();
    same("referrals", referrals == number(|f| matches!(f, Fact::Referred { .. })))?;
    let out_of_turn = number(|f| {
        use domain::event::CallRule::OutOfTurn;
        matches!(f, Fact::MovedForward { .. })
            || matches!(f, Fact::Called { reason, .. } if matches!(reason.rule, OutOfTurn(_)))
    });
    same("out of turn", account.out_of_turn.len() == out_of_turn)
}
