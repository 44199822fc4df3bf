//! An independent count of a day: from the events as the interface gives them, without the fold and without the account.
//!
//! It knows what events mean and nothing of how the hall computes. Where its figures and the account's differ, one of
//! the two is wrong, and the day is not reconciled.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{Account, DeskAccount, Outcomes, QueueAccount};
use domain::event::{Fact, Outcome, Stop};
use domain::ids::{DeskId, Number, QueueId, VisitId};
use domain::time::Instant;

use super::player::Told;
use crate::words::Sentence;

/// An event as it was fetched.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// When.
    pub(crate) at: Instant,
    /// What.
    pub(crate) fact: Fact,
}

/// What the events of a day add up to.
#[derive(Debug, Default)]
pub(crate) struct Count {
    visits: BTreeMap<VisitId, Way>,
    numbers: BTreeMap<Number, Vec<VisitId>>,
    outcomes: Outcomes,
    queues: BTreeMap<QueueId, QueueCount>,
    desks: BTreeMap<DeskId, DeskCount>,
    signed: BTreeMap<(DeskId, bool), u32>,
    undone: u32,
}

/// One visit's way.
#[derive(Debug)]
struct Way {
    stops: Vec<Stop>,
    queue: QueueId,
    waits_since: Instant,
    called: Option<(DeskId, Instant)>,
    started: Option<(DeskId, Instant)>,
    tickets: u32,
    calls: BTreeMap<DeskId, u32>,
    starts: u32,
    finishes: u32,
    ended: bool,
}

#[derive(Debug, Default)]
struct QueueCount {
    taken: u32,
    within_target: u32,
    waits_ms: Vec<u64>,
    services_ms: Vec<u64>,
}

#[derive(Debug, Default)]
struct DeskCount {
    called: u32,
    served: u32,
    serving_ms: u64,
    walking_ms: u64,
}

/// Counts a day's events.
pub(crate) fn count(events: &[Seen]) -> Count {
    let mut count = Count::default();
    for event in events {
        count.add(event);
    }
    let open = count.visits.values().filter(|way| !way.ended).count();
    count.outcomes.open = u32::try_from(open).unwrap_or(u32::MAX);
    count
}

impl Count {
    fn add(&mut self, event: &Seen) {
        let at = event.at;
        match &event.fact {
            Fact::TicketTaken { visit, number, stops, .. } => self.ticket(*visit, *number, stops, at),
            Fact::Called { visit, desk, ended, .. } => {
                if let Some(ended) = ended {
                    self.finish(*ended, at, false);
                }
                self.call(*visit, desk, at);
            }
            Fact::Started { visit } => self.start(*visit, at),
            Fact::Finished { visit, goes_on } => self.finish(*visit, at, goes_on.is_some()),
            Fact::SignedOn { desk, .. } => *self.signed.entry((desk.clone(), true)).or_default() += 1,
            Fact::SignedOff { desk, .. } => *self.signed.entry((desk.clone(), false)).or_default() += 1,
            Fact::Ended { visit, outcome, .. } => self.end(*visit, outcome),
            Fact::Undone { .. } => self.undone += 1,
            _ => {}
        }
    }

    fn ticket(&mut self, visit: VisitId, number: Number, stops: &[Stop], at: Instant) {
        self.numbers.entry(number).or_default().push(visit);
        let Some(first) = stops.first() else { return };
        self.queues.entry(first.queue.clone()).or_default().taken += 1;
        let way = self.visits.entry(visit).or_insert_with(|| Way {
            stops: stops.to_vec(),
            queue: first.queue.clone(),
            waits_since: at,
            called: None,
            started: None,
            tickets: 0,
            calls: BTreeMap::new(),
            starts: 0,
            finishes: 0,
            ended: false,
        });
        way.tickets += 1;
    }

    fn call(&mut self, visit: VisitId, desk: &DeskId, at: Instant) {
        self.desks.entry(desk.clone()).or_default().called += 1;
        let Some(way) = self.visits.get_mut(&visit) else { return };
        let queue = self.queues.entry(way.queue.clone()).or_default();
        let waited = at.millis_since(way.waits_since);
        let target = way.stops.iter().find(|stop| stop.queue == way.queue).map_or(0, |stop| stop.target_minutes);
        queue.waits_ms.push(waited);
        queue.within_target += u32::from(waited <= u64::from(target) * 60_000);
        *way.calls.entry(desk.clone()).or_default() += 1;
        way.called = Some((desk.clone(), at));
    }

