//! The account of a day: what happened, in figures that can be counted again from the events.
//!
//! Waiting ends with the first call; walking and serving are their own (a visit's way is a sum of periods). A service is
//! one that was finished: the time in which it was served, over parks and resumes, and nothing of what a return or a
//! transfer broke off.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::command::Why;
use crate::day::{Day, Ends, PeriodKind, State, Visit};
use crate::event::Outcome;
use crate::ids::{CentreId, DeskId, EmployeeId, KioskId, Number, QueueId, ReferralId};
use crate::time::Instant;

/// A day's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Which centre.
    pub centre: CentreId,
    /// Which date.
    pub date: jiff::civil::Date,
    /// All visits, by how they ended; their sum is `visits`.
    pub outcomes: Outcomes,
    /// How many visits there were.
    pub visits: u32,
    /// Each queue that gave a ticket or called somebody, by letter and name.
    pub queues: Vec<QueueAccount>,
    /// Each desk at which somebody was called.
    pub desks: Vec<DeskAccount>,
    /// Each referral and how often it was given.
    pub referrals: Vec<(ReferralId, u32)>,
    /// Who was called out of turn or moved forward, and why.
    pub out_of_turn: Vec<OutOfTurn>,
    /// Presses that were taken back.
    pub undone: u32,
    /// Calls for help and alarms that nobody had taken when the day closed, the earliest first; none while it is open.
    #[serde(default)]
    pub untaken: Vec<Untaken>,
}

/// How visits ended, or that they have not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Served, with a known end.
    pub served: u32,
    /// Served, end not known.
    pub served_end_unknown: u32,
    /// Did not come.
    pub no_show: u32,
    /// Given up by the citizen herself, by her own link or at a kiosk.
    #[serde(alias = "cancelled")]
    pub cancelled_by_citizen: u32,
    /// Cancelled by an employee, or by a program such as the booking.
    #[serde(default)]
    pub cancelled_by_employee: u32,
    /// Not served before the day closed.
    pub left_unserved: u32,
    /// Gone on in another centre.
    pub moved: u32,
    /// Still open.
    pub open: u32,
}

/// A queue's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueAccount {
    /// Which.
    pub queue: QueueId,
    /// Tickets taken (moves from other centres included).
    pub taken: u32,
    /// Visits called at least once from this queue.
    pub called: u32,
    /// Those called within the target of their ticket.
    pub within_target: u32,
    /// Wait until the first call from this queue, in seconds: the mean.
    pub wait_mean_seconds: u32,
    /// The same: the middle one.
    pub wait_median_seconds: u32,
    /// The same: nine out of ten waited at most this.
    pub wait_nine_of_ten_seconds: u32,
    /// The same: the longest.
    pub wait_longest_seconds: u32,
    /// Services that were finished here, each once, however often it was parked and resumed.
    pub served: u32,
    /// Their mean, in seconds: the time at desks for this queue alone, nothing of walking, waiting or being parked.
    pub service_mean_seconds: u32,
}

/// A desk's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAccount {
    /// Which.
    pub desk: DeskId,
    /// Calls that stood.
    pub called: u32,
    /// Services that were finished here, each once, however often it was parked and resumed.
    pub served: u32,
    /// The time that those took at this desk, in seconds.
    pub serving_seconds: u64,
    /// Time in which somebody was on the way, in seconds.
    pub walking_seconds: u64,
}

/// A call out of turn, or a move forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfTurn {
    /// When.
    pub at: Instant,
    /// Who was called.
    pub number: Number,
    /// Why.
    pub why: Why,
    /// Whether it was called at once, or moved forward in its queue.
    pub called: bool,
    /// The employee who did it, wherever she sits herself; none where a program that stands for nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<EmployeeId>,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
}

/// A call for somebody that nobody had taken when the day closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untaken {
    /// Since when somebody was called.
    pub since: Instant,
    /// Where to.
    #[serde(flatten)]
    pub place: CallPlace,
}

/// Where somebody is called to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallPlace {
    /// A kiosk, by a call for help.
    Kiosk(KioskId),
    /// A desk, by its silent alarm.
    Desk(DeskId),
}

/// The account of a day so far, or of a closed day.
pub fn account(day: &Day) -> Account {
    let mut referrals: Vec<(ReferralId, u32)> = day.referrals().iter().map(|(r, n)| (r.clone(), *n)).collect();
    referrals.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Account {
        centre: day.centre().clone(),
        date: day.stream().date,
        outcomes: outcomes(day),
        visits: to_u32(day.visits().len()),
        queues: queue_accounts(day),
        desks: desk_accounts(day),
        referrals,
        out_of_turn: day.out_of_turn().to_vec(),
        undone: day.undone(),
        untaken: day.untaken().to_vec(),
    }
}

