//! The judge of a run: follows the log, every answer and every crash, and says what does not hold.
//!
//! It sees the store and the outcomes that the world hands it, never the inside of the engine but for the one
//! comparison of its days with a fresh fold. It must never change anything.

mod arrivals;
mod asked;
mod dues;
mod figures;
mod kiosk;
mod ledger;
mod misfits;
mod model;
mod next;
mod plan;
#[cfg(test)]
mod tests;
mod times;
mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use domain::account::{Account, account};
use domain::answer::{Answer, CardState};
use domain::command::Action;
use domain::day::{Day, Visit, fold};
use domain::event::{Event, Fact, Forecast, MeantFor, Outcome};
use domain::hall::{Hall, hall};
use domain::ids::{BlockId, CentreId, DeskId, QueueId, StreamId, VisitId};
use domain::setup::Setup;
use domain::time::Instant;
use engine::{Core, EngineError, Handled, Reply, Request};
use store::{Reader, Recorded};

pub(crate) use asked::Offered;
use ledger::{Key, Ledger};
use model::{Model, Seat, Seen, St};
use times::Calendar;

/// How many events are read at a time.
const PAGE: usize = 4_096;
/// At which versions of a day its hall is looked at.
const HALL_EVERY: u64 = 16;

/// What was wrong, in a sentence.
pub(crate) type Verdict = Result<(), String>;

/// The judge of a run.
#[derive(Debug)]
pub(crate) struct Watch {
    reader: Reader,
    /// The set-ups that are in force.
    setups: BTreeMap<CentreId, Arc<Setup>>,
    /// All set-ups that were, or will be.
    published: Vec<Arc<Setup>>,
    calendar: Rc<Calendar>,
    models: BTreeMap<StreamId, Model>,
    ledger: Ledger,
    /// Whether several processes write: then one of them may not have heard yet of what another did, and refuse what
    /// was done. The effect is still once.
    several: bool,
    /// New events since they were last taken, for the account of the run.
    pub(crate) fresh: Vec<(StreamId, Recorded)>,
    /// How many events were followed.
    pub(crate) events: u64,
    /// How many lists of times, and refusals of one, were compared with the plan.
    pub(crate) compared: u64,
}

impl Watch {
    pub(crate) fn new(
        reader: Reader,
        setups: BTreeMap<CentreId, Arc<Setup>>,
        later: &[Arc<Setup>],
        several: bool,
    ) -> Self {
        let published = setups.values().chain(later).cloned().collect();
        Self {
            reader,
            several,
            setups,
            published,
            calendar: Rc::new(Calendar::new(crate::town::zone())),
            models: BTreeMap::new(),
            ledger: Ledger::default(),
            fresh: Vec::new(),
            events: 0,
            compared: 0,
        }
    }

    /// Other set-ups are in force from now on.
    pub(crate) fn published(&mut self, setups: BTreeMap<CentreId, Arc<Setup>>) {
        self.setups = setups;
    }

    /// Judges a batch: every answer against the log and the rules, every day that changed.
    pub(crate) fn after_batch(
        &mut self,
        core: &mut Core,
        batch: &[Request],
        handled: &Handled,
        now: Instant,
    ) -> Verdict {
        if batch.len() != handled.results.len() {
            return Err(format!("{} commands, {} outcomes", batch.len(), handled.results.len()));
        }
        let mut replies: Vec<(&Request, &Reply)> = Vec::new();
        let mut store_failed = false;
        for (request, result) in batch.iter().zip(&handled.results) {
            match result {
                Ok(reply) => replies.push((request, reply)),
                Err(EngineError::Store(_)) => store_failed = true,
                Err(EngineError::Fault) => return Err(format!("a fault of the program: {:?}", request.command)),
                Err(error) => self.not_done_before(request, error)?,
            }
        }
        if let ([request], [Err(EngineError::Refused(refusal))]) = (batch, handled.results.as_slice()) {
            self.refused(core, request, refusal, now)?;
            self.nothing_changed(request, handled)?;
        }
        // New answers in the order of the log; those that changed nothing after those that did.
        replies.sort_by_key(|(_, r)| (r.repeated, r.stream.clone(), r.version, r.answer == Answer::NoOneWaits));
        for (request, reply) in replies {
            if reply.repeated { self.repeated(request, reply)? } else { self.answered(request, reply, now)? }
        }
        for stream in &handled.changed {
            self.follow(stream, u64::MAX)?;
            self.day_holds(core, stream, now)?;
        }
        if store_failed {
            // The reply of a write may have been lost: its events are there all the same.
            let meant = batch.iter().flat_map(|request| self.streams_of(request, now));
            let streams: BTreeSet<StreamId> = self.models.keys().cloned().chain(meant).collect();
            for stream in &streams {
                self.follow(stream, u64::MAX)?;
            }
        }
        Ok(())
    }

