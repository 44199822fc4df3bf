//! The machine's side: processes that decide, append, answer, are killed and start again; a store that fails, and a
//! power that fails.
//!
//! Nothing that was written while the power was failing is ever told to anybody: that is what synced means.

use std::sync::Arc;

use domain::command::{Action, Actor, Command};
use domain::decide::{closes_at, next_deadline};
use domain::ids::StreamId;
use domain::time::Instant;
use engine::{Core, EngineError, Handled, Limits, Request};
use store::{Store, StoreError};

use super::clients::plus_millis;
use super::{Happening, Parcel, World};

/// One process on the store.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) core: Option<Core>,
    inbox: Vec<Parcel>,
    planned: bool,
    skew_ms: i64,
    dies: Dies,
}

/// Where in its next batch a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dies {
    Not,
    BeforeDeciding,
    BeforeReplying,
}

impl World {
    pub(super) fn start_all(&mut self) -> Result<(), String> {
        let skew = self.plan.faults.skew_ms_max;
        for machine in 0..self.plan.faults.nodes.max(1) {
            let skew_ms = self.chance.between(-skew, skew);
            self.machines.push(Machine { core: None, inbox: Vec::new(), planned: false, skew_ms, dies: Dies::Not });
            self.start(machine)?;
        }
        Ok(())
    }

    /// Spreads the faults of the plan over the hours in which somebody is there.
    pub(super) fn plan_faults(&mut self) {
        let faults = self.plan.faults;
        let hours = i64::from(self.plan.size.closes - self.plan.size.opens) + 2;
        for day in 0..i64::from(self.plan.days) {
            let from = self.begins.plus_minutes(day * 24 * 60);
            let some = |world: &mut Self, count: u32, f: &dyn Fn(&mut Self) -> Happening| {
                for _ in 0..count {
                    let at = plus_millis(from, world.chance.between(0, hours * 3_600_000)).min(world.ends);
                    let happening = f(world);
                    world.later(at, happening);
                }
            };
            some(self, faults.kills, &|w| Happening::Kill(w.chance.count(0, w.machines.len() - 1)));
            some(self, faults.power_cuts, &|_| Happening::PowerCut);
            some(self, faults.store_spells, &|w| Happening::Spell { seconds: w.chance.between(1, 240) });
            some(self, faults.writes_unanswered, &|_| Happening::WriteUnanswered);
        }
        if let Some(minutes) = self.plan.other_times_after {
            let at = self.begins.plus_minutes(i64::from(minutes));
            for machine in 0..self.machines.len() {
                // One of two hears of it later than the other.
                let later = if machine == 0 { 0 } else { self.chance.between(0, 20_000) };
                self.later(plus_millis(at, later), Happening::OtherTimes(machine));
            }
        }
    }

    /// The plan of booked times changes in the middle of the day; everything else is as it was.
    pub(super) fn other_times(&mut self, machine: usize) {
        if machine == 0 {
            self.setups = self.later.iter().map(|s| (s.centre.clone(), Arc::clone(s))).collect();
            self.watch.published(self.setups.clone());
            self.people.other_times(&self.later);
            self.trace.note(self.now, || "other times can be booked from now on".to_owned());
        }
        if let Some(core) = self.machines[machine].core.as_mut() {
            core.set_setups(self.setups.clone());
        }
    }

    pub(super) fn start(&mut self, machine: usize) -> Result<(), String> {
        if self.machines[machine].core.is_some() {
            return Ok(());
        }
        // The judge checks the invariants itself, after every step.
        let limits = Limits { check_invariants: false, ..Limits::default() };
        let mut core = Core::new(Store::Memory(self.memory.clone()), limits).map_err(|e| e.to_string())?;
        core.set_setups(self.setups.clone());
        self.machines[machine].core = Some(core);
        self.trace.note(self.now, || format!("machine {machine} starts"));
        let tomorrow = self.setups.values().filter_map(|s| self.now.date(&s.time_zone).tomorrow().ok()).max();
        let open = match tomorrow {
            Some(date) => self.memory_reader().open_streams_before(date).map_err(|e| e.to_string())?,
            None => Vec::new(),
        };
        for stream in open {
            self.wind_clock(machine, &stream);
        }
        Ok(())
    }

    fn memory_reader(&self) -> store::Reader {
        Store::Memory(self.memory.clone()).reader()
    }

