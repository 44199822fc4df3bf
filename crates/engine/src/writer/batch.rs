//! One batch: find repetitions, decide each command on what the earlier ones of the batch brought about, append all of
//! it in one transaction, and only then tell anybody.
//!
//! What was decided on events that did not become durable is worth nothing: where an append is left out, every later
//! decision on its streams is made again, and an answer that saw them (a refusal, "no one waits") is not given.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::answer::{Answer, Tell};
use domain::day::evolve;
use domain::decide::{Side, decide, decide_across};
use domain::event::Event;
use domain::ids::{CentreId, StreamId};
use domain::refusal::Refusal;
use domain::setup::Setup;
use domain::time::Instant;
use store::{Append, Appended, PersonChange, RememberCommand, Remembered, StreamPart};

use super::Core;
use super::vault::follows;
use crate::error::EngineError;
use crate::identifiers::is_command_id;
use crate::request::{Handled, Reply, Request};

type Outcome = Result<Reply, EngineError>;

/// One round of deciding, before it is durable. Indices are those of the batch.
#[derive(Default)]
struct Round<'a> {
    /// The commands of this round.
    open: Vec<usize>,
    /// What goes to the store.
    appends: Vec<Append>,
    /// Whose each append is, and what to tell once it is durable.
    owners: Vec<(usize, Reply)>,
    /// Whose append stands for each command of this round, for the same command twice.
    by_key: BTreeMap<(&'a str, &'a str), usize>,
    /// Streams with decisions that are not durable yet.
    written: BTreeSet<StreamId>,
    /// Outcomes that saw such decisions, with the streams that they saw.
    unsure: Vec<(usize, Outcome, Touched)>,
    /// The same command once more, and whose append it waits for.
    followers: Vec<(usize, usize)>,
}

/// What a round leaves to be done.
struct Left {
    /// Who has to be decided again.
    open: Vec<usize>,
    /// Whether somebody was past a limit: that is settled, and was no collision.
    over_limit: bool,
}

/// The stream of a command, and the second where there is one.
#[derive(Clone)]
struct Touched {
    here: StreamId,
    there: Option<StreamId>,
}

impl Touched {
    fn both(&self) -> impl Iterator<Item = &StreamId> {
        std::iter::once(&self.here).chain(&self.there)
    }

    fn any_in(&self, streams: &BTreeSet<StreamId>) -> bool {
        self.both().any(|s| streams.contains(s))
    }
}

/// What was decided about one command: events by stream, and what to tell of the last of these streams.
struct Decided {
    parts: Vec<StreamPart>,
    tell: Tell,
}

/// A decision that is folded into the days that are ahead.
struct Folded {
    reply: Reply,
    parts: Vec<StreamPart>,
    /// What follows from it for the people vault.
    people: Vec<PersonChange>,
}

/// A decision that is folded and goes into the round.
struct Entry<'a> {
    request: &'a Request,
    touched: Touched,
    folded: Folded,
    remembered: bool,
    now: Instant,
}

impl Core {
    /// Handles a batch of commands at an instant. Each is decided on the state that the earlier ones brought about; all
    /// are durable in one transaction before this returns, or are told why not.
    pub fn handle(&mut self, batch: &[Request], now: Instant) -> Handled {
        let mut results: Vec<Option<Outcome>> = Vec::with_capacity(batch.len());
        results.resize_with(batch.len(), || None);
        let mut changed = BTreeSet::new();
        let mut open: Vec<usize> = (0..batch.len()).collect();
        let mut collisions = 0;
        while collisions <= self.limits.retries_max && !open.is_empty() {
            let mut round = Round::default();
            for &index in &open {
                let outcome = self.plan(batch, index, now, &mut round);
                set(&mut results, index, outcome);
            }
            round.open = open;
            let left = self.commit(batch, round, &mut results, &mut changed);
            open = left.open;
            // Each past a limit is settled, so that there are no more of these rounds than commands.
            collisions += u32::from(!left.over_limit);
        }
        changed.append(&mut self.caught_up);
        let results = results.into_iter().map(|r| r.unwrap_or(Err(EngineError::Conflict))).collect();
        Handled { results, changed: changed.into_iter().collect() }
    }