    fn start(&mut self, visit: VisitId, at: Instant) {
        let Some(way) = self.visits.get_mut(&visit) else { return };
        way.starts += 1;
        if let Some((desk, called_at)) = way.called.take() {
            self.desks.entry(desk.clone()).or_default().walking_ms += at.millis_since(called_at);
            way.started = Some((desk, at));
        }
    }

    fn finish(&mut self, visit: VisitId, at: Instant, goes_on: bool) {
        let Some(way) = self.visits.get_mut(&visit) else { return };
        way.finishes += 1;
        if let Some((desk, started_at)) = way.started.take() {
            let desk = self.desks.entry(desk).or_default();
            desk.served += 1;
            desk.serving_ms += at.millis_since(started_at);
            self.queues.entry(way.queue.clone()).or_default().services_ms.push(at.millis_since(started_at));
        }
        if !goes_on && !way.ended {
            way.ended = true;
            self.outcomes.served += 1;
        }
    }

    fn end(&mut self, visit: VisitId, outcome: &Outcome) {
        let Some(way) = self.visits.get_mut(&visit).filter(|way| !way.ended) else { return };
        way.ended = true;
        match outcome {
            Outcome::Served => self.outcomes.served += 1,
            Outcome::ServedEndUnknown => self.outcomes.served_end_unknown += 1,
            Outcome::NoShow => self.outcomes.no_show += 1,
            Outcome::Cancelled => self.outcomes.cancelled_by_employee += 1,
            Outcome::LeftUnserved => self.outcomes.left_unserved += 1,
            Outcome::MovedTo(_) | Outcome::MovedToDay(_) => self.outcomes.moved += 1,
        }
    }

    /// How many visits there were.
    pub(crate) fn visits(&self) -> usize {
        self.visits.len()
    }

    /// What was acknowledged and is not there, and what is there and was not acknowledged or stands twice: one sentence
    /// for each, none where nothing was lost and nothing doubled.
    pub(crate) fn against_told(&self, told: &[Told]) -> Vec<Sentence> {
        let mut wrong = Vec::new();
        let mut tickets: BTreeMap<VisitId, u32> = BTreeMap::new();
        let mut calls: BTreeMap<(VisitId, DeskId), u32> = BTreeMap::new();
        let mut starts: BTreeMap<VisitId, u32> = BTreeMap::new();
        let mut finishes: BTreeMap<VisitId, u32> = BTreeMap::new();
        let mut signed: BTreeMap<(DeskId, bool), u32> = BTreeMap::new();
        for one in told {
            match one {
                Told::Ticket { visit, number } => {
                    *tickets.entry(*visit).or_default() += 1;
                    if self.numbers.get(number).is_none_or(|visits| visits != &vec![*visit]) {
                        wrong.push(Sentence::new("cli-day-other-number").with("number", number).with("visit", visit));
                    }
                }
                Told::Called { visit, desk } => *calls.entry((*visit, desk.clone())).or_default() += 1,
                Told::Started { visit } => *starts.entry(*visit).or_default() += 1,
                Told::Finished { visit } => *finishes.entry(*visit).or_default() += 1,
                Told::SignedOn { desk } => *signed.entry((desk.clone(), true)).or_default() += 1,
                Told::SignedOff { desk } => *signed.entry((desk.clone(), false)).or_default() += 1,
            }
        }
        let ways = || self.visits.iter();
        compare("cli-day-tickets", &tickets, &ways().map(|(visit, way)| (*visit, way.tickets)).collect(), &mut wrong);
        let logged =
            ways().flat_map(|(visit, way)| way.calls.iter().map(|(desk, times)| ((*visit, desk.clone()), *times)));
        compare("cli-day-calls", &calls, &logged.collect(), &mut wrong);
        compare("cli-day-starts", &starts, &some(ways().map(|(visit, way)| (*visit, way.starts))), &mut wrong);
        compare("cli-day-ends", &finishes, &some(ways().map(|(visit, way)| (*visit, way.finishes))), &mut wrong);
        compare("cli-day-signs", &signed, &self.signed, &mut wrong);
        wrong
    }