    /// The stream of a command, and the second where it is for two.
    fn streams_of(&self, request: &Request, now: Instant) -> Vec<StreamId> {
        let Some(setup) = self.setups.get(&request.centre) else { return Vec::new() };
        let date = request.date.unwrap_or_else(|| now.date(&setup.time_zone));
        let action = &request.command.action;
        let here = StreamId { centre: request.centre.clone(), date };
        let other_day = action.other_date(date).map(|date| StreamId { date, ..here.clone() });
        let other_hall = action.other_centre().filter(|centre| self.setups.contains_key(*centre));
        let other_hall = other_hall.map(|centre| StreamId { centre: centre.clone(), ..here.clone() });
        std::iter::once(here).chain(other_day).chain(other_hall).collect()
    }

    /// A refusal has no effect. What an append left there whose reply was lost was followed then.
    fn nothing_changed(&self, request: &Request, handled: &Handled) -> Verdict {
        for stream in handled.changed.iter().filter(|_| !self.several) {
            let known = self.models.get(stream).map_or(0, |model| model.version);
            if self.reader.head(stream).map_err(|e| e.to_string())? != known {
                return Err(format!("{stream}: a refusal changed something: {:?}", request.command));
            }
        }
        Ok(())
    }

    /// A command that is done must never be told no.
    fn not_done_before(&self, request: &Request, error: &EngineError) -> Verdict {
        let known = self.reader.remembered(&request.sender, &request.command_id).map_err(|e| e.to_string())?;
        match (known, error) {
            (Some(known), EngineError::CommandIdReused) if known.body_hash == request.body_hash => {
                Err(format!("the same command was called another: {:?}", request.command))
            }
            (None, EngineError::CommandIdReused) => {
                // The first use may stand in the same batch and have been left out.
                Ok(())
            }
            (Some(known), error @ EngineError::Refused(_)) if known.body_hash == request.body_hash => {
                Err(format!("a command that was done is told {error}: {:?}", request.command))
            }
            _ => Ok(()),
        }
    }