/// Per queue: how many visits were called at least once from it, and how many of them within the target.
pub fn first_calls(day: &Day) -> BTreeMap<QueueId, (u32, u32)> {
    let mut figures: BTreeMap<QueueId, (u32, u32)> = BTreeMap::new();
    for wait in day.visits().iter().flat_map(waits_until_called) {
        if !figures.contains_key(wait.queue) {
            figures.insert(wait.queue.clone(), (0, 0));
        }
        if let Some((called, within)) = figures.get_mut(wait.queue) {
            *called += 1;
            *within += u32::from(wait.within_target());
        }
    }
    figures
}

/// The waiting time of a visit in one queue until it was first called from there.
pub(crate) struct Wait<'a> {
    pub(crate) queue: &'a QueueId,
    pub(crate) millis: u64,
    /// When it was called.
    pub(crate) called_at: Instant,
    pub(crate) target_minutes: u16,
}

impl Wait<'_> {
    fn within_target(&self) -> bool {
        self.millis <= u64::from(self.target_minutes) * 60_000
    }
}

/// One wait for each queue from which a visit was called, in the order of its way.
pub(crate) fn waits_until_called(visit: &Visit) -> Vec<Wait<'_>> {
    let mut open: Vec<(&QueueId, u64)> = Vec::with_capacity(1);
    let mut called: Vec<Wait<'_>> = Vec::with_capacity(1);
    for period in &visit.periods {
        match period.kind {
            PeriodKind::Waiting => {
                let millis = period.to.map_or(0, |to| to.millis_since(period.from));
                match open.iter_mut().find(|(q, _)| *q == &period.queue) {
                    Some((_, sum)) => *sum += millis,
                    None => open.push((&period.queue, millis)),
                }
            }
            PeriodKind::Walking if !called.iter().any(|w| w.queue == &period.queue) => {
                let millis = open.iter().find(|(q, _)| *q == &period.queue).map_or(0, |(_, sum)| *sum);
                let (called_at, target_minutes) = (period.from, period.target_minutes);
                called.push(Wait { queue: &period.queue, millis, called_at, target_minutes });
            }
            _ => {}
        }
    }
    called
}

fn outcomes(day: &Day) -> Outcomes {
    let mut counts = Outcomes::default();
    for visit in day.visits() {
        let State::Ended { outcome, .. } = &visit.state else {
            counts.open += 1;
            continue;
        };
        *match outcome {
            Outcome::Served => &mut counts.served,
            Outcome::ServedEndUnknown => &mut counts.served_end_unknown,
            Outcome::NoShow => &mut counts.no_show,
            Outcome::Cancelled if visit.given_up => &mut counts.cancelled_by_citizen,
            Outcome::Cancelled => &mut counts.cancelled_by_employee,
            Outcome::LeftUnserved => &mut counts.left_unserved,
            Outcome::MovedTo(_) | Outcome::MovedToDay(_) => &mut counts.moved,
        } += 1;
    }
    counts
}

/// What is gathered of a queue.
#[derive(Default)]
struct QueueGathered {
    taken: u32,
    waits: Vec<u64>,
    within_target: u32,
    services: Vec<u64>,
}

fn queue_accounts(day: &Day) -> Vec<QueueAccount> {
    let mut gathered: BTreeMap<&QueueId, QueueGathered> = BTreeMap::new();
    for (id, queue) in day.queues() {
        gathered.entry(id).or_default().taken = queue.taken;
    }
    for visit in day.visits() {
        for wait in waits_until_called(visit) {
            let queue = gathered.entry(wait.queue).or_default();
            queue.waits.push(wait.millis);
            queue.within_target += u32::from(wait.within_target());
        }
        for service in services(&stretches(visit)) {
            gathered.entry(service.queue).or_default().services.push(service.queue_millis);
        }
    }
    gathered.into_iter().filter(|(_, g)| g.taken > 0 || !g.waits.is_empty()).map(queue_account).collect()
}

fn queue_account((queue, mut g): (&QueueId, QueueGathered)) -> QueueAccount {
    g.waits.sort_unstable();
    QueueAccount {
        queue: queue.clone(),
        taken: g.taken,
        called: to_u32(g.waits.len()),
        within_target: g.within_target,
        wait_mean_seconds: mean_seconds(&g.waits),
        wait_median_seconds: quantile_seconds(&g.waits, 50),
        wait_nine_of_ten_seconds: quantile_seconds(&g.waits, 90),
        wait_longest_seconds: quantile_seconds(&g.waits, 100),
        served: to_u32(g.services.len()),
        service_mean_seconds: mean_seconds(&g.services),
    }
}