    /// Where the account's figures are not those of this count: one sentence for each.
    pub(crate) fn against_account(&self, account: &Account) -> Vec<Sentence> {
        let mut wrong = Vec::new();
        let mut same = |what: Sentence, counted: String, told: String| {
            if counted != told {
                let differs = Sentence::new("cli-day-other-figure").part("what", what);
                wrong.push(differs.with("counted", counted).with("told", told));
            }
        };
        same(Sentence::new("cli-day-visits"), self.visits.len().to_string(), account.visits.to_string());
        same(Sentence::new("cli-day-outcomes"), format!("{:?}", self.outcomes), format!("{:?}", account.outcomes));
        same(Sentence::new("cli-day-undone"), self.undone.to_string(), account.undone.to_string());
        for queue in account.queues.iter().map(|queue| &queue.queue).chain(self.queues.keys()).collect::<BTreeSet<_>>()
        {
            let counted = self.queues.get(queue).map(|count| count.figures(queue));
            let told = account.queues.iter().find(|told| told.queue == *queue);
            same(
                Sentence::new("cli-day-queue").with("queue", queue),
                format!("{:?}", counted.as_ref()),
                format!("{told:?}"),
            );
        }
        for desk in account.desks.iter().map(|desk| &desk.desk).chain(self.desks.keys()).collect::<BTreeSet<_>>() {
            let counted = self.desks.get(desk).map(|count| count.figures(desk));
            let told = account.desks.iter().find(|told| told.desk == *desk);
            same(
                Sentence::new("cli-day-desk").with("desk", desk),
                format!("{:?}", counted.as_ref()),
                format!("{told:?}"),
            );
        }
        wrong
    }
}

impl QueueCount {
    fn figures(&self, queue: &QueueId) -> QueueAccount {
        let mut waits = self.waits_ms.clone();
        waits.sort_unstable();
        QueueAccount {
            queue: queue.clone(),
            taken: self.taken,
            called: u32::try_from(waits.len()).unwrap_or(u32::MAX),
            within_target: self.within_target,
            wait_mean_seconds: mean_seconds(&waits),
            wait_median_seconds: part_seconds(&waits, 50),
            wait_nine_of_ten_seconds: part_seconds(&waits, 90),
            wait_longest_seconds: part_seconds(&waits, 100),
            served: u32::try_from(self.services_ms.len()).unwrap_or(u32::MAX),
            service_mean_seconds: mean_seconds(&self.services_ms),
        }
    }
}

impl DeskCount {
    fn figures(&self, desk: &DeskId) -> DeskAccount {
        DeskAccount {
            desk: desk.clone(),
            called: self.called,
            served: self.served,
            serving_seconds: self.serving_ms / 1_000,
            walking_seconds: self.walking_ms / 1_000,
        }
    }
}

/// The mean, in whole seconds.
fn mean_seconds(millis: &[u64]) -> u32 {
    let count = u64::try_from(millis.len()).unwrap_or(1).max(1);
    u32::try_from(millis.iter().sum::<u64>() / count / 1_000).unwrap_or(u32::MAX)
}

/// The least of sorted values that so many of a hundred do not exceed, in whole seconds.
fn part_seconds(sorted: &[u64], of_hundred: usize) -> u32 {
    let rank = (sorted.len() * of_hundred).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0, |millis| u32::try_from(millis / 1_000).unwrap_or(u32::MAX))
}

fn some(counts: impl Iterator<Item = (VisitId, u32)>) -> BTreeMap<VisitId, u32> {
    counts.filter(|(_, times)| *times > 0).collect()
}