    /// A first answer: what it says happened stands in the log, once.
    fn answered(&mut self, request: &Request, reply: &Reply, now: Instant) -> Verdict {
        let begin = self.fresh.len();
        let action = &request.command.action;
        self.follow_for(&reply.stream, reply.version, Some(action))?;
        let mine: Vec<&Event> =
            self.fresh[begin..].iter().filter(|(s, _)| *s == reply.stream).map(|(_, r)| &r.event).collect();
        let did = mine.iter().filter(|e| did(action, &reply.answer, &e.fact)).count();
        let model = self.models.get(&reply.stream);
        if reply.answer == Answer::NoOneWaits {
            let Action::Next { desk } = action else { return Err("nobody waits for what is no call".to_owned()) };
            let Some(model) = model.filter(|m| m.version == reply.version) else { return Ok(()) };
            let at = model.last_at.map_or(now, |last| last.max(now));
            return match next::next(model, desk, at) {
                Some(seen) => Err(format!("rule 2: {desk} is told that no one waits, and {} does", seen.number)),
                None => Ok(()),
            };
        }
        if must_do(action) && did != 1 {
            return Err(format!("{action:?} was answered, and stands {did} times in the log: {mine:?}"));
        }
        if let (Answer::Held { visit, starts_at, until }, Some(model)) = (&reply.answer, model) {
            let kept = model.plan.holds.get(visit).filter(|held| held.starts_at == *starts_at && held.until == *until);
            if model.version == reply.version && kept.is_none() {
                return Err(format!("the answer shows another hold: {:?}", reply.answer));
            }
        }
        if let (Answer::Visit(card), Some(model)) = (&reply.answer, model)
            && card_stream(action, &reply.stream) == reply.stream
            && model.version == reply.version
            && let Some(seen) = model.visit(card.id)
            && (seen.number != card.number || seen.due != card.due || card_state(&seen.state) != card.state)
        {
            return Err(format!("the card shows another visit: {card:?}, {seen:?}"));
        }
        self.ledger.done(key(request), request, reply)
    }

    /// The same command again: the same answer.
    fn repeated(&mut self, request: &Request, reply: &Reply) -> Verdict {
        if self.ledger.knows(&key(request)) {
            return self.ledger.same(&key(request), request, reply);
        }
        // Its first answer was lost between the store and the engine.
        let known = self.reader.remembered(&request.sender, &request.command_id).map_err(|e| e.to_string())?;
        let known = known.ok_or_else(|| format!("a command is called repeated and was never done: {request:?}"))?;
        if known.version != reply.version || known.stream != reply.stream {
            return Err(format!("a repetition is told of another place: {request:?}"));
        }
        self.ledger.done(key(request), request, reply)
    }

    /// A client got to know: from now on it may never be taken back.
    pub(crate) fn told(&mut self, request: &Request, reply: &Reply) -> Verdict {
        if reply.answer == Answer::NoOneWaits {
            return Ok(());
        }
        self.ledger.told(&key(request), request, reply)
    }

    /// A stream on which nothing has happened.
    fn new_model(&self, stream: &StreamId) -> Result<Model, String> {
        let setup = self.setups.get(&stream.centre).ok_or("a stream of no centre")?;
        let of_it = self.published.iter().filter(|setup| setup.centre == stream.centre);
        Ok(Model::new(stream.clone(), Arc::clone(setup)).with_plans(of_it, &self.calendar))
    }

    /// Takes in the events of a stream up to a version.
    fn follow(&mut self, stream: &StreamId, to: u64) -> Verdict {
        self.follow_for(stream, to, None)
    }

    /// The same, where the last of them came of what was asked.
    fn follow_for(&mut self, stream: &StreamId, to: u64, asked: Option<&Action>) -> Verdict {
        if !self.models.contains_key(stream) {
            let model = self.new_model(stream)?;
            self.models.insert(stream.clone(), model);
        }
        let Some(model) = self.models.get_mut(stream) else { return Ok(()) };
        while model.version < to {
            let left = usize::try_from(to - model.version).unwrap_or(PAGE).min(PAGE);
            let page = self.reader.stream(stream, model.version, left).map_err(|e| e.to_string())?;
            let full = page.len() == left;
            for recorded in page {
                let asked = asked.filter(|_| recorded.version == to);
                model.follow(recorded.version, &recorded.event, asked)?;
                self.events += 1;
                self.fresh.push((stream.clone(), recorded));
            }
            if !full {
                break;
            }
        }
        if to != u64::MAX && model.version < to {
            return Err(format!("{stream} was answered at {to} and ends at {}", model.version));
        }
        Ok(())
    }