    pub(super) fn arrives(&mut self, machine: usize, parcel: Parcel) {
        let Some(there) = self.machines.get_mut(machine).filter(|m| m.core.is_some()) else {
            self.counts.lost += 1;
            return;
        };
        there.inbox.push(parcel);
        if !there.planned {
            there.planned = true;
            let at = plus_millis(self.now, self.network.between(0, 8));
            self.later(at, Happening::Batch(machine));
        }
    }

    pub(super) fn batch(&mut self, machine: usize) -> Result<(), String> {
        let there = &mut self.machines[machine];
        there.planned = false;
        let parcels = std::mem::take(&mut there.inbox);
        let (dies, now) = (there.dies, plus_millis(self.now, there.skew_ms));
        if parcels.is_empty() || there.core.is_none() {
            return Ok(());
        }
        if dies == Dies::BeforeDeciding {
            return self.dies(machine, "before deciding");
        }
        let requests: Vec<Request> = parcels.iter().map(|p| (*p.request).clone()).collect();
        if self.spell {
            let error = if self.chance.chance(700) { StoreError::Full } else { StoreError::Io("no answer".to_owned()) };
            self.memory.fail_next(error);
        }
        let Some(core) = self.machines[machine].core.as_mut() else { return Ok(()) };
        let handled = core.handle(&requests, now);
        self.counts.batches += 1;
        let verdict = self.watch.after_batch(core, &requests, &handled, now);
        if self.chance.chance(10) {
            core.drop_idle(now);
        }
        self.note(&requests, &handled);
        verdict?;
        for stream in &handled.changed {
            self.wind_clock(machine, stream);
        }
        if dies == Dies::BeforeReplying {
            return self.dies(machine, "before replying");
        }
        if let Some(left) = &mut self.failing {
            *left = left.saturating_sub(1);
            let over = *left == 0;
            return if over { self.dark() } else { Ok(()) };
        }
        self.reply(parcels, handled);
        Ok(())
    }

    fn note(&mut self, requests: &[Request], handled: &Handled) {
        for (request, result) in requests.iter().zip(&handled.results) {
            self.counts.result(result);
            self.trace.command(self.now, request, result);
        }
        self.watch.fresh.clear();
    }

    fn reply(&mut self, parcels: Vec<Parcel>, handled: Handled) {
        for (parcel, result) in parcels.into_iter().zip(handled.results) {
            let Some(client) = parcel.client else {
                self.clock_again(&parcel.request, result.err());
                continue;
            };
            if self.troubled() && self.network.chance(self.plan.faults.replies_lost) {
                self.counts.lost += 1;
                continue;
            }
            let at = plus_millis(self.now, self.journey_ms());
            self.later(at, Happening::Answered { client, request: parcel.request, result });
        }
    }

    /// The timer sends the same command again where the store failed.
    fn clock_again(&mut self, request: &Request, error: Option<EngineError>) {
        let failed = error.is_some_and(|e| !matches!(e, EngineError::Refused(_)));
        if failed && let Some(date) = request.date {
            let stream = StreamId { centre: request.centre.clone(), date };
            self.look_at(stream, self.now.plus_seconds(5));
        }
    }

    /// Sets the timer of a stream to its next deadline.
    fn wind_clock(&mut self, machine: usize, stream: &StreamId) {
        let Some(setup) = self.setups.get(&stream.centre) else { return };
        let Some(core) = self.machines[machine].core.as_mut() else { return };
        let Ok(day) = core.day(stream, self.now) else { return };
        let Some(at) = next_deadline(&day.read(), setup) else { return };
        let at = at.max(plus_millis(self.now, 1));
        let is_new = self.clocks.get(stream).is_none_or(|set| *set > at || *set <= self.now);
        if is_new {
            self.look_at(stream.clone(), at);
        }
    }

    /// The timer looks at a stream then; days that the run does not live to see it leaves alone.
    fn look_at(&mut self, stream: StreamId, at: Instant) {
        if at <= self.ends.plus_minutes(60) {
            self.clocks.insert(stream.clone(), at);
            self.later(at, Happening::Clock(stream));
        }
    }

    /// When the clock next owes a stream something, for the machine that knows of it first, and when its day is over.
    fn first_deadline(&mut self, stream: &StreamId) -> Option<(Instant, usize, Instant)> {
        let setup = self.setups.get(&stream.centre)?;
        let now = self.now;
        let of = |(place, machine): (usize, &mut Machine)| {
            let day = machine.core.as_mut()?.day(stream, now).ok()?;
            let day = day.read();
            Some((next_deadline(&day, setup)?, place, closes_at(&day, setup)))
        };
        self.machines.iter_mut().enumerate().filter_map(of).min()
    }