fn compare<K: Ord + std::fmt::Debug>(
    what: &'static str,
    told: &BTreeMap<K, u32>,
    logged: &BTreeMap<K, u32>,
    wrong: &mut Vec<Sentence>,
) {
    for key in told.keys().chain(logged.keys()).collect::<BTreeSet<_>>() {
        let times = |of: &BTreeMap<K, u32>| of.get(key).copied().unwrap_or(0);
        if times(told) != times(logged) {
            let differs = Sentence::new(what).with("key", format!("{key:?}"));
            wrong.push(differs.with("told", times(told)).with("logged", times(logged)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(number: u128) -> VisitId {
        VisitId(uuid::Uuid::from_u128(number))
    }

    fn seen(second: i64, fact: &serde_json::Value) -> Seen {
        let fact = serde_json::from_value(fact.clone()).expect("a fact");
        Seen { at: Instant::from_millis(second * 1_000), fact }
    }

    /// One citizen: ticket at 0, called at 60, there at 80, done at 380 seconds.
    fn one_citizen() -> (Vec<Told>, Vec<Seen>) {
        let (visit, id) = (visit(1), visit(1).to_string());
        let desk = DeskId::new("a-1").expect("a name");
        let told = vec![
            Told::Ticket { visit, number: "A 1".parse().expect("a number") },
            Told::Called { visit, desk },
            Told::Started { visit },
            Told::Finished { visit },
        ];
        let due = "2020-01-13T09:00:00Z";
        let reason =
            serde_json::json!({"rule": "earliest_due", "waited_seconds": 60, "target_minutes": 15, "due": due});
        let events = vec![
            seen(
                0,
                &serde_json::json!({"fact": "ticket_taken", "visit": id, "number": "A 1", "due": due, "language": "da",
                "stops": [{"queue": "a", "services": ["a"], "target_minutes": 15}]}),
            ),
            seen(
                60,
                &serde_json::json!({"fact": "called", "visit": id, "desk": "a-1", "employee": "a-1", "reason": reason}),
            ),
            seen(80, &serde_json::json!({"fact": "started", "visit": id})),
            seen(380, &serde_json::json!({"fact": "finished", "visit": id})),
        ];
        (told, events)
    }

    #[test]
    fn a_day_on_which_all_is_well_has_nothing_to_tell() {
        let (told, events) = one_citizen();
        let counted = count(&events);
        assert_eq!(counted.against_told(&told), Vec::<Sentence>::new());
        assert_eq!((counted.visits(), counted.outcomes.served, counted.outcomes.open), (1, 1, 0));
        let queue = counted.queues[&QueueId::new("a").expect("a name")].figures(&QueueId::new("a").expect("a name"));
        assert_eq!((queue.within_target, queue.wait_median_seconds, queue.service_mean_seconds), (1, 60, 300));
    }

    #[test]
    fn whatever_is_lost_or_doubled_is_found() {
        let (told, events) = one_citizen();
        for place in 0..events.len() {
            let mut lost = events.clone();
            lost.remove(place);
            assert!(!count(&lost).against_told(&told).is_empty(), "event {place} is lost");
            let mut doubled = events.clone();
            doubled.insert(place, events[place].clone());
            assert!(!count(&doubled).against_told(&told).is_empty(), "event {place} stands twice");
            let mut untold = told.clone();
            untold.remove(place);
            assert!(!count(&events).against_told(&untold).is_empty(), "{:?} was never acknowledged", told[place]);
        }
    }

    #[test]
    fn a_figure_of_the_account_that_is_not_the_counted_one_is_found() {
        let (_, events) = one_citizen();
        let counted = count(&events);
        let mut account = Account {
            centre: domain::ids::CentreId::new("office-1").expect("a name"),
            date: jiff::civil::date(2020, 1, 13),
            outcomes: counted.outcomes,
            visits: 1,
            queues: counted.queues.iter().map(|(id, queue)| queue.figures(id)).collect(),
            desks: counted.desks.iter().map(|(id, desk)| desk.figures(id)).collect(),
            referrals: Vec::new(),
            out_of_turn: Vec::new(),
            undone: 0,
            untaken: Vec::new(),
        };
        assert_eq!(counted.against_account(&account), Vec::<Sentence>::new());
        account.queues[0].wait_longest_seconds += 1;
        account.desks.clear();
        account.visits = 2;
        assert_eq!(counted.against_account(&account).len(), 3);
    }
}