    /// The engine's day: its own invariants, and as far as the model.
    fn day_holds(&mut self, core: &mut Core, stream: &StreamId, now: Instant) -> Verdict {
        let Ok(shared) = core.day(stream, now) else { return Ok(()) };
        let day = shared.read();
        let Some(model) = self.models.get_mut(stream) else { return Ok(()) };
        if self.several && day.version() < model.version {
            // Another process has written since; this one hears of it with its next append.
            return Ok(());
        }
        if day.version() != model.version {
            return Err(format!("{stream}: the engine is at {}, the log at {}", day.version(), model.version));
        }
        model.one_visit_a_desk()?;
        model.nothing_taken_twice()?;
        // The whole hall is much to make: now and then is often enough in a run of thousands of events.
        if day.version().is_multiple_of(HALL_EVERY) {
            hall_shows(model, &hall(&day, &model.setup, model.last_at.map_or(now, |last| last.max(now))))?;
        }
        domain::invariants::check(&day).map_err(|what| format!("{stream}: {what}"))
    }

    /// Before a crash: what the engine holds is a fold of the log, and the model agrees with it.
    pub(crate) fn days_hold(&mut self, core: &mut Core, now: Instant) -> Verdict {
        let streams: Vec<StreamId> = self.models.keys().cloned().collect();
        for stream in streams {
            self.follow(&stream, u64::MAX)?;
            let fresh = self.fresh_day(&stream)?;
            if let Ok(shared) = core.day(&stream, now)
                && *shared.read() != fresh
                && shared.read().version() == fresh.version()
            {
                return Err(format!("{stream}: the engine's day is not the fold of its events"));
            }
            domain::invariants::check(&fresh).map_err(|what| format!("{stream}: {what}"))?;
            if let Some(model) = self.models.get(&stream) {
                agree(model, &fresh)?;
                self.misfits_are_told(model, &fresh, now)?;
                hall_shows(model, &hall(&fresh, &model.setup, now))?;
            }
        }
        self.no_half_move()
    }

    /// After a crash: begins anew from what is left, and forgets what nobody was told and the crash took.
    pub(crate) fn after_crash(&mut self) -> Verdict {
        let streams: Vec<StreamId> = self.models.keys().cloned().collect();
        let before: u64 = self.models.values().map(|m| m.version).sum();
        self.models.clear();
        self.fresh.clear();
        for stream in streams {
            self.follow(&stream, u64::MAX)?;
        }
        let after: u64 = self.models.values().map(|m| m.version).sum();
        self.events = self.events.saturating_sub(before);
        debug_assert!(after <= before, "a crash adds nothing");
        self.fresh.clear();
        self.ledger.after_crash(&self.reader)?;
        self.no_half_move()
    }

    fn fresh_day(&self, stream: &StreamId) -> Result<Day, String> {
        let mut events = Vec::new();
        loop {
            let after = events.len() as u64;
            let page = self.reader.stream(stream, after, PAGE).map_err(|e| e.to_string())?;
            let last = page.len() < PAGE;
            events.extend(page.into_iter().map(|r| r.event));
            if last {
                return Ok(fold(stream.clone(), &events));
            }
        }
    }

    /// Every visit that left a centre or a day came to the other, and the other way round; and one that has moved between
    /// days is on exactly one of them.
    fn no_half_move(&self) -> Verdict {
        let mut moves = Moves::default();
        let mut after = 0;
        loop {
            let page = self.reader.log(after, PAGE).map_err(|e| e.to_string())?;
            let last = page.len() < PAGE;
            for (position, stream, recorded) in page {
                after = position;
                moves.follow(stream, recorded.event.fact);
            }
            if last {
                moves.none_is_half()?;
                return each_on_one_day(self.models.values());
            }
        }
    }

    /// At the end: every day before `today` is closed with one outcome for each visit, everything that was told is
    /// there, the figures reconcile. Gives the accounts.
    pub(crate) fn end(&mut self, core: &mut Core, now: Instant) -> Result<Vec<Account>, String> {
        self.days_hold(core, now)?;
        self.ledger.end(&self.reader)?;
        let mut accounts = Vec::new();
        for (stream, model) in &self.models {
            let over = stream.date < now.date(&model.setup.time_zone);
            if over && model.opened && !model.closed {
                return Err(format!("{stream} is over and was not closed"));
            }
            let day = self.fresh_day(stream)?;
            let account = account(&day);
            figures::reconcile(model, &account)?;
            accounts.push(account);
        }
        Ok(accounts)
    }