/// A stretch of a visit's way. A change of employee at the desk splits its periods, not the stretch.
struct Stretch<'a> {
    kind: PeriodKind,
    queue: &'a QueueId,
    desk: Option<&'a DeskId>,
    /// How long it took; none while it lasts, or where its end is not known.
    millis: Option<u64>,
    ends: Ends,
}

fn stretches(visit: &Visit) -> Vec<Stretch<'_>> {
    let mut stretches: Vec<Stretch<'_>> = Vec::with_capacity(visit.periods.len());
    for period in &visit.periods {
        let millis = period.to.map(|to| to.millis_since(period.from));
        let desk = period.desk.as_ref();
        match stretches.last_mut() {
            Some(last) if desk.is_some() && last.desk == desk && last.kind == period.kind => {
                last.millis = last.millis.zip(millis).map(|(a, b)| a + b);
                last.ends = period.ends;
            }
            _ => stretches.push(Stretch { kind: period.kind, queue: &period.queue, desk, millis, ends: period.ends }),
        }
    }
    stretches
}

/// A service that was finished.
struct Service<'a> {
    queue: &'a QueueId,
    desk: &'a DeskId,
    /// How long it was served for that queue.
    queue_millis: u64,
    /// How long it was served at that desk.
    desk_millis: u64,
}

/// Each finished service of a visit: its last stretch, and those since the service before that were parked. What a
/// return or a transfer broke off is in none.
fn services<'a>(stretches: &[Stretch<'a>]) -> Vec<Service<'a>> {
    let (mut done, mut parts) = (Vec::new(), Vec::new());
    for (i, stretch) in stretches.iter().enumerate() {
        let parked = stretches.get(i + 1).is_some_and(|next| next.kind == PeriodKind::Parked);
        if stretch.kind == PeriodKind::Serving && (parked || stretch.ends == Ends::Service) {
            parts.push(stretch);
        }
        match stretch.ends {
            Ends::Service => {
                done.extend(service(&parts));
                parts.clear();
            }
            Ends::Stay => parts.clear(),
            Ends::Itself => {}
        }
    }
    done
}

fn service<'a>(parts: &[&Stretch<'a>]) -> Option<Service<'a>> {
    let last = parts.last()?;
    let (queue, desk) = (last.queue, last.desk?);
    let millis = |of: &dyn Fn(&Stretch<'a>) -> bool| parts.iter().filter(|s| of(s)).filter_map(|s| s.millis).sum();
    Some(Service {
        queue,
        desk,
        queue_millis: millis(&|s| s.queue == queue),
        desk_millis: millis(&|s| s.desk == Some(desk)),
    })
}

fn desk_accounts(day: &Day) -> Vec<DeskAccount> {
    let mut desks: BTreeMap<&DeskId, DeskAccount> = BTreeMap::new();
    for visit in day.visits() {
        let stretches = stretches(visit);
        for stretch in stretches.iter().filter(|s| s.kind == PeriodKind::Walking) {
            if let Some(desk) = stretch.desk {
                let account = desks.entry(desk).or_insert_with(|| DeskAccount::empty(desk));
                account.called += 1;
                account.walking_seconds += stretch.millis.unwrap_or(0);
            }
        }
        for service in services(&stretches) {
            let account = desks.entry(service.desk).or_insert_with(|| DeskAccount::empty(service.desk));
            account.served += 1;
            account.serving_seconds += service.desk_millis;
        }
    }
    let mut accounts: Vec<DeskAccount> = desks.into_values().collect();
    // Milliseconds until here, so that nothing is lost in the sums.
    for account in &mut accounts {
        account.serving_seconds /= 1_000;
        account.walking_seconds /= 1_000;
    }
    accounts
}

impl DeskAccount {
    fn empty(desk: &DeskId) -> Self {
        Self { desk: desk.clone(), called: 0, served: 0, serving_seconds: 0, walking_seconds: 0 }
    }
}

/// The mean of milliseconds, in whole seconds, rounded down; 0 of none.
fn mean_seconds(millis: &[u64]) -> u32 {
    let mean = millis.iter().sum::<u64>().checked_div(millis.len() as u64).unwrap_or(0);
    u32::try_from(mean / 1_000).unwrap_or(u32::MAX)
}

/// The smallest value that at least `percent` of the sorted milliseconds do not exceed (nearest rank), in whole seconds.
fn quantile_seconds(sorted: &[u64], percent: usize) -> u32 {
    let rank = (sorted.len() * percent).div_ceil(100);
    let value = sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0);
    u32::try_from(value / 1_000).unwrap_or(u32::MAX)
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