    /// The timer of some machine sends what the clock owes.
    pub(super) fn clock(&mut self, stream: StreamId) {
        if self.clocks.get(&stream) != Some(&self.now) {
            return;
        }
        self.clocks.remove(&stream);
        if self.machines.iter().all(|m| m.core.is_none()) {
            return self.look_at(stream, self.now.plus_seconds(5));
        }
        let Some((deadline, machine, over)) = self.first_deadline(&stream) else { return };
        // A machine whose clock is slow would not act yet.
        let seen = plus_millis(self.now, self.machines[machine].skew_ms);
        if seen < deadline {
            let left = i64::try_from(deadline.millis_since(seen)).unwrap_or(1_000);
            return self.look_at(stream, plus_millis(self.now, left));
        }
        let action = if deadline >= over { Action::CloseDay { confirmed: true } } else { Action::Clock };
        let request = Request {
            sender: "clock".to_owned(),
            command_id: format!("{stream}-{}", deadline.as_millis()),
            body_hash: [0; 32],
            centre: stream.centre.clone(),
            date: Some(stream.date),
            command: Command { by: Actor::Clock, action },
            people: Vec::new(),
            limits: Vec::new(),
        };
        self.arrives(machine, Parcel { client: None, request: Arc::new(request) });
        // Whatever becomes of it, the timer looks again.
        self.look_at(stream, self.now.plus_seconds(20));
    }

    /// A process is killed: at once, or in the middle of its next batch.
    pub(super) fn kill(&mut self, machine: usize) -> Result<(), String> {
        if self.machines[machine].core.is_none() || self.failing.is_some() {
            return Ok(());
        }
        match self.chance.below(3) {
            0 => return self.dies(machine, "between two batches"),
            1 => self.machines[machine].dies = Dies::BeforeDeciding,
            _ => self.machines[machine].dies = Dies::BeforeReplying,
        }
        Ok(())
    }

    fn dies(&mut self, machine: usize, when: &str) -> Result<(), String> {
        let now = self.now;
        self.counts.kills += 1;
        self.trace.note(now, || format!("machine {machine} is killed {when}"));
        let there = &mut self.machines[machine];
        if let Some(core) = there.core.as_mut() {
            self.watch.days_hold(core, now)?;
        }
        there.core = None;
        there.inbox.clear();
        there.dies = Dies::Not;
        let at = plus_millis(now, self.chance.between(50, 60_000));
        self.later(at, Happening::Start(machine));
        Ok(())
    }

    /// From now on what is written is not synced, and nobody hears of it; then it is dark.
    pub(super) fn power_fails(&mut self) {
        if self.failing.is_none() {
            self.memory.hold_sync(true);
            self.failing = Some(u32::try_from(self.chance.between(1, 4)).unwrap_or(1));
            let at = plus_millis(self.now, self.chance.between(1, 20_000));
            self.later(at, Happening::Dark);
        }
    }

    pub(super) fn dark(&mut self) -> Result<(), String> {
        if self.failing.take().is_none() {
            return Ok(());
        }
        self.counts.power_cuts += 1;
        let unsynced = self.memory.unsynced();
        let keep = self.chance.count(0, unsynced);
        for machine in 0..self.machines.len() {
            let there = &mut self.machines[machine];
            if let Some(core) = there.core.as_mut() {
                self.watch.days_hold(core, self.now)?;
                there.core = None;
                let at = plus_millis(self.now, self.chance.between(1_000, 120_000));
                self.later(at, Happening::Start(machine));
            }
            let there = &mut self.machines[machine];
            there.inbox.clear();
            there.dies = Dies::Not;
        }
        self.memory.crash(keep);
        self.memory.hold_sync(false);
        self.counts.batches_lost += u64::try_from(unsynced - keep).unwrap_or(0);
        self.trace.note(self.now, || format!("the power fails: of {unsynced} unsynced writes {keep} are there"));
        self.watch.after_crash()
    }

    pub(super) fn spell_begins(&mut self, seconds: i64) {
        self.spell = true;
        self.counts.store_spells += 1;
        self.trace.note(self.now, || format!("the disk is full for {seconds} seconds"));
        let at: Instant = self.now.plus_seconds(seconds);
        self.later(at.min(self.ends.plus_minutes(20)), Happening::SpellEnds);
    }

    pub(super) fn spell_ends(&mut self) {
        self.spell = false;
        self.trace.note(self.now, || "the disk has room again".to_owned());
    }
}