    /// The visits of all days, for those who press other people's buttons.
    pub(crate) fn some_visits(&self) -> impl Iterator<Item = VisitId> + '_ {
        let kept = |m: &Model| m.plan.holds.keys().copied().collect::<Vec<_>>();
        self.models.values().flat_map(move |m| m.visits.iter().map(|v| v.id).chain(kept(m)))
    }

    /// What employees keep free on all days.
    pub(crate) fn some_blocks(&self) -> impl Iterator<Item = BlockId> + '_ {
        self.models.values().flat_map(|m| m.plan.block_ids())
    }
}

/// Moves between centres and between days of one centre: so many have left and not come.
#[derive(Debug, Default)]
struct Moves {
    centres: BTreeMap<(VisitId, CentreId, CentreId), i64>,
    days: BTreeMap<(VisitId, StreamId), i64>,
}

impl Moves {
    fn follow(&mut self, stream: StreamId, fact: Fact) {
        match fact {
            Fact::MovedAway { visit, centre } => {
                *self.centres.entry((visit, stream.centre, centre)).or_default() += 1;
            }
            Fact::MovedIn { visit, centre, .. } => {
                *self.centres.entry((visit, centre, stream.centre)).or_default() -= 1;
            }
            Fact::MovedToDay { visit, date } => {
                *self.days.entry((visit, StreamId { date, ..stream })).or_default() += 1;
            }
            Fact::Booked { visit, moves: 1.., .. } => *self.days.entry((visit, stream)).or_default() -= 1,
            _ => {}
        }
    }

    fn none_is_half(&self) -> Verdict {
        if let Some((which, n)) = self.centres.iter().find(|(_, n)| **n != 0) {
            return Err(format!("half a transfer: {which:?} {n}"));
        }
        let half = self.days.iter().find(|(_, n)| **n != 0);
        half.map_or(Ok(()), |(which, n)| Err(format!("half a move to another day: {which:?} {n}")))
    }
}

/// Of a visit that was moved between days there are as many as were booked: one, wherever it is now.
fn each_on_one_day<'a>(models: impl Iterator<Item = &'a Model>) -> Verdict {
    let mut found: BTreeMap<(VisitId, &CentreId), (i64, bool)> = BTreeMap::new();
    for model in models {
        for seen in &model.visits {
            let left = matches!(seen.state, St::Ended(Outcome::MovedToDay(_)));
            let (more, moved) = found.entry((seen.id, &model.stream.centre)).or_default();
            *more += i64::from(!left) - i64::from(seen.born);
            *moved |= left;
        }
    }
    match found.iter().find(|(_, (more, moved))| *moved && *more != 0) {
        Some((which, (more, _))) => {
            Err(format!("a visit that was moved is on another number of days: {which:?} {more}"))
        }
        None => Ok(()),
    }
}

fn key(request: &Request) -> Key {
    (request.sender.clone(), request.command_id.clone())
}

/// Of a move to another centre or day the answer shows the visit there.
fn card_stream(action: &Action, here: &StreamId) -> StreamId {
    let mut stream = here.clone();
    if let Some(centre) = action.other_centre() {
        stream.centre = centre.clone();
    }
    if let Action::Rebook { date, .. } = action {
        stream.date = *date;
    }
    stream
}