    /// Decides one command. An outcome is certain already; none waits for the round to become durable.
    fn plan<'a>(&mut self, batch: &'a [Request], index: usize, now: Instant, round: &mut Round<'a>) -> Option<Outcome> {
        let request = batch.get(index)?;
        if let Some(&owner) = round.by_key.get(&(request.sender.as_str(), request.command_id.as_str())) {
            round.followers.push((index, owner));
            return None;
        }
        if let Some(outcome) = self.find_repetition(request) {
            return Some(outcome);
        }
        let (touched, decided) = match self.touched(request, now) {
            Ok(touched) => {
                let decided = self.decide_on(request, &touched, now);
                let decided = decided.and_then(|decided| self.within_limits(request).map(|()| decided));
                (touched, decided)
            }
            Err(error) => return Some(Err(error)),
        };
        let decided = match decided {
            Ok(decided) => decided,
            Err(error) => {
                let outcome = self.done_elsewhere(request).unwrap_or(Err(error));
                return certain(index, outcome, touched, round);
            }
        };
        let folded = match self.fold(decided, request, &touched, now) {
            Ok(folded) => folded,
            Err(error) => {
                self.forsake(touched.both());
                return Some(Err(error));
            }
        };
        let remembered = is_remembered(request, &folded.reply.answer, &folded.parts);
        if !remembered && folded.parts.iter().all(|p| p.events.is_empty()) {
            return certain(index, Ok(folded.reply), touched, round);
        }
        if remembered {
            self.known.note(&request.sender, &request.command_id, now);
        }
        let streams = touched.clone();
        let entry = Entry { request, touched, folded, remembered, now };
        let error = round.enter(index, entry).err()?;
        self.forsake(streams.both());
        Some(Err(error))
    }

    /// The answer to a command that was done before, or that cannot be one.
    fn find_repetition(&self, request: &Request) -> Option<Outcome> {
        if !is_command_id(&request.command_id) {
            return Some(Err(EngineError::CommandIdInvalid));
        }
        if !self.known.may_know(&request.sender, &request.command_id) {
            return None;
        }
        match self.reader.remembered(&request.sender, &request.command_id) {
            Ok(None) => None,
            Ok(Some(remembered)) => Some(repeat(request, &remembered)),
            Err(error) => Some(Err(error.into())),
        }
    }

    /// The first answer to a command that the rules refuse now, where another process did it on the same store: its filter
    /// knows it, ours does not. What would be accepted is found by the append itself.
    fn done_elsewhere(&self, request: &Request) -> Option<Outcome> {
        let remembered = self.reader.remembered(&request.sender, &request.command_id).ok()??;
        Some(repeat(request, &remembered))
    }

    /// Which streams a command is for; both are in memory and up to date then.
    fn touched(&mut self, request: &Request, now: Instant) -> Result<Touched, EngineError> {
        let here = self.stream_of(&request.centre, request.date, now)?;
        self.ensure(&here, now)?;
        let there = match request.command.action.other_centre() {
            Some(centre) if *centre != request.centre && self.setups.contains_key(centre) => {
                let there = self.stream_of(centre, None, now)?;
                self.ensure(&there, now)?;
                Some(there)
            }
            _ => match request.command.action.other_date(here.date) {
                Some(date) => {
                    let there = StreamId { centre: here.centre.clone(), date };
                    self.ensure(&there, now)?;
                    Some(there)
                }
                None => None,
            },
        };
        Ok(Touched { here, there })
    }

    fn stream_of(
        &self,
        centre: &CentreId,
        date: Option<jiff::civil::Date>,
        now: Instant,
    ) -> Result<StreamId, EngineError> {
        let setup = self.setup_of(centre)?;
        let date = date.unwrap_or_else(|| now.date(&setup.time_zone));
        Ok(StreamId { centre: centre.clone(), date })
    }

    fn setup_of(&self, centre: &CentreId) -> Result<&Arc<Setup>, EngineError> {
        self.setups.get(centre).ok_or_else(|| EngineError::UnknownCentre(centre.clone()))
    }

    /// Asks the rules.
    fn decide_on(&self, request: &Request, touched: &Touched, now: Instant) -> Result<Decided, EngineError> {
        let here = self.side(&touched.here)?;
        let part = |stream: &StreamId, side: Side<'_>, events: Vec<Event>| StreamPart {
            stream: stream.clone(),
            expected: side.day.version(),
            events,
        };
        if let Some(other) = &touched.there {
            let there = self.side(other)?;
            let decision = decide_across(here, there, &request.command, now).map_err(EngineError::Refused)?;
            let parts = vec![part(&touched.here, here, decision.here), part(other, there, decision.there)];
            return Ok(Decided { parts, tell: decision.tell });
        }
        let decision = decide(here.day, here.setup, &request.command, now).map_err(EngineError::Refused)?;
        Ok(Decided { parts: vec![part(&touched.here, here, decision.events)], tell: decision.tell })
    }

    /// Whether the person who asks has room for what she asks for, as far as it is durable. The append has the last word: it
    /// knows what came before it in its batch, and from elsewhere.
    fn within_limits(&self, request: &Request) -> Result<(), EngineError> {
        for limit in &request.limits {
            if self.reader.is_over(limit)? {
                return Err(over_limit(limit.most));
            }
        }
        Ok(())
    }

    fn side(&self, stream: &StreamId) -> Result<Side<'_>, EngineError> {
        let ahead = self.ahead.get(stream).ok_or(EngineError::Fault)?;
        Ok(Side { day: &ahead.day, setup: self.setup_of(&stream.centre)? })
    }

    /// Folds a decision into the days that are ahead, and makes its answer.
    fn fold(
        &mut self,
        decided: Decided,
        request: &Request,
        touched: &Touched,
        now: Instant,
    ) -> Result<Folded, EngineError> {
        let mut people = Vec::new();
        for part in &decided.parts {
            let ahead = self.ahead.get_mut(&part.stream).ok_or(EngineError::Fault)?;
            for event in &part.events {
                evolve(&mut ahead.day, event);
            }
            assert_sound(&ahead.day, part, self.limits.check_invariants);
            people.extend(follows(&ahead.day, part, &request.people));
        }
        let version = self.side(&touched.here)?.day.version();
        let told = self.side(touched.there.as_ref().unwrap_or(&touched.here))?;
        let at = told.day.last_at().map_or(now, |last| last.max(now));
        let answer = domain::answer::answer(told.day, told.setup, &decided.tell, at);
        let reply = Reply { answer, repeated: false, stream: touched.here.clone(), version };
        Ok(Folded { reply, parts: decided.parts, people })
    }

    /// Makes a round durable, shows it to readers and fills in the results.
    fn commit(
        &mut self,
        batch: &[Request],
        round: Round<'_>,
        results: &mut [Option<Outcome>],
        changed: &mut BTreeSet<StreamId>,
    ) -> Left {
        let nothing = Left { open: Vec::new(), over_limit: false };
        if round.appends.is_empty() {
            return nothing;
        }
        let outcomes = match self.store.append(&round.appends) {
            Ok(outcomes) => outcomes,
            Err(error) => {
                self.forsake(&round.written);
                fail(round, &EngineError::from(error), results);
                return nothing;
            }
        };
        let over_limit = outcomes.iter().any(|outcome| matches!(outcome, Appended::OverLimit { .. }));
        let mut lost = BTreeSet::new();
        for ((append, outcome), (index, reply)) in round.appends.iter().zip(outcomes).zip(round.owners) {
            let settled = match outcome {
                Appended::Committed => {
                    self.show(append, &lost, changed);
                    Some(Ok(reply))
                }
                Appended::AlreadyDone(remembered) => {
                    lost.extend(append.parts.iter().map(|p| p.stream.clone()));
                    batch.get(index).map(|request| repeat(request, &remembered))
                }
                Appended::OverLimit { most } => {
                    lost.extend(append.parts.iter().map(|p| p.stream.clone()));
                    Some(Err(self::over_limit(most)))
                }
                Appended::Conflict => {
                    lost.extend(append.parts.iter().map(|p| p.stream.clone()));
                    None
                }
            };
            set(results, index, settled);
        }
        self.forsake(&lost);
        for (index, outcome, touched) in round.unsure {
            set(results, index, (!touched.any_in(&lost)).then_some(outcome));
        }
        for &(index, owner) in &round.followers {
            set(results, index, follow(batch, results, index, owner));
        }
        let open = round.open.into_iter().filter(|index| matches!(results.get(*index), Some(None))).collect();
        Left { open, over_limit }
    }

    /// Shows durable events to readers.
    fn show(&mut self, append: &Append, lost: &BTreeSet<StreamId>, changed: &mut BTreeSet<StreamId>) {
        for part in append.parts.iter().filter(|p| !p.events.is_empty()) {
            if let Some(ahead) = self.ahead.get(&part.stream)
                && !lost.contains(&part.stream)
            {
                let mut day = ahead.shared.write();
                assert_eq!(
                    day.version(),
                    part.expected,
                    "a committed event follows the committed state of {}",
                    part.stream
                );
                for event in &part.events {
                    evolve(&mut day, event);
                }
            }
            if !changed.contains(&part.stream) {
                changed.insert(part.stream.clone());
            }
        }
    }

    /// What these days are ahead by is not durable: they are read again before they are used.
    fn forsake<'s>(&mut self, streams: impl IntoIterator<Item = &'s StreamId>) {
        for stream in streams {
            if let Some(ahead) = self.ahead.get_mut(stream) {
                ahead.stale = true;
            }
        }
    }
}