/// Whether an action always brings about its own fact; the others may find that there is nothing to do.
fn must_do(action: &Action) -> bool {
    matches!(
        action,
        Action::TakeTicket { .. }
            | Action::Refer { .. }
            | Action::Book { .. }
            | Action::Hold { .. }
            | Action::Rebook { .. }
            | Action::Unblock { .. }
            | Action::CheckIn { .. }
            | Action::Next { .. }
            | Action::CallOutOfTurn { .. }
            | Action::Recall { .. }
            | Action::Start { .. }
            | Action::Finish { .. }
            | Action::NoShow { .. }
            | Action::Park { .. }
            | Action::Resume { .. }
            | Action::Transfer { .. }
            | Action::Return { .. }
            | Action::Cancel { .. }
            | Action::Undo { .. }
    )
}

/// Whether a fact is what an action was for.
fn did(action: &Action, answer: &Answer, fact: &Fact) -> bool {
    match (action, fact) {
        (Action::TakeTicket { visit: a, .. }, Fact::TicketTaken { visit: b, .. })
        | (Action::Book { visit: a, .. }, Fact::Booked { visit: b, .. })
        | (Action::CheckIn { visit: a }, Fact::CheckedIn { visit: b, .. })
        | (Action::Recall { visit: a }, Fact::CalledAgain { visit: b })
        | (Action::Start { visit: a }, Fact::Started { visit: b })
        | (Action::Finish { visit: a }, Fact::Finished { visit: b, .. })
        | (Action::Hold { visit: a, .. }, Fact::Held { visit: b, .. })
        | (Action::EndHold { visit: a }, Fact::HoldEnded { visit: b })
        | (Action::Rebook { visit: a, .. }, Fact::Rebooked { visit: b, .. } | Fact::MovedToDay { visit: b, .. })
        | (Action::NoShow { visit: a }, Fact::Missed { visit: b, .. } | Fact::Unanswered { visit: b, .. })
        | (Action::Park { visit: a }, Fact::Parked { visit: b })
        | (Action::Return { visit: a }, Fact::Returned { visit: b })
        | (Action::Cancel { visit: a }, Fact::Cancelled { visit: b })
        | (Action::Undo { visit: a }, Fact::Undone { visit: b, .. })
        | (Action::Transfer { visit: a, .. }, Fact::Transferred { visit: b, .. } | Fact::MovedAway { visit: b, .. }) => {
            a == b
        }
        (
            Action::CallOutOfTurn { desk: d, visit: a, .. } | Action::Resume { desk: d, visit: a },
            Fact::Called { visit: b, desk, .. },
        ) => a == b && d == desk,
        (Action::Next { desk: d }, Fact::Called { visit, desk, .. }) => {
            d == desk && matches!(answer, Answer::Visit(card) if card.id == *visit)
        }
        (Action::Block { block: a, .. }, Fact::Blocked { block: b, .. })
        | (Action::Unblock { block: a }, Fact::Unblocked { block: b }) => a == b,
        (Action::Refer { .. }, Fact::Referred { .. }) => true,
        _ => false,
    }
}

/// The model and the fold say the same of every visit.
fn agree(model: &Model, day: &Day) -> Verdict {
    if model.visits.len() != day.visits().len() {
        return Err(format!("{}: {} visits, the fold has {}", model.stream, model.visits.len(), day.visits().len()));
    }
    for seen in &model.visits {
        let visit = day.visit(seen.id).ok_or_else(|| format!("the fold has no {}", seen.number))?;
        if !alike(seen, visit) {
            return Err(format!("{}: the rules say {seen:?}, the fold {visit:?}", model.stream));
        }
    }
    model.keeps_the_same(day)
}