impl<'a> Round<'a> {
    /// Puts a folded decision into the round.
    fn enter(&mut self, index: usize, entry: Entry<'a>) -> Result<(), EngineError> {
        let Entry { request, touched, folded: Folded { reply, parts, people: follow }, remembered, now } = entry;
        let command = if remembered { Some(remember(request, &reply, now)?) } else { None };
        if remembered {
            self.by_key.insert((request.sender.as_str(), request.command_id.as_str()), index);
        }
        self.written.insert(touched.here);
        self.written.extend(touched.there);
        let mut people = request.people.clone();
        people.extend(follow);
        self.appends.push(Append { parts, command, people, limits: request.limits.clone() });
        self.owners.push((index, reply));
        Ok(())
    }
}

/// What is told to whoever has as many open bookings as one may have.
fn over_limit(most: u32) -> EngineError {
    EngineError::Refused(Refusal::TooManyBookings { max: most })
}

fn remember(request: &Request, reply: &Reply, now: Instant) -> Result<RememberCommand, EngineError> {
    let answer = serde_json::to_string(&reply.answer).map_err(|error| {
        tracing::error!(%error, "An answer cannot be written down.");
        EngineError::Fault
    })?;
    Ok(RememberCommand {
        sender: request.sender.clone(),
        id: request.command_id.clone(),
        body_hash: request.body_hash,
        answer,
        at: now,
        stream: reply.stream.clone(),
        version: reply.version,
    })
}

/// An outcome that brings no events: certain at once, unless it saw what is not durable yet.
fn certain(index: usize, outcome: Outcome, touched: Touched, round: &mut Round<'_>) -> Option<Outcome> {
    if !touched.any_in(&round.written) {
        return Some(outcome);
    }
    round.unsure.push((index, outcome, touched));
    None
}

/// Whether a command is remembered. Of those that brought about nothing, "no one waits" is not, for the same press again
/// may find somebody; nor is a look of the clock that found nothing to do.
fn is_remembered(request: &Request, answer: &Answer, parts: &[StreamPart]) -> bool {
    let clock = matches!(request.command.by, domain::command::Actor::Clock);
    parts.iter().any(|p| !p.events.is_empty()) || !(clock || matches!(answer, Answer::NoOneWaits))
}

/// What is told to a command that was done before.
fn repeat(request: &Request, remembered: &Remembered) -> Outcome {
    if remembered.body_hash != request.body_hash {
        return Err(EngineError::CommandIdReused);
    }
    let answer = serde_json::from_str(&remembered.answer).map_err(|error| {
        tracing::error!(%error, stream = %remembered.stream, "A remembered answer cannot be read.");
        EngineError::Fault
    })?;
    Ok(Reply { answer, repeated: true, stream: remembered.stream.clone(), version: remembered.version })
}

/// What is told to the same command later in the same batch; nothing yet where the first is decided again.
fn follow(batch: &[Request], results: &[Option<Outcome>], index: usize, owner: usize) -> Option<Outcome> {
    let (request, first) = (batch.get(index)?, batch.get(owner)?);
    match results.get(owner)?.as_ref()? {
        Ok(_) if first.body_hash != request.body_hash => Some(Err(EngineError::CommandIdReused)),
        Ok(reply) => Some(Ok(Reply { repeated: true, ..reply.clone() })),
        Err(error) => Some(Err(error.clone())),
    }
}

fn set(results: &mut [Option<Outcome>], index: usize, outcome: Option<Outcome>) {
    if let Some(slot) = results.get_mut(index) {
        *slot = outcome;
    }
}

/// Nothing of the round is durable: nobody is told anything else.
fn fail(round: Round<'_>, error: &EngineError, results: &mut [Option<Outcome>]) {
    let owners = round.owners.into_iter().map(|(index, _)| index);
    let unsure = round.unsure.into_iter().map(|(index, _, _)| index);
    let followers = round.followers.into_iter().map(|(index, _)| index);
    for index in owners.chain(unsure).chain(followers) {
        set(results, index, Some(Err(error.clone())));
    }
}

/// The fold counts every event, and where wanted, the day's invariants hold. A breach is a fault of the program: it
/// stops here, before anything is written.
fn assert_sound(day: &domain::day::Day, part: &StreamPart, check_invariants: bool) {
    let folded = part.expected + part.events.len() as u64;
    assert_eq!(day.version(), folded, "the fold of {} counts every event", part.stream);
    if check_invariants && let Err(breach) = domain::invariants::check(day) {
        panic!("an invariant of {} does not hold: {breach}", part.stream);
    }
}