/// The hall shows everybody who waits, is at a desk or is set aside, each once and where she is.
fn hall_shows(model: &Model, hall: &Hall) -> Verdict {
    let ours = |f: &dyn Fn(&St) -> bool| -> Vec<VisitId> {
        let mut visits: Vec<VisitId> = model.visits.iter().filter(|v| f(&v.state)).map(|v| v.id).collect();
        visits.sort();
        visits
    };
    let sorted = |mut visits: Vec<VisitId>| {
        visits.sort();
        visits
    };
    let waiting = sorted(hall.waiting.iter().map(|w| w.visit).collect());
    let called = sorted(hall.called.iter().map(|c| c.visit).collect());
    let parked = sorted(hall.parked.iter().map(|p| p.visit).collect());
    let right = waiting == ours(&|s| *s == St::Waiting)
        && called == ours(&|s| matches!(s, St::Called { .. } | St::Serving { .. }))
        && parked == ours(&|s| matches!(s, St::Parked | St::Missed { .. }))
        && hall.called.iter().all(|c| model.visit(c.visit).and_then(Seen::desk) == Some(&c.desk))
        && hall.queues.iter().map(|q| q.waiting as usize).sum::<usize>() == waiting.len();
    if !right {
        return Err(format!("{}: the hall shows something else: {hall:?}", model.stream));
    }
    forecasts_can_come_true(model, hall)?;
    model.arrivals_are_shown(hall)
}

/// What is told can come true by the rules: nothing of a paused queue, no time before one may be called or after the
/// day's end.
fn forecasts_can_come_true(model: &Model, hall: &Hall) -> Verdict {
    let tomorrow = model.stream.date.tomorrow().map_err(|e| e.to_string())?;
    let midnight = Instant::start_of(tomorrow, &model.setup.time_zone);
    let sound = |told: &Forecast, queue: &QueueId, from: Option<Instant>| {
        let times = [from.unwrap_or(told.earliest), told.earliest, told.expected, told.latest, midnight];
        times.is_sorted() && !model.paused(queue)
    };
    for queue in &hall.queues {
        if queue.forecast.is_some_and(|told| !sound(&told, &queue.queue, None)) {
            return Err(format!("{}: a forecast that cannot come true: {queue:?}", model.stream));
        }
    }
    for waiting in &hall.waiting {
        let Some(told) = waiting.forecast else { continue };
        let from = model.visit(waiting.visit).and_then(|seen| not_called_before(model, seen, hall.at));
        if !sound(&told, &waiting.queue, from) {
            return Err(format!("{}: a forecast that cannot come true: {waiting:?}", model.stream));
        }
    }
    Ok(())
}

/// Rules 5 and 10: before when nobody calls a visit, as far as the hall knows now.
fn not_called_before(model: &Model, seen: &Seen, at: Instant) -> Option<Instant> {
    let serves = |desk: &DeskId, seat: &Seat| match &seen.meant_for {
        Some(MeantFor::Employee(employee)) => seat.employee.as_ref() == Some(employee),
        Some(MeantFor::Desk(meant)) => meant == desk && seat.employee.is_some(),
        None => true,
    };
    let taken = seen.meant_for.is_none() || model.seats.iter().any(|(d, s)| serves(d, s) && !s.rests(at));
    let opens = seen.due.plus_minutes(i64::from(model.setup.rules.meant_for_minutes));
    seen.not_before.max((!taken).then_some(opens))
}

fn alike(seen: &Seen, visit: &Visit) -> bool {
    seen.number == visit.number
        && seen.queue == visit.queue
        && seen.due == visit.due
        && seen.not_before == visit.not_before
        && seen.meant_for == visit.meant_for
        && seen.stop == usize::from(visit.at_stop)
        && seen.desk() == visit.desk()
        && plan::same_time(seen, visit)
        && card_state(&seen.state) == visit.card_state()
}

fn card_state(state: &St) -> CardState {
    match state {
        St::Booked => CardState::Booked,
        St::Waiting => CardState::Waiting,
        St::Called { .. } => CardState::Called,
        St::Serving { .. } => CardState::Serving,
        St::Parked => CardState::Parked,
        St::Missed { .. } => CardState::Missed,
        St::Ended(_) => CardState::Ended,
    }
}

/// Whether a visit waits, and nothing keeps it from being called.
#[cfg(test)]
fn alike_waiting(seen: &Seen) -> bool {
    seen.state == St::Waiting && seen.not_before.is_none() && seen.meant_for.is_none()
}
